from collections.abc import Iterable, Iterator, Sequence

from privstat.categories import Category, Changes, Succession, successions
from privstat.model import Dataset
from privstat.validate import PASSED, Severity, Verdict, failed, rule_between
from privstat.words import Message, Text, message

_MOST_NAMES = 10  # in one sentence; all have their places


@rule_between("Y012", "categories-changed", Severity.INFORMATION)
def categories_changed(publisher: Sequence[Dataset]) -> Iterator[Verdict]:
    """Columns or items of a table that came, went or got another name since the page before.

    Totals and shares over a list that has changed are not comparable as they stand. A column keeps its id as long
    as it means the same, whatever it is called; what has come and gone is told, so that a reader can judge.

        # fy2020.toml
        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }, { id = "refused", ja = "非開示" }]
        rows    = [{ requests = 59, refused = 3 }]

        # fy2021.toml
        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [
          { id = "requests", ja = "請求件数" },
          { id = "refused", ja = "不開示" },
          { id = "absent", ja = "不存在" },
        ]
        rows    = [{ requests = 64, refused = 5, absent = 18 }]

    表の列や項目が、前のページから増えた、減った、または名前が変わりました。

    一覧が変わると、合計や割合はそのままでは比べられません。名前が変わっても意味が同じなら、列の id はそのままにします。
    何が増えて何が減ったかを知らせるので、読む人が判断できます。
    """
    yield from map(_verdict, successions(publisher))


def _verdict(succession: Succession) -> Verdict:
    before, here, now, found = succession
    if not (found.added or found.removed or found.renamed):
        return PASSED
    sentence = message(
        en="{table}, {list}: since {year} {changes}",
        ja="{table}の{list}: {year}から、{changes}",
        table=here.label,
        list=now.name,
        year=before.edition.fiscal_year.words,
        changes=_together(_sentences(found)),
    )
    new = [each.origin for each in (*found.added, *(later for _, later in found.renamed))]
    old = [each.origin for each in (*found.removed, *(earlier for earlier, _ in found.renamed))]
    return failed(sentence, *(new or [now.origin]), *old)


def _sentences(found: Changes) -> Iterator[Message]:
    if found.added:
        yield message(en="{names} came", ja="{names}が増えました", names=_names(found.added))
    if found.removed:
        yield message(en="{names} went", ja="{names}がなくなりました", names=_names(found.removed))
    for earlier, later in found.renamed:
        yield message(
            en="{earlier} is called {later}",
            ja="{earlier}が{later}になりました",
            earlier=earlier.label,
            later=later.label,
        )


def _names(categories: Sequence[Category]) -> Text:
    names = [each.label for each in categories[:_MOST_NAMES]]
    more = len(categories) - len(names)
    return Text(
        en=", ".join(each.to("en") for each in names) + (f" and {more} more" if more else ""),
        ja="、".join(each.to("ja") for each in names) + (f"ほか {more} 件" if more else ""),
    )


def _together(sentences: Iterable[Message]) -> Text:
    sentences = list(sentences)
    return Text(en="; ".join(each.to("en") for each in sentences), ja="。".join(each.to("ja") for each in sentences))
