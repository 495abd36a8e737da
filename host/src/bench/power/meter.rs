//! Meters that can be read at any moment.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use serde::Serialize;

use super::trace::Quantity;

/// What the power of a meter goes into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Boundary {
    /// One rail of a board.
    Rail,
    /// All that a card takes from the slot and its own connectors.
    CardInput,
    /// A processor package.
    HostPackage,
    /// What the meter's driver names.
    Device,
    /// The whole machine, at the plug.
    Wall,
}

impl Boundary {
    pub(super) fn name(self) -> &'static str {
        match self {
            Boundary::Rail => "rail",
            Boundary::CardInput => "card input",
            Boundary::HostPackage => "host package",
            Boundary::Device => "device",
            Boundary::Wall => "wall",
        }
    }
}

/// A meter.
pub(super) trait Meter: Send {
    /// Which it is: `rapl package-0`.
    fn name(&self) -> String;

    fn boundary(&self) -> Boundary;

    fn quantity(&self) -> Quantity;

    /// Watts now, or joules so far.
    fn read(&mut self) -> Result<f64>;
}

/// A number in a file of sysfs.
fn number(path: &Path) -> Result<u64> {
    let text = fs::read_to_string(path).map_err(|e| anyhow!("{}: {e}", path.display()))?;
    text.trim().parse().map_err(|_| anyhow!("{}: no number: {:?}", path.display(), text.trim()))
}

/// Entries of a folder of sysfs, in order; none where there is no such folder.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    found.sort();
    found
}

