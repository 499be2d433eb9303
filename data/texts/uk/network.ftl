kind-cnap = ЦНАП
kind-tp = Територіальний підрозділ
kind-vrm = Віддалене робоче місце
kind-mobile = Мобільний ЦНАП
kinds-cnap = ЦНАП
kinds-tp = Територіальні підрозділи
kinds-vrm = Віддалені робочі місця
kinds-mobile = Мобільні ЦНАП
status-active = Працює
status-suspended = Тимчасово не працює
status-closed = Закрито
precision-address = за адресою
precision-settlement = центр населеного пункту
precision-hromada = центр громади
precision-unknown = точність невідома
hromada-kind-rural = сільська
hromada-kind-settlement = селищна
hromada-kind-urban = міська
hromada-class-rural = сільська громада
hromada-class-settlement = селищна громада
hromada-class-urban = міська громада
hromada-class-raion-centre = адміністративний центр району
hromada-class-oblast-city = місто (колишнього) обласного значення
territory-status-ordinary = звичайний
territory-status-hostilities = активні бойові дії
territory-status-occupied = тимчасова окупація
fact-population = Населення
fact-dms-unit = Підрозділ ДМС
fact-mvs-centre = Сервісний центр МВС
fact-class = Клас для обов’язкового переліку
fact-territory-status = Статус території
fact-works = працює
fact-works-not = не працює
fact = Факт
value = Значення
holds = Діє
list-class-cnap = ЦНАП громади
list-class-raion-centre = ЦНАП адміністративного центру району
list-class-oblast-city = ЦНАП міста обласного значення
list-class-tp = територіальний підрозділ
list-class-vrm = віддалене робоче місце
overview-lead = Мережа точок доступу до адміністративних послуг
overview-empty = Точок доступу ще не завантажено.
overview-hromadas-heading = Громади
overview-oblasts = Області
overview-raions = Райони
overview-parts-caption = Точки доступу за видами
overview-without-centre = { $count ->
    [one] { $n } громада не має свого ЦНАП.
    [few] { $n } громади не мають свого ЦНАП.
   *[many] { $n } громад не мають свого ЦНАП.
 }
overview-suspended = { $count ->
    [one] { $n } точка тимчасово не працює; у підсумках вона є.
    [few] { $n } точки тимчасово не працюють; у підсумках вони є.
   *[many] { $n } точок тимчасово не працюють; у підсумках вони є.
 }
overview-unplaced = { $count ->
    [one] Для { $n } точки громаду не встановлено: у підсумках цієї території вона є, у підсумках громад її немає.
   *[many] Для { $n } точок громаду не встановлено: у підсумках цієї території вони є, у підсумках громад їх немає.
 }
overview-review = { $count ->
    [one] { $n } точка потребує перевірки людиною: її місце чи вид установлено непевно.
    [few] { $n } точки потребують перевірки людиною: їхнє місце чи вид установлено непевно.
   *[many] { $n } точок потребують перевірки людиною: їхнє місце чи вид установлено непевно.
 }
overview-stale = { $count ->
    [one] Відомості про { $n } точку востаннє підтверджено понад рік тому: вони могли застаріти.
    [few] Відомості про { $n } точки востаннє підтверджено понад рік тому: вони могли застаріти.
   *[many] Відомості про { $n } точок востаннє підтверджено понад рік тому: вони могли застаріти.
 }
points-count = { $count ->
    [one] { $n } точка
    [few] { $n } точки
   *[many] { $n } точок
 }
hromadas-count = { $count ->
    [one] { $n } громада
    [few] { $n } громади
   *[many] { $n } громад
 }
services-count = { $count ->
    [one] { $n } послуга
    [few] { $n } послуги
   *[many] { $n } послуг
 }
days-count = { $count ->
    [one] { $n } день
    [few] { $n } дні
   *[many] { $n } днів
 }
