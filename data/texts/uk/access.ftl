checklist = Перелік критеріїв
checklist-partial = Завантажено не всі критерії акта; решту можна завантажити імпортом.
checklist-not-yet = На цю дату перелік критеріїв ще не діє.
criterion = Критерій
criteria-caption = Відповіді на кожен критерій
by-criterion = За критеріями
answers = Відповіді
answers-caption = Відповіді на критерії
stated = Ким і коли зазначено
not-stated = не зазначено
not-measured = не виміряно
critical = критичний
stops-whom = Кого зупиняє
share-of-answered = Частка «так» серед «так» і «ні»
mean-share = Середня частка виконаних критеріїв
full-share = Частка точок, що виконують усе
points-judged-cards = Точок оцінено
points-not-judged = Точок без жодної відповіді (невідомо)
barrier-free-rule = Середня частка – середнє часток «так» серед «так» і «ні» оцінених точок. Частка точок, що виконують усе, – точки без «ні» і без невідомого серед оцінених. Точка оцінена, коли має хоча б одну відповідь «так» чи «ні». Невідоме ніколи не рахується як «так», «не застосовується» випадає з розрахунку.
verdict = Висновок
verdicts = Висновки
verdict-barrier-free = безбар’єрний
verdict-partly = частково безбар’єрний
verdict-barrier = бар’єрний
verdict-undetermined = ще не визначено
verdict-rule = Хоч одне критичне «ні» – бар’єрний; критичне невідоме – ще не визначено; інше «ні» – частково безбар’єрний; інше невідоме – ще не визначено; усе виконано – безбар’єрний.
people = Хто може потрапити
people-rule = Рахуються критичні критерії, що зупиняють цих людей: одне «ні» зупиняє, одне невідоме лишає питання відкритим.
people-can-enter = { $who }: до { $of } { $count ->
    [one] точки
   *[many] точок
 } усіх видів
people-wheelchair = На кріслі колісному
people-poor-sight = З порушенням зору
people-poor-hearing = З порушенням слуху
people-hard-to-walk = Кому важко ходити
people-stroller = З дитячим візком
people-sign-language = Хто спілкується жестовою мовою
map-barrier-free = Середня частка виконаних критеріїв
barrier-free-parts = За територіями
barrier-free-parts-caption = Безбар’єрність за територіями
barrier-free-kinds = За видами точок
barrier-free-kinds-caption = Безбар’єрність за видами точок
cards-none = Для цього виду точки немає чинних переліків критеріїв.
share-fulfilled = Частка виконаних
fulfils-all = Виконує все
blockers = Критичні перешкоди
newest-answer = Найновіша відповідь
oldest-answer = Найдавніша відповідь
equipment-lead = Яке обладнання мають точки і де його бракує
equipment-rule = Точка, про обладнання якої ніколи нічого не зазначали, – «невідомо»; якщо зазначено інше обладнання, а цього немає, – «ні». Ознаки державних джерел («є» чи «немає», без кількості) кажуть лише про своє обладнання; між ознакою і рядком обліку вирішує те, що почало діяти пізніше.
equipment-type = Обладнання
equipment-caption = Обладнання за видами
equipment-point-caption = Обладнання точки
equipment-unknown = Про обладнання цієї точки нічого не зазначено: невідомо.
equipment-state = Стан
centres-having = Серед ЦНАП
points-having = Серед усіх точок
pieces-total = Одиниць
pieces-count = { $count ->
    [one] { $n } одиниця
    [few] { $n } одиниці
   *[many] { $n } одиниць
 }
hromadas-without = Громади без нього
hromadas-maybe = Громади, де невідомо
needed-by = Без нього не надати
needed-by-none = жодної групи послуг
holders = Де є
holders-none = За відомостями реєстру, немає в жодній точці.
holders-caption = Точки, що мають це обладнання
funder = Хто оплатив
not-there = немає
figures-lead = Що точки повідомили про свою роботу: послуги, консультації, відвідувачі, очікування.
figures-period = Період: 2023, 2023Q4 або 2023-11
figures-caption = Підсумки за період
figures-trend-caption = Підсумки за попередні періоди
figures-point-caption = Показники точки за періодами
figures-unknown = Точка не повідомляла показників: невідомо.
figures-rule = Квартал і його місяці ніколи не додаються двічі: де є квартал, беруться не місяці, а квартал. На 1 000 жителів – за громадами, населення яких відоме.
totals-of = Підсумки за
measure = Показник
per-1000 = На 1 000 жителів
complete = Точок за весь період
partial = Точок за частину
not-reported = Точок без відомостей
outliers = Варто перевірити
outliers-rule = Значення, що вдесятеро більші чи менші за попередній такий самий період; їх має перевірити відповідальна особа.
outliers-none = Таких значень немає.
outliers-caption = Незвичні значення
previous-value = Попереднє
span-year = { $year } рік
span-quarter = { $quarter } квартал { $year } року
month-1 = січень
month-2 = лютий
month-3 = березень
month-4 = квітень
month-5 = травень
month-6 = червень
month-7 = липень
month-8 = серпень
month-9 = вересень
month-10 = жовтень
month-11 = листопад
month-12 = грудень
figures-by-group = Послуги за групами
trend-line = Лінія
people-can-enter-centres = { $who }: можна потрапити до { $of } { $count ->
    [one] центру
   *[many] центрів
 }
card-members = Точки за картками безбар’єрності
card-members-caption = Точки та їхні картки
card-judged = оцінені: є хоч одна відповідь «так» чи «ні»
card-not-judged = не оцінені: жодної відповіді «так» чи «ні»
card-full = виконують усе
card-excluded = поза розрахунком: тимчасово не працюють або в громаді, яку не враховано
enters-yes = можна потрапити
enters-no = потрапити не можна
enters-unknown = невідомо, чи можна потрапити
card-count-judged = { $count ->
    [one] точку оцінено
    [few] точки оцінено
   *[many] точок оцінено
 }
card-count-not-judged = { $count ->
    [one] точка без жодної відповіді (невідомо)
    [few] точки без жодної відповіді (невідомо)
   *[many] точок без жодної відповіді (невідомо)
 }
card-count-excluded = { $count ->
    [one] точка поза розрахунком
    [few] точки поза розрахунком
   *[many] точок поза розрахунком
 }
barrier-free-trend = Зміни за кварталами
barrier-free-trend-caption = Обидва показники на кінець кварталів і на обрану дату
span-unfinished = { $span } (ще триває)
reported-so-far = Точок, що вже звітували
figures-unfinished = Цей період ще не завершився, тому підсумки неповні.
span-not-begun = { $span } (ще не почався)
equipment-has = Чи є
unit-m = м
unit-m2 = м²
pieces-uncounted = { $count ->
    [one] і в { $n } точці – скільки, не зазначено
    [few] і в { $n } точках – скільки, не зазначено
   *[many] і в { $n } точках – скільки, не зазначено
 }
pieces-not-stated = (кількість не зазначено)
equipment-flag = ознака
equipment-concluded = висновок: зазначено лише інше обладнання
map-equipment = { $type }: скільки точок громади мають
equipment-inferred-mark = (висновок)
equipment-inferred = { $count ->
    [one] з них { $n } «ні» – висновок: точка зазначила лише інше обладнання
    [few] з них { $n } «ні» – висновок: точки зазначили лише інше обладнання
   *[many] з них { $n } «ні» – висновок: точки зазначили лише інше обладнання
 }
