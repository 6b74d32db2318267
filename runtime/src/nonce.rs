//! A text that is used only once.
//!
//! In: randomness of the operating system. Out: 32 hexadecimal digits. The service rejects a signature
//! whose nonce it has seen before.

use ring::rand::{SecureRandom, SystemRandom};

/// 128 random bits as hexadecimal text; `None` if the operating system has no randomness to give.
pub(crate) fn random() -> Option<String> {
    let mut bytes = [0; 16];
    SystemRandom::new().fill(&mut bytes).ok()?;
    Some(format!("{:032x}", u128::from_be_bytes(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_is_32_digits_and_never_the_same() {
        let (one, other) = (random().unwrap(), random().unwrap());
        assert_ne!(one, other);
        assert!(
            one.len() == 32 && one.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "{one}"
        );
    }
}
