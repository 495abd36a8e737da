//! The card management subsystem of Alveo cards (AMD PG348), through the user BAR.

use std::sync::Arc;

use anyhow::{Result, anyhow, bail};
use xdma_rs::{Device, Registers};

use super::meter::{Boundary, Meter};
use super::trace::Quantity;

/// Offset of its window in the user BAR, and of the register map in the window.
const WINDOW: u32 = 0x4_0000;
const MAP: u32 = WINDOW + 0x2_8000;
/// What `REG_MAP_ID` holds while the map is valid.
const MAP_ID: u32 = 0x7473_6574;
/// From a sensor's maximum, by which it is known, to its value now.
const NOW: u32 = 8;

/// Millivolts and milliamperes that a meter adds up.
type Rails = &'static [(u32, u32)];

/// `12V_PEX`, `12V_AUX` and `3V3_PEX` with their currents.
const INPUT: Rails = &[(0x020, 0x0C8), (0x044, 0x0D4), (0x02C, 0x278)];
/// `VCCINT` and its current.
const VCCINT: Rails = &[(0x0E0, 0x0EC)];

/// Power of a card by its own sensors.
pub(super) struct Cms {
    card: String,
    registers: Arc<Registers>,
    rails: Rails,
    boundary: Boundary,
}

impl Cms {
    /// The meters of a card; none where it has no such subsystem.
    ///
    /// # Errors
    /// When its registers cannot be opened.
    pub(super) fn find(device: &Device) -> Result<Vec<Cms>> {
        let registers = Arc::new(device.user()?);
        if registers.read(MAP).ok() != Some(MAP_ID) {
            return Ok(Vec::new());
        }
        let meter = |(rails, boundary)| Cms {
            card: device.name().to_owned(),
            registers: registers.clone(),
            rails,
            boundary,
        };
        let both = [(INPUT, Boundary::CardInput), (VCCINT, Boundary::Rail)];
        Ok(both.into_iter().map(meter).collect())
    }
}

impl Meter for Cms {
    fn name(&self) -> String {
        let what = match self.boundary {
            Boundary::Rail => "VCCINT",
            _ => "12 V and 3.3 V inputs",
        };
        format!("cms {} {what}", self.card)
    }

    fn boundary(&self) -> Boundary {
        self.boundary
    }

    fn quantity(&self) -> Quantity {
        Quantity::Watts
    }

    fn read(&mut self) -> Result<f64> {
        match self.registers.read(MAP)? {
            MAP_ID => {}
            u32::MAX => bail!("the card does not answer: its registers read as all ones"),
            other => bail!("no register map of the CMS: its id is {other:#010x}"),
        }
        let mut microwatts = 0;
        for (volts, amperes) in self.rails {
            let [volts, amperes] = [volts, amperes].map(|o| self.registers.read(MAP + o + NOW));
            let (volts, amperes) = (volts?, amperes?);
            if volts == u32::MAX || amperes == u32::MAX {
                return Err(anyhow!("the card does not answer: its registers read as all ones"));
            }
            microwatts += u64::from(volts) * u64::from(amperes);
        }
        Ok(microwatts as f64 / 1e6)
    }
}
