//! The registry's first tables: the journal of actions and every kept fact with its period, source and confirmation.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, boolean_null, date, date_null, double, double_null, integer, integer_null, string, string_null, text,
    text_null, timestamp_with_time_zone,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        for (table, columns) in INDEXES {
            let mut index = Index::create();
            index.name(format!("{table}_{}", columns.join("_"))).table(Alias::new(*table));
            for column in *columns {
                index.col(Alias::new(*column));
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

/// Look-ups by the thing a row belongs to.
const INDEXES: &[(&str, &[&str])] = &[
    ("hromada_fact", &["hromada"]),
    ("point_period", &["point_id"]),
    ("service_period", &["service_id"]),
    ("offering", &["point_id", "service_id"]),
    ("answer", &["point_id"]),
    ("equipment", &["point_id"]),
    ("figure", &["point_id"]),
];

fn key(name: &str) -> ColumnDef {
    integer(Alias::new(name)).primary_key().take()
}

fn named(name: &str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(Alias::new(name));
    for column in columns {
        table.col(column);
    }
    table
}

/// A table of facts: own number, columns, where each row came from and when it was last confirmed.
fn kept(name: &str, mut columns: Vec<ColumnDef>) -> TableCreateStatement {
    columns.insert(0, key("id"));
    columns.push(integer("source").take());
    columns.push(date("confirmed").take());
    named(name, columns).foreign_key(&mut refers(name, "source", "action")).take()
}

fn refers(table: &str, column: &str, to: &str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_{column}"))
        .from(Alias::new(table), Alias::new(column))
        .to(Alias::new(to), Alias::new("id"))
        .take()
}

fn of_point(name: &str, mut columns: Vec<ColumnDef>) -> TableCreateStatement {
    columns.insert(0, integer("point_id").take());
    kept(name, columns).foreign_key(&mut refers(name, "point_id", "point")).take()
}

fn period() -> [ColumnDef; 2] {
    [date_null("valid_from").take(), date_null("valid_until").take()]
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        journal(),
        named("point", vec![key("id"), string("code").unique_key().take()]),
        named("service", vec![key("id"), string("code").unique_key().take()]),
        named("ground", vec![key("id"), text("text").unique_key().take()]),
        territory(),
        boundary(),
        hromada_fact(),
        kept(
            "district",
            vec![
                string("code").unique_key().take(),
                string("hromada").take(),
                string("name").take(),
                text("settlements").take(),
            ],
        ),
        point_period(),
        service_period(),
        service_step(),
        mandatory_position(),
        mandatory_declared(),
        offering(),
        answer(),
        equipment(),
        of_point("figure", vec![string("period").take(), string("measure").take(), double("value").take()]),
    ]
}

fn journal() -> TableCreateStatement {
    named(
        "action",
        vec![
            key("id"),
            timestamp_with_time_zone("at").take(),
            string("actor").take(),
            string("name").take(),
            string_null("file").take(),
            string_null("file_sha256").take(),
            date_null("as_of").take(),
            boolean("sample").take(),
            string("parts").take(),
            text("summary").take(),
            text("changes").take(),
            string("previous").take(),
            string("hash").take(),
        ],
    )
}

fn territory() -> TableCreateStatement {
    kept(
        "territory",
        vec![
            string("code").unique_key().take(),
            string("category").take(),
            string("name").take(),
            string_null("parent").take(),
            double_null("lat").take(),
            double_null("lon").take(),
            string_null("kind").take(),
            double_null("area_km2").take(),
            string_null("centre").take(),
        ],
    )
}

fn boundary() -> TableCreateStatement {
    kept(
        "boundary",
        vec![
            string("code").unique_key().take(),
            text("geometry").take(),
            double("min_lon").take(),
            double("min_lat").take(),
            double("max_lon").take(),
            double("max_lat").take(),
        ],
    )
}

fn hromada_fact() -> TableCreateStatement {
    let [from, until] = period();
    kept("hromada_fact", vec![string("hromada").take(), string("fact").take(), string("value").take(), from, until])
}

fn point_period() -> TableCreateStatement {
    let [from, until] = period();
    of_point(
        "point_period",
        vec![
            from,
            until,
            string("kind").take(),
            string_null("parent").take(),
            string_null("hromada").take(),
            string_null("settlement").take(),
            string_null("starosta_district").take(),
            text("name").take(),
            text_null("address").take(),
            double_null("lat").take(),
            double_null("lon").take(),
            string("precision").take(),
            string("status").take(),
            boolean_null("diia_centre").take(),
            double_null("area_total").take(),
            double_null("area_waiting").take(),
            double_null("area_service").take(),
            integer_null("workers").take(),
            text_null("hours").take(),
            text_null("hours_text").take(),
            text_null("phone").take(),
            text_null("email").take(),
            text_null("web").take(),
            text("features").take(),
            text_null("method").take(),
            double_null("confidence").take(),
        ],
    )
}

fn service_period() -> TableCreateStatement {
    let [from, until] = period();
    let table = kept(
        "service_period",
        vec![
            integer("service_id").take(),
            from,
            until,
            string_null("identifier").take(),
            text("name").take(),
            string("service_group").take(),
            text("life_events").take(),
            text_null("provider").take(),
            text_null("basis").take(),
            integer_null("term_days").take(),
            text_null("fee").take(),
            text_null("result").take(),
            text("documents").take(),
            text("audience").take(),
            text("channels").take(),
        ],
    );
    let mut table = table;
    table.foreign_key(&mut refers("service_period", "service_id", "service")).take()
}

fn service_step() -> TableCreateStatement {
    kept(
        "service_step",
        vec![
            string("service").take(),
            integer("position").take(),
            text("step").take(),
            text_null("responsible").take(),
            integer_null("days").take(),
            text_null("note").take(),
        ],
    )
}

fn mandatory_position() -> TableCreateStatement {
    kept(
        "mandatory_position",
        vec![
            string("list").take(),
            date("in_force").take(),
            string("service").take(),
            string("classes").take(),
            text_null("condition").take(),
        ],
    )
}

fn mandatory_declared() -> TableCreateStatement {
    kept(
        "mandatory_declared",
        vec![string("list").take(), date("in_force").take(), string("class").take(), integer("count").take()],
    )
}

fn offering() -> TableCreateStatement {
    let [from, until] = period();
    let mut table =
        of_point("offering", vec![integer("service_id").take(), from, until, integer_null("ground_id").take()]);
    table
        .foreign_key(&mut refers("offering", "service_id", "service"))
        .foreign_key(&mut refers("offering", "ground_id", "ground"))
        .take()
}

fn answer() -> TableCreateStatement {
    of_point(
        "answer",
        vec![
            string("checklist").take(),
            string("criterion").take(),
            date_null("answered_on").take(),
            string("answer").take(),
            double_null("measure").take(),
            text_null("note").take(),
        ],
    )
}

fn equipment() -> TableCreateStatement {
    let [from, until] = period();
    of_point(
        "equipment",
        vec![
            string("kind").take(),
            integer("quantity").take(),
            from,
            until,
            string_null("funder").take(),
            string_null("state").take(),
        ],
    )
}
