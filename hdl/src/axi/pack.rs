//! Queue entries: fields side by side.

use rust_hdl::prelude::*;

use super::{BURST_BITS, TAG_BITS};
use crate::block::pack;

pack! {
    /// A burst request: kind (0 FIXED, 1 INCR, 2 WRAP), log2 of the bytes of a beat, beats - 1,
    /// address of the first byte, id.
    pub struct PackBurst[] {
        burst: Bits<2>,
        size: Bits<3>,
        length: Bits<8>,
        address: Bits<64>,
        id: Bits<4>,
    } => BURST_BITS
}

pack! {
    /// A beat to write: `W = A + S`.
    pub struct PackWrite[const A: usize, const S: usize, const W: usize] {
        data: Bits<A>,
        strobe: Bits<S>,
    } => W
}

pack! {
    /// The response of a write burst.
    pub struct PackResponse[] {
        response: Bits<2>,
        id: Bits<4>,
    } => 6
}

pack! {
    /// A beat that was read: `R = A + 7`.
    pub struct PackRead[const A: usize, const R: usize] {
        tag: Bits<TAG_BITS>,
        response: Bits<2>,
        data: Bits<A>,
    } => R
}
