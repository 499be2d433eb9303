# Audit visits: the sheet, findings, and what becomes of them.

action-visit-open = Audit visit opened
action-visit-sign = Audit visit: sheet signed
action-finding-answered = Answer of the hromada to a finding
action-finding-returned = Answer to a finding returned
action-finding-accepted = Finding accepted as resolved

visits = Visits
visit = Visit
visit-title = Visit No. { $number }
visit-new = New visit
visit-open = Open the visit
visit-point = Centre or point
visit-day = Day of the visit
visit-present = People present
visit-present-help = Who was there: names and positions, each person on a new line. Only auditors of the oblast and editors of the hromada see them.
visits-open = Not signed
visits-signed = Signed sheets
visit-signed-on = Signed
visit-not-signed = not signed yet
visit-signed = The sheet was signed on { $day }. It can no longer be changed.
visit-keep = Keep the draft
visit-check = Check and sign
visit-check-help = First you see what signing will record. Until then the sheet may be filled in parts.
visit-checked = The sheet can be signed
visit-checked-answers = { $count ->
    [one] { $count } answer will be recorded
   *[other] { $count } answers will be recorded
}
visit-checked-findings = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
}
visit-sign = Sign the sheet
visit-sign-help = Once signed, the sheet cannot be changed.
visit-conflict = Somebody kept this sheet while you were filling it. What you typed is in the form; below is what was kept otherwise. To keep yours, keep it again.
visit-gaps = Mandatory services that are missing
visit-gaps-sheet = Gaps
visit-gaps-count = { $count ->
    [one] { $count } service is missing
   *[other] { $count } services are missing
}
visit-no-gaps = All mandatory services are given.
visit-no-gaps-then = No gaps were recorded.
visit-not-declared = The point has not said yet which services it gives: its gaps are not known.
visit-position = list { $list }, edition of { $day }
visit-list = List
visit-known = Known
visit-not-looked = not looked at
visit-seen = there
visit-not-seen = not there
visit-pieces = there, { $count } pcs
visit-photo = Photo No.
visit-hours-sign = Sign with the opening hours
visit-hours-question = Are these the hours on the sign
visit-sign-same = the same
visit-sign-other = different
visit-sign-none = there is no sign
visit-areas = Areas
visit-areas-question = Measured areas, m²
visit-others = Equipment, hours and areas on the spot
visit-other = Other
visit-add = Add a finding
visit-remove = Remove the finding
visit-no-findings = No findings.
visit-what-service = A mandatory service is not given: { $name }
visit-what-criterion = The requirement is not met: { $name }
visit-what-equipment = The equipment is missing: { $name }
visit-criterion = Criterion
visit-most = Maximum
visit-score = Score
visit-answer = Answer
visit-ground = Ground
visit-by-measure = by the measure
visit-answers = Answers to criteria
visit-print = Sheet to print
visit-xlsx = Sheet as XLSX
visit-back = To the visit
visit-sheet = Sheet
visit-sheet-title = Sheet of audit visit No. { $number }
visit-sheet-draft = Draft: the sheet is not signed yet
visit-signatures = Signatures
visit-signs-auditor = Auditor
visit-signs-head = Head of the centre
visit-signs-present = Present
visit-signature-help = Signature, name and surname.

finding = Finding
findings = Findings
findings-all = All findings
findings-none = There are no findings.
findings-waiting = Findings that wait for you
findings-to-answer = Findings to answer
findings-overdue = Overdue
findings-overdue-count = { $count ->
    [one] { $count } finding is overdue
   *[other] { $count } findings are overdue
}
findings-under-way = Under way
findings-accepted = Resolved
finding-title = Finding No. { $number }
finding-what = What is wrong
finding-about = About
finding-act = Act
finding-clause = Clause
finding-own-act = Another act, where needed
finding-own-clause = Clause of the act, where known
finding-responsible = Responsible person
finding-deadline = To be resolved by
finding-recheck = To be checked again on
finding-state = State
finding-is-open = open
finding-is-answered = answered, waits for the auditor
finding-is-accepted = accepted as resolved
finding-overdue = { $count ->
    [one] overdue by { $count } day
   *[other] overdue by { $count } days
}
finding-steps = What was done
finding-step-answered = Answer of the hromada
finding-step-returned = Returned by the auditor
finding-step-accepted = Accepted by the auditor
finding-evidence = What was done and what proves it
finding-decision = Your decision: the reason, where you return it
finding-do-answered = Send the answer
finding-do-accepted = Accept
finding-do-returned = Return

refused-visit-ahead = The day of the visit has not come yet.
refused-visit-nobody = Write who was present.
refused-visit-no-point = Choose a centre or a point of a hromada.
refused-visit-no-day = State the day of the visit.
refused-visit-signed = The sheet is signed already: it cannot be changed.
refused-no-request-key = The form cannot be taken: open the page again.
refused-finding-no-text = Write the answer or the reason.
refused-finding-state = This finding is in another state already: look again.
fault-visit-no-number = This is no number
fault-visit-no-number-expected = a number, such as 7.5
fault-visit-many-findings = Too many findings: more than { $most }
fault-visit-many-findings-expected = record the rest on another visit
fault-visit-no-what = It does not say what is wrong
fault-visit-no-what-expected = a description of the finding
fault-visit-no-responsible = There is no responsible person
fault-visit-no-responsible-expected = the position or name of who will resolve the finding
fault-visit-day-early = The day is before the visit
fault-visit-day-early-expected = a day not before { $day }
