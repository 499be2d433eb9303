compliance-title = Відповідність обов’язковому переліку
compliance-lead = Що точки мають надавати, що надають і чого бракує
compliance-by-raion = За районами
compliance-by-raion-caption = Показники за районами
compliance-by-oblast = За областями
compliance-by-oblast-caption = Основні показники за областями
compliance-hromadas = Громади за часткою наданих обов’язкових послуг
hromada-compliance = відповідність переліку
map-compliance = Частка обов’язкових послуг, які надаються
indicators = Показники
indicators-caption = Показники: значення, вихідний рівень, ціль і зміни за кварталами
indicator = Показник
figure = Значення
baseline = Вихідний рівень
published = Як оприлюднено
target = Ціль
targets-by-year = Цілі на кінець року
programme = Програма
trend = Зміни в часі
trend-target = Пунктир – ціль.
not-set = не задано
rule = Правило
act = Акт
members = Хто враховується
members-shown = Показати
members-caption = Учасники показника з поясненням
members-count = { $count ->
    [one] { $n } запис
    [few] { $n } записи
   *[many] { $n } записів
 }
members-first = Показано перші { $n }.
member = Учасник
member-yes = так
member-no = ні
member-unknown = невідомо
member-undecided = не визначено
member-excluded = поза розрахунком
answer = Відповідь
reason = Чому
no-members = немає кого рахувати
mean-of-points = { $count ->
    [one] середнє за { $n } оціненою точкою
   *[many] середнє за { $n } оціненими точками
 }
unknown-n = { $count ->
   *[many] невідомо: { $n }.
 }
unknown-undeclared = { $count ->
    [one] { $n } точка не оголосила переліку послуг.
    [few] { $n } точки не оголосили переліку послуг.
   *[many] { $n } точок не оголосили переліку послуг.
 }
undecided-n = { $count ->
   *[many] не визначено, чи враховувати: { $n }.
 }
excluded-n = { $count ->
   *[many] поза розрахунком: { $n }.
 }
share-range = від { $low } до { $high }
pieces = Одиниць: { $n }.
leave-out = Не враховано
leave-out-occupied = тимчасово окуповані громади
leave-out-hostilities = громади активних бойових дій
leave-out-occupied-hostilities = окуповані громади і громади активних бойових дій
leave-out-none = нічого, враховано всі
judged-by = Оцінено за редакцією:
no-edition = Чинної на цю дату редакції переліку в реєстрі немає: її не завантажено або вона набрала чинності пізніше. Що обов’язкове, сказати не можна.
edition = Редакція
edition-of = { $list }, редакція від { $date }
loaded-less = Завантажено не весь перелік, тому частки неповні.
loaded-of-declared = завантажено { $n } із { $m } позицій
excluded-suspended = тимчасово не працює
excluded-because = Поза розрахунком, бо
ranking-rule = Частка – надані обов’язкові послуги до всіх обов’язкових послуг точок, що оголосили свій перелік. Програми оприлюднюють загальний показник без формули, тому з їхнім числом він може не збігатися.
ranking-caption = Громади, найкращі першими
ranking-first = Показано перші громади рейтингу: { $n }.
place = Місце
not-ranked = поза рейтингом
share = Частка
offered-of-required = Надається з обов’язкових
points-full = Точок з повним переліком
points-undeclared = Точок без оголошеного переліку
points-excluded = Точок поза розрахунком
points-judged = Точок оцінено
points-compliance-caption = Точки громади
owed-set = Набір вимог
owes-nothing = вимог немає
state = Стан оцінки
state-judged = оцінено
state-unknown = невідомо: перелік послуг не оголошено
state-excluded = поза розрахунком
required = Обов’язкових
offered = З них надається
undecided = Не визначено
undecided-explained = Умова цих позицій залежить від факту, якого немає в реєстрі, тому вони не входять до частки.
not-required = Тут не обов’язкові
not-required-explained = Умова цих позицій у громаді не виконується.
missing = Чого бракує
missing-none = Усі обов’язкові послуги надаються.
missing-caption = Обов’язкові послуги, які точка не надає
extra = Послуги поза переліком
gaps = Прогалини громади
gaps-not-judged = Прогалин не визначено: жодна точка громади не оголосила переліку послуг, тож порівнювати ще нічого.
gaps-none = Прогалин не знайдено серед точок, що оголосили перелік.
gap-order = Спершу те, для чого нічого не треба купувати, далі те, де невідомо, чи є потрібне обладнання, далі те, для чого обладнання треба придбати. Усередині – спершу те, чого бракує більшій кількості точок громади, потім те, що вже надає більша частка таких самих точок області.
gap-lacking = Де бракує
gap-equipment = Потрібне обладнання
gap-elsewhere = Де в громаді надають
gap-peers = Надають такі самі точки області
gap-ground = Підстава: перелік, редакція, позиція
purchase-nothing = нічого купувати не треба
purchase-unknown = невідомо, чи є обладнання
purchase-equipment = треба придбати
needs-nothing = не потрібне
has-it = є в точці:
nowhere = ніде
service = Послуга
and-more = { $count ->
   *[many] і ще { $n }
 }
reason-membership-unknown = невідомо, чи виконується умова
reason-not-declared = перелік послуг не оголошено
reason-gives = { $count ->
    [one] надає { $n } послугу
    [few] надає { $n } послуги
   *[many] надає { $n } послуг
 }
reason-gives-none = не надає жодної послуги
reason-gives-all = { $count ->
    [one] надає { $n } обов’язкову послугу з { $n }
    [few] надає всі { $n } обов’язкові послуги
   *[many] надає всі { $n } обов’язкових послуг
 }
