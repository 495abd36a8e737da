//! Commands and rows that the engine must refuse, each with its record, and go on.

use rand::Rng;
use rand::rngs::SmallRng;
use spikelm_regs::register::ERROR_COMMAND;
use spikelm_regs::{
    AddressMap, CompletionRecord, RECORD_BYTES, RowHeader, Status, checksum, command_word,
    header_bit, row_bytes,
};
use spikelm_sim::stream::with_seeds;

use super::checks::{BOUNDS, SMALL, TINY, batch, records};
use super::jobs::Job;
use super::pair::{Pair, Words};
use super::rng;

fn seal(words: &mut Words) {
    words[command_word::CHECKSUM] = checksum(&words[..command_word::CHECKSUM]);
}

/// Breaks a command so that it has that status, where it can.
fn spoil_command(random: &mut SmallRng, words: &mut Words, status: Status) -> bool {
    use command_word as w;
    let is_load = words[w::OPCODE] & 0xFF == 1;
    match status {
        Status::CommandChecksum => {
            words[random.random_range(0..words.len())] ^= 1 << random.random_range(0..32);
            return true;
        }
        Status::Opcode => words[w::OPCODE] ^= 0x80,
        Status::Sequence => words[w::SEQUENCE] ^= 1 << random.random_range(0..32),
        Status::Format => words[w::OPCODE] |= 1 << [9, 15, 17, 31][random.random_range(0..4)],
        Status::Alignment => words[w::SOURCE] |= 1 << random.random_range(0..4),
        Status::Range => match random.random_range(0..4) {
            0 => words[w::SOURCE] |= SMALL.input_bytes,
            1 => words[w::WEIGHT_ROW] = SMALL.weight_rows - words[w::INPUTS] + 1,
            2 => words[w::SOURCE + 1] = 1,
            _ if is_load => return false,
            _ => words[w::DESTINATION] = SMALL.result_bytes - 32,
        },
        Status::Size => match random.random_range(0..3) {
            0 => words[w::INPUTS] = [0, SMALL.max_inputs() + 1][random.random_range(0..2)],
            1 => words[w::ROWS] = 0,
            _ if is_load => words[w::ROWS] = SMALL.lanes + 1,
            _ => {
                words[w::TILES] =
                    [1, 1 << 16, (SMALL.lanes + 1) << 16 | 1][random.random_range(0..3)]
            }
        },
        Status::DataChecksum => words[w::DATA_CHECKSUM] ^= 1 << random.random_range(0..32),
        _ => return false,
    }
    seal(words);
    true
}

/// Breaks a rule in a job's rows so that its RUN has that status, where it can.
fn spoil_rows(random: &mut SmallRng, job: &mut Job, status: Status) -> bool {
    let stride = row_bytes(&SMALL, job.run.inputs) as usize;
    let image = &mut job.writes.last_mut().unwrap().1;
    let rows = job.run.rows as usize;
    let row = random.random_range(0..rows);
    let inputs = job.run.inputs as usize;
    match status {
        Status::HoldFirst => image[0] |= 1 << header_bit::HOLD,
        Status::QuietAlone => image[(rows - 1) * stride] |= 1 << header_bit::QUIET,
        Status::Header => image[row * stride + [1, 9][random.random_range(0..2)]] |= 4,
        Status::EventCount => image[row * stride + 2] ^= 1 << random.random_range(0..8),
        Status::Destination => image[(rows - 1) * stride + 6] |= 0x80,
        Status::InputRange if !inputs.is_multiple_of(64) => {
            let header = u64::from_le_bytes(image[row * stride..][..8].try_into().unwrap());
            let events = RowHeader::decode(header).unwrap().events + 1;
            image[row * stride + 2..][..2].copy_from_slice(&events.to_le_bytes());
            let k = random.random_range(inputs..inputs.next_multiple_of(64));
            image[row * stride + 16 + 16 * (k / 64) + k % 64 / 8] |= 1 << (k % 8);
        }
        _ => return false,
    }
    true
}

