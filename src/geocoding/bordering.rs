//! Which oblasts border one another, by the first two digits of their codes.

use crate::domain::TerritoryCode;

/// Every oblast and city with special status with its neighbours.
const NEIGHBOURS: [(&str, &str); 27] = [
    ("01", "65 85"),
    ("05", "18 32 35 51 68 71 73"),
    ("07", "46 56"),
    ("12", "14 23 35 48 53 63 65"),
    ("14", "12 23 44 63"),
    ("18", "05 32 56 68"),
    ("21", "26 46"),
    ("23", "12 14 65"),
    ("26", "21 46 61 73"),
    ("32", "05 18 53 71 74 80"),
    ("35", "05 12 48 51 53 71"),
    ("44", "14 63"),
    ("46", "07 21 26 56 61"),
    ("48", "12 35 51 65"),
    ("51", "05 35 48"),
    ("53", "12 32 35 59 63 71 74"),
    ("56", "07 18 46 61 68"),
    ("59", "53 63 74"),
    ("61", "26 46 56 68 73"),
    ("63", "12 14 44 53 59"),
    ("65", "01 12 23 48"),
    ("68", "05 18 56 61 73"),
    ("71", "05 32 35 53"),
    ("73", "05 26 61 68"),
    ("74", "32 53 59"),
    ("80", "32"),
    ("85", "01"),
];

/// True when the two oblasts have a common border.
pub(super) fn border(one: TerritoryCode, other: TerritoryCode) -> bool {
    let own = NEIGHBOURS.iter().find(|(oblast, _)| Some(*oblast) == digits(one));
    let other = digits(other);
    own.is_some_and(|(_, near)| near.split(' ').any(|near| Some(near) == other))
}

/// «UA53…» -> «53».
fn digits(code: TerritoryCode) -> Option<&'static str> {
    let own = code.as_str().get(2..4)?.to_owned();
    NEIGHBOURS.iter().map(|(oblast, _)| *oblast).find(|oblast| **oblast == *own)
}

#[cfg(test)]
mod tests {
    use super::{NEIGHBOURS, border};
    use crate::geocoding::testing::code;

    #[test]
    fn a_border_is_common_to_both_sides() {
        for (oblast, near) in NEIGHBOURS {
            for neighbour in near.split(' ') {
                let back = NEIGHBOURS.iter().find(|(other, _)| *other == neighbour);
                assert!(back.is_some_and(|(_, list)| list.contains(oblast)), "{oblast} {neighbour}");
            }
        }
    }

    #[test]
    fn poltava_borders_sumy_and_not_lviv() {
        let [poltava, sumy, lviv] = ["UA53000000000028050", "UA59000000000057109", "UA46000000000026241"].map(code);
        assert!(border(poltava, sumy) && border(sumy, poltava) && !border(poltava, lviv));
    }
}
