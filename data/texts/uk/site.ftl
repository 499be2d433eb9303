site-name = Реєстр ЦНАП
