//! Every fault of a model directory or a text has its own message: file, place, remedy.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use spikelm_engine::{SoftEngine, SoftOptions};
use spikelm_model::testing::{RandomCheckpoint, Tensors};
use spikelm_model::{BertConfig, ModelError, Precision, SpikeBert, Tokenizer, inspect};
use tempfile::TempDir;

const ALPHA: &str = "bert.encoder.layer.1.intermediate.dense.act_clip_val.2";
const WEIGHT: &str = "bert.encoder.layer.0.output.dense.weight";

fn sound() -> (RandomCheckpoint, TempDir) {
    let checkpoint = RandomCheckpoint::new(1);
    let directory = checkpoint.temporary().unwrap();
    (checkpoint, directory)
}

/// The one line that loading the model or its tokenizer ends with.
fn refusal(directory: &Path) -> String {
    let loaded = SpikeBert::load(directory, Precision::F32, None)
        .and_then(|model| Tokenizer::load(directory, model.config()));
    let message = loaded.expect_err("the directory is refused").to_string();
    assert!(!message.contains('\n'), "one line: {message}");
    message
}

fn with_tensors(change: impl FnOnce(&mut Tensors)) -> String {
    let (checkpoint, directory) = sound();
    let mut tensors = checkpoint.tensors();
    change(&mut tensors);
    tensors.write(directory.path()).unwrap();
    refusal(directory.path())
}

fn with_config(change: impl FnOnce(&mut Value)) -> String {
    let (checkpoint, directory) = sound();
    let mut config = checkpoint.config();
    change(&mut config);
    std::fs::write(directory.path().join("config.json"), config.to_string()).unwrap();
    refusal(directory.path())
}

fn assert_mentions(message: &str, parts: &[&str]) {
    for part in parts {
        assert!(message.contains(part), "`{part}` is not in: {message}");
    }
}

#[test]
fn missing_files_are_named() {
    for file in ["config.json", "model.safetensors", "tokenizer.json"] {
        let (_, directory) = sound();
        std::fs::remove_file(directory.path().join(file)).unwrap();
        assert_mentions(&refusal(directory.path()), &[file, "not found"]);
    }
    let (_, directory) = sound();
    let path = directory.path().join("model.safetensors");
    std::fs::rename(&path, directory.path().join("pytorch_model.bin")).unwrap();
    assert_mentions(&refusal(directory.path()), &["safetensors.torch.save_file"]);
    std::fs::create_dir(&path).unwrap();
    assert_mentions(&refusal(directory.path()), &["not a regular file"]);
}

#[test]
fn truncated_checkpoints_are_refused() {
    let (_, directory) = sound();
    let path = directory.path().join("model.safetensors");
    let whole = std::fs::read(&path).unwrap();
    let header = u64::from_le_bytes(*whole.first_chunk().unwrap()) as usize;
    for (length, reason) in [
        (0, "truncated"),
        (7, "truncated"),
        (8, "claims a header of"),
        (8 + header / 2, "claims a header of"),
        (8 + header, "do not fill the file"),
        (whole.len() - 1, "do not fill the file"),
    ] {
        std::fs::write(&path, &whole[..length]).unwrap();
        assert_mentions(&refusal(directory.path()), &["model.safetensors", reason, "again"]);
    }
    let mut long = whole;
    long.push(0);
    std::fs::write(&path, long).unwrap();
    assert_mentions(&refusal(directory.path()), &["do not fill the file"]);
}

