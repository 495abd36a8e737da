//! LOAD and RUN, word for word.

use spikelm_regs::{
    AddressMap, DataChecksum, EngineConfig, Load, ResultFormat, RowHeader, Run, SLOT_BYTES,
    SLOT_INPUTS, Status, WeightFormat, data_checksum, row_bytes,
};

use super::State;

/// What a command has done, whether or not it ended well.
#[derive(Debug, Default)]
pub(super) struct Work {
    /// Nominal busy cycles.
    pub(super) busy: u64,
    /// Nominal cycles of a LOAD: one per word.
    pub(super) load: u64,
    /// Events that entered the lanes.
    pub(super) events: u64,
    /// Result rows written, one per row and tile.
    pub(super) result_rows: u64,
    /// Weight rows written.
    pub(super) weight_rows: u64,
    /// RUN: checksum of the results.
    pub(super) result_checksum: u32,
}

fn word(bytes: &[u8], at: usize) -> u64 {
    bytes[at..].first_chunk().map_or(0, |b| u64::from_le_bytes(*b))
}

impl State {
    /// Copies a staged tile into weight RAM. The command has passed all checks.
    ///
    /// # Errors
    /// [`Status::DataChecksum`] when the tile is not what the command says.
    pub(super) fn load(
        &mut self,
        config: &EngineConfig,
        map: &AddressMap,
        load: &Load,
        data_checksum: u32,
        work: &mut Work,
    ) -> Result<(), Status> {
        let bytes = load.row_bytes.next_multiple_of(config.input_word_bytes()) as usize;
        let source = (load.source - map.input) as usize;
        for row in 0..load.rows {
            let from = source + row as usize * bytes;
            let to =
                weight_offset(config, row % config.ports, load.weight_row + row / config.ports);
            self.weights[to..to + bytes].copy_from_slice(&self.input[from..from + bytes]);
            work.weight_rows += 1;
            work.load += bytes as u64 / u64::from(config.input_word_bytes());
        }
        let staged = &self.input[source..source + load.rows as usize * bytes];
        intact(config, staged, data_checksum)
    }

    /// Multiplies rows by tiles. The command has passed all checks; its rows have not.
    ///
    /// # Errors
    /// The first rule that a row breaks; [`Status::DataChecksum`] when none does and the rows are not
    /// what the command says.
    pub(super) fn run(
        &mut self,
        config: &EngineConfig,
        map: &AddressMap,
        run: &Run,
        data_checksum: u32,
        work: &mut Work,
    ) -> Result<(), Status> {
        let stride = row_bytes(config, run.inputs) as usize;
        let source = (run.source - map.input) as usize;
        let destination = (run.destination - map.result) as usize;
        let mut sums = vec![0_i64; config.lanes as usize];
        let mut written = DataChecksum::new(config.result_word_bytes());
        for tile in 0..run.tiles {
            let mut quiet_before = false;
            let mut unmatched = 0_u16;
            for row in 0..run.rows {
                let from = source + row as usize * stride;
                let header = RowHeader::decode(word(&self.input, from))?;
                if word(&self.input, from + 8) != 0 {
                    return Err(Status::Header);
                }
                if row == 0 && header.hold {
                    return Err(Status::HoldFirst);
                }
                let last = row + 1 == run.rows;
                if quiet_before && !header.hold || header.quiet && last {
                    return Err(Status::QuietAlone);
                }
                quiet_before = header.quiet;
                let found = self.count_events(run, from)?;
                unmatched = unmatched.wrapping_add(found).wrapping_sub(header.events);
                if !header.quiet && unmatched != 0 {
                    return Err(Status::EventCount);
                }
                let place = if header.quiet {
                    None
                } else {
                    Some(destination + place(config, run, tile, &header)?)
                };
                if !header.hold {
                    sums.fill(0);
                }
                self.add_events(config, run, tile, from, &mut sums);
                work.events += u64::from(found);
                work.busy += u64::from(found).div_ceil(config.ports.into());
                if let Some(at) = place {
                    let end = self.write_sums(config, run, tile, at, &sums);
                    written.update(&self.result[at..end]);
                    work.result_rows += 1;
                    work.result_checksum = written.value();
                }
            }
        }
        let rows = &self.input[source..source + run.rows as usize * stride];
        intact(config, rows, data_checksum)
    }

