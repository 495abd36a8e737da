//! How much of a part a board's bitstream takes, beside the vendor's IP.

use anyhow::Context;
use serde::{Deserialize, Serialize};
use spikelm_bitstreams::Manifest;

use super::Resources;

/// The most that a bitstream may take of what is left of any resource, in percent.
pub const MOST_PERCENT: f64 = 75.0;

/// Names of the resources of [`Chip::has`] and [`Ip::takes`].
const NAMES: [&str; 5] = ["LUT", "FF", "block RAM", "UltraRAM", "DSP"];

/// Numbers by resource: LUTs, flip-flops, blocks of 18 kbit, blocks of UltraRAM, DSP blocks.
type Numbers = [u64; 5];

/// What the vendor's IP takes.
struct Ip {
    what: &'static str,
    source: &'static str,
    takes: Numbers,
}

/// A part.
struct Chip {
    /// The beginning of its ordering code.
    code: &'static str,
    source: &'static str,
    has: Numbers,
    ip: &'static Ip,
}

/// On UltraScale+: all that AMD's own platform of that link takes of a card, an upper bound, since
/// the XDMA IP and board management are parts of it.
const PLATFORM: Ip = Ip {
    what: "AMD's platform xdma_201830 of an Alveo U200 whole: XDMA IP at Gen3 x16, board \
           management, a DDR4 controller, firewalls",
    source: "UG1393 (2023.1), Resource Availability: 1,182,240 LUT, 2,364,480 FF, 2,160 RAMB36 and \
             6,840 DSP of an XCU200 (DS962) less the 1,047,139, 2,186,064, 1,896 and 6,833 that the \
             platform leaves",
    takes: [1_182_240 - 1_047_139, 2_364_480 - 2_186_064, 2 * (2160 - 1896), 0, 6840 - 6833],
};

/// On 7 series: the IP with twice the lanes, an upper bound.
const XDMA_ARTIX: Ip = Ip {
    what: "the XDMA IP with 8 lanes of an XC7K410T",
    source: "github.com/trustcoinmining/FMx-PG195-PCIe-DMA, \
             xdma_0_ex.runs/xdma_0_synth_1/xdma_0_utilization_synth.rpt",
    takes: [19_255, 21_617, 81, 0, 0],
};

const CHIPS: [Chip; 4] = [
    Chip {
        code: "xcu50-",
        source: "DS965",
        has: [871_680, 1_743_360, 2 * 1344, 640, 5952],
        ip: &PLATFORM,
    },
    Chip {
        code: "xcu55c-",
        source: "DS978",
        has: [1_303_680, 2_607_360, 2 * 2016, 960, 9024],
        ip: &PLATFORM,
    },
    Chip {
        code: "xcu250-",
        source: "DS962",
        has: [1_728_000, 3_456_000, 2 * 2688, 1280, 12_288],
        ip: &PLATFORM,
    },
    Chip {
        code: "xc7a200t",
        source: "DS180",
        has: [134_600, 269_200, 2 * 365, 0, 740],
        ip: &XDMA_ARTIX,
    },
];

/// One resource of a part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// Its name; block RAM in blocks of 18 kbit.
    pub resource: String,
    /// What the part has.
    pub has: u64,
    /// What the vendor's IP takes.
    pub ip: u64,
    /// What the bitstream takes besides.
    pub used: u64,
    /// `used` over what the IP leaves.
    pub percent: f64,
}

/// A part beside the vendor's IP, and what a bitstream takes of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Room {
    /// The part.
    pub part: String,
    /// Where what it has stands.
    pub part_source: String,
    /// What counts as the vendor's IP.
    pub ip: String,
    /// Where what that takes stands.
    pub ip_source: String,
    /// By resource.
    pub shares: Vec<Share>,
}

impl Room {
    /// What `used` takes of a board's part.
    ///
    /// # Errors
    /// When the part is unknown, or a resource is taken by more than [`MOST_PERCENT`].
    pub(super) fn new(manifest: &Manifest, used: &Resources) -> anyhow::Result<Room> {
        let chip = CHIPS.iter().find(|chip| manifest.part.starts_with(chip.code));
        let chip = chip.with_context(|| format!("what a part {} has", manifest.part))?;
        let lut = used.lut + used.lut_ram;
        let used = [lut, used.ff, used.block_ram, used.ultra_ram, used.dsp];
        let share = |i: usize| {
            let (has, ip, used) = (chip.has[i], chip.ip.takes[i], used[i]);
            // Of nothing, one is too many.
            let percent = 100.0 * used as f64 / (has - ip).max(1) as f64;
            let percent = (percent * 10.0).round() / 10.0;
            Share { resource: NAMES[i].to_owned(), has, ip, used, percent }
        };
        let shares: Vec<Share> = (0..NAMES.len()).map(share).collect();
        let most = shares.iter().find(|s| s.percent > MOST_PERCENT);
        if let Some(Share { resource, has, ip, used, percent }) = most {
            anyhow::bail!(
                "{}: {used} {resource} of the {} that are left of {has}: {percent} %, more than \
                 {MOST_PERCENT} %",
                manifest.board,
                has - ip
            );
        }
        Ok(Room {
            part: manifest.part.clone(),
            part_source: chip.source.to_owned(),
            ip: chip.ip.what.to_owned(),
            ip_source: chip.ip.source.to_owned(),
            shares,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_quarters_of_what_is_left_and_no_more() {
        let manifest = spikelm_bitstreams::board("nitefury").unwrap();
        let room = |block_ram| {
            Room::new(
                &manifest,
                &Resources { lut: 800, lut_ram: 200, block_ram, ..Resources::default() },
            )
        };
        let most = room(486).unwrap();
        assert_eq!((most.shares[0].used, most.shares[2].percent), (1000, 74.9));
        let error = room(490).unwrap_err().to_string();
        assert!(error.contains("490 block RAM of the 649 that are left of 730: 75.5 %"), "{error}");
        let large = Resources { ultra_ram: 1, ..Resources::default() };
        Room::new(&manifest, &large).unwrap_err();
    }

    #[test]
    fn every_card_has_a_part() {
        for name in spikelm_bitstreams::boards() {
            let manifest = spikelm_bitstreams::board(name).unwrap();
            let room = Room::new(&manifest, &Resources::default());
            assert_eq!(room.is_ok(), manifest.pcie.is_some(), "{name}");
        }
    }
}
