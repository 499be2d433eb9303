//! The parts of a workbook's archive, unpacked into nothing first: what they hold is counted as it is read, since the
//! sizes and counts that an archive states may be wrong.

use std::io::{Cursor, Read, Seek, SeekFrom};

use crate::domain::Message;
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
/// Folders of the parts that are not held in memory: sheets are read row by row, the others are not read.
const NOT_HELD: [&str; 2] = ["worksheets/", "pivotcache/"];
/// Ends of the names of XML parts.
const XML: [&str; 2] = [".xml", ".rels"];
/// The part that tells where the workbook lies.
const PACKAGE: &str = "_rels/.rels";
/// The end of the name of the part with the styles, each of which is copied into every style made of it.
const STYLES: &str = "styles.xml";
/// Tags of that part times the longest stretch between two of them.
const MOST_STYLES: u64 = 256 * 1024 * 1024;
/// The attribute by which that part states how many texts it holds; memory is taken for as many before any is read.
const STATED: &[u8] = b"uniqueCount";

/// Counts what the parts of the archive hold and refuses more than the limits.
pub(super) fn check(bytes: &[u8], budget: &Budget) -> Result<(), Fault> {
    let source = TimedBytes::new(bytes, *budget);
    let mut archive = zip::ZipArchive::new(source).map_err(|e| not_whole(&e.to_string()))?;
    if archive.len() > budget.limits.parts {
        return Err(too_complex());
    }
    let mut seen = SeenEntries::default();
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|e| not_whole(&e.to_string()))?;
        seen.add_part(part, budget)?;
    }
    check_package(&seen.package)
}

/// Refuses a workbook that lies where parts are not counted as held in memory.
fn check_package(text: &[u8]) -> Result<(), Fault> {
    // One of usual size is read as one chunk.
    if text.len() >= CHUNK {
        return Err(too_complex());
    }
    let text = String::from_utf8_lossy(text).to_ascii_lowercase();
    let hides = NOT_HELD.into_iter().chain(["&#"]).any(|sign| text.contains(sign));
    if hides { Err(too_complex()) } else { Ok(()) }
}

/// What was counted so far.
#[derive(Debug, Default)]
struct SeenEntries {
    unpacked: u64,
    tags: u64,
    tags_outside_sheets: u64,
    texts: TextCounter,
    texts_unpacked: u64,
    /// The part that tells where the workbook lies.
    package: Vec<u8>,
    part: SeenPart,
}

/// What was counted of the part being read.
#[derive(Debug, Default)]
struct SeenPart {
    tags: u64,
    /// Bytes since the last tag began, and the most of them.
    stretch: u64,
    longest: u64,
}

impl SeenPart {
    fn add(&mut self, byte: u8) {
        if byte == b'<' {
            (self.tags, self.stretch) = (self.tags + 1, 0);
        } else {
            self.stretch += 1;
            self.longest = self.longest.max(self.stretch);
        }
    }
}

impl SeenEntries {
    fn add_part<R: Read>(&mut self, part: zip::read::ZipFile<'_, R>, budget: &Budget) -> Result<(), Fault> {
        let limits = &budget.limits;
        let left = limits.unpacked.saturating_sub(self.unpacked);
        let limit = left.min(part.compressed_size().saturating_mul(MAX_RATIO).max(SMALL));
        if part.size() > limit {
            return Err(bomb(limits));
        }
        let name = part.name().map(|name| name.replace('\\', "/").to_ascii_lowercase());
        let name = name.map_err(|e| not_whole(&e.to_string()))?;
        self.part = SeenPart::default();
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
        let before = self.part.tags;
        for byte in bytes {
            self.part.add(*byte);
        }
        let tags = self.part.tags - before;
        self.tags += tags;
        if name.trim_start_matches('/') == PACKAGE && self.package.len() < CHUNK {
            self.package.extend(bytes);
        }
        if name.ends_with(TEXTS) {
            return self.add_texts(bytes, limits);
        }
        if !NOT_HELD.iter().any(|folder| name.contains(folder)) {
            self.tags_outside_sheets += tags;
        }
        let is_xml = XML.iter().any(|end| name.ends_with(end));
        let is_long = is_xml && self.part.longest > limits.between_tags;
        let is_styled = name.ends_with(STYLES) && self.part.tags.saturating_mul(self.part.longest) > MOST_STYLES;
        let is_held = self.tags_outside_sheets > limits.tags_outside_sheets;
        if self.tags > limits.tags || is_held || is_long || is_styled { Err(too_complex()) } else { Ok(()) }
    }

    fn add_texts(&mut self, bytes: &[u8], limits: &InputLimits) -> Result<(), Fault> {
        for byte in bytes {
            self.texts.add(*byte);
        }
        self.texts_unpacked += bytes.len() as u64;
        if self.tags > limits.tags || self.part.longest > limits.between_tags {
            return Err(too_complex());
        }
        let too_many = self.texts.most() > limits.strings || self.texts_unpacked > limits.strings_unpacked;
        if too_many { Err(too_many_texts(limits)) } else { Ok(()) }
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
    Fault::of_file("fault-archive-bomb", Message::new("expected-unpacked").with("most", limit))
}

fn too_complex() -> Fault {
    Fault::of_file("fault-book-too-complex", "expected-one-table")
}

fn too_many_texts(limits: &InputLimits) -> Fault {
    let (texts, size) = (limits.strings, limits.strings_unpacked >> 20);
    let expected = Message::new("expected-fewer-texts").with("texts", texts).with("size", size);
    Fault::of_file("fault-too-many-texts", expected)
}

fn not_whole(error: &str) -> Fault {
    Fault::of_file(Message::new("fault-xlsx-damaged").with("error", error), "expected-whole-book")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;

    /// An archive of parts with these names and texts.
    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn refused(part: &str, text: &str) -> bool {
        let bytes = archive(&[(part, text)]);
        check(&bytes, &Budget::start(InputLimits::FILE)).is_err()
    }

    #[test]
    fn what_a_workbook_holds_in_memory_is_counted_part_by_part() {
        let many = "<xf/>".repeat(500_001);
        assert!(refused("xl/styles.xml", &many) && !refused("xl/worksheets/sheet1.xml", &many));
        let texts = "<si/>".repeat(2_000_001);
        assert!(refused("xl/sharedStrings.xml", &texts) && !refused("xl/sharedStrings.xml", &many));
        let long = "a".repeat(1024 * 1024 + 1);
        assert!(refused("xl/worksheets/sheet1.xml", &long) && !refused("xl/media/image1.png", &long));
        let names = format!("<name val=\"{}\"/>{}", "a".repeat(100_000), "<xf/>".repeat(5_000));
        assert!(refused("xl/styles.xml", &names) && !refused("xl/theme/theme1.xml", &names));
    }

    #[test]
    fn a_workbook_that_lies_among_the_sheets_is_refused() {
        let place = |target: &str| format!("<Relationship Type=\"officeDocument\" Target=\"{target}\"/>");
        for target in ["xl/Worksheets/workbook.xml", "xl/&#119;orksheets/a.xml"] {
            assert!(refused("_rels/.rels", &place(target)), "{target}");
        }
        assert!(!refused("_rels/.rels", &place("xl/workbook.xml")));
    }

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