    /// The events of a row, none of which is beyond the command's inputs.
    fn count_events(&self, run: &Run, from: usize) -> Result<u16, Status> {
        let mut events = 0_u16;
        for w in 0..run.inputs.div_ceil(SLOT_INPUTS) {
            let fired = word(&self.input, from + (1 + w as usize) * SLOT_BYTES as usize);
            events = events.wrapping_add(fired.count_ones() as u16);
            let valid = run.inputs - w * SLOT_INPUTS;
            if valid < SLOT_INPUTS && fired >> valid != 0 {
                return Err(Status::InputRange);
            }
        }
        Ok(events)
    }

    fn add_events(
        &self,
        config: &EngineConfig,
        run: &Run,
        tile: u16,
        from: usize,
        sums: &mut [i64],
    ) {
        let format = run.weight_format;
        let tile_row = run.weight_row + u32::from(tile) * format.tile_depth(config, run.inputs);
        for w in 0..run.inputs.div_ceil(SLOT_INPUTS) {
            let at = from + (1 + w as usize) * SLOT_BYTES as usize;
            let (mut fired, sign) = (word(&self.input, at), word(&self.input, at + 8));
            while fired != 0 {
                let j = fired.trailing_zeros();
                fired &= fired - 1;
                let k = w * SLOT_INPUTS + j;
                let (bank, local) = (k % config.ports, k / config.ports);
                let row = tile_row + local / format.inputs_per_row();
                let weights = weight_offset(config, bank, row);
                for (sum, &weight) in sums.iter_mut().zip(&self.weights[weights..]) {
                    let weight = i64::from(match format {
                        WeightFormat::Int8 => weight as i8,
                        WeightFormat::Int4 if local % 2 == 0 => (weight << 4) as i8,
                        WeightFormat::Int4 => (weight & 0xF0) as i8,
                    });
                    *sum += if sign >> j & 1 == 1 { -weight } else { weight };
                }
            }
        }
    }

    /// Writes whole groups, and returns where they end: lanes beyond the valid columns hold what
    /// their weights gave.
    fn write_sums(
        &mut self,
        config: &EngineConfig,
        run: &Run,
        tile: u16,
        mut at: usize,
        sums: &[i64],
    ) -> usize {
        let columns = tile_columns(config, run, tile).next_multiple_of(config.group_lanes());
        let bytes = run.result_format.bytes() as usize;
        let unused = 64 - config.acc_bits;
        for sum in &sums[..columns as usize] {
            // Accumulators are acc_bits wide and wrap.
            let held = sum << unused >> unused;
            self.result[at..at + bytes].copy_from_slice(&held.to_le_bytes()[..bytes]);
            at += bytes;
        }
        at
    }
}

/// Whether input memory holds what its checksum says.
fn intact(config: &EngineConfig, words: &[u8], checksum: u32) -> Result<(), Status> {
    let sum = data_checksum(config.input_word_bytes(), words);
    if sum == checksum { Ok(()) } else { Err(Status::DataChecksum) }
}

/// Where lane 0 of a bank's weight row stands.
fn weight_offset(config: &EngineConfig, bank: u32, row: u32) -> usize {
    (bank * config.weight_depth() + row) as usize * config.lanes as usize
}

/// Valid columns of a tile.
fn tile_columns(config: &EngineConfig, run: &Run, tile: u16) -> u32 {
    if tile + 1 == run.tiles { run.last_columns.into() } else { config.lanes }
}

/// Byte offset of a row's result from the command's result address.
fn place(config: &EngineConfig, run: &Run, tile: u16, header: &RowHeader) -> Result<usize, Status> {
    let words = |columns| u64::from(ResultFormat::words(run.result_format, config, columns));
    let first = u64::from(header.destination) + u64::from(tile) * words(config.lanes);
    let end = first + words(tile_columns(config, run, tile));
    let word_bytes = u64::from(config.result_word_bytes());
    if end * word_bytes > u64::from(run.result_bytes) {
        return Err(Status::Destination);
    }
    Ok((first * word_bytes) as usize)
}
