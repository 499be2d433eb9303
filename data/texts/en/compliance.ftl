compliance-title = Compliance with the mandatory list
compliance-lead = What points must give, what they give and what is missing
compliance-by-raion = By raion
compliance-by-raion-caption = Indicators by raion
compliance-by-oblast = By oblast
compliance-by-oblast-caption = Main indicators by oblast
compliance-hromadas = Hromadas by share of required services that are given
hromada-compliance = compliance with the list
map-compliance = Share of required services that are given
indicators = Indicators
indicators-caption = Indicators: figure, baseline, target and trend by quarter
indicator = Indicator
figure = Figure
baseline = Baseline
published = As published
target = Target
targets-by-year = Targets by the end of the year
programme = Programme
trend = Trend by quarter
trend-target = The dashed line is the target.
not-set = not set
rule = Rule
act = Act
members = Who is counted
members-shown = Show
members-caption = Members of the indicator with the reason
members-count = { $count ->
    [one] { $n } entry
   *[other] { $n } entries
 }
members-first = The first { $n } are shown.
member = Member
member-yes = yes
member-no = no
member-unknown = unknown
member-undecided = undecided
member-excluded = not counted
answer = Answer
reason = Why
no-members = nobody to count
mean-of-points = { $count ->
    [one] mean of { $n } judged point
   *[other] mean of { $n } judged points
 }
unknown-n = { $count ->
   *[other] unknown: { $n }.
 }
unknown-undeclared = { $count ->
    [one] { $n } point has not declared its services.
   *[other] { $n } points have not declared their services.
 }
undecided-n = { $count ->
   *[other] undecided whether to count: { $n }.
 }
excluded-n = { $count ->
   *[other] not counted: { $n }.
 }
share-range = from { $low } to { $high }
pieces = Pieces: { $n }.
leave-out = Left out
leave-out-occupied = temporarily occupied hromadas
leave-out-hostilities = hromadas of active hostilities
leave-out-occupied-hostilities = occupied hromadas and those of active hostilities
leave-out-none = nothing, all are counted
judged-by = Judged by:
no-edition = The registry holds no edition of the list in force on this date: none is loaded, or it came into force later. What is mandatory cannot be said.
edition = Edition
edition-of = { $list }, edition of { $date }
loaded-less = Not all of the list is loaded, so the shares are incomplete.
loaded-of-declared = { $n } of { $m } positions are loaded
excluded-suspended = suspended
excluded-because = Not counted because
ranking-rule = The share is required services that are given of all required services of the points that have declared theirs. Programmes publish an overall figure without a formula, so theirs may differ.
ranking-caption = Hromadas, the best first
ranking-first = The first { $n } hromadas are shown.
place = Place
not-ranked = not ranked
share = Share
offered-of-required = Given of required
points-full = Points with the full list
points-undeclared = Points that have not declared
points-excluded = Points not counted
points-judged = Points judged
points-compliance-caption = Points of the hromada
owed-set = Set of requirements
owes-nothing = nothing is required
state = State
state-judged = judged
state-unknown = unknown: services are not declared
state-excluded = not counted
required = Required
offered = Of them given
undecided = Undecided
undecided-explained = The condition of these positions rests on a fact the registry does not hold, so they are left out of the share.
not-required = Not required here
not-required-explained = The condition of these positions does not hold in the hromada.
missing = What is missing
missing-none = Every required service is given.
missing-caption = Required services the point does not give
extra = Services beyond the list
gaps = Gaps of the hromada
gaps-not-judged = Gaps are not known: no point of the hromada has declared its services, so there is nothing to compare yet.
gaps-none = No gaps were found among the points that have declared their services.
gap-order = First what needs nothing to be bought, then where it is unknown whether the equipment is there, then what needs equipment to be bought. Within each, first what more points of the hromada lack, then what a larger share of like points of the oblast already give.
gap-lacking = Where it is missing
gap-equipment = Equipment needed
gap-elsewhere = Where in the hromada it is given
gap-peers = Given by like points of the oblast
gap-ground = Ground: list, edition, position
purchase-nothing = nothing to buy
purchase-unknown = unknown whether the equipment is there
purchase-equipment = must be bought
needs-nothing = not needed
has-it = the point has it:
nowhere = nowhere
service = Service
and-more = { $count ->
   *[other] and { $n } more
 }
reason-membership-unknown = unknown whether the condition holds
reason-not-declared = services are not declared
reason-gives = { $count ->
    [one] gives { $n } service
   *[other] gives { $n } services
 }
