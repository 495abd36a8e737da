//! The sizes of one engine.

use crate::{COMMAND_BYTES, PLAIN_BYTES, Part, RECORD_BYTES, SLOT_BYTES, SLOT_INPUTS};

/// Every free size of an engine, and all that derives from it.
///
/// An engine has `ports` banks. Input `k` belongs to bank `k % ports`, at row `k / ports` of its
/// weight RAM. Each bank has `lanes` accumulators in `groups` groups; the groups work one cycle
/// behind each other, so that a row's results leave as `groups` beats in successive cycles.
///
/// Input memory (rows, staged tiles, the command ring) has words as wide as the AXI port; a group's
/// weight row is one such word or several. Result memory has words of two bytes per lane of a
/// group: one beat of 16-bit results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EngineConfig {
    /// The configuration's name: `small`, `wide`, ...
    pub name: &'static str,
    /// Accumulators per bank: the columns of a tile.
    pub lanes: u32,
    /// Lane groups per bank: beats of a row's results, and the least cycles between row ends.
    pub groups: u32,
    /// Banks: events per cycle.
    pub ports: u32,
    /// Bytes of a beat on the AXI port and of a word of input memory.
    pub axi_bytes: u32,
    /// Accumulator width in bits. Products whose range needs more are split or refused.
    pub acc_bits: u32,
    /// Rows that a bank may finish ahead of the slowest bank.
    pub run_ahead: u32,
    /// Weight rows over all banks; a row holds one byte per lane.
    pub weight_rows: u32,
    /// Bytes of input memory, the plain memory at address 0 included.
    pub input_bytes: u32,
    /// Bytes of result memory.
    pub result_bytes: u32,
    /// Commands that the ring holds.
    pub ring_entries: u32,
}

/// A configuration that cannot be built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The configuration's name.
    pub name: &'static str,
    /// What is wrong with it, with the offending values.
    pub reason: String,
}

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "engine configuration `{}`: {}", self.name, self.reason)
    }
}

impl std::error::Error for ConfigError {}

impl EngineConfig {
    /// 64 lanes, one event a cycle, 128-bit AXI: demo and tests.
    pub const SMALL: EngineConfig = EngineConfig {
        name: "small",
        lanes: 64,
        groups: 4,
        ports: 1,
        axi_bytes: 16,
        acc_bits: 24,
        run_ahead: 4,
        weight_rows: 8192,
        input_bytes: 256 << 10,
        result_bytes: 256 << 10,
        ring_entries: 64,
    };

    /// 256 lanes, four events a cycle, 512-bit AXI. Its memories hold jobs that are long beside the
    /// 30 us that a DMA transfer takes.
    pub const WIDE: EngineConfig = EngineConfig {
        name: "wide",
        lanes: 256,
        groups: 2,
        ports: 4,
        axi_bytes: 64,
        acc_bits: 24,
        run_ahead: 8,
        weight_rows: 8192,
        input_bytes: 1 << 20,
        result_bytes: 2 << 20,
        ring_entries: 512,
    };

    /// 64 lanes, eight events a cycle, 512-bit AXI. A row's sums are one beat, so that rows of a
    /// few events do not wait for each other's results.
    pub const EIGHT: EngineConfig = EngineConfig {
        name: "eight",
        lanes: 64,
        groups: 1,
        ports: 8,
        axi_bytes: 64,
        acc_bits: 20,
        run_ahead: 8,
        weight_rows: 8192,
        input_bytes: 256 << 10,
        result_bytes: 256 << 10,
        ring_entries: 64,
    };

    /// For [`Part::ECP5_85`]: 64 lanes of 16 bits, one event a cycle, 128-bit AXI.
    pub const ECP5: EngineConfig = Part::ECP5_85.fill(EngineConfig {
        name: "ecp5",
        acc_bits: 16,
        weight_rows: 1024,
        input_bytes: 64 << 10,
        result_bytes: 64 << 10,
        ..Self::SMALL
    });

