//! The mean over time steps.

use ndarray::Array2;

use crate::math::sum;

/// The mean of a token's rows `token * T + t`, column by column.
pub(crate) fn mean_over_steps(x: &Array2<f32>, token: usize, steps: usize) -> Vec<f32> {
    let mut column = vec![0.0; steps];
    (0..x.ncols())
        .map(|c| {
            for (t, v) in column.iter_mut().enumerate() {
                *v = x[[token * steps + t, c]];
            }
            sum(&column) / steps as f32
        })
        .collect()
}
