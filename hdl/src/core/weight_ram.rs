//! The weights of one lane group.

use rust_hdl::prelude::*;

/// `2^AW` rows of `DB` bits, one byte per lane; block RAM, read with two cycles of latency and
/// written in `LP = DB / A` parts.
///
/// The second cycle is the RAM's output register. An int4 weight is one half of a lane's byte: it
/// becomes the upper half, and the lower half zero. Then the spike's sign is applied: a negative one
/// inverts every bit, and the lane adds the missing one as its carry. No bit depends on more than
/// four signals, so a lane takes eight LUTs, as without int4. Nothing reads a row in the cycle that
/// writes it: a LOAD never touches rows that a RUN uses.
#[derive(LogicBlock)]
pub struct WeightRam<const DB: usize, const A: usize, const LP: usize, const AW: usize> {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Row to read.
    pub read_address: Signal<In, Bits<AW>>,
    /// One cycle later: the weights are the lower halves of the bytes, times 16.
    pub lower: Signal<In, Bit>,
    /// One cycle later: they are the upper halves, times 16. Neither: all of the bytes.
    pub upper: Signal<In, Bit>,
    /// One cycle later: whether the spike is -1.
    pub negate: Signal<In, Bit>,
    /// Two cycles later: the weights, inverted where the spike was -1.
    pub read_data: Signal<Out, Bits<DB>>,
    /// Parts of row `write_address` that become `write_data`.
    pub write: Signal<In, Bits<LP>>,
    /// Row to write.
    pub write_address: Signal<In, Bits<AW>>,
    /// What to write.
    pub write_data: Signal<In, Bits<A>>,
    _rows: usize,
}

impl<const DB: usize, const A: usize, const LP: usize, const AW: usize> WeightRam<DB, A, LP, AW> {
    /// A RAM of `rows` rows.
    pub fn new(rows: usize) -> Self {
        assert_eq!(DB, A * LP, "a row is whole parts");
        assert!(rows <= 1 << AW, "{rows} rows need more than {AW} address bits");
        Self {
            clock: Default::default(),
            read_address: Default::default(),
            lower: Default::default(),
            upper: Default::default(),
            negate: Default::default(),
            read_data: Default::default(),
            write: Default::default(),
            write_address: Default::default(),
            write_data: Default::default(),
            _rows: rows,
        }
    }
}

impl<const DB: usize, const A: usize, const LP: usize, const AW: usize> Logic
    for WeightRam<DB, A, LP, AW>
{
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.read_data.connect();
    }

    fn hdl(&self) -> Verilog {
        let mut text = String::new();
        for part in 0..LP {
            let (msb, lsb) = (A * (part + 1) - 1, A * part);
            // A port of one bit has no index.
            let write = if LP == 1 { "write".to_owned() } else { format!("write[{part}]") };
            text += &format!(
                "(* ram_style = \"block\", no_rw_check *) reg [{top}:0] memory{part} [0:{last}];\n\
                 reg [{top}:0] row{part};\n\
                 always @(posedge clock) row{part} <= memory{part}[read_address];\n\
                 wire [{top}:0] high{part} = (lower ? {{row{part}[{shifted}:0], 4'h0}} : row{part}) & {{{lanes}{{8'hf0}}}};\n\
                 wire [{top}:0] low{part} = (lower || upper) ? 0 : row{part} & {{{lanes}{{8'h0f}}}};\n\
                 always @(posedge clock) read_data[{msb}:{lsb}] <= (high{part} | low{part}) ^ {{{A}{{negate}}}};\n\
                 always @(posedge clock) if ({write}) memory{part}[write_address] <= write_data;\n",
                top = A - 1,
                shifted = A - 5,
                lanes = A / 8,
                last = self._rows - 1,
            );
        }
        Verilog::Custom(text)
    }
}