hromada = Громада
raion = Район
oblast = Область
settlement = Населений пункт
settlements = Населених пунктів
hromada-type = Тип
hromada-centre = Адміністративний центр
hromada-lead = Точки доступу і факти про громаду
hromada-facts = Факти про громаду
hromada-facts-caption = Факти, від яких залежать вимоги переліку
hromada-compliance-link = Відповідність переліку
hromada-no-points = Точок доступу на цю дату немає.
hromadas-caption = Громади з кількістю точок доступу
population = Населення
area-km2 = Площа, км²
code-katottg = Код КАТОТТГ
district = Старостинський округ
districts = Старостинські округи
districts-caption = Старостинські округи та їхні населені пункти
districts-none = Старостинських округів не завантажено.
district-settlements = Населені пункти
district-points = Точки доступу
point = Точка доступу
kind = Вид
status = Стан
name = Назва
period = Період
address = Адреса
points-caption = Центри й пункти
services-given = Послуг надається
distance-km = Відстань, км
point-code = Код
point-parent = Належить до
point-place = Де знаходиться
point-house = Приміщення і працівники
point-compliance-link = Відповідність переліку
point-absent = На { $date } цієї точки немає. Нижче показано, коли вона діяла.
coordinates = Координати
on-osm = на OpenStreetMap
resolution = Місце встановлено
life = Діє
hours = Години роботи
hours-stated = Зазначено так
hours-now = Зараз
open-now = зараз відчинено
closed-now = зараз зачинено
phone = Телефон
email = Електронна пошта
web = Сайт
area-total = Загальна площа
area-waiting = Площа зони очікування
area-service = Площа зони обслуговування
workers = Працівників
diia-centre = Формат «Дія.Центр»
features = Зручності
feature-bus-100 = Зупинка транспорту до 100 м
feature-free-parking = Безоплатна стоянка
feature-tel-consul = Консультації телефоном
feature-onl-consul = Консультації онлайн
feature-e-registr = Електронний запис
feature-bank-branc = Відділення банку
feature-pay-card = Оплата карткою
feature-pay-terminal = Платіжний термінал
feature-add-serv = Супутні послуги
feature-free-wifi = Безоплатний Wi-Fi
feature-self-serv = Самообслуговування
feature-sanit-room = Санітарна кімната
feature-disability = Пристосовано для людей з інвалідністю
history = Історія періодів
history-caption = Періоди, найновіші першими
method-address = за адресою
method-both = за адресою і назвою
method-founder = за радою, названою в назві
method-stated = зазначено джерелом
method-name = за назвою
method-tree-unique = єдиний населений пункт із такою назвою в області
method-old-name = за попередньою назвою
method-similar = за близьким написанням
method-special-city = місто зі спеціальним статусом
method-unresolved = не встановлено
map = Карта
map-points = Кількість точок доступу в громаді
map-hromada = Громада та її точки доступу
map-approximate = Приблизна межа
map-approximate-explained = Приблизні межі обчислено за розташуванням населених пунктів, бо офіційної межі не завантажено.
map-places-explained = Точки без власних координат показано в центрі їхнього населеного пункту або громади.
points-giving = Лише точки, де надають:
points-giving-any = Показати всі точки
place-republic = { $name }
place-oblast = { $name } область
place-raion = { $name } район
place-hromada = { $name } територіальна громада
place-hromada-rural = { $name } сільська громада
place-hromada-settlement = { $name } селищна громада
place-hromada-urban = { $name } міська громада
place-city = м. { $name }
place-settlement = с-ще { $name }
place-village = с. { $name }
place-city-district = { $name } район міста
territory-status-not-stated = звичайний (окремо не зазначено)
counted-cnap = ЦНАП
counted-tp = { $count ->
    [one] територіальний підрозділ
    [few] територіальні підрозділи
   *[many] територіальних підрозділів
 }
counted-vrm = { $count ->
    [one] віддалене робоче місце
    [few] віддалені робочі місця
   *[many] віддалених робочих місць
 }
counted-mobile = { $count ->
    [one] мобільний ЦНАП
    [few] мобільні ЦНАП
   *[many] мобільних ЦНАП
 }
overview-hromadas-count = { $count ->
    [one] громада
    [few] громади
   *[many] громад
 }
hours-day-not-stated = на цей день графік не вказано
kind-by-name = вид за назвою
overview-occupied = { $count ->
    [one] { $n } громада тимчасово окупована; серед громад без ЦНАП її не враховано.
    [few] { $n } громади тимчасово окуповані; серед громад без ЦНАП їх не враховано.
   *[many] { $n } громад тимчасово окуповані; серед громад без ЦНАП їх не враховано.
 }
overview-hromadas = Громади
points-giving-any-of = { $count ->
    [one] Під ці слова підходить { $n } послуга. Показано точки, де надають хоча б одну.
    [few] Під ці слова підходять { $n } послуги. Показано точки, де надають хоча б одну; натисніть на потрібну, щоб лишити тільки її:
   *[many] Під ці слова підходять { $n } послуг. Показано точки, де надають хоча б одну; натисніть на потрібну, щоб лишити тільки її:
 }
points-left-out = { $count ->
    [one] Ще про { $n } точку невідомо, чи вона підходить: у списку її немає.
    [few] Ще про { $n } точки невідомо, чи вони підходять: у списку їх немає.
   *[many] Ще про { $n } точок невідомо, чи вони підходять: у списку їх немає.
 }
points-unsure = { $count ->
    [one] { $n } точка, про яку невідомо, чи вона підходить.
    [few] { $n } точки, про які невідомо, чи вони підходять.
   *[many] { $n } точок, про які невідомо, чи вони підходять.
 }
