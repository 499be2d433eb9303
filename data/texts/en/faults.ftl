### What is wrong in tables and files (fault-), and what may stand there (expected-).

fault-draft-editions = a draft is one edition: one list and one date in force
expected-edition = { $list } { $date }
fault-no-edition-before = there is no edition in force the day before: nothing to change
expected-loaded-list = a list of which a whole edition is loaded already
expected-choice-of-service = choose a service, or mark that the row is not submitted
fault-no-service-chosen = no service is chosen
fault-not-in-catalogue = the catalogue has no such service
expected-service-code = the code of a service of the catalogue
fault-list-too-long = too many rows for one list
expected-at-most-rows = at most { $most } rows
fault-draft-empty = the draft has no positions
fault-draft-service-twice = the service stands twice in the draft
expected-service-once = every service once
expected-one-edition = one list and one date in force
fault-json = the JSON cannot be read: { $error }
fault-too-many-rows = too many rows
fault-draft-shape = the draft has neither positions nor changes, or both
expected-draft-shape = either positions or changes
fault-draft-change = unknown change «{ $change }»
expected-draft-change = add, remove or change
fault-no-class = unknown class «{ $class }»
fault-no-class-named = no class is named
expected-one-of = one of: { $words }
fault-not-a-date = not a date
expected-date = YYYY-MM-DD or DD.MM.YYYY, year 1900–2200
expected-condition = e.g. «population > 20000 and no mvs_centre» or «населення понад 20 000 і немає сервісного центру МВС»
fault-condition = the condition cannot be read, character { $at }: { $reason }
fault-condition-unexpected = unexpected «{ $text }»
fault-condition-long = longer than { $most } characters
fault-condition-deep = nested deeper than { $most }
fault-condition-bracket = expected «)»
fault-condition-atom = expected population, dms_unit, mvs_centre, «no», «not» or «(»
fault-condition-sign = expected one of > >= < <= =
fault-condition-number = expected a whole number
expected-classes = between spaces or commas: { $words }
