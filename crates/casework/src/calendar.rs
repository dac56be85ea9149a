//! Which days count: working days, Belgian legal holidays, published replacement days.
