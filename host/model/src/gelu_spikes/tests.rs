use super::*;
use crate::every_isa::on_every_isa;
use crate::neuron::{WORD, integrate_word};

/// Sums whose membranes come as near to a threshold as they can, and others.
#[test]
fn what_is_decided_is_what_gelu_gives() {
    on_every_isa(compare_with_gelu);
}

fn compare_with_gelu() {
    let (mut decided, mut left) = (0, 0);
    for (case, alphas) in [vec![0.31f32, 0.17, 0.9, 2.7, 0.4, 0.6], vec![0.05], vec![3.1, 4.7, 2.2]]
        .iter()
        .enumerate()
    {
        let neurons = GeluNeurons::new(alphas);
        let plain: Vec<Neuron> = alphas.iter().map(|alpha| Neuron::new(*alpha)).collect();
        let (steps, stride) = (alphas.len(), WORD + 3);
        let bias = [0.0; WORD];
        for word in 0..4000 {
            // So fine that floats follow each other, so coarse that all of GELU is seen.
            let factor = [1e-7, 1e-6, 1e-3][word % 3];
            let factors: Vec<Vec<f32>> = (0..steps).map(|_| vec![factor; WORD]).collect();
            let factors: Vec<&[f32]> = factors.iter().map(|f| &f[..]).collect();
            let sum = |i: usize| ((i * 7919 + word * 104_729 + case) % 16_381) as i32 - 8190;
            let sums: Vec<i32> = (0..steps * stride).map(sum).collect();
            let threshold = alphas[0] * 0.5;
            // Where gelu(x) is about the first threshold, unless all of it is wanted.
            let centre = (0..60).fold(threshold, |x, _| x - (math::gelu(x) - threshold));
            let bias = if factor < 1e-4 { [centre; WORD] } else { bias };
            let mut planes = vec![[0; 2]; steps];
            if neurons.decide(&sums, stride, (&factors, &bias), &mut planes) == 0 {
                left += 1;
                continue;
            }
            decided += 1;
            let mut x: Vec<f32> = (0..steps * WORD)
                .map(|i| factor * sums[i / WORD * stride + i % WORD] as f32 + bias[i % WORD])
                .collect();
            gelu_all(&mut x);
            let mut exact = vec![[0; 2]; steps];
            integrate_word(&x, &plain, &mut exact);
            assert_eq!(planes, exact, "{alphas:?}, word {word}");
        }
    }
    assert!(decided > 1000 && left > 1000, "{decided} decided, {left} left");
}
