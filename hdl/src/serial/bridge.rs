//! Requests as accesses, accesses as responses.

use rust_hdl::prelude::*;
use spikelm_regs::serial::{
    HEADER_BYTES, MAX_PAYLOAD, Operation, STATUS_INTERRUPT, STATUS_REFUSED,
};

use super::FRAME_BITS;
use crate::axi::{Axi4Master, AxiLiteMaster};
use crate::block::block;

/// What a [`Bridge`] is doing.
#[derive(Copy, Clone, Debug, PartialEq, LogicState)]
pub enum Step {
    /// Waits for a request.
    Idle,
    /// Reads a byte of the header.
    HeaderAsk,
    /// Takes it.
    HeaderTake,
    /// Judges the header.
    Decide,
    /// Reads a byte to write.
    WriteAsk,
    /// Takes a lane of a word to write.
    WriteTake,
    /// Offers the word.
    WriteOffer,
    /// Waits for its response.
    WriteAnswer,
    /// Lets the request go and begins the response.
    Open,
    /// Sends the sequence number.
    SendSequence,
    /// Sends the low byte of the length.
    SendLow,
    /// Sends the high byte of the length.
    SendHigh,
    /// Is there more to read?
    ReadNext,
    /// Asks for a word.
    ReadOffer,
    /// Waits for it.
    ReadAnswer,
    /// Sends a lane of it.
    ReadLane,
    /// Sends the status.
    SendStatus,
    /// Ends the response.
    Close,
}

block! {
    /// Does requests one after the other, word by word: a single beat at a time on AXI4, with the
    /// strobes of the bytes that are meant, or one access on AXI4-Lite.
    ///
    /// `A` data bits, `S = A / 8`, `K = A - 8`, `L = S - 1`.
    pub struct Bridge[const A: usize, const S: usize, const K: usize, const L: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// There is a request.
        pub frame: Signal<In, Bit>,
        /// Its bytes.
        pub length: Signal<In, Bits<FRAME_BITS>>,
        /// It is done with.
        pub take: Signal<Out, Bit>,
        /// Byte of it to read.
        pub read_address: Signal<Out, Bits<FRAME_BITS>>,
        /// The byte, a cycle later.
        pub read_data: Signal<In, Bits<8>>,
        /// Begin a response.
        pub open: Signal<Out, Bit>,
        /// It is complete.
        pub close: Signal<Out, Bit>,
        /// A byte of it.
        pub valid: Signal<Out, Bit>,
        /// The byte.
        pub data: Signal<Out, Bits<8>>,
        /// The byte would be taken.
        pub ready: Signal<In, Bit>,
        /// A response may begin.
        pub idle: Signal<In, Bit>,
        /// Memory.
        pub m_axi: Axi4Master<A, S>,
        /// Registers.
        pub m_axil: AxiLiteMaster<16>,
        /// The interrupt line.
        pub irq: Signal<In, Bit>,
        step: DFF<Step>,
        index: DFF<Bits<FRAME_BITS>>,
        header: DFF<Bits<96>>,
        of_register: DFF<Bit>,
        reading: DFF<Bit>,
        left: DFF<Bits<16>>,
        skip: DFF<Bits<8>>,
        lane: DFF<Bits<8>>,
        place: DFF<Bits<64>>,
        word: DFF<Bits<A>>,
        strobe: DFF<Bits<S>>,
        address_sent: DFF<Bit>,
        word_sent: DFF<Bit>,
        response: DFF<Bits<2>>,
        refused: DFF<Bit>,
        reply_length: DFF<Bits<16>>,
        // The header's fields.
        operation: Signal<Local, Bits<8>>,
        asked: Signal<Local, Bits<16>>,
        address: Signal<Local, Bits<64>>,
        body: Signal<Local, Bits<FRAME_BITS>>,
        wide_body: Signal<Local, Bits<16>>,
        header_rest: Signal<Local, Bits<96>>,
        header_top: Signal<Local, Bits<96>>,
        empty: Signal<Local, Bit>,
        whole: Signal<Local, Bit>,
        some: Signal<Local, Bit>,
        four: Signal<Local, Bit>,
        is_hello: Signal<Local, Bit>,
        is_write: Signal<Local, Bit>,
        is_read: Signal<Local, Bit>,
        is_write_register: Signal<Local, Bit>,
        is_read_register: Signal<Local, Bit>,
        low_address: Signal<Local, Bits<8>>,
        // The word under way.
        skipping: Signal<Local, Bit>,
        filling: Signal<Local, Bit>,
        word_rest: Signal<Local, Bits<A>>,
        word_top: Signal<Local, Bits<A>>,
        strobe_rest: Signal<Local, Bits<S>>,
        strobe_top: Signal<Local, Bits<S>>,
        last_lane: Signal<Local, Bit>,
        lane_done: Signal<Local, Bit>,
        memory_answer: Signal<Local, Bit>,
        register_answer: Signal<Local, Bit>,
        status: Signal<Local, Bits<8>>,
    }
    constants {
        hello: 8 = Operation::Hello,
        write: 8 = Operation::Write,
        read: 8 = Operation::Read,
        write_register: 8 = Operation::WriteRegister,
        read_register: 8 = Operation::ReadRegister,
        header_bytes: 11 = HEADER_BYTES,
        last_header: 11 = HEADER_BYTES - 1,
        first: 11 = 0,
        next_one: 11 = 1,
        top_byte: 16 = 88,
        most: 16 = MAX_PAYLOAD,
        nothing: 16 = 0,
        one: 16 = 1,
        register_bytes: 16 = 4,
        none: 8 = 0,
        lane_1: 8 = 1,
        lane_end: 8 = S - 1,
        in_word: 8 = S - 1,
        word_start: 64 = !(S as u64 - 1),
        word_bytes: 64 = S,
        top_lane: 16 = A - 8,
        top_strobe: 16 = S - 1,
        on: 1 = 1,
        off: 1 = 0,
        okay: 2 = 0,
        one_id: 4 = 0,
        one_beat: 8 = 0,
        beat_size: 3 = S.ilog2(),
        incrementing: 2 = 1,
        all_bytes: 4 = 15,
        refused_bit: 8 = STATUS_REFUSED,
        irq_bit: 8 = STATUS_INTERRUPT,
    }
    checks {
        assert_eq!((S * 8, K, L), (A, A - 8, S - 1), "widths of a beat of {A} bits");
    }
}

