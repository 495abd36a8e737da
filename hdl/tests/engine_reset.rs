//! The whole engine where things go wrong or to the limit: resets, refusals, conflicts, ring
//! wrap-around, extreme shapes and values; and how many cycles it takes.

mod common;

use common::{checks, refusals, traffic};

/// A test of the name of each check.
macro_rules! tests {
    ($($module:ident::$name:ident,)*) => {
        $(
            #[test]
            fn $name() {
                $module::$name();
            }
        )*
    };
}

tests! {
    checks::registers,
    checks::random_jobs,
    checks::cycles,
    checks::loads_beside_runs,
    checks::conflicts,
    traffic::bus_traffic,
    checks::extremes,
    refusals::record_places,
    checks::ring_wraps,
    refusals::refusals,
    checks::resets,
}
