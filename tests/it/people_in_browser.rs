//! A hromada's editor and an auditor at work in a real browser, on a phone and without scripts too.

use cnap::live::Clock;
use std::path::Path;

use thirtyfour::By;
use thirtyfour::prelude::{ElementQueryable, ElementWaitable};

use crate::support::browser::{DESK, NO_SCRIPTS, PHONE, Tab, Visitor, visit};
use crate::support::people::{PASSWORD, add, code_of_page, recovery_code, send, signed_in};
use crate::support::region::{self, MACHUKHY, OBLAST};
use crate::support::{App, Base};

const EDITOR: &str = "editor@example.org";
const AUDITOR: &str = "auditor@example.org";
const ADMINISTRATOR: &str = "admin@example.org";

pub async fn people() -> (Base, App) {
    let base = Base::sqlite().await;
    region::load(&base).await;
    let app = base.serve().await;
    for (email, role, territory) in [(EDITOR, "editor", MACHUKHY), (AUDITOR, "auditor", OBLAST)] {
        signed_in(&base, &app, email, role, &[territory]).await;
    }
    (base, app)
}

pub async fn fill(tab: &Tab, field: &str, text: &str) {
    let field = tab.0.query(By::Css(format!("[name={field}]:not([type=hidden])"))).first().await.unwrap();
    field.send_keys(text).await.unwrap();
}

/// Presses the button with these words, waits until its page is gone and the words of the next page are there.
pub async fn press(tab: &Tab, button: &str, then: &str) {
    let path = format!("//button[normalize-space()='{button}']");
    let left = tab.0.find(By::Tag("html")).await.unwrap();
    tab.0.query(By::XPath(path)).first().await.unwrap().click().await.unwrap();
    left.wait_until().stale().await.unwrap_or_else(|_| panic!("«{button}» leads nowhere"));
    let seen = format!("//*[contains(text(), '{then}')]");
    tab.0.query(By::XPath(seen)).first().await.unwrap_or_else(|_| panic!("after «{button}» no «{then}»"));
}

async fn choose(tab: &Tab, css: &str) {
    tab.0.query(By::Css(css)).first().await.unwrap().click().await.unwrap();
}

pub async fn enter(tab: &Tab, address: &str, email: &str) {
    tab.open(&format!("{address}/workspace")).await;
    fill(tab, "email", email).await;
    fill(tab, "password", PASSWORD).await;
    if email == AUDITOR {
        press(tab, "Увійти", "Код підтвердження").await;
        fill(tab, "code", &recovery_code(email)).await;
        press(tab, "Підтвердити", "Робочий простір").await;
    } else {
        press(tab, "Увійти", "Робочий простір").await;
    }
}

/// Nothing serious for axe, nothing wider than the window; a picture where a folder is named.
pub async fn look(tab: &Tab, visitor: Visitor, name: &str) {
    let width = tab.value("document.documentElement.scrollWidth").await.as_u64().unwrap();
    assert!(width <= u64::from(visitor.width), "{name}: {width} px wide");
    if visitor.scripts {
        assert_eq!(tab.violations().await.unwrap_or_default(), Vec::<String>::new(), "{name}");
    }
    if let Ok(folder) = std::env::var("CNAP_TEST_PICTURES") {
        let path = Path::new(&folder).join(format!("{name}-{}.png", visitor.width));
        tab.0.screenshot(&path).await.unwrap();
    }
}

async fn walk(visitor: Visitor) {
    let (base, app) = people().await;
    let (address, pasted) = (app.address.clone(), "Код пункту\tКод послуги\tДіє з\nW\tS1\t01.03.2022");
    visit(visitor, move |tab| async move {
        tab.open(&format!("{address}/sign-in")).await;
        look(&tab, visitor, "sign-in").await;
        enter(&tab, &address, EDITOR).await;
        look(&tab, visitor, "workspace").await;
        choose(&tab, "#table option[value=offerings]").await;
        fill(&tab, "pasted", "Код пункту;Код послуги;Діє з\nW;S1;колись").await;
        press(&tab, "Подати на розгляд", "нічого не подано").await;
        look(&tab, visitor, "faults").await;
        tab.0.query(By::Name("pasted")).first().await.unwrap().clear().await.unwrap();
        fill(&tab, "pasted", &pasted.replace('\t', ";")).await;
        fill(&tab, "note", "За рішенням виконкому").await;
        press(&tab, "Подати на розгляд", "Подання № 1").await;
        look(&tab, visitor, "submission").await;
        press(&tab, "Вийти", "Вхід").await;
        enter(&tab, &address, AUDITOR).await;
        tab.0.query(By::PartialLinkText("Подання № 1")).first().await.unwrap().click().await.unwrap();
        press(&tab, "Прийняти", "прийнято").await;
        look(&tab, visitor, "accepted").await;
        tab.open(&format!("{address}/points/W/history")).await;
        let told = tab.0.find(By::Css("main")).await.unwrap().text().await.unwrap();
        assert!(told.contains("за поданням громади"), "{told}");
    })
    .await;
    base.cnap(&["verify"]).await.done();
    app.stop().await;
}

