//! Which host accesses a running command forbids.

use rust_hdl::prelude::*;

use crate::block::block;

block! {
    /// Whether a word lies in a guarded range: `valid && first <= word <= last`.
    pub struct Guard[const N: usize] {
        /// The range is guarded.
        pub valid: Signal<In, Bit>,
        /// First word.
        pub first: Signal<In, Bits<N>>,
        /// Last word.
        pub last: Signal<In, Bits<N>>,
        /// The word.
        pub word: Signal<In, Bits<N>>,
        /// It is guarded.
        pub hit: Signal<Out, Bit>,
    }
    constants {}
    checks {}
}

impl<const N: usize> Logic for Guard<N> {
    #[hdl_gen]
    fn update(&mut self) {
        self.hit.next = self.valid.val()
            && (self.word.val() >= self.first.val())
            && (self.word.val() <= self.last.val());
    }
}
