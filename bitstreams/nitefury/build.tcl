# RHS Research NiteFury II, SQRL Acorn CLE-215+: from sources to a bitstream, without questions.
# Written by `cargo run -p spikelm-hdl -- generate`; do not edit.
#     vivado -mode batch -source bitstreams/nitefury/build.tcl
set here [file dirname [file normalize [info script]]]
source [file join $here .. common flow.tcl]
flow::build $here {
    part xc7a200tfbg484-2
    top spikelm_card
    name nitefury-card-artix-bfefcd6e-5f4f93be
    tool_version 2023.2
    sources {
        ../../hdl/generated/card-artix.v
        ../../hdl/generated/shell_128.v
        wrapper.v
    }
    early_constraints pins.xdc
    constraints ../common/crossings.xdc
    ips {
        xdma_0 {xdma 4.1 {
            CONFIG.mode_selection Advanced
            CONFIG.pl_link_cap_max_link_width X4
            CONFIG.pl_link_cap_max_link_speed 5.0_GT/s
            CONFIG.axi_data_width 128_bit
            CONFIG.axisten_freq 125
            CONFIG.xdma_axi_intf_mm AXI_Memory_Mapped
            CONFIG.axilite_master_en true
            CONFIG.axilite_master_scale Kilobytes
            CONFIG.axilite_master_size 512
            CONFIG.xdma_rnum_chnl 1
            CONFIG.xdma_wnum_chnl 1
            CONFIG.xdma_num_usr_irq 1
            CONFIG.xdma_axilite_slave false
            CONFIG.xdma_sts_ports false
            CONFIG.cfg_mgmt_if false
            CONFIG.pf0_msi_enabled false
            CONFIG.pf0_msix_enabled true
            CONFIG.pf0_msix_cap_table_size 01F
            CONFIG.pf0_msix_cap_table_offset 00008000
            CONFIG.pf0_msix_cap_pba_offset 00008FE0
            CONFIG.pf0_msix_cap_table_bir BAR_1
            CONFIG.pf0_msix_cap_pba_bir BAR_1
            CONFIG.vendor_id 10EE
            CONFIG.pf0_device_id 7024
            CONFIG.pf0_subsystem_vendor_id 10EE
            CONFIG.pf0_subsystem_id 0215
            CONFIG.pf0_Use_Class_Code_Lookup_Assistant false
            CONFIG.pf0_class_code_base 12
            CONFIG.pf0_class_code_sub 00
            CONFIG.pf0_class_code_interface 00
            CONFIG.plltype QPLL1
        }}
    }
}
