"""Compressed input, opened under limits: how many members, how many bytes, how much one byte may become."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO

from headwater.errors import BadFormat, TooLarge
from headwater.read.intake import limits


_CHUNK = 1 << 16


class Gunzip(io.RawIOBase):
    """A gzip stream that stops at a limit instead of filling the memory, and gives all it can of a stream that is cut off.

    ``read`` raises TooLarge past the limit or past the ratio, and BadFormat where broken or cut-off data begin.
    """

    def __init__(self, source: IO[bytes], origin: str, limit: int = limits.ARCHIVE_BYTES) -> None:
        super().__init__()
        self._source = source
        self._inflate = zlib.decompressobj(wbits=31)
        self._packed = b""
        self._origin = origin
        self._limit = limit
        self._taken = 0
        self._given = 0

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: memoryview | bytearray) -> int:  # type: ignore[override]
        """Fill ``buffer`` with at most its length; returns how many bytes were put, 0 at the end."""
        while len(buffer):
            data = self._step(len(buffer))
            if data is None:
                return 0
            if data:
                self._given += len(data)
                check_expansion(self._taken, self._given, self._origin, self._limit)
                buffer[: len(data)] = data
                return len(data)
        return 0

    def _step(self, most: int) -> bytes | None:
        """Some bytes (perhaps none yet), or None at the end."""
        if self._inflate.eof:
            self._packed = self._inflate.unused_data.lstrip(b"\0") or self._fill().lstrip(b"\0")
            if not self._packed.startswith(b"\x1f"):
                return None  # what follows the last member, if anything, is no gzip data; gzip ignores it too
            self._inflate = zlib.decompressobj(wbits=31)
        packed = self._inflate.unconsumed_tail or self._packed or self._fill()
        self._packed = b""
        try:
            data = self._inflate.decompress(packed, most)
        except zlib.error as error:
            raise BadFormat(self._origin, "is broken gzip data", "download it again") from error
        if not packed and not data and not self._inflate.eof:
            raise BadFormat(self._origin, "is cut off in the middle", "download it again")
        return data

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
    """Whether a member's name stays inside its archive. Nothing is ever written to disk; such names are a sign of bad intent."""
    path = PurePosixPath(name.replace("\\", "/"))
    return (
        not path.is_absolute() and ".." not in path.parts and "\0" not in name and ":" not in path.parts[0]
        if path.parts
        else False
    )


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, origin: str, limit: int) -> bytes:
    """One member's bytes, never more than ``limit``. Raises BadFormat or TooLarge."""
    try:
        with archive.open(member) as stream:
            data = stream.read(limit + 1)
    except (zipfile.BadZipFile, OSError, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise BadFormat(origin, "is a broken archive member", "download it again") from error
    if len(data) > limit:
        raise TooLarge(origin, f"unpacks to more than {limit // limits.MEBIBYTE} MiB", "split it")
    return data
