kind-cnap = Centre (ЦНАП)
kind-tp = Territorial unit
kind-vrm = Remote workplace
kind-mobile = Mobile centre
kinds-cnap = Centres (ЦНАП)
kinds-tp = Territorial units
kinds-vrm = Remote workplaces
kinds-mobile = Mobile centres
status-active = Works
status-suspended = Suspended
status-closed = Closed
precision-address = by address
precision-settlement = centre of the settlement
precision-hromada = centre of the hromada
precision-unknown = precision unknown
hromada-kind-rural = rural
hromada-kind-settlement = settlement
hromada-kind-urban = urban
hromada-class-rural = rural hromada
hromada-class-settlement = settlement hromada
hromada-class-urban = urban hromada
hromada-class-raion-centre = administrative centre of a raion
hromada-class-oblast-city = city of (former) oblast significance
territory-status-ordinary = ordinary
territory-status-hostilities = active hostilities
territory-status-occupied = temporarily occupied
fact-population = Population
fact-dms-unit = Migration Service unit (ДМС)
fact-mvs-centre = Interior Ministry service centre (МВС)
fact-class = Class for the mandatory list
fact-territory-status = Status of the territory
fact-works = works
fact-works-not = does not work
fact = Fact
value = Value
holds = Holds
list-class-cnap = centre of a hromada
list-class-raion-centre = centre in a raion’s administrative centre
list-class-oblast-city = centre in a city of oblast significance
list-class-tp = territorial unit
list-class-vrm = remote workplace
overview-lead = Network of access points to administrative services
overview-empty = No access points are loaded yet.
overview-hromadas-heading = Hromadas
overview-oblasts = Oblasts
overview-raions = Raions
overview-parts-caption = Access points by kind
overview-without-centre = { $count ->
    [one] { $n } hromada has no centre of its own.
   *[other] { $n } hromadas have no centre of their own.
 }
overview-suspended = { $count ->
    [one] { $n } point is suspended; the totals include it.
   *[other] { $n } points are suspended; the totals include them.
 }
overview-unplaced = { $count ->
    [one] The hromada of { $n } point is not known: the point counts in this territory and in no hromada.
   *[other] The hromada of { $n } points is not known: they count in this territory and in no hromada.
 }
overview-review = { $count ->
    [one] { $n } point needs a person's check: its place or kind is not certain.
   *[other] { $n } points need a person's check: their place or kind is not certain.
 }
overview-stale = { $count ->
    [one] What is said of { $n } point was last confirmed over a year ago and may be out of date.
   *[other] What is said of { $n } points was last confirmed over a year ago and may be out of date.
 }
points-count = { $count ->
    [one] { $n } point
   *[other] { $n } points
 }
hromadas-count = { $count ->
    [one] { $n } hromada
   *[other] { $n } hromadas
 }
services-count = { $count ->
    [one] { $n } service
   *[other] { $n } services
 }
days-count = { $count ->
    [one] { $n } day
   *[other] { $n } days
 }
hromada = Hromada
raion = Raion
oblast = Oblast
settlement = Settlement
settlements = Settlements
hromada-type = Type
hromada-centre = Administrative centre
hromada-lead = Access points and facts of the hromada
hromada-facts = Facts of the hromada
hromada-facts-caption = Facts the requirements of the list depend on
hromada-compliance-link = Compliance with the list
hromada-no-points = There are no access points on this day.
hromadas-caption = Hromadas with the number of access points
population = Population
area-km2 = Area, km²
code-katottg = KATOTTG code
district = Starosta district
districts = Starosta districts
districts-caption = Starosta districts and their settlements
districts-none = No starosta districts are loaded.
district-settlements = Settlements
district-points = Access points
point = Access point
kind = Kind
status = Status
name = Name
period = Period
address = Address
points-caption = Centres and points
services-given = Services given
distance-km = Distance, km
point-code = Code
point-parent = Belongs to
point-place = Where it is
point-house = Premises and staff
point-compliance-link = Compliance with the list
point-absent = There is no such point on { $date }. Below is when it existed.
coordinates = Coordinates
on-osm = on OpenStreetMap
resolution = Place found
life = Exists
hours = Opening hours
hours-stated = As stated
hours-now = Now
open-now = open now
closed-now = closed now
phone = Phone
email = E-mail
web = Website
area-total = Total area
area-waiting = Waiting area
area-service = Service area
workers = Staff
diia-centre = Diia.Centre format
features = Amenities
feature-bus-100 = Bus stop within 100 m
feature-free-parking = Free parking
feature-tel-consul = Consultations by phone
feature-onl-consul = Consultations online
feature-e-registr = Booking online
feature-bank-branc = Bank branch
feature-pay-card = Card payment
feature-pay-terminal = Payment terminal
feature-add-serv = Additional services
feature-free-wifi = Free Wi-Fi
feature-self-serv = Self-service
feature-sanit-room = Sanitary room
feature-disability = Adapted for people with disabilities
history = History of periods
history-caption = Periods, the newest first
method-address = by address
method-both = by address and name
method-founder = by the council in the name
method-stated = stated by the source
method-name = by name
method-tree-unique = the only settlement of that name in the oblast
method-old-name = by a former name
method-similar = by a close spelling
method-special-city = city with special status
method-unresolved = not found
map = Map
map-points = Number of access points in a hromada
map-hromada = The hromada and its access points
map-approximate = Approximate boundary
map-approximate-explained = Approximate boundaries are computed from the places of settlements, since no official boundary is loaded.
map-places-explained = Points without coordinates of their own are shown in the centre of their settlement or hromada.
points-giving = Only points that give:
points-giving-any = Show all points
place-republic = Autonomous Republic of Crimea
place-oblast = { $name } oblast
place-raion = { $name } raion
place-hromada = { $name } hromada
place-hromada-rural = { $name } rural hromada
place-hromada-settlement = { $name } settlement hromada
place-hromada-urban = { $name } urban hromada
place-city = { $name }
place-settlement = { $name } settlement
place-village = { $name } village
place-city-district = { $name } city district
territory-status-not-stated = ordinary (nothing else is stated)
counted-cnap = { $count ->
    [one] centre
   *[other] centres
 }
