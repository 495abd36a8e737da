//! Writes the Verilog.
fn main() -> anyhow::Result<()> {
    println!("{}", spikelm_hdl::emit::verilog("run", spikelm_hdl::core::RunUnit::<512, 256, 12, 1024, 12, 4, 4, 2, 64, 64, 6, 136, 12, 11, 512, 1536, 4, 5, 2, 3, 35>::default)?);
    Ok(())
}
