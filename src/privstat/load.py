"""TOML files → the model, with every fault of a file at once and a place for everything in it."""

import os
from collections.abc import Iterable
from itertools import chain, islice

from privstat.build import built
from privstat.catalog import Catalog
from privstat.dataset_format import DATASET
from privstat.errors import Fault, FaultyFile, PrivstatError, UnreadableFile
from privstat.flaws import MOST_FLAWS
from privstat.model import Dataset
from privstat.references import outlines_of, reference_flaws
from privstat.shapes import flaws_of
from privstat.toml_text import Document, read_document
from privstat.words import message

DATA_VARIABLE = "PRIVSTAT_DATA"


class DuplicateDataset(PrivstatError):
    """Two files that say to be the same dataset."""

    def __init__(self, id_: str, first: str, second: str) -> None:
        super().__init__(
            message(
                en="{second}: the dataset '{id}' is also in {first}",
                ja="{second}: データセット「{id}」は {first} にもあります",
                id=id_,
                first=first,
                second=second,
            )
        )


def load_catalog(path: str | os.PathLike[str] | None = None) -> Catalog:
    """Return the catalog of a dataset file, or of the `*.toml` files in a folder.

    Without a path: `$PRIVSTAT_DATA`, else a `data` folder of datasets in the current folder, else the
    datasets that are installed with the program. Raises UnreadableFile, FaultyFile and DuplicateDataset.
    """
    return catalog_of(load_dataset(file) for file in dataset_files(path))


def catalog_of(datasets: Iterable[Dataset]) -> Catalog:
    """Return the catalog of some datasets, sorted by publisher and year. Raises DuplicateDataset."""
    found: dict[str, Dataset] = {}
    for dataset in datasets:
        edition = dataset.edition
        if edition.id in found:
            raise DuplicateDataset(edition.id, found[edition.id].edition.path, edition.path)
        found[edition.id] = dataset
    order = sorted(found.values(), key=lambda each: (each.edition.area.code, each.edition.fiscal_year, each.edition.id))
    return Catalog(tuple(order))


def dataset_files(path: str | os.PathLike[str] | None = None) -> list[str]:
    """Return the paths of the dataset files that `load_catalog` reads, sorted. Raises UnreadableFile."""
    asked = os.fspath(path) if path is not None else os.environ.get(DATA_VARIABLE) or _usual_folder()
    if not os.path.isdir(asked):
        return [asked]
    files = _toml_files(asked)
    if not files:
        why = message(en="there is no *.toml file in this folder", ja="このフォルダーに *.toml ファイルがありません")
        raise UnreadableFile(asked, why)
    return files


def load_dataset(path: str | os.PathLike[str], *, piped: bool = False) -> Dataset:
    """Return the dataset in a file; with `piped` also in a FIFO, or on standard input, which is called `-`.

    Raises UnreadableFile, or FaultyFile with every fault of the file.
    """
    return _dataset(read_document(os.fspath(path), piped=piped))


def load_text(text: str, path: str = "<text>") -> Dataset:
    """Return the dataset in a TOML text; `path` is what messages call it. Raises FaultyFile."""
    return _dataset(Document(path, text))


def _usual_folder() -> str:
    if os.path.isdir("data") and any(map(_looks_like_a_dataset, _toml_files("data"))):
        return "data"
    here = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(here, "data")
    # In a checkout the datasets are at its top, where people look for them.
    return installed if os.path.isdir(installed) else os.path.normpath(os.path.join(here, "..", "..", "data"))


def _toml_files(folder: str) -> list[str]:
    try:
        names = os.listdir(folder)
    except OSError as error:
        raise UnreadableFile(folder, error.strerror or str(error)) from None
    return [os.path.join(folder, name) for name in sorted(names) if name.endswith(".toml")]


def _looks_like_a_dataset(path: str) -> bool:
    if not os.path.isfile(path):  # to open a FIFO would be to wait for a writer
        return False
    try:
        with open(path, "rb") as file:
            return b"[dataset]" in file.read(10_000)
    except OSError:
        return False


def _dataset(document: Document) -> Dataset:
    found = flaws_of(DATASET, document.mapping, ())
    flawed = [flaw.keys for flaw in found if not flaw.harmless]
    outlines = outlines_of(document.mapping, flawed)
    flaws = list(islice(chain(found, reference_flaws(document.mapping, flawed, outlines)), MOST_FLAWS))
    if flaws:
        raise FaultyFile(
            [
                Fault(
                    flaw.kind,
                    (document.key_spot if flaw.on_key else document.spot)(flaw.keys),
                    flaw.sentence,
                )
                for flaw in flaws
            ],
            unfinished=len(flaws) == MOST_FLAWS,
        )
    return built(document, {id_: outline for id_, outline in outlines.items() if outline})
