import json
import sys

from privstat.commands._request import Nothing
from privstat.dataset_format import json_schema
from privstat.words import Text

HELP = Text(
    en="Print the JSON Schema of datasets, for editors.",
    ja="データセットの JSON Schema を示す(エディター用)。",
)


def run(request: Nothing) -> int:  # noqa: ARG001 — every command has one
    sys.stdout.write(json.dumps(json_schema(), ensure_ascii=True, indent=2) + "\n")
    return 0
