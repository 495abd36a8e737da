//! The block RAMs of a part, and what an engine takes of them.

use crate::{ConfigError, EngineConfig};

/// RAM blocks of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RamBlocks {
    /// What the vendor calls one.
    pub kind: &'static str,
    /// How many an engine may take.
    pub count: u32,
    /// Its shapes with one port to write and one to read: depth, and width in bits. Of every 9
    /// bits, 8 have a write enable of their own.
    pub shapes: &'static [(u32, u32)],
}

/// A part, or the share of it that an engine may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The vendor's name.
    pub name: &'static str,
    /// Blocks for input and result memory, and for weights where `large` has none.
    pub blocks: RamBlocks,
    /// Large blocks: all of an engine's weights, if there are any.
    pub large: Option<RamBlocks>,
}

/// Blocks that an engine takes of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RamUse {
    /// Of [`Part::blocks`].
    pub blocks: u32,
    /// Of [`Part::large`].
    pub large: u32,
}

/// The shapes of 18 kbit, alike on ECP5 (DP16KD) and on Xilinx parts since the 7 series (RAMB18E).
const SHAPES_18K: &[(u32, u32)] = &[(4096, 4), (2048, 9), (1024, 18), (512, 36)];

impl Part {
    /// Lattice LFE5UM5G-85F: all of its block RAM.
    pub const ECP5_85: Part = Part {
        name: "LFE5UM5G-85F",
        blocks: RamBlocks { kind: "DP16KD", count: 208, shapes: SHAPES_18K },
        large: None,
    };

    /// AMD XC7A200T: three quarters of 365 blocks of 36 kbit, each two of 18, less 41 (of 36 kbit)
    /// for the XDMA IP.
    pub const ARTIX_200T: Part = Part {
        name: "XC7A200T",
        blocks: RamBlocks { kind: "RAMB18E1", count: 2 * (365 - 41) * 3 / 4, shapes: SHAPES_18K },
        large: None,
    };

    /// One super logic region of AMD XCU50, XCU55C or XCU250, which have 2, 3 and 4 of them alike:
    /// 672 blocks of 36 kbit, less 192 for the PCIe IP, and 320 of 288 kbit.
    pub const ULTRASCALE_PLUS: Part = Part {
        name: "XCU50, XCU55C or XCU250 (one SLR)",
        blocks: RamBlocks { kind: "RAMB18E2", count: 2 * (672 - 192), shapes: SHAPES_18K },
        large: Some(RamBlocks { kind: "URAM288", count: 320, shapes: &[(4096, 72)] }),
    };

    /// What the memories of `config` take.
    pub const fn ram_use(&self, config: &EngineConfig) -> RamUse {
        let weights = match &self.large {
            Some(large) => large.weights(config),
            None => self.blocks.weights(config),
        };
        // Even and odd words.
        let input = 2 * self.blocks.bytes(config.input_words() / 2, config.input_word_bytes());
        let result = self.blocks.bytes(config.result_words(), config.result_word_bytes());
        match &self.large {
            Some(_) => RamUse { blocks: input + result, large: weights },
            None => RamUse { blocks: input + result + weights, large: 0 },
        }
    }

    /// `config` with as many weight rows as the part has room for: a power of 2, its own at least.
    pub(crate) const fn fill(&self, mut config: EngineConfig) -> EngineConfig {
        loop {
            let more = EngineConfig { weight_rows: 2 * config.weight_rows, ..config };
            if !self.holds(&self.ram_use(&more)) {
                return config;
            }
            config = more;
        }
    }

    const fn holds(&self, used: &RamUse) -> bool {
        let large = match &self.large {
            Some(large) => large.count,
            None => 0,
        };
        used.blocks <= self.blocks.count && used.large <= large
    }

    /// Whether the memories of `config` fit the part.
    ///
    /// # Errors
    /// What they take and what the part has, where they do not.
    pub fn check(&self, config: &EngineConfig) -> Result<RamUse, ConfigError> {
        let used = self.ram_use(config);
        let short = |taken: u32, has: &RamBlocks| {
            let (part, RamBlocks { kind, count, .. }) = (self.name, has);
            let reason = format!("takes {taken} blocks {kind}; {part} has {count} for it");
            (taken > *count).then_some(ConfigError { name: config.name, reason })
        };
        let blocks = short(used.blocks, &self.blocks);
        let large = self.large.as_ref().and_then(|large| short(used.large, large));
        blocks.or(large).map_or(Ok(used), Err)
    }
}

