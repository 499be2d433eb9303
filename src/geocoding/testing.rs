//! A small piece of the real tree for the tests of this folder.

use crate::domain::{Category, TerritoryCode};
use crate::geocoding::{Gazetteer, OldName, PlaceRow, Resolution, StatedPlace};

use Category::{City, Hromada, Oblast, Raion, SettlementType, SpecialCity, Village};

const ROWS: [(&str, Category, &str, &str); 20] = [
    ("UA80000000000093317", SpecialCity, "Київ", ""),
    ("UA53000000000028050", Oblast, "Полтавська", ""),
    ("UA46000000000026241", Oblast, "Львівська", ""),
    ("UA12000000000090473", Oblast, "Дніпропетровська", ""),
    ("UA12080000000023578", Raion, "Нікопольський", "UA12000000000090473"),
    ("UA12080090000039979", Hromada, "Покровська", "UA12080000000023578"),
    ("UA12080090010010311", City, "Покров", "UA12080090000039979"),
    ("UA12080010000029838", Hromada, "Марганецька", "UA12080000000023578"),
    ("UA12080010010085669", City, "Марганець", "UA12080010000029838"),
    ("UA12080010030030305", Village, "Вільне", "UA12080010000029838"),
    ("UA12140000000011720", Raion, "Синельниківський", "UA12000000000090473"),
    ("UA12140250000015858", Hromada, "Покровська", "UA12140000000011720"),
    ("UA12140250010057863", SettlementType, "Покровське", "UA12140250000015858"),
    ("UA12140270000072109", Hromada, "Раївська", "UA12140000000011720"),
    ("UA12140270110067031", Village, "Вільне", "UA12140270000072109"),
    ("UA12140270240097485", Village, "Луб’янка", "UA12140270000072109"),
    ("UA12140210000089021", Hromada, "Першотравенська", "UA12140000000011720"),
    ("UA12140210010011011", City, "Шахтарське", "UA12140210000089021"),
    ("UA12140090000053443", Hromada, "Зайцівська", "UA12140000000011720"),
    ("UA12140090070096574", Village, "Майське", "UA12140090000053443"),
];

pub(super) fn code(text: &str) -> TerritoryCode {
    TerritoryCode::parse(text).unwrap_or_else(|_| unreachable!("a code of the test's own table"))
}

pub(super) fn gazetteer() -> Gazetteer {
    let parent = |text: &str| (!text.is_empty()).then(|| code(text));
    let rows =
        ROWS.map(|(own, category, name, above)| PlaceRow { code: code(own), category, name, parent: parent(above) });
    Gazetteer::new(rows, [OldName { code: code("UA12140210010011011"), name: "Першотравенськ" }])
}

/// Resolves a name and the part of an address before «Дніпропетровська область».
pub(super) fn resolve(name: &str, address: &str) -> Resolution {
    let address = format!("{address}, Дніпропетровська область");
    gazetteer().resolve(&StatedPlace { name, address: &address, formation: "" })
}
