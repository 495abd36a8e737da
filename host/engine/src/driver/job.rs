//! A job: commands with their rows and staged tiles, and where their results go.

use std::ops::Range;
use std::sync::Arc;

use spikelm_regs::{Command, DataChecksum, Load, RECORD_BYTES, RowHeader, Run, row_bytes};

use super::layout::{Layout, Slot};
use super::run::{RunPlan, Sums};
use super::segments::Segment;
use super::tiles::{Stack, Tiled};

/// A batch of commands that goes down together, runs together and is read back together.
#[derive(Debug)]
pub(super) struct Job {
    slot: Slot,
    /// Bytes of its region that are not pinned.
    room: usize,
    /// Rows and tiles: whole words of input memory.
    data: Vec<u8>,
    /// Rows that are written with it and stay, and their addresses.
    pinned: Vec<(u64, Arc<Vec<u8>>)>,
    commands: Vec<Planned>,
    /// Bytes of results: whole words of result memory.
    result_bytes: usize,
}

/// A command of a job. Its addresses are offsets into the job's data and results until the job
/// starts.
#[derive(Debug)]
pub(super) struct Planned {
    command: Command,
    /// Of its rows or its tile.
    data_checksum: u32,
    /// RUN of pinned rows: they, and its source is an address.
    pinned: Option<Arc<Vec<u8>>>,
    /// RUN: what to make of the results.
    pub(super) sums: Option<Sums>,
}

impl Job {
    /// A job without commands, for `room` bytes of rows and tiles.
    pub(super) fn new(slot: Slot, room: usize) -> Job {
        let (data, pinned, commands) = (Vec::new(), Vec::new(), Vec::new());
        Job { slot, room, data, pinned, commands, result_bytes: 0 }
    }

    /// A job of the same room without commands.
    pub(super) fn empty(&self) -> Job {
        Job::new(self.slot, self.room)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.commands.is_empty()
    }

    pub(super) fn slot(&self) -> Slot {
        self.slot
    }

    pub(super) fn commands(&self) -> &[Planned] {
        &self.commands
    }

    /// Rows and tiles.
    pub(super) fn data(&self) -> &[u8] {
        &self.data
    }

    /// The transfers that bring its pinned rows down: one for neighbours.
    pub(super) fn pinned_writes(&self) -> Vec<(u64, Vec<u8>)> {
        let mut pinned = self.pinned.clone();
        pinned.sort_unstable_by_key(|(address, _)| *address);
        let mut writes: Vec<(u64, Vec<u8>)> = Vec::new();
        for (address, bytes) in pinned {
            match writes.last_mut() {
                Some((first, data)) if *first + data.len() as u64 == address => {
                    data.extend(&*bytes);
                }
                _ => writes.push((address, bytes.to_vec())),
            }
        }
        writes
    }

    /// Bytes of rows and tiles that still fit.
    pub(super) fn data_room(&self) -> usize {
        self.room - self.data.len()
    }

    /// Bytes of its region that are not pinned.
    pub(super) fn room(&self) -> usize {
        self.room
    }

    /// Gives it another room, of no less than its data.
    pub(super) fn resize(&mut self, room: usize) {
        self.room = room;
    }

    /// Bytes for results of one more command; `None` where not even its record fits.
    fn result_room(&self, layout: &Layout) -> Option<usize> {
        if self.commands.len() >= layout.job_commands() {
            return None;
        }
        let records = (self.commands.len() + 1) * RECORD_BYTES as usize;
        (layout.half_bytes() - records).checked_sub(self.result_bytes)
    }

    /// Weight rows of `row_bytes` bytes that one more LOAD takes: a multiple of the ports.
    pub(super) fn load_room(&self, layout: &Layout, row_bytes: usize) -> usize {
        if self.result_room(layout).is_none() {
            return 0;
        }
        let ports = layout.config.ports as usize;
        let most = layout.config.max_inputs() as usize;
        (self.data_room() / row_bytes).min(most) / ports * ports
    }

