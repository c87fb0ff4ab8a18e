"""Compressed input, opened under limits: how many members, how many bytes, how much one byte may become."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO, Protocol

from headwater.errors import BadFormat, InputError, TooLarge
from headwater.read.intake import limits

_CHUNK = 1 << 14


class Stream(Protocol):
    """What the readers of archives need of a stream: ``read`` and ``readline`` with a most number of bytes."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes, none at the end."""

    def readline(self, size: int, /) -> bytes:
        """Return one line, or ``size`` bytes of a longer one."""


class Gunzip:
    """A gzip stream that stops at a limit instead of filling the memory, and gives all it can of a stream that is cut off.

    Reading raises TooLarge past the limit or past the ratio, and BadFormat where broken or cut-off data begin, but
    never before all that comes ahead of them was given.
    """

    def __init__(self, source: IO[bytes], origin: str, limit: int = limits.ARCHIVE_BYTES) -> None:
        self._source = source
        self._inflate = zlib.decompressobj(wbits=31)
        self._pending = self._ready = b""
        self._at = 0
        self._origin = origin
        self._limit = limit
        self._taken = self._given = self._members = 0

    def peek(self) -> bytes:
        """Return what comes next, without taking it: at least a few kilobytes, where there are any."""
        if self._at >= len(self._ready):
            self._ready, self._at = self._next(), 0
        return self._ready[self._at :]

    def read(self, size: int, /) -> bytes:
        """Return ``size`` bytes, or fewer at the end or before a break."""
        pieces: list[bytes] = []
        while size > 0:
            try:
                piece = self.peek()[:size]
            except InputError:
                if pieces:
                    break  # the next read runs into it again
                raise
            if not piece:
                break
            self._at += len(piece)
            size -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def readline(self, size: int, /) -> bytes:
        """Return one line, or ``size`` bytes of a longer one."""
        pieces: list[bytes] = []
        while size > 0 and (waiting := self.peek()):
            end = waiting.find(b"\n") + 1
            piece = waiting[: min(end or len(waiting), size)]
            self._at += len(piece)
            size -= len(piece)
            pieces.append(piece)
            if piece.endswith(b"\n"):
                break
        return b"".join(pieces)

    def _next(self) -> bytes:
        """Some unpacked bytes, or none at the end."""
        while True:
            if self._inflate.eof and not self._next_member():
                return b""
            packed = self._inflate.unconsumed_tail or self._pending or self._fill()
            self._pending = b""
            try:
                data = self._inflate.decompress(packed, _CHUNK)
            except zlib.error as error:
                raise BadFormat(self._origin, "is broken gzip data", "download it again") from error
            self._given += len(data)
            check_expansion(self._taken, self._given, self._origin, self._limit)
            if data:
                return data
            if not packed and not self._inflate.eof:
                raise BadFormat(self._origin, "is cut off in the middle", "download it again")

    def _next_member(self) -> bool:
        rest = self._inflate.unused_data.lstrip(b"\0") or self._fill().lstrip(b"\0")
        if not rest.startswith(b"\x1f"):
            return False  # what follows the last member, if anything, is no gzip data; gzip ignores it too
        self._members += 1
        if self._members > limits.ARCHIVE_MEMBERS:
            raise TooLarge(self._origin, f"holds more than {limits.ARCHIVE_MEMBERS:,} parts", "split it")
        self._inflate = zlib.decompressobj(wbits=31)
        self._pending = rest
        return True

    def _fill(self) -> bytes:
        data = self._source.read(_CHUNK)
        self._taken += len(data)
        return data


def check_expansion(packed: int, unpacked: int, origin: str, limit: int = limits.ARCHIVE_BYTES) -> None:
    """Raise TooLarge when unpacked data passes the limit or grows out of all proportion."""
    if unpacked > limit:
        raise TooLarge(origin, f"unpacks to more than {limit // limits.MEBIBYTE} MiB", "split it")
    if unpacked > limits.PAGE_BYTES and unpacked > limits.EXPANSION_RATIO * max(packed, 1):
        raise TooLarge(origin, "unpacks to far more than any text would (a decompression bomb)", "don't open it")


def open_zip(source: IO[bytes], origin: str) -> zipfile.ZipFile:
    """A zip archive whose directory promises no bomb and no encryption. Raises BadFormat or TooLarge."""
    try:
        archive = zipfile.ZipFile(source)
        members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, UnicodeDecodeError) as error:
        raise BadFormat(origin, "is a broken archive", "download it again") from error
    if len(members) > limits.ARCHIVE_MEMBERS:
        raise TooLarge(origin, f"holds more than {limits.ARCHIVE_MEMBERS:,} files", "split it")
    packed = sum(member.compress_size for member in members)
    check_expansion(packed, sum(member.file_size for member in members), origin)
    for member in members:
        check_expansion(member.compress_size, member.file_size, origin)
        if member.flag_bits & 0x1:
            raise BadFormat(origin, "is an encrypted archive", "remove the password first")
    return archive


def is_safe_name(name: str) -> bool:
    """Whether a member's name stays inside its archive. Nothing is ever written to disk; such a name is a sign of bad intent."""
    path = PurePosixPath(name.replace("\\", "/"))
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and ":" not in path.parts[0]
