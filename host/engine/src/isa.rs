//! Instruction sets: which there are, which is in use, and functions compiled for each of them.
//!
//! A function inside [`vectorized!`](crate::vectorized) is compiled once per instruction set from
//! one body, and the one in use is called. Compilers neither reorder nor fuse float operations, so
//! all of them give the same bits; only time differs.

use std::fmt;
use std::str::FromStr;
use std::sync::atomic::{AtomicU8, Ordering};

/// An instruction set that hot loops are compiled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Isa {
    /// What the target always has: SSE2 on x86-64, NEON on AArch64.
    Portable,
    /// AVX2, with the bit instructions and fused multiply-adds of its time: Haswell, Zen and later.
    Avx2,
    /// AVX-512 with VNNI and the byte and bit instructions that came with it: Ice Lake, Zen 4 and
    /// later.
    Avx512,
}

/// An instruction set that this machine does not have, or no name of one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IsaError {
    /// No such name.
    #[error("no instruction set `{0}`; there are {known}", known = names(&Isa::ALL))]
    Unknown(String),
    /// Not on this machine.
    #[error("this machine does not have {0}; it has {known}", known = names(&Isa::available()))]
    Unavailable(Isa),
}

fn names(of: &[Isa]) -> String {
    of.iter().map(Isa::to_string).collect::<Vec<_>>().join(", ")
}

/// What is in use: 0 before it was asked for, else 1 + the place in [`Isa::ALL`].
static SELECTED: AtomicU8 = AtomicU8::new(0);

impl Isa {
    /// All of them, the slowest first.
    pub const ALL: [Isa; 3] = [Isa::Portable, Isa::Avx2, Isa::Avx512];

    /// Those that this machine has, the slowest first.
    pub fn available() -> Vec<Isa> {
        Isa::ALL.into_iter().filter(|isa| isa.is_available()).collect()
    }

    /// Whether this machine has it.
    pub fn is_available(self) -> bool {
        #[cfg(target_arch = "x86_64")]
        macro_rules! has {
            ($($feature:tt)*) => { true $(&& is_x86_feature_detected!($feature))* };
        }
        #[cfg(target_arch = "x86_64")]
        let avx2 = has!("avx2" "fma" "bmi1" "bmi2" "lzcnt" "popcnt");
        #[cfg(target_arch = "x86_64")]
        let avx512 = avx2
            && has!("avx512f" "avx512bw" "avx512dq" "avx512vl" "avx512vnni")
            && has!("avx512vbmi" "avx512vbmi2" "avx512bitalg" "avx512vpopcntdq");
        #[cfg(not(target_arch = "x86_64"))]
        let (avx2, avx512) = (false, false);
        match self {
            Isa::Portable => true,
            Isa::Avx2 => avx2,
            Isa::Avx512 => avx512,
        }
    }

    /// The one in use: the fastest that this machine has, unless another was selected.
    #[inline]
    pub fn selected() -> Isa {
        let place = SELECTED.load(Ordering::Relaxed);
        match place.checked_sub(1) {
            Some(place) => Isa::ALL[usize::from(place)],
            None => Isa::fastest(),
        }
    }

    #[cold]
    fn fastest() -> Isa {
        let fastest = Isa::available().pop().unwrap_or(Isa::Portable);
        // Unless another thread was faster; both detect the same.
        let place = 1 + fastest as u8;
        let _ = SELECTED.compare_exchange(0, place, Ordering::Relaxed, Ordering::Relaxed);
        fastest
    }

    /// Uses this one in the whole process from here on.
    ///
    /// # Errors
    /// [`IsaError::Unavailable`] when this machine does not have it.
    pub fn select(self) -> Result<(), IsaError> {
        if !self.is_available() {
            return Err(IsaError::Unavailable(self));
        }
        SELECTED.store(1 + self as u8, Ordering::Relaxed);
        Ok(())
    }
}

impl fmt::Display for Isa {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Isa::Portable => "portable",
            Isa::Avx2 => "avx2",
            Isa::Avx512 => "avx512",
        })
    }
}

impl FromStr for Isa {
    type Err = IsaError;

    fn from_str(name: &str) -> Result<Isa, IsaError> {
        let found = Isa::ALL.into_iter().find(|isa| isa.to_string() == name);
        found.ok_or_else(|| IsaError::Unknown(name.to_owned()))
    }
}

