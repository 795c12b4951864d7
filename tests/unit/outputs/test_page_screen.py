from __future__ import annotations

import pytest

from lianggang.load.code_pages import read_page
from lianggang.model.diagnostic import CODES
from lianggang.outputs.layout import cells, plain
from lianggang.outputs.page_screen import codes_lines, page_lines

PAGE = """\
# Z01 some-name · 标题

- 级别：错误
- 含义：写作 `a_b`、`**` 或 **粗体**，见[日志](journal.md#x)。
- 这一条没有小标题，很长很长，要折成两行：冒号在后面
- 处理：改。

```text
例子 `原样` **原样**
  │ ^^
```

一段话。
"""


def test_marks_of_markdown_are_taken_off_but_not_in_examples() -> None:
    assert [plain(line) for line in page_lines(PAGE, 44)] == [
        "Z01 some-name · 标题",
        "",
        "级别：错误",
        "含义：写作 a_b、** 或 粗体，见日志。",
        "- 这一条没有小标题，很长很长，要折成两行：冒",
        "  号在后面",
        "处理：改。",
        "",
        "例子 `原样` **原样**",
        "  │ ^^",
        "",
        "一段话。",
    ]


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("code", CODES)
def test_every_page_fits_but_for_its_example(code: str, width: int) -> None:
    text = read_page(code)
    example = text.partition("```text\n")[2].partition("```")[0].splitlines()
    for line in page_lines(text, width):
        assert cells(plain(line)) <= width or plain(line) in example


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_list_fits(width: int) -> None:
    assert all(cells(plain(line)) <= width for line in codes_lines(width))
