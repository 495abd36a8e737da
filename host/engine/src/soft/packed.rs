//! Weights as the kernels read them.

use bytemuck::{Pod, Zeroable};

use crate::{Weights, vectorized};

/// Columns of a block.
pub(super) const BLOCK: usize = 64;
/// Inputs of a tile: 16 KiB of weights, which stay in the first-level cache, and a byte names one.
pub(super) const TILE: usize = 256;
/// 16-bit lanes of a block.
pub(super) const LANES: usize = BLOCK / 2;
/// Added to every weight: a byte then holds 1 to 255.
pub(super) const BIAS: u16 = 128;

/// The weights of one input in one block: column j in the low byte of lane j, column 32 + j in the
/// high byte, both plus [`BIAS`].
#[derive(Debug, Clone, Copy, Pod, Zeroable)]
#[repr(C, align(64))]
pub(super) struct Lanes(pub(super) [u16; LANES]);

/// Weights in blocks of columns, and a block input by input. Columns beyond the last are zero.
#[derive(Debug, Default)]
pub(super) struct Packed {
    inputs: usize,
    columns: usize,
    /// Number `block * inputs + k`, and a tile more, so that every tile can be seen as a whole one.
    lanes: Vec<Lanes>,
}

impl Packed {
    pub(super) fn new(weights: &Weights) -> Packed {
        let mut packed = Packed::default();
        packed.pack(weights);
        packed
    }

    /// Takes other weights into the same buffer.
    pub(super) fn pack(&mut self, weights: &Weights) {
        (self.inputs, self.columns) = (weights.inputs, weights.columns);
        let size = self.blocks() * self.inputs + TILE;
        if self.lanes.len() < size {
            self.lanes.resize(size, Lanes::zeroed());
        }
        for (block, lanes) in self.lanes[..size - TILE].chunks_exact_mut(self.inputs).enumerate() {
            let first = block * BLOCK;
            if self.columns - first >= BLOCK {
                pack_block(lanes, &weights.values, first, self.columns);
            } else {
                pack_last_block(lanes, &weights.values, first, self.columns);
            }
        }
    }

    pub(super) fn inputs(&self) -> usize {
        self.inputs
    }

    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    pub(super) fn blocks(&self) -> usize {
        self.columns.div_ceil(BLOCK)
    }

    pub(super) fn tiles(&self) -> usize {
        self.inputs.div_ceil(TILE)
    }

    /// The weights of inputs `tile * TILE ..` of a block. Those beyond the last input are anything.
    pub(super) fn tile(&self, block: usize, tile: usize) -> &[Lanes; TILE] {
        let first = block * self.inputs + tile * TILE;
        self.lanes[first..].first_chunk().unwrap_or(&NOTHING)
    }
}

/// Never used: there is always a tile more than needed.
static NOTHING: [Lanes; TILE] = [Lanes([0; LANES]); TILE];

fn lanes_of(columns: &[i8; BLOCK]) -> Lanes {
    let byte = |w: i8| (w as u8 ^ 0x80) as u16;
    let mut lanes = [0; LANES];
    for (j, lane) in lanes.iter_mut().enumerate() {
        *lane = byte(columns[j]) | byte(columns[LANES + j]) << 8;
    }
    Lanes(lanes)
}

vectorized! {
    fn pack_block(lanes: &mut [Lanes], values: &[i8], first: usize, columns: usize) {
        for (lanes, row) in lanes.iter_mut().zip(values.chunks_exact(columns)) {
            if let Some(columns) = row[first..].first_chunk() {
                *lanes = lanes_of(columns);
            }
        }
    }
}

fn pack_last_block(lanes: &mut [Lanes], values: &[i8], first: usize, columns: usize) {
    for (lanes, row) in lanes.iter_mut().zip(values.chunks_exact(columns)) {
        let mut all = [0; BLOCK];
        all[..columns - first].copy_from_slice(&row[first..]);
        *lanes = lanes_of(&all);
    }
}
