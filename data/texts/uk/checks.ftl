### Що знайшла перевірка бази (check-).

check-chain = запис журналу { $entry } не сходиться в ланцюг
check-rows = таблиця { $table }: { $what }: { $rows }
check-rows-of-entry = таблиця { $table } (запис журналу { $entry }): { $what }: { $rows }
check-rows-more = { $rows } і ще { $more }
check-altered = рядок змінено поза журналом
check-added = рядок додано поза журналом
check-removed = рядок вилучено поза журналом
check-voided = рядок анульовано поза журналом
check-unvoided = анульований рядок відновлено поза журналом
check-heads-unreadable = файл голів журналу не читається: { $reason }
check-head-not-signed = файл голів журналу, рядок { $line }: немає дійсного підпису
check-head-gone = запису журналу { $entry } більше немає, хоча його голову збережено
check-head-differs = запис журналу { $entry } не той, чию голову збережено
check-tree = територія { $code } лежить сама в собі
check-no-territory = точка { $point }: немає території { $code }
check-no-parent = точка { $point }: немає ЦНАП { $parent }, до якого вона належить
check-no-service = перелік { $list } від { $date }: немає послуги { $service }
check-empty-period = точка { $point }: період не має жодного дня
check-offering-outside = послуга { $service } у точці { $point }: поза межами існування точки
