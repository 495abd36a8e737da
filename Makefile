# `make demo` and `make test` do everything, system packages included.
.PHONY: demo test test-long setup generate mutants synth synth-check bitstream-ecp5 boards

MODEL := tests/models/sst2-tiny
DATA := tests/data/sst2/dev.tsv

# Real sentences of the dev set through the Verilated engine, each integer compared with the
# software engine's.
demo: setup
	cargo build --workspace --bin spikelm
	mkdir -p target && sed -n '2,9p' $(DATA) | cut -f2 > target/demo.txt
	cargo run -q --bin spikelm -- classify --model $(MODEL) --card sim --check --file target/demo.txt

test: setup
	cargo test --workspace

# What takes tens of minutes: the dev set on every configuration with int8 and int4 weights, and a
# thousand faults of each kind.
test-long: setup
	cargo test --workspace --test configurations -- --ignored --nocapture
	SPIKELM_FAULTS=1000 cargo test --workspace --test fault_campaign -- --nocapture

setup:
	@.ci/setup

# The checked-in Verilog and registers.md from hdl/src.
generate:
	cargo run --bin spikelm-hdl -- generate

# Deliberate bugs in the generated Verilog, each of which must turn a test red; takes minutes.
# SPIKELM_MUTANTS=n draws n, SPIKELM_SEED=n draws others.
mutants: setup
	cargo test --workspace --test engine_mutants -- --ignored --nocapture

# The synthesis reports of hdl/reports that are missing or stale; installs yosys and nextpnr under
# target/synth. REPORTS="small ecp5-core" makes those, SEEDS=n tries n placements.
synth: setup
	cargo run -q --bin spikelm-hdl -- synth $(REPORTS) --seeds $(or $(SEEDS),1)

# Fails if a synthesis report is not of the Verilog of today, and names it.
synth-check:
	cargo test --workspace --test synth_reports -- --include-ignored

# A bitstream for the Lattice ECP5 Evaluation Board with open tools only, and its report: yosys,
# nextpnr and ecppack, installed under target/synth. Takes ten minutes to half an hour.
bitstream-ecp5: setup
	cargo run -q --bin spikelm-hdl -- synth --force ecp5-evn

# Every board's wrapper in simulation with its own engine; takes minutes.
boards: setup
	cargo test --workspace --test board_wrappers -- --include-ignored
