# The clocks of the PCIe link, of the engine and of board management stand in no relation that
# anything relies on. Every crossing is a synchroniser (its first flip-flop is named `caught`) or
# the memory of a queue, whose words are read only after their pointer has crossed; hdl/src/crossing
# checks that on the Verilog, and report_cdc tells of it after routing.

# A synchroniser's input: no longer than a period of the fastest clock here, so that the bits of a
# Gray pointer arrive within one period of each other (UG903, "Bus Skew Constraints").
set_max_delay -datapath_only -to [get_pins -hierarchical -filter {NAME =~ *caught_reg*/D}] 4.000

# A queue's memory: distributed RAM, written in one clock and read in the other.
set_max_delay -datapath_only \
    -from [get_cells -hierarchical -filter {NAME =~ *memory_reg* && PRIMITIVE_SUBGROUP =~ LUTRAM*}] \
    -to [all_registers -edge_triggered] 4.000
