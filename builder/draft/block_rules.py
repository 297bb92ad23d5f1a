"""Block rules of the dialect that let nothing be dropped: remarks, cells, nesting, definitions of links.

Where markdown-it would pass over text in silence, these rules leave it in a token that `read_draft` reports.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_block.table import escapedSplit, getLine, table

from builder.draft import cite_syntax

DEEPEST_LEVEL = 90
"""Level of the parser from which text is taken as it stands; a list and a quotation in it take three."""
_OPEN, _CLOSE = "<!--", "-->"


def remark_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Pass over a remark, `<!-- … -->`, alone: what stands behind it on its last line is read as any line is.

    One that is not closed before its list item or quotation ends becomes a `remark_open` token, of its first
    line only. CommonMark takes whole lines (0.31.2, 4.6, kind 2).
    """
    at = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith(_OPEN, at, state.eMarks[start]):
        return False
    if silent:
        return True
    last, close = _closed(state, start, end)
    inside = state.src[at + len(_OPEN) : close] if close else ""
    if not close or _OPEN in inside:
        token = state.push("remark_open", "", 0)
        token.map, token.content = [start, start + 1], state.src[at : state.eMarks[start]]
        state.line = start + 1
        return True
    _begin_at(state, last, close + len(_CLOSE), state.sCount[start])
    state.line = last + 1
    return state.isEmpty(last) or any(
        rule(state, last, end, False) for rule in state.md.block.ruler.getRules("")
    )


def _closed(state: StateBlock, start: int, end: int) -> tuple[int, int]:
    """Return the line that closes a remark and the offset of the `-->`, which may overlap the `<!--`."""
    at = state.bMarks[start] + state.tShift[start] + len(_OPEN) - 2
    if state.src.find(_CLOSE, at) < 0:
        return start, 0
    for line in range(start, end):
        if line > start and state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            break
        close = state.src.find(_CLOSE, max(at, state.bMarks[line]), state.eMarks[line])
        if close >= 0:
            return line, close
    return start, 0


def _begin_at(state: StateBlock, line: int, offset: int, indent: int) -> None:
    """Let a line begin at an offset, as far indented as the remark was."""
    offset = state.skipSpaces(offset)
    state.bMarks[line] = min(offset, state.eMarks[line])
    state.tShift[line], state.sCount[line] = 0, indent


def deep_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take what is nested too deep for the parser as one paragraph; markdown-it would skip it."""
    if state.level < DEEPEST_LEVEL:
        return False
    if silent:
        return True
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent):
        last += 1
    token = state.push("too_deep", "", 0)
    token.map = [start, last]
    token.content = state.getLines(start, last, state.blkIndent, False)
    state.line = last
    return True


def table_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table, and keep the cells that a row has beyond the head's in the row's `meta`."""
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    made = state.tokens[first:]
    columns = sum(token.type == "th_open" for token in made)
    for token in made:
        if token.type == "tr_open" and token.map:
            cells = _cells(getLine(state, token.map[0]).strip())
            token.meta = {"beyond": [cell.strip() for cell in cells[columns:]]}
    return True


def _cells(line: str) -> list[str]:
    cells = escapedSplit(line)
    if cells and cells[0] == "":
        cells = cells[1:]
    return cells[:-1] if cells and cells[-1] == "" else cells


def reference_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a link reference definition, but leave a paragraph that begins with a citation, `[@key]: …`."""
    text = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if text.startswith("[") and cite_syntax.read_bracketed(text, 0):
        return False
    return reference(state, start, end, silent)
