//! The map drawn over a small region.

use geo::{MultiPolygon, Rect};

use super::*;
use crate::domain::PointKind;

fn square(west: f64, approximate: bool) -> Boundary {
    let shape = MultiPolygon::new(vec![Rect::new((west, 49.0), (west + 1.0, 50.0)).to_polygon()]);
    Boundary::new(&shape, approximate, 1).unwrap()
}

fn shape<'a>(boundary: &'a Boundary, title: &'a str) -> Shape<'a> {
    Shape { boundary, shade: Shade::Class(2), occupied: false, title: title.into(), href: "/hromadas/UA1".into() }
}

#[test]
fn each_shape_is_a_link_with_a_title_and_texts_are_escaped() {
    let (left, right) = (square(30.0, false), square(31.0, true));
    let shapes = vec![shape(&left, "Кам'янка <1>: 3 & \"4\""), shape(&right, "Друга: 0")];
    let svg = draw(&MapInput { id: "m", title: "Карта", shapes, ..MapInput::default() }).into_string();
    assert_eq!(svg.matches("<a href=\"/hromadas/UA1\"").count(), 2);
    assert!(svg.contains("<title>Кам'янка &lt;1&gt;: 3 &amp; &quot;4&quot;</title>"));
    assert!(svg.contains("class=\"m2 ap\"") && svg.contains("role=\"group\""));
    assert!(!svg.contains("style=") && !svg.contains("<script"));
}

#[test]
fn an_occupied_shape_is_hatched_over_its_shade() {
    let boundaries = [square(30.0, false), square(31.0, true), square(32.0, false)];
    let titles = ["А: 3; тимчасова окупація", "Б: невідомо; тимчасова окупація", "В: 3"];
    let mut shapes: Vec<Shape<'_>> = boundaries.iter().zip(titles).map(|(one, title)| shape(one, title)).collect();
    shapes[0].occupied = true;
    shapes[1] = Shape { occupied: true, shade: Shade::Unknown, ..shapes[1].clone() };
    let svg = draw(&MapInput { id: "m", title: "К", shapes, ..MapInput::default() }).into_string();
    for (pattern, below) in [("m-occupied-m2", "m2"), ("m-occupied-mu", "h0")] {
        let pattern = format!("<pattern id=\"{pattern}\"");
        assert_eq!(svg.matches(&pattern).count(), 1, "{svg}");
        let drawn = svg.split(&pattern).nth(1).unwrap().split("</pattern>").next().unwrap();
        assert!(drawn.contains(&format!("class=\"{below}\"")) && drawn.contains("class=\"oh\""), "{drawn}");
    }
    assert!(svg.contains("class=\"oc\" fill=\"url(#m-occupied-m2)\"><title>А: 3; тимчасова окупація</title>"), "{svg}");
    assert!(svg.contains("class=\"oc ap\" fill=\"url(#m-occupied-mu)\""), "{svg}");
    assert!(svg.contains("class=\"m2\"><title>В: 3</title>"), "{svg}");
}

#[test]
fn each_kind_of_point_has_its_own_sign_and_linked_points_can_be_chosen() {
    let land = square(30.0, false);
    let mark = |kind, link| Mark { kind, at: (49.5, 30.5), link };
    let marks = vec![
        mark(PointKind::Cnap, Some(("/points/7".to_owned(), "ЦНАП"))),
        mark(PointKind::Tp, None),
        mark(PointKind::Vrm, Some(("/points/8".to_owned(), "ВРМ"))),
        mark(PointKind::Mobile, None),
    ];
    let svg = draw(&MapInput { id: "m", title: "К", shapes: vec![shape(&land, "А")], marks, ..MapInput::default() });
    let svg = svg.into_string();
    for class in ["k-cnap", "k-tp", "k-vrm", "k-mobile"] {
        assert!(svg.contains(class), "{class}");
    }
    assert!(svg.contains("<a href=\"/points/7\" class=\"k-cnap\" tabindex=\"-1\"><title>ЦНАП</title>"));
    let stops = svg.split("<g class=\"marks\">").nth(1).unwrap().matches("<a ").count();
    assert_eq!((stops, svg.matches(" tabindex=\"-1\"").count()), (2, 1), "one stop of the tab key for all points");
}

#[test]
fn nothing_to_draw_draws_nothing_and_points_alone_make_a_map() {
    assert!(draw(&MapInput::default()).into_string().is_empty());
    let marks = vec![Mark { kind: PointKind::Cnap, at: (49.5, 30.5), link: None }];
    assert!(draw(&MapInput { marks, ..MapInput::default() }).into_string().contains("k-cnap"));
}

#[test]
fn impossible_points_are_not_drawn() {
    let land = square(30.0, false);
    let marks = [f64::NAN, f64::INFINITY, 1e300].map(|lat| Mark { kind: PointKind::Tp, at: (lat, 30.5), link: None });
    let map = MapInput { shapes: vec![shape(&land, "А")], marks: marks.into(), ..MapInput::default() };
    assert!(!draw(&map).into_string().contains("k-tp"));
}