/// Compiles functions once per [`Isa`]; a call runs the code for the one in use.
///
/// The body is one for all. Where `avx2` or `avx512` gives another body, that one may use the
/// intrinsics of its set; what it returns must be the same.
///
/// ```
/// spikelm_engine::vectorized! {
///     /// Halves all of `x`.
///     fn halve(x: &mut [f32]) {
///         for v in x {
///             *v *= 0.5;
///         }
///     }
/// }
/// let mut x = [1.0, 3.0];
/// halve(&mut x);
/// assert_eq!(x, [0.5, 1.5]);
/// ```
#[macro_export]
macro_rules! vectorized {
    () => {};
    ($(#[$meta:meta])* $vis:vis fn $name:ident(
        $($arg:ident: $type:ty),* $(,)?
    ) $(-> $return:ty)? $body:block avx2 $narrow:block avx512 $wide:block $($rest:tt)*) => {
        $crate::vectorized!(@one [$(#[$meta])*] [$vis] $name ($($arg: $type),*) [$($return)?] $body $narrow $wide);
        $crate::vectorized!($($rest)*);
    };
    ($(#[$meta:meta])* $vis:vis fn $name:ident(
        $($arg:ident: $type:ty),* $(,)?
    ) $(-> $return:ty)? $body:block avx2 $narrow:block $($rest:tt)*) => {
        $crate::vectorized!(@one [$(#[$meta])*] [$vis] $name ($($arg: $type),*) [$($return)?] $body $narrow { portable($($arg),*) });
        $crate::vectorized!($($rest)*);
    };
    ($(#[$meta:meta])* $vis:vis fn $name:ident(
        $($arg:ident: $type:ty),* $(,)?
    ) $(-> $return:ty)? $body:block avx512 $wide:block $($rest:tt)*) => {
        $crate::vectorized!(@one [$(#[$meta])*] [$vis] $name ($($arg: $type),*) [$($return)?] $body { portable($($arg),*) } $wide);
        $crate::vectorized!($($rest)*);
    };
    ($(#[$meta:meta])* $vis:vis fn $name:ident(
        $($arg:ident: $type:ty),* $(,)?
    ) $(-> $return:ty)? $body:block $($rest:tt)*) => {
        $crate::vectorized!(@one [$(#[$meta])*] [$vis] $name ($($arg: $type),*) [$($return)?] $body { portable($($arg),*) } { portable($($arg),*) });
        $crate::vectorized!($($rest)*);
    };
    (@one [$($meta:tt)*] [$vis:vis] $name:ident (
        $($arg:ident: $type:ty),*
    ) [$($return:ty)?] $body:block $narrow:block $wide:block) => {
        $($meta)*
        #[allow(unsafe_code)]
        $vis fn $name($($arg: $type),*) $(-> $return)? {
            #[inline(always)]
            fn portable($($arg: $type),*) $(-> $return)? $body

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,fma,bmi1,bmi2,lzcnt,popcnt")]
            fn avx2($($arg: $type),*) $(-> $return)? $narrow

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,fma,bmi1,bmi2,lzcnt,popcnt")]
            #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
            #[target_feature(enable = "avx512vbmi,avx512vbmi2,avx512bitalg,avx512vpopcntdq")]
            fn avx512($($arg: $type),*) $(-> $return)? $wide

            match $crate::isa::Isa::selected() {
                // SAFETY: only an instruction set that this machine has can be selected.
                #[cfg(target_arch = "x86_64")]
                $crate::isa::Isa::Avx512 => unsafe { avx512($($arg),*) },
                // SAFETY: as above.
                #[cfg(target_arch = "x86_64")]
                $crate::isa::Isa::Avx2 => unsafe { avx2($($arg),*) },
                _ => portable($($arg),*),
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_sets() {
        for isa in Isa::ALL {
            assert_eq!(isa.to_string().parse(), Ok(isa));
        }
        let unknown = "sse9".parse::<Isa>().unwrap_err().to_string();
        assert_eq!(unknown, "no instruction set `sse9`; there are portable, avx2, avx512");
        assert!(Isa::available().starts_with(&[Isa::Portable]));
        assert!(Isa::selected().is_available());
    }

    #[test]
    fn what_is_missing_cannot_be_selected() {
        for isa in Isa::ALL.into_iter().filter(|isa| !isa.is_available()) {
            assert_eq!(isa.select(), Err(IsaError::Unavailable(isa)));
        }
    }
}
