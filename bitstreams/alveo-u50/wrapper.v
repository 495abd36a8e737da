// AMD Alveo U50. Written by `cargo run -p spikelm-hdl -- generate`; do not edit.
`default_nettype none

module spikelm_card (
    input wire pcie_refclk_p,
    input wire pcie_refclk_n,
    input wire pcie_perst_n,
    input wire [15:0] pcie_rx_p,
    input wire [15:0] pcie_rx_n,
    output wire [15:0] pcie_tx_p,
    output wire [15:0] pcie_tx_n,
    input wire [1:0] satellite_gpio,
    input wire satellite_uart_rxd,
    output wire satellite_uart_txd,
    output wire hbm_cattrip
);
    wire sys_clk_gt;
    wire sys_clk;
    wire bus_clock;
    wire bus_resetn;
    wire irq_request;
    wire irq_acknowledge;
    wire [3:0] bus_axi_awid;
    wire [63:0] bus_axi_awaddr;
    wire [7:0] bus_axi_awlen;
    wire [2:0] bus_axi_awsize;
    wire [1:0] bus_axi_awburst;
    wire bus_axi_awvalid;
    wire [511:0] bus_axi_wdata;
    wire [63:0] bus_axi_wstrb;
    wire bus_axi_wlast;
    wire bus_axi_wvalid;
    wire bus_axi_bready;
    wire [3:0] bus_axi_arid;
    wire [63:0] bus_axi_araddr;
    wire [7:0] bus_axi_arlen;
    wire [2:0] bus_axi_arsize;
    wire [1:0] bus_axi_arburst;
    wire bus_axi_arvalid;
    wire bus_axi_rready;
    wire bus_axi_awready;
    wire bus_axi_wready;
    wire [3:0] bus_axi_bid;
    wire [1:0] bus_axi_bresp;
    wire bus_axi_bvalid;
    wire bus_axi_arready;
    wire [3:0] bus_axi_rid;
    wire [511:0] bus_axi_rdata;
    wire [1:0] bus_axi_rresp;
    wire bus_axi_rlast;
    wire bus_axi_rvalid;
    wire [31:0] bus_axil_awaddr;
    wire bus_axil_awvalid;
    wire [31:0] bus_axil_wdata;
    wire [3:0] bus_axil_wstrb;
    wire bus_axil_wvalid;
    wire bus_axil_bready;
    wire [31:0] bus_axil_araddr;
    wire bus_axil_arvalid;
    wire bus_axil_rready;
    wire bus_axil_awready;
    wire bus_axil_wready;
    wire [1:0] bus_axil_bresp;
    wire bus_axil_bvalid;
    wire bus_axil_arready;
    wire [31:0] bus_axil_rdata;
    wire [1:0] bus_axil_rresp;
    wire bus_axil_rvalid;
    wire bus_reset;
    wire clock_feedback;
    wire engine_clock_raw;
    wire management_clock_raw;
    wire clocks_good;
    wire engine_clock;
    wire management_clock;
    wire bus_side_resetn;
    wire [17:0] window_awaddr;
    wire window_awvalid;
    wire window_awready;
    wire [31:0] window_wdata;
    wire [3:0] window_wstrb;
    wire window_wvalid;
    wire window_wready;
    wire [1:0] window_bresp;
    wire window_bvalid;
    wire window_bready;
    wire [17:0] window_araddr;
    wire window_arvalid;
    wire window_arready;
    wire [31:0] window_rdata;
    wire [1:0] window_rresp;
    wire window_rvalid;
    wire window_rready;
    wire engine_resetn;
    wire [3:0] engine_axi_awid;
    wire [63:0] engine_axi_awaddr;
    wire [7:0] engine_axi_awlen;
    wire [2:0] engine_axi_awsize;
    wire [1:0] engine_axi_awburst;
    wire engine_axi_awvalid;
    wire engine_axi_awready;
    wire [511:0] engine_axi_wdata;
    wire [63:0] engine_axi_wstrb;
    wire engine_axi_wlast;
    wire engine_axi_wvalid;
    wire engine_axi_wready;
    wire [3:0] engine_axi_bid;
    wire [1:0] engine_axi_bresp;
    wire engine_axi_bvalid;
    wire engine_axi_bready;
    wire [3:0] engine_axi_arid;
    wire [63:0] engine_axi_araddr;
    wire [7:0] engine_axi_arlen;
    wire [2:0] engine_axi_arsize;
    wire [1:0] engine_axi_arburst;
    wire engine_axi_arvalid;
    wire engine_axi_arready;
    wire [3:0] engine_axi_rid;
    wire [511:0] engine_axi_rdata;
    wire [1:0] engine_axi_rresp;
    wire engine_axi_rlast;
    wire engine_axi_rvalid;
    wire engine_axi_rready;
    wire [15:0] engine_axil_awaddr;
    wire engine_axil_awvalid;
    wire engine_axil_awready;
    wire [31:0] engine_axil_wdata;
    wire [3:0] engine_axil_wstrb;
    wire engine_axil_wvalid;
    wire engine_axil_wready;
    wire [1:0] engine_axil_bresp;
    wire engine_axil_bvalid;
    wire engine_axil_bready;
    wire [15:0] engine_axil_araddr;
    wire engine_axil_arvalid;
    wire engine_axil_arready;
    wire [31:0] engine_axil_rdata;
    wire [1:0] engine_axil_rresp;
    wire engine_axil_rvalid;
    wire engine_axil_rready;
    wire irq;
    wire management_resetn;
    wire [17:0] cms_awaddr;
    wire cms_awvalid;
    wire cms_awready;
    wire [31:0] cms_wdata;
    wire [3:0] cms_wstrb;
    wire cms_wvalid;
    wire cms_wready;
    wire [1:0] cms_bresp;
    wire cms_bvalid;
    wire cms_bready;
    wire [17:0] cms_araddr;
    wire cms_arvalid;
    wire cms_arready;
    wire [31:0] cms_rdata;
    wire [1:0] cms_rresp;
    wire cms_rvalid;
    wire cms_rready;

    IBUFDS_GTE4 reference (
        .I(pcie_refclk_p),
        .IB(pcie_refclk_n),
        .CEB(1'h0),
        .O(sys_clk_gt),
        .ODIV2(sys_clk)
    );

    xdma_0 xdma (
        .sys_clk(sys_clk),
        .sys_clk_gt(sys_clk_gt),
        .sys_rst_n(pcie_perst_n),
        .pci_exp_txp(pcie_tx_p),
        .pci_exp_txn(pcie_tx_n),
        .pci_exp_rxp(pcie_rx_p),
        .pci_exp_rxn(pcie_rx_n),
        .axi_aclk(bus_clock),
        .axi_aresetn(bus_resetn),
        .usr_irq_req(irq_request),
        .usr_irq_ack(irq_acknowledge),
        .m_axi_awid(bus_axi_awid),
        .m_axi_awaddr(bus_axi_awaddr),
        .m_axi_awlen(bus_axi_awlen),
        .m_axi_awsize(bus_axi_awsize),
        .m_axi_awburst(bus_axi_awburst),
        .m_axi_awvalid(bus_axi_awvalid),
        .m_axi_wdata(bus_axi_wdata),
        .m_axi_wstrb(bus_axi_wstrb),
        .m_axi_wlast(bus_axi_wlast),
        .m_axi_wvalid(bus_axi_wvalid),
        .m_axi_bready(bus_axi_bready),
        .m_axi_arid(bus_axi_arid),
        .m_axi_araddr(bus_axi_araddr),
        .m_axi_arlen(bus_axi_arlen),
        .m_axi_arsize(bus_axi_arsize),
        .m_axi_arburst(bus_axi_arburst),
        .m_axi_arvalid(bus_axi_arvalid),
        .m_axi_rready(bus_axi_rready),
        .m_axi_awready(bus_axi_awready),
        .m_axi_wready(bus_axi_wready),
        .m_axi_bid(bus_axi_bid),
        .m_axi_bresp(bus_axi_bresp),
        .m_axi_bvalid(bus_axi_bvalid),
        .m_axi_arready(bus_axi_arready),
        .m_axi_rid(bus_axi_rid),
        .m_axi_rdata(bus_axi_rdata),
        .m_axi_rresp(bus_axi_rresp),
        .m_axi_rlast(bus_axi_rlast),
        .m_axi_rvalid(bus_axi_rvalid),
        .m_axil_awaddr(bus_axil_awaddr),
        .m_axil_awvalid(bus_axil_awvalid),
        .m_axil_wdata(bus_axil_wdata),
        .m_axil_wstrb(bus_axil_wstrb),
        .m_axil_wvalid(bus_axil_wvalid),
        .m_axil_bready(bus_axil_bready),
        .m_axil_araddr(bus_axil_araddr),
        .m_axil_arvalid(bus_axil_arvalid),
        .m_axil_rready(bus_axil_rready),
        .m_axil_awready(bus_axil_awready),
        .m_axil_wready(bus_axil_wready),
        .m_axil_bresp(bus_axil_bresp),
        .m_axil_bvalid(bus_axil_bvalid),
        .m_axil_arready(bus_axil_arready),
        .m_axil_rdata(bus_axil_rdata),
        .m_axil_rresp(bus_axil_rresp),
        .m_axil_rvalid(bus_axil_rvalid)
    );

    assign bus_reset = ~bus_resetn;

    MMCME4_BASE #(.CLKIN1_PERIOD(4.000), .CLKFBOUT_MULT_F(4.000), .CLKOUT0_DIVIDE_F(5.000), .CLKOUT1_DIVIDE(20)) clocks (
        .CLKIN1(bus_clock),
        .CLKFBIN(clock_feedback),
        .RST(bus_reset),
        .PWRDWN(1'h0),
        .CLKFBOUT(clock_feedback),
        .CLKOUT0(engine_clock_raw),
        .CLKOUT1(management_clock_raw),
        .LOCKED(clocks_good)
    );

    BUFG engine_clock_buffer (
        .I(engine_clock_raw),
        .O(engine_clock)
    );

    BUFG management_clock_buffer (
        .I(management_clock_raw),
        .O(management_clock)
    );

    spikelm_pcie_shell shell (
        .bus_clock(bus_clock),
        .bus_resetn(bus_resetn),
        .bus_side_resetn(bus_side_resetn),
        .s_axi_awid(bus_axi_awid),
        .s_axi_awaddr(bus_axi_awaddr),
        .s_axi_awlen(bus_axi_awlen),
        .s_axi_awsize(bus_axi_awsize),
        .s_axi_awburst(bus_axi_awburst),
        .s_axi_awvalid(bus_axi_awvalid),
        .s_axi_awready(bus_axi_awready),
        .s_axi_wdata(bus_axi_wdata),
        .s_axi_wstrb(bus_axi_wstrb),
        .s_axi_wlast(bus_axi_wlast),
        .s_axi_wvalid(bus_axi_wvalid),
        .s_axi_wready(bus_axi_wready),
        .s_axi_bid(bus_axi_bid),
        .s_axi_bresp(bus_axi_bresp),
        .s_axi_bvalid(bus_axi_bvalid),
        .s_axi_bready(bus_axi_bready),
        .s_axi_arid(bus_axi_arid),
        .s_axi_araddr(bus_axi_araddr),
        .s_axi_arlen(bus_axi_arlen),
        .s_axi_arsize(bus_axi_arsize),
        .s_axi_arburst(bus_axi_arburst),
        .s_axi_arvalid(bus_axi_arvalid),
        .s_axi_arready(bus_axi_arready),
        .s_axi_rid(bus_axi_rid),
        .s_axi_rdata(bus_axi_rdata),
        .s_axi_rresp(bus_axi_rresp),
        .s_axi_rlast(bus_axi_rlast),
        .s_axi_rvalid(bus_axi_rvalid),
        .s_axi_rready(bus_axi_rready),
        .s_axil_awaddr(bus_axil_awaddr),
        .s_axil_awvalid(bus_axil_awvalid),
        .s_axil_awready(bus_axil_awready),
        .s_axil_wdata(bus_axil_wdata),
        .s_axil_wstrb(bus_axil_wstrb),
        .s_axil_wvalid(bus_axil_wvalid),
        .s_axil_wready(bus_axil_wready),
        .s_axil_bresp(bus_axil_bresp),
        .s_axil_bvalid(bus_axil_bvalid),
        .s_axil_bready(bus_axil_bready),
        .s_axil_araddr(bus_axil_araddr),
        .s_axil_arvalid(bus_axil_arvalid),
        .s_axil_arready(bus_axil_arready),
        .s_axil_rdata(bus_axil_rdata),
        .s_axil_rresp(bus_axil_rresp),
        .s_axil_rvalid(bus_axil_rvalid),
        .s_axil_rready(bus_axil_rready),
        .managed({1{1'b1}}),
        .management_awaddr(window_awaddr),
        .management_awvalid(window_awvalid),
        .management_awready(window_awready),
        .management_wdata(window_wdata),
        .management_wstrb(window_wstrb),
        .management_wvalid(window_wvalid),
        .management_wready(window_wready),
        .management_bresp(window_bresp),
        .management_bvalid(window_bvalid),
        .management_bready(window_bready),
        .management_araddr(window_araddr),
        .management_arvalid(window_arvalid),
        .management_arready(window_arready),
        .management_rdata(window_rdata),
        .management_rresp(window_rresp),
        .management_rvalid(window_rvalid),
        .management_rready(window_rready),
        .irq_request(irq_request),
        .irq_acknowledge(irq_acknowledge),
        .engine_clock(engine_clock),
        .engine_clock_good(clocks_good),
        .engine_resetn(engine_resetn),
        .m_axi_awid(engine_axi_awid),
        .m_axi_awaddr(engine_axi_awaddr),
        .m_axi_awlen(engine_axi_awlen),
        .m_axi_awsize(engine_axi_awsize),
        .m_axi_awburst(engine_axi_awburst),
        .m_axi_awvalid(engine_axi_awvalid),
        .m_axi_awready(engine_axi_awready),
        .m_axi_wdata(engine_axi_wdata),
        .m_axi_wstrb(engine_axi_wstrb),
        .m_axi_wlast(engine_axi_wlast),
        .m_axi_wvalid(engine_axi_wvalid),
        .m_axi_wready(engine_axi_wready),
        .m_axi_bid(engine_axi_bid),
        .m_axi_bresp(engine_axi_bresp),
        .m_axi_bvalid(engine_axi_bvalid),
        .m_axi_bready(engine_axi_bready),
        .m_axi_arid(engine_axi_arid),
        .m_axi_araddr(engine_axi_araddr),
        .m_axi_arlen(engine_axi_arlen),
        .m_axi_arsize(engine_axi_arsize),
        .m_axi_arburst(engine_axi_arburst),
        .m_axi_arvalid(engine_axi_arvalid),
        .m_axi_arready(engine_axi_arready),
        .m_axi_rid(engine_axi_rid),
        .m_axi_rdata(engine_axi_rdata),
        .m_axi_rresp(engine_axi_rresp),
        .m_axi_rlast(engine_axi_rlast),
        .m_axi_rvalid(engine_axi_rvalid),
        .m_axi_rready(engine_axi_rready),
        .m_axil_awaddr(engine_axil_awaddr),
        .m_axil_awvalid(engine_axil_awvalid),
        .m_axil_awready(engine_axil_awready),
        .m_axil_wdata(engine_axil_wdata),
        .m_axil_wstrb(engine_axil_wstrb),
        .m_axil_wvalid(engine_axil_wvalid),
        .m_axil_wready(engine_axil_wready),
        .m_axil_bresp(engine_axil_bresp),
        .m_axil_bvalid(engine_axil_bvalid),
        .m_axil_bready(engine_axil_bready),
        .m_axil_araddr(engine_axil_araddr),
        .m_axil_arvalid(engine_axil_arvalid),
        .m_axil_arready(engine_axil_arready),
        .m_axil_rdata(engine_axil_rdata),
        .m_axil_rresp(engine_axil_rresp),
        .m_axil_rvalid(engine_axil_rvalid),
        .m_axil_rready(engine_axil_rready),
        .irq(irq),
        .memory_axi_awready(1'h0),
        .memory_axi_wready(1'h0),
        .memory_axi_bid(4'h0),
        .memory_axi_bresp(2'h0),
        .memory_axi_bvalid(1'h0),
        .memory_axi_arready(1'h0),
        .memory_axi_rid(4'h0),
        .memory_axi_rdata(512'h0),
        .memory_axi_rresp(2'h0),
        .memory_axi_rlast(1'h0),
        .memory_axi_rvalid(1'h0)
    );

    spikelm_engine engine (
        .clock(engine_clock),
        .resetn(engine_resetn),
        .s_axi_awid(engine_axi_awid),
        .s_axi_awaddr(engine_axi_awaddr),
        .s_axi_awlen(engine_axi_awlen),
        .s_axi_awsize(engine_axi_awsize),
        .s_axi_awburst(engine_axi_awburst),
        .s_axi_awvalid(engine_axi_awvalid),
        .s_axi_awready(engine_axi_awready),
        .s_axi_wdata(engine_axi_wdata),
        .s_axi_wstrb(engine_axi_wstrb),
        .s_axi_wlast(engine_axi_wlast),
        .s_axi_wvalid(engine_axi_wvalid),
        .s_axi_wready(engine_axi_wready),
        .s_axi_bid(engine_axi_bid),
        .s_axi_bresp(engine_axi_bresp),
        .s_axi_bvalid(engine_axi_bvalid),
        .s_axi_bready(engine_axi_bready),
        .s_axi_arid(engine_axi_arid),
        .s_axi_araddr(engine_axi_araddr),
        .s_axi_arlen(engine_axi_arlen),
        .s_axi_arsize(engine_axi_arsize),
        .s_axi_arburst(engine_axi_arburst),
        .s_axi_arvalid(engine_axi_arvalid),
        .s_axi_arready(engine_axi_arready),
        .s_axi_rid(engine_axi_rid),
        .s_axi_rdata(engine_axi_rdata),
        .s_axi_rresp(engine_axi_rresp),
        .s_axi_rlast(engine_axi_rlast),
        .s_axi_rvalid(engine_axi_rvalid),
        .s_axi_rready(engine_axi_rready),
        .s_axil_awaddr(engine_axil_awaddr),
        .s_axil_awvalid(engine_axil_awvalid),
        .s_axil_awready(engine_axil_awready),
        .s_axil_wdata(engine_axil_wdata),
        .s_axil_wstrb(engine_axil_wstrb),
        .s_axil_wvalid(engine_axil_wvalid),
        .s_axil_wready(engine_axil_wready),
        .s_axil_bresp(engine_axil_bresp),
        .s_axil_bvalid(engine_axil_bvalid),
        .s_axil_bready(engine_axil_bready),
        .s_axil_araddr(engine_axil_araddr),
        .s_axil_arvalid(engine_axil_arvalid),
        .s_axil_arready(engine_axil_arready),
        .s_axil_rdata(engine_axil_rdata),
        .s_axil_rresp(engine_axil_rresp),
        .s_axil_rvalid(engine_axil_rvalid),
        .s_axil_rready(engine_axil_rready),
        .irq(irq)
    );

    spikelm_management management (
        .bus_clock(bus_clock),
        .bus_resetn(bus_side_resetn),
        .s_axil_awaddr(window_awaddr),
        .s_axil_awvalid(window_awvalid),
        .s_axil_awready(window_awready),
        .s_axil_wdata(window_wdata),
        .s_axil_wstrb(window_wstrb),
        .s_axil_wvalid(window_wvalid),
        .s_axil_wready(window_wready),
        .s_axil_bresp(window_bresp),
        .s_axil_bvalid(window_bvalid),
        .s_axil_bready(window_bready),
        .s_axil_araddr(window_araddr),
        .s_axil_arvalid(window_arvalid),
        .s_axil_arready(window_arready),
        .s_axil_rdata(window_rdata),
        .s_axil_rresp(window_rresp),
        .s_axil_rvalid(window_rvalid),
        .s_axil_rready(window_rready),
        .management_clock(management_clock),
        .management_clock_good(clocks_good),
        .management_resetn(management_resetn),
        .m_axil_awaddr(cms_awaddr),
        .m_axil_awvalid(cms_awvalid),
        .m_axil_awready(cms_awready),
        .m_axil_wdata(cms_wdata),
        .m_axil_wstrb(cms_wstrb),
        .m_axil_wvalid(cms_wvalid),
        .m_axil_wready(cms_wready),
        .m_axil_bresp(cms_bresp),
        .m_axil_bvalid(cms_bvalid),
        .m_axil_bready(cms_bready),
        .m_axil_araddr(cms_araddr),
        .m_axil_arvalid(cms_arvalid),
        .m_axil_arready(cms_arready),
        .m_axil_rdata(cms_rdata),
        .m_axil_rresp(cms_rresp),
        .m_axil_rvalid(cms_rvalid),
        .m_axil_rready(cms_rready)
    );

    cms_subsystem_0 cms (
        .aclk_ctrl(management_clock),
        .aresetn_ctrl(management_resetn),
        .satellite_gpio(satellite_gpio),
        .satellite_uart_rxd(satellite_uart_rxd),
        .satellite_uart_txd(satellite_uart_txd),
        .s_axi_ctrl_awaddr(cms_awaddr),
        .s_axi_ctrl_awprot(3'h0),
        .s_axi_ctrl_awvalid(cms_awvalid),
        .s_axi_ctrl_wdata(cms_wdata),
        .s_axi_ctrl_wstrb(cms_wstrb),
        .s_axi_ctrl_wvalid(cms_wvalid),
        .s_axi_ctrl_bready(cms_bready),
        .s_axi_ctrl_araddr(cms_araddr),
        .s_axi_ctrl_arprot(3'h0),
        .s_axi_ctrl_arvalid(cms_arvalid),
        .s_axi_ctrl_rready(cms_rready),
        .s_axi_ctrl_awready(cms_awready),
        .s_axi_ctrl_wready(cms_wready),
        .s_axi_ctrl_bresp(cms_bresp),
        .s_axi_ctrl_bvalid(cms_bvalid),
        .s_axi_ctrl_arready(cms_arready),
        .s_axi_ctrl_rdata(cms_rdata),
        .s_axi_ctrl_rresp(cms_rresp),
        .s_axi_ctrl_rvalid(cms_rvalid),
        .hbm_temp_1(7'h0),
        .hbm_temp_2(7'h0),
        .interrupt_hbm_cattrip(1'h0)
    );

    assign hbm_cattrip = 1'h0;
endmodule

`default_nettype wire
