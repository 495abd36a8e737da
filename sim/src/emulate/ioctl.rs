//! The driver's ioctls, as far as FUSE carries them.

use fuser::Errno;
use xdma_rs::number;

use super::board::State;
use super::node::Node;

/// Version that the driver gives: 2020.2.2.
const DRIVER_VERSION: u32 = 2020 * 1000 + 2 * 100 + 2;
/// PCI vendor, device, subsystem vendor and device.
const IDS: [u16; 4] = [0x10EE, 0x903F, 0x10EE, 0x0007];

/// What goes back to the caller.
pub(super) fn answer(
    card: usize,
    state: &mut State,
    node: Node,
    number: u32,
    argument: &[u8],
) -> Result<Vec<u8>, Errno> {
    match node {
        Node::H2c => channel(state, 0, number, argument),
        Node::C2h => channel(state, 1, number, argument),
        Node::User | Node::Control => bar(card, state, number, argument),
        Node::Event(_) | Node::Faults | Node::Sensors => Err(Errno::ENOTTY),
    }
}

fn channel(
    state: &mut State,
    direction: usize,
    number: u32,
    argument: &[u8],
) -> Result<Vec<u8>, Errno> {
    let word = argument.first_chunk().map(|w| u32::from_ne_bytes(*w));
    match number {
        number::ALIGN_GET => Ok(1_u32.to_ne_bytes().to_vec()),
        number::ADDRMODE_GET => Ok(u32::from(state.fixed[direction]).to_ne_bytes().to_vec()),
        number::ADDRMODE_SET => {
            state.fixed[direction] = word.ok_or(Errno::EINVAL)? != 0;
            Ok(Vec::new())
        }
        // A measurement keeps the size that it was started with; nothing is counted.
        number::PERF_START if state.measuring[direction].is_some() => Err(Errno::EBUSY),
        number::PERF_START if word == Some(1) => {
            let size = argument.get(4..8).and_then(|w| w.first_chunk());
            state.measuring[direction] = size.map(|w| u32::from_ne_bytes(*w));
            Ok(Vec::new())
        }
        number::PERF_STOP if state.measuring[direction].take().is_some() => Ok(Vec::new()),
        number::PERF_GET => {
            let size = state.measuring[direction].ok_or(Errno::EPROTO)?;
            Ok([1, size].map(u32::to_ne_bytes).concat())
        }
        _ => Err(Errno::EINVAL),
    }
}

fn bar(card: usize, state: &mut State, number: u32, argument: &[u8]) -> Result<Vec<u8>, Errno> {
    match number {
        number::INFO => {
            let magic = argument.first_chunk().map(|w| u32::from_ne_bytes(*w));
            if magic != Some(number::INFO_MAGIC) {
                return Err(Errno::ENOTTY);
            }
            let mut info = vec![0; 40];
            for (at, id) in (8..).step_by(2).zip(IDS) {
                info[at..at + 2].copy_from_slice(&id.to_ne_bytes());
            }
            info[20..24].copy_from_slice(&DRIVER_VERSION.to_ne_bytes());
            info[34] = card as u8 + 1;
            Ok(info)
        }
        number::OFFLINE => {
            state.offline = true;
            Ok(Vec::new())
        }
        number::ONLINE => {
            state.offline = false;
            state.control.reset();
            Ok(Vec::new())
        }
        _ => Err(Errno::ENOTTY),
    }
}