reason-owes-nothing = жодна позиція групи тут не обов’язкова
reason-missing = бракує { $n } з { $m }
reason-undecided = нічого обов’язкового не бракує, але про { $count ->
    [one] { $n } позицію невідомо, чи вона обов’язкова
    [few] { $n } позиції невідомо, чи вони обов’язкові
   *[many] { $n } позицій невідомо, чи вони обов’язкові
 }
reason-has = { $count ->
    [one] є { $n } одиниця
    [few] є { $n } одиниці
   *[many] є { $n } одиниць
 }
reason-has-none = немає
reason-equipment-unknown = про обладнання нічого не відомо
reason-diia-centre = є Дія.Центром
reason-no-diia-centre = не є Дія.Центром
reason-diia-centre-unknown = чи є точка Дія.Центром, не зазначено
reason-not-answered = жодної відповіді «так» чи «ні»
reason-districts = старостинських округів з робочим місцем, що надає все обов’язкове
condition-population = населення
condition-and = і
condition-or = або
condition-not = не
condition-dms-unit = працює підрозділ ДМС
condition-no-dms-unit = немає підрозділу ДМС
condition-mvs-centre = працює сервісний центр МВС
condition-no-mvs-centre = немає сервісного центру МВС
condition-class-unknown = клас громади невідомий
lists-title = Обов’язкові переліки послуг
lists-lead = Редакції переліків за датою набрання чинності. Аудит на будь-який день бере редакцію, чинну того дня.
lists-none = Жодного переліку не завантажено.
editions-caption = Редакції: завантажено із заявлених позицій
in-force = чинна
first-edition = перша редакція
compare-with-earlier = Порівняння з попередньою
what-changed = що змінилося
compare = Порівняти
compare-from = Була
compare-to = Стала
compare-title = Порівняння редакцій
compare-classes-caption = Кількість позицій за наборами
loaded-before = Завантажено було
loaded-after = Завантажено стало
declared-before = Заявлено було
declared-after = Заявлено стало
added = Додано
removed = Вилучено
changed = Змінено
unchanged = Без змін
before = Було
after = Стало
positions-count = { $count ->
    [one] { $n } позиція
    [few] { $n } позиції
   *[many] { $n } позицій
 }
positions-caption = Позиції редакції
not-in-catalogue = немає в каталозі
preview-link = Перевірити проєкт змін
preview-title = Перевірка проєкту змін до переліку
preview-lead = Вставте проєкт нової редакції таблицею CSV. Побачите, які точки перестануть відповідати переліку, з якої дати і за якими позиціями. Нічого не зберігається.
preview-draft = Проєкт (CSV)
preview-columns = Стовпці:
preview-amendment-columns = Або лише зміни до редакції, чинної напередодні (зміна: додати, вилучити, змінити); стовпці:
positions-added = позицій додається
positions-removed = позицій вилучається
positions-changed = позицій змінюється
preview-run = Перевірити
preview-refused = Проєкт не прочитано
preview-result = Що змінить проєкт
preview-from = Перелік { $list }, чинний з { $date }.
preview-unknown-services = Цих послуг немає в каталозі, їх не оцінено
preview-nobody = Жодній точці не бракуватиме більше, ніж зараз.
become-non-compliant = Перестануть відповідати
miss-more = Бракуватиме більше
becomes = Що станеться
becomes-non-compliant = перестане відповідати
misses-more = бракуватиме більше
from-day = З дати
share-before-after = Частка була → стане
new-gaps = Нові прогалини
affected-caption = Точки, яким бракуватиме більше
faults-caption = Помилки в таблиці
row = Рядок
column = Стовпець
what-is-wrong = Що не так
missing-count = З них бракує
reason-has-uncounted = є, кількість не зазначено
pooled-gaps = Прогалини території
pooled-gaps-link = Прогалини території за послугами
pooled-gaps-lead = Яких обов’язкових послуг бракує, скільком точкам і громадам, і що для цього потрібно
pooled-gaps-none = Прогалин не знайдено серед точок, що оголосили перелік послуг.
pooled-gaps-services = Послуги, яких бракує
pooled-missing = прогалин (послуга в точці)
pooled-services = послуг
pooled-points = точок із прогалинами
pooled-hromadas = громад із прогалинами
pooled-lack = Точок, де бракує
pooled-given = Точок, де надають
pooled-xlsx = Книга XLSX
pooled-csv = CSV
pooled-members-csv = CSV за точками
gap-purchase = Закупівля
gap-lift = Який показник підняти
gap-order-title = Що підніме показник найбільше
gap-order-now = Зараз
gap-order-none = Жодна з цих послуг показника не підніме.
gap-order-more = Показати до двадцяти кроків
gap-order-points = Точок, які почнуть надавати
gap-order-gain = Приріст
gap-order-after = Показник після кроку
gap-members = Де бракує послуги
percentage-points = в. п.
hromadas-in = { $count ->
    [one] в { $n } громаді
   *[other] у { $n } громадах
 }
need = Що потрібно
need-nothing = нічого: суміжні послуги вже надають
need-neighbour = досвід сусідньої точки громади
need-training = навчання
need-unknown = з’ясувати, чи є обладнання
need-equipment = обладнання
trend-from = Від
trend-to = До
trend-step = Крок
trend-step-quarter = квартал
trend-step-month = місяць
trend-step-year = рік
trend-day = День
trend-figures = Значення за днями
trend-note = Лінія – нижня межа значення. Де значення невідоме, лінія переривається: нулем воно не є.
trend-csv = Значення за днями (CSV)