#[test]
fn a_header_that_claims_gigabytes_is_refused() {
    let (_, directory) = sound();
    let path = directory.path().join("model.safetensors");
    for claim in [90u64 << 20, 8 << 30, u64::MAX] {
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[..8].copy_from_slice(&claim.to_le_bytes());
        std::fs::write(&path, bytes).unwrap();
        let claim = format!("claims a header of {claim} bytes");
        assert_mentions(&refusal(directory.path()), &["model.safetensors", &claim]);
    }
    // A tensor of gigabytes that the file does not have, and a size that overflows.
    for shape in ["[65536,65536]", "[4294967296,4294967296]"] {
        let header = format!(r#"{{"x":{{"dtype":"F32","shape":{shape},"data_offsets":[0,16]}}}}"#);
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend(header.as_bytes());
        bytes.extend([0; 16]);
        std::fs::write(&path, bytes).unwrap();
        assert_mentions(&refusal(directory.path()), &["model.safetensors", "damaged header"]);
    }
}

#[test]
fn tensors_are_checked() {
    let message = with_tensors(|t| drop(t.by_name.remove(WEIGHT)));
    assert_mentions(&message, &["model.safetensors", WEIGHT, "missing"]);
    let message = with_tensors(|t| {
        t.by_name.get_mut(WEIGHT).unwrap().0.reverse();
    });
    assert_mentions(&message, &[WEIGHT, "[416, 160]", "[160, 416]"]);
    for (value, text) in [(f32::NAN, "NaN"), (f32::NEG_INFINITY, "-inf")] {
        let message = with_tensors(|t| t.by_name.get_mut(WEIGHT).unwrap().1[77] = value);
        assert_mentions(&message, &["model.safetensors", WEIGHT, text, "element 77"]);
    }
}

#[test]
fn other_types_are_refused() {
    let (_, directory) = sound();
    let path = directory.path().join("model.safetensors");
    let mut bytes = std::fs::read(&path).unwrap();
    let place = bytes.windows(5).position(|w| w == b"\"F32\"").unwrap();
    bytes[place..place + 5].copy_from_slice(b"\"I32\"");
    std::fs::write(&path, bytes).unwrap();
    assert_mentions(&refusal(directory.path()), &["I32", "float32, float16 or bfloat16"]);
}

#[test]
fn half_precision_is_read() {
    for (dtype, name) in [(safetensors::Dtype::F16, "F16"), (safetensors::Dtype::BF16, "BF16")] {
        let (checkpoint, directory) = sound();
        let tensors = checkpoint.tensors();
        let halves = |v: f32| match dtype {
            safetensors::Dtype::F16 => half::f16::from_f32(v).to_le_bytes(),
            _ => half::bf16::from_f32(v).to_le_bytes(),
        };
        let bytes: Vec<(String, Vec<usize>, Vec<u8>)> = tensors
            .by_name
            .into_iter()
            .map(|(n, (s, v))| (n, s, v.into_iter().flat_map(halves).collect()))
            .collect();
        let views = bytes.iter().map(|(name, shape, bytes)| {
            (name, safetensors::tensor::TensorView::new(dtype, shape.clone(), bytes).unwrap())
        });
        let file = safetensors::serialize(views, None).unwrap();
        std::fs::write(directory.path().join("model.safetensors"), file).unwrap();
        SpikeBert::load(directory.path(), Precision::F32, None).unwrap();
        assert_eq!(inspect::inspect(directory.path()).unwrap().layers[0].dtype, name);
    }
}

#[test]
fn uncalibrated_amplitudes_are_refused() {
    for (value, fault) in [
        (1.0, "exactly 1.0"),
        (0.0, "is 0"),
        (-0.4, "is -0.4"),
        (1e-6, "not at least 1e-5"),
        (f32::NAN, "is NaN"),
        (f32::INFINITY, "is inf"),
    ] {
        let message = with_tensors(|t| t.by_name.get_mut(ALPHA).unwrap().1[0] = value);
        assert_mentions(&message, &["model.safetensors", ALPHA, fault, "never calibrated"]);
    }
    let message = with_tensors(|t| drop(t.by_name.remove(ALPHA)));
    assert_mentions(&message, &[ALPHA, "is missing", "never calibrated"]);
    let clip = "bert.encoder.layer.0.attention.self.clip_value.1";
    let message = with_tensors(|t| t.by_name.get_mut(clip).unwrap().1[0] = 1.0);
    assert_mentions(&message, &[clip, "exactly 1.0"]);
}

#[test]
fn configs_are_checked() {
    let message = with_config(|c| c["architectures"] = json!(["GPT2LMHeadModel"]));
    assert_mentions(&message, &["config.json", "GPT2LMHeadModel", "BertForSequenceClassification"]);
    let message = with_config(|c| c["architectures"] = json!([]));
    assert_mentions(&message, &["config.json", "(none)"]);
    let message = with_config(|c| drop(c.as_object_mut().unwrap().remove("T")));
    assert_mentions(&message, &["config.json", "missing field `T`"]);
    let message = with_config(|c| c["T"] = json!(2));
    assert_mentions(&message, &["act_clip_val.2", "beyond T = 2", "config.json"]);
    let message = with_config(|c| c["T"] = json!(0));
    assert_mentions(&message, &["config.json", "T = 0"]);
    let message = with_config(|c| c["T"] = json!(200_000_000));
    assert_mentions(&message, &["act_clip_val.3", "missing"]);
    let message = with_config(|c| c["hidden_size"] = json!(161));
    assert_mentions(&message, &["hidden_size = 161", "num_attention_heads = 5"]);
    let message = with_config(|c| c["vocab_size"] = json!(1u64 << 60));
    assert_mentions(&message, &["vocab_size", "below 2^28"]);
    let message = with_config(|c| c["num_hidden_layers"] = json!(200_000_000));
    assert_mentions(&message, &["layer.2.attention", "missing"]);
    let message = with_config(|c| c["hidden_act"] = json!("relu"));
    assert_mentions(&message, &["hidden_act = relu", "gelu"]);
    let message = with_config(|c| c["input_bits"] = json!(1));
    assert_mentions(&message, &["input_bits = 1", "ternary"]);
    let message = with_config(|c| c["layer_norm_eps"] = json!(-1.0));
    assert_mentions(&message, &["layer_norm_eps = -1"]);
    let (_, directory) = sound();
    std::fs::write(directory.path().join("config.json"), "{\"architectures\": [").unwrap();
    assert_mentions(&refusal(directory.path()), &["config.json", "line 1"]);
}

#[test]
fn tokenizers_must_fit() {
    let (checkpoint, directory) = sound();
    let small = RandomCheckpoint { vocabulary: 90, ..checkpoint };
    small.write(directory.path()).unwrap();
    assert_mentions(&refusal(directory.path()), &["tokenizer.json", "`w96` has id 96", "90 rows"]);
    let path = directory.path().join("tokenizer.json");
    std::fs::write(&path, "{}").unwrap();
    assert_mentions(&refusal(directory.path()), &["tokenizer.json", "no tokenizer"]);
    // The tokenizers crate panics on this one.
    let damaged =
        checkpoint.tokenizer().to_string().replace("\"decoder\":null", "\"decoder\":{\"type\":}");
    std::fs::write(&path, damaged).unwrap();
    assert_mentions(&refusal(directory.path()), &["tokenizer.json", "malformed"]);
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(1 << 30).unwrap();
    assert_mentions(&refusal(directory.path()), &["tokenizer.json", "1073741824 bytes, more than"]);
}

#[test]
fn texts_are_checked() {
    let (checkpoint, directory) = sound();
    let config = BertConfig::load(directory.path()).unwrap();
    let tokenizer = Tokenizer::load(directory.path(), &config).unwrap();
    for text in ["", "  ", "\n\t"] {
        assert!(matches!(tokenizer.encode(text), Err(ModelError::EmptyText)), "{text:?}");
    }
    let fits = tokenizer.encode(&"w3 ".repeat(checkpoint.positions)).unwrap();
    assert!(!fits.truncated);
    let long = tokenizer.encode(&"w3 ".repeat(checkpoint.positions + 1)).unwrap();
    assert_eq!(long.ids, fits.ids);
    assert!(long.truncated);

    let model = SpikeBert::load(directory.path(), Precision::F32, None).unwrap();
    assert!(matches!(model.logits(&[vec![1], vec![]]), Err(ModelError::EmptyText)));
    let beyond = model.logits(&[vec![1; checkpoint.positions + 1]]).unwrap_err();
    assert_mentions(&beyond.to_string(), &["position 24", "24 positions"]);
    let unknown = model.logits(&[vec![checkpoint.vocabulary as u32]]).unwrap_err();
    assert_mentions(&unknown.to_string(), &["token 101", "101 tokens"]);
    assert!(model.logits(&[]).unwrap().is_empty());
}

#[test]
fn sums_that_could_overflow_are_refused_at_load() {
    let (_, directory) = sound();
    let options = SoftOptions { accumulator_bits: 12, ..SoftOptions::default() };
    let engine = Arc::new(SoftEngine::new(options));
    let refused = SpikeBert::load(directory.path(), Precision::Int8, Some(engine)).err().unwrap();
    let message = refused.to_string();
    assert_mentions(&message, &["model.safetensors", "query.weight", "column", "12-bit"]);
    let refused = SpikeBert::load(directory.path(), Precision::Int4, None).err().unwrap();
    assert_mentions(&refused.to_string(), &["int4 weights need a matrix engine"]);
}

#[test]
fn extreme_weights_end_in_an_error() {
    let (checkpoint, directory) = sound();
    let mut tensors = checkpoint.tensors();
    tensors.by_name.get_mut("classifier.weight").unwrap().1.fill(f32::MAX);
    tensors.write(directory.path()).unwrap();
    let model = SpikeBert::load(directory.path(), Precision::F32, None).unwrap();
    let error = model.logits(&[vec![1, 2, 3]]).unwrap_err();
    assert_mentions(&error.to_string(), &["sentence 0", "not finite"]);
}

#[test]
fn reports_list_every_fault() {
    let (checkpoint, directory) = sound();
    let report = inspect::inspect(directory.path()).unwrap();
    assert!(report.faults.is_empty() && report.unused.is_empty());
    assert_eq!((report.layers.len(), report.thresholds.len()), (12, 4));
    let mut tensors = checkpoint.tensors();
    tensors.by_name.remove(WEIGHT);
    tensors.by_name.get_mut(ALPHA).unwrap().1[0] = 1.0;
    tensors.by_name.insert("bert.extra".into(), (vec![1], vec![0.0]));
    tensors.write(directory.path()).unwrap();
    let report = inspect::inspect(directory.path()).unwrap();
    let faults: Vec<String> = report.faults.iter().map(ToString::to_string).collect();
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert_mentions(&faults.join(" "), &[WEIGHT, ALPHA]);
    assert!(report.unused.contains(&"bert.extra".to_string()));
    // A config for another model makes nearly every tensor a fault; the report stays short.
    let mut config = checkpoint.config();
    config["hidden_size"] = json!(80);
    config["num_hidden_layers"] = json!(100_000_000);
    std::fs::write(directory.path().join("config.json"), config.to_string()).unwrap();
    let report = inspect::inspect(directory.path()).unwrap();
    assert!(report.more_faults && report.faults.len() == 100);
}
