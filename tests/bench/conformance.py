"""150 varied drafts through the whole pipeline, each PDF asked of veraPDF for PDF/UA-1 and PDF/A-3a.

Every draft is a choice of parts by a seed: headings, lists, quotations, boxes, tables narrow, wide and long,
charts, matrices, notes at the foot or the end, code, redlines, pictures, languages, line numbers. A third are
filed with all that a PDF carries, the others set with their findings in an annex. `DRAFTS=20` makes fewer.
"""

from __future__ import annotations

import os
import random
import tempfile
from dataclasses import replace
from pathlib import Path

import kb
from builder.building import fill_and_check, proof, unfinished_pdf
from builder.layout import render
from builder.resolve.resolve_draft import read
from builder.verifying import conformance
from builder.workspace import DRAFT, Contributor, make_workspace
from tests.builder.clean_draft import CLEAN

_WORDS = "the work protects life by voice and the record says so in plain words every day of the year".split()
_PARTS = {
    "headings": "## A part\n\n### Deeper\n\n#### Deepest\n\n{words}\n\n## Another\n\n{words}",
    "list": "- {words}\n  - {words}\n    1. {words}\n    2. {words}\n- {words}\n\n3. {words}\n4. {words}",
    "quotation": "> {words}\n>\n> > {words}\n>\n> - {words}",
    "box": "```{note} A notice\n{words}\n\n- {words}\n\n| a | b |\n|---|--:|\n| {words} | 1 |\n```",
    "table": "| Duty | Share |\n|:---|---:|\n| {words} | 1 |\n| {words} | 2 |",
    "long table": "| Duty | Share |\n|:---|---:|\n" + "| {words} | 1 |\n" * 70,
    "wide table": "|" + " head |" * 12 + "\n|" + "---|" * 12 + "\n" + ("|" + " some words |" * 12 + "\n") * 4,
    "chart": "```{chart} 43-5031 33-9031\n:measure: employment\n```",
    "lines": "```{chart} 43-5031 33-9032\n:measure: employment\n:periods: 2023-05 2024-05 2025-05\n```",
    "matrix": "```{matrix} 43-5031 33-9031 33-9032\n```",
    "comparison": "```{comparison} 43-5031 33-9031\n:measures: employment annual-median-wage\n```",
    "notes": "{words} [@aha-2020-tcpr, p. e687; @soc-2018-definitions] {words}.[^n{n}]\n\n[^n{n}]: {words}.",
    "code": "```\nSELECT ?s {\n    ?s ?p ?o\n}\n```",
    "redline": "```{redline} 43-5031\nTake {--calls--}{++emergency calls++} and {words}.\n```",
    "objection": "```{objection} O1\n```",
    "marks": "*{words}* **{words}** ~~{words}~~ `{words}` [a page](https://www.example.org/{n}) — “{words}”…",
    "scripts": "Diné, Łódź, Αθήνα, Москва, São Tomé, naïve; {words}",
    "figure": "There were {{figure}}`43-5031 employment 2025-05` {{title}}`43-5031`.",
    "picture": "```{picture} seal.{suffix}\n:alt: A seal of two rings\n:caption: The seal\n```",
}


def run() -> None:
    """Print how many drafts of how many broke a rule, and which rules."""
    if missing := conformance.lacking():
        print(f"not run: {missing}")  # noqa: T201
        return
    count = int(os.environ.get("DRAFTS", "150"))
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch, "office")
        make_workspace(root, Contributor("A. Clerk", "An office", "CC-BY-4.0"), {DRAFT: CLEAN})
        _pictures(root)
        files = [_made(seed, root, Path(scratch)) for seed in range(count)]
        broken = {path: rules for path, rules in conformance.broken_rules(files).items() if rules}
        pages = sum(_pages(path) for path in files)
    print(f"{count} drafts, {pages} pages: {len(broken)} break a rule")  # noqa: T201
    for path, rules in sorted(broken.items()):
        print(f"  {path.stem}: {'; '.join(rules)}")  # noqa: T201


def _made(seed: int, root: Path, folder: Path) -> Path:
    """Write one draft's PDF and return its place."""
    chance = random.Random(seed)
    text = _text(chance)
    base = kb.open(root)
    path = root / "submission.md"
    path.write_text(text, "utf-8")
    prepared = fill_and_check(read(text, str(path)), path.name, base.graph, base.workspace)
    if seed % 3 == 0:
        pdf = render(replace(prepared.document, attachments=proof(prepared, base)))
    else:
        pdf = unfinished_pdf(prepared, prepared.findings, root)
    output = folder / f"draft-{seed:03}.pdf"
    output.write_bytes(pdf)
    return output


def _text(chance: random.Random) -> str:
    front = [f"language: {chance.choice(('en-US', 'en-GB', 'es', 'fr-CA'))}"]
    front += ["notes: end"] * (chance.random() < 0.3) + ["line-numbers: true"] * (chance.random() < 0.2)
    front += ["letterhead: seal.png", "letterhead-alt: The seal of the office"] * (chance.random() < 0.2)
    body = [
        _PARTS[name]
        .replace("{n}", str(number))
        .replace("{suffix}", chance.choice(("png", "jpg", "svg")))
        .replace("{{", "{")
        .replace("}}", "}")
        for number, name in enumerate(chance.choices(list(_PARTS), k=chance.randint(4, 14)))
    ]
    filled = [f"# Chapter {n}\n\n{part}" if chance.random() < 0.5 else part for n, part in enumerate(body)]
    text = "\n\n".join(filled)
    while "{words}" in text:
        words = " ".join(chance.choices(_WORDS, k=chance.randint(1, 30)))
        text = text.replace("{words}", words, 1)
    return CLEAN.replace("date: 2026-11-21", "\n".join(["date: 2026-11-21", *front])) + f"\n{text}\n"


def _pictures(root: Path) -> None:
    from PIL import Image, ImageDraw

    image = Image.new("RGBA", (600, 300), (255, 255, 255, 0))
    ImageDraw.Draw(image).ellipse((20, 20, 280, 280), outline=(20, 60, 120, 255), width=12)
    image.save(root / "seal.png")
    image.convert("RGB").save(root / "seal.jpg")
    ring = '<circle cx="60" cy="60" r="50" fill="none" stroke="#14477a" stroke-width="6"/>'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" width="120" height="120">{ring}</svg>'
    )
    (root / "seal.svg").write_text(svg, "utf-8")


def _pages(path: Path) -> int:
    import pikepdf

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)
