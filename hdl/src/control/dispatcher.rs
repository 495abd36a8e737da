//! Starts commands in ring order, a LOAD beside a RUN where their weight rows differ.

use rust_hdl::prelude::*;

use crate::block::{block, pack};
use crate::parts::Fifo;

pack! {
    /// What the recorder must know of a command: how it was decoded and where its record goes.
    pub struct PackOrder[const UW: usize, const O: usize] {
        status: Bits<4>,
        is_load: Bit,
        seq: Bits<32>,
        record: Bits<UW>,
    } => O
}

block! {
    /// Takes decoded commands in order. A command that was refused goes to the recorder at once; a
    /// RUN waits until the RUN unit is free, a LOAD until the LOAD unit is, and either waits while
    /// the other unit uses one of its weight rows. Whether it does, and how it was decoded, is known
    /// one cycle behind: a command is taken in its second cycle at the earliest. A unit is free in the cycle after its
    /// last command's record was taken. `O = UW + 37` bits go to the recorder per command.
    pub struct Dispatcher[const AW: usize, const UW: usize, const O: usize] {
        /// Clock.
        pub clock: Signal<In, Clock>,
        /// Synchronous reset, active low.
        pub resetn: Signal<In, Bit>,
        /// A command is offered, and stays until it is taken.
        pub valid: Signal<In, Bit>,
        /// It is taken.
        pub take: Signal<Out, Bit>,
        /// It is a LOAD, else a RUN.
        pub is_load: Signal<In, Bit>,
        /// It can be executed if this is 0.
        pub status: Signal<In, Bits<4>>,
        /// Its ring index.
        pub seq: Signal<In, Bits<32>>,
        /// Where its record goes.
        pub record: Signal<In, Bits<UW>>,
        /// Its first weight row.
        pub weight_row: Signal<In, Bits<AW>>,
        /// Its last weight row.
        pub weight_end: Signal<In, Bits<AW>>,
        /// The RUN unit keeps the command's fields.
        pub run_issue: Signal<Out, Bit>,
        /// The RUN unit begins (its fields have settled).
        pub run_start: Signal<Out, Bit>,
        /// The RUN unit has ended.
        pub run_done: Signal<In, Bit>,
        /// The record of the ended RUN is taken.
        pub run_taken: Signal<In, Bit>,
        /// A RUN is under way: from its issue to its end.
        pub run_active: Signal<Out, Bit>,
        /// The ended RUN's record can be taken.
        pub run_waiting: Signal<Out, Bit>,
        /// The LOAD's source is guarded.
        pub load_issue: Signal<Out, Bit>,
        /// The LOAD unit begins, one cycle later: nobody writes its source any more.
        pub load_start: Signal<Out, Bit>,
        /// The LOAD unit has ended.
        pub load_done: Signal<In, Bit>,
        /// The record of the ended LOAD is taken.
        pub load_taken: Signal<In, Bit>,
        /// A LOAD is under way.
        pub load_active: Signal<Out, Bit>,
        /// The ended LOAD's record can be taken.
        pub load_waiting: Signal<Out, Bit>,
        /// `order` is valid.
        pub order_valid: Signal<Out, Bit>,
        /// The oldest command without a record ([`PackOrder`]).
        pub order: Signal<Out, Bits<O>>,
        /// Take it.
        pub order_pop: Signal<In, Bit>,
        /// No command is between here and its record.
        pub idle: Signal<Out, Bit>,
        orders: Fifo<O, 2, 3>,
        entry: PackOrder<UW, O>,
        run_is_active: DFF<Bit>,
        run_is_waiting: DFF<Bit>,
        run_first: DFF<Bits<AW>>,
        run_last: DFF<Bits<AW>>,
        settle: DFF<Bit>,
        starting: DFF<Bit>,
        load_starting: DFF<Bit>,
        load_is_active: DFF<Bit>,
        load_is_waiting: DFF<Bit>,
        load_first: DFF<Bits<AW>>,
        load_last: DFF<Bits<AW>>,
        compared: DFF<Bit>,
        clash_run: DFF<Bit>,
        clash_load: DFF<Bit>,
        decoded: DFF<Bits<4>>,
        run_free: Signal<Local, Bit>,
        load_free: Signal<Local, Bit>,
        refused: Signal<Local, Bit>,
        go: Signal<Local, Bit>,
    }
    constants {
        ok: 4 = 0,
    }
    checks {
        assert_eq!(O, UW + 37, "status, kind, sequence and record");
    }
}

