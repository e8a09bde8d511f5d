from collections.abc import Iterator
from itertools import pairwise

from privstat.model import Dataset
from privstat.prose import plain
from privstat.validate import PASSED, Severity, Verdict, failed, rule
from privstat.words import message


@rule("P004", "tables-out-of-order", Severity.INFORMATION)
def tables_out_of_order(dataset: Dataset) -> Iterator[Verdict]:
    """Tables that stand in another order than their source prints them.

    The file looks like the page, so that somebody can check one beside the other.

        [[sources]]
        id     = "newsletter"
        title  = "広報みたか"
        tables = ["表1", "表2"]

        [tables.table2]
        label   = "表2"
        title   = "審査請求"
        columns = [{ id = "reviews", ja = "審査請求" }]
        rows    = [{ reviews = 1 }]

        [tables.table1]
        label   = "表1"
        title   = "請求件数"
        columns = [{ id = "requests", ja = "請求件数" }]
        rows    = [{ requests = 59 }]

    表の順序が、出典の紙面と違います。

    ファイルは紙面と同じ並びにします。並べて確かめやすくするためです。
    """
    for source in dataset.sources:
        printed = {plain(number): place for place, number in reversed(list(enumerate(source.numbers)))}
        tables = [table for table in dataset.tables if table.source == source and plain(table.label) in printed]
        for before, here in pairwise(tables):
            if printed[plain(before.label)] <= printed[plain(here.label)]:
                yield PASSED
            else:
                sentence = message(
                    en="{here} stands after {before}, but the page prints it before",
                    ja="{here}が{before}の後にありますが、紙面では前にあります",
                    here=here.label,
                    before=before.label,
                )
                yield failed(sentence, here.origin.at("label"), before.origin.at("label"))
