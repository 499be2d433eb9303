door-title = What do you need, and where are you?
door-answer-title = { $what }: where to go, { $place }
door-answer-heading = Where to go: { $place }
door-any-centre = Service centre
door-what = What you need
door-what-hint = In your own words, in Ukrainian: паспорт, прописка, субсидія
door-where = Where you are
door-where-hint = City, settlement, village or hromada
door-need = Who must get in
door-open-at = When you would come
door-open-at-hint = If it matters: day and time in Kyiv
door-need-none = does not matter
door-send = Show where to go
door-again = Another question
door-locate-refused = The browser did not say where you are. Type the name of your city, settlement or village.
door-what-unknown = The registry does not know the words “{ $words }”. Ask more simply, in one or two words, or choose a group of services or a life event below.
door-what-unsure = The words “{ $words }” could not be read for sure.
door-read-as = The word “{ $typed }” was read as “{ $meant }”.
door-names-ukrainian = The official names of services are in Ukrainian.
door-place-renamed = “{ $old }” is a former name. Now it is { $place }.
door-place-larger = { $area } is a large area. Distances are counted from { $place }. Write your own city, town or village for a closer answer.
door-what-several = These words fit several services. Choose one:
door-where-missing = Say where you are: the name of a city, settlement, village or hromada.
door-where-unknown = No settlement or hromada “{ $place }” was found. Check the name or type the nearest city.
door-where-several = Several settlements are called “{ $place }”. Choose yours:
door-where-more = { $count ->
    [one] { $n } more: add the raion or the oblast.
   *[other] { $n } more: add the raion or the oblast.
 }
door-where-off-map = The registry does not know where { $place } is. Type a city or village near it.
did-you-mean = Did you mean:
door-events = Life events
door-groups = Groups of services
door-all-points = Every place that gives services
door-network = The network of centres, for audits and reports
door-your-place = your place ({ $at })
door-unread = The words “{ $words }” were left out: the registry does not know them.
door-other-meanings = Did you mean another service?
door-narrow = Narrow the answer
door-when-now = Open now
door-when-saturday = On Saturday
door-when-evening = After 18:00
door-only-centres = Centres only
door-own-unit = { $unit }: works in the hromada ({ $hromada }) and gives this service too.
door-serving = The nearest that give it
door-nearest = The nearest
door-nobody-declared = No centre has told the registry that it gives this service.
door-nobody-fits = No place surely meets all conditions.
door-nobody-here = Nobody near has said that they give this service.
door-nobody-near = Everything within { $km } km was looked at. Call the nearest centre and ask.
door-to-ask = Whom to ask
door-total = { $count ->
    [one] { $n } place found.
   *[other] { $n } places found.
 }
door-all = All that have told of it
door-nearest-seen = { $count ->
    [one] { $n } place was looked at
   *[other] { $n } places were looked at
 }
door-nearer-seen = { $count ->
    [one] { $n } place is nearer
   *[other] { $n } places are nearer
 }
door-seen-not = { $count ->
    [one] { $n } does not serve
   *[other] { $n } do not serve
 }
door-seen-unknown = { $count ->
    [one] of { $n } it is unknown whether it serves
   *[other] of { $n } it is unknown whether they serve
 }
points-list-unknown = { $count ->
    [one] unknown: { $n } point has not declared its list of services
   *[other] unknown: { $n } points have not declared their lists of services
 }
door-bring = What to bring, term and fee
door-bring-unknown = The registry does not hold the papers, the term and the fee. The national Guide to Services tells them; ask at the centre too.
door-service-card = Card of the service
door-rule = Distances are straight lines, not roads; no farther than { $km } km. Where the exact place is not known, the distance is to the middle of the settlement. What is unknown is neither yes nor no.
door-km = { $km } km
door-same-place = in this settlement
door-today = Today { $hours }
door-no-address = no address stated
door-access-yes = accessible
door-access-partly = partly
door-access-no = not accessible
door-there = there is
door-missing = missing
door-reason-occupied = the hromada is temporarily occupied, nobody is served there
door-reason-suspended = temporarily not working
door-reason-not-given = does not give this service
door-reason-not-declared = not known whether it gives it: no list of services was stated. Ask by phone
door-reason-no-kit = the service is on its list, but the equipment for it is missing ({ $kit })
door-reason-barrier = { $who }: not accessible; missing: { $what }
door-reason-access-unknown = { $who }: not known whether accessible. Ask by phone
door-reason-shut = shut at that time
door-reason-hours-unknown = not known whether open at that time
route = Route
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
day-closed = closed
day-in-view = (this day)
point-access = Who can get in
point-access-all = All barrier-free answers
point-for-auditors = For auditors
point-services-find = Find among the services here
point-services-none = No such service here.
point-services-all = Show all
filters-chosen = { $n } chosen
gap-numbers = Numbers after “№” are those of the points in the table above.
map-keys = Arrow keys move from territory to territory; the tables of the page tell the same.
search-only = One kind only
door-spoken-wheelchair = in a wheelchair, wheelchair
door-spoken-stroller = with a stroller, stroller
door-spoken-poor-sight = blind, poor sight
door-spoken-poor-hearing = deaf, poor hearing
door-spoken-sign-language = sign language
door-spoken-hard-to-walk = hard to walk, on crutches
