//! Lane-wise arithmetic on rows of accumulators, one leaf each, registered.

use rust_hdl::prelude::*;

/// `sum[lane] = parts[0][lane] + ... + parts[P - 1][lane]`, modulo the lane width, on `enable`.
#[derive(LogicBlock)]
pub struct LaneSum<const DW: usize, const P: usize> {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Take the parts.
    pub enable: Signal<In, Bit>,
    /// One row of partial sums per bank.
    pub parts: [Signal<In, Bits<DW>>; P],
    /// Their sums.
    pub sum: Signal<Out, Bits<DW>>,
    _lanes: usize,
}

impl<const DW: usize, const P: usize> LaneSum<DW, P> {
    /// The sums of `lanes` lanes.
    pub fn new(lanes: usize) -> Self {
        assert_eq!(DW % lanes, 0, "whole lanes");
        Self {
            clock: Default::default(),
            enable: Default::default(),
            parts: std::array::from_fn(|_| Default::default()),
            sum: Default::default(),
            _lanes: lanes,
        }
    }
}

impl<const DW: usize, const P: usize> Logic for LaneSum<DW, P> {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.sum.connect();
    }

    fn hdl(&self) -> Verilog {
        let width = DW / self._lanes;
        let sums: Vec<_> = (0..self._lanes)
            .rev()
            .map(|lane| {
                let (msb, lsb) = (width * lane + width - 1, width * lane);
                let parts: Vec<_> = (0..P).map(|p| format!("parts${p}[{msb}:{lsb}]")).collect();
                // In a concatenation each operand keeps its own width.
                parts.join(" + ")
            })
            .collect();
        Verilog::Custom(format!(
            "always @(posedge clock) if (enable) sum <= {{{}}};\n",
            sums.join(",\n  ")
        ))
    }
}

/// `difference[lane] = sum[lane] - start[lane]`, modulo the lane width, on `enable`.
///
/// `start` is what the accumulators held before the row: `last`, or `base` where the row holds;
/// zero for the first row after reset.
#[derive(LogicBlock)]
pub struct LaneDifference<const DW: usize> {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Take the sums.
    pub enable: Signal<In, Bit>,
    /// What the accumulators hold.
    pub sum: Signal<In, Bits<DW>>,
    /// What they held at the end of the previous row.
    pub last: Signal<In, Bits<DW>>,
    /// What they held before the previous row, or before the rows that it adds to.
    pub base: Signal<In, Bits<DW>>,
    /// The row adds to the previous one.
    pub hold: Signal<In, Bit>,
    /// There was no row before.
    pub fresh: Signal<In, Bit>,
    /// What is subtracted, in the same cycle.
    pub start: Signal<Out, Bits<DW>>,
    /// The result.
    pub difference: Signal<Out, Bits<DW>>,
    _lanes: usize,
}

impl<const DW: usize> LaneDifference<DW> {
    /// The differences of `lanes` lanes.
    pub fn new(lanes: usize) -> Self {
        assert_eq!(DW % lanes, 0, "whole lanes");
        Self {
            clock: Default::default(),
            enable: Default::default(),
            sum: Default::default(),
            last: Default::default(),
            base: Default::default(),
            hold: Default::default(),
            fresh: Default::default(),
            start: Default::default(),
            difference: Default::default(),
            _lanes: lanes,
        }
    }
}

impl<const DW: usize> Logic for LaneDifference<DW> {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.start.connect();
        self.difference.connect();
    }

    fn hdl(&self) -> Verilog {
        let width = DW / self._lanes;
        let differences: Vec<_> = (0..self._lanes)
            .rev()
            .map(|lane| {
                let (msb, lsb) = (width * lane + width - 1, width * lane);
                format!("sum[{msb}:{lsb}] - start[{msb}:{lsb}]")
            })
            .collect();
        Verilog::Custom(format!(
            "always @(*)\n  if (fresh) start = 0;\n  else if (hold) start = base;\n  else start = last;\n\
             always @(posedge clock) if (enable) difference <= {{{}}};\n",
            differences.join(",\n  ")
        ))
    }
}

/// Packs lanes into a result word, on `enable`: 16 bits of every lane, or 32 bits of one half of
/// the lanes, sign-extended.
#[derive(LogicBlock)]
pub struct LaneFormat<const DW: usize, const R: usize> {
    /// Clock.
    pub clock: Signal<In, Clock>,
    /// Take the lanes.
    pub enable: Signal<In, Bit>,
    /// 32 bits a lane, else 16.
    pub wide: Signal<In, Bit>,
    /// With `wide`: the upper half of the lanes.
    pub high: Signal<In, Bit>,
    /// The lanes.
    pub lanes: Signal<In, Bits<DW>>,
    /// The result word.
    pub word: Signal<Out, Bits<R>>,
    _lanes: usize,
}

impl<const DW: usize, const R: usize> LaneFormat<DW, R> {
    /// Packs `lanes` lanes.
    pub fn new(lanes: usize) -> Self {
        assert_eq!(DW % lanes, 0, "whole lanes");
        assert_eq!(R, 16 * lanes, "a result word is 16 bits of every lane");
        Self {
            clock: Default::default(),
            enable: Default::default(),
            wide: Default::default(),
            high: Default::default(),
            lanes: Default::default(),
            word: Default::default(),
            _lanes: lanes,
        }
    }
}

impl<const DW: usize, const R: usize> Logic for LaneFormat<DW, R> {
    fn update(&mut self) {}

    fn connect(&mut self) {
        self.word.connect();
    }

    fn hdl(&self) -> Verilog {
        let width = DW / self._lanes;
        let narrow = |lane: usize| format!("lanes[{}:{}]", width * lane + 15, width * lane);
        let wide = |lane: usize| {
            let msb = width * lane + width - 1;
            if width < 32 {
                format!("{{{}{{lanes[{msb}]}}}}, lanes[{msb}:{}]", 32 - width, width * lane)
            } else {
                format!("lanes[{msb}:{}]", width * lane)
            }
        };
        let list = |lanes: std::ops::Range<usize>, f: &dyn Fn(usize) -> String| {
            lanes.rev().map(f).collect::<Vec<_>>().join(", ")
        };
        let half = self._lanes / 2;
        Verilog::Custom(format!(
            "always @(posedge clock)\n  if (enable) begin\n\
             \x20   if (!wide) word <= {{{}}};\n\
             \x20   else if (!high) word <= {{{}}};\n\
             \x20   else word <= {{{}}};\n  end\n",
            list(0..self._lanes, &narrow),
            list(0..half, &wide),
            list(half..self._lanes, &wide),
        ))
    }
}
