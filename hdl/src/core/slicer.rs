//! Which bits of a memory word belong to which bank.

use rust_hdl::prelude::*;
use spikelm_regs::{SLOT_BYTES, SLOT_INPUTS};

/// Wires from a memory word of `A` bits to the planes of all banks, `H = A / 2` bits each.
///
/// Slot s of the word holds inputs `64 s + i`; bank b takes those with `i % ports = b`. Plane bits
/// `b * H / ports ..` are bank b's, its inputs in order. A row's first word has its header in slot
/// 0, which belongs to nobody.
#[derive(LogicBlock)]
pub struct Slicer<const A: usize, const H: usize> {
    /// The memory word.
    pub word: Signal<In, Bits<A>>,
    /// It is the first of its row.
    pub first: Signal<In, Bit>,
    /// Fired bits, bank by bank.
    pub fired: Signal<Out, Bits<H>>,
    /// Sign bits, bank by bank.
    pub sign: Signal<Out, Bits<H>>,
    _ports: usize,
}

impl<const A: usize, const H: usize> Slicer<A, H> {
    /// The wires for `ports` banks.
    pub fn new(ports: usize) -> Self {
        assert_eq!(A, 2 * H, "half of a word is fired bits");
        assert_eq!(A % (8 * SLOT_BYTES as usize), 0, "a word is whole slots");
        Self {
            word: Default::default(),
            first: Default::default(),
            fired: Default::default(),
            sign: Default::default(),
            _ports: ports,
        }
    }

    /// A plane as a concatenation, highest bit first; `plane` is the slot's bit 0 or bit 64.
    fn concatenation(&self, plane: usize) -> String {
        let slots = A / (8 * SLOT_BYTES as usize);
        let mut bits = Vec::with_capacity(H);
        for bank in 0..self._ports {
            for slot in 0..slots {
                for j in 0..SLOT_INPUTS as usize / self._ports {
                    let at = slot * 8 * SLOT_BYTES as usize + plane + j * self._ports + bank;
                    let gate = if slot == 0 { " & ~first" } else { "" };
                    bits.push(format!("word[{at}]{gate}"));
                }
            }
        }
        bits.reverse();
        bits.join(", ")
    }
}

impl<const A: usize, const H: usize> Logic for Slicer<A, H> {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.fired.connect();
        self.sign.connect();
    }

    fn hdl(&self) -> Verilog {
        Verilog::Custom(format!(
            "always @(*) fired = {{{}}};\nalways @(*) sign = {{{}}};\n",
            self.concatenation(0),
            self.concatenation(SLOT_INPUTS as usize),
        ))
    }
}
