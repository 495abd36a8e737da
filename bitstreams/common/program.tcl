# Loads a bitstream over JTAG into the only device of a part:
#     vivado -mode batch -source program.tcl -tclargs FILE PART
lassign $argv file part
# xcu50-fsvh2104-2-e: JTAG tells the device, neither package nor speed grade.
set device [lindex [split $part -] 0]
open_hw_manager
connect_hw_server
set found {}
foreach target [get_hw_targets] {
    open_hw_target $target
    foreach candidate [get_hw_devices] {
        if {[string match "$device*" [get_property PART $candidate]]} {
            lappend found [list $target $candidate]
        }
    }
    close_hw_target
}
if {[llength $found] != 1} {
    error "one device `$device` is wanted at the JTAG cables, [llength $found] are there"
}
lassign [lindex $found 0] target chosen
open_hw_target $target
current_hw_device $chosen
set_property PROGRAM.FILE $file $chosen
program_hw_devices $chosen
close_hw_target
