"""Texts for the rules of headings."""

from __future__ import annotations

from tests.editorial.rows import Row

ROWS = [
    Row("headings.case", "en", "## How Treatment Works\n\nWell.", True, words="Treatment", line=1),
    Row("headings.case", "en", "## How treatment works\n\nWell.", False),
    Row("headings.case", "es", "## Cómo Funciona el Tratamiento\n\nBien.", True, words="Funciona"),
    Row("headings.case", "es", "## Cómo funciona el tratamiento\n\nBien.", False),
    Row("headings.case", "en", "## GET HELP NOW\n\nWell.", True, "all in capitals"),
    Row("headings.case", "en", "## EMERGENCIES\n\nWell.", True, "one long word in capitals"),
    Row("headings.case", "en", "## PTSD\n\nWell.", False, "a short form alone"),
    Row("headings.case", "en", "## what to do\n\nWell.", True, words="small letter"),
    Row("headings.case", "en", "## 5 things to ask\n\nWell.", False, "a number first"),
    Row("headings.case", "en", "## What PTSD is, and how I see it\n\nWell.", False, "short forms"),
    Row("headings.case", "en", "## Help in Los Angeles on Monday\n\nWell.", False, "names kept"),
    Row("headings.case", "en", "## Soup: What to buy\n\nWell.", False, "after a colon"),
    Row("headings.case", "en", "## Soup is good. It warms you\n\nWell.", False, "two sentences"),
    Row("headings.case", "en", '## What "Leave this page" does\n\nWell.', False, "a quotation"),
    Row("headings.case", "es", "## Qué hace «Salir de esta página»\n\nBien.", False, "a quotation"),
    Row("headings.case", "es", "## Bien, ¿Y ahora?\n\nBien.", False, "after ¿ an editor may begin"),
    Row(
        "headings.case",
        "en",
        "## Why Orinoco soup helps\n\nMany people cook Orinoco soup.",
        False,
        "the text uses the name inside a sentence",
    ),
    Row(
        "headings.case",
        "en",
        "## Ask Green Kitchens of Oakdale\n\nYou can ask the Green Kitchens of Oakdale for it.",
        False,
        "a name of several words",
    ),
    Row(
        "headings.case",
        "en",
        "## Your Kitchen at home\n\nAsk the Kitchen Society. Your kitchen is fine.",
        True,
        "a word of a name is no name where it stands in small letters too",
    ),
    Row("headings.case", "en", "## ثلاث نصائح\n\nWell.", False, "no capitals in that script"),
    Row("headings.case", "en", "## 🙂\n\nWell.", False),
    Row("headings.case", "en", '!!! note "Good To Know"\n    Well.', True, "the title of a block"),
    Row("headings.case", "en", "Well.", True, "the title", {"title": "Good Soup For Nights"}),
    Row("headings.question_marks", "es", "## Qué hacer?\n\nBien.", True, words="no ¿", line=1),
    Row("headings.question_marks", "es", "## ¿Qué hacer\n\nBien.", True, words="no ?"),
    Row("headings.question_marks", "es", "## Cuidado!\n\nBien.", True, words="no ¡"),
    Row("headings.question_marks", "es", "## ¿Qué hacer?\n\nBien.", False),
    Row("headings.question_marks", "es", "## Sopa: ¿qué comprar? ¡Nada!\n\nBien.", False),
    Row(
        "headings.question_marks", "es", '## Qué dice "Are you OK?"\n\nBien.', False, "a quotation"
    ),
    Row("headings.question_marks", "es", "Bien.", True, "the title", {"title": "Qué hacer?"}),
    Row("headings.question_marks", "en", "## What to do?\n\nWell.", False, "English has one mark"),
    Row("headings.twice", "en", "## Soup\n\nA.\n\n## Bread\n\nB.\n\n## Soup\n\nC.", True, line=9),
    Row("headings.twice", "en", "## Soup\n\nA.\n\n### *Soup!*\n\nB.", True, "signs do not count"),
    Row("headings.twice", "es", "## Sopa\n\nA.\n\n## SOPA\n\nB.", True),
    Row("headings.twice", "en", "## Soup\n\nA.\n\n## Soup at night\n\nB.", False),
    Row("headings.twice", "es", "## Sopa\n\nA.\n\n## La sopa\n\nB.", False),
    Row("headings.twice", "en", "## 🙂\n\nA.\n\n## 🙁\n\nB.", False, "signs only, and different"),
]
