//! The emulated card through its nodes: as a driver and as other programs use it.

use std::os::unix::fs::FileExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use spikelm_regs::register;
use spikelm_tests::emulator::Emulator;
use xdma_rs::{Buffer, Device, Direction, number};

const MEMORY: u64 = 1 << 36;
const ETIMEDOUT: i32 = 110;
const EPROTO: i32 = 71;
const EINVAL: i32 = 22;
const EIO: i32 = 5;
const EBUSY: i32 = 16;

fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|i| (i * 31 % 251) as u8).collect()
}

fn errno<T: std::fmt::Debug>(result: std::io::Result<T>) -> i32 {
    result.unwrap_err().raw_os_error().unwrap()
}

#[test]
fn nodes_move_bytes_as_the_driver_does() {
    let Some(cards) = Emulator::start(&[]) else { return };
    let device = Device::open(cards.path()).unwrap();
    assert_eq!(device.name(), "xdma0");
    assert_eq!(device.event_numbers, (0..16).collect::<Vec<_>>());
    let (h2c, c2h) = (device.h2c(0).unwrap(), device.c2h(0).unwrap());
    for (address, length) in [(0, 1), (3, 16381), (MEMORY, 8 << 20), (MEMORY + 4095, 70_001)] {
        let mut out = Buffer::new(length).unwrap();
        out.as_mut_slice().copy_from_slice(&pattern(length));
        h2c.write_at(&out, address).unwrap();
        let mut back = Buffer::new(length).unwrap();
        c2h.read_at(&mut back, address).unwrap();
        assert!(back.as_slice() == out.as_slice(), "{length} bytes at {address:#x}");
    }
    let control = device.control().unwrap();
    assert!(!control.status(Direction::H2c, 0).unwrap().failed());

    // The wrong direction, an address that is not there, a card that is offline.
    let (to, from) = (cards.open("xdma0_h2c_0"), cards.open("xdma0_c2h_0"));
    assert_eq!(errno(to.read_at(&mut [0; 4], 0)), EINVAL);
    assert_eq!(errno(from.write_at(&[0; 4], 0)), EINVAL);
    assert_eq!(errno(from.read_at(&mut [0; 64], 1 << 62)), EIO);
    let status = control.take_status(Direction::C2h, 0).unwrap();
    assert_eq!(status.errors().0, 1, "{status}");
    control.offline().unwrap();
    assert_eq!(errno(to.write_at(&[0; 4], 0)), EBUSY);
    control.online().unwrap();
    to.write_at(&[0; 4], 0).unwrap();

    assert_eq!(h2c.alignment().unwrap(), 1);
    assert_eq!(c2h.address_mode().unwrap(), xdma_rs::AddressMode::Incrementing);
    let info = control.info().unwrap();
    assert_eq!((info.id, info.driver_version), ((0x10EE, 0x903F), 2_020_202));
    assert_ne!(number::INFO, 0);
}

