from collections.abc import Iterator

from privstat.area import check_digit, is_area_code
from privstat.model import Dataset
from privstat.validate import PASSED, Verdict, failed, rule
from privstat.words import message


@rule("S008", "bad-area-code")
def bad_area_code(dataset: Dataset) -> Iterator[Verdict]:
    """The check digit of the area code is wrong.

    The last digit of 全国地方公共団体コード is computed from the other five, so one mistyped digit shows. The
    weights are 6, 5, 4, 3 and 2; the digit is the last one of 11 less the remainder of the sum by 11.

        [dataset]
        id          = "mitaka-fy2020"
        fiscal-year = 2020
        title       = "個人情報保護制度の運用状況"
        area        = { code = "132074", ja = "三鷹市" }
        regime      = "ordinance"

    団体コードの検査数字が違います。

    全国地方公共団体コードの末尾は、ほかの 5 桁から計算される検査数字で、1 桁の書き間違いが分かります。5 桁に 6、5、
    4、3、2 を掛けた和を 11 で割った余りを 11 から引き、その末尾の数字をとります。
    """
    edition = dataset.edition
    code = edition.area.code
    if is_area_code(code):
        yield PASSED
    else:
        sentence = message(
            en="the area code {code} should end in {digit}, if {stem} is right",
            ja="{stem} が正しければ、団体コード {code} の末尾は {digit} です",
            code=code,
            digit=check_digit(code),
            stem=code[:5],
        )
        yield failed(sentence, edition.origin.at("area", "code"))
