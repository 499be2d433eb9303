//! Laws that hold for every country, not only for the examples.

use proptest::prelude::*;

use super::*;
use crate::compliance::By;
use crate::compliance::cards::{CardVerdict, card};
use crate::compliance::indicator::evaluate_by;
use crate::domain::PointKind;

const SERVICES: [(&str, &str); 6] =
    [("A", "social"), ("B", "social"), ("P", "passport"), ("D", "drivers"), ("V", "veterans"), ("R", "residence")];
const POSITIONS: [(&str, &str, &str); 5] = [
    ("A", "cnap tp vrm", ""),
    ("B", "raion_centre tp", "dms_unit or population > 5000"),
    ("P", "cnap", "no dms_unit"),
    ("D", "cnap", "population > 20000 and no mvs_centre"),
    ("V", "oblast_city vrm", "not (dms_unit and mvs_centre)"),
];
const INDICATORS: [&str; 9] = [
    "residence",
    "social",
    "passport",
    "drivers",
    "full-list",
    "veterans",
    "starosta-60",
    "overall-compliance",
    "diia-qr",
];
const KINDS: [PointKind; 4] = [PointKind::Cnap, PointKind::Tp, PointKind::Vrm, PointKind::Cnap];

/// What is stated of one hromada; `None`: nothing.
#[derive(Clone, Debug)]
struct Place {
    population: Option<u32>,
    dms_unit: Option<bool>,
    mvs_centre: Option<bool>,
    class: Option<&'static str>,
    occupied: bool,
    /// Services of each point by bit; `None`: not declared.
    points: Vec<Option<u8>>,
}

fn place() -> impl Strategy<Value = Place> {
    let people = prop::option::of(prop::sample::select(vec![4_000, 6_000, 20_000, 30_000]));
    let class = prop::option::of(prop::sample::select(vec!["rural", "urban", "raion_centre", "oblast_city"]));
    let points = prop::collection::vec(prop::option::of(0u8..64), 1..5);
    let flag = || prop::option::of(any::<bool>());
    (people, flag(), flag(), class, prop::bool::weighted(0.1), points).prop_map(
        |(population, dms_unit, mvs_centre, class, occupied, points)| Place {
            population,
            dms_unit,
            mvs_centre,
            class,
            occupied,
            points,
        },
    )
}

fn places() -> impl Strategy<Value = Vec<Place>> {
    prop::collection::vec(place(), 1..5)
}

fn word(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn code(hromada: usize, point: usize) -> String {
    format!("p{hromada}-{point}")
}

fn build(places: &[Place]) -> World {
    let mut world = World::new(u32::try_from(places.len()).unwrap()).edition("2023-01-01", &POSITIONS);
    for (service, group) in SERVICES {
        world = world.service(service, group);
    }
    for (index, place) in places.iter().enumerate() {
        let number = u32::try_from(index).unwrap() + 1;
        world = facts(world, number, place)
            .district(number, &format!("d{index}-a"))
            .district(number, &format!("d{index}-b"));
        for (n, offered) in place.points.iter().enumerate() {
            let district = format!("d{index}-{}", if n % 2 == 0 { "a" } else { "b" });
            world = world.point_as(&code(index, n), KINDS[(index + n) % 4], number, |row| {
                row.starosta_district = Some(district);
            });
            if let Some(offered) = offered {
                world = offers(world, &code(index, n), *offered);
            }
        }
    }
    world
}

fn facts(mut world: World, number: u32, place: &Place) -> World {
    if let Some(people) = place.population {
        world = world.fact(number, "population", &people.to_string());
    }
    if let Some(yes) = place.dms_unit {
        world = world.fact(number, "dms_unit", word(yes));
    }
    if let Some(yes) = place.mvs_centre {
        world = world.fact(number, "mvs_centre", word(yes));
    }
    if let Some(class) = place.class {
        world = world.fact(number, "class", class);
    }
    if place.occupied {
        world = world.fact(number, "territory_status", "occupied");
    }
    world
}

fn offers(mut world: World, point: &str, bits: u8) -> World {
    // An ended offering declares the point even where it offers nothing now.
    world = world.offer_over(point, "R", "2020-01-01", "2020-02-01");
    for (bit, (service, _)) in SERVICES.iter().enumerate() {
        if bits & (1 << bit) != 0 {
            world = world.offer_over(point, service, "2021-01-01", "");
        }
    }
    world
}

/// Every member's state of every indicator.
fn states(audit: &Judgement) -> Vec<(String, String, &'static str)> {
    let told = |id: &&str| {
        let members = figure(audit, id).members.unwrap();
        let tell =
            |one: &crate::compliance::indicator::Member<'_>| ((*id).to_owned(), one.code.to_owned(), one.state.word());
        members.iter().map(tell).collect::<Vec<_>>()
    };
    INDICATORS.iter().flat_map(told).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..crate::domain::testing::with_kept_seeds() })]

    #[test]
    fn adding_an_offering_of_a_declared_point_never_lowers_a_share(mut all in places(), bit in 0u8..6, at in 0usize..20) {
        let before = audit(&build(&all));
        let declared: Vec<&mut u8> = all.iter_mut().flat_map(|place| place.points.iter_mut().flatten()).collect();
        prop_assume!(!declared.is_empty());
        let count = declared.len();
        *declared.into_iter().nth(at % count).unwrap() |= 1 << bit;
        let after = audit(&build(&all));
        for id in INDICATORS {
            let (was, is) = (figure(&before, id).counts, figure(&after, id).counts);
            prop_assert!(is.share >= was.share, "{id}: {was:?} {is:?}");
            prop_assert!(is.share_high >= was.share_high, "{id}: {was:?} {is:?}");
        }
    }

    #[test]
    fn an_edition_not_yet_in_force_changes_nothing(all in places()) {
        let world = build(&all);
        let later = world.clone().edition("2023-12-01", &[("R", "cnap tp vrm", "")]);
        let (without, with) = (audit(&world), audit(&later));
        prop_assert_eq!(states(&without), states(&with));
        for point in &without.registry().points {
            let own = serde_json::to_string(&without.compliance(point)).unwrap();
            let other = with.registry().point(point.code()).unwrap();
            prop_assert_eq!(own, serde_json::to_string(&with.compliance(other)).unwrap());
        }
    }

    #[test]
    fn removing_knowledge_never_turns_a_yes_to_a_no_or_back(all in places(), which in 0usize..5, at in 0usize..20) {
        let world = build(&all);
        let number = u32::try_from(at % all.len()).unwrap() + 1;
        let names = ["population", "dms_unit", "mvs_centre", "class"];
        let less = match names.get(which) {
            Some(name) => world.clone().forget(number, name),
            None => world.clone().undeclare(&code(at % all.len(), 0)),
        };
        let (known, unknown) = (states(&audit(&world)), states(&audit(&less)));
        for (id, member, was) in known {
            let is = unknown.iter().find(|one| one.0 == id && one.1 == member).map_or("absent", |one| one.2);
            let opposite = matches!((was, is), ("yes", "no") | ("no", "yes") | ("yes" | "no", "absent"));
            prop_assert!(!opposite, "{id} {member}: {was} became {is}");
        }
    }

    #[test]
    fn the_parts_sum_up_to_the_whole(all in places()) {
        let audit = audit(&build(&all));
        let scope = oblast_scope(audit.registry());
        for id in INDICATORS {
            for by in [By::Raion, By::Hromada] {
                let whole = evaluate_by(&audit, audit.rules().indicator(id).unwrap(), scope, by);
                let groups = whole.groups.unwrap();
                let sum = |pick: fn(&crate::compliance::indicator::Counts) -> usize| groups.iter().map(|one| pick(&one.counts)).sum::<usize>();
                prop_assert_eq!(sum(|one| one.numerator.unwrap_or(0)), whole.counts.numerator.unwrap_or(0));
                prop_assert_eq!(sum(|one| one.denominator), whole.counts.denominator);
                prop_assert_eq!(sum(|one| one.unknown), whole.counts.unknown);
                prop_assert_eq!(sum(|one| one.undecided), whole.counts.undecided);
                prop_assert_eq!(sum(|one| one.excluded), whole.counts.excluded);
            }
        }
    }
}