#[test]
fn registers_move_four_bytes() {
    let Some(cards) = Emulator::start(&[]) else { return };
    let device = Device::open(cards.path()).unwrap();
    let user = device.user().unwrap();
    assert_eq!(user.read(0).unwrap(), register::MAGIC_VALUE);
    user.write(register::SCRATCH.offset, 0x1234_5678).unwrap();
    assert_eq!(user.read(register::SCRATCH.offset).unwrap(), 0x1234_5678);

    let file = cards.open("xdma0_user");
    let mut many = [0xEE; 64];
    assert_eq!(file.read_at(&mut many, 0x10).unwrap(), 4);
    assert_eq!(many[..5], [0x78, 0x56, 0x34, 0x12, 0xEE]);
    assert_eq!(file.write_at(&[1; 4096], 0x10).unwrap(), 4);
    assert_eq!(user.read(0x10).unwrap(), 0x0101_0101);
    for offset in [1, 2, 0x13] {
        assert_eq!(errno(file.read_at(&mut [0; 4], offset)), EPROTO);
        assert_eq!(errno(file.write_at(&[0; 4], offset)), EPROTO);
    }
    // Card management, as its documentation has it.
    assert_eq!(user.read(0x4_0000 + 0x2_8000).unwrap(), 0x7473_6574);
    std::fs::write(cards.path().join("xdma0.sensors"), r#"{"fpga_temp": 91}"#).unwrap();
    assert_eq!(user.read(0x4_0000 + 0x2_8100).unwrap(), 91);
}

#[test]
fn mapped_registers_are_good_for_one_access() {
    let Some(cards) = Emulator::start(&[]) else { return };
    let device = Device::open(cards.path()).unwrap();
    let control = device.control().unwrap();
    let mapped = control.registers().map(0x1_0000).unwrap();
    assert_eq!(mapped.read(0).unwrap(), 0x1FC0_0006);
    assert_eq!(mapped.read(0x1000).unwrap(), 0x1FC1_0006);
    let user = device.user().unwrap();
    let stored = user.map(4096).unwrap();
    assert_eq!(stored.read(0).unwrap(), register::MAGIC_VALUE);
    stored.write(register::SCRATCH.offset, 0xABCD).unwrap();
    // What was stored reaches the card when the page is given back.
    drop(stored);
    assert_eq!(user.read(register::SCRATCH.offset).unwrap(), 0xABCD);
}

#[test]
fn events_are_counted_and_read_once() {
    let Some(cards) = Emulator::start(&[]) else { return };
    let device = Device::open(cards.path()).unwrap();
    let events = device.events(0).unwrap();
    let started = Instant::now();
    assert_eq!(events.wait(Duration::from_millis(100)).unwrap(), None);
    assert!(started.elapsed() >= Duration::from_millis(100));
    assert_eq!(errno(cards.open("xdma0_events_0").read_at(&mut [0; 8], 0)), EPROTO);

    // An acknowledge that differs from COMPLETED raises the line.
    let user = device.user().unwrap();
    user.write(register::INTR_ENABLE.offset, register::INTR_DONE).unwrap();
    let waiter = std::thread::spawn(move || events.wait(Duration::from_secs(10)));
    std::thread::sleep(Duration::from_millis(50));
    user.write(register::INTR_ACK.offset, 1).unwrap();
    assert_eq!(waiter.join().unwrap().unwrap(), Some(1));
    let reader = cards.open("xdma0_events_0");
    let blocked = std::thread::spawn(move || {
        let mut count = [0; 4];
        reader.read_at(&mut count, 0).map(|_| u32::from_le_bytes(count))
    });
    std::thread::sleep(Duration::from_millis(50));
    user.write(register::INTR_ACK.offset, 0).unwrap();
    user.write(register::INTR_ACK.offset, 1).unwrap();
    assert_eq!(blocked.join().unwrap().unwrap(), 1);
}

#[test]
fn no_rise_of_the_line_is_missed() {
    let Some(cards) = Emulator::start(&[]) else { return };
    let device = Device::open(cards.path()).unwrap();
    let user = device.user().unwrap();
    user.write(register::INTR_ENABLE.offset, register::INTR_DONE).unwrap();
    // Nothing else accesses the card while somebody waits, so nothing else finds a missed rise.
    for round in 0..300 {
        let events = device.events(0).unwrap();
        let waiter = std::thread::spawn(move || events.wait(Duration::from_secs(10)));
        std::thread::sleep(Duration::from_micros(round * 97 % 3000));
        user.write(register::INTR_ACK.offset, 0).unwrap();
        user.write(register::INTR_ACK.offset, 1).unwrap();
        assert_eq!(waiter.join().unwrap().unwrap(), Some(1), "round {round}");
    }
}

#[test]
fn a_blocked_event_read_ends_with_a_signal() {
    let Some(cards) = Emulator::start(&[]) else { return };
    let read = format!("if={}", cards.node("xdma0_events_3").display());
    let mut dd =
        Command::new("dd").args([&read, "bs=4", "count=1", "of=/dev/null"]).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(200));
    assert!(dd.try_wait().unwrap().is_none(), "the read blocks");
    dd.kill().unwrap();
    dd.wait().unwrap();
}

