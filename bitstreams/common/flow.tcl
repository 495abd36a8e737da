# From sources to a bitstream with Vivado, without a project and without questions.
#
# A board's build.tcl gives its data to flow::build. Any error ends the script with a message and
# Vivado with a status; no bitstream is left then. Everything that is written goes to
# <board>/build: reports, checkpoints, and at the very end the bitstream.

namespace eval flow {
    namespace export build
}

# Whether the tool is the one that the manifest names; another version may work, and is told.
proc flow::check_tool {wanted} {
    set found [version -short]
    if {$found ne $wanted} {
        puts "note: this is Vivado $found; the manifest names $wanted"
    }
}

# Creates an IP in `folder` and synthesises it by itself.
proc flow::create {module ip version properties folder} {
    create_ip -vendor xilinx.com -library ip -name $ip -version $version \
        -module_name $module -dir $folder
    if {[llength $properties] > 0} {
        set_property -dict $properties [get_ips $module]
    }
    foreach {property value} $properties {
        set found [get_property $property [get_ips $module]]
        if {![string equal -nocase $found $value]} {
            error "$module: $property is `$found` after it was set to `$value`"
        }
    }
    generate_target all [get_ips $module]
    synth_ip [get_ips $module]
}

# No DSP block multiplies: the engine has no multiplier, and none may come from elsewhere.
proc flow::check_multipliers {} {
    foreach cell [get_cells -quiet -hierarchical -filter {REF_NAME =~ DSP*}] {
        set use [get_property USE_MULT $cell]
        if {$use ne "NONE"} {
            error "a multiplier: $cell is [get_property REF_NAME $cell] with USE_MULT $use"
        }
    }
}

# The worst paths have no negative slack, and no endpoint is without a constraint.
proc flow::check_timing {} {
    foreach {kind option} {setup -setup hold -hold} {
        foreach path [get_timing_paths $option -max_paths 1 -nworst 1] {
            set slack [get_property SLACK $path]
            if {$slack eq "" || $slack < 0} {
                error "timing is not met: $kind slack is `$slack` ns on $path"
            }
            puts "$kind slack: $slack ns"
        }
    }
}

# The bitstream of a board whose folder is `here`.
proc flow::build {here board} {
    set out [file join $here build]
    file delete -force $out
    file mkdir $out
    check_tool [dict get $board tool_version]
    set part [dict get $board part]
    set top [dict get $board top]
    create_project -in_memory -part $part
    set_property target_language Verilog [current_project]

    foreach source [dict get $board sources] {
        read_verilog [file normalize [file join $here $source]]
    }
    dict for {module ip} [dict get $board ips] {
        create $module {*}$ip [file join $out]
    }
    set early [file normalize [file join $here [dict get $board early_constraints]]]
    read_xdc $early
    # Before the constraints of IP: a transceiver that they place cannot be moved.
    set_property PROCESSING_ORDER EARLY [get_files $early]
    set late [file normalize [file join $here [dict get $board constraints]]]
    read_xdc -unmanaged $late
    set_property PROCESSING_ORDER LATE [get_files $late]

    # Lane groups stay what they are: the reports then tell their area.
    synth_design -top $top -part $part -flatten_hierarchy rebuilt
    check_multipliers
    write_checkpoint -force [file join $out synthesised.dcp]
    report_utilization -hierarchical -file [file join $out utilisation_synthesised.rpt]

    opt_design
    place_design
    phys_opt_design
    route_design
    phys_opt_design
    write_checkpoint -force [file join $out routed.dcp]

    report_utilization -hierarchical -file [file join $out utilisation.rpt]
    report_timing_summary -delay_type min_max -file [file join $out timing.rpt]
    report_cdc -details -file [file join $out crossings.rpt]
    report_drc -file [file join $out rules.rpt]
    report_power -file [file join $out power.rpt]
    report_clock_utilization -file [file join $out clocks.rpt]
    check_multipliers
    check_timing

    set name [dict get $board name]
    set unfinished [file join $out unfinished.bit]
    write_bitstream -force -bin_file $unfinished
    foreach ending {bit bin} {
        file rename -force [file rootname $unfinished].$ending [file join $out $name.$ending]
    }
    puts "bitstream: [file join $out $name.bit]"
}
