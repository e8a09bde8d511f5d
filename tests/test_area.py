import pytest

from privstat.area import check_digit, is_area_code


@pytest.mark.parametrize("code", ["132047", "011002", "261009", "242071", "332020", "342050"])
def test_the_check_digit_of_real_municipalities_is_right(code: str) -> None:
    assert check_digit(code) == code[5]
    assert is_area_code(code)


@pytest.mark.parametrize("code", ["132048", "132074", "13204", "1320477", "13204x", "１３２０４７", ""])
def test_other_codes_are_refused(code: str) -> None:
    assert not is_area_code(code)


def test_every_single_wrong_digit_shows() -> None:
    for position in range(6):
        for digit in "0123456789":
            code = "132047"[:position] + digit + "132047"[position + 1 :]
            assert is_area_code(code) == (code == "132047")
