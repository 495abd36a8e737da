//! SpikeLM models: checkpoints, tokenizers, quantizer, neurons, glue, BERT, BART.
//!
//! SpikeLM (arXiv 2406.03287) runs BERT- and BART-style language models on ternary spikes {-1, 0, +1} times a
//! learned amplitude, over T time steps. This crate turns text into spikes and sums into answers;
//! the products between them are asked of a [`MatrixEngine`](spikelm_engine::MatrixEngine), which
//! adds and subtracts integers. It never sees a device.
//!
//! Host arithmetic is normative: IEEE 754 float32 in a stated order, without fused multiply-add and
//! without library functions whose last bit varies ([`math`]). Every engine, instruction set and
//! thread count therefore yields the same bits.
//!
//! ```no_run
//! use spikelm_model::{Precision, SpikeBert, Tokenizer};
//! # fn main() -> Result<(), spikelm_model::ModelError> {
//! let directory = std::path::Path::new("tests/models/sst2-tiny");
//! let model = SpikeBert::load(directory, Precision::F32, None)?;
//! let tokenizer = Tokenizer::load(directory, model.config())?;
//! let text = tokenizer.encode("a stunning lyrical work of considerable force and truth .")?;
//! let logits = model.logits(&[text.ids])?;
//! # Ok(())
//! # }
//! ```

mod aligned;
mod amplitude;
mod attention;
mod bart;
mod bart_config;
mod batch;
mod bert;
mod buffers;
mod calibrate;
mod checkpoint;
mod config;
mod decoder;
mod dense;
mod digits;
mod draw;
mod embeddings;
mod encoder;
mod error;
#[cfg(test)]
mod every_isa;
mod feed_forward;
mod gelu_spikes;
mod gemm;
mod head;
mod hidden;
pub mod inspect;
mod layer_norm;
mod linear;
mod mapping;
pub mod math;
mod memory;
mod names;
mod neuron;
mod origin;
mod panels;
mod planes;
mod prefetch;
mod products;
mod quantize;
mod readout;
mod real_by_ternary;
mod scale;
mod search;
mod shape;
mod softmax;
#[cfg(feature = "testing")]
pub mod testing;
mod tokenizer;
mod translate;

pub use amplitude::Amplitudes;
pub use bart::SpikeBart;
pub use bart_config::BartConfig;
pub use bert::{DEFAULT_SENTENCES_IN_FLIGHT, SpikeBert};
pub use checkpoint::Checkpoint;
pub use config::{Architecture, BertConfig};
pub use error::{AmplitudeFault, ModelError, SearchFault};
pub use neuron::{spikes, ternary};
pub use origin::Origin;
pub use quantize::{Precision, QuantizationError, Quantized, Width, quantization_error, quantize};
pub use real_by_ternary::AttentionRows;
pub use search::{Search, Translation};
pub use shape::{Drawn, Shape};
pub use softmax::softmax;
pub use tokenizer::{EncodedText, TextLimits, Tokenizer};
