//! The generated engine under Verilator, as a card.
