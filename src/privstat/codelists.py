"""The closed lists of words of the dataset format: what a cell may be, what a column holds, why a note stands there."""

from enum import StrEnum

from privstat.words import Text


class Status(StrEnum):
    """What a cell's value, or the lack of one, means."""

    NORMAL = "normal"
    BELOW_UNIT = "zero-but-nonzero"
    NIL = "nil"
    NOT_AVAILABLE = "not-available"
    SUPPRESSED = "suppressed"
    NOT_COUNTED = "not-counted"
    BLANK = "blank"
    NOT_ENTERED = "not-entered"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    BREAK = "break"


STATUS_WORDS = {
    Status.NORMAL: Text(en="normal", ja="通常"),
    Status.BELOW_UNIT: Text(en="below the unit", ja="単位未満"),
    Status.NIL: Text(en="nil", ja="該当数値なし"),
    Status.NOT_AVAILABLE: Text(en="not available", ja="不詳"),
    Status.SUPPRESSED: Text(en="suppressed", ja="秘匿"),
    Status.NOT_COUNTED: Text(en="not counted", ja="集計対象外"),
    Status.BLANK: Text(en="left blank", ja="空欄"),
    Status.NOT_ENTERED: Text(en="not entered yet", ja="未入力"),
    Status.PROVISIONAL: Text(en="provisional", ja="速報値"),
    Status.REVISED: Text(en="revised", ja="訂正値"),
    Status.BREAK: Text(en="break in the series", ja="系列の断絶"),
}
VALUELESS = frozenset(
    {Status.NIL, Status.NOT_AVAILABLE, Status.SUPPRESSED, Status.NOT_COUNTED, Status.BLANK, Status.NOT_ENTERED}
)


class Role(StrEnum):
    """What a column holds."""

    COUNT = "count"
    RATE = "rate"
    CHANGE = "change"
    DIMENSION = "dimension"
    MONTH = "month"
    FISCAL_YEAR = "fiscal-year"
    TEXT = "text"


KEY_ROLES = frozenset({Role.DIMENSION, Role.MONTH, Role.FISCAL_YEAR})
NUMBER_ROLES = frozenset({Role.COUNT, Role.RATE, Role.CHANGE})


class Reason(StrEnum):
    """Why a footnote stands there, which says what the numbers may do."""

    OVERLAP = "overlap"
    ROUNDING = "rounding"
    CARRY_OVER = "carry-over"
    OF_WHICH = "of-which"
    EXCLUDES = "excludes"
    INCLUDES = "includes"
    BREAK = "break"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    SUPPRESSED = "suppressed"
    DEFINITION = "definition"
    OTHER = "other"
