"""The exceptions with which work stops; what a submitter got wrong is a Diagnostic, not an exception."""

from __future__ import annotations


class LianggangError(Exception):
    """Base of all errors that the program raises on purpose; ``str(error)`` is a Chinese sentence for the user."""

    exit_status = 1
    """Could not be done."""


class UsageError(LianggangError):
    """The command was called with something that does not exist or does not fit."""

    exit_status = 2


class ReturnError(LianggangError):
    """A return under check cannot be opened or read."""

    exit_status = 3


class FaultyFileError(LianggangError):
    """A file that the work rests on cannot be used; its diagnostics, where there are any, say where and why."""

    def __init__(self, message: str, diagnostics: tuple[object, ...] = ()) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics


class CatalogueError(FaultyFileError):
    """The catalogue (or a rule set) cannot be used."""


class JournalError(FaultyFileError):
    """The journal cannot be added to as it is."""


class CaseFileError(FaultyFileError):
    """A file of cases for a backtest cannot be used."""


class HolidaysError(FaultyFileError):
    """The table of holidays cannot be used: no deadline in working days may rest on it."""


class LedgerError(FaultyFileError):
    """The ledger cannot be read or changed as it is."""


class AppraisalError(FaultyFileError):
    """The record of a year's review cannot be used: no score may rest on it."""


class RefusedError(LianggangError):
    """A rule of the office forbids what was asked for; nothing has been changed."""