fn text(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

/// A counter of Intel's or AMD's running average power limit, by `powercap`.
pub(super) struct Rapl {
    name: String,
    counter: PathBuf,
    /// Microjoules at which the counter begins again.
    range: u64,
    last: Option<u64>,
    /// Microjoules of the times it has begun again.
    carried: u64,
}

impl Rapl {
    /// The packages, and not their parts, which they contain.
    pub(super) fn find(sysfs: &Path) -> Vec<Rapl> {
        let zones = entries(&sysfs.join("class/powercap"));
        let package = |zone: &PathBuf| {
            let name = text(&zone.join("name")).filter(|n| n.starts_with("package"))?;
            let range = number(&zone.join("max_energy_range_uj")).ok()?;
            let counter = zone.join("energy_uj");
            counter.exists().then_some(Rapl { name, counter, range, last: None, carried: 0 })
        };
        zones.iter().filter_map(package).collect()
    }
}

impl Meter for Rapl {
    fn name(&self) -> String {
        format!("rapl {}", self.name)
    }

    fn boundary(&self) -> Boundary {
        Boundary::HostPackage
    }

    fn quantity(&self) -> Quantity {
        Quantity::Joules
    }

    fn read(&mut self) -> Result<f64> {
        let now = number(&self.counter)?;
        if self.last.is_some_and(|last| now < last) {
            self.carried += self.range;
        }
        self.last = Some(now);
        Ok((self.carried + now) as f64 / 1e6)
    }
}

/// A power or energy sensor of a `hwmon` driver.
pub(super) struct Hwmon {
    name: String,
    boundary: Boundary,
    quantity: Quantity,
    file: PathBuf,
}

impl Hwmon {
    pub(super) fn find(sysfs: &Path) -> Vec<Hwmon> {
        let mut found = Vec::new();
        for chip in entries(&sysfs.join("class/hwmon")) {
            let driver = text(&chip.join("name")).unwrap_or_else(|| "hwmon".into());
            for number in 1..=16 {
                let power = ["input", "average"].map(|what| (format!("power{number}"), what));
                let energy = (format!("energy{number}"), "input");
                let file = |(sensor, what): &(String, &str)| chip.join(format!("{sensor}_{what}"));
                let sensor = power.into_iter().find(|s| file(s).exists());
                let counter = Some(energy).filter(|s| file(s).exists());
                // A sensor that has both is one meter.
                let Some(sensor) = sensor.or(counter) else { continue };
                let label = text(&chip.join(format!("{}_label", sensor.0)));
                found.push(Hwmon {
                    name: format!("hwmon {driver} {}", label.unwrap_or_else(|| sensor.0.clone())),
                    // ACPI's meter is that of the machine's supply.
                    boundary: match driver.as_str() {
                        "power_meter" | "acpi_power_meter" => Boundary::Wall,
                        _ => Boundary::Device,
                    },
                    quantity: match sensor.0.starts_with('p') {
                        true => Quantity::Watts,
                        false => Quantity::Joules,
                    },
                    file: file(&sensor),
                });
            }
        }
        found
    }
}

impl Meter for Hwmon {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn boundary(&self) -> Boundary {
        self.boundary
    }

    fn quantity(&self) -> Quantity {
        self.quantity
    }

    fn read(&mut self) -> Result<f64> {
        // Microwatts, or microjoules in 64 bits.
        Ok(number(&self.file)? as f64 / 1e6)
    }
}

/// The samples of a meter outside, as it wrote them: `seconds,watts` a line, seconds since 1970.
///
/// `offset` seconds are added to its times, to make them this machine's; `zero` is this machine's
/// time at the sampler's start. A first line that is no numbers is a header.
pub(super) fn csv(path: &Path, offset: f64, zero: f64) -> Result<Vec<super::trace::Sample>> {
    let fail = |what: String| anyhow!("{}: {what}", path.display());
    let all = fs::read_to_string(path).map_err(|e| fail(e.to_string()))?;
    let mut samples: Vec<super::trace::Sample> = Vec::new();
    for (i, line) in all.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let mut fields = line.split(',').map(|field| field.trim().parse::<f64>());
        let (Some(Ok(time)), Some(Ok(value))) = (fields.next(), fields.next()) else {
            if i == 0 {
                continue;
            }
            bail!(fail(format!("line {}: not `seconds,watts`", i + 1)));
        };
        if !time.is_finite() || !value.is_finite() {
            bail!(fail(format!("line {}: not finite", i + 1)));
        }
        let ns = (time + offset - zero) * 1e9;
        // What was before the run is of no use to it.
        if ns < 0.0 {
            continue;
        }
        let at_ns = ns as u64;
        if samples.last().is_some_and(|last| last.at_ns >= at_ns) {
            bail!(fail(format!("line {}: time does not go on", i + 1)));
        }
        samples.push(super::trace::Sample { at_ns, value });
    }
    Ok(samples)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::power::trace::Sample;

    fn write(path: PathBuf, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn counters_that_begin_again_go_on() {
        let sysfs = tempfile::tempdir().unwrap();
        let zone = sysfs.path().join("class/powercap/intel-rapl:0");
        write(zone.join("name"), "package-0\n");
        write(zone.join("max_energy_range_uj"), "262143328850\n");
        write(zone.join("energy_uj"), "262143000000\n");
        write(sysfs.path().join("class/powercap/intel-rapl:0:0/name"), "core\n");
        let mut found = Rapl::find(sysfs.path());
        assert_eq!(found.len(), 1, "cores are part of their package");
        let meter = &mut found[0];
        assert_eq!(
            (meter.name().as_str(), meter.boundary().name()),
            ("rapl package-0", "host package")
        );
        let first = meter.read().unwrap();
        let mut last = first;
        // Twice around, in steps of a little more than 64 kJ.
        let mut energy: u64 = 262_143_000_000;
        for _ in 0..8 {
            energy += 65_000_000_123;
            fs::write(zone.join("energy_uj"), (energy % 262_143_328_850).to_string()).unwrap();
            let now = meter.read().unwrap();
            assert!((now - last - 65_000.000_123).abs() < 1e-3, "{now} after {last}");
            last = now;
        }
        assert!((last - first - 8.0 * 65_000.000_123).abs() < 1e-3);
        fs::write(zone.join("energy_uj"), "none").unwrap();
        assert!(meter.read().unwrap_err().to_string().contains("no number"));
        fs::remove_file(zone.join("energy_uj")).unwrap();
        assert!(meter.read().is_err());
    }

    #[test]
    fn sensors_have_names_and_units() {
        let sysfs = tempfile::tempdir().unwrap();
        let chip = |n: u32| sysfs.path().join(format!("class/hwmon/hwmon{n}"));
        write(chip(0).join("name"), "ina226\n");
        write(chip(0).join("power1_input"), "12500000\n");
        write(chip(0).join("power1_label"), "VCCINT\n");
        write(chip(1).join("name"), "power_meter\n");
        write(chip(1).join("power1_average"), "180000000\n");
        write(chip(2).join("name"), "amd_energy\n");
        write(chip(2).join("energy1_input"), "7000000\n");
        write(chip(3).join("name"), "coretemp\n");
        write(chip(3).join("temp1_input"), "45000\n");
        let mut found = Hwmon::find(sysfs.path());
        let read: Vec<(String, &str, Quantity, f64)> = found
            .iter_mut()
            .map(|m| (m.name(), m.boundary().name(), m.quantity(), m.read().unwrap()))
            .collect();
        assert_eq!(
            read,
            [
                ("hwmon ina226 VCCINT".into(), "device", Quantity::Watts, 12.5),
                ("hwmon power_meter power1".into(), "wall", Quantity::Watts, 180.0),
                ("hwmon amd_energy energy1".into(), "device", Quantity::Joules, 7.0),
            ]
        );
        assert!(Hwmon::find(Path::new("/no/such/sysfs")).is_empty());
    }

    #[test]
    fn times_of_a_meter_are_shifted() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("meter.csv");
        let read = |text: &str, offset| {
            fs::write(&file, text).unwrap();
            csv(&file, offset, 1000.0)
        };
        let samples = read("time,watts\n1000.5,10\n# paused\n1001.0, 12.5\n", 0.25).unwrap();
        let expected = [(750_000_000, 10.0), (1_250_000_000, 12.5)];
        assert_eq!(samples, expected.map(|(at_ns, value)| Sample { at_ns, value }));
        assert_eq!(read("999.5,1\n1001.0,2\n", 0.0).unwrap().len(), 1);
        for (wrong, text) in [
            ("1000,1\n1001,x\n", "line 2: not `seconds,watts`"),
            ("1001,1\n1001,1\n", "line 2: time does not go on"),
            ("1000,1\n1001,inf\n", "line 2: not finite"),
        ] {
            let error = read(wrong, 0.0).unwrap_err().to_string();
            assert!(error.contains(text), "{error}");
        }
        assert!(csv(Path::new("no/such.csv"), 0.0, 0.0).is_err());
    }
}
