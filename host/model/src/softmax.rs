//! Scores to probabilities.

use spikelm_engine::vectorized;

use crate::math::{exp, largest_by, sum};

vectorized! {
    /// `x[i] = e^(x[i] - max) / sum_j e^(x[j] - max)`, in place.
    pub fn softmax(x: &mut [f32]) {
        let largest = largest_by(x, f32::NEG_INFINITY, |v| v);
        for v in x.iter_mut() {
            *v = exp(*v - largest);
        }
        let total = sum(x);
        for v in x.iter_mut() {
            *v /= total;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_add_to_one() {
        let mut x: Vec<f32> = (0..23).map(|i| (i as f32 * 1.7).sin() * 20.0).collect();
        let order = x.clone();
        softmax(&mut x);
        assert!((sum(&x) - 1.0).abs() < 1e-6);
        for i in 1..x.len() {
            assert_eq!(x[i] > x[i - 1], order[i] > order[i - 1]);
        }
        let mut far = [1000.0, 0.0];
        softmax(&mut far);
        assert_eq!(far, [1.0, 0.0]);
    }
}
