//! The bus between the AXI4 slave and memory.

use rust_hdl::prelude::*;

use crate::axi::TAG_BITS;

/// The memory bus, as the AXI4 slave sees it: `A` data bits, `S = A / 8` strobes.
///
/// Beats are accepted where valid meets ready. Each accepted beat is answered once, in order, any
/// number of cycles later, and the answer cannot be held up. Errors: 0, SLVERR or DECERR.
#[derive(LogicInterface, Clone, Debug, Default)]
#[join = "MemoryTarget"]
pub struct MemoryInitiator<const A: usize, const S: usize> {
    /// There is a beat to write.
    pub write_valid: Signal<Out, Bit>,
    /// Byte address of its word.
    pub write_address: Signal<Out, Bits<64>>,
    /// What to write.
    pub write_data: Signal<Out, Bits<A>>,
    /// Bytes to write.
    pub write_strobe: Signal<Out, Bits<S>>,
    /// Comes back with the answer.
    pub write_tag: Signal<Out, Bits<TAG_BITS>>,
    /// The beat is accepted.
    pub write_ready: Signal<In, Bit>,
    /// A beat is written or refused.
    pub write_done: Signal<In, Bit>,
    /// Its tag.
    pub write_done_tag: Signal<In, Bits<TAG_BITS>>,
    /// How it ended.
    pub write_error: Signal<In, Bits<2>>,
    /// There is a beat to read.
    pub read_valid: Signal<Out, Bit>,
    /// Byte address of its word.
    pub read_address: Signal<Out, Bits<64>>,
    /// Comes back with the data.
    pub read_tag: Signal<Out, Bits<TAG_BITS>>,
    /// The beat is accepted.
    pub read_ready: Signal<In, Bit>,
    /// A beat is read or refused.
    pub read_done: Signal<In, Bit>,
    /// Its tag.
    pub read_done_tag: Signal<In, Bits<TAG_BITS>>,
    /// The word, zero with an error.
    pub read_data: Signal<In, Bits<A>>,
    /// How it ended.
    pub read_error: Signal<In, Bits<2>>,
}

/// The memory bus, as memory sees it.
#[derive(LogicInterface, Clone, Debug, Default)]
#[join = "MemoryInitiator"]
pub struct MemoryTarget<const A: usize, const S: usize> {
    /// There is a beat to write.
    pub write_valid: Signal<In, Bit>,
    /// Byte address of its word.
    pub write_address: Signal<In, Bits<64>>,
    /// What to write.
    pub write_data: Signal<In, Bits<A>>,
    /// Bytes to write.
    pub write_strobe: Signal<In, Bits<S>>,
    /// Comes back with the answer.
    pub write_tag: Signal<In, Bits<TAG_BITS>>,
    /// The beat is accepted.
    pub write_ready: Signal<Out, Bit>,
    /// A beat is written or refused.
    pub write_done: Signal<Out, Bit>,
    /// Its tag.
    pub write_done_tag: Signal<Out, Bits<TAG_BITS>>,
    /// How it ended.
    pub write_error: Signal<Out, Bits<2>>,
    /// There is a beat to read.
    pub read_valid: Signal<In, Bit>,
    /// Byte address of its word.
    pub read_address: Signal<In, Bits<64>>,
    /// Comes back with the data.
    pub read_tag: Signal<In, Bits<TAG_BITS>>,
    /// The beat is accepted.
    pub read_ready: Signal<Out, Bit>,
    /// A beat is read or refused.
    pub read_done: Signal<Out, Bit>,
    /// Its tag.
    pub read_done_tag: Signal<Out, Bits<TAG_BITS>>,
    /// The word, zero with an error.
    pub read_data: Signal<Out, Bits<A>>,
    /// How it ended.
    pub read_error: Signal<Out, Bits<2>>,
}
