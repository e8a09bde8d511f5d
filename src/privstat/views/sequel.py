"""What became of a file in that of another year, and what a person must look at."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from privstat.codelists import NUMBER_ROLES
from privstat.next_year import Moved, Sequel
from privstat.sheet import Sheet
from privstat.words import Language, Text, message

_WRITTEN = Text(
    en="{path}: {year}, made from {source}; {figures:,} figures and {texts:,} texts are to be entered",
    ja="{path}: {source} から作った{year}のファイル。未入力の数値 {figures:,}、文字 {texts:,}",
)
_MOVED = Text(en="Moved:", ja="年を変えたところ:")
_LOOK = Text(en="Look at:", ja="確かめるところ:")
_ROW = r"\.rows\.\d+\."


class SequelView(NamedTuple):
    """A file that was written, and the path of the one that it was made from."""

    path: str
    source: str
    sequel: Sequel

    @property
    def _figures(self) -> int:
        return sum(cell.column.role in NUMBER_ROLES for cell in self.sequel.waiting)

    def as_object(self) -> dict[str, object]:
        return {
            "path": self.path,
            "source": self.source,
            "fiscal_year": self.sequel.year.start,
            "figures": self._figures,
            "texts": len(self.sequel.waiting) - self._figures,
            "moved": [each._asdict() for each in self.sequel.moved],
            "look": [{"message": each.to("en"), "message_ja": each.to("ja")} for each in self.sequel.questions],
        }

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        names = ("kind", "where", "before", "after", "message")
        empty = dict.fromkeys(names)
        moved = [{**empty, "kind": "moved", **each._asdict()} for each in self.sequel.moved]
        look = [{**empty, "kind": "look", "message": each.to("en")} for each in self.sequel.questions]
        return names, [*moved, *look]

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        written = message(
            en=_WRITTEN.en,
            ja=_WRITTEN.ja,
            path=self.path,
            year=self.sequel.year.words,
            source=self.source,
            figures=self._figures,
            texts=len(self.sequel.waiting) - self._figures,
        )
        look = tuple(f"  {each.to(lang)}" for each in self.sequel.questions)
        return [
            Sheet(remarks=(written.to(lang),)),
            Sheet(remarks=(_MOVED.to(lang), *_lines(self.sequel.moved))),
            *([Sheet(remarks=(_LOOK.to(lang), *look))] if look else []),
        ]


def _lines(moved: Sequence[Moved]) -> Iterator[str]:
    """Yield a line for each thing that was moved; one for all rows of a column."""
    in_order = sorted(moved, key=lambda each: _column(each.where))
    for where, group in groupby(in_order, key=lambda each: _column(each.where)):
        found = list(group)
        ends = [found[0], found[-1]] if len(found) > 1 else found
        before, after = " … ".join(each.before for each in ends), " … ".join(each.after for each in ends)
        yield f"  {where}: {before} → {after}"


def _column(where: str) -> str:
    return re.sub(_ROW, ".rows.*.", where)
