"""Every error Headwater raises on purpose.

The tree::

    HeadwaterError                 anything a caller may want to catch
    ├── InputError                 a file, address or record that can't be read
    │   ├── NotReadable            missing, a folder, no permission
    │   ├── TooLarge               over a limit on size, depth or expansion
    │   ├── BadEncoding            no known encoding, or binary data
    │   ├── BadFormat              broken, encrypted or truncated
    │   ├── NoText                 nothing to read in it (empty, scanned PDF)
    │   ├── NotEnglish             readable, but in a language Headwater can't read yet
    │   └── AddressRefused         private, unreachable, too slow or too large address
    ├── ModelError                 the shipped weights are missing or were changed
    └── AnchorError                a span that does not say what its document says (a bug)

Messages name the input, say what is wrong, and say what to do.
"""

from __future__ import annotations


class HeadwaterError(Exception):
    """Anything a caller may want to catch."""


class InputError(HeadwaterError):
    """An input that can't be read.

    ``name`` is the file, address or record; ``problem`` says what is wrong; ``advice`` what to do about it.
    """

    def __init__(self, name: str, problem: str, advice: str = "") -> None:
        self.name = name
        self.problem = problem
        self.advice = advice
        super().__init__(f"{name}: {problem}" + (f" ({advice})" if advice else ""))


class NotReadable(InputError):
    """Missing, a folder where a file is needed, or no permission."""


class TooLarge(InputError):
    """Over a limit on size, depth or expansion."""


class BadEncoding(InputError):
    """No known encoding, or binary data."""


class BadFormat(InputError):
    """Broken, encrypted or truncated."""


class NoText(InputError):
    """Nothing to read: empty, or a scan without text."""


class NotEnglish(InputError):
    """Text in a language that Headwater can't read yet."""


class AddressRefused(InputError):
    """An address that is private, unreachable, too slow or too large."""


class ModelError(HeadwaterError):
    """The shipped weights are missing or are not the ones that were shipped."""


class AnchorError(HeadwaterError):
    """A span that does not say what its document says. Always a bug in Headwater."""
