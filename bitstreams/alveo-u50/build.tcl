# AMD Alveo U50: from sources to a bitstream, without questions.
# Written by `cargo run -p spikelm-hdl -- generate`; do not edit.
#     vivado -mode batch -source bitstreams/alveo-u50/build.tcl
set here [file dirname [file normalize [info script]]]
source [file join $here .. common flow.tcl]
flow::build $here {
    part xcu50-fsvh2104-2-e
    top spikelm_card
    name alveo-u50-card-uplus-bfefcd6e-a19f3ed8
    tool_version 2023.2
    sources {
        ../../hdl/generated/card-uplus.v
        ../../hdl/generated/shell_512.v
        ../../hdl/generated/management.v
        wrapper.v
    }
    early_constraints pins.xdc
    constraints ../common/crossings.xdc
    ips {
        xdma_0 {xdma 4.1 {
            CONFIG.mode_selection Advanced
            CONFIG.pl_link_cap_max_link_width X16
            CONFIG.pl_link_cap_max_link_speed 8.0_GT/s
            CONFIG.axi_data_width 512_bit
            CONFIG.axisten_freq 250
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
            CONFIG.pf0_device_id 903F
            CONFIG.pf0_subsystem_vendor_id 10EE
            CONFIG.pf0_subsystem_id 0050
            CONFIG.pf0_Use_Class_Code_Lookup_Assistant false
            CONFIG.pf0_class_code_base 12
            CONFIG.pf0_class_code_sub 00
            CONFIG.pf0_class_code_interface 00
            CONFIG.plltype QPLL1
            CONFIG.coreclk_freq 500
            CONFIG.pcie_blk_locn PCIE4C_X1Y0
            CONFIG.select_quad GTY_Quad_227
        }}
        cms_subsystem_0 {cms_subsystem 4.0 {}}
    }
}
