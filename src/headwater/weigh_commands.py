"""The command that weighs a matrix, of a case or of a file. Errors are left to whoever mounts it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.errors import BadEncoding, BadFormat, NotReadable, TooLarge
from headwater.plain_words import chance
from headwater.telling import login

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from headwater.weigh.matrix import Matrix
    from headwater.weigh.origins import Count
    from headwater.weigh.rests_on import RestsOn

MOST_BYTES = 20_000_000


def weigh(
    matrix: Annotated[
        Path, typer.Argument(metavar="CASE|MATRIX", help="A case file, or a matrix as CSV or JSON.", show_default=False)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the standings and what they rest on as JSON.")] = False,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Weigh what was known at the end of this date.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the draws behind the bands.", min=0)] = 0,
    export: Annotated[Path | None, typer.Option(help="Also write the matrix, as .json or .csv.")] = None,
    name: Annotated[
        str | None, typer.Option("--matrix", help="Which matrix of the case; its only one if left out.")
    ] = None,
    analyst: Annotated[str | None, typer.Option(help="Whose ratings; of the one who rated most if left out.")] = None,
    take: Annotated[
        Path | None, typer.Option("--import", help="First take this matrix, CSV or JSON, into the case.")
    ] = None,
    values: Annotated[
        bool,
        typer.Option("--values", help="Instead, weigh the conflicting numbers of a traced case, copies counted once."),
    ] = False,
    author: Annotated[
        str | None,
        typer.Option("--author", envvar="HEADWATER_AUTHOR", help="Who imports; your login name otherwise."),
    ] = None,
) -> None:
    """Weigh rival explanations against the evidence, one vote for each origin: the matrix of a case, or one in a file."""
    from rich.console import Console

    from headwater.weigh.asof import as_of as matrix_as_of
    from headwater.weigh.asof import undated
    from headwater.weigh.rests_on import rests_on, to_dict

    notes = Console(stderr=True, highlight=False, soft_wrap=True)
    if values:
        _weigh_values(matrix, as_json)
        return
    if is_case(matrix):
        read, notices = _of_case(matrix, name, analyst, take, author or login())
        for notice in notices:
            notes.print(notice, markup=False)
    elif name or analyst or take:
        raise BadFormat(str(matrix), "is no case", "--matrix, --analyst and --import go with a case file")
    else:
        read = read_matrix(matrix)
    if export is not None:
        for lost in write_matrix(read, export):
            notes.print(f"{export}: CSV can't hold {lost}; JSON can", markup=False)
    if as_of is not None:
        left_out = undated(read)
        read = matrix_as_of(read, as_of)
        if left_out:
            notes.print(f"as of {as_of}: left out for want of a date: {', '.join(left_out)}", markup=False)
    rests = rests_on(read, seed)
    if as_json:
        typer.echo(json.dumps(to_dict(rests), ensure_ascii=False, indent=1, allow_nan=False))
    else:
        _print(rests, Console(highlight=False, markup=False))


def _weigh_values(path: Path, as_json: bool) -> None:
    """Print the numbers that a case's documents disagree on, and what each method makes of them."""
    from dataclasses import asdict

    from rich.console import Console
    from rich.table import Table

    from headwater.conflicts import conflicts
    from headwater.store.case import Case

    if not is_case(path):
        raise BadFormat(str(path), "is no case", "--values goes with a case file that was traced")
    with Case.open(path, readonly=True) as case:
        found = conflicts(case)
    if as_json:
        typer.echo(json.dumps({"conflicts": [asdict(one) for one in found]}, ensure_ascii=False, indent=1))
        return
    console = Console(highlight=False, markup=False)
    if not found:
        console.print("No numbers in conflict. If the case was not traced yet: headwater trace")
    for one in found:
        table = Table(title=f"“{one.words}”", title_justify="left")
        table.add_column("value", overflow="fold")
        table.add_column("outlets", justify="right")
        for method in one.answers[0].by_method:
            table.add_column(method, justify="right")
        for answer in one.answers:
            shares = [chance(share) for share in answer.by_method.values()]
            table.add_row(answer.value, str(len(answer.outlets)), *shares)
        console.print(table)
    if found:
        console.print("What each method makes of who says what, an outlet's last word counted; not what is true.")
        console.print("ACCUCOPY counts copies once. Few questions teach these methods little about the outlets.")