counted-tp = { $count ->
    [one] territorial unit
   *[other] territorial units
 }
counted-vrm = { $count ->
    [one] remote workplace
   *[other] remote workplaces
 }
counted-mobile = { $count ->
    [one] mobile centre
   *[other] mobile centres
 }
overview-hromadas-count = { $count ->
    [one] hromada
   *[other] hromadas
 }
hours-day-not-stated = the hours of this day are not stated
kind-by-name = kind by the name
overview-occupied = { $count ->
    [one] { $n } hromada is temporarily occupied and not counted among those without a centre.
   *[other] { $n } hromadas are temporarily occupied and not counted among those without a centre.
 }
overview-hromadas = Hromadas
points-giving-any-of = { $count ->
    [one] { $n } service fits these words. Points that give it are shown.
   *[other] { $n } services fit these words. Points that give at least one are shown; choose one to keep only it:
 }
points-left-out = { $count ->
    [one] Of { $n } more point it is not known whether it fits: it is not in the list.
   *[other] Of { $n } more points it is not known whether they fit: they are not in the list.
 }
points-unsure = { $count ->
    [one] { $n } point of which it is not known whether it fits.
   *[other] { $n } points of which it is not known whether they fit.
 }
points-unsure-why = What is asked for is not stated: the list of services, the hours or those of this day, the access, or the place on the map.
points-certain = Show those that surely fit
near-rule = Distances are straight lines, not roads, from: { $place }; not farther than { $reach } km. Where the exact place of a point is not known, the distance is to the centre of its settlement or hromada, and is marked so.
near-others = Other settlements of a similar name:
open-rule = Open or not by the hours in the registry, on { $date } at { $time } Kyiv time. A point that is suspended or in a temporarily occupied hromada is closed. Hours that name every day from Monday to Friday and say nothing of Saturday or Sunday mean closed on them. Where no hours are stated, or not for this day, a point counts as neither open nor closed.
wheelchair-rule = A point is wheelchair accessible when a criterion of the entrance is answered yes or not applicable ({ $entrance }) and none of these criteria is answered no; where it is answered, this counts too: { $stated }. No answer about the entrance is unknown, and unknown does not count as accessible.
hromadas-show = Show
hromadas-without-centre = without a centre (occupied ones not counted)
hromadas-occupied = temporarily occupied
district-no-points = none
learned = History of what is known
learned-link = History of what is known
learned-lead = What was learned, when and from which file, in the order of learning.
learned-nothing = not stated
learned-stated = stated
learned-succeeded = changed from the beginning of this period
learned-corrected = corrected
learned-ended = ended
learned-voided = voided, counts on no day
learned-confirmed = confirmed without a change
learned-stated-many = rows stated: { $count }
learned-succeeded-many = rows changed from a new period: { $count }
learned-corrected-many = rows corrected: { $count }
learned-ended-many = rows ended: { $count }
learned-voided-many = rows voided: { $count }
learned-confirmed-many = rows confirmed without a change: { $count }
learned-same = stated again without a change
learned-step = step { $step }
column-territories-code = Code
column-territories-category = Category
column-territories-name = Name
column-territories-parent = Part of
column-territories-lat = Latitude
column-territories-lon = Longitude
column-territories-kind = Type of hromada
column-territories-area-km2 = Area, km²
column-territories-centre = Centre of the hromada
column-boundaries-shape-sha256 = Checksum of the outline
category-o = oblast
category-k = city with special status
category-p = raion
category-h = hromada
category-m = city
category-x = settlement
category-c = village
category-b = city district
stands-in = Stands in
hromada-standing = Stand here, founded by other hromadas
hromada-standing-why = These points are in the hromada, but councils of other hromadas founded them; totals count them there.
parent-resolution = Parent found
parent-only-centre = the only active centre of the hromada
review-needed = Needs a person's check
review-place = neither hromada nor settlement was found
review-founder = the council in the name is of another raion than the address
review-department = looks like a department of a centre, not a centre
review-village-desk = called a centre, but not at the seat of the hromada
review-kind = the name does not tell what it is
opens-today = opens today at { $time }
opens-tomorrow = opens tomorrow at { $time }
opens-on = opens { $weekday }, { $date }, at { $time }
on-weekday-1 = on Monday
on-weekday-2 = on Tuesday
on-weekday-3 = on Wednesday
on-weekday-4 = on Thursday
on-weekday-5 = on Friday
on-weekday-6 = on Saturday
on-weekday-7 = on Sunday
point-occupied = The point stands in a temporarily occupied hromada or belongs to one. So it does not count as open, is no answer to the question where to go, and is in no count of coverage. Its card is kept for reference.
points-occupied = { $count ->
    [one] { $n } more point is not shown: it is in a temporarily occupied hromada.
   *[other] { $n } more points are not shown: they are in temporarily occupied hromadas.
 }
map-occupied = Temporarily occupied territory
map-occupied-list = { $count ->
    [one] { $n } temporarily occupied hromada is hatched on the map
   *[other] { $n } temporarily occupied hromadas are hatched on the map
 }
overview-crimean = { $count ->
    [one] and { $n } hromada of Crimea and Sevastopol
   *[other] and { $n } hromadas of Crimea and Sevastopol
 }
feed-title = Changes in the registry
feed-link = Feed of changes (Atom)
days-unconfirmed = Age, days
