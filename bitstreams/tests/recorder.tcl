# Vivado's commands, as far as flow.tcl uses them: each call goes to the file RECORD, a line each,
# words separated by tabs. A command that is not here is an error, as a mistyped one is in Vivado.
#
# FAIL=n makes call n fail. SLACK, MULTIPLIER and KEEP change what the design turns out to be:
# slack of every worst path, USE_MULT of its only DSP block, and an IP property that is not taken.

set calls 0
set record [open $::env(RECORD) w]
fconfigure $record -buffering line
array set properties {}

proc recorded {name words} {
    global calls record
    incr calls
    set line [join [concat [list $name] $words] "\t"]
    puts $record [string map [list "\n" " "] $line]
    if {[info exists ::env(FAIL)] && $::env(FAIL) == $calls} {
        error "call $calls failed: $name"
    }
}

foreach name {
    create_project read_verilog create_ip generate_target synth_ip read_xdc synth_design opt_design
    place_design phys_opt_design route_design write_checkpoint report_utilization
    report_timing_summary report_cdc report_drc report_power report_clock_utilization
} {
    proc $name {args} [list apply {{name} {
        upvar 1 args args
        recorded $name $args
    }} $name]
}

proc version {args} {
    recorded version $args
    return 2023.2
}

proc write_bitstream {args} {
    recorded write_bitstream $args
    set file [lindex $args end]
    foreach ending {bit bin} {
        close [open [file rootname $file].$ending w]
    }
}

proc current_project {} { return project }

proc get_ips {name} { return $name }

proc get_files {name} {
    if {![file exists $name]} { error "no file $name" }
    return $name
}

proc set_property {args} {
    global properties
    recorded set_property $args
    if {[lindex $args 0] eq "-dict"} {
        foreach {name value} [lindex $args 1] { set properties([lindex $args 2],$name) $value }
    } else {
        set properties([lindex $args 2],[lindex $args 0]) [lindex $args 1]
    }
}

proc get_property {name object} {
    global properties
    switch $name {
        SLACK { return [expr {[info exists ::env(SLACK)] ? $::env(SLACK) : "0.013"}] }
        USE_MULT { return [expr {[info exists ::env(MULTIPLIER)] ? $::env(MULTIPLIER) : "NONE"}] }
        REF_NAME { return DSP48E2 }
    }
    if {[info exists ::env(KEEP)] && $name eq $::env(KEEP)} { return untouched }
    return $properties($object,$name)
}

proc get_cells {args} { return [list card/engine/adder] }

proc get_timing_paths {args} {
    recorded get_timing_paths $args
    return [list path]
}

source $::env(SCRIPT)
close $record
