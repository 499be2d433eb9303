### Відповіді API на хибні запити.

problem-no-such = немає: { $thing }
problem-expected = { $name }: очікується { $expected }
problem-not-found = Такого немає
problem-gone = Було, але припинилося
problem-bad-parameter = Параметр не прочитано
problem-refused = Подане відхилено
problem-forbidden = Вам цього не дозволено
problem-conflict = Тим часом щось змінилося
problem-too-large = Подане завелике
problem-method-not-allowed = За цією адресою такого методу немає
problem-address-too-long = Адреса задовга
problem-busy = Служба зайнята, спитайте трохи згодом
problem-too-many-requests = Забагато запитів
problem-timed-out = Відповідь забрала забагато часу
problem-unreadable = Запит не прочитано
problem-internal = Тут щось зламалося

# --- what existed and ended -------------------------------------------------------------------------------------------
problem-gone-point-closed = точку { $point } закрито { $date }; якою вона була: { $address }
problem-gone-point-ended = відомості про точку { $point } закінчилися { $date }; якою вона була: { $address }
problem-gone-service = послугу { $service } скасовано { $date }

problem-token = Потрібен токен
problem-token-missing = токена не надіслано: Authorization: Bearer ТОКЕН
problem-token-unknown = токен невідомий, завершений або прострочений, або його роль забрано
problem-version-needed = Потрібна версія
problem-version-needed-detail = If-Match: версія, з якої зроблено зміни
problem-version-other = Версія вже інша
problem-version-other-detail = відтоді відомості змінилися: прочитайте їх ще раз
