"""Texts with a phone number typed by hand, and texts with other numbers."""

from __future__ import annotations

from tests.editorial.rows import Row

# (language, text, what is found)
FOUND = [
    ("en", "Call 1-855-845-7415 and cook.", "1-855-845-7415"),
    ("en", "The clinic: (310) 555-0100.", "(310) 555-0100"),
    ("en", "It is (800)\n662-4357 now.", "662-4357"),
    ("en", "Use 310.555.0139 or write.", "310.555.0139"),
    ("en", "Use 310 / 555 / 0139 or write.", "310 / 555 / 0139"),
    ("en", "Use 310/555-0139x12 or write.", "310/555-0139"),
    ("en", "Use 310–555–0139 or write.", "310–555–0139"),
    ("en", "Use 310\u00a0555\u20110139 or write.", "0139"),
    ("en", "Use +1 310 555 0139 or write.", "+1 310 555 0139"),
    ("en", "Use 3105550139 or write.", "3105550139"),
    ("en", "In Mexico: +52 55 1234 5678.", "+52 55 1234 5678"),
    ("en", "It is 555-0139 in town.", "555-0139"),
    ("en", "Dial 5550139 in town.", "5550139"),
    ("en", "Dial 31 05 55 01 39 in town.", "31 05 55 01 39"),
    ("en", "It is 1-800-GET-HELP.", "1-800-GET-HELP"),
    ("en", "It is 1-833-TLC-MAMA.", "1-833-TLC-MAMA"),
    ("en", "It is 800-662-HELP (4357).", "800-662-HELP"),
    ("en", "It is 1-877-8-HOPENY.", "1-877-8-HOPENY"),
    ("en", "Text HOME to 741741.", "741741"),
    ("en", "Text 741741 at night.", "741741"),
    ("en", "[1-800-662-4357](https://example.org)", "1-800-662-4357"),
    ("es", "Envíe AYUDA al 741741.", "741741"),
    ("es", "Escriba al 838255.", "838255"),
    ("es", "Llame al 310 555 0139.", "310 555 0139"),
]
# (language, text)
FINE = [
    ("en", "Call 911 or 988, day or night. Call 911/988/211. Text 988."),
    ("en", "ISBN 978-3-16-148410-0, ISBN 9783161484100, PMID 12345678, NCT01234567."),
    ("en", "See doi 10.1056/NEJMoa1234567 and 10.1111/j.1360-0443.2010.03016.x."),
    ("en", "On 2026-11-21 10:30, 11/21/2026, 21.11.2026, in 2015-2017 and in 2015 2017."),
    ("en", "Call before 2026-11-21. The calls of 2015-2017 were counted."),
    ("en", "Order 1234567 costs $1,000,000, not 1 000 000."),
    ("en", "12345 Wilshire Boulevard, Los Angeles, CA 90025-1234"),
    ("en", "Take 200-1500 mg. They asked 250-1000 people. 42 CFR 2.12, 24/7/365."),
    ("en", "Phones that cost 100-200 dollars call for 10 20 30 checks."),
    ("en", "Text your ZIP code (90025) to a friend. The text has 12,345 letters."),
    ("es", "Llame al 911. En 2023 hubo 1,000,000 de llamadas y 100-200 cada hora."),
    ("es", "El 21/11/2026, de 10:30 a 12:45, en el 12345 de la calle Mayor."),
]

ROWS = [Row("numbers.phone", lang, text, True, words=words) for lang, text, words in FOUND]
ROWS += [Row("numbers.phone", lang, text, False) for lang, text in FINE]
ROWS += [Row("numbers.phone", "en", "Rest.\n\nUse\n555-0139.", True, line=4)]
