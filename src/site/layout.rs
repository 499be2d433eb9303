//! The frame of every page: header, navigation, what is shown, footer.

use maud::{DOCTYPE, Markup, html};

use super::parts::chooser::{Choose, as_of, chooser};
use super::parts::format;
use super::structured::Thing;
use crate::http::urls::in_lang;
use crate::http::{Lang, RequestContext, assets};

/// The main pages in order: path and key of the name.
const NAV: [(&str, &str); 13] = [
    ("/", "nav-door"),
    ("/network", "nav-overview"),
    ("/hromadas", "nav-hromadas"),
    ("/points", "nav-points"),
    ("/services", "nav-services"),
    ("/compliance", "nav-compliance"),
    ("/map", "nav-map"),
    ("/coverage", "nav-coverage"),
    ("/barrier-free", "nav-barrier-free"),
    ("/equipment", "nav-equipment"),
    ("/figures", "nav-figures"),
    ("/lists", "nav-lists"),
    ("/reports", "nav-reports"),
];

/// What a page puts into the frame.
#[derive(Debug)]
pub struct Page {
    title: String,
    body: Markup,
    crumbs: Vec<(String, Option<String>)>,
    choose: Choose,
    indexed: bool,
    script: Option<&'static str>,
    structured: Option<Thing>,
}

impl Page {
    #[must_use]
    pub fn new(title: impl Into<String>, body: Markup) -> Self {
        Self {
            title: title.into(),
            body,
            crumbs: Vec::new(),
            choose: Choose::TerritoryAndDay,
            indexed: true,
            script: None,
            structured: None,
        }
    }

    /// Adds a step of the way here.
    #[must_use]
    pub fn crumb(mut self, name: impl Into<String>, url: impl Into<String>) -> Self {
        self.crumbs.push((name.into(), Some(url.into())));
        self
    }

    #[must_use]
    pub const fn choose(mut self, choose: Choose) -> Self {
        self.choose = choose;
        self
    }

    /// Adds a script that improves the page, one of the assets.
    #[must_use]
    pub const fn with_script(mut self, asset: &'static str) -> Self {
        self.script = Some(asset);
        self
    }

    /// Says what the page is about to programs.
    #[must_use]
    pub fn about(mut self, thing: Option<Thing>) -> Self {
        self.structured = thing;
        self
    }

    /// Search engines need not keep it.
    #[must_use]
    pub const fn not_indexed(mut self) -> Self {
        self.indexed = false;
        self
    }
}

/// The whole document.
#[must_use]
pub fn render(view: &RequestContext, page: &Page) -> Markup {
    let lang = view.lang;
    html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            (page_head(view, page))
            body {
                a.skip href="#main" { (lang.text("skip")) }
                (header(view))
                (sample_banner(view))
                (known_banner(view))
                (context(view, page))
                (nothing_held(view, page))
                main #main tabindex="-1" { (page.body) }
                (footer(view))
            }
        }
    }
}

fn page_head(view: &RequestContext, page: &Page) -> Markup {
    let lang = view.lang;
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (page.title) " — " (lang.text("site-name")) }
            meta name="description" content=(lang.text("site-description"));
            @if !page.indexed { meta name="robots" content="noindex"; }
            link rel="canonical" href=(view.public.absolute(&view.same_page(&[("lang", "")])));
            @for other in [Lang::Uk, Lang::En] {
                link rel="alternate" hreflang=(other.tag()) href=(view.public.absolute(&view.in_language(other)));
            }
            link rel="alternate" hreflang="x-default" href=(view.public.absolute(&view.in_language(Lang::Uk)));
            @if let Some(thing) = &page.structured { (thing.block()) }
            link rel="stylesheet" href=(assets::url("style.css"));
            link rel="stylesheet" href=(assets::url("map.css"));
            link rel="icon" type="image/svg+xml" href=(assets::url("icon.svg"));
            script src=(assets::url("site.js")) defer {}
            @if let Some(script) = page.script { script src=(assets::url(script)) defer {} }
        }
    }
}

fn header(view: &RequestContext) -> Markup {
    let lang = view.lang;
    let other = lang.other();
    html! {
        header.top {
            div.wide {
                a.brand href=(in_lang(lang, "/")) {
                    span.mark aria-hidden="true" { "Ц" }
                    span { (lang.text("site-name")) }
                }
                @if view.path != "/" { (search_form(view, "header-search")) }
                a.language href=(view.in_language(other)) lang=(other.tag()) hreflang=(other.tag()) {
                    (other.text("language-name"))
                }
            }
            nav.main aria-label=(lang.text("nav")) {
                details.fold {
                    summary.wide { (lang.text("nav")) }
                    ul.wide {
                        @for (path, key) in NAV {
                            li { a href=(nav_url(view, path)) aria-current=[current(view, path)] { (lang.text(key)) } }
                        }
                        li.narrow { a href=(view.url("/search", &[])) { (lang.text("search-title")) } }
                    }
                }
            }
        }
    }
}

/// Where to go is asked of today and of the whole country, whatever the page is about.
fn nav_url(view: &RequestContext, path: &str) -> String {
    if path == "/" { in_lang(view.lang, path) } else { view.url(path, &[]) }
}

