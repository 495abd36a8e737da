//! The stream agents on small hand-written modules, correct and wrong ones.

use spikelm_sim::stream::{Sink, Source, Stall, StreamError, run, with_seeds};
use spikelm_sim::verilated::{Design, Library};

/// A skid buffer: one register, and a second one for the item that arrives as the sink stalls.
const SKID: &str = "
module skid(clock, resetn, in_valid, in_ready, in_data, out_valid, out_ready, out_data);
  input wire clock; input wire resetn;
  input wire in_valid; output wire in_ready; input wire [99:0] in_data;
  output reg out_valid; input wire out_ready; output reg [99:0] out_data;
  reg full; reg [99:0] spare;
  assign in_ready = !full;
  always @(posedge clock) begin
    if (out_ready || !out_valid) begin
      out_valid <= full || in_valid;
      out_data <= full ? spare : in_data;
      full <= 0;
    end else if (in_valid && !full) begin
      full <= 1;
      spare <= in_data;
    end
    if (!resetn) begin out_valid <= 0; full <= 0; end
  end
endmodule";

fn exercise(library: &Library, stalls: [Stall; 2], seed: u64) -> Result<u64, StreamError> {
    let mut module = library.module().unwrap();
    let [resetn, data_in, data_out] =
        ["resetn", "in_data", "out_data"].map(|n| module.port(n).unwrap());
    module.step();
    module.set(resetn, 1);
    let mut source =
        Source::new(&module, "in_valid", "in_ready", stalls[0], seed, move |m, v: &[u32; 4]| {
            m.set_wide(data_in, v);
        })
        .unwrap();
    let mut sink = Sink::new(&module, "out_valid", "out_ready", stalls[1], !seed, move |m| {
        let mut v = [0; 4];
        m.get_wide(data_out, &mut v);
        v
    })
    .unwrap();
    let items: Vec<[u32; 4]> =
        (0..200_u32).map(|i| [i, i.wrapping_mul(0x9E37_79B9), !i, i & 15]).collect();
    source.extend(items.iter().copied());
    sink.expect(items.iter().copied());
    let cycles = run(&mut module, &mut [&mut source, &mut sink], 5000)?;
    assert_eq!(sink.received(), items);
    assert_eq!(source.sent(), items.len());
    Ok(cycles)
}

#[test]
fn a_skid_buffer_passes_everything() {
    let library = Design::new("skid", SKID).build().unwrap();
    with_seeds(|seed| {
        for stalls in Stall::combinations::<2>() {
            let cycles = exercise(&library, stalls, seed).unwrap();
            if stalls == [Stall::Always; 2] {
                assert_eq!(cycles, 201, "one item a cycle after one cycle of latency");
            }
        }
    });
}

#[test]
fn wrong_skid_buffers_are_caught() {
    let stalls = [Stall::Random(0.5); 2];
    let wrong = |from: &str, to: &str| {
        let text = SKID.replace(from, to);
        assert_ne!(text, SKID);
        exercise(&Design::new("skid", text).build().unwrap(), stalls, 1).unwrap_err()
    };
    // Takes items that it has no place for.
    assert!(matches!(wrong("in_ready = !full", "in_ready = 1"), StreamError::Mismatch { .. }));
    // Changes an item that was offered.
    let e = wrong("if (out_ready || !out_valid)", "if (1)");
    assert!(matches!(e, StreamError::Withdrawn { .. }), "{e}");
    // Repeats the spare item for ever.
    let e = wrong("full <= 0;\n    end else", "full <= full;\n    end else");
    assert!(matches!(e, StreamError::Mismatch { .. }), "{e}");
    // Swallows everything.
    let e = wrong("out_valid <= full || in_valid", "out_valid <= 0");
    assert!(matches!(e, StreamError::Watchdog { cycles: 5000, .. }), "{e}");
    assert!(e.to_string().contains("out_valid (200 items to come)"), "{e}");
}
