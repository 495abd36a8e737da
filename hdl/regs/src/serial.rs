//! Accesses over a serial line: the frames between the driver and the bridge beside an engine.
//!
//! ```text
//! on the line  END, the frame with ESC before END and ESC (RFC 1055, SLIP), END
//! request      operation 1, sequence 1, length 2, address 8, data of a write, CRC 4
//! response     sequence 1, length 2, data of a read, status 1, CRC 4
//! ```
//! `length` counts the bytes to write or read: 1 to [`MAX_PAYLOAD`] of memory, at any address; 4 of
//! a register; 0 of [`Operation::Hello`], which does nothing and is answered. The CRC is that of
//! IEEE 802.3 over all bytes of the frame before it.
//!
//! The bridge does requests in their order and answers each. A frame whose CRC is wrong, or that is
//! shorter or longer than any, is dropped without an answer; the byte after the next END begins a
//! new one. So a lost, added or flipped byte costs the frame that it was in and at most the next
//! one, and the driver asks again: every access can be repeated without harm, because memory and
//! registers hold what was written last and no read has a side effect. At most [`WINDOW`] requests
//! may be without an answer: that many the bridge holds.

/// Begins and ends a frame.
pub const END: u8 = 0xC0;
/// Begins a pair that stands for [`END`] or for itself.
pub const ESC: u8 = 0xDB;
/// After [`ESC`]: [`END`].
pub const ESC_END: u8 = 0xDC;
/// After [`ESC`]: [`ESC`].
pub const ESC_ESC: u8 = 0xDD;
/// Bytes that one request writes or reads.
pub const MAX_PAYLOAD: usize = 1024;
/// Requests that may be without an answer.
pub const WINDOW: usize = 2;
/// Bytes of a request before its data.
pub const HEADER_BYTES: usize = 12;
/// Bytes of a CRC.
pub const CRC_BYTES: usize = 4;
/// What a CRC over a frame and its CRC leaves.
pub const CRC_RESIDUE: u32 = 0xDEBB_20E3;
/// The CRC's polynomial, its lowest power in the highest bit.
pub const CRC_POLYNOMIAL: u32 = 0xEDB8_8320;

/// Status: the AXI response, 0 where all went well.
pub const STATUS_RESPONSE: u8 = 0b11;
/// Status: the request was none; nothing was done.
pub const STATUS_REFUSED: u8 = 1 << 2;
/// Status: the interrupt line was high.
pub const STATUS_INTERRUPT: u8 = 1 << 7;

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Operation {
    /// An answer.
    Hello = 0,
    /// Write memory.
    Write = 1,
    /// Read memory.
    Read = 2,
    /// Write a register.
    WriteRegister = 3,
    /// Read a register.
    ReadRegister = 4,
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What to do.
    pub operation: Operation,
    /// Comes back in the response.
    pub sequence: u8,
    /// Bytes to write or read.
    pub length: u16,
    /// Card address, or offset of a register.
    pub address: u64,
    /// What to write; empty for a read.
    pub data: Vec<u8>,
}

impl Request {
    /// The frame, without its CRC.
    pub fn frame(&self) -> Vec<u8> {
        let mut frame = vec![self.operation as u8, self.sequence];
        frame.extend(self.length.to_le_bytes());
        frame.extend(self.address.to_le_bytes());
        frame.extend(&self.data);
        frame
    }
}

/// A response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The request's.
    pub sequence: u8,
    /// What was read.
    pub data: Vec<u8>,
    /// How it went.
    pub status: u8,
}

impl Response {
    /// The frame, without its CRC.
    pub fn frame(&self) -> Vec<u8> {
        let length = self.data.len() as u16;
        let mut frame = vec![self.sequence];
        frame.extend(length.to_le_bytes());
        frame.extend(&self.data);
        frame.push(self.status);
        frame
    }

    /// The response in a frame without its CRC; `None` when it is none.
    pub fn parse(frame: &[u8]) -> Option<Response> {
        let (&[sequence, low, high], rest) = frame.split_first_chunk::<3>()?;
        let (&status, data) = rest.split_last()?;
        let length = usize::from(u16::from_le_bytes([low, high]));
        (data.len() == length).then(|| Response { sequence, data: data.to_vec(), status })
    }
}

