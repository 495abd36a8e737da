//! Cards made of plain files and directories: what of the driver's behaviour a file shares.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use xdma_rs::{Buffer, Device, Driver, Error, MAX_TRANSFER, Operation, Queue, driver_in, list};

const ENOTTY: i32 = 25;
const ESPIPE: i32 = 29;

/// The nodes of a card as files of `size` bytes.
fn card(directory: &Path, name: &str, size: u64) {
    for node in ["h2c_0", "c2h_0", "user", "control", "events_0", "events_15"] {
        let file = fs::File::create(directory.join(format!("{name}_{node}"))).unwrap();
        file.set_len(size).unwrap();
    }
}

#[test]
fn cards_are_found_by_their_nodes() {
    let dir = tempfile::tempdir().unwrap();
    card(dir.path(), "xdma10", 0);
    card(dir.path(), "xdma2", 0);
    for other in ["xdma", "xdma3", "xdma4_", "xdmax_user", "xdma5_bypass", "null"] {
        fs::write(dir.path().join(other), "").unwrap();
    }
    let cards = list(dir.path()).unwrap();
    let names: Vec<&str> = cards.iter().map(Device::name).collect();
    assert_eq!(names, ["xdma2", "xdma10"]);
    assert_eq!(cards[0].event_numbers, [0, 15]);
    assert_eq!((&cards[0].h2c_channels[..], &cards[0].c2h_channels[..]), (&[0][..], &[0][..]));

    assert_eq!(Device::open(dir.path().join("xdma10")).unwrap(), cards[1]);
    let refused = Device::open(dir.path().join("xdma7")).unwrap_err().to_string();
    assert!(refused.contains("no XDMA card `xdma7`; there is xdma2, xdma10"), "{refused}");
    let refused = Device::open(dir.path()).unwrap_err().to_string();
    assert!(refused.contains("name one of"), "{refused}");

    let empty = tempfile::tempdir().unwrap();
    let refused = Device::open(empty.path()).unwrap_err().to_string();
    assert!(refused.contains("driver"), "{refused}");
}

#[test]
fn drivers_are_told_apart_by_their_bus() {
    let sys = tempfile::tempdir().unwrap();
    assert_eq!(driver_in(sys.path()), Driver::Absent);
    fs::create_dir_all(sys.path().join("bus/platform/drivers/xdma")).unwrap();
    assert_eq!(driver_in(sys.path()), Driver::InTree);
    assert!(driver_in(sys.path()).remedy().contains("override xdma * xdma"));
    fs::create_dir_all(sys.path().join("bus/pci/drivers/xdma")).unwrap();
    assert_eq!(driver_in(sys.path()), Driver::Vendor { version: None });
    fs::create_dir_all(sys.path().join("module/xdma")).unwrap();
    fs::write(sys.path().join("module/xdma/version"), "2020.2.2\n").unwrap();
    assert_eq!(driver_in(sys.path()), Driver::Vendor { version: Some("2020.2.2".into()) });
}

#[test]
fn the_pci_device_is_read_from_sysfs() {
    let sys = tempfile::tempdir().unwrap();
    let pci = sys.path().join("devices/pci0000:00/0000:01:00.0");
    fs::create_dir_all(&pci).unwrap();
    for (file, text) in [
        ("vendor", "0x10ee\n"),
        ("device", "0x903f\n"),
        ("current_link_speed", "8.0 GT/s PCIe\n"),
        ("current_link_width", "4\n"),
        ("max_link_speed", "8.0 GT/s PCIe\n"),
        ("max_link_width", "16\n"),
    ] {
        fs::write(pci.join(file), text).unwrap();
    }
    let class = sys.path().join("class/xdma/xdma0_user");
    fs::create_dir_all(&class).unwrap();
    symlink(&pci, class.join("device")).unwrap();

    let dir = tempfile::tempdir().unwrap();
    card(dir.path(), "xdma0", 0);
    let device = Device::open(dir.path()).unwrap();
    let found = device.pci_in(sys.path()).unwrap();
    assert_eq!((found.address.as_str(), found.id), ("0000:01:00.0", (0x10EE, 0x903F)));
    let link = found.link.unwrap();
    assert_eq!((link.to_string().as_str(), link.generation()), ("8.0 GT/s PCIe x4", Some(3)));
    assert_eq!(found.max_link.unwrap().width, 16);
}

#[test]
fn transfers_split_and_count() {
    let dir = tempfile::tempdir().unwrap();
    card(dir.path(), "xdma0", 0);
    // One file is both channels.
    fs::remove_file(dir.path().join("xdma0_c2h_0")).unwrap();
    symlink(dir.path().join("xdma0_h2c_0"), dir.path().join("xdma0_c2h_0")).unwrap();
    let device = Device::open(dir.path()).unwrap();
    let (h2c, c2h) = (device.h2c(0).unwrap(), device.c2h(0).unwrap());

    let length = MAX_TRANSFER + 5;
    let mut out = Buffer::new(length).unwrap();
    for (i, b) in out.as_mut_slice().iter_mut().enumerate() {
        *b = (i % 251) as u8;
    }
    h2c.write_at(&out, 3).unwrap();
    let mut back = Buffer::new(length).unwrap();
    c2h.read_at(&mut back, 3).unwrap();
    assert!(back.as_slice() == out.as_slice());

    match c2h.read_at(&mut back, 10) {
        Err(Error::Short { operation: Operation::DmaRead, address: 10, done, .. }) => {
            assert_eq!(done, length - 7);
        }
        other => panic!("{other:?}"),
    }
    let refused = c2h.read_at(&mut back, u64::MAX - 2).unwrap_err().to_string();
    assert!(refused.contains("63 bits"), "{refused}");
    // A file knows none of the ioctls.
    assert_eq!(h2c.alignment().unwrap_err().errno(), Some(ENOTTY));
}

