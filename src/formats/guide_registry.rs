//! `guide-registry`: the national registry of centres, as its XLSX export or as JSON with the same keys.

use super::cells::{Cells, Source};
use super::columns::{Column, Header, optional_column, required_column};
use super::limits::RowMemory;
use super::references::References;
use super::repeated::refuse_repeated;
use super::{Format, InputLimits, Numbered, Parsed, json, table_rows};
use crate::domain::{PointStatus, TextRule};

/// A row of the registry. An empty cell is `None`: unknown, never *no*.
#[derive(Clone, Debug, PartialEq)]
pub struct GuidePoint {
    pub code: String,
    pub name: String,
    pub address: Option<String>,
    pub formation: Option<String>,
    pub workers: Option<u32>,
    /// Square metres open to visitors.
    pub area: Option<f64>,
    pub state: PointStatus,
    pub web: Option<String>,
    pub timetable: Option<String>,
    /// As stated: one number or several.
    pub phone: Option<String>,
    /// As stated: an e-mail as a rule.
    pub online: Option<String>,
    pub feedback_url: Option<String>,
    pub flags: GuideFlags,
}

/// The yes/no details of a registry row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GuideFlags {
    pub bus_100: Option<bool>,
    pub free_parking: Option<bool>,
    pub e_registr: Option<bool>,
    pub bank_branc: Option<bool>,
    pub pay_card: Option<bool>,
    pub pay_terminal: Option<bool>,
    pub add_serv: Option<bool>,
    pub free_wifi: Option<bool>,
    pub self_serv: Option<bool>,
    pub sanit_room: Option<bool>,
    pub disability: Option<bool>,
    pub pandus: Option<bool>,
    pub dis_sanit: Option<bool>,
    pub braille_mat: Option<bool>,
    pub pram_place: Option<bool>,
}

const COLUMNS: &[Column] = &[
    required_column("code", "Код"),
    required_column("name", "Назва центру"),
    required_column("address", "Адреса"),
    optional_column("formation_form", "Форма утворення центру"),
    optional_column("workers_total", "К-ть працівників"),
    optional_column("square_total", "Площа відкритої частини центру"),
    required_column("state", "Статус"),
    optional_column("web", "web site"),
    optional_column("bus_100", "Наявність зупинок громадського транспорту в радіусі 100 м."),
    optional_column("free_parking", "Наявність безоплатної стоянки автотранспорту"),
    optional_column("timetable", "Час прийому суб'єктів звернень"),
    optional_column("tel_consul", "Консультування телефоном"),
    optional_column("onl_consul", "Онлайн-консультування"),
    optional_column("e_registr", "Здійснення попереднього запису на прийом"),
    optional_column("bank_branc", "Наявність у ЦНАП відділення банку"),
    optional_column("pay_card", "Оплата послуг банківською карткою"),
    optional_column("pay_terminal", "Оплата послуг череж платіжний термінал"),
    optional_column("add_serv", "Додаткові послуги"),
    optional_column("free_wifi", "Вільний WI-FI"),
    optional_column("self_serv", "Місця для самообслуговування"),
    optional_column("sanit_room", "Наявність санітарної кімнати у центрі"),
    optional_column(
        "disability",
        "Забезпечення умов для перебування та обслуговування в центрі осіб з інвалідністю та інших маломобільних груп населення",
    ),
    optional_column("pandus", "Пандус та сходи з поручнями"),
    optional_column("dis_sanit", "Обладнана санітарна кімната"),
    optional_column("braille_mat", "Матеріали надруковані шрифтом Брайля"),
    optional_column("pram_place", "Місце для тимчасового розміщення дитячих колясок"),
    optional_column("feedback_url", "Посилання на форму зворотнього зв’язку"),
];

/// Reads the registry from XLSX, CSV or JSON. Of JSON the row of a fault is the number of the entry from 1.
#[must_use]
pub fn read(bytes: &[u8]) -> Parsed<GuidePoint> {
    let mut parsed = if json::looks_like_json(bytes) {
        read_json(bytes, InputLimits::OUTSIDE)
    } else {
        table_rows::read_rows(bytes, Format::GuideRegistry.word(), COLUMNS, point)
    };
    refuse_repeated(&mut parsed, "code", |point| point.code.clone());
    parsed
}

fn read_json(bytes: &[u8], limits: InputLimits) -> Parsed<GuidePoint> {
    let (header, references) = (Header::find(COLUMNS, &[]), References::default());
    let (mut parsed, mut memory) = (Parsed::default(), RowMemory::new(&limits));
    let read = json::each_object(bytes, &limits, "entries", &mut |row, entry, length| {
        let told = parsed.faults.len();
        let Parsed { faults, warnings, .. } = &mut parsed;
        let source = Source::Json(entry);
        let mut view = Cells { row, header: &header, source, references: &references, faults, warnings };
        let value = point(&mut view);
        if parsed.faults.len() > told {
            return Ok(());
        }
        parsed.rows.extend(value.map(|value| Numbered { row, value }));
        memory.add_bytes::<GuidePoint>(row, length)
    });
    read.map_or_else(Parsed::refused, |()| parsed)
}

