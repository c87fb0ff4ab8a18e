"""Headwater reads reporting about a contested event and shows, for every statement in it, on whose word it rests.

    >>> import headwater
    >>> reading = headwater.read_text("The gate was shut, the keeper said.")  # doctest: +SKIP
    >>> reading.attributions[0].content[0].text  # doctest: +SKIP
    'The gate was shut'

Importing this package is quick; the parts that take time are loaded when they are first used.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import TYPE_CHECKING

import headwater.model
from headwater.errors import (
    AddressRefused,
    AnchorError,
    BadEncoding,
    BadFormat,
    CaseError,
    HeadwaterError,
    InputError,
    ModelError,
    NotEnglish,
    NoText,
    NotReadable,
    TooLarge,
)
from headwater.model import (
    Attribution,
    Certainty,
    Correction,
    Document,
    Drift,
    Markup,
    OwnStatement,
    Quantity,
    Reading,
    Residue,
    Span,
    Time,
    Voice,
)
from headwater.networks import DEFAULT

if TYPE_CHECKING:
    from headwater.library import Case
    from headwater.read.reader import Reader

__version__ = "0.1.0"

__all__ = [
    "AddressRefused",
    "AnchorError",
    "Attribution",
    "BadEncoding",
    "BadFormat",
    "Case",
    "CaseError",
    "Certainty",
    "Correction",
    "Document",
    "Drift",
    "HeadwaterError",
    "InputError",
    "Markup",
    "ModelError",
    "NoText",
    "NotEnglish",
    "NotReadable",
    "OwnStatement",
    "Quantity",
    "Reading",
    "Residue",
    "Span",
    "Time",
    "TooLarge",
    "Voice",
    "__version__",
    "read",
    "read_all",
    "read_text",
]

# What stands in ``__all__`` is the public interface and changes only with the major version. All else is private.

_readers: dict[str, Reader] = {}
_Path = str | os.PathLike[str]


def read(target: _Path, *, model: str = DEFAULT, allow_private: bool = False) -> Reading:
    """Read the first document of a file (its path), a folder, or an address.

    ``allow_private`` lets addresses on this machine and its private network be fetched. Raises InputError when there is
    nothing that can be read, ModelError when the weights are missing.
    """
    for outcome in read_all(target, model=model, allow_private=allow_private):
        if isinstance(outcome, InputError):
            raise outcome
        return outcome
    raise NoText(os.fspath(target), "there is no document in it")


def read_all(target: _Path, *, model: str = DEFAULT, allow_private: bool = False) -> Iterator[Reading | InputError]:
    """Read every document of a file, folder or address, in order; what can't be read gives an InputError in its place.

    Raises ModelError when the weights are missing.
    """
    from headwater.pipeline import Settings, read_many

    return read_many([os.fspath(target)], Settings(model, allow_private), load=_reader)


def read_text(
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    authors: Iterable[str] = (),
    url: str | None = None,
    origin: str = "text",
    model: str = DEFAULT,
) -> Reading:
    """Read a text at hand. ``published`` is an ISO date. Raises InputError when there is nothing to read in it."""
    from headwater.read.intake import document_from_text

    document = document_from_text(
        text, origin=origin, title=title, authors=tuple(authors), publisher=publisher, published=published, url=url
    )
    return _reader(model).read(document)


def __getattr__(name: str) -> type[Case]:
    """``headwater.Case``, which brings the whole case file with it, only when it is asked for."""
    if name == "Case":
        from headwater.library import Case

        return Case
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _reader(model: str) -> Reader:
    """The reader with some weights, loaded once in a process."""
    if model not in _readers:
        from headwater.pipeline import load_reader

        _readers[model] = load_reader(model)
    return _readers[model]


def _notebook(reading: Reading) -> str:
    from headwater.show.page import notebook

    return notebook(reading)


headwater.model.render_html = _notebook

_read = read


class _CallablePackage(ModuleType):
    def __call__(self, target: _Path, *, model: str = DEFAULT, allow_private: bool = False) -> Reading:
        """Read the first document of a file, a folder or an address: the function ``headwater.read``."""
        return _read(target, model=model, allow_private=allow_private)


class _Package(ModuleType):
    """``headwater.read`` is a function, and a package of that name lies inside this one.

    Python puts a package in the place of the function when it is first imported, so the package is made callable then.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name == "read" and isinstance(value, ModuleType):
            value.__class__ = _CallablePackage
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
