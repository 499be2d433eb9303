### What a check of the database found (check-).

check-chain = entry { $entry } of the journal does not fit the chain
check-rows = table { $table }: { $what }: { $rows }
check-rows-of-entry = table { $table } (entry { $entry } of the journal): { $what }: { $rows }
check-rows-more = { $rows } and { $more } more
check-altered = a row was altered past the journal
check-added = a row was added past the journal
check-removed = a row was removed past the journal
check-voided = a row was voided past the journal
check-unvoided = a voided row was restored past the journal
check-heads-unreadable = the file of heads of the journal cannot be read: { $reason }
check-head-not-signed = the file of heads of the journal, line { $line }: no valid signature
check-head-gone = entry { $entry } of the journal is gone though its head was kept
check-head-differs = entry { $entry } of the journal is not the one whose head was kept
check-tree = the territory { $code } lies in itself
check-no-territory = point { $point }: there is no territory { $code }
check-no-parent = point { $point }: there is no centre { $parent } to which it belongs
check-no-service = list { $list } of { $date }: there is no service { $service }
check-empty-period = point { $point }: the period has no day
check-offering-outside = service { $service } at point { $point }: outside the life of the point
