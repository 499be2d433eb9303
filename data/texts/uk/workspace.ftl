# The forms of a hromada's workspace and what an editor has to do.

workspace-drafts = Чернетки
todo = Що зробити
todo-nothing = Усе подано й підтверджено.
todo-due = Строк подання
todo-missing = Відомості, яких бракує
todo-stale = { $count ->
    [one] Не підтверджували понад { $count } день
    [few] Не підтверджували понад { $count } дні
   *[other] Не підтверджували понад { $count } днів
}
todo-points = Пункти громади
todo-by = до { $day }
todo-since = востаннє { $day }
todo-reason-due = строк
todo-reason-missing = бракує
todo-reason-stale = давно не підтверджували
form-card = Картка пункту
form-contacts = Контакти
form-services = Послуги пункту
form-figures = Показники за { $period }
form-districts = Старостинські округи
form-district = Округ
form-form = Форма
form-forms = Форми пункту
form-oldest = Найдавніше підтвердження
form-to-do = Що зробити
form-stale = застаріло
form-public-page = сторінка для відвідувачів
form-given = Надається
form-empty = не зазначено
form-note = Примітка
form-field = Поле
form-known = Відомо
form-typed = Стане
form-theirs = Інша версія
form-mine = Ваша версія
form-differences = Відмінності
form-day = Зміни діють з
form-day-help = День, з якого діє нове; незмінене лише підтверджується. Щоб виправити помилку від початку, зазначте день, з якого діє нинішній запис.
form-check = Перевірити
form-check-again = Перевірити ще раз
form-check-help = Перевірка зберігає чернетку й показує, що буде подано. Без подання нічого не змінюється.
form-checked = Перевірено: що буде подано
form-checked-nothing = Нових відомостей немає: подання лише підтвердить відоме.
form-draft = Це чернетка від { $at }, її ще не подано.
form-draft-kept = Чернетку збережено.
form-draft-lost = Чернетку не збережено: перевірте зв’язок і натисніть «Перевірити».
form-submitted = Востаннє подано { $at }:
form-confirmed-since = Найдавніше з відомого тут підтверджено { $day }.
form-confirm = Нічого не змінилося
form-confirmed-note = Нічого не змінилося
form-read-only = Ви переглядаєте форму громади. Змінює та подає її редактор громади.
form-faults = { $count ->
    [one] { $count } помилка. Нічого не подано; набране збережено.
    [few] { $count } помилки. Нічого не подано; набране збережено.
   *[other] { $count } помилок. Нічого не подано; набране збережено.
}
form-conflict = Поки ви заповнювали форму, з’явилася інша версія. Нічого не подано, ваше набране – нижче.
form-conflict-who = Інша версія: { $who }.
form-conflict-registry = відомості реєстру змінилися
form-conflict-advice = Порівняйте обидві, виправте поля у формі та перевірте: збережеться те, що стоїть у формі.
form-conflict-same = Обидві версії кажуть те саме.
form-take-theirs = Відкинути набране й відкрити іншу версію
form-coordinates-help = Якщо змінити адресу й не зазначити нових координат, старі буде відкинуто.
form-hours-lead = Напишіть графік так, як він висить на дверях, наприклад: пн-чт 8:00-17:00, пт 8:00-16:00, перерва 12:00-12:45.
form-hours-unknown = Графік невідомий.
form-hours-not-read = Реєстр не розібрав цього графіка: незрозуміло «{ $part }». Його буде збережено лише як текст, і ніхто не побачить, чи відчинено зараз. Спробуйте написати простіше.
form-hours-understood = Як реєстр розуміє графік
form-access-lead = Якщо виміряно, впишіть вимір: відповідь визначить правило. Чого не знаєте, лишіть «невідомо» – це не «ні».
form-measure = Вимір
form-measured = За виміром
form-measured-unknown = Правило не визначає відповіді за цим виміром.
form-at-least = щонайменше { $value }
form-at-most = щонайбільше { $value }
form-equipment-lead = Порожня кількість означає «невідомо», 0 – обладнання немає. Нове впишіть в останній рядок.
form-equipment-new = Ще немає в реєстрі
form-figures-lead = Порожнє поле означає «невідомо», 0 – нуль.
form-figures-before = { $period }
form-figure-last = { $period }
form-no-district = поза округами
form-new-district = Новий округ
form-settlements = Населені пункти за округами
form-service = Послуга
form-since = Діє з
form-until = Діє до
form-ground = Підстава
form-days-and-ground = Коли й на якій підставі
form-set-days = зазначити день і підставу
form-required = обов’язкова
form-other-group = Інше
form-filter = Які послуги показати
form-filter-all = усі
form-filter-missing = обов’язкові, яких бракує
form-filter-given = надаються
form-filter-not-given = не надаються
form-services-lead = Позначте, що надається. Знята позначка завершує надання від дня, зазначеного внизу; про послуги, яких тут не показано, нічого не подається.
form-services-none = Таких послуг немає.
form-services-xlsx = Завантажити перелік як XLSX
form-services-upload = Повернути відредагований XLSX
form-services-upload-send = Прочитати файл
form-common-ground = Підстава для щойно позначених
form-common-ground-help = Наприклад, рішення ради; стане підставою кожної нової послуги без власної.
form-list-heading = У колонці «Надається» впишіть «так» або «ні»; порожній рядок нічого не змінює.
form-no-file = Додайте файл.
