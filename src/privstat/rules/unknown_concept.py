from collections.abc import Iterator

from privstat.codelists import Role
from privstat.concepts import concept_lists
from privstat.errors import did_you_mean
from privstat.model import Code, Dataset
from privstat.place import Origin
from privstat.validate import PASSED, Verdict, failed, rule
from privstat.words import message


@rule("S009", "unknown-concept")
def unknown_concept(dataset: Dataset) -> Iterator[Verdict]:
    """A concept that no shared code list has.

    Concepts tie the words of a publisher to a shared list, so that 開示, 全部開示 and 公開 can be compared
    while each keeps its printed label. They are written list:code; `outcome` is such a list.

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "disclosed", ja = "開示", concept = "outcome:ful" }]
        rows    = [{ disclosed = 35 }]

    共通コード表にない概念です。

    概念は、団体ごとの言葉を共通のコード表に結び付けます。開示、全部開示、公開は、印刷された語のまま比較できます。
    「表:コード」の形で書きます。outcome はその一つです。
    """
    known = {f"{name}:{code}" for name, codes in concept_lists().items() for code in codes}
    for concept, origin in _concepts(dataset):
        if concept in known:
            yield PASSED
        else:
            sentence = message(
                en="there is no concept '{concept}'{guess}",
                ja="「{concept}」という概念はありません{guess}",
                concept=concept,
                guess=did_you_mean(concept, known),
            )
            yield failed(sentence, origin)


def _concepts(dataset: Dataset) -> Iterator[tuple[str, Origin]]:
    for table in dataset.tables:
        for column in table.columns:
            if column.concept:
                yield column.concept, column.origin.at("concept")
            for index, code in enumerate(column.codes):
                if code.concept:
                    yield code.concept, column.origin.at("codes", index, "concept")
        for column in table.columns:
            if column.role is Role.DIMENSION and not column.codes:
                for cell in (row.cells[column.id] for row in table.rows):
                    if isinstance(cell.value, Code) and cell.value.concept:
                        yield cell.value.concept, cell.origin.at("concept")
