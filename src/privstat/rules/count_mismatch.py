from collections.abc import Iterator

from privstat.model import Dataset
from privstat.validate import PASSED, Verdict, corrected_or_failed, rule, undecided
from privstat.words import message


@rule("T004", "count-mismatch")
def count_mismatch(dataset: Dataset) -> Iterator[Verdict]:
    """A count that is not the number of the names listed beside it.

    表4 counts the notifications of each department and names them; a check with `count` and `names` ties the
    two columns together.

        [tables.table4]
        label   = "表4"
        title   = "届出書の内訳"
        columns = [
          { id = "notifications", ja = "届け出件数" },
          { id = "operations", ja = "事務の名称", role = "text" },
        ]
        rows    = [{ notifications = 3, operations = ["学校徴収金収納事務", "学習支援事務"] }]

        [[tables.table4.checks]]
        count = "notifications"
        names = "operations"

    件数が、隣に並ぶ名前の数と違います。

    表4は所管ごとの届け出件数とその名称を載せています。count と names を持つ check が二つの列を結び付けます。
    """
    for table in dataset.tables:
        for check in table.checks:
            if not check.counted or not check.names:
                continue
            for row in table.rows:
                count, names = row.cells[check.counted], row.cells[check.names]
                listed = len(names.texts)
                if count.number is None:
                    yield undecided([count], count.origin, names.origin)
                elif count.number == listed:
                    yield PASSED
                else:
                    sentence = message(
                        en="{column} is {count:,}, but {listed:,} are named ({difference:+,})",
                        ja="{column}は {count:,} ですが、名前は {listed:,} あります({difference:+,})",
                        column=count.column.label,
                        count=count.number,
                        listed=listed,
                        difference=listed - count.number,
                    )
                    yield corrected_or_failed(count, count.corrected == listed, sentence, count.origin, names.origin)
