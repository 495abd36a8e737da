# Pins and clocks of the alveo-u250.
# Sources, both public: github.com/Xilinx/open-nic-shell constr/au250 (pins.xdc, general.xdc,
# timing.xdc), and github.com/corundum/corundum fpga/lib/pcie/example/AU250/fpga_axi/fpga.xdc and fpga/mqnic/Alveo/fpga_100g/fpga_au200.xdc. They agree on
# every pin here. The transceivers' pins are placed by the XDMA IP, by its block and quad.

# Reference clock of the slot, 100 MHz.
set_property PACKAGE_PIN AM11 [get_ports pcie_refclk_p]
set_property PACKAGE_PIN AM10 [get_ports pcie_refclk_n]
create_clock -name pcie_refclk -period 10.000 [get_ports pcie_refclk_p]

# Reset of the slot.
set_property -dict {PACKAGE_PIN BD21 IOSTANDARD LVCMOS12 PULLUP true} [get_ports pcie_perst_n]
set_false_path -from [get_ports pcie_perst_n]

# The satellite controller: sensors reach board management through it.
set_property -dict {PACKAGE_PIN BB19 IOSTANDARD LVCMOS12 DRIVE 8} [get_ports satellite_uart_txd]
set_property -dict {PACKAGE_PIN BA19 IOSTANDARD LVCMOS12} [get_ports satellite_uart_rxd]
set_property -dict {PACKAGE_PIN AR20 IOSTANDARD LVCMOS12} [get_ports {satellite_gpio[0]}]
set_property -dict {PACKAGE_PIN AM20 IOSTANDARD LVCMOS12} [get_ports {satellite_gpio[1]}]
set_property -dict {PACKAGE_PIN AM21 IOSTANDARD LVCMOS12} [get_ports {satellite_gpio[2]}]
set_property -dict {PACKAGE_PIN AN21 IOSTANDARD LVCMOS12} [get_ports {satellite_gpio[3]}]
set_false_path -from [get_ports {satellite_uart_rxd satellite_gpio[*]}]
set_false_path -to [get_ports satellite_uart_txd]

# Configuration from the card's flash.
set_property CONFIG_VOLTAGE 1.8 [current_design]
set_property CONFIG_MODE SPIx4 [current_design]
set_property BITSTREAM.CONFIG.CONFIGFALLBACK Enable [current_design]
set_property BITSTREAM.GENERAL.COMPRESS TRUE [current_design]
set_property BITSTREAM.CONFIG.SPI_BUSWIDTH 4 [current_design]
set_property BITSTREAM.CONFIG.CONFIGRATE 72.9 [current_design]
set_property BITSTREAM.CONFIG.EXTMASTERCCLK_EN disable [current_design]
set_property BITSTREAM.CONFIG.SPI_FALL_EDGE YES [current_design]
set_property BITSTREAM.CONFIG.SPI_32BIT_ADDR Yes [current_design]
set_property BITSTREAM.CONFIG.UNUSEDPIN Pullup [current_design]

# What the slot and the card's regulators give, in watts.
set_operating_conditions -design_power_budget 160
