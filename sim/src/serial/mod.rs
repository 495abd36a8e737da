//! Modules behind a serial line: bit by bit, and at the end of a pseudo-terminal.

mod board;
mod line;
mod terminal;

pub use board::SerialBoard;
pub use line::Line;
pub use terminal::Terminal;
