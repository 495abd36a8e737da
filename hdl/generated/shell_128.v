// Written by `cargo run -p spikelm-hdl -- generate` from hdl/src; do not edit.
`default_nettype none

module spikelm_pcie_shell_dff_4(d,q,clock);

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

module spikelm_pcie_shell_synchronizer_4(clock,d,q);

    // Module arguments
    input wire  clock;
    input wire  [3:0] d;
    output reg  [3:0] q;

    // Update code (custom)
    (* ASYNC_REG = "TRUE" *) reg [3:0] caught;
    (* ASYNC_REG = "TRUE" *) reg [3:0] settled;
    always @(posedge clock) begin
        caught <= d;
        settled <= caught;
    end
    always @(*) q = settled;
endmodule

module spikelm_pcie_shell_crossing_ram(write_clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  write_clock;
    input wire  write;
    input wire  [2:0] write_address;
    input wire  [80:0] write_data;
    input wire  [2:0] read_address;
    output reg  [80:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [80:0] memory [0:7];
    always @(posedge write_clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_pcie_shell_dff_81(d,q,clock);

    // Module arguments
    input wire  [80:0] d;
    output reg  [80:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 81'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_pcie_shell_dff_1(d,q,clock);

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

module spikelm_pcie_shell_crossing_ram_2(write_clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  write_clock;
    input wire  write;
    input wire  [2:0] write_address;
    input wire  [5:0] write_data;
    input wire  [2:0] read_address;
    output reg  [5:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [5:0] memory [0:7];
    always @(posedge write_clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_pcie_shell_dff_6(d,q,clock);

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

module spikelm_pcie_shell_dff_5(d,q,clock);

    // Module arguments
    input wire  [4:0] d;
    output reg  [4:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 5'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_pcie_shell_synchronizer_5(clock,d,q);

    // Module arguments
    input wire  clock;
    input wire  [4:0] d;
    output reg  [4:0] q;

    // Update code (custom)
    (* ASYNC_REG = "TRUE" *) reg [4:0] caught;
    (* ASYNC_REG = "TRUE" *) reg [4:0] settled;
    always @(posedge clock) begin
        caught <= d;
        settled <= caught;
    end
    always @(*) q = settled;
endmodule

module spikelm_pcie_shell_crossing_ram_3(write_clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  write_clock;
    input wire  write;
    input wire  [3:0] write_address;
    input wire  [134:0] write_data;
    input wire  [3:0] read_address;
    output reg  [134:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [134:0] memory [0:15];
    always @(posedge write_clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_pcie_shell_dff_135(d,q,clock);

    // Module arguments
    input wire  [134:0] d;
    output reg  [134:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 135'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_pcie_shell_crossing_ram_4(write_clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  write_clock;
    input wire  write;
    input wire  [3:0] write_address;
    input wire  [144:0] write_data;
    input wire  [3:0] read_address;
    output reg  [144:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [144:0] memory [0:15];
    always @(posedge write_clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_pcie_shell_dff_145(d,q,clock);

    // Module arguments
    input wire  [144:0] d;
    output reg  [144:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 145'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_pcie_shell_dff_3(d,q,clock);

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

module spikelm_pcie_shell_synchronizer_3(clock,d,q);

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

module spikelm_pcie_shell_crossing_ram_5(write_clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  write_clock;
    input wire  write;
    input wire  [1:0] write_address;
    input wire  [15:0] write_data;
    input wire  [1:0] read_address;
    output reg  [15:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [15:0] memory [0:3];
    always @(posedge write_clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_pcie_shell_dff_16(d,q,clock);

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

module spikelm_pcie_shell_crossing_ram_6(write_clock,write,write_address,write_data,read_address,read_data);

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

module spikelm_pcie_shell_dff_2(d,q,clock);

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

module spikelm_pcie_shell_crossing_ram_7(write_clock,write,write_address,write_data,read_address,read_data);

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

module spikelm_pcie_shell_dff_34(d,q,clock);

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

module spikelm_pcie_shell_crossing_ram_8(write_clock,write,write_address,write_data,read_address,read_data);

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

module spikelm_pcie_shell_dff_36(d,q,clock);

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

module spikelm_pcie_shell_synchronizer_1(clock,d,q);

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

module spikelm_pcie_shell_ar(write_clock,write_resetn,push,push_data,ready,read_clock,read_resetn,valid,data,pop);

    // Module arguments
    input wire  write_clock;
    input wire  write_resetn;
    input wire  push;
    input wire  [80:0] push_data;
    output wire  ready;
    input wire  read_clock;
    input wire  read_resetn;
    output wire  valid;
    output wire  [80:0] data;
    input wire  pop;

    // Constant declarations
    localparam  one = 4'h1;
    localparam  zero = 4'h0;
    localparam  ahead = 4'hc;

    // Stub signals
    wire  memory_write_clock;
    wire  memory_write;
    wire  [2:0] memory_write_address;
    wire  [80:0] memory_write_data;
    wire  [2:0] memory_read_address;
    wire  [80:0] memory_read_data;
    reg  [3:0] tail_d;
    wire  [3:0] tail_q;
    wire  tail_clock;
    reg  [3:0] tail_gray_d;
    wire  [3:0] tail_gray_q;
    wire  tail_gray_clock;
    reg  room_d;
    wire  room_q;
    wire  room_clock;
    wire  head_seen_clock;
    wire  [3:0] head_seen_d;
    wire  [3:0] head_seen_q;
    reg  [3:0] head_d;
    wire  [3:0] head_q;
    wire  head_clock;
    reg  [3:0] head_gray_d;
    wire  [3:0] head_gray_q;
    wire  head_gray_clock;
    wire  tail_seen_clock;
    wire  [3:0] tail_seen_d;
    wire  [3:0] tail_seen_q;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [80:0] out_data_d;
    wire  [80:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    reg  [3:0] tail_next;
    reg  [3:0] tail_half;
    reg  [3:0] tail_coded;
    wire  [3:0] tail_when_full;
    wire  advance;
    reg  [3:0] head_next;
    reg  [3:0] head_half;
    reg  [3:0] head_coded;

    // Sub module instances
    spikelm_pcie_shell_crossing_ram memory(
        .write_clock(memory_write_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_pcie_shell_dff_4 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_pcie_shell_dff_4 tail_gray(
        .d(tail_gray_d),
        .q(tail_gray_q),
        .clock(tail_gray_clock)
    );
    spikelm_pcie_shell_dff_1 room(
        .d(room_d),
        .q(room_q),
        .clock(room_clock)
    );
    spikelm_pcie_shell_synchronizer_4 head_seen(
        .clock(head_seen_clock),
        .d(head_seen_d),
        .q(head_seen_q)
    );
    spikelm_pcie_shell_dff_4 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_pcie_shell_dff_4 head_gray(
        .d(head_gray_d),
        .q(head_gray_q),
        .clock(head_gray_clock)
    );
    spikelm_pcie_shell_synchronizer_4 tail_seen(
        .clock(tail_seen_clock),
        .d(tail_seen_d),
        .q(tail_seen_q)
    );
    spikelm_pcie_shell_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_pcie_shell_dff_81 out_data(
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
    assign memory_write_address = tail_q[(32'h0)+:(3)];
    assign memory_write_data = push_data;
    assign tail_seen_d = tail_gray_q;
    assign advance = (head_gray_q != tail_seen_q) && (~out_valid_q || pop);
    assign memory_read_address = head_q[(32'h0)+:(3)];
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
        tail_half = ((tail_next[(32'h1)+:(3)]) & 4'hf);
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
        head_half = ((head_next[(32'h1)+:(3)]) & 4'hf);
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

module spikelm_pcie_shell_ar_in(burst,size,length,address,id,all);

    // Module arguments
    input wire  [1:0] burst;
    input wire  [2:0] size;
    input wire  [7:0] length;
    input wire  [63:0] address;
    input wire  [3:0] id;
    output reg  [80:0] all;

    // Update code (custom)
    always @(*) all = {id, address, length, size, burst};
endmodule

module spikelm_pcie_shell_b(write_clock,write_resetn,push,push_data,ready,read_clock,read_resetn,valid,data,pop);

    // Module arguments
    input wire  write_clock;
    input wire  write_resetn;
    input wire  push;
    input wire  [5:0] push_data;
    output wire  ready;
    input wire  read_clock;
    input wire  read_resetn;
    output wire  valid;
    output wire  [5:0] data;
    input wire  pop;

    // Constant declarations
    localparam  one = 4'h1;
    localparam  zero = 4'h0;
    localparam  ahead = 4'hc;

    // Stub signals
    wire  memory_write_clock;
    wire  memory_write;
    wire  [2:0] memory_write_address;
    wire  [5:0] memory_write_data;
    wire  [2:0] memory_read_address;
    wire  [5:0] memory_read_data;
    reg  [3:0] tail_d;
    wire  [3:0] tail_q;
    wire  tail_clock;
    reg  [3:0] tail_gray_d;
    wire  [3:0] tail_gray_q;
    wire  tail_gray_clock;
    reg  room_d;
    wire  room_q;
    wire  room_clock;
    wire  head_seen_clock;
    wire  [3:0] head_seen_d;
    wire  [3:0] head_seen_q;
    reg  [3:0] head_d;
    wire  [3:0] head_q;
    wire  head_clock;
    reg  [3:0] head_gray_d;
    wire  [3:0] head_gray_q;
    wire  head_gray_clock;
    wire  tail_seen_clock;
    wire  [3:0] tail_seen_d;
    wire  [3:0] tail_seen_q;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [5:0] out_data_d;
    wire  [5:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    reg  [3:0] tail_next;
    reg  [3:0] tail_half;
    reg  [3:0] tail_coded;
    wire  [3:0] tail_when_full;
    wire  advance;
    reg  [3:0] head_next;
    reg  [3:0] head_half;
    reg  [3:0] head_coded;

    // Sub module instances
    spikelm_pcie_shell_crossing_ram_2 memory(
        .write_clock(memory_write_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_pcie_shell_dff_4 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_pcie_shell_dff_4 tail_gray(
        .d(tail_gray_d),
        .q(tail_gray_q),
        .clock(tail_gray_clock)
    );
    spikelm_pcie_shell_dff_1 room(
        .d(room_d),
        .q(room_q),
        .clock(room_clock)
    );
    spikelm_pcie_shell_synchronizer_4 head_seen(
        .clock(head_seen_clock),
        .d(head_seen_d),
        .q(head_seen_q)
    );
    spikelm_pcie_shell_dff_4 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_pcie_shell_dff_4 head_gray(
        .d(head_gray_d),
        .q(head_gray_q),
        .clock(head_gray_clock)
    );
    spikelm_pcie_shell_synchronizer_4 tail_seen(
        .clock(tail_seen_clock),
        .d(tail_seen_d),
        .q(tail_seen_q)
    );
    spikelm_pcie_shell_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_pcie_shell_dff_6 out_data(
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
    assign memory_write_address = tail_q[(32'h0)+:(3)];
    assign memory_write_data = push_data;
    assign tail_seen_d = tail_gray_q;
    assign advance = (head_gray_q != tail_seen_q) && (~out_valid_q || pop);
    assign memory_read_address = head_q[(32'h0)+:(3)];
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
        tail_half = ((tail_next[(32'h1)+:(3)]) & 4'hf);
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
        head_half = ((head_next[(32'h1)+:(3)]) & 4'hf);
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

module spikelm_pcie_shell_b_in(response,id,all);

    // Module arguments
    input wire  [1:0] response;
    input wire  [3:0] id;
    output reg  [5:0] all;

    // Update code (custom)
    always @(*) all = {id, response};
endmodule

module spikelm_pcie_shell_beat_in(data,strobe,all);

    // Module arguments
    input wire  [127:0] data;
    input wire  [15:0] strobe;
    output reg  [143:0] all;

    // Update code (custom)
    always @(*) all = {strobe, data};
endmodule

module spikelm_pcie_shell_r(write_clock,write_resetn,push,push_data,ready,read_clock,read_resetn,valid,data,pop);

    // Module arguments
    input wire  write_clock;
    input wire  write_resetn;
    input wire  push;
    input wire  [134:0] push_data;
    output wire  ready;
    input wire  read_clock;
    input wire  read_resetn;
    output wire  valid;
    output wire  [134:0] data;
    input wire  pop;

    // Constant declarations
    localparam  one = 5'b1;
    localparam  zero = 5'b0;
    localparam  ahead = 5'b11000;

    // Stub signals
    wire  memory_write_clock;
    wire  memory_write;
    wire  [3:0] memory_write_address;
    wire  [134:0] memory_write_data;
    wire  [3:0] memory_read_address;
    wire  [134:0] memory_read_data;
    reg  [4:0] tail_d;
    wire  [4:0] tail_q;
    wire  tail_clock;
    reg  [4:0] tail_gray_d;
    wire  [4:0] tail_gray_q;
    wire  tail_gray_clock;
    reg  room_d;
    wire  room_q;
    wire  room_clock;
    wire  head_seen_clock;
    wire  [4:0] head_seen_d;
    wire  [4:0] head_seen_q;
    reg  [4:0] head_d;
    wire  [4:0] head_q;
    wire  head_clock;
    reg  [4:0] head_gray_d;
    wire  [4:0] head_gray_q;
    wire  head_gray_clock;
    wire  tail_seen_clock;
    wire  [4:0] tail_seen_d;
    wire  [4:0] tail_seen_q;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [134:0] out_data_d;
    wire  [134:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    reg  [4:0] tail_next;
    reg  [4:0] tail_half;
    reg  [4:0] tail_coded;
    wire  [4:0] tail_when_full;
    wire  advance;
    reg  [4:0] head_next;
    reg  [4:0] head_half;
    reg  [4:0] head_coded;

    // Sub module instances
    spikelm_pcie_shell_crossing_ram_3 memory(
        .write_clock(memory_write_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_pcie_shell_dff_5 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_pcie_shell_dff_5 tail_gray(
        .d(tail_gray_d),
        .q(tail_gray_q),
        .clock(tail_gray_clock)
    );
    spikelm_pcie_shell_dff_1 room(
        .d(room_d),
        .q(room_q),
        .clock(room_clock)
    );
    spikelm_pcie_shell_synchronizer_5 head_seen(
        .clock(head_seen_clock),
        .d(head_seen_d),
        .q(head_seen_q)
    );
    spikelm_pcie_shell_dff_5 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_pcie_shell_dff_5 head_gray(
        .d(head_gray_d),
        .q(head_gray_q),
        .clock(head_gray_clock)
    );
    spikelm_pcie_shell_synchronizer_5 tail_seen(
        .clock(tail_seen_clock),
        .d(tail_seen_d),
        .q(tail_seen_q)
    );
    spikelm_pcie_shell_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_pcie_shell_dff_135 out_data(
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
    assign memory_write_address = tail_q[(32'h0)+:(4)];
    assign memory_write_data = push_data;
    assign tail_seen_d = tail_gray_q;
    assign advance = (head_gray_q != tail_seen_q) && (~out_valid_q || pop);
    assign memory_read_address = head_q[(32'h0)+:(4)];
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
        tail_half = ((tail_next[(32'h1)+:(4)]) & 5'h1f);
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
        head_half = ((head_next[(32'h1)+:(4)]) & 5'h1f);
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

module spikelm_pcie_shell_r_in(data,response,last,id,all);

    // Module arguments
    input wire  [127:0] data;
    input wire  [1:0] response;
    input wire  last;
    input wire  [3:0] id;
    output reg  [134:0] all;

    // Update code (custom)
    always @(*) all = {id, last, response, data};
endmodule

module spikelm_pcie_shell_w(write_clock,write_resetn,push,push_data,ready,read_clock,read_resetn,valid,data,pop);

    // Module arguments
    input wire  write_clock;
    input wire  write_resetn;
    input wire  push;
    input wire  [144:0] push_data;
    output wire  ready;
    input wire  read_clock;
    input wire  read_resetn;
    output wire  valid;
    output wire  [144:0] data;
    input wire  pop;

    // Constant declarations
    localparam  one = 5'b1;
    localparam  zero = 5'b0;
    localparam  ahead = 5'b11000;

    // Stub signals
    wire  memory_write_clock;
    wire  memory_write;
    wire  [3:0] memory_write_address;
    wire  [144:0] memory_write_data;
    wire  [3:0] memory_read_address;
    wire  [144:0] memory_read_data;
    reg  [4:0] tail_d;
    wire  [4:0] tail_q;
    wire  tail_clock;
    reg  [4:0] tail_gray_d;
    wire  [4:0] tail_gray_q;
    wire  tail_gray_clock;
    reg  room_d;
    wire  room_q;
    wire  room_clock;
    wire  head_seen_clock;
    wire  [4:0] head_seen_d;
    wire  [4:0] head_seen_q;
    reg  [4:0] head_d;
    wire  [4:0] head_q;
    wire  head_clock;
    reg  [4:0] head_gray_d;
    wire  [4:0] head_gray_q;
    wire  head_gray_clock;
    wire  tail_seen_clock;
    wire  [4:0] tail_seen_d;
    wire  [4:0] tail_seen_q;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [144:0] out_data_d;
    wire  [144:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    reg  [4:0] tail_next;
    reg  [4:0] tail_half;
    reg  [4:0] tail_coded;
    wire  [4:0] tail_when_full;
    wire  advance;
    reg  [4:0] head_next;
    reg  [4:0] head_half;
    reg  [4:0] head_coded;

    // Sub module instances
    spikelm_pcie_shell_crossing_ram_4 memory(
        .write_clock(memory_write_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_pcie_shell_dff_5 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_pcie_shell_dff_5 tail_gray(
        .d(tail_gray_d),
        .q(tail_gray_q),
        .clock(tail_gray_clock)
    );
    spikelm_pcie_shell_dff_1 room(
        .d(room_d),
        .q(room_q),
        .clock(room_clock)
    );
    spikelm_pcie_shell_synchronizer_5 head_seen(
        .clock(head_seen_clock),
        .d(head_seen_d),
        .q(head_seen_q)
    );
    spikelm_pcie_shell_dff_5 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_pcie_shell_dff_5 head_gray(
        .d(head_gray_d),
        .q(head_gray_q),
        .clock(head_gray_clock)
    );
    spikelm_pcie_shell_synchronizer_5 tail_seen(
        .clock(tail_seen_clock),
        .d(tail_seen_d),
        .q(tail_seen_q)
    );
    spikelm_pcie_shell_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_pcie_shell_dff_145 out_data(
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
    assign memory_write_address = tail_q[(32'h0)+:(4)];
    assign memory_write_data = push_data;
    assign tail_seen_d = tail_gray_q;
    assign advance = (head_gray_q != tail_seen_q) && (~out_valid_q || pop);
    assign memory_read_address = head_q[(32'h0)+:(4)];
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
        tail_half = ((tail_next[(32'h1)+:(4)]) & 5'h1f);
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
        head_half = ((head_next[(32'h1)+:(4)]) & 5'h1f);
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

module spikelm_pcie_shell_w_in(beat,last,all);

    // Module arguments
    input wire  [143:0] beat;
    input wire  last;
    output reg  [144:0] all;

    // Update code (custom)
    always @(*) all = {last, beat};
endmodule

module spikelm_pcie_shell_ar_2(write_clock,write_resetn,push,push_data,ready,read_clock,read_resetn,valid,data,pop);

    // Module arguments
    input wire  write_clock;
    input wire  write_resetn;
    input wire  push;
    input wire  [15:0] push_data;
    output wire  ready;
    input wire  read_clock;
    input wire  read_resetn;
    output wire  valid;
    output wire  [15:0] data;
    input wire  pop;

    // Constant declarations
    localparam  one = 3'b1;
    localparam  zero = 3'b0;
    localparam  ahead = 3'b110;

    // Stub signals
    wire  memory_write_clock;
    wire  memory_write;
    wire  [1:0] memory_write_address;
    wire  [15:0] memory_write_data;
    wire  [1:0] memory_read_address;
    wire  [15:0] memory_read_data;
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
    reg  [15:0] out_data_d;
    wire  [15:0] out_data_q;
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
    spikelm_pcie_shell_crossing_ram_5 memory(
        .write_clock(memory_write_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_pcie_shell_dff_3 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_pcie_shell_dff_3 tail_gray(
        .d(tail_gray_d),
        .q(tail_gray_q),
        .clock(tail_gray_clock)
    );
    spikelm_pcie_shell_dff_1 room(
        .d(room_d),
        .q(room_q),
        .clock(room_clock)
    );
    spikelm_pcie_shell_synchronizer_3 head_seen(
        .clock(head_seen_clock),
        .d(head_seen_d),
        .q(head_seen_q)
    );
    spikelm_pcie_shell_dff_3 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_pcie_shell_dff_3 head_gray(
        .d(head_gray_d),
        .q(head_gray_q),
        .clock(head_gray_clock)
    );
    spikelm_pcie_shell_synchronizer_3 tail_seen(
        .clock(tail_seen_clock),
        .d(tail_seen_d),
        .q(tail_seen_q)
    );
    spikelm_pcie_shell_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_pcie_shell_dff_16 out_data(
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

module spikelm_pcie_shell_b_2(write_clock,write_resetn,push,push_data,ready,read_clock,read_resetn,valid,data,pop);

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
    spikelm_pcie_shell_crossing_ram_6 memory(
        .write_clock(memory_write_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_pcie_shell_dff_3 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_pcie_shell_dff_3 tail_gray(
        .d(tail_gray_d),
        .q(tail_gray_q),
        .clock(tail_gray_clock)
    );
    spikelm_pcie_shell_dff_1 room(
        .d(room_d),
        .q(room_q),
        .clock(room_clock)
    );
    spikelm_pcie_shell_synchronizer_3 head_seen(
        .clock(head_seen_clock),
        .d(head_seen_d),
        .q(head_seen_q)
    );
    spikelm_pcie_shell_dff_3 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_pcie_shell_dff_3 head_gray(
        .d(head_gray_d),
        .q(head_gray_q),
        .clock(head_gray_clock)
    );
    spikelm_pcie_shell_synchronizer_3 tail_seen(
        .clock(tail_seen_clock),
        .d(tail_seen_d),
        .q(tail_seen_q)
    );
    spikelm_pcie_shell_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_pcie_shell_dff_2 out_data(
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

module spikelm_pcie_shell_r_2(write_clock,write_resetn,push,push_data,ready,read_clock,read_resetn,valid,data,pop);

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
    spikelm_pcie_shell_crossing_ram_7 memory(
        .write_clock(memory_write_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_pcie_shell_dff_3 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_pcie_shell_dff_3 tail_gray(
        .d(tail_gray_d),
        .q(tail_gray_q),
        .clock(tail_gray_clock)
    );
    spikelm_pcie_shell_dff_1 room(
        .d(room_d),
        .q(room_q),
        .clock(room_clock)
    );
    spikelm_pcie_shell_synchronizer_3 head_seen(
        .clock(head_seen_clock),
        .d(head_seen_d),
        .q(head_seen_q)
    );
    spikelm_pcie_shell_dff_3 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_pcie_shell_dff_3 head_gray(
        .d(head_gray_d),
        .q(head_gray_q),
        .clock(head_gray_clock)
    );
    spikelm_pcie_shell_synchronizer_3 tail_seen(
        .clock(tail_seen_clock),
        .d(tail_seen_d),
        .q(tail_seen_q)
    );
    spikelm_pcie_shell_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_pcie_shell_dff_34 out_data(
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

module spikelm_pcie_shell_r_in_2(data,response,all);

    // Module arguments
    input wire  [31:0] data;
    input wire  [1:0] response;
    output reg  [33:0] all;

    // Update code (custom)
    always @(*) all = {response, data};
endmodule

module spikelm_pcie_shell_w_2(write_clock,write_resetn,push,push_data,ready,read_clock,read_resetn,valid,data,pop);

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
    spikelm_pcie_shell_crossing_ram_8 memory(
        .write_clock(memory_write_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_pcie_shell_dff_3 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_pcie_shell_dff_3 tail_gray(
        .d(tail_gray_d),
        .q(tail_gray_q),
        .clock(tail_gray_clock)
    );
    spikelm_pcie_shell_dff_1 room(
        .d(room_d),
        .q(room_q),
        .clock(room_clock)
    );
    spikelm_pcie_shell_synchronizer_3 head_seen(
        .clock(head_seen_clock),
        .d(head_seen_d),
        .q(head_seen_q)
    );
    spikelm_pcie_shell_dff_3 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_pcie_shell_dff_3 head_gray(
        .d(head_gray_d),
        .q(head_gray_q),
        .clock(head_gray_clock)
    );
    spikelm_pcie_shell_synchronizer_3 tail_seen(
        .clock(tail_seen_clock),
        .d(tail_seen_d),
        .q(tail_seen_q)
    );
    spikelm_pcie_shell_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_pcie_shell_dff_36 out_data(
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

module spikelm_pcie_shell_w_in_2(data,strobe,all);

    // Module arguments
    input wire  [31:0] data;
    input wire  [3:0] strobe;
    output reg  [35:0] all;

    // Update code (custom)
    always @(*) all = {strobe, data};
endmodule

module spikelm_pcie_shell_side_a(clock,resetn,asked,answered,ask,answer,side_resetn);

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
    spikelm_pcie_shell_synchronizer_1 asked_here(
        .clock(asked_here_clock),
        .d(asked_here_d),
        .q(asked_here_q)
    );
    spikelm_pcie_shell_synchronizer_1 answered_here(
        .clock(answered_here_clock),
        .d(answered_here_d),
        .q(answered_here_q)
    );
    spikelm_pcie_shell_dff_1 waiting(
        .d(waiting_d),
        .q(waiting_q),
        .clock(waiting_clock)
    );
    spikelm_pcie_shell_dff_1 asking(
        .d(asking_d),
        .q(asking_q),
        .clock(asking_clock)
    );
    spikelm_pcie_shell_dff_1 in_reset(
        .d(in_reset_d),
        .q(in_reset_q),
        .clock(in_reset_clock)
    );
    spikelm_pcie_shell_dff_1 answering(
        .d(answering_d),
        .q(answering_q),
        .clock(answering_clock)
    );
    spikelm_pcie_shell_dff_1 free(
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

module spikelm_pcie_shell_dff_32(d,q,clock);

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

module spikelm_pcie_shell_read_route(managed,address,engine,management);

    // Module arguments
    input wire  managed;
    input wire  [31:0] address;
    output wire  engine;
    output wire  management;

    // Constant declarations
    localparam  none = 16'h0;
    localparam  second = 14'b1;

    // Update code
    assign engine = address[(32'h10)+:(16)] == none;
    assign management = managed && (address[(32'h12)+:(14)] == second);

endmodule

module spikelm_pcie_shell_axi(s_clock,s_resetn,s_axi_awid,s_axi_awaddr,s_axi_awlen,s_axi_awsize,s_axi_awburst,s_axi_awvalid,s_axi_awready,s_axi_wdata,s_axi_wstrb,s_axi_wlast,s_axi_wvalid,s_axi_wready,s_axi_bid,s_axi_bresp,s_axi_bvalid,s_axi_bready,s_axi_arid,s_axi_araddr,s_axi_arlen,s_axi_arsize,s_axi_arburst,s_axi_arvalid,s_axi_arready,s_axi_rid,s_axi_rdata,s_axi_rresp,s_axi_rlast,s_axi_rvalid,s_axi_rready,m_clock,m_resetn,m_axi_awid,m_axi_awaddr,m_axi_awlen,m_axi_awsize,m_axi_awburst,m_axi_awvalid,m_axi_awready,m_axi_wdata,m_axi_wstrb,m_axi_wlast,m_axi_wvalid,m_axi_wready,m_axi_bid,m_axi_bresp,m_axi_bvalid,m_axi_bready,m_axi_arid,m_axi_araddr,m_axi_arlen,m_axi_arsize,m_axi_arburst,m_axi_arvalid,m_axi_arready,m_axi_rid,m_axi_rdata,m_axi_rresp,m_axi_rlast,m_axi_rvalid,m_axi_rready);

    // Module arguments
    input wire  s_clock;
    input wire  s_resetn;
    input wire  [3:0] s_axi_awid;
    input wire  [63:0] s_axi_awaddr;
    input wire  [7:0] s_axi_awlen;
    input wire  [2:0] s_axi_awsize;
    input wire  [1:0] s_axi_awburst;
    input wire  s_axi_awvalid;
    output wire  s_axi_awready;
    input wire  [127:0] s_axi_wdata;
    input wire  [15:0] s_axi_wstrb;
    input wire  s_axi_wlast;
    input wire  s_axi_wvalid;
    output wire  s_axi_wready;
    output wire  [3:0] s_axi_bid;
    output wire  [1:0] s_axi_bresp;
    output wire  s_axi_bvalid;
    input wire  s_axi_bready;
    input wire  [3:0] s_axi_arid;
    input wire  [63:0] s_axi_araddr;
    input wire  [7:0] s_axi_arlen;
    input wire  [2:0] s_axi_arsize;
    input wire  [1:0] s_axi_arburst;
    input wire  s_axi_arvalid;
    output wire  s_axi_arready;
    output wire  [3:0] s_axi_rid;
    output wire  [127:0] s_axi_rdata;
    output wire  [1:0] s_axi_rresp;
    output wire  s_axi_rlast;
    output wire  s_axi_rvalid;
    input wire  s_axi_rready;
    input wire  m_clock;
    input wire  m_resetn;
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

    // Constant declarations
    localparam  strobe_at = 16'h80;
    localparam  write_last_at = 16'h90;
    localparam  response_at = 16'h80;
    localparam  read_last_at = 16'h82;
    localparam  id_at = 16'h83;

    // Stub signals
    wire  [1:0] aw_in_burst;
    wire  [2:0] aw_in_size;
    wire  [7:0] aw_in_length;
    wire  [63:0] aw_in_address;
    wire  [3:0] aw_in_id;
    wire  [80:0] aw_in_all;
    wire  aw_write_clock;
    wire  aw_write_resetn;
    wire  aw_push;
    wire  [80:0] aw_push_data;
    wire  aw_ready;
    wire  aw_read_clock;
    wire  aw_read_resetn;
    wire  aw_valid;
    wire  [80:0] aw_data;
    wire  aw_pop;
    wire  [127:0] beat_in_data;
    wire  [15:0] beat_in_strobe;
    wire  [143:0] beat_in_all;
    wire  [143:0] w_in_beat;
    wire  w_in_last;
    wire  [144:0] w_in_all;
    wire  w_write_clock;
    wire  w_write_resetn;
    wire  w_push;
    wire  [144:0] w_push_data;
    wire  w_ready;
    wire  w_read_clock;
    wire  w_read_resetn;
    wire  w_valid;
    wire  [144:0] w_data;
    wire  w_pop;
    wire  [1:0] b_in_response;
    wire  [3:0] b_in_id;
    wire  [5:0] b_in_all;
    wire  b_write_clock;
    wire  b_write_resetn;
    wire  b_push;
    wire  [5:0] b_push_data;
    wire  b_ready;
    wire  b_read_clock;
    wire  b_read_resetn;
    wire  b_valid;
    wire  [5:0] b_data;
    wire  b_pop;
    wire  [1:0] ar_in_burst;
    wire  [2:0] ar_in_size;
    wire  [7:0] ar_in_length;
    wire  [63:0] ar_in_address;
    wire  [3:0] ar_in_id;
    wire  [80:0] ar_in_all;
    wire  ar_write_clock;
    wire  ar_write_resetn;
    wire  ar_push;
    wire  [80:0] ar_push_data;
    wire  ar_ready;
    wire  ar_read_clock;
    wire  ar_read_resetn;
    wire  ar_valid;
    wire  [80:0] ar_data;
    wire  ar_pop;
    wire  [127:0] r_in_data;
    wire  [1:0] r_in_response;
    wire  r_in_last;
    wire  [3:0] r_in_id;
    wire  [134:0] r_in_all;
    wire  r_write_clock;
    wire  r_write_resetn;
    wire  r_push;
    wire  [134:0] r_push_data;
    wire  r_ready;
    wire  r_read_clock;
    wire  r_read_resetn;
    wire  r_valid;
    wire  [134:0] r_data;
    wire  r_pop;

    // Sub module instances
    spikelm_pcie_shell_ar_in aw_in(
        .burst(aw_in_burst),
        .size(aw_in_size),
        .length(aw_in_length),
        .address(aw_in_address),
        .id(aw_in_id),
        .all(aw_in_all)
    );
    spikelm_pcie_shell_ar aw(
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
    spikelm_pcie_shell_beat_in beat_in(
        .data(beat_in_data),
        .strobe(beat_in_strobe),
        .all(beat_in_all)
    );
    spikelm_pcie_shell_w_in w_in(
        .beat(w_in_beat),
        .last(w_in_last),
        .all(w_in_all)
    );
    spikelm_pcie_shell_w w(
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
    spikelm_pcie_shell_b_in b_in(
        .response(b_in_response),
        .id(b_in_id),
        .all(b_in_all)
    );
    spikelm_pcie_shell_b b(
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
    spikelm_pcie_shell_ar_in ar_in(
        .burst(ar_in_burst),
        .size(ar_in_size),
        .length(ar_in_length),
        .address(ar_in_address),
        .id(ar_in_id),
        .all(ar_in_all)
    );
    spikelm_pcie_shell_ar ar(
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
    spikelm_pcie_shell_r_in r_in(
        .data(r_in_data),
        .response(r_in_response),
        .last(r_in_last),
        .id(r_in_id),
        .all(r_in_all)
    );
    spikelm_pcie_shell_r r(
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
    assign aw_in_burst = s_axi_awburst;
    assign aw_in_size = s_axi_awsize;
    assign aw_in_length = s_axi_awlen;
    assign aw_in_address = s_axi_awaddr;
    assign aw_in_id = s_axi_awid;
    assign aw_push = s_axi_awvalid;
    assign aw_push_data = aw_in_all;
    assign s_axi_awready = aw_ready;
    assign m_axi_awvalid = aw_valid;
    assign aw_pop = m_axi_awready;
    assign m_axi_awburst = aw_data[(32'h0)+:(2)];
    assign m_axi_awsize = aw_data[(32'h2)+:(3)];
    assign m_axi_awlen = aw_data[(32'h5)+:(8)];
    assign m_axi_awaddr = aw_data[(32'hd)+:(64)];
    assign m_axi_awid = aw_data[(32'h4d)+:(4)];
    assign beat_in_data = s_axi_wdata;
    assign beat_in_strobe = s_axi_wstrb;
    assign w_in_beat = beat_in_all;
    assign w_in_last = s_axi_wlast;
    assign w_push = s_axi_wvalid;
    assign w_push_data = w_in_all;
    assign s_axi_wready = w_ready;
    assign m_axi_wvalid = w_valid;
    assign w_pop = m_axi_wready;
    assign m_axi_wdata = w_data[(32'h0)+:(128)];
    assign m_axi_wstrb = w_data[(strobe_at)+:(16)];
    assign m_axi_wlast = w_data[write_last_at];
    assign b_in_response = m_axi_bresp;
    assign b_in_id = m_axi_bid;
    assign b_push = m_axi_bvalid;
    assign b_push_data = b_in_all;
    assign m_axi_bready = b_ready;
    assign s_axi_bvalid = b_valid;
    assign b_pop = s_axi_bready;
    assign s_axi_bresp = b_data[(32'h0)+:(2)];
    assign s_axi_bid = b_data[(32'h2)+:(4)];
    assign ar_in_burst = s_axi_arburst;
    assign ar_in_size = s_axi_arsize;
    assign ar_in_length = s_axi_arlen;
    assign ar_in_address = s_axi_araddr;
    assign ar_in_id = s_axi_arid;
    assign ar_push = s_axi_arvalid;
    assign ar_push_data = ar_in_all;
    assign s_axi_arready = ar_ready;
    assign m_axi_arvalid = ar_valid;
    assign ar_pop = m_axi_arready;
    assign m_axi_arburst = ar_data[(32'h0)+:(2)];
    assign m_axi_arsize = ar_data[(32'h2)+:(3)];
    assign m_axi_arlen = ar_data[(32'h5)+:(8)];
    assign m_axi_araddr = ar_data[(32'hd)+:(64)];
    assign m_axi_arid = ar_data[(32'h4d)+:(4)];
    assign r_in_data = m_axi_rdata;
    assign r_in_response = m_axi_rresp;
    assign r_in_last = m_axi_rlast;
    assign r_in_id = m_axi_rid;
    assign r_push = m_axi_rvalid;
    assign r_push_data = r_in_all;
    assign m_axi_rready = r_ready;
    assign s_axi_rvalid = r_valid;
    assign r_pop = s_axi_rready;
    assign s_axi_rdata = r_data[(32'h0)+:(128)];
    assign s_axi_rresp = r_data[(response_at)+:(2)];
    assign s_axi_rlast = r_data[read_last_at];
    assign s_axi_rid = r_data[(id_at)+:(4)];

endmodule

module spikelm_pcie_shell_axil(s_clock,s_resetn,s_axil_awaddr,s_axil_awvalid,s_axil_awready,s_axil_wdata,s_axil_wstrb,s_axil_wvalid,s_axil_wready,s_axil_bresp,s_axil_bvalid,s_axil_bready,s_axil_araddr,s_axil_arvalid,s_axil_arready,s_axil_rdata,s_axil_rresp,s_axil_rvalid,s_axil_rready,m_clock,m_resetn,m_axil_awaddr,m_axil_awvalid,m_axil_awready,m_axil_wdata,m_axil_wstrb,m_axil_wvalid,m_axil_wready,m_axil_bresp,m_axil_bvalid,m_axil_bready,m_axil_araddr,m_axil_arvalid,m_axil_arready,m_axil_rdata,m_axil_rresp,m_axil_rvalid,m_axil_rready);

    // Module arguments
    input wire  s_clock;
    input wire  s_resetn;
    input wire  [15:0] s_axil_awaddr;
    input wire  s_axil_awvalid;
    output wire  s_axil_awready;
    input wire  [31:0] s_axil_wdata;
    input wire  [3:0] s_axil_wstrb;
    input wire  s_axil_wvalid;
    output wire  s_axil_wready;
    output wire  [1:0] s_axil_bresp;
    output wire  s_axil_bvalid;
    input wire  s_axil_bready;
    input wire  [15:0] s_axil_araddr;
    input wire  s_axil_arvalid;
    output wire  s_axil_arready;
    output wire  [31:0] s_axil_rdata;
    output wire  [1:0] s_axil_rresp;
    output wire  s_axil_rvalid;
    input wire  s_axil_rready;
    input wire  m_clock;
    input wire  m_resetn;
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

    // Stub signals
    wire  aw_write_clock;
    wire  aw_write_resetn;
    wire  aw_push;
    wire  [15:0] aw_push_data;
    wire  aw_ready;
    wire  aw_read_clock;
    wire  aw_read_resetn;
    wire  aw_valid;
    wire  [15:0] aw_data;
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
    wire  [15:0] ar_push_data;
    wire  ar_ready;
    wire  ar_read_clock;
    wire  ar_read_resetn;
    wire  ar_valid;
    wire  [15:0] ar_data;
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
    spikelm_pcie_shell_ar_2 aw(
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
    spikelm_pcie_shell_w_in_2 w_in(
        .data(w_in_data),
        .strobe(w_in_strobe),
        .all(w_in_all)
    );
    spikelm_pcie_shell_w_2 w(
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
    spikelm_pcie_shell_b_2 b(
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
    spikelm_pcie_shell_ar_2 ar(
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
    spikelm_pcie_shell_r_in_2 r_in(
        .data(r_in_data),
        .response(r_in_response),
        .all(r_in_all)
    );
    spikelm_pcie_shell_r_2 r(
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

module spikelm_pcie_shell_hold(clock,resetn,level,request,acknowledge);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  level;
    output wire  request;
    input wire  acknowledge;

    // Stub signals
    reg  requesting_d;
    wire  requesting_q;
    wire  requesting_clock;
    reg  acknowledged_d;
    wire  acknowledged_q;
    wire  acknowledged_clock;

    // Sub module instances
    spikelm_pcie_shell_dff_1 requesting(
        .d(requesting_d),
        .q(requesting_q),
        .clock(requesting_clock)
    );
    spikelm_pcie_shell_dff_1 acknowledged(
        .d(acknowledged_d),
        .q(acknowledged_q),
        .clock(acknowledged_clock)
    );

    // Update code
    assign requesting_clock = clock;
    assign acknowledged_clock = clock;
    assign request = requesting_q;
    always @(*) begin
        requesting_d = requesting_q;
        acknowledged_d = acknowledged_q;
        if (requesting_q && acknowledge) begin
            acknowledged_d = 1'b1;
        end
        if (level) begin
            requesting_d = 1'b1;
        end
        if (acknowledged_q && ~level) begin
            requesting_d = 1'b0;
            acknowledged_d = 1'b0;
        end
        if (~resetn) begin
            requesting_d = 1'b0;
            acknowledged_d = 1'b0;
        end
    end

endmodule

module spikelm_pcie_shell_resets(a_clock,a_resetn,a_side_resetn,b_clock,b_resetn,b_side_resetn);

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
    spikelm_pcie_shell_side_a side_a(
        .clock(side_a_clock),
        .resetn(side_a_resetn),
        .asked(side_a_asked),
        .answered(side_a_answered),
        .ask(side_a_ask),
        .answer(side_a_answer),
        .side_resetn(side_a_side_resetn)
    );
    spikelm_pcie_shell_side_a side_b(
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

module spikelm_pcie_shell_windows(clock,resetn,managed,s_axil_awaddr,s_axil_awvalid,s_axil_awready,s_axil_wdata,s_axil_wstrb,s_axil_wvalid,s_axil_wready,s_axil_bresp,s_axil_bvalid,s_axil_bready,s_axil_araddr,s_axil_arvalid,s_axil_arready,s_axil_rdata,s_axil_rresp,s_axil_rvalid,s_axil_rready,engine_awaddr,engine_awvalid,engine_awready,engine_wdata,engine_wstrb,engine_wvalid,engine_wready,engine_bresp,engine_bvalid,engine_bready,engine_araddr,engine_arvalid,engine_arready,engine_rdata,engine_rresp,engine_rvalid,engine_rready,management_awaddr,management_awvalid,management_awready,management_wdata,management_wstrb,management_wvalid,management_wready,management_bresp,management_bvalid,management_bready,management_araddr,management_arvalid,management_arready,management_rdata,management_rresp,management_rvalid,management_rready);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  managed;
    input wire  [31:0] s_axil_awaddr;
    input wire  s_axil_awvalid;
    output wire  s_axil_awready;
    input wire  [31:0] s_axil_wdata;
    input wire  [3:0] s_axil_wstrb;
    input wire  s_axil_wvalid;
    output wire  s_axil_wready;
    output wire  [1:0] s_axil_bresp;
    output wire  s_axil_bvalid;
    input wire  s_axil_bready;
    input wire  [31:0] s_axil_araddr;
    input wire  s_axil_arvalid;
    output wire  s_axil_arready;
    output wire  [31:0] s_axil_rdata;
    output wire  [1:0] s_axil_rresp;
    output wire  s_axil_rvalid;
    input wire  s_axil_rready;
    output wire  [15:0] engine_awaddr;
    output wire  engine_awvalid;
    input wire  engine_awready;
    output wire  [31:0] engine_wdata;
    output wire  [3:0] engine_wstrb;
    output wire  engine_wvalid;
    input wire  engine_wready;
    input wire  [1:0] engine_bresp;
    input wire  engine_bvalid;
    output wire  engine_bready;
    output wire  [15:0] engine_araddr;
    output wire  engine_arvalid;
    input wire  engine_arready;
    input wire  [31:0] engine_rdata;
    input wire  [1:0] engine_rresp;
    input wire  engine_rvalid;
    output wire  engine_rready;
    output wire  [17:0] management_awaddr;
    output wire  management_awvalid;
    input wire  management_awready;
    output wire  [31:0] management_wdata;
    output wire  [3:0] management_wstrb;
    output wire  management_wvalid;
    input wire  management_wready;
    input wire  [1:0] management_bresp;
    input wire  management_bvalid;
    output wire  management_bready;
    output wire  [17:0] management_araddr;
    output wire  management_arvalid;
    input wire  management_arready;
    input wire  [31:0] management_rdata;
    input wire  [1:0] management_rresp;
    input wire  management_rvalid;
    output wire  management_rready;

    // Constant declarations
    localparam  nowhere = 2'b11;
    localparam  nothing = 32'h0;

    // Stub signals
    wire  write_route_managed;
    wire  [31:0] write_route_address;
    wire  write_route_engine;
    wire  write_route_management;
    reg  [31:0] write_address_d;
    wire  [31:0] write_address_q;
    wire  write_address_clock;
    reg  [35:0] write_word_d;
    wire  [35:0] write_word_q;
    wire  write_word_clock;
    wire  [31:0] word_in_data;
    wire  [3:0] word_in_strobe;
    wire  [35:0] word_in_all;
    reg  has_address_d;
    wire  has_address_q;
    wire  has_address_clock;
    reg  has_word_d;
    wire  has_word_q;
    wire  has_word_clock;
    reg  address_sent_d;
    wire  address_sent_q;
    wire  address_sent_clock;
    reg  word_sent_d;
    wire  word_sent_q;
    wire  word_sent_clock;
    reg  write_answered_d;
    wire  write_answered_q;
    wire  write_answered_clock;
    reg  [1:0] write_response_d;
    wire  [1:0] write_response_q;
    wire  write_response_clock;
    wire  read_route_managed;
    wire  [31:0] read_route_address;
    wire  read_route_engine;
    wire  read_route_management;
    reg  [31:0] read_address_d;
    wire  [31:0] read_address_q;
    wire  read_address_clock;
    reg  reading_d;
    wire  reading_q;
    wire  reading_clock;
    reg  read_sent_d;
    wire  read_sent_q;
    wire  read_sent_clock;
    reg  read_answered_d;
    wire  read_answered_q;
    wire  read_answered_clock;
    reg  [1:0] read_response_d;
    wire  [1:0] read_response_q;
    wire  read_response_clock;
    reg  [31:0] read_word_d;
    wire  [31:0] read_word_q;
    wire  read_word_clock;

    // Local signals
    wire  writing;
    wire  offer_address;
    wire  offer_word;
    wire  await_write;
    wire  offer_read;
    wire  await_read;

    // Sub module instances
    spikelm_pcie_shell_read_route write_route(
        .managed(write_route_managed),
        .address(write_route_address),
        .engine(write_route_engine),
        .management(write_route_management)
    );
    spikelm_pcie_shell_dff_32 write_address(
        .d(write_address_d),
        .q(write_address_q),
        .clock(write_address_clock)
    );
    spikelm_pcie_shell_dff_36 write_word(
        .d(write_word_d),
        .q(write_word_q),
        .clock(write_word_clock)
    );
    spikelm_pcie_shell_w_in_2 word_in(
        .data(word_in_data),
        .strobe(word_in_strobe),
        .all(word_in_all)
    );
    spikelm_pcie_shell_dff_1 has_address(
        .d(has_address_d),
        .q(has_address_q),
        .clock(has_address_clock)
    );
    spikelm_pcie_shell_dff_1 has_word(
        .d(has_word_d),
        .q(has_word_q),
        .clock(has_word_clock)
    );
    spikelm_pcie_shell_dff_1 address_sent(
        .d(address_sent_d),
        .q(address_sent_q),
        .clock(address_sent_clock)
    );
    spikelm_pcie_shell_dff_1 word_sent(
        .d(word_sent_d),
        .q(word_sent_q),
        .clock(word_sent_clock)
    );
    spikelm_pcie_shell_dff_1 write_answered(
        .d(write_answered_d),
        .q(write_answered_q),
        .clock(write_answered_clock)
    );
    spikelm_pcie_shell_dff_2 write_response(
        .d(write_response_d),
        .q(write_response_q),
        .clock(write_response_clock)
    );
    spikelm_pcie_shell_read_route read_route(
        .managed(read_route_managed),
        .address(read_route_address),
        .engine(read_route_engine),
        .management(read_route_management)
    );
    spikelm_pcie_shell_dff_32 read_address(
        .d(read_address_d),
        .q(read_address_q),
        .clock(read_address_clock)
    );
    spikelm_pcie_shell_dff_1 reading(
        .d(reading_d),
        .q(reading_q),
        .clock(reading_clock)
    );
    spikelm_pcie_shell_dff_1 read_sent(
        .d(read_sent_d),
        .q(read_sent_q),
        .clock(read_sent_clock)
    );
    spikelm_pcie_shell_dff_1 read_answered(
        .d(read_answered_d),
        .q(read_answered_q),
        .clock(read_answered_clock)
    );
    spikelm_pcie_shell_dff_2 read_response(
        .d(read_response_d),
        .q(read_response_q),
        .clock(read_response_clock)
    );
    spikelm_pcie_shell_dff_32 read_word(
        .d(read_word_d),
        .q(read_word_q),
        .clock(read_word_clock)
    );

    // Update code
    assign write_address_clock = clock;
    assign write_word_clock = clock;
    assign has_address_clock = clock;
    assign has_word_clock = clock;
    assign address_sent_clock = clock;
    assign word_sent_clock = clock;
    assign write_answered_clock = clock;
    assign write_response_clock = clock;
    assign read_address_clock = clock;
    assign reading_clock = clock;
    assign read_sent_clock = clock;
    assign read_answered_clock = clock;
    assign read_response_clock = clock;
    assign read_word_clock = clock;
    assign write_route_managed = managed;
    assign write_route_address = write_address_q;
    assign s_axil_awready = ~has_address_q && resetn;
    assign word_in_data = s_axil_wdata;
    assign word_in_strobe = s_axil_wstrb;
    assign s_axil_wready = ~has_word_q && resetn;
    assign writing = has_address_q && has_word_q && ~write_answered_q;
    assign offer_address = writing && ~address_sent_q;
    assign offer_word = writing && ~word_sent_q;
    assign await_write = writing && address_sent_q && word_sent_q;
    assign engine_awaddr = write_address_q[(32'h0)+:(16)];
    assign engine_awvalid = offer_address && write_route_engine;
    assign engine_wdata = write_word_q[(32'h0)+:(32)];
    assign engine_wstrb = write_word_q[(32'h20)+:(4)];
    assign engine_wvalid = offer_word && write_route_engine;
    assign engine_bready = await_write && write_route_engine;
    assign management_awaddr = write_address_q[(32'h0)+:(18)];
    assign management_awvalid = offer_address && write_route_management;
    assign management_wdata = write_word_q[(32'h0)+:(32)];
    assign management_wstrb = write_word_q[(32'h20)+:(4)];
    assign management_wvalid = offer_word && write_route_management;
    assign management_bready = await_write && write_route_management;
    assign s_axil_bvalid = write_answered_q;
    assign s_axil_bresp = write_response_q;
    assign read_route_managed = managed;
    assign read_route_address = read_address_q;
    assign s_axil_arready = ~reading_q && resetn;
    assign offer_read = reading_q && ~read_sent_q && ~read_answered_q;
    assign await_read = read_sent_q && ~read_answered_q;
    assign engine_araddr = read_address_q[(32'h0)+:(16)];
    assign engine_arvalid = offer_read && read_route_engine;
    assign engine_rready = await_read && read_route_engine;
    assign management_araddr = read_address_q[(32'h0)+:(18)];
    assign management_arvalid = offer_read && read_route_management;
    assign management_rready = await_read && read_route_management;
    assign s_axil_rvalid = read_answered_q;
    assign s_axil_rdata = read_word_q;
    assign s_axil_rresp = read_response_q;
    always @(*) begin
        write_address_d = write_address_q;
        write_word_d = write_word_q;
        has_address_d = has_address_q;
        has_word_d = has_word_q;
        address_sent_d = address_sent_q;
        word_sent_d = word_sent_q;
        write_answered_d = write_answered_q;
        write_response_d = write_response_q;
        read_address_d = read_address_q;
        reading_d = reading_q;
        read_sent_d = read_sent_q;
        read_answered_d = read_answered_q;
        read_response_d = read_response_q;
        read_word_d = read_word_q;
        if (s_axil_awvalid && s_axil_awready) begin
            has_address_d = 1'b1;
            write_address_d = s_axil_awaddr;
        end
        if (s_axil_wvalid && s_axil_wready) begin
            has_word_d = 1'b1;
            write_word_d = word_in_all;
        end
        if ((engine_awvalid && engine_awready) || (management_awvalid && management_awready)) begin
            address_sent_d = 1'b1;
        end
        if ((engine_wvalid && engine_wready) || (management_wvalid && management_wready)) begin
            word_sent_d = 1'b1;
        end
        if (engine_bready && engine_bvalid) begin
            write_answered_d = 1'b1;
            write_response_d = engine_bresp;
        end
        if (management_bready && management_bvalid) begin
            write_answered_d = 1'b1;
            write_response_d = management_bresp;
        end
        if (writing && ~write_route_engine && ~write_route_management) begin
            write_answered_d = 1'b1;
            write_response_d = nowhere;
        end
        if (write_answered_q && s_axil_bready) begin
            has_address_d = 1'b0;
            has_word_d = 1'b0;
            address_sent_d = 1'b0;
            word_sent_d = 1'b0;
            write_answered_d = 1'b0;
        end
        if (s_axil_arvalid && s_axil_arready) begin
            reading_d = 1'b1;
            read_address_d = s_axil_araddr;
        end
        if ((engine_arvalid && engine_arready) || (management_arvalid && management_arready)) begin
            read_sent_d = 1'b1;
        end
        if (engine_rready && engine_rvalid) begin
            read_answered_d = 1'b1;
            read_word_d = engine_rdata;
            read_response_d = engine_rresp;
        end
        if (management_rready && management_rvalid) begin
            read_answered_d = 1'b1;
            read_word_d = management_rdata;
            read_response_d = management_rresp;
        end
        if (offer_read && ~read_route_engine && ~read_route_management) begin
            read_answered_d = 1'b1;
            read_word_d = nothing;
            read_response_d = nowhere;
        end
        if (read_answered_q && s_axil_rready) begin
            reading_d = 1'b0;
            read_sent_d = 1'b0;
            read_answered_d = 1'b0;
        end
        if (~resetn) begin
            has_address_d = 1'b0;
            has_word_d = 1'b0;
            address_sent_d = 1'b0;
            word_sent_d = 1'b0;
            write_answered_d = 1'b0;
            reading_d = 1'b0;
            read_sent_d = 1'b0;
            read_answered_d = 1'b0;
        end
    end

endmodule

module spikelm_pcie_shell(bus_clock,bus_resetn,bus_side_resetn,s_axi_awid,s_axi_awaddr,s_axi_awlen,s_axi_awsize,s_axi_awburst,s_axi_awvalid,s_axi_awready,s_axi_wdata,s_axi_wstrb,s_axi_wlast,s_axi_wvalid,s_axi_wready,s_axi_bid,s_axi_bresp,s_axi_bvalid,s_axi_bready,s_axi_arid,s_axi_araddr,s_axi_arlen,s_axi_arsize,s_axi_arburst,s_axi_arvalid,s_axi_arready,s_axi_rid,s_axi_rdata,s_axi_rresp,s_axi_rlast,s_axi_rvalid,s_axi_rready,s_axil_awaddr,s_axil_awvalid,s_axil_awready,s_axil_wdata,s_axil_wstrb,s_axil_wvalid,s_axil_wready,s_axil_bresp,s_axil_bvalid,s_axil_bready,s_axil_araddr,s_axil_arvalid,s_axil_arready,s_axil_rdata,s_axil_rresp,s_axil_rvalid,s_axil_rready,managed,management_awaddr,management_awvalid,management_awready,management_wdata,management_wstrb,management_wvalid,management_wready,management_bresp,management_bvalid,management_bready,management_araddr,management_arvalid,management_arready,management_rdata,management_rresp,management_rvalid,management_rready,irq_request,irq_acknowledge,engine_clock,engine_clock_good,engine_resetn,m_axi_awid,m_axi_awaddr,m_axi_awlen,m_axi_awsize,m_axi_awburst,m_axi_awvalid,m_axi_awready,m_axi_wdata,m_axi_wstrb,m_axi_wlast,m_axi_wvalid,m_axi_wready,m_axi_bid,m_axi_bresp,m_axi_bvalid,m_axi_bready,m_axi_arid,m_axi_araddr,m_axi_arlen,m_axi_arsize,m_axi_arburst,m_axi_arvalid,m_axi_arready,m_axi_rid,m_axi_rdata,m_axi_rresp,m_axi_rlast,m_axi_rvalid,m_axi_rready,m_axil_awaddr,m_axil_awvalid,m_axil_awready,m_axil_wdata,m_axil_wstrb,m_axil_wvalid,m_axil_wready,m_axil_bresp,m_axil_bvalid,m_axil_bready,m_axil_araddr,m_axil_arvalid,m_axil_arready,m_axil_rdata,m_axil_rresp,m_axil_rvalid,m_axil_rready,irq,memory_axi_awid,memory_axi_awaddr,memory_axi_awlen,memory_axi_awsize,memory_axi_awburst,memory_axi_awvalid,memory_axi_awready,memory_axi_wdata,memory_axi_wstrb,memory_axi_wlast,memory_axi_wvalid,memory_axi_wready,memory_axi_bid,memory_axi_bresp,memory_axi_bvalid,memory_axi_bready,memory_axi_arid,memory_axi_araddr,memory_axi_arlen,memory_axi_arsize,memory_axi_arburst,memory_axi_arvalid,memory_axi_arready,memory_axi_rid,memory_axi_rdata,memory_axi_rresp,memory_axi_rlast,memory_axi_rvalid,memory_axi_rready);

    // Module arguments
    input wire  bus_clock;
    input wire  bus_resetn;
    output wire  bus_side_resetn;
    input wire  [3:0] s_axi_awid;
    input wire  [63:0] s_axi_awaddr;
    input wire  [7:0] s_axi_awlen;
    input wire  [2:0] s_axi_awsize;
    input wire  [1:0] s_axi_awburst;
    input wire  s_axi_awvalid;
    output wire  s_axi_awready;
    input wire  [127:0] s_axi_wdata;
    input wire  [15:0] s_axi_wstrb;
    input wire  s_axi_wlast;
    input wire  s_axi_wvalid;
    output wire  s_axi_wready;
    output wire  [3:0] s_axi_bid;
    output wire  [1:0] s_axi_bresp;
    output wire  s_axi_bvalid;
    input wire  s_axi_bready;
    input wire  [3:0] s_axi_arid;
    input wire  [63:0] s_axi_araddr;
    input wire  [7:0] s_axi_arlen;
    input wire  [2:0] s_axi_arsize;
    input wire  [1:0] s_axi_arburst;
    input wire  s_axi_arvalid;
    output wire  s_axi_arready;
    output wire  [3:0] s_axi_rid;
    output wire  [127:0] s_axi_rdata;
    output wire  [1:0] s_axi_rresp;
    output wire  s_axi_rlast;
    output wire  s_axi_rvalid;
    input wire  s_axi_rready;
    input wire  [31:0] s_axil_awaddr;
    input wire  s_axil_awvalid;
    output wire  s_axil_awready;
    input wire  [31:0] s_axil_wdata;
    input wire  [3:0] s_axil_wstrb;
    input wire  s_axil_wvalid;
    output wire  s_axil_wready;
    output wire  [1:0] s_axil_bresp;
    output wire  s_axil_bvalid;
    input wire  s_axil_bready;
    input wire  [31:0] s_axil_araddr;
    input wire  s_axil_arvalid;
    output wire  s_axil_arready;
    output wire  [31:0] s_axil_rdata;
    output wire  [1:0] s_axil_rresp;
    output wire  s_axil_rvalid;
    input wire  s_axil_rready;
    input wire  managed;
    output wire  [17:0] management_awaddr;
    output wire  management_awvalid;
    input wire  management_awready;
    output wire  [31:0] management_wdata;
    output wire  [3:0] management_wstrb;
    output wire  management_wvalid;
    input wire  management_wready;
    input wire  [1:0] management_bresp;
    input wire  management_bvalid;
    output wire  management_bready;
    output wire  [17:0] management_araddr;
    output wire  management_arvalid;
    input wire  management_arready;
    input wire  [31:0] management_rdata;
    input wire  [1:0] management_rresp;
    input wire  management_rvalid;
    output wire  management_rready;
    output wire  irq_request;
    input wire  irq_acknowledge;
    input wire  engine_clock;
    input wire  engine_clock_good;
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
    output wire  [3:0] memory_axi_awid;
    output wire  [63:0] memory_axi_awaddr;
    output wire  [7:0] memory_axi_awlen;
    output wire  [2:0] memory_axi_awsize;
    output wire  [1:0] memory_axi_awburst;
    output wire  memory_axi_awvalid;
    input wire  memory_axi_awready;
    output wire  [127:0] memory_axi_wdata;
    output wire  [15:0] memory_axi_wstrb;
    output wire  memory_axi_wlast;
    output wire  memory_axi_wvalid;
    input wire  memory_axi_wready;
    input wire  [3:0] memory_axi_bid;
    input wire  [1:0] memory_axi_bresp;
    input wire  memory_axi_bvalid;
    output wire  memory_axi_bready;
    output wire  [3:0] memory_axi_arid;
    output wire  [63:0] memory_axi_araddr;
    output wire  [7:0] memory_axi_arlen;
    output wire  [2:0] memory_axi_arsize;
    output wire  [1:0] memory_axi_arburst;
    output wire  memory_axi_arvalid;
    input wire  memory_axi_arready;
    input wire  [3:0] memory_axi_rid;
    input wire  [127:0] memory_axi_rdata;
    input wire  [1:0] memory_axi_rresp;
    input wire  memory_axi_rlast;
    input wire  memory_axi_rvalid;
    output wire  memory_axi_rready;

    // Constant declarations
    localparam  yes = 1'b1;
    localparam  no_id = 4'h0;
    localparam  no_address = 64'h0;
    localparam  no_length = 8'h0;
    localparam  no_size = 3'b0;
    localparam  no_burst = 2'b0;
    localparam  no_data = 128'h0;
    localparam  no_strobe = 16'h0;

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
    wire  axi_s_clock;
    wire  axi_s_resetn;
    wire  axi_m_clock;
    wire  axi_m_resetn;
    wire  windows_clock;
    wire  windows_resetn;
    wire  windows_managed;
    wire  [15:0] windows_engine_awaddr;
    wire  windows_engine_awvalid;
    wire  windows_engine_awready;
    wire  [31:0] windows_engine_wdata;
    wire  [3:0] windows_engine_wstrb;
    wire  windows_engine_wvalid;
    wire  windows_engine_wready;
    wire  [1:0] windows_engine_bresp;
    wire  windows_engine_bvalid;
    wire  windows_engine_bready;
    wire  [15:0] windows_engine_araddr;
    wire  windows_engine_arvalid;
    wire  windows_engine_arready;
    wire  [31:0] windows_engine_rdata;
    wire  [1:0] windows_engine_rresp;
    wire  windows_engine_rvalid;
    wire  windows_engine_rready;
    wire  axil_s_clock;
    wire  axil_s_resetn;
    wire  [15:0] axil_s_axil_awaddr;
    wire  axil_s_axil_awvalid;
    wire  axil_s_axil_awready;
    wire  [31:0] axil_s_axil_wdata;
    wire  [3:0] axil_s_axil_wstrb;
    wire  axil_s_axil_wvalid;
    wire  axil_s_axil_wready;
    wire  [1:0] axil_s_axil_bresp;
    wire  axil_s_axil_bvalid;
    wire  axil_s_axil_bready;
    wire  [15:0] axil_s_axil_araddr;
    wire  axil_s_axil_arvalid;
    wire  axil_s_axil_arready;
    wire  [31:0] axil_s_axil_rdata;
    wire  [1:0] axil_s_axil_rresp;
    wire  axil_s_axil_rvalid;
    wire  axil_s_axil_rready;
    wire  axil_m_clock;
    wire  axil_m_resetn;
    reg  irq_held_d;
    wire  irq_held_q;
    wire  irq_held_clock;
    wire  irq_seen_clock;
    wire  irq_seen_d;
    wire  irq_seen_q;
    wire  hold_clock;
    wire  hold_resetn;
    wire  hold_level;
    wire  hold_request;
    wire  hold_acknowledge;

    // Sub module instances
    spikelm_pcie_shell_synchronizer_1 good(
        .clock(good_clock),
        .d(good_d),
        .q(good_q)
    );
    spikelm_pcie_shell_resets resets(
        .a_clock(resets_a_clock),
        .a_resetn(resets_a_resetn),
        .a_side_resetn(resets_a_side_resetn),
        .b_clock(resets_b_clock),
        .b_resetn(resets_b_resetn),
        .b_side_resetn(resets_b_side_resetn)
    );
    spikelm_pcie_shell_axi axi(
        .s_clock(axi_s_clock),
        .s_resetn(axi_s_resetn),
        .s_axi_awid(s_axi_awid),
        .s_axi_awaddr(s_axi_awaddr),
        .s_axi_awlen(s_axi_awlen),
        .s_axi_awsize(s_axi_awsize),
        .s_axi_awburst(s_axi_awburst),
        .s_axi_awvalid(s_axi_awvalid),
        .s_axi_awready(s_axi_awready),
        .s_axi_wdata(s_axi_wdata),
        .s_axi_wstrb(s_axi_wstrb),
        .s_axi_wlast(s_axi_wlast),
        .s_axi_wvalid(s_axi_wvalid),
        .s_axi_wready(s_axi_wready),
        .s_axi_bid(s_axi_bid),
        .s_axi_bresp(s_axi_bresp),
        .s_axi_bvalid(s_axi_bvalid),
        .s_axi_bready(s_axi_bready),
        .s_axi_arid(s_axi_arid),
        .s_axi_araddr(s_axi_araddr),
        .s_axi_arlen(s_axi_arlen),
        .s_axi_arsize(s_axi_arsize),
        .s_axi_arburst(s_axi_arburst),
        .s_axi_arvalid(s_axi_arvalid),
        .s_axi_arready(s_axi_arready),
        .s_axi_rid(s_axi_rid),
        .s_axi_rdata(s_axi_rdata),
        .s_axi_rresp(s_axi_rresp),
        .s_axi_rlast(s_axi_rlast),
        .s_axi_rvalid(s_axi_rvalid),
        .s_axi_rready(s_axi_rready),
        .m_clock(axi_m_clock),
        .m_resetn(axi_m_resetn),
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
        .m_axi_rready(m_axi_rready)
    );
    spikelm_pcie_shell_windows windows(
        .clock(windows_clock),
        .resetn(windows_resetn),
        .managed(windows_managed),
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
        .engine_awaddr(windows_engine_awaddr),
        .engine_awvalid(windows_engine_awvalid),
        .engine_awready(windows_engine_awready),
        .engine_wdata(windows_engine_wdata),
        .engine_wstrb(windows_engine_wstrb),
        .engine_wvalid(windows_engine_wvalid),
        .engine_wready(windows_engine_wready),
        .engine_bresp(windows_engine_bresp),
        .engine_bvalid(windows_engine_bvalid),
        .engine_bready(windows_engine_bready),
        .engine_araddr(windows_engine_araddr),
        .engine_arvalid(windows_engine_arvalid),
        .engine_arready(windows_engine_arready),
        .engine_rdata(windows_engine_rdata),
        .engine_rresp(windows_engine_rresp),
        .engine_rvalid(windows_engine_rvalid),
        .engine_rready(windows_engine_rready),
        .management_awaddr(management_awaddr),
        .management_awvalid(management_awvalid),
        .management_awready(management_awready),
        .management_wdata(management_wdata),
        .management_wstrb(management_wstrb),
        .management_wvalid(management_wvalid),
        .management_wready(management_wready),
        .management_bresp(management_bresp),
        .management_bvalid(management_bvalid),
        .management_bready(management_bready),
        .management_araddr(management_araddr),
        .management_arvalid(management_arvalid),
        .management_arready(management_arready),
        .management_rdata(management_rdata),
        .management_rresp(management_rresp),
        .management_rvalid(management_rvalid),
        .management_rready(management_rready)
    );
    spikelm_pcie_shell_axil axil(
        .s_clock(axil_s_clock),
        .s_resetn(axil_s_resetn),
        .s_axil_awaddr(axil_s_axil_awaddr),
        .s_axil_awvalid(axil_s_axil_awvalid),
        .s_axil_awready(axil_s_axil_awready),
        .s_axil_wdata(axil_s_axil_wdata),
        .s_axil_wstrb(axil_s_axil_wstrb),
        .s_axil_wvalid(axil_s_axil_wvalid),
        .s_axil_wready(axil_s_axil_wready),
        .s_axil_bresp(axil_s_axil_bresp),
        .s_axil_bvalid(axil_s_axil_bvalid),
        .s_axil_bready(axil_s_axil_bready),
        .s_axil_araddr(axil_s_axil_araddr),
        .s_axil_arvalid(axil_s_axil_arvalid),
        .s_axil_arready(axil_s_axil_arready),
        .s_axil_rdata(axil_s_axil_rdata),
        .s_axil_rresp(axil_s_axil_rresp),
        .s_axil_rvalid(axil_s_axil_rvalid),
        .s_axil_rready(axil_s_axil_rready),
        .m_clock(axil_m_clock),
        .m_resetn(axil_m_resetn),
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
    spikelm_pcie_shell_dff_1 irq_held(
        .d(irq_held_d),
        .q(irq_held_q),
        .clock(irq_held_clock)
    );
    spikelm_pcie_shell_synchronizer_1 irq_seen(
        .clock(irq_seen_clock),
        .d(irq_seen_d),
        .q(irq_seen_q)
    );
    spikelm_pcie_shell_hold hold(
        .clock(hold_clock),
        .resetn(hold_resetn),
        .level(hold_level),
        .request(hold_request),
        .acknowledge(hold_acknowledge)
    );

    // Update code
    assign irq_held_clock = engine_clock;
    assign good_clock = engine_clock;
    assign windows_clock = bus_clock;
    assign irq_seen_clock = bus_clock;
    assign hold_clock = bus_clock;
    assign good_d = engine_clock_good;
    assign resets_a_clock = bus_clock;
    assign resets_a_resetn = bus_resetn;
    assign resets_b_clock = engine_clock;
    assign resets_b_resetn = good_q == yes;
    assign bus_side_resetn = resets_a_side_resetn;
    assign engine_resetn = resets_b_side_resetn;
    assign axi_s_clock = bus_clock;
    assign axi_s_resetn = resets_a_side_resetn;
    assign axi_m_clock = engine_clock;
    assign axi_m_resetn = resets_b_side_resetn;
    assign windows_resetn = resets_a_side_resetn;
    assign windows_managed = managed;
    assign axil_s_clock = bus_clock;
    assign axil_s_resetn = resets_a_side_resetn;
    assign axil_m_clock = engine_clock;
    assign axil_m_resetn = resets_b_side_resetn;
    assign axil_s_axil_awaddr = windows_engine_awaddr;
    assign axil_s_axil_awvalid = windows_engine_awvalid;
    assign windows_engine_awready = axil_s_axil_awready;
    assign axil_s_axil_wdata = windows_engine_wdata;
    assign axil_s_axil_wstrb = windows_engine_wstrb;
    assign axil_s_axil_wvalid = windows_engine_wvalid;
    assign windows_engine_wready = axil_s_axil_wready;
    assign windows_engine_bresp = axil_s_axil_bresp;
    assign windows_engine_bvalid = axil_s_axil_bvalid;
    assign axil_s_axil_bready = windows_engine_bready;
    assign axil_s_axil_araddr = windows_engine_araddr;
    assign axil_s_axil_arvalid = windows_engine_arvalid;
    assign windows_engine_arready = axil_s_axil_arready;
    assign windows_engine_rdata = axil_s_axil_rdata;
    assign windows_engine_rresp = axil_s_axil_rresp;
    assign windows_engine_rvalid = axil_s_axil_rvalid;
    assign axil_s_axil_rready = windows_engine_rready;
    assign irq_seen_d = irq_held_q;
    assign hold_resetn = resets_a_side_resetn;
    assign hold_level = irq_seen_q == yes;
    assign hold_acknowledge = irq_acknowledge;
    assign irq_request = hold_request;
    assign memory_axi_awid = no_id;
    assign memory_axi_awaddr = no_address;
    assign memory_axi_awlen = no_length;
    assign memory_axi_awsize = no_size;
    assign memory_axi_awburst = no_burst;
    assign memory_axi_awvalid = 1'b0;
    assign memory_axi_wdata = no_data;
    assign memory_axi_wstrb = no_strobe;
    assign memory_axi_wlast = 1'b0;
    assign memory_axi_wvalid = 1'b0;
    assign memory_axi_bready = 1'b0;
    assign memory_axi_arid = no_id;
    assign memory_axi_araddr = no_address;
    assign memory_axi_arlen = no_length;
    assign memory_axi_arsize = no_size;
    assign memory_axi_arburst = no_burst;
    assign memory_axi_arvalid = 1'b0;
    assign memory_axi_rready = 1'b0;
    always @(*) begin
        irq_held_d = irq_held_q;
        irq_held_d = irq;
    end

endmodule

`default_nettype wire
