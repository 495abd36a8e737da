//! Faults on purpose: what strikes when, and what then happens to an access of the card.
//!
//! A [`FaultPlan`] says which kinds strike at which occasions; the same plan and the same accesses
//! give the same faults. [`Injector`] decides what becomes of each access. The emulated card asks
//! it behind its device nodes, [`FaultyCard`] in front of a simulated card in the same process,
//! where deadlines are virtual.

mod card;
mod injector;
mod plan;

pub use card::FaultyCard;
pub(crate) use injector::{Cut, Injector, Verdict, flip};
pub use plan::{Fault, FaultKind, FaultPlan, StuckBit};
