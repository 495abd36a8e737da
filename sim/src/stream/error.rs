//! What a run of a block test ended with.

/// What a run of a block test ended with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StreamError {
    /// An item is not the expected one.
    #[error("{port}, cycle {cycle}: item {index} is {got}, expected {expected}")]
    Mismatch {
        /// The valid port.
        port: String,
        /// Clock cycle.
        cycle: u64,
        /// Items before it.
        index: usize,
        /// The item.
        got: String,
        /// What should have come.
        expected: String,
    },
    /// An item came after the last expected one.
    #[error("{port}, cycle {cycle}: {got} comes after the last expected item")]
    Unexpected {
        /// The valid port.
        port: String,
        /// Clock cycle.
        cycle: u64,
        /// The item.
        got: String,
    },
    /// A module withdrew an item that had not been taken, or changed it.
    #[error("{port}, cycle {cycle}: {before} was offered and not taken, then {after}")]
    Withdrawn {
        /// The valid port.
        port: String,
        /// Clock cycle.
        cycle: u64,
        /// The item that was offered.
        before: String,
        /// What came instead.
        after: String,
    },
    /// The cycles ran out.
    #[error("not done after {cycles} cycles; still waiting: {pending}")]
    Watchdog {
        /// Cycles of the run.
        cycles: u64,
        /// Agents that are not done.
        pending: String,
    },
    /// The model failed.
    #[error("cycle {cycle}: {fault}")]
    Fault {
        /// Clock cycle.
        cycle: u64,
        /// What the model said.
        fault: String,
    },
}
