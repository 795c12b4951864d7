"""``lianggang explain``: what a diagnostic's code means and what to do, or the list of all codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .options import Form, FormOption, OutputOption

if TYPE_CHECKING:
    from lianggang.outputs.layout import Line

CodesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[编号...]",
        help="编号，如 L04（l4 也可）；一个字母如 L 指这一类全部；不写则列出全部编号。",
        show_default=False,
    ),
]


def explain(codes: CodesArgument = None, form: FormOption = Form.TEXT, output: OutputOption = None) -> None:
    """The pages asked for, one after another; the list of codes where none is."""
    from lianggang.outputs.page_screen import codes_lines, explain_document, page_lines

    from .emit import emit_screen, emit_text

    pages = None
    if codes:
        from lianggang.api.explaining import explain as explained

        pages = {page.code: page.text for page in explained(codes)}
    if form is Form.JSON:
        emit_text(explain_document(pages), output, exact=True)
        return

    def lines(width: int) -> list[Line]:
        if pages is None:
            return codes_lines(width)
        return [line for text in pages.values() for line in (*page_lines(text, width), ())][:-1]

    emit_screen(lines, output)
