//! What those who run the service decide about the map: who may embed it, and which base map it has.

/// Settings of the map; by default nobody embeds it and nothing comes from other sites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteSettings {
    /// Origins whose pages may show `/embed` in a frame.
    pub embed_origins: Vec<String>,
    pub tiles: Option<TileSource>,
}

/// A base map of tiles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TileSource {
    /// Address of a tile with `{z}`, `{x}` and `{y}`.
    pub url: String,
    /// Whose map it is, as its licence wants it said.
    pub attribution: String,
}

impl TileSource {
    /// The origin tiles come from, as a policy names it.
    #[must_use]
    pub fn origin(&self) -> Option<&str> {
        let start = self.url.find("://")? + 3;
        let host = self.url.get(start..)?.find('/')?;
        self.url.get(..start + host)
    }
}

/// An origin as `https://host` or `https://host:port`; `None` for anything else, so that it may stand in a header.
#[must_use]
pub fn read_origin(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('/');
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '*');
    (!host.is_empty() && host.len() < 200 && host.chars().all(fits)).then(|| text.to_owned())
}

/// The address of tiles; it must name z, x and y and an origin that may stand in a header.
#[must_use]
pub fn read_tile_url(text: &str) -> Option<String> {
    let url = text.trim();
    let named = ["{z}", "{x}", "{y}"].iter().all(|part| url.contains(part));
    let source = TileSource { url: url.to_owned(), attribution: String::new() };
    let origin = source.origin().and_then(read_origin);
    (named && origin.is_some()).then(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_stand_in_a_header_is_an_origin() {
        assert_eq!(read_origin(" https://hromada.example.ua/ ").as_deref(), Some("https://hromada.example.ua"));
        assert_eq!(read_origin("https://*.example.ua:8443").as_deref(), Some("https://*.example.ua:8443"));
        for wrong in ["hromada.ua", "https://a b", "https://a;script-src", "https://", "ftp://a", "https://a/b"] {
            assert_eq!(read_origin(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn tiles_have_a_place_for_zoom_column_and_row_and_an_origin() {
        let url = "https://tiles.example.ua/{z}/{x}/{y}.png";
        assert_eq!(read_tile_url(url).as_deref(), Some(url));
        let source = TileSource { url: url.to_owned(), attribution: "©".to_owned() };
        assert_eq!(source.origin(), Some("https://tiles.example.ua"));
        for wrong in ["https://tiles.example.ua/{z}/{x}.png", "/{z}/{x}/{y}", "https://a;b/{z}/{x}/{y}"] {
            assert_eq!(read_tile_url(wrong), None, "{wrong}");
        }
    }
}
