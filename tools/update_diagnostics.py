"""Print the examples of tests/diagnostics anew: into their ``expected.txt``, the pages of ``explain``, and the docs.

For after a message or the layout has changed; what it wrote is to be read before it is committed.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from diagnostic_pages import PAGES, write_document

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "diagnostics"), str(ROOT / "tests")]

from test_diagnostic_folders import FOLDERS, HERE, WIDTH, check  # noqa: E402 - found through the line above

from lianggang.outputs.diagnostics_text import to_text  # noqa: E402

_EXAMPLE = re.compile(r"(^```text\n)(?:(?!^```).*\n)*", re.MULTILINE)


def main() -> None:
    """Rewrite every example."""
    for code in FOLDERS:
        diagnostics, catalogue = check(HERE / code)
        names = {key: indicator.name for key, indicator in catalogue.indicators.items()}
        printed = to_text(diagnostics, width=WIDTH, names=names)
        (HERE / code / "expected.txt").write_text(printed, encoding="utf-8", newline="\n")
        example = printed.rpartition("\n\n")[0]
        page = PAGES / f"{code}.md"
        text = _EXAMPLE.sub(lambda match, example=example: f"{match[1]}{example}\n", page.read_text(encoding="utf-8"))
        page.write_text(text, encoding="utf-8", newline="\n")
    write_document()
    print(f"已更新{len(FOLDERS)}个用例；请核对后提交。")


if __name__ == "__main__":
    main()
