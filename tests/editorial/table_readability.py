"""Texts for the readability rules: hard ones and easy ones, in both languages."""

from __future__ import annotations

from tests.editorial.rows import Row

EASY = (
    "Sleep helps you heal. Go to bed at the same time each night. Keep the room dark and cool. "
    "Put your phone in the next room. If you wake up, stay calm. Get up and read a book for a "
    "short time. Then go back to bed. Most people feel better after a week. Call us if you "
    "do not. We can help."
)
EASY_ES = (
    "Dormir le ayuda a sanar. Vaya a la cama a la misma hora cada noche. Deje el cuarto oscuro "
    "y fresco. Ponga el teléfono en otro cuarto. Si se despierta, no se alarme. Lea un libro un "
    "rato. Luego vuelva a la cama. Casi todos se sienten mejor en una semana. Si no es así, "
    "llame. Le podemos ayudar."
)
HARD = (
    "Insufficient nocturnal recuperation substantially exacerbates preexisting psychological "
    "vulnerabilities, particularly among individuals experiencing concurrent pharmacological "
    "dependency. Comprehensive multidisciplinary evaluation facilitates identification of "
    "contributing environmental circumstances and establishes individualized therapeutic "
    "objectives. Practitioners increasingly recommend behavioral modification, incorporating "
    "relaxation methodologies, before considering pharmacological intervention, notwithstanding "
    "considerable administrative difficulties. Longitudinal investigations corroborate "
    "substantial improvements."
)
# A little too hard for a text: a warning, not an error.
HALF_HARD = (
    "Regular sleep supports recovery and mental health. Consider a consistent bedtime and "
    "avoid caffeine in the evening. A comfortable bedroom makes sleeping easier for "
    "most people. Talk with your doctor if the problem goes on for longer than a month. "
    "Several treatments are available and most of them do not require medication. "
    "You decide together which of them fits your life."
)
HARD_ES = (
    "La insuficiencia del descanso nocturno intensifica considerablemente las vulnerabilidades "
    "psicológicas preexistentes, particularmente en personas que experimentan simultáneamente "
    "dependencias farmacológicas. La evaluación multidisciplinaria facilita la identificación "
    "de circunstancias ambientales contribuyentes y establece objetivos terapéuticos "
    "individualizados. Los profesionales recomiendan modificaciones conductuales, incorporando "
    "metodologías de relajación, antes de considerar intervenciones farmacológicas. "
    "Investigaciones longitudinales corroboran mejoras considerables."
)
HARD_POINTS = [
    "Insufficient sleep exacerbates psychological vulnerabilities considerably.",
    "Environmental modification facilitates nocturnal recuperation.",
    "Pharmacological intervention necessitates professional supervision.",
]
HARD_POINTS_ES = [
    "La insuficiencia del descanso intensifica las vulnerabilidades psicológicas.",
    "La modificación ambiental facilita la recuperación nocturna.",
    "La intervención farmacológica requiere supervisión profesional.",
]
EASY_POINTS = ["Sleep helps you heal.", "Keep your room dark.", "Ask for help if you need it."]
EASY_POINTS_ES = ["Dormir le hace bien.", "Deje oscuro el cuarto.", "Pida ayuda si le hace falta."]

LONG = (
    "If you wake up in the night and cannot go back to sleep, get up and sit in a chair and read "
    "a book until you feel tired again."
)
LONG_ES = (
    "Si se despierta de noche y no puede volver a dormir, salga de la cama, siéntese en una silla "
    "y lea un libro hasta que tenga sueño otra vez."
)
NUMBERS = "| 1 | 2 | 3 |\n|---|---|---|\n" + "| 11.5% | 1,200 | $45 |\n" * 40

