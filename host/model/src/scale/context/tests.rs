use std::ops::Range;
use std::sync::Arc;

use ndarray::Array2;
use spikelm_engine::{ProductKind, Weights};

use super::*;
use crate::every_isa::{nudged, on_every_isa};
use crate::products::Matrix;
use crate::spikes;

const LENGTHS: [usize; 2] = [70, 3];

fn check(size: usize, columns: usize, rows: usize) {
    let batch = Batch::new(LENGTHS);
    let heads = 128 / size;
    let reader = Amplitudes::from(vec![0.31, 0.17, 0.9, 2.7]);
    let chain = reader.values().len();
    let alphas = [1.3f32, 0.7, 2.1, 0.4];
    let parts: Vec<(usize, usize)> = (0..batch.sentences())
        .flat_map(|sentence| (0..heads * chain).map(move |part| (sentence, part)))
        .collect();
    let matrices: Vec<Matrix> = parts
        .iter()
        .map(|&(sentence, part)| {
            let n = batch.length(sentence);
            let scales = (0..n).map(|q| 1e-9 * (1.0 + (q * 7 + part) as f32 / 300.0)).collect();
            let weights = Arc::new(Weights { inputs: 4, columns: n, values: vec![0; 4 * n] });
            Matrix::Transient { weights, scales }
        })
        .collect();
    let jobs: Vec<Job<'_>> = (matrices.iter().zip(&parts))
        .map(|(matrix, &(_, part))| Job {
            kind: ProductKind::Attention,
            spikes: Arc::new(SpikeRows::zeros(4, size, 1)),
            amplitudes: &alphas[part % chain..][..1],
            matrix,
            bias: None,
        })
        .collect();
    let factor = |job: usize, q: usize| jobs[job].amplitudes[0] * scales(&jobs[job])[q];
    // Sums of the first step are as near to its threshold as they can be.
    let sum = |job: usize, d: usize, q: usize| -> i32 {
        let i = (job * 131 + d) * 7919 + q * 104_729;
        if parts[job].1.is_multiple_of(chain) {
            let side = [-0.5f32, 0.5][i % 2] * reader.values()[0];
            return nudged(side / factor(job, q), (i % 7) as i32 - 3);
        }
        (i as i32 % 16_381 - 8190) << 17
    };
    let mut planes = SpikeRows::zeros(heads * size, batch.tokens() * chain, chain);
    let common = Common {
        size,
        neurons: reader.values().iter().map(|alpha| Neuron::new(*alpha)).collect(),
        planes: Mutex::new(&mut planes),
        buffers: Mutex::default(),
    };
    {
        let parts: Vec<Head<'_, '_>> = common.heads(&jobs, &batch, heads);
        let outputs: Vec<Part<'_, '_>> = common.parts(&parts);
        let cut = |all: usize, size: usize| -> Vec<Range<usize>> {
            (0..all).step_by(size).map(|first| first..all.min(first + size)).collect()
        };
        for (product, output) in outputs.iter().enumerate() {
            let n = scales(&jobs[product]).len();
            for rows in cut(size, rows) {
                for columns in cut(n, columns) {
                    let sums: Vec<i32> = rows
                        .clone()
                        .flat_map(|d| columns.clone().map(move |q| (d, q)))
                        .map(|(d, q)| sum(product, d, q))
                        .collect();
                    let (count, stride) = (sums.len(), columns.len());
                    let (rows, sums) = (rows.clone(), &sums[..]);
                    assert_eq!(output.take(&Block { product, rows, columns, sums, stride }), count);
                }
            }
        }
    }
    drop(common);
    let mut y = Array2::zeros((batch.tokens() * chain, heads * size));
    for (job, &(sentence, part)) in parts.iter().enumerate() {
        let (head, step) = (part / chain, part % chain);
        for q in 0..batch.length(sentence) {
            for d in 0..size {
                let row = (batch.start(sentence) + q) * chain + step;
                y[[row, head * size + d]] = factor(job, q) * sum(job, d, q) as f32;
            }
        }
    }
    assert_eq!(planes, spikes(y.view(), &reader), "heads of {size}");
}

#[test]
fn spikes_are_those_of_rows_of_numbers() {
    on_every_isa(|| {
        for size in [16, 32, 64] {
            for (columns, rows) in [(1000, 64), (64, 64), (48, 7)] {
                check(size, columns, rows);
            }
        }
    });
}
