//! What a request says of the answer it can take: how it may be packed, and which copies are at hand.

use axum::http::header::{ACCEPT_ENCODING, GetAll, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue};

/// Ways of packing that are offered, the better first.
const CODINGS: [&str; 2] = ["br", "gzip"];

/// How the answer is packed; `None`: as it is.
pub(super) fn coding(headers: &HeaderMap) -> Option<&'static str> {
    let named = words(headers.get_all(ACCEPT_ENCODING)).collect::<Vec<_>>();
    let weight = |name: &str| {
        let of = |word: &&String| word.split(';').next().is_some_and(|coding| coding.trim().eq_ignore_ascii_case(name));
        named.iter().find(of).map(|word| !is_refused(word))
    };
    CODINGS.into_iter().find(|coding| weight(coding).or_else(|| weight("*")).unwrap_or(false))
}

/// True for a weight of nought: `gzip;q=0`.
fn is_refused(word: &str) -> bool {
    let weight = word.split(';').skip(1).find_map(|part| part.trim().strip_prefix("q=")?.parse::<f32>().ok());
    weight.is_some_and(|weight| weight <= 0.0)
}

/// True when the asker has the answer of this tag already; `*` stands for any, and a weak tag is as good as a strong one.
pub(super) fn accepts_tag(headers: &HeaderMap, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim_start_matches("W/").to_owned();
    words(headers.get_all(IF_NONE_MATCH)).any(|word| word == "*" || bare(&word) == bare(tag))
}

/// The words of a list that may be spread over several headers of one name.
fn words(values: GetAll<'_, HeaderValue>) -> impl Iterator<Item = String> {
    let texts = values.into_iter().filter_map(|value| value.to_str().ok());
    texts.flat_map(|text| text.split(',')).map(|word| word.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    fn headers(name: &HeaderName, values: &[&'static str]) -> HeaderMap {
        values.iter().map(|value| (name.clone(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn the_better_packing_the_asker_takes_is_chosen() {
        for (values, chosen) in [
            (&["gzip, deflate, br"][..], Some("br")),
            (&["GZIP"][..], Some("gzip")),
            (&["*"][..], Some("br")),
            (&["br;q=0, *"][..], Some("gzip")),
            (&["identity", "gzip;q=0.5"][..], Some("gzip")),
            (&["br;q=0, gzip; q=0.0"][..], None),
            (&["*;q=0"][..], None),
            (&["zebra, zstd"][..], None),
            (&[][..], None),
        ] {
            assert_eq!(coding(&headers(&ACCEPT_ENCODING, values)), chosen, "{values:?}");
        }
    }

    #[test]
    fn any_of_the_tags_at_hand_will_do() {
        for values in [&["*"][..], &["\"a\", W/\"t\""][..], &["\"a\"", "\"t\""][..]] {
            assert!(accepts_tag(&headers(&IF_NONE_MATCH, values), "\"t\""), "{values:?}");
            assert!(accepts_tag(&headers(&IF_NONE_MATCH, values), "W/\"t\""), "{values:?}");
        }
        for values in [&["\"a\""][..], &["t"][..], &["\"xt\""][..], &[][..]] {
            assert!(!accepts_tag(&headers(&IF_NONE_MATCH, values), "\"t\""), "{values:?}");
        }
    }
}
