from collections.abc import Iterator, Sequence

from privstat.model import Dataset
from privstat.place import Origin
from privstat.rules._carriers import Carrier, successive_carriers
from privstat.validate import PASSED, Verdict, failed, rule_between
from privstat.words import message


@rule_between("Y014", "mixed-series")
def mixed_series(publisher: Sequence[Dataset]) -> Iterator[Verdict]:
    """A series that is a flow in one year and a stock in another, or has another unit.

    Cards issued in a year and cards held at its end are two figures, and so are cards and thousands of cards. They
    are never joined: `trend` refuses such a series. What is really another figure gets an id of its own.

        # fy2020.toml
        [tables.annex2]
        label   = "別表2"
        title   = "交付件数"
        columns = [{ id = "cards", ja = "マイナンバーカード" }]
        rows    = [{ cards = 19696 }]

        [[series]]
        id      = "mynumber-cards"
        measure = "annex2.cards"
        kind    = "flow"

        # fy2021.toml
        [tables.annex2]
        label   = "別表2"
        title   = "交付枚数(累計)"
        columns = [{ id = "cards", ja = "マイナンバーカード" }]
        rows    = [{ cards = 58213 }]

        [[series]]
        id      = "mynumber-cards"
        measure = "annex2.cards"
        kind    = "stock"

    ある年度ではフロー、別の年度ではストックであるか、単位が違う系列です。

    1 年間の交付枚数と年度末の保有枚数は別の数値です。枚と千枚も同じです。これらはつなげません(trend も拒みます)。
    別の数値には別の id を付けます。
    """
    for before, here in successive_carriers(publisher):
        yield from _verdicts(before, here)


def _verdicts(before: Carrier, here: Carrier) -> Iterator[Verdict]:
    for (was, old_place), (now, new_place) in zip(_nature(before), _nature(here), strict=True):
        if was == now:
            yield PASSED
        else:
            sentence = message(
                en="{series} cannot be joined: it is '{now}' here, but '{was}' in {edition}",
                ja="{series} はつなげません。ここでは「{now}」、{edition} では「{was}」です",
                series=here.series.id,
                now=now,
                was=was,
                edition=before.dataset.edition.id,
            )
            yield failed(sentence, new_place, old_place)


def _nature(carrier: Carrier) -> Iterator[tuple[str, Origin]]:
    """Yield whether a series is a flow or a stock, and its unit, each with its place."""
    series = carrier.series
    yield series.kind, series.origin.at("kind")
    column = carrier.figures[0][1].column
    unit = column.unit or carrier.table.unit
    yield unit.ja if unit else "", (column if column.unit else carrier.table).origin.at("unit")
