### Frames of messages: a line of a report, a list, a choice.

message-list-more = { $shown } and { $more } more
message-quoted = «{ $text }»
message-choice = { $others } or { $last }

report-file = file
report-row = row { $row }
report-column = { $place }, { $column }
message-value = { $place } = «{ $value }»
report-line = { $place }: { $reason }
report-line-expected = { $place }: { $reason }; expected: { $expected }
report-rest = the first { $kept } of { $all } are listed, the others only counted
message-empty = empty
report-row-changed = { $told } { $table } { $key }
report-cell-changed = { $told } { $table } { $key }: { $column } { $before } → { $after }
told-fault = fault
told-warning = warning
told-added = added
told-changed = changed
told-ended = ended
told-removed = removed
