# The desk of an editor and of an auditor: what a submission changes row by row, to-dos, drafts.

form-file = { $form } (форма)
form-equipment-more = Додати ще
todo-overdue = { $count ->
    [one] прострочено на { $count } день
    [few] прострочено на { $count } дні
   *[other] прострочено на { $count } днів
}
form-parent = ЦНАП, до якого належить
review-cells = Що змінюється
lines-changing = Рядки, які щось змінюють
lines-same = Рядки, які лише підтверджують відоме
lines-unchanged = { $count ->
    [one] { $count } рядок без змін
    [few] { $count } рядки без змін
   *[other] { $count } рядків без змін
}
