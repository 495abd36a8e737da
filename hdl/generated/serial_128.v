// Written by `cargo run -p spikelm-hdl -- generate` from hdl/src; do not edit.
`default_nettype none

module spikelm_serial_shell_dff_4(d,q,clock);

    // Module arguments
    input wire  [3:0] d;
    output reg  [3:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 4'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_serial_shell_dff_32(d,q,clock);

    // Module arguments
    input wire  [31:0] d;
    output reg  [31:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 32'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_serial_shell_dff_8(d,q,clock);

    // Module arguments
    input wire  [7:0] d;
    output reg  [7:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 8'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_serial_shell_dff_6(d,q,clock);

    // Module arguments
    input wire  [5:0] d;
    output reg  [5:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 6'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_serial_shell_memory(clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  [5:0] write_address;
    input wire  [7:0] write_data;
    input wire  [5:0] read_address;
    output reg  [7:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [7:0] memory [0:63];
    always @(posedge clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_serial_shell_dff_1(d,q,clock);

    // Module arguments
    input wire  d;
    output reg  q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 1'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_serial_shell_dff_7(d,q,clock);

    // Module arguments
    input wire  [6:0] d;
    output reg  [6:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 7'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_serial_shell_dff_96(d,q,clock);

    // Module arguments
    input wire  [95:0] d;
    output reg  [95:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 96'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_serial_shell_dff_11(d,q,clock);

    // Module arguments
    input wire  [10:0] d;
    output reg  [10:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 11'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_serial_shell_dff_16(d,q,clock);

    // Module arguments
    input wire  [15:0] d;
    output reg  [15:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 16'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_serial_shell_dff_64(d,q,clock);

    // Module arguments
    input wire  [63:0] d;
    output reg  [63:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 64'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_serial_shell_dff_2(d,q,clock);

    // Module arguments
    input wire  [1:0] d;
    output reg  [1:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 2'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_serial_shell_dff_5(d,q,clock);

    // Module arguments
    input wire  [4:0] d;
    output reg  [4:0] q;
    input wire  clock;

    // Enums
    localparam Step_Idle = 0;
    localparam Step_HeaderAsk = 1;
    localparam Step_HeaderTake = 2;
    localparam Step_Decide = 3;
    localparam Step_WriteAsk = 4;
    localparam Step_WriteTake = 5;
    localparam Step_WriteOffer = 6;
    localparam Step_WriteAnswer = 7;
    localparam Step_Open = 8;
    localparam Step_SendSequence = 9;
    localparam Step_SendLow = 10;
    localparam Step_SendHigh = 11;
    localparam Step_ReadNext = 12;
    localparam Step_ReadOffer = 13;
    localparam Step_ReadAnswer = 14;
    localparam Step_ReadLane = 15;
    localparam Step_SendStatus = 16;
    localparam Step_Close = 17;

    // Update code (custom)
    initial begin
       q = 64'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_serial_shell_dff_128(d,q,clock);

    // Module arguments
    input wire  [127:0] d;
    output reg  [127:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 128'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_serial_shell_crc(clock,clear,enter,data,idle,crc);

    // Module arguments
    input wire  clock;
    input wire  clear;
    input wire  enter;
    input wire  [7:0] data;
    output wire  idle;
    output wire  [31:0] crc;

    // Constant declarations
    localparam  ones = 32'hffffffff;
    localparam  polynomial = 32'hedb88320;
    localparam  set = 1'b1;
    localparam  eight = 4'h8;
    localparam  one = 4'h1;
    localparam  none = 4'h0;

    // Stub signals
    reg  [31:0] register_d;
    wire  [31:0] register_q;
    wire  register_clock;
    reg  [7:0] value_d;
    wire  [7:0] value_q;
    wire  value_clock;
    reg  [3:0] bits_left_d;
    wire  [3:0] bits_left_q;
    wire  bits_left_clock;

    // Local signals
    wire  feedback;
    wire  [31:0] shifted;

    // Sub module instances
    spikelm_serial_shell_dff_32 register(
        .d(register_d),
        .q(register_q),
        .clock(register_clock)
    );
    spikelm_serial_shell_dff_8 value(
        .d(value_d),
        .q(value_q),
        .clock(value_clock)
    );
    spikelm_serial_shell_dff_4 bits_left(
        .d(bits_left_d),
        .q(bits_left_q),
        .clock(bits_left_clock)
    );

    // Update code
    assign register_clock = clock;
    assign value_clock = clock;
    assign bits_left_clock = clock;
    assign idle = bits_left_q == none;
    assign crc = register_q;
    assign feedback = register_q[(32'h0)+:(1)] ^ value_q[(32'h0)+:(1)];
    assign shifted = ((register_q[(32'h1)+:(31)]) & 32'hffffffff);
    always @(*) begin
        register_d = register_q;
        value_d = value_q;
        bits_left_d = bits_left_q;
        if (bits_left_q != none) begin
            bits_left_d = bits_left_q - one;
            value_d = ((value_q[(32'h1)+:(7)]) & 8'hff);
            register_d = shifted;
            if (feedback == set) begin
                register_d = shifted ^ polynomial;
            end
        end
        if (enter) begin
            value_d = data;
            bits_left_d = eight;
        end
        if (clear) begin
            register_d = ones;
            bits_left_d = none;
        end
    end

endmodule

module spikelm_serial_shell_memory_2(clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  [10:0] write_address;
    input wire  [7:0] write_data;
    input wire  [10:0] read_address;
    output reg  [7:0] read_data;

    // Update code (custom)
    (* no_rw_check *) reg [7:0] memory [0:2047];
    always @(posedge clock) begin
        if (write) memory[write_address] <= write_data;
        read_data <= memory[read_address];
    end
endmodule

module spikelm_serial_shell_waiting(clock,resetn,push,push_data,ready,ample,valid,data,pop,empty);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  push;
    input wire  [7:0] push_data;
    output wire  ready;
    output wire  ample;
    output wire  valid;
    output wire  [7:0] data;
    input wire  pop;
    output wire  empty;

    // Constant declarations
    localparam  first_address = 6'b0;
    localparam  one_address = 6'b1;
    localparam  none = 7'b0;
    localparam  one = 7'b1;
    localparam  full = 7'b1000000;
    localparam  ample_up_to = 7'b111100;

    // Stub signals
    wire  memory_clock;
    wire  memory_write;
    wire  [5:0] memory_write_address;
    wire  [7:0] memory_write_data;
    wire  [5:0] memory_read_address;
    wire  [7:0] memory_read_data;
    reg  [5:0] head_d;
    wire  [5:0] head_q;
    wire  head_clock;
    reg  [5:0] tail_d;
    wire  [5:0] tail_q;
    wire  tail_clock;
    reg  [6:0] stored_d;
    wire  [6:0] stored_q;
    wire  stored_clock;
    reg  some_d;
    wire  some_q;
    wire  some_clock;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [7:0] out_data_d;
    wire  [7:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    wire  advance;

    // Sub module instances
    spikelm_serial_shell_memory memory(
        .clock(memory_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_serial_shell_dff_6 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_serial_shell_dff_6 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_serial_shell_dff_7 stored(
        .d(stored_d),
        .q(stored_q),
        .clock(stored_clock)
    );
    spikelm_serial_shell_dff_1 some(
        .d(some_d),
        .q(some_q),
        .clock(some_clock)
    );
    spikelm_serial_shell_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_serial_shell_dff_8 out_data(
        .d(out_data_d),
        .q(out_data_q),
        .clock(out_data_clock)
    );

    // Update code
    assign head_clock = clock;
    assign tail_clock = clock;
    assign stored_clock = clock;
    assign some_clock = clock;
    assign out_valid_clock = clock;
    assign out_data_clock = clock;
    assign memory_clock = clock;
    assign ready = stored_q != full;
    assign ample = stored_q <= ample_up_to;
    assign empty = ~some_q;
    assign enter = push && ready;
    assign advance = some_q && (~out_valid_q || pop);
    assign memory_write = enter;
    assign memory_write_address = tail_q;
    assign memory_write_data = push_data;
    assign memory_read_address = head_q;
    assign valid = out_valid_q;
    assign data = out_data_q;
    always @(*) begin
        head_d = head_q;
        tail_d = tail_q;
        stored_d = stored_q;
        some_d = some_q;
        out_valid_d = out_valid_q;
        out_data_d = out_data_q;
        if (enter) begin
            tail_d = tail_q + one_address;
        end
        if (pop) begin
            out_valid_d = 1'b0;
        end
        if (advance) begin
            head_d = head_q + one_address;
            out_data_d = memory_read_data;
            out_valid_d = 1'b1;
        end
        if (enter && ~advance) begin
            stored_d = stored_q + one;
            some_d = 1'b1;
        end
        if (advance && ~enter) begin
            stored_d = stored_q - one;
            some_d = stored_q != one;
        end
        if (~resetn) begin
            head_d = first_address;
            tail_d = first_address;
            stored_d = none;
            some_d = 1'b0;
            out_valid_d = 1'b0;
        end
    end

endmodule

module spikelm_serial_shell_synchronizer_1(clock,d,q);

    // Module arguments
    input wire  clock;
    input wire  d;
    output reg  q;

    // Update code (custom)
    (* ASYNC_REG = "TRUE" *) reg [0:0] caught;
    (* ASYNC_REG = "TRUE" *) reg [0:0] settled;
    always @(posedge clock) begin
        caught <= d;
        settled <= caught;
    end
    always @(*) q = settled;
endmodule

module spikelm_serial_shell_dff_3(d,q,clock);

    // Module arguments
    input wire  [2:0] d;
    output reg  [2:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 3'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_serial_shell_dff_9(d,q,clock);

    // Module arguments
    input wire  [8:0] d;
    output reg  [8:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 9'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_serial_shell_bridge(clock,resetn,frame,length,take,read_address,read_data,open,close,valid,data,ready,idle,m_axi_awid,m_axi_awaddr,m_axi_awlen,m_axi_awsize,m_axi_awburst,m_axi_awvalid,m_axi_awready,m_axi_wdata,m_axi_wstrb,m_axi_wlast,m_axi_wvalid,m_axi_wready,m_axi_bid,m_axi_bresp,m_axi_bvalid,m_axi_bready,m_axi_arid,m_axi_araddr,m_axi_arlen,m_axi_arsize,m_axi_arburst,m_axi_arvalid,m_axi_arready,m_axi_rid,m_axi_rdata,m_axi_rresp,m_axi_rlast,m_axi_rvalid,m_axi_rready,m_axil_awaddr,m_axil_awvalid,m_axil_awready,m_axil_wdata,m_axil_wstrb,m_axil_wvalid,m_axil_wready,m_axil_bresp,m_axil_bvalid,m_axil_bready,m_axil_araddr,m_axil_arvalid,m_axil_arready,m_axil_rdata,m_axil_rresp,m_axil_rvalid,m_axil_rready,irq);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  frame;
    input wire  [10:0] length;
    output reg  take;
    output wire  [10:0] read_address;
    input wire  [7:0] read_data;
    output reg  open;
    output reg  close;
    output reg  valid;
    output reg  [7:0] data;
    input wire  ready;
    input wire  idle;
    output wire  [3:0] m_axi_awid;
    output wire  [63:0] m_axi_awaddr;
    output wire  [7:0] m_axi_awlen;
    output wire  [2:0] m_axi_awsize;
    output wire  [1:0] m_axi_awburst;
    output wire  m_axi_awvalid;
    input wire  m_axi_awready;
    output wire  [127:0] m_axi_wdata;
    output wire  [15:0] m_axi_wstrb;
    output wire  m_axi_wlast;
    output wire  m_axi_wvalid;
    input wire  m_axi_wready;
    input wire  [3:0] m_axi_bid;
    input wire  [1:0] m_axi_bresp;
    input wire  m_axi_bvalid;
    output wire  m_axi_bready;
    output wire  [3:0] m_axi_arid;
    output wire  [63:0] m_axi_araddr;
    output wire  [7:0] m_axi_arlen;
    output wire  [2:0] m_axi_arsize;
    output wire  [1:0] m_axi_arburst;
    output wire  m_axi_arvalid;
    input wire  m_axi_arready;
    input wire  [3:0] m_axi_rid;
    input wire  [127:0] m_axi_rdata;
    input wire  [1:0] m_axi_rresp;
    input wire  m_axi_rlast;
    input wire  m_axi_rvalid;
    output wire  m_axi_rready;
    output wire  [15:0] m_axil_awaddr;
    output wire  m_axil_awvalid;
    input wire  m_axil_awready;
    output wire  [31:0] m_axil_wdata;
    output wire  [3:0] m_axil_wstrb;
    output wire  m_axil_wvalid;
    input wire  m_axil_wready;
    input wire  [1:0] m_axil_bresp;
    input wire  m_axil_bvalid;
    output wire  m_axil_bready;
    output wire  [15:0] m_axil_araddr;
    output wire  m_axil_arvalid;
    input wire  m_axil_arready;
    input wire  [31:0] m_axil_rdata;
    input wire  [1:0] m_axil_rresp;
    input wire  m_axil_rvalid;
    output wire  m_axil_rready;
    input wire  irq;

    // Constant declarations
    localparam  hello = 8'h0;
    localparam  write = 8'h1;
    localparam  read = 8'h2;
    localparam  write_register = 8'h3;
    localparam  read_register = 8'h4;
    localparam  header_bytes = 11'b1100;
    localparam  last_header = 11'b1011;
    localparam  first = 11'b0;
    localparam  next_one = 11'b1;
    localparam  top_byte = 16'h58;
    localparam  most = 16'h400;
    localparam  nothing = 16'h0;
    localparam  one = 16'h1;
    localparam  register_bytes = 16'h4;
    localparam  none = 8'h0;
    localparam  lane_1 = 8'h1;
    localparam  lane_end = 8'hf;
    localparam  in_word = 8'hf;
    localparam  word_start = 64'hfffffffffffffff0;
    localparam  word_bytes = 64'h10;
    localparam  top_lane = 16'h78;
    localparam  top_strobe = 16'hf;
    localparam  on = 1'b1;
    localparam  off = 1'b0;
    localparam  okay = 2'b0;
    localparam  one_id = 4'h0;
    localparam  one_beat = 8'h0;
    localparam  beat_size = 3'b100;
    localparam  incrementing = 2'b1;
    localparam  all_bytes = 4'hf;
    localparam  refused_bit = 8'h4;
    localparam  irq_bit = 8'h80;

    // Enums
    localparam Step_Idle = 0;
    localparam Step_HeaderAsk = 1;
    localparam Step_HeaderTake = 2;
    localparam Step_Decide = 3;
    localparam Step_WriteAsk = 4;
    localparam Step_WriteTake = 5;
    localparam Step_WriteOffer = 6;
    localparam Step_WriteAnswer = 7;
    localparam Step_Open = 8;
    localparam Step_SendSequence = 9;
    localparam Step_SendLow = 10;
    localparam Step_SendHigh = 11;
    localparam Step_ReadNext = 12;
    localparam Step_ReadOffer = 13;
    localparam Step_ReadAnswer = 14;
    localparam Step_ReadLane = 15;
    localparam Step_SendStatus = 16;
    localparam Step_Close = 17;

    // Stub signals
    reg  [4:0] step_d;
    wire  [4:0] step_q;
    wire  step_clock;
    reg  [10:0] index_d;
    wire  [10:0] index_q;
    wire  index_clock;
    reg  [95:0] header_d;
    wire  [95:0] header_q;
    wire  header_clock;
    reg  of_register_d;
    wire  of_register_q;
    wire  of_register_clock;
    reg  reading_d;
    wire  reading_q;
    wire  reading_clock;
    reg  [15:0] left_d;
    wire  [15:0] left_q;
    wire  left_clock;
    reg  [7:0] skip_d;
    wire  [7:0] skip_q;
    wire  skip_clock;
    reg  [7:0] lane_d;
    wire  [7:0] lane_q;
    wire  lane_clock;
    reg  [63:0] place_d;
    wire  [63:0] place_q;
    wire  place_clock;
    reg  [127:0] word_d;
    wire  [127:0] word_q;
    wire  word_clock;
    reg  [15:0] strobe_d;
    wire  [15:0] strobe_q;
    wire  strobe_clock;
    reg  address_sent_d;
    wire  address_sent_q;
    wire  address_sent_clock;
    reg  word_sent_d;
    wire  word_sent_q;
    wire  word_sent_clock;
    reg  [1:0] response_d;
    wire  [1:0] response_q;
    wire  response_clock;
    reg  refused_d;
    wire  refused_q;
    wire  refused_clock;
    reg  [15:0] reply_length_d;
    wire  [15:0] reply_length_q;
    wire  reply_length_clock;

    // Local signals
    wire  [7:0] operation;
    wire  [15:0] asked;
    wire  [63:0] address;
    wire  [10:0] body;
    wire  [15:0] wide_body;
    wire  [95:0] header_rest;
    wire  [95:0] header_top;
    wire  empty;
    wire  whole;
    wire  some;
    wire  four;
    wire  is_hello;
    wire  is_write;
    wire  is_read;
    wire  is_write_register;
    wire  is_read_register;
    wire  [7:0] low_address;
    wire  skipping;
    wire  filling;
    wire  [127:0] word_rest;
    wire  [127:0] word_top;
    wire  [15:0] strobe_rest;
    wire  [15:0] strobe_top;
    wire  last_lane;
    reg  lane_done;
    wire  memory_answer;
    wire  register_answer;
    reg  [7:0] status;

    // Sub module instances
    spikelm_serial_shell_dff_5 step(
        .d(step_d),
        .q(step_q),
        .clock(step_clock)
    );
    spikelm_serial_shell_dff_11 index(
        .d(index_d),
        .q(index_q),
        .clock(index_clock)
    );
    spikelm_serial_shell_dff_96 header(
        .d(header_d),
        .q(header_q),
        .clock(header_clock)
    );
    spikelm_serial_shell_dff_1 of_register(
        .d(of_register_d),
        .q(of_register_q),
        .clock(of_register_clock)
    );
    spikelm_serial_shell_dff_1 reading(
        .d(reading_d),
        .q(reading_q),
        .clock(reading_clock)
    );
    spikelm_serial_shell_dff_16 left(
        .d(left_d),
        .q(left_q),
        .clock(left_clock)
    );
    spikelm_serial_shell_dff_8 skip(
        .d(skip_d),
        .q(skip_q),
        .clock(skip_clock)
    );
    spikelm_serial_shell_dff_8 lane(
        .d(lane_d),
        .q(lane_q),
        .clock(lane_clock)
    );
    spikelm_serial_shell_dff_64 place(
        .d(place_d),
        .q(place_q),
        .clock(place_clock)
    );
    spikelm_serial_shell_dff_128 word(
        .d(word_d),
        .q(word_q),
        .clock(word_clock)
    );
    spikelm_serial_shell_dff_16 strobe(
        .d(strobe_d),
        .q(strobe_q),
        .clock(strobe_clock)
    );
    spikelm_serial_shell_dff_1 address_sent(
        .d(address_sent_d),
        .q(address_sent_q),
        .clock(address_sent_clock)
    );
    spikelm_serial_shell_dff_1 word_sent(
        .d(word_sent_d),
        .q(word_sent_q),
        .clock(word_sent_clock)
    );
    spikelm_serial_shell_dff_2 response(
        .d(response_d),
        .q(response_q),
        .clock(response_clock)
    );
    spikelm_serial_shell_dff_1 refused(
        .d(refused_d),
        .q(refused_q),
        .clock(refused_clock)
    );
    spikelm_serial_shell_dff_16 reply_length(
        .d(reply_length_d),
        .q(reply_length_q),
        .clock(reply_length_clock)
    );

    // Update code
    assign step_clock = clock;
    assign index_clock = clock;
    assign header_clock = clock;
    assign of_register_clock = clock;
    assign reading_clock = clock;
    assign left_clock = clock;
    assign skip_clock = clock;
    assign lane_clock = clock;
    assign place_clock = clock;
    assign word_clock = clock;
    assign strobe_clock = clock;
    assign address_sent_clock = clock;
    assign word_sent_clock = clock;
    assign response_clock = clock;
    assign refused_clock = clock;
    assign reply_length_clock = clock;
    assign operation = header_q[(32'h0)+:(8)];
    assign asked = header_q[(32'h10)+:(16)];
    assign address = header_q[(32'h20)+:(64)];
    assign body = length - header_bytes;
    assign wide_body = ((body) & 16'hffff);
    assign header_rest = ((header_q[(32'h8)+:(88)]) & 96'hffffffffffffffffffffffff);
    assign header_top = ((read_data) & 96'hffffffffffffffffffffffff) << top_byte;
    assign empty = body == first;
    assign whole = wide_body == asked;
    assign some = (asked != nothing) && (asked <= most);
    assign four = asked == register_bytes;
    assign is_hello = (operation == hello) && (asked == nothing) && empty;
    assign is_write = (operation == write) && some && whole;
    assign is_read = (operation == read) && some && empty;
    assign is_write_register = (operation == write_register) && four && whole;
    assign is_read_register = (operation == read_register) && four && empty;
    assign low_address = address[(32'h0)+:(8)] & in_word;
    assign skipping = skip_q != none;
    assign filling = ~skipping && (left_q != nothing);
    assign word_rest = ((word_q[(32'h8)+:(120)]) & 128'hffffffffffffffffffffffffffffffff);
    assign word_top = ((read_data) & 128'hffffffffffffffffffffffffffffffff) << top_lane;
    assign strobe_rest = ((strobe_q[(32'h1)+:(15)]) & 16'hffff);
    assign strobe_top = ((on) & 16'hffff) << top_strobe;
    assign last_lane = lane_q == lane_end;
    assign memory_answer = ~of_register_q && ((m_axi_bready && m_axi_bvalid) || (m_axi_rready && m_axi_rvalid));
    assign register_answer = of_register_q && ((m_axil_bready && m_axil_bvalid) || (m_axil_rready && m_axil_rvalid));
    assign read_address = index_q;
    assign m_axi_awid = one_id;
    assign m_axi_awaddr = place_q;
    assign m_axi_awlen = one_beat;
    assign m_axi_awsize = beat_size;
    assign m_axi_awburst = incrementing;
    assign m_axi_awvalid = (step_q == Step_WriteOffer) && ~of_register_q && ~address_sent_q;
    assign m_axi_wdata = word_q;
    assign m_axi_wstrb = strobe_q;
    assign m_axi_wlast = 1'b1;
    assign m_axi_wvalid = (step_q == Step_WriteOffer) && ~of_register_q && ~word_sent_q;
    assign m_axi_bready = (step_q == Step_WriteAnswer) && ~of_register_q;
    assign m_axi_arid = one_id;
    assign m_axi_araddr = place_q;
    assign m_axi_arlen = one_beat;
    assign m_axi_arsize = beat_size;
    assign m_axi_arburst = incrementing;
    assign m_axi_arvalid = (step_q == Step_ReadOffer) && ~of_register_q;
    assign m_axi_rready = (step_q == Step_ReadAnswer) && ~of_register_q;
    assign m_axil_awaddr = address[(32'h0)+:(16)];
    assign m_axil_awvalid = (step_q == Step_WriteOffer) && of_register_q && ~address_sent_q;
    assign m_axil_wdata = word_q[(32'h0)+:(32)];
    assign m_axil_wstrb = all_bytes;
    assign m_axil_wvalid = (step_q == Step_WriteOffer) && of_register_q && ~word_sent_q;
    assign m_axil_bready = (step_q == Step_WriteAnswer) && of_register_q;
    assign m_axil_araddr = address[(32'h0)+:(16)];
    assign m_axil_arvalid = (step_q == Step_ReadOffer) && of_register_q;
    assign m_axil_rready = (step_q == Step_ReadAnswer) && of_register_q;
    always @(*) begin
        step_d = step_q;
        index_d = index_q;
        header_d = header_q;
        of_register_d = of_register_q;
        reading_d = reading_q;
        left_d = left_q;
        skip_d = skip_q;
        lane_d = lane_q;
        place_d = place_q;
        word_d = word_q;
        strobe_d = strobe_q;
        address_sent_d = address_sent_q;
        word_sent_d = word_sent_q;
        response_d = response_q;
        refused_d = refused_q;
        reply_length_d = reply_length_q;
        lane_done = 1'b0;
        status = ((response_q) & 8'hff);
        if (refused_q) begin
            status = refused_bit;
        end
        take = 1'b0;
        open = 1'b0;
        close = 1'b0;
        valid = 1'b0;
        data = header_q[(32'h8)+:(8)];
        case (step_q)
            Step_Idle:
                begin
                    index_d = first;
                    if (frame && idle) begin
                        step_d = Step_HeaderAsk;
                    end
                end
            Step_HeaderAsk:
                begin
                    step_d = Step_HeaderTake;
                end
            Step_HeaderTake:
                begin
                    header_d = header_rest | header_top;
                    index_d = index_q + next_one;
                    step_d = Step_HeaderAsk;
                    if (index_q == last_header) begin
                        step_d = Step_Decide;
                    end
                end
            Step_Decide:
                begin
                    left_d = asked;
                    lane_d = none;
                    place_d = address & word_start;
                    response_d = okay;
                    reply_length_d = nothing;
                    reading_d = is_read || is_read_register;
                    of_register_d = is_write_register || is_read_register;
                    skip_d = none;
                    if (is_read || is_write) begin
                        skip_d = low_address;
                    end
                    if (is_read || is_read_register) begin
                        reply_length_d = asked;
                    end
                    refused_d = ~is_hello && ~is_write && ~is_read && ~is_write_register && ~is_read_register;
                    step_d = Step_Open;
                    if (is_write || is_write_register) begin
                        step_d = Step_WriteAsk;
                    end
                end
            Step_WriteAsk:
                begin
                    step_d = Step_WriteTake;
                end
            Step_WriteTake:
                begin
                    word_d = word_rest;
                    strobe_d = strobe_rest;
                    if (filling) begin
                        word_d = word_rest | word_top;
                        strobe_d = strobe_rest | strobe_top;
                        index_d = index_q + next_one;
                    end
                    lane_done = 1'b1;
                    step_d = Step_WriteAsk;
                    if (last_lane) begin
                        step_d = Step_WriteOffer;
                        address_sent_d = 1'b0;
                        word_sent_d = 1'b0;
                    end
                end
            Step_WriteOffer:
                begin
                    if ((m_axi_awvalid && m_axi_awready) || (m_axil_awvalid && m_axil_awready)) begin
                        address_sent_d = 1'b1;
                    end
                    if ((m_axi_wvalid && m_axi_wready) || (m_axil_wvalid && m_axil_wready)) begin
                        word_sent_d = 1'b1;
                    end
                    if (address_sent_q && word_sent_q) begin
                        step_d = Step_WriteAnswer;
                    end
                end
            Step_WriteAnswer:
                begin
                    if (memory_answer) begin
                        response_d = response_q | m_axi_bresp;
                    end
                    if (register_answer) begin
                        response_d = m_axil_bresp;
                    end
                    if (memory_answer || register_answer) begin
                        place_d = place_q + word_bytes;
                        step_d = Step_WriteAsk;
                        if (left_q == nothing) begin
                            step_d = Step_Open;
                        end
                    end
                end
            Step_Open:
                begin
                    take = 1'b1;
                    open = 1'b1;
                    step_d = Step_SendSequence;
                end
            Step_SendSequence:
                begin
                    valid = 1'b1;
                    if (ready) begin
                        step_d = Step_SendLow;
                    end
                end
            Step_SendLow:
                begin
                    valid = 1'b1;
                    data = reply_length_q[(32'h0)+:(8)];
                    if (ready) begin
                        step_d = Step_SendHigh;
                    end
                end
            Step_SendHigh:
                begin
                    valid = 1'b1;
                    data = reply_length_q[(32'h8)+:(8)];
                    if (ready) begin
                        step_d = Step_SendStatus;
                        if (reading_q) begin
                            step_d = Step_ReadNext;
                        end
                    end
                end
            Step_ReadNext:
                begin
                    step_d = Step_ReadOffer;
                    address_sent_d = 1'b0;
                    if (left_q == nothing) begin
                        step_d = Step_SendStatus;
                    end
                end
            Step_ReadOffer:
                begin
                    if ((m_axi_arvalid && m_axi_arready) || (m_axil_arvalid && m_axil_arready)) begin
                        step_d = Step_ReadAnswer;
                    end
                end
            Step_ReadAnswer:
                begin
                    if (memory_answer) begin
                        response_d = response_q | m_axi_rresp;
                        word_d = m_axi_rdata;
                        step_d = Step_ReadLane;
                    end
                    if (register_answer) begin
                        response_d = m_axil_rresp;
                        word_d = ((m_axil_rdata) & 128'hffffffffffffffffffffffffffffffff);
                        step_d = Step_ReadLane;
                    end
                end
            Step_ReadLane:
                begin
                    valid = filling;
                    data = word_q[(32'h0)+:(8)];
                    lane_done = ~filling || ready;
                    if (lane_done) begin
                        word_d = word_rest;
                        if (last_lane) begin
                            place_d = place_q + word_bytes;
                            step_d = Step_ReadNext;
                        end
                    end
                end
            Step_SendStatus:
                begin
                    valid = 1'b1;
                    data = status;
                    if (irq) begin
                        data = status | irq_bit;
                    end
                    if (ready) begin
                        step_d = Step_Close;
                    end
                end
            Step_Close:
                begin
                    close = 1'b1;
                    if (ready) begin
                        step_d = Step_Idle;
                    end
                end
            default:
                begin
                    step_d = Step_Idle;
                end
        endcase
        if (lane_done) begin
            lane_d = lane_q + lane_1;
            if (last_lane) begin
                lane_d = none;
            end
            if (skipping) begin
                skip_d = skip_q - lane_1;
            end
            if (filling) begin
                left_d = left_q - one;
            end
        end
        if (~resetn) begin
            step_d = Step_Idle;
            strobe_d = ((off) & 16'hffff);
        end
    end

endmodule

module spikelm_serial_shell_frames(clock,resetn,valid,data,frame,length,take,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  valid;
    input wire  [7:0] data;
    output wire  frame;
    output wire  [10:0] length;
    input wire  take;
    input wire  [10:0] read_address;
    output wire  [7:0] read_data;

    // Constant declarations
    localparam  end_byte = 8'hc0;
    localparam  esc_byte = 8'hdb;
    localparam  esc_end = 8'hdc;
    localparam  esc_esc = 8'hdd;
    localparam  residue = 32'hdebb20e3;
    localparam  none = 11'b0;
    localparam  one = 11'b1;
    localparam  crc_bytes = 11'b100;
    localparam  shortest = 11'b10000;
    localparam  longest = 11'b10000010000;

    // Stub signals
    wire  waiting_clock;
    wire  waiting_resetn;
    wire  waiting_push;
    wire  [7:0] waiting_push_data;
    wire  waiting_ready;
    wire  waiting_ample;
    wire  waiting_valid;
    wire  [7:0] waiting_data;
    wire  waiting_pop;
    wire  waiting_empty;
    wire  memory_clock;
    reg  memory_write;
    wire  [10:0] memory_write_address;
    reg  [7:0] memory_write_data;
    wire  [10:0] memory_read_address;
    wire  [7:0] memory_read_data;
    wire  crc_clock;
    reg  crc_clear;
    reg  crc_enter;
    reg  [7:0] crc_data;
    wire  crc_idle;
    wire  [31:0] crc_crc;
    reg  held_d;
    wire  held_q;
    wire  held_clock;
    reg  escaped_d;
    wire  escaped_q;
    wire  escaped_clock;
    reg  broken_d;
    wire  broken_q;
    wire  broken_clock;
    reg  [10:0] count_d;
    wire  [10:0] count_q;
    wire  count_clock;

    // Local signals
    wire  next;
    reg  store;
    reg  [7:0] value;
    wire  sound;

    // Sub module instances
    spikelm_serial_shell_waiting waiting(
        .clock(waiting_clock),
        .resetn(waiting_resetn),
        .push(waiting_push),
        .push_data(waiting_push_data),
        .ready(waiting_ready),
        .ample(waiting_ample),
        .valid(waiting_valid),
        .data(waiting_data),
        .pop(waiting_pop),
        .empty(waiting_empty)
    );
    spikelm_serial_shell_memory_2 memory(
        .clock(memory_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_serial_shell_crc crc(
        .clock(crc_clock),
        .clear(crc_clear),
        .enter(crc_enter),
        .data(crc_data),
        .idle(crc_idle),
        .crc(crc_crc)
    );
    spikelm_serial_shell_dff_1 held(
        .d(held_d),
        .q(held_q),
        .clock(held_clock)
    );
    spikelm_serial_shell_dff_1 escaped(
        .d(escaped_d),
        .q(escaped_q),
        .clock(escaped_clock)
    );
    spikelm_serial_shell_dff_1 broken(
        .d(broken_d),
        .q(broken_q),
        .clock(broken_clock)
    );
    spikelm_serial_shell_dff_11 count(
        .d(count_d),
        .q(count_q),
        .clock(count_clock)
    );

    // Update code
    assign held_clock = clock;
    assign escaped_clock = clock;
    assign broken_clock = clock;
    assign count_clock = clock;
    assign waiting_clock = clock;
    assign memory_clock = clock;
    assign crc_clock = clock;
    assign waiting_resetn = resetn;
    assign waiting_push = valid;
    assign waiting_push_data = data;
    assign next = waiting_valid && crc_idle && ~held_q;
    assign waiting_pop = next;
    assign sound = ~broken_q && ~escaped_q && (count_q >= shortest) && (crc_crc == residue);
    assign memory_write_address = count_q;
    assign memory_read_address = read_address;
    assign read_data = memory_read_data;
    assign frame = held_q;
    assign length = count_q - crc_bytes;
    always @(*) begin
        held_d = held_q;
        escaped_d = escaped_q;
        broken_d = broken_q;
        count_d = count_q;
        value = waiting_data;
        store = 1'b0;
        crc_clear = ~resetn;
        if (next) begin
            escaped_d = 1'b0;
            store = 1'b1;
            if (escaped_q) begin
                value = end_byte;
                if (waiting_data == esc_esc) begin
                    value = esc_byte;
                end
                if ((waiting_data != esc_end) && (waiting_data != esc_esc)) begin
                    broken_d = 1'b1;
                    store = 1'b0;
                end
            end
            if (~escaped_q && (waiting_data == esc_byte)) begin
                escaped_d = 1'b1;
                store = 1'b0;
            end
            if (waiting_data == end_byte) begin
                store = 1'b0;
                escaped_d = 1'b0;
                broken_d = 1'b0;
                crc_clear = 1'b1;
                held_d = sound;
                if (~sound) begin
                    count_d = none;
                end
            end
            if (store && (count_q == longest)) begin
                broken_d = 1'b1;
                store = 1'b0;
            end
        end
        crc_enter = store;
        crc_data = value;
        memory_write = store;
        memory_write_data = value;
        if (store) begin
            count_d = count_q + one;
        end
        if (take) begin
            held_d = 1'b0;
            count_d = none;
        end
        if (~resetn) begin
            held_d = 1'b0;
            escaped_d = 1'b0;
            broken_d = 1'b0;
            count_d = none;
        end
    end

endmodule

module spikelm_serial_shell_receiver(clock,resetn,divider,rx,valid,data);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  [15:0] divider;
    input wire  rx;
    output wire  valid;
    output wire  [7:0] data;

    // Constant declarations
    localparam  low = 1'b0;
    localparam  high = 1'b1;
    localparam  nothing = 16'h0;
    localparam  one = 16'h1;
    localparam  seven = 8'h7;
    localparam  up_one = 16'h1;
    localparam  start_and_data = 4'h9;
    localparam  only_stop = 4'h0;
    localparam  start = 4'h9;
    localparam  bit_1 = 4'h1;

    // Stub signals
    wire  line_clock;
    wire  line_d;
    wire  line_q;
    reg  busy_d;
    wire  busy_q;
    wire  busy_clock;
    reg  [15:0] pause_d;
    wire  [15:0] pause_q;
    wire  pause_clock;
    reg  [3:0] bits_left_d;
    wire  [3:0] bits_left_q;
    wire  bits_left_clock;
    reg  [7:0] shift_d;
    wire  [7:0] shift_q;
    wire  shift_clock;
    reg  done_d;
    wire  done_q;
    wire  done_clock;

    // Local signals
    wire  level;
    wire  [15:0] half;
    wire  [7:0] upper;
    wire  [7:0] rest;

    // Sub module instances
    spikelm_serial_shell_synchronizer_1 line(
        .clock(line_clock),
        .d(line_d),
        .q(line_q)
    );
    spikelm_serial_shell_dff_1 busy(
        .d(busy_d),
        .q(busy_q),
        .clock(busy_clock)
    );
    spikelm_serial_shell_dff_16 pause(
        .d(pause_d),
        .q(pause_q),
        .clock(pause_clock)
    );
    spikelm_serial_shell_dff_4 bits_left(
        .d(bits_left_d),
        .q(bits_left_q),
        .clock(bits_left_clock)
    );
    spikelm_serial_shell_dff_8 shift(
        .d(shift_d),
        .q(shift_q),
        .clock(shift_clock)
    );
    spikelm_serial_shell_dff_1 done(
        .d(done_d),
        .q(done_q),
        .clock(done_clock)
    );

    // Update code
    assign busy_clock = clock;
    assign pause_clock = clock;
    assign bits_left_clock = clock;
    assign shift_clock = clock;
    assign done_clock = clock;
    assign line_clock = clock;
    assign line_d = rx;
    assign level = line_q;
    assign half = divider >> up_one;
    assign upper = ((level) & 8'hff) << seven;
    assign rest = ((shift_q[(32'h1)+:(7)]) & 8'hff);
    assign valid = done_q;
    assign data = shift_q;
    always @(*) begin
        busy_d = busy_q;
        pause_d = pause_q;
        bits_left_d = bits_left_q;
        shift_d = shift_q;
        done_d = done_q;
        done_d = 1'b0;
        if (~busy_q) begin
            if (level == low) begin
                busy_d = 1'b1;
                pause_d = half;
                bits_left_d = start_and_data;
            end
        end
        if (busy_q && (pause_q != nothing)) begin
            pause_d = pause_q - one;
        end
        if (busy_q && (pause_q == nothing)) begin
            pause_d = divider - one;
            bits_left_d = bits_left_q - bit_1;
            shift_d = rest | upper;
            if ((bits_left_q == start) && (level == high)) begin
                busy_d = 1'b0;
            end
            if (bits_left_q == only_stop) begin
                busy_d = 1'b0;
                shift_d = shift_q;
                done_d = level == high;
            end
        end
        if (~resetn) begin
            busy_d = 1'b0;
            done_d = 1'b0;
        end
    end

endmodule

module spikelm_serial_shell_sender(clock,resetn,open,close,valid,data,ready,idle,line_valid,line_data,line_ready);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  open;
    input wire  close;
    input wire  valid;
    input wire  [7:0] data;
    output wire  ready;
    output wire  idle;
    output wire  line_valid;
    output wire  [7:0] line_data;
    input wire  line_ready;

    // Constant declarations
    localparam  end_byte = 8'hc0;
    localparam  esc_byte = 8'hdb;
    localparam  esc_end = 8'hdc;
    localparam  esc_esc = 8'hdd;
    localparam  not_closing = 3'b0;
    localparam  only_end = 3'b1;
    localparam  crc_and_end = 3'b101;
    localparam  one = 3'b1;

    // Stub signals
    wire  crc_clock;
    wire  crc_clear;
    reg  crc_enter;
    wire  [7:0] crc_data;
    wire  crc_idle;
    wire  [31:0] crc_crc;
    reg  opened_d;
    wire  opened_q;
    wire  opened_clock;
    reg  [2:0] closing_d;
    wire  [2:0] closing_q;
    wire  closing_clock;
    reg  [31:0] tail_d;
    wire  [31:0] tail_q;
    wire  tail_clock;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [7:0] out_data_d;
    wire  [7:0] out_data_q;
    wire  out_data_clock;
    reg  pair_d;
    wire  pair_q;
    wire  pair_clock;
    reg  [7:0] pair_data_d;
    wire  [7:0] pair_data_q;
    wire  pair_data_clock;

    // Local signals
    wire  free;
    reg  enter;
    reg  [7:0] value;
    wire  [31:0] tail_rest;

    // Sub module instances
    spikelm_serial_shell_crc crc(
        .clock(crc_clock),
        .clear(crc_clear),
        .enter(crc_enter),
        .data(crc_data),
        .idle(crc_idle),
        .crc(crc_crc)
    );
    spikelm_serial_shell_dff_1 opened(
        .d(opened_d),
        .q(opened_q),
        .clock(opened_clock)
    );
    spikelm_serial_shell_dff_3 closing(
        .d(closing_d),
        .q(closing_q),
        .clock(closing_clock)
    );
    spikelm_serial_shell_dff_32 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_serial_shell_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_serial_shell_dff_8 out_data(
        .d(out_data_d),
        .q(out_data_q),
        .clock(out_data_clock)
    );
    spikelm_serial_shell_dff_1 pair(
        .d(pair_d),
        .q(pair_q),
        .clock(pair_clock)
    );
    spikelm_serial_shell_dff_8 pair_data(
        .d(pair_data_d),
        .q(pair_data_q),
        .clock(pair_data_clock)
    );

    // Update code
    assign opened_clock = clock;
    assign closing_clock = clock;
    assign tail_clock = clock;
    assign out_valid_clock = clock;
    assign out_data_clock = clock;
    assign pair_clock = clock;
    assign pair_data_clock = clock;
    assign crc_clock = clock;
    assign line_valid = out_valid_q;
    assign line_data = out_data_q;
    assign free = ~out_valid_q && crc_idle;
    assign idle = ~opened_q && free;
    assign ready = opened_q && free && (closing_q == not_closing);
    assign crc_clear = open;
    assign tail_rest = ((tail_q[(32'h8)+:(24)]) & 32'hffffffff);
    assign crc_data = data;
    always @(*) begin
        opened_d = opened_q;
        closing_d = closing_q;
        tail_d = tail_q;
        out_valid_d = out_valid_q;
        out_data_d = out_data_q;
        pair_d = pair_q;
        pair_data_d = pair_data_q;
        if (out_valid_q && line_ready) begin
            out_valid_d = pair_q;
            out_data_d = pair_data_q;
            pair_d = 1'b0;
        end
        if (open) begin
            opened_d = 1'b1;
            out_valid_d = 1'b1;
            out_data_d = end_byte;
        end
        enter = ready && valid;
        value = data;
        crc_enter = enter;
        if (ready && close) begin
            closing_d = crc_and_end;
            tail_d = ~crc_crc;
        end
        if (free && (closing_q != not_closing)) begin
            closing_d = closing_q - one;
            value = tail_q[(32'h0)+:(8)];
            tail_d = tail_rest;
            enter = 1'b1;
        end
        if (enter) begin
            out_valid_d = 1'b1;
            out_data_d = value;
            if (value == end_byte) begin
                out_data_d = esc_byte;
                pair_d = 1'b1;
                pair_data_d = esc_end;
            end
            if (value == esc_byte) begin
                out_data_d = esc_byte;
                pair_d = 1'b1;
                pair_data_d = esc_esc;
            end
        end
        if (free && (closing_q == only_end)) begin
            out_data_d = end_byte;
            pair_d = 1'b0;
            opened_d = 1'b0;
        end
        if (~resetn) begin
            opened_d = 1'b0;
            closing_d = not_closing;
            out_valid_d = 1'b0;
            pair_d = 1'b0;
        end
    end

endmodule

module spikelm_serial_shell_transmitter(clock,resetn,divider,valid,data,ready,tx);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  [15:0] divider;
    input wire  valid;
    input wire  [7:0] data;
    output wire  ready;
    output wire  tx;

    // Constant declarations
    localparam  nothing = 16'h0;
    localparam  one = 16'h1;
    localparam  ten = 4'ha;
    localparam  bit_0 = 4'h0;
    localparam  bit_1 = 4'h1;
    localparam  stop = 9'b100000000;
    localparam  up_one = 9'b1;
    localparam  idle = 1'b0;

    // Stub signals
    reg  busy_d;
    wire  busy_q;
    wire  busy_clock;
    reg  [15:0] pause_d;
    wire  [15:0] pause_q;
    wire  pause_clock;
    reg  [3:0] bits_left_d;
    wire  [3:0] bits_left_q;
    wire  bits_left_clock;
    reg  [8:0] shift_d;
    wire  [8:0] shift_q;
    wire  shift_clock;
    reg  line_low_d;
    wire  line_low_q;
    wire  line_low_clock;

    // Local signals
    wire  [8:0] rest;
    wire  [8:0] start;

    // Sub module instances
    spikelm_serial_shell_dff_1 busy(
        .d(busy_d),
        .q(busy_q),
        .clock(busy_clock)
    );
    spikelm_serial_shell_dff_16 pause(
        .d(pause_d),
        .q(pause_q),
        .clock(pause_clock)
    );
    spikelm_serial_shell_dff_4 bits_left(
        .d(bits_left_d),
        .q(bits_left_q),
        .clock(bits_left_clock)
    );
    spikelm_serial_shell_dff_9 shift(
        .d(shift_d),
        .q(shift_q),
        .clock(shift_clock)
    );
    spikelm_serial_shell_dff_1 line_low(
        .d(line_low_d),
        .q(line_low_q),
        .clock(line_low_clock)
    );

    // Update code
    assign busy_clock = clock;
    assign pause_clock = clock;
    assign bits_left_clock = clock;
    assign shift_clock = clock;
    assign line_low_clock = clock;
    assign ready = ~busy_q;
    assign tx = ~line_low_q;
    assign rest = ((shift_q[(32'h1)+:(8)]) & 9'h1ff) | stop;
    assign start = ((data) & 9'h1ff) << up_one;
    always @(*) begin
        busy_d = busy_q;
        pause_d = pause_q;
        bits_left_d = bits_left_q;
        shift_d = shift_q;
        line_low_d = line_low_q;
        if (busy_q) begin
            pause_d = pause_q - one;
            if (pause_q == nothing) begin
                pause_d = divider - one;
                line_low_d = ~shift_q[(32'h0)+:(1)];
                shift_d = rest;
                bits_left_d = bits_left_q - bit_1;
                if (bits_left_q == bit_0) begin
                    busy_d = 1'b0;
                    line_low_d = idle;
                end
            end
        end
        if (valid && ~busy_q) begin
            busy_d = 1'b1;
            shift_d = start;
            bits_left_d = ten;
            pause_d = nothing;
        end
        if (~resetn) begin
            busy_d = 1'b0;
            line_low_d = idle;
        end
    end

endmodule

module spikelm_serial_shell(clock,good,divider,rx,tx,engine_resetn,m_axi_awid,m_axi_awaddr,m_axi_awlen,m_axi_awsize,m_axi_awburst,m_axi_awvalid,m_axi_awready,m_axi_wdata,m_axi_wstrb,m_axi_wlast,m_axi_wvalid,m_axi_wready,m_axi_bid,m_axi_bresp,m_axi_bvalid,m_axi_bready,m_axi_arid,m_axi_araddr,m_axi_arlen,m_axi_arsize,m_axi_arburst,m_axi_arvalid,m_axi_arready,m_axi_rid,m_axi_rdata,m_axi_rresp,m_axi_rlast,m_axi_rvalid,m_axi_rready,m_axil_awaddr,m_axil_awvalid,m_axil_awready,m_axil_wdata,m_axil_wstrb,m_axil_wvalid,m_axil_wready,m_axil_bresp,m_axil_bvalid,m_axil_bready,m_axil_araddr,m_axil_arvalid,m_axil_arready,m_axil_rdata,m_axil_rresp,m_axil_rvalid,m_axil_rready,irq);

    // Module arguments
    input wire  clock;
    input wire  good;
    input wire  [15:0] divider;
    input wire  rx;
    output wire  tx;
    output wire  engine_resetn;
    output wire  [3:0] m_axi_awid;
    output wire  [63:0] m_axi_awaddr;
    output wire  [7:0] m_axi_awlen;
    output wire  [2:0] m_axi_awsize;
    output wire  [1:0] m_axi_awburst;
    output wire  m_axi_awvalid;
    input wire  m_axi_awready;
    output wire  [127:0] m_axi_wdata;
    output wire  [15:0] m_axi_wstrb;
    output wire  m_axi_wlast;
    output wire  m_axi_wvalid;
    input wire  m_axi_wready;
    input wire  [3:0] m_axi_bid;
    input wire  [1:0] m_axi_bresp;
    input wire  m_axi_bvalid;
    output wire  m_axi_bready;
    output wire  [3:0] m_axi_arid;
    output wire  [63:0] m_axi_araddr;
    output wire  [7:0] m_axi_arlen;
    output wire  [2:0] m_axi_arsize;
    output wire  [1:0] m_axi_arburst;
    output wire  m_axi_arvalid;
    input wire  m_axi_arready;
    input wire  [3:0] m_axi_rid;
    input wire  [127:0] m_axi_rdata;
    input wire  [1:0] m_axi_rresp;
    input wire  m_axi_rlast;
    input wire  m_axi_rvalid;
    output wire  m_axi_rready;
    output wire  [15:0] m_axil_awaddr;
    output wire  m_axil_awvalid;
    input wire  m_axil_awready;
    output wire  [31:0] m_axil_wdata;
    output wire  [3:0] m_axil_wstrb;
    output wire  m_axil_wvalid;
    input wire  m_axil_wready;
    input wire  [1:0] m_axil_bresp;
    input wire  m_axil_bvalid;
    output wire  m_axil_bready;
    output wire  [15:0] m_axil_araddr;
    output wire  m_axil_arvalid;
    input wire  m_axil_arready;
    input wire  [31:0] m_axil_rdata;
    input wire  [1:0] m_axil_rresp;
    input wire  m_axil_rvalid;
    output wire  m_axil_rready;
    input wire  irq;

    // Constant declarations
    localparam  yes = 1'b1;

    // Stub signals
    wire  good_here_clock;
    wire  good_here_d;
    wire  good_here_q;
    wire  receiver_clock;
    wire  receiver_resetn;
    wire  [15:0] receiver_divider;
    wire  receiver_rx;
    wire  receiver_valid;
    wire  [7:0] receiver_data;
    wire  frames_clock;
    wire  frames_resetn;
    wire  frames_valid;
    wire  [7:0] frames_data;
    wire  frames_frame;
    wire  [10:0] frames_length;
    wire  frames_take;
    wire  [10:0] frames_read_address;
    wire  [7:0] frames_read_data;
    wire  bridge_clock;
    wire  bridge_resetn;
    wire  bridge_frame;
    wire  [10:0] bridge_length;
    wire  bridge_take;
    wire  [10:0] bridge_read_address;
    wire  [7:0] bridge_read_data;
    wire  bridge_open;
    wire  bridge_close;
    wire  bridge_valid;
    wire  [7:0] bridge_data;
    wire  bridge_ready;
    wire  bridge_idle;
    wire  bridge_irq;
    wire  sender_clock;
    wire  sender_resetn;
    wire  sender_open;
    wire  sender_close;
    wire  sender_valid;
    wire  [7:0] sender_data;
    wire  sender_ready;
    wire  sender_idle;
    wire  sender_line_valid;
    wire  [7:0] sender_line_data;
    wire  sender_line_ready;
    wire  transmitter_clock;
    wire  transmitter_resetn;
    wire  [15:0] transmitter_divider;
    wire  transmitter_valid;
    wire  [7:0] transmitter_data;
    wire  transmitter_ready;
    wire  transmitter_tx;

    // Local signals
    wire  resetn;

    // Sub module instances
    spikelm_serial_shell_synchronizer_1 good_here(
        .clock(good_here_clock),
        .d(good_here_d),
        .q(good_here_q)
    );
    spikelm_serial_shell_receiver receiver(
        .clock(receiver_clock),
        .resetn(receiver_resetn),
        .divider(receiver_divider),
        .rx(receiver_rx),
        .valid(receiver_valid),
        .data(receiver_data)
    );
    spikelm_serial_shell_frames frames(
        .clock(frames_clock),
        .resetn(frames_resetn),
        .valid(frames_valid),
        .data(frames_data),
        .frame(frames_frame),
        .length(frames_length),
        .take(frames_take),
        .read_address(frames_read_address),
        .read_data(frames_read_data)
    );
    spikelm_serial_shell_bridge bridge(
        .clock(bridge_clock),
        .resetn(bridge_resetn),
        .frame(bridge_frame),
        .length(bridge_length),
        .take(bridge_take),
        .read_address(bridge_read_address),
        .read_data(bridge_read_data),
        .open(bridge_open),
        .close(bridge_close),
        .valid(bridge_valid),
        .data(bridge_data),
        .ready(bridge_ready),
        .idle(bridge_idle),
        .m_axi_awid(m_axi_awid),
        .m_axi_awaddr(m_axi_awaddr),
        .m_axi_awlen(m_axi_awlen),
        .m_axi_awsize(m_axi_awsize),
        .m_axi_awburst(m_axi_awburst),
        .m_axi_awvalid(m_axi_awvalid),
        .m_axi_awready(m_axi_awready),
        .m_axi_wdata(m_axi_wdata),
        .m_axi_wstrb(m_axi_wstrb),
        .m_axi_wlast(m_axi_wlast),
        .m_axi_wvalid(m_axi_wvalid),
        .m_axi_wready(m_axi_wready),
        .m_axi_bid(m_axi_bid),
        .m_axi_bresp(m_axi_bresp),
        .m_axi_bvalid(m_axi_bvalid),
        .m_axi_bready(m_axi_bready),
        .m_axi_arid(m_axi_arid),
        .m_axi_araddr(m_axi_araddr),
        .m_axi_arlen(m_axi_arlen),
        .m_axi_arsize(m_axi_arsize),
        .m_axi_arburst(m_axi_arburst),
        .m_axi_arvalid(m_axi_arvalid),
        .m_axi_arready(m_axi_arready),
        .m_axi_rid(m_axi_rid),
        .m_axi_rdata(m_axi_rdata),
        .m_axi_rresp(m_axi_rresp),
        .m_axi_rlast(m_axi_rlast),
        .m_axi_rvalid(m_axi_rvalid),
        .m_axi_rready(m_axi_rready),
        .m_axil_awaddr(m_axil_awaddr),
        .m_axil_awvalid(m_axil_awvalid),
        .m_axil_awready(m_axil_awready),
        .m_axil_wdata(m_axil_wdata),
        .m_axil_wstrb(m_axil_wstrb),
        .m_axil_wvalid(m_axil_wvalid),
        .m_axil_wready(m_axil_wready),
        .m_axil_bresp(m_axil_bresp),
        .m_axil_bvalid(m_axil_bvalid),
        .m_axil_bready(m_axil_bready),
        .m_axil_araddr(m_axil_araddr),
        .m_axil_arvalid(m_axil_arvalid),
        .m_axil_arready(m_axil_arready),
        .m_axil_rdata(m_axil_rdata),
        .m_axil_rresp(m_axil_rresp),
        .m_axil_rvalid(m_axil_rvalid),
        .m_axil_rready(m_axil_rready),
        .irq(bridge_irq)
    );
    spikelm_serial_shell_sender sender(
        .clock(sender_clock),
        .resetn(sender_resetn),
        .open(sender_open),
        .close(sender_close),
        .valid(sender_valid),
        .data(sender_data),
        .ready(sender_ready),
        .idle(sender_idle),
        .line_valid(sender_line_valid),
        .line_data(sender_line_data),
        .line_ready(sender_line_ready)
    );
    spikelm_serial_shell_transmitter transmitter(
        .clock(transmitter_clock),
        .resetn(transmitter_resetn),
        .divider(transmitter_divider),
        .valid(transmitter_valid),
        .data(transmitter_data),
        .ready(transmitter_ready),
        .tx(transmitter_tx)
    );

    // Update code
    assign good_here_clock = clock;
    assign receiver_clock = clock;
    assign frames_clock = clock;
    assign bridge_clock = clock;
    assign sender_clock = clock;
    assign transmitter_clock = clock;
    assign good_here_d = good;
    assign resetn = good_here_q == yes;
    assign engine_resetn = resetn;
    assign receiver_resetn = resetn;
    assign frames_resetn = resetn;
    assign bridge_resetn = resetn;
    assign sender_resetn = resetn;
    assign transmitter_resetn = resetn;
    assign receiver_divider = divider;
    assign receiver_rx = rx;
    assign frames_valid = receiver_valid;
    assign frames_data = receiver_data;
    assign bridge_frame = frames_frame;
    assign bridge_length = frames_length;
    assign frames_take = bridge_take;
    assign frames_read_address = bridge_read_address;
    assign bridge_read_data = frames_read_data;
    assign sender_open = bridge_open;
    assign sender_close = bridge_close;
    assign sender_valid = bridge_valid;
    assign sender_data = bridge_data;
    assign bridge_ready = sender_ready;
    assign bridge_idle = sender_idle;
    assign transmitter_divider = divider;
    assign transmitter_valid = sender_line_valid;
    assign transmitter_data = sender_line_data;
    assign sender_line_ready = transmitter_ready;
    assign tx = transmitter_tx;
    assign bridge_irq = irq;

endmodule

`default_nettype wire
