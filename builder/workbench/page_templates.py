"""From values to pages: the templates, and what all of them know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from builder.workbench.command_pages import remedy
from builder.workbench.draft_list import DraftList
from builder.workbench.page_filters import coded, grouped, marked, number, pathless, plural, said
from builder.workbench.record_addresses import address_of, address_of_name
from builder.workbench.record_directives import directive_for
from builder.workbench.request_guards import FORM_KEY
from builder.workbench.shared_base import SharedBase
from kb.model.record_names import id_of, kind_of, name_of
from kb.workspace import Workspace

ROOM = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the menu."""

    title: str
    address: str
    inside: tuple[str, ...] = ()
    """First steps of the addresses of pages that belong to it."""
    works: bool = False
    """Whether it is for working, and not there in a copy that can only be read."""

    def holds(self, path: str) -> bool:
        """Say whether a page belongs to it."""
        return path == self.address or path.split("/")[1] in self.inside


MENU = (
    Section("Overview", "/"),
    Section("Occupations", "/occupations", ("soc",)),
    Section("Duties", "/matrix", ("matrix", "compare", "sensitivity", "impact", "duty", "function", "task")),
    Section("Claims", "/claims", ("claim",)),
    Section("Objections", "/objections", ("objection",)),
    Section("Sources", "/sources", ("source", "evidence")),
    Section("Laws", "/laws", ("legislation",)),
    Section("Notice", "/notice", ("docket", "topic", "required-item", "principle", "guideline", "decision")),
    Section("Ask", "/ask", ("ask", "sparql")),
    Section("Contribute", "/contribute", ("contribute", "pack"), works=True),
    Section("Review", "/review", ("review",), works=True),
    Section("Drafts", "/draft", ("draft",), works=True),
)
"""In the order of a reader's questions."""


@dataclass(frozen=True, slots=True)
class Workbench:
    """What every page needs; `request.app.state.workbench`."""

    shared: SharedBase
    drafts: DraftList
    templates: Environment
    read_only: bool = False
    """Whether it is a public copy: nothing can be changed, and nothing tells where it lies."""

    def reopen(self, workspace: Workspace) -> None:
        """Go on with a workspace that was made, or whose drafts are others now."""
        self.shared.workspace = self.drafts.workspace = workspace
        self.shared.changed()

    def menu(self) -> tuple[Section, ...]:
        """Return the menu's entries."""
        return tuple(section for section in MENU if not (section.works and self.read_only))


def workbench_of(request: Request) -> Workbench:
    """Return the workbench that a request came to."""
    found: Workbench = request.app.state.workbench
    return found


def page(
    request: Request,
    template: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: Any,
) -> HTMLResponse:
    """Make a page from a template."""
    bench = workbench_of(request)
    text = bench.templates.get_template(template).render(
        path=request.url.path,
        menu=bench.menu(),
        read_only=bench.read_only,
        unread=() if bench.read_only else bench.shared.unread,
        form_key=request.state.form_key,
        form_key_name=FORM_KEY,
        sought=request.query_params.get("q", "") if request.url.path == "/search" else "",
        **values,
    )
    return HTMLResponse(text, status, headers)


def environment(hidden: Path | None = None) -> Environment:
    """Return the templates. Everything that a page writes is escaped, whatever it comes from.

    Those of a copy for reading, whose root is `hidden`, link to no page for working, and tell no path.
    """
    made = Environment(
        loader=FileSystemLoader(ROOM / "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "address": address_of,
        "address_of_name": address_of_name,
        "directive_for": directive_for,
        "kind": kind_of,
        "id": id_of,
        "name": name_of,
        "number": number,
        "grouped": grouped,
        "plural": plural,
        "said": said,
        "marked": marked,
        "coded": coded,
        "remedy": remedy,
    }
    if hidden is not None:
        made.filters |= {
            "coded": lambda text: coded(pathless(text, str(hidden))),
            "remedy": lambda text: remedy(pathless(text, str(hidden)), read_only=True),
        }
    return made
