//! XML as the text document needs it: escaped texts, paragraphs, rows.

/// A text within an element; signs XML cannot hold are left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            letter if letter < ' ' || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => out.push(letter),
        }
    }
    out
}

/// A paragraph of a style, with more properties.
pub fn paragraph(style: &str, properties: &str, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>\
         <w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        escaped(text)
    )
}

/// A cell of a width in twentieths of a point.
pub fn cell(width: u32, properties: &str, paragraph: &str) -> String {
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{properties}</w:tcPr>{paragraph}</w:tc>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_break_the_markup_is_escaped_and_what_xml_cannot_hold_is_left_out() {
        assert_eq!(escaped("<a> & \"b\"\u{1}\u{ffff}\n"), "&lt;a&gt; &amp; &quot;b&quot; ");
    }
}