impl<const AW: usize, const UW: usize, const O: usize> Logic for Dispatcher<AW, UW, O> {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            run_is_active,
            run_is_waiting,
            run_first,
            run_last,
            settle,
            starting,
            load_starting,
            load_is_active,
            load_is_waiting,
            load_first,
            load_last,
            compared,
            clash_run,
            clash_load,
            decoded
        );
        self.orders.clock.next = self.clock.val();
        self.orders.resetn.next = self.resetn.val();

        self.decoded.d.next = self.status.val();
        self.refused.next = self.decoded.q.val() != self.ok.val();
        self.clash_run.d.next = self.run_is_active.q.val()
            && (self.weight_row.val() <= self.run_last.q.val())
            && (self.weight_end.val() >= self.run_first.q.val());
        self.clash_load.d.next = self.load_is_active.q.val()
            && (self.weight_row.val() <= self.load_last.q.val())
            && (self.weight_end.val() >= self.load_first.q.val());
        self.run_free.next =
            !self.run_is_active.q.val() && !self.run_is_waiting.q.val() && !self.clash_load.q.val();
        self.load_free.next = !self.load_is_active.q.val()
            && !self.load_is_waiting.q.val()
            && !self.clash_run.q.val();
        self.go.next = self.compared.q.val()
            && self.orders.ready.val()
            && (self.refused.val()
                || (self.is_load.val() && self.load_free.val())
                || (!self.is_load.val() && self.run_free.val()));
        self.take.next = self.go.val();
        self.compared.d.next = self.valid.val() && !self.go.val();
        self.run_issue.next = self.go.val() && !self.refused.val() && !self.is_load.val();
        self.load_issue.next = self.go.val() && !self.refused.val() && self.is_load.val();

        // A unit's command: under way, then waiting for its record to be taken.
        if self.run_taken.val() {
            self.run_is_waiting.d.next = false;
        }
        if self.run_done.val() {
            self.run_is_active.d.next = false;
            self.run_is_waiting.d.next = true;
        }
        self.settle.d.next = self.run_issue.val();
        self.starting.d.next = self.settle.q.val();
        if self.run_issue.val() {
            self.run_is_active.d.next = true;
            self.run_first.d.next = self.weight_row.val();
            self.run_last.d.next = self.weight_end.val();
        }
        self.load_starting.d.next = self.load_issue.val();
        self.load_start.next = self.load_starting.q.val();
        if self.load_taken.val() {
            self.load_is_waiting.d.next = false;
        }
        if self.load_done.val() {
            self.load_is_active.d.next = false;
            self.load_is_waiting.d.next = true;
        }
        if self.load_issue.val() {
            self.load_is_active.d.next = true;
            self.load_first.d.next = self.weight_row.val();
            self.load_last.d.next = self.weight_end.val();
        }
        self.run_start.next = self.starting.q.val();
        self.run_active.next = self.run_is_active.q.val();
        self.run_waiting.next = self.run_is_waiting.q.val();
        self.load_active.next = self.load_is_active.q.val();
        self.load_waiting.next = self.load_is_waiting.q.val();

        // Records come in ring order.
        self.entry.status.next = self.decoded.q.val();
        self.entry.is_load.next = self.is_load.val();
        self.entry.seq.next = self.seq.val();
        self.entry.record.next = self.record.val();
        self.orders.push.next = self.go.val();
        self.orders.push_data.next = self.entry.all.val();
        self.orders.pop.next = self.order_pop.val();
        self.order_valid.next = self.orders.valid.val();
        self.order.next = self.orders.data.val();
        self.idle.next = !self.orders.valid.val() && self.orders.empty.val();
        if !self.resetn.val() {
            self.compared.d.next = false;
            self.run_is_active.d.next = false;
            self.run_is_waiting.d.next = false;
            self.settle.d.next = false;
            self.starting.d.next = false;
            self.load_starting.d.next = false;
            self.load_is_active.d.next = false;
            self.load_is_waiting.d.next = false;
        }
    }
}
