"""A page → a draft: which grid is which table, what stands around it, and what the page says of its year."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from privstat.capture.captions import caption_of, is_caption, is_numbered, mentioned_date, with_dates, without_sharps
from privstat.capture.claims import with_claims
from privstat.capture.contacts import ignored_in, sections_of
from privstat.capture.doubts import Doubt, Taken, doubt, unsure
from privstat.capture.frame import Frame
from privstat.capture.frames import frames
from privstat.capture.notes import notes_in
from privstat.capture.sketch import Draft, DraftTable
from privstat.capture.table import Surroundings, table_of
from privstat.capture.words import concept_of, ids_for
from privstat.capture.years import page_years
from privstat.codelists import NUMBER_ROLES
from privstat.grid import Grid, Page, Passage
from privstat.period import FiscalYear
from privstat.words import message

_LONGEST_LABEL = 40


class _Found(NamedTuple):
    """Frames that are one table, the caption's passages before them and the notes' after them."""

    frames: tuple[Frame, ...]
    grid: Grid
    before: tuple[Passage, ...]
    after: tuple[Passage, ...]
    at: int  # the position of the grid among the parts of the page


def draft_of(page: Page, year: FiscalYear | None = None) -> Draft:
    """Return what a page was understood as. `year` is its fiscal year, where it is known from elsewhere."""
    passages = [part for part in page.parts if isinstance(part, Passage)]
    page_year = year or year_of(page)
    tables: list[DraftTable] = []
    dated = with_dates(passages)
    found = _found(page)
    headed = sections_of(page, [each.at for each in found])
    for each in found:
        table = _table(each, tables, passages[:1], dated, page_year)
        tables.append(table._replace(section=headed[each.at].id) if each.at in headed else table)
    draft = Draft(
        page.path,
        without_sharps(passages[0].text) if passages else "",
        tuple(_with_units(tables)),
        tuple(_lost(page, tables)),
        tuple(_unknown(tables)),
        tuple(dict.fromkeys(headed.values())),
    )
    return with_claims(draft._replace(ignored=tuple(ignored_in(page, draft.sections))), page, page_year)


def year_of(page: Page) -> FiscalYear | None:
    """Return the fiscal year of a page, where its prose names just one."""
    years = page_years([part.text for part in page.parts if isinstance(part, Passage)])
    return next(iter(years)) if len(years) == 1 else None


def _found(page: Page) -> list[_Found]:
    """Return the tables in the order of the page; grids that follow each other as groups of one are put together."""
    found: list[_Found] = []
    between: list[Passage] = []
    for at, part in enumerate(page.parts):
        if isinstance(part, Passage):
            between.append(part)
            if found:
                found[-1] = found[-1]._replace(after=(*found[-1].after, part))
            continue
        for index, frame in enumerate(frames(part) if part.cells else ()):
            last = found[-1] if found else None
            continues = last and (bool(frame.group) == bool(last.frames[0].group)) and (frame.group or index)
            if last and continues and (index or not between) and _same_headings(last.frames[0], frame):
                found[-1] = last._replace(frames=(*last.frames, frame))
            else:
                before = tuple(between) if index == 0 else found[-1].before
                found.append(_Found((frame,), part, before, (), at))
        between = []
    return found


def _same_headings(one: Frame, other: Frame) -> bool:
    return [each.text for each in one.headings] == [each.text for each in other.headings]


def _table(
    found: _Found,
    before: Sequence[DraftTable],
    first: Sequence[Passage],
    dated: Sequence[Passage],
    page_year: FiscalYear | None,
) -> DraftTable:
    caption = caption_of(found.before, found.grid.caption)
    title = caption.title or (first[0].text if first else "") or found.frames[0].headings[0].text
    label = caption.label or title[:_LONGEST_LABEL]
    taken = [table.label for table in before]
    if label in taken:
        heading = found.frames[0].headings[0].text[:16] or str(len(before) + 1)
        label = f"{title[: _LONGEST_LABEL - 1 - len(heading)]}・{heading}"
    last_line = max(cell.place.line for cell in found.grid.cells)
    caption = caption._replace(title=title, as_of=caption.as_of or mentioned_date(caption.label, dated))
    around = Surroundings(caption, tuple(notes_in(found.after, last_line)), page_year)
    table = table_of(found.frames, _id(caption.label, [each.id for each in before]), label, around)
    headings = [(cell, why) for cell in found.grid.cells if cell.is_heading and (why := unsure(cell))]
    doubts = (*table.doubts, *(doubt(cell.place, why) for cell, why in headings))
    return table._replace(is_numbered=bool(caption.label), doubts=doubts)


def _id(label: str, taken: Sequence[str]) -> str:
    """Return the id of a table: 表6 is table6, 別表1 is annex1."""
    plain = unicodedata.normalize("NFKC", label)
    number = re.search(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*$", plain.strip("()"))
    stem = "annex" if plain.startswith(("別表", "別紙")) else "table"
    dash = "-" if number and not number[0][0].isdigit() else ""
    return ids_for([f"{stem}{dash}{number[0]}"] if number else [f"{stem}{len(taken) + 1}"], stem, taken)[0]


def _with_units(tables: Sequence[DraftTable]) -> Iterator[DraftTable]:
    """Yield the tables; one without a unit has that of all others, where they have the same."""
    units = {table.unit for table in tables if table.unit}
    for table in tables:
        has_figures = any(column.role in NUMBER_ROLES and not column.unit for column in table.columns)
        if has_figures and not table.unit and len(units) == 1:
            unit = next(iter(units))
            sentence = message(
                en="no unit is printed; that of the other tables is taken: {unit}",
                ja="単位が印刷されていません。ほかの表の単位を読みました: {unit}",
                unit=unit,
            )
            taken = (*table.taken, Taken(table.place, sentence))
            yield table._replace(unit=unit, unit_is_printed=False, taken=taken)
        else:
            yield table


def _lost(page: Page, tables: Sequence[DraftTable]) -> Iterator[Doubt]:
    """Yield the captions that no table follows; on a page without tables, all headings that look like one."""
    labels = {table.label for table in tables}
    for part in page.parts:
        if not isinstance(part, Passage) or "。" in part.text:
            continue
        is_lost = is_numbered(part.text) and caption_of([part]).label not in labels
        if is_lost or (not tables and is_caption(part.text)):
            sentence = message(
                en="no table follows this caption: {caption}",
                ja="この見出しの後に表がありません: {caption}",
                caption=part.text,
            )
            yield doubt(part.place, sentence)


def _unknown(tables: Sequence[DraftTable]) -> Iterator[str]:
    """Yield the headings of figures that the program has neither a concept nor a word for."""
    found = dict.fromkeys(
        column.label
        for table in tables
        for column in table.columns
        if column.role in NUMBER_ROLES and column.id.startswith("column-") and not concept_of(column.label)
    )
    yield from (label for label in found if label)
