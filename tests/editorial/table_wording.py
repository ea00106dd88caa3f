"""Texts with a word to avoid, and texts that say the same well or mean something else.

Every word of `[words]` in content/data/editorial.toml has its line here, under the first of
its words: a text that fails, the piece of it that is found, and a text that passes.
"""

from __future__ import annotations

from tests.editorial.rows import Row

WORDS: dict[str, dict[str, tuple[str, str, str]]] = {
    "en": {
        "addict": (
            "The clinic helps addicts.",
            "addicts",
            "The clinic helps people with addiction.",
        ),
        "drug addict": (
            "Drug addicts can get care.",
            "Drug addicts",
            "People with a substance use disorder can get care.",
        ),
        "former addict": (
            "A recovering addict leads the group.",
            "recovering addict",
            "A person in recovery leads the group.",
        ),
        "alcoholic": (
            "Her father is an alcoholic.",
            "alcoholic",
            "Avoid alcoholic drinks. Her father has alcoholic liver disease and buys "
            "non-alcoholic beer.",
        ),
        "drunk": (
            "They took him for a drunk.",
            "a drunk",
            "A drunk driver hit the car. He had drunk too much.",
        ),
        "junkie": ("Don’t call her a junkie.", "junkie", "She throws out junk mail."),
        "druggie": (
            "He was called a crackhead.",
            "crackhead",
            "He was called by his own name. She tweaks the plan.",
        ),
        "user": (
            "IV users can get new needles.",
            "IV users",
            "People who use drugs can get new needles. This site is user-friendly: no user "
            "needs an account. Users of this website leave no trace. She used drugs.",
        ),
        "abuser": (
            "Substance abusers are judged.",
            "Substance abusers",
            "People who use drugs are judged. If your abuser reads your phone, use another one.",
        ),
        "substance abuse": (
            "Drug abuse changes the brain.",
            "Drug abuse",
            "Drug use changes the brain. Child abuse and sexual abuse can lead to PTSD.",
        ),
        "abuse": (
            "Pill abuse is common.",
            "Pill abuse",
            "Misuse of pills is common. Emotional abuse hurts.",
        ),
        "drug habit": (
            "A heroin habit is hard to break.",
            "heroin habit",
            "Healthy habits help you sleep. Make a walk a habit.",
        ),
        "clean": (
            "He got clean last year.",
            "got clean",
            "Use clean water and a clean needle. Is the water clean? Wash your hands and see "
            "that they are clean. Get clean needles at a harm reduction program.",
        ),
        "clean or dirty test": (
            "A dirty drug test can cost you a job.",
            "dirty drug test",
            "A positive test can cost you a job. Fill a clean test cup.",
        ),
        "dirty": (
            "She tested dirty.",
            "tested dirty",
            "She tested positive. The water is dirty.",
        ),
        "dirty needle": (
            "Never share dirty needles.",
            "dirty needles",
            "Never share used needles.",
        ),
        "relapse": (
            "He relapsed after a week.",
            "relapsed",
            "He returned to use after a week. Ask about relapse prevention. She has "
            "relapsing-remitting multiple sclerosis.",
        ),
        "slip": (
            "It was only a slip.",
            "a slip",
            "It was a brief return to use. Take a slip of paper. Avoid a lapse in coverage.",
        ),
        "fell off the wagon": (
            "She fell off the wagon.",
            "fell off the wagon",
            "She used again. The box fell off the table.",
        ),
        "medication-assisted treatment": (
            "Ask for medication-assisted treatment.",
            "medication-assisted treatment",
            "Ask for medication for opioid use disorder. You may hear the short form MAT. Lie "
            "on a yoga mat.",
        ),
        "opioid substitution": (
            "Opioid substitution saves lives.",
            "Opioid substitution",
            "Methadone saves lives. Nicotine replacement therapy helps people quit smoking, "
            "and hormone replacement therapy is something else.",
        ),
        "methadone maintenance": (
            "Methadone maintenance works.",
            "Methadone maintenance",
            "Treatment with methadone works. Health maintenance matters.",
        ),
        "detox": (
            "Go to detox first.",
            "detox",
            "Withdrawal management (detox) is a start. After detox, keep taking medicine.",
        ),
        "drug-seeking": (
            "They called her drug-seeking.",
            "drug-seeking",
            "She asked for pain relief. He is seeking care.",
        ),
        "non-compliant": (
            "The patient was noncompliant.",
            "noncompliant",
            "The patient stopped taking the medicine. The treatment did not work for her.",
        ),
        "addicted baby": (
            "An addicted newborn needs quiet.",
            "addicted newborn",
            "A newborn exposed to opioids needs quiet.",
        ),
        "overdose victim": (
            "Overdose victims can be helped.",
            "Overdose victims",
            "A person who has an overdose can be helped.",
        ),
        "OD’d": (
            "He OD’d at home.",
            "OD’d",
            "He had an overdose at home. It is odd. ODD is a short form that doctors use.",
        ),
        "committed suicide": (
            "He committed suicide.",
            "committed suicide",
            "He died by suicide. We are committed to preventing suicide.",
        ),
        "successful suicide": (
            "After a failed suicide attempt she found help.",
            "failed suicide attempt",
            "After a suicide attempt she found help. After two failed attempts, he quit smoking.",
        ),
        "suicide epidemic": (
            "Deaths skyrocketed.",
            "skyrocketed",
            "Deaths rose by a third.",
        ),
        "suffers from": (
            "She suffers from depression.",
            "suffers from",
            "She has depression. Victims of violence can get help.",
        ),
        "struggles with": (
            "He is struggling with anxiety.",
            "struggling with",
            "He has anxiety. It was a struggle.",
        ),
        "schizophrenic": (
            "My brother is bipolar.",
            "is bipolar",
            "My brother has bipolar disorder. A bipolar diagnosis takes time. Another condition "
            "is borderline personality disorder.",
        ),
        "mentally ill people": (
            "We serve the mentally ill.",
            "mentally ill",
            "We serve people with a mental illness. NAMI is the National Alliance on Mental "
            "Illness.",
        ),
        "crazy": (
            "You are not crazy.",
            "crazy",
            "You are not making this up. Eat fruit and nuts. These are nuts and seeds.",
        ),
        "psychotic": (
            "I’m so OCD about my desk.",
            "so OCD",
            "I keep my desk tidy. He slept little, so psychotic symptoms came back.",
        ),
        "mental patient": (
            "A mental patient has rights.",
            "mental patient",
            "A patient has rights. Mental health matters to patients.",
        ),
        "dual diagnosis": (
            "Treating a dual diagnosis takes time.",
            "dual diagnosis",
            "Co-occurring disorders, also called dual diagnosis, can be treated together.",
        ),
        "comorbid": (
            "Comorbidities are common.",
            "Comorbidities",
            "It is common to have two conditions at once.",
        ),
        "self-medicate": (
            "People self-medicate.",
            "self-medicate",
            "Some people use to feel better. Some call this self-medication. It is one reason "
            "among others.",
        ),
        "hit rock bottom": (
            "You must hit rock bottom.",
            "rock bottom",
            "You can get help at any time. The rock lies at the bottom.",
        ),
        "enabler": (
            "Stop being an enabler.",
            "enabler",
            "Stop paying the debts. The law is enabling more people to get care.",
        ),
        "tough love": (
            "Try tough love.",
            "tough love",
            "Set kind, clear limits. Family love helps in tough times.",
        ),
        "sober": (
            "Sobriety is the aim.",
            "Sobriety",
            "Recovery is the aim. Sober living homes can help.",
        ),
        "drug-free": (
            "Live drug-free.",
            "drug-free",
            "Live in recovery. Some drugs are free at the clinic.",
        ),
        "opiate": ("Opiates kill.", "Opiates", "Opioids can stop your breathing."),
        "narcotic": (
            "Narcotics are common.",
            "Narcotics",
            "Opioids are common. A narcotic treatment program is a license in California.",
        ),
        "illicit fentanyl crisis hits streets": (
            "Fentanyl is a deadly scourge.",
            "scourge",
            "Illegally made fentanyl causes most overdose deaths. The streets are wet.",
        ),
        "zombie drug": (
            "They call it the zombie drug.",
            "zombie drug",
            "Xylazine is also called tranq.",
        ),
        "get high": (
            "He is shooting up to feel better.",
            "shooting up",
            "He started to inject. You can get high blood pressure. Get high-quality care. "
            "Blood pressure shooting up to 180 is an emergency. There is a fix for the page.",
        ),
        "recreational use": (
            "Recreational use is risky.",
            "Recreational use",
            "Using without a prescription is risky. Recreational sports help.",
        ),
        "homeless person": (
            "We serve the homeless.",
            "the homeless",
            "We serve people without housing. Call the homeless services office.",
        ),
        "convict": (
            "Inmates can get medicine.",
            "Inmates",
            "People in jail can get medicine. He was convicted.",
        ),
        "prostitute": (
            "A prostitute has rights.",
            "prostitute",
            "A person who trades sex has rights.",
        ),
        "war on drugs": (
            "She is battling an addiction.",
            "battling an addiction",
            "She is getting care. The body fights infection.",
        ),
        "rehab": (
            "Rehab is the answer.",
            "Rehab",
            "Residential treatment is one answer. Cardiac rehab is for the heart.",
        ),
        "cure": (
            "This medicine cures addiction.",
            "cures",
            "There is no cure, but treatment works. The medicine does not cure addiction. "
            "Hepatitis C can be cured. Keep it in a secure place.",
        ),
        "guarantee": (
            "We guarantee results.",
            "guarantee",
            "No one can guarantee results. It has not been proven to help. Find the best "
            "treatment program for you.",
        ),
        "lasting recovery": (
            "Break free today.",
            "Break free",
            "Things can get better. Take a break. The visit is free.",
        ),
        "victim or survivor": (
            "Trauma victims need time.",
            "Trauma victims",
            "People who went through trauma need time. The Victim Compensation Board pays.",
        ),
    },
    "es": {
        "adicto": (
            "Los adictos pueden recibir ayuda.",
            "adictos",
            "Las personas con adicción pueden recibir ayuda. El fentanilo es adictivo. La "
            "palabra adictó no existe.",
        ),
        "drogadicto": (
            "La drogadicción es una enfermedad.",
            "drogadicción",
            "La adicción es una enfermedad.",
        ),
        "yonqui": (
            "No le diga marihuano.",
            "marihuano",
            "La marihuana es una droga. Use un pastillero semanal.",
        ),
        "alcohólico": (
            "Su padre es alcohólico.",
            "alcohólico",
            "Evite las bebidas alcohólicas. Tiene hepatitis alcohólica. Alcohólicos Anónimos "
            "tiene reuniones.",
        ),
        "consumidor": (
            "Los usuarios de drogas tienen derechos.",
            "usuarios de drogas",
            "Las personas que consumen drogas tienen derechos. El usuario de este sitio web no "
            "deja datos.",
        ),
        "abusador": (
            "No es un abusador.",
            "abusador",
            "No es culpable. Un abusador sexual hace daño.",
        ),
        "abuso de sustancias": (
            "El abuso de las drogas cambia el cerebro.",
            "abuso de las drogas",
            "El consumo de drogas cambia el cerebro. El abuso de menores es un delito.",
        ),
        "vicio": (
            "No es un vicio.",
            "vicio",
            "Es un problema de salud. La ansiedad y el insomnio forman un círculo vicioso.",
        ),
        "limpio": (
            "Lleva dos años limpio.",
            "Lleva dos años limpio",
            "Lleva dos años en recuperación. Use agua limpia. Las manos están limpias. Lleve "
            "ropa limpia. Mantenga limpia la herida.",
        ),
        "sucio": (
            "La prueba limpia le dio el trabajo.",
            "prueba limpia",
            "La prueba salió negativa. El agua sucia enferma. Dé una muestra de orina limpia.",
        ),
        "recaída": (
            "Tuvo una recaída.",
            "recaída",
            "Volvió a consumir. Pregunte por la prevención de recaídas. La tarea recae en la "
            "clínica.",
        ),
        "tratamiento asistido con medicamentos": (
            "Pida un tratamiento asistido con medicamentos.",
            "tratamiento asistido con medicamentos",
            "Pida medicamentos para el trastorno por consumo de opioides. También se les dice "
            "MAT. Me gusta el té mat.",
        ),
        "terapia de sustitución": (
            "La terapia de reemplazo salva vidas.",
            "terapia de reemplazo",
            "La metadona salva vidas. La terapia de reemplazo de nicotina ayuda a dejar de fumar.",
        ),
        "desintoxicación": (
            "Vaya primero a desintoxicación.",
            "desintoxicación",
            "El manejo de la abstinencia (desintoxicación) es un comienzo.",
        ),
        "opiáceos": (
            "Los opiáceos son peligrosos.",
            "opiáceos",
            "Los opioides son peligrosos.",
        ),
        "narcóticos": (
            "Los narcóticos son peligrosos.",
            "narcóticos",
            "Los opioides son peligrosos. Narcóticos Anónimos tiene reuniones.",
        ),
        "bebé adicto": (
            "El bebé nació adicto.",
            "nació adicto",
            "El bebé nació con síndrome de abstinencia neonatal.",
        ),
        "cometer suicidio": (
            "Cometió suicidio.",
            "Cometió suicidio",
            "Murió por suicidio. Cometió un error.",
        ),
        "suicidio exitoso": (
            "Fue un intento de suicidio fallido.",
            "intento de suicidio fallido",
            "Sobrevivió a un intento de suicidio. Tras dos intentos fallidos dejó el cigarro.",
        ),
        "sufre de": (
            "Sufre de depresión.",
            "Sufre de",
            "Tiene depresión. Llame si sufre un accidente.",
        ),
        "esquizofrénico": (
            "Mi hermano es bipolar.",
            "es bipolar",
            "Mi hermano tiene trastorno bipolar.",
        ),
        "enfermo mental": (
            "Usted no es un enfermo mental.",
            "enfermo mental",
            "Usted tiene una enfermedad mental. Busque poco a poco un grupo local.",
        ),
        "diagnóstico dual o doble": (
            "Tiene un diagnóstico doble.",
            "diagnóstico doble",
            "Los trastornos concurrentes, o diagnóstico dual, se tratan juntos.",
        ),
        "víctima de sobredosis": (
            "La víctima de sobredosis respira.",
            "víctima de sobredosis",
            "La persona que tuvo una sobredosis respira.",
        ),
        "rehabilitarse": (
            "Necesita rehabilitación.",
            "rehabilitación",
            "Necesita tratamiento. La rehabilitación física es para la rodilla. Llame al "
            "Departamento de Rehabilitación.",
        ),
        "sobrio": (
            "Está sobrio desde mayo.",
            "sobrio",
            "Está en recuperación desde mayo. Busque una vivienda sobria.",
        ),
        "indigente": (
            "Ayudamos a los sin techo.",
            "los sin techo",
            "Ayudamos a personas sin vivienda.",
        ),
        "tocar fondo": (
            "No hace falta tocar fondo.",
            "tocar fondo",
            "Puede buscar ayuda en cualquier momento. Toque el fondo del vaso.",
        ),
        "codependiente": (
            "No sea codependiente.",
            "codependiente",
            "No pague sus deudas. Es una persona dependiente.",
        ),
        "cura": (
            "Este medicamento cura la adicción.",
            "cura",
            "No hay cura, pero el tratamiento sirve. La atención está garantizada por la ley. "
            "Procura dormir.",
        ),
    },
}

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
    ("en", "", "nothing"),
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
    for lang, words in WORDS.items():
        for word, (fails, found, passes) in words.items():
            rows.append(Row("wording.avoid", lang, fails, True, note=word, words=f"“{found}”"))
            rows.append(Row("wording.avoid", lang, passes, False, note=word))
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
