"""A small import of O*NET, written by hand: three occupations with tasks, activities and ratings."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kb.namespaces import IMPORTS, PREFIXES, SOC_2018
from kb.store.knowledge import Knowledge

ROOT = f"{IMPORTS}onet/1.0/"
TASKS = {
    "11-1011": ["Plan the work of a library.", "Order books for the shelves."],
    "11-1021": ["Plan the work of a bakery.", "Order flour and sugar."],
    "22-1011": ["Bake bread in an oven.", "Order flour for bread.", "Clean the oven."],
}
ACTIVITIES = {"11-1011": ["D1", "D2"], "11-1021": ["D1", "D2", "D3"], "22-1011": ["D3", "D4", "D4"]}
IMPORTANCE = {
    "11-1011": {"E1": 5.0, "E2": 3.0, "E3": 1.0, "E4": 2.0},
    "11-1021": {"E1": 4.0, "E2": 3.0, "E3": 2.0, "E4": 5.0},
    "22-1011": {"E1": 1.0, "E2": 3.0, "E3": 5.0, "E4": 1.0},
}
TRAINING = {"11-1011": (10, 30, 60), "11-1021": (50, 30, 20), "22-1011": (100, 0, 0)}
ANSWERS = ("None", "Up to and including 3 months", "Over 3 months")


def make(*, work: bool = False) -> Knowledge:
    """Return a store that holds it; with `work` a survey of work activities, too."""
    store = ox.Store()
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    prefixes += "@prefix o: <https://w3id.org/soc-evidence/onet/> . @prefix t: <urn:t:> .\n"
    store.load(
        f"{prefixes}{_classification()}{''.join(_tables())}{_work() + _interests() if work else ''}".encode(),
        format=ox.RdfFormat.TRIG,
    )
    return Knowledge(store)


def _classification() -> str:
    lines = []
    for code in TASKS:
        major, minor, broad = f"{code[:2]}-0000", f"{code[:4]}000", f"{code[:6]}0"
        for low, high in ((code, broad), (broad, minor), (minor, major)):
            lines.append(f"<{SOC_2018}{low}> skos:broader <{SOC_2018}{high}> .")
        lines += [
            f'<{SOC_2018}{each}> a skos:Concept ; skos:notation "{each}" ; skos:prefLabel "T{each}" .'
            for each in (code, broad, minor, major)
        ]
    return "\n".join(lines)


def _table(slug: str, title: str, lines: list[str], structure: str = "") -> str:
    graph = f"<{ROOT}{slug}>"
    about = (
        f'{graph} soce:rows 1 ; dcterms:title "O*NET 1.0 Database: {title}" ; dcterms:source <urn:s/onet-1> '
    )
    about += f"; qb:structure {structure} ." if structure else "."
    body = "\n".join([about, *lines])
    return f"{graph} {{ {body} }}\n"


def _tables() -> Iterator[str]:
    onet = {code: f"<https://w3id.org/soc-evidence/onet/occupation/{code}.00>" for code in TASKS}
    yield _table(
        "occupation-data",
        "Occupation Data",
        [
            f'{it} skos:exactMatch <{SOC_2018}{code}> ; skos:notation "{code}.00" .'
            for code, it in onet.items()
        ],
    )
    numbered = [(code, n, text) for code, texts in TASKS.items() for n, text in enumerate(texts)]
    yield _table(
        "task-statements",
        "Task Statements",
        [
            f't:{c}-{n} soce:onetOccupation {onet[c]} ; dcterms:description "{text}" .'
            for c, n, text in numbered
        ],
    )
    yield _table(
        "tasks-to-dwas",
        "Tasks to DWAs",
        [
            f"t:{code}-{n % len(TASKS[code])} soce:activity <urn:dwa/{d}> ."
            for code in TASKS
            for n, d in enumerate(ACTIVITIES[code])
        ],
    )
    yield _table(
        "dwa-reference",
        "DWA Reference",
        [f'<urn:dwa/D{n}> skos:notation "D{n}" ; skos:prefLabel "Activity {n}." .' for n in range(1, 5)],
    )
    yield _ratings(onet)
    yield from _survey(onet)


def _ratings(onet: dict[str, str]) -> str:
    rows = [
        f"t:{code}-{e} soce:onetOccupation {onet[code]} ; soce:scale <urn:s/IM> ; soce:element <urn:e/{e}> ; "
        f"sdmx-measure:obsValue {value} ; soce:sample {20 + n} ; soce:domainSource 'Incumbent' ; "
        f"sdmx-dimension:refPeriod '2020-01' ."
        for code, values in IMPORTANCE.items()
        for n, (e, value) in enumerate(values.items())
    ]
    return _table(
        "skills", "Skills", [*rows, "t:22-1011-E4 soce:recommendSuppress true ."], "soce:ratingStructure"
    )


WORK = {
    "11-1011": ("4.2 ; soce:lowerBound 3.7 ; soce:upperBound 4.7 ; soce:sample 27", "2023-08"),
    "11-1021": ("2.9 ; soce:lowerBound 2.4 ; soce:upperBound 3.4 ; soce:sample 24", "2021-08"),
    "22-1011": ("4.1 ; soce:standardError 0.2 ; soce:sample 17", "2023-08"),
}
"""Value of one element with what tells how firm it is, and period, by code."""


def _work() -> str:
    rows = [
        f"t:{code}-W1 soce:onetOccupation <https://w3id.org/soc-evidence/onet/occupation/{code}.00> ; "
        f"soce:scale <urn:s/IM> ; soce:element <urn:e/W1> ; sdmx-measure:obsValue {said} ; "
        f"soce:domainSource 'Incumbent' ; sdmx-dimension:refPeriod '{period}' ."
        for code, (said, period) in WORK.items()
    ]
    rows += [
        f"t:{code}-W2 soce:onetOccupation <https://w3id.org/soc-evidence/onet/occupation/{code}.00> ; "
        "soce:scale <urn:s/IM> ; soce:element <urn:e/W2> ; sdmx-measure:obsValue 3 ; soce:sample 1 ; "
        f"soce:lowerBound 2 ; soce:upperBound 4 ; soce:domainSource 'Incumbent' ; "
        f"sdmx-dimension:refPeriod '{period}' {more}."
        for (code, (_, period)), more in zip(
            WORK.items(), ("", "", "; soce:recommendSuppress true"), strict=True
        )
    ]
    return _table("work-activities", "Work Activities", rows, "soce:ratingStructure")


def _interests() -> str:
    """What people in the occupations like; the number of the highest is no degree of anything."""
    rows = [
        f"t:{code}-{scale} soce:onetOccupation <https://w3id.org/soc-evidence/onet/occupation/{code}.00> ; "
        f"soce:scale <urn:s/{scale}> ; soce:element <urn:e/I1> ; sdmx-measure:obsValue {value} ; "
        "soce:domainSource 'Analyst' ; sdmx-dimension:refPeriod '2023-11' ."
        for code, degree in (("11-1011", 4.5), ("11-1021", 2.0))
        for scale, value in (("OI", degree), ("IH", 6.0))
    ]
    return _table("interests", "Interests", rows, "soce:ratingStructure")


def _survey(onet: dict[str, str]) -> Iterator[str]:
    yield _table(
        "education-training-and-experience",
        "Education, Training, and Experience",
        [
            f"t:{code}-OJ-{n} soce:onetOccupation {onet[code]} ; soce:scale <urn:s/OJ> ; "
            f"soce:category <urn:oj/{n}> ; sdmx-measure:obsValue {share} ; soce:sample 25 ; "
            "soce:domainSource 'Incumbent' ; sdmx-dimension:refPeriod '2020-01' ."
            for code, shares in TRAINING.items()
            for n, share in enumerate(shares, 1)
        ],
        "soce:ratingStructure",
    )
    yield _table(
        "education-training-and-experience-categories",
        "Categories",
        [f'<urn:oj/{n}> skos:notation "{n}" ; skos:prefLabel "{a}" .' for n, a in enumerate(ANSWERS, 1)],
    )
    zones = [
        f"t:zone-{code} soce:onetOccupation {it} ; sdmx-measure:obsValue 2 ; soce:domainSource 'Analyst' ; "
        f"sdmx-dimension:refPeriod '2020-01' . {it} soce:jobZone <urn:zone/2> ."
        for code, it in onet.items()
    ]
    yield _table("job-zones", "Job Zones", zones, "soce:ratingStructure")