    /// For [`Part::ARTIX_200T`]: 128 lanes of 20 bits, four events a cycle, 128-bit AXI.
    pub const CARD_ARTIX: EngineConfig = Part::ARTIX_200T.fill(EngineConfig {
        name: "card-artix",
        lanes: 128,
        groups: 4,
        ports: 4,
        axi_bytes: 16,
        acc_bits: 20,
        run_ahead: 8,
        weight_rows: 1024,
        input_bytes: 128 << 10,
        result_bytes: 128 << 10,
        ring_entries: 64,
    });

    /// For [`Part::ULTRASCALE_PLUS`]: 256 lanes of 24 bits, eight events a cycle, 512-bit AXI.
    pub const CARD_UPLUS: EngineConfig = Part::ULTRASCALE_PLUS.fill(EngineConfig {
        name: "card-uplus",
        lanes: 256,
        groups: 4,
        ports: 8,
        axi_bytes: 64,
        acc_bits: 24,
        run_ahead: 8,
        weight_rows: 1024,
        input_bytes: 256 << 10,
        result_bytes: 512 << 10,
        ring_entries: 64,
    });

    /// All configurations whose Verilog is checked in.
    pub const ALL: [EngineConfig; 6] =
        [Self::SMALL, Self::WIDE, Self::EIGHT, Self::ECP5, Self::CARD_ARTIX, Self::CARD_UPLUS];

    /// The part that the configuration is for, if it is for one.
    pub const fn part(&self) -> Option<Part> {
        match self.name.as_bytes() {
            b"ecp5" => Some(Part::ECP5_85),
            b"card-artix" => Some(Part::ARTIX_200T),
            b"card-uplus" => Some(Part::ULTRASCALE_PLUS),
            _ => None,
        }
    }

    /// The configuration of that name.
    pub fn by_name(name: &str) -> Option<EngineConfig> {
        Self::ALL.into_iter().find(|c| c.name == name)
    }

    /// Lanes per group.
    pub const fn group_lanes(&self) -> u32 {
        self.lanes / self.groups
    }

    /// Bytes of a word of input memory.
    pub const fn input_word_bytes(&self) -> u32 {
        self.axi_bytes
    }

    /// Bytes of a word of result memory: one beat of 16-bit results.
    pub const fn result_word_bytes(&self) -> u32 {
        2 * self.group_lanes()
    }

    /// Words of input memory.
    pub const fn input_words(&self) -> u32 {
        self.input_bytes / self.input_word_bytes()
    }

    /// Words of result memory.
    pub const fn result_words(&self) -> u32 {
        self.result_bytes / self.result_word_bytes()
    }

    /// 128-bit slots (a header, or 64 inputs) in a word of input memory.
    pub const fn slots_per_word(&self) -> u32 {
        self.input_word_bytes() / SLOT_BYTES
    }

    /// Inputs that one bank finds in a word of input memory.
    pub const fn scan_bits(&self) -> u32 {
        SLOT_INPUTS * self.slots_per_word() / self.ports
    }

    /// Rows of one bank's weight RAM.
    pub const fn weight_depth(&self) -> u32 {
        self.weight_rows / self.ports
    }

    /// Rows of one bank's weight RAM that a tile of `inputs` takes: `ceil(inputs / ports)`.
    pub const fn tile_depth(&self, inputs: u32) -> u32 {
        inputs.div_ceil(self.ports)
    }

    /// Largest number of inputs of a tile: what a bank's weight RAM holds, at most 16 bits.
    pub const fn max_inputs(&self) -> u32 {
        let rows = self.weight_depth() * self.ports;
        if rows < 0xFFC0 { rows } else { 0xFFC0 }
    }

    /// Largest magnitude that an accumulator holds: `2^(acc_bits - 1) - 1`.
    pub const fn max_accumulator(&self) -> i64 {
        (1 << (self.acc_bits - 1)) - 1
    }