points-unsure-why = Не зазначено того, про що запитано: переліку послуг, годин роботи чи графіка на цей день, доступності або місця на карті.
points-certain = Показати ті, що напевно підходять
near-rule = Відстань – по прямій, а не дорогою, від: { $place }; не далі { $reach } км. Якщо точного місця точки невідомо, відстань рахується до центру її населеного пункту або громади, і під відстанню це сказано.
near-others = Є й інші населені пункти з подібною назвою:
open-rule = Чи відчинено – за годинами роботи в реєстрі, { $date } о { $time } за київським часом. Точка, яка тимчасово не працює або розташована в тимчасово окупованій громаді, зачинена. Графік, який називає всі дні з понеділка до п’ятниці й мовчить про суботу чи неділю, означає, що це вихідні. Якщо годин роботи не зазначено або графік не називає цього дня, точка не вважається ні відчиненою, ні зачиненою.
wheelchair-rule = Точка доступна на кріслі колісному, якщо про вхід зазначено «так» або «не застосовується» ({ $entrance }), а «ні» не зазначено про жодну з вимог, що вирішують. Де відповідь зазначено, ураховано й такі вимоги: { $stated }. Якщо про вхід нічого не зазначено – невідомо; невідоме не вважається доступним.
hromadas-show = Показати
hromadas-without-centre = без ЦНАП (окуповані не враховано)
hromadas-occupied = тимчасово окуповані
district-no-points = немає
learned = Історія відомостей
learned-link = Історія відомостей
learned-lead = Що, коли і з якого файлу стало відомо, у порядку надходження.
learned-nothing = не зазначено
learned-stated = внесено
learned-succeeded = змінено з початку цього періоду
learned-corrected = виправлено
learned-ended = завершено
learned-voided = анульовано, не діє на жодну дату
learned-confirmed = підтверджено без змін
learned-stated-many = внесено рядків: { $count }
learned-succeeded-many = змінено з нового періоду рядків: { $count }
learned-corrected-many = виправлено рядків: { $count }
learned-ended-many = завершено рядків: { $count }
learned-voided-many = анульовано рядків: { $count }
learned-confirmed-many = підтверджено без змін рядків: { $count }
learned-same = зазначено знову без змін
learned-step = крок { $step }
column-territories-code = Код
column-territories-category = Категорія
column-territories-name = Назва
column-territories-parent = Входить до
column-territories-lat = Широта
column-territories-lon = Довгота
column-territories-kind = Тип громади
column-territories-area-km2 = Площа, км²
column-territories-centre = Центр громади
column-boundaries-shape-sha256 = Контрольна сума обрисів
category-o = область
category-k = місто зі спеціальним статусом
category-p = район
category-h = територіальна громада
category-m = місто
category-x = селище
category-c = село
category-b = район у місті
stands-in = Стоїть у громаді
hromada-standing = Стоять тут, але створені іншими громадами
hromada-standing-why = Ці точки розташовані в громаді, але утворені радами інших громад; у підсумках вони належать своїм громадам.
parent-resolution = Належність встановлено
parent-only-centre = єдиний діючий ЦНАП громади
review-needed = Потребує перевірки людиною
review-place = не встановлено ні громади, ні населеного пункту
review-founder = рада в назві належить громаді іншого району, ніж адреса
review-department = схоже на відділ ЦНАП, а не на окремий ЦНАП
review-village-desk = названо центром, але розташовано не в центрі громади
review-kind = з назви не видно, що це за точка
opens-today = відчиниться сьогодні о { $time }
opens-tomorrow = відчиниться завтра о { $time }
opens-on = відчиниться { $weekday }, { $date }, о { $time }
on-weekday-1 = у понеділок
on-weekday-2 = у вівторок
on-weekday-3 = у середу
on-weekday-4 = у четвер
on-weekday-5 = у п’ятницю
on-weekday-6 = у суботу
on-weekday-7 = у неділю
point-occupied = Точка розташована в тимчасово окупованій громаді або належить до неї. Тому вона не вважається відчиненою, її немає серед відповідей на запитання, куди звернутися, і в розрахунку охоплення. Картку збережено для довідки.
points-occupied = { $count ->
    [one] Ще { $n } точку не показано: вона в тимчасово окупованій громаді.
    [few] Ще { $n } точки не показано: вони в тимчасово окупованих громадах.
   *[many] Ще { $n } точок не показано: вони в тимчасово окупованих громадах.
 }
map-occupied = Тимчасово окупована територія
map-occupied-list = { $count ->
    [one] На карті заштриховано { $n } тимчасово окуповану громаду
    [few] На карті заштриховано { $n } тимчасово окуповані громади
   *[many] На карті заштриховано { $n } тимчасово окупованих громад
 }
overview-crimean = { $count ->
    [one] і ще { $n } громада Криму та Севастополя
    [few] і ще { $n } громади Криму та Севастополя
   *[many] і ще { $n } громад Криму та Севастополя
 }
feed-title = Зміни в реєстрі
feed-link = Стрічка змін (Atom)
days-unconfirmed = Давність, днів