#[test]
fn dd_moves_bytes_at_offsets() {
    let Some(cards) = Emulator::start(&[]) else { return };
    let scratch = tempfile::tempdir().unwrap();
    let input = scratch.path().join("in");
    let bytes = pattern(3 * 4096);
    std::fs::write(&input, &bytes).unwrap();
    let dd = |file: String, more: &[&str]| {
        let out = Command::new("dd").arg(file).args(more).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        out.stdout
    };
    let to = format!("of={}", cards.node("xdma0_h2c_0").display());
    let from = format!("if={}", cards.node("xdma0_c2h_0").display());
    let input = format!("if={}", input.display());
    // In blocks, of the engine's memory; in bytes, of memory behind 64 GiB, at an odd address.
    dd(input.clone(), &[&to, "bs=4096", "seek=2", "conv=notrunc"]);
    assert!(dd(from.clone(), &["bs=4096", "skip=2", "count=3"]) == bytes);
    let offset = MEMORY + 513;
    dd(input, &[&to, "bs=8M", &format!("seek={offset}"), "oflag=seek_bytes", "conv=notrunc"]);
    let skip = format!("skip={offset}");
    assert!(dd(from, &["bs=12288", "count=1", &skip, "iflag=skip_bytes"]) == bytes);
}

/// Moves data of every size at an address, and does what nodes refuse.
const SCRIPT: &str = r"
import ctypes, errno, os, select, sys
d, base = sys.argv[1], int(sys.argv[2], 0)
node = lambda n: os.open(d + '/xdma0_' + n, os.O_RDWR)
h, c, u, e = node('h2c_0'), node('c2h_0'), node('user'), node('events_0')
data = bytes((i * 7 + base) % 251 for i in range(1 << 16)) * 128
for n in (1, 2, 3, 7, 4096, 4097, 1 << 20, (1 << 20) + 1, 8 << 20):
    assert os.pwrite(h, data[:n], base + 5) == n, n
    assert os.pread(c, n, base + 5) == data[:n], n
assert os.pread(u, 4, 0) == b'SPKL'
def refused(number, f, *a):
    try:
        f(*a)
    except OSError as x:
        assert x.errno == number, x
    else:
        sys.exit('no error')
refused(errno.EPROTO, os.pread, u, 4, 2)
refused(errno.EPROTO, os.pwrite, u, b'1234', 1)
refused(errno.EPROTO, os.pread, e, 8, 0)
refused(errno.EINVAL, os.lseek, c, -1, os.SEEK_SET)
refused(errno.EINVAL, os.pread, h, 4, 0)
refused(errno.EINVAL, os.pwrite, c, b'1234', 0)
refused(errno.EIO, os.pread, c, 64, 1 << 62)
# Card addresses that go round in an aperture: the driver takes the buffer from the caller's memory.
class Aperture(ctypes.Structure):
    _fields_ = [('address', ctypes.c_uint64), ('aperture', ctypes.c_uint), ('buffer', ctypes.c_ulong),
                ('length', ctypes.c_ulong), ('error', ctypes.c_int), ('done', ctypes.c_ulong)]
libc = ctypes.CDLL(None, use_errno=True)
def aperture(node, number, buffer, length, size):
    a = Aperture(base, size, ctypes.addressof(buffer), length, -1, 0)
    if libc.ioctl(node, ctypes.c_ulong(number), ctypes.byref(a)) < 0:
        raise OSError(ctypes.get_errno(), 'ioctl')
    return a.error, a.done
