//! Ternary rows of the parts of a sentence, as rows and as the weights of a tile.

use std::sync::{Arc, OnceLock};

use spikelm_engine::{SpikeRows, Weights};

/// The ternary rows of one sentence's parts, which are of one shape: a part per head and time step.
#[derive(Debug, Clone, Default)]
pub(crate) struct Planes {
    parts: Vec<Arc<SpikeRows>>,
    /// Made when they are asked for first.
    tiles: OnceLock<Vec<Arc<Weights>>>,
}

/// Inputs of parts that stand one behind the other in a tile, unless one has more: a row of as many
/// is fetched while the row before it works.
const TILE_INPUTS: usize = 256;

impl From<Vec<Arc<SpikeRows>>> for Planes {
    fn from(parts: Vec<Arc<SpikeRows>>) -> Planes {
        Planes { parts, tiles: OnceLock::new() }
    }
}

impl Planes {
    pub(crate) fn parts(&self) -> &[Arc<SpikeRows>] {
        &self.parts
    }

    /// The rows, to add to; clones share them until then.
    pub(crate) fn parts_mut(&mut self) -> impl Iterator<Item = &mut SpikeRows> {
        self.tiles.take();
        self.parts.iter_mut().map(Arc::make_mut)
    }

    /// Inputs and rows of each part.
    pub(crate) fn shape(&self) -> (usize, usize) {
        self.parts.first().map_or((0, 0), |part| (part.inputs, part.rows))
    }

    /// Parts of a tile, whose inputs stand one behind the other.
    pub(crate) fn stacked(&self) -> usize {
        (TILE_INPUTS / self.shape().0.max(1)).clamp(1, self.parts.len().max(1))
    }

    /// Tiles with a column per row: of as many parts as are stacked, the last one of what is left.
    pub(crate) fn tiles(&self) -> &[Arc<Weights>] {
        self.tiles.get_or_init(|| {
            self.parts.chunks(self.stacked()).map(|parts| Arc::new(tile(parts))).collect()
        })
    }
}

/// A tile with a column per ternary row, the inputs of all parts one behind the other.
fn tile(parts: &[Arc<SpikeRows>]) -> Weights {
    let (inputs, columns) = parts.first().map_or((0, 0), |s| (s.inputs, s.rows));
    let mut values = vec![0; parts.len() * inputs * columns];
    for (s, values) in parts.iter().zip(values.chunks_exact_mut((inputs * columns).max(1))) {
        for r in 0..columns {
            let (fired, sign) = s.row(r);
            for (w, (&fired, &sign)) in fired.iter().zip(sign).enumerate() {
                let mut left = fired;
                while left != 0 {
                    let j = left.trailing_zeros();
                    left &= left - 1;
                    let spike = 1 - 2 * (sign >> j & 1) as i8;
                    values[(w * 64 + j as usize) * columns + r] = spike;
                }
            }
        }
    }
    Weights { inputs: parts.len() * inputs, columns, values }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_are_of_the_rows_of_today() {
        let mut rows = SpikeRows::zeros(100, 3, 1);
        rows.set(2, 99, -1);
        let mut planes = Planes::from(vec![rows; 5].into_iter().map(Arc::new).collect::<Vec<_>>());
        assert_eq!(planes.stacked(), 2);
        let tiles = planes.tiles();
        assert_eq!(tiles.iter().map(|t| t.inputs).collect::<Vec<_>>(), [200, 200, 100]);
        assert_eq!(tiles[0].values[199 * 3 + 2], -1);
        planes.parts_mut().for_each(|part| part.set(0, 0, 1));
        assert_eq!(planes.tiles()[2].values[0], 1);
        assert_eq!(planes.tiles()[2].values.iter().filter(|v| **v != 0).count(), 2);
    }
}
