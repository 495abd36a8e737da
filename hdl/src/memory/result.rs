//! Result memory: results and completion records.

use rust_hdl::prelude::*;

use super::ByteRam;
use crate::block::block;

block! {
    /// One write port for three writers, registered.
    ///
    /// Results go first and are never held up, then records, then the host. A record's 32 bytes
    /// and the host's beat are placed in the word of `N = 2^PB A` bits (`S = N / 8`, beat: `A` bits,
    /// `B = A / 8`) by repeating them and choosing the bytes.
    ///
    /// A Verilog leaf: repetition has no form in rust_hdl.
    pub struct ResultWriter[
        const A: usize, const B: usize, const N: usize, const S: usize, const RW: usize,
        const UW: usize, const PB: usize
    ] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Result: write a whole word.
        pub result_valid: Signal<In, Bit>,
        /// Result: word.
        pub result_address: Signal<In, Bits<RW>>,
        /// Result: data.
        pub result_data: Signal<In, Bits<N>>,
        /// Record: write 32 bytes.
        pub record_valid: Signal<In, Bit>,
        /// Record: address in units of 32 bytes.
        pub record_address: Signal<In, Bits<UW>>,
        /// Record: data.
        pub record_data: Signal<In, Bits<256>>,
        /// Record: accepted.
        pub record_ready: Signal<Out, Bit>,
        /// Host: write a beat of a word.
        pub host_valid: Signal<In, Bit>,
        /// Host: word.
        pub host_address: Signal<In, Bits<RW>>,
        /// Host: which beat.
        pub host_part: Signal<In, Bits<PB>>,
        /// Host: data.
        pub host_data: Signal<In, Bits<A>>,
        /// Host: bytes to write.
        pub host_strobe: Signal<In, Bits<B>>,
        /// Host: accepted.
        pub host_ready: Signal<Out, Bit>,
        /// To the RAM: write.
        pub write: Signal<Out, Bit>,
        /// To the RAM: word.
        pub address: Signal<Out, Bits<RW>>,
        /// To the RAM: data.
        pub data: Signal<Out, Bits<N>>,
        /// To the RAM: bytes to write.
        pub strobe: Signal<Out, Bits<S>>,
    }
    constants {}
    checks {
        assert_eq!(N, A << PB, "a result word is whole beats");
        assert_eq!((B * 8, S * 8), (A, N), "one strobe per byte");
        assert_eq!(1 << UW, (1 << RW) * (S / 32), "records are addressed in units of 32 bytes");
    }
}

impl<
    const A: usize,
    const B: usize,
    const N: usize,
    const S: usize,
    const RW: usize,
    const UW: usize,
    const PB: usize,
> Logic for ResultWriter<A, B, N, S, RW, UW, PB>
{
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.record_ready.connect();
        self.host_ready.connect();
        self.write.connect();
        self.address.connect();
        self.data.connect();
        self.strobe.connect();
    }

    fn hdl(&self) -> Verilog {
        let units = S / 32;
        let unit_bits = UW - RW;
        let record_strobe: Vec<_> = (0..units)
            .rev()
            .map(|unit| match unit_bits {
                0 => "32'hffffffff".to_owned(),
                _ => format!("{{32{{record_address[{}:0] == {unit}}}}}", unit_bits - 1),
            })
            .collect();
        let parts = 1 << PB;
        let host_strobe: Vec<_> = (0..parts)
            .rev()
            .map(|part| format!("host_part == {part} ? host_strobe : {B}'b0"))
            .collect();
        Verilog::Custom(format!(
            "always @(*) record_ready = !result_valid;\n\
             always @(*) host_ready = !result_valid && !record_valid;\n\
             always @(posedge clock) begin\n    \
                 write <= result_valid || record_valid || host_valid;\n    \
                 if (result_valid) begin\n        \
                     address <= result_address;\n        \
                     data <= result_data;\n        \
                     strobe <= {{{S}{{1'b1}}}};\n    \
                 end else if (record_valid) begin\n        \
                     address <= record_address[{top}:{unit_bits}];\n        \
                     data <= {{{units}{{record_data}}}};\n        \
                     strobe <= {{{record_strobe}}};\n    \
                 end else if (host_valid) begin\n        \
                     address <= host_address;\n        \
                     data <= {{{parts}{{host_data}}}};\n        \
                     strobe <= {{{host_strobe}}};\n    \
                 end\n\
             end\n",
            top = UW - 1,
            record_strobe = record_strobe.join(", "),
            host_strobe = host_strobe.join(", "),
        ))
    }
}

block! {
    /// A beat of a word, two cycles behind the read that asked for it.
    ///
    /// A Verilog leaf: a wide register that is loaded only when there is something to load.
    pub struct WordPart[const A: usize, const N: usize, const PB: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Load.
        pub load: Signal<In, Bit>,
        /// Which beat.
        pub part: Signal<In, Bits<PB>>,
        /// The word.
        pub word: Signal<In, Bits<N>>,
        /// The beat.
        pub beat: Signal<Out, Bits<A>>,
    }
    constants {}
    checks {
        assert_eq!(N, A << PB, "a word is whole beats");
    }
}

