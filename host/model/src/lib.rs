//! SpikeLM models: checkpoints, tokenizers, quantizer, neurons, glue, BERT.
