import os
from typing import Annotated

from privstat.catalog import Catalog
from privstat.commandline import Argument, Option
from privstat.commands._request import Request
from privstat.errors import PrivstatError, listed
from privstat.load import load_dataset
from privstat.model import Dataset
from privstat.next_year import sequel
from privstat.period import FiscalYear
from privstat.rewrite import write_new
from privstat.views.sequel import SequelView
from privstat.words import Text, message

HELP = Text(
    en="""Write the file of another year from one that is there.

    Tables, labels, checks, series and sections stay; years are moved where it is plain which they are; every figure
    becomes a cell that is not entered yet. What was moved is listed, and what a person must look at. `privstat
    validate` then says what is missing, and `privstat enter` asks for it.""",
    ja="""今あるファイルから、別の年度のファイルを作る。

    表、ラベル、check、系列、節はそのまま。年は、明らかなところだけ変える。数値はすべて未入力のセルになる。変えたところと、
    人が確かめるところを一覧にする。足りないものは privstat validate が示し、privstat enter が尋ねる。""",
)

YEAR = Argument(
    Text(en="The fiscal year: 2021, R3, 令和3年度.", ja="年度: 2021、R3、令和3年度。"),
    "YEAR",
)
FROM = Option(
    "--from",
    Text(
        en="The file to begin with; else the newest before the year among those of --data.",
        ja="もとにするファイル。既定は --data のうち、その年度より前で最も新しいもの。",
    ),
    "PATH",
)
OUTPUT = Option(
    "-o",
    Text(
        en="The file to write; else fy2021.toml beside the old one.",
        ja="書き込むファイル。既定は、もとのファイルと同じフォルダーの fy2021.toml。",
    ),
    "FILE",
)
FORCE = Option("--force", Text(en="Replace a file that is there.", ja="すでにあるファイルを置き換える。"))


class NoneToBeginWith(PrivstatError):
    """No one file that another year's could be made from."""

    def __init__(self, datasets: tuple[Dataset, ...]) -> None:
        super().__init__(
            message(
                en="which file is it to be made from? --from PATH; there are: {paths}",
                ja="もとにするファイルを --from で指定してください。あるもの: {paths}",
                paths=listed(each.edition.path for each in datasets),
            )
        )


def run(
    request: Request,
    *,
    year: Annotated[str, YEAR],
    source: Annotated[str | None, FROM] = None,
    output: Annotated[str | None, OUTPUT] = None,
    force: Annotated[bool, FORCE] = False,
) -> int:
    asked = FiscalYear.parse(year)
    before = load_dataset(source) if source else newest_before(asked, request.catalog)
    made = sequel(before, asked)
    path = output or path_beside(before, asked)
    write_new(path, made.text.encode(), replace=force)
    request.answer(SequelView(path, before.edition.path, made))
    return 0


def newest_before(year: FiscalYear, catalog: Catalog) -> Dataset:
    """Return the newest dataset before a year. Raises NoneToBeginWith where there is none, or of several publishers."""
    earlier = [each for each in catalog.datasets if each.edition.fiscal_year < year]
    if len({each.edition.area.code for each in earlier}) != 1:
        raise NoneToBeginWith(catalog.datasets)
    return max(earlier, key=lambda each: each.edition.fiscal_year)


def path_beside(dataset: Dataset, year: FiscalYear) -> str:
    """Return a path for another year: beside the dataset, or here where that is somewhere else."""
    folder, name = os.path.split(dataset.edition.path)
    old, new = str(dataset.edition.fiscal_year.start), str(year.start)
    name = name.replace(old, new) if old in name else f"fy{new}.toml"
    here = os.path.realpath(os.curdir)
    is_here = os.path.commonpath([here, os.path.realpath(folder or os.curdir)]) == here
    return os.path.join(folder if is_here else "", name)
