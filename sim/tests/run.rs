//! Runs of cycles in one call are the same as cycles one by one.

use spikelm_sim::verilated::{Design, FreeClock, Module};

/// A counter whose only clock is `clock`.
const COUNTER: &str = "
module counter(clock, step, limit, count, at_limit);
  input wire clock; input wire [3:0] step; input wire [15:0] limit;
  output reg [15:0] count; output wire at_limit;
  reg [15:0] squares [0:15];
  assign at_limit = count >= limit && limit != 0;
  always @(posedge clock) begin
    count <= count + squares[step];
    squares[step] <= {12'b0, step};
  end
endmodule";

/// The same ports, from both edges and the level of `clock`.
const BOTH_EDGES: &str = "
module edges(clock, step, limit, count, at_limit);
  input wire clock; input wire [3:0] step; input wire [15:0] limit;
  output reg [15:0] count; output wire at_limit;
  reg [15:0] falls;
  assign at_limit = falls >= limit && limit != 0;
  always @(posedge clock) count <= falls + {12'b0, step};
  always @(negedge clock) falls <= count;
endmodule";

/// The same ports, with an output that is high in half a cycle.
const LEVEL: &str = "
module level(clock, step, limit, count, at_limit);
  input wire clock; input wire [3:0] step; input wire [15:0] limit;
  output reg [15:0] count; output wire at_limit;
  assign at_limit = ~clock && count >= limit && limit != 0;
  always @(posedge clock) count <= count + {12'b0, step};
endmodule";

/// Outputs after cycles one by one, until `at_limit` changes.
fn one_by_one(module: &mut Module, cycles: u64) -> u64 {
    let at_limit = module.port("at_limit").unwrap();
    let before = module.high(at_limit);
    for done in 0..cycles {
        module.settle();
        if module.high(at_limit) != before {
            return done;
        }
        module.edge();
        if module.high(at_limit) != before {
            return done + 1;
        }
    }
    cycles
}

#[test]
fn a_run_is_as_many_cycles() {
    for (top, text) in [("counter", COUNTER), ("edges", BOTH_EDGES), ("level", LEVEL)] {
        let library = Design::new(top, text).build().unwrap();
        let port = |name| library.port(name).unwrap();
        let (mut run, mut steps) = (library.module().unwrap(), library.module().unwrap());
        run.watch(&[port("at_limit")]);
        for round in 0_u64..200 {
            for module in [&mut run, &mut steps] {
                let limit = module.get(port("count")) + round * 7 % 50;
                module.set(port("limit"), if round % 3 == 0 { 0 } else { limit });
                module.set(port("step"), round * 5 % 16);
                module.step();
            }
            let cycles = round * 11 % 40;
            assert_eq!(run.run(cycles), one_by_one(&mut steps, cycles), "{top}, round {round}");
            assert_eq!(run.cycles(), steps.cycles());
            for name in ["count", "at_limit"] {
                let (ran, stepped) = (run.get(port(name)), steps.get(port(name)));
                assert_eq!(ran, stepped, "{top}, round {round}: {name}");
            }
        }
        assert_ne!(run.get(port("count")), 0);
    }
}

#[test]
fn nothing_runs_beside_other_clocks() {
    let mut module = Design::new("counter", COUNTER).build().unwrap().module().unwrap();
    assert_eq!(module.run(5), 5);
    let limit = module.port("limit").unwrap();
    module.set(limit, 0);
    let level = Design::new("level", LEVEL.replace("[15:0] limit", "limit")).build().unwrap();
    let mut module = level.module().unwrap();
    module.free_clock(level.port("limit").unwrap(), FreeClock::new(0.3, 0.0, 1));
    assert_eq!(module.run(5), 0);
}

#[test]
fn a_failure_ends_a_run() {
    let text = "module stop(input wire clock, output reg [7:0] count);
        always @(posedge clock) begin
          count <= count + 1;
          if (count == 9) $finish;
        end
      endmodule";
    let library = Design::new("stop", text).build().unwrap();
    let mut module = library.module().unwrap();
    assert_eq!(module.run(4), 4);
    assert!(module.run(100) < 100);
    assert!(module.fault().unwrap().contains("$finish"));
    assert_eq!(module.run(100), 0);
}
