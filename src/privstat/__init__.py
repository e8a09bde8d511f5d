"""Small, footnoted official statistics: load a catalog, get a table, a cell with its notes and place, sums, a trend."""

TYPE_CHECKING = False  # type checkers know better; to import `typing` would cost every call from the shell 10 ms
if TYPE_CHECKING:
    from privstat.catalog import Catalog as Catalog
    from privstat.codelists import Status as Status
    from privstat.diff import Difference as Difference
    from privstat.diff import differences as differences
    from privstat.errors import PrivstatError as PrivstatError
    from privstat.load import load_catalog as load_catalog
    from privstat.load import load_dataset as load_dataset
    from privstat.load import load_text as load_text
    from privstat.model import Cell as Cell
    from privstat.model import Dataset as Dataset
    from privstat.model import Footnote as Footnote
    from privstat.model import Row as Row
    from privstat.model import Table as Table
    from privstat.period import FiscalYear as FiscalYear
    from privstat.period import Month as Month
    from privstat.repair import Diagnosis as Diagnosis
    from privstat.repair import Repair as Repair
    from privstat.repair import diagnoses as diagnoses
    from privstat.totals import Sum as Sum
    from privstat.totals import sums as sums
    from privstat.trend import Point as Point
    from privstat.trend import Trend as Trend
    from privstat.trend import trend_of as trend_of
    from privstat.validate import Finding as Finding
    from privstat.validate import Outcome as Outcome
    from privstat.validate import Validation as Validation
    from privstat.validate import validation as validation
    from privstat.vintages import History as History
    from privstat.vintages import Vintage as Vintage
    from privstat.vintages import history_of as history_of
    from privstat.vintages import vintages_of_tables as vintages_of_tables
    from privstat.write import as_toml as as_toml

__version__ = "0.1.0"

_HOMES = {
    "Catalog": "catalog",
    "Cell": "model",
    "Dataset": "model",
    "Diagnosis": "repair",
    "Difference": "diff",
    "Finding": "validate",
    "FiscalYear": "period",
    "Footnote": "model",
    "History": "vintages",
    "Month": "period",
    "Outcome": "validate",
    "Point": "trend",
    "PrivstatError": "errors",
    "Repair": "repair",
    "Row": "model",
    "Status": "codelists",
    "Sum": "totals",
    "Table": "model",
    "Trend": "trend",
    "Validation": "validate",
    "Vintage": "vintages",
    "as_toml": "write",
    "diagnoses": "repair",
    "differences": "diff",
    "history_of": "vintages",
    "load_catalog": "load",
    "load_dataset": "load",
    "load_text": "load",
    "sums": "totals",
    "trend_of": "trend",
    "validation": "validate",
    "vintages_of_tables": "vintages",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'privstat' has no attribute '{name}'")
    from importlib import import_module

    found: object = getattr(import_module(f"privstat.{_HOMES[name]}"), name)
    return found
