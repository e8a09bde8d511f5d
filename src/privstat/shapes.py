"""Shapes: what a value in a dataset file may be. One declaration checks the file and makes its JSON Schema."""

import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, Protocol

from privstat.errors import BAD_VALUE, WRONG_TYPE, did_you_mean, listed
from privstat.flaws import Flaw, key_flaws
from privstat.place import Keys
from privstat.words import Message, Text, message

_MOST_PLACES = 9  # after the decimal point


class Shape(Protocol):
    """What a value may be."""

    @property
    def types(self) -> tuple[type, ...]:
        """The Python types that a value of this shape has."""
        ...

    @property
    def name(self) -> Text:
        """What the shape is called in a message, with its article."""
        ...

    def flaws(self, value: object, keys: Keys) -> Sequence[Flaw]:
        """Return what is wrong with a value of one of the types."""
        ...

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of the shape."""
        ...


class String(NamedTuple):
    """A text that is not empty; `pattern` must match all of it, where there is one."""

    pattern: str = ""
    name: Text = Text(en="a text in quotes", ja="引用符で囲んだ文字列")
    example: str = ""
    longest: int = 10_000
    types: tuple[type, ...] = (str,)

    def flaws(self, value: object, keys: Keys) -> Sequence[Flaw]:
        assert isinstance(value, str)
        if 0 < len(value) <= self.longest and (not self.pattern or re.fullmatch(self.pattern, value)):
            return ()
        return (Flaw(BAD_VALUE, keys, self._complaint(value)),)

    def _complaint(self, text: str) -> Message:
        if not text:
            return message(en="this text is empty", ja="空の文字列です")
        if len(text) > self.longest:
            return message(
                en="{length:,} characters are more than the limit of {longest:,}",
                ja="{length:,} 文字あり、上限の {longest:,} を超えています",
                length=len(text),
                longest=self.longest,
            )
        return message(
            en="'{text}' is not {name}, such as {example}{odd}",
            ja="「{text}」は{name}ではありません。例: {example}{odd}",
            text=text,
            name=self.name,
            example=self.example,
            odd=_not_ascii(text, self.pattern),
        )

    def schema(self) -> dict[str, object]:
        limits: dict[str, object] = {"type": "string", "minLength": 1, "maxLength": self.longest}
        return limits | ({"pattern": f"^(?:{self.pattern})$"} if self.pattern else {})


def _not_ascii(text: str, pattern: str) -> Message | str:
    """Return what is not ASCII in a text that should be, and what the text is in ASCII where that would do."""
    odd = "".join(dict.fromkeys(character for character in text if not character.isascii()))
    if not odd:
        return ""
    plain = unicodedata.normalize("NFKC", text)
    fits = plain.isascii() and re.fullmatch(pattern, plain)
    return message(
        en="; '{odd}' is not ASCII{guess}",
        ja="。「{odd}」は ASCII ではありません{guess}",
        odd=odd,
        guess=message(en=". Did you mean {plain}?", ja="。もしかして: {plain}", plain=plain) if fits else "",
    )


class Whole(NamedTuple):
    """A whole number in a range."""

    least: int = 0
    most: int = 10**15 - 1
    types: tuple[type, ...] = (int,)
    name: Text = Text(en="a whole number", ja="整数")

    def flaws(self, value: object, keys: Keys) -> Sequence[Flaw]:
        if isinstance(value, int) and not self.least <= value <= self.most:
            return (Flaw(BAD_VALUE, keys, _out_of_range(value, self.least, self.most)),)
        return ()

    def schema(self) -> dict[str, object]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


_MOST_PLACES = 12  # with 15 digits before the point, sums of Decimals are exact


def _places(value: int | Decimal) -> int:
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return -exponent if isinstance(exponent, int) else 0


class Number(NamedTuple):
    """A whole or decimal number in a range, of at most 12 decimal places, kept exactly."""

    least: int | Decimal = -(10**15) + 1
    most: int = 10**15 - 1
    types: tuple[type, ...] = (int, Decimal)
    name: Text = Text(en="a number", ja="数")

    def flaws(self, value: object, keys: Keys) -> Sequence[Flaw]:
        assert isinstance(value, int | Decimal)
        if isinstance(value, Decimal) and not value.is_finite():
            sentence = message(en="{value} is not a number", ja="{value} は数ではありません", value=str(value).lower())
            return (Flaw(BAD_VALUE, keys, sentence),)
        if not self.least <= value <= self.most:
            return (Flaw(BAD_VALUE, keys, _out_of_range(value, self.least, self.most)),)
        if not 0 <= _places(value) <= _MOST_PLACES:
            sentence = message(
                en="{value} is not written out; write its digits, at most {most} after the point",
                ja="{value} は数字で書いてください。小数点以下は {most} 桁までです",
                value=str(value),
                most=_MOST_PLACES,
            )
            return (Flaw(BAD_VALUE, keys, sentence),)
        return ()

    def schema(self) -> dict[str, object]:
        least = self.least if isinstance(self.least, int) else float(self.least)
        return {"type": "number", "minimum": least, "maximum": self.most}


class Truth(NamedTuple):
    """True or false."""

    types: tuple[type, ...] = (bool,)
    name: Text = Text(en="true or false", ja="true か false")

    def flaws(self, value: object, keys: Keys) -> Sequence[Flaw]:  # noqa: ARG002 — nothing can be wrong
        return ()

    def schema(self) -> dict[str, object]:
        return {"type": "boolean"}


class Date(NamedTuple):
    """A calendar date, written without quotes."""

    types: tuple[type, ...] = (datetime.date,)
    name: Text = Text(en="a date such as 2021-11-07", ja="日付(例: 2021-11-07)")

    def flaws(self, value: object, keys: Keys) -> Sequence[Flaw]:  # noqa: ARG002 — nothing can be wrong
        return ()

    def schema(self) -> dict[str, object]:
        return {"type": "string", "format": "date"}


class Choice(NamedTuple):
    """One text of a closed list."""

    values: tuple[str, ...]
    types: tuple[type, ...] = (str,)
    name: Text = Text(en="a text in quotes", ja="引用符で囲んだ文字列")

    def flaws(self, value: object, keys: Keys) -> Sequence[Flaw]:
        if value not in self.values:
            sentence = message(
                en="'{value}' is not one of: {values}{guess}",
                ja="「{value}」は次のどれでもありません: {values}{guess}",
                value=value,
                values=listed(self.values),
                guess=did_you_mean(str(value), self.values),
            )
            return (Flaw(BAD_VALUE, keys, sentence),)
        return ()

    def schema(self) -> dict[str, object]:
        return {"enum": list(self.values)}


class ListOf(NamedTuple):
    """A list whose elements have one shape."""

    element: Shape
    least: int = 0
    most: int | None = None
    types: tuple[type, ...] = (list,)
    name: Text = Text(en="a list [ … ]", ja="リスト [ … ]")

    def flaws(self, value: object, keys: Keys) -> Sequence[Flaw]:
        assert isinstance(value, list)
        if len(value) < self.least:
            return (Flaw(BAD_VALUE, keys, message(en="this list is empty", ja="空のリストです")),)
        if self.most and len(value) > self.most:
            return (Flaw(BAD_VALUE, keys, _too_many(len(value), self.most)),)
        found: list[Flaw] = []
        for index, element in enumerate(value):
            found += flaws_of(self.element, element, (*keys, index))
        return found

    def schema(self) -> dict[str, object]:
        limits = {"minItems": self.least, "maxItems": self.most}
        return {"type": "array", "items": self.element.schema()} | {key: most for key, most in limits.items() if most}


class MapOf(NamedTuple):
    """A table with free keys, whose values have one shape."""

    key: String
    value: Shape
    most: int | None = None
    types: tuple[type, ...] = (dict,)
    name: Text = Text(en="a table", ja="テーブル")

    def flaws(self, value: object, keys: Keys) -> Sequence[Flaw]:
        assert isinstance(value, dict)
        if self.most and len(value) > self.most:
            return (Flaw(BAD_VALUE, keys, _too_many(len(value), self.most)),)
        found: list[Flaw] = []
        for key, inner in value.items():
            found += (flaw._replace(on_key=True) for flaw in self.key.flaws(key, (*keys, key)))
            found += flaws_of(self.value, inner, (*keys, key))
        return found

    def schema(self) -> dict[str, object]:
        pattern = f"^(?:{self.key.pattern or '.+'})$"
        return {
            "type": "object",
            "patternProperties": {pattern: self.value.schema()},
            "additionalProperties": False,
        } | ({"maxProperties": self.most} if self.most else {})


class Field(NamedTuple):
    """A key of a record: its shape, what it means, and whether it must stand there."""

    shape: Shape
    meaning: str
    required: bool = False


class Record:
    """A table with known keys."""

    types: tuple[type, ...] = (dict,)
    name: Text = Text(en="a table { … }", ja="テーブル { … }")

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self.fields = fields
        self._required = [key for key, field in fields.items() if field.required]

    def flaws(self, value: object, keys: Keys) -> Sequence[Flaw]:
        assert isinstance(value, dict)
        found: list[Flaw] = []
        for key, inner in value.items():
            if field := self.fields.get(key):
                found += flaws_of(field.shape, inner, (*keys, key))
        found += key_flaws(value, self.fields, self._required, keys)
        return found

    def schema(self) -> dict[str, object]:
        return {
            "type": "object",
            "properties": {key: {"description": f.meaning} | f.shape.schema() for key, f in self.fields.items()},
            "required": self._required,
            "additionalProperties": False,
        }


class OneOf:
    """Any of several shapes, told apart by the type of the value."""

    def __init__(self, shapes: tuple[Shape, ...]) -> None:
        self.shapes = shapes
        self._by_type = {each: shape for shape in shapes for each in shape.types}
        self.types = tuple(self._by_type)

    @property
    def name(self) -> Text:
        names = [shape.name for shape in self.shapes]
        return Text(en=" or ".join(name.en for name in names), ja="または".join(name.ja for name in names))

    def flaws(self, value: object, keys: Keys) -> Sequence[Flaw]:
        return self._by_type[type(value)].flaws(value, keys)

    def schema(self) -> dict[str, object]:
        return {"anyOf": [shape.schema() for shape in self.shapes]}


def flaws_of(shape: Shape, value: object, keys: Keys) -> Sequence[Flaw]:
    """Return everything that is wrong with a value that should have a shape."""
    if type(value) in shape.types:  # not isinstance: True is an int, and a datetime is a date
        return shape.flaws(value, keys)
    sentence = message(
        en="here stands {found}, where {name} belongs",
        ja="{found}があります。ここに書けるのは{name}です",
        found=_FOUND.get(type(value), Text(en="a time", ja="日時")),
        name=shape.name,
    )
    return (Flaw(WRONG_TYPE, keys, sentence),)


_FOUND = {
    str: Text(en="a text", ja="文字列"),
    int: Text(en="a whole number", ja="整数"),
    Decimal: Text(en="a decimal number", ja="小数"),
    bool: Text(en="true or false", ja="真偽値"),
    list: Text(en="a list", ja="リスト"),
    dict: Text(en="a table", ja="テーブル"),
    datetime.date: Text(en="a date", ja="日付"),
}


def _too_many(count: int, most: int) -> Message:
    return message(
        en="{count:,} entries are more than the limit of {most:,}",
        ja="{count:,} 個あり、上限の {most:,} を超えています",
        count=count,
        most=most,
    )


def _out_of_range(value: int | Decimal, least: int | Decimal, most: int) -> Message:
    # Python refuses to print integers of thousands of digits.
    long = isinstance(value, int) and value.bit_length() > 128
    return message(
        en="{value} is outside the range {least:,} to {most:,}",
        ja="{value} は範囲 {least:,}~{most:,} の外です",
        value=Text(en="a number of very many digits", ja="桁の非常に多い数") if long else str(value),
        least=least,
        most=most,
    )
