//! The key of the settings: it seals secrets that the database keeps, so that a copy of the database alone is worth nothing.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::domain::hex;
use crate::domain::hex::unhex;
use crate::store;

/// Fewest signs of the setting.
pub const KEY_SIGNS: usize = 32;
/// Bytes of a nonce.
const NONCE: usize = 24;

/// The key, made of the text of the setting.
#[derive(Clone)]
pub struct SecretKey([u8; 32]);

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

/// Random bytes of the system.
///
/// # Errors
/// The system gives none.
pub fn random<const N: usize>() -> Result<[u8; N], store::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(store::Error::stopped)?;
    Ok(bytes)
}

fn mac(key: &[u8], text: &[u8]) -> [u8; 32] {
    // HMAC takes a key of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return [0; 32] };
    mac.update(text);
    mac.finalize().into_bytes().into()
}

impl SecretKey {
    /// The key of a setting; `None` where it is too short to be one.
    #[must_use]
    pub fn of_setting(text: &str) -> Option<Self> {
        let text = text.trim();
        (text.chars().count() >= KEY_SIGNS).then(|| Self(mac(text.as_bytes(), b"cnap secrets 1")))
    }

    /// The text of a new setting.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn new_setting() -> Result<String, store::Error> {
        random::<32>().map(|bytes| hex(&bytes))
    }

    /// A secret as the database keeps it; `of` says whose it is, so that no row can take another's place.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn seal(&self, secret: &[u8], of: &str) -> Result<String, store::Error> {
        let nonce = random::<NONCE>()?;
        let payload = Payload { msg: secret, aad: of.as_bytes() };
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), payload).map_err(store::Error::stopped)?;
        Ok(hex(&[&nonce[..], &sealed].concat()))
    }

    /// The secret again; `None` where it was sealed with another key, for somebody else, or was altered.
    #[must_use]
    pub fn open(&self, sealed: &str, of: &str) -> Option<Vec<u8>> {
        let bytes = unhex(sealed)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: sealed, aad: of.as_bytes() };
        self.cipher().decrypt(&XNonce::from(*nonce), payload).ok()
    }

    /// What is kept of a word that is only compared.
    #[must_use]
    pub fn mac(&self, text: &str) -> String {
        hex(&mac(&self.0, text.as_bytes()))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        <XChaCha20Poly1305 as chacha20poly1305::KeyInit>::new(&self.0.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> SecretKey {
        SecretKey::of_setting(&text.repeat(KEY_SIGNS)).unwrap()
    }

    #[test]
    fn a_secret_opens_with_its_own_key_for_its_own_account() {
        let sealed = key("a").seal(b"secret", "account 1").unwrap();
        assert_eq!(key("a").open(&sealed, "account 1").as_deref(), Some(&b"secret"[..]));
        assert_eq!(key("a").open(&sealed, "account 2"), None);
        assert_eq!(key("b").open(&sealed, "account 1"), None);
        assert_ne!(sealed, key("a").seal(b"secret", "account 1").unwrap(), "no two are alike");
        for altered in ["", "00", "zz", &format!("{sealed}00"), &sealed[2..]] {
            assert_eq!(key("a").open(altered, "account 1"), None, "{altered}");
        }
    }

    #[test]
    fn a_short_setting_is_no_key_and_a_key_is_not_printed() {
        assert!(SecretKey::of_setting(&"x".repeat(KEY_SIGNS - 1)).is_none());
        assert!(SecretKey::of_setting(&SecretKey::new_setting().unwrap()).is_some());
        assert_eq!(format!("{:?}", key("a")), "SecretKey(…)");
    }
}
