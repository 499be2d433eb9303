//! Words of refusals and warnings of review, quarters and reports: one place for them.

use chrono::NaiveDate;

/// A new row changes nothing of today.
#[must_use]
pub fn overruled(later: NaiveDate) -> (String, String) {
    let reason = format!("сьогоднішнє значення не зміниться: від {later} діє пізніший рядок");
    (reason, format!("«Діє з» не раніше {later}, якщо має діяти саме поданий рядок"))
}

pub const CHANGED_SINCE: &str = "Відомості змінилися, відколи ви відкрили подання: перегляньте зміни ще раз.";
pub const DECIDED: &str = "Подання вже розглянуто.";
pub const NOTHING_LEFT: &str = "Ви повертаєте всі рядки: натисніть «Повернути подання».";
pub const NO_REASON: &str = "Напишіть, чому повертаєте: без цього редактор не знатиме, що виправити.";
pub const NOT_RETURNED: &str = "За цим поданням нічого не повернуто.";
pub const NOT_PUBLISHED: &str = "Подання не чекає на перевірку після публікації.";
pub const ONLY_PEOPLE: &str = "Для цього потрібно увійти.";
pub const EMPTY_REMARK: &str = "Напишіть зауваження.";
pub const NOT_EDITOR: &str = "Ця людина не є редактором громади.";
pub const QUARTER_KNOWN: &str = "Цей квартал уже відкрито.";
pub const QUARTER_CLOSED: &str = "Цей квартал уже закрито або ще не відкрито.";
pub const QUARTER_AHEAD: &str = "Цей квартал ще не почався.";
pub const REPORT_ANSWERED: &str = "На це повідомлення вже відповіли.";
pub const REPORT_NO_ANSWER: &str = "Напишіть відповідь.";

/// A row that the sent table does not have.
#[must_use]
pub fn no_such_row(row: u32) -> String {
    format!("Рядка {row} у поданій таблиці немає.")
}
