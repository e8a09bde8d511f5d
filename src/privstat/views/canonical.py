"""Which files are not in their canonical form, or have been put into it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from privstat.sheet import Sheet
from privstat.words import Language, Text

_NOT_CANONICAL = Text(en="{path}: not in canonical form", ja="{path}: 整形されていません")
_WRITTEN = Text(en="{path}: put into canonical form", ja="{path}: 整形しました")


class CanonicalView(NamedTuple):
    """The files that differ from their canonical form; `written` says whether they did until now."""

    paths: tuple[str, ...]
    written: bool

    def as_object(self) -> dict[str, object]:
        return {"written": self.written, "files": list(self.paths)}

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        return ("path", "written"), [{"path": path, "written": self.written} for path in self.paths]

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        template = _WRITTEN if self.written else _NOT_CANONICAL
        return [Sheet(remarks=tuple(template.to(lang).format(path=path) for path in self.paths))] if self.paths else []
