//! An auditor fills and signs a sheet on a phone; the hromada finds what it has to answer.

use thirtyfour::By;
use thirtyfour::prelude::ElementQueryable;

use crate::people_in_browser::{enter, fill, look, people, press};
use crate::support::browser::{DESK, PHONE, Visitor, visit};

const EDITOR: &str = "editor@example.org";
const AUDITOR: &str = "auditor@example.org";

async fn walk(visitor: Visitor) {
    let (base, app) = people().await;
    let address = app.address.clone();
    visit(visitor, move |tab| async move {
        enter(&tab, &address, AUDITOR).await;
        tab.open(&format!("{address}/visits")).await;
        look(&tab, visitor, "visits").await;
        fill(&tab, "present", "Людина Зразкова, керівниця центру").await;
        press(&tab, "Відкрити виїзд", "Обов’язкові послуги, яких немає").await;
        look(&tab, visitor, "visit-sheet").await;
        let no = "[name='c.six-flags.ramp.answer'][value=no]";
        tab.0.query(By::Css(no)).first().await.unwrap().click().await.unwrap();
        let add = "[name=add][value='criterion:six-flags/ramp']";
        let button = tab.0.query(By::Css(add)).first().await.unwrap();
        button.scroll_into_view().await.unwrap();
        button.click().await.unwrap();
        tab.0.query(By::Css("#finding-0")).first().await.unwrap();
        fill(&tab, "'f.0.responsible'", "Керівниця центру").await;
        press(&tab, "Перевірити й підписати", "Нічого не подано").await;
        look(&tab, visitor, "visit-faults").await;
        let tomorrow = "new Date(Date.now() + 864e5).toISOString().slice(0, 10)";
        let deadline = "document.querySelector(\"[name='f.0.deadline']\")";
        tab.value(&format!("{deadline}.value = {tomorrow}")).await;
        press(&tab, "Перевірити й підписати", "Акт можна підписати").await;
        look(&tab, visitor, "visit-checked").await;
        press(&tab, "Підписати акт", "Акт підписано").await;
        look(&tab, visitor, "visit-signed").await;
        tab.open(&format!("{address}/visits/1/print")).await;
        look(&tab, visitor, "visit-print").await;
        press(&tab, "Вийти", "Вхід").await;
        enter(&tab, &address, EDITOR).await;
        look(&tab, visitor, "visit-workspace").await;
        tab.open(&format!("{address}/findings")).await;
        look(&tab, visitor, "findings").await;
        tab.open(&format!("{address}/findings/1")).await;
        fill(&tab, "text", "Пандус замовлено").await;
        look(&tab, visitor, "finding").await;
        press(&tab, "Надіслати відповідь", "чекає на аудитора").await;
    })
    .await;
    base.cnap(&["verify"]).await.done();
    app.stop().await;
}

#[tokio::test]
async fn an_auditor_signs_a_sheet_on_a_phone_and_the_hromada_answers() {
    walk(PHONE).await;
}

#[tokio::test]
async fn an_auditor_signs_a_sheet_before_a_desk_and_the_hromada_answers() {
    walk(DESK).await;
}
