from collections.abc import Sequence
from typing import Annotated

from privstat.commandline import Argument
from privstat.commands._request import Output
from privstat.validate import all_rules, find_rule
from privstat.views.rules import RuleListView, RuleView
from privstat.words import Text

HELP = Text(
    en="Print the manual of a rule, such as T001.",
    ja="ルールの説明書を示す。例: T001。",
)


def rule_names() -> Sequence[str]:
    """Return the codes that the shell may complete."""
    return [rule.code for rule in all_rules()]


RULE = Argument(Text(en="The code or the name of a rule.", ja="ルールのコードまたは名前。"), "[RULE]", rule_names)


def run(request: Output, *, rule: Annotated[str | None, RULE] = None) -> int:
    request.answer(RuleListView(tuple(all_rules())) if rule is None else RuleView(find_rule(rule)))
    return 0
