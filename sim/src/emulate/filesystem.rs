//! The nodes as files: what each call of the kernel means.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use fuser::{
    BsdFileFlags, Errno, FileAttr, FileHandle, FileType, Filesystem, FopenFlags, Generation,
    INodeNo, InitFlags, IoctlFlags, KernelConfig, LockOwner, OpenFlags, PollEvents, PollFlags,
    PollNotifier, ReplyAttr, ReplyData, ReplyDirectory, ReplyEmpty, ReplyEntry, ReplyIoctl,
    ReplyOpen, ReplyPoll, ReplyWrite, ReplyXattr, Request, TimeOrNow, WriteFlags,
};
use xdma_rs::number;

use super::board::Board;
use super::node::{Node, Table};
use super::pages::Pages;
use super::{aperture, ioctl};
use crate::fault::FaultPlan;

/// How long the kernel may believe what it was told of a file.
const TTL: Duration = Duration::from_secs(1);
/// Largest request; a longer transfer comes in several.
const MAX_REQUEST: u32 = 1 << 20;

/// The directory of some cards.
pub(super) struct Files {
    boards: Vec<Arc<Board>>,
    table: Table,
    owner: (u32, u32),
    started: SystemTime,
    pages: Pages,
}

impl Files {
    pub(super) fn new(boards: Vec<Arc<Board>>, owner: (u32, u32)) -> Files {
        let table = Table::new(boards.len());
        let started = SystemTime::now();
        Files { boards, table, owner, started, pages: Pages::default() }
    }

    fn node(&self, inode: INodeNo) -> Result<(usize, &Board, Node), Errno> {
        let (card, node) = self.table.node(inode).ok_or(Errno::ENOENT)?;
        Ok((card, self.boards.get(card).ok_or(Errno::ENOENT)?, node))
    }

    fn attributes(&self, inode: INodeNo, node: Option<Node>) -> FileAttr {
        let (kind, perm, nlink) = match node {
            None => (FileType::Directory, 0o755, 2),
            Some(_) => (FileType::RegularFile, 0o600, 1),
        };
        FileAttr {
            ino: inode,
            size: node.map_or(0, Node::size),
            blocks: 0,
            atime: self.started,
            mtime: self.started,
            ctime: self.started,
            crtime: self.started,
            kind,
            perm,
            nlink,
            uid: self.owner.0,
            gid: self.owner.1,
            rdev: 0,
            blksize: 4096,
            flags: 0,
        }
    }

    fn stat(&self, inode: INodeNo) -> Result<FileAttr, Errno> {
        if inode == INodeNo::ROOT {
            return Ok(self.attributes(inode, None));
        }
        let (_, _, node) = self.node(inode)?;
        Ok(self.attributes(inode, Some(node)))
    }
}

/// Text of the emulator's own files from `offset` on.
fn text(value: &impl serde::Serialize, offset: u64) -> Result<Vec<u8>, Errno> {
    let text = serde_json::to_string(value).map_err(|_| Errno::EIO)? + "\n";
    let from = usize::try_from(offset).unwrap_or(usize::MAX).min(text.len());
    Ok(text.as_bytes()[from..].to_vec())
}

fn parse<T: serde::de::DeserializeOwned>(data: &[u8]) -> Result<T, Errno> {
    serde_json::from_slice(data).map_err(|e| {
        log::warn!("refused: {e}");
        Errno::EINVAL
    })
}

impl Filesystem for Files {
    fn init(&mut self, _: &Request, config: &mut KernelConfig) -> std::io::Result<()> {
        // Each of these has a fallback: smaller requests, no mapping of registers.
        let _ = config.set_max_write(MAX_REQUEST);
        let _ = config.set_max_readahead(4096);
        if config.add_capabilities(InitFlags::FUSE_DIRECT_IO_ALLOW_MMAP).is_err() {
            log::warn!("this kernel does not let programs map the registers");
        }
        Ok(())
    }

