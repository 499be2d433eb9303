# What the command line says.
cli-importing = importing { $format } …
cli-warning = warning: { $text }
cli-more-warnings = warning: and { $count ->
    [one] { $count } more remark; all of them are
   *[other] { $count } more remarks; all of them are
 } { $place }
cli-more-changes = … and { $count ->
    [one] { $count } more change; all of them are
   *[other] { $count } more changes; all of them are
 } { $place }
cli-more-faults = … and { $count ->
    [one] { $count } more fault; all of them are
   *[other] { $count } more faults; all of them are
 } { $place }
cli-more-counted = … shown { $shown } of { $all }; the first { $kept } are { $place }
cli-in-report = in the report { $file }
cli-ask-report = in the report (--report FILE.csv)
cli-alike = … the same fault in { $count ->
    [one] { $count } more row
   *[other] { $count } more rows
 } ({ $rows }): { $what }
cli-counts = { $table }: added { $added }, changed { $changed }, ended { $ended }, removed { $removed }, unchanged { $unchanged }
cli-end-missing = --end-missing is for the format guide-registry only, not { $format }
cli-replace = --replace is for the formats mandatory and mandatory-amendment only, not { $format }
cli-dry-run = dry run: nothing was written
cli-nothing-changed = nothing changed
cli-refused = { $count ->
    [one] { $count } fault in the file
   *[other] { $count } faults in the file
 }; nothing was changed
cli-forbidden = not permitted: { $reason }
cli-too-long = { $file }: too large, more than { $most } MB; split it into parts
cli-not-regular = { $file }: not a regular file (a pipe, a device or a folder); to read from a pipe name «-», the standard input
cli-not-a-file = { $file }: not a file
cli-already-there = { $file }: there is such a file already; name another
cli-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
 }
cli-tables = { $count ->
    [one] { $count } table
   *[other] { $count } tables
 }
cli-written = { $file }: { $rows }
cli-not-own-table = { $format } is no own table
cli-backing-up = backing up …
cli-backed-up = { $file }: { $tables }, { $rows }
cli-restoring = restoring …
cli-restored = restored: { $tables }, { $rows }; the backup was made { $made } by version { $version }; the journal’s chain is whole
cli-broken-chain = warning: { $count ->
    [one] { $count } journal entry does not fit
   *[other] { $count } journal entries do not fit
 } the chain; such a backup will not be restored
cli-migrated = the tables of the database are up to date
cli-verified = all is well: { $count ->
    [one] { $count } journal entry
   *[other] { $count } journal entries
 }
cli-not-verified = { $count ->
    [one] { $count } fault found
   *[other] { $count } faults found
 }
cli-no-listening = cannot listen on { $address }: { $error }; --listen sets another address
cli-loading-demo = empty database: loading the demonstration region …
cli-not-kept = the state after entry { $entry } was not kept: states are known from entry { $earliest } on
cli-undone = entry { $entry } is taken back by entry { $by }
cli-no-entry = the journal has no entry { $entry }
cli-unknown-territory = { $code }: the codifier has no such territory
cli-no-territory = no territory is loaded
cli-gaps = gaps: { $count } (the full list: --format csv or xlsx)
audit-edition = List { $list }, edition in force from { $date }
audit-no-edition = The registry holds no edition of the list in force on this day: it is not loaded or comes into force later
audit-as-of = as of { $date }
audit-sample = Sample data: some of the facts are a sample.
audit-sample-list = Sample data: the mandatory list is a sample, not the official text; whatever is judged by it is an example.
audit-partial-set = { $class }: { $loaded } of { $declared } loaded
audit-partial = The list is not loaded in full (positions): { $sets }.
cli-database = the database did not do it: { $reason }
cli-database-address = the address of the database is wrong ({ $url }): { $reason }. Expected sqlite://FILE?mode=rwc or postgres://USER:PASSWORD@SERVER/NAME
cli-address-scheme = it must begin with sqlite:// or postgres://
cli-address-unreadable = it cannot be read
cli-address-unencoded = the signs / ? # @ : in a name or password must be written as %2F %3F %23 %40 %3A
cli-address-parameter = there is an unknown parameter after «?»
cli-database-missing = there is no database: the file { $file } does not exist. A new one is made by serve, import, migrate and restore
cli-database-unreachable = the database server does not answer: { $server }
cli-history-entry = Entry { $entry }, { $moment }, { $actor }: { $action }
cli-history-sample = , sample data
cli-history-none = { $code }: the registry never held anything about this
cli-stored-data = the database holds a value that does not fit: { $reason }
cli-backup-fault = backup: { $reason }
cli-stopped = the work was broken off: { $reason }
cli-unvouched = { $count ->
    [one] { $count } row was stated
   *[other] { $count } rows were stated
 } before the journal kept digests of rows: they cannot be compared with it
cli-no-heads = heads of the journal are kept nowhere (--head-file): a removal of the last entries would not show
cli-no-entries = the journal is empty
cli-user-email = “{ $email }” does not look like an e-mail address
cli-user-invited = invitation (valid for { $days } days, shown only now): { $link }
cli-user-disabled = the account { $email } is disabled
cli-user-is-disabled = disabled
cli-user-is-invited = invited, no password yet
cli-user-is-active = active
cli-match-counts = rows of services: { $rows }, matched without a person: { $sure }, other rows (groups, totals, notes): { $passed }
cli-value-role = a role: administrator, auditor or editor
cli-value-metrics = an address such as 127.0.0.1:9464, or off
cli-value-leave-out = a comma list of occupied, hostilities; or none
cli-value-subject = can be exported: { $known }
cli-value-date = a date is YYYY-MM-DD, such as 2024-02-28
cli-value-known = the number of an entry, a moment YYYY-MM-DDTHH:MM:SSZ, or a day
cli-value-territory = a KATOTTG code: UA and 17 digits
cli-value-format = formats are { $known }
cli-value-quarter = a quarter such as 2023Q4
cli-value-report-file = a file that ends in .xlsx, .docx or .html
cli-io-not-found = there is no such file or folder
cli-io-denied = not permitted
cli-io-directory = this is a folder, not a file
cli-io-not-a-directory = a part of the path is no folder
cli-io-full = there is no space left on the disk
cli-usage-unknown = unknown option «{ $arg }»
cli-usage-missing = what must be there is missing: { $arg }
cli-usage-no-value = { $arg } needs a value
cli-usage-value = «{ $value }» does not fit { $arg }
cli-usage-command = unknown command «{ $command }»
cli-usage-conflict = { $arg } cannot be given with other options, or twice
cli-usage-count = { $arg } does not have as many values as it needs
cli-usage-valid = possible values: { $known }
cli-usage-meant = perhaps { $meant } was meant
cli-usage-options = [OPTIONS]
cli-usage-form = Usage: { $form }
cli-usage-help = More: --help
