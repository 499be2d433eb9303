# Що говорить командний рядок.
cli-importing = імпорт { $format } …
cli-warning = увага: { $text }
cli-more-warnings = увага: і ще { $count ->
    [one] { $count } зауваження; усі
    [few] { $count } зауваження; усі
   *[many] { $count } зауважень; усі
 } { $place }
cli-more-changes = … і ще { $count ->
    [one] { $count } зміна; усі
    [few] { $count } зміни; усі
   *[many] { $count } змін; усі
 } { $place }
cli-more-faults = … і ще { $count ->
    [one] { $count } помилка; усі
    [few] { $count } помилки; усі
   *[many] { $count } помилок; усі
 } { $place }
cli-more-counted = … показано { $shown } із { $all }; перші { $kept } { $place }
cli-in-report = — у звіті { $file }
cli-ask-report = — у звіті (--report ФАЙЛ.csv)
cli-alike = … така сама помилка ще у { $count ->
    [one] { $count } рядку
   *[many] { $count } рядках
 } ({ $rows }): { $what }
cli-counts = { $table }: додано { $added }, змінено { $changed }, завершено { $ended }, вилучено { $removed }, без змін { $unchanged }
cli-end-missing = --end-missing діє лише для формату guide-registry, а не { $format }
cli-replace = --replace діє лише для форматів mandatory і mandatory-amendment, а не { $format }
cli-dry-run = пробний запуск: нічого не записано
cli-nothing-changed = змін немає
cli-refused = { $count ->
    [one] { $count } помилка у файлі
    [few] { $count } помилки у файлі
   *[many] { $count } помилок у файлі
 }; нічого не змінено
cli-forbidden = дію не дозволено: { $reason }
cli-too-long = { $file }: завеликий файл, понад { $most } МБ; поділіть його на частини
cli-not-regular = { $file }: це не звичайний файл (а канал, пристрій чи тека); щоб читати з каналу, вкажіть «-», тобто стандартне введення
cli-not-a-file = { $file }: це не файл
cli-already-there = { $file }: такий файл уже є; назвіть інший
cli-rows = { $count ->
    [one] { $count } рядок
    [few] { $count } рядки
   *[many] { $count } рядків
 }
cli-tables = { $count ->
    [one] { $count } таблиця
    [few] { $count } таблиці
   *[many] { $count } таблиць
 }
cli-written = { $file }: { $rows }
cli-not-own-table = { $format } не є власною таблицею
cli-backing-up = резервне копіювання …
cli-backed-up = { $file }: { $tables }, { $rows }
cli-restoring = відновлення …
cli-restored = відновлено: { $tables }, { $rows }; копію зроблено { $made } версією { $version }; ланцюг журналу цілий
cli-broken-chain = увага: { $count ->
    [one] { $count } запис журналу не сходиться
    [few] { $count } записи журналу не сходяться
   *[many] { $count } записів журналу не сходяться
 } в ланцюг; таку копію не буде відновлено
cli-migrated = таблиці бази даних оновлено до поточної версії
cli-verified = усе гаразд: { $count ->
    [one] { $count } запис журналу
    [few] { $count } записи журналу
   *[many] { $count } записів журналу
 }
cli-not-verified = { $count ->
    [one] знайдено { $count } порушення
    [few] знайдено { $count } порушення
   *[many] знайдено { $count } порушень
 }
