//! The parts of a workbook's archive, unpacked into nothing first: what they hold is counted as it is read, since the
//! sizes and counts that an archive states may be wrong.

use std::io::{Cursor, Read, Seek, SeekFrom};

use crate::formats::Fault;
use crate::formats::limits::{Budget, InputLimits};

/// Tables pack ten to thirty times; more than this in a large part is made to harm.
const MAX_RATIO: u64 = 200;
/// Parts below this size are harmless whatever their ratio.
const SMALL: u64 = 4 * 1024 * 1024;
/// How much is unpacked at a time.
const CHUNK: usize = 64 * 1024;
/// The end of the name of the part that holds the distinct texts.
const TEXTS: &str = "sharedstrings.xml";
/// The attribute by which that part states how many texts it holds; memory is taken for as many before any is read.
const STATED: &[u8] = b"uniqueCount";

/// Counts what the parts of the archive hold and refuses more than the limits.
pub(super) fn check(bytes: &[u8], budget: &Budget) -> Result<(), Fault> {
    let source = TimedBytes::new(bytes, *budget);
    let mut archive = zip::ZipArchive::new(source).map_err(|e| not_whole(&e.to_string()))?;
    if archive.len() > budget.limits.parts {
        return Err(too_complex());
    }
    let mut seen = Seen::default();
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|e| not_whole(&e.to_string()))?;
        seen.add_part(part, budget)?;
    }
    Ok(())
}

/// What was counted so far.
#[derive(Debug, Default)]
struct Seen {
    unpacked: u64,
    tags: u64,
    tags_outside_sheets: u64,
    texts: TextCounter,
}

impl Seen {
    fn add_part<R: Read>(&mut self, part: zip::read::ZipFile<'_, R>, budget: &Budget) -> Result<(), Fault> {
        let limits = &budget.limits;
        let left = limits.unpacked.saturating_sub(self.unpacked);
        let limit = left.min(part.compressed_size().saturating_mul(MAX_RATIO).max(SMALL));
        if part.size() > limit {
            return Err(bomb(limits));
        }
        let name = part.name().map(|name| name.replace('\\', "/").to_ascii_lowercase());
        let name = name.map_err(|e| not_whole(&e.to_string()))?;
        let mut part = part.take(limit + 1);
        let (mut size, mut chunk) = (0, vec![0; CHUNK]);
        loop {
            budget.check_time()?;
            let read = part.read(&mut chunk).map_err(|e| not_whole(&e.to_string()))?;
            let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
            size += bytes.len() as u64;
            self.add_bytes(&name, bytes, limits)?;
        }
        self.unpacked += size;
        if size > limit { Err(bomb(limits)) } else { Ok(()) }
    }

    fn add_bytes(&mut self, name: &str, bytes: &[u8], limits: &InputLimits) -> Result<(), Fault> {
        let tags = bytes.iter().filter(|byte| matches!(byte, b'<')).count() as u64;
        self.tags += tags;
        if !name.contains("worksheets/") {
            self.tags_outside_sheets += tags;
        }
        if self.tags > limits.tags || self.tags_outside_sheets > limits.tags_outside_sheets {
            return Err(too_complex());
        }
        if name.ends_with(TEXTS) {
            for byte in bytes {
                self.texts.add(*byte);
            }
            if self.texts.most() > limits.strings {
                return Err(too_many_texts(limits));
            }
        }
        Ok(())
    }
}

/// Counts the texts of a part, and the count it states of itself, byte by byte.
#[derive(Debug, Default)]
struct TextCounter {
    texts: u64,
    /// Length of the tag's name read so far when it is a beginning of `si`; prefixes do not count.
    tag: Option<usize>,
    stated: u64,
    /// How much of the attribute's name is read; its whole length: its value follows.
    name: usize,
    value: u64,
}

impl TextCounter {
    fn most(&self) -> u64 {
        self.texts.max(self.stated)
    }

    fn add(&mut self, byte: u8) {
        self.count_text(byte);
        self.read_stated(byte);
    }

    fn count_text(&mut self, byte: u8) {
        self.tag = match (byte, self.tag) {
            (b'<', _) | (b':', Some(_)) => Some(0),
            (b's', Some(0)) => Some(1),
            (b'i', Some(1)) => Some(2),
            (b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>', Some(2)) => {
                self.texts += 1;
                None
            }
            (b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>', _) | (_, None) => None,
            // Another name, which may still turn out to be a prefix.
            (_, Some(_)) => Some(usize::MAX),
        };
    }

    fn read_stated(&mut self, byte: u8) {
        if self.name < STATED.len() {
            self.name = if STATED.get(self.name) == Some(&byte) {
                self.name + 1
            } else {
                usize::from(STATED.first() == Some(&byte))
            };
            return;
        }
        match byte {
            b'0'..=b'9' => {
                self.value = self.value.saturating_mul(10).saturating_add(u64::from(byte - b'0'));
                self.stated = self.stated.max(self.value);
            }
            b' ' | b'\t' | b'\r' | b'\n' | b'=' | b'"' | b'\'' | b'+' if self.value == 0 => {}
            _ => (self.name, self.value) = (usize::from(byte == b'u'), 0),
        }
    }
}

/// The bytes of an archive, which give nothing more once the time of the reading is over.
#[derive(Debug)]
pub(super) struct TimedBytes<'a> {
    bytes: Cursor<&'a [u8]>,
    budget: Budget,
}

impl<'a> TimedBytes<'a> {
    pub(super) fn new(bytes: &'a [u8], budget: Budget) -> Self {
        Self { bytes: Cursor::new(bytes), budget }
    }
}

impl Read for TimedBytes<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.budget.is_over() {
            return Err(std::io::ErrorKind::TimedOut.into());
        }
        self.bytes.read(into)
    }
}

impl Seek for TimedBytes<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.bytes.seek(to)
    }
}

fn bomb(limits: &InputLimits) -> Fault {
    let limit = limits.unpacked >> 20;
    Fault::of_file(
        "архів розгортається у підозріло великий обсяг",
        format!("книга XLSX до {limit} МБ у розгорнутому вигляді"),
    )
}

fn too_complex() -> Fault {
    Fault::of_file("книга XLSX завелика або надто складна", "книга з однією таблицею")
}

fn too_many_texts(limits: &InputLimits) -> Fault {
    let expected = format!("не більше {} різних текстів у книзі", limits.strings);
    Fault::of_file("у книзі забагато різних текстів", expected)
}

fn not_whole(error: &str) -> Fault {
    Fault::of_file(format!("файл XLSX пошкоджений або обрізаний: {error}"), "ціла книга XLSX")
}

#[cfg(test)]
mod tests {
    use super::TextCounter;

    fn counted(text: &str) -> (u64, u64) {
        let mut counter = TextCounter::default();
        for byte in text.bytes() {
            counter.add(byte);
        }
        (counter.texts, counter.stated)
    }

    #[test]
    fn texts_are_counted_with_and_without_a_prefix() {
        assert_eq!(counted("<sst><si/><si ><t>si</t></si><x:si></x:si><sis/><s/></sst>"), (3, 0));
    }

    #[test]
    fn the_stated_count_is_read_however_it_is_written() {
        for text in [
            "<sst uniqueCount=\"99999\" count=\"1\">",
            "<x:sst a='>' uniqueCount \n =   '99999'>",
            "<sst uniqueuniqueCount=\"99999\">",
        ] {
            assert_eq!(counted(text), (0, 99_999), "{text}");
        }
        assert_eq!(counted("<sst uniqueCount=\"99999999999999999999999999\">").1, u64::MAX);
    }
}
