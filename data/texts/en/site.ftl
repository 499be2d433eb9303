site-name = Registry of ЦНАП
