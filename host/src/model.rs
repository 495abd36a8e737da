//! The model of a benchmark: a checkpoint, or a shape without one.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use spikelm_model::{Origin, Shape};

use crate::Usage;

/// Which model runs.
#[derive(Debug, Args)]
pub(crate) struct ModelArguments {
    /// Directory with config.json, tokenizer.json and model.safetensors
    #[arg(long, value_name = "DIR", required_unless_present = "shape")]
    pub(crate) model: Option<PathBuf>,
    /// A model of random weights and calibrated amplitudes: bert-base, bert-large, minilm, bart-base
    #[arg(long, value_name = "NAME", value_parser = shape, conflicts_with = "model")]
    pub(crate) shape: Option<Shape>,
    #[command(flatten)]
    pub(crate) drawing: Drawing,
}

/// How a shape's random numbers are drawn.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Drawing {
    /// Time steps of the shape's model
    #[arg(long, value_name = "T", default_value_t = 4, conflicts_with = "model",
          value_parser = clap::value_parser!(u32).range(1..=64))]
    pub(crate) steps: u32,
    /// Share of inputs that spikes in the shape's model, 0 to 1
    #[arg(long, value_name = "R", default_value_t = 0.33, conflicts_with = "model")]
    pub(crate) rate: f64,
    /// Where the shape's random numbers come from
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "model")]
    pub(crate) seed: u64,
}

/// A shape by name.
pub(crate) fn shape(name: &str) -> Result<Shape, String> {
    Shape::by_name(name).ok_or_else(|| {
        let names = Shape::ALL.map(|shape| shape.name).join(", ");
        format!("no such shape; there are {names}")
    })
}

impl Drawing {
    /// A shape that is drawn so.
    pub(crate) fn apply(&self, shape: Shape) -> Result<Shape> {
        let Drawing { steps, rate, seed } = *self;
        if !(0.0..=1.0).contains(&rate) {
            return Err(Usage(format!("--rate {rate}: give 0 to 1")).into());
        }
        let shape = Shape { steps: steps as usize, rate, seed, ..shape };
        shape.check()?;
        Ok(shape)
    }
}

impl ModelArguments {
    /// The shape, where there is no checkpoint.
    pub(crate) fn drawn(&self) -> Result<Option<Shape>> {
        self.shape.map(|shape| self.drawing.apply(shape)).transpose()
    }

    /// What reports call it.
    pub(crate) fn name(&self) -> String {
        let shape = || self.shape.map(|shape| shape.name.to_owned());
        let model = self.model.as_ref().map(|path| path.display().to_string());
        model.or_else(shape).unwrap_or_default()
    }

    /// Where the model comes from. All models of it have the same parameters.
    pub(crate) fn origin(&self) -> Result<Origin> {
        match (&self.model, self.drawn()?) {
            (Some(directory), _) => Ok(directory.into()),
            (None, Some(shape)) => Ok(Origin::shape(shape)?),
            (None, None) => Err(Usage("give --model DIR or --shape NAME".into()).into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_by_name() {
        for known in Shape::ALL {
            assert_eq!(shape(known.name), Ok(known));
        }
        assert!(shape("gpt-9").unwrap_err().contains("there are bert-base, bert-large"));
    }

    #[test]
    fn rates_are_shares() {
        for rate in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
            let drawing = Drawing { steps: 4, rate, seed: 1 };
            let error = drawing.apply(Shape::ALL[0]).unwrap_err();
            assert!(error.is::<Usage>() && error.to_string().contains("0 to 1"), "{error}");
        }
        let drawing = Drawing { steps: 2, rate: 0.5, seed: 9 };
        let shape = drawing.apply(Shape::ALL[0]).unwrap();
        assert_eq!((shape.steps, shape.rate, shape.seed), (2, 0.5, 9));
    }
}
