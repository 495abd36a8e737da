//! Block RAM with byte enables.

use rust_hdl::prelude::*;

use crate::block::block;

block! {
    /// `2^AW` words of `N` bits, `S = N / 8` byte enables: one write port, one read port, the data
    /// `L` cycles after the read (1 or 2: with an output register).
    ///
    /// A read of the word that is written in the same cycle is undefined in hardware
    /// (`no_rw_check`): whoever uses this block sees to it that there is none, or that its data
    /// are not used.
    ///
    /// A Verilog leaf: rust_hdl has no memory with byte enables. The write is a blocking
    /// assignment behind the read, in one process: it means the same as a non-blocking one, and
    /// Verilator does it in place instead of through a copy per byte.
    pub struct ByteRam[const N: usize, const S: usize, const AW: usize, const L: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Write `write_data` to `write_address`.
        pub write: Signal<In, Bit>,
        /// Word to write.
        pub write_address: Signal<In, Bits<AW>>,
        /// What to write.
        pub write_data: Signal<In, Bits<N>>,
        /// Bytes to write.
        pub write_strobe: Signal<In, Bits<S>>,
        /// Read `read_address`.
        pub read: Signal<In, Bit>,
        /// Word to read.
        pub read_address: Signal<In, Bits<AW>>,
        /// The word, `L` cycles after `read`.
        pub read_data: Signal<Out, Bits<N>>,
    }
    constants {}
    checks {
        assert!(matches!(L, 1 | 2), "a RAM with a latency of {L}");
        assert_eq!(S * 8, N, "one strobe per byte");
    }
}

impl<const N: usize, const S: usize, const AW: usize, const L: usize> Logic
    for ByteRam<N, S, AW, L>
{
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.read_data.connect();
    }

    fn hdl(&self) -> Verilog {
        let msb = N - 1;
        let last = (1u64 << AW) - 1;
        let (output, target) = if L == 2 {
            let registers = format!("reg [{msb}:0] word;\nreg fresh;\n");
            let copy = "always @(posedge clock) fresh <= read;\n\
                 always @(posedge clock) if (fresh) read_data <= word;\n";
            (registers + copy, "word")
        } else {
            (String::new(), "read_data")
        };
        Verilog::Custom(format!(
            "{output}integer i;\n\
             (* ram_style = \"block\", no_rw_check *) reg [{msb}:0] memory [0:{last}];\n\
             always @(posedge clock) begin\n    \
                 if (read) {target} <= memory[read_address];\n    \
                 if (write) for (i = 0; i < {S}; i = i + 1)\n        \
                     if (write_strobe[i])\n            \
                         memory[write_address][8*i +: 8] = write_data[8*i +: 8];\n\
             end\n"
        ))
    }
}
