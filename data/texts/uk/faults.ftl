### Що не так у таблицях і файлах (fault-) і що там може бути (expected-).

fault-draft-editions = чернетка – це зміни одного переліку на одну дату
expected-edition = { $list } { $date }
fault-no-edition-before = немає редакції, чинної напередодні: змінювати нічого
expected-loaded-list = перелік, ціла редакція якого вже завантажена
expected-choice-of-service = виберіть послугу або позначте, що рядок не подається
fault-no-service-chosen = не вибрано послуги
fault-not-in-catalogue = такої послуги немає в каталозі
expected-service-code = код послуги з каталогу
fault-list-too-long = забагато рядків для одного списку
expected-at-most-rows = не більше { $most } рядків
fault-draft-empty = чернетка не має жодної позиції
fault-draft-service-twice = послуга стоїть у чернетці двічі
expected-service-once = кожна послуга один раз
expected-one-edition = один перелік і одна дата набрання чинності
fault-json = не вдалося прочитати JSON: { $error }
fault-too-many-rows = забагато рядків
fault-draft-shape = чернетка не має ані позицій, ані змін, або має і те, і те
expected-draft-shape = або positions, або changes
fault-draft-change = невідома зміна «{ $change }»
expected-draft-change = add, remove або change
fault-no-class = невідомий клас «{ $class }»
fault-no-class-named = не названо жодного класу
expected-one-of = одне з: { $words }
fault-not-a-date = не дата
expected-date = РРРР-ММ-ДД або ДД.ММ.РРРР, рік 1900–2200
expected-condition = напр. «population > 20000 and no mvs_centre» або «населення понад 20 000 і немає сервісного центру МВС»
fault-condition = умова не читається, символ { $at }: { $reason }
fault-condition-unexpected = зайве «{ $text }»
fault-condition-long = довша за { $most } символів
fault-condition-deep = вкладеність глибша за { $most }
fault-condition-bracket = тут має бути «)»
fault-condition-atom = тут має бути population, dms_unit, mvs_centre, «no», «not» або «(»
fault-condition-sign = тут має бути одне з > >= < <= =
fault-condition-number = тут має бути ціле число
expected-classes = через пробіл або кому: { $words }
