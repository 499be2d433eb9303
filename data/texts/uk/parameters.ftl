### What parameters of addresses are expected to be.

expected-param-day = день: РРРР-ММ-ДД, наприклад 2024-02-28
expected-param-territory = код КАТОТТГ (UA і 17 цифр) або UA для всієї країни
expected-param-territories = коди КАТОТТГ (UA і 17 цифр) через кому
expected-param-bytes = щонайбільше байтів: { $most }
expected-param-words = слова через кому
expected-param-moment = РРРР-ММ-ДДTГГ:ХХ за київським часом
expected-param-number = число { $low }…{ $high }
expected-param-whole = ціле число { $low }…{ $high }
expected-param-whole-from = ціле число від { $low }
expected-param-near = широта,довгота в градусах
expected-param-bbox = довгота,широта одного кута і довгота,широта протилежного, у градусах
expected-param-bbox-or-near = bbox або near, не обидва
expected-param-near-beside = разом із near=широта,довгота
expected-param-known = номер запису журналу, момент 2026-11-20T10:00:00Z або день РРРР-ММ-ДД, не в майбутньому
expected-param-since = номер запису журналу, позначка з попередньої відповіді, момент 2026-11-20T10:00:00Z або день РРРР-ММ-ДД
expected-param-known-parameter = відомий параметр: { $names }
expected-param-once = один раз; кілька значень пишуть через кому
expected-param-query = слова для пошуку
expected-param-point = код точки
expected-param-uuid = UUID
expected-param-datetime = день, момент за RFC 3339 або два з них через /
expected-param-checklist = код переліку вимог
expected-param-equipment = код типу обладнання
expected-param-services = послуг щонайбільше: { $most }
expected-param-point-or-service = код точки (point) або код послуги (service)
expected-param-hromada-or-service = код громади (hromada) або код послуги (service)
expected-param-before-to = день, раніший за кінець проміжку (to)
expected-param-level = країна, область, район або громада
expected-param-list = назва переліку
expected-param-edition = дата набрання чинності редакцією: РРРР-ММ-ДД
expected-param-table = таблиця реєстру
expected-param-account = номер облікового запису
expected-param-trend-days = днів щонайбільше: { $most }; візьміть більший крок (step)
expected-param-quarter-day = день названого кварталу: РРРР-ММ-ДД
expected-param-cursor = позначка з посилання «далі» на цій сторінці
