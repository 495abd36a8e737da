//! Input and result memory, and the host's way to them.
//!
//! ```text
//! AXI4 slave -- MemoryInitiator/MemoryTarget -- HostWrite, HostRead -- InputMemory, ResultMemory
//!                                                                      engine's clients
//! ```

#[allow(missing_docs, reason = "the derive of a joined interface adds an undocumented `join`")]
mod bus;
mod byte_ram;
mod guard;
mod host_read;
mod host_write;
mod input;
mod memories;
mod result;
mod window;

pub use bus::{MemoryInitiator, MemoryTarget};
pub use byte_ram::ByteRam;
pub use guard::Guard;
pub use host_read::{HostRead, ReadData};
pub use host_write::HostWrite;
pub use input::InputMemory;
pub use memories::Memories;
pub use result::{ResultMemory, ResultWriter, WordPart};
pub use window::Window;