    /// Whether the sizes fit together.
    ///
    /// # Errors
    /// The first rule that is broken, with the values that break it; for a configuration of a
    /// part, also that it takes more RAM than the part has.
    pub fn check(&self) -> Result<(), ConfigError> {
        let fail = |reason: String| Err(ConfigError { name: self.name, reason });
        let pow2 = |what: &str, v: u32| {
            if v.is_power_of_two() {
                Ok(())
            } else {
                fail(format!("{what} = {v} is no power of 2"))
            }
        };
        pow2("lanes", self.lanes)?;
        pow2("groups", self.groups)?;
        pow2("ports", self.ports)?;
        pow2("run_ahead", self.run_ahead)?;
        pow2("weight_rows", self.weight_rows)?;
        pow2("input_bytes", self.input_bytes)?;
        pow2("result_bytes", self.result_bytes)?;
        pow2("ring_entries", self.ring_entries)?;
        if ![1, 2, 4, 8].contains(&self.ports) {
            return fail(format!("ports = {}, not 1, 2, 4 or 8", self.ports));
        }
        if !(1..=16).contains(&self.groups) {
            return fail(format!("groups = {} is not in 1..=16", self.groups));
        }
        if !matches!(self.axi_bytes, 16 | 32 | 64) {
            return fail(format!("axi_bytes = {}, not 16, 32 or 64", self.axi_bytes));
        }
        if self.group_lanes() < self.axi_bytes || self.lanes / self.axi_bytes > 16 {
            return fail(format!(
                "lanes = {} in {} groups: a group takes at least a word of {} bytes, a bank at most 16",
                self.lanes, self.groups, self.axi_bytes
            ));
        }
        if self.scan_bits() < 16 || self.scan_bits() > 64 {
            return fail(format!(
                "a bank would scan {} inputs a word, not 16 to 64",
                self.scan_bits()
            ));
        }
        if !(16..=32).contains(&self.acc_bits) {
            return fail(format!("acc_bits = {} is not in 16..=32", self.acc_bits));
        }
        if self.run_ahead < 2 {
            return fail(format!("run_ahead = {} is under 2", self.run_ahead));
        }
        let ring_bytes = self.ring_entries * COMMAND_BYTES;
        if self.input_bytes < PLAIN_BYTES + 2 * ring_bytes {
            return fail(format!(
                "input_bytes = {} does not hold {PLAIN_BYTES} plain bytes and a ring of {ring_bytes}",
                self.input_bytes
            ));
        }
        if self.result_bytes < 2 * self.ring_entries * RECORD_BYTES {
            return fail(format!(
                "result_bytes = {} is under two records per ring entry",
                self.result_bytes
            ));
        }
        self.part().map_or(Ok(()), |part| part.check(self).map(drop))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_configurations_are_sound() {
        for c in EngineConfig::ALL {
            c.check().unwrap();
            assert_eq!(EngineConfig::by_name(c.name), Some(c));
        }
        assert_eq!(EngineConfig::SMALL.axi_bytes * 8, 128);
        assert_eq!(EngineConfig::WIDE.axi_bytes * 8, 512);
        assert_eq!(EngineConfig::WIDE.scan_bits(), 64);
    }

    #[test]
    fn bad_sizes_are_named() {
        let c = EngineConfig { ports: 3, ..EngineConfig::SMALL };
        assert!(c.check().unwrap_err().to_string().contains("ports = 3"));
        let c = EngineConfig { lanes: 32, ..EngineConfig::SMALL };
        assert!(c.check().unwrap_err().to_string().contains("lanes = 32 in 4 groups"));
        let c = EngineConfig { input_bytes: 16 << 10, ..EngineConfig::SMALL };
        assert!(c.check().unwrap_err().to_string().contains("input_bytes"));
    }
}
