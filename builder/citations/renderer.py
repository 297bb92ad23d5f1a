"""Render citations and bibliography entries with a CSL style."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Protocol

from builder.citations import csl_style, marked_text
from builder.citations.kept_renderings import KeptRenderings
from builder.citations.marked_text import sentence
from builder.document import Inlines

_MARKS = re.compile(r"[“”‘’\"'()\[\]]|[\u0300-\u036f]")

_PARTICLES = re.compile(r"((?:(?:van|von|der|den|de|la|du|del|della|di|da|ter|ten|zu|zur|af|av)\s+)+)(\S.*)")
_NAMES = ("author", "editor", "translator", "container-author", "collection-editor")


class Work(Protocol):
    """What is needed of a work to cite it; the records of the knowledge base have it."""

    @property
    def id(self) -> str:
        """Name of the work, unique among those cited."""

    @property
    def title(self) -> str:
        """Its title, for a work that the style renders as nothing."""

    @property
    def short_title(self) -> str:
        """What a source line under a table calls it."""

    @property
    def csl(self) -> Mapping[str, Any]:
        """The work as a CSL-JSON item."""


class Renderer:
    """One document's citations.

    Where a bibliography lists every work in full, all notes are short, as The Chicago Manual of Style lets
    them be; else the first one of a source is full. A short note that would read like another source's is
    full.
    """

    def __init__(
        self,
        sources: Mapping[str, Work],
        style_name: str = csl_style.DEFAULT,
        *,
        in_full: bool = True,
        kept: KeptRenderings | None = None,
    ) -> None:
        self._sources = sources
        self._style_name = style_name
        self._kept = kept or KeptRenderings()
        self._full: dict[tuple[str, bool], str] = {}
        self._short: dict[str, str] = {}
        self._seen: set[str] = set()
        self._in_full = in_full

    def cite(self, source: Work, locator: str = "") -> str:
        """Return one citation as marked text, without a final period."""
        short = source.id in self._seen or not self._in_full
        self._seen.add(source.id)
        text = (self._shortened(source) if short else "") or self._whole(source, bool(locator))
        if locator and marked_text.LOCATOR not in text:
            text = f"{text}, {marked_text.LOCATOR}"
        return marked_text.punctuated(text.replace(marked_text.LOCATOR, marked_text.clean(locator)))

    def _whole(self, source: Work, located: bool) -> str:
        key = (source.id, located)
        if key not in self._full:
            text = self._made("located" if located else "full", source, lambda p: p.cite(source, located))
            self._full[key] = text or _plain(source)
        return self._full[key]

    def _shortened(self, source: Work) -> str:
        """Return the short form without a locator; empty where another source's reads the same."""
        if source.id not in self._short:
            text = self._made("short", source, lambda processor: processor.short(source))
            self._short[source.id] = "" if text in self._short.values() else text
        return self._short[source.id]

    def _made(self, kind: str, source: Work, render: Callable[[_Processor], str]) -> str:
        return self._kept.get(f"{self._style_name} {kind}", source.csl, lambda: render(self._processor))

    @cached_property
    def _processor(self) -> _Processor:
        """The style, loaded where something has to be rendered that was not before."""
        return _Processor(csl_style.load(self._style_name))

    def bibliography(self, identifiers: Iterable[str]) -> tuple[Inlines, ...]:
        """Return the entries of these sources, by what they begin with: author, else title."""
        sources = [self._sources[i] for i in sorted(set(identifiers)) if i in self._sources]
        entries = sorted(filter(None, map(self._entry, sources)), key=_sorting)
        self._kept.keep()
        return tuple(marked_text.runs(sentence(marked_text.punctuated(entry))) for entry in entries)

    def _entry(self, source: Work) -> str:
        return self._made("entry", source, lambda processor: processor.entry(source))


