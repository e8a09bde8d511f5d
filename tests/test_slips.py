from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from privstat.model import Number
from privstat.slips import Kind, rows_swapped, slip


@pytest.mark.parametrize(
    ("meant", "typed", "kind", "reason"),
    [
        (5774, 7574, Kind.SWAPPED, "57 typed as 75: neighbouring digits swapped"),
        (5774, 574, Kind.DROPPED, "a digit left out: 7"),
        (5774, 774, Kind.DROPPED, "a digit left out: 5"),
        (1023, 23, Kind.DROPPED, "a digit left out: 1"),
        (5774, 57774, Kind.DOUBLED, "a digit typed twice: 7"),
        (3047, 3017, Kind.WRONG, "1 typed for 4, neighbouring keys"),
        (3593, 8593, Kind.WRONG, "8 typed for 3, which looks like it"),
        (5774, 5779, Kind.WRONG, "9 typed for 4, which looks like it"),
        (5774, 5794, Kind.WRONG, "9 typed for 7"),
        (5774, 57740, Kind.SCALE, "10 times too large"),
        (5774, 5774000, Kind.SCALE, "1,000 times too large"),
        (46000, 46, Kind.SCALE, "1,000 times too small"),
        (-46, 46, Kind.SIGN, "the sign turned round"),
        (0, 7, Kind.WRONG, "7 typed for 0"),
        (102, 12, Kind.SWAPPED, "10 typed as 01: neighbouring digits swapped"),
        (Decimal("27.8"), Decimal("28.7"), Kind.SWAPPED, "78 typed as 87: neighbouring digits swapped"),
        (Decimal("27.8"), Decimal("2.78"), Kind.SCALE, "10 times too small"),
        (Decimal("27.85"), Decimal("27.8"), Kind.WRONG, "0 typed for 5"),
    ],
)
def test_a_slip_says_how_one_number_became_another(meant: Number, typed: Number, kind: Kind, reason: str) -> None:
    found = slip(meant, typed)
    assert found
    assert (found.kind, found.reason.to("en")) == (kind, reason)
    assert found.reason.to("ja")


@pytest.mark.parametrize(
    ("meant", "typed"),
    [(5774, 5774), (5774, 5594), (5774, 4775), (5774, 57), (5774, 577412), (5774, -5747), (12, 21212), (0, 0)],
)
def test_what_no_single_slip_explains_is_none(meant: int, typed: int) -> None:
    assert slip(meant, typed) is None


def test_a_swap_is_likelier_than_a_digit_left_out_and_that_than_a_wrong_digit() -> None:
    swap, dropped, near, far = (slip(5774, typed) for typed in (7574, 574, 5771, 5794))
    assert swap
    assert dropped
    assert near
    assert far
    assert swap.points < dropped.points < near.points < far.points


def test_neighbouring_rows_are_swapped_more_easily() -> None:
    assert rows_swapped(3, 4).points < rows_swapped(3, 6).points


NUMBERS = st.integers(min_value=0, max_value=10**14)


@given(number=NUMBERS, data=st.data())
def test_every_single_slip_is_recognised(number: int, data: st.DataObject) -> None:
    digits = str(number)
    index = data.draw(st.integers(0, len(digits) - 1))
    before, digit, after = digits[:index], digits[index], digits[index + 1 :]
    typed = {
        "swapped": before + after[:1] + digit + after[1:],
        "dropped": before + after,
        "doubled": before + 2 * digit + after,
        "wrong": before + data.draw(st.sampled_from("0123456789")) + after,
        "scale": digits + data.draw(st.sampled_from(["0", "00", "000"])),
        "sign": f"-{digits}",
    }[data.draw(st.sampled_from(["swapped", "dropped", "doubled", "wrong", "scale", "sign"]))]
    assume(typed and int(typed) != number)
    assert slip(number, int(typed))


@given(meant=st.integers(-(10**6), 10**6), typed=st.integers(-(10**6), 10**6))
def test_slips_of_the_same_digits_are_the_same_behind_the_point(meant: int, typed: int) -> None:
    one = slip(meant, typed)
    other = slip(Decimal(meant).scaleb(-2), Decimal(typed).scaleb(-2))
    assert (one and (one.kind, one.points)) == (other and (other.kind, other.points))