/// One step of the CRC, from `u32::MAX`; the CRC is the complement of the last.
pub const fn crc_step(mut crc: u32, byte: u8) -> u32 {
    crc ^= byte as u32;
    let mut bit = 0;
    while bit < 8 {
        crc = crc >> 1 ^ if crc & 1 == 1 { CRC_POLYNOMIAL } else { 0 };
        bit += 1;
    }
    crc
}

/// The CRC of bytes.
///
/// ```
/// assert_eq!(spikelm_regs::serial::crc(b"123456789"), 0xCBF4_3926);
/// ```
pub fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| crc_step(crc, *byte))
}

/// A frame with its CRC as it goes on the line.
pub fn on_line(frame: &[u8]) -> Vec<u8> {
    let mut line = Vec::with_capacity(frame.len() + frame.len() / 16 + 8);
    line.push(END);
    for &byte in frame.iter().chain(&crc(frame).to_le_bytes()) {
        match byte {
            END => line.extend([ESC, ESC_END]),
            ESC => line.extend([ESC, ESC_ESC]),
            byte => line.push(byte),
        }
    }
    line.push(END);
    line
}

/// Finds frames in bytes of the line.
#[derive(Debug, Clone, Default)]
pub struct Deframer {
    frame: Vec<u8>,
    escaped: bool,
    broken: bool,
}

impl Deframer {
    /// The next byte of the line. At the end of a sound frame, the frame without its CRC.
    pub fn push(&mut self, byte: u8) -> Option<Vec<u8>> {
        let escaped = std::mem::take(&mut self.escaped);
        match (escaped, byte) {
            (_, END) => {
                let mut frame = std::mem::take(&mut self.frame);
                let broken = std::mem::take(&mut self.broken) || escaped;
                let crc = frame.iter().fold(u32::MAX, |crc, byte| crc_step(crc, *byte));
                let sound = !broken && frame.len() > CRC_BYTES && crc == CRC_RESIDUE;
                frame.truncate(frame.len().saturating_sub(CRC_BYTES));
                return sound.then_some(frame);
            }
            (false, ESC) => self.escaped = true,
            (true, ESC_END) => self.frame.push(END),
            (true, ESC_ESC) => self.frame.push(ESC),
            (true, _) => self.broken = true,
            (false, byte) => self.frame.push(byte),
        }
        if self.frame.len() > HEADER_BYTES + MAX_PAYLOAD + CRC_BYTES {
            self.frame.clear();
            self.broken = true;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(line: &[u8]) -> Vec<Vec<u8>> {
        let mut deframer = Deframer::default();
        line.iter().filter_map(|byte| deframer.push(*byte)).collect()
    }

    fn request(data: Vec<u8>) -> Vec<u8> {
        let length = data.len() as u16;
        let address = 0xC0DB_DCDD_0000_1234;
        Request { operation: Operation::Write, sequence: ESC, length, address, data }.frame()
    }

    #[test]
    fn frames_come_back() {
        let all: Vec<Vec<u8>> =
            [vec![], vec![END; 5], vec![ESC, ESC_END, 0, ESC_ESC], vec![7; MAX_PAYLOAD]]
                .map(request)
                .into();
        let line: Vec<u8> = all.iter().flat_map(|f| on_line(f)).collect();
        assert_eq!(frames(&line), all);
        let response = Response { sequence: 3, data: vec![END, 1], status: STATUS_REFUSED };
        let frame = frames(&on_line(&response.frame())).remove(0);
        assert_eq!(Response::parse(&frame), Some(response));
        assert_eq!(Response::parse(&frame[..frame.len() - 1]), None);
        assert_eq!(Response::parse(&[]), None);
    }

    #[test]
    fn a_damaged_byte_costs_its_frame_and_at_most_the_next() {
        let all: Vec<Vec<u8>> = (0..4).map(|i| request(vec![i, END, ESC, 9])).collect();
        let lines: Vec<Vec<u8>> = all.iter().map(|f| on_line(f)).collect();
        let sound = lines.concat();
        let second = lines[0].len()..lines[0].len() + lines[1].len();
        for at in second {
            for damage in 0..4 {
                let mut line = sound.clone();
                match damage {
                    0 => drop(line.remove(at)),
                    1 => line.insert(at, END),
                    2 => line.insert(at, 0x55),
                    _ => line[at] ^= 0x10,
                }
                let found = frames(&line);
                assert!(found.iter().all(|f| all.contains(f)), "{at} {damage}: {found:?}");
                assert!(found.contains(&all[0]) && found.contains(&all[3]), "{at} {damage}");
            }
        }
    }
}
