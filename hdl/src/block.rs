//! A block with its constants, without the boilerplate.

use rust_hdl::prelude::*;

/// A constant of `N` bits.
///
/// # Panics
/// When the value does not fit: a design error, reported when the design is generated.
pub(crate) fn constant<const N: usize>(value: u64) -> Constant<Bits<N>> {
    assert!(N >= 64 || value < 1 << N, "constant {value} does not fit {N} bits");
    Constant::new(value.to_bits())
}

/// Declares a `LogicBlock` and its `Default`: the checks of its parameters first, then all fields
/// by default or as given, then the constants by value.
macro_rules! block {
    (
        $(#[$meta:meta])*
        pub struct $name:ident [$(const $g:ident: usize),*] {
            $($(#[$fmeta:meta])* $vis:vis $field:ident: $ty:ty $(= $init:expr)?,)*
        }
        constants { $($c:ident: $width:tt = $value:expr,)* }
        checks $checks:block
    ) => {
        $(#[$meta])*
        #[derive(rust_hdl::prelude::LogicBlock)]
        pub struct $name<$(const $g: usize),*> {
            $($(#[$fmeta])* $vis $field: $ty,)*
            $($c: rust_hdl::prelude::Constant<rust_hdl::prelude::Bits<$width>>,)*
        }

        impl<$(const $g: usize),*> Default for $name<$($g),*> {
            fn default() -> Self {
                $checks
                Self {
                    $($field: crate::block::initial!($($init)?),)*
                    $($c: crate::block::constant::<$width>($value as u64),)*
                }
            }
        }
    };
}

/// A field's value: the given one, or its default.
macro_rules! initial {
    () => {
        Default::default()
    };
    ($init:expr) => {
        $init
    };
}

/// Declares a leaf that concatenates its inputs, the first in the lowest bits.
macro_rules! pack {
    (
        $(#[$meta:meta])*
        pub struct $name:ident [$(const $g:ident: usize),*] {
            $($field:ident: $ty:ty,)*
        } => $width:tt
    ) => {
        $(#[$meta])*
        #[derive(rust_hdl::prelude::LogicBlock, Default)]
        pub struct $name<$(const $g: usize),*> {
            $(
                #[doc = concat!("The field `", stringify!($field), "`.")]
                pub $field: rust_hdl::prelude::Signal<In, $ty>,
            )*
            /// All fields.
            pub all: rust_hdl::prelude::Signal<Out, rust_hdl::prelude::Bits<$width>>,
        }

        impl<$(const $g: usize),*> rust_hdl::prelude::Logic for $name<$($g),*> {
            fn update(&mut self) {}

            fn connect(&mut self) {
                self.all.connect();
            }

            fn hdl(&self) -> rust_hdl::prelude::Verilog {
                let mut fields = [$(stringify!($field)),*];
                fields.reverse();
                let list = fields.join(", ");
                rust_hdl::prelude::Verilog::Custom(format!("always @(*) all = {{{list}}};\n"))
            }
        }
    };
}

pub(crate) use {block, initial, pack};
