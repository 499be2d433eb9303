//! The word index of each part of the records, built when first asked for and shared until a write touches the part.

use super::places::short_names;
use crate::domain::{Category, PointKind};
use crate::registry::catalogue::Catalogue;
use crate::registry::network::Network;
use crate::registry::tree::{Place, Territories};
use crate::registry::words::{MAX_WEIGHT, WordIndex};

/// Weight of the word for the type of a place.
const TYPE: u8 = 2;
/// Weight of the names of the places a place lies in.
const AROUND: u8 = 1;

impl Territories {
    /// Names of places, their types and the places around them.
    pub fn words(&self) -> &WordIndex {
        self.words.get_or_init(|| {
            WordIndex::new(self.all().iter().zip(0u32..).flat_map(|(place, doc)| self.texts(place, doc)))
                .ordered_by(self.all().iter().map(|place| place.name.as_str()))
        })
    }

    fn texts<'a>(&'a self, place: &'a Place, doc: u32) -> impl Iterator<Item = (u32, &'a str, u8)> {
        let around = self.lineage(place.code).skip(1).map(move |outer| (doc, outer.name.as_str(), AROUND));
        let short = short_names(place).map(move |name| (doc, name, MAX_WEIGHT));
        [(doc, place.name.as_str(), MAX_WEIGHT), (doc, type_words(place.category), TYPE)]
            .into_iter()
            .chain(short)
            .chain(around)
    }
}

const fn type_words(category: Category) -> &'static str {
    match category {
        Category::Oblast => "область",
        Category::Raion => "район р-н",
        Category::Hromada => "громада отг тг міська селищна сільська територіальна",
        Category::City | Category::SpecialCity => "м місто",
        Category::SettlementType => "с-ще смт селище",
        Category::Village => "с село",
        Category::CityDistrict => "район міста",
    }
}

/// Weight of the short names of kinds of points.
const KIND: u8 = 12;

/// What people call a point of the kind, whatever its own name is.
const fn kind_words(kind: PointKind) -> &'static str {
    match kind {
        PointKind::Cnap => "цнап",
        PointKind::Tp => "цнап тп",
        PointKind::Vrm => "цнап врм",
        PointKind::Mobile => "цнап мобільний",
    }
}

impl Network {
    /// Names and addresses of points over their whole life; who asks leaves out those that do not exist on the day.
    pub fn words(&self) -> &WordIndex {
        self.words.get_or_init(|| {
            let records = self.all().iter().zip(0u32..);
            WordIndex::new(records.flat_map(|(record, doc)| {
                let rows = record.rows.iter().flat_map(move |row| {
                    let address = row.address.as_deref().unwrap_or_default();
                    [(doc, row.name.as_str(), 13), (doc, address, 11), (doc, kind_words(row.kind), KIND)]
                });
                rows.chain([(doc, &*record.code, MAX_WEIGHT)])
            }))
            .ordered_by(self.all().iter().map(|record| record.rows.last().map_or("", |row| row.name.as_str())))
        })
    }
}

impl Catalogue {
    /// Names, providers and numbers of services over their whole life.
    pub fn words(&self) -> &WordIndex {
        self.words.get_or_init(|| {
            let records = self.all().iter().zip(0u32..);
            WordIndex::new(records.flat_map(|(record, doc)| {
                let rows = record.rows.iter().flat_map(move |row| {
                    let identifier = row.identifier.as_deref().unwrap_or_default();
                    let provider = row.provider.as_deref().unwrap_or_default();
                    [(doc, row.name.as_str(), MAX_WEIGHT), (doc, identifier, MAX_WEIGHT), (doc, provider, 6)]
                });
                rows.chain([(doc, &*record.code, MAX_WEIGHT)])
            }))
            .ordered_by(self.all().iter().map(|record| record.rows.last().map_or("", |row| row.name.as_str())))
        })
    }
}
