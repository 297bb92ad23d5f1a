"""Pictures of the main pages for docs/workbench.md: `make pictures`."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from builder.workbench.application import make_application
from builder.workspace import Contributor, example_drafts, make_workspace
from kb.search.model_files import VARIABLE
from kb.workspace import open_workspace
from tests.builder.workbench.browsing import launched, served

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "images"
PICTURES = {
    "workbench-overview": ("/", 1280, "light"),
    "workbench-claim": ("/claim/work-is-protective", 1280, "light"),
    "workbench-matrix": ("/matrix?codes=43-5031+33-9032+33-9091+33-2011", 1280, "light"),
    "workbench-search": ("/search?q=stress&mode=lexical", 1280, "dark"),
    "workbench-answer": ("/ask/employment-and-wages", 1280, "light"),
    "workbench-sparql": ("/sparql", 1280, "light"),
    "workbench-narrow": ("/soc/43-5031", 400, "dark"),
}
"""Name of the file to the page, the width of the window and its colours."""
_HEIGHT, _COLOURS = 800, 64


def main() -> None:
    """Take every picture anew, in few colours so that the files stay small."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        raise SystemExit("Pictures are taken with Chromium: apt-get install chromium")
    os.environ[VARIABLE] = "/no/model"
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch, "our-comment")
        make_workspace(root, Contributor("A. Clerk", "Bay County ECC", "CC-BY-4.0"), example_drafts())
        made = make_application(open_workspace(root), read_only=True)
        with served(made) as address, sync_playwright() as playwright:
            browser = launched(playwright, program)
            for name, (path, width, scheme) in PICTURES.items():
                page = browser.new_page(
                    viewport={"width": width, "height": _HEIGHT},
                    color_scheme="dark" if scheme == "dark" else "light",
                )
                page.goto(address + path)
                shot = Image.open(io.BytesIO(page.screenshot()))
                few = shot.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
                few.save(FOLDER / f"{name}.png", optimize=True)
                page.close()
            browser.close()


if __name__ == "__main__":
    main()
