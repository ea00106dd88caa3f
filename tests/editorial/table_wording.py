"""What must not hide a word to avoid, and where one may stand.

What each word is found in, and what it is not, stands beside it in content/data/editorial.toml.
"""

from __future__ import annotations

from tests.editorial.rows import Row

# (language, text, what is found): forms of a word, marks and places that must not hide it.
FOUND: list[tuple[str, str, str]] = [
    ("en", "ADDICTS CAN GET CARE.", "ADDICTS"),
    ("en", "A drug\n**addict** is a person.", "drug addict"),
    ("en", "They are drug\u00a0addicts.", "drug addicts"),
    ("en", "Live drug\u2011free.", "drug\u2011free"),
    ("en", "He is an addict’s son.", "addict"),
    ("en", "She abused opioids, he abuses alcohol.", "abused opioids"),
    ("en", "The abuse of prescription drugs is common.", "prescription"),
    ("en", "He has been clean for two years.", "has been clean"),
    ("en", "“Addiction” is a condition, an addict is a label.", "addict"),
    ("en", "The mark “ stands alone before an addict.", "addict"),
    ("en", 'A 5" pipe of an addict is 6" long.', "addict"),
    ("en", "The word isn’t kind: an addict isn’t one.", "addict"),
    ("en", "The National Institute on Drug Abuse studies drug abuse.", "drug abuse"),
    (
        "en",
        "Co-occurring is the word. Dual diagnosis is old. A dual diagnosis is rare.",
        "dual diagnosis",
    ),
    ("en", "- One\n- Two\n- An addict\n", "addict"),
    ("en", "| Who | What |\n| --- | --- |\n| An addict | Care |\n", "addict"),
    ("en", "## For addicts\n\nThere is help.", "addicts"),
    ("en", "## What “addict” means\n\nThere is help.", "Quotation marks do not help"),
    ("es", "LOS ADICTOS PUEDEN RECIBIR AYUDA.", "ADICTOS"),
    ("es", "Una adicta es una persona.", "adicta"),
    ("es", "Las alcoholicas tienen derechos.", "alcoholicas"),
    ("es", "Abusar del alcohol es peligroso.", "Abusar del alcohol"),
    ("es", "La persona está limpia.", "persona está limpia"),
    ("es", "¿Es usted adicto?", "adicto"),
    ("es", "Recayó después de un mes.", "Recayó"),
    ("es", "Los narcóticos y los estupefacientes son drogas.", "narcóticos"),
]

# (language, text, why it is fine): official names, quotations, and words that only look alike.
FINE: list[tuple[str, str, str]] = [
    ("en", "The National Institute on Drug Abuse studies drug use.", "an official name"),
    ("en", "NATIONAL INSTITUTE ON DRUG ABUSE", "an official name in capitals"),
    ("en", "The Substance Abuse and Mental Health Services Administration says so.", "a name"),
    ("en", "Go to Alcoholics Anonymous or Narcotics Anonymous.", "official names"),
    ("en", "Medication-Assisted Recovery Anonymous is a group.", "an official name"),
    ("en", "The National Institute on Alcohol Abuse and Alcoholism helps.", "an official name"),
    ("en", "Avoid the word “addict.”", "the word itself is named"),
    ("en", 'Avoid the word "addict".', "typewriter marks"),
    ("en", "She said, ‘I’m an addict, and that’s my word.’", "apostrophes in single marks"),
    ("en", "He wrote «I am an addict» on the wall.", "the marks of the other language"),
    ("en", "“I was a junkie,” she says. “Now I’m clean.”", "a person's own words"),
    ("en", "Drug use is common. He used drugs and was used to them.", "the better words"),
    ("en", "Addiction is a treatable condition. She is addicted to pills.", "the condition"),
    ("en", "[What it is](article:drug-abuse)", "an address is not read"),
    ("en", "Reported abuse of a child is looked into.", "abuse of a person"),
    ("en", "Open the second door. A user of this website has no account.", "a user of a site"),
    ("en", "Ask about relapse-prevention therapy.", "the name of a therapy"),
    ("en", "Esta palabra española, adicto, no es inglesa.", "Spanish in an English text"),
    ("en", "Yes", "one word"),
    ("en", "😀 🎉 👩‍⚕️", "pictures"),
    ("en", "هذا نص عربي قصير.", "right to left"),
    ("en", "| 1 | 2 |\n| --- | --- |\n| 3 | 4 |", "numbers"),
    ("en", "A mark “ that never ends.", "half a quotation"),
    ("es", "El Instituto Nacional sobre el Abuso de Drogas (NIDA) lo estudia.", "un nombre"),
    ("es", "La Administración de Servicios de Salud Mental y Abuso de Sustancias.", "un nombre"),
    ("es", "Vaya a Alcohólicos Anónimos o a Narcóticos Anónimos.", "nombres oficiales"),
    ("es", "Evite la palabra «adicto» y también “drogadicto”.", "las palabras se nombran"),
    ("es", "Ella dijo: “Yo era adicta”.", "palabras de la persona"),
    ("es", "Beba agua limpia. La aguja está limpia.", "cosas limpias"),
    ("es", "El usuario del sitio web no deja datos.", "usuario de un sitio"),
    ("es", "El consumo de drogas es común.", "las palabras mejores"),
    ("es", "La adicción se puede tratar. Los trastornos adictivos también.", "la enfermedad"),
    ("es", "An addict is an English word.", "inglés en un texto en español"),
]


def _rows() -> list[Row]:
    rows: list[Row] = []
    for lang, text, piece in FOUND:
        rows.append(Row("wording.avoid", lang, text, True, words=piece))
    for lang, text, note in FINE:
        rows.append(Row("wording.avoid", lang, text, False, note=note))
    return rows


ROWS: list[Row] = [
    *_rows(),
    Row("wording.avoid", "en", "Fine.\n\nFine.\n\nFor\nan addict.", True, line=6),
    Row("wording.avoid", "en", "Fine.", True, header={"title": "Help for addicts"}),
    Row("wording.avoid", "en", "Fine.", True, header={"summary": "What “addicts” need."}),
    Row("wording.avoid", "es", "Bien.", True, header={"title": "Ayuda para adictos"}),
    Row(
        "wording.avoid",
        "en",
        "Readers search for [detox](term:detox).",
        False,
        note="a link to what it means",
    ),
]
