//! The words of faults of texts: signs, lengths, encodings, rows that were cut.

use super::Fault;
use super::columns::clip;
use crate::domain::TextFault;
use crate::domain::text::sign_name;

/// How a text that was read in a wrong encoding is cured.
const CURE: &str = "первісний файл, відкритий у правильному кодуванні \
                    (у табличному редакторі: «Дані» → «З тексту/CSV» → «65001: Юнікод (UTF-8)»)";

/// What is wrong with a text and what is expected.
pub(crate) fn words(fault: TextFault) -> (String, String) {
    match fault {
        TextFault::TooLong { longest } => ("задовгий текст".to_owned(), format!("не більше {longest} символів")),
        TextFault::Misread => ("текст прочитано в хибному кодуванні і збережено знову".to_owned(), CURE.to_owned()),
        TextFault::Unseen(sign) => {
            let reason = format!("перенесення рядка або невидимий символ {}", sign_name(sign));
            (reason, "текст із видимих знаків".to_owned())
        }
        TextFault::FailedFormula => ("формула дала помилку".to_owned(), "значення або порожня комірка".to_owned()),
        TextFault::NotACode => (
            "такий код не можна навести в адресі або сплутати з підсумком".to_owned(),
            "код із літерою або цифрою".to_owned(),
        ),
    }
}

/// The file as a whole was read in a wrong encoding and saved again.
pub(crate) fn misread_file(spoiled: &str) -> Fault {
    Fault {
        value: clip(spoiled), ..Fault::of_file("текст прочитано в хибному кодуванні і збережено знову", CURE)
    }
}

/// The last row ends before the last column, and the file with it.
pub(crate) fn cut_row(row: u32, cells: &[String], width: usize) -> Fault {
    let reason = format!("файл обірвано посеред рядка: {} з {width} комірок", cells.len());
    let expected = "цілий файл: усі комірки останнього рядка і кінець рядка після них";
    Fault { row, value: clip(&cells.join(", ")), ..Fault::of_file(reason, expected) }
}
