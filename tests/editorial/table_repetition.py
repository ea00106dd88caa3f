"""Texts for the rule of repetition. Two articles are tried in test_repetition.py."""

from __future__ import annotations

from tests.editorial.rows import Row

ENGLISH = (
    "A warm soup in the evening can help you rest. Eat it slowly, at a table, with the lights "
    "low and the phone in another room."
)
ALMOST = ENGLISH.replace("slowly", "slowly, please")
ANOTHER = (
    "A cold soup at noon is fine on a hot day. Share it with a friend on a bench in the park, "
    "and walk home under the trees when the sun is low."
)
SPANISH = (
    "Una sopa caliente por la noche puede ayudarle a descansar. Tómela despacio, en la mesa, con "
    "poca luz y con el teléfono en otro cuarto."
)
OTRA = (
    "Una sopa fría al mediodía cae bien cuando hace calor. Compártala con alguien en un banco "
    "del parque y vuelva a casa bajo los árboles, sin ninguna prisa."
)

ROWS = [
    Row("repetition.paragraph", "en", f"{ENGLISH}\n\n{ENGLISH}", True, line=3, words="the same as"),
    Row("repetition.paragraph", "en", f"{ENGLISH}\n\n{ALMOST}", True, words="almost the same"),
    Row("repetition.paragraph", "en", f"- {ENGLISH}\n- **{ENGLISH}**", True, "items of a list"),
    Row("repetition.paragraph", "en", f"{ENGLISH}\n\n{ANOTHER}", False),
    Row("repetition.paragraph", "en", "Eat well.\n\nEat well.", False, "too short to matter"),
    Row(
        "repetition.paragraph",
        "en",
        f'!!! emergency "Now"\n    {ENGLISH}\n\n{ENGLISH}',
        False,
        "what to do in danger is the same everywhere",
    ),
    Row(
        "repetition.paragraph",
        "en",
        f"{ENGLISH} [Call 988](helpline:988).\n\n{ENGLISH} [Call 988](helpline:988).",
        False,
        "whom to call is the same everywhere",
    ),
    Row("repetition.paragraph", "es", f"{SPANISH}\n\n{SPANISH}", True, line=3),
    Row("repetition.paragraph", "es", f"{SPANISH}\n\n{OTRA}", False),
]
