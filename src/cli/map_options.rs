//! Options of `cnap serve` about the map: who may embed it, and its base map.

use crate::http::SiteSettings;
use crate::http::site_settings::{TileSource, read_origin, read_tile_url};

/// Settings of the map.
#[derive(Clone, Debug, clap::Args)]
pub struct MapOptions {
    /// Sites that may show /embed in a frame: origins such as `https://hromada.example.ua`, separated by commas
    #[arg(long, env = "CNAP_EMBED_ORIGINS", value_delimiter = ',', value_parser = embed_origin)]
    pub embed_origins: Vec<String>,

    /// Base map under the movable map: address of a tile with {z}, {x} and {y}; none by default
    #[arg(long, env = "CNAP_TILE_URL", value_parser = tile_url, requires = "tile_attribution")]
    pub tile_url: Option<String>,

    /// Whose base map it is, shown on the map
    #[arg(long, env = "CNAP_TILE_ATTRIBUTION", requires = "tile_url")]
    pub tile_attribution: Option<String>,
}

impl MapOptions {
    /// The settings as the service wants them.
    #[must_use]
    pub fn settings(&self) -> SiteSettings {
        let tiles = self.tile_url.clone().zip(self.tile_attribution.clone());
        let tiles = tiles.map(|(url, attribution)| TileSource { url, attribution });
        SiteSettings { embed_origins: self.embed_origins.clone(), tiles }
    }
}

fn embed_origin(text: &str) -> Result<String, String> {
    read_origin(text).ok_or_else(|| "https://host".to_owned())
}

fn tile_url(text: &str) -> Result<String, String> {
    read_tile_url(text).ok_or_else(|| "https://host/{z}/{x}/{y}.png".to_owned())
}
