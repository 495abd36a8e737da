//! From a configuration to the parameters of the engine's type.

use spikelm_regs::EngineConfig;

/// The parameters of [`Engine`](crate::engine::Engine) that a configuration gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Bits of a beat and of a word of input memory.
    pub word: usize,
    /// Address bits of input memory.
    pub input_address: usize,
    /// Address bits of result memory.
    pub result_address: usize,
    /// Address bits of result memory in units of 32 bytes.
    pub record_address: usize,
    /// Bits of a ring entry's number.
    pub ring: usize,
    /// Banks.
    pub ports: usize,
    /// Groups of a bank.
    pub groups: usize,
    /// Bits of the number of a group, at least 1.
    pub group_bits: usize,
    /// Lanes of a group.
    pub lanes: usize,
    /// Words of input memory in a group's weight row.
    pub parts: usize,
    /// Parts of a bank's weight row, at least 2.
    pub bank_parts: usize,
    /// Inputs that a bank finds in a word.
    pub scan: usize,
    /// Bits of the number of a word in its row.
    pub index: usize,
    /// Address bits of a bank's weight RAM.
    pub weight_address: usize,
    /// Accumulator width.
    pub accumulator: usize,
    /// Address bits of the queue of a bank's words.
    pub queue: usize,
    /// Bits of the number of a row that is ahead.
    pub run_ahead: usize,
}

impl Sizes {
    /// The sizes of a configuration.
    pub const fn of(config: &EngineConfig) -> Sizes {
        let bank_parts = (config.lanes / config.axi_bytes) as usize;
        let row_words =
            (1 + config.max_inputs().div_ceil(64)).div_ceil(config.slots_per_word()) as usize;
        Sizes {
            word: 8 * config.input_word_bytes() as usize,
            input_address: config.input_words().ilog2() as usize,
            result_address: config.result_words().ilog2() as usize,
            record_address: (config.result_bytes / 32).ilog2() as usize,
            ring: config.ring_entries.ilog2() as usize,
            ports: config.ports as usize,
            groups: config.groups as usize,
            group_bits: if config.groups > 1 { config.groups.ilog2() as usize } else { 1 },
            lanes: config.group_lanes() as usize,
            parts: (config.group_lanes() / config.axi_bytes) as usize,
            bank_parts: if bank_parts > 1 { bank_parts } else { 2 },
            scan: config.scan_bits() as usize,
            index: row_words.next_power_of_two().ilog2() as usize,
            weight_address: config.weight_depth().ilog2() as usize,
            accumulator: config.acc_bits as usize,
            // A bank that is ahead of the others finds the words of its next rows in its queue; where
            // there is one bank, the queue only bridges the gaps of the fetch.
            queue: if config.ports > 1 { 6 } else { 4 },
            run_ahead: config.run_ahead.ilog2() as usize,
        }
    }
}

