"""The way from a draft's text to its nodes: front matter, blocks, footnotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from builder.draft import front_matter, nodes, places, read_inlines
from builder.draft.block_context import Blocks, Context
from builder.draft.fences import Bodies
from builder.draft.markdown import dialect
from builder.draft.outline import contents, walk
from builder.draft.places import Origin, Place, Problems
from builder.draft.read_blocks import convert
from builder.draft.read_footnotes import Footnotes
from kb.findings import in_order


def parse(text: str, path: str, bodies: Bodies | None = None) -> nodes.Draft:
    """Return the draft read from `text`; whatever is wrong with it is in its `findings`.

    `path` is shown in findings and never opened; `bodies` are the directives that there are.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "�")
    problems = Problems(path)
    reader = _Reader(text.split("\n"), problems, Footnotes(problems), bodies or {})
    open_end = front_matter.find_open_end(text)
    tree, body = reader.read(_without_lines(text, open_end), 0, 0)
    front = front_matter.FrontMatter()
    if tree.children and tree.children[0].type == "front_matter":
        front = front_matter.read(tree.children[0].content, 2, problems)
    elif open_end:
        front_matter.report_open(open_end, problems)
    else:
        problems.add(
            places.FRONT_MATTER,
            Place(1, 1),
            "The draft has no front matter.",
            "Begin it with --- and the keys title and docket, closed by ---.",
        )
    reader.footnotes.report_unused(i for block in walk(body) for content in contents(block) for i in content)
    findings = tuple(in_order(problems.findings))
    return nodes.Draft(path, text, front, body, reader.footnotes.texts, findings)


def _without_lines(text: str, number: int) -> str:
    """Return a text whose first lines are empty: keys of front matter that is not closed are no text."""
    lines = text.split("\n")
    return "\n".join([""] * number + lines[number:])


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the texts of one draft: the whole, and the bodies and options of its directives."""

    lines: list[str]
    problems: Problems
    footnotes: Footnotes
    bodies: Bodies

    def read(self, text: str, first: int, depth: int) -> tuple[SyntaxTreeNode, Blocks]:
        """Parse a text that begins at the 0-based line `first` of the file."""
        refs = {f":{label}": -1 for label in self.footnotes.texts}
        env: dict[str, Any] = {"footnotes": {"refs": refs}, "bodies": self.bodies}
        tree = SyntaxTreeNode(dialect().parse(text, env))

        def body(inner: str, line: int, depth: int) -> Blocks:
            return self.read(inner, line, depth)[1]

        def line(inner: str, number: int) -> nodes.Inlines:
            tree = SyntaxTreeNode(dialect().parseInline(inner, env))
            origin = Origin(inner, self.lines, number)
            return read_inlines.convert(tree.children[0], read_inlines.Context(origin, self.problems))

        context = Context(self.lines, first, self.problems, body, line, self.bodies, depth)
        for node in tree.walk():
            if node.type == "footnote_reference":
                label = str(node.meta.get("label", ""))
                self.footnotes.add(label, convert(node, context), context.place(node))
        return tree, convert(tree, context)
