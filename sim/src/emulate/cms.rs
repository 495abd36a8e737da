//! Board management: the Alveo card management subsystem (CMS) at its documented offsets.
//!
//! The window is 256 KiB. At 0x20000 is the reset of its processor, 1 runs it; at 0x28000 begins
//! the register map, which reads as zero until the processor runs. A sensor has three registers:
//! maximum, average, instantaneous.

use std::collections::BTreeMap;

/// Offset of the window in the user BAR.
pub(super) const BASE: u32 = 0x4_0000;
/// Bytes of the window.
pub(super) const BYTES: u32 = 0x4_0000;
/// Offset of the processor's reset in the window.
const RESETN: u32 = 0x2_0000;
/// Offset of the register map in the window.
const MAP: u32 = 0x2_8000;
/// `REG_MAP_ID`.
const MAP_ID: u32 = 0x7473_6574;

/// Sensors: name, offset of the maximum in the register map, value at start. Volts in mV, currents
/// in mA, temperatures in degrees Celsius, fan speed in rpm.
const SENSORS: &[(&str, u32, u32)] = &[
    ("12v_pex", 0x020, 12_050),
    ("3v3_pex", 0x02C, 3_310),
    ("3v3_aux", 0x038, 3_305),
    ("12v_aux", 0x044, 12_060),
    ("ddr4_vpp_btm", 0x050, 2_500),
    ("sys_5v5", 0x05C, 5_500),
    ("vcc1v2_top", 0x068, 1_200),
    ("vcc1v8", 0x074, 1_800),
    ("vcc0v85", 0x080, 850),
    ("ddr4_vpp_top", 0x08C, 2_500),
    ("mgt0v9avcc", 0x098, 900),
    ("12v_sw", 0x0A4, 12_040),
    ("mgtavtt", 0x0B0, 1_200),
    ("vcc1v2_btm", 0x0BC, 1_200),
    ("12v_pex_current", 0x0C8, 1_500),
    ("12v_aux_current", 0x0D4, 900),
    ("vccint", 0x0E0, 850),
    ("vccint_current", 0x0EC, 6_000),
    ("fpga_temp", 0x0F8, 45),
    ("fan_temp", 0x104, 40),
    ("dimm_temp0", 0x110, 38),
    ("dimm_temp1", 0x11C, 38),
    ("dimm_temp2", 0x128, 38),
    ("dimm_temp3", 0x134, 38),
    ("se98_temp0", 0x140, 36),
    ("se98_temp1", 0x14C, 36),
    ("se98_temp2", 0x158, 36),
    ("fan_speed", 0x164, 1_200),
];

/// Maximum and average of a sensor, and its value now.
#[derive(Debug, Clone, Copy)]
struct Reading {
    max: u32,
    sum: u64,
    samples: u64,
    now: u32,
}

impl Reading {
    fn set(&mut self, value: u32) {
        self.max = self.max.max(value);
        self.sum += u64::from(value);
        self.samples += 1;
        self.now = value;
    }
}

/// The subsystem.
#[derive(Debug)]
pub(super) struct Cms {
    running: bool,
    control: u32,
    readings: Vec<Reading>,
}

impl Default for Cms {
    fn default() -> Cms {
        let reading =
            |&(_, _, v): &(_, _, u32)| Reading { max: v, sum: v.into(), samples: 1, now: v };
        Cms { running: true, control: 0, readings: SENSORS.iter().map(reading).collect() }
    }
}

impl Cms {
    /// The register at `offset` of the window.
    pub(super) fn read(&self, offset: u32) -> u32 {
        if offset == RESETN {
            return u32::from(self.running);
        }
        let Some(at) = offset.checked_sub(MAP).filter(|_| self.running) else { return 0 };
        match at {
            0x00 => MAP_ID,
            // Firmware 1.5.0; status: the map is valid; no error; the profile "U200".
            0x04 => 0x0001_0500,
            0x08 => 1,
            0x14 => u32::from_be_bytes(*b"U200"),
            0x18 => self.control,
            _ => {
                let found = SENSORS
                    .iter()
                    .zip(&self.readings)
                    .find(|((_, o, _), _)| (*o..*o + 12).contains(&at));
                found.map_or(0, |((_, o, _), r)| match at - o {
                    0 => r.max,
                    4 => (r.sum / r.samples.max(1)) as u32,
                    _ => r.now,
                })
            }
        }
    }

    /// Writes the register at `offset` of the window.
    pub(super) fn write(&mut self, offset: u32, value: u32) {
        match offset {
            RESETN => self.running = value & 1 == 1,
            o if o == MAP + 0x18 => self.control = value,
            _ => {}
        }
    }

    /// The sensors' values now.
    pub(super) fn sensors(&self) -> BTreeMap<&'static str, u32> {
        SENSORS.iter().zip(&self.readings).map(|((name, ..), r)| (*name, r.now)).collect()
    }

    /// Sets sensors by name; the first name that is none changes nothing and is returned.
    pub(super) fn set(&mut self, values: &BTreeMap<String, u32>) -> Result<(), String> {
        let index = |name: &str| SENSORS.iter().position(|(n, ..)| *n == name);
        if let Some(unknown) = values.keys().find(|name| index(name).is_none()) {
            return Err(unknown.clone());
        }
        for (name, value) in values {
            if let Some(reading) = index(name).and_then(|i| self.readings.get_mut(i)) {
                reading.set(*value);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sensor_has_maximum_average_and_value() {
        let mut cms = Cms::default();
        assert_eq!(cms.read(MAP), MAP_ID);
        cms.set(&[("fpga_temp".to_owned(), 91)].into()).unwrap();
        cms.set(&[("fpga_temp".to_owned(), 50)].into()).unwrap();
        let read = [0xF8, 0xFC, 0x100].map(|o| cms.read(MAP + o));
        assert_eq!(read, [91, (45 + 91 + 50) / 3, 50]);
        assert_eq!(cms.set(&[("warp_core".to_owned(), 1)].into()), Err("warp_core".into()));
        assert_eq!(cms.sensors()["12v_pex"], 12_050);
    }

    #[test]
    fn nothing_is_read_while_its_processor_is_in_reset() {
        let mut cms = Cms::default();
        cms.write(RESETN, 0);
        assert_eq!((cms.read(MAP), cms.read(RESETN)), (0, 0));
        cms.write(RESETN, 1);
        assert_eq!(cms.read(MAP), MAP_ID);
    }
}
