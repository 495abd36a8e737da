# Pins and clocks of the alveo-u55c.
# Sources, both public: github.com/Xilinx/open-nic-shell constr/au55c (pins.xdc, general.xdc,
# timing.xdc), and github.com/corundum/corundum fpga/mqnic/Alveo/fpga_100g/fpga_au55.xdc. They agree on
# every pin here. The transceivers' pins are placed by the XDMA IP, by its block and quad.

# Reference clock of the slot, 100 MHz.
set_property PACKAGE_PIN AR15 [get_ports pcie_refclk_p]
set_property PACKAGE_PIN AR14 [get_ports pcie_refclk_n]
create_clock -name pcie_refclk -period 10.000 [get_ports pcie_refclk_p]

# Reset of the slot.
set_property -dict {PACKAGE_PIN BF41 IOSTANDARD LVCMOS18 PULLUP true} [get_ports pcie_perst_n]
set_false_path -from [get_ports pcie_perst_n]

# The satellite controller: sensors reach board management through it.
set_property -dict {PACKAGE_PIN BH42 IOSTANDARD LVCMOS18} [get_ports satellite_uart_txd]
set_property -dict {PACKAGE_PIN BJ42 IOSTANDARD LVCMOS18} [get_ports satellite_uart_rxd]
set_property -dict {PACKAGE_PIN BE46 IOSTANDARD LVCMOS18} [get_ports {satellite_gpio[0]}]
set_property -dict {PACKAGE_PIN BH46 IOSTANDARD LVCMOS18} [get_ports {satellite_gpio[1]}]
set_property -dict {PACKAGE_PIN BF45 IOSTANDARD LVCMOS18} [get_ports {satellite_gpio[2]}]
set_property -dict {PACKAGE_PIN BF46 IOSTANDARD LVCMOS18} [get_ports {satellite_gpio[3]}]
set_false_path -from [get_ports {satellite_uart_rxd satellite_gpio[*]}]
set_false_path -to [get_ports satellite_uart_txd]

# High switches the card off: it is driven low, and pulled low while there is no bitstream.
set_property -dict {PACKAGE_PIN BE45 IOSTANDARD LVCMOS18 PULLDOWN true} [get_ports hbm_cattrip]
set_false_path -to [get_ports hbm_cattrip]

# Configuration from the card's flash.
set_property CONFIG_VOLTAGE 1.8 [current_design]
set_property CONFIG_MODE SPIx4 [current_design]
set_property BITSTREAM.CONFIG.CONFIGFALLBACK Enable [current_design]
set_property BITSTREAM.GENERAL.COMPRESS TRUE [current_design]
set_property BITSTREAM.CONFIG.SPI_BUSWIDTH 4 [current_design]
set_property BITSTREAM.CONFIG.CONFIGRATE 63.8 [current_design]
set_property BITSTREAM.CONFIG.EXTMASTERCCLK_EN disable [current_design]
set_property BITSTREAM.CONFIG.SPI_FALL_EDGE YES [current_design]
set_property BITSTREAM.CONFIG.SPI_32BIT_ADDR Yes [current_design]
set_property BITSTREAM.CONFIG.UNUSEDPIN Pullup [current_design]

# What the slot and the card's regulators give, in watts.
set_operating_conditions -design_power_budget 100
