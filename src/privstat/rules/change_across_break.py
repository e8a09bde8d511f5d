from collections.abc import Iterator, Sequence

from privstat.codelists import Reason, Status
from privstat.model import Cell, Dataset
from privstat.period import FiscalYear
from privstat.place import Origin
from privstat.relations import explained
from privstat.rules._carriers import Carrier, successive_carriers
from privstat.trend import FIRST_YEAR_OF_THE_ACT
from privstat.validate import PASSED, Severity, Verdict, failed, rule_between
from privstat.words import Message, Text, message


@rule_between("Y015", "change-across-break", Severity.WARNING)
def change_across_break(publisher: Sequence[Dataset]) -> Iterator[Verdict]:
    """A series goes on after its definition or its legal frame changed, and nothing on the figure says so.

    The first figure of the newer page needs the status break, or a note whose reason is break: then no change is
    computed, and a reader sees why. Where the frame changes (regime) none is computed anyway, unless the series has
    any-regime = true; where only a note on the definition came, went or changed, one is.

        # fy2022.toml
        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }]
        rows    = [{ requests = 59 }]

        [[tables.table6.notes]]
        mark   = "注1"
        at     = ["requests"]
        reason = "definition"
        ja     = "取下げを除く。"

        [[series]]
        id      = "disclosure-requests"
        measure = "table6.requests"
        kind    = "flow"

        # fy2023.toml
        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }]
        rows    = [{ requests = 64 }]

        [[series]]
        id      = "disclosure-requests"
        measure = "table6.requests"
        kind    = "flow"

    定義か根拠となる制度が変わった後も系列が続いていますが、数値にその印がありません。

    新しいページの最初の数値に、状態 break か、理由が break の注を付けます。そうすれば増減は計算されず、その訳も
    分かります。制度(regime)が変わる場合は、any-regime = true の系列を除き、もともと計算しません。定義の注が増えた、
    なくなった、または変わっただけの場合は計算してしまいます。
    """
    for before, here in successive_carriers(publisher):
        old = max(before.figures, key=_year)
        later = [figure for figure in here.figures if _year(figure) > _year(old)]
        if later:
            yield _verdict(before, old, here, min(later, key=_year))


Figure = tuple[FiscalYear, Cell]


def _verdict(before: Carrier, old: Figure, here: Carrier, new: Figure) -> Verdict:
    """Return what is to be said of the last figure of a page and the first of the next page that is newer."""
    if not (why := _frame_changed(before, old, here, new) or _definition_changed(old, new)):
        return PASSED
    cell = new[1]
    note = next((note for note in cell.notes if note.reason is Reason.BREAK), None)
    is_marked = note is not None or cell.status is Status.BREAK
    sentence = message(
        en="{series}, {old} to {new}: {why}{end}",
        ja="{series}、{old}から{new}: {why}{end}",
        series=here.series.id,
        old=_year(old).words,
        new=_year(new).words,
        why=why[0],
        end=_MARKED if is_marked else _NOT_MARKED,
    )
    verdict = failed(sentence, cell.origin, old[1].origin, *why[1])
    return explained(verdict, note) if is_marked else verdict


_FRAME = Text(en="the legal frame changed from '{old}' to '{new}'", ja="制度が {old} から {new} に変わりました")
_DEFINITION = Text(en="the notes on the definition changed ({note})", ja="定義の注が変わりました({note})")
_MARKED = Text(en="; the figure is marked as a break", ja="。数値には断絶の印があります")
_NOT_MARKED = Text(
    en="; mark the figure with the status break, or with a note of this reason",
    ja="。数値に状態 break か、その理由の注を付けてください",
)


Why = tuple[Message, list[Origin]]


def _frame_changed(before: Carrier, old: Figure, here: Carrier, new: Figure) -> Why | None:
    frames = _frame(before, _year(old)), _frame(here, _year(new))
    if frames[0] == frames[1] or here.series.any_regime:
        return None
    places = [each.dataset.edition.origin.at("regime") for each in (here, before)]
    return Message(_FRAME, {"old": frames[0], "new": frames[1]}), places


def _frame(carrier: Carrier, year: FiscalYear) -> str:
    """Return the legal frame that a year's figures were counted in, whichever page prints them later."""
    return "ordinance" if year.start < FIRST_YEAR_OF_THE_ACT else carrier.dataset.edition.regime


def _definition_changed(old: Figure, new: Figure) -> Why | None:
    """Return the notes on the definition that only one of two figures has, those of the newer one first."""
    both = [[note for note in cell.notes if note.reason is Reason.DEFINITION] for _, cell in (new, old)]
    texts = [{note.text.ja for note in notes} for notes in both]
    changed = [note for notes in both for note in notes if not all(note.text.ja in side for side in texts)]
    return (Message(_DEFINITION, {"note": changed[0].text}), [note.origin for note in changed]) if changed else None


def _year(figure: Figure) -> FiscalYear:
    return figure[0]
