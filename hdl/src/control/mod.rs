//! Commands: from the ring to the units, and their completion records.
//!
//! ```text
//! ring -> reader -> decoder -> dispatcher -+-> RUN unit  -+-> recorder -> result memory, COMPLETED
//!                                          +-> LOAD unit -+
//! ```

mod counters;
mod decoder;
mod dispatcher;
mod load;
mod reader;
mod recorder;
mod words;

pub use counters::{COUNTER_BITS, Counters};
pub use decoder::Decoder;
pub use dispatcher::Dispatcher;
pub use load::LoadUnit;
pub use reader::CommandReader;
pub use recorder::Recorder;
pub use words::CommandFields;