reason-gives-none = gives none of the services
reason-gives-all = { $count ->
    [one] gives the { $n } required service
   *[other] gives all { $n } required services
 }
reason-owes-nothing = no position of the group is required here
reason-missing = { $n } of { $m } are missing
reason-undecided = nothing required is missing, but whether { $n } positions are required is unknown
reason-has = { $count ->
    [one] has { $n } piece
   *[other] has { $n } pieces
 }
reason-has-none = has none
reason-equipment-unknown = nothing is known of the equipment
reason-diia-centre = is a Diia.Centre
reason-no-diia-centre = is not a Diia.Centre
reason-diia-centre-unknown = whether it is a Diia.Centre is not stated
reason-not-answered = no answer is yes or no
reason-districts = starosta districts with a workplace that gives all it owes
condition-population = population
condition-and = and
condition-or = or
condition-not = not
condition-dms-unit = a ДМС unit works
condition-no-dms-unit = no ДМС unit
condition-mvs-centre = an МВС centre works
condition-no-mvs-centre = no МВС centre
condition-class-unknown = the class of the hromada is unknown
lists-title = Mandatory lists of services
lists-lead = Editions of the lists by date in force. An audit of any day takes the edition in force on that day.
lists-none = No list is loaded.
editions-caption = Editions: loaded of declared positions
in-force = in force
first-edition = first edition
compare-with-earlier = Against the one before
what-changed = what changed
compare = Compare
compare-from = From
compare-to = To
compare-title = Two editions compared
compare-classes-caption = Number of positions by set
loaded-before = Loaded before
loaded-after = Loaded after
declared-before = Declared before
declared-after = Declared after
added = Added
removed = Removed
changed = Changed
unchanged = Unchanged
before = Before
after = After
positions-count = { $count ->
    [one] { $n } position
   *[other] { $n } positions
 }
positions-caption = Positions of the edition
not-in-catalogue = not in the catalogue
preview-link = Try a draft amendment
preview-title = Try a draft amendment of the list
preview-lead = Paste the draft of a new edition as a CSV table. You will see which points would stop complying, from which day and by which positions. Nothing is stored.
preview-draft = Draft (CSV)
preview-columns = Columns:
preview-amendment-columns = Or only what changes in the edition in force the day before (add, remove, change); columns:
positions-added = positions added
positions-removed = positions removed
positions-changed = positions changed
preview-run = Try
preview-refused = The draft could not be read
preview-result = What the draft would change
preview-from = List { $list }, in force from { $date }.
preview-unknown-services = These services are not in the catalogue and were not judged
preview-nobody = No point would miss more than now.
become-non-compliant = Would stop complying
miss-more = Would miss more
becomes = What would happen
becomes-non-compliant = would stop complying
misses-more = would miss more
from-day = From
share-before-after = Share before → after
new-gaps = New gaps
affected-caption = Points that would miss more
faults-caption = Faults of the table
row = Row
column = Column
what-is-wrong = What is wrong
missing-count = Of them missing
reason-has-uncounted = has it, how many is not stated
pooled-gaps = Gaps of a territory
pooled-gaps-link = Gaps of the territory by service
pooled-gaps-lead = Which mandatory services are missing, at how many points and hromadas, and what it takes
pooled-gaps-none = No gaps were found among the points that declared their services.
pooled-gaps-services = Missing services
pooled-missing = gaps (a service at a point)
pooled-services = services
pooled-points = points with gaps
pooled-hromadas = hromadas with gaps
pooled-lack = Points without it
pooled-given = Points that give it
pooled-xlsx = XLSX workbook
pooled-csv = CSV
pooled-members-csv = CSV by point
gap-purchase = Purchase
gap-lift = Indicator to lift
gap-order-title = What lifts the indicator most
gap-order-now = Now
gap-order-none = None of these services lifts the indicator.
gap-order-more = Show up to twenty steps
gap-order-points = Points that begin to give it
gap-order-gain = Gain
gap-order-after = Indicator after the step
gap-members = Where the service is missing
percentage-points = pp
hromadas-in = { $count ->
    [one] in { $n } hromada
   *[other] in { $n } hromadas
 }
need = What it takes
need-nothing = nothing: related services are given already
need-neighbour = the experience of a neighbouring point
need-training = training
need-unknown = to find out whether the equipment is there
need-equipment = equipment
trend-from = From
trend-to = To
trend-step = Step
trend-step-quarter = quarter
trend-step-month = month
trend-step-year = year
trend-day = Day
trend-figures = Values by day
trend-note = The line is the lower end of the value. Where it is not known the line breaks: that is not zero.
trend-csv = Values by day (CSV)
