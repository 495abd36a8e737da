//! A job: commands with their rows and staged tiles, and where their results go.

use std::ops::Range;

use spikelm_regs::{
    Command, DataChecksum, Load, RECORD_BYTES, ResultFormat, RowHeader, Run, SLOT_BYTES,
    data_checksum, row_bytes,
};

use super::layout::{Layout, Slot};
use super::loading::SpanRef;
use super::residency::SpanKey;
use super::tiles::{Span, Stack, Tiled};
use crate::ProductKind;
use crate::coding::CodedRows;

/// A batch of commands that goes down together, runs together and is read back together.
#[derive(Debug)]
pub(super) struct Job {
    slot: Slot,
    /// Rows and tiles: whole words of input memory.
    data: Vec<u8>,
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
    /// RUN: what to make of the results.
    pub(super) sums: Option<Sums>,
}

/// The results of a RUN: `rows` rows by some columns of a product.
#[derive(Debug, Clone)]
pub(super) struct Sums {
    pub(super) target: Target,
    /// Which of the product's spans.
    pub(super) span: usize,
    /// First row of the product.
    pub(super) first_row: usize,
    pub(super) rows: usize,
    /// Columns of the product.
    pub(super) columns: Range<usize>,
    /// Byte offset of the first row in the job's results.
    pub(super) offset: usize,
    /// Bytes from one row to the next.
    pub(super) stride: usize,
    pub(super) format: ResultFormat,
    /// Bits by which the results are shifted to the left.
    pub(super) shift: u32,
}

/// The product that results belong to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    pub(super) ticket: u64,
    pub(super) product: usize,
    pub(super) kind: ProductKind,
}

/// Chains of coded rows and the span that they meet.
pub(super) struct RunPlan<'a> {
    pub(super) target: Target,
    /// The span's name, if its weights stay on the card, and which of those come next.
    pub(super) kept: Option<SpanKey>,
    pub(super) upcoming: &'a [SpanRef],
    /// The span, and which of the product's it is.
    pub(super) span: &'a Span,
    pub(super) index: usize,
    pub(super) weight_row: u32,
    pub(super) coded: &'a CodedRows,
    /// Rows of a chain.
    pub(super) chain: usize,
}

impl RunPlan<'_> {
    /// Bytes of the chains from `first` on.
    pub(super) fn bytes(&self, layout: &Layout, first: usize) -> usize {
        self.coded.chain_rows(first..self.coded.chains()).len() * self.row_bytes(layout)
    }

    fn row_bytes(&self, layout: &Layout) -> usize {
        row_bytes(&layout.config, self.span.inputs.len() as u32) as usize
    }

    fn result_stride(&self, layout: &Layout) -> usize {
        (self.span.result_words(&layout.config) * layout.config.result_word_bytes()) as usize
    }
}

impl Job {
    /// A job without commands.
    pub(super) fn new(slot: Slot) -> Job {
        Job { slot, data: Vec::new(), commands: Vec::new(), result_bytes: 0 }
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

    /// Bytes of rows and tiles that still fit.
    pub(super) fn data_room(&self, layout: &Layout) -> usize {
        layout.region_bytes() - self.data.len()
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
        (self.data_room(layout) / row_bytes).min(most) / ports * ports
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
        tiled.stage(stack, rows, &mut self.data);
        self.push(layout, Command::Load(load), load.source, None);
    }

    /// Chains from `first` on that one more RUN takes.
    pub(super) fn run_room(&self, layout: &Layout, plan: &RunPlan<'_>, first: usize) -> usize {
        let Some(result_room) = self.result_room(layout) else { return 0 };
        let by_results = result_room / (plan.chain * plan.result_stride(layout));
        let most = by_results.min(plan.coded.chains() - first);
        let rows = self.data_room(layout) / plan.row_bytes(layout);
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
        let config = &layout.config;
        let stride_words = plan.span.result_words(config);
        let rows = chains.len() * plan.chain;
        let first_row = chains.start * plan.chain;
        let sums = Sums {
            target: plan.target,
            span: plan.index,
            first_row,
            rows,
            columns: plan.span.columns.clone(),
            offset: self.result_bytes,
            stride: plan.result_stride(layout),
            format: plan.span.format,
            shift: plan.span.weight_format.result_shift(),
        };
        let coded = plan.coded.chain_rows(chains);
        let run = Run {
            source: self.data.len() as u64,
            destination: self.result_bytes as u64,
            weight_row: plan.weight_row,
            rows: coded.len() as u32,
            inputs: plan.span.inputs.len() as u32,
            tiles: plan.span.tiles,
            last_columns: plan.span.last_columns(config),
            result_bytes: (rows * sums.stride) as u32,
            result_format: plan.span.format,
            weight_format: plan.span.weight_format,
        };
        self.result_bytes += rows * sums.stride;
        let row_bytes = plan.row_bytes(layout);
        let words = plan.span.words();
        self.data.reserve(coded.len() * row_bytes);
        for index in coded {
            let row = plan.coded.rows()[index];
            let header = RowHeader {
                hold: row.hold,
                quiet: row.quiet,
                events: plan.coded.events_in(index, words.clone()) as u16,
                destination: (row.row - first_row) as u32 * stride_words,
            };
            let end = self.data.len() + row_bytes;
            self.data.extend(header.encode().to_le_bytes());
            self.data.extend([0; SLOT_BYTES as usize / 2]);
            for [fired, sign] in &plan.coded.slots(index)[words.clone()] {
                self.data.extend(fired.to_le_bytes());
                self.data.extend(sign.to_le_bytes());
            }
            self.data.resize(end, 0);
        }
        self.push(layout, Command::Run(run), run.source, Some(sums));
    }

    /// Adds a command whose rows or tile stand from `source` to the end of the data.
    fn push(&mut self, layout: &Layout, command: Command, source: u64, sums: Option<Sums>) {
        let data = &self.data[source as usize..];
        let data_checksum = data_checksum(layout.config.input_word_bytes(), data);
        self.commands.push(Planned { command, data_checksum, sums });
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
        let rows = &self.data[run.source as usize..];
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
                    source: data + run.source,
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
