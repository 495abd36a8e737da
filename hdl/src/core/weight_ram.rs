//! The weights of one lane group.

use rust_hdl::prelude::*;

/// `2^AW` rows of `DB` bits, one byte per lane; block RAM, read with two cycles of latency.
///
/// The second cycle is the RAM's output register, where the sign is applied: a negative spike
/// inverts every bit, and the lane adds the missing one as its carry. Nothing reads a row in the
/// cycle that writes it: a LOAD never touches rows that a RUN uses.
#[derive(LogicBlock)]
pub struct WeightRam<const DB: usize, const AW: usize> {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Row to read.
    pub read_address: Signal<In, Bits<AW>>,
    /// One cycle later: whether the spike is -1.
    pub negate: Signal<In, Bit>,
    /// Two cycles later: the row, inverted where the spike was -1.
    pub read_data: Signal<Out, Bits<DB>>,
    /// Write `write_data` to `write_address`.
    pub write: Signal<In, Bit>,
    /// Row to write.
    pub write_address: Signal<In, Bits<AW>>,
    /// What to write.
    pub write_data: Signal<In, Bits<DB>>,
    _rows: usize,
}

impl<const DB: usize, const AW: usize> WeightRam<DB, AW> {
    /// A RAM of `rows` rows.
    pub fn new(rows: usize) -> Self {
        assert!(rows <= 1 << AW, "{rows} rows need more than {AW} address bits");
        Self {
            clock: Default::default(),
            read_address: Default::default(),
            negate: Default::default(),
            read_data: Default::default(),
            write: Default::default(),
            write_address: Default::default(),
            write_data: Default::default(),
            _rows: rows,
        }
    }
}

impl<const DB: usize, const AW: usize> Logic for WeightRam<DB, AW> {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.read_data.connect();
    }

    fn hdl(&self) -> Verilog {
        Verilog::Custom(format!(
            "(* ram_style = \"block\", no_rw_check *) reg [{msb}:0] memory [0:{last}];\n\
             reg [{msb}:0] row;\n\
             always @(posedge clock) row <= memory[read_address];\n\
             always @(posedge clock) read_data <= row ^ {{{DB}{{negate}}}};\n\
             always @(posedge clock) if (write) memory[write_address] <= write_data;\n",
            msb = DB - 1,
            last = self._rows - 1,
        ))
    }
}