ROWS: list[Row] = [
    # readability.text
    Row("readability.text", "en", HARD, True, words="grade", line=1),
    Row("readability.text", "en", HALF_HARD, True, "a warning"),
    Row("readability.text", "en", f"{EASY}\n\n{HARD}", True, words="pharmacological", line=3),
    Row("readability.text", "es", HARD_ES, True, words="INFLESZ", line=1),
    Row("readability.text", "en", EASY, False),
    Row("readability.text", "es", EASY_ES, False),
    Row("readability.text", "en", "```\nx = 1\n```", False, "nothing to measure"),
    Row("readability.text", "en", "Incomprehensibility.", False, "one word is no sample"),
    Row("readability.text", "en", f"{EASY}\n\n## Insufficient nocturnal recuperation", False),
    Row("readability.text", "en", NUMBERS, False, "tables are not running text"),
    Row("readability.text", "en", "```\n" + HARD + "\n```\n\n" + EASY, False, "nor is code"),
    Row("readability.text", "en", f"{EASY}\n\n- Acceptability\n- Sustainability", False),
    Row("readability.text", "en", EASY.upper(), False, "capitals are words as well"),
    Row("readability.text", "en", HARD.upper(), True, "and are not taken for abbreviations"),
    Row("readability.text", "en", "😴 " * 300, False),
    Row("readability.text", "en", "النوم مهم جدا للصحة. " * 20, False),
    Row("readability.text", "en", f"{EASY} The FDA, the CDC and SAMHSA say so in 2024.", False),
    Row("readability.text", "es", f"{EASY_ES} «Sleep well», dicen en inglés.", False),
    # readability.key_points
    Row("readability.key_points", "en", EASY, True, header={"key_points": HARD_POINTS}),
    Row("readability.key_points", "es", EASY_ES, True, header={"key_points": HARD_POINTS_ES}),
    Row("readability.key_points", "en", HARD, False, header={"key_points": EASY_POINTS}),
    Row("readability.key_points", "es", HARD_ES, False, header={"key_points": EASY_POINTS_ES}),
    # readability.section
    Row(
        "readability.section",
        "en",
        f"## Sleep\n\n{EASY}\n\n## More\n\n### And more\n\n{HARD}",
        True,
        "what stands under a smaller heading belongs to the section",
        words="More",
        line=5,
    ),
    Row("readability.section", "es", f"## Dormir\n\n{HARD_ES}", True, words="Dormir", line=1),
    Row("readability.section", "en", f"## Sleep\n\n{EASY}\n\n## More\n\n{EASY}", False),
    Row("readability.section", "es", f"## Dormir\n\n{EASY_ES}", False),
    Row("readability.section", "en", HARD, False, "no heading, no section"),
    Row("readability.section", "en", "## Sleep\n\n## More\n\nPsychopathologically.", False),
    # readability.long_sentence
    Row("readability.long_sentence", "en", f"Hello.\n\n{LONG}", True, words="words", line=3),
    Row("readability.long_sentence", "en", f"- Rest.\n- {LONG}", True, line=2),
    Row("readability.long_sentence", "en", f"| A |\n|---|\n| {LONG} |", True, "cells are read too"),
    Row("readability.long_sentence", "es", LONG_ES, True),
    Row("readability.long_sentence", "en", EASY, False),
    Row("readability.long_sentence", "es", EASY_ES, False),
    Row("readability.long_sentence", "en", "- One two three four.\n" * 20, False),
    Row(
        "readability.long_sentence",
        "en",
        "Ask Dr. Lee at 9 a.m. about the 1,263 people in the U.S. who took 0.5 mg of it, and "
        "what she thinks of them.",
        False,
        "numbers and abbreviations are a word each",
    ),
    # readability.long_paragraph
    Row("readability.long_paragraph", "en", EASY, True, words="sentences"),
    Row("readability.long_paragraph", "es", EASY_ES, True),
    Row("readability.long_paragraph", "en", "\n\n".join(["Sleep well. Rest."] * 9), False),
    Row(
        "readability.long_paragraph", "es", "Duerma bien. Descanse. Llame. Lea. Pida ayuda.", False
    ),
    Row("readability.long_paragraph", "en", "- Rest.\n" * 9, False, "items are short on purpose"),
    # readability.passive
    Row("readability.passive", "en", "A dose is given at night.", True, words="is given", line=1),
    Row("readability.passive", "en", "No clear effect was found.", True),
    Row("readability.passive", "en", "Your mood should be checked again.", True),
    Row("readability.passive", "en", "They have been told to rest.", True),
    Row("readability.passive", "es", "La dosis es administrada de noche.", True),
    Row("readability.passive", "es", "Fueron encontrados dos casos.", True),
    Row("readability.passive", "es", "El ánimo debe ser revisado otra vez.", True),
    Row("readability.passive", "en", "A dose is given by a nurse.", False, "the doer is named"),
    Row("readability.passive", "es", "La dosis es administrada por una enfermera.", False),
    Row("readability.passive", "en", "The nurse gives a dose. She found no effect.", False),
    Row("readability.passive", "en", "Opioid use disorder can be treated.", False),
    Row("readability.passive", "en", "You are tired, worried or scared.", False, "adjectives"),
    Row("readability.passive", "en", "Start before every test is done.", False, "is over"),
    Row("readability.passive", "en", "Depression that is not treated gets worse.", False),
    Row("readability.passive", "en", "They use therapies that have been studied.", False),
    Row("readability.passive", "en", "The label says “it is given at night”.", False, "quoted"),
    Row("readability.passive", "es", "Se administra de noche. Se encontraron dos casos.", False),
    Row("readability.passive", "es", "El cuarto está dado de baja. Estoy cansado.", False),
]
