# The desk of an editor and of an auditor: what a submission changes row by row, to-dos, drafts.

form-file = { $form } (form)
form-equipment-more = Add another
todo-overdue = { $count ->
    [one] overdue by { $count } day
   *[other] overdue by { $count } days
}
form-parent = Centre it belongs to
review-cells = What changes
lines-changing = Rows that change something
lines-same = Rows that only confirm what is known
lines-unchanged = { $count ->
    [one] { $count } row without changes
   *[other] { $count } rows without changes
}
