//! Transfers whose card addresses go round in an aperture: `APERTURE_R` and `APERTURE_W`.

use fuser::Errno;
use xdma_rs::number;

use super::board::Board;
use super::caller::Caller;
use super::node::Node;

/// Bytes that are moved at a time.
const PIECE: u64 = 1 << 20;

/// The driver's `struct xdma_aperture_ioctl`, as a 64-bit program lays it out.
struct Request {
    address: u64,
    aperture: u32,
    buffer: u64,
    length: u64,
}

impl Request {
    const BYTES: usize = 48;
    /// Offsets of what the driver answers.
    const ERROR: u64 = 32;
    const DONE: u64 = 40;

    fn decode(bytes: &[u8; Request::BYTES]) -> Request {
        let word = |at: usize| {
            let mut word = [0; 8];
            word.copy_from_slice(&bytes[at..at + 8]);
            u64::from_ne_bytes(word)
        };
        let aperture = u32::from_ne_bytes([bytes[8], bytes[9], bytes[10], bytes[11]]);
        Request { address: word(0), aperture, buffer: word(16), length: word(24) }
    }
}

/// Answers one of the two ioctls on a channel.
pub(super) fn transfer(
    board: &Board,
    node: Node,
    ioctl: u32,
    thread: u32,
) -> Result<Vec<u8>, Errno> {
    if (node, ioctl) != (Node::H2c, number::APERTURE_W)
        && (node, ioctl) != (Node::C2h, number::APERTURE_R)
    {
        return Err(Errno::EINVAL);
    }
    let unreachable = |e: std::io::Error| {
        log::warn!("the memory of thread {thread} cannot be accessed: {e}");
        Errno::EFAULT
    };
    let caller = Caller::find(thread, ioctl).map_err(unreachable)?;
    let request = Request::decode(&caller.structure().map_err(unreachable)?);
    if request.aperture == 0 || request.length == 0 {
        return Err(Errno::EINVAL);
    }
    let mut done = 0;
    while done < request.length {
        let inside = done % u64::from(request.aperture);
        let rest = (u64::from(request.aperture) - inside).min(request.length - done).min(PIECE);
        let (card, host) =
            (request.address.wrapping_add(inside), request.buffer.wrapping_add(done));
        let moved = if node == Node::H2c {
            let mut bytes = vec![0; rest as usize];
            caller.read(host, &mut bytes).map_err(|_| Errno::EFAULT)?;
            board.write(card, &bytes)?
        } else {
            let bytes = board.read(card, rest as usize)?;
            caller.write(host, &bytes).map_err(|_| Errno::EFAULT)?;
            bytes.len()
        };
        done += moved as u64;
        if (moved as u64) < rest {
            break;
        }
    }
    let answered = caller.answer(Request::ERROR, &0_i32.to_ne_bytes());
    answered
        .and_then(|()| caller.answer(Request::DONE, &done.to_ne_bytes()))
        .map_err(unreachable)?;
    Ok(Vec::new())
}
