//! Cards by name.

use std::path::PathBuf;
use std::str::FromStr;

use spikelm_regs::EngineConfig;

/// Where products are computed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CardName {
    Soft,
    Sim(EngineConfig),
    /// Behind the nodes of the XDMA driver: a card's path, or a directory with the nodes of some.
    Xdma(PathBuf),
    /// Behind a serial line: the device, and bits a second where they are not the default.
    Serial(PathBuf, Option<u32>),
}

/// `DEVICE` or `DEVICE@BAUD`.
fn serial(text: &str) -> Result<CardName, String> {
    let Some((device, baud)) = text.rsplit_once('@') else {
        return Ok(CardName::Serial(text.into(), None));
    };
    let wrong = || format!("`{baud}` is no number of bits a second");
    let baud = baud.parse().ok().filter(|b| *b > 0).ok_or_else(wrong)?;
    Ok(CardName::Serial(device.into(), Some(baud)))
}

/// The simulated cards: `sim:small`, ...
fn simulated() -> String {
    EngineConfig::ALL.map(|c| format!("sim:{}", c.name)).join(", ")
}

impl CardName {
    /// What `--card` says of itself.
    pub(crate) fn help() -> String {
        format!(
            "soft; {}; /dev/xdma0, or xdma:DIR for all cards with nodes in DIR; \
             serial:/dev/ttyUSB0, with @BAUD where it is not 2000000. Work is spread over several, \
             separated by commas",
            simulated()
        )
    }
}

impl FromStr for CardName {
    type Err = String;

    fn from_str(name: &str) -> Result<CardName, String> {
        let xdma = |path: &str| Ok(CardName::Xdma(path.into()));
        let config = match name {
            _ if name.starts_with("/dev/xdma") => return xdma(name),
            _ if name.len() > 5 && name.starts_with("xdma:") => return xdma(&name[5..]),
            _ if name.len() > 7 && name.starts_with("serial:") => return serial(&name[7..]),
            "soft" => return Ok(CardName::Soft),
            "sim" => Some(EngineConfig::SMALL),
            _ => name.strip_prefix("sim:").and_then(EngineConfig::by_name),
        };
        config.map(CardName::Sim).ok_or_else(|| {
            format!(
                "no such card; there are soft, {} (sim is sim:small), /dev/xdma0, xdma:DIR and \
                 serial:DEVICE",
                simulated()
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_lists_every_configuration() {
        for config in EngineConfig::ALL {
            assert!(CardName::help().contains(&format!("sim:{}", config.name)));
        }
    }

    #[test]
    fn cards_by_name() {
        assert_eq!("soft".parse(), Ok(CardName::Soft));
        assert_eq!("sim".parse(), Ok(CardName::Sim(EngineConfig::SMALL)));
        for config in EngineConfig::ALL {
            assert_eq!(format!("sim:{}", config.name).parse(), Ok(CardName::Sim(config)));
        }
        assert_eq!("/dev/xdma0".parse(), Ok(CardName::Xdma("/dev/xdma0".into())));
        assert_eq!("xdma:nodes".parse(), Ok(CardName::Xdma("nodes".into())));
        let serial = |baud| CardName::Serial("/dev/ttyUSB0".into(), baud);
        assert_eq!("serial:/dev/ttyUSB0".parse(), Ok(serial(None)));
        assert_eq!("serial:/dev/ttyUSB0@115200".parse(), Ok(serial(Some(115_200))));
        for wrong in ["serial:/dev/ttyUSB0@0", "serial:a@fast"] {
            assert!(wrong.parse::<CardName>().unwrap_err().contains("bits a second"));
        }
        for wrong in ["", "sim:", "sim:huge", "hard", "Soft", "xdma:", "serial:", "/dev/null"] {
            let error = wrong.parse::<CardName>().unwrap_err();
            assert!(error.contains("soft, sim:small"), "{error}");
        }
    }
}
