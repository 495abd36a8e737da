//! Dense float32 products by the `gemm` crate: what benchmarks compare with.
//!
//! Zeros are multiplied like everything else, sums are in the order of that crate and fused where
//! the machine can: logits are close to those of the reference mode, not the same bits.
#![allow(unsafe_code)]

use gemm::Parallelism;
use ndarray::Array2;
use rayon::prelude::*;
use spikelm_engine::SpikeRows;
use spikelm_engine::stages::{self, Stage};

use crate::products::{Job, Matrix};

/// Fewest rows of a task: a task packs the weights anew.
const ROWS: usize = 64;

/// `y = s W + b`, every spike by every weight.
pub(crate) fn dense(job: &Job<'_>) -> Array2<f32> {
    let &Matrix::Real { columns, ref values } = job.matrix else { return Array2::zeros((0, 0)) };
    let (rows, inputs) = (job.spikes.rows, job.spikes.inputs);
    let mut y = Array2::zeros((rows, columns));
    let Some(out) = y.as_slice_mut().filter(|out| !out.is_empty()) else { return y };
    let each = rows.div_ceil(2 * rayon::current_num_threads()).max(ROWS);
    out.par_chunks_mut(each * columns).enumerate().for_each(|(task, out)| {
        let _stage = stages::enter(Stage::Engine);
        let first = task * each;
        let mut s = vec![0.0; out.len() / columns * inputs];
        for (i, s) in s.chunks_exact_mut(inputs.max(1)).enumerate() {
            let row = first + i;
            expand(&job.spikes, row, job.amplitudes[row % job.amplitudes.len()], s);
        }
        if let Some(bias) = job.bias {
            out.chunks_exact_mut(columns).for_each(|y| y.copy_from_slice(bias));
        }
        multiply_add(out, &s, values, [inputs, columns]);
    });
    y
}

/// A row of spikes times its amplitude.
fn expand(spikes: &SpikeRows, row: usize, alpha: f32, s: &mut [f32]) {
    let (fired, sign) = spikes.row(row);
    for (s, (fired, sign)) in s.chunks_mut(64).zip(fired.iter().zip(sign)) {
        for (j, s) in s.iter_mut().enumerate() {
            let spike = (fired >> j & 1) as i32 - 2 * (sign >> j & 1) as i32;
            *s = spike as f32 * alpha;
        }
    }
}

/// `y += s w`, all of them row-major: `y[r][c]`, `s[r][k]`, `w[k][c]`.
fn multiply_add(y: &mut [f32], s: &[f32], w: &[f32], [inputs, columns]: [usize; 2]) {
    let rows = y.len() / columns.max(1);
    assert!(y.len() == rows * columns && s.len() == rows * inputs && w.len() == inputs * columns);
    let (columns_stride, inputs_stride) = (columns as isize, inputs as isize);
    // SAFETY: the strides are those of row-major matrices of these sizes, the assertion says that
    // each lies inside its slice, and `y` is borrowed by nobody else.
    unsafe {
        gemm::gemm(
            rows,
            columns,
            inputs,
            y.as_mut_ptr(),
            1,
            columns_stride,
            true,
            s.as_ptr(),
            1,
            inputs_stride,
            w.as_ptr(),
            1,
            columns_stride,
            1.0,
            1.0,
            false,
            false,
            false,
            Parallelism::None,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::dot;
    use spikelm_engine::ProductKind;
    use std::sync::Arc;

    #[test]
    fn products_are_close_to_the_sums_in_order() {
        let (inputs, columns, rows) = (83, 71, 150);
        let mut spikes = SpikeRows::zeros(inputs, rows, 2);
        for r in 0..rows {
            for k in 0..inputs {
                spikes.set(r, k, ((r * 31 + k * k) % 5 % 3) as i8 - 1);
            }
        }
        let number = |i: usize| ((i * 7919 % 1009) as f32 - 504.0) / 331.0;
        let w: Vec<f32> = (0..inputs * columns).map(number).collect();
        let bias: Vec<f32> = (0..columns).map(|c| c as f32 * 0.37).collect();
        let amplitudes = [0.7f32, 1.9];
        for bias in [Some(&bias[..]), None] {
            let y = dense(&Job {
                kind: ProductKind::Linear,
                spikes: Arc::new(spikes.clone()),
                amplitudes: &amplitudes,
                matrix: &Matrix::real(&w, inputs),
                bias,
            });
            for r in 0..rows {
                let s: Vec<f32> =
                    (0..inputs).map(|k| f32::from(spikes.get(r, k)) * amplitudes[r % 2]).collect();
                for c in 0..columns {
                    let exact = dot(&s, &w[c * inputs..][..inputs]) + bias.map_or(0.0, |b| b[c]);
                    assert!((y[[r, c]] - exact).abs() < 1e-4, "row {r}, column {c}");
                }
            }
        }
    }
}