four = ctypes.create_string_buffer(data[:4000], 4000)
assert aperture(h, 0x40087108, four, 4000, 1000) == (0, 4000)
assert os.pread(c, 1000, base) == data[3000:4000]
back = ctypes.create_string_buffer(2500)
assert aperture(c, 0x40087107, back, 2500, 1000) == (0, 2500)
assert back.raw == (data[3000:4000] * 3)[:2500]
refused(errno.EINVAL, aperture, c, 0x40087108, four, 4000, 1000)
refused(errno.EINVAL, aperture, h, 0x40087108, four, 4000, 0)
p = select.poll()
p.register(e, select.POLLIN)
assert p.poll(50) == []
";

#[test]
fn python_uses_the_nodes_in_two_processes_at_once() {
    let Some(cards) = Emulator::start(&["--memory", "32"]) else { return };
    let start = |base: u64| {
        let mut python = Command::new("python3");
        python.args(["-c", SCRIPT]).arg(cards.path()).arg(base.to_string());
        python.stderr(Stdio::piped()).spawn()
    };
    let both: Result<Vec<_>, _> = [MEMORY, MEMORY + (16 << 20)].map(start).into_iter().collect();
    let both = match both {
        Ok(both) => both,
        Err(e) => return println!("SKIPPED: python3: {e}"),
    };
    for python in both {
        let out = python.wait_with_output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    }
}

#[test]
fn faults_strike_as_planned() {
    let Some(cards) = Emulator::start(&[]) else { return };
    let device = Device::open(cards.path()).unwrap();
    let control = device.control().unwrap();
    let inject = |plan: &str| std::fs::write(cards.path().join("xdma0.faults"), plan).unwrap();
    let (to, from) = (cards.open("xdma0_h2c_0"), cards.open("xdma0_c2h_0"));
    let data = pattern(1000);
    to.write_at(&data, 0).unwrap();
    let mut back = vec![0; 1000];

    inject(r#"{"faults": [{"kind": "timeout", "at": [0]}]}"#);
    assert_eq!(errno(from.read_at(&mut back, 0)), ETIMEDOUT);
    let busy: Vec<bool> =
        (0..4).map(|_| control.status(Direction::C2h, 0).unwrap().busy()).collect();
    assert_eq!(busy, [true, true, true, false]);
    assert_eq!(from.read_at(&mut back, 0).unwrap(), 1000);
    assert!(back == data);

    inject(r#"{"faults": [{"kind": "short_count", "at": [1]}]}"#);
    assert_eq!(from.read_at(&mut back, 0).unwrap(), 1000);
    assert_eq!(from.read_at(&mut back, 0).unwrap(), 500);

    inject(r#"{"seed": 5, "faults": [{"kind": "bit_flip", "at": [0]}]}"#);
    from.read_at(&mut back, 0).unwrap();
    let flips: u32 = back.iter().zip(&data).map(|(a, b)| (a ^ b).count_ones()).sum();
    assert_eq!(flips, 1);

    let user = device.user().unwrap();
    inject(r#"{"faults": [{"kind": "all_ones", "at": [0], "lasts": 2}]}"#);
    let magics = [0; 3].map(|_| user.read(0).unwrap());
    assert_eq!(magics, [u32::MAX, u32::MAX, register::MAGIC_VALUE]);

    user.write(register::SCRATCH.offset, 77).unwrap();
    inject(r#"{"faults": [{"kind": "dead_card", "at": [0], "lasts": 2}]}"#);
    assert_eq!(errno(from.read_at(&mut back, 0)), EIO);
    assert_eq!([0; 2].map(|_| user.read(0).unwrap()), [u32::MAX; 2]);
    assert_eq!(user.read(register::SCRATCH.offset).unwrap(), 0, "the card is a new one");
    let counts = std::fs::read_to_string(cards.path().join("xdma0.faults")).unwrap();
    assert_eq!(counts, "{\"dead_card\":1}\n");
}
