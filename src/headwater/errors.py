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
    ├── WeighError                 a matrix that can't be weighed; names the row, column or item
    │   ├── BadMatrix              one or more problems in a matrix, each with its place
    │   └── Contradiction          the ratings leave no hypothesis possible
    ├── ModelError                 the shipped weights are missing or were changed
    ├── CaseError                  a case file that can't be used as asked
    │   ├── NotACase               some other file, or nothing there
    │   ├── NewerCase              made by a newer version of Headwater; left untouched
    │   ├── DamagedCase            truncated, flipped bits, a broken chain of verdicts
    │   ├── CaseLocked             another program holds it
    │   ├── CaseFull               the disk, or a limit on file size, left no room
    │   ├── ReadOnlyCase           the file or its folder can't be written
    │   └── BadVerdict             a verdict that makes no sense for what it is about
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

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        return type(self), (self.name, self.problem, self.advice)


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


class WeighError(HeadwaterError):
    """A matrix that can't be weighed.

    ``place`` is the row, column, item or file; ``problem`` says what is wrong; ``advice`` what to do about it.
    """

    def __init__(self, place: str, problem: str, advice: str = "") -> None:
        self.place = place
        self.problem = problem
        self.advice = advice
        super().__init__(f"{place}: {problem}" + (f" ({advice})" if advice else ""))


class BadMatrix(WeighError):
    """One or more problems in a matrix. ``problems`` holds ``(place, problem, advice)`` for each of them."""

    def __init__(self, problems: tuple[tuple[str, str, str], ...]) -> None:
        self.problems = problems
        super().__init__(*problems[0])
        if len(problems) > 1:
            lines = (f"{place}: {problem}" + (f" ({advice})" if advice else "") for place, problem, advice in problems)
            self.args = ("\n".join(lines),)


class Contradiction(WeighError):
    """The ratings taken together leave no hypothesis possible."""


class CaseError(HeadwaterError):
    """A case file that can't be used as asked.

    ``name`` is the case's path; ``problem`` says what is wrong; ``advice`` what to do about it.
    """

    def __init__(self, name: str, problem: str, advice: str = "") -> None:
        self.name = name
        self.problem = problem
        self.advice = advice
        super().__init__(f"{name}: {problem}" + (f" ({advice})" if advice else ""))


class NotACase(CaseError):
    """Some other file, or nothing there."""


class NewerCase(CaseError):
    """Made by a newer version of Headwater; left untouched."""


class DamagedCase(CaseError):
    """Truncated, flipped bits, or a broken chain of verdicts."""


class CaseLocked(CaseError):
    """Another program holds the file and did not let go in time."""


class CaseFull(CaseError):
    """The disk, or a limit on file size, left no room. What was saved before is still there."""


class ReadOnlyCase(CaseError):
    """The file or its folder can't be written."""


class BadVerdict(CaseError):
    """A verdict that makes no sense for what it is about."""