cli-no-listening = не вдалося відкрити адресу { $address }: { $error }; іншу адресу задає --listen
cli-loading-demo = порожня база: завантажую навчальний регіон …
cli-not-kept = стан після запису { $entry } не зберігся: стани відомі від запису { $earliest }
cli-undone = запис { $entry } скасовано записом { $by }
cli-no-entry = запису { $entry } у журналі немає
cli-unknown-territory = { $code }: такої території немає в кодифікаторі
cli-no-territory = жодної території не завантажено
cli-gaps = прогалин: { $count } (повний список: --format csv або xlsx)
audit-edition = Перелік { $list }, редакція, чинна з { $date }
audit-no-edition = На цю дату чинної редакції переліку в реєстрі немає: його не завантажено або він набирає чинності пізніше
audit-as-of = станом на { $date }
audit-sample = Навчальні дані: частина відомостей є зразком, а не фактом.
audit-sample-list = Навчальні дані: обов’язковий перелік є зразком, а не офіційним текстом; усе, що оцінено за ним, — приклад.
audit-partial-set = { $class }: завантажено { $loaded } із { $declared }
audit-partial = Перелік завантажено не повністю (позицій): { $sets }.
cli-database = база даних не виконала дію: { $reason }
cli-database-address = адреса бази даних неправильна ({ $url }): { $reason }. Потрібно sqlite://ФАЙЛ?mode=rwc або postgres://КОРИСТУВАЧ:ПАРОЛЬ@СЕРВЕР/БАЗА
cli-address-scheme = вона має починатися з sqlite:// або postgres://
cli-address-unreadable = її не вдалося прочитати
cli-address-unencoded = знаки / ? # @ : в імені чи паролі слід записати як %2F %3F %23 %40 %3A
cli-address-parameter = після «?» є невідомий параметр
cli-database-missing = бази даних немає: файлу { $file } не існує. Нову базу створюють команди serve, import, migrate і restore
cli-database-unreachable = сервер бази даних не відповідає: { $server }
cli-history-entry = Запис { $entry }, { $moment }, { $actor }: { $action }
cli-history-sample = , навчальні дані
cli-history-none = { $code }: про це в реєстрі ніколи нічого не було
cli-stored-data = у базі даних збережено недійсне значення: { $reason }
cli-backup-fault = резервна копія: { $reason }
cli-stopped = роботу перервано: { $reason }
cli-unvouched = { $count ->
    [one] { $count } рядок внесено
    [few] { $count } рядки внесено
   *[many] { $count } рядків внесено
 } до того, як журнал почав засвідчувати рядки: їх із журналом не звірити
cli-no-heads = голів журналу ніде не зберігають (--head-file): вилучення останніх записів було б не видно
cli-no-entries = журнал порожній
cli-user-email = «{ $email }» не схоже на електронну пошту
cli-user-invited = запрошення (діє { $days } днів, показано лише тепер): { $link }
cli-user-disabled = обліковий запис { $email } вимкнено
cli-user-is-disabled = вимкнено
cli-user-is-invited = запрошено, пароля ще немає
cli-user-is-active = діє
cli-match-counts = рядків послуг: { $rows }, зіставлено без людини: { $sure }, інших рядків (групи, підсумки, примітки): { $passed }
cli-value-role = роль: administrator, auditor або editor
cli-value-metrics = адреса, наприклад 127.0.0.1:9464, або off
cli-value-leave-out = occupied, hostilities (через кому) або none
cli-value-subject = вивантажити можна: { $known }
cli-value-date = дату пишуть РРРР-ММ-ДД, наприклад 2024-02-28
cli-value-known = номер запису, момент РРРР-ММ-ДДTГГ:ХХ:ССZ або день
cli-value-territory = код КАТОТТГ: UA і 17 цифр
cli-value-format = формати: { $known }
cli-value-quarter = квартал, наприклад 2023Q4
cli-value-report-file = файл з назвою на .xlsx, .docx або .html
cli-io-not-found = такого файлу чи теки немає
cli-io-denied = немає дозволу
cli-io-directory = це тека, а не файл
cli-io-not-a-directory = частина шляху не є текою
cli-io-full = на диску немає місця
cli-usage-unknown = невідомий параметр «{ $arg }»
cli-usage-missing = не вказано обов’язкове: { $arg }
cli-usage-no-value = для { $arg } потрібне значення
cli-usage-value = «{ $value }» не підходить для { $arg }
cli-usage-command = невідома команда «{ $command }»
cli-usage-conflict = { $arg } не можна вказати разом з іншими параметрами або двічі
cli-usage-count = для { $arg } вказано не стільки значень, скільки потрібно
cli-usage-valid = можливі значення: { $known }
cli-usage-meant = можливо, малося на увазі { $meant }
cli-usage-options = [ПАРАМЕТРИ]
cli-usage-form = Використання: { $form }
cli-usage-help = Докладніше: --help
