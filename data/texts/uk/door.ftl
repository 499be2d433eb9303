door-title = Що вам потрібно і де ви?
door-answer-title = { $what }: куди звернутися, { $place }
door-answer-heading = Куди звернутися: { $place }
door-any-centre = ЦНАП
door-what = Що потрібно
door-what-hint = Своїми словами: закордонний паспорт, прописка, субсидія
door-where = Де ви
door-where-hint = Місто, селище, село або громада
door-need = Для кого важлива доступність
door-open-at = Коли прийти
door-open-at-hint = Якщо важливо: день і година за київським часом
door-need-none = не важливо
door-send = Показати, куди звернутися
door-again = Інше запитання
door-locate-refused = Браузер не повідомив, де ви. Напишіть назву міста, селища чи села.
door-what-unknown = Слів «{ $words }» реєстр не знає. Напишіть простіше, одним-двома словами («паспорт», «допомога»), або виберіть групу послуг чи життєву подію нижче.
door-what-unsure = Слова «{ $words }» прочитано непевно.
door-read-as = Слово «{ $typed }» прочитано як «{ $meant }».
door-names-ukrainian = Офіційні назви послуг подано українською.
door-place-renamed = «{ $old }» – колишня назва. Тепер це { $place }.
door-place-larger = { $area } – велика територія. Відстань пораховано від { $place }. Напишіть своє місто, селище чи село, щоб дізнатися точніше.
door-what-several = Ці слова підходять до кількох послуг. Виберіть потрібну:
door-where-missing = Напишіть, де ви: назву міста, селища, села або громади.
door-where-unknown = Населеного пункту чи громади «{ $place }» не знайдено. Перевірте назву або напишіть найближче місто.
door-where-several = Назву «{ $place }» мають кілька населених пунктів. Виберіть свій:
door-where-more = { $count ->
    [one] Ще { $n }: допишіть район або область.
   *[many] Ще { $n }: допишіть район або область.
 }
door-where-off-map = Де саме { $place }, реєстр не знає. Напишіть сусіднє місто чи село.
did-you-mean = Можливо, ви мали на увазі:
door-events = Життєві події
door-groups = Групи послуг
door-all-points = Усі місця, де надають послуги
door-network = Мережа центрів для перевірки та звітів
door-your-place = ваше місце ({ $at })
door-unread = Слова «{ $words }» не враховано: реєстр їх не знає.
door-other-meanings = Мали на увазі іншу послугу?
door-narrow = Уточнити відповідь
door-when-now = Відчинено зараз
door-when-saturday = У суботу
door-when-evening = Після 18:00
door-only-centres = Лише ЦНАП
door-own-unit = { $unit } працює в громаді ({ $hromada }): цю послугу надають і там.
door-serving = Найближчі, де надають
door-nearest = Найближчі
door-nobody-declared = Жоден центр не повідомив реєстру, що надає цю послугу.
door-nobody-fits = Місця, яке напевно відповідає всім умовам, не знайдено.
door-nobody-here = Поруч ніхто не повідомив, що надає цю послугу.
door-nobody-near = Переглянуто все в межах { $km } км. Зателефонуйте до найближчого центру і запитайте.
door-to-ask = Кого запитати
door-total = { $count ->
    [one] Знайдено { $n } місце.
    [few] Знайдено { $n } місця.
   *[many] Знайдено { $n } місць.
 }
door-all = Усі, хто повідомив про таку послугу
door-nearest-seen = { $count ->
    [one] Переглянуто { $n } місце
    [few] Переглянуто { $n } місця
   *[many] Переглянуто { $n } місць
 }
door-nearer-seen = { $count ->
    [one] Ближче є { $n } місце
    [few] Ближче є { $n } місця
   *[many] Ближче є { $n } місць
 }
door-seen-not = { $count ->
    [one] { $n } не підходить
   *[many] { $n } не підходять
 }
door-seen-unknown = { $count ->
    [one] про { $n } невідомо, чи підходить
   *[many] про { $n } невідомо, чи підходять
 }
points-list-unknown = { $count ->
    [one] невідомо: { $n } точка не оголосила переліку послуг
    [few] невідомо: { $n } точки не оголосили переліку послуг
   *[many] невідомо: { $n } точок не оголосили переліку послуг
 }
door-bring = Що взяти, строк і плата
door-bring-unknown = Переліку документів, строку і плати в реєстрі немає. Їх подає Гід з державних послуг; запитайте також у центрі.
door-service-card = Картка послуги
door-rule = Відстань – по прямій, не дорогою; не далі { $km } км. Якщо точного місця на карті немає, відстань рахується до центру населеного пункту. Невідоме не вважається ні «так», ні «ні».
door-km = { $km } км
door-same-place = у цьому населеному пункті
door-today = Сьогодні { $hours }
door-no-address = адреси не зазначено
door-access-yes = доступно
door-access-partly = частково
door-access-no = недоступно
door-there = є
door-missing = немає
door-reason-occupied = громада тимчасово окупована, там не обслуговують
door-reason-suspended = тимчасово не працює
door-reason-not-given = цієї послуги не надає
door-reason-not-declared = невідомо, чи надає: переліку послуг не повідомлено. Запитайте телефоном
door-reason-no-kit = послуга є в переліку, але немає потрібного обладнання ({ $kit })
door-reason-barrier = { $who }: недоступно, немає: { $what }
door-reason-access-unknown = { $who }: невідомо, чи доступно. Запитайте телефоном
door-reason-shut = у цей час зачинено
door-reason-hours-unknown = невідомо, чи відчинено в цей час
route = Маршрут
weekday-1 = понеділок
weekday-2 = вівторок
weekday-3 = середа
weekday-4 = четвер
weekday-5 = п’ятниця
weekday-6 = субота
weekday-7 = неділя
day-closed = зачинено
day-in-view = (цей день)
point-access = Хто може потрапити
point-access-all = Усі відповіді про безбар’єрність
point-for-auditors = Для перевірки
point-services-find = Знайти серед послуг цього місця
point-services-none = Серед послуг цього місця таких немає.
point-services-all = Показати всі
filters-chosen = обрано { $n }
gap-numbers = Числа після «№» – номери точок у таблиці вище.
map-keys = Клавіші зі стрілками переводять із території на територію; ті самі відомості є в таблицях сторінки.
search-only = Лише певний вид
door-spoken-wheelchair = на візку, на кріслі колісному, на інвалідному візку, на колясці, на колісному кріслі
door-spoken-stroller = з дитячим візком, з візком, з візочком, з коляскою
door-spoken-poor-sight = незрячий, незряча, незрячому, погано бачу, для незрячих
door-spoken-poor-hearing = глухий, глуха, погано чую, для глухих
door-spoken-sign-language = жестовою мовою, жестова мова, сурдопереклад
door-spoken-hard-to-walk = важко ходити, на милицях, з паличкою
