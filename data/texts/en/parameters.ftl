### What parameters of addresses are expected to be.

expected-param-day = a day that exists: YYYY-MM-DD
expected-param-territory = KATOTTG code (UA and 17 digits) or UA
expected-param-territories = KATOTTG codes (UA and 17 digits), separated by commas
expected-param-bytes = at most { $most } bytes
expected-param-words = words separated by commas
expected-param-moment = YYYY-MM-DDTHH:MM, Kyiv time
expected-param-number = a number { $low }…{ $high }
expected-param-whole = a whole number { $low }…{ $high }
expected-param-whole-from = a whole number from { $low }
expected-param-near = lat,lon in degrees
expected-param-bbox = minlon,minlat,maxlon,maxlat in degrees
expected-param-bbox-or-near = bbox or near, not both
expected-param-near-beside = near=lat,lon beside it
expected-param-known = an entry number, a moment 2026-11-20T10:00:00Z or a date YYYY-MM-DD, not in the future
expected-param-since = an entry number, a cursor, a moment 2026-11-20T10:00:00Z or a date YYYY-MM-DD
expected-param-known-parameter = a known parameter: { $names }
expected-param-once = given once; several values are separated by commas
expected-param-query = words to look for
expected-param-point = code of a point
expected-param-uuid = a UUID
expected-param-datetime = a day, an instant of RFC 3339, or two of them with / between
expected-param-checklist = id of a checklist
expected-param-equipment = id of an equipment type
expected-param-services = at most { $most } services
expected-param-point-or-service = the code of a point (point) or of a service (service)
expected-param-hromada-or-service = the code of a hromada (hromada) or of a service (service)
expected-param-before-to = a day before the end (to)
expected-param-level = the country, an oblast, a raion or a hromada
expected-param-list = name of a list
expected-param-edition = date in force of an edition: YYYY-MM-DD
expected-param-table = a table of the registry
expected-param-account = the number of an account
expected-param-trend-days = at most { $most } days; take a longer step
expected-param-quarter-day = a day of the quarter: YYYY-MM-DD
expected-param-cursor = a mark from the link «next» of this page