const CRITERIA: [&str; 6] =
    ["ramp", "stairs_handrails", "equipped_sanitary_room", "braille", "deaf_adaptation", "stroller_place"];
const ANSWERS: [&str; 4] = ["yes", "no", "unknown", "na"];

fn filled(answers: &[usize]) -> World {
    let world = World::new(1).point("c1", PointKind::Cnap, 1);
    let pairs = CRITERIA.iter().zip(answers);
    pairs.fold(world, |world, (criterion, answer)| {
        world.answer("c1", "six-flags", "2023-01-01", criterion, ANSWERS[*answer])
    })
}

fn told(world: &World) -> (CardVerdict, Option<f64>, Option<bool>) {
    let audit = audit(world);
    let card = card(&audit, "six-flags", audit.registry().point("c1").unwrap()).unwrap();
    (card.verdict, card.share, card.full)
}

/// How good a verdict is; undetermined may still turn out anything, so it is compared with nothing.
fn rank(verdict: CardVerdict) -> Option<u8> {
    match verdict {
        CardVerdict::Barrier => Some(0),
        CardVerdict::Partly => Some(1),
        CardVerdict::BarrierFree => Some(2),
        CardVerdict::Undetermined => None,
    }
}

proptest! {
    #![proptest_config(crate::domain::testing::with_kept_seeds())]
    #[test]
    fn adding_a_no_never_improves_a_verdict(answers in prop::collection::vec(0usize..4, 6), at in 0usize..6) {
        let before = told(&filled(&answers));
        let mut worse = answers.clone();
        worse[at] = 1;
        let after = told(&filled(&worse));
        if let (Some(was), Some(is)) = (rank(before.0), rank(after.0)) {
            prop_assert!(is <= was);
        }
        prop_assert_ne!(after.0, CardVerdict::BarrierFree);
        prop_assert_eq!(after.2, Some(false));
        if answers[at] != 1 && let (Some(was), Some(is)) = (before.1, after.1) {
            prop_assert!(is <= was);
        }
    }

    #[test]
    fn not_applicable_counts_as_if_the_criterion_were_not_asked(answers in prop::collection::vec(0usize..4, 6), at in 0usize..6) {
        let mut without = answers.clone();
        without[at] = 3;
        let (yes, no) = without.iter().fold((0u32, 0u32), |(yes, no), one| (yes + u32::from(*one == 0), no + u32::from(*one == 1)));
        let share = (yes + no > 0).then(|| f64::from(yes) / f64::from(yes + no));
        prop_assert_eq!(told(&filled(&without)).1, share);
    }
}