class _Processor:
    """citeproc-py, fed one source at a time."""

    def __init__(self, loaded: Any, records: Any = None) -> None:
        from citeproc import CitationStylesBibliography
        from citeproc.source.json import CiteProcJSON

        self._loaded = loaded
        self.records = CiteProcJSON([]) if records is None else records
        """The sources read so far; several processors may share them."""
        self._processor = CitationStylesBibliography(loaded, self.records, marked_text.FORMATTER)

    def cite(self, source: Work, located: bool) -> str:
        """Return a note's citation; a located one holds the locator's mark."""
        citation = self._register(source, located)
        return self._render(citation, [])

    def short(self, source: Work) -> str:
        """Return a citation as of a work cited before."""
        citation = self._register(source, False)
        return self._render(citation, [self._register(source, False).cites[0]])

    def _render(self, citation: Any, before: list[Any]) -> str:
        rendered = self._processor.style.render_citation(citation, before, lambda item: "")
        return str(rendered).rstrip().rstrip(".")

    def entry(self, source: Work) -> str:
        """Return the entry of a source; empty where the style has none for it."""
        return next(iter(_Processor(self._loaded, self.records).bibliography([source])), "")

    def bibliography(self, sources: Iterable[Work]) -> list[str]:
        for source in sources:
            self._register(source, False)
        return [str(entry) for entry in self._processor.bibliography()] if self._processor.items else []

    def _register(self, source: Work, located: bool) -> Any:
        from citeproc import Citation, CitationItem, Locator
        from citeproc.source.json import CiteProcJSON

        if source.id.lower() not in self.records:
            self.records.update(CiteProcJSON([_known(source.csl)]))
        more = {"locator": Locator("page", marked_text.LOCATOR)} if located else {}
        citation = Citation([CitationItem(source.id, **more)])
        self._processor.register(citation)
        return citation


def _sorting(entry: str) -> str:
    """Return an entry as it sorts: without quotation marks, accents or a first article, case ignored.

    citeproc-py would render every entry a second time to find this out.
    """
    decomposed = unicodedata.normalize("NFKD", marked_text.clean(entry))
    letters = _MARKS.sub("", decomposed).casefold()
    return re.sub(r"^(?:the|an|a) ", "", letters.strip())


def _known(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the item with only what citeproc-py knows, free of private-use characters."""
    from citeproc import DATES, NAMES, VARIABLES

    known = {*VARIABLES, *NAMES, *DATES, "id", "type", "language"}
    prepared = _prepared(dict(item))
    return {
        key: marked_text.clean(value) if isinstance(value, str) else value
        for key, value in prepared.items()
        if key.replace("-", "_") in known
    }


def _prepared(item: dict[str, Any]) -> dict[str, Any]:
    """Return the item as it has to be for the style; other items come back unchanged."""
    item = {**item, **{role: _with_particles(item[role]) for role in _NAMES if role in item}}
    if item.get("container-title") == "Federal Register":
        return _notice(item)
    if item.get("type") == "legislation":
        return _law(item)
    return item


def _with_particles(names: Any) -> list[dict[str, Any]]:
    """Return names with the small words before a family name as particles; entries sort without them."""
    parted = []
    for name in names:
        match = _PARTICLES.match(str(name.get("family", "")))
        more = {"non-dropping-particle": match[1].strip(), "family": match[2]} if match else {}
        parted.append({**name, **more})
    return parted


def _notice(item: dict[str, Any]) -> dict[str, Any]:
    """Cite a notice by volume, page and full date (The Chicago Manual of Style, 18th ed., 14.189).

    As a journal article the style would print the year alone beside an issue number, and take the document
    number for an article number.
    """
    changed = {key: value for key, value in item.items() if key not in ("number", "issue")}
    changed["type"] = "article-journal"
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    if len(parts) == 3:
        day = dt.date(*parts)
        changed["issued"] = {"literal": f"{day:%B} {day.day}, {day.year}"}
    return changed


def _law(item: dict[str, Any]) -> dict[str, Any]:
    """Cite a state's law by its own number: the style would call every number a federal Public Law."""
    number = str(item.get("number", ""))
    if not number or number[0].isdigit():
        return item
    return {**item, "type": "bill"}


def _plain(source: Work) -> str:
    """Return a last resort for an item that the style renders as nothing."""
    return f"“{marked_text.clean(source.title)}”"
