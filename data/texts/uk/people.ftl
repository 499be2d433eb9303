# Accounts, sign-in, the workspace of a hromada and review.

role-administrator = адміністратор
role-auditor = аудитор
role-editor = редактор громади
sign-in = Вхід
sign-in-lead = Для редакторів громад, аудиторів області та адміністраторів. Громадянам входити не потрібно.
sign-in-email = Електронна пошта
sign-in-password = Пароль
sign-in-enter = Увійти
sign-in-help = Немає пароля або забули його? Попросіть адміністратора реєстру надіслати запрошення.
sign-in-wrong = Пошта або пароль неправильні.
sign-in-too-many = Забагато невдалих спроб. Спробуйте за 15 хвилин.
sign-out = Вийти
invitation-title = Оберіть пароль
invitation-lead = Обліковий запис { $email }.
invitation-password = Новий пароль
invitation-again = Новий пароль ще раз
invitation-rule = Щонайменше { $least } знаків; найкраще кілька слів, які легко запам’ятати.
invitation-guessed = Цей пароль легко вгадати. Оберіть інший.
invitation-differs = Паролі різні. Введіть той самий двічі.
invitation-keep = Зберегти пароль
invitation-gone = Запрошення не діє
invitation-gone-advice = Його вже використано або минув строк. Попросіть адміністратора реєстру про нове.
workspace = Робочий простір
workspace-hromadas = Ваші громади
workspace-gaps = чого бракує
workspace-returned = Повернено на доопрацювання
workspace-submit = Подати таблицю
workspace-hromada = Громада
workspace-table = Таблиця
workspace-file = Файл
workspace-file-help = CSV або XLSX, до 2 МБ, з назвами колонок у першому рядку.
workspace-pasted = або вставте таблицю сюди
workspace-day = Станом на
workspace-day-help = Рядки без власної дати діють від цього дня; якщо не зазначено — від сьогодні.
workspace-note = Примітка для аудитора
workspace-send = Подати на розгляд
workspace-open = На розгляді
workspace-none = Нічого не чекає на розгляд.
workspace-decided = Розглянуто
workspace-faults = { $count ->
    [one] У таблиці { $count } помилка; нічого не подано.
    [few] У таблиці { $count } помилки; нічого не подано.
   *[other] У таблиці { $count } помилок; нічого не подано.
}
workspace-no-table = Оберіть таблицю зі списку.
workspace-no-hromada = Оберіть громаду зі списку.
workspace-no-day = День «станом на» не є датою.
workspace-no-file = Додайте файл або вставте таблицю.
submission-title = Подання № { $number }
submission-state = Стан
submission-at = Подано
submission-decided = Розглянуто
submission-reason = Причина повернення
submission-entry = Запис журналу
submission-is-submitted = на розгляді
submission-is-accepted = прийнято
submission-is-returned = повернено
submission-is-withdrawn = відкликано
submission-changes = Що зміниться
submission-what = Дія
submission-row = Рядок
submission-before = Було
submission-after = Стане
submission-added = додано
submission-changed = змінено
submission-ended = завершено
submission-removed = вилучено
submission-unchanged = без змін
submission-warnings = Зауваження
submission-nothing-new = Нових відомостей немає: прийняття лише підтвердить те, що вже відомо.
submission-more = … і ще { $count }
submission-unfit = Подання не узгоджується з тим, що відомо тепер:
submission-decision = Рішення
submission-accept = Прийняти
submission-return = Повернути
submission-withdraw = Відкликати подання
submission-no-reason = Напишіть, чому повертаєте: без цього редактор не знатиме, що виправити.
actor-person = аудитор області, за поданням громади
submission-file = подана таблиця
workspace-sheet = Власний перелік послуг (будь-яка форма)
workspace-sheets = Переліки, у яких є запитання
sheet-title = Перелік послуг громади
sheet-rows = рядків послуг
sheet-meant = зіставлено з каталогом
sheet-open = чекають на вашу відповідь
sheet-saved = Відповіді збережено. Нічого ще не подано.
sheet-no-header = Рядка заголовків не знайдено: назви взято зі стовпця з найдовшим текстом. Перевірте рядки нижче.
sheet-asked = Потрібна ваша відповідь
sheet-asked-lead = Про ці рядки реєстр не певен. Виберіть послугу каталогу або позначте, що рядок не подається; наступного разу відповідь запропонуємо самі.
sheet-nothing-asked = Усі рядки зіставлено з каталогом.
sheet-row = рядок { $row }
sheet-other = інша послуга, код:
sheet-other-code = Код послуги з каталогу
sheet-none = немає в каталозі, не подавати
sheet-points = Де надаються ці послуги
sheet-points-ticked = Пункти, у яких надаються всі послуги переліку
sheet-points-columns = Якому пункту відповідає стовпець переліку:
sheet-no-points = У громаді немає жодного пункту: спершу подайте таблицю пунктів.
sheet-no-point = не подавати цей стовпець
sheet-day-help = Від цього дня надаються послуги, яких у пункті досі не було; заявлені раніше лише підтверджуються.
sheet-save = Зберегти й продовжити пізніше
sheet-matched = { $count ->
    [one] Зіставлено без запитань: { $count } рядок
    [few] Зіставлено без запитань: { $count } рядки
   *[other] Зіставлено без запитань: { $count } рядків
}
sheet-matched-lead = Перегляньте: якщо рядок зіставлено хибно, впишіть код правильної послуги або «-», щоб не подавати його.
sheet-row-number = Рядок
sheet-name = У вашому переліку
sheet-service = Послуга каталогу
sheet-by = За чим знайдено
sheet-correct = Виправити
sheet-correct-row = Код послуги для рядка { $row }
sheet-by-identifier = за ідентифікатором
sheet-by-code = за кодом і назвою
sheet-by-name = за назвою, певність { $share }
sheet-by-you = ваша відповідь
sheet-by-earlier = вибрано раніше
sheet-passed = { $count ->
    [one] Не послуги: { $count } рядок
    [few] Не послуги: { $count } рядки
   *[other] Не послуги: { $count } рядків
}
sheet-is-group = назва групи
sheet-is-total = підсумок
sheet-is-note = примітка
sheet-is-header = заголовок
sheet-open-questions = { $count ->
    [one] Лишилося { $count } запитання; нічого не подано, відповіді збережено.
    [few] Лишилося { $count } запитання; нічого не подано, відповіді збережено.
   *[other] Лишилося { $count } запитань; нічого не подано, відповіді збережено.
}
effect-title = Як зміняться показники
effect-day = Станом на { $date }: так, як обчислюють сторінки показників і відповідності, до прийняття та після нього.
effect-none = Показники області та відповідність пунктів громади не зміняться.
effect-indicators = Показники області, які зміняться
effect-points = Пункти громади, відповідність яких зміниться: надається з обов’язкових
effect-before = Зараз
effect-after = Після прийняття
effect-not-judged = не оцінюється
effect-not-declared = перелік не подано
effect-of = { $offered } із { $required }
account-title = Обліковий запис
account-roles = Ваші ролі
account-sessions = Відкриті сеанси
account-sessions-lead = Якщо якийсь сеанс не ваш, вийдіть на всіх пристроях і попросіть адміністратора про нове запрошення.
account-session = вхід { $begun }, востаннє { $used }
account-sign-out-everywhere = Вийти на всіх пристроях
