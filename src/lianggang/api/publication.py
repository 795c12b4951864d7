"""``publish``: all documents of a quarter into one folder, with an index; the whole folder or nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from lianggang.load.yaml_source import shown_path
from lianggang.model.errors import UsageError
from lianggang.outputs.document import all_text
from lianggang.outputs.document_files import DocumentFormat, document_bytes
from lianggang.outputs.folders import staged_folder
from lianggang.outputs.publication_index import HTML_NAME, MARKDOWN_NAME, Listed, index_html, index_markdown

from .agendas import agenda
from .bulletins import bulletin
from .evaluations import evaluate
from .quarter_letters import LetterPaper, quarter_letters
from .reporting import leading_units, report_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from lianggang.model.evaluation import EvaluationKind
    from lianggang.outputs.folders import StagedFolder
    from lianggang.outputs.word_fonts import FontProfile

    from .papers import Paper
    from .quarter_basis import QuarterBasis

    Making = Callable[[], Paper | LetterPaper]
    """Makes a document when it is called."""


class Wanted(NamedTuple):
    """What is to be published, and how."""

    on: date
    """The date that the documents bear."""
    formats: tuple[DocumentFormat, ...]
    fonts: FontProfile
    evaluations: tuple[EvaluationKind, ...] = ()


def _bulletins(basis: QuarterBasis, wanted: Wanted) -> Iterator[Making]:
    yield partial(bulletin, basis, wanted.on)


def _agendas(basis: QuarterBasis, wanted: Wanted) -> Iterator[Making]:
    yield partial(agenda, basis, wanted.on)


def _evaluations(basis: QuarterBasis, wanted: Wanted) -> Iterator[Making]:
    yield from (partial(evaluate, basis, wanted.on, kind) for kind in wanted.evaluations)


def _reports(basis: QuarterBasis, wanted: Wanted) -> Iterator[Making]:
    yield partial(report_of, basis, wanted.on)
    yield from (partial(report_of, basis, wanted.on, unit) for unit in leading_units(basis))


def _letters(basis: QuarterBasis, wanted: Wanted) -> Iterator[Making]:
    yield from (partial(_itself, one) for one in quarter_letters(basis, wanted.on))


def _itself(made: LetterPaper) -> LetterPaper:
    return made


DOCUMENTS: tuple[Callable[[QuarterBasis, Wanted], Iterator[Making]], ...] = (
    _bulletins,
    _agendas,
    _evaluations,
    _reports,
    _letters,
)
"""All documents of a quarter, in the order of the index. A new kind of document is a line here."""


class Published(NamedTuple):
    """The documents as written."""

    folder: str
    """As messages show it."""
    names: tuple[str, ...]
    others: tuple[str, ...]
    """What else was in the folder, and stayed."""
    kept: tuple[str, ...]
    """The files of letters that have gone out, which were there and stayed."""
    dropped: tuple[str, ...]
    """Drafts of letters that have gone out since, or have become several: no longer there."""
    doubled: tuple[str, ...]
    """Drafts of one matter each that the ledger does not know, beside one about all of them; they stayed."""
    remarks: tuple[str, ...]
    """What is to be known of the documents."""
    text: str
    """Everything that stands in the documents, to look for rare characters."""


def publish(
    basis: QuarterBasis,
    wanted: Wanted,
    output: Path | None = None,
    told: Callable[[int, int, str], None] = lambda _done, _whole, _name: None,
) -> Published:
    """Write them all, or nothing.

    output: another folder than the quarter's in ``out``. told: how many of how many are done, and which comes now.
    Raises UsageError for a folder in ``data/`` or one that holds other things, LianggangError where it cannot be
    written.
    """
    folder = basis.folder if output is None else output
    if output is not None:
        _refuse_foreign(output, basis)
    makings = [making for document in DOCUMENTS for making in document(basis, wanted)]
    listed: list[Listed] = []
    written: list[Paper | LetterPaper] = []
    with staged_folder(folder) as staged:
        for place, making in enumerate(makings):
            made = making()
            told(place, len(makings), f"{made.name}（{made.whose}）")
            listed.append(Listed(made.name, made.whose, tuple(_put(staged, made, wanted)), made.state))
            written.append(made)
        inspection = basis.inspection()
        staged.add(MARKDOWN_NAME, index_markdown(inspection, listed, wanted.on).encode())
        staged.add(HTML_NAME, index_html(inspection, listed, wanted.on).encode())
        told(len(makings), len(makings), "")
        dropped, doubled = _drop_drafts(staged, written), _doubled(staged, written)
        others = staged.put_in_place()
    told_before = set(basis.remarks_with_words)
    return Published(
        folder=shown_path(folder),
        names=tuple(staged.names),
        others=tuple(name for name in others if name not in doubled),
        kept=tuple(staged.kept),
        dropped=dropped,
        doubled=doubled,
        remarks=tuple(dict.fromkeys(text for one in written for text in one.remarks if text not in told_before)),
        text="".join(all_text(one.document) for one in written if one.document is not None),
    )


def _drop_drafts(staged: StagedFolder, written: Iterable[Paper | LetterPaper]) -> tuple[str, ...]:
    """The drafts of letters that have gone out, or have become several, do not come over; those that there were."""
    superseded = dict.fromkeys(name for one in written if isinstance(one, LetterPaper) for name in one.draft_names)
    return tuple(name for name in superseded if staged.drop(name))


def _doubled(staged: StagedFolder, written: Iterable[Paper | LetterPaper]) -> tuple[str, ...]:
    """Files of drafts on their own beside the draft about all of them; whether they are wanted only a person knows."""
    apart = dict.fromkeys(name for one in written if isinstance(one, LetterPaper) for name in one.doubled_names)
    return tuple(name for name in apart if staged.holds(name) and name not in staged.names)


def _put(staged: StagedFolder, made: Paper | LetterPaper, wanted: Wanted) -> Iterator[str]:
    """Write a document; the names of its files. A letter that has gone out stays as it is wherever it is there."""
    there = [name for name in map(made.file_name, DocumentFormat) if staged.holds(name)]
    if isinstance(made, LetterPaper) and made.number and there:
        for name in there:
            staged.keep(name)
            yield name
    elif made.document is not None:
        for kind in wanted.formats:
            staged.add(made.file_name(kind), document_bytes(made.document, kind, wanted.fonts))
            yield made.file_name(kind)


def _refuse_foreign(output: Path, basis: QuarterBasis) -> None:
    data = basis.workspace.folder / "data"
    if output.resolve().is_relative_to(data.resolve()):
        raise UsageError(f"“{shown_path(output)}”在 data 中，那里只放填报；请换一个文件夹。")
    if output.is_dir() and any(output.iterdir()) and not (output / MARKDOWN_NAME).is_file():
        raise UsageError(f"“{shown_path(output)}”里有别的文件；请换一个空的或还没有的文件夹。")
