### Рамки повідомлень: рядок звіту, перелік, вибір.

message-list-more = { $shown } та ще { $more }
message-quoted = «{ $text }»
message-choice = { $others } або { $last }

report-file = файл
report-row = рядок { $row }
report-column = { $place }, { $column }
message-value = { $place } = «{ $value }»
report-line = { $place }: { $reason }
report-line-expected = { $place }: { $reason }; очікується: { $expected }
report-rest = наведено перші { $kept } із { $all }, решту лише пораховано
message-empty = порожньо
report-row-changed = { $told } { $table } { $key }
report-cell-changed = { $told } { $table } { $key }: { $column } { $before } → { $after }
told-fault = помилка
told-warning = зауваження
told-added = додано
told-changed = змінено
told-ended = завершено
told-removed = вилучено
