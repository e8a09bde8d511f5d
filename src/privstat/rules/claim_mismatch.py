from collections.abc import Iterator

from privstat.model import Dataset
from privstat.validate import PASSED, Verdict, failed, rule, undecided
from privstat.words import message


@rule("P001", "claim-mismatch")
def claim_mismatch(dataset: Dataset) -> Iterator[Verdict]:
    """The prose states another figure than the table.

    The article around the tables repeats some of their figures. Each such sentence is recorded as a claim,
    and checks a cell for free.

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "reviews", ja = "審査請求" }]
        rows    = [{ reviews = 2 }]

        [[claims]]
        ja     = "審査請求が1件あり"
        equals = { "table6.reviews" = 1 }

    本文の数値が表と違います。

    表のまわりの記事は、表の数値の一部を繰り返しています。そうした文を claim として記録すると、セルの確認になります。
    """
    for claim in dataset.claims:
        for address, stated in claim.equals.items():
            cell = next(dataset.cells(address))
            origin = claim.origin.at("equals", address)
            if cell.number is None:
                yield undecided([cell], origin, cell.origin)
            elif cell.number == stated:
                yield PASSED
            else:
                sentence = message(
                    en="the prose says {stated:,}, but {address} is {number:,} ({difference:+,})",
                    ja="本文には {stated:,} とありますが、{address} は {number:,} です({difference:+,})",
                    stated=stated,
                    address=address,
                    number=cell.number,
                    difference=cell.number - stated,
                )
                yield failed(sentence, origin, cell.origin)
