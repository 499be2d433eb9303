# Accounts, sign-in, the workspace of a hromada and review.

role-administrator = administrator
role-auditor = auditor
role-editor = hromada editor
sign-in = Sign in
sign-in-lead = For editors of hromadas, auditors of an oblast and administrators. Citizens need not sign in.
sign-in-email = E-mail
sign-in-password = Password
sign-in-enter = Sign in
sign-in-help = No password, or forgotten? Ask the administrator of the registry for an invitation.
sign-in-wrong = The e-mail or the password is wrong.
sign-in-too-many = Too many failed tries. Try again in 15 minutes.
sign-out = Sign out
invitation-title = Choose a password
invitation-lead = Account { $email }.
invitation-password = New password
invitation-again = New password again
invitation-rule = At least { $least } characters; best a few words that are easy to remember.
invitation-guessed = This password is easily guessed. Choose another.
invitation-differs = The passwords differ. Type the same one twice.
invitation-keep = Keep the password
invitation-gone = The invitation does not work
invitation-gone-advice = It was used already or is over. Ask the administrator of the registry for a new one.
workspace = Workspace
workspace-hromadas = Your hromadas
workspace-gaps = what is missing
workspace-returned = Returned to be mended
workspace-submit = Submit a table
workspace-hromada = Hromada
workspace-table = Table
workspace-file = File
workspace-file-help = CSV or XLSX, up to 2 MB, with titles of columns in the first row.
workspace-pasted = or paste the table here
workspace-day = As of
workspace-day-help = Rows without a date of their own hold from this day; from today where none is given.
workspace-note = Note for the auditor
workspace-send = Submit for review
workspace-open = Under review
workspace-none = Nothing waits for review.
workspace-decided = Decided
workspace-faults = { $count ->
    [one] The table has { $count } fault; nothing was submitted.
   *[other] The table has { $count } faults; nothing was submitted.
}
workspace-no-table = Choose a table of the list.
workspace-no-hromada = Choose a hromada of the list.
workspace-no-day = The day “as of” is no date.
workspace-no-file = Add a file or paste a table.
submission-title = Submission No. { $number }
submission-state = State
submission-at = Submitted
submission-decided = Decided
submission-reason = Reason for returning it
submission-entry = Entry of the journal
submission-is-submitted = under review
submission-is-accepted = accepted
submission-is-returned = returned
submission-is-withdrawn = withdrawn
submission-changes = What will change
submission-what = Deed
submission-row = Row
submission-before = Before
submission-after = After
submission-added = added
submission-changed = changed
submission-ended = ended
submission-removed = removed
submission-unchanged = unchanged
submission-warnings = Warnings
submission-nothing-new = Nothing is new: accepting it only confirms what is known.
submission-more = … and { $count } more
submission-unfit = The submission does not agree with what is known now:
submission-decision = Decision
submission-accept = Accept
submission-return = Return
submission-withdraw = Withdraw the submission
submission-no-reason = Write why you return it: without that the editor does not know what to mend.
actor-person = an auditor of the oblast, on a hromada’s submission
submission-file = the table as submitted
workspace-sheet = Your own list of services (any shape)
workspace-sheets = Lists with open questions
sheet-title = The hromada's list of services
sheet-rows = rows of services
sheet-meant = matched with the catalogue
sheet-open = wait for your answer
sheet-saved = The answers are kept. Nothing is submitted yet.
sheet-no-header = No row of titles was found: names were taken from the column with the longest texts. Check the rows below.
sheet-asked = Your answer is needed
sheet-asked-lead = The registry is not sure about these rows. Choose a service of the catalogue or mark the row as not submitted; next time your answer will be offered.
sheet-nothing-asked = Every row is matched with the catalogue.
sheet-row = row { $row }
sheet-other = another service, code:
sheet-other-code = Code of a service of the catalogue
sheet-none = not in the catalogue, do not submit
sheet-points = Where these services are given
sheet-points-ticked = Points that give every service of the list
sheet-points-columns = Which point a column of the list stands for:
sheet-no-points = The hromada has no points: submit the table of points first.
sheet-no-point = do not submit this column
sheet-day-help = Services a point did not give before are given from this day; those declared earlier are only confirmed.
sheet-save = Keep and go on later
sheet-matched = { $count ->
    [one] Matched without questions: { $count } row
   *[other] Matched without questions: { $count } rows
}
sheet-matched-lead = Look through them: where a row is matched wrongly, write the code of the right service, or "-" to leave it out.
sheet-row-number = Row
sheet-name = In your list
sheet-service = Service of the catalogue
sheet-by = Found by
sheet-correct = Correct
sheet-correct-row = Code of the service for row { $row }
sheet-by-identifier = by the identifier
sheet-by-code = by code and name
sheet-by-name = by the name, { $share } sure
sheet-by-you = your answer
sheet-by-earlier = chosen earlier
sheet-passed = { $count ->
    [one] No services: { $count } row
   *[other] No services: { $count } rows
}
sheet-is-group = title of a group
sheet-is-total = total
sheet-is-note = note
sheet-is-header = header
sheet-open-questions = { $count ->
    [one] { $count } question is open; nothing was submitted, the answers are kept.
   *[other] { $count } questions are open; nothing was submitted, the answers are kept.
}
effect-title = How the figures change
effect-day = On { $date }: as the pages of indicators and compliance compute them, before acceptance and after.
effect-none = The indicators of the oblast and the compliance of the hromada's points do not change.
effect-indicators = Indicators of the oblast that change
effect-points = Points of the hromada whose compliance changes: given of the mandatory
effect-before = Now
effect-after = After acceptance
effect-not-judged = not judged
effect-not-declared = no list declared
effect-of = { $offered } of { $required }
account-title = Account
account-roles = Your roles
account-sessions = Open sessions
account-sessions-lead = If a session is not yours, sign out everywhere and ask the administrator for a new invitation.
account-session = signed in { $begun }, last used { $used }
account-sign-out-everywhere = Sign out everywhere
