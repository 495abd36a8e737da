//! A hand-written AXI memory with a few registers, behind the engine's port names.

/// 64 KiB at address 0, DECERR elsewhere, SLVERR for a burst that crosses a page or whose last beat
/// is misplaced. Registers: 0x00 magic, 0x04 scratch, 0x08 stall all channels at random, 0x0C stop
/// taking addresses, 0x10 cycles until the interrupt (0 clears it), 0x14 largest number of read
/// bursts that waited, 0x18 never answers; SLVERR from 0x1000 on.
pub const MEMORY: &str = r"
module spikelm_engine(
  input wire clock, input wire resetn, output reg irq,
  input wire [15:0] s_axil_awaddr, input wire s_axil_awvalid, output wire s_axil_awready,
  input wire [31:0] s_axil_wdata, input wire [3:0] s_axil_wstrb, input wire s_axil_wvalid,
  output wire s_axil_wready, output reg [1:0] s_axil_bresp, output reg s_axil_bvalid,
  input wire s_axil_bready, input wire [15:0] s_axil_araddr, input wire s_axil_arvalid,
  output wire s_axil_arready, output reg [31:0] s_axil_rdata, output reg [1:0] s_axil_rresp,
  output reg s_axil_rvalid, input wire s_axil_rready,
  input wire [3:0] s_axi_awid, input wire [63:0] s_axi_awaddr, input wire [7:0] s_axi_awlen,
  input wire [2:0] s_axi_awsize, input wire [1:0] s_axi_awburst, input wire s_axi_awvalid,
  output wire s_axi_awready, input wire [WIDTH-1:0] s_axi_wdata,
  input wire [WIDTH/8-1:0] s_axi_wstrb, input wire s_axi_wlast, input wire s_axi_wvalid,
  output wire s_axi_wready, output reg [3:0] s_axi_bid, output reg [1:0] s_axi_bresp,
  output reg s_axi_bvalid, input wire s_axi_bready,
  input wire [3:0] s_axi_arid, input wire [63:0] s_axi_araddr, input wire [7:0] s_axi_arlen,
  input wire [2:0] s_axi_arsize, input wire [1:0] s_axi_arburst, input wire s_axi_arvalid,
  output wire s_axi_arready, output reg [3:0] s_axi_rid, output reg [WIDTH-1:0] s_axi_rdata,
  output reg [1:0] s_axi_rresp, output reg s_axi_rlast, output reg s_axi_rvalid,
  input wire s_axi_rready);
  localparam B = WIDTH / 8;
  localparam L = $clog2(B);
  reg [WIDTH-1:0] mem [0:65536/B-1];
  reg [31:0] scratch, timer, most, lfsr;
  reg stall, hang;
  wire [31:0] go = stall ? lfsr : 32'hFFFFFFFF;

  // Queues of four write and four read bursts.
  reg [63:0] wq_addr [0:3]; reg [7:0] wq_len [0:3]; reg [3:0] wq_id [0:3];
  reg [2:0] wq_in, wq_out;
  reg [63:0] rq_addr [0:3]; reg [7:0] rq_len [0:3]; reg [3:0] rq_id [0:3];
  reg [2:0] rq_in, rq_out;
  wire [2:0] wq_fill = wq_in - wq_out, rq_fill = rq_in - rq_out;
  assign s_axi_awready = wq_fill != 4 && go[0] && !hang;
  assign s_axi_arready = rq_fill != 4 && go[7] && !hang;

  // Beats of the oldest burst of each.
  reg [8:0] w_beat, r_beat;
  reg [1:0] w_worst;
  wire [63:0] w_first = wq_addr[wq_out[1:0]] >> L, r_first = rq_addr[rq_out[1:0]] >> L;
  wire [63:0] w_word = w_first + {55'd0, w_beat}, r_word = r_first + {55'd0, r_beat};
  wire [63:0] w_end = w_first + {56'd0, wq_len[wq_out[1:0]]};
  wire [63:0] r_end = r_first + {56'd0, rq_len[rq_out[1:0]]};
  wire w_ends = w_beat == {1'b0, wq_len[wq_out[1:0]]};
  wire r_ends = r_beat == {1'b0, rq_len[rq_out[1:0]]};
  wire w_bad = (w_first >> (12 - L)) != (w_end >> (12 - L)) || s_axi_wlast != w_ends;
  wire r_bad = (r_first >> (12 - L)) != (r_end >> (12 - L));
  wire w_out = w_word >= 65536 / B, r_out = r_word >= 65536 / B;
  wire [1:0] w_now = w_out ? 3 : w_bad ? 2 : w_worst;
  assign s_axi_wready = wq_fill != 0 && !s_axi_bvalid && go[13];
  integer i;

  // Registers: address and data are taken one by one.
  reg [15:0] l_addr; reg [31:0] l_data; reg l_has_addr, l_has_data;
  assign s_axil_awready = !l_has_addr && go[17];
  assign s_axil_wready = !l_has_data && go[19];
  assign s_axil_arready = !s_axil_rvalid && go[23] && s_axil_araddr != 16'h18;

  always @(posedge clock) begin
    lfsr <= {lfsr[30:0], lfsr[31] ^ lfsr[21] ^ lfsr[1] ^ lfsr[0]};
    if (timer > 1) timer <= timer - 1;
    if (timer == 1) irq <= 1;
    if ({29'd0, rq_fill} > most) most <= {29'd0, rq_fill};

    if (s_axi_awvalid && s_axi_awready) begin
      wq_addr[wq_in[1:0]] <= s_axi_awaddr; wq_len[wq_in[1:0]] <= s_axi_awlen;
      wq_id[wq_in[1:0]] <= s_axi_awid; wq_in <= wq_in + 1;
    end
    if (s_axi_bready) s_axi_bvalid <= 0;
    if (s_axi_wvalid && s_axi_wready) begin
      for (i = 0; i < B; i = i + 1)
        if (s_axi_wstrb[i] && !w_out) mem[w_word[15-L:0]][8*i +: 8] <= s_axi_wdata[8*i +: 8];
      w_worst <= w_now; w_beat <= w_beat + 1;
      if (w_ends) begin
        s_axi_bvalid <= 1; s_axi_bresp <= w_now; s_axi_bid <= wq_id[wq_out[1:0]];
        w_beat <= 0; w_worst <= 0; wq_out <= wq_out + 1;
      end
    end

    if (s_axi_arvalid && s_axi_arready) begin
      rq_addr[rq_in[1:0]] <= s_axi_araddr; rq_len[rq_in[1:0]] <= s_axi_arlen;
      rq_id[rq_in[1:0]] <= s_axi_arid; rq_in <= rq_in + 1;
    end
    if (s_axi_rready) s_axi_rvalid <= 0;
    if ((s_axi_rready || !s_axi_rvalid) && rq_fill != 0 && go[27]) begin
      s_axi_rvalid <= 1; s_axi_rdata <= mem[r_word[15-L:0]]; s_axi_rlast <= r_ends;
      s_axi_rresp <= r_out ? 3 : r_bad ? 2 : 0; s_axi_rid <= rq_id[rq_out[1:0]];
      r_beat <= r_ends ? 0 : r_beat + 1;
      if (r_ends) rq_out <= rq_out + 1;
    end

    if (s_axil_awvalid && s_axil_awready) begin l_addr <= s_axil_awaddr; l_has_addr <= 1; end
    if (s_axil_wvalid && s_axil_wready) begin l_data <= s_axil_wdata; l_has_data <= 1; end
    if (s_axil_bready) s_axil_bvalid <= 0;
    if (l_has_addr && l_has_data && !s_axil_bvalid && go[29]) begin
      l_has_addr <= 0; l_has_data <= 0; s_axil_bvalid <= 1;
      s_axil_bresp <= l_addr >= 16'h1000 ? 2 : 0;
      case (l_addr)
        16'h04: scratch <= l_data;
        16'h08: stall <= l_data[0];
        16'h0C: hang <= l_data[0];
        16'h10: begin timer <= l_data; if (l_data == 0) irq <= 0; end
        default: ;
      endcase
    end
    if (s_axil_rready) s_axil_rvalid <= 0;
    if (s_axil_arvalid && s_axil_arready) begin
      s_axil_rvalid <= 1; s_axil_rresp <= s_axil_araddr >= 16'h1000 ? 2 : 0;
      case (s_axil_araddr)
        16'h00: s_axil_rdata <= 32'h4C4B5053;
        16'h04: s_axil_rdata <= scratch;
        16'h14: s_axil_rdata <= most;
        default: s_axil_rdata <= 0;
      endcase
    end

    if (!resetn) begin
      irq <= 0; s_axil_bvalid <= 0; s_axil_rvalid <= 0; s_axi_bvalid <= 0; s_axi_rvalid <= 0;
      wq_in <= 0; wq_out <= 0; rq_in <= 0; rq_out <= 0; w_beat <= 0; r_beat <= 0; w_worst <= 0;
      l_has_addr <= 0; l_has_data <= 0; scratch <= 0; timer <= 0; most <= 0; lfsr <= 32'hACE1;
      stall <= 0; hang <= 0;
    end
  end
endmodule
";

/// The memory with beats of `width` bytes.
pub fn memory(width: u32) -> String {
    MEMORY.replace("WIDTH", &(8 * width).to_string())
}