    fn lookup(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEntry) {
        let found = name.to_str().filter(|_| parent == INodeNo::ROOT);
        match found.and_then(|name| self.table.find(name)) {
            Some((inode, node)) => {
                reply.entry(&TTL, &self.attributes(inode, Some(node)), Generation(0));
            }
            None => reply.error(Errno::ENOENT),
        }
    }

    fn getattr(&self, _: &Request, inode: INodeNo, _: Option<FileHandle>, reply: ReplyAttr) {
        match self.stat(inode) {
            Ok(attributes) => reply.attr(&TTL, &attributes),
            Err(e) => reply.error(e),
        }
    }

    // A device node has no size: opening it with O_TRUNC and truncating it do nothing.
    fn setattr(
        &self,
        _: &Request,
        inode: INodeNo,
        _: Option<u32>,
        _: Option<u32>,
        _: Option<u32>,
        _: Option<u64>,
        _: Option<TimeOrNow>,
        _: Option<TimeOrNow>,
        _: Option<SystemTime>,
        _: Option<FileHandle>,
        _: Option<SystemTime>,
        _: Option<SystemTime>,
        _: Option<SystemTime>,
        _: Option<BsdFileFlags>,
        reply: ReplyAttr,
    ) {
        match self.stat(inode) {
            Ok(attributes) => reply.attr(&TTL, &attributes),
            Err(e) => reply.error(e),
        }
    }

    fn readdir(
        &self,
        _: &Request,
        inode: INodeNo,
        _: FileHandle,
        offset: u64,
        mut reply: ReplyDirectory,
    ) {
        if inode != INodeNo::ROOT {
            return reply.error(Errno::ENOTDIR);
        }
        let dots = [".", ".."].map(|name| (INodeNo::ROOT, FileType::Directory, name));
        let files = self.table.entries().map(|(i, name)| (i, FileType::RegularFile, name));
        let all = dots.into_iter().chain(files).zip(1_u64..);
        for ((inode, kind, name), next) in all.skip(usize::try_from(offset).unwrap_or(usize::MAX)) {
            if reply.add(inode, next, kind, name) {
                break;
            }
        }
        reply.ok();
    }

    fn open(&self, _: &Request, inode: INodeNo, _: OpenFlags, reply: ReplyOpen) {
        match self.node(inode) {
            Ok((_, _, Node::H2c)) => reply.opened(
                FileHandle(0),
                FopenFlags::FOPEN_DIRECT_IO | FopenFlags::FOPEN_PARALLEL_DIRECT_WRITES,
            ),
            Ok(_) => reply.opened(FileHandle(0), FopenFlags::FOPEN_DIRECT_IO),
            Err(e) => reply.error(e),
        }
    }

    fn read(
        &self,
        request: &Request,
        inode: INodeNo,
        _: FileHandle,
        offset: u64,
        size: u32,
        _: OpenFlags,
        lock_owner: Option<LockOwner>,
        reply: ReplyData,
    ) {
        let (card, board, node) = match self.node(inode) {
            Ok(found) => found,
            Err(e) => return reply.error(e),
        };
        let bytes = match node {
            // A read of the page cache has no lock owner: somebody has mapped the file.
            _ if lock_owner.is_none() => self.pages.read(card, board, node, offset, size),
            Node::C2h => board.read(offset, size as usize),
            Node::H2c => Err(Errno::EINVAL),
            Node::User | Node::Control if !offset.is_multiple_of(4) => Err(Errno::EPROTO),
            Node::User | Node::Control => {
                let mut word = board.read_word(node, offset, false).to_le_bytes().to_vec();
                word.truncate(size as usize);
                Ok(word)
            }
            Node::Event(_) if size != 4 || !offset.is_multiple_of(4) => Err(Errno::EPROTO),
            Node::Event(event) => {
                board.events().read(event, request.pid(), reply);
                return board.attend();
            }
            Node::Faults => text(&board.state().injector.counts(), offset),
            Node::Sensors => text(&board.state().cms.sensors(), offset),
        };
        match bytes {
            Ok(bytes) => reply.data(&bytes[..bytes.len().min(size as usize)]),
            Err(e) => reply.error(e),
        }
    }

