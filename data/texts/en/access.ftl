checklist = Checklist
checklist-partial = Not every criterion of the act is loaded; the rest may be added by import.
checklist-not-yet = The checklist is not in force on this day.
criterion = Criterion
criteria-caption = Answers to each criterion
by-criterion = By criterion
answers = Answers
answers-caption = Answers to the criteria
stated = Stated by whom and when
not-stated = not stated
not-measured = not measured
critical = critical
stops-whom = Whom it stops
share-of-answered = Share of yes among yes and no
mean-share = Mean share of fulfilled criteria
full-share = Share of points that fulfil all
points-judged-cards = Points judged
points-not-judged = Points without any answer (unknown)
barrier-free-rule = The mean share is the mean of the shares of yes among yes and no of judged points. The share of points that fulfil all counts points without a no and without an unknown among those judged. A point is judged when it has at least one yes or no. Unknown is never counted as yes; not applicable leaves the count.
verdict = Verdict
verdicts = Verdicts
verdict-barrier-free = barrier-free
verdict-partly = partly barrier-free
verdict-barrier = barrier
verdict-undetermined = not yet determined
verdict-rule = One critical no: barrier; a critical unknown: not yet determined; another no: partly barrier-free; another unknown: not yet determined; everything fulfilled: barrier-free.
people = Who can enter
people-rule = Critical criteria that stop these people are counted: one no stops them, one unknown leaves the question open.
people-can-enter = { $who }: { $of } points of all kinds
people-wheelchair = In a wheelchair
people-poor-sight = With poor sight
people-poor-hearing = With poor hearing
people-hard-to-walk = Who find it hard to walk
people-stroller = With a stroller
people-sign-language = Who speak in sign language
map-barrier-free = Mean share of fulfilled criteria
barrier-free-parts = By territory
barrier-free-parts-caption = Barrier-free level by territory
barrier-free-kinds = By kind of point
barrier-free-kinds-caption = Barrier-free level by kind of point
cards-none = No checklist in force applies to this kind of point.
share-fulfilled = Share fulfilled
fulfils-all = Fulfils all
blockers = Critical obstacles
newest-answer = Newest answer
oldest-answer = Oldest answer
equipment-lead = What equipment the points have and where it is missing
equipment-rule = A point of whose equipment nothing was ever stated is unknown; where other equipment is stated and this is not, it is a no. Flags of national sources (there or not, without a count) tell of their own type only; between a flag and a row of the inventory the later one decides.
equipment-type = Equipment
equipment-caption = Equipment by type
equipment-point-caption = Equipment of the point
equipment-unknown = Nothing was stated of this point’s equipment: unknown.
equipment-state = State
centres-having = Among centres
points-having = Among all points
pieces-total = Pieces
pieces-count = { $count ->
    [one] { $n } piece
   *[other] { $n } pieces
 }
hromadas-without = Hromadas without it
hromadas-maybe = Hromadas where it is unknown
needed-by = Needed by
needed-by-none = no group of services
holders = Where it is
holders-none = As far as the registry knows, no point has it.
holders-caption = Points that have this equipment
funder = Paid by
not-there = not there
figures-lead = What points reported of their work: services, consultations, visitors, waiting.
figures-period = Period: 2023, 2023Q4 or 2023-11
figures-caption = Totals of the period
figures-trend-caption = Totals of earlier periods
figures-point-caption = Figures of the point by period
figures-unknown = The point has reported no figures: unknown.
figures-rule = A quarter and its months are never added twice: where a quarter is stated, it is taken and not its months. Per 1,000 people: hromadas whose population is known.
totals-of = Totals of
measure = Measure
per-1000 = Per 1,000 people
complete = Points with the whole period
partial = Points with a part
not-reported = Points without figures
outliers = Worth checking
outliers-rule = Values ten times above or below the period before of the same length; a person should confirm them.
outliers-none = There are none.
outliers-caption = Unusual values
previous-value = Before
span-year = { $year }
span-quarter = quarter { $quarter } of { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
figures-by-group = Services by group
trend-line = Line
people-can-enter-centres = { $who }: { $of } centres can be entered
card-members = Points by barrier-free cards
card-members-caption = Points and their cards
card-judged = judged: at least one answer is yes or no
card-not-judged = not judged: no answer is yes or no
card-full = fulfil everything
card-excluded = left out: suspended, or in a hromada that is not counted
enters-yes = can get in
enters-no = cannot get in
enters-unknown = not known whether they can get in
card-count-judged = { $count ->
    [one] point judged
   *[other] points judged
 }
card-count-not-judged = { $count ->
    [one] point without any answer (unknown)
   *[other] points without any answer (unknown)
 }
card-count-excluded = { $count ->
    [one] point left out
   *[other] points left out
 }
barrier-free-trend = Change by quarter
barrier-free-trend-caption = Both measures at the ends of quarters and on the chosen day
span-unfinished = { $span } (not over yet)
reported-so-far = Points that have reported so far
figures-unfinished = This period is not over yet, so the totals are not complete.
span-not-begun = { $span } (not begun yet)
equipment-has = Is it there
unit-m = m
unit-m2 = m²
pieces-uncounted = { $count ->
    [one] and at { $n } point, how many is not stated
   *[other] and at { $n } points, how many is not stated
 }
pieces-not-stated = (how many is not stated)
equipment-flag = flag
equipment-concluded = concluded: only other equipment is stated
map-equipment = { $type }: how many points of the hromada have it
equipment-inferred-mark = (inferred)
equipment-inferred = { $count ->
    [one] { $n } “no” of them is inferred: the point listed only other equipment
   *[other] { $n } “no” of them are inferred: the points listed only other equipment
 }
