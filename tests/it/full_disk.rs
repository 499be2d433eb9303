//! A full disk, by a limit on the size of files: what does not fit is refused whole, and works when there is room.

use std::process::{Command, Stdio};

use crate::support::{Base, CommandOutput, region};

/// Runs a command of which no file may grow beyond so many blocks of 512 bytes.
fn limited(base: &Base, blocks: u32, args: &[&str]) -> CommandOutput {
    let limit = format!("ulimit -f {blocks}; trap '' XFSZ; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &limit, env!("CARGO_BIN_EXE_cnap")]).args(args);
    command.env("CNAP_DATABASE_URL", &base.url).current_dir(base.folder.path()).stdin(Stdio::null());
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let told =
        CommandOutput { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) };
    assert!(!told.err.contains("panicked at"), "{told:#?}");
    told
}

#[tokio::test]
async fn what_does_not_fit_on_the_disk_is_refused_whole() {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let names = (0..20_000).map(|n| format!("T{n},Навчальна послуга {n},other\n")).collect::<String>();
    let file = base.file("services-many.csv", format!("code,name,group\n{names}"));
    let import = ["import", "services", file.to_str().unwrap()];
    let place = base.folder.path().join("all.zip");
    let backup = ["backup", place.to_str().unwrap()];
    let before = base.contents().await;
    limited(&base, 2_000, &import).refused();
    assert_eq!(before, base.contents().await);
    base.cnap(&["verify"]).await.done();
    base.cnap(&import).await.done();
    limited(&base, 100, &backup).refused();
    let left = std::fs::read_dir(base.folder.path()).unwrap().map(|file| file.unwrap().file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().contains("all.zip")).collect();
    assert!(left.is_empty(), "{left:?}");
    base.cnap(&backup).await.done();
    base.cnap(&["verify"]).await.done();
}

#[tokio::test]
async fn half_a_head_of_the_journal_is_not_kept() {
    let base = Base::sqlite().await;
    region::load_until(&base, "points").await;
    let heads = base.folder.path().join("cnap.db.head");
    let head = std::fs::read_to_string(&heads).unwrap().lines().last().unwrap().to_owned() + "\n";
    // The file has room for a part of one more head only; the database needs less than the limit.
    let blocks = 4_000_usize;
    let filled = head.repeat(blocks * 512 / head.len());
    assert_ne!(filled.len() % 512, 0);
    std::fs::write(&heads, &filled).unwrap();
    let file = base.file("services.csv", region::SERVICES);
    let told = limited(&base, 4_000, &["import", "services", file.to_str().unwrap()]).done();
    assert!(told.err.contains("not kept"), "{told:?}");
    assert!(std::fs::read_to_string(&heads).unwrap() == filled, "the file of heads is not as it was");
    base.cnap(&["verify"]).await.done();
}
