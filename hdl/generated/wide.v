// Written by `cargo run -p spikelm-hdl -- generate` from hdl/src; do not edit.
`default_nettype none

module spikelm_engine_dff_6(d,q,clock);

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

module spikelm_engine_memory(clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  [5:0] write_address;
    input wire  [135:0] write_data;
    input wire  [5:0] read_address;
    output reg  [135:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [135:0] memory [0:63];
    always @(posedge clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_engine_dff_136(d,q,clock);

    // Module arguments
    input wire  [135:0] d;
    output reg  [135:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 136'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_engine_dff_1(d,q,clock);

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

module spikelm_engine_dff_7(d,q,clock);

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

module spikelm_engine_dff_11(d,q,clock);

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

module spikelm_engine_lanes(clock,resetn,add,negative,weights,capture,sums);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  add;
    input wire  negative;
    input wire  [1023:0] weights;
    input wire  capture;
    output reg  [3071:0] sums;

    // Update code (custom)
    reg [23:0] acc0 = 0;
    reg [23:0] acc1 = 0;
    reg [23:0] acc2 = 0;
    reg [23:0] acc3 = 0;
    reg [23:0] acc4 = 0;
    reg [23:0] acc5 = 0;
    reg [23:0] acc6 = 0;
    reg [23:0] acc7 = 0;
    reg [23:0] acc8 = 0;
    reg [23:0] acc9 = 0;
    reg [23:0] acc10 = 0;
    reg [23:0] acc11 = 0;
    reg [23:0] acc12 = 0;
    reg [23:0] acc13 = 0;
    reg [23:0] acc14 = 0;
    reg [23:0] acc15 = 0;
    reg [23:0] acc16 = 0;
    reg [23:0] acc17 = 0;
    reg [23:0] acc18 = 0;
    reg [23:0] acc19 = 0;
    reg [23:0] acc20 = 0;
    reg [23:0] acc21 = 0;
    reg [23:0] acc22 = 0;
    reg [23:0] acc23 = 0;
    reg [23:0] acc24 = 0;
    reg [23:0] acc25 = 0;
    reg [23:0] acc26 = 0;
    reg [23:0] acc27 = 0;
    reg [23:0] acc28 = 0;
    reg [23:0] acc29 = 0;
    reg [23:0] acc30 = 0;
    reg [23:0] acc31 = 0;
    reg [23:0] acc32 = 0;
    reg [23:0] acc33 = 0;
    reg [23:0] acc34 = 0;
    reg [23:0] acc35 = 0;
    reg [23:0] acc36 = 0;
    reg [23:0] acc37 = 0;
    reg [23:0] acc38 = 0;
    reg [23:0] acc39 = 0;
    reg [23:0] acc40 = 0;
    reg [23:0] acc41 = 0;
    reg [23:0] acc42 = 0;
    reg [23:0] acc43 = 0;
    reg [23:0] acc44 = 0;
    reg [23:0] acc45 = 0;
    reg [23:0] acc46 = 0;
    reg [23:0] acc47 = 0;
    reg [23:0] acc48 = 0;
    reg [23:0] acc49 = 0;
    reg [23:0] acc50 = 0;
    reg [23:0] acc51 = 0;
    reg [23:0] acc52 = 0;
    reg [23:0] acc53 = 0;
    reg [23:0] acc54 = 0;
    reg [23:0] acc55 = 0;
    reg [23:0] acc56 = 0;
    reg [23:0] acc57 = 0;
    reg [23:0] acc58 = 0;
    reg [23:0] acc59 = 0;
    reg [23:0] acc60 = 0;
    reg [23:0] acc61 = 0;
    reg [23:0] acc62 = 0;
    reg [23:0] acc63 = 0;
    reg [23:0] acc64 = 0;
    reg [23:0] acc65 = 0;
    reg [23:0] acc66 = 0;
    reg [23:0] acc67 = 0;
    reg [23:0] acc68 = 0;
    reg [23:0] acc69 = 0;
    reg [23:0] acc70 = 0;
    reg [23:0] acc71 = 0;
    reg [23:0] acc72 = 0;
    reg [23:0] acc73 = 0;
    reg [23:0] acc74 = 0;
    reg [23:0] acc75 = 0;
    reg [23:0] acc76 = 0;
    reg [23:0] acc77 = 0;
    reg [23:0] acc78 = 0;
    reg [23:0] acc79 = 0;
    reg [23:0] acc80 = 0;
    reg [23:0] acc81 = 0;
    reg [23:0] acc82 = 0;
    reg [23:0] acc83 = 0;
    reg [23:0] acc84 = 0;
    reg [23:0] acc85 = 0;
    reg [23:0] acc86 = 0;
    reg [23:0] acc87 = 0;
    reg [23:0] acc88 = 0;
    reg [23:0] acc89 = 0;
    reg [23:0] acc90 = 0;
    reg [23:0] acc91 = 0;
    reg [23:0] acc92 = 0;
    reg [23:0] acc93 = 0;
    reg [23:0] acc94 = 0;
    reg [23:0] acc95 = 0;
    reg [23:0] acc96 = 0;
    reg [23:0] acc97 = 0;
    reg [23:0] acc98 = 0;
    reg [23:0] acc99 = 0;
    reg [23:0] acc100 = 0;
    reg [23:0] acc101 = 0;
    reg [23:0] acc102 = 0;
    reg [23:0] acc103 = 0;
    reg [23:0] acc104 = 0;
    reg [23:0] acc105 = 0;
    reg [23:0] acc106 = 0;
    reg [23:0] acc107 = 0;
    reg [23:0] acc108 = 0;
    reg [23:0] acc109 = 0;
    reg [23:0] acc110 = 0;
    reg [23:0] acc111 = 0;
    reg [23:0] acc112 = 0;
    reg [23:0] acc113 = 0;
    reg [23:0] acc114 = 0;
    reg [23:0] acc115 = 0;
    reg [23:0] acc116 = 0;
    reg [23:0] acc117 = 0;
    reg [23:0] acc118 = 0;
    reg [23:0] acc119 = 0;
    reg [23:0] acc120 = 0;
    reg [23:0] acc121 = 0;
    reg [23:0] acc122 = 0;
    reg [23:0] acc123 = 0;
    reg [23:0] acc124 = 0;
    reg [23:0] acc125 = 0;
    reg [23:0] acc126 = 0;
    reg [23:0] acc127 = 0;
    always @(posedge clock)
      if (!resetn) begin
        acc0 <= 0;
        acc1 <= 0;
        acc2 <= 0;
        acc3 <= 0;
        acc4 <= 0;
        acc5 <= 0;
        acc6 <= 0;
        acc7 <= 0;
        acc8 <= 0;
        acc9 <= 0;
        acc10 <= 0;
        acc11 <= 0;
        acc12 <= 0;
        acc13 <= 0;
        acc14 <= 0;
        acc15 <= 0;
        acc16 <= 0;
        acc17 <= 0;
        acc18 <= 0;
        acc19 <= 0;
        acc20 <= 0;
        acc21 <= 0;
        acc22 <= 0;
        acc23 <= 0;
        acc24 <= 0;
        acc25 <= 0;
        acc26 <= 0;
        acc27 <= 0;
        acc28 <= 0;
        acc29 <= 0;
        acc30 <= 0;
        acc31 <= 0;
        acc32 <= 0;
        acc33 <= 0;
        acc34 <= 0;
        acc35 <= 0;
        acc36 <= 0;
        acc37 <= 0;
        acc38 <= 0;
        acc39 <= 0;
        acc40 <= 0;
        acc41 <= 0;
        acc42 <= 0;
        acc43 <= 0;
        acc44 <= 0;
        acc45 <= 0;
        acc46 <= 0;
        acc47 <= 0;
        acc48 <= 0;
        acc49 <= 0;
        acc50 <= 0;
        acc51 <= 0;
        acc52 <= 0;
        acc53 <= 0;
        acc54 <= 0;
        acc55 <= 0;
        acc56 <= 0;
        acc57 <= 0;
        acc58 <= 0;
        acc59 <= 0;
        acc60 <= 0;
        acc61 <= 0;
        acc62 <= 0;
        acc63 <= 0;
        acc64 <= 0;
        acc65 <= 0;
        acc66 <= 0;
        acc67 <= 0;
        acc68 <= 0;
        acc69 <= 0;
        acc70 <= 0;
        acc71 <= 0;
        acc72 <= 0;
        acc73 <= 0;
        acc74 <= 0;
        acc75 <= 0;
        acc76 <= 0;
        acc77 <= 0;
        acc78 <= 0;
        acc79 <= 0;
        acc80 <= 0;
        acc81 <= 0;
        acc82 <= 0;
        acc83 <= 0;
        acc84 <= 0;
        acc85 <= 0;
        acc86 <= 0;
        acc87 <= 0;
        acc88 <= 0;
        acc89 <= 0;
        acc90 <= 0;
        acc91 <= 0;
        acc92 <= 0;
        acc93 <= 0;
        acc94 <= 0;
        acc95 <= 0;
        acc96 <= 0;
        acc97 <= 0;
        acc98 <= 0;
        acc99 <= 0;
        acc100 <= 0;
        acc101 <= 0;
        acc102 <= 0;
        acc103 <= 0;
        acc104 <= 0;
        acc105 <= 0;
        acc106 <= 0;
        acc107 <= 0;
        acc108 <= 0;
        acc109 <= 0;
        acc110 <= 0;
        acc111 <= 0;
        acc112 <= 0;
        acc113 <= 0;
        acc114 <= 0;
        acc115 <= 0;
        acc116 <= 0;
        acc117 <= 0;
        acc118 <= 0;
        acc119 <= 0;
        acc120 <= 0;
        acc121 <= 0;
        acc122 <= 0;
        acc123 <= 0;
        acc124 <= 0;
        acc125 <= 0;
        acc126 <= 0;
        acc127 <= 0;
      end else if (add) begin
        acc0 <= acc0 + {{16{weights[7]}}, weights[7:0]} + {23'b0, negative};
        acc1 <= acc1 + {{16{weights[15]}}, weights[15:8]} + {23'b0, negative};
        acc2 <= acc2 + {{16{weights[23]}}, weights[23:16]} + {23'b0, negative};
        acc3 <= acc3 + {{16{weights[31]}}, weights[31:24]} + {23'b0, negative};
        acc4 <= acc4 + {{16{weights[39]}}, weights[39:32]} + {23'b0, negative};
        acc5 <= acc5 + {{16{weights[47]}}, weights[47:40]} + {23'b0, negative};
        acc6 <= acc6 + {{16{weights[55]}}, weights[55:48]} + {23'b0, negative};
        acc7 <= acc7 + {{16{weights[63]}}, weights[63:56]} + {23'b0, negative};
        acc8 <= acc8 + {{16{weights[71]}}, weights[71:64]} + {23'b0, negative};
        acc9 <= acc9 + {{16{weights[79]}}, weights[79:72]} + {23'b0, negative};
        acc10 <= acc10 + {{16{weights[87]}}, weights[87:80]} + {23'b0, negative};
        acc11 <= acc11 + {{16{weights[95]}}, weights[95:88]} + {23'b0, negative};
        acc12 <= acc12 + {{16{weights[103]}}, weights[103:96]} + {23'b0, negative};
        acc13 <= acc13 + {{16{weights[111]}}, weights[111:104]} + {23'b0, negative};
        acc14 <= acc14 + {{16{weights[119]}}, weights[119:112]} + {23'b0, negative};
        acc15 <= acc15 + {{16{weights[127]}}, weights[127:120]} + {23'b0, negative};
        acc16 <= acc16 + {{16{weights[135]}}, weights[135:128]} + {23'b0, negative};
        acc17 <= acc17 + {{16{weights[143]}}, weights[143:136]} + {23'b0, negative};
        acc18 <= acc18 + {{16{weights[151]}}, weights[151:144]} + {23'b0, negative};
        acc19 <= acc19 + {{16{weights[159]}}, weights[159:152]} + {23'b0, negative};
        acc20 <= acc20 + {{16{weights[167]}}, weights[167:160]} + {23'b0, negative};
        acc21 <= acc21 + {{16{weights[175]}}, weights[175:168]} + {23'b0, negative};
        acc22 <= acc22 + {{16{weights[183]}}, weights[183:176]} + {23'b0, negative};
        acc23 <= acc23 + {{16{weights[191]}}, weights[191:184]} + {23'b0, negative};
        acc24 <= acc24 + {{16{weights[199]}}, weights[199:192]} + {23'b0, negative};
        acc25 <= acc25 + {{16{weights[207]}}, weights[207:200]} + {23'b0, negative};
        acc26 <= acc26 + {{16{weights[215]}}, weights[215:208]} + {23'b0, negative};
        acc27 <= acc27 + {{16{weights[223]}}, weights[223:216]} + {23'b0, negative};
        acc28 <= acc28 + {{16{weights[231]}}, weights[231:224]} + {23'b0, negative};
        acc29 <= acc29 + {{16{weights[239]}}, weights[239:232]} + {23'b0, negative};
        acc30 <= acc30 + {{16{weights[247]}}, weights[247:240]} + {23'b0, negative};
        acc31 <= acc31 + {{16{weights[255]}}, weights[255:248]} + {23'b0, negative};
        acc32 <= acc32 + {{16{weights[263]}}, weights[263:256]} + {23'b0, negative};
        acc33 <= acc33 + {{16{weights[271]}}, weights[271:264]} + {23'b0, negative};
        acc34 <= acc34 + {{16{weights[279]}}, weights[279:272]} + {23'b0, negative};
        acc35 <= acc35 + {{16{weights[287]}}, weights[287:280]} + {23'b0, negative};
        acc36 <= acc36 + {{16{weights[295]}}, weights[295:288]} + {23'b0, negative};
        acc37 <= acc37 + {{16{weights[303]}}, weights[303:296]} + {23'b0, negative};
        acc38 <= acc38 + {{16{weights[311]}}, weights[311:304]} + {23'b0, negative};
        acc39 <= acc39 + {{16{weights[319]}}, weights[319:312]} + {23'b0, negative};
        acc40 <= acc40 + {{16{weights[327]}}, weights[327:320]} + {23'b0, negative};
        acc41 <= acc41 + {{16{weights[335]}}, weights[335:328]} + {23'b0, negative};
        acc42 <= acc42 + {{16{weights[343]}}, weights[343:336]} + {23'b0, negative};
        acc43 <= acc43 + {{16{weights[351]}}, weights[351:344]} + {23'b0, negative};
        acc44 <= acc44 + {{16{weights[359]}}, weights[359:352]} + {23'b0, negative};
        acc45 <= acc45 + {{16{weights[367]}}, weights[367:360]} + {23'b0, negative};
        acc46 <= acc46 + {{16{weights[375]}}, weights[375:368]} + {23'b0, negative};
        acc47 <= acc47 + {{16{weights[383]}}, weights[383:376]} + {23'b0, negative};
        acc48 <= acc48 + {{16{weights[391]}}, weights[391:384]} + {23'b0, negative};
        acc49 <= acc49 + {{16{weights[399]}}, weights[399:392]} + {23'b0, negative};
        acc50 <= acc50 + {{16{weights[407]}}, weights[407:400]} + {23'b0, negative};
        acc51 <= acc51 + {{16{weights[415]}}, weights[415:408]} + {23'b0, negative};
        acc52 <= acc52 + {{16{weights[423]}}, weights[423:416]} + {23'b0, negative};
        acc53 <= acc53 + {{16{weights[431]}}, weights[431:424]} + {23'b0, negative};
        acc54 <= acc54 + {{16{weights[439]}}, weights[439:432]} + {23'b0, negative};
        acc55 <= acc55 + {{16{weights[447]}}, weights[447:440]} + {23'b0, negative};
        acc56 <= acc56 + {{16{weights[455]}}, weights[455:448]} + {23'b0, negative};
        acc57 <= acc57 + {{16{weights[463]}}, weights[463:456]} + {23'b0, negative};
        acc58 <= acc58 + {{16{weights[471]}}, weights[471:464]} + {23'b0, negative};
        acc59 <= acc59 + {{16{weights[479]}}, weights[479:472]} + {23'b0, negative};
        acc60 <= acc60 + {{16{weights[487]}}, weights[487:480]} + {23'b0, negative};
        acc61 <= acc61 + {{16{weights[495]}}, weights[495:488]} + {23'b0, negative};
        acc62 <= acc62 + {{16{weights[503]}}, weights[503:496]} + {23'b0, negative};
        acc63 <= acc63 + {{16{weights[511]}}, weights[511:504]} + {23'b0, negative};
        acc64 <= acc64 + {{16{weights[519]}}, weights[519:512]} + {23'b0, negative};
        acc65 <= acc65 + {{16{weights[527]}}, weights[527:520]} + {23'b0, negative};
        acc66 <= acc66 + {{16{weights[535]}}, weights[535:528]} + {23'b0, negative};
        acc67 <= acc67 + {{16{weights[543]}}, weights[543:536]} + {23'b0, negative};
        acc68 <= acc68 + {{16{weights[551]}}, weights[551:544]} + {23'b0, negative};
        acc69 <= acc69 + {{16{weights[559]}}, weights[559:552]} + {23'b0, negative};
        acc70 <= acc70 + {{16{weights[567]}}, weights[567:560]} + {23'b0, negative};
        acc71 <= acc71 + {{16{weights[575]}}, weights[575:568]} + {23'b0, negative};
        acc72 <= acc72 + {{16{weights[583]}}, weights[583:576]} + {23'b0, negative};
        acc73 <= acc73 + {{16{weights[591]}}, weights[591:584]} + {23'b0, negative};
        acc74 <= acc74 + {{16{weights[599]}}, weights[599:592]} + {23'b0, negative};
        acc75 <= acc75 + {{16{weights[607]}}, weights[607:600]} + {23'b0, negative};
        acc76 <= acc76 + {{16{weights[615]}}, weights[615:608]} + {23'b0, negative};
        acc77 <= acc77 + {{16{weights[623]}}, weights[623:616]} + {23'b0, negative};
        acc78 <= acc78 + {{16{weights[631]}}, weights[631:624]} + {23'b0, negative};
        acc79 <= acc79 + {{16{weights[639]}}, weights[639:632]} + {23'b0, negative};
        acc80 <= acc80 + {{16{weights[647]}}, weights[647:640]} + {23'b0, negative};
        acc81 <= acc81 + {{16{weights[655]}}, weights[655:648]} + {23'b0, negative};
        acc82 <= acc82 + {{16{weights[663]}}, weights[663:656]} + {23'b0, negative};
        acc83 <= acc83 + {{16{weights[671]}}, weights[671:664]} + {23'b0, negative};
        acc84 <= acc84 + {{16{weights[679]}}, weights[679:672]} + {23'b0, negative};
        acc85 <= acc85 + {{16{weights[687]}}, weights[687:680]} + {23'b0, negative};
        acc86 <= acc86 + {{16{weights[695]}}, weights[695:688]} + {23'b0, negative};
        acc87 <= acc87 + {{16{weights[703]}}, weights[703:696]} + {23'b0, negative};
        acc88 <= acc88 + {{16{weights[711]}}, weights[711:704]} + {23'b0, negative};
        acc89 <= acc89 + {{16{weights[719]}}, weights[719:712]} + {23'b0, negative};
        acc90 <= acc90 + {{16{weights[727]}}, weights[727:720]} + {23'b0, negative};
        acc91 <= acc91 + {{16{weights[735]}}, weights[735:728]} + {23'b0, negative};
        acc92 <= acc92 + {{16{weights[743]}}, weights[743:736]} + {23'b0, negative};
        acc93 <= acc93 + {{16{weights[751]}}, weights[751:744]} + {23'b0, negative};
        acc94 <= acc94 + {{16{weights[759]}}, weights[759:752]} + {23'b0, negative};
        acc95 <= acc95 + {{16{weights[767]}}, weights[767:760]} + {23'b0, negative};
        acc96 <= acc96 + {{16{weights[775]}}, weights[775:768]} + {23'b0, negative};
        acc97 <= acc97 + {{16{weights[783]}}, weights[783:776]} + {23'b0, negative};
        acc98 <= acc98 + {{16{weights[791]}}, weights[791:784]} + {23'b0, negative};
        acc99 <= acc99 + {{16{weights[799]}}, weights[799:792]} + {23'b0, negative};
        acc100 <= acc100 + {{16{weights[807]}}, weights[807:800]} + {23'b0, negative};
        acc101 <= acc101 + {{16{weights[815]}}, weights[815:808]} + {23'b0, negative};
        acc102 <= acc102 + {{16{weights[823]}}, weights[823:816]} + {23'b0, negative};
        acc103 <= acc103 + {{16{weights[831]}}, weights[831:824]} + {23'b0, negative};
        acc104 <= acc104 + {{16{weights[839]}}, weights[839:832]} + {23'b0, negative};
        acc105 <= acc105 + {{16{weights[847]}}, weights[847:840]} + {23'b0, negative};
        acc106 <= acc106 + {{16{weights[855]}}, weights[855:848]} + {23'b0, negative};
        acc107 <= acc107 + {{16{weights[863]}}, weights[863:856]} + {23'b0, negative};
        acc108 <= acc108 + {{16{weights[871]}}, weights[871:864]} + {23'b0, negative};
        acc109 <= acc109 + {{16{weights[879]}}, weights[879:872]} + {23'b0, negative};
        acc110 <= acc110 + {{16{weights[887]}}, weights[887:880]} + {23'b0, negative};
        acc111 <= acc111 + {{16{weights[895]}}, weights[895:888]} + {23'b0, negative};
        acc112 <= acc112 + {{16{weights[903]}}, weights[903:896]} + {23'b0, negative};
        acc113 <= acc113 + {{16{weights[911]}}, weights[911:904]} + {23'b0, negative};
        acc114 <= acc114 + {{16{weights[919]}}, weights[919:912]} + {23'b0, negative};
        acc115 <= acc115 + {{16{weights[927]}}, weights[927:920]} + {23'b0, negative};
        acc116 <= acc116 + {{16{weights[935]}}, weights[935:928]} + {23'b0, negative};
        acc117 <= acc117 + {{16{weights[943]}}, weights[943:936]} + {23'b0, negative};
        acc118 <= acc118 + {{16{weights[951]}}, weights[951:944]} + {23'b0, negative};
        acc119 <= acc119 + {{16{weights[959]}}, weights[959:952]} + {23'b0, negative};
        acc120 <= acc120 + {{16{weights[967]}}, weights[967:960]} + {23'b0, negative};
        acc121 <= acc121 + {{16{weights[975]}}, weights[975:968]} + {23'b0, negative};
        acc122 <= acc122 + {{16{weights[983]}}, weights[983:976]} + {23'b0, negative};
        acc123 <= acc123 + {{16{weights[991]}}, weights[991:984]} + {23'b0, negative};
        acc124 <= acc124 + {{16{weights[999]}}, weights[999:992]} + {23'b0, negative};
        acc125 <= acc125 + {{16{weights[1007]}}, weights[1007:1000]} + {23'b0, negative};
        acc126 <= acc126 + {{16{weights[1015]}}, weights[1015:1008]} + {23'b0, negative};
        acc127 <= acc127 + {{16{weights[1023]}}, weights[1023:1016]} + {23'b0, negative};
      end
    always @(posedge clock)
      if (capture) sums <= {acc127, acc126, acc125, acc124, acc123, acc122, acc121, acc120, acc119, acc118, acc117, acc116, acc115, acc114, acc113, acc112, acc111, acc110, acc109, acc108, acc107, acc106, acc105, acc104, acc103, acc102, acc101, acc100, acc99, acc98, acc97, acc96, acc95, acc94, acc93, acc92, acc91, acc90, acc89, acc88, acc87, acc86, acc85, acc84, acc83, acc82, acc81, acc80, acc79, acc78, acc77, acc76, acc75, acc74, acc73, acc72, acc71, acc70, acc69, acc68, acc67, acc66, acc65, acc64, acc63, acc62, acc61, acc60, acc59, acc58, acc57, acc56, acc55, acc54, acc53, acc52, acc51, acc50, acc49, acc48, acc47, acc46, acc45, acc44, acc43, acc42, acc41, acc40, acc39, acc38, acc37, acc36, acc35, acc34, acc33, acc32, acc31, acc30, acc29, acc28, acc27, acc26, acc25, acc24, acc23, acc22, acc21, acc20, acc19, acc18, acc17, acc16, acc15, acc14, acc13, acc12, acc11, acc10, acc9, acc8, acc7, acc6, acc5, acc4, acc3, acc2, acc1, acc0};
      else sums <= 0;
endmodule

module spikelm_engine_weights(clock,read_address,lower,upper,negate,read_data,write,write_address,write_data);

    // Module arguments
    input wire  clock;
    input wire  [10:0] read_address;
    input wire  lower;
    input wire  upper;
    input wire  negate;
    output reg  [1023:0] read_data;
    input wire  [1:0] write;
    input wire  [10:0] write_address;
    input wire  [511:0] write_data;

    // Update code (custom)
    (* ram_style = "block", no_rw_check *) reg [511:0] memory0 [0:2047];
    reg [511:0] row0;
    always @(posedge clock) row0 <= memory0[read_address];
    wire [511:0] high0 = (lower ? {row0[507:0], 4'h0} : row0) & {64{8'hf0}};
    wire [511:0] low0 = (lower || upper) ? 0 : row0 & {64{8'h0f}};
    always @(posedge clock) read_data[511:0] <= (high0 | low0) ^ {512{negate}};
    always @(posedge clock) if (write[0]) memory0[write_address] <= write_data;
    (* ram_style = "block", no_rw_check *) reg [511:0] memory1 [0:2047];
    reg [511:0] row1;
    always @(posedge clock) row1 <= memory1[read_address];
    wire [511:0] high1 = (lower ? {row1[507:0], 4'h0} : row1) & {64{8'hf0}};
    wire [511:0] low1 = (lower || upper) ? 0 : row1 & {64{8'h0f}};
    always @(posedge clock) read_data[1023:512] <= (high1 | low1) ^ {512{negate}};
    always @(posedge clock) if (write[1]) memory1[write_address] <= write_data;
endmodule

module spikelm_engine_dff_64(d,q,clock);

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

module spikelm_engine_entry(fired,sign,index,last,tile_end,all);

    // Module arguments
    input wire  [63:0] fired;
    input wire  [63:0] sign;
    input wire  [5:0] index;
    input wire  last;
    input wire  tile_end;
    output reg  [135:0] all;

    // Update code (custom)
    always @(*) all = {tile_end, last, index, sign, fired};
endmodule

module spikelm_engine_queue(clock,resetn,push,push_data,ready,ample,valid,data,pop,empty);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  push;
    input wire  [135:0] push_data;
    output wire  ready;
    output wire  ample;
    output wire  valid;
    output wire  [135:0] data;
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
    wire  [135:0] memory_write_data;
    wire  [5:0] memory_read_address;
    wire  [135:0] memory_read_data;
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
    reg  [135:0] out_data_d;
    wire  [135:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    wire  advance;

    // Sub module instances
    spikelm_engine_memory memory(
        .clock(memory_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_engine_dff_6 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_engine_dff_6 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_engine_dff_7 stored(
        .d(stored_d),
        .q(stored_q),
        .clock(stored_clock)
    );
    spikelm_engine_dff_1 some(
        .d(some_d),
        .q(some_q),
        .clock(some_clock)
    );
    spikelm_engine_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_engine_dff_136 out_data(
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

module spikelm_engine_dff_3(d,q,clock);

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

module spikelm_engine_memory_2(clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  [2:0] write_address;
    input wire  [15:0] write_data;
    input wire  [2:0] read_address;
    output reg  [15:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [15:0] memory [0:7];
    always @(posedge clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_engine_dff_16(d,q,clock);

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

module spikelm_engine_dff_4(d,q,clock);

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

module spikelm_engine_groups(clock,resetn,add,sign,lower,upper,last,address,next_add,next_sign,next_lower,next_upper,next_last,next_address,valid,sums,load,load_address,load_data);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  add;
    input wire  sign;
    input wire  lower;
    input wire  upper;
    input wire  last;
    input wire  [10:0] address;
    output wire  next_add;
    output wire  next_sign;
    output wire  next_lower;
    output wire  next_upper;
    output wire  next_last;
    output wire  [10:0] next_address;
    output wire  valid;
    output wire  [3071:0] sums;
    input wire  [1:0] load;
    input wire  [10:0] load_address;
    input wire  [511:0] load_data;

    // Stub signals
    wire  weights_clock;
    wire  [10:0] weights_read_address;
    wire  weights_lower;
    wire  weights_upper;
    wire  weights_negate;
    wire  [1023:0] weights_read_data;
    wire  [1:0] weights_write;
    wire  [10:0] weights_write_address;
    wire  [511:0] weights_write_data;
    wire  lanes_clock;
    wire  lanes_resetn;
    wire  lanes_add;
    wire  lanes_negative;
    wire  [1023:0] lanes_weights;
    wire  lanes_capture;
    wire  [3071:0] lanes_sums;
    reg  event_add_d;
    wire  event_add_q;
    wire  event_add_clock;
    reg  event_sign_d;
    wire  event_sign_q;
    wire  event_sign_clock;
    reg  event_lower_d;
    wire  event_lower_q;
    wire  event_lower_clock;
    reg  event_upper_d;
    wire  event_upper_q;
    wire  event_upper_clock;
    reg  event_last_d;
    wire  event_last_q;
    wire  event_last_clock;
    reg  [10:0] event_address_d;
    wire  [10:0] event_address_q;
    wire  event_address_clock;
    reg  read_add_d;
    wire  read_add_q;
    wire  read_add_clock;
    reg  read_sign_d;
    wire  read_sign_q;
    wire  read_sign_clock;
    reg  read_lower_d;
    wire  read_lower_q;
    wire  read_lower_clock;
    reg  read_upper_d;
    wire  read_upper_q;
    wire  read_upper_clock;
    reg  read_last_d;
    wire  read_last_q;
    wire  read_last_clock;
    reg  lane_add_d;
    wire  lane_add_q;
    wire  lane_add_clock;
    reg  lane_sign_d;
    wire  lane_sign_q;
    wire  lane_sign_clock;
    reg  lane_last_d;
    wire  lane_last_q;
    wire  lane_last_clock;
    reg  done_last_d;
    wire  done_last_q;
    wire  done_last_clock;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;

    // Sub module instances
    spikelm_engine_weights weights(
        .clock(weights_clock),
        .read_address(weights_read_address),
        .lower(weights_lower),
        .upper(weights_upper),
        .negate(weights_negate),
        .read_data(weights_read_data),
        .write(weights_write),
        .write_address(weights_write_address),
        .write_data(weights_write_data)
    );
    spikelm_engine_lanes lanes(
        .clock(lanes_clock),
        .resetn(lanes_resetn),
        .add(lanes_add),
        .negative(lanes_negative),
        .weights(lanes_weights),
        .capture(lanes_capture),
        .sums(lanes_sums)
    );
    spikelm_engine_dff_1 event_add(
        .d(event_add_d),
        .q(event_add_q),
        .clock(event_add_clock)
    );
    spikelm_engine_dff_1 event_sign(
        .d(event_sign_d),
        .q(event_sign_q),
        .clock(event_sign_clock)
    );
    spikelm_engine_dff_1 event_lower(
        .d(event_lower_d),
        .q(event_lower_q),
        .clock(event_lower_clock)
    );
    spikelm_engine_dff_1 event_upper(
        .d(event_upper_d),
        .q(event_upper_q),
        .clock(event_upper_clock)
    );
    spikelm_engine_dff_1 event_last(
        .d(event_last_d),
        .q(event_last_q),
        .clock(event_last_clock)
    );
    spikelm_engine_dff_11 event_address(
        .d(event_address_d),
        .q(event_address_q),
        .clock(event_address_clock)
    );
    spikelm_engine_dff_1 read_add(
        .d(read_add_d),
        .q(read_add_q),
        .clock(read_add_clock)
    );
    spikelm_engine_dff_1 read_sign(
        .d(read_sign_d),
        .q(read_sign_q),
        .clock(read_sign_clock)
    );
    spikelm_engine_dff_1 read_lower(
        .d(read_lower_d),
        .q(read_lower_q),
        .clock(read_lower_clock)
    );
    spikelm_engine_dff_1 read_upper(
        .d(read_upper_d),
        .q(read_upper_q),
        .clock(read_upper_clock)
    );
    spikelm_engine_dff_1 read_last(
        .d(read_last_d),
        .q(read_last_q),
        .clock(read_last_clock)
    );
    spikelm_engine_dff_1 lane_add(
        .d(lane_add_d),
        .q(lane_add_q),
        .clock(lane_add_clock)
    );
    spikelm_engine_dff_1 lane_sign(
        .d(lane_sign_d),
        .q(lane_sign_q),
        .clock(lane_sign_clock)
    );
    spikelm_engine_dff_1 lane_last(
        .d(lane_last_d),
        .q(lane_last_q),
        .clock(lane_last_clock)
    );
    spikelm_engine_dff_1 done_last(
        .d(done_last_d),
        .q(done_last_q),
        .clock(done_last_clock)
    );
    spikelm_engine_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );

    // Update code
    assign event_add_clock = clock;
    assign event_sign_clock = clock;
    assign event_lower_clock = clock;
    assign event_upper_clock = clock;
    assign event_last_clock = clock;
    assign event_address_clock = clock;
    assign read_add_clock = clock;
    assign read_sign_clock = clock;
    assign read_lower_clock = clock;
    assign read_upper_clock = clock;
    assign read_last_clock = clock;
    assign lane_add_clock = clock;
    assign lane_sign_clock = clock;
    assign lane_last_clock = clock;
    assign done_last_clock = clock;
    assign out_valid_clock = clock;
    assign weights_clock = clock;
    assign lanes_clock = clock;
    assign lanes_resetn = resetn;
    assign next_add = event_add_q;
    assign next_sign = event_sign_q;
    assign next_lower = event_lower_q;
    assign next_upper = event_upper_q;
    assign next_last = event_last_q;
    assign next_address = event_address_q;
    assign weights_read_address = event_address_q;
    assign weights_lower = read_lower_q;
    assign weights_upper = read_upper_q;
    assign weights_negate = read_sign_q;
    assign lanes_add = lane_add_q;
    assign lanes_negative = lane_sign_q;
    assign lanes_weights = weights_read_data;
    assign lanes_capture = done_last_q;
    assign valid = out_valid_q;
    assign sums = lanes_sums;
    assign weights_write = load;
    assign weights_write_address = load_address;
    assign weights_write_data = load_data;
    always @(*) begin
        event_add_d = event_add_q;
        event_sign_d = event_sign_q;
        event_lower_d = event_lower_q;
        event_upper_d = event_upper_q;
        event_last_d = event_last_q;
        event_address_d = event_address_q;
        read_add_d = read_add_q;
        read_sign_d = read_sign_q;
        read_lower_d = read_lower_q;
        read_upper_d = read_upper_q;
        read_last_d = read_last_q;
        lane_add_d = lane_add_q;
        lane_sign_d = lane_sign_q;
        lane_last_d = lane_last_q;
        done_last_d = done_last_q;
        out_valid_d = out_valid_q;
        event_add_d = add;
        event_sign_d = sign;
        event_lower_d = lower;
        event_upper_d = upper;
        event_last_d = last;
        event_address_d = address;
        read_add_d = event_add_q;
        read_sign_d = event_sign_q;
        read_lower_d = event_lower_q;
        read_upper_d = event_upper_q;
        read_last_d = event_last_q;
        lane_add_d = read_add_q;
        lane_sign_d = read_sign_q;
        lane_last_d = read_last_q;
        done_last_d = lane_last_q;
        out_valid_d = done_last_q;
        if (~resetn) begin
            event_add_d = 1'b0;
            event_last_d = 1'b0;
            read_add_d = 1'b0;
            read_last_d = 1'b0;
            lane_add_d = 1'b0;
            lane_last_d = 1'b0;
            done_last_d = 1'b0;
            out_valid_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_memory_3(clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  [3:0] write_address;
    input wire  [3071:0] write_data;
    input wire  [3:0] read_address;
    output reg  [3071:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [3071:0] memory [0:15];
    always @(posedge clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_engine_dff_3072(d,q,clock);

    // Module arguments
    input wire  [3071:0] d;
    output reg  [3071:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 3072'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_engine_dff_5(d,q,clock);

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

module spikelm_engine_bit_pick(bits,lowest,rest,single);

    // Module arguments
    input wire  [7:0] bits;
    output reg  [2:0] lowest;
    output reg  [7:0] rest;
    output reg  single;

    // Update code (custom)
    wire low = |bits[3:0];
    always @(*) lowest = {~low, low ? {~(bits[1] | bits[0]), ~bits[0] & (bits[1] | ~bits[2])} : {~(bits[5] | bits[4]), ~bits[4] & (bits[5] | ~bits[6])}};
    always @(*) rest = {bits[7] & |bits[6:0], bits[6] & |bits[5:0], bits[5] & |bits[4:0], bits[4] & |bits[3:0], bits[3] & |bits[2:0], bits[2] & |bits[1:0], bits[1] & |bits[0:0], 1'b0};
    always @(*) single = ~|rest;
endmodule

module spikelm_engine_dff_8(d,q,clock);

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

module spikelm_engine_bytes(word,mask,ones);

    // Module arguments
    input wire  [63:0] word;
    output reg  [7:0] mask;
    output reg  [7:0] ones;

    // Update code (custom)
    always @(*) mask = {|word[63:56], |word[55:48], |word[47:40], |word[39:32], |word[31:24], |word[23:16], |word[15:8], |word[7:0]};
    always @(*) ones = {~|{word[63] & |word[62:56], word[62] & |word[61:56], word[61] & |word[60:56], word[60] & |word[59:56], word[59] & |word[58:56], word[58] & |word[57:56], word[57] & |word[56:56], 1'b0}, ~|{word[55] & |word[54:48], word[54] & |word[53:48], word[53] & |word[52:48], word[52] & |word[51:48], word[51] & |word[50:48], word[50] & |word[49:48], word[49] & |word[48:48], 1'b0}, ~|{word[47] & |word[46:40], word[46] & |word[45:40], word[45] & |word[44:40], word[44] & |word[43:40], word[43] & |word[42:40], word[42] & |word[41:40], word[41] & |word[40:40], 1'b0}, ~|{word[39] & |word[38:32], word[38] & |word[37:32], word[37] & |word[36:32], word[36] & |word[35:32], word[35] & |word[34:32], word[34] & |word[33:32], word[33] & |word[32:32], 1'b0}, ~|{word[31] & |word[30:24], word[30] & |word[29:24], word[29] & |word[28:24], word[28] & |word[27:24], word[27] & |word[26:24], word[26] & |word[25:24], word[25] & |word[24:24], 1'b0}, ~|{word[23] & |word[22:16], word[22] & |word[21:16], word[21] & |word[20:16], word[20] & |word[19:16], word[19] & |word[18:16], word[18] & |word[17:16], word[17] & |word[16:16], 1'b0}, ~|{word[15] & |word[14:8], word[14] & |word[13:8], word[13] & |word[12:8], word[12] & |word[11:8], word[11] & |word[10:8], word[10] & |word[9:8], word[9] & |word[8:8], 1'b0}, ~|{word[7] & |word[6:0], word[6] & |word[5:0], word[5] & |word[4:0], word[4] & |word[3:0], word[3] & |word[2:0], word[2] & |word[1:0], word[1] & |word[0:0], 1'b0}};
endmodule

module spikelm_engine_rams(clock,write,write_address,write_data,write_strobe,read,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  [12:0] write_address;
    input wire  [511:0] write_data;
    input wire  [63:0] write_strobe;
    input wire  read;
    input wire  [12:0] read_address;
    output reg  [511:0] read_data;

    // Update code (custom)
    reg [511:0] word;
    reg fresh;
    always @(posedge clock) fresh <= read;
    always @(posedge clock) if (fresh) read_data <= word;
    integer i;
    (* ram_style = "block", no_rw_check *) reg [511:0] memory [0:8191];
    always @(posedge clock) begin
        if (read) word <= memory[read_address];
        if (write) for (i = 0; i < 64; i = i + 1)
            if (write_strobe[i])
                memory[write_address][8*i +: 8] = write_data[8*i +: 8];
    end
endmodule

module spikelm_engine_dff_13(d,q,clock);

    // Module arguments
    input wire  [12:0] d;
    output reg  [12:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 13'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_engine_dff_2(d,q,clock);

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

module spikelm_engine_memory_4(clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  write_address;
    input wire  [68:0] write_data;
    input wire  read_address;
    output reg  [68:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [68:0] memory [0:1];
    always @(posedge clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_engine_dff_69(d,q,clock);

    // Module arguments
    input wire  [68:0] d;
    output reg  [68:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 69'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_engine_memory_5(clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  [3:0] write_address;
    input wire  [518:0] write_data;
    input wire  [3:0] read_address;
    output reg  [518:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [518:0] memory [0:15];
    always @(posedge clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_engine_dff_519(d,q,clock);

    // Module arguments
    input wire  [518:0] d;
    output reg  [518:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 519'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_engine_memory_6(clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  [1:0] write_address;
    input wire  [80:0] write_data;
    input wire  [1:0] read_address;
    output reg  [80:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [80:0] memory [0:3];
    always @(posedge clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_engine_dff_81(d,q,clock);

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

module spikelm_engine_memory_7(clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  [1:0] write_address;
    input wire  [575:0] write_data;
    input wire  [1:0] read_address;
    output reg  [575:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [575:0] memory [0:3];
    always @(posedge clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_engine_dff_576(d,q,clock);

    // Module arguments
    input wire  [575:0] d;
    output reg  [575:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 576'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_engine_memory_8(clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  [3:0] write_address;
    input wire  [5:0] write_data;
    input wire  [3:0] read_address;
    output reg  [5:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [5:0] memory [0:15];
    always @(posedge clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_engine_compactor(clock,resetn,take,fired,sign,index,row_end,tile_end,ready,valid,word,pop,idle);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  take;
    input wire  [63:0] fired;
    input wire  [63:0] sign;
    input wire  [5:0] index;
    input wire  row_end;
    input wire  tile_end;
    output wire  ready;
    output wire  valid;
    output wire  [135:0] word;
    input wire  pop;
    output wire  idle;

    // Constant declarations
    localparam  no_fired = 64'h0;

    // Stub signals
    wire  queue_clock;
    wire  queue_resetn;
    wire  queue_push;
    wire  [135:0] queue_push_data;
    wire  queue_ready;
    wire  queue_ample;
    wire  queue_valid;
    wire  [135:0] queue_data;
    wire  queue_pop;
    wire  queue_empty;
    reg  room_d;
    wire  room_q;
    wire  room_clock;
    reg  arrived_d;
    wire  arrived_q;
    wire  arrived_clock;
    reg  arrived_spikes_d;
    wire  arrived_spikes_q;
    wire  arrived_spikes_clock;
    reg  [63:0] arrived_fired_d;
    wire  [63:0] arrived_fired_q;
    wire  arrived_fired_clock;
    reg  [63:0] arrived_sign_d;
    wire  [63:0] arrived_sign_q;
    wire  arrived_sign_clock;
    reg  [5:0] arrived_index_d;
    wire  [5:0] arrived_index_q;
    wire  arrived_index_clock;
    reg  arrived_row_end_d;
    wire  arrived_row_end_q;
    wire  arrived_row_end_clock;
    reg  arrived_tile_end_d;
    wire  arrived_tile_end_q;
    wire  arrived_tile_end_clock;
    reg  held_d;
    wire  held_q;
    wire  held_clock;
    reg  [63:0] held_fired_d;
    wire  [63:0] held_fired_q;
    wire  held_fired_clock;
    reg  [63:0] held_sign_d;
    wire  [63:0] held_sign_q;
    wire  held_sign_clock;
    reg  [5:0] held_index_d;
    wire  [5:0] held_index_q;
    wire  held_index_clock;
    reg  held_last_d;
    wire  held_last_q;
    wire  held_last_clock;
    reg  held_tile_end_d;
    wire  held_tile_end_q;
    wire  held_tile_end_clock;
    wire  [63:0] entry_fired;
    wire  [63:0] entry_sign;
    wire  [5:0] entry_index;
    wire  entry_last;
    wire  entry_tile_end;
    wire  [135:0] entry_all;

    // Local signals
    wire  leave;

    // Sub module instances
    spikelm_engine_queue queue(
        .clock(queue_clock),
        .resetn(queue_resetn),
        .push(queue_push),
        .push_data(queue_push_data),
        .ready(queue_ready),
        .ample(queue_ample),
        .valid(queue_valid),
        .data(queue_data),
        .pop(queue_pop),
        .empty(queue_empty)
    );
    spikelm_engine_dff_1 room(
        .d(room_d),
        .q(room_q),
        .clock(room_clock)
    );
    spikelm_engine_dff_1 arrived(
        .d(arrived_d),
        .q(arrived_q),
        .clock(arrived_clock)
    );
    spikelm_engine_dff_1 arrived_spikes(
        .d(arrived_spikes_d),
        .q(arrived_spikes_q),
        .clock(arrived_spikes_clock)
    );
    spikelm_engine_dff_64 arrived_fired(
        .d(arrived_fired_d),
        .q(arrived_fired_q),
        .clock(arrived_fired_clock)
    );
    spikelm_engine_dff_64 arrived_sign(
        .d(arrived_sign_d),
        .q(arrived_sign_q),
        .clock(arrived_sign_clock)
    );
    spikelm_engine_dff_6 arrived_index(
        .d(arrived_index_d),
        .q(arrived_index_q),
        .clock(arrived_index_clock)
    );
    spikelm_engine_dff_1 arrived_row_end(
        .d(arrived_row_end_d),
        .q(arrived_row_end_q),
        .clock(arrived_row_end_clock)
    );
    spikelm_engine_dff_1 arrived_tile_end(
        .d(arrived_tile_end_d),
        .q(arrived_tile_end_q),
        .clock(arrived_tile_end_clock)
    );
    spikelm_engine_dff_1 held(
        .d(held_d),
        .q(held_q),
        .clock(held_clock)
    );
    spikelm_engine_dff_64 held_fired(
        .d(held_fired_d),
        .q(held_fired_q),
        .clock(held_fired_clock)
    );
    spikelm_engine_dff_64 held_sign(
        .d(held_sign_d),
        .q(held_sign_q),
        .clock(held_sign_clock)
    );
    spikelm_engine_dff_6 held_index(
        .d(held_index_d),
        .q(held_index_q),
        .clock(held_index_clock)
    );
    spikelm_engine_dff_1 held_last(
        .d(held_last_d),
        .q(held_last_q),
        .clock(held_last_clock)
    );
    spikelm_engine_dff_1 held_tile_end(
        .d(held_tile_end_d),
        .q(held_tile_end_q),
        .clock(held_tile_end_clock)
    );
    spikelm_engine_entry entry(
        .fired(entry_fired),
        .sign(entry_sign),
        .index(entry_index),
        .last(entry_last),
        .tile_end(entry_tile_end),
        .all(entry_all)
    );

    // Update code
    assign room_clock = clock;
    assign arrived_clock = clock;
    assign arrived_spikes_clock = clock;
    assign arrived_fired_clock = clock;
    assign arrived_sign_clock = clock;
    assign arrived_index_clock = clock;
    assign arrived_row_end_clock = clock;
    assign arrived_tile_end_clock = clock;
    assign held_clock = clock;
    assign held_fired_clock = clock;
    assign held_sign_clock = clock;
    assign held_index_clock = clock;
    assign held_last_clock = clock;
    assign held_tile_end_clock = clock;
    assign queue_clock = clock;
    assign queue_resetn = resetn;
    assign entry_fired = held_fired_q;
    assign entry_sign = held_sign_q;
    assign entry_index = held_index_q;
    assign entry_last = held_last_q;
    assign entry_tile_end = held_tile_end_q;
    assign queue_push_data = entry_all;
    assign ready = room_q;
    assign leave = held_q && (held_last_q || (arrived_q && arrived_spikes_q));
    assign queue_push = leave;
    assign valid = queue_valid;
    assign word = queue_data;
    assign queue_pop = pop;
    assign idle = ~arrived_q && ~held_q && ~queue_valid && queue_empty;
    always @(*) begin
        room_d = room_q;
        arrived_d = arrived_q;
        arrived_spikes_d = arrived_spikes_q;
        arrived_fired_d = arrived_fired_q;
        arrived_sign_d = arrived_sign_q;
        arrived_index_d = arrived_index_q;
        arrived_row_end_d = arrived_row_end_q;
        arrived_tile_end_d = arrived_tile_end_q;
        held_d = held_q;
        held_fired_d = held_fired_q;
        held_sign_d = held_sign_q;
        held_index_d = held_index_q;
        held_last_d = held_last_q;
        held_tile_end_d = held_tile_end_q;
        room_d = queue_ample;
        arrived_d = take;
        arrived_spikes_d = fired != no_fired;
        arrived_fired_d = fired;
        arrived_sign_d = sign;
        arrived_index_d = index;
        arrived_row_end_d = row_end;
        arrived_tile_end_d = tile_end;
        if (leave) begin
            held_d = 1'b0;
        end
        if (arrived_q && arrived_spikes_q) begin
            held_d = 1'b1;
            held_fired_d = arrived_fired_q;
            held_sign_d = arrived_sign_q;
            held_index_d = arrived_index_q;
            held_last_d = arrived_row_end_q;
            held_tile_end_d = arrived_tile_end_q;
        end
        if (arrived_q && ~arrived_spikes_q && arrived_row_end_q) begin
            if (~held_q || held_last_q) begin
                held_fired_d = no_fired;
            end
            held_d = 1'b1;
            held_last_d = 1'b1;
            held_tile_end_d = arrived_tile_end_q;
        end
        if (~resetn) begin
            arrived_d = 1'b0;
            held_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_counts(clock,resetn,push,push_data,ready,ample,valid,data,pop,empty);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  push;
    input wire  [15:0] push_data;
    output wire  ready;
    output wire  ample;
    output wire  valid;
    output wire  [15:0] data;
    input wire  pop;
    output wire  empty;

    // Constant declarations
    localparam  first_address = 3'b0;
    localparam  one_address = 3'b1;
    localparam  none = 4'h0;
    localparam  one = 4'h1;
    localparam  full = 4'h8;
    localparam  ample_up_to = 4'h4;

    // Stub signals
    wire  memory_clock;
    wire  memory_write;
    wire  [2:0] memory_write_address;
    wire  [15:0] memory_write_data;
    wire  [2:0] memory_read_address;
    wire  [15:0] memory_read_data;
    reg  [2:0] head_d;
    wire  [2:0] head_q;
    wire  head_clock;
    reg  [2:0] tail_d;
    wire  [2:0] tail_q;
    wire  tail_clock;
    reg  [3:0] stored_d;
    wire  [3:0] stored_q;
    wire  stored_clock;
    reg  some_d;
    wire  some_q;
    wire  some_clock;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [15:0] out_data_d;
    wire  [15:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    wire  advance;

    // Sub module instances
    spikelm_engine_memory_2 memory(
        .clock(memory_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_engine_dff_3 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_engine_dff_3 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_engine_dff_4 stored(
        .d(stored_d),
        .q(stored_q),
        .clock(stored_clock)
    );
    spikelm_engine_dff_1 some(
        .d(some_d),
        .q(some_q),
        .clock(some_clock)
    );
    spikelm_engine_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_engine_dff_16 out_data(
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

module spikelm_engine_queue_2(clock,resetn,push,push_data,ready,ample,valid,data,pop,empty);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  push;
    input wire  [3071:0] push_data;
    output wire  ready;
    output wire  ample;
    output wire  valid;
    output wire  [3071:0] data;
    input wire  pop;
    output wire  empty;

    // Constant declarations
    localparam  first_address = 4'h0;
    localparam  one_address = 4'h1;
    localparam  none = 5'b0;
    localparam  one = 5'b1;
    localparam  full = 5'b10000;
    localparam  ample_up_to = 5'b1100;

    // Stub signals
    wire  memory_clock;
    wire  memory_write;
    wire  [3:0] memory_write_address;
    wire  [3071:0] memory_write_data;
    wire  [3:0] memory_read_address;
    wire  [3071:0] memory_read_data;
    reg  [3:0] head_d;
    wire  [3:0] head_q;
    wire  head_clock;
    reg  [3:0] tail_d;
    wire  [3:0] tail_q;
    wire  tail_clock;
    reg  [4:0] stored_d;
    wire  [4:0] stored_q;
    wire  stored_clock;
    reg  some_d;
    wire  some_q;
    wire  some_clock;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [3071:0] out_data_d;
    wire  [3071:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    wire  advance;

    // Sub module instances
    spikelm_engine_memory_3 memory(
        .clock(memory_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_engine_dff_4 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_engine_dff_4 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_engine_dff_5 stored(
        .d(stored_d),
        .q(stored_q),
        .clock(stored_clock)
    );
    spikelm_engine_dff_1 some(
        .d(some_d),
        .q(some_q),
        .clock(some_clock)
    );
    spikelm_engine_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_engine_dff_3072 out_data(
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

module spikelm_engine_scanner(clock,resetn,word_valid,word,word_pop,may_end,ends,event_add,event_sign,event_last,event_tile_end,event_index,event_bit,blocked,idle);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  word_valid;
    input wire  [135:0] word;
    output wire  word_pop;
    input wire  may_end;
    output wire  ends;
    output wire  event_add;
    output wire  event_sign;
    output wire  event_last;
    output wire  event_tile_end;
    output wire  [5:0] event_index;
    output wire  [5:0] event_bit;
    output wire  blocked;
    output wire  idle;

    // Constant declarations
    localparam  at_fired = 16'h0;
    localparam  at_sign = 16'h40;
    localparam  at_index = 16'h80;
    localparam  at_last = 16'h86;
    localparam  at_tile_end = 16'h87;
    localparam  no_bits = 8'h0;
    localparam  byte_shift = 2'b11;

    // Stub signals
    reg  word_full_d;
    wire  word_full_q;
    wire  word_full_clock;
    reg  [63:0] word_fired_d;
    wire  [63:0] word_fired_q;
    wire  word_fired_clock;
    reg  [63:0] word_sign_d;
    wire  [63:0] word_sign_q;
    wire  word_sign_clock;
    reg  [7:0] word_bytes_d;
    wire  [7:0] word_bytes_q;
    wire  word_bytes_clock;
    reg  word_single_d;
    wire  word_single_q;
    wire  word_single_clock;
    reg  [7:0] word_ones_d;
    wire  [7:0] word_ones_q;
    wire  word_ones_clock;
    reg  [5:0] word_index_d;
    wire  [5:0] word_index_q;
    wire  word_index_clock;
    reg  word_last_d;
    wire  word_last_q;
    wire  word_last_clock;
    reg  word_tile_end_d;
    wire  word_tile_end_q;
    wire  word_tile_end_clock;
    reg  byte_full_d;
    wire  byte_full_q;
    wire  byte_full_clock;
    reg  [7:0] byte_fired_d;
    wire  [7:0] byte_fired_q;
    wire  byte_fired_clock;
    reg  byte_single_d;
    wire  byte_single_q;
    wire  byte_single_clock;
    reg  [7:0] byte_sign_d;
    wire  [7:0] byte_sign_q;
    wire  byte_sign_clock;
    reg  [2:0] byte_number_d;
    wire  [2:0] byte_number_q;
    wire  byte_number_clock;
    reg  [5:0] byte_index_d;
    wire  [5:0] byte_index_q;
    wire  byte_index_clock;
    reg  byte_last_d;
    wire  byte_last_q;
    wire  byte_last_clock;
    reg  byte_tile_end_d;
    wire  byte_tile_end_q;
    wire  byte_tile_end_clock;
    reg  out_add_d;
    wire  out_add_q;
    wire  out_add_clock;
    reg  out_sign_d;
    wire  out_sign_q;
    wire  out_sign_clock;
    reg  out_last_d;
    wire  out_last_q;
    wire  out_last_clock;
    reg  out_tile_end_d;
    wire  out_tile_end_q;
    wire  out_tile_end_clock;
    reg  [5:0] out_index_d;
    wire  [5:0] out_index_q;
    wire  out_index_clock;
    reg  [5:0] out_bit_d;
    wire  [5:0] out_bit_q;
    wire  out_bit_clock;
    wire  [63:0] bytes_word;
    wire  [7:0] bytes_mask;
    wire  [7:0] bytes_ones;
    wire  [7:0] new_pick_bits;
    wire  [2:0] new_pick_lowest;
    wire  [7:0] new_pick_rest;
    wire  new_pick_single;
    wire  [7:0] byte_pick_bits;
    wire  [2:0] byte_pick_lowest;
    wire  [7:0] byte_pick_rest;
    wire  byte_pick_single;
    wire  [7:0] byte_rest_bits;
    wire  [2:0] byte_rest_lowest;
    wire  [7:0] byte_rest_rest;
    wire  byte_rest_single;
    wire  [7:0] bit_pick_bits;
    wire  [2:0] bit_pick_lowest;
    wire  [7:0] bit_pick_rest;
    wire  bit_pick_single;
    wire  [7:0] bit_rest_bits;
    wire  [2:0] bit_rest_lowest;
    wire  [7:0] bit_rest_rest;
    wire  bit_rest_single;

    // Local signals
    wire  [63:0] new_fired;
    wire  [63:0] new_sign;
    wire  [5:0] byte_offset;
    wire  [5:0] byte_offset_high;
    wire  [5:0] bit_high;
    wire  [5:0] bit_number;
    wire  spike;
    wire  row_ends;
    wire  issue;
    wire  byte_free;
    wire  byte_load;
    wire  word_free;
    wire  word_load;

    // Sub module instances
    spikelm_engine_dff_1 word_full(
        .d(word_full_d),
        .q(word_full_q),
        .clock(word_full_clock)
    );
    spikelm_engine_dff_64 word_fired(
        .d(word_fired_d),
        .q(word_fired_q),
        .clock(word_fired_clock)
    );
    spikelm_engine_dff_64 word_sign(
        .d(word_sign_d),
        .q(word_sign_q),
        .clock(word_sign_clock)
    );
    spikelm_engine_dff_8 word_bytes(
        .d(word_bytes_d),
        .q(word_bytes_q),
        .clock(word_bytes_clock)
    );
    spikelm_engine_dff_1 word_single(
        .d(word_single_d),
        .q(word_single_q),
        .clock(word_single_clock)
    );
    spikelm_engine_dff_8 word_ones(
        .d(word_ones_d),
        .q(word_ones_q),
        .clock(word_ones_clock)
    );
    spikelm_engine_dff_6 word_index(
        .d(word_index_d),
        .q(word_index_q),
        .clock(word_index_clock)
    );
    spikelm_engine_dff_1 word_last(
        .d(word_last_d),
        .q(word_last_q),
        .clock(word_last_clock)
    );
    spikelm_engine_dff_1 word_tile_end(
        .d(word_tile_end_d),
        .q(word_tile_end_q),
        .clock(word_tile_end_clock)
    );
    spikelm_engine_dff_1 byte_full(
        .d(byte_full_d),
        .q(byte_full_q),
        .clock(byte_full_clock)
    );
    spikelm_engine_dff_8 byte_fired(
        .d(byte_fired_d),
        .q(byte_fired_q),
        .clock(byte_fired_clock)
    );
    spikelm_engine_dff_1 byte_single(
        .d(byte_single_d),
        .q(byte_single_q),
        .clock(byte_single_clock)
    );
    spikelm_engine_dff_8 byte_sign(
        .d(byte_sign_d),
        .q(byte_sign_q),
        .clock(byte_sign_clock)
    );
    spikelm_engine_dff_3 byte_number(
        .d(byte_number_d),
        .q(byte_number_q),
        .clock(byte_number_clock)
    );
    spikelm_engine_dff_6 byte_index(
        .d(byte_index_d),
        .q(byte_index_q),
        .clock(byte_index_clock)
    );
    spikelm_engine_dff_1 byte_last(
        .d(byte_last_d),
        .q(byte_last_q),
        .clock(byte_last_clock)
    );
    spikelm_engine_dff_1 byte_tile_end(
        .d(byte_tile_end_d),
        .q(byte_tile_end_q),
        .clock(byte_tile_end_clock)
    );
    spikelm_engine_dff_1 out_add(
        .d(out_add_d),
        .q(out_add_q),
        .clock(out_add_clock)
    );
    spikelm_engine_dff_1 out_sign(
        .d(out_sign_d),
        .q(out_sign_q),
        .clock(out_sign_clock)
    );
    spikelm_engine_dff_1 out_last(
        .d(out_last_d),
        .q(out_last_q),
        .clock(out_last_clock)
    );
    spikelm_engine_dff_1 out_tile_end(
        .d(out_tile_end_d),
        .q(out_tile_end_q),
        .clock(out_tile_end_clock)
    );
    spikelm_engine_dff_6 out_index(
        .d(out_index_d),
        .q(out_index_q),
        .clock(out_index_clock)
    );
    spikelm_engine_dff_6 out_bit(
        .d(out_bit_d),
        .q(out_bit_q),
        .clock(out_bit_clock)
    );
    spikelm_engine_bytes bytes(
        .word(bytes_word),
        .mask(bytes_mask),
        .ones(bytes_ones)
    );
    spikelm_engine_bit_pick new_pick(
        .bits(new_pick_bits),
        .lowest(new_pick_lowest),
        .rest(new_pick_rest),
        .single(new_pick_single)
    );
    spikelm_engine_bit_pick byte_pick(
        .bits(byte_pick_bits),
        .lowest(byte_pick_lowest),
        .rest(byte_pick_rest),
        .single(byte_pick_single)
    );
    spikelm_engine_bit_pick byte_rest(
        .bits(byte_rest_bits),
        .lowest(byte_rest_lowest),
        .rest(byte_rest_rest),
        .single(byte_rest_single)
    );
    spikelm_engine_bit_pick bit_pick(
        .bits(bit_pick_bits),
        .lowest(bit_pick_lowest),
        .rest(bit_pick_rest),
        .single(bit_pick_single)
    );
    spikelm_engine_bit_pick bit_rest(
        .bits(bit_rest_bits),
        .lowest(bit_rest_lowest),
        .rest(bit_rest_rest),
        .single(bit_rest_single)
    );

    // Update code
    assign word_full_clock = clock;
    assign word_fired_clock = clock;
    assign word_sign_clock = clock;
    assign word_bytes_clock = clock;
    assign word_single_clock = clock;
    assign word_ones_clock = clock;
    assign word_index_clock = clock;
    assign word_last_clock = clock;
    assign word_tile_end_clock = clock;
    assign byte_full_clock = clock;
    assign byte_fired_clock = clock;
    assign byte_single_clock = clock;
    assign byte_sign_clock = clock;
    assign byte_number_clock = clock;
    assign byte_index_clock = clock;
    assign byte_last_clock = clock;
    assign byte_tile_end_clock = clock;
    assign out_add_clock = clock;
    assign out_sign_clock = clock;
    assign out_last_clock = clock;
    assign out_tile_end_clock = clock;
    assign out_index_clock = clock;
    assign out_bit_clock = clock;
    assign bit_pick_bits = byte_fired_q;
    assign bit_rest_bits = bit_pick_rest;
    assign spike = byte_fired_q != no_bits;
    assign row_ends = byte_single_q && byte_last_q;
    assign issue = byte_full_q && (~row_ends || may_end);
    assign byte_free = ~byte_full_q || (issue && byte_single_q);
    assign byte_pick_bits = word_bytes_q;
    assign byte_rest_bits = byte_pick_rest;
    assign byte_offset_high = ((byte_pick_lowest) & 6'h3f);
    assign byte_offset = byte_offset_high << byte_shift;
    assign byte_load = word_full_q && byte_free;
    assign word_free = ~word_full_q || (byte_load && word_single_q);
    assign word_load = word_free && word_valid;
    assign word_pop = word_load;
    assign new_fired = ((word[(at_fired)+:(64)]) & 64'hffffffffffffffff);
    assign new_sign = ((word[(at_sign)+:(64)]) & 64'hffffffffffffffff);
    assign bytes_word = new_fired;
    assign new_pick_bits = bytes_mask;
    assign bit_high = ((byte_number_q) & 6'h3f);
    assign bit_number = bit_high << byte_shift;
    assign event_add = out_add_q;
    assign event_sign = out_sign_q;
    assign event_last = out_last_q;
    assign event_tile_end = out_tile_end_q;
    assign event_index = out_index_q;
    assign event_bit = out_bit_q;
    assign ends = issue && row_ends;
    assign blocked = byte_full_q && row_ends && ~may_end;
    assign idle = ~word_full_q && ~byte_full_q;
    always @(*) begin
        word_full_d = word_full_q;
        word_fired_d = word_fired_q;
        word_sign_d = word_sign_q;
        word_bytes_d = word_bytes_q;
        word_single_d = word_single_q;
        word_ones_d = word_ones_q;
        word_index_d = word_index_q;
        word_last_d = word_last_q;
        word_tile_end_d = word_tile_end_q;
        byte_full_d = byte_full_q;
        byte_fired_d = byte_fired_q;
        byte_single_d = byte_single_q;
        byte_sign_d = byte_sign_q;
        byte_number_d = byte_number_q;
        byte_index_d = byte_index_q;
        byte_last_d = byte_last_q;
        byte_tile_end_d = byte_tile_end_q;
        out_add_d = out_add_q;
        out_sign_d = out_sign_q;
        out_last_d = out_last_q;
        out_tile_end_d = out_tile_end_q;
        out_index_d = out_index_q;
        out_bit_d = out_bit_q;
        if (issue) begin
            byte_fired_d = bit_pick_rest;
            byte_single_d = bit_rest_single;
        end
        if (byte_free) begin
            byte_full_d = 1'b0;
        end
        if (byte_load) begin
            byte_full_d = 1'b1;
            byte_fired_d = word_fired_q[(byte_offset)+:(8)];
            byte_sign_d = word_sign_q[(byte_offset)+:(8)];
            byte_single_d = word_ones_q[byte_pick_lowest];
            byte_number_d = byte_pick_lowest;
            byte_index_d = word_index_q;
            byte_last_d = word_last_q && word_single_q;
            byte_tile_end_d = word_tile_end_q;
            word_bytes_d = byte_pick_rest;
            word_single_d = byte_rest_single;
        end
        if (word_free) begin
            word_full_d = 1'b0;
        end
        if (word_load) begin
            word_full_d = 1'b1;
            word_fired_d = new_fired;
            word_sign_d = new_sign;
            word_bytes_d = bytes_mask;
            word_single_d = new_pick_single;
            word_ones_d = bytes_ones;
            word_index_d = word[(at_index)+:(6)];
            word_last_d = word[at_last];
            word_tile_end_d = word[at_tile_end];
        end
        out_add_d = issue && spike;
        out_sign_d = byte_sign_q[bit_pick_lowest];
        out_last_d = issue && row_ends;
        out_tile_end_d = byte_tile_end_q;
        out_index_d = byte_index_q;
        out_bit_d = bit_number | ((bit_pick_lowest) & 6'h3f);
        if (~resetn) begin
            word_full_d = 1'b0;
            byte_full_d = 1'b0;
            out_add_d = 1'b0;
            out_last_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_memory_9(clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  [2:0] write_address;
    input wire  [512:0] write_data;
    input wire  [2:0] read_address;
    output reg  [512:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [512:0] memory [0:7];
    always @(posedge clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_engine_dff_513(d,q,clock);

    // Module arguments
    input wire  [512:0] d;
    output reg  [512:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 513'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_engine_describe(events,beats,hold,emit,address,all);

    // Module arguments
    input wire  [15:0] events;
    input wire  [4:0] beats;
    input wire  hold;
    input wire  emit;
    input wire  [12:0] address;
    output reg  [35:0] all;

    // Update code (custom)
    always @(*) all = {address, emit, hold, beats, events};
endmodule

module spikelm_engine_dff_33(d,q,clock);

    // Module arguments
    input wire  [32:0] d;
    output reg  [32:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 33'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_engine_dff_34(d,q,clock);

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

module spikelm_engine_dff_32(d,q,clock);

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

module spikelm_engine_dff_14(d,q,clock);

    // Module arguments
    input wire  [13:0] d;
    output reg  [13:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 14'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_engine_dff_20(d,q,clock);

    // Module arguments
    input wire  [19:0] d;
    output reg  [19:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 20'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_engine_step(sum,word,sum_next);

    // Module arguments
    input wire  [31:0] sum;
    input wire  [31:0] word;
    output reg  [31:0] sum_next;

    // Update code (custom)
    always @(*) sum_next = {sum[12:0], 19'b0} ^ {13'b0, sum[31:13]} ^ {11'b0, sum[31:13], 2'b0} ^ {7'b0, sum[31:13], 6'b0} ^ {6'b0, sum[31:13], 7'b0} ^ word;
endmodule

module spikelm_engine_dff_512(d,q,clock);

    // Module arguments
    input wire  [511:0] d;
    output reg  [511:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 512'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_engine_memory_10(clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  [1:0] write_address;
    input wire  [52:0] write_data;
    input wire  [1:0] read_address;
    output reg  [52:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [52:0] memory [0:3];
    always @(posedge clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_engine_dff_53(d,q,clock);

    // Module arguments
    input wire  [52:0] d;
    output reg  [52:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 53'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_engine_answer(clock,load,from_input,from_result,input_word,result_word,data);

    // Module arguments
    input wire  clock;
    input wire  load;
    input wire  from_input;
    input wire  from_result;
    input wire  [511:0] input_word;
    input wire  [511:0] result_word;
    output reg  [511:0] data;

    // Update code (custom)
    reg [511:0] result_held;
    always @(posedge clock) begin
        result_held <= result_word;
        if (load) data <= from_input ? input_word : from_result ? result_held : 512'b0;
    end
endmodule

module spikelm_engine_request(address,tag,all);

    // Module arguments
    input wire  [63:0] address;
    input wire  [4:0] tag;
    output reg  [68:0] all;

    // Update code (custom)
    always @(*) all = {tag, address};
endmodule

module spikelm_engine_requests(clock,resetn,push,push_data,ready,ample,valid,data,pop,empty);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  push;
    input wire  [68:0] push_data;
    output wire  ready;
    output wire  ample;
    output wire  valid;
    output wire  [68:0] data;
    input wire  pop;
    output wire  empty;

    // Constant declarations
    localparam  first_address = 1'b0;
    localparam  one_address = 1'b1;
    localparam  none = 2'b0;
    localparam  one = 2'b1;
    localparam  full = 2'b10;
    localparam  ample_up_to = 2'b0;

    // Stub signals
    wire  memory_clock;
    wire  memory_write;
    wire  memory_write_address;
    wire  [68:0] memory_write_data;
    wire  memory_read_address;
    wire  [68:0] memory_read_data;
    reg  head_d;
    wire  head_q;
    wire  head_clock;
    reg  tail_d;
    wire  tail_q;
    wire  tail_clock;
    reg  [1:0] stored_d;
    wire  [1:0] stored_q;
    wire  stored_clock;
    reg  some_d;
    wire  some_q;
    wire  some_clock;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [68:0] out_data_d;
    wire  [68:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    wire  advance;

    // Sub module instances
    spikelm_engine_memory_4 memory(
        .clock(memory_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_engine_dff_1 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_engine_dff_1 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_engine_dff_2 stored(
        .d(stored_d),
        .q(stored_q),
        .clock(stored_clock)
    );
    spikelm_engine_dff_1 some(
        .d(some_d),
        .q(some_q),
        .clock(some_clock)
    );
    spikelm_engine_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_engine_dff_69 out_data(
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

module spikelm_engine_run_result_guard(valid,first,last,word,hit);

    // Module arguments
    input wire  valid;
    input wire  [12:0] first;
    input wire  [12:0] last;
    input wire  [12:0] word;
    output wire  hit;

    // Update code
    assign hit = valid && (word >= first) && (word <= last);

endmodule

module spikelm_engine_window(address,in_input,in_result,input_word,result_word,result_part);

    // Module arguments
    input wire  [63:0] address;
    output wire  in_input;
    output wire  in_result;
    output wire  [13:0] input_word;
    output wire  [12:0] result_word;
    output wire  [1:0] result_part;

    // Constant declarations
    localparam  input_mask = 64'hfffffffffff00000;
    localparam  input_base = 64'h0;
    localparam  result_mask = 64'hffffffffffe00000;
    localparam  result_base = 64'h80000000;
    localparam  beat_at = 6'b110;
    localparam  word_at = 6'b1000;

    // Local signals
    wire  [63:0] input_base_of;
    wire  [63:0] result_base_of;

    // Update code
    assign input_base_of = address & input_mask;
    assign in_input = input_base_of == input_base;
    assign result_base_of = address & result_mask;
    assign in_result = result_base_of == result_base;
    assign input_word = address[(beat_at)+:(14)];
    assign result_word = address[(word_at)+:(13)];
    assign result_part = address[(beat_at)+:(2)];

endmodule

module spikelm_engine_part_word(clock,load,part,word,beat);

    // Module arguments
    input wire  clock;
    input wire  load;
    input wire  [1:0] part;
    input wire  [2047:0] word;
    output reg  [511:0] beat;

    // Update code (custom)
    always @(posedge clock)
        if (load) case (part)
            0: beat <= word[511:0];
            1: beat <= word[1023:512];
            2: beat <= word[1535:1024];
            3: beat <= word[2047:1536];
        endcase
endmodule

module spikelm_engine_ram(clock,write,write_address,write_data,write_strobe,read,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  [12:0] write_address;
    input wire  [2047:0] write_data;
    input wire  [255:0] write_strobe;
    input wire  read;
    input wire  [12:0] read_address;
    output reg  [2047:0] read_data;

    // Update code (custom)
    integer i;
    (* ram_style = "block", no_rw_check *) reg [2047:0] memory [0:8191];
    always @(posedge clock) begin
        if (read) read_data <= memory[read_address];
        if (write) for (i = 0; i < 256; i = i + 1)
            if (write_strobe[i])
                memory[write_address][8*i +: 8] = write_data[8*i +: 8];
    end
endmodule

module spikelm_engine_writer(clock,result_valid,result_address,result_data,record_valid,record_address,record_data,record_ready,host_valid,host_address,host_part,host_data,host_strobe,host_ready,write,address,data,strobe);

    // Module arguments
    input wire  clock;
    input wire  result_valid;
    input wire  [12:0] result_address;
    input wire  [2047:0] result_data;
    input wire  record_valid;
    input wire  [15:0] record_address;
    input wire  [255:0] record_data;
    output reg  record_ready;
    input wire  host_valid;
    input wire  [12:0] host_address;
    input wire  [1:0] host_part;
    input wire  [511:0] host_data;
    input wire  [63:0] host_strobe;
    output reg  host_ready;
    output reg  write;
    output reg  [12:0] address;
    output reg  [2047:0] data;
    output reg  [255:0] strobe;

    // Update code (custom)
    always @(*) record_ready = !result_valid;
    always @(*) host_ready = !result_valid && !record_valid;
    always @(posedge clock) begin
        write <= result_valid || record_valid || host_valid;
        if (result_valid) begin
            address <= result_address;
            data <= result_data;
            strobe <= {256{1'b1}};
        end else if (record_valid) begin
            address <= record_address[15:3];
            data <= {8{record_data}};
            strobe <= {{32{record_address[2:0] == 7}}, {32{record_address[2:0] == 6}}, {32{record_address[2:0] == 5}}, {32{record_address[2:0] == 4}}, {32{record_address[2:0] == 3}}, {32{record_address[2:0] == 2}}, {32{record_address[2:0] == 1}}, {32{record_address[2:0] == 0}}};
        end else if (host_valid) begin
            address <= host_address;
            data <= {4{host_data}};
            strobe <= {host_part == 3 ? host_strobe : 64'b0, host_part == 2 ? host_strobe : 64'b0, host_part == 1 ? host_strobe : 64'b0, host_part == 0 ? host_strobe : 64'b0};
        end
    end
endmodule

module spikelm_engine_load_source_guard(valid,first,last,word,hit);

    // Module arguments
    input wire  valid;
    input wire  [13:0] first;
    input wire  [13:0] last;
    input wire  [13:0] word;
    output wire  hit;

    // Update code
    assign hit = valid && (word >= first) && (word <= last);

endmodule

module spikelm_engine_beat(tag,response,data,all);

    // Module arguments
    input wire  [4:0] tag;
    input wire  [1:0] response;
    input wire  [511:0] data;
    output reg  [518:0] all;

    // Update code (custom)
    always @(*) all = {data, response, tag};
endmodule

module spikelm_engine_beats(clock,resetn,push,push_data,ready,ample,valid,data,pop,empty);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  push;
    input wire  [518:0] push_data;
    output wire  ready;
    output wire  ample;
    output wire  valid;
    output wire  [518:0] data;
    input wire  pop;
    output wire  empty;

    // Constant declarations
    localparam  first_address = 4'h0;
    localparam  one_address = 4'h1;
    localparam  none = 5'b0;
    localparam  one = 5'b1;
    localparam  full = 5'b10000;
    localparam  ample_up_to = 5'b1100;

    // Stub signals
    wire  memory_clock;
    wire  memory_write;
    wire  [3:0] memory_write_address;
    wire  [518:0] memory_write_data;
    wire  [3:0] memory_read_address;
    wire  [518:0] memory_read_data;
    reg  [3:0] head_d;
    wire  [3:0] head_q;
    wire  head_clock;
    reg  [3:0] tail_d;
    wire  [3:0] tail_q;
    wire  tail_clock;
    reg  [4:0] stored_d;
    wire  [4:0] stored_q;
    wire  stored_clock;
    reg  some_d;
    wire  some_q;
    wire  some_clock;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [518:0] out_data_d;
    wire  [518:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    wire  advance;

    // Sub module instances
    spikelm_engine_memory_5 memory(
        .clock(memory_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_engine_dff_4 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_engine_dff_4 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_engine_dff_5 stored(
        .d(stored_d),
        .q(stored_q),
        .clock(stored_clock)
    );
    spikelm_engine_dff_1 some(
        .d(some_d),
        .q(some_q),
        .clock(some_clock)
    );
    spikelm_engine_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_engine_dff_519 out_data(
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

module spikelm_engine_bursts(clock,resetn,request_valid,request,allow,take,beat_valid,beat_address,beat_tag,beat_ready);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  request_valid;
    input wire  [80:0] request;
    input wire  allow;
    output wire  take;
    output wire  beat_valid;
    output wire  [63:0] beat_address;
    output reg  [4:0] beat_tag;
    input wire  beat_ready;

    // Constant declarations
    localparam  fixed = 2'b0;
    localparam  wrapping = 2'b10;
    localparam  one_byte = 8'h1;
    localparam  none = 8'h0;
    localparam  nothing = 64'h0;
    localparam  everything = 64'hffffffffffffffff;
    localparam  one = 64'h1;
    localparam  word = 64'hffffffffffffffc0;
    localparam  last_bit = 5'b10000;

    // Stub signals
    reg  active_d;
    wire  active_q;
    wire  active_clock;
    reg  [3:0] id_d;
    wire  [3:0] id_q;
    wire  id_clock;
    reg  [63:0] address_d;
    wire  [63:0] address_q;
    wire  address_clock;
    reg  [63:0] moving_d;
    wire  [63:0] moving_q;
    wire  moving_clock;
    reg  [7:0] low_d;
    wire  [7:0] low_q;
    wire  low_clock;
    reg  [7:0] left_d;
    wire  [7:0] left_q;
    wire  left_clock;

    // Local signals
    wire  [1:0] burst;
    wire  [2:0] size;
    wire  [7:0] length;
    wire  [7:0] bytes;
    wire  [7:0] new_low;
    wire  [15:0] wide_length;
    wire  [15:0] span;
    reg  [63:0] new_moving;
    wire  [63:0] low_ones;
    wire  [63:0] filled;
    wire  [63:0] stepped;
    wire  [63:0] moved;
    wire  [63:0] still;
    wire  [63:0] kept;
    wire  last;
    wire  step;
    wire  finish;

    // Sub module instances
    spikelm_engine_dff_1 active(
        .d(active_d),
        .q(active_q),
        .clock(active_clock)
    );
    spikelm_engine_dff_4 id(
        .d(id_d),
        .q(id_q),
        .clock(id_clock)
    );
    spikelm_engine_dff_64 address(
        .d(address_d),
        .q(address_q),
        .clock(address_clock)
    );
    spikelm_engine_dff_64 moving(
        .d(moving_d),
        .q(moving_q),
        .clock(moving_clock)
    );
    spikelm_engine_dff_8 low(
        .d(low_d),
        .q(low_q),
        .clock(low_clock)
    );
    spikelm_engine_dff_8 left(
        .d(left_d),
        .q(left_q),
        .clock(left_clock)
    );

    // Update code
    assign active_clock = clock;
    assign id_clock = clock;
    assign address_clock = clock;
    assign moving_clock = clock;
    assign low_clock = clock;
    assign left_clock = clock;
    assign burst = request[(32'h0)+:(2)];
    assign size = request[(32'h2)+:(3)];
    assign length = request[(32'h5)+:(8)];
    assign bytes = one_byte << size;
    assign new_low = bytes - one_byte;
    assign wide_length = ((length) & 16'hffff);
    assign span = wide_length << size;
    assign low_ones = ((low_q) & 64'hffffffffffffffff);
    assign filled = address_q | low_ones;
    assign stepped = filled + one;
    assign moved = stepped & moving_q;
    assign still = ~moving_q;
    assign kept = address_q & still;
    assign last = left_q == none;
    assign step = active_q && beat_ready;
    assign finish = step && last;
    assign take = request_valid && allow && (~active_q || finish);
    assign beat_valid = active_q;
    assign beat_address = address_q & word;
    always @(*) begin
        active_d = active_q;
        id_d = id_q;
        address_d = address_q;
        moving_d = moving_q;
        low_d = low_q;
        left_d = left_q;
        new_moving = everything;
        if (burst == fixed) begin
            new_moving = nothing;
        end
        if (burst == wrapping) begin
            new_moving = ((span) & 64'hffffffffffffffff);
        end
        if (step) begin
            address_d = kept | moved;
            left_d = left_q - one_byte;
        end
        if (finish) begin
            active_d = 1'b0;
        end
        if (take) begin
            active_d = 1'b1;
            id_d = request[(32'h4d)+:(4)];
            address_d = request[(32'hd)+:(64)];
            moving_d = new_moving;
            low_d = new_low;
            left_d = length;
        end
        beat_tag = ((id_q) & 5'h1f);
        if (last) begin
            beat_tag = ((id_q) & 5'h1f) | last_bit;
        end
        if (~resetn) begin
            active_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_request_2(burst,size,length,address,id,all);

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

module spikelm_engine_requests_2(clock,resetn,push,push_data,ready,ample,valid,data,pop,empty);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  push;
    input wire  [80:0] push_data;
    output wire  ready;
    output wire  ample;
    output wire  valid;
    output wire  [80:0] data;
    input wire  pop;
    output wire  empty;

    // Constant declarations
    localparam  first_address = 2'b0;
    localparam  one_address = 2'b1;
    localparam  none = 3'b0;
    localparam  one = 3'b1;
    localparam  full = 3'b100;
    localparam  ample_up_to = 3'b0;

    // Stub signals
    wire  memory_clock;
    wire  memory_write;
    wire  [1:0] memory_write_address;
    wire  [80:0] memory_write_data;
    wire  [1:0] memory_read_address;
    wire  [80:0] memory_read_data;
    reg  [1:0] head_d;
    wire  [1:0] head_q;
    wire  head_clock;
    reg  [1:0] tail_d;
    wire  [1:0] tail_q;
    wire  tail_clock;
    reg  [2:0] stored_d;
    wire  [2:0] stored_q;
    wire  stored_clock;
    reg  some_d;
    wire  some_q;
    wire  some_clock;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [80:0] out_data_d;
    wire  [80:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    wire  advance;

    // Sub module instances
    spikelm_engine_memory_6 memory(
        .clock(memory_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_engine_dff_2 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_engine_dff_2 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_engine_dff_3 stored(
        .d(stored_d),
        .q(stored_q),
        .clock(stored_clock)
    );
    spikelm_engine_dff_1 some(
        .d(some_d),
        .q(some_q),
        .clock(some_clock)
    );
    spikelm_engine_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_engine_dff_81 out_data(
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

module spikelm_engine_beat_2(data,strobe,all);

    // Module arguments
    input wire  [511:0] data;
    input wire  [63:0] strobe;
    output reg  [575:0] all;

    // Update code (custom)
    always @(*) all = {strobe, data};
endmodule

module spikelm_engine_beats_2(clock,resetn,push,push_data,ready,ample,valid,data,pop,empty);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  push;
    input wire  [575:0] push_data;
    output wire  ready;
    output wire  ample;
    output wire  valid;
    output wire  [575:0] data;
    input wire  pop;
    output wire  empty;

    // Constant declarations
    localparam  first_address = 2'b0;
    localparam  one_address = 2'b1;
    localparam  none = 3'b0;
    localparam  one = 3'b1;
    localparam  full = 3'b100;
    localparam  ample_up_to = 3'b0;

    // Stub signals
    wire  memory_clock;
    wire  memory_write;
    wire  [1:0] memory_write_address;
    wire  [575:0] memory_write_data;
    wire  [1:0] memory_read_address;
    wire  [575:0] memory_read_data;
    reg  [1:0] head_d;
    wire  [1:0] head_q;
    wire  head_clock;
    reg  [1:0] tail_d;
    wire  [1:0] tail_q;
    wire  tail_clock;
    reg  [2:0] stored_d;
    wire  [2:0] stored_q;
    wire  stored_clock;
    reg  some_d;
    wire  some_q;
    wire  some_clock;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [575:0] out_data_d;
    wire  [575:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    wire  advance;

    // Sub module instances
    spikelm_engine_memory_7 memory(
        .clock(memory_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_engine_dff_2 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_engine_dff_2 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_engine_dff_3 stored(
        .d(stored_d),
        .q(stored_q),
        .clock(stored_clock)
    );
    spikelm_engine_dff_1 some(
        .d(some_d),
        .q(some_q),
        .clock(some_clock)
    );
    spikelm_engine_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_engine_dff_576 out_data(
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

module spikelm_engine_response(response,id,all);

    // Module arguments
    input wire  [1:0] response;
    input wire  [3:0] id;
    output reg  [5:0] all;

    // Update code (custom)
    always @(*) all = {id, response};
endmodule

module spikelm_engine_responses(clock,resetn,push,push_data,ready,ample,valid,data,pop,empty);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  push;
    input wire  [5:0] push_data;
    output wire  ready;
    output wire  ample;
    output wire  valid;
    output wire  [5:0] data;
    input wire  pop;
    output wire  empty;

    // Constant declarations
    localparam  first_address = 4'h0;
    localparam  one_address = 4'h1;
    localparam  none = 5'b0;
    localparam  one = 5'b1;
    localparam  full = 5'b10000;
    localparam  ample_up_to = 5'b1100;

    // Stub signals
    wire  memory_clock;
    wire  memory_write;
    wire  [3:0] memory_write_address;
    wire  [5:0] memory_write_data;
    wire  [3:0] memory_read_address;
    wire  [5:0] memory_read_data;
    reg  [3:0] head_d;
    wire  [3:0] head_q;
    wire  head_clock;
    reg  [3:0] tail_d;
    wire  [3:0] tail_q;
    wire  tail_clock;
    reg  [4:0] stored_d;
    wire  [4:0] stored_q;
    wire  stored_clock;
    reg  some_d;
    wire  some_q;
    wire  some_clock;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [5:0] out_data_d;
    wire  [5:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    wire  advance;

    // Sub module instances
    spikelm_engine_memory_8 memory(
        .clock(memory_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_engine_dff_4 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_engine_dff_4 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_engine_dff_5 stored(
        .d(stored_d),
        .q(stored_q),
        .clock(stored_clock)
    );
    spikelm_engine_dff_1 some(
        .d(some_d),
        .q(some_q),
        .clock(some_clock)
    );
    spikelm_engine_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_engine_dff_6 out_data(
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

module spikelm_engine_memory_11(clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  write_address;
    input wire  [35:0] write_data;
    input wire  read_address;
    output reg  [35:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [35:0] memory [0:1];
    always @(posedge clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_engine_dff_36(d,q,clock);

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

module spikelm_engine_memory_12(clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  write_address;
    input wire  [15:0] write_data;
    input wire  read_address;
    output reg  [15:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [15:0] memory [0:1];
    always @(posedge clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_engine_banks(clock,resetn,start,base,tile_depth,int4,limit,take,fired,sign,index,row_end,tile_end,ready,valid,more,sums,events,pop,pop_row,load,load_address,load_data,adding,ending_empty,blocked,idle,beyond);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  start;
    input wire  [10:0] base;
    input wire  [10:0] tile_depth;
    input wire  int4;
    input wire  [11:0] limit;
    input wire  take;
    input wire  [63:0] fired;
    input wire  [63:0] sign;
    input wire  [5:0] index;
    input wire  row_end;
    input wire  tile_end;
    output wire  ready;
    output wire  valid;
    output wire  more;
    output wire  [3071:0] sums;
    output wire  [15:0] events;
    input wire  pop;
    input wire  pop_row;
    input wire  [3:0] load;
    input wire  [10:0] load_address;
    input wire  [511:0] load_data;
    output wire  adding;
    output wire  ending_empty;
    output wire  blocked;
    output wire  idle;
    output wire  beyond;

    // Constant declarations
    localparam  parts_at_0 = 16'h0;
    localparam  parts_at_1 = 16'h2;
    localparam  index_shift = 4'h6;
    localparam  zero = 16'h0;
    localparam  one = 16'h1;
    localparam  no_wait = 5'b0;
    localparam  one_wait = 5'b1;
    localparam  full_wait = 5'b1;
    localparam  no_room = 4'h0;
    localparam  one_room = 4'h1;
    localparam  full_room = 4'h8;
    localparam  bit_0 = 16'h0;
    localparam  pair_shift = 2'b1;

    // Stub signals
    wire  compactor_clock;
    wire  compactor_resetn;
    wire  compactor_take;
    wire  [63:0] compactor_fired;
    wire  [63:0] compactor_sign;
    wire  [5:0] compactor_index;
    wire  compactor_row_end;
    wire  compactor_tile_end;
    wire  compactor_ready;
    wire  compactor_valid;
    wire  [135:0] compactor_word;
    wire  compactor_pop;
    wire  compactor_idle;
    wire  scanner_clock;
    wire  scanner_resetn;
    wire  scanner_word_valid;
    wire  [135:0] scanner_word;
    wire  scanner_word_pop;
    wire  scanner_may_end;
    wire  scanner_ends;
    wire  scanner_event_add;
    wire  scanner_event_sign;
    wire  scanner_event_last;
    wire  scanner_event_tile_end;
    wire  [5:0] scanner_event_index;
    wire  [5:0] scanner_event_bit;
    wire  scanner_blocked;
    wire  scanner_idle;
    wire  groups_0_clock;
    wire  groups_0_resetn;
    wire  groups_0_add;
    wire  groups_0_sign;
    wire  groups_0_lower;
    wire  groups_0_upper;
    wire  groups_0_last;
    wire  [10:0] groups_0_address;
    wire  groups_0_next_add;
    wire  groups_0_next_sign;
    wire  groups_0_next_lower;
    wire  groups_0_next_upper;
    wire  groups_0_next_last;
    wire  [10:0] groups_0_next_address;
    wire  groups_0_valid;
    wire  [3071:0] groups_0_sums;
    wire  [1:0] groups_0_load;
    wire  [10:0] groups_0_load_address;
    wire  [511:0] groups_0_load_data;
    wire  groups_1_clock;
    wire  groups_1_resetn;
    wire  groups_1_add;
    wire  groups_1_sign;
    wire  groups_1_lower;
    wire  groups_1_upper;
    wire  groups_1_last;
    wire  [10:0] groups_1_address;
    wire  groups_1_next_add;
    wire  groups_1_next_sign;
    wire  groups_1_next_lower;
    wire  groups_1_next_upper;
    wire  groups_1_next_last;
    wire  [10:0] groups_1_next_address;
    wire  groups_1_valid;
    wire  [3071:0] groups_1_sums;
    wire  [1:0] groups_1_load;
    wire  [10:0] groups_1_load_address;
    wire  [511:0] groups_1_load_data;
    wire  queue_clock;
    wire  queue_resetn;
    reg  queue_push;
    reg  [3071:0] queue_push_data;
    wire  queue_ready;
    wire  queue_ample;
    wire  queue_valid;
    wire  [3071:0] queue_data;
    wire  queue_pop;
    wire  queue_empty;
    wire  counts_clock;
    wire  counts_resetn;
    wire  counts_push;
    reg  [15:0] counts_push_data;
    wire  counts_ready;
    wire  counts_ample;
    wire  counts_valid;
    wire  [15:0] counts_data;
    wire  counts_pop;
    wire  counts_empty;
    reg  [10:0] tile_base_d;
    wire  [10:0] tile_base_q;
    wire  tile_base_clock;
    reg  [4:0] spacing_d;
    wire  [4:0] spacing_q;
    wire  spacing_clock;
    reg  [3:0] room_d;
    wire  [3:0] room_q;
    wire  room_clock;
    reg  may_end_d;
    wire  may_end_q;
    wire  may_end_clock;
    reg  row_left_d;
    wire  row_left_q;
    wire  row_left_clock;
    reg  [15:0] count_d;
    wire  [15:0] count_q;
    wire  count_clock;
    reg  add_d;
    wire  add_q;
    wire  add_clock;
    reg  negative_d;
    wire  negative_q;
    wire  negative_clock;
    reg  lower_d;
    wire  lower_q;
    wire  lower_clock;
    reg  upper_d;
    wire  upper_q;
    wire  upper_clock;
    reg  last_d;
    wire  last_q;
    wire  last_clock;
    reg  [10:0] address_d;
    wire  [10:0] address_q;
    wire  address_clock;
    reg  found_beyond_d;
    wire  found_beyond_q;
    wire  found_beyond_clock;
    reg  was_blocked_d;
    wire  was_blocked_q;
    wire  was_blocked_clock;

    // Local signals
    reg  [4:0] gap;
    reg  [3:0] places;
    wire  [11:0] index_high;
    wire  [11:0] local_input;
    wire  odd_input;
    reg  [11:0] local_row;
    reg  [10:0] local_low;
    reg  [15:0] counted;
    reg  [3071:0] finished;
    reg  finished_valid;
    wire  too_high;

    // Sub module instances
    spikelm_engine_compactor compactor(
        .clock(compactor_clock),
        .resetn(compactor_resetn),
        .take(compactor_take),
        .fired(compactor_fired),
        .sign(compactor_sign),
        .index(compactor_index),
        .row_end(compactor_row_end),
        .tile_end(compactor_tile_end),
        .ready(compactor_ready),
        .valid(compactor_valid),
        .word(compactor_word),
        .pop(compactor_pop),
        .idle(compactor_idle)
    );
    spikelm_engine_scanner scanner(
        .clock(scanner_clock),
        .resetn(scanner_resetn),
        .word_valid(scanner_word_valid),
        .word(scanner_word),
        .word_pop(scanner_word_pop),
        .may_end(scanner_may_end),
        .ends(scanner_ends),
        .event_add(scanner_event_add),
        .event_sign(scanner_event_sign),
        .event_last(scanner_event_last),
        .event_tile_end(scanner_event_tile_end),
        .event_index(scanner_event_index),
        .event_bit(scanner_event_bit),
        .blocked(scanner_blocked),
        .idle(scanner_idle)
    );
    spikelm_engine_groups groups_0(
        .clock(groups_0_clock),
        .resetn(groups_0_resetn),
        .add(groups_0_add),
        .sign(groups_0_sign),
        .lower(groups_0_lower),
        .upper(groups_0_upper),
        .last(groups_0_last),
        .address(groups_0_address),
        .next_add(groups_0_next_add),
        .next_sign(groups_0_next_sign),
        .next_lower(groups_0_next_lower),
        .next_upper(groups_0_next_upper),
        .next_last(groups_0_next_last),
        .next_address(groups_0_next_address),
        .valid(groups_0_valid),
        .sums(groups_0_sums),
        .load(groups_0_load),
        .load_address(groups_0_load_address),
        .load_data(groups_0_load_data)
    );
    spikelm_engine_groups groups_1(
        .clock(groups_1_clock),
        .resetn(groups_1_resetn),
        .add(groups_1_add),
        .sign(groups_1_sign),
        .lower(groups_1_lower),
        .upper(groups_1_upper),
        .last(groups_1_last),
        .address(groups_1_address),
        .next_add(groups_1_next_add),
        .next_sign(groups_1_next_sign),
        .next_lower(groups_1_next_lower),
        .next_upper(groups_1_next_upper),
        .next_last(groups_1_next_last),
        .next_address(groups_1_next_address),
        .valid(groups_1_valid),
        .sums(groups_1_sums),
        .load(groups_1_load),
        .load_address(groups_1_load_address),
        .load_data(groups_1_load_data)
    );
    spikelm_engine_queue_2 queue(
        .clock(queue_clock),
        .resetn(queue_resetn),
        .push(queue_push),
        .push_data(queue_push_data),
        .ready(queue_ready),
        .ample(queue_ample),
        .valid(queue_valid),
        .data(queue_data),
        .pop(queue_pop),
        .empty(queue_empty)
    );
    spikelm_engine_counts counts(
        .clock(counts_clock),
        .resetn(counts_resetn),
        .push(counts_push),
        .push_data(counts_push_data),
        .ready(counts_ready),
        .ample(counts_ample),
        .valid(counts_valid),
        .data(counts_data),
        .pop(counts_pop),
        .empty(counts_empty)
    );
    spikelm_engine_dff_11 tile_base(
        .d(tile_base_d),
        .q(tile_base_q),
        .clock(tile_base_clock)
    );
    spikelm_engine_dff_5 spacing(
        .d(spacing_d),
        .q(spacing_q),
        .clock(spacing_clock)
    );
    spikelm_engine_dff_4 room(
        .d(room_d),
        .q(room_q),
        .clock(room_clock)
    );
    spikelm_engine_dff_1 may_end(
        .d(may_end_d),
        .q(may_end_q),
        .clock(may_end_clock)
    );
    spikelm_engine_dff_1 row_left(
        .d(row_left_d),
        .q(row_left_q),
        .clock(row_left_clock)
    );
    spikelm_engine_dff_16 count(
        .d(count_d),
        .q(count_q),
        .clock(count_clock)
    );
    spikelm_engine_dff_1 add(
        .d(add_d),
        .q(add_q),
        .clock(add_clock)
    );
    spikelm_engine_dff_1 negative(
        .d(negative_d),
        .q(negative_q),
        .clock(negative_clock)
    );
    spikelm_engine_dff_1 lower(
        .d(lower_d),
        .q(lower_q),
        .clock(lower_clock)
    );
    spikelm_engine_dff_1 upper(
        .d(upper_d),
        .q(upper_q),
        .clock(upper_clock)
    );
    spikelm_engine_dff_1 last(
        .d(last_d),
        .q(last_q),
        .clock(last_clock)
    );
    spikelm_engine_dff_11 address(
        .d(address_d),
        .q(address_q),
        .clock(address_clock)
    );
    spikelm_engine_dff_1 found_beyond(
        .d(found_beyond_d),
        .q(found_beyond_q),
        .clock(found_beyond_clock)
    );
    spikelm_engine_dff_1 was_blocked(
        .d(was_blocked_d),
        .q(was_blocked_q),
        .clock(was_blocked_clock)
    );

    // Update code
    assign tile_base_clock = clock;
    assign spacing_clock = clock;
    assign room_clock = clock;
    assign may_end_clock = clock;
    assign row_left_clock = clock;
    assign count_clock = clock;
    assign add_clock = clock;
    assign negative_clock = clock;
    assign lower_clock = clock;
    assign upper_clock = clock;
    assign last_clock = clock;
    assign address_clock = clock;
    assign found_beyond_clock = clock;
    assign was_blocked_clock = clock;
    assign compactor_clock = clock;
    assign compactor_resetn = resetn;
    assign scanner_clock = clock;
    assign scanner_resetn = resetn;
    assign queue_clock = clock;
    assign queue_resetn = resetn;
    assign counts_clock = clock;
    assign counts_resetn = resetn;
    assign compactor_take = take;
    assign compactor_fired = fired;
    assign compactor_sign = sign;
    assign compactor_index = index;
    assign compactor_row_end = row_end;
    assign compactor_tile_end = tile_end;
    assign ready = compactor_ready;
    assign scanner_word_valid = compactor_valid;
    assign scanner_word = compactor_word;
    assign compactor_pop = scanner_word_pop;
    assign scanner_may_end = may_end_q;
    assign index_high = ((scanner_event_index) & 12'hfff);
    assign local_input = (index_high << index_shift) | ((scanner_event_bit) & 12'hfff);
    assign odd_input = local_input[32'h0];
    assign too_high = local_input >= limit;
    assign beyond = found_beyond_q;
    assign counts_push = last_q;
    assign counts_pop = pop_row;
    assign events = counts_data;
    assign groups_0_add = add_q;
    assign groups_0_sign = negative_q;
    assign groups_0_lower = lower_q;
    assign groups_0_upper = upper_q;
    assign groups_0_last = last_q;
    assign groups_0_address = address_q;
    assign groups_1_add = groups_0_next_add;
    assign groups_1_sign = groups_0_next_sign;
    assign groups_1_lower = groups_0_next_lower;
    assign groups_1_upper = groups_0_next_upper;
    assign groups_1_last = groups_0_next_last;
    assign groups_1_address = groups_0_next_address;
    assign groups_0_clock = clock;
    assign groups_0_resetn = resetn;
    assign groups_0_load = load[(parts_at_0)+:(2)];
    assign groups_0_load_address = load_address;
    assign groups_0_load_data = load_data;
    assign groups_1_clock = clock;
    assign groups_1_resetn = resetn;
    assign groups_1_load = load[(parts_at_1)+:(2)];
    assign groups_1_load_address = load_address;
    assign groups_1_load_data = load_data;
    assign queue_pop = pop;
    assign valid = queue_valid;
    assign more = ~queue_empty;
    assign sums = queue_data;
    assign adding = scanner_event_add;
    assign ending_empty = scanner_event_last && ~scanner_event_add;
    assign blocked = was_blocked_q;
    assign idle = compactor_idle && scanner_idle;
    always @(*) begin
        tile_base_d = tile_base_q;
        spacing_d = spacing_q;
        room_d = room_q;
        may_end_d = may_end_q;
        row_left_d = row_left_q;
        count_d = count_q;
        add_d = add_q;
        negative_d = negative_q;
        lower_d = lower_q;
        upper_d = upper_q;
        last_d = last_q;
        address_d = address_q;
        found_beyond_d = found_beyond_q;
        was_blocked_d = was_blocked_q;
        gap = spacing_q;
        if (spacing_q != no_wait) begin
            gap = spacing_q - one_wait;
        end
        if (scanner_ends) begin
            gap = full_wait;
        end
        spacing_d = gap;
        row_left_d = pop_row;
        places = room_q;
        if (scanner_ends && ~row_left_q) begin
            places = room_q - one_room;
        end
        if (row_left_q && ~scanner_ends) begin
            places = room_q + one_room;
        end
        room_d = places;
        may_end_d = (gap == no_wait) && (places != no_room);
        local_row = local_input;
        if (int4) begin
            local_row = local_input >> pair_shift;
        end
        local_low = local_row[(bit_0)+:(11)];
        lower_d = int4 && ~odd_input;
        upper_d = int4 && odd_input;
        address_d = tile_base_q + local_low;
        add_d = scanner_event_add;
        negative_d = scanner_event_sign;
        last_d = scanner_event_last;
        found_beyond_d = scanner_event_add && too_high;
        if (scanner_event_last && scanner_event_tile_end) begin
            tile_base_d = tile_base_q + tile_depth;
        end
        if (start) begin
            tile_base_d = base;
        end
        counted = count_q;
        if (add_q) begin
            counted = count_q + one;
        end
        count_d = counted;
        if (last_q) begin
            count_d = zero;
        end
        counts_push_data = counted;
        finished = groups_0_sums;
        finished_valid = groups_0_valid;
        finished = finished | groups_1_sums;
        finished_valid = finished_valid || groups_1_valid;
        queue_push = finished_valid;
        queue_push_data = finished;
        was_blocked_d = scanner_blocked;
        if (~resetn) begin
            spacing_d = no_wait;
            room_d = full_room;
            may_end_d = 1'b1;
            row_left_d = 1'b0;
            count_d = zero;
            add_d = 1'b0;
            last_d = 1'b0;
            found_beyond_d = 1'b0;
            was_blocked_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_answer_2(word,bad,all);

    // Module arguments
    input wire  [511:0] word;
    input wire  bad;
    output reg  [512:0] all;

    // Update code (custom)
    always @(*) all = {bad, word};
endmodule

module spikelm_engine_answers(clock,resetn,push,push_data,ready,ample,valid,data,pop,empty);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  push;
    input wire  [512:0] push_data;
    output wire  ready;
    output wire  ample;
    output wire  valid;
    output wire  [512:0] data;
    input wire  pop;
    output wire  empty;

    // Constant declarations
    localparam  first_address = 3'b0;
    localparam  one_address = 3'b1;
    localparam  none = 4'h0;
    localparam  one = 4'h1;
    localparam  full = 4'h8;
    localparam  ample_up_to = 4'h4;

    // Stub signals
    wire  memory_clock;
    wire  memory_write;
    wire  [2:0] memory_write_address;
    wire  [512:0] memory_write_data;
    wire  [2:0] memory_read_address;
    wire  [512:0] memory_read_data;
    reg  [2:0] head_d;
    wire  [2:0] head_q;
    wire  head_clock;
    reg  [2:0] tail_d;
    wire  [2:0] tail_q;
    wire  tail_clock;
    reg  [3:0] stored_d;
    wire  [3:0] stored_q;
    wire  stored_clock;
    reg  some_d;
    wire  some_q;
    wire  some_clock;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [512:0] out_data_d;
    wire  [512:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    wire  advance;

    // Sub module instances
    spikelm_engine_memory_9 memory(
        .clock(memory_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_engine_dff_3 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_engine_dff_3 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_engine_dff_4 stored(
        .d(stored_d),
        .q(stored_q),
        .clock(stored_clock)
    );
    spikelm_engine_dff_1 some(
        .d(some_d),
        .q(some_q),
        .clock(some_clock)
    );
    spikelm_engine_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_engine_dff_513 out_data(
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

module spikelm_engine_placement(clock,resetn,start,result,result_words,tile_words,last_tile_words,tile_beats,last_tile_beats,last_tile,tile_end,valid,events,hold,cut,destination,opens,row_push,row,outside);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  start;
    input wire  [12:0] result;
    input wire  [31:0] result_words;
    input wire  [31:0] tile_words;
    input wire  [31:0] last_tile_words;
    input wire  [4:0] tile_beats;
    input wire  [4:0] last_tile_beats;
    input wire  last_tile;
    input wire  tile_end;
    input wire  valid;
    input wire  [15:0] events;
    input wire  hold;
    input wire  cut;
    input wire  [31:0] destination;
    output wire  opens;
    output wire  row_push;
    output wire  [35:0] row;
    output wire  outside;

    // Constant declarations
    localparam  bit_0 = 16'h0;
    localparam  place_0 = 32'h0;

    // Stub signals
    wire  [15:0] describe_events;
    wire  [4:0] describe_beats;
    wire  describe_hold;
    wire  describe_emit;
    wire  [12:0] describe_address;
    wire  [35:0] describe_all;
    reg  [31:0] tile_start_d;
    wire  [31:0] tile_start_q;
    wire  tile_start_clock;
    reg  head_full_d;
    wire  head_full_q;
    wire  head_full_clock;
    reg  head_hold_d;
    wire  head_hold_q;
    wire  head_hold_clock;
    reg  head_cut_d;
    wire  head_cut_q;
    wire  head_cut_clock;
    reg  [15:0] head_events_d;
    wire  [15:0] head_events_q;
    wire  head_events_clock;
    reg  [32:0] head_place_d;
    wire  [32:0] head_place_q;
    wire  head_place_clock;
    reg  [32:0] head_start_d;
    wire  [32:0] head_start_q;
    wire  head_start_clock;
    reg  [32:0] head_words_d;
    wire  [32:0] head_words_q;
    wire  head_words_clock;
    reg  [4:0] head_beats_d;
    wire  [4:0] head_beats_q;
    wire  head_beats_clock;
    reg  place_full_d;
    wire  place_full_q;
    wire  place_full_clock;
    reg  place_hold_d;
    wire  place_hold_q;
    wire  place_hold_clock;
    reg  place_cut_d;
    wire  place_cut_q;
    wire  place_cut_clock;
    reg  [15:0] place_events_d;
    wire  [15:0] place_events_q;
    wire  place_events_clock;
    reg  [32:0] place_first_d;
    wire  [32:0] place_first_q;
    wire  place_first_clock;
    reg  [32:0] place_words_d;
    wire  [32:0] place_words_q;
    wire  place_words_clock;
    reg  [4:0] place_beats_d;
    wire  [4:0] place_beats_q;
    wire  place_beats_clock;
    reg  reach_full_d;
    wire  reach_full_q;
    wire  reach_full_clock;
    reg  reach_hold_d;
    wire  reach_hold_q;
    wire  reach_hold_clock;
    reg  reach_cut_d;
    wire  reach_cut_q;
    wire  reach_cut_clock;
    reg  [15:0] reach_events_d;
    wire  [15:0] reach_events_q;
    wire  reach_events_clock;
    reg  [32:0] reach_first_d;
    wire  [32:0] reach_first_q;
    wire  reach_first_clock;
    reg  [33:0] reach_end_d;
    wire  [33:0] reach_end_q;
    wire  reach_end_clock;
    reg  [4:0] reach_beats_d;
    wire  [4:0] reach_beats_q;
    wire  reach_beats_clock;

    // Local signals
    reg  [31:0] words_here;
    wire  [33:0] first_wide;
    wire  [33:0] region;
    wire  beyond;
    wire  [12:0] first_low;

    // Sub module instances
    spikelm_engine_describe describe(
        .events(describe_events),
        .beats(describe_beats),
        .hold(describe_hold),
        .emit(describe_emit),
        .address(describe_address),
        .all(describe_all)
    );
    spikelm_engine_dff_32 tile_start(
        .d(tile_start_d),
        .q(tile_start_q),
        .clock(tile_start_clock)
    );
    spikelm_engine_dff_1 head_full(
        .d(head_full_d),
        .q(head_full_q),
        .clock(head_full_clock)
    );
    spikelm_engine_dff_1 head_hold(
        .d(head_hold_d),
        .q(head_hold_q),
        .clock(head_hold_clock)
    );
    spikelm_engine_dff_1 head_cut(
        .d(head_cut_d),
        .q(head_cut_q),
        .clock(head_cut_clock)
    );
    spikelm_engine_dff_16 head_events(
        .d(head_events_d),
        .q(head_events_q),
        .clock(head_events_clock)
    );
    spikelm_engine_dff_33 head_place(
        .d(head_place_d),
        .q(head_place_q),
        .clock(head_place_clock)
    );
    spikelm_engine_dff_33 head_start(
        .d(head_start_d),
        .q(head_start_q),
        .clock(head_start_clock)
    );
    spikelm_engine_dff_33 head_words(
        .d(head_words_d),
        .q(head_words_q),
        .clock(head_words_clock)
    );
    spikelm_engine_dff_5 head_beats(
        .d(head_beats_d),
        .q(head_beats_q),
        .clock(head_beats_clock)
    );
    spikelm_engine_dff_1 place_full(
        .d(place_full_d),
        .q(place_full_q),
        .clock(place_full_clock)
    );
    spikelm_engine_dff_1 place_hold(
        .d(place_hold_d),
        .q(place_hold_q),
        .clock(place_hold_clock)
    );
    spikelm_engine_dff_1 place_cut(
        .d(place_cut_d),
        .q(place_cut_q),
        .clock(place_cut_clock)
    );
    spikelm_engine_dff_16 place_events(
        .d(place_events_d),
        .q(place_events_q),
        .clock(place_events_clock)
    );
    spikelm_engine_dff_33 place_first(
        .d(place_first_d),
        .q(place_first_q),
        .clock(place_first_clock)
    );
    spikelm_engine_dff_33 place_words(
        .d(place_words_d),
        .q(place_words_q),
        .clock(place_words_clock)
    );
    spikelm_engine_dff_5 place_beats(
        .d(place_beats_d),
        .q(place_beats_q),
        .clock(place_beats_clock)
    );
    spikelm_engine_dff_1 reach_full(
        .d(reach_full_d),
        .q(reach_full_q),
        .clock(reach_full_clock)
    );
    spikelm_engine_dff_1 reach_hold(
        .d(reach_hold_d),
        .q(reach_hold_q),
        .clock(reach_hold_clock)
    );
    spikelm_engine_dff_1 reach_cut(
        .d(reach_cut_d),
        .q(reach_cut_q),
        .clock(reach_cut_clock)
    );
    spikelm_engine_dff_16 reach_events(
        .d(reach_events_d),
        .q(reach_events_q),
        .clock(reach_events_clock)
    );
    spikelm_engine_dff_33 reach_first(
        .d(reach_first_d),
        .q(reach_first_q),
        .clock(reach_first_clock)
    );
    spikelm_engine_dff_34 reach_end(
        .d(reach_end_d),
        .q(reach_end_q),
        .clock(reach_end_clock)
    );
    spikelm_engine_dff_5 reach_beats(
        .d(reach_beats_d),
        .q(reach_beats_q),
        .clock(reach_beats_clock)
    );

    // Update code
    assign tile_start_clock = clock;
    assign head_full_clock = clock;
    assign head_hold_clock = clock;
    assign head_cut_clock = clock;
    assign head_events_clock = clock;
    assign head_place_clock = clock;
    assign head_start_clock = clock;
    assign head_words_clock = clock;
    assign head_beats_clock = clock;
    assign place_full_clock = clock;
    assign place_hold_clock = clock;
    assign place_cut_clock = clock;
    assign place_events_clock = clock;
    assign place_first_clock = clock;
    assign place_words_clock = clock;
    assign place_beats_clock = clock;
    assign reach_full_clock = clock;
    assign reach_hold_clock = clock;
    assign reach_cut_clock = clock;
    assign reach_events_clock = clock;
    assign reach_first_clock = clock;
    assign reach_end_clock = clock;
    assign reach_beats_clock = clock;
    assign opens = head_full_q;
    assign first_wide = ((place_first_q) & 34'h3ffffffff);
    assign region = ((result_words) & 34'h3ffffffff);
    assign beyond = ~reach_cut_q && (reach_end_q > region);
    assign first_low = reach_first_q[(bit_0)+:(13)];
    assign describe_events = reach_events_q;
    assign describe_beats = reach_beats_q;
    assign describe_hold = reach_hold_q;
    assign describe_emit = ~reach_cut_q && ~beyond;
    assign describe_address = result + first_low;
    assign row_push = reach_full_q;
    assign row = describe_all;
    assign outside = reach_full_q && beyond;
    always @(*) begin
        tile_start_d = tile_start_q;
        head_full_d = head_full_q;
        head_hold_d = head_hold_q;
        head_cut_d = head_cut_q;
        head_events_d = head_events_q;
        head_place_d = head_place_q;
        head_start_d = head_start_q;
        head_words_d = head_words_q;
        head_beats_d = head_beats_q;
        place_full_d = place_full_q;
        place_hold_d = place_hold_q;
        place_cut_d = place_cut_q;
        place_events_d = place_events_q;
        place_first_d = place_first_q;
        place_words_d = place_words_q;
        place_beats_d = place_beats_q;
        reach_full_d = reach_full_q;
        reach_hold_d = reach_hold_q;
        reach_cut_d = reach_cut_q;
        reach_events_d = reach_events_q;
        reach_first_d = reach_first_q;
        reach_end_d = reach_end_q;
        reach_beats_d = reach_beats_q;
        if (tile_end) begin
            tile_start_d = tile_start_q + tile_words;
        end
        if (start) begin
            tile_start_d = place_0;
        end
        words_here = tile_words;
        head_beats_d = tile_beats;
        if (last_tile) begin
            words_here = last_tile_words;
            head_beats_d = last_tile_beats;
        end
        head_full_d = valid;
        head_hold_d = hold;
        head_cut_d = cut;
        head_events_d = events;
        head_place_d = ((destination) & 33'h1ffffffff);
        head_start_d = ((tile_start_q) & 33'h1ffffffff);
        head_words_d = ((words_here) & 33'h1ffffffff);
        place_full_d = head_full_q;
        place_hold_d = head_hold_q;
        place_cut_d = head_cut_q;
        place_events_d = head_events_q;
        place_first_d = head_place_q + head_start_q;
        place_words_d = head_words_q;
        place_beats_d = head_beats_q;
        reach_full_d = place_full_q;
        reach_hold_d = place_hold_q;
        reach_cut_d = place_cut_q;
        reach_events_d = place_events_q;
        reach_first_d = place_first_q;
        reach_end_d = first_wide + ((place_words_q) & 34'h3ffffffff);
        reach_beats_d = place_beats_q;
        if (~resetn) begin
            head_full_d = 1'b0;
            place_full_d = 1'b0;
            reach_full_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_requests_3(clock,resetn,start,source,source_last,tiles_last,stop,read,read_address,read_ready,popped,idle);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  start;
    input wire  [13:0] source;
    input wire  [13:0] source_last;
    input wire  [15:0] tiles_last;
    input wire  stop;
    output wire  read;
    output wire  [13:0] read_address;
    input wire  read_ready;
    input wire  popped;
    output wire  idle;

    // Constant declarations
    localparam  address_0 = 14'b0;
    localparam  address_1 = 14'b1;
    localparam  tile_0 = 16'h0;
    localparam  tile_1 = 16'h1;
    localparam  pending_0 = 4'h0;
    localparam  pending_1 = 4'h1;
    localparam  pending_seven = 4'h7;

    // Stub signals
    reg  requesting_d;
    wire  requesting_q;
    wire  requesting_clock;
    reg  [13:0] address_d;
    wire  [13:0] address_q;
    wire  address_clock;
    reg  [13:0] requests_left_d;
    wire  [13:0] requests_left_q;
    wire  requests_left_clock;
    reg  last_request_d;
    wire  last_request_q;
    wire  last_request_clock;
    reg  [15:0] passes_left_d;
    wire  [15:0] passes_left_q;
    wire  passes_left_clock;
    reg  last_pass_d;
    wire  last_pass_q;
    wire  last_pass_clock;
    reg  [3:0] pending_d;
    wire  [3:0] pending_q;
    wire  pending_clock;
    reg  room_d;
    wire  room_q;
    wire  room_clock;

    // Local signals
    wire  accepted;
    wire  single_request;

    // Sub module instances
    spikelm_engine_dff_1 requesting(
        .d(requesting_d),
        .q(requesting_q),
        .clock(requesting_clock)
    );
    spikelm_engine_dff_14 address(
        .d(address_d),
        .q(address_q),
        .clock(address_clock)
    );
    spikelm_engine_dff_14 requests_left(
        .d(requests_left_d),
        .q(requests_left_q),
        .clock(requests_left_clock)
    );
    spikelm_engine_dff_1 last_request(
        .d(last_request_d),
        .q(last_request_q),
        .clock(last_request_clock)
    );
    spikelm_engine_dff_16 passes_left(
        .d(passes_left_d),
        .q(passes_left_q),
        .clock(passes_left_clock)
    );
    spikelm_engine_dff_1 last_pass(
        .d(last_pass_d),
        .q(last_pass_q),
        .clock(last_pass_clock)
    );
    spikelm_engine_dff_4 pending(
        .d(pending_d),
        .q(pending_q),
        .clock(pending_clock)
    );
    spikelm_engine_dff_1 room(
        .d(room_d),
        .q(room_q),
        .clock(room_clock)
    );

    // Update code
    assign requesting_clock = clock;
    assign address_clock = clock;
    assign requests_left_clock = clock;
    assign last_request_clock = clock;
    assign passes_left_clock = clock;
    assign last_pass_clock = clock;
    assign pending_clock = clock;
    assign room_clock = clock;
    assign read = requesting_q && room_q;
    assign read_address = address_q;
    assign accepted = read && read_ready;
    assign single_request = source_last == address_0;
    assign idle = ~requesting_q && (pending_q == pending_0);
    always @(*) begin
        requesting_d = requesting_q;
        address_d = address_q;
        requests_left_d = requests_left_q;
        last_request_d = last_request_q;
        passes_left_d = passes_left_q;
        last_pass_d = last_pass_q;
        pending_d = pending_q;
        room_d = room_q;
        if (accepted) begin
            address_d = address_q + address_1;
            requests_left_d = requests_left_q - address_1;
            last_request_d = requests_left_q == address_1;
            if (last_request_q) begin
                address_d = source;
                requests_left_d = source_last;
                last_request_d = single_request;
                passes_left_d = passes_left_q - tile_1;
                last_pass_d = passes_left_q == tile_1;
                if (last_pass_q) begin
                    requesting_d = 1'b0;
                end
            end
        end
        if (stop) begin
            requesting_d = 1'b0;
        end
        if (accepted && ~popped) begin
            pending_d = pending_q + pending_1;
            room_d = pending_q != pending_seven;
        end
        if (popped && ~accepted) begin
            pending_d = pending_q - pending_1;
            room_d = 1'b1;
        end
        if (start) begin
            requesting_d = 1'b1;
            address_d = source;
            requests_left_d = source_last;
            last_request_d = single_request;
            passes_left_d = tiles_last;
            last_pass_d = tiles_last == tile_0;
        end
        if (~resetn) begin
            requesting_d = 1'b0;
            pending_d = pending_0;
            room_d = 1'b1;
        end
    end

endmodule

module spikelm_engine_slicer(word,first,fired,sign);

    // Module arguments
    input wire  [511:0] word;
    input wire  first;
    output reg  [255:0] fired;
    output reg  [255:0] sign;

    // Update code (custom)
    wire [511:0] body = word & ~{384'b0, {128{first}}};
    always @(*) fired = {body[447], body[443], body[439], body[435], body[431], body[427], body[423], body[419], body[415], body[411], body[407], body[403], body[399], body[395], body[391], body[387], body[319], body[315], body[311], body[307], body[303], body[299], body[295], body[291], body[287], body[283], body[279], body[275], body[271], body[267], body[263], body[259], body[191], body[187], body[183], body[179], body[175], body[171], body[167], body[163], body[159], body[155], body[151], body[147], body[143], body[139], body[135], body[131], body[63], body[59], body[55], body[51], body[47], body[43], body[39], body[35], body[31], body[27], body[23], body[19], body[15], body[11], body[7], body[3], body[446], body[442], body[438], body[434], body[430], body[426], body[422], body[418], body[414], body[410], body[406], body[402], body[398], body[394], body[390], body[386], body[318], body[314], body[310], body[306], body[302], body[298], body[294], body[290], body[286], body[282], body[278], body[274], body[270], body[266], body[262], body[258], body[190], body[186], body[182], body[178], body[174], body[170], body[166], body[162], body[158], body[154], body[150], body[146], body[142], body[138], body[134], body[130], body[62], body[58], body[54], body[50], body[46], body[42], body[38], body[34], body[30], body[26], body[22], body[18], body[14], body[10], body[6], body[2], body[445], body[441], body[437], body[433], body[429], body[425], body[421], body[417], body[413], body[409], body[405], body[401], body[397], body[393], body[389], body[385], body[317], body[313], body[309], body[305], body[301], body[297], body[293], body[289], body[285], body[281], body[277], body[273], body[269], body[265], body[261], body[257], body[189], body[185], body[181], body[177], body[173], body[169], body[165], body[161], body[157], body[153], body[149], body[145], body[141], body[137], body[133], body[129], body[61], body[57], body[53], body[49], body[45], body[41], body[37], body[33], body[29], body[25], body[21], body[17], body[13], body[9], body[5], body[1], body[444], body[440], body[436], body[432], body[428], body[424], body[420], body[416], body[412], body[408], body[404], body[400], body[396], body[392], body[388], body[384], body[316], body[312], body[308], body[304], body[300], body[296], body[292], body[288], body[284], body[280], body[276], body[272], body[268], body[264], body[260], body[256], body[188], body[184], body[180], body[176], body[172], body[168], body[164], body[160], body[156], body[152], body[148], body[144], body[140], body[136], body[132], body[128], body[60], body[56], body[52], body[48], body[44], body[40], body[36], body[32], body[28], body[24], body[20], body[16], body[12], body[8], body[4], body[0]};
    always @(*) sign = {body[511], body[507], body[503], body[499], body[495], body[491], body[487], body[483], body[479], body[475], body[471], body[467], body[463], body[459], body[455], body[451], body[383], body[379], body[375], body[371], body[367], body[363], body[359], body[355], body[351], body[347], body[343], body[339], body[335], body[331], body[327], body[323], body[255], body[251], body[247], body[243], body[239], body[235], body[231], body[227], body[223], body[219], body[215], body[211], body[207], body[203], body[199], body[195], body[127], body[123], body[119], body[115], body[111], body[107], body[103], body[99], body[95], body[91], body[87], body[83], body[79], body[75], body[71], body[67], body[510], body[506], body[502], body[498], body[494], body[490], body[486], body[482], body[478], body[474], body[470], body[466], body[462], body[458], body[454], body[450], body[382], body[378], body[374], body[370], body[366], body[362], body[358], body[354], body[350], body[346], body[342], body[338], body[334], body[330], body[326], body[322], body[254], body[250], body[246], body[242], body[238], body[234], body[230], body[226], body[222], body[218], body[214], body[210], body[206], body[202], body[198], body[194], body[126], body[122], body[118], body[114], body[110], body[106], body[102], body[98], body[94], body[90], body[86], body[82], body[78], body[74], body[70], body[66], body[509], body[505], body[501], body[497], body[493], body[489], body[485], body[481], body[477], body[473], body[469], body[465], body[461], body[457], body[453], body[449], body[381], body[377], body[373], body[369], body[365], body[361], body[357], body[353], body[349], body[345], body[341], body[337], body[333], body[329], body[325], body[321], body[253], body[249], body[245], body[241], body[237], body[233], body[229], body[225], body[221], body[217], body[213], body[209], body[205], body[201], body[197], body[193], body[125], body[121], body[117], body[113], body[109], body[105], body[101], body[97], body[93], body[89], body[85], body[81], body[77], body[73], body[69], body[65], body[508], body[504], body[500], body[496], body[492], body[488], body[484], body[480], body[476], body[472], body[468], body[464], body[460], body[456], body[452], body[448], body[380], body[376], body[372], body[368], body[364], body[360], body[356], body[352], body[348], body[344], body[340], body[336], body[332], body[328], body[324], body[320], body[252], body[248], body[244], body[240], body[236], body[232], body[228], body[224], body[220], body[216], body[212], body[208], body[204], body[200], body[196], body[192], body[124], body[120], body[116], body[112], body[108], body[104], body[100], body[96], body[92], body[88], body[84], body[80], body[76], body[72], body[68], body[64]};
endmodule

module spikelm_engine_walk(clock,start,row_last,rows_last,tiles_last,step,index,first_word,last_word,first_row,last_row,last_tile,tile_end);

    // Module arguments
    input wire  clock;
    input wire  start;
    input wire  [5:0] row_last;
    input wire  [19:0] rows_last;
    input wire  [15:0] tiles_last;
    input wire  step;
    output wire  [5:0] index;
    output wire  first_word;
    output wire  last_word;
    output wire  first_row;
    output wire  last_row;
    output wire  last_tile;
    output wire  tile_end;

    // Constant declarations
    localparam  word_0 = 6'b0;
    localparam  word_1 = 6'b1;
    localparam  row_0 = 20'h0;
    localparam  row_1 = 20'h1;
    localparam  tile_0 = 16'h0;
    localparam  tile_1 = 16'h1;

    // Stub signals
    reg  [5:0] word_d;
    wire  [5:0] word_q;
    wire  word_clock;
    reg  [5:0] word_ahead_d;
    wire  [5:0] word_ahead_q;
    wire  word_ahead_clock;
    reg  begins_d;
    wire  begins_q;
    wire  begins_clock;
    reg  ends_d;
    wire  ends_q;
    wire  ends_clock;
    reg  [19:0] rows_left_d;
    wire  [19:0] rows_left_q;
    wire  rows_left_clock;
    reg  opening_d;
    wire  opening_q;
    wire  opening_clock;
    reg  closing_d;
    wire  closing_q;
    wire  closing_clock;
    reg  [15:0] tiles_left_d;
    wire  [15:0] tiles_left_q;
    wire  tiles_left_clock;
    reg  final_tile_d;
    wire  final_tile_q;
    wire  final_tile_clock;

    // Local signals
    wire  single_word;
    wire  single_row;

    // Sub module instances
    spikelm_engine_dff_6 word(
        .d(word_d),
        .q(word_q),
        .clock(word_clock)
    );
    spikelm_engine_dff_6 word_ahead(
        .d(word_ahead_d),
        .q(word_ahead_q),
        .clock(word_ahead_clock)
    );
    spikelm_engine_dff_1 begins(
        .d(begins_d),
        .q(begins_q),
        .clock(begins_clock)
    );
    spikelm_engine_dff_1 ends(
        .d(ends_d),
        .q(ends_q),
        .clock(ends_clock)
    );
    spikelm_engine_dff_20 rows_left(
        .d(rows_left_d),
        .q(rows_left_q),
        .clock(rows_left_clock)
    );
    spikelm_engine_dff_1 opening(
        .d(opening_d),
        .q(opening_q),
        .clock(opening_clock)
    );
    spikelm_engine_dff_1 closing(
        .d(closing_d),
        .q(closing_q),
        .clock(closing_clock)
    );
    spikelm_engine_dff_16 tiles_left(
        .d(tiles_left_d),
        .q(tiles_left_q),
        .clock(tiles_left_clock)
    );
    spikelm_engine_dff_1 final_tile(
        .d(final_tile_d),
        .q(final_tile_q),
        .clock(final_tile_clock)
    );

    // Update code
    assign word_clock = clock;
    assign word_ahead_clock = clock;
    assign begins_clock = clock;
    assign ends_clock = clock;
    assign rows_left_clock = clock;
    assign opening_clock = clock;
    assign closing_clock = clock;
    assign tiles_left_clock = clock;
    assign final_tile_clock = clock;
    assign index = word_q;
    assign first_word = begins_q;
    assign last_word = ends_q;
    assign first_row = opening_q;
    assign last_row = closing_q;
    assign last_tile = final_tile_q;
    assign tile_end = step && ends_q && closing_q;
    assign single_word = row_last == word_0;
    assign single_row = rows_last == row_0;
    always @(*) begin
        word_d = word_q;
        word_ahead_d = word_ahead_q;
        begins_d = begins_q;
        ends_d = ends_q;
        rows_left_d = rows_left_q;
        opening_d = opening_q;
        closing_d = closing_q;
        tiles_left_d = tiles_left_q;
        final_tile_d = final_tile_q;
        if (step) begin
            word_d = word_ahead_q;
            word_ahead_d = word_ahead_q + word_1;
            begins_d = ends_q;
            ends_d = word_ahead_q == row_last;
            if (ends_q) begin
                word_d = word_0;
                word_ahead_d = word_1;
                ends_d = single_word;
                rows_left_d = rows_left_q - row_1;
                opening_d = closing_q;
                closing_d = rows_left_q == row_1;
                if (closing_q) begin
                    rows_left_d = rows_last;
                    closing_d = single_row;
                    tiles_left_d = tiles_left_q - tile_1;
                    final_tile_d = tiles_left_q == tile_1;
                end
            end
        end
        if (start) begin
            word_d = word_0;
            word_ahead_d = word_1;
            begins_d = 1'b1;
            ends_d = single_word;
            rows_left_d = rows_last;
            opening_d = 1'b1;
            closing_d = single_row;
            tiles_left_d = tiles_last;
            final_tile_d = tiles_last == tile_0;
        end
    end

endmodule

module spikelm_engine_dff_12(d,q,clock);

    // Module arguments
    input wire  [11:0] d;
    output reg  [11:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 12'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_engine_base(clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  write_address;
    input wire  [3071:0] write_data;
    input wire  read_address;
    output reg  [3071:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [3071:0] memory [0:1];
    always @(posedge clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_engine_difference(clock,enable,sum,last,base,hold,fresh,start,difference);

    // Module arguments
    input wire  clock;
    input wire  enable;
    input wire  [3071:0] sum;
    input wire  [3071:0] last;
    input wire  [3071:0] base;
    input wire  hold;
    input wire  fresh;
    output reg  [3071:0] start;
    output reg  [3071:0] difference;

    // Update code (custom)
    always @(*)
      if (fresh) start = 0;
      else if (hold) start = base;
      else start = last;
    always @(posedge clock) if (enable) difference <= {sum[3071:3048] - start[3071:3048],
      sum[3047:3024] - start[3047:3024],
      sum[3023:3000] - start[3023:3000],
      sum[2999:2976] - start[2999:2976],
      sum[2975:2952] - start[2975:2952],
      sum[2951:2928] - start[2951:2928],
      sum[2927:2904] - start[2927:2904],
      sum[2903:2880] - start[2903:2880],
      sum[2879:2856] - start[2879:2856],
      sum[2855:2832] - start[2855:2832],
      sum[2831:2808] - start[2831:2808],
      sum[2807:2784] - start[2807:2784],
      sum[2783:2760] - start[2783:2760],
      sum[2759:2736] - start[2759:2736],
      sum[2735:2712] - start[2735:2712],
      sum[2711:2688] - start[2711:2688],
      sum[2687:2664] - start[2687:2664],
      sum[2663:2640] - start[2663:2640],
      sum[2639:2616] - start[2639:2616],
      sum[2615:2592] - start[2615:2592],
      sum[2591:2568] - start[2591:2568],
      sum[2567:2544] - start[2567:2544],
      sum[2543:2520] - start[2543:2520],
      sum[2519:2496] - start[2519:2496],
      sum[2495:2472] - start[2495:2472],
      sum[2471:2448] - start[2471:2448],
      sum[2447:2424] - start[2447:2424],
      sum[2423:2400] - start[2423:2400],
      sum[2399:2376] - start[2399:2376],
      sum[2375:2352] - start[2375:2352],
      sum[2351:2328] - start[2351:2328],
      sum[2327:2304] - start[2327:2304],
      sum[2303:2280] - start[2303:2280],
      sum[2279:2256] - start[2279:2256],
      sum[2255:2232] - start[2255:2232],
      sum[2231:2208] - start[2231:2208],
      sum[2207:2184] - start[2207:2184],
      sum[2183:2160] - start[2183:2160],
      sum[2159:2136] - start[2159:2136],
      sum[2135:2112] - start[2135:2112],
      sum[2111:2088] - start[2111:2088],
      sum[2087:2064] - start[2087:2064],
      sum[2063:2040] - start[2063:2040],
      sum[2039:2016] - start[2039:2016],
      sum[2015:1992] - start[2015:1992],
      sum[1991:1968] - start[1991:1968],
      sum[1967:1944] - start[1967:1944],
      sum[1943:1920] - start[1943:1920],
      sum[1919:1896] - start[1919:1896],
      sum[1895:1872] - start[1895:1872],
      sum[1871:1848] - start[1871:1848],
      sum[1847:1824] - start[1847:1824],
      sum[1823:1800] - start[1823:1800],
      sum[1799:1776] - start[1799:1776],
      sum[1775:1752] - start[1775:1752],
      sum[1751:1728] - start[1751:1728],
      sum[1727:1704] - start[1727:1704],
      sum[1703:1680] - start[1703:1680],
      sum[1679:1656] - start[1679:1656],
      sum[1655:1632] - start[1655:1632],
      sum[1631:1608] - start[1631:1608],
      sum[1607:1584] - start[1607:1584],
      sum[1583:1560] - start[1583:1560],
      sum[1559:1536] - start[1559:1536],
      sum[1535:1512] - start[1535:1512],
      sum[1511:1488] - start[1511:1488],
      sum[1487:1464] - start[1487:1464],
      sum[1463:1440] - start[1463:1440],
      sum[1439:1416] - start[1439:1416],
      sum[1415:1392] - start[1415:1392],
      sum[1391:1368] - start[1391:1368],
      sum[1367:1344] - start[1367:1344],
      sum[1343:1320] - start[1343:1320],
      sum[1319:1296] - start[1319:1296],
      sum[1295:1272] - start[1295:1272],
      sum[1271:1248] - start[1271:1248],
      sum[1247:1224] - start[1247:1224],
      sum[1223:1200] - start[1223:1200],
      sum[1199:1176] - start[1199:1176],
      sum[1175:1152] - start[1175:1152],
      sum[1151:1128] - start[1151:1128],
      sum[1127:1104] - start[1127:1104],
      sum[1103:1080] - start[1103:1080],
      sum[1079:1056] - start[1079:1056],
      sum[1055:1032] - start[1055:1032],
      sum[1031:1008] - start[1031:1008],
      sum[1007:984] - start[1007:984],
      sum[983:960] - start[983:960],
      sum[959:936] - start[959:936],
      sum[935:912] - start[935:912],
      sum[911:888] - start[911:888],
      sum[887:864] - start[887:864],
      sum[863:840] - start[863:840],
      sum[839:816] - start[839:816],
      sum[815:792] - start[815:792],
      sum[791:768] - start[791:768],
      sum[767:744] - start[767:744],
      sum[743:720] - start[743:720],
      sum[719:696] - start[719:696],
      sum[695:672] - start[695:672],
      sum[671:648] - start[671:648],
      sum[647:624] - start[647:624],
      sum[623:600] - start[623:600],
      sum[599:576] - start[599:576],
      sum[575:552] - start[575:552],
      sum[551:528] - start[551:528],
      sum[527:504] - start[527:504],
      sum[503:480] - start[503:480],
      sum[479:456] - start[479:456],
      sum[455:432] - start[455:432],
      sum[431:408] - start[431:408],
      sum[407:384] - start[407:384],
      sum[383:360] - start[383:360],
      sum[359:336] - start[359:336],
      sum[335:312] - start[335:312],
      sum[311:288] - start[311:288],
      sum[287:264] - start[287:264],
      sum[263:240] - start[263:240],
      sum[239:216] - start[239:216],
      sum[215:192] - start[215:192],
      sum[191:168] - start[191:168],
      sum[167:144] - start[167:144],
      sum[143:120] - start[143:120],
      sum[119:96] - start[119:96],
      sum[95:72] - start[95:72],
      sum[71:48] - start[71:48],
      sum[47:24] - start[47:24],
      sum[23:0] - start[23:0]};
endmodule

module spikelm_engine_sum(clock,enable,parts_0,parts_1,parts_2,parts_3,sum);

    // Module arguments
    input wire  clock;
    input wire  enable;
    input wire  [3071:0] parts_0;
    input wire  [3071:0] parts_1;
    input wire  [3071:0] parts_2;
    input wire  [3071:0] parts_3;
    output reg  [3071:0] sum;

    // Update code (custom)
    always @(posedge clock) if (enable) sum <= {parts_0[3071:3048] + parts_1[3071:3048] + parts_2[3071:3048] + parts_3[3071:3048],
      parts_0[3047:3024] + parts_1[3047:3024] + parts_2[3047:3024] + parts_3[3047:3024],
      parts_0[3023:3000] + parts_1[3023:3000] + parts_2[3023:3000] + parts_3[3023:3000],
      parts_0[2999:2976] + parts_1[2999:2976] + parts_2[2999:2976] + parts_3[2999:2976],
      parts_0[2975:2952] + parts_1[2975:2952] + parts_2[2975:2952] + parts_3[2975:2952],
      parts_0[2951:2928] + parts_1[2951:2928] + parts_2[2951:2928] + parts_3[2951:2928],
      parts_0[2927:2904] + parts_1[2927:2904] + parts_2[2927:2904] + parts_3[2927:2904],
      parts_0[2903:2880] + parts_1[2903:2880] + parts_2[2903:2880] + parts_3[2903:2880],
      parts_0[2879:2856] + parts_1[2879:2856] + parts_2[2879:2856] + parts_3[2879:2856],
      parts_0[2855:2832] + parts_1[2855:2832] + parts_2[2855:2832] + parts_3[2855:2832],
      parts_0[2831:2808] + parts_1[2831:2808] + parts_2[2831:2808] + parts_3[2831:2808],
      parts_0[2807:2784] + parts_1[2807:2784] + parts_2[2807:2784] + parts_3[2807:2784],
      parts_0[2783:2760] + parts_1[2783:2760] + parts_2[2783:2760] + parts_3[2783:2760],
      parts_0[2759:2736] + parts_1[2759:2736] + parts_2[2759:2736] + parts_3[2759:2736],
      parts_0[2735:2712] + parts_1[2735:2712] + parts_2[2735:2712] + parts_3[2735:2712],
      parts_0[2711:2688] + parts_1[2711:2688] + parts_2[2711:2688] + parts_3[2711:2688],
      parts_0[2687:2664] + parts_1[2687:2664] + parts_2[2687:2664] + parts_3[2687:2664],
      parts_0[2663:2640] + parts_1[2663:2640] + parts_2[2663:2640] + parts_3[2663:2640],
      parts_0[2639:2616] + parts_1[2639:2616] + parts_2[2639:2616] + parts_3[2639:2616],
      parts_0[2615:2592] + parts_1[2615:2592] + parts_2[2615:2592] + parts_3[2615:2592],
      parts_0[2591:2568] + parts_1[2591:2568] + parts_2[2591:2568] + parts_3[2591:2568],
      parts_0[2567:2544] + parts_1[2567:2544] + parts_2[2567:2544] + parts_3[2567:2544],
      parts_0[2543:2520] + parts_1[2543:2520] + parts_2[2543:2520] + parts_3[2543:2520],
      parts_0[2519:2496] + parts_1[2519:2496] + parts_2[2519:2496] + parts_3[2519:2496],
      parts_0[2495:2472] + parts_1[2495:2472] + parts_2[2495:2472] + parts_3[2495:2472],
      parts_0[2471:2448] + parts_1[2471:2448] + parts_2[2471:2448] + parts_3[2471:2448],
      parts_0[2447:2424] + parts_1[2447:2424] + parts_2[2447:2424] + parts_3[2447:2424],
      parts_0[2423:2400] + parts_1[2423:2400] + parts_2[2423:2400] + parts_3[2423:2400],
      parts_0[2399:2376] + parts_1[2399:2376] + parts_2[2399:2376] + parts_3[2399:2376],
      parts_0[2375:2352] + parts_1[2375:2352] + parts_2[2375:2352] + parts_3[2375:2352],
      parts_0[2351:2328] + parts_1[2351:2328] + parts_2[2351:2328] + parts_3[2351:2328],
      parts_0[2327:2304] + parts_1[2327:2304] + parts_2[2327:2304] + parts_3[2327:2304],
      parts_0[2303:2280] + parts_1[2303:2280] + parts_2[2303:2280] + parts_3[2303:2280],
      parts_0[2279:2256] + parts_1[2279:2256] + parts_2[2279:2256] + parts_3[2279:2256],
      parts_0[2255:2232] + parts_1[2255:2232] + parts_2[2255:2232] + parts_3[2255:2232],
      parts_0[2231:2208] + parts_1[2231:2208] + parts_2[2231:2208] + parts_3[2231:2208],
      parts_0[2207:2184] + parts_1[2207:2184] + parts_2[2207:2184] + parts_3[2207:2184],
      parts_0[2183:2160] + parts_1[2183:2160] + parts_2[2183:2160] + parts_3[2183:2160],
      parts_0[2159:2136] + parts_1[2159:2136] + parts_2[2159:2136] + parts_3[2159:2136],
      parts_0[2135:2112] + parts_1[2135:2112] + parts_2[2135:2112] + parts_3[2135:2112],
      parts_0[2111:2088] + parts_1[2111:2088] + parts_2[2111:2088] + parts_3[2111:2088],
      parts_0[2087:2064] + parts_1[2087:2064] + parts_2[2087:2064] + parts_3[2087:2064],
      parts_0[2063:2040] + parts_1[2063:2040] + parts_2[2063:2040] + parts_3[2063:2040],
      parts_0[2039:2016] + parts_1[2039:2016] + parts_2[2039:2016] + parts_3[2039:2016],
      parts_0[2015:1992] + parts_1[2015:1992] + parts_2[2015:1992] + parts_3[2015:1992],
      parts_0[1991:1968] + parts_1[1991:1968] + parts_2[1991:1968] + parts_3[1991:1968],
      parts_0[1967:1944] + parts_1[1967:1944] + parts_2[1967:1944] + parts_3[1967:1944],
      parts_0[1943:1920] + parts_1[1943:1920] + parts_2[1943:1920] + parts_3[1943:1920],
      parts_0[1919:1896] + parts_1[1919:1896] + parts_2[1919:1896] + parts_3[1919:1896],
      parts_0[1895:1872] + parts_1[1895:1872] + parts_2[1895:1872] + parts_3[1895:1872],
      parts_0[1871:1848] + parts_1[1871:1848] + parts_2[1871:1848] + parts_3[1871:1848],
      parts_0[1847:1824] + parts_1[1847:1824] + parts_2[1847:1824] + parts_3[1847:1824],
      parts_0[1823:1800] + parts_1[1823:1800] + parts_2[1823:1800] + parts_3[1823:1800],
      parts_0[1799:1776] + parts_1[1799:1776] + parts_2[1799:1776] + parts_3[1799:1776],
      parts_0[1775:1752] + parts_1[1775:1752] + parts_2[1775:1752] + parts_3[1775:1752],
      parts_0[1751:1728] + parts_1[1751:1728] + parts_2[1751:1728] + parts_3[1751:1728],
      parts_0[1727:1704] + parts_1[1727:1704] + parts_2[1727:1704] + parts_3[1727:1704],
      parts_0[1703:1680] + parts_1[1703:1680] + parts_2[1703:1680] + parts_3[1703:1680],
      parts_0[1679:1656] + parts_1[1679:1656] + parts_2[1679:1656] + parts_3[1679:1656],
      parts_0[1655:1632] + parts_1[1655:1632] + parts_2[1655:1632] + parts_3[1655:1632],
      parts_0[1631:1608] + parts_1[1631:1608] + parts_2[1631:1608] + parts_3[1631:1608],
      parts_0[1607:1584] + parts_1[1607:1584] + parts_2[1607:1584] + parts_3[1607:1584],
      parts_0[1583:1560] + parts_1[1583:1560] + parts_2[1583:1560] + parts_3[1583:1560],
      parts_0[1559:1536] + parts_1[1559:1536] + parts_2[1559:1536] + parts_3[1559:1536],
      parts_0[1535:1512] + parts_1[1535:1512] + parts_2[1535:1512] + parts_3[1535:1512],
      parts_0[1511:1488] + parts_1[1511:1488] + parts_2[1511:1488] + parts_3[1511:1488],
      parts_0[1487:1464] + parts_1[1487:1464] + parts_2[1487:1464] + parts_3[1487:1464],
      parts_0[1463:1440] + parts_1[1463:1440] + parts_2[1463:1440] + parts_3[1463:1440],
      parts_0[1439:1416] + parts_1[1439:1416] + parts_2[1439:1416] + parts_3[1439:1416],
      parts_0[1415:1392] + parts_1[1415:1392] + parts_2[1415:1392] + parts_3[1415:1392],
      parts_0[1391:1368] + parts_1[1391:1368] + parts_2[1391:1368] + parts_3[1391:1368],
      parts_0[1367:1344] + parts_1[1367:1344] + parts_2[1367:1344] + parts_3[1367:1344],
      parts_0[1343:1320] + parts_1[1343:1320] + parts_2[1343:1320] + parts_3[1343:1320],
      parts_0[1319:1296] + parts_1[1319:1296] + parts_2[1319:1296] + parts_3[1319:1296],
      parts_0[1295:1272] + parts_1[1295:1272] + parts_2[1295:1272] + parts_3[1295:1272],
      parts_0[1271:1248] + parts_1[1271:1248] + parts_2[1271:1248] + parts_3[1271:1248],
      parts_0[1247:1224] + parts_1[1247:1224] + parts_2[1247:1224] + parts_3[1247:1224],
      parts_0[1223:1200] + parts_1[1223:1200] + parts_2[1223:1200] + parts_3[1223:1200],
      parts_0[1199:1176] + parts_1[1199:1176] + parts_2[1199:1176] + parts_3[1199:1176],
      parts_0[1175:1152] + parts_1[1175:1152] + parts_2[1175:1152] + parts_3[1175:1152],
      parts_0[1151:1128] + parts_1[1151:1128] + parts_2[1151:1128] + parts_3[1151:1128],
      parts_0[1127:1104] + parts_1[1127:1104] + parts_2[1127:1104] + parts_3[1127:1104],
      parts_0[1103:1080] + parts_1[1103:1080] + parts_2[1103:1080] + parts_3[1103:1080],
      parts_0[1079:1056] + parts_1[1079:1056] + parts_2[1079:1056] + parts_3[1079:1056],
      parts_0[1055:1032] + parts_1[1055:1032] + parts_2[1055:1032] + parts_3[1055:1032],
      parts_0[1031:1008] + parts_1[1031:1008] + parts_2[1031:1008] + parts_3[1031:1008],
      parts_0[1007:984] + parts_1[1007:984] + parts_2[1007:984] + parts_3[1007:984],
      parts_0[983:960] + parts_1[983:960] + parts_2[983:960] + parts_3[983:960],
      parts_0[959:936] + parts_1[959:936] + parts_2[959:936] + parts_3[959:936],
      parts_0[935:912] + parts_1[935:912] + parts_2[935:912] + parts_3[935:912],
      parts_0[911:888] + parts_1[911:888] + parts_2[911:888] + parts_3[911:888],
      parts_0[887:864] + parts_1[887:864] + parts_2[887:864] + parts_3[887:864],
      parts_0[863:840] + parts_1[863:840] + parts_2[863:840] + parts_3[863:840],
      parts_0[839:816] + parts_1[839:816] + parts_2[839:816] + parts_3[839:816],
      parts_0[815:792] + parts_1[815:792] + parts_2[815:792] + parts_3[815:792],
      parts_0[791:768] + parts_1[791:768] + parts_2[791:768] + parts_3[791:768],
      parts_0[767:744] + parts_1[767:744] + parts_2[767:744] + parts_3[767:744],
      parts_0[743:720] + parts_1[743:720] + parts_2[743:720] + parts_3[743:720],
      parts_0[719:696] + parts_1[719:696] + parts_2[719:696] + parts_3[719:696],
      parts_0[695:672] + parts_1[695:672] + parts_2[695:672] + parts_3[695:672],
      parts_0[671:648] + parts_1[671:648] + parts_2[671:648] + parts_3[671:648],
      parts_0[647:624] + parts_1[647:624] + parts_2[647:624] + parts_3[647:624],
      parts_0[623:600] + parts_1[623:600] + parts_2[623:600] + parts_3[623:600],
      parts_0[599:576] + parts_1[599:576] + parts_2[599:576] + parts_3[599:576],
      parts_0[575:552] + parts_1[575:552] + parts_2[575:552] + parts_3[575:552],
      parts_0[551:528] + parts_1[551:528] + parts_2[551:528] + parts_3[551:528],
      parts_0[527:504] + parts_1[527:504] + parts_2[527:504] + parts_3[527:504],
      parts_0[503:480] + parts_1[503:480] + parts_2[503:480] + parts_3[503:480],
      parts_0[479:456] + parts_1[479:456] + parts_2[479:456] + parts_3[479:456],
      parts_0[455:432] + parts_1[455:432] + parts_2[455:432] + parts_3[455:432],
      parts_0[431:408] + parts_1[431:408] + parts_2[431:408] + parts_3[431:408],
      parts_0[407:384] + parts_1[407:384] + parts_2[407:384] + parts_3[407:384],
      parts_0[383:360] + parts_1[383:360] + parts_2[383:360] + parts_3[383:360],
      parts_0[359:336] + parts_1[359:336] + parts_2[359:336] + parts_3[359:336],
      parts_0[335:312] + parts_1[335:312] + parts_2[335:312] + parts_3[335:312],
      parts_0[311:288] + parts_1[311:288] + parts_2[311:288] + parts_3[311:288],
      parts_0[287:264] + parts_1[287:264] + parts_2[287:264] + parts_3[287:264],
      parts_0[263:240] + parts_1[263:240] + parts_2[263:240] + parts_3[263:240],
      parts_0[239:216] + parts_1[239:216] + parts_2[239:216] + parts_3[239:216],
      parts_0[215:192] + parts_1[215:192] + parts_2[215:192] + parts_3[215:192],
      parts_0[191:168] + parts_1[191:168] + parts_2[191:168] + parts_3[191:168],
      parts_0[167:144] + parts_1[167:144] + parts_2[167:144] + parts_3[167:144],
      parts_0[143:120] + parts_1[143:120] + parts_2[143:120] + parts_3[143:120],
      parts_0[119:96] + parts_1[119:96] + parts_2[119:96] + parts_3[119:96],
      parts_0[95:72] + parts_1[95:72] + parts_2[95:72] + parts_3[95:72],
      parts_0[71:48] + parts_1[71:48] + parts_2[71:48] + parts_3[71:48],
      parts_0[47:24] + parts_1[47:24] + parts_2[47:24] + parts_3[47:24],
      parts_0[23:0] + parts_1[23:0] + parts_2[23:0] + parts_3[23:0]};
endmodule

module spikelm_engine_memory_13(clock,write,write_address,write_data,read_address,read_data);

    // Module arguments
    input wire  clock;
    input wire  write;
    input wire  [4:0] write_address;
    input wire  [35:0] write_data;
    input wire  [4:0] read_address;
    output reg  [35:0] read_data;

    // Update code (custom)
    (* ram_style = "distributed" *) reg [35:0] memory [0:31];
    always @(posedge clock) if (write) memory[write_address] <= write_data;
    always @(*) read_data = memory[read_address];
endmodule

module spikelm_engine_pack(clock,enable,wide,high,lanes,word);

    // Module arguments
    input wire  clock;
    input wire  enable;
    input wire  wide;
    input wire  high;
    input wire  [3071:0] lanes;
    output reg  [2047:0] word;

    // Update code (custom)
    always @(posedge clock)
      if (enable) begin
        if (!wide) word <= {lanes[3063:3048], lanes[3039:3024], lanes[3015:3000], lanes[2991:2976], lanes[2967:2952], lanes[2943:2928], lanes[2919:2904], lanes[2895:2880], lanes[2871:2856], lanes[2847:2832], lanes[2823:2808], lanes[2799:2784], lanes[2775:2760], lanes[2751:2736], lanes[2727:2712], lanes[2703:2688], lanes[2679:2664], lanes[2655:2640], lanes[2631:2616], lanes[2607:2592], lanes[2583:2568], lanes[2559:2544], lanes[2535:2520], lanes[2511:2496], lanes[2487:2472], lanes[2463:2448], lanes[2439:2424], lanes[2415:2400], lanes[2391:2376], lanes[2367:2352], lanes[2343:2328], lanes[2319:2304], lanes[2295:2280], lanes[2271:2256], lanes[2247:2232], lanes[2223:2208], lanes[2199:2184], lanes[2175:2160], lanes[2151:2136], lanes[2127:2112], lanes[2103:2088], lanes[2079:2064], lanes[2055:2040], lanes[2031:2016], lanes[2007:1992], lanes[1983:1968], lanes[1959:1944], lanes[1935:1920], lanes[1911:1896], lanes[1887:1872], lanes[1863:1848], lanes[1839:1824], lanes[1815:1800], lanes[1791:1776], lanes[1767:1752], lanes[1743:1728], lanes[1719:1704], lanes[1695:1680], lanes[1671:1656], lanes[1647:1632], lanes[1623:1608], lanes[1599:1584], lanes[1575:1560], lanes[1551:1536], lanes[1527:1512], lanes[1503:1488], lanes[1479:1464], lanes[1455:1440], lanes[1431:1416], lanes[1407:1392], lanes[1383:1368], lanes[1359:1344], lanes[1335:1320], lanes[1311:1296], lanes[1287:1272], lanes[1263:1248], lanes[1239:1224], lanes[1215:1200], lanes[1191:1176], lanes[1167:1152], lanes[1143:1128], lanes[1119:1104], lanes[1095:1080], lanes[1071:1056], lanes[1047:1032], lanes[1023:1008], lanes[999:984], lanes[975:960], lanes[951:936], lanes[927:912], lanes[903:888], lanes[879:864], lanes[855:840], lanes[831:816], lanes[807:792], lanes[783:768], lanes[759:744], lanes[735:720], lanes[711:696], lanes[687:672], lanes[663:648], lanes[639:624], lanes[615:600], lanes[591:576], lanes[567:552], lanes[543:528], lanes[519:504], lanes[495:480], lanes[471:456], lanes[447:432], lanes[423:408], lanes[399:384], lanes[375:360], lanes[351:336], lanes[327:312], lanes[303:288], lanes[279:264], lanes[255:240], lanes[231:216], lanes[207:192], lanes[183:168], lanes[159:144], lanes[135:120], lanes[111:96], lanes[87:72], lanes[63:48], lanes[39:24], lanes[15:0]};
        else if (!high) word <= {{8{lanes[1535]}}, lanes[1535:1512], {8{lanes[1511]}}, lanes[1511:1488], {8{lanes[1487]}}, lanes[1487:1464], {8{lanes[1463]}}, lanes[1463:1440], {8{lanes[1439]}}, lanes[1439:1416], {8{lanes[1415]}}, lanes[1415:1392], {8{lanes[1391]}}, lanes[1391:1368], {8{lanes[1367]}}, lanes[1367:1344], {8{lanes[1343]}}, lanes[1343:1320], {8{lanes[1319]}}, lanes[1319:1296], {8{lanes[1295]}}, lanes[1295:1272], {8{lanes[1271]}}, lanes[1271:1248], {8{lanes[1247]}}, lanes[1247:1224], {8{lanes[1223]}}, lanes[1223:1200], {8{lanes[1199]}}, lanes[1199:1176], {8{lanes[1175]}}, lanes[1175:1152], {8{lanes[1151]}}, lanes[1151:1128], {8{lanes[1127]}}, lanes[1127:1104], {8{lanes[1103]}}, lanes[1103:1080], {8{lanes[1079]}}, lanes[1079:1056], {8{lanes[1055]}}, lanes[1055:1032], {8{lanes[1031]}}, lanes[1031:1008], {8{lanes[1007]}}, lanes[1007:984], {8{lanes[983]}}, lanes[983:960], {8{lanes[959]}}, lanes[959:936], {8{lanes[935]}}, lanes[935:912], {8{lanes[911]}}, lanes[911:888], {8{lanes[887]}}, lanes[887:864], {8{lanes[863]}}, lanes[863:840], {8{lanes[839]}}, lanes[839:816], {8{lanes[815]}}, lanes[815:792], {8{lanes[791]}}, lanes[791:768], {8{lanes[767]}}, lanes[767:744], {8{lanes[743]}}, lanes[743:720], {8{lanes[719]}}, lanes[719:696], {8{lanes[695]}}, lanes[695:672], {8{lanes[671]}}, lanes[671:648], {8{lanes[647]}}, lanes[647:624], {8{lanes[623]}}, lanes[623:600], {8{lanes[599]}}, lanes[599:576], {8{lanes[575]}}, lanes[575:552], {8{lanes[551]}}, lanes[551:528], {8{lanes[527]}}, lanes[527:504], {8{lanes[503]}}, lanes[503:480], {8{lanes[479]}}, lanes[479:456], {8{lanes[455]}}, lanes[455:432], {8{lanes[431]}}, lanes[431:408], {8{lanes[407]}}, lanes[407:384], {8{lanes[383]}}, lanes[383:360], {8{lanes[359]}}, lanes[359:336], {8{lanes[335]}}, lanes[335:312], {8{lanes[311]}}, lanes[311:288], {8{lanes[287]}}, lanes[287:264], {8{lanes[263]}}, lanes[263:240], {8{lanes[239]}}, lanes[239:216], {8{lanes[215]}}, lanes[215:192], {8{lanes[191]}}, lanes[191:168], {8{lanes[167]}}, lanes[167:144], {8{lanes[143]}}, lanes[143:120], {8{lanes[119]}}, lanes[119:96], {8{lanes[95]}}, lanes[95:72], {8{lanes[71]}}, lanes[71:48], {8{lanes[47]}}, lanes[47:24], {8{lanes[23]}}, lanes[23:0]};
        else word <= {{8{lanes[3071]}}, lanes[3071:3048], {8{lanes[3047]}}, lanes[3047:3024], {8{lanes[3023]}}, lanes[3023:3000], {8{lanes[2999]}}, lanes[2999:2976], {8{lanes[2975]}}, lanes[2975:2952], {8{lanes[2951]}}, lanes[2951:2928], {8{lanes[2927]}}, lanes[2927:2904], {8{lanes[2903]}}, lanes[2903:2880], {8{lanes[2879]}}, lanes[2879:2856], {8{lanes[2855]}}, lanes[2855:2832], {8{lanes[2831]}}, lanes[2831:2808], {8{lanes[2807]}}, lanes[2807:2784], {8{lanes[2783]}}, lanes[2783:2760], {8{lanes[2759]}}, lanes[2759:2736], {8{lanes[2735]}}, lanes[2735:2712], {8{lanes[2711]}}, lanes[2711:2688], {8{lanes[2687]}}, lanes[2687:2664], {8{lanes[2663]}}, lanes[2663:2640], {8{lanes[2639]}}, lanes[2639:2616], {8{lanes[2615]}}, lanes[2615:2592], {8{lanes[2591]}}, lanes[2591:2568], {8{lanes[2567]}}, lanes[2567:2544], {8{lanes[2543]}}, lanes[2543:2520], {8{lanes[2519]}}, lanes[2519:2496], {8{lanes[2495]}}, lanes[2495:2472], {8{lanes[2471]}}, lanes[2471:2448], {8{lanes[2447]}}, lanes[2447:2424], {8{lanes[2423]}}, lanes[2423:2400], {8{lanes[2399]}}, lanes[2399:2376], {8{lanes[2375]}}, lanes[2375:2352], {8{lanes[2351]}}, lanes[2351:2328], {8{lanes[2327]}}, lanes[2327:2304], {8{lanes[2303]}}, lanes[2303:2280], {8{lanes[2279]}}, lanes[2279:2256], {8{lanes[2255]}}, lanes[2255:2232], {8{lanes[2231]}}, lanes[2231:2208], {8{lanes[2207]}}, lanes[2207:2184], {8{lanes[2183]}}, lanes[2183:2160], {8{lanes[2159]}}, lanes[2159:2136], {8{lanes[2135]}}, lanes[2135:2112], {8{lanes[2111]}}, lanes[2111:2088], {8{lanes[2087]}}, lanes[2087:2064], {8{lanes[2063]}}, lanes[2063:2040], {8{lanes[2039]}}, lanes[2039:2016], {8{lanes[2015]}}, lanes[2015:1992], {8{lanes[1991]}}, lanes[1991:1968], {8{lanes[1967]}}, lanes[1967:1944], {8{lanes[1943]}}, lanes[1943:1920], {8{lanes[1919]}}, lanes[1919:1896], {8{lanes[1895]}}, lanes[1895:1872], {8{lanes[1871]}}, lanes[1871:1848], {8{lanes[1847]}}, lanes[1847:1824], {8{lanes[1823]}}, lanes[1823:1800], {8{lanes[1799]}}, lanes[1799:1776], {8{lanes[1775]}}, lanes[1775:1752], {8{lanes[1751]}}, lanes[1751:1728], {8{lanes[1727]}}, lanes[1727:1704], {8{lanes[1703]}}, lanes[1703:1680], {8{lanes[1679]}}, lanes[1679:1656], {8{lanes[1655]}}, lanes[1655:1632], {8{lanes[1631]}}, lanes[1631:1608], {8{lanes[1607]}}, lanes[1607:1584], {8{lanes[1583]}}, lanes[1583:1560], {8{lanes[1559]}}, lanes[1559:1536]};
      end
endmodule

module spikelm_engine_fields(clock,resetn,word_valid,word_number,word,last,intact,seq,opcode,source,source_high,target,target_high,weight_row,rows,inputs,tiles,last_columns,result_bytes,record,record_high,data_checksum);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  word_valid;
    input wire  [3:0] word_number;
    input wire  [31:0] word;
    output wire  last;
    output wire  intact;
    output wire  [31:0] seq;
    output wire  [31:0] opcode;
    output wire  [31:0] source;
    output wire  [31:0] source_high;
    output wire  [31:0] target;
    output wire  [31:0] target_high;
    output wire  [31:0] weight_row;
    output wire  [31:0] rows;
    output wire  [31:0] inputs;
    output wire  [15:0] tiles;
    output wire  [15:0] last_columns;
    output wire  [31:0] result_bytes;
    output wire  [31:0] record;
    output wire  [31:0] record_high;
    output wire  [31:0] data_checksum;

    // Constant declarations
    localparam  seed = 32'h53504b4c;
    localparam  first_number = 4'h0;
    localparam  last_number = 4'hf;
    localparam  down_32 = 10'b100000;
    localparam  up_480 = 10'b111100000;
    localparam  at_seq = 16'h0;
    localparam  at_opcode = 16'h20;
    localparam  at_source = 16'h40;
    localparam  at_source_high = 16'h60;
    localparam  at_target = 16'h80;
    localparam  at_target_high = 16'ha0;
    localparam  at_weight_row = 16'hc0;
    localparam  at_rows = 16'he0;
    localparam  at_inputs = 16'h100;
    localparam  at_tiles = 16'h120;
    localparam  at_last_columns = 16'h130;
    localparam  at_result_bytes = 16'h140;
    localparam  at_record = 16'h180;
    localparam  at_record_high = 16'h1a0;
    localparam  at_data_checksum = 16'h1c0;
    localparam  at_checksum = 16'h1e0;

    // Stub signals
    reg  [31:0] step_sum;
    wire  [31:0] step_word;
    wire  [31:0] step_sum_next;
    reg  [511:0] words_d;
    wire  [511:0] words_q;
    wire  words_clock;
    reg  [31:0] sum_d;
    wire  [31:0] sum_q;
    wire  sum_clock;

    // Local signals
    wire  [31:0] stored_sum;
    wire  [511:0] entering;
    wire  [511:0] lowered;
    reg  [31:0] start;

    // Sub module instances
    spikelm_engine_step step(
        .sum(step_sum),
        .word(step_word),
        .sum_next(step_sum_next)
    );
    spikelm_engine_dff_512 words(
        .d(words_d),
        .q(words_q),
        .clock(words_clock)
    );
    spikelm_engine_dff_32 sum(
        .d(sum_d),
        .q(sum_q),
        .clock(sum_clock)
    );

    // Update code
    assign words_clock = clock;
    assign sum_clock = clock;
    assign entering = ((word) & 512'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << up_480;
    assign lowered = words_q >> down_32;
    assign last = word_valid && (word_number == last_number);
    assign step_word = word;
    assign stored_sum = words_q[(at_checksum)+:(32)];
    assign intact = sum_q == stored_sum;
    assign seq = words_q[(at_seq)+:(32)];
    assign opcode = words_q[(at_opcode)+:(32)];
    assign source = words_q[(at_source)+:(32)];
    assign source_high = words_q[(at_source_high)+:(32)];
    assign target = words_q[(at_target)+:(32)];
    assign target_high = words_q[(at_target_high)+:(32)];
    assign weight_row = words_q[(at_weight_row)+:(32)];
    assign rows = words_q[(at_rows)+:(32)];
    assign inputs = words_q[(at_inputs)+:(32)];
    assign tiles = words_q[(at_tiles)+:(16)];
    assign last_columns = words_q[(at_last_columns)+:(16)];
    assign result_bytes = words_q[(at_result_bytes)+:(32)];
    assign record = words_q[(at_record)+:(32)];
    assign record_high = words_q[(at_record_high)+:(32)];
    assign data_checksum = words_q[(at_data_checksum)+:(32)];
    always @(*) begin
        words_d = words_q;
        sum_d = sum_q;
        start = sum_q;
        if (word_number == first_number) begin
            start = seed;
        end
        step_sum = start;
        if (word_valid) begin
            words_d = lowered | entering;
            if (word_number != last_number) begin
                sum_d = step_sum_next;
            end
        end
        if (~resetn) begin
            sum_d = seed;
        end
    end

endmodule

module spikelm_engine_dff_3_2(d,q,clock);

    // Module arguments
    input wire  [2:0] d;
    output reg  [2:0] q;
    input wire  clock;

    // Enums
    localparam DecoderState_Words = 0;
    localparam DecoderState_Fields = 1;
    localparam DecoderState_Source = 2;
    localparam DecoderState_Weights = 3;
    localparam DecoderState_Regions = 4;
    localparam DecoderState_Offer = 5;

    // Update code (custom)
    initial begin
       q = 64'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_engine_entry_2(status,is_load,seq,record,all);

    // Module arguments
    input wire  [3:0] status;
    input wire  is_load;
    input wire  [31:0] seq;
    input wire  [15:0] record;
    output reg  [52:0] all;

    // Update code (custom)
    always @(*) all = {record, seq, is_load, status};
endmodule

module spikelm_engine_orders(clock,resetn,push,push_data,ready,ample,valid,data,pop,empty);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  push;
    input wire  [52:0] push_data;
    output wire  ready;
    output wire  ample;
    output wire  valid;
    output wire  [52:0] data;
    input wire  pop;
    output wire  empty;

    // Constant declarations
    localparam  first_address = 2'b0;
    localparam  one_address = 2'b1;
    localparam  none = 3'b0;
    localparam  one = 3'b1;
    localparam  full = 3'b100;
    localparam  ample_up_to = 3'b0;

    // Stub signals
    wire  memory_clock;
    wire  memory_write;
    wire  [1:0] memory_write_address;
    wire  [52:0] memory_write_data;
    wire  [1:0] memory_read_address;
    wire  [52:0] memory_read_data;
    reg  [1:0] head_d;
    wire  [1:0] head_q;
    wire  head_clock;
    reg  [1:0] tail_d;
    wire  [1:0] tail_q;
    wire  tail_clock;
    reg  [2:0] stored_d;
    wire  [2:0] stored_q;
    wire  stored_clock;
    reg  some_d;
    wire  some_q;
    wire  some_clock;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [52:0] out_data_d;
    wire  [52:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    wire  advance;

    // Sub module instances
    spikelm_engine_memory_10 memory(
        .clock(memory_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_engine_dff_2 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_engine_dff_2 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_engine_dff_3 stored(
        .d(stored_d),
        .q(stored_q),
        .clock(stored_clock)
    );
    spikelm_engine_dff_1 some(
        .d(some_d),
        .q(some_q),
        .clock(some_clock)
    );
    spikelm_engine_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_engine_dff_53 out_data(
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

module spikelm_engine_checksum(clock,start,valid,word,sum);

    // Module arguments
    input wire  clock;
    input wire  start;
    input wire  valid;
    input wire  [511:0] word;
    output reg  [31:0] sum;

    // Update code (custom)
    reg started = 0, begins = 0;
    always @(posedge clock) started <= start;
    always @(posedge clock) begins <= started;
    wire [31:0] part0_0_3 = word[127:96];
    wire [31:0] part0_0_2 = word[95:64] ^ {part0_0_3[30:0], 1'b0} ^ {31'b0, part0_0_3[31:31]} ^ {29'b0, part0_0_3[31:31], 2'b0} ^ {25'b0, part0_0_3[31:31], 6'b0} ^ {24'b0, part0_0_3[31:31], 7'b0};
    wire [31:0] part0_0_1 = word[63:32] ^ {part0_0_2[30:0], 1'b0} ^ {31'b0, part0_0_2[31:31]} ^ {29'b0, part0_0_2[31:31], 2'b0} ^ {25'b0, part0_0_2[31:31], 6'b0} ^ {24'b0, part0_0_2[31:31], 7'b0};
    wire [31:0] part0_0_0 = word[31:0] ^ {part0_0_1[30:0], 1'b0} ^ {31'b0, part0_0_1[31:31]} ^ {29'b0, part0_0_1[31:31], 2'b0} ^ {25'b0, part0_0_1[31:31], 6'b0} ^ {24'b0, part0_0_1[31:31], 7'b0};
    reg [31:0] fold0_0 = 0;
    always @(posedge clock) if (valid) fold0_0 <= part0_0_0;
    wire [31:0] part0_1_3 = word[255:224];
    wire [31:0] part0_1_2 = word[223:192] ^ {part0_1_3[30:0], 1'b0} ^ {31'b0, part0_1_3[31:31]} ^ {29'b0, part0_1_3[31:31], 2'b0} ^ {25'b0, part0_1_3[31:31], 6'b0} ^ {24'b0, part0_1_3[31:31], 7'b0};
    wire [31:0] part0_1_1 = word[191:160] ^ {part0_1_2[30:0], 1'b0} ^ {31'b0, part0_1_2[31:31]} ^ {29'b0, part0_1_2[31:31], 2'b0} ^ {25'b0, part0_1_2[31:31], 6'b0} ^ {24'b0, part0_1_2[31:31], 7'b0};
    wire [31:0] part0_1_0 = word[159:128] ^ {part0_1_1[30:0], 1'b0} ^ {31'b0, part0_1_1[31:31]} ^ {29'b0, part0_1_1[31:31], 2'b0} ^ {25'b0, part0_1_1[31:31], 6'b0} ^ {24'b0, part0_1_1[31:31], 7'b0};
    reg [31:0] fold0_1 = 0;
    always @(posedge clock) if (valid) fold0_1 <= part0_1_0;
    wire [31:0] part0_2_3 = word[383:352];
    wire [31:0] part0_2_2 = word[351:320] ^ {part0_2_3[30:0], 1'b0} ^ {31'b0, part0_2_3[31:31]} ^ {29'b0, part0_2_3[31:31], 2'b0} ^ {25'b0, part0_2_3[31:31], 6'b0} ^ {24'b0, part0_2_3[31:31], 7'b0};
    wire [31:0] part0_2_1 = word[319:288] ^ {part0_2_2[30:0], 1'b0} ^ {31'b0, part0_2_2[31:31]} ^ {29'b0, part0_2_2[31:31], 2'b0} ^ {25'b0, part0_2_2[31:31], 6'b0} ^ {24'b0, part0_2_2[31:31], 7'b0};
    wire [31:0] part0_2_0 = word[287:256] ^ {part0_2_1[30:0], 1'b0} ^ {31'b0, part0_2_1[31:31]} ^ {29'b0, part0_2_1[31:31], 2'b0} ^ {25'b0, part0_2_1[31:31], 6'b0} ^ {24'b0, part0_2_1[31:31], 7'b0};
    reg [31:0] fold0_2 = 0;
    always @(posedge clock) if (valid) fold0_2 <= part0_2_0;
    wire [31:0] part0_3_3 = word[511:480];
    wire [31:0] part0_3_2 = word[479:448] ^ {part0_3_3[30:0], 1'b0} ^ {31'b0, part0_3_3[31:31]} ^ {29'b0, part0_3_3[31:31], 2'b0} ^ {25'b0, part0_3_3[31:31], 6'b0} ^ {24'b0, part0_3_3[31:31], 7'b0};
    wire [31:0] part0_3_1 = word[447:416] ^ {part0_3_2[30:0], 1'b0} ^ {31'b0, part0_3_2[31:31]} ^ {29'b0, part0_3_2[31:31], 2'b0} ^ {25'b0, part0_3_2[31:31], 6'b0} ^ {24'b0, part0_3_2[31:31], 7'b0};
    wire [31:0] part0_3_0 = word[415:384] ^ {part0_3_1[30:0], 1'b0} ^ {31'b0, part0_3_1[31:31]} ^ {29'b0, part0_3_1[31:31], 2'b0} ^ {25'b0, part0_3_1[31:31], 6'b0} ^ {24'b0, part0_3_1[31:31], 7'b0};
    reg [31:0] fold0_3 = 0;
    always @(posedge clock) if (valid) fold0_3 <= part0_3_0;
    reg valid0 = 0;
    always @(posedge clock) valid0 <= valid;
    wire [31:0] part1_0_3 = fold0_3;
    wire [31:0] part1_0_2 = fold0_2 ^ {part1_0_3[27:0], 4'b0} ^ {28'b0, part1_0_3[31:28]} ^ {26'b0, part1_0_3[31:28], 2'b0} ^ {22'b0, part1_0_3[31:28], 6'b0} ^ {21'b0, part1_0_3[31:28], 7'b0};
    wire [31:0] part1_0_1 = fold0_1 ^ {part1_0_2[27:0], 4'b0} ^ {28'b0, part1_0_2[31:28]} ^ {26'b0, part1_0_2[31:28], 2'b0} ^ {22'b0, part1_0_2[31:28], 6'b0} ^ {21'b0, part1_0_2[31:28], 7'b0};
    wire [31:0] part1_0_0 = fold0_0 ^ {part1_0_1[27:0], 4'b0} ^ {28'b0, part1_0_1[31:28]} ^ {26'b0, part1_0_1[31:28], 2'b0} ^ {22'b0, part1_0_1[31:28], 6'b0} ^ {21'b0, part1_0_1[31:28], 7'b0};
    reg [31:0] fold1_0 = 0;
    always @(posedge clock) if (valid0) fold1_0 <= part1_0_0;
    reg valid1 = 0;
    always @(posedge clock) valid1 <= valid0;
    always @(posedge clock)
        if (begins) sum <= 32'h53504b4c;
        else if (valid1) sum <= {sum[12:0], 19'b0} ^ {13'b0, sum[31:13]} ^ {11'b0, sum[31:13], 2'b0} ^ {7'b0, sum[31:13], 6'b0} ^ {6'b0, sum[31:13], 7'b0} ^ fold1_0;
endmodule

module spikelm_engine_inputs(clock,resetn,host_write,host_write_address,host_write_data,host_write_strobe,host_valid,host_address,host_ready,fetch_valid,fetch_address,fetch_ready,fetch_data_valid,load_valid,load_address,load_ready,load_data_valid,ring_valid,ring_address,ring_ready,ring_data_valid,fetch_data,read_data);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  host_write;
    input wire  [13:0] host_write_address;
    input wire  [511:0] host_write_data;
    input wire  [63:0] host_write_strobe;
    input wire  host_valid;
    input wire  [13:0] host_address;
    output wire  host_ready;
    input wire  fetch_valid;
    input wire  [13:0] fetch_address;
    output wire  fetch_ready;
    output wire  fetch_data_valid;
    input wire  load_valid;
    input wire  [13:0] load_address;
    output wire  load_ready;
    output wire  load_data_valid;
    input wire  ring_valid;
    input wire  [13:0] ring_address;
    output wire  ring_ready;
    output wire  ring_data_valid;
    output reg  [511:0] fetch_data;
    output reg  [511:0] read_data;

    // Constant declarations
    localparam  at_odd = 8'h0;
    localparam  at_word = 8'h1;

    // Stub signals
    wire  rams_0_clock;
    wire  rams_0_write;
    wire  [12:0] rams_0_write_address;
    wire  [511:0] rams_0_write_data;
    wire  [63:0] rams_0_write_strobe;
    wire  rams_0_read;
    wire  [12:0] rams_0_read_address;
    wire  [511:0] rams_0_read_data;
    wire  rams_1_clock;
    wire  rams_1_write;
    wire  [12:0] rams_1_write_address;
    wire  [511:0] rams_1_write_data;
    wire  [63:0] rams_1_write_strobe;
    wire  rams_1_read;
    wire  [12:0] rams_1_read_address;
    wire  [511:0] rams_1_read_data;
    reg  write_d;
    wire  write_q;
    wire  write_clock;
    reg  [13:0] write_address_d;
    wire  [13:0] write_address_q;
    wire  write_address_clock;
    reg  [511:0] write_data_d;
    wire  [511:0] write_data_q;
    wire  write_data_clock;
    reg  [63:0] write_strobe_d;
    wire  [63:0] write_strobe_q;
    wire  write_strobe_clock;
    reg  read_d;
    wire  read_q;
    wire  read_clock;
    reg  [12:0] read_word_0_d;
    wire  [12:0] read_word_0_q;
    wire  read_word_0_clock;
    reg  [12:0] read_word_1_d;
    wire  [12:0] read_word_1_q;
    wire  read_word_1_clock;
    reg  host_last_d;
    wire  host_last_q;
    wire  host_last_clock;
    reg  engine_last_d;
    wire  engine_last_q;
    wire  engine_last_clock;
    reg  fetch_asked_0_d;
    wire  fetch_asked_0_q;
    wire  fetch_asked_0_clock;
    reg  fetch_asked_1_d;
    wire  fetch_asked_1_q;
    wire  fetch_asked_1_clock;
    reg  fetch_asked_2_d;
    wire  fetch_asked_2_q;
    wire  fetch_asked_2_clock;
    reg  load_asked_0_d;
    wire  load_asked_0_q;
    wire  load_asked_0_clock;
    reg  load_asked_1_d;
    wire  load_asked_1_q;
    wire  load_asked_1_clock;
    reg  load_asked_2_d;
    wire  load_asked_2_q;
    wire  load_asked_2_clock;
    reg  ring_asked_0_d;
    wire  ring_asked_0_q;
    wire  ring_asked_0_clock;
    reg  ring_asked_1_d;
    wire  ring_asked_1_q;
    wire  ring_asked_1_clock;
    reg  ring_asked_2_d;
    wire  ring_asked_2_q;
    wire  ring_asked_2_clock;
    wire  fetch_odd_0_d;
    wire  fetch_odd_0_q;
    wire  fetch_odd_0_clock;
    wire  fetch_odd_1_d;
    wire  fetch_odd_1_q;
    wire  fetch_odd_1_clock;
    wire  fetch_odd_2_d;
    wire  fetch_odd_2_q;
    wire  fetch_odd_2_clock;
    wire  other_odd_0_d;
    wire  other_odd_0_q;
    wire  other_odd_0_clock;
    wire  other_odd_1_d;
    wire  other_odd_1_q;
    wire  other_odd_1_clock;
    wire  other_odd_2_d;
    wire  other_odd_2_q;
    wire  other_odd_2_clock;

    // Local signals
    wire  engine;
    wire  host_turn;
    wire  same_word;
    wire  write_odd;
    wire  [12:0] write_word;
    reg  [13:0] other_address;
    reg  other_is_odd;
    wire  fetch_is_odd;
    wire  fetches;

    // Sub module instances
    spikelm_engine_rams rams_0(
        .clock(rams_0_clock),
        .write(rams_0_write),
        .write_address(rams_0_write_address),
        .write_data(rams_0_write_data),
        .write_strobe(rams_0_write_strobe),
        .read(rams_0_read),
        .read_address(rams_0_read_address),
        .read_data(rams_0_read_data)
    );
    spikelm_engine_rams rams_1(
        .clock(rams_1_clock),
        .write(rams_1_write),
        .write_address(rams_1_write_address),
        .write_data(rams_1_write_data),
        .write_strobe(rams_1_write_strobe),
        .read(rams_1_read),
        .read_address(rams_1_read_address),
        .read_data(rams_1_read_data)
    );
    spikelm_engine_dff_1 write(
        .d(write_d),
        .q(write_q),
        .clock(write_clock)
    );
    spikelm_engine_dff_14 write_address(
        .d(write_address_d),
        .q(write_address_q),
        .clock(write_address_clock)
    );
    spikelm_engine_dff_512 write_data(
        .d(write_data_d),
        .q(write_data_q),
        .clock(write_data_clock)
    );
    spikelm_engine_dff_64 write_strobe(
        .d(write_strobe_d),
        .q(write_strobe_q),
        .clock(write_strobe_clock)
    );
    spikelm_engine_dff_1 read(
        .d(read_d),
        .q(read_q),
        .clock(read_clock)
    );
    spikelm_engine_dff_13 read_word_0(
        .d(read_word_0_d),
        .q(read_word_0_q),
        .clock(read_word_0_clock)
    );
    spikelm_engine_dff_13 read_word_1(
        .d(read_word_1_d),
        .q(read_word_1_q),
        .clock(read_word_1_clock)
    );
    spikelm_engine_dff_1 host_last(
        .d(host_last_d),
        .q(host_last_q),
        .clock(host_last_clock)
    );
    spikelm_engine_dff_1 engine_last(
        .d(engine_last_d),
        .q(engine_last_q),
        .clock(engine_last_clock)
    );
    spikelm_engine_dff_1 fetch_asked_0(
        .d(fetch_asked_0_d),
        .q(fetch_asked_0_q),
        .clock(fetch_asked_0_clock)
    );
    spikelm_engine_dff_1 fetch_asked_1(
        .d(fetch_asked_1_d),
        .q(fetch_asked_1_q),
        .clock(fetch_asked_1_clock)
    );
    spikelm_engine_dff_1 fetch_asked_2(
        .d(fetch_asked_2_d),
        .q(fetch_asked_2_q),
        .clock(fetch_asked_2_clock)
    );
    spikelm_engine_dff_1 load_asked_0(
        .d(load_asked_0_d),
        .q(load_asked_0_q),
        .clock(load_asked_0_clock)
    );
    spikelm_engine_dff_1 load_asked_1(
        .d(load_asked_1_d),
        .q(load_asked_1_q),
        .clock(load_asked_1_clock)
    );
    spikelm_engine_dff_1 load_asked_2(
        .d(load_asked_2_d),
        .q(load_asked_2_q),
        .clock(load_asked_2_clock)
    );
    spikelm_engine_dff_1 ring_asked_0(
        .d(ring_asked_0_d),
        .q(ring_asked_0_q),
        .clock(ring_asked_0_clock)
    );
    spikelm_engine_dff_1 ring_asked_1(
        .d(ring_asked_1_d),
        .q(ring_asked_1_q),
        .clock(ring_asked_1_clock)
    );
    spikelm_engine_dff_1 ring_asked_2(
        .d(ring_asked_2_d),
        .q(ring_asked_2_q),
        .clock(ring_asked_2_clock)
    );
    spikelm_engine_dff_1 fetch_odd_0(
        .d(fetch_odd_0_d),
        .q(fetch_odd_0_q),
        .clock(fetch_odd_0_clock)
    );
    spikelm_engine_dff_1 fetch_odd_1(
        .d(fetch_odd_1_d),
        .q(fetch_odd_1_q),
        .clock(fetch_odd_1_clock)
    );
    spikelm_engine_dff_1 fetch_odd_2(
        .d(fetch_odd_2_d),
        .q(fetch_odd_2_q),
        .clock(fetch_odd_2_clock)
    );
    spikelm_engine_dff_1 other_odd_0(
        .d(other_odd_0_d),
        .q(other_odd_0_q),
        .clock(other_odd_0_clock)
    );
    spikelm_engine_dff_1 other_odd_1(
        .d(other_odd_1_d),
        .q(other_odd_1_q),
        .clock(other_odd_1_clock)
    );
    spikelm_engine_dff_1 other_odd_2(
        .d(other_odd_2_d),
        .q(other_odd_2_q),
        .clock(other_odd_2_clock)
    );

    // Update code
    assign write_clock = clock;
    assign write_address_clock = clock;
    assign write_data_clock = clock;
    assign write_strobe_clock = clock;
    assign read_clock = clock;
    assign host_last_clock = clock;
    assign engine_last_clock = clock;
    assign rams_0_clock = clock;
    assign read_word_0_clock = clock;
    assign rams_1_clock = clock;
    assign read_word_1_clock = clock;
    assign fetch_odd_0_clock = clock;
    assign other_odd_0_clock = clock;
    assign fetch_asked_0_clock = clock;
    assign load_asked_0_clock = clock;
    assign ring_asked_0_clock = clock;
    assign fetch_odd_1_clock = clock;
    assign other_odd_1_clock = clock;
    assign fetch_asked_1_clock = clock;
    assign load_asked_1_clock = clock;
    assign ring_asked_1_clock = clock;
    assign fetch_odd_2_clock = clock;
    assign other_odd_2_clock = clock;
    assign fetch_asked_2_clock = clock;
    assign load_asked_2_clock = clock;
    assign ring_asked_2_clock = clock;
    assign write_odd = write_address_q[at_odd];
    assign write_word = write_address_q[(at_word)+:(13)];
    assign rams_0_write = write_q && ~write_odd;
    assign rams_1_write = write_q && write_odd;
    assign rams_0_write_address = write_word;
    assign rams_0_write_data = write_data_q;
    assign rams_0_write_strobe = write_strobe_q;
    assign rams_1_write_address = write_word;
    assign rams_1_write_data = write_data_q;
    assign rams_1_write_strobe = write_strobe_q;
    assign engine = fetch_valid || load_valid || ring_valid;
    assign host_turn = host_valid && (~engine_last_q || ~host_last_q);
    assign same_word = host_write && (host_write_address == host_address);
    assign host_ready = host_turn && ~same_word;
    assign fetch_is_odd = fetch_address[at_odd];
    assign fetch_ready = ~host_turn || (host_address[at_odd] != fetch_is_odd);
    assign ring_ready = ~host_turn && (~fetch_valid || (ring_address[at_odd] != fetch_is_odd));
    assign load_ready = ~host_turn && ~ring_valid && (~fetch_valid || (load_address[at_odd] != fetch_is_odd));
    assign fetches = fetch_valid && fetch_ready;
    assign rams_0_read = read_q;
    assign rams_0_read_address = read_word_0_q;
    assign rams_1_read = read_q;
    assign rams_1_read_address = read_word_1_q;
    assign fetch_odd_0_d = fetch_is_odd;
    assign other_odd_0_d = other_is_odd;
    assign fetch_odd_1_d = fetch_odd_0_q;
    assign other_odd_1_d = other_odd_0_q;
    assign fetch_odd_2_d = fetch_odd_1_q;
    assign other_odd_2_d = other_odd_1_q;
    assign fetch_data_valid = fetch_asked_2_q;
    assign load_data_valid = load_asked_2_q;
    assign ring_data_valid = ring_asked_2_q;
    always @(*) begin
        write_d = write_q;
        write_address_d = write_address_q;
        write_data_d = write_data_q;
        write_strobe_d = write_strobe_q;
        read_d = read_q;
        host_last_d = host_last_q;
        engine_last_d = engine_last_q;
        write_d = host_write;
        write_address_d = host_write_address;
        write_data_d = host_write_data;
        write_strobe_d = host_write_strobe;
        engine_last_d = engine;
        host_last_d = host_turn;
        other_address = load_address;
        if (ring_valid) begin
            other_address = ring_address;
        end
        if (host_turn) begin
            other_address = host_address;
        end
        other_is_odd = other_address[at_odd];
        read_d = engine || host_valid;
        read_word_0_d = other_address[(at_word)+:(13)];
        read_word_1_d = other_address[(at_word)+:(13)];
        if (fetches && ~fetch_is_odd) begin
            read_word_0_d = fetch_address[(at_word)+:(13)];
        end
        if (fetches && fetch_is_odd) begin
            read_word_1_d = fetch_address[(at_word)+:(13)];
        end
        fetch_asked_0_d = fetches;
        load_asked_0_d = load_valid && load_ready;
        ring_asked_0_d = ring_valid && ring_ready;
        fetch_asked_1_d = fetch_asked_0_q;
        load_asked_1_d = load_asked_0_q;
        ring_asked_1_d = ring_asked_0_q;
        fetch_asked_2_d = fetch_asked_1_q;
        load_asked_2_d = load_asked_1_q;
        ring_asked_2_d = ring_asked_1_q;
        fetch_data = rams_0_read_data;
        if (fetch_odd_2_q) begin
            fetch_data = rams_1_read_data;
        end
        read_data = rams_0_read_data;
        if (other_odd_2_q) begin
            read_data = rams_1_read_data;
        end
        if (~resetn) begin
            write_d = 1'b0;
            host_last_d = 1'b0;
            engine_last_d = 1'b0;
            fetch_asked_0_d = 1'b0;
            load_asked_0_d = 1'b0;
            ring_asked_0_d = 1'b0;
            fetch_asked_1_d = 1'b0;
            load_asked_1_d = 1'b0;
            ring_asked_1_d = 1'b0;
            fetch_asked_2_d = 1'b0;
            load_asked_2_d = 1'b0;
            ring_asked_2_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_reads(clock,resetn,read_valid,read_address,read_tag,read_ready,read_done,read_done_tag,read_data,read_error,run_result_valid,run_result_first,run_result_last,input_valid,input_address,input_ready,input_data,result_valid,result_address,result_part,result_ready,result_data,conflict,decode);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  read_valid;
    input wire  [63:0] read_address;
    input wire  [4:0] read_tag;
    output wire  read_ready;
    output wire  read_done;
    output wire  [4:0] read_done_tag;
    output wire  [511:0] read_data;
    output wire  [1:0] read_error;
    input wire  run_result_valid;
    input wire  [12:0] run_result_first;
    input wire  [12:0] run_result_last;
    output wire  input_valid;
    output wire  [13:0] input_address;
    input wire  input_ready;
    input wire  [511:0] input_data;
    output wire  result_valid;
    output wire  [12:0] result_address;
    output wire  [1:0] result_part;
    input wire  result_ready;
    input wire  [511:0] result_data;
    output wire  conflict;
    output wire  decode;

    // Constant declarations
    localparam  at_address = 16'h0;
    localparam  at_tag = 16'h40;
    localparam  okay = 2'b0;
    localparam  refused = 2'b10;
    localparam  nowhere = 2'b11;

    // Stub signals
    wire  [63:0] request_address;
    wire  [4:0] request_tag;
    wire  [68:0] request_all;
    wire  requests_clock;
    wire  requests_resetn;
    wire  requests_push;
    wire  [68:0] requests_push_data;
    wire  requests_ready;
    wire  requests_ample;
    wire  requests_valid;
    wire  [68:0] requests_data;
    wire  requests_pop;
    wire  requests_empty;
    wire  [63:0] window_address;
    wire  window_in_input;
    wire  window_in_result;
    wire  [13:0] window_input_word;
    wire  [12:0] window_result_word;
    wire  [1:0] window_result_part;
    wire  run_result_guard_valid;
    wire  [12:0] run_result_guard_first;
    wire  [12:0] run_result_guard_last;
    wire  [12:0] run_result_guard_word;
    wire  run_result_guard_hit;
    reg  valid_d;
    wire  valid_q;
    wire  valid_clock;
    reg  in_input_d;
    wire  in_input_q;
    wire  in_input_clock;
    reg  in_result_d;
    wire  in_result_q;
    wire  in_result_clock;
    reg  guarded_d;
    wire  guarded_q;
    wire  guarded_clock;
    reg  [13:0] input_word_d;
    wire  [13:0] input_word_q;
    wire  input_word_clock;
    reg  [12:0] result_word_d;
    wire  [12:0] result_word_q;
    wire  result_word_clock;
    reg  [1:0] part_d;
    wire  [1:0] part_q;
    wire  part_clock;
    reg  [4:0] tag_d;
    wire  [4:0] tag_q;
    wire  tag_clock;
    reg  asked_0_d;
    wire  asked_0_q;
    wire  asked_0_clock;
    reg  asked_1_d;
    wire  asked_1_q;
    wire  asked_1_clock;
    reg  asked_2_d;
    wire  asked_2_q;
    wire  asked_2_clock;
    reg  asked_3_d;
    wire  asked_3_q;
    wire  asked_3_clock;
    wire  asked_input_0_d;
    wire  asked_input_0_q;
    wire  asked_input_0_clock;
    wire  asked_input_1_d;
    wire  asked_input_1_q;
    wire  asked_input_1_clock;
    wire  asked_input_2_d;
    wire  asked_input_2_q;
    wire  asked_input_2_clock;
    wire  asked_result_0_d;
    wire  asked_result_0_q;
    wire  asked_result_0_clock;
    wire  asked_result_1_d;
    wire  asked_result_1_q;
    wire  asked_result_1_clock;
    wire  asked_result_2_d;
    wire  asked_result_2_q;
    wire  asked_result_2_clock;
    wire  [4:0] asked_tag_0_d;
    wire  [4:0] asked_tag_0_q;
    wire  asked_tag_0_clock;
    wire  [4:0] asked_tag_1_d;
    wire  [4:0] asked_tag_1_q;
    wire  asked_tag_1_clock;
    wire  [4:0] asked_tag_2_d;
    wire  [4:0] asked_tag_2_q;
    wire  asked_tag_2_clock;
    wire  [4:0] asked_tag_3_d;
    wire  [4:0] asked_tag_3_q;
    wire  asked_tag_3_clock;
    reg  [1:0] asked_error_0_d;
    wire  [1:0] asked_error_0_q;
    wire  asked_error_0_clock;
    wire  [1:0] asked_error_1_d;
    wire  [1:0] asked_error_1_q;
    wire  asked_error_1_clock;
    wire  [1:0] asked_error_2_d;
    wire  [1:0] asked_error_2_q;
    wire  asked_error_2_clock;
    wire  [1:0] asked_error_3_d;
    wire  [1:0] asked_error_3_q;
    wire  asked_error_3_clock;
    wire  answer_clock;
    wire  answer_load;
    wire  answer_from_input;
    wire  answer_from_result;
    wire  [511:0] answer_input_word;
    wire  [511:0] answer_result_word;
    wire  [511:0] answer_data;

    // Local signals
    wire  [63:0] address;
    wire  held;

    // Sub module instances
    spikelm_engine_request request(
        .address(request_address),
        .tag(request_tag),
        .all(request_all)
    );
    spikelm_engine_requests requests(
        .clock(requests_clock),
        .resetn(requests_resetn),
        .push(requests_push),
        .push_data(requests_push_data),
        .ready(requests_ready),
        .ample(requests_ample),
        .valid(requests_valid),
        .data(requests_data),
        .pop(requests_pop),
        .empty(requests_empty)
    );
    spikelm_engine_window window(
        .address(window_address),
        .in_input(window_in_input),
        .in_result(window_in_result),
        .input_word(window_input_word),
        .result_word(window_result_word),
        .result_part(window_result_part)
    );
    spikelm_engine_run_result_guard run_result_guard(
        .valid(run_result_guard_valid),
        .first(run_result_guard_first),
        .last(run_result_guard_last),
        .word(run_result_guard_word),
        .hit(run_result_guard_hit)
    );
    spikelm_engine_dff_1 valid(
        .d(valid_d),
        .q(valid_q),
        .clock(valid_clock)
    );
    spikelm_engine_dff_1 in_input(
        .d(in_input_d),
        .q(in_input_q),
        .clock(in_input_clock)
    );
    spikelm_engine_dff_1 in_result(
        .d(in_result_d),
        .q(in_result_q),
        .clock(in_result_clock)
    );
    spikelm_engine_dff_1 guarded(
        .d(guarded_d),
        .q(guarded_q),
        .clock(guarded_clock)
    );
    spikelm_engine_dff_14 input_word(
        .d(input_word_d),
        .q(input_word_q),
        .clock(input_word_clock)
    );
    spikelm_engine_dff_13 result_word(
        .d(result_word_d),
        .q(result_word_q),
        .clock(result_word_clock)
    );
    spikelm_engine_dff_2 part(
        .d(part_d),
        .q(part_q),
        .clock(part_clock)
    );
    spikelm_engine_dff_5 tag(
        .d(tag_d),
        .q(tag_q),
        .clock(tag_clock)
    );
    spikelm_engine_dff_1 asked_0(
        .d(asked_0_d),
        .q(asked_0_q),
        .clock(asked_0_clock)
    );
    spikelm_engine_dff_1 asked_1(
        .d(asked_1_d),
        .q(asked_1_q),
        .clock(asked_1_clock)
    );
    spikelm_engine_dff_1 asked_2(
        .d(asked_2_d),
        .q(asked_2_q),
        .clock(asked_2_clock)
    );
    spikelm_engine_dff_1 asked_3(
        .d(asked_3_d),
        .q(asked_3_q),
        .clock(asked_3_clock)
    );
    spikelm_engine_dff_1 asked_input_0(
        .d(asked_input_0_d),
        .q(asked_input_0_q),
        .clock(asked_input_0_clock)
    );
    spikelm_engine_dff_1 asked_input_1(
        .d(asked_input_1_d),
        .q(asked_input_1_q),
        .clock(asked_input_1_clock)
    );
    spikelm_engine_dff_1 asked_input_2(
        .d(asked_input_2_d),
        .q(asked_input_2_q),
        .clock(asked_input_2_clock)
    );
    spikelm_engine_dff_1 asked_result_0(
        .d(asked_result_0_d),
        .q(asked_result_0_q),
        .clock(asked_result_0_clock)
    );
    spikelm_engine_dff_1 asked_result_1(
        .d(asked_result_1_d),
        .q(asked_result_1_q),
        .clock(asked_result_1_clock)
    );
    spikelm_engine_dff_1 asked_result_2(
        .d(asked_result_2_d),
        .q(asked_result_2_q),
        .clock(asked_result_2_clock)
    );
    spikelm_engine_dff_5 asked_tag_0(
        .d(asked_tag_0_d),
        .q(asked_tag_0_q),
        .clock(asked_tag_0_clock)
    );
    spikelm_engine_dff_5 asked_tag_1(
        .d(asked_tag_1_d),
        .q(asked_tag_1_q),
        .clock(asked_tag_1_clock)
    );
    spikelm_engine_dff_5 asked_tag_2(
        .d(asked_tag_2_d),
        .q(asked_tag_2_q),
        .clock(asked_tag_2_clock)
    );
    spikelm_engine_dff_5 asked_tag_3(
        .d(asked_tag_3_d),
        .q(asked_tag_3_q),
        .clock(asked_tag_3_clock)
    );
    spikelm_engine_dff_2 asked_error_0(
        .d(asked_error_0_d),
        .q(asked_error_0_q),
        .clock(asked_error_0_clock)
    );
    spikelm_engine_dff_2 asked_error_1(
        .d(asked_error_1_d),
        .q(asked_error_1_q),
        .clock(asked_error_1_clock)
    );
    spikelm_engine_dff_2 asked_error_2(
        .d(asked_error_2_d),
        .q(asked_error_2_q),
        .clock(asked_error_2_clock)
    );
    spikelm_engine_dff_2 asked_error_3(
        .d(asked_error_3_d),
        .q(asked_error_3_q),
        .clock(asked_error_3_clock)
    );
    spikelm_engine_answer answer(
        .clock(answer_clock),
        .load(answer_load),
        .from_input(answer_from_input),
        .from_result(answer_from_result),
        .input_word(answer_input_word),
        .result_word(answer_result_word),
        .data(answer_data)
    );

    // Update code
    assign valid_clock = clock;
    assign in_input_clock = clock;
    assign in_result_clock = clock;
    assign guarded_clock = clock;
    assign input_word_clock = clock;
    assign result_word_clock = clock;
    assign part_clock = clock;
    assign tag_clock = clock;
    assign answer_clock = clock;
    assign requests_clock = clock;
    assign requests_resetn = resetn;
    assign request_address = read_address;
    assign request_tag = read_tag;
    assign requests_push = read_valid;
    assign requests_push_data = request_all;
    assign read_ready = requests_ready;
    assign address = requests_data[(at_address)+:(64)];
    assign window_address = address;
    assign run_result_guard_valid = run_result_valid;
    assign run_result_guard_first = run_result_first;
    assign run_result_guard_last = run_result_last;
    assign run_result_guard_word = window_result_word;
    assign input_valid = valid_q && in_input_q;
    assign input_address = input_word_q;
    assign result_valid = valid_q && in_result_q && ~guarded_q;
    assign result_address = result_word_q;
    assign result_part = part_q;
    assign held = (input_valid && ~input_ready) || (result_valid && ~result_ready);
    assign requests_pop = ~held;
    assign conflict = valid_q && guarded_q;
    assign decode = valid_q && ~in_input_q && ~in_result_q;
    assign asked_0_clock = clock;
    assign asked_tag_0_clock = clock;
    assign asked_error_0_clock = clock;
    assign asked_1_clock = clock;
    assign asked_tag_1_clock = clock;
    assign asked_error_1_clock = clock;
    assign asked_2_clock = clock;
    assign asked_tag_2_clock = clock;
    assign asked_error_2_clock = clock;
    assign asked_3_clock = clock;
    assign asked_tag_3_clock = clock;
    assign asked_error_3_clock = clock;
    assign asked_input_0_clock = clock;
    assign asked_result_0_clock = clock;
    assign asked_input_1_clock = clock;
    assign asked_result_1_clock = clock;
    assign asked_input_2_clock = clock;
    assign asked_result_2_clock = clock;
    assign asked_input_0_d = in_input_q;
    assign asked_result_0_d = result_valid;
    assign asked_tag_0_d = tag_q;
    assign asked_tag_1_d = asked_tag_0_q;
    assign asked_error_1_d = asked_error_0_q;
    assign asked_tag_2_d = asked_tag_1_q;
    assign asked_error_2_d = asked_error_1_q;
    assign asked_tag_3_d = asked_tag_2_q;
    assign asked_error_3_d = asked_error_2_q;
    assign asked_input_1_d = asked_input_0_q;
    assign asked_result_1_d = asked_result_0_q;
    assign asked_input_2_d = asked_input_1_q;
    assign asked_result_2_d = asked_result_1_q;
    assign answer_load = asked_2_q;
    assign answer_from_input = asked_input_2_q;
    assign answer_from_result = asked_result_2_q;
    assign answer_input_word = input_data;
    assign answer_result_word = result_data;
    assign read_done = asked_3_q;
    assign read_done_tag = asked_tag_3_q;
    assign read_error = asked_error_3_q;
    assign read_data = answer_data;
    always @(*) begin
        valid_d = valid_q;
        in_input_d = in_input_q;
        in_result_d = in_result_q;
        guarded_d = guarded_q;
        input_word_d = input_word_q;
        result_word_d = result_word_q;
        part_d = part_q;
        tag_d = tag_q;
        if (~held) begin
            valid_d = requests_valid;
            in_input_d = window_in_input;
            in_result_d = window_in_result;
            guarded_d = window_in_result && run_result_guard_hit;
            input_word_d = window_input_word;
            result_word_d = window_result_word;
            part_d = window_result_part;
            tag_d = requests_data[(at_tag)+:(5)];
        end
        asked_0_d = valid_q && ~held;
        asked_error_0_d = okay;
        if (conflict) begin
            asked_error_0_d = refused;
        end
        if (decode) begin
            asked_error_0_d = nowhere;
        end
        asked_1_d = asked_0_q;
        asked_2_d = asked_1_q;
        asked_3_d = asked_2_q;
        if (~resetn) begin
            valid_d = 1'b0;
            asked_0_d = 1'b0;
            asked_1_d = 1'b0;
            asked_2_d = 1'b0;
            asked_3_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_results(clock,resetn,result_valid,result_address,result_data,record_valid,record_address,record_data,record_ready,host_write,host_write_address,host_write_part,host_write_data,host_write_strobe,host_write_ready,host_valid,host_address,host_part,host_ready,read_data);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  result_valid;
    input wire  [12:0] result_address;
    input wire  [2047:0] result_data;
    input wire  record_valid;
    input wire  [15:0] record_address;
    input wire  [255:0] record_data;
    output wire  record_ready;
    input wire  host_write;
    input wire  [12:0] host_write_address;
    input wire  [1:0] host_write_part;
    input wire  [511:0] host_write_data;
    input wire  [63:0] host_write_strobe;
    output wire  host_write_ready;
    input wire  host_valid;
    input wire  [12:0] host_address;
    input wire  [1:0] host_part;
    output wire  host_ready;
    output wire  [511:0] read_data;

    // Stub signals
    wire  writer_clock;
    wire  writer_result_valid;
    wire  [12:0] writer_result_address;
    wire  [2047:0] writer_result_data;
    wire  writer_record_valid;
    wire  [15:0] writer_record_address;
    wire  [255:0] writer_record_data;
    wire  writer_record_ready;
    wire  writer_host_valid;
    wire  [12:0] writer_host_address;
    wire  [1:0] writer_host_part;
    wire  [511:0] writer_host_data;
    wire  [63:0] writer_host_strobe;
    wire  writer_host_ready;
    wire  writer_write;
    wire  [12:0] writer_address;
    wire  [2047:0] writer_data;
    wire  [255:0] writer_strobe;
    wire  ram_clock;
    wire  ram_write;
    wire  [12:0] ram_write_address;
    wire  [2047:0] ram_write_data;
    wire  [255:0] ram_write_strobe;
    wire  ram_read;
    wire  [12:0] ram_read_address;
    wire  [2047:0] ram_read_data;
    wire  part_word_clock;
    wire  part_word_load;
    wire  [1:0] part_word_part;
    wire  [2047:0] part_word_word;
    wire  [511:0] part_word_beat;
    reg  asked_d;
    wire  asked_q;
    wire  asked_clock;
    reg  [1:0] part_d;
    wire  [1:0] part_q;
    wire  part_clock;

    // Local signals
    wire  same_word;

    // Sub module instances
    spikelm_engine_writer writer(
        .clock(writer_clock),
        .result_valid(writer_result_valid),
        .result_address(writer_result_address),
        .result_data(writer_result_data),
        .record_valid(writer_record_valid),
        .record_address(writer_record_address),
        .record_data(writer_record_data),
        .record_ready(writer_record_ready),
        .host_valid(writer_host_valid),
        .host_address(writer_host_address),
        .host_part(writer_host_part),
        .host_data(writer_host_data),
        .host_strobe(writer_host_strobe),
        .host_ready(writer_host_ready),
        .write(writer_write),
        .address(writer_address),
        .data(writer_data),
        .strobe(writer_strobe)
    );
    spikelm_engine_ram ram(
        .clock(ram_clock),
        .write(ram_write),
        .write_address(ram_write_address),
        .write_data(ram_write_data),
        .write_strobe(ram_write_strobe),
        .read(ram_read),
        .read_address(ram_read_address),
        .read_data(ram_read_data)
    );
    spikelm_engine_part_word part_word(
        .clock(part_word_clock),
        .load(part_word_load),
        .part(part_word_part),
        .word(part_word_word),
        .beat(part_word_beat)
    );
    spikelm_engine_dff_1 asked(
        .d(asked_d),
        .q(asked_q),
        .clock(asked_clock)
    );
    spikelm_engine_dff_2 part(
        .d(part_d),
        .q(part_q),
        .clock(part_clock)
    );

    // Update code
    assign asked_clock = clock;
    assign part_clock = clock;
    assign writer_clock = clock;
    assign ram_clock = clock;
    assign part_word_clock = clock;
    assign writer_result_valid = result_valid;
    assign writer_result_address = result_address;
    assign writer_result_data = result_data;
    assign writer_record_valid = record_valid;
    assign writer_record_address = record_address;
    assign writer_record_data = record_data;
    assign record_ready = writer_record_ready;
    assign writer_host_valid = host_write;
    assign writer_host_address = host_write_address;
    assign writer_host_part = host_write_part;
    assign writer_host_data = host_write_data;
    assign writer_host_strobe = host_write_strobe;
    assign host_write_ready = writer_host_ready;
    assign ram_write = writer_write;
    assign ram_write_address = writer_address;
    assign ram_write_data = writer_data;
    assign ram_write_strobe = writer_strobe;
    assign same_word = writer_write && (writer_address == host_address);
    assign host_ready = ~same_word;
    assign ram_read = host_valid;
    assign ram_read_address = host_address;
    assign part_word_load = asked_q;
    assign part_word_part = part_q;
    assign part_word_word = ram_read_data;
    assign read_data = part_word_beat;
    always @(*) begin
        asked_d = asked_q;
        part_d = part_q;
        asked_d = host_valid;
        part_d = host_part;
        if (~resetn) begin
            asked_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_writes(clock,resetn,write_valid,write_address,write_data,write_strobe,write_tag,write_ready,write_done,write_done_tag,write_error,run_source_valid,run_source_first,run_source_last,load_source_valid,load_source_first,load_source_last,run_result_valid,run_result_first,run_result_last,input_write,input_address,result_write,result_address,result_part,result_ready,data,strobe,conflict,decode);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  write_valid;
    input wire  [63:0] write_address;
    input wire  [511:0] write_data;
    input wire  [63:0] write_strobe;
    input wire  [4:0] write_tag;
    output wire  write_ready;
    output wire  write_done;
    output wire  [4:0] write_done_tag;
    output reg  [1:0] write_error;
    input wire  run_source_valid;
    input wire  [13:0] run_source_first;
    input wire  [13:0] run_source_last;
    input wire  load_source_valid;
    input wire  [13:0] load_source_first;
    input wire  [13:0] load_source_last;
    input wire  run_result_valid;
    input wire  [12:0] run_result_first;
    input wire  [12:0] run_result_last;
    output wire  input_write;
    output wire  [13:0] input_address;
    output wire  result_write;
    output wire  [12:0] result_address;
    output wire  [1:0] result_part;
    input wire  result_ready;
    output wire  [511:0] data;
    output wire  [63:0] strobe;
    output wire  conflict;
    output wire  decode;

    // Constant declarations
    localparam  okay = 2'b0;
    localparam  refused = 2'b10;
    localparam  nowhere = 2'b11;

    // Stub signals
    wire  [63:0] window_address;
    wire  window_in_input;
    wire  window_in_result;
    wire  [13:0] window_input_word;
    wire  [12:0] window_result_word;
    wire  [1:0] window_result_part;
    wire  run_source_guard_valid;
    wire  [13:0] run_source_guard_first;
    wire  [13:0] run_source_guard_last;
    wire  [13:0] run_source_guard_word;
    wire  run_source_guard_hit;
    wire  load_source_guard_valid;
    wire  [13:0] load_source_guard_first;
    wire  [13:0] load_source_guard_last;
    wire  [13:0] load_source_guard_word;
    wire  load_source_guard_hit;
    wire  run_result_guard_valid;
    wire  [12:0] run_result_guard_first;
    wire  [12:0] run_result_guard_last;
    wire  [12:0] run_result_guard_word;
    wire  run_result_guard_hit;
    wire  held_guard_valid;
    wire  [12:0] held_guard_first;
    wire  [12:0] held_guard_last;
    wire  [12:0] held_guard_word;
    wire  held_guard_hit;
    reg  valid_d;
    wire  valid_q;
    wire  valid_clock;
    reg  in_input_d;
    wire  in_input_q;
    wire  in_input_clock;
    reg  in_result_d;
    wire  in_result_q;
    wire  in_result_clock;
    reg  guarded_d;
    wire  guarded_q;
    wire  guarded_clock;
    reg  written_d;
    wire  written_q;
    wire  written_clock;
    reg  [13:0] input_word_d;
    wire  [13:0] input_word_q;
    wire  input_word_clock;
    reg  [12:0] result_word_d;
    wire  [12:0] result_word_q;
    wire  result_word_clock;
    reg  [1:0] part_d;
    wire  [1:0] part_q;
    wire  part_clock;
    reg  [511:0] beat_d;
    wire  [511:0] beat_q;
    wire  beat_clock;
    reg  [63:0] bytes_d;
    wire  [63:0] bytes_q;
    wire  bytes_clock;
    reg  [4:0] tag_d;
    wire  [4:0] tag_q;
    wire  tag_clock;

    // Local signals
    wire  held;
    wire  new_guarded;

    // Sub module instances
    spikelm_engine_window window(
        .address(window_address),
        .in_input(window_in_input),
        .in_result(window_in_result),
        .input_word(window_input_word),
        .result_word(window_result_word),
        .result_part(window_result_part)
    );
    spikelm_engine_load_source_guard run_source_guard(
        .valid(run_source_guard_valid),
        .first(run_source_guard_first),
        .last(run_source_guard_last),
        .word(run_source_guard_word),
        .hit(run_source_guard_hit)
    );
    spikelm_engine_load_source_guard load_source_guard(
        .valid(load_source_guard_valid),
        .first(load_source_guard_first),
        .last(load_source_guard_last),
        .word(load_source_guard_word),
        .hit(load_source_guard_hit)
    );
    spikelm_engine_run_result_guard run_result_guard(
        .valid(run_result_guard_valid),
        .first(run_result_guard_first),
        .last(run_result_guard_last),
        .word(run_result_guard_word),
        .hit(run_result_guard_hit)
    );
    spikelm_engine_run_result_guard held_guard(
        .valid(held_guard_valid),
        .first(held_guard_first),
        .last(held_guard_last),
        .word(held_guard_word),
        .hit(held_guard_hit)
    );
    spikelm_engine_dff_1 valid(
        .d(valid_d),
        .q(valid_q),
        .clock(valid_clock)
    );
    spikelm_engine_dff_1 in_input(
        .d(in_input_d),
        .q(in_input_q),
        .clock(in_input_clock)
    );
    spikelm_engine_dff_1 in_result(
        .d(in_result_d),
        .q(in_result_q),
        .clock(in_result_clock)
    );
    spikelm_engine_dff_1 guarded(
        .d(guarded_d),
        .q(guarded_q),
        .clock(guarded_clock)
    );
    spikelm_engine_dff_1 written(
        .d(written_d),
        .q(written_q),
        .clock(written_clock)
    );
    spikelm_engine_dff_14 input_word(
        .d(input_word_d),
        .q(input_word_q),
        .clock(input_word_clock)
    );
    spikelm_engine_dff_13 result_word(
        .d(result_word_d),
        .q(result_word_q),
        .clock(result_word_clock)
    );
    spikelm_engine_dff_2 part(
        .d(part_d),
        .q(part_q),
        .clock(part_clock)
    );
    spikelm_engine_dff_512 beat(
        .d(beat_d),
        .q(beat_q),
        .clock(beat_clock)
    );
    spikelm_engine_dff_64 bytes(
        .d(bytes_d),
        .q(bytes_q),
        .clock(bytes_clock)
    );
    spikelm_engine_dff_5 tag(
        .d(tag_d),
        .q(tag_q),
        .clock(tag_clock)
    );

    // Update code
    assign valid_clock = clock;
    assign in_input_clock = clock;
    assign in_result_clock = clock;
    assign guarded_clock = clock;
    assign written_clock = clock;
    assign input_word_clock = clock;
    assign result_word_clock = clock;
    assign part_clock = clock;
    assign beat_clock = clock;
    assign bytes_clock = clock;
    assign tag_clock = clock;
    assign input_write = valid_q && in_input_q && ~guarded_q;
    assign held = valid_q && in_result_q && ~guarded_q && ~written_q;
    assign result_write = held;
    assign input_address = input_word_q;
    assign result_address = result_word_q;
    assign result_part = part_q;
    assign data = beat_q;
    assign strobe = bytes_q;
    assign write_done = valid_q && ~held;
    assign write_done_tag = tag_q;
    assign conflict = valid_q && guarded_q && ~written_q;
    assign decode = valid_q && ~in_input_q && ~in_result_q;
    assign window_address = write_address;
    assign write_ready = ~held;
    assign run_source_guard_valid = run_source_valid;
    assign run_source_guard_first = run_source_first;
    assign run_source_guard_last = run_source_last;
    assign run_source_guard_word = window_input_word;
    assign load_source_guard_valid = load_source_valid;
    assign load_source_guard_first = load_source_first;
    assign load_source_guard_last = load_source_last;
    assign load_source_guard_word = window_input_word;
    assign run_result_guard_valid = run_result_valid;
    assign run_result_guard_first = run_result_first;
    assign run_result_guard_last = run_result_last;
    assign run_result_guard_word = window_result_word;
    assign held_guard_valid = run_result_valid;
    assign held_guard_first = run_result_first;
    assign held_guard_last = run_result_last;
    assign held_guard_word = result_word_q;
    assign new_guarded = (window_in_input && (run_source_guard_hit || load_source_guard_hit)) || (window_in_result && run_result_guard_hit);
    always @(*) begin
        valid_d = valid_q;
        in_input_d = in_input_q;
        in_result_d = in_result_q;
        guarded_d = guarded_q;
        written_d = written_q;
        input_word_d = input_word_q;
        result_word_d = result_word_q;
        part_d = part_q;
        beat_d = beat_q;
        bytes_d = bytes_q;
        tag_d = tag_q;
        written_d = held && result_ready;
        write_error = okay;
        if (conflict) begin
            write_error = refused;
        end
        if (decode) begin
            write_error = nowhere;
        end
        guarded_d = held_guard_hit;
        if (~held) begin
            guarded_d = new_guarded;
            in_input_d = window_in_input;
            in_result_d = window_in_result;
            input_word_d = window_input_word;
            result_word_d = window_result_word;
        end
        if (~held) begin
            valid_d = write_valid;
            part_d = window_result_part;
            tag_d = write_tag;
        end
        if (~held && write_valid) begin
            beat_d = write_data;
            bytes_d = write_strobe;
        end
        if (~resetn) begin
            valid_d = 1'b0;
            written_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_read(clock,resetn,arid,araddr,arlen,arsize,arburst,arvalid,arready,rid,rdata,rresp,rlast,rvalid,rready,read_valid,read_address,read_tag,read_ready,read_done,read_done_tag,read_data,read_error);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  [3:0] arid;
    input wire  [63:0] araddr;
    input wire  [7:0] arlen;
    input wire  [2:0] arsize;
    input wire  [1:0] arburst;
    input wire  arvalid;
    output wire  arready;
    output wire  [3:0] rid;
    output wire  [511:0] rdata;
    output wire  [1:0] rresp;
    output wire  rlast;
    output wire  rvalid;
    input wire  rready;
    output wire  read_valid;
    output wire  [63:0] read_address;
    output wire  [4:0] read_tag;
    input wire  read_ready;
    input wire  read_done;
    input wire  [4:0] read_done_tag;
    input wire  [511:0] read_data;
    input wire  [1:0] read_error;

    // Constant declarations
    localparam  most = 5'b10000;
    localparam  one = 5'b1;
    localparam  none = 5'b0;

    // Stub signals
    reg  opened_d;
    wire  opened_q;
    wire  opened_clock;
    wire  [1:0] request_burst;
    wire  [2:0] request_size;
    wire  [7:0] request_length;
    wire  [63:0] request_address;
    wire  [3:0] request_id;
    wire  [80:0] request_all;
    wire  requests_clock;
    wire  requests_resetn;
    wire  requests_push;
    wire  [80:0] requests_push_data;
    wire  requests_ready;
    wire  requests_ample;
    wire  requests_valid;
    wire  [80:0] requests_data;
    wire  requests_pop;
    wire  requests_empty;
    wire  bursts_clock;
    wire  bursts_resetn;
    wire  bursts_request_valid;
    wire  [80:0] bursts_request;
    wire  bursts_allow;
    wire  bursts_take;
    wire  bursts_beat_valid;
    wire  [63:0] bursts_beat_address;
    wire  [4:0] bursts_beat_tag;
    wire  bursts_beat_ready;
    wire  [4:0] beat_tag;
    wire  [1:0] beat_response;
    wire  [511:0] beat_data;
    wire  [518:0] beat_all;
    wire  beats_clock;
    wire  beats_resetn;
    wire  beats_push;
    wire  [518:0] beats_push_data;
    wire  beats_ready;
    wire  beats_ample;
    wire  beats_valid;
    wire  [518:0] beats_data;
    wire  beats_pop;
    wire  beats_empty;
    reg  [4:0] places_d;
    wire  [4:0] places_q;
    wire  places_clock;
    reg  accepted_d;
    wire  accepted_q;
    wire  accepted_clock;

    // Local signals
    wire  room;
    wire  fire;

    // Sub module instances
    spikelm_engine_dff_1 opened(
        .d(opened_d),
        .q(opened_q),
        .clock(opened_clock)
    );
    spikelm_engine_request_2 request(
        .burst(request_burst),
        .size(request_size),
        .length(request_length),
        .address(request_address),
        .id(request_id),
        .all(request_all)
    );
    spikelm_engine_requests_2 requests(
        .clock(requests_clock),
        .resetn(requests_resetn),
        .push(requests_push),
        .push_data(requests_push_data),
        .ready(requests_ready),
        .ample(requests_ample),
        .valid(requests_valid),
        .data(requests_data),
        .pop(requests_pop),
        .empty(requests_empty)
    );
    spikelm_engine_bursts bursts(
        .clock(bursts_clock),
        .resetn(bursts_resetn),
        .request_valid(bursts_request_valid),
        .request(bursts_request),
        .allow(bursts_allow),
        .take(bursts_take),
        .beat_valid(bursts_beat_valid),
        .beat_address(bursts_beat_address),
        .beat_tag(bursts_beat_tag),
        .beat_ready(bursts_beat_ready)
    );
    spikelm_engine_beat beat(
        .tag(beat_tag),
        .response(beat_response),
        .data(beat_data),
        .all(beat_all)
    );
    spikelm_engine_beats beats(
        .clock(beats_clock),
        .resetn(beats_resetn),
        .push(beats_push),
        .push_data(beats_push_data),
        .ready(beats_ready),
        .ample(beats_ample),
        .valid(beats_valid),
        .data(beats_data),
        .pop(beats_pop),
        .empty(beats_empty)
    );
    spikelm_engine_dff_5 places(
        .d(places_d),
        .q(places_q),
        .clock(places_clock)
    );
    spikelm_engine_dff_1 accepted(
        .d(accepted_d),
        .q(accepted_q),
        .clock(accepted_clock)
    );

    // Update code
    assign opened_clock = clock;
    assign places_clock = clock;
    assign accepted_clock = clock;
    assign requests_clock = clock;
    assign bursts_clock = clock;
    assign beats_clock = clock;
    assign requests_resetn = resetn;
    assign bursts_resetn = resetn;
    assign beats_resetn = resetn;
    assign request_id = arid;
    assign request_address = araddr;
    assign request_length = arlen;
    assign request_size = arsize;
    assign request_burst = arburst;
    assign requests_push = arvalid && opened_q;
    assign requests_push_data = request_all;
    assign arready = requests_ready && opened_q;
    assign bursts_request_valid = requests_valid;
    assign bursts_request = requests_data;
    assign bursts_allow = 1'b1;
    assign requests_pop = bursts_take;
    assign room = places_q != none;
    assign read_valid = bursts_beat_valid && room;
    assign read_address = bursts_beat_address;
    assign read_tag = bursts_beat_tag;
    assign bursts_beat_ready = room && read_ready;
    assign fire = read_valid && read_ready;
    assign beat_tag = read_done_tag;
    assign beat_response = read_error;
    assign beat_data = read_data;
    assign beats_push = read_done;
    assign beats_push_data = beat_all;
    assign rvalid = beats_valid;
    assign rid = beats_data[(32'h0)+:(4)];
    assign rlast = beats_data[32'h4];
    assign rresp = beats_data[(32'h5)+:(2)];
    assign rdata = beats_data[(32'h7)+:(512)];
    assign beats_pop = rready;
    always @(*) begin
        opened_d = opened_q;
        places_d = places_q;
        accepted_d = accepted_q;
        opened_d = resetn;
        accepted_d = beats_valid && rready;
        if (fire && ~accepted_q) begin
            places_d = places_q - one;
        end
        if (accepted_q && ~fire) begin
            places_d = places_q + one;
        end
        if (~resetn) begin
            places_d = most;
            accepted_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_write(clock,resetn,awid,awaddr,awlen,awsize,awburst,awvalid,awready,wdata,wstrb,wvalid,wready,bid,bresp,bvalid,bready,write_valid,write_address,write_data,write_strobe,write_tag,write_ready,write_done,write_done_tag,write_error);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  [3:0] awid;
    input wire  [63:0] awaddr;
    input wire  [7:0] awlen;
    input wire  [2:0] awsize;
    input wire  [1:0] awburst;
    input wire  awvalid;
    output wire  awready;
    input wire  [511:0] wdata;
    input wire  [63:0] wstrb;
    input wire  wvalid;
    output wire  wready;
    output wire  [3:0] bid;
    output wire  [1:0] bresp;
    output wire  bvalid;
    input wire  bready;
    output wire  write_valid;
    output wire  [63:0] write_address;
    output wire  [511:0] write_data;
    output wire  [63:0] write_strobe;
    output wire  [4:0] write_tag;
    input wire  write_ready;
    input wire  write_done;
    input wire  [4:0] write_done_tag;
    input wire  [1:0] write_error;

    // Constant declarations
    localparam  strobe_at = 16'h200;
    localparam  okay = 2'b0;
    localparam  most = 5'b10000;
    localparam  one = 5'b1;
    localparam  none = 5'b0;

    // Stub signals
    reg  opened_d;
    wire  opened_q;
    wire  opened_clock;
    wire  [1:0] request_burst;
    wire  [2:0] request_size;
    wire  [7:0] request_length;
    wire  [63:0] request_address;
    wire  [3:0] request_id;
    wire  [80:0] request_all;
    wire  requests_clock;
    wire  requests_resetn;
    wire  requests_push;
    wire  [80:0] requests_push_data;
    wire  requests_ready;
    wire  requests_ample;
    wire  requests_valid;
    wire  [80:0] requests_data;
    wire  requests_pop;
    wire  requests_empty;
    wire  [511:0] beat_data;
    wire  [63:0] beat_strobe;
    wire  [575:0] beat_all;
    wire  beats_clock;
    wire  beats_resetn;
    wire  beats_push;
    wire  [575:0] beats_push_data;
    wire  beats_ready;
    wire  beats_ample;
    wire  beats_valid;
    wire  [575:0] beats_data;
    wire  beats_pop;
    wire  beats_empty;
    wire  bursts_clock;
    wire  bursts_resetn;
    wire  bursts_request_valid;
    wire  [80:0] bursts_request;
    wire  bursts_allow;
    wire  bursts_take;
    wire  bursts_beat_valid;
    wire  [63:0] bursts_beat_address;
    wire  [4:0] bursts_beat_tag;
    wire  bursts_beat_ready;
    reg  [1:0] worst_d;
    wire  [1:0] worst_q;
    wire  worst_clock;
    wire  [1:0] response_response;
    wire  [3:0] response_id;
    wire  [5:0] response_all;
    wire  responses_clock;
    wire  responses_resetn;
    wire  responses_push;
    wire  [5:0] responses_push_data;
    wire  responses_ready;
    wire  responses_ample;
    wire  responses_valid;
    wire  [5:0] responses_data;
    wire  responses_pop;
    wire  responses_empty;
    reg  [4:0] under_way_d;
    wire  [4:0] under_way_q;
    wire  under_way_clock;
    reg  answered_d;
    wire  answered_q;
    wire  answered_clock;

    // Local signals
    wire  [1:0] merged;
    wire  fire;
    wire  last;

    // Sub module instances
    spikelm_engine_dff_1 opened(
        .d(opened_d),
        .q(opened_q),
        .clock(opened_clock)
    );
    spikelm_engine_request_2 request(
        .burst(request_burst),
        .size(request_size),
        .length(request_length),
        .address(request_address),
        .id(request_id),
        .all(request_all)
    );
    spikelm_engine_requests_2 requests(
        .clock(requests_clock),
        .resetn(requests_resetn),
        .push(requests_push),
        .push_data(requests_push_data),
        .ready(requests_ready),
        .ample(requests_ample),
        .valid(requests_valid),
        .data(requests_data),
        .pop(requests_pop),
        .empty(requests_empty)
    );
    spikelm_engine_beat_2 beat(
        .data(beat_data),
        .strobe(beat_strobe),
        .all(beat_all)
    );
    spikelm_engine_beats_2 beats(
        .clock(beats_clock),
        .resetn(beats_resetn),
        .push(beats_push),
        .push_data(beats_push_data),
        .ready(beats_ready),
        .ample(beats_ample),
        .valid(beats_valid),
        .data(beats_data),
        .pop(beats_pop),
        .empty(beats_empty)
    );
    spikelm_engine_bursts bursts(
        .clock(bursts_clock),
        .resetn(bursts_resetn),
        .request_valid(bursts_request_valid),
        .request(bursts_request),
        .allow(bursts_allow),
        .take(bursts_take),
        .beat_valid(bursts_beat_valid),
        .beat_address(bursts_beat_address),
        .beat_tag(bursts_beat_tag),
        .beat_ready(bursts_beat_ready)
    );
    spikelm_engine_dff_2 worst(
        .d(worst_d),
        .q(worst_q),
        .clock(worst_clock)
    );
    spikelm_engine_response response(
        .response(response_response),
        .id(response_id),
        .all(response_all)
    );
    spikelm_engine_responses responses(
        .clock(responses_clock),
        .resetn(responses_resetn),
        .push(responses_push),
        .push_data(responses_push_data),
        .ready(responses_ready),
        .ample(responses_ample),
        .valid(responses_valid),
        .data(responses_data),
        .pop(responses_pop),
        .empty(responses_empty)
    );
    spikelm_engine_dff_5 under_way(
        .d(under_way_d),
        .q(under_way_q),
        .clock(under_way_clock)
    );
    spikelm_engine_dff_1 answered(
        .d(answered_d),
        .q(answered_q),
        .clock(answered_clock)
    );

    // Update code
    assign opened_clock = clock;
    assign worst_clock = clock;
    assign under_way_clock = clock;
    assign answered_clock = clock;
    assign requests_clock = clock;
    assign beats_clock = clock;
    assign bursts_clock = clock;
    assign responses_clock = clock;
    assign requests_resetn = resetn;
    assign beats_resetn = resetn;
    assign bursts_resetn = resetn;
    assign responses_resetn = resetn;
    assign request_id = awid;
    assign request_address = awaddr;
    assign request_length = awlen;
    assign request_size = awsize;
    assign request_burst = awburst;
    assign requests_push = awvalid && opened_q;
    assign requests_push_data = request_all;
    assign awready = requests_ready && opened_q;
    assign beat_data = wdata;
    assign beat_strobe = wstrb;
    assign beats_push = wvalid && opened_q;
    assign beats_push_data = beat_all;
    assign wready = beats_ready && opened_q;
    assign bursts_request_valid = requests_valid;
    assign bursts_request = requests_data;
    assign bursts_allow = under_way_q != most;
    assign requests_pop = bursts_take;
    assign write_valid = bursts_beat_valid && beats_valid;
    assign write_address = bursts_beat_address;
    assign write_tag = bursts_beat_tag;
    assign write_data = beats_data[(32'h0)+:(512)];
    assign write_strobe = beats_data[(strobe_at)+:(64)];
    assign bursts_beat_ready = beats_valid && write_ready;
    assign fire = write_valid && write_ready;
    assign beats_pop = fire;
    assign merged = worst_q | write_error;
    assign last = write_done_tag[32'h4];
    assign response_response = merged;
    assign response_id = write_done_tag[(32'h0)+:(4)];
    assign responses_push = write_done && last;
    assign responses_push_data = response_all;
    assign bvalid = responses_valid;
    assign bresp = responses_data[(32'h0)+:(2)];
    assign bid = responses_data[(32'h2)+:(4)];
    assign responses_pop = bready;
    always @(*) begin
        opened_d = opened_q;
        worst_d = worst_q;
        under_way_d = under_way_q;
        answered_d = answered_q;
        opened_d = resetn;
        if (write_done) begin
            worst_d = merged;
            if (last) begin
                worst_d = okay;
            end
        end
        answered_d = responses_valid && bready;
        if (bursts_take && ~answered_q) begin
            under_way_d = under_way_q + one;
        end
        if (answered_q && ~bursts_take) begin
            under_way_d = under_way_q - one;
        end
        if (~resetn) begin
            worst_d = okay;
            under_way_d = none;
            answered_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_dff_256(d,q,clock);

    // Module arguments
    input wire  [255:0] d;
    output reg  [255:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 256'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_engine_fields_2(seq,status,start,stop,busy,events,event_cycles,stall_fetch,stall_drain,stall_empty,stall_edge,rows,all);

    // Module arguments
    input wire  [31:0] seq;
    input wire  [31:0] status;
    input wire  [63:0] start;
    input wire  [63:0] stop;
    input wire  [31:0] busy;
    input wire  [31:0] events;
    input wire  [31:0] event_cycles;
    input wire  [31:0] stall_fetch;
    input wire  [31:0] stall_drain;
    input wire  [31:0] stall_empty;
    input wire  [31:0] stall_edge;
    input wire  [31:0] rows;
    output reg  [447:0] all;

    // Update code (custom)
    always @(*) all = {rows, stall_edge, stall_empty, stall_drain, stall_fetch, event_cycles, events, busy, stop, start, status, seq};
endmodule

module spikelm_engine_dff_448(d,q,clock);

    // Module arguments
    input wire  [447:0] d;
    output reg  [447:0] q;
    input wire  clock;

    // Update code (custom)
    initial begin
       q = 448'h0;
    end

    always @(posedge clock) begin
       q <= d;
    end

endmodule

module spikelm_engine_beat_3(data,strobe,all);

    // Module arguments
    input wire  [31:0] data;
    input wire  [3:0] strobe;
    output reg  [35:0] all;

    // Update code (custom)
    always @(*) all = {strobe, data};
endmodule

module spikelm_engine_beats_3(clock,resetn,push,push_data,ready,ample,valid,data,pop,empty);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  push;
    input wire  [35:0] push_data;
    output wire  ready;
    output wire  ample;
    output wire  valid;
    output wire  [35:0] data;
    input wire  pop;
    output wire  empty;

    // Constant declarations
    localparam  first_address = 1'b0;
    localparam  one_address = 1'b1;
    localparam  none = 2'b0;
    localparam  one = 2'b1;
    localparam  full = 2'b10;
    localparam  ample_up_to = 2'b0;

    // Stub signals
    wire  memory_clock;
    wire  memory_write;
    wire  memory_write_address;
    wire  [35:0] memory_write_data;
    wire  memory_read_address;
    wire  [35:0] memory_read_data;
    reg  head_d;
    wire  head_q;
    wire  head_clock;
    reg  tail_d;
    wire  tail_q;
    wire  tail_clock;
    reg  [1:0] stored_d;
    wire  [1:0] stored_q;
    wire  stored_clock;
    reg  some_d;
    wire  some_q;
    wire  some_clock;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [35:0] out_data_d;
    wire  [35:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    wire  advance;

    // Sub module instances
    spikelm_engine_memory_11 memory(
        .clock(memory_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_engine_dff_1 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_engine_dff_1 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_engine_dff_2 stored(
        .d(stored_d),
        .q(stored_q),
        .clock(stored_clock)
    );
    spikelm_engine_dff_1 some(
        .d(some_d),
        .q(some_q),
        .clock(some_clock)
    );
    spikelm_engine_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_engine_dff_36 out_data(
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

module spikelm_engine_read_addresses(clock,resetn,push,push_data,ready,ample,valid,data,pop,empty);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  push;
    input wire  [15:0] push_data;
    output wire  ready;
    output wire  ample;
    output wire  valid;
    output wire  [15:0] data;
    input wire  pop;
    output wire  empty;

    // Constant declarations
    localparam  first_address = 1'b0;
    localparam  one_address = 1'b1;
    localparam  none = 2'b0;
    localparam  one = 2'b1;
    localparam  full = 2'b10;
    localparam  ample_up_to = 2'b0;

    // Stub signals
    wire  memory_clock;
    wire  memory_write;
    wire  memory_write_address;
    wire  [15:0] memory_write_data;
    wire  memory_read_address;
    wire  [15:0] memory_read_data;
    reg  head_d;
    wire  head_q;
    wire  head_clock;
    reg  tail_d;
    wire  tail_q;
    wire  tail_clock;
    reg  [1:0] stored_d;
    wire  [1:0] stored_q;
    wire  stored_clock;
    reg  some_d;
    wire  some_q;
    wire  some_clock;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [15:0] out_data_d;
    wire  [15:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    wire  advance;

    // Sub module instances
    spikelm_engine_memory_12 memory(
        .clock(memory_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_engine_dff_1 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_engine_dff_1 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_engine_dff_2 stored(
        .d(stored_d),
        .q(stored_q),
        .clock(stored_clock)
    );
    spikelm_engine_dff_1 some(
        .d(some_d),
        .q(some_q),
        .clock(some_clock)
    );
    spikelm_engine_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_engine_dff_16 out_data(
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

module spikelm_engine_decoder(clock,resetn,write,write_address,write_data,write_strobe,read,read_address,read_data,status,completed,errors,intr_state,counters,hold_reset,clear_error,doorbell,intr_enable,intr_ack);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  write;
    input wire  [15:0] write_address;
    input wire  [31:0] write_data;
    input wire  [3:0] write_strobe;
    input wire  read;
    input wire  [15:0] read_address;
    output reg  [31:0] read_data;
    input wire  [3:0] status;
    input wire  [31:0] completed;
    input wire  [15:0] errors;
    input wire  [1:0] intr_state;
    input wire  [767:0] counters;
    output reg  hold_reset;
    output reg  clear_error;
    output reg  [31:0] doorbell;
    output reg  [1:0] intr_enable;
    output reg  [31:0] intr_ack;

    // Update code (custom)
    wire [31:0] mask = {{8{write_strobe[3]}}, {8{write_strobe[2]}}, {8{write_strobe[1]}}, {8{write_strobe[0]}}};
    reg [31:0] stored_scratch;
    wire write_scratch = write && write_address[15:2] == 14'h4;
    always @(posedge clock)
        if (!resetn) stored_scratch <= 32'h00000000;
        else if (write_scratch) stored_scratch <= (stored_scratch & ~mask) | (write_data & mask & 32'hffffffff);
    reg [31:0] stored_control;
    wire write_control = write && write_address[15:2] == 14'h5;
    always @(posedge clock)
        if (!resetn) stored_control <= 32'h00000000;
        else if (write_control) stored_control <= (stored_control & ~mask) | (write_data & mask & 32'h00000001);
    reg [31:0] stored_doorbell;
    wire write_doorbell = write && write_address[15:2] == 14'h7;
    always @(posedge clock)
        if (!resetn || stored_control[0]) stored_doorbell <= 32'h00000000;
        else if (write_doorbell) stored_doorbell <= (stored_doorbell & ~mask) | (write_data & mask & 32'hffffffff);
    reg [31:0] stored_intr_enable;
    wire write_intr_enable = write && write_address[15:2] == 14'hb;
    always @(posedge clock)
        if (!resetn) stored_intr_enable <= 32'h00000000;
        else if (write_intr_enable) stored_intr_enable <= (stored_intr_enable & ~mask) | (write_data & mask & 32'h00000003);
    reg [31:0] stored_intr_ack;
    wire write_intr_ack = write && write_address[15:2] == 14'hc;
    always @(posedge clock)
        if (!resetn || stored_control[0]) stored_intr_ack <= 32'h00000000;
        else if (write_intr_ack) stored_intr_ack <= (stored_intr_ack & ~mask) | (write_data & mask & 32'hffffffff);
    reg take_snapshot;
    reg [767:0] snapshot;
    always @(posedge clock) begin
        take_snapshot <= resetn && write_control && write_strobe[0] && write_data[1];
        clear_error <= resetn && write_control && write_strobe[0] && write_data[2];
        if (!resetn || stored_control[0]) snapshot <= 768'b0;
        else if (take_snapshot) snapshot <= counters;
    end
    reg [10:0] group;
    always @(posedge clock) if (read) group <= read_address[15:5];
    reg [31:0] group_0;
    always @(posedge clock) if (read)
        case (read_address[4:2])
            3'd0: group_0 <= 32'h4c4b5053; // MAGIC
            3'd1: group_0 <= 32'h00010000; // VERSION
            3'd2: group_0 <= 32'hbfefcd6e; // REGMAP_HASH
            3'd3: group_0 <= 32'h93ec9036; // BUILD_ID
            3'd4: group_0 <= stored_scratch; // SCRATCH
            3'd5: group_0 <= stored_control; // CONTROL
            3'd6: group_0 <= {28'b0, status}; // STATUS
            3'd7: group_0 <= stored_doorbell; // DOORBELL
            default: group_0 <= 32'b0;
        endcase
    reg [31:0] group_1;
    always @(posedge clock) if (read)
        case (read_address[4:2])
            3'd0: group_1 <= completed; // COMPLETED
            3'd1: group_1 <= {16'b0, errors}; // ERROR
            3'd2: group_1 <= {30'b0, intr_state}; // INTR_STATE
            3'd3: group_1 <= stored_intr_enable; // INTR_ENABLE
            3'd4: group_1 <= stored_intr_ack; // INTR_ACK
            default: group_1 <= 32'b0;
        endcase
    reg [31:0] group_2;
    always @(posedge clock) if (read)
        case (read_address[4:2])
            3'd0: group_2 <= 32'h00000001; // CAP_CORES
            3'd1: group_2 <= 32'h00000100; // CAP_LANES
            3'd2: group_2 <= 32'h00000002; // CAP_GROUPS
            3'd3: group_2 <= 32'h00000004; // CAP_PORTS
            3'd4: group_2 <= 32'h00000018; // CAP_ACC_BITS
            3'd5: group_2 <= 32'h00000008; // CAP_RUN_AHEAD
            3'd6: group_2 <= 32'h00002000; // CAP_WEIGHT_ROWS
            3'd7: group_2 <= 32'h00100000; // CAP_INPUT_BYTES
            default: group_2 <= 32'b0;
        endcase
    reg [31:0] group_3;
    always @(posedge clock) if (read)
        case (read_address[4:2])
            3'd0: group_3 <= 32'h00200000; // CAP_RESULT_BYTES
            3'd1: group_3 <= 32'h00000200; // CAP_RING_ENTRIES
            3'd2: group_3 <= 32'h00080000; // CAP_RING_OFFSET
            3'd3: group_3 <= 32'h00000040; // CAP_AXI_BYTES
            3'd4: group_3 <= 32'h00000303; // CAP_FORMATS
            default: group_3 <= 32'b0;
        endcase
    reg [31:0] group_8;
    always @(posedge clock) if (read)
        case (read_address[4:2])
            3'd0: group_8 <= snapshot[0 +: 32]; // CYCLES_LO
            3'd1: group_8 <= snapshot[32 +: 32]; // CYCLES_HI
            3'd2: group_8 <= snapshot[64 +: 32]; // BUSY_LO
            3'd3: group_8 <= snapshot[96 +: 32]; // BUSY_HI
            3'd4: group_8 <= snapshot[128 +: 32]; // LOAD_LO
            3'd5: group_8 <= snapshot[160 +: 32]; // LOAD_HI
            3'd6: group_8 <= snapshot[192 +: 32]; // COMMAND_LO
            3'd7: group_8 <= snapshot[224 +: 32]; // COMMAND_HI
            default: group_8 <= 32'b0;
        endcase
    reg [31:0] group_9;
    always @(posedge clock) if (read)
        case (read_address[4:2])
            3'd0: group_9 <= snapshot[256 +: 32]; // IDLE_LO
            3'd1: group_9 <= snapshot[288 +: 32]; // IDLE_HI
            3'd2: group_9 <= snapshot[320 +: 32]; // EVENTS_LO
            3'd3: group_9 <= snapshot[352 +: 32]; // EVENTS_HI
            3'd4: group_9 <= snapshot[384 +: 32]; // EVENT_CYCLES_LO
            3'd5: group_9 <= snapshot[416 +: 32]; // EVENT_CYCLES_HI
            3'd6: group_9 <= snapshot[448 +: 32]; // STALL_FETCH_LO
            3'd7: group_9 <= snapshot[480 +: 32]; // STALL_FETCH_HI
            default: group_9 <= 32'b0;
        endcase
    reg [31:0] group_10;
    always @(posedge clock) if (read)
        case (read_address[4:2])
            3'd0: group_10 <= snapshot[512 +: 32]; // STALL_DRAIN_LO
            3'd1: group_10 <= snapshot[544 +: 32]; // STALL_DRAIN_HI
            3'd2: group_10 <= snapshot[576 +: 32]; // STALL_EMPTY_LO
            3'd3: group_10 <= snapshot[608 +: 32]; // STALL_EMPTY_HI
            3'd4: group_10 <= snapshot[640 +: 32]; // STALL_EDGE_LO
            3'd5: group_10 <= snapshot[672 +: 32]; // STALL_EDGE_HI
            3'd6: group_10 <= snapshot[704 +: 32]; // ROWS_LO
            3'd7: group_10 <= snapshot[736 +: 32]; // ROWS_HI
            default: group_10 <= 32'b0;
        endcase
    always @(posedge clock)
        case (group)
            11'h0: read_data <= group_0;
            11'h1: read_data <= group_1;
            11'h2: read_data <= group_2;
            11'h3: read_data <= group_3;
            11'h8: read_data <= group_8;
            11'h9: read_data <= group_9;
            11'ha: read_data <= group_10;
            default: read_data <= 32'b0;
        endcase
    always @(*) hold_reset = stored_control[0];
    always @(*) doorbell = stored_doorbell;
    always @(*) intr_enable = stored_intr_enable[1:0];
    always @(*) intr_ack = stored_intr_ack;
endmodule

module spikelm_engine_errors(command,conflict,decode,reserved,status,all);

    // Module arguments
    input wire  command;
    input wire  conflict;
    input wire  decode;
    input wire  [4:0] reserved;
    input wire  [7:0] status;
    output reg  [15:0] all;

    // Update code (custom)
    always @(*) all = {status, reserved, decode, conflict, command};
endmodule

module spikelm_engine_state(done,error,all);

    // Module arguments
    input wire  done;
    input wire  error;
    output reg  [1:0] all;

    // Update code (custom)
    always @(*) all = {error, done};
endmodule

module spikelm_engine_fetch(clock,resetn,start,source,source_last,row_last,rows_last,tiles_last,result,result_words,tile_words,last_tile_words,tile_beats,last_tile_beats,stop,read,read_address,read_ready,read_valid,read_data,banks_ready,take,fired,sign,index,row_end,tile_end,row_opens,row_room,row_push,row,error,error_status,done);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  start;
    input wire  [13:0] source;
    input wire  [13:0] source_last;
    input wire  [5:0] row_last;
    input wire  [19:0] rows_last;
    input wire  [15:0] tiles_last;
    input wire  [12:0] result;
    input wire  [31:0] result_words;
    input wire  [31:0] tile_words;
    input wire  [31:0] last_tile_words;
    input wire  [4:0] tile_beats;
    input wire  [4:0] last_tile_beats;
    input wire  stop;
    output wire  read;
    output wire  [13:0] read_address;
    input wire  read_ready;
    input wire  read_valid;
    input wire  [511:0] read_data;
    input wire  banks_ready;
    output wire  take;
    output wire  [255:0] fired;
    output wire  [255:0] sign;
    output wire  [5:0] index;
    output reg  row_end;
    output wire  tile_end;
    output wire  row_opens;
    input wire  row_room;
    output wire  row_push;
    output wire  [35:0] row;
    output reg  error;
    output reg  [3:0] error_status;
    output wire  done;

    // Constant declarations
    localparam  at_hold = 16'h0;
    localparam  at_quiet = 16'h1;
    localparam  at_reserved = 16'h2;
    localparam  at_events = 16'h10;
    localparam  at_place = 16'h20;
    localparam  at_upper = 16'h40;
    localparam  at_bad = 16'h200;
    localparam  bit_0 = 16'h0;
    localparam  no_reserved = 14'b0;
    localparam  no_upper = 64'h0;
    localparam  events_0 = 16'h0;
    localparam  status_0 = 4'h0;
    localparam  status_header = 4'ha;
    localparam  status_hold = 4'h8;
    localparam  status_quiet = 4'h9;
    localparam  status_place = 4'hd;

    // Stub signals
    wire  requests_clock;
    wire  requests_resetn;
    wire  requests_start;
    wire  [13:0] requests_source;
    wire  [13:0] requests_source_last;
    wire  [15:0] requests_tiles_last;
    wire  requests_stop;
    wire  requests_read;
    wire  [13:0] requests_read_address;
    wire  requests_read_ready;
    wire  requests_popped;
    wire  requests_idle;
    wire  [511:0] answer_word;
    wire  answer_bad;
    wire  [512:0] answer_all;
    wire  answers_clock;
    wire  answers_resetn;
    wire  answers_push;
    wire  [512:0] answers_push_data;
    wire  answers_ready;
    wire  answers_ample;
    wire  answers_valid;
    wire  [512:0] answers_data;
    wire  answers_pop;
    wire  answers_empty;
    wire  [511:0] slicer_word;
    wire  slicer_first;
    wire  [255:0] slicer_fired;
    wire  [255:0] slicer_sign;
    wire  walk_clock;
    wire  walk_start;
    wire  [5:0] walk_row_last;
    wire  [19:0] walk_rows_last;
    wire  [15:0] walk_tiles_last;
    wire  walk_step;
    wire  [5:0] walk_index;
    wire  walk_first_word;
    wire  walk_last_word;
    wire  walk_first_row;
    wire  walk_last_row;
    wire  walk_last_tile;
    wire  walk_tile_end;
    wire  placement_clock;
    wire  placement_resetn;
    wire  placement_start;
    wire  [12:0] placement_result;
    wire  [31:0] placement_result_words;
    wire  [31:0] placement_tile_words;
    wire  [31:0] placement_last_tile_words;
    wire  [4:0] placement_tile_beats;
    wire  [4:0] placement_last_tile_beats;
    wire  placement_last_tile;
    wire  placement_tile_end;
    wire  placement_valid;
    wire  [15:0] placement_events;
    reg  placement_hold;
    wire  placement_cut;
    wire  [31:0] placement_destination;
    wire  placement_opens;
    wire  placement_row_push;
    wire  [35:0] placement_row;
    wire  placement_outside;
    reg  was_quiet_d;
    wire  was_quiet_q;
    wire  was_quiet_clock;
    reg  quiet_hold_d;
    wire  quiet_hold_q;
    wire  quiet_hold_clock;
    reg  [15:0] quiet_events_d;
    wire  [15:0] quiet_events_q;
    wire  quiet_events_clock;
    reg  stopping_d;
    wire  stopping_q;
    wire  stopping_clock;

    // Local signals
    wire  [511:0] word_data;
    wire  hold;
    wire  quiet;
    wire  [13:0] reserved;
    wire  [63:0] upper;
    wire  header_bad;
    reg  broken;
    reg  [3:0] status;
    wire  enters;
    reg  ends;
    reg  row_quiet;
    wire  [15:0] events;
    reg  first_hold;

    // Sub module instances
    spikelm_engine_requests_3 requests(
        .clock(requests_clock),
        .resetn(requests_resetn),
        .start(requests_start),
        .source(requests_source),
        .source_last(requests_source_last),
        .tiles_last(requests_tiles_last),
        .stop(requests_stop),
        .read(requests_read),
        .read_address(requests_read_address),
        .read_ready(requests_read_ready),
        .popped(requests_popped),
        .idle(requests_idle)
    );
    spikelm_engine_answer_2 answer(
        .word(answer_word),
        .bad(answer_bad),
        .all(answer_all)
    );
    spikelm_engine_answers answers(
        .clock(answers_clock),
        .resetn(answers_resetn),
        .push(answers_push),
        .push_data(answers_push_data),
        .ready(answers_ready),
        .ample(answers_ample),
        .valid(answers_valid),
        .data(answers_data),
        .pop(answers_pop),
        .empty(answers_empty)
    );
    spikelm_engine_slicer slicer(
        .word(slicer_word),
        .first(slicer_first),
        .fired(slicer_fired),
        .sign(slicer_sign)
    );
    spikelm_engine_walk walk(
        .clock(walk_clock),
        .start(walk_start),
        .row_last(walk_row_last),
        .rows_last(walk_rows_last),
        .tiles_last(walk_tiles_last),
        .step(walk_step),
        .index(walk_index),
        .first_word(walk_first_word),
        .last_word(walk_last_word),
        .first_row(walk_first_row),
        .last_row(walk_last_row),
        .last_tile(walk_last_tile),
        .tile_end(walk_tile_end)
    );
    spikelm_engine_placement placement(
        .clock(placement_clock),
        .resetn(placement_resetn),
        .start(placement_start),
        .result(placement_result),
        .result_words(placement_result_words),
        .tile_words(placement_tile_words),
        .last_tile_words(placement_last_tile_words),
        .tile_beats(placement_tile_beats),
        .last_tile_beats(placement_last_tile_beats),
        .last_tile(placement_last_tile),
        .tile_end(placement_tile_end),
        .valid(placement_valid),
        .events(placement_events),
        .hold(placement_hold),
        .cut(placement_cut),
        .destination(placement_destination),
        .opens(placement_opens),
        .row_push(placement_row_push),
        .row(placement_row),
        .outside(placement_outside)
    );
    spikelm_engine_dff_1 was_quiet(
        .d(was_quiet_d),
        .q(was_quiet_q),
        .clock(was_quiet_clock)
    );
    spikelm_engine_dff_1 quiet_hold(
        .d(quiet_hold_d),
        .q(quiet_hold_q),
        .clock(quiet_hold_clock)
    );
    spikelm_engine_dff_16 quiet_events(
        .d(quiet_events_d),
        .q(quiet_events_q),
        .clock(quiet_events_clock)
    );
    spikelm_engine_dff_1 stopping(
        .d(stopping_d),
        .q(stopping_q),
        .clock(stopping_clock)
    );

    // Update code
    assign was_quiet_clock = clock;
    assign quiet_hold_clock = clock;
    assign quiet_events_clock = clock;
    assign stopping_clock = clock;
    assign requests_clock = clock;
    assign requests_resetn = resetn;
    assign answers_clock = clock;
    assign answers_resetn = resetn;
    assign walk_clock = clock;
    assign placement_clock = clock;
    assign placement_resetn = resetn;
    assign requests_start = start;
    assign requests_source = source;
    assign requests_source_last = source_last;
    assign requests_tiles_last = tiles_last;
    assign requests_stop = stopping_q;
    assign read = requests_read;
    assign read_address = requests_read_address;
    assign requests_read_ready = read_ready;
    assign reserved = read_data[(at_reserved)+:(14)];
    assign upper = read_data[(at_upper)+:(64)];
    assign answer_word = read_data;
    assign answer_bad = (reserved != no_reserved) || (upper != no_upper);
    assign answers_push = read_valid;
    assign answers_push_data = answer_all;
    assign word_data = answers_data[(bit_0)+:(512)];
    assign header_bad = answers_data[at_bad];
    assign hold = answers_data[at_hold];
    assign quiet = answers_data[at_quiet];
    assign events = quiet_events_q + answers_data[(at_events)+:(16)];
    assign enters = answers_valid && ~stopping_q && banks_ready && (~walk_first_word || row_room);
    assign answers_pop = enters || (answers_valid && stopping_q);
    assign requests_popped = answers_pop;
    assign walk_start = start;
    assign walk_row_last = row_last;
    assign walk_rows_last = rows_last;
    assign walk_tiles_last = tiles_last;
    assign walk_step = enters;
    assign slicer_word = word_data;
    assign slicer_first = walk_first_word;
    assign take = enters;
    assign fired = slicer_fired;
    assign sign = slicer_sign;
    assign index = walk_index;
    assign tile_end = walk_last_row;
    assign placement_start = start;
    assign placement_result = result;
    assign placement_result_words = result_words;
    assign placement_tile_words = tile_words;
    assign placement_last_tile_words = last_tile_words;
    assign placement_tile_beats = tile_beats;
    assign placement_last_tile_beats = last_tile_beats;
    assign placement_last_tile = walk_last_tile;
    assign placement_tile_end = walk_tile_end;
    assign placement_valid = (enters && walk_first_word && ~quiet) || ends;
    assign placement_events = events;
    assign placement_cut = ends;
    assign placement_destination = answers_data[(at_place)+:(32)];
    assign row_opens = placement_opens;
    assign row_push = placement_row_push;
    assign row = placement_row;
    assign done = requests_idle && ~placement_opens;
    always @(*) begin
        was_quiet_d = was_quiet_q;
        quiet_hold_d = quiet_hold_q;
        quiet_events_d = quiet_events_q;
        stopping_d = stopping_q;
        first_hold = hold;
        if (was_quiet_q) begin
            first_hold = quiet_hold_q;
        end
        broken = 1'b0;
        status = status_0;
        if (quiet && walk_last_row) begin
            broken = 1'b1;
            status = status_quiet;
        end
        if (was_quiet_q && ~hold) begin
            broken = 1'b1;
            status = status_quiet;
        end
        if (hold && walk_first_row) begin
            broken = 1'b1;
            status = status_hold;
        end
        if (header_bad) begin
            broken = 1'b1;
            status = status_header;
        end
        error = 1'b0;
        error_status = status;
        ends = enters && walk_first_word && (stop || broken);
        if (ends) begin
            error = ~stop;
            stopping_d = 1'b1;
        end
        row_quiet = was_quiet_q;
        if (walk_first_word) begin
            row_quiet = quiet;
        end
        row_end = (walk_last_word && ~row_quiet) || ends;
        if (enters && walk_first_word) begin
            was_quiet_d = quiet;
            quiet_hold_d = first_hold;
            quiet_events_d = events_0;
            if (quiet) begin
                quiet_events_d = events;
            end
        end
        placement_hold = first_hold;
        if (placement_outside) begin
            error = 1'b1;
            error_status = status_place;
        end
        if (start) begin
            stopping_d = 1'b0;
            was_quiet_d = 1'b0;
            quiet_events_d = events_0;
        end
        if (~resetn) begin
            stopping_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_merge(clock,resetn,wide,row_valid,row_more,row,valid_0,valid_1,valid_2,valid_3,more_0,more_1,more_2,more_3,sums_0,sums_1,sums_2,sums_3,events_0,events_1,events_2,events_3,pop,pop_row,emitted,miscount,out_valid,out_address,out_results,idle);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  wide;
    input wire  row_valid;
    input wire  row_more;
    input wire  [35:0] row;
    input wire  valid_0;
    input wire  valid_1;
    input wire  valid_2;
    input wire  valid_3;
    input wire  more_0;
    input wire  more_1;
    input wire  more_2;
    input wire  more_3;
    input wire  [3071:0] sums_0;
    input wire  [3071:0] sums_1;
    input wire  [3071:0] sums_2;
    input wire  [3071:0] sums_3;
    input wire  [15:0] events_0;
    input wire  [15:0] events_1;
    input wire  [15:0] events_2;
    input wire  [15:0] events_3;
    output wire  pop;
    output wire  pop_row;
    output wire  emitted;
    output wire  miscount;
    output wire  out_valid;
    output wire  [12:0] out_address;
    output wire  [3071:0] out_results;
    output wire  idle;

    // Constant declarations
    localparam  at_events = 16'h0;
    localparam  at_beats = 16'h10;
    localparam  at_hold = 16'h15;
    localparam  at_emit = 16'h16;
    localparam  at_address = 16'h17;
    localparam  beat_0 = 1'b0;
    localparam  beat_1 = 1'b1;
    localparam  beat_n = 1'b1;
    localparam  no_events = 16'h0;
    localparam  one_word = 13'b1;
    localparam  two_words = 13'b10;

    // Stub signals
    wire  sum_clock;
    wire  sum_enable;
    wire  [3071:0] sum_parts_0;
    wire  [3071:0] sum_parts_1;
    wire  [3071:0] sum_parts_2;
    wire  [3071:0] sum_parts_3;
    wire  [3071:0] sum_sum;
    wire  difference_clock;
    wire  difference_enable;
    wire  [3071:0] difference_sum;
    wire  [3071:0] difference_last;
    wire  [3071:0] difference_base;
    wire  difference_hold;
    wire  difference_fresh;
    wire  [3071:0] difference_start;
    wire  [3071:0] difference_difference;
    wire  last_clock;
    wire  last_write;
    wire  last_write_address;
    wire  [3071:0] last_write_data;
    wire  last_read_address;
    wire  [3071:0] last_read_data;
    wire  base_clock;
    wire  base_write;
    wire  base_write_address;
    wire  [3071:0] base_write_data;
    wire  base_read_address;
    wire  [3071:0] base_read_data;
    reg  taking_d;
    wire  taking_q;
    wire  taking_clock;
    reg  beat_d;
    wire  beat_q;
    wire  beat_clock;
    reg  [12:0] address_d;
    wire  [12:0] address_q;
    wire  address_clock;
    reg  sum_full_d;
    wire  sum_full_q;
    wire  sum_full_clock;
    reg  sum_beat_d;
    wire  sum_beat_q;
    wire  sum_beat_clock;
    reg  sum_hold_d;
    wire  sum_hold_q;
    wire  sum_hold_clock;
    reg  sum_emit_d;
    wire  sum_emit_q;
    wire  sum_emit_clock;
    reg  [12:0] sum_address_d;
    wire  [12:0] sum_address_q;
    wire  sum_address_clock;
    reg  result_full_d;
    wire  result_full_q;
    wire  result_full_clock;
    reg  [12:0] result_address_d;
    wire  [12:0] result_address_q;
    wire  result_address_clock;
    reg  fresh_d;
    wire  fresh_q;
    wire  fresh_clock;
    reg  row_taken_d;
    wire  row_taken_q;
    wire  row_taken_clock;
    reg  [15:0] counted_d;
    wire  [15:0] counted_q;
    wire  counted_clock;
    reg  [15:0] expected_d;
    wire  [15:0] expected_q;
    wire  expected_clock;
    reg  wrong_d;
    wire  wrong_q;
    wire  wrong_clock;

    // Local signals
    reg  all_ahead;
    wire  row_ahead;
    reg  [15:0] found;
    wire  [4:0] beats;
    wire  [4:0] beat_wide;
    reg  [12:0] here;
    reg  [12:0] step;
    wire  first_beat;
    wire  last_beat;
    wire  emit;

    // Sub module instances
    spikelm_engine_sum sum(
        .clock(sum_clock),
        .enable(sum_enable),
        .parts_0(sum_parts_0),
        .parts_1(sum_parts_1),
        .parts_2(sum_parts_2),
        .parts_3(sum_parts_3),
        .sum(sum_sum)
    );
    spikelm_engine_difference difference(
        .clock(difference_clock),
        .enable(difference_enable),
        .sum(difference_sum),
        .last(difference_last),
        .base(difference_base),
        .hold(difference_hold),
        .fresh(difference_fresh),
        .start(difference_start),
        .difference(difference_difference)
    );
    spikelm_engine_base last(
        .clock(last_clock),
        .write(last_write),
        .write_address(last_write_address),
        .write_data(last_write_data),
        .read_address(last_read_address),
        .read_data(last_read_data)
    );
    spikelm_engine_base base(
        .clock(base_clock),
        .write(base_write),
        .write_address(base_write_address),
        .write_data(base_write_data),
        .read_address(base_read_address),
        .read_data(base_read_data)
    );
    spikelm_engine_dff_1 taking(
        .d(taking_d),
        .q(taking_q),
        .clock(taking_clock)
    );
    spikelm_engine_dff_1 beat(
        .d(beat_d),
        .q(beat_q),
        .clock(beat_clock)
    );
    spikelm_engine_dff_13 address(
        .d(address_d),
        .q(address_q),
        .clock(address_clock)
    );
    spikelm_engine_dff_1 sum_full(
        .d(sum_full_d),
        .q(sum_full_q),
        .clock(sum_full_clock)
    );
    spikelm_engine_dff_1 sum_beat(
        .d(sum_beat_d),
        .q(sum_beat_q),
        .clock(sum_beat_clock)
    );
    spikelm_engine_dff_1 sum_hold(
        .d(sum_hold_d),
        .q(sum_hold_q),
        .clock(sum_hold_clock)
    );
    spikelm_engine_dff_1 sum_emit(
        .d(sum_emit_d),
        .q(sum_emit_q),
        .clock(sum_emit_clock)
    );
    spikelm_engine_dff_13 sum_address(
        .d(sum_address_d),
        .q(sum_address_q),
        .clock(sum_address_clock)
    );
    spikelm_engine_dff_1 result_full(
        .d(result_full_d),
        .q(result_full_q),
        .clock(result_full_clock)
    );
    spikelm_engine_dff_13 result_address(
        .d(result_address_d),
        .q(result_address_q),
        .clock(result_address_clock)
    );
    spikelm_engine_dff_1 fresh(
        .d(fresh_d),
        .q(fresh_q),
        .clock(fresh_clock)
    );
    spikelm_engine_dff_1 row_taken(
        .d(row_taken_d),
        .q(row_taken_q),
        .clock(row_taken_clock)
    );
    spikelm_engine_dff_16 counted(
        .d(counted_d),
        .q(counted_q),
        .clock(counted_clock)
    );
    spikelm_engine_dff_16 expected(
        .d(expected_d),
        .q(expected_q),
        .clock(expected_clock)
    );
    spikelm_engine_dff_1 wrong(
        .d(wrong_d),
        .q(wrong_q),
        .clock(wrong_clock)
    );

    // Update code
    assign taking_clock = clock;
    assign beat_clock = clock;
    assign address_clock = clock;
    assign sum_full_clock = clock;
    assign sum_beat_clock = clock;
    assign sum_hold_clock = clock;
    assign sum_emit_clock = clock;
    assign sum_address_clock = clock;
    assign result_full_clock = clock;
    assign result_address_clock = clock;
    assign fresh_clock = clock;
    assign row_taken_clock = clock;
    assign counted_clock = clock;
    assign expected_clock = clock;
    assign wrong_clock = clock;
    assign sum_clock = clock;
    assign difference_clock = clock;
    assign last_clock = clock;
    assign base_clock = clock;
    assign last_beat = beat_q == beat_n;
    assign row_ahead = row_more || (row_valid && ~(taking_q && last_beat));
    assign sum_parts_0 = sums_0;
    assign sum_parts_1 = sums_1;
    assign sum_parts_2 = sums_2;
    assign sum_parts_3 = sums_3;
    assign sum_enable = taking_q;
    assign first_beat = beat_q == beat_0;
    assign emit = row[at_emit];
    assign beats = row[(at_beats)+:(5)];
    assign beat_wide = ((beat_q) & 5'h1f);
    assign pop = taking_q;
    assign pop_row = taking_q && last_beat;
    assign emitted = taking_q && last_beat && emit;
    assign miscount = wrong_q;
    assign last_read_address = sum_beat_q;
    assign base_read_address = sum_beat_q;
    assign difference_sum = sum_sum;
    assign difference_last = last_read_data;
    assign difference_base = base_read_data;
    assign difference_hold = sum_hold_q;
    assign difference_fresh = fresh_q;
    assign difference_enable = sum_full_q;
    assign last_write = sum_full_q;
    assign last_write_address = sum_beat_q;
    assign last_write_data = sum_sum;
    assign base_write = sum_full_q;
    assign base_write_address = sum_beat_q;
    assign base_write_data = difference_start;
    assign out_valid = result_full_q;
    assign out_address = result_address_q;
    assign out_results = difference_difference;
    assign idle = ~taking_q && ~sum_full_q && ~result_full_q && ~row_taken_q && ~wrong_q;
    always @(*) begin
        taking_d = taking_q;
        beat_d = beat_q;
        address_d = address_q;
        sum_full_d = sum_full_q;
        sum_beat_d = sum_beat_q;
        sum_hold_d = sum_hold_q;
        sum_emit_d = sum_emit_q;
        sum_address_d = sum_address_q;
        result_full_d = result_full_q;
        result_address_d = result_address_q;
        fresh_d = fresh_q;
        row_taken_d = row_taken_q;
        counted_d = counted_q;
        expected_d = expected_q;
        wrong_d = wrong_q;
        all_ahead = 1'b1;
        found = no_events;
        all_ahead = all_ahead && (more_0 || (valid_0 && ~taking_q));
        found = found + events_0;
        all_ahead = all_ahead && (more_1 || (valid_1 && ~taking_q));
        found = found + events_1;
        all_ahead = all_ahead && (more_2 || (valid_2 && ~taking_q));
        found = found + events_2;
        all_ahead = all_ahead && (more_3 || (valid_3 && ~taking_q));
        found = found + events_3;
        taking_d = all_ahead && row_ahead && ~(wide && taking_q);
        expected_d = row[(at_events)+:(16)];
        step = one_word;
        if (wide) begin
            step = two_words;
        end
        here = address_q + step;
        if (first_beat) begin
            here = row[(at_address)+:(13)];
        end
        row_taken_d = taking_q && last_beat;
        counted_d = found;
        wrong_d = row_taken_q && (counted_q != expected_q);
        sum_full_d = taking_q;
        if (taking_q) begin
            beat_d = beat_q + beat_1;
            address_d = here;
            sum_beat_d = beat_q;
            sum_hold_d = row[at_hold];
            sum_emit_d = emit && (beat_wide < beats);
            sum_address_d = here;
        end
        result_full_d = sum_full_q && sum_emit_q;
        if (sum_full_q) begin
            result_address_d = sum_address_q;
            if (sum_beat_q == beat_n) begin
                fresh_d = 1'b0;
            end
        end
        if (~resetn) begin
            taking_d = 1'b0;
            row_taken_d = 1'b0;
            beat_d = beat_0;
            sum_full_d = 1'b0;
            result_full_d = 1'b0;
            fresh_d = 1'b1;
            wrong_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_rows(clock,resetn,push,push_data,ready,ample,valid,data,pop,empty);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  push;
    input wire  [35:0] push_data;
    output wire  ready;
    output wire  ample;
    output wire  valid;
    output wire  [35:0] data;
    input wire  pop;
    output wire  empty;

    // Constant declarations
    localparam  first_address = 5'b0;
    localparam  one_address = 5'b1;
    localparam  none = 6'b0;
    localparam  one = 6'b1;
    localparam  full = 6'b100000;
    localparam  ample_up_to = 6'b11100;

    // Stub signals
    wire  memory_clock;
    wire  memory_write;
    wire  [4:0] memory_write_address;
    wire  [35:0] memory_write_data;
    wire  [4:0] memory_read_address;
    wire  [35:0] memory_read_data;
    reg  [4:0] head_d;
    wire  [4:0] head_q;
    wire  head_clock;
    reg  [4:0] tail_d;
    wire  [4:0] tail_q;
    wire  tail_clock;
    reg  [5:0] stored_d;
    wire  [5:0] stored_q;
    wire  stored_clock;
    reg  some_d;
    wire  some_q;
    wire  some_clock;
    reg  out_valid_d;
    wire  out_valid_q;
    wire  out_valid_clock;
    reg  [35:0] out_data_d;
    wire  [35:0] out_data_q;
    wire  out_data_clock;

    // Local signals
    wire  enter;
    wire  advance;

    // Sub module instances
    spikelm_engine_memory_13 memory(
        .clock(memory_clock),
        .write(memory_write),
        .write_address(memory_write_address),
        .write_data(memory_write_data),
        .read_address(memory_read_address),
        .read_data(memory_read_data)
    );
    spikelm_engine_dff_5 head(
        .d(head_d),
        .q(head_q),
        .clock(head_clock)
    );
    spikelm_engine_dff_5 tail(
        .d(tail_d),
        .q(tail_q),
        .clock(tail_clock)
    );
    spikelm_engine_dff_6 stored(
        .d(stored_d),
        .q(stored_q),
        .clock(stored_clock)
    );
    spikelm_engine_dff_1 some(
        .d(some_d),
        .q(some_q),
        .clock(some_clock)
    );
    spikelm_engine_dff_1 out_valid(
        .d(out_valid_d),
        .q(out_valid_q),
        .clock(out_valid_clock)
    );
    spikelm_engine_dff_36 out_data(
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

module spikelm_engine_sums_checksum(clock,start,valid,word,sum);

    // Module arguments
    input wire  clock;
    input wire  start;
    input wire  valid;
    input wire  [2047:0] word;
    output reg  [31:0] sum;

    // Update code (custom)
    reg started = 0, begins = 0;
    always @(posedge clock) started <= start;
    always @(posedge clock) begins <= started;
    wire [31:0] part0_0_3 = word[127:96];
    wire [31:0] part0_0_2 = word[95:64] ^ {part0_0_3[30:0], 1'b0} ^ {31'b0, part0_0_3[31:31]} ^ {29'b0, part0_0_3[31:31], 2'b0} ^ {25'b0, part0_0_3[31:31], 6'b0} ^ {24'b0, part0_0_3[31:31], 7'b0};
    wire [31:0] part0_0_1 = word[63:32] ^ {part0_0_2[30:0], 1'b0} ^ {31'b0, part0_0_2[31:31]} ^ {29'b0, part0_0_2[31:31], 2'b0} ^ {25'b0, part0_0_2[31:31], 6'b0} ^ {24'b0, part0_0_2[31:31], 7'b0};
    wire [31:0] part0_0_0 = word[31:0] ^ {part0_0_1[30:0], 1'b0} ^ {31'b0, part0_0_1[31:31]} ^ {29'b0, part0_0_1[31:31], 2'b0} ^ {25'b0, part0_0_1[31:31], 6'b0} ^ {24'b0, part0_0_1[31:31], 7'b0};
    reg [31:0] fold0_0 = 0;
    always @(posedge clock) if (valid) fold0_0 <= part0_0_0;
    wire [31:0] part0_1_3 = word[255:224];
    wire [31:0] part0_1_2 = word[223:192] ^ {part0_1_3[30:0], 1'b0} ^ {31'b0, part0_1_3[31:31]} ^ {29'b0, part0_1_3[31:31], 2'b0} ^ {25'b0, part0_1_3[31:31], 6'b0} ^ {24'b0, part0_1_3[31:31], 7'b0};
    wire [31:0] part0_1_1 = word[191:160] ^ {part0_1_2[30:0], 1'b0} ^ {31'b0, part0_1_2[31:31]} ^ {29'b0, part0_1_2[31:31], 2'b0} ^ {25'b0, part0_1_2[31:31], 6'b0} ^ {24'b0, part0_1_2[31:31], 7'b0};
    wire [31:0] part0_1_0 = word[159:128] ^ {part0_1_1[30:0], 1'b0} ^ {31'b0, part0_1_1[31:31]} ^ {29'b0, part0_1_1[31:31], 2'b0} ^ {25'b0, part0_1_1[31:31], 6'b0} ^ {24'b0, part0_1_1[31:31], 7'b0};
    reg [31:0] fold0_1 = 0;
    always @(posedge clock) if (valid) fold0_1 <= part0_1_0;
    wire [31:0] part0_2_3 = word[383:352];
    wire [31:0] part0_2_2 = word[351:320] ^ {part0_2_3[30:0], 1'b0} ^ {31'b0, part0_2_3[31:31]} ^ {29'b0, part0_2_3[31:31], 2'b0} ^ {25'b0, part0_2_3[31:31], 6'b0} ^ {24'b0, part0_2_3[31:31], 7'b0};
    wire [31:0] part0_2_1 = word[319:288] ^ {part0_2_2[30:0], 1'b0} ^ {31'b0, part0_2_2[31:31]} ^ {29'b0, part0_2_2[31:31], 2'b0} ^ {25'b0, part0_2_2[31:31], 6'b0} ^ {24'b0, part0_2_2[31:31], 7'b0};
    wire [31:0] part0_2_0 = word[287:256] ^ {part0_2_1[30:0], 1'b0} ^ {31'b0, part0_2_1[31:31]} ^ {29'b0, part0_2_1[31:31], 2'b0} ^ {25'b0, part0_2_1[31:31], 6'b0} ^ {24'b0, part0_2_1[31:31], 7'b0};
    reg [31:0] fold0_2 = 0;
    always @(posedge clock) if (valid) fold0_2 <= part0_2_0;
    wire [31:0] part0_3_3 = word[511:480];
    wire [31:0] part0_3_2 = word[479:448] ^ {part0_3_3[30:0], 1'b0} ^ {31'b0, part0_3_3[31:31]} ^ {29'b0, part0_3_3[31:31], 2'b0} ^ {25'b0, part0_3_3[31:31], 6'b0} ^ {24'b0, part0_3_3[31:31], 7'b0};
    wire [31:0] part0_3_1 = word[447:416] ^ {part0_3_2[30:0], 1'b0} ^ {31'b0, part0_3_2[31:31]} ^ {29'b0, part0_3_2[31:31], 2'b0} ^ {25'b0, part0_3_2[31:31], 6'b0} ^ {24'b0, part0_3_2[31:31], 7'b0};
    wire [31:0] part0_3_0 = word[415:384] ^ {part0_3_1[30:0], 1'b0} ^ {31'b0, part0_3_1[31:31]} ^ {29'b0, part0_3_1[31:31], 2'b0} ^ {25'b0, part0_3_1[31:31], 6'b0} ^ {24'b0, part0_3_1[31:31], 7'b0};
    reg [31:0] fold0_3 = 0;
    always @(posedge clock) if (valid) fold0_3 <= part0_3_0;
    wire [31:0] part0_4_3 = word[639:608];
    wire [31:0] part0_4_2 = word[607:576] ^ {part0_4_3[30:0], 1'b0} ^ {31'b0, part0_4_3[31:31]} ^ {29'b0, part0_4_3[31:31], 2'b0} ^ {25'b0, part0_4_3[31:31], 6'b0} ^ {24'b0, part0_4_3[31:31], 7'b0};
    wire [31:0] part0_4_1 = word[575:544] ^ {part0_4_2[30:0], 1'b0} ^ {31'b0, part0_4_2[31:31]} ^ {29'b0, part0_4_2[31:31], 2'b0} ^ {25'b0, part0_4_2[31:31], 6'b0} ^ {24'b0, part0_4_2[31:31], 7'b0};
    wire [31:0] part0_4_0 = word[543:512] ^ {part0_4_1[30:0], 1'b0} ^ {31'b0, part0_4_1[31:31]} ^ {29'b0, part0_4_1[31:31], 2'b0} ^ {25'b0, part0_4_1[31:31], 6'b0} ^ {24'b0, part0_4_1[31:31], 7'b0};
    reg [31:0] fold0_4 = 0;
    always @(posedge clock) if (valid) fold0_4 <= part0_4_0;
    wire [31:0] part0_5_3 = word[767:736];
    wire [31:0] part0_5_2 = word[735:704] ^ {part0_5_3[30:0], 1'b0} ^ {31'b0, part0_5_3[31:31]} ^ {29'b0, part0_5_3[31:31], 2'b0} ^ {25'b0, part0_5_3[31:31], 6'b0} ^ {24'b0, part0_5_3[31:31], 7'b0};
    wire [31:0] part0_5_1 = word[703:672] ^ {part0_5_2[30:0], 1'b0} ^ {31'b0, part0_5_2[31:31]} ^ {29'b0, part0_5_2[31:31], 2'b0} ^ {25'b0, part0_5_2[31:31], 6'b0} ^ {24'b0, part0_5_2[31:31], 7'b0};
    wire [31:0] part0_5_0 = word[671:640] ^ {part0_5_1[30:0], 1'b0} ^ {31'b0, part0_5_1[31:31]} ^ {29'b0, part0_5_1[31:31], 2'b0} ^ {25'b0, part0_5_1[31:31], 6'b0} ^ {24'b0, part0_5_1[31:31], 7'b0};
    reg [31:0] fold0_5 = 0;
    always @(posedge clock) if (valid) fold0_5 <= part0_5_0;
    wire [31:0] part0_6_3 = word[895:864];
    wire [31:0] part0_6_2 = word[863:832] ^ {part0_6_3[30:0], 1'b0} ^ {31'b0, part0_6_3[31:31]} ^ {29'b0, part0_6_3[31:31], 2'b0} ^ {25'b0, part0_6_3[31:31], 6'b0} ^ {24'b0, part0_6_3[31:31], 7'b0};
    wire [31:0] part0_6_1 = word[831:800] ^ {part0_6_2[30:0], 1'b0} ^ {31'b0, part0_6_2[31:31]} ^ {29'b0, part0_6_2[31:31], 2'b0} ^ {25'b0, part0_6_2[31:31], 6'b0} ^ {24'b0, part0_6_2[31:31], 7'b0};
    wire [31:0] part0_6_0 = word[799:768] ^ {part0_6_1[30:0], 1'b0} ^ {31'b0, part0_6_1[31:31]} ^ {29'b0, part0_6_1[31:31], 2'b0} ^ {25'b0, part0_6_1[31:31], 6'b0} ^ {24'b0, part0_6_1[31:31], 7'b0};
    reg [31:0] fold0_6 = 0;
    always @(posedge clock) if (valid) fold0_6 <= part0_6_0;
    wire [31:0] part0_7_3 = word[1023:992];
    wire [31:0] part0_7_2 = word[991:960] ^ {part0_7_3[30:0], 1'b0} ^ {31'b0, part0_7_3[31:31]} ^ {29'b0, part0_7_3[31:31], 2'b0} ^ {25'b0, part0_7_3[31:31], 6'b0} ^ {24'b0, part0_7_3[31:31], 7'b0};
    wire [31:0] part0_7_1 = word[959:928] ^ {part0_7_2[30:0], 1'b0} ^ {31'b0, part0_7_2[31:31]} ^ {29'b0, part0_7_2[31:31], 2'b0} ^ {25'b0, part0_7_2[31:31], 6'b0} ^ {24'b0, part0_7_2[31:31], 7'b0};
    wire [31:0] part0_7_0 = word[927:896] ^ {part0_7_1[30:0], 1'b0} ^ {31'b0, part0_7_1[31:31]} ^ {29'b0, part0_7_1[31:31], 2'b0} ^ {25'b0, part0_7_1[31:31], 6'b0} ^ {24'b0, part0_7_1[31:31], 7'b0};
    reg [31:0] fold0_7 = 0;
    always @(posedge clock) if (valid) fold0_7 <= part0_7_0;
    wire [31:0] part0_8_3 = word[1151:1120];
    wire [31:0] part0_8_2 = word[1119:1088] ^ {part0_8_3[30:0], 1'b0} ^ {31'b0, part0_8_3[31:31]} ^ {29'b0, part0_8_3[31:31], 2'b0} ^ {25'b0, part0_8_3[31:31], 6'b0} ^ {24'b0, part0_8_3[31:31], 7'b0};
    wire [31:0] part0_8_1 = word[1087:1056] ^ {part0_8_2[30:0], 1'b0} ^ {31'b0, part0_8_2[31:31]} ^ {29'b0, part0_8_2[31:31], 2'b0} ^ {25'b0, part0_8_2[31:31], 6'b0} ^ {24'b0, part0_8_2[31:31], 7'b0};
    wire [31:0] part0_8_0 = word[1055:1024] ^ {part0_8_1[30:0], 1'b0} ^ {31'b0, part0_8_1[31:31]} ^ {29'b0, part0_8_1[31:31], 2'b0} ^ {25'b0, part0_8_1[31:31], 6'b0} ^ {24'b0, part0_8_1[31:31], 7'b0};
    reg [31:0] fold0_8 = 0;
    always @(posedge clock) if (valid) fold0_8 <= part0_8_0;
    wire [31:0] part0_9_3 = word[1279:1248];
    wire [31:0] part0_9_2 = word[1247:1216] ^ {part0_9_3[30:0], 1'b0} ^ {31'b0, part0_9_3[31:31]} ^ {29'b0, part0_9_3[31:31], 2'b0} ^ {25'b0, part0_9_3[31:31], 6'b0} ^ {24'b0, part0_9_3[31:31], 7'b0};
    wire [31:0] part0_9_1 = word[1215:1184] ^ {part0_9_2[30:0], 1'b0} ^ {31'b0, part0_9_2[31:31]} ^ {29'b0, part0_9_2[31:31], 2'b0} ^ {25'b0, part0_9_2[31:31], 6'b0} ^ {24'b0, part0_9_2[31:31], 7'b0};
    wire [31:0] part0_9_0 = word[1183:1152] ^ {part0_9_1[30:0], 1'b0} ^ {31'b0, part0_9_1[31:31]} ^ {29'b0, part0_9_1[31:31], 2'b0} ^ {25'b0, part0_9_1[31:31], 6'b0} ^ {24'b0, part0_9_1[31:31], 7'b0};
    reg [31:0] fold0_9 = 0;
    always @(posedge clock) if (valid) fold0_9 <= part0_9_0;
    wire [31:0] part0_10_3 = word[1407:1376];
    wire [31:0] part0_10_2 = word[1375:1344] ^ {part0_10_3[30:0], 1'b0} ^ {31'b0, part0_10_3[31:31]} ^ {29'b0, part0_10_3[31:31], 2'b0} ^ {25'b0, part0_10_3[31:31], 6'b0} ^ {24'b0, part0_10_3[31:31], 7'b0};
    wire [31:0] part0_10_1 = word[1343:1312] ^ {part0_10_2[30:0], 1'b0} ^ {31'b0, part0_10_2[31:31]} ^ {29'b0, part0_10_2[31:31], 2'b0} ^ {25'b0, part0_10_2[31:31], 6'b0} ^ {24'b0, part0_10_2[31:31], 7'b0};
    wire [31:0] part0_10_0 = word[1311:1280] ^ {part0_10_1[30:0], 1'b0} ^ {31'b0, part0_10_1[31:31]} ^ {29'b0, part0_10_1[31:31], 2'b0} ^ {25'b0, part0_10_1[31:31], 6'b0} ^ {24'b0, part0_10_1[31:31], 7'b0};
    reg [31:0] fold0_10 = 0;
    always @(posedge clock) if (valid) fold0_10 <= part0_10_0;
    wire [31:0] part0_11_3 = word[1535:1504];
    wire [31:0] part0_11_2 = word[1503:1472] ^ {part0_11_3[30:0], 1'b0} ^ {31'b0, part0_11_3[31:31]} ^ {29'b0, part0_11_3[31:31], 2'b0} ^ {25'b0, part0_11_3[31:31], 6'b0} ^ {24'b0, part0_11_3[31:31], 7'b0};
    wire [31:0] part0_11_1 = word[1471:1440] ^ {part0_11_2[30:0], 1'b0} ^ {31'b0, part0_11_2[31:31]} ^ {29'b0, part0_11_2[31:31], 2'b0} ^ {25'b0, part0_11_2[31:31], 6'b0} ^ {24'b0, part0_11_2[31:31], 7'b0};
    wire [31:0] part0_11_0 = word[1439:1408] ^ {part0_11_1[30:0], 1'b0} ^ {31'b0, part0_11_1[31:31]} ^ {29'b0, part0_11_1[31:31], 2'b0} ^ {25'b0, part0_11_1[31:31], 6'b0} ^ {24'b0, part0_11_1[31:31], 7'b0};
    reg [31:0] fold0_11 = 0;
    always @(posedge clock) if (valid) fold0_11 <= part0_11_0;
    wire [31:0] part0_12_3 = word[1663:1632];
    wire [31:0] part0_12_2 = word[1631:1600] ^ {part0_12_3[30:0], 1'b0} ^ {31'b0, part0_12_3[31:31]} ^ {29'b0, part0_12_3[31:31], 2'b0} ^ {25'b0, part0_12_3[31:31], 6'b0} ^ {24'b0, part0_12_3[31:31], 7'b0};
    wire [31:0] part0_12_1 = word[1599:1568] ^ {part0_12_2[30:0], 1'b0} ^ {31'b0, part0_12_2[31:31]} ^ {29'b0, part0_12_2[31:31], 2'b0} ^ {25'b0, part0_12_2[31:31], 6'b0} ^ {24'b0, part0_12_2[31:31], 7'b0};
    wire [31:0] part0_12_0 = word[1567:1536] ^ {part0_12_1[30:0], 1'b0} ^ {31'b0, part0_12_1[31:31]} ^ {29'b0, part0_12_1[31:31], 2'b0} ^ {25'b0, part0_12_1[31:31], 6'b0} ^ {24'b0, part0_12_1[31:31], 7'b0};
    reg [31:0] fold0_12 = 0;
    always @(posedge clock) if (valid) fold0_12 <= part0_12_0;
    wire [31:0] part0_13_3 = word[1791:1760];
    wire [31:0] part0_13_2 = word[1759:1728] ^ {part0_13_3[30:0], 1'b0} ^ {31'b0, part0_13_3[31:31]} ^ {29'b0, part0_13_3[31:31], 2'b0} ^ {25'b0, part0_13_3[31:31], 6'b0} ^ {24'b0, part0_13_3[31:31], 7'b0};
    wire [31:0] part0_13_1 = word[1727:1696] ^ {part0_13_2[30:0], 1'b0} ^ {31'b0, part0_13_2[31:31]} ^ {29'b0, part0_13_2[31:31], 2'b0} ^ {25'b0, part0_13_2[31:31], 6'b0} ^ {24'b0, part0_13_2[31:31], 7'b0};
    wire [31:0] part0_13_0 = word[1695:1664] ^ {part0_13_1[30:0], 1'b0} ^ {31'b0, part0_13_1[31:31]} ^ {29'b0, part0_13_1[31:31], 2'b0} ^ {25'b0, part0_13_1[31:31], 6'b0} ^ {24'b0, part0_13_1[31:31], 7'b0};
    reg [31:0] fold0_13 = 0;
    always @(posedge clock) if (valid) fold0_13 <= part0_13_0;
    wire [31:0] part0_14_3 = word[1919:1888];
    wire [31:0] part0_14_2 = word[1887:1856] ^ {part0_14_3[30:0], 1'b0} ^ {31'b0, part0_14_3[31:31]} ^ {29'b0, part0_14_3[31:31], 2'b0} ^ {25'b0, part0_14_3[31:31], 6'b0} ^ {24'b0, part0_14_3[31:31], 7'b0};
    wire [31:0] part0_14_1 = word[1855:1824] ^ {part0_14_2[30:0], 1'b0} ^ {31'b0, part0_14_2[31:31]} ^ {29'b0, part0_14_2[31:31], 2'b0} ^ {25'b0, part0_14_2[31:31], 6'b0} ^ {24'b0, part0_14_2[31:31], 7'b0};
    wire [31:0] part0_14_0 = word[1823:1792] ^ {part0_14_1[30:0], 1'b0} ^ {31'b0, part0_14_1[31:31]} ^ {29'b0, part0_14_1[31:31], 2'b0} ^ {25'b0, part0_14_1[31:31], 6'b0} ^ {24'b0, part0_14_1[31:31], 7'b0};
    reg [31:0] fold0_14 = 0;
    always @(posedge clock) if (valid) fold0_14 <= part0_14_0;
    wire [31:0] part0_15_3 = word[2047:2016];
    wire [31:0] part0_15_2 = word[2015:1984] ^ {part0_15_3[30:0], 1'b0} ^ {31'b0, part0_15_3[31:31]} ^ {29'b0, part0_15_3[31:31], 2'b0} ^ {25'b0, part0_15_3[31:31], 6'b0} ^ {24'b0, part0_15_3[31:31], 7'b0};
    wire [31:0] part0_15_1 = word[1983:1952] ^ {part0_15_2[30:0], 1'b0} ^ {31'b0, part0_15_2[31:31]} ^ {29'b0, part0_15_2[31:31], 2'b0} ^ {25'b0, part0_15_2[31:31], 6'b0} ^ {24'b0, part0_15_2[31:31], 7'b0};
    wire [31:0] part0_15_0 = word[1951:1920] ^ {part0_15_1[30:0], 1'b0} ^ {31'b0, part0_15_1[31:31]} ^ {29'b0, part0_15_1[31:31], 2'b0} ^ {25'b0, part0_15_1[31:31], 6'b0} ^ {24'b0, part0_15_1[31:31], 7'b0};
    reg [31:0] fold0_15 = 0;
    always @(posedge clock) if (valid) fold0_15 <= part0_15_0;
    reg valid0 = 0;
    always @(posedge clock) valid0 <= valid;
    wire [31:0] part1_0_3 = fold0_3;
    wire [31:0] part1_0_2 = fold0_2 ^ {part1_0_3[27:0], 4'b0} ^ {28'b0, part1_0_3[31:28]} ^ {26'b0, part1_0_3[31:28], 2'b0} ^ {22'b0, part1_0_3[31:28], 6'b0} ^ {21'b0, part1_0_3[31:28], 7'b0};
    wire [31:0] part1_0_1 = fold0_1 ^ {part1_0_2[27:0], 4'b0} ^ {28'b0, part1_0_2[31:28]} ^ {26'b0, part1_0_2[31:28], 2'b0} ^ {22'b0, part1_0_2[31:28], 6'b0} ^ {21'b0, part1_0_2[31:28], 7'b0};
    wire [31:0] part1_0_0 = fold0_0 ^ {part1_0_1[27:0], 4'b0} ^ {28'b0, part1_0_1[31:28]} ^ {26'b0, part1_0_1[31:28], 2'b0} ^ {22'b0, part1_0_1[31:28], 6'b0} ^ {21'b0, part1_0_1[31:28], 7'b0};
    reg [31:0] fold1_0 = 0;
    always @(posedge clock) if (valid0) fold1_0 <= part1_0_0;
    wire [31:0] part1_1_3 = fold0_7;
    wire [31:0] part1_1_2 = fold0_6 ^ {part1_1_3[27:0], 4'b0} ^ {28'b0, part1_1_3[31:28]} ^ {26'b0, part1_1_3[31:28], 2'b0} ^ {22'b0, part1_1_3[31:28], 6'b0} ^ {21'b0, part1_1_3[31:28], 7'b0};
    wire [31:0] part1_1_1 = fold0_5 ^ {part1_1_2[27:0], 4'b0} ^ {28'b0, part1_1_2[31:28]} ^ {26'b0, part1_1_2[31:28], 2'b0} ^ {22'b0, part1_1_2[31:28], 6'b0} ^ {21'b0, part1_1_2[31:28], 7'b0};
    wire [31:0] part1_1_0 = fold0_4 ^ {part1_1_1[27:0], 4'b0} ^ {28'b0, part1_1_1[31:28]} ^ {26'b0, part1_1_1[31:28], 2'b0} ^ {22'b0, part1_1_1[31:28], 6'b0} ^ {21'b0, part1_1_1[31:28], 7'b0};
    reg [31:0] fold1_1 = 0;
    always @(posedge clock) if (valid0) fold1_1 <= part1_1_0;
    wire [31:0] part1_2_3 = fold0_11;
    wire [31:0] part1_2_2 = fold0_10 ^ {part1_2_3[27:0], 4'b0} ^ {28'b0, part1_2_3[31:28]} ^ {26'b0, part1_2_3[31:28], 2'b0} ^ {22'b0, part1_2_3[31:28], 6'b0} ^ {21'b0, part1_2_3[31:28], 7'b0};
    wire [31:0] part1_2_1 = fold0_9 ^ {part1_2_2[27:0], 4'b0} ^ {28'b0, part1_2_2[31:28]} ^ {26'b0, part1_2_2[31:28], 2'b0} ^ {22'b0, part1_2_2[31:28], 6'b0} ^ {21'b0, part1_2_2[31:28], 7'b0};
    wire [31:0] part1_2_0 = fold0_8 ^ {part1_2_1[27:0], 4'b0} ^ {28'b0, part1_2_1[31:28]} ^ {26'b0, part1_2_1[31:28], 2'b0} ^ {22'b0, part1_2_1[31:28], 6'b0} ^ {21'b0, part1_2_1[31:28], 7'b0};
    reg [31:0] fold1_2 = 0;
    always @(posedge clock) if (valid0) fold1_2 <= part1_2_0;
    wire [31:0] part1_3_3 = fold0_15;
    wire [31:0] part1_3_2 = fold0_14 ^ {part1_3_3[27:0], 4'b0} ^ {28'b0, part1_3_3[31:28]} ^ {26'b0, part1_3_3[31:28], 2'b0} ^ {22'b0, part1_3_3[31:28], 6'b0} ^ {21'b0, part1_3_3[31:28], 7'b0};
    wire [31:0] part1_3_1 = fold0_13 ^ {part1_3_2[27:0], 4'b0} ^ {28'b0, part1_3_2[31:28]} ^ {26'b0, part1_3_2[31:28], 2'b0} ^ {22'b0, part1_3_2[31:28], 6'b0} ^ {21'b0, part1_3_2[31:28], 7'b0};
    wire [31:0] part1_3_0 = fold0_12 ^ {part1_3_1[27:0], 4'b0} ^ {28'b0, part1_3_1[31:28]} ^ {26'b0, part1_3_1[31:28], 2'b0} ^ {22'b0, part1_3_1[31:28], 6'b0} ^ {21'b0, part1_3_1[31:28], 7'b0};
    reg [31:0] fold1_3 = 0;
    always @(posedge clock) if (valid0) fold1_3 <= part1_3_0;
    reg valid1 = 0;
    always @(posedge clock) valid1 <= valid0;
    wire [31:0] part2_0_3 = fold1_3;
    wire [31:0] part2_0_2 = fold1_2 ^ {part2_0_3[15:0], 16'b0} ^ {16'b0, part2_0_3[31:16]} ^ {14'b0, part2_0_3[31:16], 2'b0} ^ {10'b0, part2_0_3[31:16], 6'b0} ^ {9'b0, part2_0_3[31:16], 7'b0};
    wire [31:0] part2_0_1 = fold1_1 ^ {part2_0_2[15:0], 16'b0} ^ {16'b0, part2_0_2[31:16]} ^ {14'b0, part2_0_2[31:16], 2'b0} ^ {10'b0, part2_0_2[31:16], 6'b0} ^ {9'b0, part2_0_2[31:16], 7'b0};
    wire [31:0] part2_0_0 = fold1_0 ^ {part2_0_1[15:0], 16'b0} ^ {16'b0, part2_0_1[31:16]} ^ {14'b0, part2_0_1[31:16], 2'b0} ^ {10'b0, part2_0_1[31:16], 6'b0} ^ {9'b0, part2_0_1[31:16], 7'b0};
    reg [31:0] fold2_0 = 0;
    always @(posedge clock) if (valid1) fold2_0 <= part2_0_0;
    reg valid2 = 0;
    always @(posedge clock) valid2 <= valid1;
    always @(posedge clock)
        if (begins) sum <= 32'h53504b4c;
        else if (valid2) sum <= {sum[12:0], 19'b0} ^ {13'b0, sum[31:13]} ^ {11'b0, sum[31:13], 2'b0} ^ {7'b0, sum[31:13], 6'b0} ^ {6'b0, sum[31:13], 7'b0} ^ fold2_0;
endmodule

module spikelm_engine_writer_2(clock,resetn,wide,valid,address,results,write,write_address,write_data);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  wide;
    input wire  valid;
    input wire  [12:0] address;
    input wire  [3071:0] results;
    output wire  write;
    output wire  [12:0] write_address;
    output wire  [2047:0] write_data;

    // Constant declarations
    localparam  one = 13'b1;

    // Stub signals
    wire  pack_clock;
    wire  pack_enable;
    wire  pack_wide;
    wire  pack_high;
    wire  [3071:0] pack_lanes;
    wire  [2047:0] pack_word;
    reg  writing_d;
    wire  writing_q;
    wire  writing_clock;
    reg  [12:0] word_d;
    wire  [12:0] word_q;
    wire  word_clock;
    reg  second_d;
    wire  second_q;
    wire  second_clock;

    // Local signals
    wire  working;

    // Sub module instances
    spikelm_engine_pack pack(
        .clock(pack_clock),
        .enable(pack_enable),
        .wide(pack_wide),
        .high(pack_high),
        .lanes(pack_lanes),
        .word(pack_word)
    );
    spikelm_engine_dff_1 writing(
        .d(writing_d),
        .q(writing_q),
        .clock(writing_clock)
    );
    spikelm_engine_dff_13 word(
        .d(word_d),
        .q(word_q),
        .clock(word_clock)
    );
    spikelm_engine_dff_1 second(
        .d(second_d),
        .q(second_q),
        .clock(second_clock)
    );

    // Update code
    assign writing_clock = clock;
    assign word_clock = clock;
    assign second_clock = clock;
    assign pack_clock = clock;
    assign working = valid || second_q;
    assign pack_enable = working;
    assign pack_wide = wide;
    assign pack_high = second_q;
    assign pack_lanes = results;
    assign write = writing_q;
    assign write_address = word_q;
    assign write_data = pack_word;
    always @(*) begin
        writing_d = writing_q;
        word_d = word_q;
        second_d = second_q;
        writing_d = working;
        if (working) begin
            word_d = address;
            if (second_q) begin
                word_d = address + one;
            end
            second_d = wide && ~second_q;
        end
        if (~resetn) begin
            writing_d = 1'b0;
            second_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_counters(clock,resetn,busy,load,command,events,event_cycle,stall_fetch,stall_drain,stall_empty,stall_edge,row_done,cycles,all);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  busy;
    input wire  load;
    input wire  command;
    input wire  [3:0] events;
    input wire  event_cycle;
    input wire  stall_fetch;
    input wire  stall_drain;
    input wire  stall_empty;
    input wire  stall_edge;
    input wire  row_done;
    output reg  [63:0] cycles;
    output reg  [767:0] all;

    // Update code (custom)
    reg [63:0] count_cycles = 0;
    always @(posedge clock)
      if (!resetn) count_cycles <= 0;
      else if (1'b1) count_cycles <= count_cycles + 64'd1;
    reg [63:0] count_busy = 0;
    always @(posedge clock)
      if (!resetn) count_busy <= 0;
      else if (busy) count_busy <= count_busy + 64'd1;
    reg [63:0] count_load = 0;
    always @(posedge clock)
      if (!resetn) count_load <= 0;
      else if (!busy && load) count_load <= count_load + 64'd1;
    reg [63:0] count_command = 0;
    always @(posedge clock)
      if (!resetn) count_command <= 0;
      else if (!busy && !load && command) count_command <= count_command + 64'd1;
    reg [63:0] count_idle = 0;
    always @(posedge clock)
      if (!resetn) count_idle <= 0;
      else if (!busy && !load && !command) count_idle <= count_idle + 64'd1;
    reg [63:0] count_events = 0;
    always @(posedge clock)
      if (!resetn) count_events <= 0;
      else if (|events) count_events <= count_events + {60'd0, events};
    reg [63:0] count_event_cycles = 0;
    always @(posedge clock)
      if (!resetn) count_event_cycles <= 0;
      else if (event_cycle) count_event_cycles <= count_event_cycles + 64'd1;
    reg [63:0] count_stall_fetch = 0;
    always @(posedge clock)
      if (!resetn) count_stall_fetch <= 0;
      else if (stall_fetch) count_stall_fetch <= count_stall_fetch + 64'd1;
    reg [63:0] count_stall_drain = 0;
    always @(posedge clock)
      if (!resetn) count_stall_drain <= 0;
      else if (stall_drain) count_stall_drain <= count_stall_drain + 64'd1;
    reg [63:0] count_stall_empty = 0;
    always @(posedge clock)
      if (!resetn) count_stall_empty <= 0;
      else if (stall_empty) count_stall_empty <= count_stall_empty + 64'd1;
    reg [63:0] count_stall_edge = 0;
    always @(posedge clock)
      if (!resetn) count_stall_edge <= 0;
      else if (stall_edge) count_stall_edge <= count_stall_edge + 64'd1;
    reg [63:0] count_rows = 0;
    always @(posedge clock)
      if (!resetn) count_rows <= 0;
      else if (row_done) count_rows <= count_rows + 64'd1;
    always @(*) cycles = count_cycles;
    always @(*) all = {count_rows, count_stall_edge, count_stall_empty, count_stall_drain, count_stall_fetch, count_event_cycles, count_events, count_idle, count_command, count_load, count_busy, count_cycles};
endmodule

module spikelm_engine_decoder_2(clock,resetn,word_valid,word_number,word,ring_index,free,valid,take,is_load,status,seq,record,source,source_end,source_last,row_last,rows_last,tiles_last,inputs,weight_row,weight_end,tile_depth,groups_last,result,result_end,result_words,last_tile_beats,wide,int4,data_checksum);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  word_valid;
    input wire  [3:0] word_number;
    input wire  [31:0] word;
    input wire  [31:0] ring_index;
    output wire  free;
    output wire  valid;
    input wire  take;
    output wire  is_load;
    output wire  [3:0] status;
    output wire  [31:0] seq;
    output wire  [15:0] record;
    output wire  [13:0] source;
    output wire  [13:0] source_end;
    output wire  [13:0] source_last;
    output wire  [5:0] row_last;
    output wire  [19:0] rows_last;
    output wire  [15:0] tiles_last;
    output wire  [15:0] inputs;
    output wire  [10:0] weight_row;
    output wire  [10:0] weight_end;
    output wire  [10:0] tile_depth;
    output wire  [3:0] groups_last;
    output wire  [12:0] result;
    output wire  [12:0] result_end;
    output wire  [31:0] result_words;
    output wire  [4:0] last_tile_beats;
    output wire  wide;
    output wire  int4;
    output wire  [31:0] data_checksum;

    // Constant declarations
    localparam  bit_0 = 16'h0;
    localparam  up_1 = 6'b1;
    localparam  down_1 = 6'b1;
    localparam  down_5 = 6'b101;
    localparam  zero = 32'h0;
    localparam  one = 32'h1;
    localparam  one_16 = 16'h1;
    localparam  none_16 = 16'h0;
    localparam  load_code = 8'h1;
    localparam  run_code = 8'h2;
    localparam  format_mask = 32'hfffefe00;
    localparam  wide_bit = 16'h10;
    localparam  int4_bit = 16'h8;
    localparam  region_top = 32'h80000000;
    localparam  below_top = 32'h7fffffff;
    localparam  input_odd = 32'h3f;
    localparam  result_odd = 32'hff;
    localparam  input_shift = 6'b110;
    localparam  lane_round = 32'h7f;
    localparam  lane_shift = 6'b111;
    localparam  result_shift = 6'b1000;
    localparam  input_words = 32'h4000;
    localparam  memory_words = 32'h2000;
    localparam  weight_rows = 32'h800;
    localparam  most_rows = 32'h100000;
    localparam  most_inputs = 32'h2000;
    localparam  lanes = 32'h100;
    localparam  lanes_16 = 16'h100;
    localparam  ports_less = 32'h3;
    localparam  port_shift = 6'b10;
    localparam  pairs_less = 32'h7;
    localparam  pair_shift = 6'b11;
    localparam  slot_round = 32'h7f;
    localparam  slot_shift = 6'b110;
    localparam  slots_less = 32'h3;
    localparam  slots_shift = 6'b10;
    localparam  record_mask = 32'h3f;
    localparam  record_last = 32'h1fffc0;
    localparam  record_table = 16'hfc00;
    localparam  ok = 4'h0;
    localparam  bad_checksum = 4'h1;
    localparam  bad_opcode = 4'h2;
    localparam  bad_sequence = 4'h3;
    localparam  bad_format = 4'h4;
    localparam  bad_alignment = 4'h5;
    localparam  bad_range = 4'h6;
    localparam  bad_size = 4'h7;

    // Enums
    localparam DecoderState_Words = 0;
    localparam DecoderState_Fields = 1;
    localparam DecoderState_Source = 2;
    localparam DecoderState_Weights = 3;
    localparam DecoderState_Regions = 4;
    localparam DecoderState_Offer = 5;

    // Stub signals
    wire  fields_clock;
    wire  fields_resetn;
    wire  fields_word_valid;
    wire  [3:0] fields_word_number;
    wire  [31:0] fields_word;
    wire  fields_last;
    wire  fields_intact;
    wire  [31:0] fields_seq;
    wire  [31:0] fields_opcode;
    wire  [31:0] fields_source;
    wire  [31:0] fields_source_high;
    wire  [31:0] fields_target;
    wire  [31:0] fields_target_high;
    wire  [31:0] fields_weight_row;
    wire  [31:0] fields_rows;
    wire  [31:0] fields_inputs;
    wire  [15:0] fields_tiles;
    wire  [15:0] fields_last_columns;
    wire  [31:0] fields_result_bytes;
    wire  [31:0] fields_record;
    wire  [31:0] fields_record_high;
    wire  [31:0] fields_data_checksum;
    reg  [2:0] state_d;
    wire  [2:0] state_q;
    wire  state_clock;
    reg  [31:0] index_d;
    wire  [31:0] index_q;
    wire  index_clock;
    reg  [3:0] found_d;
    wire  [3:0] found_q;
    wire  found_clock;
    reg  load_d;
    wire  load_q;
    wire  load_clock;
    reg  [31:0] depth_d;
    wire  [31:0] depth_q;
    wire  depth_clock;
    reg  [31:0] row_words_d;
    wire  [31:0] row_words_q;
    wire  row_words_clock;
    reg  [31:0] beats_d;
    wire  [31:0] beats_q;
    wire  beats_clock;
    reg  [31:0] product_d;
    wire  [31:0] product_q;
    wire  product_clock;
    reg  [31:0] multiplicand_d;
    wire  [31:0] multiplicand_q;
    wire  multiplicand_clock;
    reg  [31:0] multiplier_d;
    wire  [31:0] multiplier_q;
    wire  multiplier_clock;
    reg  [31:0] source_words_d;
    wire  [31:0] source_words_q;
    wire  source_words_clock;
    reg  [31:0] source_word_d;
    wire  [31:0] source_word_q;
    wire  source_word_clock;
    reg  [31:0] source_stop_d;
    wire  [31:0] source_stop_q;
    wire  source_stop_clock;
    reg  [31:0] weight_stop_d;
    wire  [31:0] weight_stop_q;
    wire  weight_stop_clock;
    reg  [31:0] result_word_d;
    wire  [31:0] result_word_q;
    wire  result_word_clock;
    reg  [31:0] result_count_d;
    wire  [31:0] result_count_q;
    wire  result_count_clock;
    reg  [31:0] result_stop_d;
    wire  [31:0] result_stop_q;
    wire  result_stop_clock;
    reg  [15:0] record_unit_d;
    wire  [15:0] record_unit_q;
    wire  record_unit_clock;

    // Local signals
    wire  [7:0] opcode_byte;
    wire  [31:0] format_bits;
    wire  [31:0] tile_count_wide;
    wire  [31:0] last_columns_wide;
    wire  [31:0] odd_source;
    wire  [31:0] odd_target;
    wire  [31:0] odd_region;
    wire  [31:0] target_offset;
    wire  [31:0] inputs_rounded;
    wire  [31:0] inputs_paired;
    wire  [31:0] inputs_slots;
    wire  [31:0] slots;
    wire  [31:0] slots_rounded;
    wire  [31:0] bytes_rounded;
    wire  [31:0] columns_rounded;
    wire  [31:0] doubled;
    wire  [31:0] halved;
    wire  [31:0] summed;
    wire  odd_product;
    wire  [31:0] source_less;
    wire  [31:0] source_before;
    wire  [31:0] rows_less;
    wire  [15:0] tiles_less;
    wire  [31:0] row_words_less;
    wire  [31:0] weight_before;
    wire  [31:0] result_before;
    wire  [31:0] record_offset;
    wire  [31:0] record_units;
    wire  [31:0] record_odd;
    wire  record_bad;
    wire  [8:0] entry;
    wire  [15:0] entry_wide;
    wire  [15:0] entry_units;

    // Sub module instances
    spikelm_engine_fields fields(
        .clock(fields_clock),
        .resetn(fields_resetn),
        .word_valid(fields_word_valid),
        .word_number(fields_word_number),
        .word(fields_word),
        .last(fields_last),
        .intact(fields_intact),
        .seq(fields_seq),
        .opcode(fields_opcode),
        .source(fields_source),
        .source_high(fields_source_high),
        .target(fields_target),
        .target_high(fields_target_high),
        .weight_row(fields_weight_row),
        .rows(fields_rows),
        .inputs(fields_inputs),
        .tiles(fields_tiles),
        .last_columns(fields_last_columns),
        .result_bytes(fields_result_bytes),
        .record(fields_record),
        .record_high(fields_record_high),
        .data_checksum(fields_data_checksum)
    );
    spikelm_engine_dff_3_2 state(
        .d(state_d),
        .q(state_q),
        .clock(state_clock)
    );
    spikelm_engine_dff_32 index(
        .d(index_d),
        .q(index_q),
        .clock(index_clock)
    );
    spikelm_engine_dff_4 found(
        .d(found_d),
        .q(found_q),
        .clock(found_clock)
    );
    spikelm_engine_dff_1 load(
        .d(load_d),
        .q(load_q),
        .clock(load_clock)
    );
    spikelm_engine_dff_32 depth(
        .d(depth_d),
        .q(depth_q),
        .clock(depth_clock)
    );
    spikelm_engine_dff_32 row_words(
        .d(row_words_d),
        .q(row_words_q),
        .clock(row_words_clock)
    );
    spikelm_engine_dff_32 beats(
        .d(beats_d),
        .q(beats_q),
        .clock(beats_clock)
    );
    spikelm_engine_dff_32 product(
        .d(product_d),
        .q(product_q),
        .clock(product_clock)
    );
    spikelm_engine_dff_32 multiplicand(
        .d(multiplicand_d),
        .q(multiplicand_q),
        .clock(multiplicand_clock)
    );
    spikelm_engine_dff_32 multiplier(
        .d(multiplier_d),
        .q(multiplier_q),
        .clock(multiplier_clock)
    );
    spikelm_engine_dff_32 source_words(
        .d(source_words_d),
        .q(source_words_q),
        .clock(source_words_clock)
    );
    spikelm_engine_dff_32 source_word(
        .d(source_word_d),
        .q(source_word_q),
        .clock(source_word_clock)
    );
    spikelm_engine_dff_32 source_stop(
        .d(source_stop_d),
        .q(source_stop_q),
        .clock(source_stop_clock)
    );
    spikelm_engine_dff_32 weight_stop(
        .d(weight_stop_d),
        .q(weight_stop_q),
        .clock(weight_stop_clock)
    );
    spikelm_engine_dff_32 result_word(
        .d(result_word_d),
        .q(result_word_q),
        .clock(result_word_clock)
    );
    spikelm_engine_dff_32 result_count(
        .d(result_count_d),
        .q(result_count_q),
        .clock(result_count_clock)
    );
    spikelm_engine_dff_32 result_stop(
        .d(result_stop_d),
        .q(result_stop_q),
        .clock(result_stop_clock)
    );
    spikelm_engine_dff_16 record_unit(
        .d(record_unit_d),
        .q(record_unit_q),
        .clock(record_unit_clock)
    );

    // Update code
    assign state_clock = clock;
    assign index_clock = clock;
    assign found_clock = clock;
    assign load_clock = clock;
    assign depth_clock = clock;
    assign row_words_clock = clock;
    assign beats_clock = clock;
    assign product_clock = clock;
    assign multiplicand_clock = clock;
    assign multiplier_clock = clock;
    assign source_words_clock = clock;
    assign source_word_clock = clock;
    assign source_stop_clock = clock;
    assign weight_stop_clock = clock;
    assign result_word_clock = clock;
    assign result_count_clock = clock;
    assign result_stop_clock = clock;
    assign record_unit_clock = clock;
    assign fields_clock = clock;
    assign fields_resetn = resetn;
    assign fields_word_valid = word_valid;
    assign fields_word_number = word_number;
    assign fields_word = word;
    assign opcode_byte = fields_opcode[(bit_0)+:(8)];
    assign format_bits = fields_opcode & format_mask;
    assign tile_count_wide = ((fields_tiles) & 32'hffffffff);
    assign last_columns_wide = ((fields_last_columns) & 32'hffffffff);
    assign odd_source = fields_source & input_odd;
    assign odd_target = fields_target & result_odd;
    assign odd_region = fields_result_bytes & result_odd;
    assign target_offset = fields_target & below_top;
    assign inputs_rounded = fields_inputs + ports_less;
    assign inputs_paired = fields_inputs + pairs_less;
    assign inputs_slots = fields_inputs + slot_round;
    assign slots = inputs_slots >> slot_shift;
    assign slots_rounded = slots + slots_less;
    assign bytes_rounded = fields_rows + input_odd;
    assign columns_rounded = last_columns_wide + lane_round;
    assign record_offset = fields_record & below_top;
    assign record_units = record_offset >> down_5;
    assign record_odd = fields_record & record_mask;
    assign record_bad = (found_q == bad_checksum) || (fields_record_high != zero) || (fields_record < region_top) || (record_odd != zero) || (record_offset > record_last);
    assign entry = index_q[(bit_0)+:(9)];
    assign entry_wide = ((entry) & 16'hffff);
    assign entry_units = entry_wide << up_1;
    assign odd_product = multiplier_q[32'h0];
    assign doubled = multiplicand_q << up_1;
    assign halved = multiplier_q >> down_1;
    assign summed = product_q + multiplicand_q;
    assign free = state_q == DecoderState_Words;
    assign valid = state_q == DecoderState_Offer;
    assign is_load = load_q;
    assign status = found_q;
    assign seq = index_q;
    assign record = record_unit_q;
    assign source_less = source_words_q - one;
    assign source_before = source_stop_q - one;
    assign rows_less = fields_rows - one;
    assign tiles_less = fields_tiles - one_16;
    assign row_words_less = row_words_q - one;
    assign weight_before = weight_stop_q - one;
    assign result_before = result_stop_q - one;
    assign source = source_word_q[(bit_0)+:(14)];
    assign source_end = source_before[(bit_0)+:(14)];
    assign source_last = source_less[(bit_0)+:(14)];
    assign row_last = row_words_less[(bit_0)+:(6)];
    assign rows_last = rows_less[(bit_0)+:(20)];
    assign tiles_last = tiles_less;
    assign inputs = fields_inputs[(bit_0)+:(16)];
    assign weight_row = fields_weight_row[(bit_0)+:(11)];
    assign weight_end = weight_before[(bit_0)+:(11)];
    assign tile_depth = depth_q[(bit_0)+:(11)];
    assign groups_last = row_words_less[(bit_0)+:(4)];
    assign result = result_word_q[(bit_0)+:(13)];
    assign result_end = result_before[(bit_0)+:(13)];
    assign result_words = result_count_q;
    assign last_tile_beats = beats_q[(bit_0)+:(5)];
    assign wide = fields_opcode[wide_bit];
    assign int4 = fields_opcode[int4_bit];
    assign data_checksum = fields_data_checksum;
    always @(*) begin
        state_d = state_q;
        index_d = index_q;
        found_d = found_q;
        load_d = load_q;
        depth_d = depth_q;
        row_words_d = row_words_q;
        beats_d = beats_q;
        product_d = product_q;
        multiplicand_d = multiplicand_q;
        multiplier_d = multiplier_q;
        source_words_d = source_words_q;
        source_word_d = source_word_q;
        source_stop_d = source_stop_q;
        weight_stop_d = weight_stop_q;
        result_word_d = result_word_q;
        result_count_d = result_count_q;
        result_stop_d = result_stop_q;
        record_unit_d = record_unit_q;
        case (state_q)
            DecoderState_Words:
                begin
                    if (fields_last) begin
                        index_d = ring_index;
                        state_d = DecoderState_Fields;
                    end
                end
            DecoderState_Fields:
                begin
                    load_d = opcode_byte == load_code;
                    depth_d = inputs_rounded >> port_shift;
                    if (int4 && (opcode_byte != load_code)) begin
                        depth_d = inputs_paired >> pair_shift;
                    end
                    beats_d = columns_rounded >> lane_shift;
                    source_word_d = fields_source >> input_shift;
                    result_word_d = target_offset >> result_shift;
                    result_count_d = fields_result_bytes >> result_shift;
                    product_d = zero;
                    row_words_d = slots_rounded >> slots_shift;
                    multiplicand_d = slots_rounded >> slots_shift;
                    multiplier_d = fields_rows;
                    if (opcode_byte == load_code) begin
                        row_words_d = bytes_rounded >> input_shift;
                        multiplicand_d = bytes_rounded >> input_shift;
                        multiplier_d = fields_inputs;
                    end
                    found_d = ok;
                    if ((fields_inputs == zero) || (fields_inputs > most_inputs) || (fields_rows == zero)) begin
                        found_d = bad_size;
                    end
                    if (opcode_byte == load_code) begin
                        if (fields_rows > lanes) begin
                            found_d = bad_size;
                        end
                        if (odd_source != zero) begin
                            found_d = bad_alignment;
                        end
                    end
                    else begin
                        if ((fields_rows > most_rows) || (fields_tiles == none_16) || (fields_last_columns == none_16) || (fields_last_columns > lanes_16)) begin
                            found_d = bad_size;
                        end
                        if ((odd_source != zero) || (odd_target != zero) || (odd_region != zero)) begin
                            found_d = bad_alignment;
                        end
                    end
                    if (format_bits != zero) begin
                        found_d = bad_format;
                    end
                    if ((opcode_byte != load_code) && (opcode_byte != run_code)) begin
                        found_d = bad_opcode;
                    end
                    if (fields_seq != index_q) begin
                        found_d = bad_sequence;
                    end
                    if (~fields_intact) begin
                        found_d = bad_checksum;
                    end
                    state_d = DecoderState_Source;
                end
            DecoderState_Source:
                begin
                    multiplicand_d = doubled;
                    multiplier_d = halved;
                    if (odd_product) begin
                        product_d = summed;
                    end
                    if ((multiplier_q == zero) || (found_q != ok)) begin
                        source_words_d = product_q;
                        product_d = zero;
                        multiplicand_d = depth_q;
                        multiplier_d = tile_count_wide;
                        if (load_q) begin
                            multiplier_d = one;
                        end
                        state_d = DecoderState_Weights;
                    end
                end
            DecoderState_Weights:
                begin
                    source_stop_d = source_word_q + source_words_q;
                    result_stop_d = result_word_q + result_count_q;
                    multiplicand_d = doubled;
                    multiplier_d = halved;
                    if (odd_product) begin
                        product_d = summed;
                    end
                    if ((multiplier_q == zero) || (found_q != ok)) begin
                        weight_stop_d = fields_weight_row + product_q;
                        state_d = DecoderState_Regions;
                    end
                end
            DecoderState_Regions:
                begin
                    if (found_q == ok) begin
                        if ((fields_source_high != zero) || (source_word_q >= input_words) || (source_stop_q > input_words) || (fields_weight_row >= weight_rows) || (weight_stop_q > weight_rows)) begin
                            found_d = bad_range;
                        end
                        if (~load_q && ((fields_target_high != zero) || (fields_target < region_top) || (result_count_q == zero) || (result_word_q >= memory_words) || (result_stop_q > memory_words))) begin
                            found_d = bad_range;
                        end
                    end
                    record_unit_d = record_units[(bit_0)+:(16)];
                    if (record_bad) begin
                        record_unit_d = record_table + entry_units;
                    end
                    state_d = DecoderState_Offer;
                end
            DecoderState_Offer:
                begin
                    if (take) begin
                        state_d = DecoderState_Words;
                    end
                end
            default:
                begin
                    state_d = DecoderState_Words;
                end
        endcase
        if (~resetn) begin
            state_d = DecoderState_Words;
        end
    end

endmodule

module spikelm_engine_dispatcher(clock,resetn,valid,take,is_load,status,seq,record,weight_row,weight_end,run_issue,run_start,run_done,run_taken,run_active,run_waiting,load_issue,load_start,load_done,load_taken,load_active,load_waiting,order_valid,order,order_pop,idle);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  valid;
    output wire  take;
    input wire  is_load;
    input wire  [3:0] status;
    input wire  [31:0] seq;
    input wire  [15:0] record;
    input wire  [10:0] weight_row;
    input wire  [10:0] weight_end;
    output wire  run_issue;
    output wire  run_start;
    input wire  run_done;
    input wire  run_taken;
    output wire  run_active;
    output wire  run_waiting;
    output wire  load_issue;
    output wire  load_start;
    input wire  load_done;
    input wire  load_taken;
    output wire  load_active;
    output wire  load_waiting;
    output wire  order_valid;
    output wire  [52:0] order;
    input wire  order_pop;
    output wire  idle;

    // Constant declarations
    localparam  ok = 4'h0;

    // Stub signals
    wire  orders_clock;
    wire  orders_resetn;
    wire  orders_push;
    wire  [52:0] orders_push_data;
    wire  orders_ready;
    wire  orders_ample;
    wire  orders_valid;
    wire  [52:0] orders_data;
    wire  orders_pop;
    wire  orders_empty;
    wire  [3:0] entry_status;
    wire  entry_is_load;
    wire  [31:0] entry_seq;
    wire  [15:0] entry_record;
    wire  [52:0] entry_all;
    reg  run_is_active_d;
    wire  run_is_active_q;
    wire  run_is_active_clock;
    reg  run_is_waiting_d;
    wire  run_is_waiting_q;
    wire  run_is_waiting_clock;
    reg  [10:0] run_first_d;
    wire  [10:0] run_first_q;
    wire  run_first_clock;
    reg  [10:0] run_last_d;
    wire  [10:0] run_last_q;
    wire  run_last_clock;
    reg  settle_d;
    wire  settle_q;
    wire  settle_clock;
    reg  starting_d;
    wire  starting_q;
    wire  starting_clock;
    reg  load_starting_d;
    wire  load_starting_q;
    wire  load_starting_clock;
    reg  load_is_active_d;
    wire  load_is_active_q;
    wire  load_is_active_clock;
    reg  load_is_waiting_d;
    wire  load_is_waiting_q;
    wire  load_is_waiting_clock;
    reg  [10:0] load_first_d;
    wire  [10:0] load_first_q;
    wire  load_first_clock;
    reg  [10:0] load_last_d;
    wire  [10:0] load_last_q;
    wire  load_last_clock;
    reg  compared_d;
    wire  compared_q;
    wire  compared_clock;
    reg  clash_run_d;
    wire  clash_run_q;
    wire  clash_run_clock;
    reg  clash_load_d;
    wire  clash_load_q;
    wire  clash_load_clock;
    reg  [3:0] decoded_d;
    wire  [3:0] decoded_q;
    wire  decoded_clock;

    // Local signals
    wire  run_free;
    wire  load_free;
    wire  refused;
    wire  go;

    // Sub module instances
    spikelm_engine_orders orders(
        .clock(orders_clock),
        .resetn(orders_resetn),
        .push(orders_push),
        .push_data(orders_push_data),
        .ready(orders_ready),
        .ample(orders_ample),
        .valid(orders_valid),
        .data(orders_data),
        .pop(orders_pop),
        .empty(orders_empty)
    );
    spikelm_engine_entry_2 entry(
        .status(entry_status),
        .is_load(entry_is_load),
        .seq(entry_seq),
        .record(entry_record),
        .all(entry_all)
    );
    spikelm_engine_dff_1 run_is_active(
        .d(run_is_active_d),
        .q(run_is_active_q),
        .clock(run_is_active_clock)
    );
    spikelm_engine_dff_1 run_is_waiting(
        .d(run_is_waiting_d),
        .q(run_is_waiting_q),
        .clock(run_is_waiting_clock)
    );
    spikelm_engine_dff_11 run_first(
        .d(run_first_d),
        .q(run_first_q),
        .clock(run_first_clock)
    );
    spikelm_engine_dff_11 run_last(
        .d(run_last_d),
        .q(run_last_q),
        .clock(run_last_clock)
    );
    spikelm_engine_dff_1 settle(
        .d(settle_d),
        .q(settle_q),
        .clock(settle_clock)
    );
    spikelm_engine_dff_1 starting(
        .d(starting_d),
        .q(starting_q),
        .clock(starting_clock)
    );
    spikelm_engine_dff_1 load_starting(
        .d(load_starting_d),
        .q(load_starting_q),
        .clock(load_starting_clock)
    );
    spikelm_engine_dff_1 load_is_active(
        .d(load_is_active_d),
        .q(load_is_active_q),
        .clock(load_is_active_clock)
    );
    spikelm_engine_dff_1 load_is_waiting(
        .d(load_is_waiting_d),
        .q(load_is_waiting_q),
        .clock(load_is_waiting_clock)
    );
    spikelm_engine_dff_11 load_first(
        .d(load_first_d),
        .q(load_first_q),
        .clock(load_first_clock)
    );
    spikelm_engine_dff_11 load_last(
        .d(load_last_d),
        .q(load_last_q),
        .clock(load_last_clock)
    );
    spikelm_engine_dff_1 compared(
        .d(compared_d),
        .q(compared_q),
        .clock(compared_clock)
    );
    spikelm_engine_dff_1 clash_run(
        .d(clash_run_d),
        .q(clash_run_q),
        .clock(clash_run_clock)
    );
    spikelm_engine_dff_1 clash_load(
        .d(clash_load_d),
        .q(clash_load_q),
        .clock(clash_load_clock)
    );
    spikelm_engine_dff_4 decoded(
        .d(decoded_d),
        .q(decoded_q),
        .clock(decoded_clock)
    );

    // Update code
    assign run_is_active_clock = clock;
    assign run_is_waiting_clock = clock;
    assign run_first_clock = clock;
    assign run_last_clock = clock;
    assign settle_clock = clock;
    assign starting_clock = clock;
    assign load_starting_clock = clock;
    assign load_is_active_clock = clock;
    assign load_is_waiting_clock = clock;
    assign load_first_clock = clock;
    assign load_last_clock = clock;
    assign compared_clock = clock;
    assign clash_run_clock = clock;
    assign clash_load_clock = clock;
    assign decoded_clock = clock;
    assign orders_clock = clock;
    assign orders_resetn = resetn;
    assign refused = decoded_q != ok;
    assign run_free = ~run_is_active_q && ~run_is_waiting_q && ~clash_load_q;
    assign load_free = ~load_is_active_q && ~load_is_waiting_q && ~clash_run_q;
    assign go = compared_q && orders_ready && (refused || (is_load && load_free) || (~is_load && run_free));
    assign take = go;
    assign run_issue = go && ~refused && ~is_load;
    assign load_issue = go && ~refused && is_load;
    assign load_start = load_starting_q;
    assign run_start = starting_q;
    assign run_active = run_is_active_q;
    assign run_waiting = run_is_waiting_q;
    assign load_active = load_is_active_q;
    assign load_waiting = load_is_waiting_q;
    assign entry_status = decoded_q;
    assign entry_is_load = is_load;
    assign entry_seq = seq;
    assign entry_record = record;
    assign orders_push = go;
    assign orders_push_data = entry_all;
    assign orders_pop = order_pop;
    assign order_valid = orders_valid;
    assign order = orders_data;
    assign idle = ~orders_valid && orders_empty;
    always @(*) begin
        run_is_active_d = run_is_active_q;
        run_is_waiting_d = run_is_waiting_q;
        run_first_d = run_first_q;
        run_last_d = run_last_q;
        settle_d = settle_q;
        starting_d = starting_q;
        load_starting_d = load_starting_q;
        load_is_active_d = load_is_active_q;
        load_is_waiting_d = load_is_waiting_q;
        load_first_d = load_first_q;
        load_last_d = load_last_q;
        compared_d = compared_q;
        clash_run_d = clash_run_q;
        clash_load_d = clash_load_q;
        decoded_d = decoded_q;
        decoded_d = status;
        clash_run_d = run_is_active_q && (weight_row <= run_last_q) && (weight_end >= run_first_q);
        clash_load_d = load_is_active_q && (weight_row <= load_last_q) && (weight_end >= load_first_q);
        compared_d = valid && ~go;
        if (run_taken) begin
            run_is_waiting_d = 1'b0;
        end
        if (run_done) begin
            run_is_active_d = 1'b0;
            run_is_waiting_d = 1'b1;
        end
        settle_d = run_issue;
        starting_d = settle_q;
        if (run_issue) begin
            run_is_active_d = 1'b1;
            run_first_d = weight_row;
            run_last_d = weight_end;
        end
        load_starting_d = load_issue;
        if (load_taken) begin
            load_is_waiting_d = 1'b0;
        end
        if (load_done) begin
            load_is_active_d = 1'b0;
            load_is_waiting_d = 1'b1;
        end
        if (load_issue) begin
            load_is_active_d = 1'b1;
            load_first_d = weight_row;
            load_last_d = weight_end;
        end
        if (~resetn) begin
            compared_d = 1'b0;
            run_is_active_d = 1'b0;
            run_is_waiting_d = 1'b0;
            settle_d = 1'b0;
            starting_d = 1'b0;
            load_starting_d = 1'b0;
            load_is_active_d = 1'b0;
            load_is_waiting_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_load(clock,resetn,start,source,source_last,weight_row,groups_last,data_checksum,busy,done,rows,intact,read,read_address,read_ready,read_valid,read_data,banks,groups,address,data);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  start;
    input wire  [13:0] source;
    input wire  [13:0] source_last;
    input wire  [10:0] weight_row;
    input wire  [3:0] groups_last;
    input wire  [31:0] data_checksum;
    output wire  busy;
    output wire  done;
    output wire  [31:0] rows;
    output wire  intact;
    output wire  read;
    output wire  [13:0] read_address;
    input wire  read_ready;
    input wire  read_valid;
    input wire  [511:0] read_data;
    output wire  [7:0] banks;
    output wire  [3:0] groups;
    output wire  [10:0] address;
    output wire  [511:0] data;

    // Constant declarations
    localparam  address_1 = 14'b1;
    localparam  none_left = 14'b0;
    localparam  group_0 = 4'h0;
    localparam  group_1 = 4'h1;
    localparam  first_group = 4'h1;
    localparam  no_groups = 4'h0;
    localparam  first_bank = 8'h1;
    localparam  last_bank = 8'h8;
    localparam  no_banks = 8'h0;
    localparam  up_1 = 2'b1;
    localparam  row_1 = 11'b1;
    localparam  no_rows = 32'h0;
    localparam  one_row = 32'h1;

    // Stub signals
    wire  checksum_clock;
    wire  checksum_start;
    wire  checksum_valid;
    wire  [511:0] checksum_word;
    wire  [31:0] checksum_sum;
    reg  [31:0] expected_d;
    wire  [31:0] expected_q;
    wire  expected_clock;
    reg  running_d;
    wire  running_q;
    wire  running_clock;
    reg  asking_d;
    wire  asking_q;
    wire  asking_clock;
    reg  [13:0] next_d;
    wire  [13:0] next_q;
    wire  next_clock;
    reg  [13:0] left_d;
    wire  [13:0] left_q;
    wire  left_clock;
    reg  [13:0] answers_left_d;
    wire  [13:0] answers_left_q;
    wire  answers_left_clock;
    reg  answered_d;
    wire  answered_q;
    wire  answered_clock;
    reg  [3:0] last_group_d;
    wire  [3:0] last_group_q;
    wire  last_group_clock;
    reg  [3:0] group_d;
    wire  [3:0] group_q;
    wire  group_clock;
    reg  [3:0] group_bit_d;
    wire  [3:0] group_bit_q;
    wire  group_bit_clock;
    reg  [7:0] bank_bit_d;
    wire  [7:0] bank_bit_q;
    wire  bank_bit_clock;
    reg  [10:0] row_d;
    wire  [10:0] row_q;
    wire  row_clock;
    reg  [31:0] count_d;
    wire  [31:0] count_q;
    wire  count_clock;
    reg  [7:0] out_banks_d;
    wire  [7:0] out_banks_q;
    wire  out_banks_clock;
    reg  [3:0] out_groups_d;
    wire  [3:0] out_groups_q;
    wire  out_groups_clock;
    reg  [10:0] out_address_d;
    wire  [10:0] out_address_q;
    wire  out_address_clock;
    reg  [511:0] out_data_d;
    wire  [511:0] out_data_q;
    wire  out_data_clock;

    // Sub module instances
    spikelm_engine_checksum checksum(
        .clock(checksum_clock),
        .start(checksum_start),
        .valid(checksum_valid),
        .word(checksum_word),
        .sum(checksum_sum)
    );
    spikelm_engine_dff_32 expected(
        .d(expected_d),
        .q(expected_q),
        .clock(expected_clock)
    );
    spikelm_engine_dff_1 running(
        .d(running_d),
        .q(running_q),
        .clock(running_clock)
    );
    spikelm_engine_dff_1 asking(
        .d(asking_d),
        .q(asking_q),
        .clock(asking_clock)
    );
    spikelm_engine_dff_14 next(
        .d(next_d),
        .q(next_q),
        .clock(next_clock)
    );
    spikelm_engine_dff_14 left(
        .d(left_d),
        .q(left_q),
        .clock(left_clock)
    );
    spikelm_engine_dff_14 answers_left(
        .d(answers_left_d),
        .q(answers_left_q),
        .clock(answers_left_clock)
    );
    spikelm_engine_dff_1 answered(
        .d(answered_d),
        .q(answered_q),
        .clock(answered_clock)
    );
    spikelm_engine_dff_4 last_group(
        .d(last_group_d),
        .q(last_group_q),
        .clock(last_group_clock)
    );
    spikelm_engine_dff_4 group(
        .d(group_d),
        .q(group_q),
        .clock(group_clock)
    );
    spikelm_engine_dff_4 group_bit(
        .d(group_bit_d),
        .q(group_bit_q),
        .clock(group_bit_clock)
    );
    spikelm_engine_dff_8 bank_bit(
        .d(bank_bit_d),
        .q(bank_bit_q),
        .clock(bank_bit_clock)
    );
    spikelm_engine_dff_11 row(
        .d(row_d),
        .q(row_q),
        .clock(row_clock)
    );
    spikelm_engine_dff_32 count(
        .d(count_d),
        .q(count_q),
        .clock(count_clock)
    );
    spikelm_engine_dff_8 out_banks(
        .d(out_banks_d),
        .q(out_banks_q),
        .clock(out_banks_clock)
    );
    spikelm_engine_dff_4 out_groups(
        .d(out_groups_d),
        .q(out_groups_q),
        .clock(out_groups_clock)
    );
    spikelm_engine_dff_11 out_address(
        .d(out_address_d),
        .q(out_address_q),
        .clock(out_address_clock)
    );
    spikelm_engine_dff_512 out_data(
        .d(out_data_d),
        .q(out_data_q),
        .clock(out_data_clock)
    );

    // Update code
    assign expected_clock = clock;
    assign running_clock = clock;
    assign asking_clock = clock;
    assign next_clock = clock;
    assign left_clock = clock;
    assign answers_left_clock = clock;
    assign answered_clock = clock;
    assign last_group_clock = clock;
    assign group_clock = clock;
    assign group_bit_clock = clock;
    assign bank_bit_clock = clock;
    assign row_clock = clock;
    assign count_clock = clock;
    assign out_banks_clock = clock;
    assign out_groups_clock = clock;
    assign out_address_clock = clock;
    assign out_data_clock = clock;
    assign read = asking_q;
    assign read_address = next_q;
    assign banks = out_banks_q;
    assign groups = out_groups_q;
    assign address = out_address_q;
    assign data = out_data_q;
    assign checksum_clock = clock;
    assign checksum_start = start;
    assign checksum_valid = read_valid;
    assign checksum_word = read_data;
    assign intact = checksum_sum == expected_q;
    assign busy = running_q;
    assign done = running_q && answered_q;
    assign rows = count_q;
    always @(*) begin
        expected_d = expected_q;
        running_d = running_q;
        asking_d = asking_q;
        next_d = next_q;
        left_d = left_q;
        answers_left_d = answers_left_q;
        answered_d = answered_q;
        last_group_d = last_group_q;
        group_d = group_q;
        group_bit_d = group_bit_q;
        bank_bit_d = bank_bit_q;
        row_d = row_q;
        count_d = count_q;
        out_banks_d = out_banks_q;
        out_groups_d = out_groups_q;
        out_address_d = out_address_q;
        out_data_d = out_data_q;
        if (asking_q && read_ready) begin
            next_d = next_q + address_1;
            left_d = left_q - address_1;
            if (left_q == none_left) begin
                asking_d = 1'b0;
            end
        end
        out_banks_d = no_banks;
        out_groups_d = no_groups;
        if (read_valid) begin
            out_data_d = read_data;
            out_banks_d = bank_bit_q;
            out_groups_d = group_bit_q;
            out_address_d = row_q;
            answers_left_d = answers_left_q - address_1;
            if (answers_left_q == none_left) begin
                answered_d = 1'b1;
            end
            group_d = group_q + group_1;
            group_bit_d = group_bit_q << up_1;
            if (group_q == last_group_q) begin
                group_d = group_0;
                group_bit_d = first_group;
                count_d = count_q + one_row;
                bank_bit_d = bank_bit_q << up_1;
                if (bank_bit_q == last_bank) begin
                    bank_bit_d = first_bank;
                    row_d = row_q + row_1;
                end
            end
        end
        if (done) begin
            running_d = 1'b0;
            answered_d = 1'b0;
        end
        if (start) begin
            running_d = 1'b1;
            asking_d = 1'b1;
            answered_d = 1'b0;
            next_d = source;
            left_d = source_last;
            answers_left_d = source_last;
            last_group_d = groups_last;
            group_d = group_0;
            group_bit_d = first_group;
            bank_bit_d = first_bank;
            row_d = weight_row;
            count_d = no_rows;
            expected_d = data_checksum;
        end
        if (~resetn) begin
            running_d = 1'b0;
            asking_d = 1'b0;
            answered_d = 1'b0;
            out_banks_d = no_banks;
            out_groups_d = no_groups;
        end
    end

endmodule

module spikelm_engine_memories(clock,resetn,host_write_valid,host_write_address,host_write_data,host_write_strobe,host_write_tag,host_write_ready,host_write_done,host_write_done_tag,host_write_error,host_read_valid,host_read_address,host_read_tag,host_read_ready,host_read_done,host_read_done_tag,host_read_data,host_read_error,fetch_valid,fetch_address,fetch_ready,fetch_data_valid,load_valid,load_address,load_ready,load_data_valid,ring_valid,ring_address,ring_ready,ring_data_valid,fetch_data,read_data,result_valid,result_address,result_data,record_valid,record_address,record_data,record_ready,run_source_valid,run_source_first,run_source_last,load_source_valid,load_source_first,load_source_last,run_result_valid,run_result_first,run_result_last,conflict,decode);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  host_write_valid;
    input wire  [63:0] host_write_address;
    input wire  [511:0] host_write_data;
    input wire  [63:0] host_write_strobe;
    input wire  [4:0] host_write_tag;
    output wire  host_write_ready;
    output wire  host_write_done;
    output wire  [4:0] host_write_done_tag;
    output wire  [1:0] host_write_error;
    input wire  host_read_valid;
    input wire  [63:0] host_read_address;
    input wire  [4:0] host_read_tag;
    output wire  host_read_ready;
    output wire  host_read_done;
    output wire  [4:0] host_read_done_tag;
    output wire  [511:0] host_read_data;
    output wire  [1:0] host_read_error;
    input wire  fetch_valid;
    input wire  [13:0] fetch_address;
    output wire  fetch_ready;
    output wire  fetch_data_valid;
    input wire  load_valid;
    input wire  [13:0] load_address;
    output wire  load_ready;
    output wire  load_data_valid;
    input wire  ring_valid;
    input wire  [13:0] ring_address;
    output wire  ring_ready;
    output wire  ring_data_valid;
    output wire  [511:0] fetch_data;
    output wire  [511:0] read_data;
    input wire  result_valid;
    input wire  [12:0] result_address;
    input wire  [2047:0] result_data;
    input wire  record_valid;
    input wire  [15:0] record_address;
    input wire  [255:0] record_data;
    output wire  record_ready;
    input wire  run_source_valid;
    input wire  [13:0] run_source_first;
    input wire  [13:0] run_source_last;
    input wire  load_source_valid;
    input wire  [13:0] load_source_first;
    input wire  [13:0] load_source_last;
    input wire  run_result_valid;
    input wire  [12:0] run_result_first;
    input wire  [12:0] run_result_last;
    output wire  conflict;
    output wire  decode;

    // Stub signals
    wire  writes_clock;
    wire  writes_resetn;
    wire  writes_write_valid;
    wire  [63:0] writes_write_address;
    wire  [511:0] writes_write_data;
    wire  [63:0] writes_write_strobe;
    wire  [4:0] writes_write_tag;
    wire  writes_write_ready;
    wire  writes_write_done;
    wire  [4:0] writes_write_done_tag;
    wire  [1:0] writes_write_error;
    wire  writes_run_source_valid;
    wire  [13:0] writes_run_source_first;
    wire  [13:0] writes_run_source_last;
    wire  writes_load_source_valid;
    wire  [13:0] writes_load_source_first;
    wire  [13:0] writes_load_source_last;
    wire  writes_run_result_valid;
    wire  [12:0] writes_run_result_first;
    wire  [12:0] writes_run_result_last;
    wire  writes_input_write;
    wire  [13:0] writes_input_address;
    wire  writes_result_write;
    wire  [12:0] writes_result_address;
    wire  [1:0] writes_result_part;
    wire  writes_result_ready;
    wire  [511:0] writes_data;
    wire  [63:0] writes_strobe;
    wire  writes_conflict;
    wire  writes_decode;
    wire  reads_clock;
    wire  reads_resetn;
    wire  reads_read_valid;
    wire  [63:0] reads_read_address;
    wire  [4:0] reads_read_tag;
    wire  reads_read_ready;
    wire  reads_read_done;
    wire  [4:0] reads_read_done_tag;
    wire  [511:0] reads_read_data;
    wire  [1:0] reads_read_error;
    wire  reads_run_result_valid;
    wire  [12:0] reads_run_result_first;
    wire  [12:0] reads_run_result_last;
    wire  reads_input_valid;
    wire  [13:0] reads_input_address;
    wire  reads_input_ready;
    wire  [511:0] reads_input_data;
    wire  reads_result_valid;
    wire  [12:0] reads_result_address;
    wire  [1:0] reads_result_part;
    wire  reads_result_ready;
    wire  [511:0] reads_result_data;
    wire  reads_conflict;
    wire  reads_decode;
    wire  inputs_clock;
    wire  inputs_resetn;
    wire  inputs_host_write;
    wire  [13:0] inputs_host_write_address;
    wire  [511:0] inputs_host_write_data;
    wire  [63:0] inputs_host_write_strobe;
    wire  inputs_host_valid;
    wire  [13:0] inputs_host_address;
    wire  inputs_host_ready;
    wire  inputs_fetch_valid;
    wire  [13:0] inputs_fetch_address;
    wire  inputs_fetch_ready;
    wire  inputs_fetch_data_valid;
    wire  inputs_load_valid;
    wire  [13:0] inputs_load_address;
    wire  inputs_load_ready;
    wire  inputs_load_data_valid;
    wire  inputs_ring_valid;
    wire  [13:0] inputs_ring_address;
    wire  inputs_ring_ready;
    wire  inputs_ring_data_valid;
    wire  [511:0] inputs_fetch_data;
    wire  [511:0] inputs_read_data;
    wire  results_clock;
    wire  results_resetn;
    wire  results_result_valid;
    wire  [12:0] results_result_address;
    wire  [2047:0] results_result_data;
    wire  results_record_valid;
    wire  [15:0] results_record_address;
    wire  [255:0] results_record_data;
    wire  results_record_ready;
    wire  results_host_write;
    wire  [12:0] results_host_write_address;
    wire  [1:0] results_host_write_part;
    wire  [511:0] results_host_write_data;
    wire  [63:0] results_host_write_strobe;
    wire  results_host_write_ready;
    wire  results_host_valid;
    wire  [12:0] results_host_address;
    wire  [1:0] results_host_part;
    wire  results_host_ready;
    wire  [511:0] results_read_data;

    // Sub module instances
    spikelm_engine_writes writes(
        .clock(writes_clock),
        .resetn(writes_resetn),
        .write_valid(writes_write_valid),
        .write_address(writes_write_address),
        .write_data(writes_write_data),
        .write_strobe(writes_write_strobe),
        .write_tag(writes_write_tag),
        .write_ready(writes_write_ready),
        .write_done(writes_write_done),
        .write_done_tag(writes_write_done_tag),
        .write_error(writes_write_error),
        .run_source_valid(writes_run_source_valid),
        .run_source_first(writes_run_source_first),
        .run_source_last(writes_run_source_last),
        .load_source_valid(writes_load_source_valid),
        .load_source_first(writes_load_source_first),
        .load_source_last(writes_load_source_last),
        .run_result_valid(writes_run_result_valid),
        .run_result_first(writes_run_result_first),
        .run_result_last(writes_run_result_last),
        .input_write(writes_input_write),
        .input_address(writes_input_address),
        .result_write(writes_result_write),
        .result_address(writes_result_address),
        .result_part(writes_result_part),
        .result_ready(writes_result_ready),
        .data(writes_data),
        .strobe(writes_strobe),
        .conflict(writes_conflict),
        .decode(writes_decode)
    );
    spikelm_engine_reads reads(
        .clock(reads_clock),
        .resetn(reads_resetn),
        .read_valid(reads_read_valid),
        .read_address(reads_read_address),
        .read_tag(reads_read_tag),
        .read_ready(reads_read_ready),
        .read_done(reads_read_done),
        .read_done_tag(reads_read_done_tag),
        .read_data(reads_read_data),
        .read_error(reads_read_error),
        .run_result_valid(reads_run_result_valid),
        .run_result_first(reads_run_result_first),
        .run_result_last(reads_run_result_last),
        .input_valid(reads_input_valid),
        .input_address(reads_input_address),
        .input_ready(reads_input_ready),
        .input_data(reads_input_data),
        .result_valid(reads_result_valid),
        .result_address(reads_result_address),
        .result_part(reads_result_part),
        .result_ready(reads_result_ready),
        .result_data(reads_result_data),
        .conflict(reads_conflict),
        .decode(reads_decode)
    );
    spikelm_engine_inputs inputs(
        .clock(inputs_clock),
        .resetn(inputs_resetn),
        .host_write(inputs_host_write),
        .host_write_address(inputs_host_write_address),
        .host_write_data(inputs_host_write_data),
        .host_write_strobe(inputs_host_write_strobe),
        .host_valid(inputs_host_valid),
        .host_address(inputs_host_address),
        .host_ready(inputs_host_ready),
        .fetch_valid(inputs_fetch_valid),
        .fetch_address(inputs_fetch_address),
        .fetch_ready(inputs_fetch_ready),
        .fetch_data_valid(inputs_fetch_data_valid),
        .load_valid(inputs_load_valid),
        .load_address(inputs_load_address),
        .load_ready(inputs_load_ready),
        .load_data_valid(inputs_load_data_valid),
        .ring_valid(inputs_ring_valid),
        .ring_address(inputs_ring_address),
        .ring_ready(inputs_ring_ready),
        .ring_data_valid(inputs_ring_data_valid),
        .fetch_data(inputs_fetch_data),
        .read_data(inputs_read_data)
    );
    spikelm_engine_results results(
        .clock(results_clock),
        .resetn(results_resetn),
        .result_valid(results_result_valid),
        .result_address(results_result_address),
        .result_data(results_result_data),
        .record_valid(results_record_valid),
        .record_address(results_record_address),
        .record_data(results_record_data),
        .record_ready(results_record_ready),
        .host_write(results_host_write),
        .host_write_address(results_host_write_address),
        .host_write_part(results_host_write_part),
        .host_write_data(results_host_write_data),
        .host_write_strobe(results_host_write_strobe),
        .host_write_ready(results_host_write_ready),
        .host_valid(results_host_valid),
        .host_address(results_host_address),
        .host_part(results_host_part),
        .host_ready(results_host_ready),
        .read_data(results_read_data)
    );

    // Update code
    assign writes_clock = clock;
    assign reads_clock = clock;
    assign inputs_clock = clock;
    assign results_clock = clock;
    assign writes_resetn = resetn;
    assign reads_resetn = resetn;
    assign inputs_resetn = resetn;
    assign results_resetn = resetn;
    assign writes_write_valid = host_write_valid;
    assign writes_write_address = host_write_address;
    assign writes_write_data = host_write_data;
    assign writes_write_strobe = host_write_strobe;
    assign writes_write_tag = host_write_tag;
    assign host_write_ready = writes_write_ready;
    assign host_write_done = writes_write_done;
    assign host_write_done_tag = writes_write_done_tag;
    assign host_write_error = writes_write_error;
    assign writes_run_source_valid = run_source_valid;
    assign writes_run_source_first = run_source_first;
    assign writes_run_source_last = run_source_last;
    assign writes_load_source_valid = load_source_valid;
    assign writes_load_source_first = load_source_first;
    assign writes_load_source_last = load_source_last;
    assign writes_run_result_valid = run_result_valid;
    assign writes_run_result_first = run_result_first;
    assign writes_run_result_last = run_result_last;
    assign inputs_host_write = writes_input_write;
    assign inputs_host_write_address = writes_input_address;
    assign inputs_host_write_data = writes_data;
    assign inputs_host_write_strobe = writes_strobe;
    assign results_host_write = writes_result_write;
    assign results_host_write_address = writes_result_address;
    assign results_host_write_part = writes_result_part;
    assign results_host_write_data = writes_data;
    assign results_host_write_strobe = writes_strobe;
    assign writes_result_ready = results_host_write_ready;
    assign reads_read_valid = host_read_valid;
    assign reads_read_address = host_read_address;
    assign reads_read_tag = host_read_tag;
    assign host_read_ready = reads_read_ready;
    assign host_read_done = reads_read_done;
    assign host_read_done_tag = reads_read_done_tag;
    assign host_read_data = reads_read_data;
    assign host_read_error = reads_read_error;
    assign reads_run_result_valid = run_result_valid;
    assign reads_run_result_first = run_result_first;
    assign reads_run_result_last = run_result_last;
    assign inputs_host_valid = reads_input_valid;
    assign inputs_host_address = reads_input_address;
    assign reads_input_ready = inputs_host_ready;
    assign reads_input_data = inputs_read_data;
    assign results_host_valid = reads_result_valid;
    assign results_host_address = reads_result_address;
    assign results_host_part = reads_result_part;
    assign reads_result_ready = results_host_ready;
    assign reads_result_data = results_read_data;
    assign inputs_fetch_valid = fetch_valid;
    assign inputs_fetch_address = fetch_address;
    assign fetch_ready = inputs_fetch_ready;
    assign fetch_data_valid = inputs_fetch_data_valid;
    assign inputs_load_valid = load_valid;
    assign inputs_load_address = load_address;
    assign load_ready = inputs_load_ready;
    assign load_data_valid = inputs_load_data_valid;
    assign inputs_ring_valid = ring_valid;
    assign inputs_ring_address = ring_address;
    assign ring_ready = inputs_ring_ready;
    assign ring_data_valid = inputs_ring_data_valid;
    assign fetch_data = inputs_fetch_data;
    assign read_data = inputs_read_data;
    assign results_result_valid = result_valid;
    assign results_result_address = result_address;
    assign results_result_data = result_data;
    assign results_record_valid = record_valid;
    assign results_record_address = record_address;
    assign results_record_data = record_data;
    assign record_ready = results_record_ready;
    assign conflict = writes_conflict || reads_conflict;
    assign decode = writes_decode || reads_decode;

endmodule

module spikelm_engine_memory_port(clock,resetn,axi_awid,axi_awaddr,axi_awlen,axi_awsize,axi_awburst,axi_awvalid,axi_awready,axi_wdata,axi_wstrb,axi_wlast,axi_wvalid,axi_wready,axi_bid,axi_bresp,axi_bvalid,axi_bready,axi_arid,axi_araddr,axi_arlen,axi_arsize,axi_arburst,axi_arvalid,axi_arready,axi_rid,axi_rdata,axi_rresp,axi_rlast,axi_rvalid,axi_rready,memory_write_valid,memory_write_address,memory_write_data,memory_write_strobe,memory_write_tag,memory_write_ready,memory_write_done,memory_write_done_tag,memory_write_error,memory_read_valid,memory_read_address,memory_read_tag,memory_read_ready,memory_read_done,memory_read_done_tag,memory_read_data,memory_read_error);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  [3:0] axi_awid;
    input wire  [63:0] axi_awaddr;
    input wire  [7:0] axi_awlen;
    input wire  [2:0] axi_awsize;
    input wire  [1:0] axi_awburst;
    input wire  axi_awvalid;
    output wire  axi_awready;
    input wire  [511:0] axi_wdata;
    input wire  [63:0] axi_wstrb;
    input wire  axi_wlast;
    input wire  axi_wvalid;
    output wire  axi_wready;
    output wire  [3:0] axi_bid;
    output wire  [1:0] axi_bresp;
    output wire  axi_bvalid;
    input wire  axi_bready;
    input wire  [3:0] axi_arid;
    input wire  [63:0] axi_araddr;
    input wire  [7:0] axi_arlen;
    input wire  [2:0] axi_arsize;
    input wire  [1:0] axi_arburst;
    input wire  axi_arvalid;
    output wire  axi_arready;
    output wire  [3:0] axi_rid;
    output wire  [511:0] axi_rdata;
    output wire  [1:0] axi_rresp;
    output wire  axi_rlast;
    output wire  axi_rvalid;
    input wire  axi_rready;
    output wire  memory_write_valid;
    output wire  [63:0] memory_write_address;
    output wire  [511:0] memory_write_data;
    output wire  [63:0] memory_write_strobe;
    output wire  [4:0] memory_write_tag;
    input wire  memory_write_ready;
    input wire  memory_write_done;
    input wire  [4:0] memory_write_done_tag;
    input wire  [1:0] memory_write_error;
    output wire  memory_read_valid;
    output wire  [63:0] memory_read_address;
    output wire  [4:0] memory_read_tag;
    input wire  memory_read_ready;
    input wire  memory_read_done;
    input wire  [4:0] memory_read_done_tag;
    input wire  [511:0] memory_read_data;
    input wire  [1:0] memory_read_error;

    // Stub signals
    wire  write_clock;
    wire  write_resetn;
    wire  [3:0] write_awid;
    wire  [63:0] write_awaddr;
    wire  [7:0] write_awlen;
    wire  [2:0] write_awsize;
    wire  [1:0] write_awburst;
    wire  write_awvalid;
    wire  write_awready;
    wire  [511:0] write_wdata;
    wire  [63:0] write_wstrb;
    wire  write_wvalid;
    wire  write_wready;
    wire  [3:0] write_bid;
    wire  [1:0] write_bresp;
    wire  write_bvalid;
    wire  write_bready;
    wire  write_write_valid;
    wire  [63:0] write_write_address;
    wire  [511:0] write_write_data;
    wire  [63:0] write_write_strobe;
    wire  [4:0] write_write_tag;
    wire  write_write_ready;
    wire  write_write_done;
    wire  [4:0] write_write_done_tag;
    wire  [1:0] write_write_error;
    wire  read_clock;
    wire  read_resetn;
    wire  [3:0] read_arid;
    wire  [63:0] read_araddr;
    wire  [7:0] read_arlen;
    wire  [2:0] read_arsize;
    wire  [1:0] read_arburst;
    wire  read_arvalid;
    wire  read_arready;
    wire  [3:0] read_rid;
    wire  [511:0] read_rdata;
    wire  [1:0] read_rresp;
    wire  read_rlast;
    wire  read_rvalid;
    wire  read_rready;
    wire  read_read_valid;
    wire  [63:0] read_read_address;
    wire  [4:0] read_read_tag;
    wire  read_read_ready;
    wire  read_read_done;
    wire  [4:0] read_read_done_tag;
    wire  [511:0] read_read_data;
    wire  [1:0] read_read_error;

    // Sub module instances
    spikelm_engine_write write(
        .clock(write_clock),
        .resetn(write_resetn),
        .awid(write_awid),
        .awaddr(write_awaddr),
        .awlen(write_awlen),
        .awsize(write_awsize),
        .awburst(write_awburst),
        .awvalid(write_awvalid),
        .awready(write_awready),
        .wdata(write_wdata),
        .wstrb(write_wstrb),
        .wvalid(write_wvalid),
        .wready(write_wready),
        .bid(write_bid),
        .bresp(write_bresp),
        .bvalid(write_bvalid),
        .bready(write_bready),
        .write_valid(write_write_valid),
        .write_address(write_write_address),
        .write_data(write_write_data),
        .write_strobe(write_write_strobe),
        .write_tag(write_write_tag),
        .write_ready(write_write_ready),
        .write_done(write_write_done),
        .write_done_tag(write_write_done_tag),
        .write_error(write_write_error)
    );
    spikelm_engine_read read(
        .clock(read_clock),
        .resetn(read_resetn),
        .arid(read_arid),
        .araddr(read_araddr),
        .arlen(read_arlen),
        .arsize(read_arsize),
        .arburst(read_arburst),
        .arvalid(read_arvalid),
        .arready(read_arready),
        .rid(read_rid),
        .rdata(read_rdata),
        .rresp(read_rresp),
        .rlast(read_rlast),
        .rvalid(read_rvalid),
        .rready(read_rready),
        .read_valid(read_read_valid),
        .read_address(read_read_address),
        .read_tag(read_read_tag),
        .read_ready(read_read_ready),
        .read_done(read_read_done),
        .read_done_tag(read_read_done_tag),
        .read_data(read_read_data),
        .read_error(read_read_error)
    );

    // Update code
    assign write_clock = clock;
    assign read_clock = clock;
    assign write_resetn = resetn;
    assign read_resetn = resetn;
    assign write_awid = axi_awid;
    assign write_awaddr = axi_awaddr;
    assign write_awlen = axi_awlen;
    assign write_awsize = axi_awsize;
    assign write_awburst = axi_awburst;
    assign write_awvalid = axi_awvalid;
    assign axi_awready = write_awready;
    assign write_wdata = axi_wdata;
    assign write_wstrb = axi_wstrb;
    assign write_wvalid = axi_wvalid;
    assign axi_wready = write_wready;
    assign axi_bid = write_bid;
    assign axi_bresp = write_bresp;
    assign axi_bvalid = write_bvalid;
    assign write_bready = axi_bready;
    assign read_arid = axi_arid;
    assign read_araddr = axi_araddr;
    assign read_arlen = axi_arlen;
    assign read_arsize = axi_arsize;
    assign read_arburst = axi_arburst;
    assign read_arvalid = axi_arvalid;
    assign axi_arready = read_arready;
    assign axi_rid = read_rid;
    assign axi_rdata = read_rdata;
    assign axi_rresp = read_rresp;
    assign axi_rlast = read_rlast;
    assign axi_rvalid = read_rvalid;
    assign read_rready = axi_rready;
    assign memory_write_valid = write_write_valid;
    assign memory_write_address = write_write_address;
    assign memory_write_data = write_write_data;
    assign memory_write_strobe = write_write_strobe;
    assign memory_write_tag = write_write_tag;
    assign write_write_ready = memory_write_ready;
    assign write_write_done = memory_write_done;
    assign write_write_done_tag = memory_write_done_tag;
    assign write_write_error = memory_write_error;
    assign memory_read_valid = read_read_valid;
    assign memory_read_address = read_read_address;
    assign memory_read_tag = read_read_tag;
    assign read_read_ready = memory_read_ready;
    assign read_read_done = memory_read_done;
    assign read_read_done_tag = memory_read_done_tag;
    assign read_read_data = memory_read_data;
    assign read_read_error = memory_read_error;

endmodule

module spikelm_engine_reader(clock,resetn,doorbell,decoder_free,read,read_address,read_ready,read_valid,read_data,word_valid,word_number,word,seq,busy);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  [31:0] doorbell;
    input wire  decoder_free;
    output wire  read;
    output wire  [13:0] read_address;
    input wire  read_ready;
    input wire  read_valid;
    input wire  [511:0] read_data;
    output wire  word_valid;
    output wire  [3:0] word_number;
    output wire  [31:0] word;
    output wire  [31:0] seq;
    output wire  busy;

    // Constant declarations
    localparam  bit_0 = 16'h0;
    localparam  ring = 14'b10000000000000;
    localparam  beat_shift = 4'h0;
    localparam  beat_0 = 14'b0;
    localparam  beat_1 = 14'b1;
    localparam  number_0 = 4'h0;
    localparam  number_1 = 4'h1;
    localparam  number_last = 4'hf;
    localparam  last_in_beat = 4'hf;
    localparam  word_shift = 6'b100000;
    localparam  one = 32'h1;
    localparam  first = 32'h0;
    localparam  none = 32'h0;
    localparam  ring_commands = 32'h200;

    // Stub signals
    reg  active_d;
    wire  active_q;
    wire  active_clock;
    reg  asking_d;
    wire  asking_q;
    wire  asking_clock;
    reg  shifting_d;
    wire  shifting_q;
    wire  shifting_clock;
    reg  [511:0] shift_d;
    wire  [511:0] shift_q;
    wire  shift_clock;
    reg  [3:0] number_d;
    wire  [3:0] number_q;
    wire  number_clock;
    reg  [3:0] in_beat_d;
    wire  [3:0] in_beat_q;
    wire  in_beat_clock;
    reg  [13:0] beat_d;
    wire  [13:0] beat_q;
    wire  beat_clock;
    reg  [31:0] next_d;
    wire  [31:0] next_q;
    wire  next_clock;

    // Local signals
    wire  [31:0] ahead;
    wire  [8:0] entry;
    wire  [13:0] entry_wide;
    wire  [13:0] entry_word;

    // Sub module instances
    spikelm_engine_dff_1 active(
        .d(active_d),
        .q(active_q),
        .clock(active_clock)
    );
    spikelm_engine_dff_1 asking(
        .d(asking_d),
        .q(asking_q),
        .clock(asking_clock)
    );
    spikelm_engine_dff_1 shifting(
        .d(shifting_d),
        .q(shifting_q),
        .clock(shifting_clock)
    );
    spikelm_engine_dff_512 shift(
        .d(shift_d),
        .q(shift_q),
        .clock(shift_clock)
    );
    spikelm_engine_dff_4 number(
        .d(number_d),
        .q(number_q),
        .clock(number_clock)
    );
    spikelm_engine_dff_4 in_beat(
        .d(in_beat_d),
        .q(in_beat_q),
        .clock(in_beat_clock)
    );
    spikelm_engine_dff_14 beat(
        .d(beat_d),
        .q(beat_q),
        .clock(beat_clock)
    );
    spikelm_engine_dff_32 next(
        .d(next_d),
        .q(next_q),
        .clock(next_clock)
    );

    // Update code
    assign active_clock = clock;
    assign asking_clock = clock;
    assign shifting_clock = clock;
    assign shift_clock = clock;
    assign number_clock = clock;
    assign in_beat_clock = clock;
    assign beat_clock = clock;
    assign next_clock = clock;
    assign entry = next_q[(bit_0)+:(9)];
    assign entry_wide = ((entry) & 14'h3fff);
    assign entry_word = entry_wide << beat_shift;
    assign ahead = doorbell - next_q;
    assign read = asking_q;
    assign read_address = beat_q;
    assign word_valid = shifting_q;
    assign word_number = number_q;
    assign word = shift_q[(bit_0)+:(32)];
    assign seq = next_q;
    assign busy = active_q;
    always @(*) begin
        active_d = active_q;
        asking_d = asking_q;
        shifting_d = shifting_q;
        shift_d = shift_q;
        number_d = number_q;
        in_beat_d = in_beat_q;
        beat_d = beat_q;
        next_d = next_q;
        if (~active_q) begin
            beat_d = ring | entry_word;
            number_d = number_0;
            if (decoder_free && (ahead != none) && (ahead <= ring_commands)) begin
                active_d = 1'b1;
                asking_d = 1'b1;
            end
        end
        if (asking_q && read_ready) begin
            asking_d = 1'b0;
        end
        if (read_valid) begin
            shift_d = read_data;
            shifting_d = 1'b1;
            in_beat_d = number_0;
            beat_d = beat_q + beat_1;
        end
        if (shifting_q) begin
            shift_d = shift_q >> word_shift;
            in_beat_d = in_beat_q + number_1;
            number_d = number_q + number_1;
            if (in_beat_q == last_in_beat) begin
                shifting_d = 1'b0;
                if (number_q == number_last) begin
                    active_d = 1'b0;
                    next_d = next_q + one;
                end
                else begin
                    asking_d = 1'b1;
                end
            end
        end
        if (~resetn) begin
            active_d = 1'b0;
            asking_d = 1'b0;
            shifting_d = 1'b0;
            next_d = first;
            beat_d = beat_0;
        end
    end

endmodule

module spikelm_engine_recorder(clock,resetn,order_valid,order,order_pop,cycles,run_start,run_done,run_status,run_checksum,run_waiting,run_taken,busy,events,event_cycle,stall_fetch,stall_drain,stall_empty,stall_edge,row_done,load_start,load_done,load_rows,load_intact,load_waiting,load_taken,write,write_address,write_data,write_ready,completed,failed,failed_status,idle);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  order_valid;
    input wire  [52:0] order;
    output wire  order_pop;
    input wire  [63:0] cycles;
    input wire  run_start;
    input wire  run_done;
    input wire  [3:0] run_status;
    input wire  [31:0] run_checksum;
    input wire  run_waiting;
    output wire  run_taken;
    input wire  busy;
    input wire  [3:0] events;
    input wire  event_cycle;
    input wire  stall_fetch;
    input wire  stall_drain;
    input wire  stall_empty;
    input wire  stall_edge;
    input wire  row_done;
    input wire  load_start;
    input wire  load_done;
    input wire  [31:0] load_rows;
    input wire  load_intact;
    input wire  load_waiting;
    output wire  load_taken;
    output wire  write;
    output wire  [15:0] write_address;
    output wire  [255:0] write_data;
    input wire  write_ready;
    output wire  [31:0] completed;
    output wire  failed;
    output wire  [7:0] failed_status;
    output wire  idle;

    // Constant declarations
    localparam  at_load = 16'h4;
    localparam  at_sequence = 16'h5;
    localparam  at_record = 16'h25;
    localparam  bit_0 = 16'h0;
    localparam  ok = 4'h0;
    localparam  zero = 32'h0;
    localparam  one = 32'h1;
    localparam  seed = 32'h53504b4c;
    localparam  down_32 = 6'b100000;
    localparam  up_224 = 8'he0;
    localparam  number_0 = 4'h0;
    localparam  number_1 = 4'h1;
    localparam  number_status = 4'h1;
    localparam  number_settled = 4'h3;
    localparam  number_half = 4'h7;
    localparam  number_results = 4'he;
    localparam  number_last = 4'hf;
    localparam  address_1 = 16'h1;
    localparam  bad_data = 4'he;

    // Stub signals
    wire  [31:0] fields_seq;
    reg  [31:0] fields_status;
    reg  [63:0] fields_start;
    reg  [63:0] fields_stop;
    reg  [31:0] fields_busy;
    reg  [31:0] fields_events;
    reg  [31:0] fields_event_cycles;
    reg  [31:0] fields_stall_fetch;
    reg  [31:0] fields_stall_drain;
    reg  [31:0] fields_stall_empty;
    reg  [31:0] fields_stall_edge;
    reg  [31:0] fields_rows;
    wire  [447:0] fields_all;
    reg  [63:0] run_first_d;
    wire  [63:0] run_first_q;
    wire  run_first_clock;
    reg  [63:0] run_last_d;
    wire  [63:0] run_last_q;
    wire  run_last_clock;
    reg  [3:0] run_code_d;
    wire  [3:0] run_code_q;
    wire  run_code_clock;
    reg  [31:0] run_busy_d;
    wire  [31:0] run_busy_q;
    wire  run_busy_clock;
    reg  [31:0] run_events_d;
    wire  [31:0] run_events_q;
    wire  run_events_clock;
    reg  [31:0] run_event_cycles_d;
    wire  [31:0] run_event_cycles_q;
    wire  run_event_cycles_clock;
    reg  [31:0] run_fetch_d;
    wire  [31:0] run_fetch_q;
    wire  run_fetch_clock;
    reg  [31:0] run_drain_d;
    wire  [31:0] run_drain_q;
    wire  run_drain_clock;
    reg  [31:0] run_empty_d;
    wire  [31:0] run_empty_q;
    wire  run_empty_clock;
    reg  [31:0] run_edge_d;
    wire  [31:0] run_edge_q;
    wire  run_edge_clock;
    reg  [31:0] run_rows_d;
    wire  [31:0] run_rows_q;
    wire  run_rows_clock;
    reg  [63:0] load_first_d;
    wire  [63:0] load_first_q;
    wire  load_first_clock;
    reg  [63:0] load_last_d;
    wire  [63:0] load_last_q;
    wire  load_last_clock;
    reg  shifting_d;
    wire  shifting_q;
    wire  shifting_clock;
    reg  writing_d;
    wire  writing_q;
    wire  writing_clock;
    reg  [447:0] words_d;
    wire  [447:0] words_q;
    wire  words_clock;
    reg  [255:0] block_d;
    wire  [255:0] block_q;
    wire  block_clock;
    reg  of_run_d;
    wire  of_run_q;
    wire  of_run_clock;
    reg  of_load_d;
    wire  of_load_q;
    wire  of_load_clock;
    reg  damaged_d;
    wire  damaged_q;
    wire  damaged_clock;
    reg  [31:0] result_sum_d;
    wire  [31:0] result_sum_q;
    wire  result_sum_clock;
    reg  [31:0] sum_d;
    wire  [31:0] sum_q;
    wire  sum_clock;
    wire  [31:0] step_sum;
    reg  [31:0] step_word;
    wire  [31:0] step_sum_next;
    reg  [3:0] number_d;
    wire  [3:0] number_q;
    wire  number_clock;
    reg  [15:0] address_d;
    wire  [15:0] address_q;
    wire  address_clock;
    reg  [31:0] count_d;
    wire  [31:0] count_q;
    wire  count_clock;
    reg  [7:0] code_d;
    wire  [7:0] code_q;
    wire  code_clock;
    reg  was_bad_d;
    wire  was_bad_q;
    wire  was_bad_clock;

    // Local signals
    wire  [3:0] order_status;
    wire  order_load;
    wire  refused;
    wire  ended;
    wire  capture;
    reg  [3:0] final_status;
    reg  [31:0] word;
    reg  [255:0] entering;
    wire  [255:0] lowered;
    wire  written;

    // Sub module instances
    spikelm_engine_fields_2 fields(
        .seq(fields_seq),
        .status(fields_status),
        .start(fields_start),
        .stop(fields_stop),
        .busy(fields_busy),
        .events(fields_events),
        .event_cycles(fields_event_cycles),
        .stall_fetch(fields_stall_fetch),
        .stall_drain(fields_stall_drain),
        .stall_empty(fields_stall_empty),
        .stall_edge(fields_stall_edge),
        .rows(fields_rows),
        .all(fields_all)
    );
    spikelm_engine_dff_64 run_first(
        .d(run_first_d),
        .q(run_first_q),
        .clock(run_first_clock)
    );
    spikelm_engine_dff_64 run_last(
        .d(run_last_d),
        .q(run_last_q),
        .clock(run_last_clock)
    );
    spikelm_engine_dff_4 run_code(
        .d(run_code_d),
        .q(run_code_q),
        .clock(run_code_clock)
    );
    spikelm_engine_dff_32 run_busy(
        .d(run_busy_d),
        .q(run_busy_q),
        .clock(run_busy_clock)
    );
    spikelm_engine_dff_32 run_events(
        .d(run_events_d),
        .q(run_events_q),
        .clock(run_events_clock)
    );
    spikelm_engine_dff_32 run_event_cycles(
        .d(run_event_cycles_d),
        .q(run_event_cycles_q),
        .clock(run_event_cycles_clock)
    );
    spikelm_engine_dff_32 run_fetch(
        .d(run_fetch_d),
        .q(run_fetch_q),
        .clock(run_fetch_clock)
    );
    spikelm_engine_dff_32 run_drain(
        .d(run_drain_d),
        .q(run_drain_q),
        .clock(run_drain_clock)
    );
    spikelm_engine_dff_32 run_empty(
        .d(run_empty_d),
        .q(run_empty_q),
        .clock(run_empty_clock)
    );
    spikelm_engine_dff_32 run_edge(
        .d(run_edge_d),
        .q(run_edge_q),
        .clock(run_edge_clock)
    );
    spikelm_engine_dff_32 run_rows(
        .d(run_rows_d),
        .q(run_rows_q),
        .clock(run_rows_clock)
    );
    spikelm_engine_dff_64 load_first(
        .d(load_first_d),
        .q(load_first_q),
        .clock(load_first_clock)
    );
    spikelm_engine_dff_64 load_last(
        .d(load_last_d),
        .q(load_last_q),
        .clock(load_last_clock)
    );
    spikelm_engine_dff_1 shifting(
        .d(shifting_d),
        .q(shifting_q),
        .clock(shifting_clock)
    );
    spikelm_engine_dff_1 writing(
        .d(writing_d),
        .q(writing_q),
        .clock(writing_clock)
    );
    spikelm_engine_dff_448 words(
        .d(words_d),
        .q(words_q),
        .clock(words_clock)
    );
    spikelm_engine_dff_256 block(
        .d(block_d),
        .q(block_q),
        .clock(block_clock)
    );
    spikelm_engine_dff_1 of_run(
        .d(of_run_d),
        .q(of_run_q),
        .clock(of_run_clock)
    );
    spikelm_engine_dff_1 of_load(
        .d(of_load_d),
        .q(of_load_q),
        .clock(of_load_clock)
    );
    spikelm_engine_dff_1 damaged(
        .d(damaged_d),
        .q(damaged_q),
        .clock(damaged_clock)
    );
    spikelm_engine_dff_32 result_sum(
        .d(result_sum_d),
        .q(result_sum_q),
        .clock(result_sum_clock)
    );
    spikelm_engine_dff_32 sum(
        .d(sum_d),
        .q(sum_q),
        .clock(sum_clock)
    );
    spikelm_engine_step step(
        .sum(step_sum),
        .word(step_word),
        .sum_next(step_sum_next)
    );
    spikelm_engine_dff_4 number(
        .d(number_d),
        .q(number_q),
        .clock(number_clock)
    );
    spikelm_engine_dff_16 address(
        .d(address_d),
        .q(address_q),
        .clock(address_clock)
    );
    spikelm_engine_dff_32 count(
        .d(count_d),
        .q(count_q),
        .clock(count_clock)
    );
    spikelm_engine_dff_8 code(
        .d(code_d),
        .q(code_q),
        .clock(code_clock)
    );
    spikelm_engine_dff_1 was_bad(
        .d(was_bad_d),
        .q(was_bad_q),
        .clock(was_bad_clock)
    );

    // Update code
    assign run_first_clock = clock;
    assign run_last_clock = clock;
    assign run_code_clock = clock;
    assign run_busy_clock = clock;
    assign run_events_clock = clock;
    assign run_event_cycles_clock = clock;
    assign run_fetch_clock = clock;
    assign run_drain_clock = clock;
    assign run_empty_clock = clock;
    assign run_edge_clock = clock;
    assign run_rows_clock = clock;
    assign load_first_clock = clock;
    assign load_last_clock = clock;
    assign shifting_clock = clock;
    assign writing_clock = clock;
    assign words_clock = clock;
    assign block_clock = clock;
    assign of_run_clock = clock;
    assign of_load_clock = clock;
    assign damaged_clock = clock;
    assign result_sum_clock = clock;
    assign sum_clock = clock;
    assign number_clock = clock;
    assign address_clock = clock;
    assign count_clock = clock;
    assign code_clock = clock;
    assign was_bad_clock = clock;
    assign order_status = order[(bit_0)+:(4)];
    assign order_load = order[at_load];
    assign refused = order_status != ok;
    assign ended = refused || (order_load && load_waiting) || (~order_load && run_waiting);
    assign capture = order_valid && ended && ~shifting_q && ~writing_q;
    assign order_pop = capture;
    assign run_taken = capture && ~refused && ~order_load;
    assign load_taken = capture && ~refused && order_load;
    assign fields_seq = order[(at_sequence)+:(32)];
    assign step_sum = sum_q;
    assign lowered = block_q >> down_32;
    assign write = writing_q;
    assign write_address = address_q;
    assign write_data = block_q;
    assign written = writing_q && write_ready;
    assign completed = count_q;
    assign failed = was_bad_q;
    assign failed_status = code_q;
    assign idle = ~shifting_q && ~writing_q;
    always @(*) begin
        run_first_d = run_first_q;
        run_last_d = run_last_q;
        run_code_d = run_code_q;
        run_busy_d = run_busy_q;
        run_events_d = run_events_q;
        run_event_cycles_d = run_event_cycles_q;
        run_fetch_d = run_fetch_q;
        run_drain_d = run_drain_q;
        run_empty_d = run_empty_q;
        run_edge_d = run_edge_q;
        run_rows_d = run_rows_q;
        load_first_d = load_first_q;
        load_last_d = load_last_q;
        shifting_d = shifting_q;
        writing_d = writing_q;
        words_d = words_q;
        block_d = block_q;
        of_run_d = of_run_q;
        of_load_d = of_load_q;
        damaged_d = damaged_q;
        result_sum_d = result_sum_q;
        sum_d = sum_q;
        number_d = number_q;
        address_d = address_q;
        count_d = count_q;
        code_d = code_q;
        was_bad_d = was_bad_q;
        if (busy) begin
            run_busy_d = run_busy_q + one;
        end
        run_events_d = run_events_q + ((events) & 32'hffffffff);
        if (event_cycle) begin
            run_event_cycles_d = run_event_cycles_q + one;
        end
        if (stall_fetch) begin
            run_fetch_d = run_fetch_q + one;
        end
        if (stall_drain) begin
            run_drain_d = run_drain_q + one;
        end
        if (stall_empty) begin
            run_empty_d = run_empty_q + one;
        end
        if (stall_edge) begin
            run_edge_d = run_edge_q + one;
        end
        if (row_done) begin
            run_rows_d = run_rows_q + one;
        end
        if (run_start) begin
            run_first_d = cycles;
            run_busy_d = zero;
            run_events_d = zero;
            run_event_cycles_d = zero;
            run_fetch_d = zero;
            run_drain_d = zero;
            run_empty_d = zero;
            run_edge_d = zero;
            run_rows_d = zero;
        end
        if (run_done) begin
            run_last_d = cycles;
            run_code_d = run_status;
        end
        if (load_start) begin
            load_first_d = cycles;
        end
        if (load_done) begin
            load_last_d = cycles;
        end
        final_status = order_status;
        fields_start = cycles;
        fields_stop = cycles;
        fields_busy = zero;
        fields_events = zero;
        fields_event_cycles = zero;
        fields_stall_fetch = zero;
        fields_stall_drain = zero;
        fields_stall_empty = zero;
        fields_stall_edge = zero;
        fields_rows = zero;
        if (~refused) begin
            if (order_load) begin
                fields_start = load_first_q;
                fields_stop = load_last_q;
                fields_rows = load_rows;
            end
            else begin
                final_status = run_code_q;
                fields_start = run_first_q;
                fields_stop = run_last_q;
                fields_busy = run_busy_q;
                fields_events = run_events_q;
                fields_event_cycles = run_event_cycles_q;
                fields_stall_fetch = run_fetch_q;
                fields_stall_drain = run_drain_q;
                fields_stall_empty = run_empty_q;
                fields_stall_edge = run_edge_q;
                fields_rows = run_rows_q;
            end
        end
        fields_status = ((final_status) & 32'hffffffff);
        if (capture) begin
            words_d = fields_all;
            address_d = order[(at_record)+:(16)];
            code_d = ((final_status) & 8'hff);
            of_run_d = run_taken;
            of_load_d = load_taken;
            sum_d = seed;
            number_d = number_0;
            shifting_d = 1'b1;
        end
        word = words_q[(bit_0)+:(32)];
        if ((number_q == number_status) && damaged_q) begin
            word = ((bad_data) & 32'hffffffff);
        end
        if (number_q == number_results) begin
            word = result_sum_q;
        end
        step_word = word;
        if (number_q == number_last) begin
            word = sum_q;
        end
        entering = ((word) & 256'hffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff) << up_224;
        if (shifting_q && ~writing_q) begin
            block_d = lowered | entering;
            words_d = words_q >> down_32;
            sum_d = step_sum_next;
            number_d = number_q + number_1;
            if (number_q == number_0) begin
                damaged_d = of_load_q && ~load_intact;
                result_sum_d = zero;
            end
            if ((number_q == number_status) && damaged_q) begin
                code_d = ((bad_data) & 8'hff);
            end
            if ((number_q == number_settled) && of_run_q) begin
                result_sum_d = run_checksum;
            end
            if (number_q == number_half) begin
                writing_d = 1'b1;
            end
            if (number_q == number_last) begin
                writing_d = 1'b1;
                shifting_d = 1'b0;
            end
        end
        was_bad_d = 1'b0;
        if (written) begin
            writing_d = 1'b0;
            address_d = address_q + address_1;
            if (~shifting_q) begin
                count_d = count_q + one;
                was_bad_d = code_q != ((ok) & 8'hff);
            end
        end
        if (~resetn) begin
            shifting_d = 1'b0;
            writing_d = 1'b0;
            count_d = zero;
            was_bad_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_register_port(clock,resetn,axi_awaddr,axi_awvalid,axi_awready,axi_wdata,axi_wstrb,axi_wvalid,axi_wready,axi_bresp,axi_bvalid,axi_bready,axi_araddr,axi_arvalid,axi_arready,axi_rdata,axi_rresp,axi_rvalid,axi_rready,bus_write,bus_write_address,bus_write_data,bus_write_strobe,bus_read,bus_read_address,bus_read_data);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  [15:0] axi_awaddr;
    input wire  axi_awvalid;
    output wire  axi_awready;
    input wire  [31:0] axi_wdata;
    input wire  [3:0] axi_wstrb;
    input wire  axi_wvalid;
    output wire  axi_wready;
    output wire  [1:0] axi_bresp;
    output wire  axi_bvalid;
    input wire  axi_bready;
    input wire  [15:0] axi_araddr;
    input wire  axi_arvalid;
    output wire  axi_arready;
    output wire  [31:0] axi_rdata;
    output wire  [1:0] axi_rresp;
    output wire  axi_rvalid;
    input wire  axi_rready;
    output wire  bus_write;
    output wire  [15:0] bus_write_address;
    output wire  [31:0] bus_write_data;
    output wire  [3:0] bus_write_strobe;
    output wire  bus_read;
    output wire  [15:0] bus_read_address;
    input wire  [31:0] bus_read_data;

    // Constant declarations
    localparam  okay = 2'b0;

    // Stub signals
    reg  opened_d;
    wire  opened_q;
    wire  opened_clock;
    wire  write_addresses_clock;
    wire  write_addresses_resetn;
    wire  write_addresses_push;
    wire  [15:0] write_addresses_push_data;
    wire  write_addresses_ready;
    wire  write_addresses_ample;
    wire  write_addresses_valid;
    wire  [15:0] write_addresses_data;
    wire  write_addresses_pop;
    wire  write_addresses_empty;
    wire  [31:0] beat_data;
    wire  [3:0] beat_strobe;
    wire  [35:0] beat_all;
    wire  beats_clock;
    wire  beats_resetn;
    wire  beats_push;
    wire  [35:0] beats_push_data;
    wire  beats_ready;
    wire  beats_ample;
    wire  beats_valid;
    wire  [35:0] beats_data;
    wire  beats_pop;
    wire  beats_empty;
    wire  read_addresses_clock;
    wire  read_addresses_resetn;
    wire  read_addresses_push;
    wire  [15:0] read_addresses_push_data;
    wire  read_addresses_ready;
    wire  read_addresses_ample;
    wire  read_addresses_valid;
    wire  [15:0] read_addresses_data;
    wire  read_addresses_pop;
    wire  read_addresses_empty;
    reg  written_d;
    wire  written_q;
    wire  written_clock;
    reg  reading_d;
    wire  reading_q;
    wire  reading_clock;
    reg  answered_d;
    wire  answered_q;
    wire  answered_clock;

    // Local signals
    wire  write;
    wire  read;

    // Sub module instances
    spikelm_engine_dff_1 opened(
        .d(opened_d),
        .q(opened_q),
        .clock(opened_clock)
    );
    spikelm_engine_read_addresses write_addresses(
        .clock(write_addresses_clock),
        .resetn(write_addresses_resetn),
        .push(write_addresses_push),
        .push_data(write_addresses_push_data),
        .ready(write_addresses_ready),
        .ample(write_addresses_ample),
        .valid(write_addresses_valid),
        .data(write_addresses_data),
        .pop(write_addresses_pop),
        .empty(write_addresses_empty)
    );
    spikelm_engine_beat_3 beat(
        .data(beat_data),
        .strobe(beat_strobe),
        .all(beat_all)
    );
    spikelm_engine_beats_3 beats(
        .clock(beats_clock),
        .resetn(beats_resetn),
        .push(beats_push),
        .push_data(beats_push_data),
        .ready(beats_ready),
        .ample(beats_ample),
        .valid(beats_valid),
        .data(beats_data),
        .pop(beats_pop),
        .empty(beats_empty)
    );
    spikelm_engine_read_addresses read_addresses(
        .clock(read_addresses_clock),
        .resetn(read_addresses_resetn),
        .push(read_addresses_push),
        .push_data(read_addresses_push_data),
        .ready(read_addresses_ready),
        .ample(read_addresses_ample),
        .valid(read_addresses_valid),
        .data(read_addresses_data),
        .pop(read_addresses_pop),
        .empty(read_addresses_empty)
    );
    spikelm_engine_dff_1 written(
        .d(written_d),
        .q(written_q),
        .clock(written_clock)
    );
    spikelm_engine_dff_1 reading(
        .d(reading_d),
        .q(reading_q),
        .clock(reading_clock)
    );
    spikelm_engine_dff_1 answered(
        .d(answered_d),
        .q(answered_q),
        .clock(answered_clock)
    );

    // Update code
    assign opened_clock = clock;
    assign written_clock = clock;
    assign reading_clock = clock;
    assign answered_clock = clock;
    assign write_addresses_clock = clock;
    assign beats_clock = clock;
    assign read_addresses_clock = clock;
    assign write_addresses_resetn = resetn;
    assign beats_resetn = resetn;
    assign read_addresses_resetn = resetn;
    assign write_addresses_push = axi_awvalid && opened_q;
    assign write_addresses_push_data = axi_awaddr;
    assign axi_awready = write_addresses_ready && opened_q;
    assign beat_data = axi_wdata;
    assign beat_strobe = axi_wstrb;
    assign beats_push = axi_wvalid && opened_q;
    assign beats_push_data = beat_all;
    assign axi_wready = beats_ready && opened_q;
    assign write = write_addresses_valid && beats_valid && ~written_q;
    assign write_addresses_pop = write;
    assign beats_pop = write;
    assign bus_write = write;
    assign bus_write_address = write_addresses_data;
    assign bus_write_data = beats_data[(32'h0)+:(32)];
    assign bus_write_strobe = beats_data[(32'h20)+:(4)];
    assign axi_bvalid = written_q;
    assign axi_bresp = okay;
    assign read_addresses_push = axi_arvalid && opened_q;
    assign read_addresses_push_data = axi_araddr;
    assign axi_arready = read_addresses_ready && opened_q;
    assign read = read_addresses_valid && ~reading_q && ~answered_q;
    assign read_addresses_pop = read;
    assign bus_read = read;
    assign bus_read_address = read_addresses_data;
    assign axi_rvalid = answered_q;
    assign axi_rdata = bus_read_data;
    assign axi_rresp = okay;
    always @(*) begin
        opened_d = opened_q;
        written_d = written_q;
        reading_d = reading_q;
        answered_d = answered_q;
        opened_d = resetn;
        if (axi_bready) begin
            written_d = 1'b0;
        end
        if (write) begin
            written_d = 1'b1;
        end
        reading_d = read;
        if (axi_rready) begin
            answered_d = 1'b0;
        end
        if (reading_q) begin
            answered_d = 1'b1;
        end
        if (~resetn) begin
            written_d = 1'b0;
            reading_d = 1'b0;
            answered_d = 1'b0;
        end
    end

endmodule

module spikelm_engine_registers(clock,resetn,bus_write,bus_write_address,bus_write_data,bus_write_strobe,bus_read,bus_read_address,bus_read_data,status,completed,command_error,command_status,conflict,decode,counters,engine_resetn,doorbell,irq);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  bus_write;
    input wire  [15:0] bus_write_address;
    input wire  [31:0] bus_write_data;
    input wire  [3:0] bus_write_strobe;
    input wire  bus_read;
    input wire  [15:0] bus_read_address;
    output wire  [31:0] bus_read_data;
    input wire  [3:0] status;
    input wire  [31:0] completed;
    input wire  command_error;
    input wire  [7:0] command_status;
    input wire  conflict;
    input wire  decode;
    input wire  [767:0] counters;
    output wire  engine_resetn;
    output wire  [31:0] doorbell;
    output wire  irq;

    // Constant declarations
    localparam  no_status = 8'h0;
    localparam  no_reserved = 5'b0;

    // Stub signals
    wire  decoder_clock;
    wire  decoder_resetn;
    wire  decoder_write;
    wire  [15:0] decoder_write_address;
    wire  [31:0] decoder_write_data;
    wire  [3:0] decoder_write_strobe;
    wire  decoder_read;
    wire  [15:0] decoder_read_address;
    wire  [31:0] decoder_read_data;
    wire  [3:0] decoder_status;
    wire  [31:0] decoder_completed;
    wire  [15:0] decoder_errors;
    wire  [1:0] decoder_intr_state;
    wire  [767:0] decoder_counters;
    wire  decoder_hold_reset;
    wire  decoder_clear_error;
    wire  [31:0] decoder_doorbell;
    wire  [1:0] decoder_intr_enable;
    wire  [31:0] decoder_intr_ack;
    reg  engine_reset_d;
    wire  engine_reset_q;
    wire  engine_reset_clock;
    wire  reset_before_0_d;
    wire  reset_before_0_q;
    wire  reset_before_0_clock;
    wire  reset_before_1_d;
    wire  reset_before_1_q;
    wire  reset_before_1_clock;
    wire  reset_before_2_d;
    wire  reset_before_2_q;
    wire  reset_before_2_clock;
    reg  line_d;
    wire  line_q;
    wire  line_clock;
    reg  done_d;
    wire  done_q;
    wire  done_clock;
    reg  command_failed_d;
    wire  command_failed_q;
    wire  command_failed_clock;
    reg  conflicted_d;
    wire  conflicted_q;
    wire  conflicted_clock;
    reg  strayed_d;
    wire  strayed_q;
    wire  strayed_clock;
    reg  [7:0] first_status_d;
    wire  [7:0] first_status_q;
    wire  first_status_clock;
    wire  errors_command;
    wire  errors_conflict;
    wire  errors_decode;
    wire  [4:0] errors_reserved;
    wire  [7:0] errors_status;
    wire  [15:0] errors_all;
    wire  state_done;
    wire  state_error;
    wire  [1:0] state_all;

    // Local signals
    wire  any_error;
    wire  clear;

    // Sub module instances
    spikelm_engine_decoder decoder(
        .clock(decoder_clock),
        .resetn(decoder_resetn),
        .write(decoder_write),
        .write_address(decoder_write_address),
        .write_data(decoder_write_data),
        .write_strobe(decoder_write_strobe),
        .read(decoder_read),
        .read_address(decoder_read_address),
        .read_data(decoder_read_data),
        .status(decoder_status),
        .completed(decoder_completed),
        .errors(decoder_errors),
        .intr_state(decoder_intr_state),
        .counters(decoder_counters),
        .hold_reset(decoder_hold_reset),
        .clear_error(decoder_clear_error),
        .doorbell(decoder_doorbell),
        .intr_enable(decoder_intr_enable),
        .intr_ack(decoder_intr_ack)
    );
    spikelm_engine_dff_1 engine_reset(
        .d(engine_reset_d),
        .q(engine_reset_q),
        .clock(engine_reset_clock)
    );
    spikelm_engine_dff_1 reset_before_0(
        .d(reset_before_0_d),
        .q(reset_before_0_q),
        .clock(reset_before_0_clock)
    );
    spikelm_engine_dff_1 reset_before_1(
        .d(reset_before_1_d),
        .q(reset_before_1_q),
        .clock(reset_before_1_clock)
    );
    spikelm_engine_dff_1 reset_before_2(
        .d(reset_before_2_d),
        .q(reset_before_2_q),
        .clock(reset_before_2_clock)
    );
    spikelm_engine_dff_1 line(
        .d(line_d),
        .q(line_q),
        .clock(line_clock)
    );
    spikelm_engine_dff_1 done(
        .d(done_d),
        .q(done_q),
        .clock(done_clock)
    );
    spikelm_engine_dff_1 command_failed(
        .d(command_failed_d),
        .q(command_failed_q),
        .clock(command_failed_clock)
    );
    spikelm_engine_dff_1 conflicted(
        .d(conflicted_d),
        .q(conflicted_q),
        .clock(conflicted_clock)
    );
    spikelm_engine_dff_1 strayed(
        .d(strayed_d),
        .q(strayed_q),
        .clock(strayed_clock)
    );
    spikelm_engine_dff_8 first_status(
        .d(first_status_d),
        .q(first_status_q),
        .clock(first_status_clock)
    );
    spikelm_engine_errors errors(
        .command(errors_command),
        .conflict(errors_conflict),
        .decode(errors_decode),
        .reserved(errors_reserved),
        .status(errors_status),
        .all(errors_all)
    );
    spikelm_engine_state state(
        .done(state_done),
        .error(state_error),
        .all(state_all)
    );

    // Update code
    assign engine_reset_clock = clock;
    assign line_clock = clock;
    assign done_clock = clock;
    assign command_failed_clock = clock;
    assign conflicted_clock = clock;
    assign strayed_clock = clock;
    assign first_status_clock = clock;
    assign decoder_clock = clock;
    assign decoder_resetn = resetn;
    assign decoder_write = bus_write;
    assign decoder_write_address = bus_write_address;
    assign decoder_write_data = bus_write_data;
    assign decoder_write_strobe = bus_write_strobe;
    assign decoder_read = bus_read;
    assign decoder_read_address = bus_read_address;
    assign bus_read_data = decoder_read_data;
    assign decoder_status = status;
    assign decoder_completed = completed;
    assign decoder_counters = counters;
    assign doorbell = decoder_doorbell;
    assign reset_before_0_clock = clock;
    assign reset_before_1_clock = clock;
    assign reset_before_2_clock = clock;
    assign reset_before_0_d = ~resetn || decoder_hold_reset;
    assign reset_before_1_d = reset_before_0_q;
    assign reset_before_2_d = reset_before_1_q;
    assign engine_resetn = ~engine_reset_q;
    assign clear = decoder_clear_error;
    assign errors_command = command_failed_q;
    assign errors_conflict = conflicted_q;
    assign errors_decode = strayed_q;
    assign errors_reserved = no_reserved;
    assign errors_status = first_status_q;
    assign decoder_errors = errors_all;
    assign any_error = command_failed_q || conflicted_q || strayed_q;
    assign state_done = done_q;
    assign state_error = any_error;
    assign decoder_intr_state = state_all;
    assign irq = line_q;
    always @(*) begin
        engine_reset_d = engine_reset_q;
        line_d = line_q;
        done_d = done_q;
        command_failed_d = command_failed_q;
        conflicted_d = conflicted_q;
        strayed_d = strayed_q;
        first_status_d = first_status_q;
        engine_reset_d = ~resetn || decoder_hold_reset || reset_before_0_q || reset_before_1_q || reset_before_2_q;
        if (clear) begin
            command_failed_d = 1'b0;
            conflicted_d = 1'b0;
            strayed_d = 1'b0;
            first_status_d = no_status;
        end
        if (command_error) begin
            command_failed_d = 1'b1;
        end
        if (command_error && (clear || ~command_failed_q)) begin
            first_status_d = command_status;
        end
        if (conflict) begin
            conflicted_d = 1'b1;
        end
        if (decode) begin
            strayed_d = 1'b1;
        end
        done_d = completed != decoder_intr_ack;
        line_d = (done_q && decoder_intr_enable[32'h0]) || (any_error && decoder_intr_enable[32'h1]);
        if (~resetn || decoder_hold_reset) begin
            line_d = 1'b0;
            done_d = 1'b0;
            command_failed_d = 1'b0;
            conflicted_d = 1'b0;
            strayed_d = 1'b0;
            first_status_d = no_status;
        end
    end

endmodule

module spikelm_engine_run(clock,resetn,start,source,source_last,row_last,rows_last,tiles_last,inputs,weight_row,tile_depth,result,result_words,last_tile_beats,wide,int4,data_checksum,busy,done,status,result_checksum,events,event_cycle,stall_drain,stall_empty,stall_edge,stall_fetch,row_done,read,read_address,read_ready,read_valid,read_data,write,write_address,write_data,load_banks,load_groups,load_address,load_data);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  start;
    input wire  [13:0] source;
    input wire  [13:0] source_last;
    input wire  [5:0] row_last;
    input wire  [19:0] rows_last;
    input wire  [15:0] tiles_last;
    input wire  [15:0] inputs;
    input wire  [10:0] weight_row;
    input wire  [10:0] tile_depth;
    input wire  [12:0] result;
    input wire  [31:0] result_words;
    input wire  [4:0] last_tile_beats;
    input wire  wide;
    input wire  int4;
    input wire  [31:0] data_checksum;
    output wire  busy;
    output wire  done;
    output reg  [3:0] status;
    output wire  [31:0] result_checksum;
    output reg  [3:0] events;
    output reg  event_cycle;
    output reg  stall_drain;
    output reg  stall_empty;
    output reg  stall_edge;
    output reg  stall_fetch;
    output wire  row_done;
    output wire  read;
    output wire  [13:0] read_address;
    input wire  read_ready;
    input wire  read_valid;
    input wire  [511:0] read_data;
    output wire  write;
    output wire  [12:0] write_address;
    output wire  [2047:0] write_data;
    input wire  [7:0] load_banks;
    input wire  [3:0] load_groups;
    input wire  [10:0] load_address;
    input wire  [511:0] load_data;

    // Constant declarations
    localparam  rounding_0 = 17'b11;
    localparam  rounding_1 = 17'b10;
    localparam  rounding_2 = 17'b1;
    localparam  rounding_3 = 17'b0;
    localparam  plane_at_0 = 16'h0;
    localparam  plane_at_1 = 16'h40;
    localparam  plane_at_2 = 16'h80;
    localparam  plane_at_3 = 16'hc0;
    localparam  port_bits = 5'b10;
    localparam  header_inputs = 11'b10000;
    localparam  header_pairs = 11'b1000;
    localparam  header_limit = 12'h10;
    localparam  bit_0 = 16'h0;
    localparam  no_groups = 4'h0;
    localparam  none = 4'h0;
    localparam  one = 4'h1;
    localparam  ok = 4'h0;
    localparam  miscount = 4'hb;
    localparam  bad_data = 4'he;
    localparam  no_words = 14'b0;
    localparam  one_word = 14'b1;
    localparam  beyond = 4'hc;
    localparam  no_rows = 6'b0;
    localparam  one_row = 6'b1;
    localparam  most_rows = 6'b11100;
    localparam  full_beats = 5'b10;
    localparam  full_words = 32'h2;
    localparam  full_words_wide = 32'h4;
    localparam  wide_shift = 2'b1;

    // Stub signals
    wire  fetch_clock;
    wire  fetch_resetn;
    wire  fetch_start;
    wire  [13:0] fetch_source;
    wire  [13:0] fetch_source_last;
    wire  [5:0] fetch_row_last;
    wire  [19:0] fetch_rows_last;
    wire  [15:0] fetch_tiles_last;
    wire  [12:0] fetch_result;
    wire  [31:0] fetch_result_words;
    reg  [31:0] fetch_tile_words;
    reg  [31:0] fetch_last_tile_words;
    wire  [4:0] fetch_tile_beats;
    wire  [4:0] fetch_last_tile_beats;
    wire  fetch_stop;
    wire  fetch_read;
    wire  [13:0] fetch_read_address;
    wire  fetch_read_ready;
    wire  fetch_read_valid;
    wire  [511:0] fetch_read_data;
    reg  fetch_banks_ready;
    wire  fetch_take;
    wire  [255:0] fetch_fired;
    wire  [255:0] fetch_sign;
    wire  [5:0] fetch_index;
    wire  fetch_row_end;
    wire  fetch_tile_end;
    wire  fetch_row_opens;
    wire  fetch_row_room;
    wire  fetch_row_push;
    wire  [35:0] fetch_row;
    wire  fetch_error;
    wire  [3:0] fetch_error_status;
    wire  fetch_done;
    wire  banks_0_clock;
    wire  banks_0_resetn;
    wire  banks_0_start;
    wire  [10:0] banks_0_base;
    wire  [10:0] banks_0_tile_depth;
    wire  banks_0_int4;
    wire  [11:0] banks_0_limit;
    wire  banks_0_take;
    wire  [63:0] banks_0_fired;
    wire  [63:0] banks_0_sign;
    wire  [5:0] banks_0_index;
    wire  banks_0_row_end;
    wire  banks_0_tile_end;
    wire  banks_0_ready;
    wire  banks_0_valid;
    wire  banks_0_more;
    wire  [3071:0] banks_0_sums;
    wire  [15:0] banks_0_events;
    wire  banks_0_pop;
    wire  banks_0_pop_row;
    reg  [3:0] banks_0_load;
    wire  [10:0] banks_0_load_address;
    wire  [511:0] banks_0_load_data;
    wire  banks_0_adding;
    wire  banks_0_ending_empty;
    wire  banks_0_blocked;
    wire  banks_0_idle;
    wire  banks_0_beyond;
    wire  banks_1_clock;
    wire  banks_1_resetn;
    wire  banks_1_start;
    wire  [10:0] banks_1_base;
    wire  [10:0] banks_1_tile_depth;
    wire  banks_1_int4;
    wire  [11:0] banks_1_limit;
    wire  banks_1_take;
    wire  [63:0] banks_1_fired;
    wire  [63:0] banks_1_sign;
    wire  [5:0] banks_1_index;
    wire  banks_1_row_end;
    wire  banks_1_tile_end;
    wire  banks_1_ready;
    wire  banks_1_valid;
    wire  banks_1_more;
    wire  [3071:0] banks_1_sums;
    wire  [15:0] banks_1_events;
    wire  banks_1_pop;
    wire  banks_1_pop_row;
    reg  [3:0] banks_1_load;
    wire  [10:0] banks_1_load_address;
    wire  [511:0] banks_1_load_data;
    wire  banks_1_adding;
    wire  banks_1_ending_empty;
    wire  banks_1_blocked;
    wire  banks_1_idle;
    wire  banks_1_beyond;
    wire  banks_2_clock;
    wire  banks_2_resetn;
    wire  banks_2_start;
    wire  [10:0] banks_2_base;
    wire  [10:0] banks_2_tile_depth;
    wire  banks_2_int4;
    wire  [11:0] banks_2_limit;
    wire  banks_2_take;
    wire  [63:0] banks_2_fired;
    wire  [63:0] banks_2_sign;
    wire  [5:0] banks_2_index;
    wire  banks_2_row_end;
    wire  banks_2_tile_end;
    wire  banks_2_ready;
    wire  banks_2_valid;
    wire  banks_2_more;
    wire  [3071:0] banks_2_sums;
    wire  [15:0] banks_2_events;
    wire  banks_2_pop;
    wire  banks_2_pop_row;
    reg  [3:0] banks_2_load;
    wire  [10:0] banks_2_load_address;
    wire  [511:0] banks_2_load_data;
    wire  banks_2_adding;
    wire  banks_2_ending_empty;
    wire  banks_2_blocked;
    wire  banks_2_idle;
    wire  banks_2_beyond;
    wire  banks_3_clock;
    wire  banks_3_resetn;
    wire  banks_3_start;
    wire  [10:0] banks_3_base;
    wire  [10:0] banks_3_tile_depth;
    wire  banks_3_int4;
    wire  [11:0] banks_3_limit;
    wire  banks_3_take;
    wire  [63:0] banks_3_fired;
    wire  [63:0] banks_3_sign;
    wire  [5:0] banks_3_index;
    wire  banks_3_row_end;
    wire  banks_3_tile_end;
    wire  banks_3_ready;
    wire  banks_3_valid;
    wire  banks_3_more;
    wire  [3071:0] banks_3_sums;
    wire  [15:0] banks_3_events;
    wire  banks_3_pop;
    wire  banks_3_pop_row;
    reg  [3:0] banks_3_load;
    wire  [10:0] banks_3_load_address;
    wire  [511:0] banks_3_load_data;
    wire  banks_3_adding;
    wire  banks_3_ending_empty;
    wire  banks_3_blocked;
    wire  banks_3_idle;
    wire  banks_3_beyond;
    wire  rows_clock;
    wire  rows_resetn;
    wire  rows_push;
    wire  [35:0] rows_push_data;
    wire  rows_ready;
    wire  rows_ample;
    wire  rows_valid;
    wire  [35:0] rows_data;
    wire  rows_pop;
    wire  rows_empty;
    wire  merge_clock;
    wire  merge_resetn;
    wire  merge_wide;
    wire  merge_row_valid;
    wire  merge_row_more;
    wire  [35:0] merge_row;
    wire  merge_valid_0;
    wire  merge_valid_1;
    wire  merge_valid_2;
    wire  merge_valid_3;
    wire  merge_more_0;
    wire  merge_more_1;
    wire  merge_more_2;
    wire  merge_more_3;
    wire  [3071:0] merge_sums_0;
    wire  [3071:0] merge_sums_1;
    wire  [3071:0] merge_sums_2;
    wire  [3071:0] merge_sums_3;
    wire  [15:0] merge_events_0;
    wire  [15:0] merge_events_1;
    wire  [15:0] merge_events_2;
    wire  [15:0] merge_events_3;
    wire  merge_pop;
    wire  merge_pop_row;
    wire  merge_emitted;
    wire  merge_miscount;
    wire  merge_out_valid;
    wire  [12:0] merge_out_address;
    wire  [3071:0] merge_out_results;
    wire  merge_idle;
    wire  writer_clock;
    wire  writer_resetn;
    wire  writer_wide;
    wire  writer_valid;
    wire  [12:0] writer_address;
    wire  [3071:0] writer_results;
    wire  writer_write;
    wire  [12:0] writer_write_address;
    wire  [2047:0] writer_write_data;
    wire  row_checksum_clock;
    wire  row_checksum_start;
    wire  row_checksum_valid;
    wire  [511:0] row_checksum_word;
    wire  [31:0] row_checksum_sum;
    wire  sums_checksum_clock;
    wire  sums_checksum_start;
    wire  sums_checksum_valid;
    wire  [2047:0] sums_checksum_word;
    wire  [31:0] sums_checksum_sum;
    reg  checking_d;
    wire  checking_q;
    wire  checking_clock;
    reg  [13:0] unchecked_d;
    wire  [13:0] unchecked_q;
    wire  unchecked_clock;
    reg  damaged_d;
    wire  damaged_q;
    wire  damaged_clock;
    reg  running_d;
    wire  running_q;
    wire  running_clock;
    reg  settled_d;
    wire  settled_q;
    wire  settled_clock;
    reg  begun_d;
    wire  begun_q;
    wire  begun_clock;
    reg  [5:0] open_rows_d;
    wire  [5:0] open_rows_q;
    wire  open_rows_clock;
    reg  [3:0] failed_d;
    wire  [3:0] failed_q;
    wire  failed_clock;
    reg  [10:0] base_d;
    wire  [10:0] base_q;
    wire  base_clock;
    wire  [11:0] limits_0_d;
    wire  [11:0] limits_0_q;
    wire  limits_0_clock;
    wire  [11:0] limits_1_d;
    wire  [11:0] limits_1_q;
    wire  limits_1_clock;
    wire  [11:0] limits_2_d;
    wire  [11:0] limits_2_q;
    wire  limits_2_clock;
    wire  [11:0] limits_3_d;
    wire  [11:0] limits_3_q;
    wire  limits_3_clock;

    // Local signals
    wire  [16:0] rounded_0;
    wire  [16:0] rounded_1;
    wire  [16:0] rounded_2;
    wire  [16:0] rounded_3;
    wire  [16:0] local_inputs_0;
    wire  [16:0] local_inputs_1;
    wire  [16:0] local_inputs_2;
    wire  [16:0] local_inputs_3;
    wire  [11:0] local_low_0;
    wire  [11:0] local_low_1;
    wire  [11:0] local_low_2;
    wire  [11:0] local_low_3;
    wire  [16:0] inputs_wide;
    reg  [10:0] header_share;
    reg  all_ready;
    reg  all_idle;
    reg  any_adding;
    reg  any_blocked;
    reg  any_empty;
    reg  any_beyond;
    reg  [3:0] found;
    wire  begins;
    wire  leaves;
    wire  finished;

    // Sub module instances
    spikelm_engine_fetch fetch(
        .clock(fetch_clock),
        .resetn(fetch_resetn),
        .start(fetch_start),
        .source(fetch_source),
        .source_last(fetch_source_last),
        .row_last(fetch_row_last),
        .rows_last(fetch_rows_last),
        .tiles_last(fetch_tiles_last),
        .result(fetch_result),
        .result_words(fetch_result_words),
        .tile_words(fetch_tile_words),
        .last_tile_words(fetch_last_tile_words),
        .tile_beats(fetch_tile_beats),
        .last_tile_beats(fetch_last_tile_beats),
        .stop(fetch_stop),
        .read(fetch_read),
        .read_address(fetch_read_address),
        .read_ready(fetch_read_ready),
        .read_valid(fetch_read_valid),
        .read_data(fetch_read_data),
        .banks_ready(fetch_banks_ready),
        .take(fetch_take),
        .fired(fetch_fired),
        .sign(fetch_sign),
        .index(fetch_index),
        .row_end(fetch_row_end),
        .tile_end(fetch_tile_end),
        .row_opens(fetch_row_opens),
        .row_room(fetch_row_room),
        .row_push(fetch_row_push),
        .row(fetch_row),
        .error(fetch_error),
        .error_status(fetch_error_status),
        .done(fetch_done)
    );
    spikelm_engine_banks banks_0(
        .clock(banks_0_clock),
        .resetn(banks_0_resetn),
        .start(banks_0_start),
        .base(banks_0_base),
        .tile_depth(banks_0_tile_depth),
        .int4(banks_0_int4),
        .limit(banks_0_limit),
        .take(banks_0_take),
        .fired(banks_0_fired),
        .sign(banks_0_sign),
        .index(banks_0_index),
        .row_end(banks_0_row_end),
        .tile_end(banks_0_tile_end),
        .ready(banks_0_ready),
        .valid(banks_0_valid),
        .more(banks_0_more),
        .sums(banks_0_sums),
        .events(banks_0_events),
        .pop(banks_0_pop),
        .pop_row(banks_0_pop_row),
        .load(banks_0_load),
        .load_address(banks_0_load_address),
        .load_data(banks_0_load_data),
        .adding(banks_0_adding),
        .ending_empty(banks_0_ending_empty),
        .blocked(banks_0_blocked),
        .idle(banks_0_idle),
        .beyond(banks_0_beyond)
    );
    spikelm_engine_banks banks_1(
        .clock(banks_1_clock),
        .resetn(banks_1_resetn),
        .start(banks_1_start),
        .base(banks_1_base),
        .tile_depth(banks_1_tile_depth),
        .int4(banks_1_int4),
        .limit(banks_1_limit),
        .take(banks_1_take),
        .fired(banks_1_fired),
        .sign(banks_1_sign),
        .index(banks_1_index),
        .row_end(banks_1_row_end),
        .tile_end(banks_1_tile_end),
        .ready(banks_1_ready),
        .valid(banks_1_valid),
        .more(banks_1_more),
        .sums(banks_1_sums),
        .events(banks_1_events),
        .pop(banks_1_pop),
        .pop_row(banks_1_pop_row),
        .load(banks_1_load),
        .load_address(banks_1_load_address),
        .load_data(banks_1_load_data),
        .adding(banks_1_adding),
        .ending_empty(banks_1_ending_empty),
        .blocked(banks_1_blocked),
        .idle(banks_1_idle),
        .beyond(banks_1_beyond)
    );
    spikelm_engine_banks banks_2(
        .clock(banks_2_clock),
        .resetn(banks_2_resetn),
        .start(banks_2_start),
        .base(banks_2_base),
        .tile_depth(banks_2_tile_depth),
        .int4(banks_2_int4),
        .limit(banks_2_limit),
        .take(banks_2_take),
        .fired(banks_2_fired),
        .sign(banks_2_sign),
        .index(banks_2_index),
        .row_end(banks_2_row_end),
        .tile_end(banks_2_tile_end),
        .ready(banks_2_ready),
        .valid(banks_2_valid),
        .more(banks_2_more),
        .sums(banks_2_sums),
        .events(banks_2_events),
        .pop(banks_2_pop),
        .pop_row(banks_2_pop_row),
        .load(banks_2_load),
        .load_address(banks_2_load_address),
        .load_data(banks_2_load_data),
        .adding(banks_2_adding),
        .ending_empty(banks_2_ending_empty),
        .blocked(banks_2_blocked),
        .idle(banks_2_idle),
        .beyond(banks_2_beyond)
    );
    spikelm_engine_banks banks_3(
        .clock(banks_3_clock),
        .resetn(banks_3_resetn),
        .start(banks_3_start),
        .base(banks_3_base),
        .tile_depth(banks_3_tile_depth),
        .int4(banks_3_int4),
        .limit(banks_3_limit),
        .take(banks_3_take),
        .fired(banks_3_fired),
        .sign(banks_3_sign),
        .index(banks_3_index),
        .row_end(banks_3_row_end),
        .tile_end(banks_3_tile_end),
        .ready(banks_3_ready),
        .valid(banks_3_valid),
        .more(banks_3_more),
        .sums(banks_3_sums),
        .events(banks_3_events),
        .pop(banks_3_pop),
        .pop_row(banks_3_pop_row),
        .load(banks_3_load),
        .load_address(banks_3_load_address),
        .load_data(banks_3_load_data),
        .adding(banks_3_adding),
        .ending_empty(banks_3_ending_empty),
        .blocked(banks_3_blocked),
        .idle(banks_3_idle),
        .beyond(banks_3_beyond)
    );
    spikelm_engine_rows rows(
        .clock(rows_clock),
        .resetn(rows_resetn),
        .push(rows_push),
        .push_data(rows_push_data),
        .ready(rows_ready),
        .ample(rows_ample),
        .valid(rows_valid),
        .data(rows_data),
        .pop(rows_pop),
        .empty(rows_empty)
    );
    spikelm_engine_merge merge(
        .clock(merge_clock),
        .resetn(merge_resetn),
        .wide(merge_wide),
        .row_valid(merge_row_valid),
        .row_more(merge_row_more),
        .row(merge_row),
        .valid_0(merge_valid_0),
        .valid_1(merge_valid_1),
        .valid_2(merge_valid_2),
        .valid_3(merge_valid_3),
        .more_0(merge_more_0),
        .more_1(merge_more_1),
        .more_2(merge_more_2),
        .more_3(merge_more_3),
        .sums_0(merge_sums_0),
        .sums_1(merge_sums_1),
        .sums_2(merge_sums_2),
        .sums_3(merge_sums_3),
        .events_0(merge_events_0),
        .events_1(merge_events_1),
        .events_2(merge_events_2),
        .events_3(merge_events_3),
        .pop(merge_pop),
        .pop_row(merge_pop_row),
        .emitted(merge_emitted),
        .miscount(merge_miscount),
        .out_valid(merge_out_valid),
        .out_address(merge_out_address),
        .out_results(merge_out_results),
        .idle(merge_idle)
    );
    spikelm_engine_writer_2 writer(
        .clock(writer_clock),
        .resetn(writer_resetn),
        .wide(writer_wide),
        .valid(writer_valid),
        .address(writer_address),
        .results(writer_results),
        .write(writer_write),
        .write_address(writer_write_address),
        .write_data(writer_write_data)
    );
    spikelm_engine_checksum row_checksum(
        .clock(row_checksum_clock),
        .start(row_checksum_start),
        .valid(row_checksum_valid),
        .word(row_checksum_word),
        .sum(row_checksum_sum)
    );
    spikelm_engine_sums_checksum sums_checksum(
        .clock(sums_checksum_clock),
        .start(sums_checksum_start),
        .valid(sums_checksum_valid),
        .word(sums_checksum_word),
        .sum(sums_checksum_sum)
    );
    spikelm_engine_dff_1 checking(
        .d(checking_d),
        .q(checking_q),
        .clock(checking_clock)
    );
    spikelm_engine_dff_14 unchecked(
        .d(unchecked_d),
        .q(unchecked_q),
        .clock(unchecked_clock)
    );
    spikelm_engine_dff_1 damaged(
        .d(damaged_d),
        .q(damaged_q),
        .clock(damaged_clock)
    );
    spikelm_engine_dff_1 running(
        .d(running_d),
        .q(running_q),
        .clock(running_clock)
    );
    spikelm_engine_dff_1 settled(
        .d(settled_d),
        .q(settled_q),
        .clock(settled_clock)
    );
    spikelm_engine_dff_1 begun(
        .d(begun_d),
        .q(begun_q),
        .clock(begun_clock)
    );
    spikelm_engine_dff_6 open_rows(
        .d(open_rows_d),
        .q(open_rows_q),
        .clock(open_rows_clock)
    );
    spikelm_engine_dff_4 failed(
        .d(failed_d),
        .q(failed_q),
        .clock(failed_clock)
    );
    spikelm_engine_dff_11 base(
        .d(base_d),
        .q(base_q),
        .clock(base_clock)
    );
    spikelm_engine_dff_12 limits_0(
        .d(limits_0_d),
        .q(limits_0_q),
        .clock(limits_0_clock)
    );
    spikelm_engine_dff_12 limits_1(
        .d(limits_1_d),
        .q(limits_1_q),
        .clock(limits_1_clock)
    );
    spikelm_engine_dff_12 limits_2(
        .d(limits_2_d),
        .q(limits_2_q),
        .clock(limits_2_clock)
    );
    spikelm_engine_dff_12 limits_3(
        .d(limits_3_d),
        .q(limits_3_q),
        .clock(limits_3_clock)
    );

    // Update code
    assign checking_clock = clock;
    assign unchecked_clock = clock;
    assign damaged_clock = clock;
    assign running_clock = clock;
    assign settled_clock = clock;
    assign begun_clock = clock;
    assign open_rows_clock = clock;
    assign failed_clock = clock;
    assign base_clock = clock;
    assign fetch_clock = clock;
    assign fetch_resetn = resetn;
    assign rows_clock = clock;
    assign rows_resetn = resetn;
    assign merge_clock = clock;
    assign merge_resetn = resetn;
    assign writer_clock = clock;
    assign writer_resetn = resetn;
    assign fetch_start = start;
    assign fetch_source = source;
    assign fetch_source_last = source_last;
    assign fetch_row_last = row_last;
    assign fetch_rows_last = rows_last;
    assign fetch_tiles_last = tiles_last;
    assign fetch_result = result;
    assign fetch_result_words = result_words;
    assign fetch_tile_beats = full_beats;
    assign fetch_last_tile_beats = last_tile_beats;
    assign fetch_stop = failed_q != ok;
    assign read = fetch_read;
    assign read_address = fetch_read_address;
    assign fetch_read_ready = read_ready;
    assign fetch_read_valid = read_valid;
    assign fetch_read_data = read_data;
    assign rows_push = fetch_row_push;
    assign rows_push_data = fetch_row;
    assign inputs_wide = ((inputs) & 17'h1ffff);
    assign limits_0_clock = clock;
    assign rounded_0 = inputs_wide + rounding_0;
    assign local_inputs_0 = rounded_0 >> port_bits;
    assign local_low_0 = local_inputs_0[(bit_0)+:(12)];
    assign limits_0_d = local_low_0 + header_limit;
    assign banks_0_clock = clock;
    assign banks_0_resetn = resetn;
    assign banks_0_start = start;
    assign banks_0_base = base_q;
    assign banks_0_int4 = int4;
    assign banks_0_tile_depth = tile_depth;
    assign banks_0_limit = limits_0_q;
    assign banks_0_take = fetch_take;
    assign banks_0_fired = fetch_fired[(plane_at_0)+:(64)];
    assign banks_0_sign = fetch_sign[(plane_at_0)+:(64)];
    assign banks_0_index = fetch_index;
    assign banks_0_row_end = fetch_row_end;
    assign banks_0_tile_end = fetch_tile_end;
    assign banks_0_pop = merge_pop;
    assign banks_0_pop_row = merge_pop_row;
    assign banks_0_load_address = load_address;
    assign banks_0_load_data = load_data;
    assign merge_valid_0 = banks_0_valid;
    assign merge_more_0 = banks_0_more;
    assign merge_sums_0 = banks_0_sums;
    assign merge_events_0 = banks_0_events;
    assign limits_1_clock = clock;
    assign rounded_1 = inputs_wide + rounding_1;
    assign local_inputs_1 = rounded_1 >> port_bits;
    assign local_low_1 = local_inputs_1[(bit_0)+:(12)];
    assign limits_1_d = local_low_1 + header_limit;
    assign banks_1_clock = clock;
    assign banks_1_resetn = resetn;
    assign banks_1_start = start;
    assign banks_1_base = base_q;
    assign banks_1_int4 = int4;
    assign banks_1_tile_depth = tile_depth;
    assign banks_1_limit = limits_1_q;
    assign banks_1_take = fetch_take;
    assign banks_1_fired = fetch_fired[(plane_at_1)+:(64)];
    assign banks_1_sign = fetch_sign[(plane_at_1)+:(64)];
    assign banks_1_index = fetch_index;
    assign banks_1_row_end = fetch_row_end;
    assign banks_1_tile_end = fetch_tile_end;
    assign banks_1_pop = merge_pop;
    assign banks_1_pop_row = merge_pop_row;
    assign banks_1_load_address = load_address;
    assign banks_1_load_data = load_data;
    assign merge_valid_1 = banks_1_valid;
    assign merge_more_1 = banks_1_more;
    assign merge_sums_1 = banks_1_sums;
    assign merge_events_1 = banks_1_events;
    assign limits_2_clock = clock;
    assign rounded_2 = inputs_wide + rounding_2;
    assign local_inputs_2 = rounded_2 >> port_bits;
    assign local_low_2 = local_inputs_2[(bit_0)+:(12)];
    assign limits_2_d = local_low_2 + header_limit;
    assign banks_2_clock = clock;
    assign banks_2_resetn = resetn;
    assign banks_2_start = start;
    assign banks_2_base = base_q;
    assign banks_2_int4 = int4;
    assign banks_2_tile_depth = tile_depth;
    assign banks_2_limit = limits_2_q;
    assign banks_2_take = fetch_take;
    assign banks_2_fired = fetch_fired[(plane_at_2)+:(64)];
    assign banks_2_sign = fetch_sign[(plane_at_2)+:(64)];
    assign banks_2_index = fetch_index;
    assign banks_2_row_end = fetch_row_end;
    assign banks_2_tile_end = fetch_tile_end;
    assign banks_2_pop = merge_pop;
    assign banks_2_pop_row = merge_pop_row;
    assign banks_2_load_address = load_address;
    assign banks_2_load_data = load_data;
    assign merge_valid_2 = banks_2_valid;
    assign merge_more_2 = banks_2_more;
    assign merge_sums_2 = banks_2_sums;
    assign merge_events_2 = banks_2_events;
    assign limits_3_clock = clock;
    assign rounded_3 = inputs_wide + rounding_3;
    assign local_inputs_3 = rounded_3 >> port_bits;
    assign local_low_3 = local_inputs_3[(bit_0)+:(12)];
    assign limits_3_d = local_low_3 + header_limit;
    assign banks_3_clock = clock;
    assign banks_3_resetn = resetn;
    assign banks_3_start = start;
    assign banks_3_base = base_q;
    assign banks_3_int4 = int4;
    assign banks_3_tile_depth = tile_depth;
    assign banks_3_limit = limits_3_q;
    assign banks_3_take = fetch_take;
    assign banks_3_fired = fetch_fired[(plane_at_3)+:(64)];
    assign banks_3_sign = fetch_sign[(plane_at_3)+:(64)];
    assign banks_3_index = fetch_index;
    assign banks_3_row_end = fetch_row_end;
    assign banks_3_tile_end = fetch_tile_end;
    assign banks_3_pop = merge_pop;
    assign banks_3_pop_row = merge_pop_row;
    assign banks_3_load_address = load_address;
    assign banks_3_load_data = load_data;
    assign merge_valid_3 = banks_3_valid;
    assign merge_more_3 = banks_3_more;
    assign merge_sums_3 = banks_3_sums;
    assign merge_events_3 = banks_3_events;
    assign merge_wide = wide;
    assign merge_row_valid = rows_valid;
    assign merge_row_more = ~rows_empty;
    assign merge_row = rows_data;
    assign rows_pop = merge_pop_row;
    assign writer_wide = wide;
    assign writer_valid = merge_out_valid;
    assign writer_address = merge_out_address;
    assign writer_results = merge_out_results;
    assign write = writer_write;
    assign write_address = writer_write_address;
    assign write_data = writer_write_data;
    assign row_done = merge_emitted;
    assign begins = fetch_row_opens;
    assign leaves = merge_pop_row;
    assign fetch_row_room = open_rows_q < most_rows;
    assign row_checksum_clock = clock;
    assign row_checksum_start = start;
    assign row_checksum_valid = read_valid && checking_q;
    assign row_checksum_word = read_data;
    assign sums_checksum_clock = clock;
    assign sums_checksum_start = start;
    assign sums_checksum_valid = writer_write;
    assign sums_checksum_word = writer_write_data;
    assign result_checksum = sums_checksum_sum;
    assign finished = running_q && settled_q;
    assign busy = running_q;
    assign done = finished;
    always @(*) begin
        checking_d = checking_q;
        unchecked_d = unchecked_q;
        damaged_d = damaged_q;
        running_d = running_q;
        settled_d = settled_q;
        begun_d = begun_q;
        open_rows_d = open_rows_q;
        failed_d = failed_q;
        base_d = base_q;
        fetch_tile_words = full_words;
        fetch_last_tile_words = ((last_tile_beats) & 32'hffffffff);
        if (wide) begin
            fetch_tile_words = full_words_wide;
            fetch_last_tile_words = ((last_tile_beats) & 32'hffffffff) << wide_shift;
        end
        header_share = header_inputs;
        if (int4) begin
            header_share = header_pairs;
        end
        base_d = weight_row - header_share;
        all_ready = 1'b1;
        all_idle = 1'b1;
        any_adding = 1'b0;
        any_blocked = 1'b0;
        any_empty = 1'b0;
        any_beyond = 1'b0;
        found = none;
        banks_0_load = no_groups;
        if (load_banks[0]) begin
            banks_0_load = load_groups;
        end
        all_ready = all_ready && banks_0_ready;
        all_idle = all_idle && banks_0_idle;
        any_adding = any_adding || banks_0_adding;
        any_blocked = any_blocked || banks_0_blocked;
        any_empty = any_empty || banks_0_ending_empty;
        any_beyond = any_beyond || banks_0_beyond;
        if (banks_0_adding) begin
            found = found + one;
        end
        banks_1_load = no_groups;
        if (load_banks[1]) begin
            banks_1_load = load_groups;
        end
        all_ready = all_ready && banks_1_ready;
        all_idle = all_idle && banks_1_idle;
        any_adding = any_adding || banks_1_adding;
        any_blocked = any_blocked || banks_1_blocked;
        any_empty = any_empty || banks_1_ending_empty;
        any_beyond = any_beyond || banks_1_beyond;
        if (banks_1_adding) begin
            found = found + one;
        end
        banks_2_load = no_groups;
        if (load_banks[2]) begin
            banks_2_load = load_groups;
        end
        all_ready = all_ready && banks_2_ready;
        all_idle = all_idle && banks_2_idle;
        any_adding = any_adding || banks_2_adding;
        any_blocked = any_blocked || banks_2_blocked;
        any_empty = any_empty || banks_2_ending_empty;
        any_beyond = any_beyond || banks_2_beyond;
        if (banks_2_adding) begin
            found = found + one;
        end
        banks_3_load = no_groups;
        if (load_banks[3]) begin
            banks_3_load = load_groups;
        end
        all_ready = all_ready && banks_3_ready;
        all_idle = all_idle && banks_3_idle;
        any_adding = any_adding || banks_3_adding;
        any_blocked = any_blocked || banks_3_blocked;
        any_empty = any_empty || banks_3_ending_empty;
        any_beyond = any_beyond || banks_3_beyond;
        if (banks_3_adding) begin
            found = found + one;
        end
        fetch_banks_ready = all_ready;
        if (begins && ~leaves) begin
            open_rows_d = open_rows_q + one_row;
        end
        if (leaves && ~begins) begin
            open_rows_d = open_rows_q - one_row;
        end
        damaged_d = row_checksum_sum != data_checksum;
        if (read_valid) begin
            unchecked_d = unchecked_q - one_word;
            if (unchecked_q == no_words) begin
                checking_d = 1'b0;
            end
        end
        if (failed_q == ok) begin
            if (fetch_error) begin
                failed_d = fetch_error_status;
            end
            else if (any_beyond) begin
                failed_d = beyond;
            end
            else if (merge_miscount) begin
                failed_d = miscount;
            end
        end
        settled_d = fetch_done && (open_rows_q == no_rows) && merge_idle && ~writer_write && ~start;
        if (fetch_take) begin
            begun_d = 1'b1;
        end
        if (finished) begin
            running_d = 1'b0;
        end
        if (start) begin
            running_d = 1'b1;
            begun_d = 1'b0;
            failed_d = ok;
            checking_d = 1'b1;
            unchecked_d = source_last;
        end
        status = failed_q;
        if ((failed_q == ok) && damaged_q) begin
            status = bad_data;
        end
        events = found;
        event_cycle = running_q && any_adding;
        stall_drain = 1'b0;
        stall_empty = 1'b0;
        stall_edge = 1'b0;
        stall_fetch = 1'b0;
        if (running_q && ~any_adding) begin
            if (any_blocked) begin
                stall_drain = 1'b1;
            end
            else if (any_empty) begin
                stall_empty = 1'b1;
            end
            else if (~begun_q || (fetch_done && all_idle)) begin
                stall_edge = 1'b1;
            end
            else begin
                stall_fetch = 1'b1;
            end
        end
        if (~resetn) begin
            running_d = 1'b0;
            open_rows_d = no_rows;
            failed_d = ok;
        end
    end

endmodule

module spikelm_engine_status(run,load,command,reset,all);

    // Module arguments
    input wire  run;
    input wire  load;
    input wire  command;
    input wire  reset;
    output reg  [3:0] all;

    // Update code (custom)
    always @(*) all = {reset, command, load, run};
endmodule

module spikelm_engine(clock,resetn,s_axi_awid,s_axi_awaddr,s_axi_awlen,s_axi_awsize,s_axi_awburst,s_axi_awvalid,s_axi_awready,s_axi_wdata,s_axi_wstrb,s_axi_wlast,s_axi_wvalid,s_axi_wready,s_axi_bid,s_axi_bresp,s_axi_bvalid,s_axi_bready,s_axi_arid,s_axi_araddr,s_axi_arlen,s_axi_arsize,s_axi_arburst,s_axi_arvalid,s_axi_arready,s_axi_rid,s_axi_rdata,s_axi_rresp,s_axi_rlast,s_axi_rvalid,s_axi_rready,s_axil_awaddr,s_axil_awvalid,s_axil_awready,s_axil_wdata,s_axil_wstrb,s_axil_wvalid,s_axil_wready,s_axil_bresp,s_axil_bvalid,s_axil_bready,s_axil_araddr,s_axil_arvalid,s_axil_arready,s_axil_rdata,s_axil_rresp,s_axil_rvalid,s_axil_rready,irq);

    // Module arguments
    input wire  clock;
    input wire  resetn;
    input wire  [3:0] s_axi_awid;
    input wire  [63:0] s_axi_awaddr;
    input wire  [7:0] s_axi_awlen;
    input wire  [2:0] s_axi_awsize;
    input wire  [1:0] s_axi_awburst;
    input wire  s_axi_awvalid;
    output wire  s_axi_awready;
    input wire  [511:0] s_axi_wdata;
    input wire  [63:0] s_axi_wstrb;
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
    output wire  [511:0] s_axi_rdata;
    output wire  [1:0] s_axi_rresp;
    output wire  s_axi_rlast;
    output wire  s_axi_rvalid;
    input wire  s_axi_rready;
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
    output wire  irq;

    // Stub signals
    reg  reset_d;
    wire  reset_q;
    wire  reset_clock;
    wire  memory_port_clock;
    wire  memory_port_resetn;
    wire  memory_port_memory_write_valid;
    wire  [63:0] memory_port_memory_write_address;
    wire  [511:0] memory_port_memory_write_data;
    wire  [63:0] memory_port_memory_write_strobe;
    wire  [4:0] memory_port_memory_write_tag;
    reg  memory_port_memory_write_ready;
    reg  memory_port_memory_write_done;
    reg  [4:0] memory_port_memory_write_done_tag;
    reg  [1:0] memory_port_memory_write_error;
    wire  memory_port_memory_read_valid;
    wire  [63:0] memory_port_memory_read_address;
    wire  [4:0] memory_port_memory_read_tag;
    reg  memory_port_memory_read_ready;
    reg  memory_port_memory_read_done;
    reg  [4:0] memory_port_memory_read_done_tag;
    reg  [511:0] memory_port_memory_read_data;
    reg  [1:0] memory_port_memory_read_error;
    wire  register_port_clock;
    wire  register_port_resetn;
    wire  register_port_bus_write;
    wire  [15:0] register_port_bus_write_address;
    wire  [31:0] register_port_bus_write_data;
    wire  [3:0] register_port_bus_write_strobe;
    wire  register_port_bus_read;
    wire  [15:0] register_port_bus_read_address;
    reg  [31:0] register_port_bus_read_data;
    wire  registers_clock;
    wire  registers_resetn;
    reg  registers_bus_write;
    reg  [15:0] registers_bus_write_address;
    reg  [31:0] registers_bus_write_data;
    reg  [3:0] registers_bus_write_strobe;
    reg  registers_bus_read;
    reg  [15:0] registers_bus_read_address;
    wire  [31:0] registers_bus_read_data;
    wire  [3:0] registers_status;
    wire  [31:0] registers_completed;
    wire  registers_command_error;
    wire  [7:0] registers_command_status;
    wire  registers_conflict;
    wire  registers_decode;
    wire  [767:0] registers_counters;
    wire  registers_engine_resetn;
    wire  [31:0] registers_doorbell;
    wire  registers_irq;
    wire  memories_clock;
    wire  memories_resetn;
    reg  memories_host_write_valid;
    reg  [63:0] memories_host_write_address;
    reg  [511:0] memories_host_write_data;
    reg  [63:0] memories_host_write_strobe;
    reg  [4:0] memories_host_write_tag;
    wire  memories_host_write_ready;
    wire  memories_host_write_done;
    wire  [4:0] memories_host_write_done_tag;
    wire  [1:0] memories_host_write_error;
    reg  memories_host_read_valid;
    reg  [63:0] memories_host_read_address;
    reg  [4:0] memories_host_read_tag;
    wire  memories_host_read_ready;
    wire  memories_host_read_done;
    wire  [4:0] memories_host_read_done_tag;
    wire  [511:0] memories_host_read_data;
    wire  [1:0] memories_host_read_error;
    wire  memories_fetch_valid;
    wire  [13:0] memories_fetch_address;
    wire  memories_fetch_ready;
    wire  memories_fetch_data_valid;
    wire  memories_load_valid;
    wire  [13:0] memories_load_address;
    wire  memories_load_ready;
    wire  memories_load_data_valid;
    wire  memories_ring_valid;
    wire  [13:0] memories_ring_address;
    wire  memories_ring_ready;
    wire  memories_ring_data_valid;
    wire  [511:0] memories_fetch_data;
    wire  [511:0] memories_read_data;
    wire  memories_result_valid;
    wire  [12:0] memories_result_address;
    wire  [2047:0] memories_result_data;
    wire  memories_record_valid;
    wire  [15:0] memories_record_address;
    wire  [255:0] memories_record_data;
    wire  memories_record_ready;
    wire  memories_run_source_valid;
    wire  [13:0] memories_run_source_first;
    wire  [13:0] memories_run_source_last;
    wire  memories_load_source_valid;
    wire  [13:0] memories_load_source_first;
    wire  [13:0] memories_load_source_last;
    wire  memories_run_result_valid;
    wire  [12:0] memories_run_result_first;
    wire  [12:0] memories_run_result_last;
    wire  memories_conflict;
    wire  memories_decode;
    wire  reader_clock;
    wire  reader_resetn;
    wire  [31:0] reader_doorbell;
    wire  reader_decoder_free;
    wire  reader_read;
    wire  [13:0] reader_read_address;
    wire  reader_read_ready;
    wire  reader_read_valid;
    wire  [511:0] reader_read_data;
    wire  reader_word_valid;
    wire  [3:0] reader_word_number;
    wire  [31:0] reader_word;
    wire  [31:0] reader_seq;
    wire  reader_busy;
    wire  decoder_clock;
    wire  decoder_resetn;
    wire  decoder_word_valid;
    wire  [3:0] decoder_word_number;
    wire  [31:0] decoder_word;
    wire  [31:0] decoder_ring_index;
    wire  decoder_free;
    wire  decoder_valid;
    wire  decoder_take;
    wire  decoder_is_load;
    wire  [3:0] decoder_status;
    wire  [31:0] decoder_seq;
    wire  [15:0] decoder_record;
    wire  [13:0] decoder_source;
    wire  [13:0] decoder_source_end;
    wire  [13:0] decoder_source_last;
    wire  [5:0] decoder_row_last;
    wire  [19:0] decoder_rows_last;
    wire  [15:0] decoder_tiles_last;
    wire  [15:0] decoder_inputs;
    wire  [10:0] decoder_weight_row;
    wire  [10:0] decoder_weight_end;
    wire  [10:0] decoder_tile_depth;
    wire  [3:0] decoder_groups_last;
    wire  [12:0] decoder_result;
    wire  [12:0] decoder_result_end;
    wire  [31:0] decoder_result_words;
    wire  [4:0] decoder_last_tile_beats;
    wire  decoder_wide;
    wire  decoder_int4;
    wire  [31:0] decoder_data_checksum;
    wire  dispatcher_clock;
    wire  dispatcher_resetn;
    wire  dispatcher_valid;
    wire  dispatcher_take;
    wire  dispatcher_is_load;
    wire  [3:0] dispatcher_status;
    wire  [31:0] dispatcher_seq;
    wire  [15:0] dispatcher_record;
    wire  [10:0] dispatcher_weight_row;
    wire  [10:0] dispatcher_weight_end;
    wire  dispatcher_run_issue;
    wire  dispatcher_run_start;
    wire  dispatcher_run_done;
    wire  dispatcher_run_taken;
    wire  dispatcher_run_active;
    wire  dispatcher_run_waiting;
    wire  dispatcher_load_issue;
    wire  dispatcher_load_start;
    wire  dispatcher_load_done;
    wire  dispatcher_load_taken;
    wire  dispatcher_load_active;
    wire  dispatcher_load_waiting;
    wire  dispatcher_order_valid;
    wire  [52:0] dispatcher_order;
    wire  dispatcher_order_pop;
    wire  dispatcher_idle;
    wire  load_clock;
    wire  load_resetn;
    wire  load_start;
    wire  [13:0] load_source;
    wire  [13:0] load_source_last;
    wire  [10:0] load_weight_row;
    wire  [3:0] load_groups_last;
    wire  [31:0] load_data_checksum;
    wire  load_busy;
    wire  load_done;
    wire  [31:0] load_rows;
    wire  load_intact;
    wire  load_read;
    wire  [13:0] load_read_address;
    wire  load_read_ready;
    wire  load_read_valid;
    wire  [511:0] load_read_data;
    wire  [7:0] load_banks;
    wire  [3:0] load_groups;
    wire  [10:0] load_address;
    wire  [511:0] load_data;
    wire  run_clock;
    wire  run_resetn;
    wire  run_start;
    wire  [13:0] run_source;
    wire  [13:0] run_source_last;
    wire  [5:0] run_row_last;
    wire  [19:0] run_rows_last;
    wire  [15:0] run_tiles_last;
    wire  [15:0] run_inputs;
    wire  [10:0] run_weight_row;
    wire  [10:0] run_tile_depth;
    wire  [12:0] run_result;
    wire  [31:0] run_result_words;
    wire  [4:0] run_last_tile_beats;
    wire  run_wide;
    wire  run_int4;
    wire  [31:0] run_data_checksum;
    wire  run_busy;
    wire  run_done;
    wire  [3:0] run_status;
    wire  [31:0] run_result_checksum;
    wire  [3:0] run_events;
    wire  run_event_cycle;
    wire  run_stall_drain;
    wire  run_stall_empty;
    wire  run_stall_edge;
    wire  run_stall_fetch;
    wire  run_row_done;
    wire  run_read;
    wire  [13:0] run_read_address;
    wire  run_read_ready;
    wire  run_read_valid;
    wire  [511:0] run_read_data;
    wire  run_write;
    wire  [12:0] run_write_address;
    wire  [2047:0] run_write_data;
    wire  [7:0] run_load_banks;
    wire  [3:0] run_load_groups;
    wire  [10:0] run_load_address;
    wire  [511:0] run_load_data;
    wire  recorder_clock;
    wire  recorder_resetn;
    wire  recorder_order_valid;
    wire  [52:0] recorder_order;
    wire  recorder_order_pop;
    wire  [63:0] recorder_cycles;
    wire  recorder_run_start;
    wire  recorder_run_done;
    wire  [3:0] recorder_run_status;
    wire  [31:0] recorder_run_checksum;
    wire  recorder_run_waiting;
    wire  recorder_run_taken;
    wire  recorder_busy;
    wire  [3:0] recorder_events;
    wire  recorder_event_cycle;
    wire  recorder_stall_fetch;
    wire  recorder_stall_drain;
    wire  recorder_stall_empty;
    wire  recorder_stall_edge;
    wire  recorder_row_done;
    wire  recorder_load_start;
    wire  recorder_load_done;
    wire  [31:0] recorder_load_rows;
    wire  recorder_load_intact;
    wire  recorder_load_waiting;
    wire  recorder_load_taken;
    wire  recorder_write;
    wire  [15:0] recorder_write_address;
    wire  [255:0] recorder_write_data;
    wire  recorder_write_ready;
    wire  [31:0] recorder_completed;
    wire  recorder_failed;
    wire  [7:0] recorder_failed_status;
    wire  recorder_idle;
    wire  counters_clock;
    wire  counters_resetn;
    wire  counters_busy;
    wire  counters_load;
    wire  counters_command;
    wire  [3:0] counters_events;
    wire  counters_event_cycle;
    wire  counters_stall_fetch;
    wire  counters_stall_drain;
    wire  counters_stall_empty;
    wire  counters_stall_edge;
    wire  counters_row_done;
    wire  [63:0] counters_cycles;
    wire  [767:0] counters_all;
    wire  status_run;
    wire  status_load;
    wire  status_command;
    wire  status_reset;
    wire  [3:0] status_all;
    reg  [13:0] kept_source_d;
    wire  [13:0] kept_source_q;
    wire  kept_source_clock;
    reg  [13:0] kept_source_end_d;
    wire  [13:0] kept_source_end_q;
    wire  kept_source_end_clock;
    reg  [13:0] kept_source_last_d;
    wire  [13:0] kept_source_last_q;
    wire  kept_source_last_clock;
    reg  [5:0] kept_row_last_d;
    wire  [5:0] kept_row_last_q;
    wire  kept_row_last_clock;
    reg  [19:0] kept_rows_last_d;
    wire  [19:0] kept_rows_last_q;
    wire  kept_rows_last_clock;
    reg  [15:0] kept_tiles_last_d;
    wire  [15:0] kept_tiles_last_q;
    wire  kept_tiles_last_clock;
    reg  [15:0] kept_inputs_d;
    wire  [15:0] kept_inputs_q;
    wire  kept_inputs_clock;
    reg  [10:0] kept_weight_row_d;
    wire  [10:0] kept_weight_row_q;
    wire  kept_weight_row_clock;
    reg  [10:0] kept_tile_depth_d;
    wire  [10:0] kept_tile_depth_q;
    wire  kept_tile_depth_clock;
    reg  [12:0] kept_result_d;
    wire  [12:0] kept_result_q;
    wire  kept_result_clock;
    reg  [12:0] kept_result_end_d;
    wire  [12:0] kept_result_end_q;
    wire  kept_result_end_clock;
    reg  [31:0] kept_result_words_d;
    wire  [31:0] kept_result_words_q;
    wire  kept_result_words_clock;
    reg  [4:0] kept_last_tile_beats_d;
    wire  [4:0] kept_last_tile_beats_q;
    wire  kept_last_tile_beats_clock;
    reg  kept_wide_d;
    wire  kept_wide_q;
    wire  kept_wide_clock;
    reg  kept_int4_d;
    wire  kept_int4_q;
    wire  kept_int4_clock;
    reg  [31:0] kept_data_checksum_d;
    wire  [31:0] kept_data_checksum_q;
    wire  kept_data_checksum_clock;
    reg  [13:0] loading_source_d;
    wire  [13:0] loading_source_q;
    wire  loading_source_clock;
    reg  [13:0] loading_source_end_d;
    wire  [13:0] loading_source_end_q;
    wire  loading_source_end_clock;

    // Local signals
    wire  busy_command;
    wire  engine_resetn;

    // Sub module instances
    spikelm_engine_dff_1 reset(
        .d(reset_d),
        .q(reset_q),
        .clock(reset_clock)
    );
    spikelm_engine_memory_port memory_port(
        .clock(memory_port_clock),
        .resetn(memory_port_resetn),
        .axi_awid(s_axi_awid),
        .axi_awaddr(s_axi_awaddr),
        .axi_awlen(s_axi_awlen),
        .axi_awsize(s_axi_awsize),
        .axi_awburst(s_axi_awburst),
        .axi_awvalid(s_axi_awvalid),
        .axi_awready(s_axi_awready),
        .axi_wdata(s_axi_wdata),
        .axi_wstrb(s_axi_wstrb),
        .axi_wlast(s_axi_wlast),
        .axi_wvalid(s_axi_wvalid),
        .axi_wready(s_axi_wready),
        .axi_bid(s_axi_bid),
        .axi_bresp(s_axi_bresp),
        .axi_bvalid(s_axi_bvalid),
        .axi_bready(s_axi_bready),
        .axi_arid(s_axi_arid),
        .axi_araddr(s_axi_araddr),
        .axi_arlen(s_axi_arlen),
        .axi_arsize(s_axi_arsize),
        .axi_arburst(s_axi_arburst),
        .axi_arvalid(s_axi_arvalid),
        .axi_arready(s_axi_arready),
        .axi_rid(s_axi_rid),
        .axi_rdata(s_axi_rdata),
        .axi_rresp(s_axi_rresp),
        .axi_rlast(s_axi_rlast),
        .axi_rvalid(s_axi_rvalid),
        .axi_rready(s_axi_rready),
        .memory_write_valid(memory_port_memory_write_valid),
        .memory_write_address(memory_port_memory_write_address),
        .memory_write_data(memory_port_memory_write_data),
        .memory_write_strobe(memory_port_memory_write_strobe),
        .memory_write_tag(memory_port_memory_write_tag),
        .memory_write_ready(memory_port_memory_write_ready),
        .memory_write_done(memory_port_memory_write_done),
        .memory_write_done_tag(memory_port_memory_write_done_tag),
        .memory_write_error(memory_port_memory_write_error),
        .memory_read_valid(memory_port_memory_read_valid),
        .memory_read_address(memory_port_memory_read_address),
        .memory_read_tag(memory_port_memory_read_tag),
        .memory_read_ready(memory_port_memory_read_ready),
        .memory_read_done(memory_port_memory_read_done),
        .memory_read_done_tag(memory_port_memory_read_done_tag),
        .memory_read_data(memory_port_memory_read_data),
        .memory_read_error(memory_port_memory_read_error)
    );
    spikelm_engine_register_port register_port(
        .clock(register_port_clock),
        .resetn(register_port_resetn),
        .axi_awaddr(s_axil_awaddr),
        .axi_awvalid(s_axil_awvalid),
        .axi_awready(s_axil_awready),
        .axi_wdata(s_axil_wdata),
        .axi_wstrb(s_axil_wstrb),
        .axi_wvalid(s_axil_wvalid),
        .axi_wready(s_axil_wready),
        .axi_bresp(s_axil_bresp),
        .axi_bvalid(s_axil_bvalid),
        .axi_bready(s_axil_bready),
        .axi_araddr(s_axil_araddr),
        .axi_arvalid(s_axil_arvalid),
        .axi_arready(s_axil_arready),
        .axi_rdata(s_axil_rdata),
        .axi_rresp(s_axil_rresp),
        .axi_rvalid(s_axil_rvalid),
        .axi_rready(s_axil_rready),
        .bus_write(register_port_bus_write),
        .bus_write_address(register_port_bus_write_address),
        .bus_write_data(register_port_bus_write_data),
        .bus_write_strobe(register_port_bus_write_strobe),
        .bus_read(register_port_bus_read),
        .bus_read_address(register_port_bus_read_address),
        .bus_read_data(register_port_bus_read_data)
    );
    spikelm_engine_registers registers(
        .clock(registers_clock),
        .resetn(registers_resetn),
        .bus_write(registers_bus_write),
        .bus_write_address(registers_bus_write_address),
        .bus_write_data(registers_bus_write_data),
        .bus_write_strobe(registers_bus_write_strobe),
        .bus_read(registers_bus_read),
        .bus_read_address(registers_bus_read_address),
        .bus_read_data(registers_bus_read_data),
        .status(registers_status),
        .completed(registers_completed),
        .command_error(registers_command_error),
        .command_status(registers_command_status),
        .conflict(registers_conflict),
        .decode(registers_decode),
        .counters(registers_counters),
        .engine_resetn(registers_engine_resetn),
        .doorbell(registers_doorbell),
        .irq(registers_irq)
    );
    spikelm_engine_memories memories(
        .clock(memories_clock),
        .resetn(memories_resetn),
        .host_write_valid(memories_host_write_valid),
        .host_write_address(memories_host_write_address),
        .host_write_data(memories_host_write_data),
        .host_write_strobe(memories_host_write_strobe),
        .host_write_tag(memories_host_write_tag),
        .host_write_ready(memories_host_write_ready),
        .host_write_done(memories_host_write_done),
        .host_write_done_tag(memories_host_write_done_tag),
        .host_write_error(memories_host_write_error),
        .host_read_valid(memories_host_read_valid),
        .host_read_address(memories_host_read_address),
        .host_read_tag(memories_host_read_tag),
        .host_read_ready(memories_host_read_ready),
        .host_read_done(memories_host_read_done),
        .host_read_done_tag(memories_host_read_done_tag),
        .host_read_data(memories_host_read_data),
        .host_read_error(memories_host_read_error),
        .fetch_valid(memories_fetch_valid),
        .fetch_address(memories_fetch_address),
        .fetch_ready(memories_fetch_ready),
        .fetch_data_valid(memories_fetch_data_valid),
        .load_valid(memories_load_valid),
        .load_address(memories_load_address),
        .load_ready(memories_load_ready),
        .load_data_valid(memories_load_data_valid),
        .ring_valid(memories_ring_valid),
        .ring_address(memories_ring_address),
        .ring_ready(memories_ring_ready),
        .ring_data_valid(memories_ring_data_valid),
        .fetch_data(memories_fetch_data),
        .read_data(memories_read_data),
        .result_valid(memories_result_valid),
        .result_address(memories_result_address),
        .result_data(memories_result_data),
        .record_valid(memories_record_valid),
        .record_address(memories_record_address),
        .record_data(memories_record_data),
        .record_ready(memories_record_ready),
        .run_source_valid(memories_run_source_valid),
        .run_source_first(memories_run_source_first),
        .run_source_last(memories_run_source_last),
        .load_source_valid(memories_load_source_valid),
        .load_source_first(memories_load_source_first),
        .load_source_last(memories_load_source_last),
        .run_result_valid(memories_run_result_valid),
        .run_result_first(memories_run_result_first),
        .run_result_last(memories_run_result_last),
        .conflict(memories_conflict),
        .decode(memories_decode)
    );
    spikelm_engine_reader reader(
        .clock(reader_clock),
        .resetn(reader_resetn),
        .doorbell(reader_doorbell),
        .decoder_free(reader_decoder_free),
        .read(reader_read),
        .read_address(reader_read_address),
        .read_ready(reader_read_ready),
        .read_valid(reader_read_valid),
        .read_data(reader_read_data),
        .word_valid(reader_word_valid),
        .word_number(reader_word_number),
        .word(reader_word),
        .seq(reader_seq),
        .busy(reader_busy)
    );
    spikelm_engine_decoder_2 decoder(
        .clock(decoder_clock),
        .resetn(decoder_resetn),
        .word_valid(decoder_word_valid),
        .word_number(decoder_word_number),
        .word(decoder_word),
        .ring_index(decoder_ring_index),
        .free(decoder_free),
        .valid(decoder_valid),
        .take(decoder_take),
        .is_load(decoder_is_load),
        .status(decoder_status),
        .seq(decoder_seq),
        .record(decoder_record),
        .source(decoder_source),
        .source_end(decoder_source_end),
        .source_last(decoder_source_last),
        .row_last(decoder_row_last),
        .rows_last(decoder_rows_last),
        .tiles_last(decoder_tiles_last),
        .inputs(decoder_inputs),
        .weight_row(decoder_weight_row),
        .weight_end(decoder_weight_end),
        .tile_depth(decoder_tile_depth),
        .groups_last(decoder_groups_last),
        .result(decoder_result),
        .result_end(decoder_result_end),
        .result_words(decoder_result_words),
        .last_tile_beats(decoder_last_tile_beats),
        .wide(decoder_wide),
        .int4(decoder_int4),
        .data_checksum(decoder_data_checksum)
    );
    spikelm_engine_dispatcher dispatcher(
        .clock(dispatcher_clock),
        .resetn(dispatcher_resetn),
        .valid(dispatcher_valid),
        .take(dispatcher_take),
        .is_load(dispatcher_is_load),
        .status(dispatcher_status),
        .seq(dispatcher_seq),
        .record(dispatcher_record),
        .weight_row(dispatcher_weight_row),
        .weight_end(dispatcher_weight_end),
        .run_issue(dispatcher_run_issue),
        .run_start(dispatcher_run_start),
        .run_done(dispatcher_run_done),
        .run_taken(dispatcher_run_taken),
        .run_active(dispatcher_run_active),
        .run_waiting(dispatcher_run_waiting),
        .load_issue(dispatcher_load_issue),
        .load_start(dispatcher_load_start),
        .load_done(dispatcher_load_done),
        .load_taken(dispatcher_load_taken),
        .load_active(dispatcher_load_active),
        .load_waiting(dispatcher_load_waiting),
        .order_valid(dispatcher_order_valid),
        .order(dispatcher_order),
        .order_pop(dispatcher_order_pop),
        .idle(dispatcher_idle)
    );
    spikelm_engine_load load(
        .clock(load_clock),
        .resetn(load_resetn),
        .start(load_start),
        .source(load_source),
        .source_last(load_source_last),
        .weight_row(load_weight_row),
        .groups_last(load_groups_last),
        .data_checksum(load_data_checksum),
        .busy(load_busy),
        .done(load_done),
        .rows(load_rows),
        .intact(load_intact),
        .read(load_read),
        .read_address(load_read_address),
        .read_ready(load_read_ready),
        .read_valid(load_read_valid),
        .read_data(load_read_data),
        .banks(load_banks),
        .groups(load_groups),
        .address(load_address),
        .data(load_data)
    );
    spikelm_engine_run run(
        .clock(run_clock),
        .resetn(run_resetn),
        .start(run_start),
        .source(run_source),
        .source_last(run_source_last),
        .row_last(run_row_last),
        .rows_last(run_rows_last),
        .tiles_last(run_tiles_last),
        .inputs(run_inputs),
        .weight_row(run_weight_row),
        .tile_depth(run_tile_depth),
        .result(run_result),
        .result_words(run_result_words),
        .last_tile_beats(run_last_tile_beats),
        .wide(run_wide),
        .int4(run_int4),
        .data_checksum(run_data_checksum),
        .busy(run_busy),
        .done(run_done),
        .status(run_status),
        .result_checksum(run_result_checksum),
        .events(run_events),
        .event_cycle(run_event_cycle),
        .stall_drain(run_stall_drain),
        .stall_empty(run_stall_empty),
        .stall_edge(run_stall_edge),
        .stall_fetch(run_stall_fetch),
        .row_done(run_row_done),
        .read(run_read),
        .read_address(run_read_address),
        .read_ready(run_read_ready),
        .read_valid(run_read_valid),
        .read_data(run_read_data),
        .write(run_write),
        .write_address(run_write_address),
        .write_data(run_write_data),
        .load_banks(run_load_banks),
        .load_groups(run_load_groups),
        .load_address(run_load_address),
        .load_data(run_load_data)
    );
    spikelm_engine_recorder recorder(
        .clock(recorder_clock),
        .resetn(recorder_resetn),
        .order_valid(recorder_order_valid),
        .order(recorder_order),
        .order_pop(recorder_order_pop),
        .cycles(recorder_cycles),
        .run_start(recorder_run_start),
        .run_done(recorder_run_done),
        .run_status(recorder_run_status),
        .run_checksum(recorder_run_checksum),
        .run_waiting(recorder_run_waiting),
        .run_taken(recorder_run_taken),
        .busy(recorder_busy),
        .events(recorder_events),
        .event_cycle(recorder_event_cycle),
        .stall_fetch(recorder_stall_fetch),
        .stall_drain(recorder_stall_drain),
        .stall_empty(recorder_stall_empty),
        .stall_edge(recorder_stall_edge),
        .row_done(recorder_row_done),
        .load_start(recorder_load_start),
        .load_done(recorder_load_done),
        .load_rows(recorder_load_rows),
        .load_intact(recorder_load_intact),
        .load_waiting(recorder_load_waiting),
        .load_taken(recorder_load_taken),
        .write(recorder_write),
        .write_address(recorder_write_address),
        .write_data(recorder_write_data),
        .write_ready(recorder_write_ready),
        .completed(recorder_completed),
        .failed(recorder_failed),
        .failed_status(recorder_failed_status),
        .idle(recorder_idle)
    );
    spikelm_engine_counters counters(
        .clock(counters_clock),
        .resetn(counters_resetn),
        .busy(counters_busy),
        .load(counters_load),
        .command(counters_command),
        .events(counters_events),
        .event_cycle(counters_event_cycle),
        .stall_fetch(counters_stall_fetch),
        .stall_drain(counters_stall_drain),
        .stall_empty(counters_stall_empty),
        .stall_edge(counters_stall_edge),
        .row_done(counters_row_done),
        .cycles(counters_cycles),
        .all(counters_all)
    );
    spikelm_engine_status status(
        .run(status_run),
        .load(status_load),
        .command(status_command),
        .reset(status_reset),
        .all(status_all)
    );
    spikelm_engine_dff_14 kept_source(
        .d(kept_source_d),
        .q(kept_source_q),
        .clock(kept_source_clock)
    );
    spikelm_engine_dff_14 kept_source_end(
        .d(kept_source_end_d),
        .q(kept_source_end_q),
        .clock(kept_source_end_clock)
    );
    spikelm_engine_dff_14 kept_source_last(
        .d(kept_source_last_d),
        .q(kept_source_last_q),
        .clock(kept_source_last_clock)
    );
    spikelm_engine_dff_6 kept_row_last(
        .d(kept_row_last_d),
        .q(kept_row_last_q),
        .clock(kept_row_last_clock)
    );
    spikelm_engine_dff_20 kept_rows_last(
        .d(kept_rows_last_d),
        .q(kept_rows_last_q),
        .clock(kept_rows_last_clock)
    );
    spikelm_engine_dff_16 kept_tiles_last(
        .d(kept_tiles_last_d),
        .q(kept_tiles_last_q),
        .clock(kept_tiles_last_clock)
    );
    spikelm_engine_dff_16 kept_inputs(
        .d(kept_inputs_d),
        .q(kept_inputs_q),
        .clock(kept_inputs_clock)
    );
    spikelm_engine_dff_11 kept_weight_row(
        .d(kept_weight_row_d),
        .q(kept_weight_row_q),
        .clock(kept_weight_row_clock)
    );
    spikelm_engine_dff_11 kept_tile_depth(
        .d(kept_tile_depth_d),
        .q(kept_tile_depth_q),
        .clock(kept_tile_depth_clock)
    );
    spikelm_engine_dff_13 kept_result(
        .d(kept_result_d),
        .q(kept_result_q),
        .clock(kept_result_clock)
    );
    spikelm_engine_dff_13 kept_result_end(
        .d(kept_result_end_d),
        .q(kept_result_end_q),
        .clock(kept_result_end_clock)
    );
    spikelm_engine_dff_32 kept_result_words(
        .d(kept_result_words_d),
        .q(kept_result_words_q),
        .clock(kept_result_words_clock)
    );
    spikelm_engine_dff_5 kept_last_tile_beats(
        .d(kept_last_tile_beats_d),
        .q(kept_last_tile_beats_q),
        .clock(kept_last_tile_beats_clock)
    );
    spikelm_engine_dff_1 kept_wide(
        .d(kept_wide_d),
        .q(kept_wide_q),
        .clock(kept_wide_clock)
    );
    spikelm_engine_dff_1 kept_int4(
        .d(kept_int4_d),
        .q(kept_int4_q),
        .clock(kept_int4_clock)
    );
    spikelm_engine_dff_32 kept_data_checksum(
        .d(kept_data_checksum_d),
        .q(kept_data_checksum_q),
        .clock(kept_data_checksum_clock)
    );
    spikelm_engine_dff_14 loading_source(
        .d(loading_source_d),
        .q(loading_source_q),
        .clock(loading_source_clock)
    );
    spikelm_engine_dff_14 loading_source_end(
        .d(loading_source_end_d),
        .q(loading_source_end_q),
        .clock(loading_source_end_clock)
    );

    // Update code
    assign reset_clock = clock;
    assign kept_source_clock = clock;
    assign kept_source_end_clock = clock;
    assign kept_source_last_clock = clock;
    assign kept_row_last_clock = clock;
    assign kept_rows_last_clock = clock;
    assign kept_tiles_last_clock = clock;
    assign kept_inputs_clock = clock;
    assign kept_weight_row_clock = clock;
    assign kept_tile_depth_clock = clock;
    assign kept_result_clock = clock;
    assign kept_result_end_clock = clock;
    assign kept_result_words_clock = clock;
    assign kept_last_tile_beats_clock = clock;
    assign kept_wide_clock = clock;
    assign kept_int4_clock = clock;
    assign kept_data_checksum_clock = clock;
    assign loading_source_clock = clock;
    assign loading_source_end_clock = clock;
    assign memory_port_clock = clock;
    assign register_port_clock = clock;
    assign registers_clock = clock;
    assign memories_clock = clock;
    assign reader_clock = clock;
    assign decoder_clock = clock;
    assign dispatcher_clock = clock;
    assign load_clock = clock;
    assign run_clock = clock;
    assign recorder_clock = clock;
    assign counters_clock = clock;
    assign memory_port_resetn = reset_q;
    assign register_port_resetn = reset_q;
    assign registers_resetn = reset_q;
    assign memories_resetn = reset_q;
    assign engine_resetn = registers_engine_resetn;
    assign reader_resetn = engine_resetn;
    assign decoder_resetn = engine_resetn;
    assign dispatcher_resetn = engine_resetn;
    assign load_resetn = engine_resetn;
    assign run_resetn = engine_resetn;
    assign recorder_resetn = engine_resetn;
    assign counters_resetn = engine_resetn;
    assign irq = registers_irq;
    assign reader_doorbell = registers_doorbell;
    assign reader_decoder_free = decoder_free;
    assign memories_ring_valid = reader_read;
    assign memories_ring_address = reader_read_address;
    assign reader_read_ready = memories_ring_ready;
    assign reader_read_valid = memories_ring_data_valid;
    assign reader_read_data = memories_read_data;
    assign decoder_word_valid = reader_word_valid;
    assign decoder_word_number = reader_word_number;
    assign decoder_word = reader_word;
    assign decoder_ring_index = reader_seq;
    assign decoder_take = dispatcher_take;
    assign dispatcher_valid = decoder_valid;
    assign dispatcher_is_load = decoder_is_load;
    assign dispatcher_status = decoder_status;
    assign dispatcher_seq = decoder_seq;
    assign dispatcher_record = decoder_record;
    assign dispatcher_weight_row = decoder_weight_row;
    assign dispatcher_weight_end = decoder_weight_end;
    assign dispatcher_run_done = run_done;
    assign dispatcher_run_taken = recorder_run_taken;
    assign dispatcher_load_done = load_done;
    assign dispatcher_load_taken = recorder_load_taken;
    assign dispatcher_order_pop = recorder_order_pop;
    assign load_start = dispatcher_load_start;
    assign load_source = decoder_source;
    assign load_source_last = decoder_source_last;
    assign load_weight_row = decoder_weight_row;
    assign load_groups_last = decoder_groups_last;
    assign load_data_checksum = decoder_data_checksum;
    assign memories_load_valid = load_read;
    assign memories_load_address = load_read_address;
    assign load_read_ready = memories_load_ready;
    assign load_read_valid = memories_load_data_valid;
    assign load_read_data = memories_read_data;
    assign memories_load_source_valid = dispatcher_load_active;
    assign memories_load_source_first = loading_source_q;
    assign memories_load_source_last = loading_source_end_q;
    assign run_start = dispatcher_run_start;
    assign run_source = kept_source_q;
    assign run_source_last = kept_source_last_q;
    assign run_row_last = kept_row_last_q;
    assign run_rows_last = kept_rows_last_q;
    assign run_tiles_last = kept_tiles_last_q;
    assign run_inputs = kept_inputs_q;
    assign run_weight_row = kept_weight_row_q;
    assign run_tile_depth = kept_tile_depth_q;
    assign run_result = kept_result_q;
    assign run_result_words = kept_result_words_q;
    assign run_last_tile_beats = kept_last_tile_beats_q;
    assign run_wide = kept_wide_q;
    assign run_int4 = kept_int4_q;
    assign run_data_checksum = kept_data_checksum_q;
    assign run_load_banks = load_banks;
    assign run_load_groups = load_groups;
    assign run_load_address = load_address;
    assign run_load_data = load_data;
    assign memories_fetch_valid = run_read;
    assign memories_fetch_address = run_read_address;
    assign run_read_ready = memories_fetch_ready;
    assign run_read_valid = memories_fetch_data_valid;
    assign run_read_data = memories_fetch_data;
    assign memories_result_valid = run_write;
    assign memories_result_address = run_write_address;
    assign memories_result_data = run_write_data;
    assign memories_run_source_valid = dispatcher_run_active;
    assign memories_run_source_first = kept_source_q;
    assign memories_run_source_last = kept_source_end_q;
    assign memories_run_result_valid = dispatcher_run_active;
    assign memories_run_result_first = kept_result_q;
    assign memories_run_result_last = kept_result_end_q;
    assign recorder_order_valid = dispatcher_order_valid;
    assign recorder_order = dispatcher_order;
    assign recorder_cycles = counters_cycles;
    assign recorder_run_start = dispatcher_run_start;
    assign recorder_run_done = run_done;
    assign recorder_run_status = run_status;
    assign recorder_run_checksum = run_result_checksum;
    assign recorder_run_waiting = dispatcher_run_waiting;
    assign recorder_busy = run_busy;
    assign recorder_events = run_events;
    assign recorder_event_cycle = run_event_cycle;
    assign recorder_stall_fetch = run_stall_fetch;
    assign recorder_stall_drain = run_stall_drain;
    assign recorder_stall_empty = run_stall_empty;
    assign recorder_stall_edge = run_stall_edge;
    assign recorder_row_done = run_row_done;
    assign recorder_load_start = dispatcher_load_start;
    assign recorder_load_done = load_done;
    assign recorder_load_rows = load_rows;
    assign recorder_load_intact = load_intact;
    assign recorder_load_waiting = dispatcher_load_waiting;
    assign memories_record_valid = recorder_write;
    assign memories_record_address = recorder_write_address;
    assign memories_record_data = recorder_write_data;
    assign recorder_write_ready = memories_record_ready;
    assign registers_completed = recorder_completed;
    assign registers_command_error = recorder_failed;
    assign registers_command_status = recorder_failed_status;
    assign registers_conflict = memories_conflict;
    assign registers_decode = memories_decode;
    assign busy_command = reader_busy || ~decoder_free || ~dispatcher_idle || ~recorder_idle;
    assign counters_busy = run_busy;
    assign counters_load = load_busy;
    assign counters_command = busy_command;
    assign counters_events = run_events;
    assign counters_event_cycle = run_event_cycle;
    assign counters_stall_fetch = run_stall_fetch;
    assign counters_stall_drain = run_stall_drain;
    assign counters_stall_empty = run_stall_empty;
    assign counters_stall_edge = run_stall_edge;
    assign counters_row_done = run_row_done;
    assign registers_counters = counters_all;
    assign status_run = dispatcher_run_active;
    assign status_load = dispatcher_load_active;
    assign status_command = busy_command;
    assign status_reset = ~engine_resetn;
    assign registers_status = status_all;
    always @(*) begin
        reset_d = reset_q;
        kept_source_d = kept_source_q;
        kept_source_end_d = kept_source_end_q;
        kept_source_last_d = kept_source_last_q;
        kept_row_last_d = kept_row_last_q;
        kept_rows_last_d = kept_rows_last_q;
        kept_tiles_last_d = kept_tiles_last_q;
        kept_inputs_d = kept_inputs_q;
        kept_weight_row_d = kept_weight_row_q;
        kept_tile_depth_d = kept_tile_depth_q;
        kept_result_d = kept_result_q;
        kept_result_end_d = kept_result_end_q;
        kept_result_words_d = kept_result_words_q;
        kept_last_tile_beats_d = kept_last_tile_beats_q;
        kept_wide_d = kept_wide_q;
        kept_int4_d = kept_int4_q;
        kept_data_checksum_d = kept_data_checksum_q;
        loading_source_d = loading_source_q;
        loading_source_end_d = loading_source_end_q;
        reset_d = resetn;
        if (dispatcher_load_issue) begin
            loading_source_d = decoder_source;
            loading_source_end_d = decoder_source_end;
        end
        if (dispatcher_run_issue) begin
            kept_source_d = decoder_source;
            kept_source_end_d = decoder_source_end;
            kept_source_last_d = decoder_source_last;
            kept_row_last_d = decoder_row_last;
            kept_rows_last_d = decoder_rows_last;
            kept_tiles_last_d = decoder_tiles_last;
            kept_inputs_d = decoder_inputs;
            kept_weight_row_d = decoder_weight_row;
            kept_tile_depth_d = decoder_tile_depth;
            kept_result_d = decoder_result;
            kept_result_end_d = decoder_result_end;
            kept_result_words_d = decoder_result_words;
            kept_last_tile_beats_d = decoder_last_tile_beats;
            kept_wide_d = decoder_wide;
            kept_int4_d = decoder_int4;
            kept_data_checksum_d = decoder_data_checksum;
        end
    end

    always @(*) memories_host_write_valid = memory_port_memory_write_valid;
    always @(*) memories_host_write_address = memory_port_memory_write_address;
    always @(*) memories_host_write_data = memory_port_memory_write_data;
    always @(*) memories_host_write_strobe = memory_port_memory_write_strobe;
    always @(*) memories_host_write_tag = memory_port_memory_write_tag;
    always @(*) memory_port_memory_write_ready = memories_host_write_ready;
    always @(*) memory_port_memory_write_done = memories_host_write_done;
    always @(*) memory_port_memory_write_done_tag = memories_host_write_done_tag;
    always @(*) memory_port_memory_write_error = memories_host_write_error;
    always @(*) memories_host_read_valid = memory_port_memory_read_valid;
    always @(*) memories_host_read_address = memory_port_memory_read_address;
    always @(*) memories_host_read_tag = memory_port_memory_read_tag;
    always @(*) memory_port_memory_read_ready = memories_host_read_ready;
    always @(*) memory_port_memory_read_done = memories_host_read_done;
    always @(*) memory_port_memory_read_done_tag = memories_host_read_done_tag;
    always @(*) memory_port_memory_read_data = memories_host_read_data;
    always @(*) memory_port_memory_read_error = memories_host_read_error;
    always @(*) registers_bus_write = register_port_bus_write;
    always @(*) registers_bus_write_address = register_port_bus_write_address;
    always @(*) registers_bus_write_data = register_port_bus_write_data;
    always @(*) registers_bus_write_strobe = register_port_bus_write_strobe;
    always @(*) registers_bus_read = register_port_bus_read;
    always @(*) registers_bus_read_address = register_port_bus_read_address;
    always @(*) register_port_bus_read_data = registers_bus_read_data;
endmodule

`default_nettype wire
