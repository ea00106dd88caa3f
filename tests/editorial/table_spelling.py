"""Texts for the rule of spelling."""

from __future__ import annotations

from tests.editorial.rows import Row


def _wrong(lang: str, text: str, word: str, hint: str = "", note: str = "") -> Row:
    says = f"“{hint}”" if hint else f"“{word}”"
    return Row("spelling.unknown", lang, text, True, note, words=says)


def _right(lang: str, text: str, note: str = "") -> Row:
    return Row("spelling.unknown", lang, text, False, note)


ROWS = [
    _wrong("en", "You can recieve care.", "recieve", "receive"),
    _wrong("en", "Treatmant works.", "Treatmant", "Treatment", "the first word, with a capital"),
    _wrong("en", "It is treat*mnet* for all.", "treatmnet", "treatment", "across emphasis"),
    _wrong("en", "A well-knwon drug.", "well-knwon", note="a part of a compound"),
    _wrong("en", "The docter's word.", "docter's", note="with an ending"),
    _wrong("en", "Ask the EMERGANCY room.", "EMERGANCY", note="long and in capitals"),
    _wrong("en", "She used heroine.", "heroine", "heroin", "another word of the dictionary"),
    _wrong("en", "Usted respira muy despacio.", "despacio", note="another language"),
    Row("spelling.unknown", "en", "A day.\nA nigth.", True, "its line", line=2, words="nigth"),
    Row("spelling.unknown", "en", "Well.", True, "the title", {"title": "A warm suop"}),
    _right("en", "You can receive care today, and it’s free. Don't wait."),
    _right("en", "Post-traumatic stress is well known, and so is the FDA’s role."),
    _right("en", "A nap-like rest? Ask your prescriber or two prescribers."),
    _right("en", "Gabapentin, sertraline and OxyContin.", "words that editors keep"),
    _right("en", "Use the Warm Line.", "a name of the data files"),
    _right("en", "CBT, DBT, SSRIs, SAMHSA and the NIDA.", "short forms"),
    _right("en", "Take 10mg, B12 or H2O at 5pm on the 22nd.", "numbers"),
    _right("en", "See example.org/xyzzy, www.plugh.com and qwfp@example.org.", "addresses"),
    _right("en", "Type this:\n\n```\nxyzzy plugh\n```\n", "code in a block"),
    _right("en", "He said: “¿Dónde está la clínica?” and left.", "a quotation in Spanish"),
    _right("en", "The Línea de Vida is in Los Ángeles.", "names in Spanish"),
    _right("en", "中文, Ελλάδα, العربية and עברית. 🙂 🙂", "other scripts"),
    _right("en", "Re\u00adceive it.", "a hyphen that shows only at the end of a line"),
    _wrong("es", "La depresion se trata.", "depresion", "depresión"),
    _wrong("es", "Usted tambien puede.", "tambien", "también"),
    _wrong("es", "Va a recivir atención.", "recivir", "recibir"),
    _wrong("es", "La linea atiende de noche.", "linea", "línea", "a rare verb form"),
    _wrong("es", "Hace un ano.", "ano", "año"),
    _wrong("es", "Preguntéle a su médico.", "Preguntéle", note="the accent in the wrong place"),
    _wrong("es", "Preguntele a su médico.", "Preguntele", "Pregúntele"),
    _wrong("es", "The pharmacist is helpful.", "helpful", note="another language"),
    _right("es", "Acuéstela de lado, sosténgale la cabeza y dígaselo al personal médico."),
    _right("es", "Puede negarle la atención, tomándola o dándosela. Ayúdela."),
    _right("es", "La sertralina, los antipsicóticos y los nitazenos.", "words that editors keep"),
    _right("es", "En línea, este año, además de los últimos números."),
    _right("es", "Llame al Department of Public Health o a Seeking Safety.", "names in English"),
    _right("es", "Diga “I need help” al operador. Oprima «More options».", "quotations"),
    _right("es", "Seeking Safety ayuda.", "a name in English first"),
    _right("es", "Un cafe\u0301 caliente.", "an accent beside its letter"),
    _right("es", "A las 5 p. m. hay 4 mg de TCC.", "short forms"),
]