/// The [`Engine`](crate::engine::Engine) type of a constant configuration.
#[macro_export]
macro_rules! engine {
    ($config:expr) => {
        $crate::engine::Engine<
            { $crate::sizes::Sizes::of(&$config).word },
            { $crate::sizes::Sizes::of(&$config).word / 8 },
            { $crate::sizes::Sizes::of(&$config).word / 8 * 9 },
            { $crate::sizes::Sizes::of(&$config).word + 7 },
            { $crate::sizes::Sizes::of(&$config).word / 2 },
            { $crate::sizes::Sizes::of(&$config).input_address },
            { $crate::sizes::Sizes::of(&$config).input_address - 1 },
            { $crate::sizes::Sizes::of(&$config).lanes * 16 },
            { $crate::sizes::Sizes::of(&$config).lanes * 2 },
            { $crate::sizes::Sizes::of(&$config).result_address },
            { $crate::sizes::Sizes::of(&$config).record_address },
            { $crate::sizes::Sizes::of(&$config).record_address + 37 },
            { $crate::sizes::Sizes::of(&$config).ring },
            { $crate::sizes::Sizes::of(&$config).ports },
            { $crate::sizes::Sizes::of(&$config).groups },
            { $crate::sizes::Sizes::of(&$config).group_bits },
            { $crate::sizes::Sizes::of(&$config).lanes },
            { $crate::sizes::Sizes::of(&$config).scan },
            { $crate::sizes::Sizes::of(&$config).index },
            { 2 * $crate::sizes::Sizes::of(&$config).scan + $crate::sizes::Sizes::of(&$config).index + 2 },
            { $crate::sizes::Sizes::of(&$config).index + 6 },
            { $crate::sizes::Sizes::of(&$config).weight_address },
            { $crate::sizes::Sizes::of(&$config).lanes * 8 },
            { $crate::sizes::Sizes::of(&$config).lanes * $crate::sizes::Sizes::of(&$config).accumulator },
            { $crate::sizes::Sizes::of(&$config).parts },
            { $crate::sizes::Sizes::of(&$config).bank_parts },
            { $crate::sizes::Sizes::of(&$config).parts.ilog2() as usize + 1 },
            { $crate::sizes::Sizes::of(&$config).queue },
            { $crate::sizes::Sizes::of(&$config).queue + 1 },
            { $crate::sizes::Sizes::of(&$config).groups.ilog2() as usize + $crate::sizes::Sizes::of(&$config).run_ahead },
            { $crate::sizes::Sizes::of(&$config).groups.ilog2() as usize + $crate::sizes::Sizes::of(&$config).run_ahead + 1 },
            { $crate::sizes::Sizes::of(&$config).run_ahead },
            { $crate::sizes::Sizes::of(&$config).run_ahead + 1 },
            { $crate::sizes::Sizes::of(&$config).result_address + 23 },
            { $crate::sizes::Sizes::of(&$config).word + 1 },
        >
    };
}

/// The [`RunUnit`](crate::core::RunUnit) type of a constant configuration.
#[macro_export]
macro_rules! run_unit {
    ($config:expr) => {
        $crate::core::RunUnit<
            { $crate::sizes::Sizes::of(&$config).word },
            { $crate::sizes::Sizes::of(&$config).word / 2 },
            { $crate::sizes::Sizes::of(&$config).input_address },
            { $crate::sizes::Sizes::of(&$config).lanes * 16 },
            { $crate::sizes::Sizes::of(&$config).result_address },
            { $crate::sizes::Sizes::of(&$config).ports },
            { $crate::sizes::Sizes::of(&$config).groups },
            { $crate::sizes::Sizes::of(&$config).groups.ilog2() as usize },
            { $crate::sizes::Sizes::of(&$config).lanes },
            { $crate::sizes::Sizes::of(&$config).scan },
            { $crate::sizes::Sizes::of(&$config).index },
            { 2 * $crate::sizes::Sizes::of(&$config).scan + $crate::sizes::Sizes::of(&$config).index + 2 },
            { $crate::sizes::Sizes::of(&$config).index + 6 },
            { $crate::sizes::Sizes::of(&$config).weight_address },
            { $crate::sizes::Sizes::of(&$config).lanes * 8 },
            { $crate::sizes::Sizes::of(&$config).lanes * $crate::sizes::Sizes::of(&$config).accumulator },
            { $crate::sizes::Sizes::of(&$config).parts },
            { $crate::sizes::Sizes::of(&$config).groups * $crate::sizes::Sizes::of(&$config).parts },
            { $crate::sizes::Sizes::of(&$config).queue },
            { $crate::sizes::Sizes::of(&$config).queue + 1 },
            { $crate::sizes::Sizes::of(&$config).groups.ilog2() as usize + $crate::sizes::Sizes::of(&$config).run_ahead },
            { $crate::sizes::Sizes::of(&$config).groups.ilog2() as usize + $crate::sizes::Sizes::of(&$config).run_ahead + 1 },
            { $crate::sizes::Sizes::of(&$config).run_ahead },
            { $crate::sizes::Sizes::of(&$config).run_ahead + 1 },
            { $crate::sizes::Sizes::of(&$config).result_address + 23 },
            { $crate::sizes::Sizes::of(&$config).word + 1 },
        >
    };
}
