"""Markdown, as GitHub reads it: a table, and its notes beneath."""

import re
from collections.abc import Iterator

from privstat.excerpt import excerpt
from privstat.layout import bar
from privstat.sheet import Heading, Sheet, View
from privstat.visible import one_line, visible
from privstat.words import Language

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#])")


def export(view: View, lang: Language, width: int | None = None) -> str:  # noqa: ARG001 — a browser breaks the lines
    """Return the sheets of a result as Markdown; what is special there is escaped in texts."""
    sheets = ["\n\n".join(_blocks(sheet)) for sheet in view.sheets(lang)]
    return "\n\n".join(sheets) + "\n" if sheets else ""


def _blocks(sheet: Sheet) -> Iterator[str]:
    if sheet.title:
        yield f"### {_escaped(one_line(sheet.title))}"
    if sheet.facts:
        yield "  \n".join(map(_escaped, sheet.facts))
    if sheet.headings:
        yield "\n".join(_table(sheet))
    if sheet.notes:
        yield "  \n".join(f"{_escaped(mark)} {_escaped(text)}" for mark, text in sheet.notes)
    if sheet.remarks:
        yield "  \n".join(map(_escaped, sheet.remarks))
    if sheet.spots:
        lines = "\n".join(excerpt(sheet.spots)).replace("```", "` ``")
        yield f"```text\n{lines}\n```"
    if sheet.hints:
        yield "\n".join(f"- {_escaped(text)}" for text in sheet.hints)
    if sheet.example:
        yield f"```toml\n{visible(sheet.example)}```"


def _table(sheet: Sheet) -> Iterator[str]:
    yield _row([_heading(each) for each in sheet.headings])
    yield _row(["---:" if each.numeric else "---" for each in sheet.headings])
    for line in sheet.lines:
        cells = [
            bar(cell) if heading.bars else _escaped(cell).replace("\n", "<br>")
            for cell, heading in zip(line.cells, sheet.headings, strict=False)
        ]
        if line.kind != "row":
            cells = [f"**{cell}**" if cell else "" for cell in cells]
        yield _row(cells + [""] * (len(sheet.headings) - len(cells)))


def _heading(heading: Heading) -> str:
    return _escaped(one_line(f"{heading.above}: {heading.text}" if heading.above else heading.text))


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    plain = _SPECIAL.sub(r"\\\1", visible(text).replace("&", "&amp;")).replace("\\<", "&lt;").replace("\\>", "&gt;")
    return plain.replace("\t", " ")
