//! The DMA core's own registers.

use xdma_rs::offset;

use crate::axi::Direction;

/// Version of the core in all identifiers.
const VERSION: u32 = 0x06;
/// Addresses and lengths of any alignment, 64 address bits.
const ALIGNMENTS: u32 = 0x0001_0140;
/// `STATUS`: the engine works.
const BUSY: u32 = 1 << 0;
/// `STATUS`: the last descriptor ended the transfer.
const DONE: u32 = 1 << 1 | 1 << 2;

/// Status bits of a transfer that a bus error of the card ended: a write error of the channel to
/// the card, a read error of the one from it. DECERR; SLVERR is the next bit.
fn bus_error(direction: Direction, response: &str) -> u32 {
    let decode = match direction {
        Direction::Write => 14,
        Direction::Read => 9,
    };
    1 << (decode + u32::from(response == "SLVERR"))
}

/// The registers of both channels, the interrupt block and the configuration block.
#[derive(Debug, Default)]
pub(super) struct ControlBar {
    channels: [Channel; 2],
    user_enable: u32,
    channel_enable: u32,
    /// The level of user interrupt 0.
    pub(super) line: bool,
}

#[derive(Debug, Default)]
struct Channel {
    control: u32,
    status: u32,
    completed: u32,
    /// Status reads for which the engine still shows BUSY.
    busy_reads: u32,
}

impl Channel {
    fn status(&mut self, peek: bool) -> u32 {
        if self.busy_reads == 0 {
            return self.status;
        }
        self.busy_reads -= u32::from(!peek);
        self.status | BUSY
    }
}

impl ControlBar {
    /// The register at `offset`; reading it has its effect unless it is a `peek`.
    pub(super) fn read(&mut self, at: u32, peek: bool) -> u32 {
        let register = at & 0xFF;
        let line = u32::from(self.line);
        match (at & !0xFF, register) {
            (0, offset::IDENTIFIER) => 0x1FC0_0000 | VERSION,
            (offset::C2H, offset::IDENTIFIER) => 0x1FC1_0000 | VERSION,
            (0 | offset::C2H, _) => {
                let channel = &mut self.channels[usize::from(at >= offset::C2H)];
                match register {
                    offset::CONTROL => channel.control,
                    offset::STATUS => channel.status(peek),
                    offset::STATUS_CLEAR => {
                        let status = channel.status(peek);
                        if !peek {
                            channel.status = 0;
                        }
                        status
                    }
                    offset::COMPLETED => channel.completed,
                    offset::ALIGNMENTS => ALIGNMENTS,
                    _ => 0,
                }
            }
            (offset::INTERRUPT, 0x00) => 0x1FC2_0000 | VERSION,
            (offset::INTERRUPT, 0x04) => self.user_enable,
            (offset::INTERRUPT, 0x10) => self.channel_enable,
            (offset::INTERRUPT, 0x40) => line,
            (offset::INTERRUPT, 0x48) => line & self.user_enable,
            (offset::CONFIG, 0x00) => 0x1FC3_0000 | VERSION,
            // Maximum payload 256 bytes, maximum read request 512 bytes.
            (offset::CONFIG, 0x08) => 1,
            (offset::CONFIG, 0x0C) => 2,
            (0x4000, 0x00) => 0x1FC4_0000 | VERSION,
            (0x5000, 0x00) => 0x1FC5_0000 | VERSION,
            (0x6000, 0x00) => 0x1FC6_0000 | VERSION,
            _ => 0,
        }
    }

    /// Writes the register at `offset`: those that keep a value also have addresses that set and
    /// clear bits.
    pub(super) fn write(&mut self, at: u32, value: u32) {
        let (word, change) = match (at & !0xFF, at & 0xFF) {
            (0 | offset::C2H, r @ 0x04..=0x0C) => {
                (&mut self.channels[usize::from(at >= offset::C2H)].control, r - 0x04)
            }
            (offset::INTERRUPT, r @ 0x04..=0x0C) => (&mut self.user_enable, r - 0x04),
            (offset::INTERRUPT, r @ 0x10..=0x18) => (&mut self.channel_enable, r - 0x10),
            _ => return,
        };
        match change {
            0 => *word = value,
            4 => *word |= value,
            _ => *word &= !value,
        }
    }

    fn channel(&mut self, direction: Direction) -> &mut Channel {
        &mut self.channels[direction as usize]
    }

    /// A transfer begins: what the last one left is forgotten.
    pub(super) fn begin(&mut self, direction: Direction) {
        let channel = self.channel(direction);
        (channel.status, channel.busy_reads) = (0, 0);
    }

    /// A transfer has ended well.
    pub(super) fn end(&mut self, direction: Direction) {
        let channel = self.channel(direction);
        channel.status = DONE;
        channel.completed = channel.completed.wrapping_add(1);
    }

    /// A bus error has ended a transfer.
    pub(super) fn fail(&mut self, direction: Direction, response: &str) {
        self.channel(direction).status = bus_error(direction, response);
    }

    /// A transfer did not end: the engine shows BUSY for as many reads of its status.
    pub(super) fn hang(&mut self, direction: Direction, reads: u32) {
        self.channel(direction).busy_reads = reads;
    }

    /// All engines are initialised.
    pub(super) fn reset(&mut self) {
        self.channels = Default::default();
    }
}

#[cfg(test)]
mod tests {
    use xdma_rs::{Identifier, Status};

    use super::*;

    #[test]
    fn channels_identify_themselves_and_absent_ones_do_not() {
        let mut bar = ControlBar::default();
        for direction in [xdma_rs::Direction::H2c, xdma_rs::Direction::C2h] {
            let id = Identifier::decode(bar.read(direction.base(0), false)).unwrap();
            assert_eq!((id.direction, id.stream, id.channel), (direction, false, 0));
            assert_eq!(Identifier::decode(bar.read(direction.base(1), false)), None);
        }
    }

    #[test]
    fn status_shows_the_last_transfer_until_it_is_taken() {
        let mut bar = ControlBar::default();
        bar.begin(Direction::Read);
        bar.fail(Direction::Read, "DECERR");
        assert!(Status(bar.read(0x1040, false)).failed());
        assert!(Status(bar.read(0x1044, true)).failed());
        assert!(Status(bar.read(0x1044, false)).failed());
        assert_eq!(bar.read(0x1040, false), 0);
        bar.hang(Direction::Write, 2);
        let busy: Vec<bool> = (0..3).map(|_| Status(bar.read(0x40, false)).busy()).collect();
        assert_eq!(busy, [true, true, false]);
    }

    #[test]
    fn bits_are_set_and_cleared() {
        let mut bar = ControlBar::default();
        bar.write(0x2004, 0xF0);
        bar.write(0x2008, 0x0F);
        bar.write(0x200C, 0x81);
        assert_eq!(bar.read(0x2004, false), 0x7E);
        bar.write(0x1004, 1);
        assert_eq!((bar.read(0x1004, false), bar.read(0x04, false)), (1, 0));
    }
}
