nav-coverage = Coverage
estimate = estimate
coverage-lead = How far people have to a point that gives what is asked for,
coverage-section = Coverage
new-points-section = Where a new point helps
existing-section = What existing points can change
coverage-checklist = Fulfils all of the checklist
coverage-distance = Within, km
coverage-full-list = Only points that give the whole mandatory list
coverage-within-km = settlements within { $km } km
coverage-people-within-km = people within { $km } km
coverage-within-minutes = settlements within { $minutes } min
coverage-people-within-minutes = people within { $minutes } min
coverage-settlements-unknown = { $count ->
    [one] The place of { $n } settlement is not known: it is counted, but not as covered.
   *[other] The places of { $n } settlements are not known: they are counted, but not as covered.
 }
coverage-hromadas-unknown = { $count ->
    [one] The population of { $n } hromada is not known: its people are in no count.
   *[other] The population of { $n } hromadas is not known: their people are in no count.
 }
coverage-points-unknown = { $count ->
    [one] The place of { $n } point is not known: it may cover what is shown here as not covered.
   *[other] The places of { $n } points are not known: they may cover what is shown here as not covered.
 }
coverage-time-rule = Travel time is an estimate: straight distance × { $detour } (roads are longer than straight lines) / { $speed } km/h; { $minutes } min are { $km } km in a straight line.
coverage-criteria = 14 km and 30 minutes are the ministry’s two criteria for the network.
coverage-full-list-rule = Only points that are known to give all they owe are counted.
coverage-map = Share of a hromada’s settlements within { $km } km
coverage-parts = By territory
coverage-parts-caption = Coverage by parts of the territory
coverage-covered = Covered
coverage-share-settlements = Share of settlements
coverage-share-people = Share of people (estimate)
coverage-far = Settlements not covered
coverage-far-count = { $count ->
    [one] { $n } settlement, the farthest first.
   *[other] { $n } settlements, the farthest first.
 }
coverage-far-caption = Settlements and the points nearest to them
coverage-settlements-csv = All settlements with distances as CSV
coverage-people = People (estimate)
coverage-minutes = Travel, min (estimate)
coverage-nearest = Nearest point
coverage-hromadas-without = Hromadas without such a point
coverage-districts-without = Starosta districts without such a point
coverage-districts-count = { $count ->
    [one] { $n } district
   *[other] { $n } districts
 }
new-points-lead = Settlements in which new points bring services nearer to the most people,
new-points-count = New points
new-points-per-hromada = At most in one hromada
new-points-premises = Has premises barrier-free by
new-points-starosta = Only hromadas with remote workplaces in fewer than 60 % of starosta districts
new-points-hostilities = Hromadas of active hostilities too
people-more = { $count ->
    [one] { $n } more person
   *[other] { $n } more people
 }
new-points-found = New points: { $points }. Together they cover { $people } (estimate) within { $km } km. Settlements not covered now: { $uncovered }; places chosen from: { $candidates }.
new-points-proved = Proved: the choice gives at least { $percent } % of the best possible.
new-points-bound = No choice of as many points covers more than { $people } people.
new-points-rule = Points are chosen one by one: each adds the most people nobody covers yet; of equal ones, the one with more settlements. Temporarily occupied hromadas are not considered; hromadas of active hostilities only on request. Premises are barrier-free where an existing point of the same settlement has a card that says so. Hromadas of whose districts too little is known do not meet the condition of 60 %. Settlements of hromadas whose population is not known add no people. The even spread makes cities smaller and the villages around them larger than they are, so check the first places of the list.
new-points-farthest = The distance of new points is at most { $km } km.
new-points-none = Under these conditions a new point brings nobody nearer: all settlements whose place is known are covered, or no place is allowed.
new-points-map = New points in the hromada
new-points-caption = New points in order of use
new-points-step = Step
new-points-people = People added (estimate)
new-points-settlements = Settlements added
new-points-so-far = People so far (estimate)
new-points-sheet = Where a new point helps: { $date }, distance up to { $km } km
new-points-sheet-name = New points
existing-lead = Which services existing points should add, and what the closing of a point takes away,
closing-point = Point that closes
closing-point-hint = Code of the point
closing-title = If a point closes
closing-ask = Enter the code of a point in the filters to see who would have farther to go.
closing-not-counted = The point “{ $point }” does not count under these conditions now, so its closing changes nothing.
closing-lost = settlements would be farther than { $km } km
closing-lost-people = people would be farther (estimate)
closing-farther = settlements would have farther to go
closing-now = Now, km
closing-then = Then, km
closing-loses = Loses coverage
closing-none-left = no other point
closing-caption = Settlements for which this point is the nearest
added-services-title = Which services to add
added-services-ask = Choose a service or a group (at most { $most } services) to see which existing points should begin to give it.
added-services-rule = For each service, points that do not give it are chosen: each next one adds the most people who are still far from it. The people are an estimate: the even spread makes cities smaller and the villages around them larger than they are. Points that have not declared their services are not proposed: they may give it already.
added-services-undeclared = { $count ->
    [one] { $n } point has not declared its services.
   *[other] { $n } points have not declared their services.
 }
added-services-none = No existing point would bring these services nearer to people.
added-services-service = Service to add
added-services-caption = Services to add in order of use
api-op-coverage-settlements = Distance of each settlement to the nearest point that counts.
api-op-coverage-settlements-csv = Distances of all settlements as CSV.
api-op-new-points = Settlements in which new points cover the most people.
api-op-new-points-csv = New points as CSV.
api-op-new-points-xlsx = New points as an XLSX workbook.
api-op-added-services = Which existing point should begin to give which service.
api-op-added-services-csv = Services to add as CSV.
api-op-coverage-closing = What loses its coverage when a point closes.
api-param-full-list = Only points that give the whole mandatory list: yes or no.
api-param-covered = Only covered settlements (yes), those not covered (no), or those whose place is not known (unknown).
api-param-by-coverage = Break down by oblast, raion or hromada.
api-param-count = How many places to propose: 10 by default, at most 200.
api-param-starosta-below = Only hromadas with remote workplaces in fewer than 60 % of starosta districts: yes or no.
api-param-premises = Only settlements with premises of a point that are barrier-free by this checklist.
api-param-hostilities = Hromadas of active hostilities too: yes or no.
api-param-per-hromada = At most so many new points in one hromada.
api-param-point-closing = Code of the point that closes.
