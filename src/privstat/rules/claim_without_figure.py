from collections.abc import Iterator
from decimal import Decimal

from privstat.model import Claim, Dataset, Number
from privstat.place import Origin
from privstat.prose import figures, states
from privstat.validate import PASSED, Severity, Verdict, failed, rule
from privstat.words import Message, message

_MOST_FIGURES = 10  # of a sentence, those nearest to the claim


@rule("P003", "claim-without-figure", Severity.WARNING)
def claim_without_figure(dataset: Dataset) -> Iterator[Verdict]:
    """A figure of a claim that its own sentence does not state.

    The sentence is recorded word for word, so the figure must be in it: 46,896件, 3万808枚, 44・6% and 一件 are
    understood, and 約 or 余り allow a tenth more or less. Years, dates and the numbers of tables are no figures. A
    claim of 0 may stand in words (行いませんでした), and a sentence without any number says nothing either way.

        [tables.annex1]
        label   = "別表1"
        title   = "更新処理件数"
        columns = [{ id = "updates", ja = "更新処理件数" }]
        rows    = [{ updates = 46896 }]

        [[claims]]
        ja     = "令和2年度は、別表1のとおり46,986件の更新処理を行いました。"
        equals = { "annex1.updates" = 46896 }

    claim の数値が、その文の中にありません。

    文は紙面のとおりに記録するので、数値はその中にあるはずです。46,896件、3万808枚、44・6%、一件などの書き方を読み取り、
    「約」や「余り」があれば 1 割の違いまで認めます。年、日付、表番号は数値とみなしません。0 の claim は言葉だけでも
    よく(行いませんでした)、数のない文からは何も言えません。
    """
    for claim in dataset.claims:
        found = figures(claim.text.ja)
        for number, origin in _stated(claim):
            if states(claim.text.ja, number):
                yield PASSED
            elif found:
                yield failed(_sentence(number, found), origin, claim.origin.at("ja"))


def _stated(claim: Claim) -> Iterator[tuple[Number, Origin]]:
    for address, number in claim.equals.items():
        yield number, claim.origin.at("equals", address)
    if claim.value is not None:
        yield claim.value, claim.origin.at("value")


def _sentence(number: Number, found: frozenset[Decimal]) -> Message:
    nearest = sorted(found, key=lambda each: abs(each - Decimal(number)))[:_MOST_FIGURES]
    return message(
        en="the claim is {number:,}, but its sentence says {found} ({difference:+,})",
        ja="claim は {number:,} ですが、文には {found} とあります({difference:+,})",
        number=number,
        found=", ".join(f"{each:,}" for each in sorted(nearest)),
        difference=nearest[0] - number,
    )
