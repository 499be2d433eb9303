//! Words of the faults that forms find before a table is made.

use chrono::NaiveDate;

use super::FieldFault;
use crate::domain::Answer;

fn fault(field: &str, reason: String, expected: &str) -> FieldFault {
    FieldFault { field: field.to_owned(), reason, expected: expected.to_owned() }
}

pub fn no_day(field: &str) -> FieldFault {
    fault(field, "це не дата".to_owned(), "день, наприклад 2026-11-30")
}

pub fn before_start(field: &str, start: NaiveDate) -> FieldFault {
    fault(field, format!("нинішній запис діє з {start}: раніше цього дня його не змінити"), "цей день або пізніший")
}

pub fn not_ticked(field: &str) -> FieldFault {
    fault(field, "дату або підставу вписано, а послугу не позначено".to_owned(), "позначка або порожні поля")
}

pub fn no_quantity(field: &str) -> FieldFault {
    fault(field, "не зазначено кількості".to_owned(), "число; 0 – обладнання немає")
}

pub fn measured_otherwise(field: &str, measured: Answer) -> FieldFault {
    let word = if measured == Answer::Yes { "так" } else { "ні" };
    let reason = format!("за виміром відповідь «{word}»");
    fault(field, reason, "виправте вимір або відповідь")
}
