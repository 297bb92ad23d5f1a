"""A form of a page, filled in and sent as a browser sends it."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import urlencode

from starlette.testclient import TestClient

from builder.workbench.request_guards import FORM_KEY

File = tuple[str, bytes]
_UNSENT = ("file", "checkbox")
"""Inputs that a browser sends nothing of unless they are filled in."""


class Form(HTMLParser):
    """The fields of a page's forms that have a method `post`, with what they show."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self._posts = False
        self._select = self._area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._posts = said.get("method") == "post"
        elif self._posts and tag == "select":
            self._select, self._first = said["name"], True
        elif self._posts and tag == "option":
            self._option = said
        elif self._posts and tag == "textarea":
            self._area = said["name"]
            self.fields.append((self._area, ""))
        elif (
            self._posts
            and tag == "input"
            and (said.get("type") not in ("file", "checkbox") or "checked" in said)
        ):
            self.fields.append((said["name"], said.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.fields[-1] = (self._area, self.fields[-1][1].removeprefix("\n"))  # as a browser drops it
            self._area = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._posts = False

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[-1] = (self._area, self.fields[-1][1] + data)
        elif self._select and data.strip() and (self._first or "selected" in self._option):
            self.set(self._select, self._option.get("value", data.strip()))
            self._first = False

    def value(self, name: str) -> str:
        """Return what a field shows."""
        return next(value for field, value in self.fields if field == name)

    def set(self, name: str, *values: str) -> Form:
        """Fill in a field, or tick boxes of one name."""
        self.fields = [pair for pair in self.fields if pair[0] != name] + [(name, v) for v in values]
        return self

    def send(self, client: TestClient, path: str, action: str = "") -> str:
        """Send it by a button, go where that leads, and return the page."""
        pairs = [*self.fields, *([("action", action)] if action else [])]
        answer = client.post(
            path,
            content=urlencode(pairs).encode(),
            headers={"content-type": "application/x-www-form-urlencoded"},
        )
        return client.get(answer.headers["location"]).text if answer.status_code == 303 else answer.text


def hand_in(client: TestClient, files: Iterable[File], occupation: str = "") -> tuple[str, str]:
    """Upload files under Contribute; return the address that it leads to, and the page."""
    answer = client.post(
        "/contribute",
        data={FORM_KEY: Form(client.get("/contribute").text).value(FORM_KEY), "occupation": occupation},
        files=[("files", file) for file in files],
    )
    if answer.status_code != 303:
        return "", answer.text
    address = answer.headers["location"]
    return address, client.get(address).text