fn current(view: &RequestContext, path: &str) -> Option<&'static str> {
    let below = |rest: &str| rest.is_empty() || rest.starts_with('/');
    let here = if path == "/" { view.path == "/" } else { view.path.strip_prefix(path).is_some_and(below) };
    let exact = view.path == path;
    here.then_some(if exact { "page" } else { "true" })
}

/// The search box; `id` keeps its label apart where a page has two.
#[must_use]
pub fn search_form(view: &RequestContext, id: &str) -> Markup {
    let lang = view.lang;
    let query = if view.path == "/search" { view.param("q").unwrap_or_default() } else { "" };
    let name = if id == "header-search" { "search-everywhere" } else { "search-title" };
    html! {
        form.search method="get" action=(in_lang(lang, "/search")) role="search" aria-label=(lang.text(name)) {
            label.hidden for=(id) { (lang.text("search-label")) }
            input id=(id) type="search" name="q" value=(query) maxlength="200" placeholder=(lang.text("search-hint"));
            @for name in ["territory", "date", "known"] {
                @if let Some(value) = view.param(name) { input type="hidden" name=(name) value=(value); }
            }
            button type="submit" { (lang.text("search-button")) }
        }
    }
}

fn sample_banner(view: &RequestContext) -> Markup {
    let (lang, records) = (view.lang, &view.registry.records);
    let explained = match (records.has_samples(), records.list_is_sample(view.registry.date)) {
        (true, _) => lang.text("sample-explained"),
        (false, true) => lang.text("sample-list-explained"),
        (false, false) => return html! {},
    };
    html! {
        aside.sample-banner aria-label=(lang.text("sample-data")) {
            details.fold.wide { summary { strong { (lang.text("sample-data")) } } p { (explained) } }
        }
    }
}

/// An earlier state of knowledge is shown, not what is known now: every page says so.
fn known_banner(view: &RequestContext) -> Markup {
    let lang = view.lang;
    let Some(known) = view.known else { return html! {} };
    let entry = ("entry", known.entry.to_string().into());
    let told = match known.at.filter(|_| known.entry > 0) {
        Some(at) => lang.with("known-shown", [("moment", format::moment(lang, at).into()), entry]),
        None => lang.text("known-nothing"),
    };
    html! {
        aside.known-banner aria-label=(lang.text("known-state")) {
            p.wide { strong { (told) } " " a href=(view.same_page(&[("known", "")])) { (lang.text("known-now")) } }
        }
    }
}

/// Before the first data every count would be nought: that is no fact about the network.
fn nothing_held(view: &RequestContext, page: &Page) -> Markup {
    let lang = view.lang;
    let since = view.registry.records.network.known_since();
    let shown = !matches!(page.choose, Choose::Nothing | Choose::Knowledge) && view.registry.points.is_empty();
    let date = |day| format::date(lang, day);
    html! {
        @if let Some(since) = since.filter(|_| shown) {
            aside.wide.held aria-label=(lang.text("nothing-held")) {
                p.notice { (lang.with("nothing-held-on", [("date", date(view.date()).into()), ("since", date(since).into())])) " "
                    a href=(view.same_page(&[("date", &since.to_string())])) { (lang.text("nothing-held-first")) } }
            }
        }
    }
}

fn context(view: &RequestContext, page: &Page) -> Markup {
    let lang = view.lang;
    html! {
        @if view.path != "/" { div.context.wide {
            nav.crumbs aria-label=(lang.text("crumbs")) {
                ol {
                    @if view.path != "/" { li { a href=(in_lang(lang, "/")) { (lang.text("nav-door")) } } }
                    @for (name, url) in &page.crumbs {
                        li { @match url { Some(url) => { a href=(url) { (name) } } None => { (name) } } }
                    }
                    li aria-current="page" { (page.title) }
                }
            }
            (chooser(view, page.choose))
        } }
    }
}

fn footer(view: &RequestContext) -> Markup {
    let lang = view.lang;
    html! {
        footer.bottom {
            div.wide {
                p { (lang.text("footer-data")) " " (as_of(view)) ". " (freshness(view)) }
                p { (lang.text("footer-sources")) }
                ul {
                    li { a href=(view.url("/sources", &[])) { (lang.text("nav-sources")) } }
                    li { a href=(in_lang(lang, "/quarters")) { (lang.text("quarters")) } }
                    li { a href=(view.url("/about", &[])) { (lang.text("nav-about")) } }
                    li { a href=(in_lang(lang, "/workspace")) { (lang.text("workspace")) } }
                    li { a href="/api" { (lang.text("nav-api")) } }
                    li { a href="/api/openapi.json" { "OpenAPI" } }
                }
            }
        }
    }
}

/// When something was last put into the registry.
fn freshness(view: &RequestContext) -> String {
    let lang = view.lang;
    match view.registry.records.sources.iter().map(|source| source.at).max() {
        Some(at) => {
            let at = at.with_timezone(&chrono_tz::Europe::Kyiv);
            let day = format::date(lang, at.date_naive());
            lang.with("last-import", [("date", day.into()), ("time", at.format("%H:%M").to_string().into())])
        }
        None => lang.text("no-imports"),
    }
}
