from collections.abc import Iterator, Sequence
from itertools import pairwise

from privstat.codelists import Role
from privstat.model import Cell, Dataset, Row
from privstat.relations import accounting_note, explained
from privstat.validate import PASSED, Severity, Verdict, failed, rule
from privstat.words import Message, Text

_FLOOR = 100  # a figure of three digits is the same by chance once in hundreds of rows
_FLOOR_BESIDE_OTHERS = 1000  # where other figures differ, whoever typed them was in the right row
_FLOOR_OF_ROWS = 10  # the same for two figures of a row that repeats as a whole


@rule("T021", "repeated-figures", Severity.WARNING)
def repeated_figures(dataset: Dataset) -> Iterator[Verdict]:
    """The same figure, or the same whole row, twice in a row.

    Whoever copies a table by hand reads a line twice now and then. A figure of three digits or more that stands in
    two rows beneath each other is told, or of four where other figures of these rows differ, and so is a row that
    repeats all of its figures, at least two of them with two digits. Smaller ones repeat by nature. A note on the
    figure whose reason is break, definition or other accounts for it.

        [tables.annex1]
        label   = "別表1"
        title   = "更新処理件数"
        columns = [
          { id = "office", ja = "窓口", role = "dimension" },
          { id = "updates", ja = "更新処理件数" },
        ]
        rows    = [
          { office = { id = "main", ja = "本庁" }, updates = 5774 },
          { office = { id = "east", ja = "東部" }, updates = 2652 },
          { office = { id = "west", ja = "西部" }, updates = 2652 },
        ]

    同じ数値、または同じ行が、続けて二度あります。

    表を手で写すと、同じ行を二度読むことがあります。上下に並ぶ 2 行に同じ 3 桁以上(ほかの数値が違えば 4 桁以上)の数値が
    ある場合と、すべての数値が同じ行(2 桁以上が二つ以上)が続く場合に知らせます。小さい数は自然に重なります。理由が
    break、definition、other の注がその数値に付いていれば、説明されたものとします。
    """
    for table in dataset.tables:
        columns = [column.id for column in table.columns if column.role is Role.COUNT]
        found = [verdict for pair in pairwise(table.rows) for verdict in _verdicts(columns, *pair)]
        yield from found
        if columns and len(table.rows) > 1 and not found:
            yield PASSED


def _verdicts(columns: Sequence[str], before: Row, here: Row) -> Iterator[Verdict]:
    """Yield what is to be said of two rows beneath each other: of all of their figures at once, or of each."""
    pairs = [(here.cells[column], before.cells[column]) for column in columns]
    same = [(cell, above) for cell, above in pairs if cell.corrected is not None and cell.corrected == above.corrected]
    if len(same) == len(pairs) and sum((cell.corrected or 0) >= _FLOOR_OF_ROWS for cell, _ in same) > 1:
        yield _verdict(_ROW, same)
    else:
        floor = _FLOOR if len(same) == len(pairs) else _FLOOR_BESIDE_OTHERS
        yield from (_verdict(_FIGURE, [pair]) for pair in same if (pair[0].corrected or 0) >= floor)


def _verdict(template: Text, pairs: Sequence[tuple[Cell, Cell]]) -> Verdict:
    cells = [cell for cell, _ in pairs] + [above for _, above in pairs]
    figures = ", ".join(f"{cell.corrected:,}" for cell, _ in pairs)
    note = accounting_note(cells[0], [pairs[0][1]])
    sentence = Message(template, {"figures": figures, "column": cells[0].column.label, "above": cells[-1].address})
    verdict = failed(sentence, *(cell.origin for cell in cells))
    return explained(verdict, note) if note else verdict._replace(sentence=Message(_COPIED, {"same": sentence}))


_COPIED = Text(en="{same}; was it copied twice?", ja="{same}。二度写していませんか")
_ROW = Text(
    en="the whole row ({figures}) is the same as the one above it",
    ja="行のすべての数値({figures})が上の行と同じです",
)
_FIGURE = Text(
    en="{column} is {figures}, as in the row above it ({above})",
    ja="{column}の {figures} は上の行({above})と同じです",
)
