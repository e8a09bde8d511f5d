from collections.abc import Iterator

from privstat.model import Dataset
from privstat.validate import PASSED, Verdict, corrected_or_failed, rule
from privstat.words import message


@rule("T003", "of-which-exceeds")
def of_which_exceeds(dataset: Dataset) -> Iterator[Verdict]:
    """A part in brackets that is more than the figure that it is a part of.

    「120 (3)」 with brackets for うち or 内数 is { value = 120, of-which = 3 }: 3 of the 120.

        [tables.requests]
        label   = "表1"
        title   = "請求件数"
        columns = [{ id = "requests", ja = "請求" }]
        rows    = [{ requests = { value = 3, of-which = 120, printed = "3 (120)" } }]

    括弧の中の内数が、もとの数を上回っています。

    「120 (3)」の括弧が「うち」や内数の場合、{ value = 120, of-which = 3 } と書きます。120 のうち 3 です。
    """
    for table in dataset.tables:
        for cell in table.all_cells:
            if cell.of_which is None or cell.number is None:
                continue
            if cell.of_which <= cell.number:
                yield PASSED
            else:
                sentence = message(
                    en="{part:,} of {value:,} is more than all of it",
                    ja="{value:,} のうち {part:,} は全体を上回ります",
                    part=cell.of_which,
                    value=cell.number,
                )
                holds = cell.corrected is not None and cell.of_which <= cell.corrected
                yield corrected_or_failed(cell, holds, sentence, cell.origin.at("of-which"))
