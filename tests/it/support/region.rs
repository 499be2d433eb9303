//! Small regions: a few real places with sample points and services, and the fixtures of `tests/fixtures`.

use std::path::PathBuf;

use super::Base;

pub const OBLAST: &str = "UA53000000000028050";
/// Мачухівська hromada and its village Мачухи; Зіньківська hromada.
pub const MACHUKHY: &str = "UA53080230000047239";
pub const ZINKIV: &str = "UA53080090000014431";
pub const MACHUKHY_VILLAGE: &str = "UA53080230010079895";

pub const TERRITORIES: &str = "\
code,category,name,parent,lat,lon,kind,area_km2,centre
UA53000000000028050,O,Полтавська,,,,,,
UA53080000000068029,P,Полтавський,UA53000000000028050,,,,,
UA53080230000047239,H,Мачухівська,UA53080000000068029,,,rural,247.4,UA53080230010079895
UA53080090000014431,H,Зіньківська,UA53080000000068029,,,urban,1051.8,UA53080090010093569
UA53080230010079895,C,Мачухи,UA53080230000047239,49.5208,34.4275,,,
UA53080230020081599,C,Байрак,UA53080230000047239,,,,,
UA53080090010093569,M,Зіньків,UA53080090000014431,50.2103,34.3577,,,
";
pub const FACTS: &str = "\
hromada,fact,value,from,until
UA53080230000047239,population,7882,2022-01-01,
UA53080230000047239,dms_unit,no,2022-01-01,
UA53080090000014431,population,20000,2022-01-01,
UA53080090000014431,class,urban,,
";
pub const DISTRICTS: &str = "\
hromada,code,name,settlements
UA53080230000047239,d-1,Байрацький округ,UA53080230020081599
";
pub const POINTS: &str = "\
code,kind,parent,hromada,settlement,starosta_district,name,address,lat,lon,status,from,until
A,cnap,,UA53080230000047239,UA53080230010079895,,ЦНАП А,вул. Зразкова 1,49.52,34.43,active,2020-01-01,
B,cnap,,UA53080090000014431,UA53080090010093569,,ЦНАП Б,вул. Зразкова 2,50.21,34.36,active,2020-01-01,2024-01-01
W,vrm,A,UA53080230000047239,UA53080230020081599,d-1,ВРМ,вул. Зразкова 3,,,active,2022-01-01,
";
pub const SERVICES: &str = "\
code,name,group,from,until
S1,Навчальна послуга 1,residence,,
S2,Навчальна послуга 2,social,2021-01-01,2023-06-01
";
pub const POSITIONS: &str = "\
list,in_force,service,classes,condition
523-р,2023-05-01,S1,cnap tp vrm,
523-р,2023-05-01,S2,cnap,no dms_unit and population > 5000
";
pub const DECLARED: &str = "list,in_force,class,count\n523-р,2023-05-01,cnap,222\n";
pub const OFFERINGS: &str = "\
point,service,from,until,ground
A,S1,2022-02-01,,зразок
A,S2,2022-02-01,2023-01-01,зразок
B,S1,2022-02-01,2023-06-01,зразок
";
pub const ANSWERS: &str = "\
point,checklist,date,criterion,answer,measure,note
A,588,2023-08-01,sign,yes,,
A,588,2023-08-01,call_button,na,,
A,six-flags,2023-07-01,ramp,no,,
";
pub const EQUIPMENT: &str = "\
point,type,quantity,from,until,funder
A,id_reader,3,2022-01-01,,
B,card_terminal,,2022-01-01,2023-01-01,
";
pub const STEPS: &str = "\
service,position,step,responsible,days,note
S1,1,Прийом заяви,адміністратор,1,зразок
S1,2,Рішення,,,
";
/// The outline of Мачухівська hromada, much simplified.
pub const OUTLINE: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"katottg":
"UA53080230000047239"},"geometry":{"type":"Polygon","coordinates":
[[[34.3,49.4],[34.6,49.4],[34.6,49.6],[34.3,49.6],[34.3,49.4]]]}}]}"#;
pub const FIGURES: &str = "point,period,measure,value\nA,2023Q3,services,300\nA,2023-07,services,90\n";

/// The own tables of the small region in the order they refer to one another.
pub const TABLES: &[(&str, &str)] = &[
    ("territories", TERRITORIES),
    ("hromada-facts", FACTS),
    ("starosta-districts", DISTRICTS),
    ("points", POINTS),
    ("services", SERVICES),
    ("mandatory", POSITIONS),
    ("mandatory-declared", DECLARED),
    ("offerings", OFFERINGS),
    ("answers", ANSWERS),
    ("equipment", EQUIPMENT),
    ("figures", FIGURES),
];

/// Loads the small region's tables up to and with one of them.
pub async fn load_until(base: &Base, last: &str) {
    for (format, table) in TABLES {
        base.import(format, table).await.done();
        if *format == last {
            return;
        }
    }
    panic!("there is no table {last}");
}

/// Loads the small region whole.
pub async fn load(base: &Base) {
    load_until(base, "figures").await;
}

/// A file of `tests/fixtures`.
pub fn fixture(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(path)
}

/// Loads those tables of a fixture that it has, in their order.
pub async fn load_fixture(base: &Base, name: &str) {
    for format in TABLES.iter().map(|(format, _)| *format) {
        for file in [format!("{name}/{format}.csv"), format!("{name}/{format}-2.csv")] {
            let path = fixture(&file);
            if path.is_file() {
                base.import_file(format, &path, &[]).await.done();
            }
        }
    }
}