#[tokio::test]
async fn an_editor_submits_and_an_auditor_accepts_before_a_desk() {
    walk(DESK).await;
}

#[tokio::test]
async fn an_editor_submits_and_an_auditor_accepts_on_a_phone() {
    walk(PHONE).await;
}

#[tokio::test]
async fn an_editor_submits_and_an_auditor_accepts_without_scripts() {
    walk(NO_SCRIPTS).await;
}

const LIST: &str = "ПЕРЕЛІК ПОСЛУГ\n№ з/п;Код послуги;Назва послуги\n;;АКТИ ЦИВІЛЬНОГО СТАНУ\n1;01/01;Державна реєстрація шлюбу\n\
    2;01/02;Державна реєстрація смерті\n3;01/03;Видача довідки\n4;01/04;Послуги соціального таксі\nУсього: 4;;";

/// Her own list: two rows are matched, two are asked about.
async fn walk_with_a_list(visitor: Visitor) {
    let (base, app) = people().await;
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/catalogue/services.csv");
    base.import_file("services", &catalogue, &[]).await.done();
    app.until_shown(13).await;
    let address = app.address.clone();
    visit(visitor, move |tab| async move {
        enter(&tab, &address, EDITOR).await;
        choose(&tab, "#table option[value=sheet]").await;
        fill(&tab, "pasted", LIST).await;
        press(&tab, "Подати на розгляд", "Потрібна ваша відповідь").await;
        look(&tab, visitor, "list").await;
        choose(&tab, "input[name=point][value=W]").await;
        press(&tab, "Подати на розгляд", "Лишилося 2 запитання").await;
        look(&tab, visitor, "list-open").await;
        choose(&tab, "input[name=row-6][value=other]").await;
        fill(&tab, "other-6", "12-30").await;
        choose(&tab, "input[name=row-7][value='-']").await;
        press(&tab, "Подати на розгляд", "Подання № 1").await;
        look(&tab, visitor, "list-submitted").await;
        tab.open(&format!("{address}/account")).await;
        look(&tab, visitor, "account").await;
    })
    .await;
    app.stop().await;
}

#[tokio::test]
async fn an_own_list_is_answered_before_a_desk() {
    walk_with_a_list(DESK).await;
}

/// An administrator sets a second factor up and invites somebody; an auditor sees who changed what; an editor makes a
/// token.
async fn walk_accounts(visitor: Visitor) {
    let (base, app) = people().await;
    let invitation = add(&base, ADMINISTRATOR, "administrator", &[]).await;
    assert_eq!(send(&app, &invitation, &[("password", PASSWORD), ("again", PASSWORD)]).await.status, 303);
    let address = app.address.clone();
    visit(visitor, move |tab| async move {
        tab.open(&format!("{address}/admin")).await;
        fill(&tab, "email", ADMINISTRATOR).await;
        fill(&tab, "password", PASSWORD).await;
        press(&tab, "Увійти", "Другий фактор входу").await;
        look(&tab, visitor, "second-factor").await;
        let page = tab.0.source().await.unwrap();
        fill(&tab, "code", &code_of_page(&page, Clock::Machine.now())).await;
        press(&tab, "Увімкнути другий фактор", "Резервні коди").await;
        look(&tab, visitor, "recovery-codes").await;
        tab.0.query(By::PartialLinkText("Коди збережено")).first().await.unwrap().click().await.unwrap();
        look(&tab, visitor, "admin").await;
        fill(&tab, "email", "new@example.org").await;
        fill(&tab, "name", "Нова Людина").await;
        choose(&tab, &format!("#role-territory option[value={MACHUKHY}]")).await;
        press(&tab, "Запросити", "Запрошення для new@example.org").await;
        look(&tab, visitor, "invited").await;
        tab.open(&format!("{address}/admin/people/1")).await;
        look(&tab, visitor, "person").await;
        tab.open(&format!("{address}/account/second-factor")).await;
        look(&tab, visitor, "second-factor-on").await;
        press(&tab, "Вийти", "Вхід").await;
        enter(&tab, &address, AUDITOR).await;
        tab.open(&format!("{address}/changes?table=points")).await;
        look(&tab, visitor, "changes").await;
        press(&tab, "Вийти", "Вхід").await;
        enter(&tab, &address, EDITOR).await;
        tab.open(&format!("{address}/account/tokens")).await;
        fill(&tab, "name", "Облік ЦНАП").await;
        press(&tab, "Створити токен", "Токен створено").await;
        look(&tab, visitor, "tokens").await;
    })
    .await;
    app.stop().await;
}

#[tokio::test]
async fn accounts_are_kept_before_a_desk() {
    walk_accounts(DESK).await;
}

#[tokio::test]
async fn accounts_are_kept_on_a_phone() {
    walk_accounts(PHONE).await;
}