    /// Adds a LOAD of some rows of a stack, whose span stands at `weight_row`. They begin at a
    /// multiple of the ports, and are no more than [`Job::load_room`].
    pub(super) fn load(
        &mut self,
        layout: &Layout,
        tiled: &Tiled,
        stack: &Stack,
        rows: Range<usize>,
        weight_row: u32,
    ) {
        let load = Load {
            source: self.data.len() as u64,
            weight_row: weight_row + stack.weight_row + rows.start as u32 / layout.config.ports,
            row_bytes: stack.row_bytes as u32,
            rows: rows.len() as u32,
            weight_format: stack.weight_format,
        };
        let begin = self.data.len();
        tiled.stage(stack, rows, &mut self.data);
        let data_checksum = layout.checksum(&self.data[begin..]);
        let command = Command::Load(load);
        self.commands.push(Planned { command, data_checksum, pinned: None, sums: None });
    }

    /// Chains from `first` on that one more RUN takes.
    pub(super) fn run_room(&self, layout: &Layout, plan: &RunPlan<'_>, first: usize) -> usize {
        let Some(result_room) = self.result_room(layout) else { return 0 };
        let chain_bytes = plan.result_bytes(layout, 1);
        let usual = layout.job_result_bytes().saturating_sub(self.result_bytes) / chain_bytes;
        let least = usize::from(self.is_empty());
        let by_results = usual.max(least).min(result_room / chain_bytes);
        let most = by_results.min(plan.coded.chains() - first);
        let rows = self.data_room() / plan.row_bytes(layout);
        // The number of chains whose coded rows fit: it is monotone in the chains.
        let (mut fits, mut fails) = (0, most + 1);
        while fails - fits > 1 {
            let middle = fits.midpoint(fails);
            if plan.coded.chain_rows(first..first + middle).len() <= rows {
                fits = middle;
            } else {
                fails = middle;
            }
        }
        fits
    }

    /// Adds a RUN of chains, no more than [`Job::run_room`] of them.
    pub(super) fn run(&mut self, layout: &Layout, plan: &RunPlan<'_>, chains: Range<usize>) {
        let begin = self.data.len();
        plan.stage(layout, chains.clone(), &mut self.data);
        let data_checksum = layout.checksum(&self.data[begin..]);
        self.push_run(layout, plan, chains, begin as u64, data_checksum, None);
    }

    /// Bytes of the rows of its RUNs, once for every tile.
    pub(super) fn work(&self, layout: &Layout) -> usize {
        let run = |planned: &Planned| match planned.command {
            Command::Run(run) => {
                let row_bytes = row_bytes(&layout.config, run.inputs) as usize;
                run.rows as usize * row_bytes * usize::from(run.tiles)
            }
            Command::Load(_) => 0,
        };
        self.commands.iter().map(run).sum()
    }

    /// Whether a RUN of a segment fits, with its rows among the data where they are not pinned.
    pub(super) fn takes(&self, layout: &Layout, plan: &RunPlan<'_>, segment: &Segment) -> bool {
        let data = if segment.address.is_some() { 0 } else { segment.bytes.len() };
        self.takes_results(layout, plan, segment.chains.len()) && data <= self.data_room()
    }

    /// Whether the results of a RUN of so many chains fit.
    pub(super) fn takes_results(&self, layout: &Layout, plan: &RunPlan<'_>, chains: usize) -> bool {
        let results = plan.result_bytes(layout, chains);
        self.result_room(layout).is_some_and(|room| results <= room)
    }

    /// Adds a RUN of a segment that it takes.
    pub(super) fn run_segment(&mut self, layout: &Layout, plan: &RunPlan<'_>, segment: &Segment) {
        let (source, pinned) = match segment.address {
            Some(address) => (address, Some(segment.bytes.clone())),
            None => {
                let begin = self.data.len();
                self.data.extend(&*segment.bytes);
                (begin as u64, None)
            }
        };
        self.push_run(layout, plan, segment.chains.clone(), source, segment.checksum, pinned);
    }

    /// Rows that were pinned at an address go down with this job.
    pub(super) fn bring(&mut self, address: u64, rows: Arc<Vec<u8>>) {
        self.pinned.push((address, rows));
    }

