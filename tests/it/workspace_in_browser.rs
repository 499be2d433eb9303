//! The forms of the workspace in a real browser: before a desk, on the narrowest phone, without scripts.

use thirtyfour::By;
use thirtyfour::prelude::ElementQueryable;

use crate::people_in_browser::{enter, fill, look, people, press};
use crate::support::browser::{DESK, NO_SCRIPTS, PHONE, Visitor, visit};
use crate::support::region::MACHUKHY;

async fn walk(visitor: Visitor) {
    let (_base, app) = people().await;
    let address = app.address.clone();
    visit(visitor, move |tab| async move {
        enter(&tab, &address, "editor@example.org").await;
        look(&tab, visitor, "to-do").await;
        for form in [
            "",
            "/card",
            "/contacts",
            "/hours",
            "/services",
            "/access/588",
            "/access/537",
            "/equipment",
            "/figures/2023Q3",
        ] {
            tab.open(&format!("{address}/workspace/points/A{form}")).await;
            look(&tab, visitor, &format!("form{}", form.replace('/', "-"))).await;
        }
        tab.open(&format!("{address}/workspace/hromadas/{MACHUKHY}/districts")).await;
        look(&tab, visitor, "form-districts").await;
        tab.open(&format!("{address}/workspace/points/A/card")).await;
        fill(&tab, "workers", "багато").await;
        press(&tab, "Перевірити", "Нічого не подано").await;
        look(&tab, visitor, "form-faults").await;
        tab.open(&format!("{address}/workspace/points/A/contacts")).await;
        fill(&tab, "phone", "0532000000").await;
        if visitor.scripts {
            let kept = "//*[contains(text(), 'Чернетку збережено')]";
            tab.0.query(By::XPath(kept)).first().await.expect("the draft is kept while typing");
        }
        press(&tab, "Перевірити", "Перевірено").await;
        look(&tab, visitor, "form-checked").await;
        press(&tab, "Подати на розгляд", "Подання № 1").await;
    })
    .await;
    app.stop().await;
}

#[tokio::test]
async fn an_editor_fills_in_forms_before_a_desk() {
    walk(DESK).await;
}

#[tokio::test]
async fn an_editor_fills_in_forms_on_a_phone() {
    walk(PHONE).await;
}

#[tokio::test]
async fn an_editor_fills_in_forms_without_scripts() {
    walk(NO_SCRIPTS).await;
}