/// The command's own record, or that of its ring entry where the command is torn.
fn record_of(pair: &Pair, words: &Words, own: u64, index: u32) -> [CompletionRecord; 2] {
    let torn = words[command_word::CHECKSUM] != checksum(&words[..command_word::CHECKSUM]);
    let entry = u64::from(index % SMALL.ring_entries * RECORD_BYTES);
    let table = AddressMap::new(&SMALL, 0).record_table;
    pair.record(if torn { table + entry } else { own })
}

/// Commands of every bad kind between good ones: each has its record, and the good ones are right.
pub fn refusals() {
    let mut pair = Pair::new(SMALL);
    with_seeds(|seed| {
        let mut random = rng(seed, 3);
        // Each of a LOAD and of a RUN.
        let codes = 1..=Status::DataChecksum.code();
        for (code, of_run) in codes.flat_map(|c| [(c, false), (c, true)]) {
            let status = Status::from_code(code).unwrap();
            let mut jobs = batch(&mut random, BOUNDS, 2);
            let mut bad = batch(&mut random, BOUNDS, 1).remove(0);
            let spoiled = spoil_rows(&mut random, &mut bad, status);
            // The bad job goes first and leaves nothing that the good ones need.
            pair.stage(&bad);
            let mut words = pair.encode([&bad], records());
            let last = words.len() - 1;
            let at = if spoiled || of_run { last } else { random.random_range(0..last) };
            if !spoiled && !spoil_command(&mut random, &mut words[at], status) {
                continue;
            }
            let first = pair.sequence;
            pair.ring(&words);
            pair.wait();
            for (i, words) in words.iter().enumerate() {
                let own = records() + i as u64 * u64::from(RECORD_BYTES);
                let [rtl, model] = record_of(&pair, words, own, first + i as u32);
                assert_eq!((rtl.sequence, rtl.status), (model.sequence, model.status), "{rtl:?}");
                assert_eq!(rtl.status, if i == at { status } else { Status::Ok }, "{words:x?}");
                let done = spoiled || i != at || status == Status::DataChecksum;
                let runs = i + 1 == bad.commands.len() && done;
                assert_eq!(rtl.busy > 0, runs, "{rtl:?}");
            }
            assert_eq!(pair.clear_errors(), ERROR_COMMAND | status.code() << 8);
            let good = pair.jobs(&[jobs.remove(0)], records());
            assert!(good.iter().all(|r| r.status == Status::Ok));
        }
    });
}

/// A record address that cannot be: the record goes to the table, the command is done all the same.
pub fn record_places() {
    let mut pair = Pair::new(SMALL);
    let map = AddressMap::new(&SMALL, 0);
    let job = batch(&mut rng(0, 4), TINY, 1).remove(0);
    for place in
        [0, map.ring, map.result + 32, map.result_end, map.result | 1 << 32, map.result_end - 64]
    {
        pair.stage(&job);
        let mut words = Vec::new();
        for (i, command) in job.commands.iter().enumerate() {
            let sum = job.checksum(&SMALL, command);
            words.push(command.encode(pair.sequence + i as u32, place, sum));
        }
        let first = pair.sequence;
        pair.ring(&words);
        pair.wait();
        let size = u64::from(RECORD_BYTES);
        let good = place == map.result_end - 64;
        for i in 0..words.len() as u32 {
            let entry = u64::from((first + i) % SMALL.ring_entries);
            if good && i + 1 < words.len() as u32 {
                continue;
            }
            let [rtl, model] =
                pair.record(if good { place } else { map.record_table + entry * size });
            assert_eq!((rtl.sequence, rtl.status), (first + i, Status::Ok), "{place:#x}");
            assert_eq!((model.sequence, model.status), (first + i, Status::Ok), "{place:#x}");
        }
        pair.results(&job);
    }
}