impl<const A: usize, const N: usize, const PB: usize> Logic for WordPart<A, N, PB> {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.beat.connect();
    }

    fn hdl(&self) -> Verilog {
        let cases: Vec<_> = (0..1usize << PB)
            .map(|part| {
                format!("        {part}: beat <= word[{}:{}];\n", A * (part + 1) - 1, A * part)
            })
            .collect();
        Verilog::Custom(format!(
            "always @(posedge clock)\n    if (load) case (part)\n{}    endcase\n",
            cases.concat()
        ))
    }
}

block! {
    /// `2^RW` words of `N = 2^PB A` bits (`S = N / 8`, `B = A / 8`, `UW = RW + log2(S / 32)`),
    /// written by the engine and the host, read by the host.
    ///
    /// A write reaches the RAM one cycle after it was accepted. The host reads and writes beats
    /// of `A` bits; its data come exactly two cycles after acceptance. The word that is
    /// being written is not read in that cycle.
    pub struct ResultMemory[
        const A: usize, const B: usize, const N: usize, const S: usize, const RW: usize,
        const UW: usize, const PB: usize
    ] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// Result: write a whole word; always accepted.
        pub result_valid: Signal<In, Bit>,
        /// Result: word.
        pub result_address: Signal<In, Bits<RW>>,
        /// Result: data.
        pub result_data: Signal<In, Bits<N>>,
        /// Record: write 32 bytes.
        pub record_valid: Signal<In, Bit>,
        /// Record: address in units of 32 bytes.
        pub record_address: Signal<In, Bits<UW>>,
        /// Record: data.
        pub record_data: Signal<In, Bits<256>>,
        /// Record: accepted.
        pub record_ready: Signal<Out, Bit>,
        /// Host: write a beat of a word.
        pub host_write: Signal<In, Bit>,
        /// Host: word to write.
        pub host_write_address: Signal<In, Bits<RW>>,
        /// Host: which beat of it.
        pub host_write_part: Signal<In, Bits<PB>>,
        /// Host: what to write.
        pub host_write_data: Signal<In, Bits<A>>,
        /// Host: bytes to write.
        pub host_write_strobe: Signal<In, Bits<B>>,
        /// Host: the write is accepted.
        pub host_write_ready: Signal<Out, Bit>,
        /// Host: read.
        pub host_valid: Signal<In, Bit>,
        /// Host: word to read.
        pub host_address: Signal<In, Bits<RW>>,
        /// Host: which beat of it.
        pub host_part: Signal<In, Bits<PB>>,
        /// Host: the read is accepted.
        pub host_ready: Signal<Out, Bit>,
        /// Host: the beat that was asked for two cycles ago.
        pub read_data: Signal<Out, Bits<A>>,
        writer: ResultWriter<A, B, N, S, RW, UW, PB>,
        ram: ByteRam<N, S, RW, 1>,
        part_word: WordPart<A, N, PB>,
        asked: DFF<Bit>,
        part: DFF<Bits<PB>>,
        same_word: Signal<Local, Bit>,
    }
    constants {}
    checks {}
}

impl<
    const A: usize,
    const B: usize,
    const N: usize,
    const S: usize,
    const RW: usize,
    const UW: usize,
    const PB: usize,
> Logic for ResultMemory<A, B, N, S, RW, UW, PB>
{
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, asked, part);
        clock!(self, clock, writer, ram, part_word);
        self.writer.result_valid.next = self.result_valid.val();
        self.writer.result_address.next = self.result_address.val();
        self.writer.result_data.next = self.result_data.val();
        self.writer.record_valid.next = self.record_valid.val();
        self.writer.record_address.next = self.record_address.val();
        self.writer.record_data.next = self.record_data.val();
        self.record_ready.next = self.writer.record_ready.val();
        self.writer.host_valid.next = self.host_write.val();
        self.writer.host_address.next = self.host_write_address.val();
        self.writer.host_part.next = self.host_write_part.val();
        self.writer.host_data.next = self.host_write_data.val();
        self.writer.host_strobe.next = self.host_write_strobe.val();
        self.host_write_ready.next = self.writer.host_ready.val();
        self.ram.write.next = self.writer.write.val();
        self.ram.write_address.next = self.writer.address.val();
        self.ram.write_data.next = self.writer.data.val();
        self.ram.write_strobe.next = self.writer.strobe.val();
        self.same_word.next =
            self.writer.write.val() && (self.writer.address.val() == self.host_address.val());
        self.host_ready.next = !self.same_word.val();
        self.ram.read.next = self.host_valid.val();
        self.ram.read_address.next = self.host_address.val();
        self.asked.d.next = self.host_valid.val();
        self.part.d.next = self.host_part.val();
        self.part_word.load.next = self.asked.q.val();
        self.part_word.part.next = self.part.q.val();
        self.part_word.word.next = self.ram.read_data.val();
        self.read_data.next = self.part_word.beat.val();
        if !self.resetn.val() {
            self.asked.d.next = false;
        }
    }
}
