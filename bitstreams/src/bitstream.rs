//! Whether a manifest, a bitstream, a card and the driver go together.

use std::fmt;
use std::str::FromStr;

use spikelm_regs::register;

use super::Manifest;

/// The name of a bitstream: `<board>-<config>-<REGMAP_HASH>-<BUILD_ID>`, the numbers in eight
/// hexadecimal digits, then `.bit`, `.bin` or `.mcs`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BitstreamName {
    /// The board.
    pub board: String,
    /// The engine's configuration.
    pub config: String,
    /// `REGMAP_HASH` of its engine.
    pub regmap_hash: u32,
    /// `BUILD_ID` of its engine.
    pub build_id: u32,
}

impl BitstreamName {
    /// The name of a manifest's bitstream.
    pub fn of(manifest: &Manifest) -> BitstreamName {
        BitstreamName {
            board: manifest.board.clone(),
            config: manifest.engine.config.clone(),
            regmap_hash: manifest.engine.regmap_hash,
            build_id: manifest.engine.build_id,
        }
    }
}

impl fmt::Display for BitstreamName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BitstreamName { board, config, regmap_hash, build_id } = self;
        write!(f, "{board}-{config}-{regmap_hash:08x}-{build_id:08x}")
    }
}

impl FromStr for BitstreamName {
    type Err = String;

    /// Reads a file name, its ending included or not.
    fn from_str(file: &str) -> Result<BitstreamName, String> {
        let wrong = || {
            format!(
                "`{file}` is not named <board>-<config>-<REGMAP_HASH>-<BUILD_ID>.bit, .bin or .mcs"
            )
        };
        let stem = [".bit", ".bin", ".mcs"].iter().find_map(|e| file.strip_suffix(e));
        let mut parts = stem.unwrap_or(file).rsplitn(3, '-');
        let mut number = || {
            let digits = parts.next().filter(|d| d.len() == 8)?;
            u32::from_str_radix(digits, 16).ok()
        };
        let build_id = number().ok_or_else(wrong)?;
        let regmap_hash = number().ok_or_else(wrong)?;
        // Names of boards and configurations may hold a `-` each; both are known.
        let rest = parts.next().ok_or_else(wrong)?;
        let mut configs = spikelm_regs::EngineConfig::ALL.iter().map(|c| c.name);
        let config = configs.find(|c| rest.strip_suffix(c).is_some_and(|b| b.ends_with('-')));
        let (board, config) = match config {
            Some(config) => (&rest[..rest.len() - config.len() - 1], config),
            None => rest.rsplit_once('-').ok_or_else(wrong)?,
        };
        if board.is_empty() || config.is_empty() {
            return Err(wrong());
        }
        Ok(BitstreamName { board: board.into(), config: config.into(), regmap_hash, build_id })
    }
}

/// What a card in a slot says of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CardFacts {
    /// PCI vendor and device.
    pub pci: Option<(u16, u16)>,
    /// PCI subsystem vendor and subsystem.
    pub subsystem: Option<(u16, u16)>,
}

/// Two values that should be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// Of what.
    pub what: &'static str,
    /// Who says what.
    pub one: (&'static str, String),
    /// Who says otherwise.
    pub other: (&'static str, String),
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mismatch { what, one, other } = self;
        write!(f, "{what}: {} says {}, {} says {}", one.0, one.1, other.0, other.1)
    }
}

/// All that does not go together: the manifest with the bitstream's name, with this driver, and
/// with the card that is in the slot now, where there is one.
pub fn mismatches(
    manifest: &Manifest,
    name: &BitstreamName,
    card: Option<&CardFacts>,
) -> Vec<Mismatch> {
    let mut found = Vec::new();
    let mut compare = |what, one: (&'static str, String), other: (&'static str, String)| {
        if one.1 != other.1 {
            found.push(Mismatch { what, one, other });
        }
    };
    const MANIFEST: &str = "the manifest";
    const FILE: &str = "the file's name";
    const DRIVER: &str = "this driver";
    const CARD: &str = "the card";
    let hex = |value: u32| format!("{value:#010x}");
    let engine = &manifest.engine;
    compare("board", (MANIFEST, manifest.board.clone()), (FILE, name.board.clone()));
    compare("engine", (MANIFEST, engine.config.clone()), (FILE, name.config.clone()));
    compare("REGMAP_HASH", (MANIFEST, hex(engine.regmap_hash)), (FILE, hex(name.regmap_hash)));
    compare("BUILD_ID", (MANIFEST, hex(engine.build_id)), (FILE, hex(name.build_id)));
    let own = register::regmap_hash();
    compare("REGMAP_HASH", (MANIFEST, hex(engine.regmap_hash)), (DRIVER, hex(own)));
    if let (Some(pcie), Some(card)) = (&manifest.pcie, card) {
        let pair = |(vendor, device): (u16, u16)| format!("{vendor:04x}:{device:04x}");
        if let Some(found) = card.pci {
            let expected = (pcie.vendor, pcie.device);
            compare("PCI ids", (MANIFEST, pair(expected)), (CARD, pair(found)));
        }
        if let Some(found) = card.subsystem {
            let expected = (pcie.subsystem_vendor, pcie.subsystem);
            compare("PCI subsystem ids", (MANIFEST, pair(expected)), (CARD, pair(found)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{board, boards};

    #[test]
    fn names_come_back() {
        for b in boards() {
            let manifest = board(b).unwrap();
            let name = BitstreamName::of(&manifest);
            for ending in ["", ".bit", ".bin", ".mcs"] {
                assert_eq!(format!("{name}{ending}").parse(), Ok(name.clone()));
            }
            assert_eq!(mismatches(&manifest, &name, None), [], "{b}");
        }
        for wrong in
            ["", "a.bit", "a-b-1-2.bit", "-wide-00000001-00000002.bit", "a-00000001-00000002"]
        {
            let error = wrong.parse::<BitstreamName>().unwrap_err();
            assert!(error.contains(&format!("`{wrong}`")), "{error}");
        }
    }

    #[test]
    fn every_difference_is_named_with_both_values() {
        let manifest = board("alveo-u50").unwrap();
        let own = BitstreamName::of(&manifest);
        let pcie = manifest.pcie.as_ref().unwrap();
        let card = CardFacts {
            pci: Some((pcie.vendor, pcie.device)),
            subsystem: Some((pcie.subsystem_vendor, pcie.subsystem)),
        };
        let texts = |m: &Manifest, n: &BitstreamName, c: &CardFacts| -> Vec<String> {
            mismatches(m, n, Some(c)).iter().map(ToString::to_string).collect()
        };
        assert!(texts(&manifest, &own, &card).is_empty());

        let other = BitstreamName { board: "nitefury".into(), build_id: 7, ..own.clone() };
        let found = texts(&manifest, &other, &card);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0], "board: the manifest says alveo-u50, the file's name says nitefury");
        assert!(found[1].ends_with("the file's name says 0x00000007"), "{found:?}");

        let mut stale = manifest.clone();
        stale.engine.regmap_hash ^= 1;
        let found = texts(&stale, &BitstreamName::of(&stale), &card);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("REGMAP_HASH: the manifest says 0x"), "{found:?}");
        assert!(found[0].contains("this driver says 0x"), "{found:?}");

        let wrong = CardFacts { pci: Some((0x10ee, 0x7024)), subsystem: Some((1, 2)) };
        let found = texts(&manifest, &own, &wrong);
        assert_eq!(found[0], "PCI ids: the manifest says 10ee:903f, the card says 10ee:7024");
        assert!(found[1].contains("the card says 0001:0002"), "{found:?}");
    }
}
