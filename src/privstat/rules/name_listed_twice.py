from collections.abc import Iterator

from privstat.codelists import Role
from privstat.model import Cell, Dataset
from privstat.place import Origin
from privstat.prose import plain
from privstat.validate import PASSED, Severity, Verdict, failed, rule
from privstat.words import message


@rule("T020", "name-listed-twice", Severity.WARNING)
def name_listed_twice(dataset: Dataset) -> Iterator[Verdict]:
    """A name that stands twice in the list of one cell.

    A list names different things. A name that was typed twice makes the list as long as its count, while another
    name is missing.

        [tables.table4]
        label   = "表4"
        title   = "届出書の内訳"
        columns = [
          { id = "notifications", ja = "届け出件数" },
          { id = "operations", ja = "事務の名称", role = "text" },
        ]
        rows    = [{ notifications = 2, operations = ["学校徴収金収納事務", "学校徴収金収納事務"] }]

        [[tables.table4.checks]]
        count = "notifications"
        names = "operations"

    一つのセルの一覧に、同じ名前が二度あります。

    一覧の名前はそれぞれ別のものです。同じ名前を二度書くと、件数は合っても、ほかの名前が欠けます。
    """
    for table in dataset.tables:
        for column in table.ids(Role.TEXT):
            for cell in (row.cells[column] for row in table.all_rows if column in row.cells):
                if len(cell.texts) > 1:
                    yield from _verdicts(cell)


def _verdicts(cell: Cell) -> Iterator[Verdict]:
    first: dict[str, int] = {}
    for index, text in enumerate(cell.texts):
        before = first.setdefault(plain(text.ja), index)
        if before == index:
            continue
        sentence = message(
            en="{name} is listed twice, as number {before} and number {here}",
            ja="{name}が {before} 番目と {here} 番目にあります",
            name=text.ja,
            before=before + 1,
            here=index + 1,
        )
        yield failed(sentence, _origin(cell, index), _origin(cell, before))
    if len(first) == len(cell.texts):
        yield PASSED


def _origin(cell: Cell, index: int) -> Origin:
    """Return where an item of a list stands; the Japanese ones may have the list of translations beside them."""
    beside = cell.origin.at("ja", index)
    return beside if beside.place != cell.origin.place else cell.origin.at(index)
