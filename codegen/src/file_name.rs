//! Names of files that every file system takes.
//!
//! In: a name of an operation, a product, a version or a module, which is letters, digits, dots, dashes and
//! underscores. Out: the same, but for the few that cannot be a file: Windows keeps `con` or `aux` for devices,
//! whatever ending stands behind, and no file system takes more than 255 bytes. What a file is called says nothing
//! that does not stand in it, so that another name costs nothing; it depends on the name alone and never changes.

use std::borrow::Cow;

/// Names that Windows has a device for, in small letters.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// The same with a digit behind.
const NUMBERED_DEVICES: &[&str] = &["com", "lpt"];

/// Bytes of a name; what is left to 255 is for an ending, a number, and the mark of a temporary file.
const MAX_BYTES: usize = 200;

/// The name, changed where it cannot be that of a file or folder.
pub(crate) fn portable(name: &str) -> Cow<'_, str> {
    let head = name.split('.').next().unwrap_or_default();
    if name.len() > MAX_BYTES {
        // The digits of the hash and the underscore before them.
        let mut end = MAX_BYTES - 9;
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        Cow::Owned(format!("{}_{:08x}", &name[..end], hash(name)))
    } else if is_device(head) {
        Cow::Owned(format!("{head}_{}", &name[head.len()..]))
    } else {
        Cow::Borrowed(name)
    }
}

fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    match name.len() - stem.len() {
        0 => DEVICES.contains(&stem),
        1 => NUMBERED_DEVICES.contains(&stem),
        _ => false,
    }
}

/// FNV-1a, which is ours and never changes.
fn hash(name: &str) -> u32 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    name.bytes().fold(0x811c_9dc5, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_file_can_be_called_is_changed() {
        let long = "Ab1_".repeat(60);
        for (name, expected) in [
            ("DescribeInstances", "DescribeInstances"),
            ("Con", "Con_"),
            ("aux", "aux_"),
            ("NUL", "NUL_"),
            ("com1", "com1_"),
            ("Lpt9", "Lpt9_"),
            ("com", "com"),
            ("com10", "com10"),
            ("aux1", "aux1"),
            ("console", "console"),
            ("con.1", "con_.1"),
            ("con_", "con_"),
            ("", ""),
            (&long, &format!("{}_28d03845", &long[..191])),
        ] {
            assert_eq!(portable(name), expected);
        }
        let other = format!("{long}1");
        assert_ne!(portable(&long), portable(&other));
        assert_eq!(portable(&"é".repeat(150)).len(), 199, "no character is cut");
    }
}