    fn push_run(
        &mut self,
        layout: &Layout,
        plan: &RunPlan<'_>,
        chains: Range<usize>,
        source: u64,
        data_checksum: u32,
        pinned: Option<Arc<Vec<u8>>>,
    ) {
        let bytes = plan.result_bytes(layout, chains.len());
        let (command, sums) = plan.command(layout, chains, source, self.result_bytes);
        self.result_bytes += bytes;
        self.commands.push(Planned { command, data_checksum, pinned, sums: Some(sums) });
    }

    /// The checksum of a command's results, `bytes` being those of the job: what its record says,
    /// unless one of them was damaged on its way. `None` for a LOAD.
    pub(super) fn result_checksum(
        &self,
        layout: &Layout,
        planned: &Planned,
        bytes: &[u8],
    ) -> Option<u32> {
        let Command::Run(run) = planned.command else { return None };
        let config = &layout.config;
        let word_bytes = config.result_word_bytes() as usize;
        let tile_words = |columns| run.result_format.words(config, columns) as usize;
        let rows = match &planned.pinned {
            Some(rows) => rows,
            None => &self.data[run.source as usize..],
        };
        let rows = rows.chunks_exact(row_bytes(config, run.inputs) as usize);
        let mut sum = DataChecksum::new(config.result_word_bytes());
        for tile in 0..run.tiles {
            let last = tile + 1 == run.tiles;
            let columns = if last { run.last_columns.into() } else { config.lanes };
            let length = tile_words(columns) * word_bytes;
            let first = usize::from(tile) * tile_words(config.lanes);
            for row in rows.clone().take(run.rows as usize) {
                let header = row.first_chunk().map(|b| RowHeader::decode(u64::from_le_bytes(*b)));
                let Some(Ok(header)) = header else { continue };
                if !header.quiet {
                    let word = first + header.destination as usize;
                    let at = run.destination as usize + word * word_bytes;
                    sum.update(&bytes[at..at + length]);
                }
            }
        }
        Some(sum.value())
    }

    /// Offset of the records behind the results.
    pub(super) fn records(&self) -> usize {
        self.result_bytes.next_multiple_of(RECORD_BYTES as usize)
    }

    /// Bytes to read back: results and records.
    pub(super) fn read_bytes(&self) -> usize {
        self.records() + self.commands.len() * RECORD_BYTES as usize
    }

    /// Address of the job's data.
    pub(super) fn data_address(&self, layout: &Layout) -> u64 {
        match self.slot {
            Slot::A => layout.map.ring_end,
            Slot::B => layout.map.ring - self.data.len() as u64,
        }
    }

    /// The commands as they stand in the ring, from ring index `first` on.
    pub(super) fn encode(&self, layout: &Layout, first: u32) -> Vec<[u8; 64]> {
        let data = self.data_address(layout);
        let half = layout.half(self.slot);
        let mut record = half + self.records() as u64;
        let mut entries = Vec::with_capacity(self.commands.len());
        for (planned, i) in self.commands.iter().zip(0_u32..) {
            let command = match planned.command {
                Command::Load(load) => Command::Load(Load { source: data + load.source, ..load }),
                Command::Run(run) => Command::Run(Run {
                    source: if planned.pinned.is_some() { run.source } else { data + run.source },
                    destination: half + run.destination,
                    ..run
                }),
            };
            let mut entry = [0; 64];
            let words = command.encode(first.wrapping_add(i), record, planned.data_checksum);
            for (bytes, word) in entry.chunks_exact_mut(4).zip(words) {
                bytes.copy_from_slice(&word.to_le_bytes());
            }
            entries.push(entry);
            record += u64::from(RECORD_BYTES);
        }
        entries
    }
}

impl Planned {
    /// The command and its sizes, for messages.
    pub(super) fn describe(&self) -> String {
        match self.command {
            Command::Load(l) => {
                format!(
                    "LOAD of {} weight rows of {} bytes to row {}",
                    l.rows, l.row_bytes, l.weight_row
                )
            }
            Command::Run(r) => format!(
                "RUN of {} rows, {} inputs, {} tiles at weight row {}",
                r.rows, r.inputs, r.tiles, r.weight_row
            ),
        }
    }
}