    fn write(
        &self,
        _: &Request,
        inode: INodeNo,
        _: FileHandle,
        offset: u64,
        data: &[u8],
        write_flags: WriteFlags,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyWrite,
    ) {
        let (card, board, node) = match self.node(inode) {
            Ok(found) => found,
            Err(e) => return reply.error(e),
        };
        let written = match node {
            _ if write_flags.contains(WriteFlags::FUSE_WRITE_CACHE) => {
                self.pages.write(card, board, node, offset, data).map(|()| data.len())
            }
            Node::H2c => board.write(offset, data),
            Node::C2h | Node::Event(_) => Err(Errno::EINVAL),
            Node::User | Node::Control if !offset.is_multiple_of(4) => Err(Errno::EPROTO),
            Node::User | Node::Control => {
                // The driver reads four bytes, however few the program meant.
                let mut word = [0; 4];
                let count = data.len().min(4);
                word[..count].copy_from_slice(&data[..count]);
                board.write_word(node, offset, u32::from_le_bytes(word));
                Ok(count)
            }
            Node::Faults => parse::<FaultPlan>(data).map(|plan| {
                board.state().injector.set_plan(&plan);
                data.len()
            }),
            Node::Sensors => parse::<BTreeMap<String, u32>>(data).and_then(|values| {
                let set = board.state().cms.set(&values);
                set.map(|()| data.len()).map_err(|_| Errno::EINVAL)
            }),
        };
        match written {
            Ok(count) => reply.written(count as u32),
            Err(e) => reply.error(e),
        }
    }

    fn flush(&self, _: &Request, _: INodeNo, _: FileHandle, _: LockOwner, reply: ReplyEmpty) {
        reply.ok();
    }

    fn fsync(&self, _: &Request, _: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        reply.ok();
    }

    // Asked before every write, as long as the answer is another one.
    fn getxattr(&self, _: &Request, _: INodeNo, _: &OsStr, _: u32, reply: ReplyXattr) {
        reply.error(Errno::ENOSYS);
    }

    fn ioctl(
        &self,
        request: &Request,
        inode: INodeNo,
        _: FileHandle,
        _: IoctlFlags,
        number: u32,
        argument: &[u8],
        _: u32,
        reply: ReplyIoctl,
    ) {
        let result = self.node(inode).and_then(|(card, board, node)| match (node, number) {
            (Node::H2c | Node::C2h, number::APERTURE_R | number::APERTURE_W) => {
                aperture::transfer(board, node, number, request.pid())
            }
            _ => ioctl::answer(card, &mut board.state(), node, number, argument),
        });
        match result {
            Ok(bytes) => reply.ioctl(0, &bytes),
            Err(e) => reply.error(e),
        }
    }

    fn poll(
        &self,
        _: &Request,
        inode: INodeNo,
        _: FileHandle,
        notifier: PollNotifier,
        events: PollEvents,
        flags: PollFlags,
        reply: ReplyPoll,
    ) {
        match self.node(inode) {
            Ok((_, board, Node::Event(event))) => {
                let wanted = flags.contains(PollFlags::FUSE_POLL_SCHEDULE_NOTIFY);
                let ready = board.events().poll(event, wanted.then_some(notifier));
                let readable = PollEvents::POLLIN | PollEvents::POLLRDNORM;
                reply.poll(if ready { readable } else { PollEvents::empty() });
                board.attend();
            }
            // Without a poll of its own a node is always ready.
            Ok(_) => reply.poll(
                events
                    & (PollEvents::POLLIN
                        | PollEvents::POLLRDNORM
                        | PollEvents::POLLOUT
                        | PollEvents::POLLWRNORM),
            ),
            Err(e) => reply.error(e),
        }
    }
}
