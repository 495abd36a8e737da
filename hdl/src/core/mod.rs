//! The RUN unit: spike rows and weight tiles in, result rows out.
//!
//! ```text
//! input memory -> fetch -+-> compactor -> scanner -> lane groups -> row queue -+-> merge -> writer -> result memory
//!                        +-> ... one bank per port ...                        -+
//! ```

mod bank;
mod compactor;
mod fetch;
mod group;
mod lanes;
mod merge;
mod placement;
mod requests;
mod run;
mod scanner;
mod slicer;
mod vector;
mod walk;
mod weight_ram;
mod writer;

pub use bank::Bank;
pub use compactor::Compactor;
pub use fetch::Fetch;
pub use group::LaneGroup;
pub use lanes::Lanes;
pub use merge::{Merge, PackRow};
pub use placement::Placement;
pub use requests::Requests;
pub use run::RunUnit;
pub use scanner::Scanner;
pub use slicer::Slicer;
pub use vector::{LaneDifference, LaneFormat, LaneSum};
pub use walk::Walk;
pub use weight_ram::WeightRam;
pub use writer::Writer;
