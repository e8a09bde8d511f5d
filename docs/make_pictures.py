"""Draw the pictures of the README: `python docs/make_pictures.py`, in an environment with privstat."""

import io
from pathlib import Path

from rich.console import Console
from rich.text import Text

from privstat import load_catalog, trend_of
from privstat.sheet import View
from privstat.terminal import show_on
from privstat.views.table import TableView
from privstat.views.trend import TrendView

HERE = Path(__file__).parent
# Rich's own template asks a server for a font.
SVG = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font: {char_height}px "DejaVu Sans Mono", Menlo, Consolas, "Noto Sans Mono CJK JP", "MS Gothic", monospace;
  line-height: {line_height}px;
}}
{styles}
</style>
<defs>{lines}</defs>
<rect width="{width}" height="{height}" rx="8" fill="#292929"/>
<g transform="translate({terminal_x}, 12)">
{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""


def draw(name: str, command: str, view: View, width: int) -> None:
    """Write the picture of a command on a terminal of some width."""
    console = Console(record=True, width=width, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ {command}", style="dim"), soft_wrap=True)
    show_on(console, view.sheets("en"), width)
    (HERE / "pictures" / f"{name}.svg").write_text(
        console.export_svg(code_format=SVG, unique_id=name, font_aspect_ratio=0.602), encoding="utf-8", newline="\n"
    )


def main() -> None:
    catalog = load_catalog()
    draw("show-table6", "privstat show table6", TableView(catalog.table("table6")), 99)
    draw("trend", "privstat trend mynumber-cards --chart", TrendView(trend_of(catalog, "mynumber-cards"), True), 99)


if __name__ == "__main__":
    main()
