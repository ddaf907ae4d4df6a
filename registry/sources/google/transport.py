"""The one door to Google: requests with a time limit, and retries that come to an end.

The library's own retries never give up and its time limit is none, so neither is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Literal

import requests
from google.auth.exceptions import GoogleAuthError, RefreshError
from google.auth.transport.requests import AuthorizedSession
from google.oauth2.service_account import Credentials
from gspread.http_client import HTTPClient
from gspread.urls import DRIVE_FILES_API_V3_URL, SPREADSHEET_BATCH_UPDATE_URL, SPREADSHEET_URL
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, LocationParseError

from registry.sources.errors import SourceError
from registry.sources.google.address import Account
from registry.sources.google.patience import Patience

READING = (
    "https://www.googleapis.com/auth/spreadsheets.readonly",
    "https://www.googleapis.com/auth/drive.metadata.readonly",
)
WRITING = (
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive.metadata.readonly",
)

MAX_REPLY_BYTES = 200_000_000
_SCHEME = "https://"
_RETRIED = (408, 429, 500, 502, 503, 504)
_FORBIDDEN, _TOO_MANY = 403, 429
_REFUSALS: Mapping[int, str] = {401: "S024", 404: "S029"}
_LIMITS = ("rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "RATE_LIMIT_EXCEEDED")
_NOT_ENABLED = ("accessNotConfigured", "SERVICE_DISABLED")
_LONGEST_CONNECT = 5.0
_PIECE = 1 << 16

Method = Literal["get", "post"]


@dataclass(frozen=True, slots=True)
class _Failure:
    """What went wrong: the code of the sentence, and after how many seconds to try again."""

    code: str
    may_retry: bool = False
    wait: float = 0.0


class _UntilTheEnd(HTTPAdapter):
    """Sends nothing more for a task that has given up while a token was asked for."""

    def __init__(self, left: Callable[[], float]) -> None:
        super().__init__()
        self._left = left

    def add_headers(self, request: requests.PreparedRequest, **_: object) -> None:  # noqa: ARG002  # as the library calls it
        """Look at the clock right before a request goes out."""
        if self._left() <= 0:
            raise requests.ReadTimeout


class Transport(HTTPClient):
    """Requests to one spreadsheet, all of them within the patience of one task."""

    def __init__(
        self, account: Account, scopes: tuple[str, ...], patience: Patience, gateway: str = ""
    ) -> None:
        try:
            credentials = Credentials.from_service_account_info(  # type: ignore[no-untyped-call]  # the library has no types
                dict(account.info), scopes=list(scopes)
            )
        except (ValueError, TypeError, GoogleAuthError) as cause:
            raise SourceError("S022", {"name": account.email}) from cause
        session = AuthorizedSession(  # type: ignore[no-untyped-call]  # the library has no types
            credentials, refresh_timeout=patience.request_seconds
        )
        for scheme in (_SCHEME, "http://"):
            session.mount(scheme, _UntilTheEnd(self._left))
        super().__init__(credentials, session)
        self._account = account
        self._patience = patience
        self._gateway = gateway.rstrip("/")
        self._end = patience.clock() + patience.seconds

    def sheet(self, identifier: str, mask: str) -> str:
        """The parts of a spreadsheet that the mask names, as JSON."""
        return self._text("get", SPREADSHEET_URL % identifier, params={"fields": mask})

    def file_version(self, identifier: str) -> str:
        """What Drive knows of the file: its version goes up with every change. As JSON."""
        params = {"fields": "version,modifiedTime", "supportsAllDrives": "true"}
        return self._text("get", f"{DRIVE_FILES_API_V3_URL}/{identifier}", params=params)

    def update(self, identifier: str, changes: list[Mapping[str, object]]) -> None:
        """Apply changes to the spreadsheet, all of them or none."""
        body = {"requests": changes}
        self._text("post", SPREADSHEET_BATCH_UPDATE_URL % identifier, json=body)

    def _text(
        self,
        method: Method,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        json: Mapping[str, object] | None = None,
    ) -> str:
        attempt = 1
        while True:
            outcome = self._once(method, url, params, json)
            if isinstance(outcome, str):
                return outcome
            wait = self._wait(outcome, attempt)
            if wait is None:
                raise SourceError(outcome.code, {"account": self._account.email})
            self._patience.sleep(wait)
            attempt += 1

    def _once(
        self,
        method: Method,
        url: str,
        params: Mapping[str, str] | None,
        json: Mapping[str, object] | None,
    ) -> str | _Failure:
        left = self._left()
        if left <= 0:
            return _Failure("S025")
        most = min(self._patience.request_seconds, left)
        ask = partial(
            self.session.request,
            method=method,
            url=self._through_gateway(url),
            params=params,
            json=json,
            timeout=(min(_LONGEST_CONNECT, most), most),
            stream=True,
        )
        try:
            return self._patience.limit(partial(self._answer, ask, most), left)
        except TimeoutError:
            return _Failure("S025")

    def _left(self) -> float:
        """Seconds until the task gives up."""
        return self._end - self._patience.clock()

    def _answer(self, ask: Callable[[], requests.Response], most: float) -> str | _Failure:
        try:
            with ask() as response:
                # Without a charset the library would guess one.
                text = self._read(response, most).decode("utf-8", errors="replace")
        except RefreshError as error:
            return _Failure("S024", may_retry=bool(error.retryable))
        except (GoogleAuthError, requests.RequestException, HTTPError, LocationParseError):
            return _Failure("S025", may_retry=True)
        except (ValueError, TypeError, OverflowError):
            # A token, or a key to ask for one with, that is none: the library does not look.
            return _Failure("S024")
        return text if response.ok else _failure(response, text)

    def _read(self, response: requests.Response, seconds: float) -> bytes:
        """The whole answer, which must not take longer in all, drop by drop."""
        end = self._patience.clock() + seconds
        content = bytearray()
        # What has come so far, not a full piece: that could take for ever.
        while piece := response.raw.read1(_PIECE, decode_content=True):
            content += piece
            if self._patience.clock() > end or len(content) > MAX_REPLY_BYTES:
                raise requests.ReadTimeout
        return bytes(content)

    def _wait(self, failure: _Failure, attempt: int) -> float | None:
        """Seconds to wait before the next attempt; none where there is to be no other."""
        patience = self._patience
        if not failure.may_retry or attempt >= patience.tries:
            return None
        wait = max(failure.wait, patience.first_wait * 2 ** (attempt - 1) * patience.part())
        return wait if patience.clock() + wait < self._end else None

    def _through_gateway(self, url: str) -> str:
        """The address at the office's own gateway, which keeps the path, if it has one."""
        if not self._gateway:
            return url
        return f"{self._gateway}/{url.removeprefix(_SCHEME).partition('/')[2]}"


def _failure(response: requests.Response, text: str) -> _Failure:
    """What an answer that is none means; where it names a reason, by that."""
    status = response.status_code
    wait = _retry_after(response.headers.get("Retry-After", ""))
    if status == _TOO_MANY or (status == _FORBIDDEN and _names(text, _LIMITS)):
        return _Failure("S026", may_retry=True, wait=wait)
    if status == _FORBIDDEN:
        return _Failure("S028" if _names(text, _NOT_ENABLED) else "S023")
    return _Failure(_REFUSALS.get(status, "S027"), may_retry=status in _RETRIED, wait=wait)


def _names(text: str, reasons: tuple[str, ...]) -> bool:
    return any(f'"{reason}"' in text for reason in reasons)


def _retry_after(text: str) -> float:
    """Seconds that the server asks to wait, said as a number or as a moment; 0 for neither."""
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    if moment.tzinfo is None:
        return 0.0
    return max(0.0, (moment - datetime.now(tz=UTC)).total_seconds())
