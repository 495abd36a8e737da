//! Every transaction of a card in a file, and doing them again on another card.
//!
//! A recording is what a driver asked of a card and what came of it: all bytes of all transfers,
//! register accesses, events, recoveries. [`RecordedCard`] writes one as it goes, so that a run
//! that is killed leaves what it did; [`replay`] does the same on another card and compares what
//! commands returned.
//!
//! The file, all numbers little-endian: `SPKLREC1`; the card's name as a `u32` length and UTF-8;
//! then events until the end, each a tag byte and its fields (see [`Event`]).

mod card;
mod commands;
mod event;
mod replay;

pub use card::RecordedCard;
pub use event::{Event, Reader, RecordingError};
pub use replay::{Difference, ReplayError, Replayed, replay};
