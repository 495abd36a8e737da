use std::sync::Arc;

use spikelm_engine::{ProductKind, Weights};

use super::*;
use crate::every_isa::{nudged, on_every_isa};
use crate::products::Matrix;
use crate::quantize::quantize;
use crate::ternary;

/// Two sentences, of more than a word of tokens and of fewer.
const LENGTHS: [usize; 2] = [67, 5];
const HIDDEN: usize = 64;

/// What [`Projections`] gives for blocks, and what rows of numbers give.
fn check(size: usize, blocks: &[(Range<usize>, Range<usize>)]) {
    let batch = Batch::new(LENGTHS);
    let (alphas, columns) = ([1.3f32, 0.7, 2.1], 3 * HIDDEN);
    let (chain, rows) = (alphas.len(), batch.tokens() * alphas.len());
    let key = Amplitudes::from(vec![0.31, 0.17, 0.9]);
    let value = Amplitudes::from(vec![0.05, 3.3, 0.4]);
    let heads = HIDDEN / size;
    let shape = Heads { batch: &batch, heads, size, key: &key, value: &value, width: Width::Int8 };
    assert!(shape.fill_words());
    let scales: Vec<f32> = (0..columns).map(|c| 1e-9 * (1.0 + c as f32 / 100.0)).collect();
    let bias: Vec<f32> = (0..columns).map(|c| [0.0, c as f32 / 700.0][c / 2 % 2]).collect();
    let weights = Arc::new(Weights { inputs: 8, columns, values: vec![0; 8 * columns] });
    let matrix = Matrix::Transient { weights, scales: scales.clone() };
    let job = Job {
        kind: ProductKind::Linear,
        spikes: Arc::new(SpikeRows::zeros(8, rows, chain)),
        amplitudes: &alphas,
        matrix: &matrix,
        bias: Some(&bias),
    };
    // Every second sum of keys and values is as near to a threshold as a sum can be.
    let sum = |row: usize, column: usize| -> i32 {
        let i = row * columns + column;
        let other = ((i * 7919 + i / 3) as i32 % 16_381 - 8190) << 17;
        let second = [None, Some(&key), Some(&value)][column / HIDDEN];
        match second {
            Some(second) if i.is_multiple_of(2) => {
                let side = [-0.5f32, 0.5][row % 2] * second.values()[row % chain];
                let factor = alphas[row % chain] * scales[column];
                nudged((side - bias[column]) / factor, (row / 7 % 7) as i32 - 3)
            }
            _ => other,
        }
    };
    let sums: Vec<i32> = (0..rows * columns).map(|i| sum(i / columns, i % columns)).collect();
    let y = |row: usize, column: usize| -> f32 {
        let factor = alphas[row % chain] * scales[column];
        factor * sums[row * columns + column] as f32 + bias[column]
    };

    let output = Projections::new(&job, shape);
    let mut taken = 0;
    for (rows, of_columns) in blocks {
        let rows = rows.start..rows.end.min(batch.tokens() * chain);
        let end = (rows.end - 1) * columns + of_columns.end;
        let sums = &sums[rows.start * columns + of_columns.start..end];
        taken += output.take(&Block {
            product: 0,
            rows,
            columns: of_columns.clone(),
            sums,
            stride: columns,
        });
    }
    assert_eq!(taken, rows * columns);
    let operands = output.into_operands();

    for (sentence, found) in operands.into_iter().enumerate() {
        let (start, n) = (batch.start(sentence), batch.length(sentence));
        for part in 0..heads * chain {
            let (head, step) = (part / chain, part % chain);
            let row = |token: usize| (start + token) * chain + step;
            let queries: Vec<f32> = (0..n)
                .flat_map(|q| (0..size).map(move |d| (q, d)))
                .map(|(q, d)| y(row(q), head * size + d))
                .collect();
            assert_eq!(found.queries[part], quantize(&queries, size, Width::Int8), "{part}");
            let (keys, values) = (&found.keys[part], &found.values[part]);
            assert_eq!((keys.inputs, keys.rows, values.inputs, values.rows), (size, n, n, size));
            for token in 0..n {
                for d in 0..size {
                    let at = |side: usize| y(row(token), side * HIDDEN + head * size + d);
                    let spikes =
                        [ternary(at(1), key.values()[step]), ternary(at(2), value.values()[step])];
                    let found = [keys.get(token, d), values.get(d, token)];
                    assert_eq!(found, spikes, "part {part}, token {token}, input {d}");
                }
            }
        }
    }
}

/// Blocks of so many rows.
fn blocks(rows: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let all = LENGTHS.iter().sum::<usize>() * 3;
    let words = (0..3 * HIDDEN).step_by(WORD).map(|c| c..c + WORD);
    words.flat_map(|c| (0..all).step_by(rows).map(move |r| (r..r + rows, c.clone()))).collect()
}

#[test]
fn operands_are_those_of_rows_of_numbers() {
    on_every_isa(|| {
        for size in [16, 32, 64] {
            for rows in [1000, 48, 33] {
                check(size, &blocks(rows));
            }
        }
    });
}
