"""Columns of texts: one text a cell, or a list of names that another column may count."""

from collections.abc import Sequence

from privstat.model import DEFAULT_SEPARATOR

_SEPARATORS = (DEFAULT_SEPARATOR, " ", "\u3000", "\n", ",")


def counted_separator(texts: Sequence[str], counts: Sequence[object]) -> str:
    """Return the separator with which each text has as many names as its row counts, or "" where there is none."""
    if not all(isinstance(count, int) for count in counts) or max(counts, default=0) == 1:  # type: ignore[type-var]
        return ""
    return next(
        (
            separator
            for separator in _SEPARATORS
            if all(len(names(text, separator)) == count for text, count in zip(texts, counts, strict=True))
        ),
        "",
    )


def names(text: str, separator: str) -> list[str]:
    """Return the names of a list."""
    return [name.strip() for name in text.split(separator) if name.strip()]


def usual_separator(texts: Sequence[str]) -> str:
    """Return 、 where most texts are lists with it and none is a sentence, else ""."""
    lists = sum(DEFAULT_SEPARATOR in text for text in texts)
    return DEFAULT_SEPARATOR if lists * 2 > len(texts) and not any("。" in text for text in texts) else ""