def is_case(path: Path) -> bool:
    """Whether a file is a database, as cases are, and no text."""
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def _of_case(
    path: Path, name: str | None, analyst: str | None, take: Path | None, author: str
) -> tuple[Matrix, tuple[str, ...]]:
    """The matrix of a case, a file's taken in first; and what changed under it since it was rated."""
    from headwater.store.case import Case
    from headwater.weighing import case_matrix, import_matrix

    with Case.open(path, readonly=take is None) as case:
        notices: tuple[str, ...] = ()
        if take is not None:
            name = name or take.stem
            new = import_matrix(case, name, read_matrix(take), author)
            notices = (f"{take}: {new} parts were new or changed, now in the case as the matrix {name!r}",)
        found = case_matrix(case, name, analyst)
    others = [who for who in found.analysts if who != found.analyst]
    if others:
        notices += (f"rated by {found.analyst}; also by {', '.join(others)} (choose with --analyst)",)
    return found.matrix, (*notices, *found.notices)


def read_matrix(path: Path) -> Matrix:
    """Read a matrix from a file. Raises NotReadable, TooLarge, BadEncoding, WeighError or BadMatrix."""
    from headwater.weigh.matrix_io import matrix_from_text

    try:
        if path.stat().st_size > MOST_BYTES:
            raise TooLarge(str(path), f"is over {MOST_BYTES // 1_000_000} MB", "a matrix is a few kilobytes")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadEncoding(str(path), "is not UTF-8 text", 'save it as "CSV UTF-8" or JSON') from None
    except OSError as error:
        problem = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror or "can't be read"
        raise NotReadable(str(path), problem, "give a matrix as CSV or JSON, or a case") from None
    return matrix_from_text(text, str(path))


def write_matrix(matrix: Matrix, path: Path) -> tuple[str, ...]:
    """Write a matrix, its form taken from the name; return what the form can't hold. Never overwrites."""
    from headwater.weigh.matrix_io import matrix_to_csv, matrix_to_json

    suffix = path.suffix.lower()
    if suffix not in (".csv", ".json"):
        raise BadFormat(str(path), "ends in neither .csv nor .json", "name the file for the form you want")
    text, lost = matrix_to_csv(matrix) if suffix == ".csv" else (matrix_to_json(matrix), ())
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise NotReadable(str(path), error.strerror or "can't be written", "choose another name") from None
    return lost


def _print(rests: RestsOn, console: Console) -> None:
    from headwater.weigh.explain import explain

    if rests.matrix.title:
        console.print(rests.matrix.title)
    console.print(_standings(rests))
    console.print(_items(rests))
    for sentence in explain(rests):
        console.print(sentence)
    for notice in rests.standings.notices:
        console.print(f"note: {notice}")


def _standings(rests: RestsOn) -> Table:
    from rich.table import Table

    table = Table(title="Standings: all origins apart, and those that may be one merged", title_justify="left")
    table.add_column("hypothesis", overflow="fold")
    for heading in ("prior", "all apart", "band", "merged", "band", "ACH"):
        table.add_column(heading, justify="right", overflow="fold")
    order = {h.id: index for index, h in enumerate(rests.matrix.hypotheses)}
    for id_ in rests.standings.high.ranking:
        index = order[id_]
        h, prior = rests.matrix.hypotheses[index], rests.matrix.priors[index]
        score = rests.ach[index]
        inconsistency = f"{score.inconsistency:.2f}" + (f" ({score.unrated} unrated)" if score.unrated else "")
        table.add_row(
            h.text if h.is_none else f"{h.id}: {h.text}",
            f"{prior:.1%}",
            *_cells(rests, index, "high"),
            *_cells(rests, index, "low"),
            inconsistency,
        )
    return table


def _cells(rests: RestsOn, index: int, count: Count) -> tuple[str, str]:
    weighing = rests.standings.high if count == "high" else rests.standings.low
    band = rests.bands[count][index]
    return f"{weighing.posterior[index]:.1%}", f"{band.low:.0%}–{band.high:.0%}"


def _items(rests: RestsOn) -> Table:
    from rich.table import Table

    table = Table(
        "item", title="Evidence, the most telling first; log-odds for the first over the second", title_justify="left"
    )
    for heading in ("origins", "diagnosticity", "log-odds"):
        table.add_column(heading, justify="right", overflow="fold")
    weighing = rests.standings.high
    terms = dict(weighing.log_odds(*weighing.ranking[:2]).terms)
    joined = {item: name for name, members in rests.standings.members.items() for item in members}
    for id_, diagnosticity in rests.diagnosticity:
        item = rests.matrix.item(id_)
        low, high = rests.standings.counts[id_]
        origins = item.kind if item.kind != "reported" else (f"{low}" if low == high else f"{low}–{high}")
        name = joined.get(id_, id_)
        value = f"{terms[name]:+.2f}" if name in terms else ""
        table.add_row(
            f"{id_}: {item.text}", origins, f"{diagnosticity:.2f}", value + (f" ({name})" if name != id_ else "")
        )
    return table
