//! Dense float32 products with many outputs, as fast as the stated order of sums allows.
//!
//! Sixteen outputs stand side by side in a panel, so that each of the 16 partial sums of
//! [`dot`](crate::math::dot) is one vector over the panel's outputs. Partial sums are made one
//! after the other, in the order in which [`fold`](crate::math::fold) adds them in pairs: only the
//! one under way and a few halves of the tree are held at a time.

use spikelm_engine::vectorized;

use crate::math::PARTIALS;

/// Outputs of a panel.
pub(crate) const PANEL: usize = 16;
/// Rows that share a load of a panel's weights.
const ROWS: usize = 4;
/// Levels of the tree of partial sums.
const LEVELS: usize = PARTIALS.ilog2() as usize;

/// Weights `[outputs][inputs]` in panels: inputs by partial sum, outputs side by side.
#[derive(Debug)]
pub(crate) struct Panels {
    inputs: usize,
    outputs: usize,
    /// Per panel, `inputs * PANEL` weights; zero beyond the last output.
    weights: Vec<f32>,
}

/// Partial sums in the order in which the tree adds them, with the inputs of each.
fn partials(inputs: usize) -> impl Iterator<Item = impl Iterator<Item = usize>> {
    let reversed = |n: usize| n.reverse_bits() >> (usize::BITS as usize - LEVELS);
    (0..PARTIALS).map(move |n| (reversed(n)..inputs).step_by(PARTIALS))
}

impl Panels {
    /// Packs row-major weights `[outputs][inputs]`.
    pub(crate) fn new(channels: &[f32], inputs: usize) -> Panels {
        let outputs = channels.len().checked_div(inputs).unwrap_or(0);
        let mut weights = vec![0.0; outputs.next_multiple_of(PANEL) * inputs];
        let panels = weights.chunks_mut((PANEL * inputs).max(1));
        for (panel, channels) in panels.zip(channels.chunks((PANEL * inputs).max(1))) {
            for (to, k) in panel.chunks_mut(PANEL).zip(partials(inputs).flatten()) {
                for (to, channel) in to.iter_mut().zip(channels.chunks(inputs)) {
                    *to = channel[k];
                }
            }
        }
        Panels { inputs, outputs, weights }
    }

    /// Panels, the last one filled up.
    pub(crate) fn len(&self) -> usize {
        self.outputs.div_ceil(PANEL)
    }

    /// Rows `[rows][inputs]` in the order of a panel's inputs.
    pub(crate) fn arrange(&self, x: &[f32]) -> Vec<f32> {
        let mut arranged = Vec::with_capacity(x.len());
        for row in x.chunks_exact(self.inputs.max(1)) {
            arranged.extend(partials(self.inputs).flatten().map(|k| row[k]));
        }
        arranged
    }

    /// `y[r][panel * PANEL + c] = dot(x[r], w[c])` of one panel for arranged rows: `[rows][PANEL]`.
    pub(crate) fn multiply(&self, panel: usize, arranged: &[f32], y: &mut [[f32; PANEL]]) {
        let size = self.inputs * PANEL;
        let (weights, _) = self.weights[panel * size..][..size].as_chunks::<PANEL>();
        panel_by_rows(weights, arranged, y);
    }
}

vectorized! {
    /// All rows by one panel.
    fn panel_by_rows(weights: &[[f32; PANEL]], x: &[f32], y: &mut [[f32; PANEL]]) {
        let inputs = weights.len();
        let mut x = x.chunks_exact((ROWS * inputs).max(1));
        let mut y = y.chunks_exact_mut(ROWS);
        for (x, y) in (&mut x).zip(&mut y) {
            rows::<ROWS>(weights, x, y);
        }
        let y = y.into_remainder();
        for (x, y) in x.remainder().chunks_exact(inputs.max(1)).zip(y.chunks_exact_mut(1)) {
            rows::<1>(weights, x, y);
        }
    }
}

/// `R` rows by one panel.
#[inline(always)]
fn rows<const R: usize>(weights: &[[f32; PANEL]], x: &[f32], y: &mut [[f32; PANEL]]) {
    let inputs = weights.len();
    let mut tree = [[[0f32; PANEL]; R]; LEVELS + 1];
    let mut first = 0;
    for (n, count) in (0..PARTIALS).zip(partials(inputs).map(Iterator::count)) {
        let mut sums = [[0f32; PANEL]; R];
        for k in first..first + count {
            for (r, sums) in sums.iter_mut().enumerate() {
                let x = x[r * inputs + k];
                for (sum, w) in sums.iter_mut().zip(&weights[k]) {
                    *sum += x * w;
                }
            }
        }
        first += count;
        // A binary counter: each carry is a node whose two halves are known.
        let carries = n.trailing_ones() as usize;
        for half in &tree[..carries] {
            for (sums, half) in sums.iter_mut().zip(half) {
                for (sum, half) in sums.iter_mut().zip(half) {
                    *sum += half;
                }
            }
        }
        tree[carries] = sums;
    }
    y.copy_from_slice(&tree[LEVELS]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::dot;

    #[test]
    fn sums_are_those_of_dot() {
        for (inputs, outputs, rows) in
            [(1, 1, 1), (16, 16, 4), (128, 50, 7), (83, 33, 5), (5, 17, 3), (160, 16, 9)]
        {
            let value = |i: usize| ((i * 7919 % 1009) as f32 - 504.0) / 331.0;
            let w: Vec<f32> = (0..inputs * outputs).map(value).collect();
            let x: Vec<f32> = (0..inputs * rows).map(|i| value(i + 77)).collect();
            let panels = Panels::new(&w, inputs);
            assert_eq!(panels.len(), outputs.div_ceil(PANEL));
            let arranged = panels.arrange(&x);
            for panel in 0..panels.len() {
                let mut y = vec![[f32::NAN; PANEL]; rows];
                panels.multiply(panel, &arranged, &mut y);
                for (y, x) in y.iter().zip(x.chunks(inputs)) {
                    for (y, w) in y.iter().zip(w.chunks(inputs).skip(panel * PANEL)) {
                        assert_eq!(y.to_bits(), dot(x, w).to_bits(), "{inputs} inputs");
                    }
                }
            }
        }
    }
}
