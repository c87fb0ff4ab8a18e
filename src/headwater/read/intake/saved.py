"""When a browser saved a page, and from where, as the page's own comment says.

Browsers write ``saved from url=… on Thu, 06 Mar 2031 08:30:51 GMT``, SingleFile ``saved date: Thu Mar 06 2031 09:30:51
GMT+0100``. The date a file was last written says less: copying changes it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_BEGINNING = 4096
"""Bytes of a page in which the comment stands."""

_SAVED_FROM = re.compile(
    rb"<!--\s{0,9}saved from url=[^\n]{0,2000}? on (\w{3}, \d\d? \w{3} \d{4} \d\d:\d\d:\d\d GMT)\s{0,9}-->"
)
_SINGLE_FILE = re.compile(rb"saved date: \w{3} (\w{3} \d\d \d{4} \d\d:\d\d:\d\d) GMT([+-])(\d\d)(\d\d)")
_ADDRESS = re.compile(
    rb"<!--\s{0,9}saved from url=(?:\(\d{1,6}\))?(https?://[^\s>]{1,2000})|"
    rb"Page saved with SingleFile\s{1,9}url:\s{0,9}(https?://[^\s>]{1,2000})",
    re.IGNORECASE,
)


def saved_from(data: bytes) -> str | None:
    """The address that the page was saved from; None if it does not say."""
    found = _ADDRESS.search(data[:_BEGINNING])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def saved_at(data: bytes) -> str | None:
    """When the page was saved, in UTC as ``2031-03-06T08:30:51.000000Z``; None if it does not say, or not a real date."""
    head = data[:_BEGINNING]
    moment = _browser(head) or _single_file(head)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if moment else None


def _browser(head: bytes) -> datetime | None:
    found = _SAVED_FROM.search(head)
    if found is None:
        return None
    try:
        return parsedate_to_datetime(found[1].decode("ascii", "replace")).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _single_file(head: bytes) -> datetime | None:
    found = _SINGLE_FILE.search(head)
    if found is None:
        return None
    try:
        away = timedelta(hours=int(found[3]), minutes=int(found[4]))
        zone = timezone(away if found[2] == b"+" else -away)
        return (
            datetime.strptime(found[1].decode("ascii", "replace"), "%b %d %Y %H:%M:%S")
            .replace(tzinfo=zone)
            .astimezone(UTC)
        )
    except (ValueError, OverflowError):
        return None