#[test]
fn queued_transfers_run_in_order_and_return_their_bytes() {
    let dir = tempfile::tempdir().unwrap();
    card(dir.path(), "xdma0", 1 << 16);
    fs::remove_file(dir.path().join("xdma0_c2h_0")).unwrap();
    symlink(dir.path().join("xdma0_h2c_0"), dir.path().join("xdma0_c2h_0")).unwrap();
    let device = Device::open(dir.path()).unwrap();
    let writes = Queue::new(device.h2c(0).unwrap()).unwrap();
    let reads = Queue::new(device.c2h(0).unwrap()).unwrap();
    let second = Duration::from_secs(10);

    let tickets: Vec<_> = (0..100_u8).map(|i| writes.start(u64::from(i), vec![i; 300])).collect();
    for (i, ticket) in tickets.iter().enumerate() {
        assert_eq!(writes.wait(*ticket, second).unwrap(), vec![i as u8; 300]);
    }
    let read = reads.start(0, vec![0xFF; 400]);
    let bytes = reads.wait(read, second).unwrap();
    let expected: Vec<u8> = (0..400_usize).map(|i| i.min(99) as u8).collect();
    assert_eq!(&bytes[..399], &expected[..399]);

    let twice = reads.wait(read, second).unwrap_err().to_string();
    assert!(twice.contains("not under way"), "{twice}");
    // A read behind the end of the file is short: the buffer may be in use, until the (idle)
    // engine of the control file says otherwise.
    let short = reads.start(1 << 16, vec![0; 8]);
    assert!(matches!(reads.wait(short, second), Err(Error::Short { done: 0, .. })));
    assert_eq!(reads.quarantined(), 1);
    fs::write(dir.path().join("xdma0_control"), vec![0xFF; 0x2000]).unwrap();
    let control = device.control().unwrap();
    assert!(!reads.release(&control).unwrap(), "a busy engine keeps its buffers");
    fs::write(dir.path().join("xdma0_control"), vec![0; 0x2000]).unwrap();
    assert!(reads.release(&control).unwrap());
    assert_eq!(reads.quarantined(), 0);
}

#[test]
fn abandoned_transfers_are_forgotten() {
    let dir = tempfile::tempdir().unwrap();
    card(dir.path(), "xdma0", 0);
    let device = Device::open(dir.path()).unwrap();
    let writes = Queue::new(device.h2c(0).unwrap()).unwrap();
    let ticket = writes.start(0, vec![1; 8]);
    assert!(writes.abandon(Duration::from_secs(10)));
    let void = writes.wait(ticket, Duration::from_secs(1)).unwrap_err().to_string();
    assert!(void.contains("not under way"), "{void}");
    assert_eq!((writes.pending(), writes.quarantined()), (0, 0));
    // The queue goes on.
    let next = writes.start(0, vec![2; 8]);
    writes.wait(next, Duration::from_secs(10)).unwrap();
    assert_eq!(fs::read(device.node("h2c_0")).unwrap(), [2; 8]);
}

#[test]
fn events_have_a_deadline() {
    let dir = tempfile::tempdir().unwrap();
    card(dir.path(), "xdma0", 0);
    let device = Device::open(dir.path()).unwrap();
    // A FIFO that is open for both directions is readable when bytes are in it, as an event node
    // is when events were counted; but it has no offsets, and `pread` is refused.
    fs::remove_file(device.node("events_0")).unwrap();
    let made = Command::new("mkfifo").arg(device.node("events_0")).status().unwrap();
    assert!(made.success());
    let events = device.events(0).unwrap();
    let started = Instant::now();
    assert_eq!(events.wait(Duration::from_millis(50)).unwrap(), None);
    assert!(started.elapsed() >= Duration::from_millis(50));
    fs::write(device.node("events_0"), [1, 0, 0, 0]).unwrap();
    let refused = events.wait(Duration::from_secs(10)).unwrap_err();
    assert_eq!(refused.errno(), Some(ESPIPE), "{refused}");
    // A file is always readable.
    fs::write(device.node("events_15"), [3, 0, 0, 0]).unwrap();
    assert_eq!(device.events(15).unwrap().wait(Duration::ZERO).unwrap(), Some(3));
}

#[test]
fn registers_are_words_at_offsets() {
    let dir = tempfile::tempdir().unwrap();
    card(dir.path(), "xdma0", 4096);
    let device = Device::open(dir.path()).unwrap();
    let user = device.user().unwrap();
    user.write(0x10, 0x1234_5678).unwrap();
    assert_eq!(user.read(0x10).unwrap(), 0x1234_5678);
    assert_eq!(fs::read(device.node("user")).unwrap()[0x10..0x14], [0x78, 0x56, 0x34, 0x12]);
    assert!(matches!(user.read(0x1000), Err(Error::Short { done: 0, .. })));

    let mapped = user.map(4096).unwrap();
    assert_eq!(mapped.read(0x10).unwrap(), 0x1234_5678);
    mapped.write(0xFFC, 7).unwrap();
    assert_eq!(user.read(0xFFC).unwrap(), 7);
    for outside in [0x1000, 0xFFE, u32::MAX] {
        assert!(matches!(mapped.read(outside), Err(Error::Usage { .. })), "{outside:#x}");
        assert!(mapped.write(outside, 0).is_err());
    }
}
