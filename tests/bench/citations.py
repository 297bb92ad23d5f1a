"""Notes, short notes and bibliography entries against Pandoc's citeproc with the same style and records.

`PANDOC` names the program where it is not on the path; `CITATIONS_SAID=1` prints what differs. The odd
records come from the folder in `SOC_EVIDENCE_DATA`, where it is set.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.citations import Renderer, csl_style, marked_text
from kb.api import open_base
from kb.model import Records

KINDS = ("note", "short note", "entry")


@dataclass(frozen=True)
class Odd:
    """A record out of a CSL-JSON file."""

    csl: Mapping[str, Any]
    id: str = ""
    title: str = ""
    short_title: str = field(default="")


def run() -> None:
    """Print how many renderings are equal, kind by kind."""
    pandoc = os.environ.get("PANDOC") or shutil.which("pandoc")
    if not pandoc:
        print("not run: install pandoc, or name it in PANDOC")  # noqa: T201
        return
    sources = Records(open_base(".").graph, str).sources
    _compare("shipped", {key: source.csl for key, source in sorted(sources.items())}, pandoc)
    odd = Path(os.environ.get("SOC_EVIDENCE_DATA", "")) / "faults" / "pdf" / "odd-records.json"
    if odd.is_file():
        _compare("odd", {item["id"]: item for item in json.loads(odd.read_text())}, pandoc)


def _compare(name: str, items: Mapping[str, Mapping[str, Any]], pandoc: str) -> None:
    ours, theirs = _ours(items), _pandoc(items, pandoc)
    for kind in KINDS:
        equal = sum(_plain(ours[kind][key]) == _plain(theirs[kind].get(key, "")) for key in items)
        print(f"{name:<8} {kind:<11} {equal:>4} of {len(items)} equal")  # noqa: T201
        if os.environ.get("CITATIONS_SAID"):
            for key in items:
                one, other = _plain(ours[kind][key]), _plain(theirs[kind].get(key, ""))
                if one != other:
                    print(f"  {key}\n    ours   {one}\n    pandoc {other}")  # noqa: T201


def _ours(items: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    works = {key: Odd({**item, "id": key}, key, str(item.get("title", ""))) for key, item in items.items()}
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for key, work in works.items():
        renderer = Renderer(works)
        found["note"][key] = marked_text.sentence(renderer.cite(work))
        found["short note"][key] = marked_text.sentence(renderer.cite(work))
        entry = renderer.bibliography([key])
        found["entry"][key] = _words(entry[0]) if entry else ""
    return found


def _words(content: Any) -> str:
    return "".join(run.text if hasattr(run, "text") else _words(run.content) for run in content)


def _pandoc(items: Mapping[str, Mapping[str, Any]], pandoc: str) -> dict[str, dict[str, str]]:
    keys = list(items)
    with tempfile.TemporaryDirectory() as folder:
        references = Path(folder, "references.json")
        references.write_text(json.dumps([{**item, "id": f"r{n}"} for n, item in enumerate(items.values())]))
        cites = [f"[@r{n}]" for n in range(len(keys))]
        text = "\n\n".join([*cites, *cites, "::: {#refs}\n:::"])
        style = str(csl_style.path_of(csl_style.DEFAULT))
        command = [pandoc, "-f", "markdown", "-t", "html", "--citeproc", "--csl", style]
        command += ["--bibliography", str(references), "--metadata", "lang=en-US"]
        html = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
    notes = re.findall(r'<li id="fn(\d+)">(.*?)</li>', html, re.DOTALL)
    entries = re.findall(r'<div id="ref-r(\d+)"[^>]*>(.*?)</div>', html, re.DOTALL)
    by_number = {int(number): note for number, note in notes}
    return {
        "note": {key: by_number.get(n, "") for n, key in enumerate(keys, 1)},
        "short note": {key: by_number.get(n + len(keys), "") for n, key in enumerate(keys, 1)},
        "entry": {keys[int(number)]: entry for number, entry in entries},
    }


def _plain(text: str) -> str:
    """Return the words of a rendering, without markup, the way back to the text, and kinds of blanks."""
    import html

    text = re.sub(r'<a href="#fnref.*?</a>', "", text, flags=re.DOTALL)
    text = html.unescape(re.sub(r"<[^>]+>", "", text)).replace("↩︎", "")
    return re.sub(r"\s+", " ", marked_text.clean(text)).strip()
