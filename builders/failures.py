"""The one place that catches: every failure becomes a sentence and an exit status."""

from __future__ import annotations

import errno
import tempfile
import traceback
from collections.abc import Callable, Iterator
from enum import IntEnum
from pathlib import Path

from builders.aftermath import is_published
from builders.console import complain, load_words, say
from builders.fresh import NewError
from builders.gate import GateError, Hit, UnreadableError
from builders.kept_sheet import MOST_DAYS
from builders.ledger import LedgerError
from builders.log import RunLog, account
from builders.passwords import PasswordsError
from builders.public.site import SiteError
from builders.publish import PublishError
from builders.reading import SourceAwayError
from builders.request import RequestError
from builders.typeset.errors import TypesetError
from builders.workbooks import WorkbookError
from builders.workspace import SettingsError
from registry.check.book import quote
from registry.locale import load_locale
from registry.snapshot import column_letter
from registry.sources import SourceError

_MOST_HITS = 20


class Status(IntEnum):
    """Exit statuses of the command."""

    FINE = 0
    DATA_ERRORS = 1
    WRONG_USE = 2
    DEFECT = 3
    SOURCE_OR_TARGET = 4
    INTERRUPTED = 130


def guarded(action: Callable[[], Status], *, untouched: str = "") -> Status:
    """Run a command; whatever it raises is told in a sentence.

    ``untouched`` is said after it, unless a swap could be neither finished nor undone, or the new
    edition was out already.
    """
    try:
        return action()
    except (RequestError, SettingsError, PasswordsError) as error:
        return _told(_wrong_use(error), Status.WRONG_USE)
    except (WorkbookError, NewError) as error:
        status = Status.WRONG_USE if error.is_wrong_use else Status.SOURCE_OR_TARGET
        found = error.found if isinstance(error, NewError) else ""
        return _told(say(f"error.{error.code}", path=error.path, found=found), status)
    except (SourceError, UnreadableError, PublishError, LedgerError, OSError) as error:
        is_half = isinstance(error, PublishError) and error.code == "HALF"
        end = "" if is_half else _end(error, untouched)
        return _told(_outside(error) + end, Status.SOURCE_OR_TARGET)
    except KeyboardInterrupt as error:
        return _told(say("error.INTERRUPTED") + _end(error, untouched), Status.INTERRUPTED)
    except Exception as error:  # the last resort: a report file and a sentence
        return _told(_defect(error) + _end(error, untouched), Status.DEFECT)


def _end(error: BaseException, untouched: str) -> str:
    """What is published now."""
    return say("build.already_out") if untouched and is_published(error) else untouched


def logged(log: RunLog, status: Status) -> Status:
    """Write the log of a run that has ended; a log that cannot be written changes no result."""
    try:
        log.write(status, account())
    except OSError as error:
        complain(say("error.LOG", reason=_reason(error.errno)))
    return status


def passing_sentence(
    error: SourceError | UnreadableError | LedgerError | PublishError | SiteError | OSError,
) -> str:
    """What is in the way of a preview that goes on all the same."""
    return say("error.SITE", reason=error) if isinstance(error, SiteError) else _outside(error)


def _told(sentence: str, status: Status) -> Status:
    complain(sentence)
    return status


def _wrong_use(error: RequestError | SettingsError | PasswordsError) -> str:
    if isinstance(error, PasswordsError):
        return "\n".join(_password_problems(error))
    if isinstance(error, RequestError):
        return say(f"error.{error.key.upper()}", value=error.value, known=error.known)
    if error.key == "source":
        return say("error.SOURCE", path=error.path)
    detail = say("error.SETTINGS_DETAIL", key=error.key) if error.key else ""
    return say("error.SETTINGS", path=error.path, detail=detail)


def _password_problems(error: PasswordsError) -> Iterator[str]:
    yield say("passwords.refused", path=error.path)
    for problem in error.problems:
        stations = say("passwords.between").join(problem.stations)
        place = {"line": problem.line, "earlier": problem.earlier, "stations": stations}
        yield say(f"passwords.{problem.fault}", **place)


def _kept_sentence(error: SourceAwayError) -> str:
    moment = f"{error.read_at:%Y-%m-%d %H:%M}"
    if error.is_too_old:
        return say("build.kept_too_old", moment=moment, days=MOST_DAYS)
    return say("build.kept", moment=moment, days=MOST_DAYS)


def _outside(
    error: SourceError | UnreadableError | PublishError | LedgerError | OSError,
) -> str:
    match error:
        case UnreadableError():
            return say("error.UNREADABLE", path=error.name)
        case SourceAwayError():
            return source_sentence(error) + _kept_sentence(error)
        case SourceError():
            return source_sentence(error)
        case LedgerError():
            return say("error.LEDGER", path=error.path)
        case PublishError():
            return say(f"error.{error.code}", path=error.path, reason=_reason(error.reason))
        case _:
            return say("error.TARGET", path=error.filename or "", reason=_reason(error.errno))


def _reason(reason: object) -> object:
    """A number of the operating system in words; anything else as it is."""
    if not isinstance(reason, int):
        return reason
    key = f"reason.{errno.errorcode.get(reason, 'OTHER')}"
    return say(key if key in load_words() else "reason.OTHER", number=reason)


def source_sentence(error: SourceError) -> str:
    """What is wrong with the source and what to do, in one sentence for an editor."""
    message = load_locale().messages[error.code]
    return f"{message['text']}{message['remedy']}".format(**error.values)


def _defect(error: Exception) -> str:
    """Tell what our own checks refused; write any other failure to a file, without its message.

    Messages of exceptions may hold cells of the sheet; file names and line numbers do not.
    """
    match error:
        case SiteError():
            return say("error.SITE", reason=error)
        case TypesetError():
            return say("error.TYPESET", reason=error)
        case GateError(hits=hits):
            return say("error.GATE", hits="\n".join(_hit(hit) for hit in hits[:_MOST_HITS]))
        case _:
            return say("error.DEFECT", path=_report(error))


def _hit(hit: Hit) -> str:
    """Which cell stands in which file; what it says is masked."""
    cell = hit.cell
    if cell is None:
        return say("error.GATE_PERSONAL", file=hit.file, found=hit.masked)
    place = {"row": cell.row or 1, "column": column_letter(cell.column or 0)}
    named = {"tab": quote(cell.tab), "header": quote(cell.header), "found": hit.masked}
    return say("error.GATE_CELL", file=hit.file, **place, **named)


def _report(error: Exception) -> Path:
    lines = [type(error).__name__]
    lines += [
        f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)
    ]
    with tempfile.NamedTemporaryFile(
        "w", prefix="jieyou-", suffix=".log", delete=False, encoding="utf-8"
    ) as file:
        file.write("\n".join(lines) + "\n")
    return Path(file.name)