impl<const A: usize, const S: usize, const K: usize, const L: usize> Logic for Bridge<A, S, K, L> {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            step,
            index,
            header,
            of_register,
            reading,
            left,
            skip,
            lane,
            place,
            word,
            strobe,
            address_sent,
            word_sent,
            response,
            refused,
            reply_length
        );
        self.operation.next = self.header.q.val().get_bits::<8>(0);
        self.asked.next = self.header.q.val().get_bits::<16>(16);
        self.address.next = self.header.q.val().get_bits::<64>(32);
        self.body.next = self.length.val() - self.header_bytes.val();
        self.wide_body.next = bit_cast::<16, FRAME_BITS>(self.body.val());
        self.header_rest.next = bit_cast::<96, 88>(self.header.q.val().get_bits::<88>(8));
        self.header_top.next = bit_cast::<96, 8>(self.read_data.val()) << self.top_byte.val();
        self.empty.next = self.body.val() == self.first.val();
        self.whole.next = self.wide_body.val() == self.asked.val();
        self.some.next =
            (self.asked.val() != self.nothing.val()) && (self.asked.val() <= self.most.val());
        self.four.next = self.asked.val() == self.register_bytes.val();
        self.is_hello.next = (self.operation.val() == self.hello.val())
            && (self.asked.val() == self.nothing.val())
            && self.empty.val();
        self.is_write.next =
            (self.operation.val() == self.write.val()) && self.some.val() && self.whole.val();
        self.is_read.next =
            (self.operation.val() == self.read.val()) && self.some.val() && self.empty.val();
        self.is_write_register.next = (self.operation.val() == self.write_register.val())
            && self.four.val()
            && self.whole.val();
        self.is_read_register.next = (self.operation.val() == self.read_register.val())
            && self.four.val()
            && self.empty.val();
        self.low_address.next = self.address.val().get_bits::<8>(0) & self.in_word.val();

        self.skipping.next = self.skip.q.val() != self.none.val();
        self.filling.next = !self.skipping.val() && (self.left.q.val() != self.nothing.val());
        self.word_rest.next = bit_cast::<A, K>(self.word.q.val().get_bits::<K>(8));
        self.word_top.next = bit_cast::<A, 8>(self.read_data.val()) << self.top_lane.val();
        self.strobe_rest.next = bit_cast::<S, L>(self.strobe.q.val().get_bits::<L>(1));
        self.strobe_top.next = bit_cast::<S, 1>(self.on.val()) << self.top_strobe.val();
        self.last_lane.next = self.lane.q.val() == self.lane_end.val();
        self.lane_done.next = false;
        self.memory_answer.next = !self.of_register.q.val()
            && ((self.m_axi.bready.val() && self.m_axi.bvalid.val())
                || (self.m_axi.rready.val() && self.m_axi.rvalid.val()));
        self.register_answer.next = self.of_register.q.val()
            && ((self.m_axil.bready.val() && self.m_axil.bvalid.val())
                || (self.m_axil.rready.val() && self.m_axil.rvalid.val()));
        self.status.next = bit_cast::<8, 2>(self.response.q.val());
        if self.refused.q.val() {
            self.status.next = self.refused_bit.val();
        }

        self.take.next = false;
        self.read_address.next = self.index.q.val();
        self.open.next = false;
        self.close.next = false;
        self.valid.next = false;
        self.data.next = self.header.q.val().get_bits::<8>(8);
        match self.step.q.val() {
            Step::Idle => {
                self.index.d.next = self.first.val();
                if self.frame.val() && self.idle.val() {
                    self.step.d.next = Step::HeaderAsk;
                }
            }
            Step::HeaderAsk => self.step.d.next = Step::HeaderTake,
            Step::HeaderTake => {
                self.header.d.next = self.header_rest.val() | self.header_top.val();
                self.index.d.next = self.index.q.val() + self.next_one.val();
                self.step.d.next = Step::HeaderAsk;
                if self.index.q.val() == self.last_header.val() {
                    self.step.d.next = Step::Decide;
                }
            }
            Step::Decide => {
                self.left.d.next = self.asked.val();
                self.lane.d.next = self.none.val();
                self.place.d.next = self.address.val() & self.word_start.val();
                self.response.d.next = self.okay.val();
                self.reply_length.d.next = self.nothing.val();
                self.reading.d.next = self.is_read.val() || self.is_read_register.val();
                self.of_register.d.next =
                    self.is_write_register.val() || self.is_read_register.val();
                self.skip.d.next = self.none.val();
                if self.is_read.val() || self.is_write.val() {
                    self.skip.d.next = self.low_address.val();
                }
                if self.is_read.val() || self.is_read_register.val() {
                    self.reply_length.d.next = self.asked.val();
                }
                self.refused.d.next = !self.is_hello.val()
                    && !self.is_write.val()
                    && !self.is_read.val()
                    && !self.is_write_register.val()
                    && !self.is_read_register.val();
                self.step.d.next = Step::Open;
                if self.is_write.val() || self.is_write_register.val() {
                    self.step.d.next = Step::WriteAsk;
                }
            }
            Step::WriteAsk => self.step.d.next = Step::WriteTake,
            Step::WriteTake => {
                self.word.d.next = self.word_rest.val();
                self.strobe.d.next = self.strobe_rest.val();
                if self.filling.val() {
                    self.word.d.next = self.word_rest.val() | self.word_top.val();
                    self.strobe.d.next = self.strobe_rest.val() | self.strobe_top.val();
                    self.index.d.next = self.index.q.val() + self.next_one.val();
                }
                self.lane_done.next = true;
                self.step.d.next = Step::WriteAsk;
                if self.last_lane.val() {
                    self.step.d.next = Step::WriteOffer;
                    self.address_sent.d.next = false;
                    self.word_sent.d.next = false;
                }
            }
            Step::WriteOffer => {
                if (self.m_axi.awvalid.val() && self.m_axi.awready.val())
                    || (self.m_axil.awvalid.val() && self.m_axil.awready.val())
                {
                    self.address_sent.d.next = true;
                }
                if (self.m_axi.wvalid.val() && self.m_axi.wready.val())
                    || (self.m_axil.wvalid.val() && self.m_axil.wready.val())
                {
                    self.word_sent.d.next = true;
                }
                if self.address_sent.q.val() && self.word_sent.q.val() {
                    self.step.d.next = Step::WriteAnswer;
                }
            }
            Step::WriteAnswer => {
                if self.memory_answer.val() {
                    self.response.d.next = self.response.q.val() | self.m_axi.bresp.val();
                }
                if self.register_answer.val() {
                    self.response.d.next = self.m_axil.bresp.val();
                }
                if self.memory_answer.val() || self.register_answer.val() {
                    self.place.d.next = self.place.q.val() + self.word_bytes.val();
                    self.step.d.next = Step::WriteAsk;
                    if self.left.q.val() == self.nothing.val() {
                        self.step.d.next = Step::Open;
                    }
                }
            }
            Step::Open => {
                self.take.next = true;
                self.open.next = true;
                self.step.d.next = Step::SendSequence;
            }
            Step::SendSequence => {
                self.valid.next = true;
                if self.ready.val() {
                    self.step.d.next = Step::SendLow;
                }
            }
            Step::SendLow => {
                self.valid.next = true;
                self.data.next = self.reply_length.q.val().get_bits::<8>(0);
                if self.ready.val() {
                    self.step.d.next = Step::SendHigh;
                }
            }
            Step::SendHigh => {
                self.valid.next = true;
                self.data.next = self.reply_length.q.val().get_bits::<8>(8);
                if self.ready.val() {
                    self.step.d.next = Step::SendStatus;
                    if self.reading.q.val() {
                        self.step.d.next = Step::ReadNext;
                    }
                }
            }
            Step::ReadNext => {
                self.step.d.next = Step::ReadOffer;
                self.address_sent.d.next = false;
                if self.left.q.val() == self.nothing.val() {
                    self.step.d.next = Step::SendStatus;
                }
            }
            Step::ReadOffer => {
                if (self.m_axi.arvalid.val() && self.m_axi.arready.val())
                    || (self.m_axil.arvalid.val() && self.m_axil.arready.val())
                {
                    self.step.d.next = Step::ReadAnswer;
                }
            }
            Step::ReadAnswer => {
                if self.memory_answer.val() {
                    self.response.d.next = self.response.q.val() | self.m_axi.rresp.val();
                    self.word.d.next = self.m_axi.rdata.val();
                    self.step.d.next = Step::ReadLane;
                }
                if self.register_answer.val() {
                    self.response.d.next = self.m_axil.rresp.val();
                    self.word.d.next = bit_cast::<A, 32>(self.m_axil.rdata.val());
                    self.step.d.next = Step::ReadLane;
                }
            }
            Step::ReadLane => {
                self.valid.next = self.filling.val();
                self.data.next = self.word.q.val().get_bits::<8>(0);
                self.lane_done.next = !self.filling.val() || self.ready.val();
                if self.lane_done.val() {
                    self.word.d.next = self.word_rest.val();
                    if self.last_lane.val() {
                        self.place.d.next = self.place.q.val() + self.word_bytes.val();
                        self.step.d.next = Step::ReadNext;
                    }
                }
            }
            Step::SendStatus => {
                self.valid.next = true;
                self.data.next = self.status.val();
                if self.irq.val() {
                    self.data.next = self.status.val() | self.irq_bit.val();
                }
                if self.ready.val() {
                    self.step.d.next = Step::Close;
                }
            }
            Step::Close => {
                self.close.next = true;
                if self.ready.val() {
                    self.step.d.next = Step::Idle;
                }
            }
            _ => self.step.d.next = Step::Idle,
        }
        if self.lane_done.val() {
            self.lane.d.next = self.lane.q.val() + self.lane_1.val();
            if self.last_lane.val() {
                self.lane.d.next = self.none.val();
            }
            if self.skipping.val() {
                self.skip.d.next = self.skip.q.val() - self.lane_1.val();
            }
            if self.filling.val() {
                self.left.d.next = self.left.q.val() - self.one.val();
            }
        }

        self.m_axi.awid.next = self.one_id.val();
        self.m_axi.awaddr.next = self.place.q.val();
        self.m_axi.awlen.next = self.one_beat.val();
        self.m_axi.awsize.next = self.beat_size.val();
        self.m_axi.awburst.next = self.incrementing.val();
        self.m_axi.awvalid.next = (self.step.q.val() == Step::WriteOffer)
            && !self.of_register.q.val()
            && !self.address_sent.q.val();
        self.m_axi.wdata.next = self.word.q.val();
        self.m_axi.wstrb.next = self.strobe.q.val();
        self.m_axi.wlast.next = true;
        self.m_axi.wvalid.next = (self.step.q.val() == Step::WriteOffer)
            && !self.of_register.q.val()
            && !self.word_sent.q.val();
        self.m_axi.bready.next =
            (self.step.q.val() == Step::WriteAnswer) && !self.of_register.q.val();
        self.m_axi.arid.next = self.one_id.val();
        self.m_axi.araddr.next = self.place.q.val();
        self.m_axi.arlen.next = self.one_beat.val();
        self.m_axi.arsize.next = self.beat_size.val();
        self.m_axi.arburst.next = self.incrementing.val();
        self.m_axi.arvalid.next =
            (self.step.q.val() == Step::ReadOffer) && !self.of_register.q.val();
        self.m_axi.rready.next =
            (self.step.q.val() == Step::ReadAnswer) && !self.of_register.q.val();
        self.m_axil.awaddr.next = self.address.val().get_bits::<16>(0);
        self.m_axil.awvalid.next = (self.step.q.val() == Step::WriteOffer)
            && self.of_register.q.val()
            && !self.address_sent.q.val();
        self.m_axil.wdata.next = self.word.q.val().get_bits::<32>(0);
        self.m_axil.wstrb.next = self.all_bytes.val();
        self.m_axil.wvalid.next = (self.step.q.val() == Step::WriteOffer)
            && self.of_register.q.val()
            && !self.word_sent.q.val();
        self.m_axil.bready.next =
            (self.step.q.val() == Step::WriteAnswer) && self.of_register.q.val();
        self.m_axil.araddr.next = self.address.val().get_bits::<16>(0);
        self.m_axil.arvalid.next =
            (self.step.q.val() == Step::ReadOffer) && self.of_register.q.val();
        self.m_axil.rready.next =
            (self.step.q.val() == Step::ReadAnswer) && self.of_register.q.val();

        if !self.resetn.val() {
            self.step.d.next = Step::Idle;
            self.strobe.d.next = bit_cast::<S, 1>(self.off.val());
        }
    }
}
