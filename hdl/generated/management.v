// Written by `cargo run -p spikelm-hdl -- generate` from hdl/src; do not edit.
`default_nettype none

module spikelm_management_dff_3(d,q,clock);

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

module spikelm_management_synchronizer_3(clock,d,q);

    // Module arguments
    input wire  clock;
    input wire  [2:0] d;
    output reg  [2:0] q;

    // Update code (custom)
    (* ASYNC_REG = "TRUE" *) reg [2:0] caught;
    (* ASYNC_REG = "TRUE" *) reg [2:0] settled;
    always @(posedge clock) begin
        caught <= d;
        settled <= caught;
    end
    always @(*) q = settled;
endmodule

module spikelm_management_crossing_ram(write_clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  write_clock;
    input wire  write;
    input wire  [1:0] write_address;
    input wire  [17:0] write_data;
    input wire  [1:0] read_address;
    output reg  [17:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [17:0] memory [0:3];
    always @(posedge write_clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_management_dff_18(d,q,clock);

    // Module arguments
    input wire  [17:0] d;
    output reg  [17:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 18'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_management_dff_1(d,q,clock);

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

module spikelm_management_crossing_ram_2(write_clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  write_clock;
    input wire  write;
    input wire  [1:0] write_address;
    input wire  [1:0] write_data;
    input wire  [1:0] read_address;
    output reg  [1:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [1:0] memory [0:3];
    always @(posedge write_clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_management_dff_2(d,q,clock);

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

module spikelm_management_crossing_ram_3(write_clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  write_clock;
    input wire  write;
    input wire  [1:0] write_address;
    input wire  [33:0] write_data;
    input wire  [1:0] read_address;
    output reg  [33:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [33:0] memory [0:3];
    always @(posedge write_clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_management_dff_34(d,q,clock);

    // Module arguments
    input wire  [33:0] d;
    output reg  [33:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 34'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_management_crossing_ram_4(write_clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  write_clock;
    input wire  write;
    input wire  [1:0] write_address;
    input wire  [35:0] write_data;
    input wire  [1:0] read_address;
    output reg  [35:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [35:0] memory [0:3];
    always @(posedge write_clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_management_dff_36(d,q,clock);

    // Module arguments
    input wire  [35:0] d;
    output reg  [35:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 36'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_management_synchronizer_1(clock,d,q);

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

module spikelm_management_ar(write_clock,write_resetn,push,push_data,ready,read_clock,read_resetn,valid,data,pop);

    // Module arguments
    input wire  write_clock;
    input wire  write_resetn;
    input wire  push;
    input wire  [17:0] push_data;
    output wire  ready;
    input wire  read_clock;
    input wire  read_resetn;
    output wire  valid;
    output wire  [17:0] data;
    input wire  pop;

    // Constant declarations
    localparam  one = 3'b1;
    localparam  zero = 3'b0;
    localparam  ahead = 3'b110;

    // Stub signals
    wire  memory_write_clock;
    wire  memory_write;
    wire  [1:0] memory_write_address;
    wire  [17:0] memory_write_data;
    wire  [1:0] memory_read_address;
    wire  [17:0] memory_read_data;
    reg  [2:0] tail_d;
    wire  [2:0] tail_q;
    wire  tail_clock;
    reg  [2:0] tail_gray_d;
    wire  [2:0] tail_gray_q;
    wire  tail_gray_clock;
    reg  room_d;
    wire  room_q;
    wire  room_clock;
    wire  head_seen_clock;
    wire  [2:0] head_seen_d;
    wire  [2:0] head_seen_q;
    reg  [2:0] head_d;
    wire  [2:0] head_q;
    wire  head_clock;
    reg  [2:0] head_gray_d;
    wire  [2:0] head_gray_q;
    wire  head_gray_clock;
    wire  tail_seen_clock;
    wire  [2:0] tail_seen_d;
    wire  [2:0] tail_seen_q;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [17:0] out_data_d;
    wire  [17:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    reg  [2:0] tail_next;
    reg  [2:0] tail_half;
    reg  [2:0] tail_coded;
    wire  [2:0] tail_when_full;
    wire  advance;
    reg  [2:0] head_next;
    reg  [2:0] head_half;
    reg  [2:0] head_coded;

    // Sub module instances
    spikelm_management_crossing_ram memory(
        .write_clock(memory_write_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_management_dff_3 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_management_dff_3 tail_gray(
        .d(tail_gray_d),
        .q(tail_gray_q),
        .clock(tail_gray_clock)
    );
    spikelm_management_dff_1 room(
        .d(room_d),
        .q(room_q),
        .clock(room_clock)
    );
    spikelm_management_synchronizer_3 head_seen(
        .clock(head_seen_clock),
        .d(head_seen_d),
        .q(head_seen_q)
    );
    spikelm_management_dff_3 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_management_dff_3 head_gray(
        .d(head_gray_d),
        .q(head_gray_q),
        .clock(head_gray_clock)
    );
    spikelm_management_synchronizer_3 tail_seen(
        .clock(tail_seen_clock),
        .d(tail_seen_d),
        .q(tail_seen_q)
    );
    spikelm_management_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_management_dff_18 out_data(
        .d(out_data_d),
        .q(out_data_q),
        .clock(out_data_clock)
    );

    // Update code
    assign tail_clock = write_clock;
    assign tail_gray_clock = write_clock;
    assign room_clock = write_clock;
    assign head_seen_clock = write_clock;
    assign memory_write_clock = write_clock;
    assign head_clock = read_clock;
    assign head_gray_clock = read_clock;
    assign out_valid_clock = read_clock;
    assign out_data_clock = read_clock;
    assign tail_seen_clock = read_clock;
    assign enter = push && room_q;
    assign head_seen_d = head_gray_q;
    assign tail_when_full = head_seen_q ^ ahead;
    assign ready = room_q;
    assign memory_write = enter;
    assign memory_write_address = tail_q[(32'h0)+:(2)];
    assign memory_write_data = push_data;
    assign tail_seen_d = tail_gray_q;
    assign advance = (head_gray_q != tail_seen_q) && (~out_valid_q || pop);
    assign memory_read_address = head_q[(32'h0)+:(2)];
    assign valid = out_valid_q;
    assign data = out_data_q;
    always @(*) begin
        tail_d = tail_q;
        tail_gray_d = tail_gray_q;
        room_d = room_q;
        head_d = head_q;
        head_gray_d = head_gray_q;
        out_valid_d = out_valid_q;
        out_data_d = out_data_q;
        tail_next = tail_q;
        if (enter) begin
            tail_next = tail_q + one;
        end
        tail_half = ((tail_next[(32'h1)+:(2)]) & 3'h7);
        tail_coded = tail_next ^ tail_half;
        tail_d = tail_next;
        tail_gray_d = tail_coded;
        room_d = tail_coded != tail_when_full;
        if (~write_resetn) begin
            tail_d = zero;
            tail_gray_d = zero;
            room_d = 1'b0;
        end
        head_next = head_q;
        if (pop) begin
            out_valid_d = 1'b0;
        end
        if (advance) begin
            head_next = head_q + one;
            out_data_d = memory_read_data;
            out_valid_d = 1'b1;
        end
        head_half = ((head_next[(32'h1)+:(2)]) & 3'h7);
        head_coded = head_next ^ head_half;
        head_d = head_next;
        head_gray_d = head_coded;
        if (~read_resetn) begin
            head_d = zero;
            head_gray_d = zero;
            out_valid_d = 1'b0;
        end
    end

endmodule

module spikelm_management_b(write_clock,write_resetn,push,push_data,ready,read_clock,read_resetn,valid,data,pop);

    // Module arguments
    input wire  write_clock;
    input wire  write_resetn;
    input wire  push;
    input wire  [1:0] push_data;
    output wire  ready;
    input wire  read_clock;
    input wire  read_resetn;
    output wire  valid;
    output wire  [1:0] data;
    input wire  pop;

    // Constant declarations
    localparam  one = 3'b1;
    localparam  zero = 3'b0;
    localparam  ahead = 3'b110;

    // Stub signals
    wire  memory_write_clock;
    wire  memory_write;
    wire  [1:0] memory_write_address;
    wire  [1:0] memory_write_data;
    wire  [1:0] memory_read_address;
    wire  [1:0] memory_read_data;
    reg  [2:0] tail_d;
    wire  [2:0] tail_q;
    wire  tail_clock;
    reg  [2:0] tail_gray_d;
    wire  [2:0] tail_gray_q;
    wire  tail_gray_clock;
    reg  room_d;
    wire  room_q;
    wire  room_clock;
    wire  head_seen_clock;
    wire  [2:0] head_seen_d;
    wire  [2:0] head_seen_q;
    reg  [2:0] head_d;
    wire  [2:0] head_q;
    wire  head_clock;
    reg  [2:0] head_gray_d;
    wire  [2:0] head_gray_q;
    wire  head_gray_clock;
    wire  tail_seen_clock;
    wire  [2:0] tail_seen_d;
    wire  [2:0] tail_seen_q;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [1:0] out_data_d;
    wire  [1:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    reg  [2:0] tail_next;
    reg  [2:0] tail_half;
    reg  [2:0] tail_coded;
    wire  [2:0] tail_when_full;
    wire  advance;
    reg  [2:0] head_next;
    reg  [2:0] head_half;
    reg  [2:0] head_coded;

    // Sub module instances
    spikelm_management_crossing_ram_2 memory(
        .write_clock(memory_write_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_management_dff_3 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_management_dff_3 tail_gray(
        .d(tail_gray_d),
        .q(tail_gray_q),
        .clock(tail_gray_clock)
    );
    spikelm_management_dff_1 room(
        .d(room_d),
        .q(room_q),
        .clock(room_clock)
    );
    spikelm_management_synchronizer_3 head_seen(
        .clock(head_seen_clock),
        .d(head_seen_d),
        .q(head_seen_q)
    );
    spikelm_management_dff_3 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_management_dff_3 head_gray(
        .d(head_gray_d),
        .q(head_gray_q),
        .clock(head_gray_clock)
    );
    spikelm_management_synchronizer_3 tail_seen(
        .clock(tail_seen_clock),
        .d(tail_seen_d),
        .q(tail_seen_q)
    );
    spikelm_management_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_management_dff_2 out_data(
        .d(out_data_d),
        .q(out_data_q),
        .clock(out_data_clock)
    );

    // Update code
    assign tail_clock = write_clock;
    assign tail_gray_clock = write_clock;
    assign room_clock = write_clock;
    assign head_seen_clock = write_clock;
    assign memory_write_clock = write_clock;
    assign head_clock = read_clock;
    assign head_gray_clock = read_clock;
    assign out_valid_clock = read_clock;
    assign out_data_clock = read_clock;
    assign tail_seen_clock = read_clock;
    assign enter = push && room_q;
    assign head_seen_d = head_gray_q;
    assign tail_when_full = head_seen_q ^ ahead;
    assign ready = room_q;
    assign memory_write = enter;
    assign memory_write_address = tail_q[(32'h0)+:(2)];
    assign memory_write_data = push_data;
    assign tail_seen_d = tail_gray_q;
    assign advance = (head_gray_q != tail_seen_q) && (~out_valid_q || pop);
    assign memory_read_address = head_q[(32'h0)+:(2)];
    assign valid = out_valid_q;
    assign data = out_data_q;
    always @(*) begin
        tail_d = tail_q;
        tail_gray_d = tail_gray_q;
        room_d = room_q;
        head_d = head_q;
        head_gray_d = head_gray_q;
        out_valid_d = out_valid_q;
        out_data_d = out_data_q;
        tail_next = tail_q;
        if (enter) begin
            tail_next = tail_q + one;
        end
        tail_half = ((tail_next[(32'h1)+:(2)]) & 3'h7);
        tail_coded = tail_next ^ tail_half;
        tail_d = tail_next;
        tail_gray_d = tail_coded;
        room_d = tail_coded != tail_when_full;
        if (~write_resetn) begin
            tail_d = zero;
            tail_gray_d = zero;
            room_d = 1'b0;
        end
        head_next = head_q;
        if (pop) begin
            out_valid_d = 1'b0;
        end
        if (advance) begin
            head_next = head_q + one;
            out_data_d = memory_read_data;
            out_valid_d = 1'b1;
        end
        head_half = ((head_next[(32'h1)+:(2)]) & 3'h7);
        head_coded = head_next ^ head_half;
        head_d = head_next;
        head_gray_d = head_coded;
        if (~read_resetn) begin
            head_d = zero;
            head_gray_d = zero;
            out_valid_d = 1'b0;
        end
    end

endmodule

module spikelm_management_r(write_clock,write_resetn,push,push_data,ready,read_clock,read_resetn,valid,data,pop);

    // Module arguments
    input wire  write_clock;
    input wire  write_resetn;
    input wire  push;
    input wire  [33:0] push_data;
    output wire  ready;
    input wire  read_clock;
    input wire  read_resetn;
    output wire  valid;
    output wire  [33:0] data;
    input wire  pop;

    // Constant declarations
    localparam  one = 3'b1;
    localparam  zero = 3'b0;
    localparam  ahead = 3'b110;

    // Stub signals
    wire  memory_write_clock;
    wire  memory_write;
    wire  [1:0] memory_write_address;
    wire  [33:0] memory_write_data;
    wire  [1:0] memory_read_address;
    wire  [33:0] memory_read_data;
    reg  [2:0] tail_d;
    wire  [2:0] tail_q;
    wire  tail_clock;
    reg  [2:0] tail_gray_d;
    wire  [2:0] tail_gray_q;
    wire  tail_gray_clock;
    reg  room_d;
    wire  room_q;
    wire  room_clock;
    wire  head_seen_clock;
    wire  [2:0] head_seen_d;
    wire  [2:0] head_seen_q;
    reg  [2:0] head_d;
    wire  [2:0] head_q;
    wire  head_clock;
    reg  [2:0] head_gray_d;
    wire  [2:0] head_gray_q;
    wire  head_gray_clock;
    wire  tail_seen_clock;
    wire  [2:0] tail_seen_d;
    wire  [2:0] tail_seen_q;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [33:0] out_data_d;
    wire  [33:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    reg  [2:0] tail_next;
    reg  [2:0] tail_half;
    reg  [2:0] tail_coded;
    wire  [2:0] tail_when_full;
    wire  advance;
    reg  [2:0] head_next;
    reg  [2:0] head_half;
    reg  [2:0] head_coded;

    // Sub module instances
    spikelm_management_crossing_ram_3 memory(
        .write_clock(memory_write_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_management_dff_3 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_management_dff_3 tail_gray(
        .d(tail_gray_d),
        .q(tail_gray_q),
        .clock(tail_gray_clock)
    );
    spikelm_management_dff_1 room(
        .d(room_d),
        .q(room_q),
        .clock(room_clock)
    );
    spikelm_management_synchronizer_3 head_seen(
        .clock(head_seen_clock),
        .d(head_seen_d),
        .q(head_seen_q)
    );
    spikelm_management_dff_3 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_management_dff_3 head_gray(
        .d(head_gray_d),
        .q(head_gray_q),
        .clock(head_gray_clock)
    );
    spikelm_management_synchronizer_3 tail_seen(
        .clock(tail_seen_clock),
        .d(tail_seen_d),
        .q(tail_seen_q)
    );
    spikelm_management_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_management_dff_34 out_data(
        .d(out_data_d),
        .q(out_data_q),
        .clock(out_data_clock)
    );

    // Update code
    assign tail_clock = write_clock;
    assign tail_gray_clock = write_clock;
    assign room_clock = write_clock;
    assign head_seen_clock = write_clock;
    assign memory_write_clock = write_clock;
    assign head_clock = read_clock;
    assign head_gray_clock = read_clock;
    assign out_valid_clock = read_clock;
    assign out_data_clock = read_clock;
    assign tail_seen_clock = read_clock;
    assign enter = push && room_q;
    assign head_seen_d = head_gray_q;
    assign tail_when_full = head_seen_q ^ ahead;
    assign ready = room_q;
    assign memory_write = enter;
    assign memory_write_address = tail_q[(32'h0)+:(2)];
    assign memory_write_data = push_data;
    assign tail_seen_d = tail_gray_q;
    assign advance = (head_gray_q != tail_seen_q) && (~out_valid_q || pop);
    assign memory_read_address = head_q[(32'h0)+:(2)];
    assign valid = out_valid_q;
    assign data = out_data_q;
    always @(*) begin
        tail_d = tail_q;
        tail_gray_d = tail_gray_q;
        room_d = room_q;
        head_d = head_q;
        head_gray_d = head_gray_q;
        out_valid_d = out_valid_q;
        out_data_d = out_data_q;
        tail_next = tail_q;
        if (enter) begin
            tail_next = tail_q + one;
        end
        tail_half = ((tail_next[(32'h1)+:(2)]) & 3'h7);
        tail_coded = tail_next ^ tail_half;
        tail_d = tail_next;
        tail_gray_d = tail_coded;
        room_d = tail_coded != tail_when_full;
        if (~write_resetn) begin
            tail_d = zero;
            tail_gray_d = zero;
            room_d = 1'b0;
        end
        head_next = head_q;
        if (pop) begin
            out_valid_d = 1'b0;
        end
        if (advance) begin
            head_next = head_q + one;
            out_data_d = memory_read_data;
            out_valid_d = 1'b1;
        end
        head_half = ((head_next[(32'h1)+:(2)]) & 3'h7);
        head_coded = head_next ^ head_half;
        head_d = head_next;
        head_gray_d = head_coded;
        if (~read_resetn) begin
            head_d = zero;
            head_gray_d = zero;
            out_valid_d = 1'b0;
        end
    end

endmodule

module spikelm_management_r_in(data,response,all);

    // Module arguments
    input wire  [31:0] data;
    input wire  [1:0] response;
    output reg  [33:0] all;

    // Update code (custom)
    always @(*) all = {response, data};
endmodule

module spikelm_management_w(write_clock,write_resetn,push,push_data,ready,read_clock,read_resetn,valid,data,pop);

    // Module arguments
    input wire  write_clock;
    input wire  write_resetn;
    input wire  push;
    input wire  [35:0] push_data;
    output wire  ready;
    input wire  read_clock;
    input wire  read_resetn;
    output wire  valid;
    output wire  [35:0] data;
    input wire  pop;

    // Constant declarations
    localparam  one = 3'b1;
    localparam  zero = 3'b0;
    localparam  ahead = 3'b110;

    // Stub signals
    wire  memory_write_clock;
    wire  memory_write;
    wire  [1:0] memory_write_address;
    wire  [35:0] memory_write_data;
    wire  [1:0] memory_read_address;
    wire  [35:0] memory_read_data;
    reg  [2:0] tail_d;
    wire  [2:0] tail_q;
    wire  tail_clock;
    reg  [2:0] tail_gray_d;
    wire  [2:0] tail_gray_q;
    wire  tail_gray_clock;
    reg  room_d;
    wire  room_q;
    wire  room_clock;
    wire  head_seen_clock;
    wire  [2:0] head_seen_d;
    wire  [2:0] head_seen_q;
    reg  [2:0] head_d;
    wire  [2:0] head_q;
    wire  head_clock;
    reg  [2:0] head_gray_d;
    wire  [2:0] head_gray_q;
    wire  head_gray_clock;
    wire  tail_seen_clock;
    wire  [2:0] tail_seen_d;
    wire  [2:0] tail_seen_q;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [35:0] out_data_d;
    wire  [35:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    reg  [2:0] tail_next;
    reg  [2:0] tail_half;
    reg  [2:0] tail_coded;
    wire  [2:0] tail_when_full;
    wire  advance;
    reg  [2:0] head_next;
    reg  [2:0] head_half;
    reg  [2:0] head_coded;

    // Sub module instances
    spikelm_management_crossing_ram_4 memory(
        .write_clock(memory_write_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_management_dff_3 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_management_dff_3 tail_gray(
        .d(tail_gray_d),
        .q(tail_gray_q),
        .clock(tail_gray_clock)
    );
    spikelm_management_dff_1 room(
        .d(room_d),
        .q(room_q),
        .clock(room_clock)
    );
    spikelm_management_synchronizer_3 head_seen(
        .clock(head_seen_clock),
        .d(head_seen_d),
        .q(head_seen_q)
    );
    spikelm_management_dff_3 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_management_dff_3 head_gray(
        .d(head_gray_d),
        .q(head_gray_q),
        .clock(head_gray_clock)
    );
    spikelm_management_synchronizer_3 tail_seen(
        .clock(tail_seen_clock),
        .d(tail_seen_d),
        .q(tail_seen_q)
    );
    spikelm_management_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_management_dff_36 out_data(
        .d(out_data_d),
        .q(out_data_q),
        .clock(out_data_clock)
    );

    // Update code
    assign tail_clock = write_clock;
    assign tail_gray_clock = write_clock;
    assign room_clock = write_clock;
    assign head_seen_clock = write_clock;
    assign memory_write_clock = write_clock;
    assign head_clock = read_clock;
    assign head_gray_clock = read_clock;
    assign out_valid_clock = read_clock;
    assign out_data_clock = read_clock;
    assign tail_seen_clock = read_clock;
    assign enter = push && room_q;
    assign head_seen_d = head_gray_q;
    assign tail_when_full = head_seen_q ^ ahead;
    assign ready = room_q;
    assign memory_write = enter;
    assign memory_write_address = tail_q[(32'h0)+:(2)];
    assign memory_write_data = push_data;
    assign tail_seen_d = tail_gray_q;
    assign advance = (head_gray_q != tail_seen_q) && (~out_valid_q || pop);
    assign memory_read_address = head_q[(32'h0)+:(2)];
    assign valid = out_valid_q;
    assign data = out_data_q;
    always @(*) begin
        tail_d = tail_q;
        tail_gray_d = tail_gray_q;
        room_d = room_q;
        head_d = head_q;
        head_gray_d = head_gray_q;
        out_valid_d = out_valid_q;
        out_data_d = out_data_q;
        tail_next = tail_q;
        if (enter) begin
            tail_next = tail_q + one;
        end
        tail_half = ((tail_next[(32'h1)+:(2)]) & 3'h7);
        tail_coded = tail_next ^ tail_half;
        tail_d = tail_next;
        tail_gray_d = tail_coded;
        room_d = tail_coded != tail_when_full;
        if (~write_resetn) begin
            tail_d = zero;
            tail_gray_d = zero;
            room_d = 1'b0;
        end
        head_next = head_q;
        if (pop) begin
            out_valid_d = 1'b0;
        end
        if (advance) begin
            head_next = head_q + one;
            out_data_d = memory_read_data;
            out_valid_d = 1'b1;
        end
        head_half = ((head_next[(32'h1)+:(2)]) & 3'h7);
        head_coded = head_next ^ head_half;
        head_d = head_next;
        head_gray_d = head_coded;
        if (~read_resetn) begin
            head_d = zero;
            head_gray_d = zero;
            out_valid_d = 1'b0;
        end
    end

endmodule

module spikelm_management_w_in(data,strobe,all);

    // Module arguments
    input wire  [31:0] data;
    input wire  [3:0] strobe;
    output reg  [35:0] all;

    // Update code (custom)
    always @(*) all = {strobe, data};
endmodule

module spikelm_management_side_a(clock,resetn,asked,answered,ask,answer,side_resetn);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  asked;
    input wire  answered;
    output wire  ask;
    output wire  answer;
    output wire  side_resetn;

    // Constant declarations
    localparam  yes = 1'b1;
    localparam  no = 1'b0;

    // Stub signals
    wire  asked_here_clock;
    wire  asked_here_d;
    wire  asked_here_q;
    wire  answered_here_clock;
    wire  answered_here_d;
    wire  answered_here_q;
    reg  waiting_d;
    wire  waiting_q;
    wire  waiting_clock;
    reg  asking_d;
    wire  asking_q;
    wire  asking_clock;
    reg  in_reset_d;
    wire  in_reset_q;
    wire  in_reset_clock;
    reg  answering_d;
    wire  answering_q;
    wire  answering_clock;
    reg  free_d;
    wire  free_q;
    wire  free_clock;

    // Local signals
    wire  answered_now;
    wire  asked_now;

    // Sub module instances
    spikelm_management_synchronizer_1 asked_here(
        .clock(asked_here_clock),
        .d(asked_here_d),
        .q(asked_here_q)
    );
    spikelm_management_synchronizer_1 answered_here(
        .clock(answered_here_clock),
        .d(answered_here_d),
        .q(answered_here_q)
    );
    spikelm_management_dff_1 waiting(
        .d(waiting_d),
        .q(waiting_q),
        .clock(waiting_clock)
    );
    spikelm_management_dff_1 asking(
        .d(asking_d),
        .q(asking_q),
        .clock(asking_clock)
    );
    spikelm_management_dff_1 in_reset(
        .d(in_reset_d),
        .q(in_reset_q),
        .clock(in_reset_clock)
    );
    spikelm_management_dff_1 answering(
        .d(answering_d),
        .q(answering_q),
        .clock(answering_clock)
    );
    spikelm_management_dff_1 free(
        .d(free_d),
        .q(free_q),
        .clock(free_clock)
    );

    // Update code
    assign waiting_clock = clock;
    assign asking_clock = clock;
    assign in_reset_clock = clock;
    assign answering_clock = clock;
    assign free_clock = clock;
    assign asked_here_clock = clock;
    assign answered_here_clock = clock;
    assign asked_here_d = asked;
    assign answered_here_d = answered;
    assign asked_now = asked_here_q == yes;
    assign answered_now = answered_here_q == yes;
    assign ask = asking_q;
    assign side_resetn = free_q;
    assign answer = answering_q;
    always @(*) begin
        waiting_d = waiting_q;
        asking_d = asking_q;
        in_reset_d = in_reset_q;
        answering_d = answering_q;
        free_d = free_q;
        if (~resetn && (asking_q == no)) begin
            waiting_d = 1'b1;
        end
        if (waiting_q && ~answered_now) begin
            waiting_d = 1'b0;
            asking_d = yes;
        end
        if ((asking_q == yes) && answered_now && resetn) begin
            asking_d = no;
        end
        free_d = resetn && ~waiting_q && (asking_q == no) && ~asked_now;
        in_reset_d = asked_here_q;
        answering_d = in_reset_q;
    end

endmodule

module spikelm_management_crossing(s_clock,s_resetn,s_axil_awaddr,s_axil_awvalid,s_axil_awready,s_axil_wdata,s_axil_wstrb,s_axil_wvalid,s_axil_wready,s_axil_bresp,s_axil_bvalid,s_axil_bready,s_axil_araddr,s_axil_arvalid,s_axil_arready,s_axil_rdata,s_axil_rresp,s_axil_rvalid,s_axil_rready,m_clock,m_resetn,m_axil_awaddr,m_axil_awvalid,m_axil_awready,m_axil_wdata,m_axil_wstrb,m_axil_wvalid,m_axil_wready,m_axil_bresp,m_axil_bvalid,m_axil_bready,m_axil_araddr,m_axil_arvalid,m_axil_arready,m_axil_rdata,m_axil_rresp,m_axil_rvalid,m_axil_rready);

    // Module arguments
    input wire  s_clock;
    input wire  s_resetn;
    input wire  [17:0] s_axil_awaddr;
    input wire  s_axil_awvalid;
    output wire  s_axil_awready;
    input wire  [31:0] s_axil_wdata;
    input wire  [3:0] s_axil_wstrb;
    input wire  s_axil_wvalid;
    output wire  s_axil_wready;
    output wire  [1:0] s_axil_bresp;
    output wire  s_axil_bvalid;
    input wire  s_axil_bready;
    input wire  [17:0] s_axil_araddr;
    input wire  s_axil_arvalid;
    output wire  s_axil_arready;
    output wire  [31:0] s_axil_rdata;
    output wire  [1:0] s_axil_rresp;
    output wire  s_axil_rvalid;
    input wire  s_axil_rready;
    input wire  m_clock;
    input wire  m_resetn;
    output wire  [17:0] m_axil_awaddr;
    output wire  m_axil_awvalid;
    input wire  m_axil_awready;
    output wire  [31:0] m_axil_wdata;
    output wire  [3:0] m_axil_wstrb;
    output wire  m_axil_wvalid;
    input wire  m_axil_wready;
    input wire  [1:0] m_axil_bresp;
    input wire  m_axil_bvalid;
    output wire  m_axil_bready;
    output wire  [17:0] m_axil_araddr;
    output wire  m_axil_arvalid;
    input wire  m_axil_arready;
    input wire  [31:0] m_axil_rdata;
    input wire  [1:0] m_axil_rresp;
    input wire  m_axil_rvalid;
    output wire  m_axil_rready;

    // Stub signals
    wire  aw_write_clock;
    wire  aw_write_resetn;
    wire  aw_push;
    wire  [17:0] aw_push_data;
    wire  aw_ready;
    wire  aw_read_clock;
    wire  aw_read_resetn;
    wire  aw_valid;
    wire  [17:0] aw_data;
    wire  aw_pop;
    wire  [31:0] w_in_data;
    wire  [3:0] w_in_strobe;
    wire  [35:0] w_in_all;
    wire  w_write_clock;
    wire  w_write_resetn;
    wire  w_push;
    wire  [35:0] w_push_data;
    wire  w_ready;
    wire  w_read_clock;
    wire  w_read_resetn;
    wire  w_valid;
    wire  [35:0] w_data;
    wire  w_pop;
    wire  b_write_clock;
    wire  b_write_resetn;
    wire  b_push;
    wire  [1:0] b_push_data;
    wire  b_ready;
    wire  b_read_clock;
    wire  b_read_resetn;
    wire  b_valid;
    wire  [1:0] b_data;
    wire  b_pop;
    wire  ar_write_clock;
    wire  ar_write_resetn;
    wire  ar_push;
    wire  [17:0] ar_push_data;
    wire  ar_ready;
    wire  ar_read_clock;
    wire  ar_read_resetn;
    wire  ar_valid;
    wire  [17:0] ar_data;
    wire  ar_pop;
    wire  [31:0] r_in_data;
    wire  [1:0] r_in_response;
    wire  [33:0] r_in_all;
    wire  r_write_clock;
    wire  r_write_resetn;
    wire  r_push;
    wire  [33:0] r_push_data;
    wire  r_ready;
    wire  r_read_clock;
    wire  r_read_resetn;
    wire  r_valid;
    wire  [33:0] r_data;
    wire  r_pop;

    // Sub module instances
    spikelm_management_ar aw(
        .write_clock(aw_write_clock),
        .write_resetn(aw_write_resetn),
        .push(aw_push),
        .push_data(aw_push_data),
        .ready(aw_ready),
        .read_clock(aw_read_clock),
        .read_resetn(aw_read_resetn),
        .valid(aw_valid),
        .data(aw_data),
        .pop(aw_pop)
    );
    spikelm_management_w_in w_in(
        .data(w_in_data),
        .strobe(w_in_strobe),
        .all(w_in_all)
    );
    spikelm_management_w w(
        .write_clock(w_write_clock),
        .write_resetn(w_write_resetn),
        .push(w_push),
        .push_data(w_push_data),
        .ready(w_ready),
        .read_clock(w_read_clock),
        .read_resetn(w_read_resetn),
        .valid(w_valid),
        .data(w_data),
        .pop(w_pop)
    );
    spikelm_management_b b(
        .write_clock(b_write_clock),
        .write_resetn(b_write_resetn),
        .push(b_push),
        .push_data(b_push_data),
        .ready(b_ready),
        .read_clock(b_read_clock),
        .read_resetn(b_read_resetn),
        .valid(b_valid),
        .data(b_data),
        .pop(b_pop)
    );
    spikelm_management_ar ar(
        .write_clock(ar_write_clock),
        .write_resetn(ar_write_resetn),
        .push(ar_push),
        .push_data(ar_push_data),
        .ready(ar_ready),
        .read_clock(ar_read_clock),
        .read_resetn(ar_read_resetn),
        .valid(ar_valid),
        .data(ar_data),
        .pop(ar_pop)
    );
    spikelm_management_r_in r_in(
        .data(r_in_data),
        .response(r_in_response),
        .all(r_in_all)
    );
    spikelm_management_r r(
        .write_clock(r_write_clock),
        .write_resetn(r_write_resetn),
        .push(r_push),
        .push_data(r_push_data),
        .ready(r_ready),
        .read_clock(r_read_clock),
        .read_resetn(r_read_resetn),
        .valid(r_valid),
        .data(r_data),
        .pop(r_pop)
    );

    // Update code
    assign aw_write_clock = s_clock;
    assign aw_write_resetn = s_resetn;
    assign aw_read_clock = m_clock;
    assign aw_read_resetn = m_resetn;
    assign w_write_clock = s_clock;
    assign w_write_resetn = s_resetn;
    assign w_read_clock = m_clock;
    assign w_read_resetn = m_resetn;
    assign b_write_clock = m_clock;
    assign b_write_resetn = m_resetn;
    assign b_read_clock = s_clock;
    assign b_read_resetn = s_resetn;
    assign ar_write_clock = s_clock;
    assign ar_write_resetn = s_resetn;
    assign ar_read_clock = m_clock;
    assign ar_read_resetn = m_resetn;
    assign r_write_clock = m_clock;
    assign r_write_resetn = m_resetn;
    assign r_read_clock = s_clock;
    assign r_read_resetn = s_resetn;
    assign aw_push = s_axil_awvalid;
    assign aw_push_data = s_axil_awaddr;
    assign s_axil_awready = aw_ready;
    assign m_axil_awvalid = aw_valid;
    assign m_axil_awaddr = aw_data;
    assign aw_pop = m_axil_awready;
    assign w_in_data = s_axil_wdata;
    assign w_in_strobe = s_axil_wstrb;
    assign w_push = s_axil_wvalid;
    assign w_push_data = w_in_all;
    assign s_axil_wready = w_ready;
    assign m_axil_wvalid = w_valid;
    assign m_axil_wdata = w_data[(32'h0)+:(32)];
    assign m_axil_wstrb = w_data[(32'h20)+:(4)];
    assign w_pop = m_axil_wready;
    assign b_push = m_axil_bvalid;
    assign b_push_data = m_axil_bresp;
    assign m_axil_bready = b_ready;
    assign s_axil_bvalid = b_valid;
    assign s_axil_bresp = b_data;
    assign b_pop = s_axil_bready;
    assign ar_push = s_axil_arvalid;
    assign ar_push_data = s_axil_araddr;
    assign s_axil_arready = ar_ready;
    assign m_axil_arvalid = ar_valid;
    assign m_axil_araddr = ar_data;
    assign ar_pop = m_axil_arready;
    assign r_in_data = m_axil_rdata;
    assign r_in_response = m_axil_rresp;
    assign r_push = m_axil_rvalid;
    assign r_push_data = r_in_all;
    assign m_axil_rready = r_ready;
    assign s_axil_rvalid = r_valid;
    assign s_axil_rdata = r_data[(32'h0)+:(32)];
    assign s_axil_rresp = r_data[(32'h20)+:(2)];
    assign r_pop = s_axil_rready;

endmodule

module spikelm_management_resets(a_clock,a_resetn,a_side_resetn,b_clock,b_resetn,b_side_resetn);

    // Module arguments
    input wire  a_clock;
    input wire  a_resetn;
    output wire  a_side_resetn;
    input wire  b_clock;
    input wire  b_resetn;
    output wire  b_side_resetn;

    // Stub signals
    wire  side_a_clock;
    wire  side_a_resetn;
    wire  side_a_asked;
    wire  side_a_answered;
    wire  side_a_ask;
    wire  side_a_answer;
    wire  side_a_side_resetn;
    wire  side_b_clock;
    wire  side_b_resetn;
    wire  side_b_asked;
    wire  side_b_answered;
    wire  side_b_ask;
    wire  side_b_answer;
    wire  side_b_side_resetn;

    // Sub module instances
    spikelm_management_side_a side_a(
        .clock(side_a_clock),
        .resetn(side_a_resetn),
        .asked(side_a_asked),
        .answered(side_a_answered),
        .ask(side_a_ask),
        .answer(side_a_answer),
        .side_resetn(side_a_side_resetn)
    );
    spikelm_management_side_a side_b(
        .clock(side_b_clock),
        .resetn(side_b_resetn),
        .asked(side_b_asked),
        .answered(side_b_answered),
        .ask(side_b_ask),
        .answer(side_b_answer),
        .side_resetn(side_b_side_resetn)
    );

    // Update code
    assign side_a_clock = a_clock;
    assign side_b_clock = b_clock;
    assign side_a_resetn = a_resetn;
    assign side_b_resetn = b_resetn;
    assign side_a_asked = side_b_ask;
    assign side_b_asked = side_a_ask;
    assign side_a_answered = side_b_answer;
    assign side_b_answered = side_a_answer;
    assign a_side_resetn = side_a_side_resetn;
    assign b_side_resetn = side_b_side_resetn;

endmodule

module spikelm_management(bus_clock,bus_resetn,s_axil_awaddr,s_axil_awvalid,s_axil_awready,s_axil_wdata,s_axil_wstrb,s_axil_wvalid,s_axil_wready,s_axil_bresp,s_axil_bvalid,s_axil_bready,s_axil_araddr,s_axil_arvalid,s_axil_arready,s_axil_rdata,s_axil_rresp,s_axil_rvalid,s_axil_rready,management_clock,management_clock_good,management_resetn,m_axil_awaddr,m_axil_awvalid,m_axil_awready,m_axil_wdata,m_axil_wstrb,m_axil_wvalid,m_axil_wready,m_axil_bresp,m_axil_bvalid,m_axil_bready,m_axil_araddr,m_axil_arvalid,m_axil_arready,m_axil_rdata,m_axil_rresp,m_axil_rvalid,m_axil_rready);

    // Module arguments
    input wire  bus_clock;
    input wire  bus_resetn;
    input wire  [17:0] s_axil_awaddr;
    input wire  s_axil_awvalid;
    output wire  s_axil_awready;
    input wire  [31:0] s_axil_wdata;
    input wire  [3:0] s_axil_wstrb;
    input wire  s_axil_wvalid;
    output wire  s_axil_wready;
    output wire  [1:0] s_axil_bresp;
    output wire  s_axil_bvalid;
    input wire  s_axil_bready;
    input wire  [17:0] s_axil_araddr;
    input wire  s_axil_arvalid;
    output wire  s_axil_arready;
    output wire  [31:0] s_axil_rdata;
    output wire  [1:0] s_axil_rresp;
    output wire  s_axil_rvalid;
    input wire  s_axil_rready;
    input wire  management_clock;
    input wire  management_clock_good;
    output wire  management_resetn;
    output wire  [17:0] m_axil_awaddr;
    output wire  m_axil_awvalid;
    input wire  m_axil_awready;
    output wire  [31:0] m_axil_wdata;
    output wire  [3:0] m_axil_wstrb;
    output wire  m_axil_wvalid;
    input wire  m_axil_wready;
    input wire  [1:0] m_axil_bresp;
    input wire  m_axil_bvalid;
    output wire  m_axil_bready;
    output wire  [17:0] m_axil_araddr;
    output wire  m_axil_arvalid;
    input wire  m_axil_arready;
    input wire  [31:0] m_axil_rdata;
    input wire  [1:0] m_axil_rresp;
    input wire  m_axil_rvalid;
    output wire  m_axil_rready;

    // Constant declarations
    localparam  yes = 1'b1;

    // Stub signals
    wire  good_clock;
    wire  good_d;
    wire  good_q;
    wire  resets_a_clock;
    wire  resets_a_resetn;
    wire  resets_a_side_resetn;
    wire  resets_b_clock;
    wire  resets_b_resetn;
    wire  resets_b_side_resetn;
    wire  crossing_s_clock;
    wire  crossing_s_resetn;
    wire  crossing_m_clock;
    wire  crossing_m_resetn;

    // Sub module instances
    spikelm_management_synchronizer_1 good(
        .clock(good_clock),
        .d(good_d),
        .q(good_q)
    );
    spikelm_management_resets resets(
        .a_clock(resets_a_clock),
        .a_resetn(resets_a_resetn),
        .a_side_resetn(resets_a_side_resetn),
        .b_clock(resets_b_clock),
        .b_resetn(resets_b_resetn),
        .b_side_resetn(resets_b_side_resetn)
    );
    spikelm_management_crossing crossing(
        .s_clock(crossing_s_clock),
        .s_resetn(crossing_s_resetn),
        .s_axil_awaddr(s_axil_awaddr),
        .s_axil_awvalid(s_axil_awvalid),
        .s_axil_awready(s_axil_awready),
        .s_axil_wdata(s_axil_wdata),
        .s_axil_wstrb(s_axil_wstrb),
        .s_axil_wvalid(s_axil_wvalid),
        .s_axil_wready(s_axil_wready),
        .s_axil_bresp(s_axil_bresp),
        .s_axil_bvalid(s_axil_bvalid),
        .s_axil_bready(s_axil_bready),
        .s_axil_araddr(s_axil_araddr),
        .s_axil_arvalid(s_axil_arvalid),
        .s_axil_arready(s_axil_arready),
        .s_axil_rdata(s_axil_rdata),
        .s_axil_rresp(s_axil_rresp),
        .s_axil_rvalid(s_axil_rvalid),
        .s_axil_rready(s_axil_rready),
        .m_clock(crossing_m_clock),
        .m_resetn(crossing_m_resetn),
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
        .m_axil_rready(m_axil_rready)
    );

    // Update code
    assign good_clock = management_clock;
    assign good_d = management_clock_good;
    assign resets_a_clock = bus_clock;
    assign resets_a_resetn = bus_resetn;
    assign resets_b_clock = management_clock;
    assign resets_b_resetn = good_q == yes;
    assign management_resetn = resets_b_side_resetn;
    assign crossing_s_clock = bus_clock;
    assign crossing_s_resetn = resets_a_side_resetn;
    assign crossing_m_clock = management_clock;
    assign crossing_m_resetn = resets_b_side_resetn;

endmodule

`default_nettype wire