/// The export writes the word `None` for a part of the address that it does not hold.
fn address(cells: &mut Cells<'_>) -> Option<String> {
    let text = cells.text("address", TextRule::NAME)?;
    if !text.split(',').any(|part| part.trim() == "None") {
        return Some(text);
    }
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| *part != "None").collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn point(cells: &mut Cells<'_>) -> Option<GuidePoint> {
    let code = cells.must_id("code");
    let name = cells.must_text("name", TextRule::NAME);
    let state = cells.must_word::<PointStatus>("state");
    Some(GuidePoint {
        address: address(cells),
        formation: stated_text(cells, "formation_form", TextRule::NAME),
        workers: cells.count("workers_total"),
        area: cells.measure("square_total"),
        web: stated_text(cells, "web", TextRule::NAME),
        timetable: stated_text(cells, "timetable", TextRule::TEXT),
        // «так» and «ні» tell that consultations are given by phone, not which number.
        phone: stated_text(cells, "tel_consul", TextRule::NAME)
            .filter(|text| text.contains(|c: char| c.is_ascii_digit())),
        online: stated_text(cells, "onl_consul", TextRule::NAME),
        feedback_url: stated_text(cells, "feedback_url", TextRule::NAME),
        flags: flags(cells),
        code: code?,
        name: name?,
        state: state?,
    })
}

/// A free text; a dash in place of one states nothing.
fn stated_text(cells: &mut Cells<'_>, key: &str, rule: TextRule) -> Option<String> {
    cells.text(key, rule).filter(|text| !text.chars().all(|c| matches!(c, '-' | '–' | '—' | '_' | '.')))
}

fn flags(cells: &mut Cells<'_>) -> GuideFlags {
    GuideFlags {
        bus_100: cells.flag("bus_100"),
        free_parking: cells.flag("free_parking"),
        e_registr: cells.flag("e_registr"),
        bank_branc: cells.flag("bank_branc"),
        pay_card: cells.flag("pay_card"),
        pay_terminal: cells.flag("pay_terminal"),
        add_serv: cells.flag("add_serv"),
        free_wifi: cells.flag("free_wifi"),
        self_serv: cells.flag("self_serv"),
        sanit_room: cells.flag("sanit_room"),
        disability: cells.flag("disability"),
        pandus: cells.flag("pandus"),
        dis_sanit: cells.flag("dis_sanit"),
        braille_mat: cells.flag("braille_mat"),
        pram_place: cells.flag("pram_place"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::real;

    #[test]
    fn the_json_of_the_registry_reads_as_its_sheet() {
        let entry = r#"{"code":7,"name":"ЦНАП","address":"Миру, 1, None","state":"Тимчасово закритий","pandus":true,
                        "workers_total":null,"web":"-","square_total":"20,5","tel_consul":"так","other":[1]}"#;
        for text in [format!(r#"{{"entries":[{entry}]}}"#), format!("[{entry}]")] {
            let parsed = read(text.as_bytes());
            let point = &parsed.rows[0].value;
            assert_eq!((point.code.as_str(), point.state), ("7", PointStatus::Suspended));
            assert_eq!(point.address.as_deref(), Some("Миру, 1"));
            assert_eq!((point.flags.pandus, point.flags.braille_mat), (Some(true), None));
            assert_eq!((point.workers, point.area, point.web.as_deref()), (None, Some(20.5), None));
            assert_eq!(point.phone, None, "«так» is no number");
        }
    }

    #[test]
    fn the_row_of_keys_below_the_titles_is_passed_over() {
        let text = "Код,Назва центру,Адреса,Статус,Пандус та сходи з поручнями\ncode,name,address,state,pandus\n\
                    1,ЦНАП,Миру 1,Діючий,False\n1,ЦНАП,Миру 2,Спить,\n";
        let parsed = read(text.as_bytes());
        assert_eq!((parsed.rows.len(), parsed.rows[0].row), (1, 3));
        assert_eq!(parsed.rows[0].value.flags.pandus, Some(false));
        assert_eq!((parsed.faults[0].row, parsed.faults[0].column.as_str()), (4, "Статус (state)"));
    }

    #[test]
    fn json_that_would_take_more_memory_than_the_limit_is_refused() {
        let entry = r#"{"code":"1","name":"ЦНАП","address":"Миру, 1","state":"Діючий"}"#;
        let text = format!("[{}{entry}]", format!("{entry},").repeat(99));
        let limits = InputLimits { memory: 10_000, ..InputLimits::FILE };
        let parsed = read_json(text.as_bytes(), limits);
        assert!(
            parsed.rows.is_empty() && parsed.faults[0].expected.to_string().contains("expected-split"),
            "{:?}",
            parsed.faults
        );
        assert_eq!(read_json(text.as_bytes(), InputLimits::FILE).rows.len(), 100);
    }

    #[test]
    fn a_repeated_code_is_refused() {
        let text = "code,name,address,state\n1,А,Б,Діючий\n1,В,Г,Діючий\n";
        assert_eq!(read(text.as_bytes()).faults[0].row, 3);
    }

    #[test]
    fn the_real_registry_reads_whole() {
        let Some(bytes) = real::file("guide/cnap-registry-2023-06-16.xlsx") else { return };
        let parsed = read(&bytes);
        assert_eq!(
            (parsed.rows.len(), parsed.faults.as_slice(), parsed.warnings.as_slice()),
            (3_432, &[][..], &[][..])
        );
        let empty = parsed.values().filter(|point| point.flags == GuideFlags::default()).count();
        assert_eq!(empty, 943);
        assert_eq!(parsed.values().filter(|point| point.flags.pandus == Some(true)).count(), 1_627);
        assert_eq!(parsed.values().filter(|point| point.flags.braille_mat == Some(false)).count(), 2_162);
        assert_eq!(parsed.values().filter(|point| point.workers == Some(0)).count(), 782);
    }
}
