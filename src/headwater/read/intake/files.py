"""Files and folders: which files to read, and which module reads each."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from headwater.errors import BadEncoding, BadFormat, InputError, NoText, NotReadable, TooLarge
from headwater.model import Document
from headwater.read.intake import limits
from headwater.read.intake.archives import Gunzip, Stream
from headwater.read.intake.assemble import About
from headwater.read.intake.decode import decode
from headwater.read.intake.normalise import drop_invisible, printable
from headwater.read.intake.phrases import words_of
from headwater.read.intake.sniff import Format, sniff

_PASSED_OVER = words_of(
    """
    .css .js .mjs .map .png .jpg .jpeg .gif .webp .svg .ico .bmp .avif .woff .woff2 .ttf .otf .eot .mp3 .mp4
    .m4a .mov .webm .wav .ogg .py .pyc .ds_store .cdxj .cdx .yaml .yml .toml .lock
    """
)
_SIDE = (
    "_files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_file",
    "_bestanden",
    "_filer",
    "_soubory",
    "_pliki",
    ".files",
)
"""How browsers, in several languages, end the name of the folder beside a saved page."""
_HEAD = 4_096
_LONGEST_NAME = 4_096


def files_under(target: Path) -> Iterator[Path | InputError]:
    """A file itself; of a folder, every file below in order of path, without hidden files and what belongs to a saved page.

    Links to folders are not followed, so a loop of links ends.
    """
    try:
        is_folder = stat.S_ISDIR(target.stat().st_mode)
    except (OSError, ValueError) as error:
        yield NotReadable(shown(target), _why(error), "check the path")
        return
    if not is_folder:
        yield target
        return
    count = 0
    stack: list[Path] = [target]
    while stack:
        here = stack.pop()
        if here != target and not here.is_dir():
            count += 1
            if count > limits.FOLDER_FILES:
                yield TooLarge(shown(target), f"holds more than {limits.FOLDER_FILES:,} files", "give a smaller folder")
                return
            yield here
            continue
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            yield NotReadable(shown(here), _why(error), "check the permissions")
            continue
        stack.extend(Path(entry.path) for entry in entries if _is_wanted(entry))
    if not count:
        yield NoText(shown(target), "holds no files to read")


def _is_wanted(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return False
    if entry.is_dir():
        return not entry.is_symlink() and not _is_side(Path(entry.path))
    return Path(entry.name).suffix.lower() not in _PASSED_OVER


def _is_side(folder: Path) -> bool:
    """Whether a folder is the one beside a saved page: by its name, and by the page being there."""
    for ending in _SIDE:
        if folder.name.endswith(ending):
            stem = folder.name.removesuffix(ending)
            return any((folder.parent / f"{stem}{suffix}").is_file() for suffix in (".html", ".htm", ".xhtml"))
    return False


Keep = Callable[[str, bytes, str | None], None]
"""Is told the bytes a document is made from: its name, the bytes, and when they were captured if an archive says so."""


def documents_in_file(path: Path, keep: Keep | None = None) -> Iterator[Document | InputError]:
    """Each document in one file. Errors are yielded, not raised. ``keep`` is told each document's bytes before it comes."""
    name = shown(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotReadable(name, "is no ordinary file", "give a file or a folder")
        with path.open("rb") as source:
            yield from _documents(source, name, path.name, keep)
    except InputError as error:
        yield error
    except (OSError, ValueError) as error:
        yield NotReadable(name, _why(error), "check the path and the permissions")


def _documents(source: IO[bytes], name: str, filename: str, keep: Keep | None) -> Iterator[Document | InputError]:
    head = source.read(_HEAD)
    source.seek(0)
    kind = sniff(head, filename)
    stream: Stream = source
    if kind == "gzip":
        stream = unpacked = Gunzip(source, name)
        kind = sniff(unpacked.peek()[:_HEAD], filename.removesuffix(".gz").removesuffix(".GZ"))
        if kind in ("gzip", "wacz", "zip"):
            raise BadFormat(name, "is compressed twice", "unpack it")
    if kind == "warc":
        from headwater.read.intake.warc import read_warc

        yield from read_warc(stream, name, page_document, keep)
    elif kind == "wacz":
        from headwater.read.intake.warc import read_wacz

        yield from read_wacz(source, name, page_document, keep)
    elif kind == "jsonl":
        from headwater.read.intake.jsonl import read_jsonl

        yield from read_jsonl(stream, name, keep)
    elif kind == "mhtml":
        from headwater.read.intake.mhtml import page_in

        data = _all(stream, name, kind)
        page = page_in(data, name)
        if keep:
            keep(name, data, None)
        yield read_bytes(page.html, name, "html", url=page.url, charset=page.charset)
    elif kind == "mail":
        from headwater.read.intake.mail import read_mail

        data = _all(stream, name, kind)
        if keep:
            keep(name, data, None)
        yield read_mail(data, name)
    else:
        data = _all(stream, name, kind)
        if keep:
            keep(name, data, None)
        yield read_bytes(data, name, kind)


def _all(stream: Stream, name: str, kind: Format) -> bytes:
    """The rest of a stream. Pages and texts are cut short at the limit rather than held in memory whole."""
    limit = limits.FILE_BYTES if kind in ("pdf", "docx", "zip", "mhtml", "mail") else limits.PAGE_BYTES
    chunks: list[bytes] = []
    size = 0
    while size <= limit and (chunk := stream.read(min(limits.MEBIBYTE, limit + 1 - size))):
        chunks.append(chunk)
        size += len(chunk)
    data = b"".join(chunks)
    if size > limit:
        raise TooLarge(name, f"is larger than {limit // limits.MEBIBYTE} MiB", "save the article alone, or split it")
    return data


def page_document(data: bytes, name: str, url: str, content_type: str) -> Document:
    """One page as a server or a web archive gave it. Raises an InputError."""
    kind = sniff(data[:_HEAD], url.partition("?")[0], content_type)
    if kind in ("gzip", "warc", "wacz", "mhtml", "mail", "jsonl", "zip"):
        raise BadFormat(name, "is an archive, not a page", "save it and give the file")
    charset = _charset(content_type)
    return read_bytes(data, name, kind, url=url or None, charset=charset)


def _charset(content_type: str) -> str | None:
    _, _, rest = content_type.lower().partition("charset=")
    return rest.split(";")[0].strip(" \"'")[:40] or None


def read_bytes(data: bytes, name: str, kind: Format, *, url: str | None = None, charset: str | None = None) -> Document:
    """A document of one page or file of a known kind. Raises an InputError."""
    if kind == "empty":
        raise NoText(name, "is empty")
    if kind == "html":
        from headwater.read.intake.html import read_html

        return read_html(data, name, url=url, charset=charset)
    if kind in ("pdf", "docx"):
        from headwater.read.intake.contained import read_contained

        return read_contained(data, name, kind)
    if kind in ("text", "markdown"):
        return _text(data, name, kind, url, charset)
    if kind in ("zip", "wacz"):
        raise BadFormat(name, "is a zip archive", "unpack it and give the folder")
    raise BadEncoding(name, "holds binary data, not text", "give a text, HTML, PDF, DOCX, WARC or JSON Lines file")


def _text(data: bytes, name: str, kind: Format, url: str | None, charset: str | None) -> Document:
    text = decode(data, name, charset)
    about = About(url=url)
    if kind == "markdown":
        from headwater.read.intake.markdown import markdown_document

        return markdown_document(text, name, about)
    from headwater.read.intake.plain import text_document

    return text_document(drop_invisible(text), name, about, check=True, unwrap=True)


def shown(path: Path) -> str:
    """A path as it can be printed: bytes that are no UTF-8, and control characters, replaced."""
    return printable(os.fsencode(path).decode("utf-8", "replace"), _LONGEST_NAME)


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "doesn't exist"
    if isinstance(error, PermissionError):
        return "may not be read"
    return (
        f"can't be read ({(error.strerror or 'error').lower()})" if isinstance(error, OSError) else "is no valid path"
    )
