//! The LOAD unit: a staged tile from input memory to weight RAM.

use rust_hdl::prelude::*;

use crate::block::block;
use crate::parts::DataChecksum;

block! {
    /// Reads the words of a tile in order; word w of weight row k goes to part w of bank
    /// `k % P`, row `weight_row + k / P`. Beside that it compares the words with their checksum.
    ///
    /// Words of `A` bits, `2^IW` in input memory; `N` parts of a weight row over all groups, `P`
    /// ports, `2^AW` weight rows a bank.
    pub struct LoadUnit[
        const A: usize, const IW: usize, const N: usize, const P: usize, const AW: usize
    ] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// Begin; all below belongs to the command.
        pub start: Signal<In, Bit>,
        /// First word of the tile.
        pub source: Signal<In, Bits<IW>>,
        /// Words of the tile, less one.
        pub source_last: Signal<In, Bits<IW>>,
        /// First weight row.
        pub weight_row: Signal<In, Bits<AW>>,
        /// Words of a weight row, less one.
        pub groups_last: Signal<In, Bits<4>>,
        /// Checksum of the tile.
        pub data_checksum: Signal<In, Bits<32>>,
        /// A command is under way.
        pub busy: Signal<Out, Bit>,
        /// The command ends in this cycle.
        pub done: Signal<Out, Bit>,
        /// Weight rows written so far.
        pub rows: Signal<Out, Bits<32>>,
        /// The words of the last command had its checksum: in the second cycle after `done`, and
        /// until the next command has begun.
        pub intact: Signal<Out, Bit>,
        /// Ask for the word at `read_address`.
        pub read: Signal<Out, Bit>,
        /// Word of input memory.
        pub read_address: Signal<Out, Bits<IW>>,
        /// The request is taken.
        pub read_ready: Signal<In, Bit>,
        /// `read_data` is the answer to the oldest request.
        pub read_valid: Signal<In, Bit>,
        /// A word of input memory.
        pub read_data: Signal<In, Bits<A>>,
        /// Banks to write, a bit each.
        pub banks: Signal<Out, Bits<8>>,
        /// Parts of the weight row to write, a bit each.
        pub groups: Signal<Out, Bits<N>>,
        /// Weight row to write.
        pub address: Signal<Out, Bits<AW>>,
        /// A byte per lane of a part.
        pub data: Signal<Out, Bits<A>>,
        checksum: DataChecksum<A>,
        expected: DFF<Bits<32>>,
        running: DFF<Bit>,
        asking: DFF<Bit>,
        next: DFF<Bits<IW>>,
        left: DFF<Bits<IW>>,
        answers_left: DFF<Bits<IW>>,
        answered: DFF<Bit>,
        last_group: DFF<Bits<4>>,
        group: DFF<Bits<4>>,
        group_bit: DFF<Bits<N>>,
        bank_bit: DFF<Bits<8>>,
        row: DFF<Bits<AW>>,
        count: DFF<Bits<32>>,
        out_banks: DFF<Bits<8>>,
        out_groups: DFF<Bits<N>>,
        out_address: DFF<Bits<AW>>,
        out_data: DFF<Bits<A>>,
    }
    constants {
        address_1: IW = 1,
        none_left: IW = 0,
        group_0: 4 = 0,
        group_1: 4 = 1,
        first_group: N = 1,
        no_groups: N = 0,
        first_bank: 8 = 1,
        last_bank: 8 = 1 << (P - 1),
        no_banks: 8 = 0,
        up_1: 2 = 1,
        row_1: AW = 1,
        no_rows: 32 = 0,
        one_row: 32 = 1,
    }
    checks {}
}

impl<const A: usize, const IW: usize, const N: usize, const P: usize, const AW: usize> Logic
    for LoadUnit<A, IW, N, P, AW>
{
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            expected,
            running,
            asking,
            next,
            left,
            answers_left,
            answered,
            last_group,
            group,
            group_bit,
            bank_bit,
            row,
            count,
            out_banks,
            out_groups,
            out_address,
            out_data
        );
        self.read.next = self.asking.q.val();
        self.read_address.next = self.next.q.val();
        if self.asking.q.val() && self.read_ready.val() {
            self.next.d.next = self.next.q.val() + self.address_1.val();
            self.left.d.next = self.left.q.val() - self.address_1.val();
            if self.left.q.val() == self.none_left.val() {
                self.asking.d.next = false;
            }
        }

        self.out_banks.d.next = self.no_banks.val();
        self.out_groups.d.next = self.no_groups.val();
        if self.read_valid.val() {
            self.out_data.d.next = self.read_data.val();
            self.out_banks.d.next = self.bank_bit.q.val();
            self.out_groups.d.next = self.group_bit.q.val();
            self.out_address.d.next = self.row.q.val();
            self.answers_left.d.next = self.answers_left.q.val() - self.address_1.val();
            if self.answers_left.q.val() == self.none_left.val() {
                self.answered.d.next = true;
            }
            self.group.d.next = self.group.q.val() + self.group_1.val();
            self.group_bit.d.next = self.group_bit.q.val() << self.up_1.val();
            if self.group.q.val() == self.last_group.q.val() {
                self.group.d.next = self.group_0.val();
                self.group_bit.d.next = self.first_group.val();
                self.count.d.next = self.count.q.val() + self.one_row.val();
                self.bank_bit.d.next = self.bank_bit.q.val() << self.up_1.val();
                if self.bank_bit.q.val() == self.last_bank.val() {
                    self.bank_bit.d.next = self.first_bank.val();
                    self.row.d.next = self.row.q.val() + self.row_1.val();
                }
            }
        }
        self.banks.next = self.out_banks.q.val();
        self.groups.next = self.out_groups.q.val();
        self.address.next = self.out_address.q.val();
        self.data.next = self.out_data.q.val();

        self.checksum.clock.next = self.clock.val();
        self.checksum.start.next = self.start.val();
        self.checksum.valid.next = self.read_valid.val();
        self.checksum.word.next = self.read_data.val();
        self.intact.next = self.checksum.sum.val() == self.expected.q.val();

        self.busy.next = self.running.q.val();
        // The last row is in the RAM one cycle after `answered`.
        self.done.next = self.running.q.val() && self.answered.q.val();
        self.rows.next = self.count.q.val();
        if self.done.val() {
            self.running.d.next = false;
            self.answered.d.next = false;
        }
        if self.start.val() {
            self.running.d.next = true;
            self.asking.d.next = true;
            self.answered.d.next = false;
            self.next.d.next = self.source.val();
            self.left.d.next = self.source_last.val();
            self.answers_left.d.next = self.source_last.val();
            self.last_group.d.next = self.groups_last.val();
            self.group.d.next = self.group_0.val();
            self.group_bit.d.next = self.first_group.val();
            self.bank_bit.d.next = self.first_bank.val();
            self.row.d.next = self.weight_row.val();
            self.count.d.next = self.no_rows.val();
            self.expected.d.next = self.data_checksum.val();
        }
        if !self.resetn.val() {
            self.running.d.next = false;
            self.asking.d.next = false;
            self.answered.d.next = false;
            self.out_banks.d.next = self.no_banks.val();
            self.out_groups.d.next = self.no_groups.val();
        }
    }
}
