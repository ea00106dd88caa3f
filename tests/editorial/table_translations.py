"""Sentences in the language of their text, and in the other one."""

from __future__ import annotations

from tests.editorial.rows import Row

FOREIGN = {
    "es": [
        "You can keep the spray in a bag or at the door of the house.",
        "If the person does not wake up, call for help and stay there.",
        "La persona dijo que you should not stop the medicine before you have talked with them.",
        "[Find the help that is for you](page:help)",
        "- This is what the medicine does for you.",
        '!!! note "Sepa"\n    Ask what it costs and who can help you pay for it.',
    ],
    "en": [
        "Usted puede guardar el aerosol en una bolsa o cerca de la puerta.",
        "Si la persona no despierta, pida ayuda y quédese con ella.",
        "The nurse le puede decir a usted cómo se usa y dónde está el aerosol.",
        "- Esto es lo que la medicina hace por usted.",
    ],
}
OWN = {
    "es": [
        "Llame a la National Alliance on Mental Illness of the United States.",
        "El aviso dice: “You can keep the spray in a bag or at the door of the house.”",
        "El programa (the Program for the People of the City) está cerca de usted.",
        "Diga «I do not have the money for it» y pregunte qué hay.",
        "La ley se llama Ryan White HIV/AIDS Treatment Extension Act of 2009.",
        "Pida buprenorfina, metadona o naltrexona.",
        "No.",
        "```\nif you are not in the shell then do it with this\n```",
    ],
    "en": [
        "Ask for “la medicina que se usa para la sobredosis de fentanilo”.",
        "She goes to the clinic on Avenida de los Santos y la Cruz de El Monte.",
        "Press 2 for Spanish (oprima el dos para que le atiendan en español).",
        "No son or daughter has to come alone.",
        "Do not wait.",
    ],
}
ROWS = [
    *(
        Row("translations.language", lang, text, True, words="another language")
        for lang, texts in FOREIGN.items()
        for text in texts
    ),
    *(
        Row("translations.language", lang, text, False)
        for lang, texts in OWN.items()
        for text in texts
    ),
    Row(
        "translations.language",
        "es",
        "Bien.",
        True,
        header={"key_points": ["You can ask for it by name.", "Coma de día.", "Pida ayuda."]},
    ),
    Row("translations.language", "es", "Bien.\n\nYou can keep it at the door.", True, line=3),
]