impl RamBlocks {
    /// Blocks of all banks' weight RAMs: a memory of whole AXI words per part of a group.
    const fn weights(&self, config: &EngineConfig) -> u32 {
        let memories = config.ports * config.lanes / config.axi_bytes;
        memories * self.least(config.weight_depth(), 8 * config.axi_bytes, false)
    }

    /// Blocks of a memory of `depth` words of `bytes` bytes with write enables.
    const fn bytes(&self, depth: u32, bytes: u32) -> u32 {
        self.least(depth, bytes, true)
    }

    /// Blocks of the shape of which the fewest make a memory of `depth` words, `width` bits wide,
    /// or bytes with write enables.
    const fn least(&self, depth: u32, width: u32, bytes: bool) -> u32 {
        let mut least = u32::MAX;
        let mut i = 0;
        while i < self.shapes.len() {
            let (deep, wide) = self.shapes[i];
            let across = if bytes { wide / 9 } else { wide };
            if across > 0 {
                let blocks = depth.div_ceil(deep) * width.div_ceil(across);
                if blocks < least {
                    least = blocks;
                }
            }
            i += 1;
        }
        least
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn board_configurations_fill_their_parts() {
        let fits = |config: EngineConfig| {
            let part = config.part().unwrap();
            let used = part.check(&config).unwrap();
            let more = EngineConfig { weight_rows: 2 * config.weight_rows, ..config };
            part.check(&more).unwrap_err();
            (config.weight_rows, used.blocks, used.large)
        };
        // 4 groups x 30 + 32 + 32.
        assert_eq!(fits(EngineConfig::ECP5), (4096, 184, 0));
        // 4 banks x 8 parts x 8 + 64 + 64.
        assert_eq!(fits(EngineConfig::CARD_ARTIX), (4096, 384, 0));
        // 128 + 256, and 8 banks x 4 groups x 8.
        assert_eq!(fits(EngineConfig::CARD_UPLUS), (32768, 384, 256));
        assert_eq!(EngineConfig::SMALL.part(), None);
    }

    #[test]
    fn two_tiles_of_3072_inputs_stand_in_weight_ram_or_k_is_split() {
        for c in EngineConfig::ALL {
            let rows = 2 * c.tile_depth(3072);
            let halved = ["ecp5", "card-artix"].contains(&c.name);
            assert_eq!(rows <= c.weight_depth(), !halved, "{}: {rows}", c.name);
            // Where they do not, the driver halves K.
            assert!(2 * c.tile_depth(1536) <= c.weight_depth(), "{}", c.name);
        }
    }

    #[test]
    fn what_does_not_fit_is_told_with_both_values() {
        let text = |part: Part, config: EngineConfig| part.check(&config).unwrap_err().to_string();
        let large = EngineConfig { input_bytes: 128 << 10, ..EngineConfig::ECP5 };
        let found = text(Part::ECP5_85, large);
        assert!(found.contains("takes 216 blocks DP16KD; LFE5UM5G-85F has 208"), "{found}");
        let deep = EngineConfig { weight_rows: 65_536, ..EngineConfig::CARD_UPLUS };
        let found = text(Part::ULTRASCALE_PLUS, deep);
        assert!(found.contains("takes 512 blocks URAM288") && found.contains("has 320"), "{found}");
    }

    #[test]
    fn a_memory_takes_the_shape_of_which_it_needs_the_fewest() {
        let blocks = Part::ECP5_85.blocks;
        assert_eq!(blocks.least(2048, 128, false), 15);
        assert_eq!(blocks.least(4096, 128, false), 30);
        assert_eq!(blocks.least(512, 128, false), 4);
        assert_eq!(blocks.least(513, 128, false), 8);
        // 16 bytes with write enables: 2048 x 9, 1024 x 18 and 512 x 36 come to the same.
        assert_eq!(blocks.bytes(2048, 16), 16);
        assert_eq!(blocks.bytes(512, 16), 4);
    }
}
