"""Personal data in print-outs, calls and letters: precision and recall by kind, here and of Presidio.

Measured on the labelled texts of `tests/kb/screening/reporting`; `MISSED=1` prints what is wrong. Presidio,
where it is installed, runs with its own recognizers and the model of spaCy that is there; its kinds are set
beside ours, and what it has no kind for (incidents, coordinates, plates) counts as missed.
"""

from __future__ import annotations

import os
import time

from kb.screening import Hit, Kind, screen
from kb.screening.name_model import installed_model
from kb.screening.screen import screen_document
from tests.kb.screening.measuring import Screener, labelled, mistakes, report, score

PRESIDIO = {
    "PHONE_NUMBER": Kind.TELEPHONE,
    "EMAIL_ADDRESS": Kind.EMAIL,
    "LOCATION": Kind.ADDRESS,
    "US_SSN": Kind.SSN,
    "DATE_TIME": Kind.BIRTH,
    "MEDICAL_LICENSE": Kind.CASE,
    "US_DRIVER_LICENSE": Kind.LICENCE,
    "CREDIT_CARD": Kind.CARD,
    "IP_ADDRESS": Kind.DEVICE,
    "MAC_ADDRESS": Kind.DEVICE,
    "PERSON": Kind.NAME,
}


def run() -> None:
    """Print a table for what is installed."""
    texts = labelled("reporting")
    rivals: dict[str, Screener] = {"here": screen}
    model = installed_model()
    if model:
        rivals[f"here, and names by {model}"] = screen_document
        rivals[f"Presidio alone, with {model}"] = _presidio(model)
    else:
        print("presidio-analyzer or a model of spaCy is not installed; compared without them")  # noqa: T201
    for name, screener in rivals.items():
        print(f"\n{name}\n{report(score(texts, screener))}")  # noqa: T201
    if os.environ.get("MISSED"):
        for given in texts:
            for title, hits in zip(("wrong", "missed"), mistakes(given), strict=True):
                for hit in hits:
                    print(f"{title:7}{given.file:24}{hit.kind.value}: {hit.value!r}")  # noqa: T201
    text = "\n".join(given.text for given in texts) * 8
    start = time.process_time()
    screen(text)
    print(f"\n{len(text) / (time.process_time() - start) / 1e6:.2f} million characters a second")  # noqa: T201


def _presidio(model: str) -> Screener:
    """Return Presidio as it comes, with the model that is installed; its names of kinds are ours."""
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())  # it would fetch a list of domains
    models = [{"lang_code": "en", "model_name": model}]
    engine = NlpEngineProvider(
        nlp_configuration={"nlp_engine_name": "spacy", "models": models}
    ).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine)

    def found(text: str) -> list[Hit]:
        results = analyzer.analyze(text, "en", entities=list(PRESIDIO))
        return [Hit(r.start, r.end, PRESIDIO[r.entity_type], text[r.start : r.end]) for r in results]

    return found
