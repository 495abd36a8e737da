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

    /// A plane as a concatenation, highest bit first; `plane` is the slot's bit 0 or bit 64. Where
    /// bits lie side by side they are one part: Verilator takes it at once.
    fn concatenation(&self, plane: usize) -> String {
        let (slot_bits, inputs) = (8 * SLOT_BYTES as usize, SLOT_INPUTS as usize);
        let mut parts = Vec::new();
        for bank in 0..self._ports {
            for first in (plane..A).step_by(slot_bits) {
                if self._ports == 1 {
                    parts.push(format!("body[{}:{first}]", first + inputs - 1));
                } else {
                    let places = (bank..inputs).step_by(self._ports);
                    parts.extend(places.map(|i| format!("body[{}]", first + i)));
                }
            }
        }
        parts.reverse();
        parts.join(", ")
    }
}

impl<const A: usize, const H: usize> Logic for Slicer<A, H> {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.fired.connect();
        self.sign.connect();
    }

    fn hdl(&self) -> Verilog {
        let slot_bits = 8 * SLOT_BYTES as usize;
        let rest = if A > slot_bits { format!("{}'b0, ", A - slot_bits) } else { String::new() };
        Verilog::Custom(format!(
            "wire [{}:0] body = word & ~{{{rest}{{{slot_bits}{{first}}}}}};\n\
             always @(*) fired = {{{}}};\nalways @(*) sign = {{{}}};\n",
            A - 1,
            self.concatenation(0),
            self.concatenation(SLOT_INPUTS as usize),
        ))
    }
}
