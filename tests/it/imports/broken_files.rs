//! Files that are no tables at all: a clear refusal, exit code 1, and the database as it was.

use std::fs::File;
use std::io::{Cursor, Write};

use crate::support::{Base, region};

async fn refused_without_trace(bytes: &[u8], words: &[&str]) {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let before = base.contents().await;
    for format in ["points", "guide-registry", "katottg"] {
        base.import(format, bytes).await.refused().says(words);
    }
    assert_eq!(before, base.contents().await);
}

fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..200 {
        sheet.write(row, 0, format!("рядок {row}")).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn archive(name: &str, size: usize) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file(name, options).unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..size >> 20 {
        archive.write_all(&block).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_cut_workbook_is_refused() {
    let whole = workbook();
    refused_without_trace(&whole[..whole.len() / 2], &["XLSX", "обрізаний"]).await;
}

#[tokio::test]
async fn a_text_in_windows_1251_is_refused_with_its_name() {
    // «код,вид,назва» and «Полтава» in that encoding.
    let text = b"\xea\xee\xe4,\xe2\xe8\xe4,\xed\xe0\xe7\xe2\xe0\n1,cnap,\xcf\xee\xeb\xf2\xe0\xe2\xe0\n";
    refused_without_trace(text, &["UTF-8", "Windows-1251"]).await;
}

#[tokio::test]
async fn two_hundred_megabytes_of_zeros_are_refused() {
    let base = Base::sqlite().await;
    let path = base.folder.path().join("zeros.csv");
    File::create(&path).unwrap().set_len(200_000_000).unwrap();
    base.import_file("points", &path, &[]).await.refused().says(&["нульові байти"]);
    base.import_file("boundaries", &path, &[]).await.refused();
    base.import_file("guide-report", &path, &[]).await.refused();
}

#[tokio::test]
async fn a_zip_bomb_is_refused() {
    refused_without_trace(&archive("xl/worksheets/sheet1.xml", 500 << 20), &["архів", "великий обсяг"]).await;
}

#[tokio::test]
async fn an_archive_that_is_no_workbook_is_refused() {
    refused_without_trace(&archive("letter.txt", 1 << 20), &["XLSX"]).await;
}

#[tokio::test]
async fn a_page_of_the_web_in_place_of_geojson_is_refused() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let before = base.contents().await;
    for text in ["<html><body>503</body></html>", "{", "[]", "{\"type\":\"FeatureCollection\"}", ""] {
        base.import("boundaries", text).await.refused();
    }
    assert_eq!(before, base.contents().await);
}
