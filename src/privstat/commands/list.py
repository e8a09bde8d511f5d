from privstat.commands._request import Request
from privstat.views.listing import ListingView
from privstat.words import Text

HELP = Text(
    en="List datasets, tables and series: what there is to ask for.",
    ja="データセット、表、系列を一覧にする。",
)


def run(request: Request) -> int:
    request.answer(ListingView(request.catalog))
    return 0
