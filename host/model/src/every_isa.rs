//! For tests of what has a body per instruction set.

use std::sync::{Mutex, PoisonError};

use spikelm_engine::Isa;

/// The sum whose float is `steps` floats after that of `x`.
pub(crate) fn nudged(x: f32, steps: i32) -> i32 {
    let step = if steps < 0 { f32::next_down } else { f32::next_up };
    (0..steps.abs()).fold(x, |x, _| step(x)) as i32
}

/// Runs a test on every instruction set of this machine, one such test at a time.
pub(crate) fn on_every_isa(test: impl Fn()) {
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let selected = Isa::selected();
    for isa in Isa::available() {
        isa.select().unwrap();
        test();
    }
    selected.select().unwrap();
}
