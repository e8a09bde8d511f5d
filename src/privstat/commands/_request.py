"""The options that commands share."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

from privstat import registry
from privstat.catalog import Catalog
from privstat.commandline import Argument, Option
from privstat.commands._output import answer
from privstat.errors import PrivstatError
from privstat.load import load_catalog
from privstat.sheet import View
from privstat.words import LANGUAGES, Text, preferred_language

LANG = Option(
    "--lang",
    Text(
        en="The language of labels and messages; else $PRIVSTAT_LANG, else the locale.",
        ja="ラベルとメッセージの言語。既定は $PRIVSTAT_LANG、次にロケール。",
    ),
    choices=lambda: LANGUAGES,
)
FORMAT = Option(
    "--format",
    Text(en="The form of the output.", ja="出力の形式。"),
    choices=lambda: registry.names("exporters"),
)
JSON = Option("--json", Text(en="Short for --format json.", ja="--format json の短縮形。"))
DATA = Option(
    "--data",
    Text(
        en="A dataset, or a folder of them; else $PRIVSTAT_DATA, else ./data, else the data installed with privstat.",
        ja="データセットまたはそのフォルダー。既定は $PRIVSTAT_DATA、次に ./data、次に付属のデータ。",
    ),
    "FILE|DIR",
)
AREA = Option(
    "--area",
    Text(en="Only this municipality: its code or name.", ja="この団体だけ。コードまたは名前。"),
    "AREA",
)


class Nothing(NamedTuple):
    """For a command that has only one answer."""


class Output(NamedTuple):
    """How an answer is to look."""

    lang: Annotated[str | None, LANG] = None
    format: Annotated[str, FORMAT] = "text"
    json: Annotated[bool, JSON] = False

    def answer(self, view: View) -> None:
        """Print a result."""
        answer(view, preferred_language(self.lang), "json" if self.json else self.format)


class Request(NamedTuple):
    """What an answer is to be about, and how it is to look."""

    data: Annotated[str | None, DATA] = None
    area: Annotated[str | None, AREA] = None
    lang: Annotated[str | None, LANG] = None
    format: Annotated[str, FORMAT] = "text"
    json: Annotated[bool, JSON] = False

    @property
    def catalog(self) -> Catalog:
        """The datasets asked for."""
        return load_catalog(self.data).of_area(self.area)

    def answer(self, view: View) -> None:
        """Print a result."""
        Output(self.lang, self.format, self.json).answer(view)


def table_names() -> Sequence[str]:
    """Return the tables that the shell may complete."""
    return [table.id for table in _catalog_or_none().tables()]


def series_names() -> Sequence[str]:
    """Return the series that the shell may complete."""
    return [series.id for dataset in _catalog_or_none().datasets for series in dataset.series]


SERIES = Argument(
    Text(
        en="A series, such as mynumber-cards; `privstat list` has them all.",
        ja="系列。例: mynumber-cards。一覧は privstat list。",
    ),
    "SERIES",
    series_names,
)


def _catalog_or_none() -> Catalog:
    try:
        return load_catalog()
    except PrivstatError:
        return Catalog(())
