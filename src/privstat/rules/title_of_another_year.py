from collections.abc import Iterator

from privstat.codelists import Role
from privstat.model import Dataset
from privstat.place import Origin
from privstat.printed_years import printed_years
from privstat.validate import PASSED, Severity, Verdict, failed, rule
from privstat.words import Text, message


@rule("Y004", "title-of-another-year", Severity.INFORMATION)
def title_of_another_year(dataset: Dataset) -> Iterator[Verdict]:
    """A title that names fiscal years, but not that of the dataset.

    The titles of the dataset and of its tables are looked at, but not those of tables over several years. A title may
    well speak of another year; or the file was copied from that of last year.

        [tables.annex1]
        label   = "別表1"
        title   = "令和元年度の更新処理件数"
        columns = [{ id = "updates", ja = "更新処理件数" }]
        rows    = [{ updates = 46896 }]

    題名に年度がありますが、データセットの年度ではありません。

    データセットの題名と、単年度の表の題名を調べます。ほかの年度を述べる題名もありますが、前年度のファイルを写したのかも
    しれません。
    """
    for title, origin in _titles(dataset):
        years = [each.years for each in printed_years(title.ja) if each.fiscal]
        year = dataset.edition.fiscal_year
        if not years or any(year.start in each for each in years):
            yield PASSED
            continue
        sentence = message(
            en="'{title}' names another year than that of the dataset, {year}",
            ja="「{title}」の年度は、データセットの{year}ではありません",
            title=title.ja,
            year=year.words,
        )
        yield failed(sentence, origin, dataset.edition.origin.at("fiscal-year"))


def _titles(dataset: Dataset) -> Iterator[tuple[Text, Origin]]:
    yield dataset.edition.title, dataset.edition.origin.at("title")
    for table in dataset.tables:
        if not any(column.role is Role.FISCAL_YEAR for column in table.columns):
            yield table.title, table.origin.at("title")
