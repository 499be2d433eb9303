//! What of a sheet a finding is about, in words.

use crate::actions::visits::Subject;
use crate::http::RequestContext;
use crate::site::parts::{links, names};

/// The subject in words.
pub fn name(view: &RequestContext, subject: &Subject) -> String {
    let (lang, rules) = (view.lang, &view.registry.records.rules);
    match subject {
        Subject::Service(code) => {
            let service = view.registry.records.catalogue.by_code(code);
            let name = service.map(|service| links::service_name(view, service)).unwrap_or_default();
            format!("{code} {name}").trim_end().to_owned()
        }
        Subject::Criterion(list, id) => {
            let criterion = rules.checklist(list).and_then(|list| list.criterion(id));
            criterion.map_or_else(|| id.clone(), |criterion| names::ruled(lang, &criterion.title).to_owned())
        }
        Subject::Equipment(kind) => names::equipment(view, kind).to_owned(),
        Subject::Hours => lang.text("visit-hours-sign"),
        Subject::Area => lang.text("visit-areas"),
        Subject::Other => lang.text("visit-other"),
    }
}

/// The first words of a new finding, which the auditor goes on with.
pub fn first_words(view: &RequestContext, subject: &Subject) -> String {
    let key = match subject {
        Subject::Service(_) => "visit-what-service",
        Subject::Criterion(..) => "visit-what-criterion",
        Subject::Equipment(_) => "visit-what-equipment",
        Subject::Hours | Subject::Area | Subject::Other => return String::new(),
    };
    view.lang.with(key, [("name", name(view, subject).into())])
}
