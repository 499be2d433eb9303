# Audit visits: the sheet, findings, and what becomes of them.

action-visit-open = Відкрито аудиторський виїзд
action-visit-sign = Аудиторський виїзд: підписано акт
action-finding-answered = Відповідь громади на недолік
action-finding-returned = Відповідь на недолік повернуто
action-finding-accepted = Усунення недоліку прийнято

visits = Виїзди
visit = Виїзд
visit-title = Виїзд № { $number }
visit-new = Новий виїзд
visit-open = Відкрити виїзд
visit-point = Центр або пункт
visit-day = День виїзду
visit-present = Присутні
visit-present-help = Хто був на виїзді: імена й посади, кожна особа з нового рядка. Їх бачать лише аудитори області та редактори громади.
visits-open = Не підписані
visits-signed = Підписані акти
visit-signed-on = Підписано
visit-not-signed = ще не підписано
visit-signed = Акт підписано { $day }. Його вже не можна змінити.
visit-keep = Зберегти чернетку
visit-check = Перевірити й підписати
visit-check-help = Спершу буде показано, що запише підпис. До підпису акт можна заповнювати частинами.
visit-checked = Акт можна підписати
visit-checked-answers = { $count ->
    [one] Буде записано { $count } відповідь
    [few] Буде записано { $count } відповіді
   *[other] Буде записано { $count } відповідей
}
visit-checked-findings = { $count ->
    [one] { $count } недолік
    [few] { $count } недоліки
   *[other] { $count } недоліків
}
visit-sign = Підписати акт
visit-sign-help = Після підпису змінити акт не можна.
visit-conflict = Хтось зберіг цей акт, поки ви його заповнювали. Ваше набране – у формі; нижче те, що збережено інакше. Щоб залишити своє, збережіть ще раз.
visit-gaps = Обов’язкові послуги, яких немає
visit-gaps-sheet = Прогалини
visit-gaps-count = { $count ->
    [one] Бракує { $count } послуги
    [few] Бракує { $count } послуг
   *[other] Бракує { $count } послуг
}
visit-no-gaps = Усі обов’язкові послуги надаються.
visit-no-gaps-then = Прогалин не зафіксовано.
visit-not-declared = Точка ще не повідомила, які послуги надає: прогалини невідомі.
visit-position = перелік { $list }, редакція від { $day }
visit-list = Перелік
visit-known = Відомо
visit-not-looked = не оглянуто
visit-seen = є на місці
visit-not-seen = немає на місці
visit-pieces = є, { $count } шт.
visit-photo = Фото №
visit-hours-sign = Вивіска з графіком роботи
visit-hours-question = Чи такий графік на вивісці
visit-sign-same = такий самий
visit-sign-other = інший
visit-sign-none = вивіски немає
visit-areas = Площі
visit-areas-question = Виміряні площі, м²
visit-others = Обладнання, графік і площі на місці
visit-other = Інше
visit-add = Додати недолік
visit-remove = Прибрати недолік
visit-no-findings = Недоліків не зафіксовано.
visit-what-service = Не надається обов’язкова послуга: { $name }
visit-what-criterion = Не виконано вимогу: { $name }
visit-what-equipment = Немає обладнання: { $name }
visit-criterion = Критерій
visit-most = Максимум
visit-score = Бали
visit-answer = Відповідь
visit-ground = Підстава
visit-by-measure = за виміром
visit-answers = Відповіді на критерії
visit-print = Акт для друку
visit-xlsx = Акт у форматі XLSX
visit-back = До виїзду
visit-sheet = Акт
visit-sheet-title = Акт аудиторського виїзду № { $number }
visit-sheet-draft = Чернетка: акт ще не підписано
visit-signatures = Підписи
visit-signs-auditor = Аудитор
visit-signs-head = Керівник центру
visit-signs-present = Присутні
visit-signature-help = Підпис, ім’я та прізвище.

finding = Недолік
findings = Недоліки
findings-all = Усі недоліки
findings-none = Недоліків немає.
findings-waiting = Недоліки, які чекають на вас
findings-to-answer = Недоліки, на які треба відповісти
findings-overdue = Прострочені
findings-overdue-count = { $count ->
    [one] { $count } недолік прострочено
    [few] { $count } недоліки прострочено
   *[other] { $count } недоліків прострочено
}
findings-under-way = У роботі
findings-accepted = Усунуті
finding-title = Недолік № { $number }
finding-what = Що не так
finding-about = Стосується
finding-act = Акт
finding-clause = Пункт
finding-own-act = Інший акт, якщо потрібно
finding-own-clause = Пункт акта, якщо відомий
finding-responsible = Відповідальна особа
finding-deadline = Усунути до
finding-recheck = Перевірити повторно
finding-state = Стан
finding-is-open = відкрито
finding-is-answered = є відповідь, чекає на аудитора
finding-is-accepted = усунення прийнято
finding-overdue = { $count ->
    [one] прострочено на { $count } день
    [few] прострочено на { $count } дні
   *[other] прострочено на { $count } днів
}
finding-steps = Що зроблено
finding-step-answered = Відповідь громади
finding-step-returned = Повернуто аудитором
finding-step-accepted = Прийнято аудитором
finding-evidence = Що зроблено і чим це підтверджено
finding-decision = Ваше рішення: причина, якщо повертаєте
finding-do-answered = Надіслати відповідь
finding-do-accepted = Прийняти
finding-do-returned = Повернути

refused-visit-ahead = День виїзду ще не настав.
refused-visit-nobody = Напишіть, хто був присутній.
refused-visit-no-point = Виберіть центр або пункт громади.
refused-visit-no-day = Зазначте день виїзду.
refused-visit-signed = Акт уже підписано: змінити його не можна.
refused-no-request-key = Форму не можна прийняти: відкрийте сторінку ще раз.
refused-finding-no-text = Напишіть відповідь або причину.
refused-finding-state = Цей недолік уже в іншому стані: подивіться ще раз.
fault-visit-no-number = Це не число
fault-visit-no-number-expected = число, наприклад 7,5
fault-visit-many-findings = Недоліків забагато: більш ніж { $most }
fault-visit-many-findings-expected = решту недоліків зафіксуйте іншим виїздом
fault-visit-no-what = Не сказано, що не так
fault-visit-no-what-expected = опис недоліку
fault-visit-no-responsible = Немає відповідальної особи
fault-visit-no-responsible-expected = посада або ім’я того, хто усуне недолік
fault-visit-day-early = День раніший за виїзд
fault-visit-day-early-expected = день не раніше { $day }
