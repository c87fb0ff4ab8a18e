"""Build, and try what was built as a stranger would: ``python -m releasing.check [--python PYTHON ...]``.

Wheel and sdist are built twice and must be the same bytes. For each Python (3.11 to 3.14, those found here), the wheel is
installed into an empty environment, and used in an empty folder with the source tree out of reach. Needs the packages of
the extra ``release``, and a package index for the dependencies. Takes some minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
MOST_INSTALLED = 450_000_000
HEAVY = "pandas polars pyarrow spacy sqlalchemy onnxruntime trafilatura jinja2 duckdb"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry stopped</title></head><body><article><h1>Ferry stopped at Marram</h1>
<p>The ferry was stopped on Monday evening because the chain had rusted through, the harbour master, Mara Teld, said.</p>
<p>Two officials told the Lantern that nobody had looked at the chain since the spring. They asked not to be named.</p>
<p>"We looked at it every week," said Ola Brandt, who runs the ferry. He added that a new chain would come by Friday.</p>
</article></body></html>"""


def main() -> None:
    """Build and check; exit status 1 at the first thing that is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", action="append", help="An interpreter to try; all that are found otherwise.")
    parser.add_argument("--build-only", action="store_true", help="Stop after the two builds.")
    options = parser.parse_args()
    wheel, _ = build(ROOT / "dist")
    if options.build_only:
        return
    tried = 0
    for python in options.python or [f"python{version}" for version in VERSIONS]:
        if usable(python):
            try_out(python, wheel)
            tried += 1
        else:
            say(f"{python}: not on this machine, not tried")
    if not tried:
        fail("there was no Python to try the wheel with")


def build(goal: Path) -> tuple[Path, Path]:
    """Wheel and sdist, built twice from a copy of what is committed; the same bytes, or it fails."""
    built: list[dict[str, str]] = []
    commit = git("rev-parse", "HEAD")
    os.environ["SOURCE_DATE_EPOCH"] = git("log", "-1", "--format=%ct", commit)
    for _ in range(2):
        with tempfile.TemporaryDirectory() as folder:
            export(commit, Path(folder) / "source")
            run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, str(Path(folder) / "source"))
            files = sorted([*Path(folder).glob("*.whl"), *Path(folder).glob("*.tar.gz")])
            built.append({file.name: sha256(file) for file in files})
            shutil.rmtree(goal, ignore_errors=True)
            goal.mkdir(parents=True)
            for file in files:
                shutil.copy(file, goal)
    if built[0] != built[1]:
        fail(f"two builds differ: {built}")
    for name, digest in built[0].items():
        say(f"{name}  {(goal / name).stat().st_size / 1e6:.1f} MB  sha256 {digest}")
    return next(goal.glob("*.whl")), next(goal.glob("*.tar.gz"))


def export(commit: str, goal: Path) -> None:
    """The committed files, and nothing else that lies about."""
    goal.mkdir()
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", str(goal)], input=archive, check=True)


def git(*words: str) -> str:
    """What git answers."""
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def usable(python: str) -> bool:
    """Whether an interpreter is there and is what it says."""
    path = shutil.which(python)
    if path is None:
        return False
    done = subprocess.run(
        [path, "-c", "import sys, venv; sys.exit(sys.version_info < (3, 11))"], check=False, capture_output=True
    )
    return done.returncode == 0


def try_out(python: str, wheel: Path) -> None:
    """Install into an empty environment; use it in an empty folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(python, "-m", "venv", str(folder / "env"))
        empty = bytes_in(folder / "env")
        scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
        run(str(scripts / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel))
        whole = bytes_in(folder / "env")
        say(
            f"{python}: installed, {(whole - empty) / 1e6:.0f} MB ({whole / 1e6:.0f} MB with pip and what else was there)"
        )
        for package, size in largest(folder / "env"):
            say(f"  {size / 1e6:6.1f} MB  {package}")
        use(scripts, folder / "empty")
        if whole - empty > MOST_INSTALLED:
            fail(f"{(whole - empty) / 1e6:.0f} MB installed is over {MOST_INSTALLED / 1e6:.0f} MB")


def bytes_in(folder: Path) -> int:
    """What the files below a folder take."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def largest(env: Path, most: int = 5) -> list[tuple[str, int]]:
    """The packages that take most, by their folders."""
    site = next(iter(sorted((env / "lib").glob("python*/site-packages"))), env / "Lib" / "site-packages")
    sizes = sorted(((bytes_in(one), one.name) for one in site.iterdir() if one.is_dir()), reverse=True)
    return [(name, size) for size, name in sizes[:most]]


def use(scripts: Path, here: Path) -> None:
    """The commands of the first hour, and the import that must stay light."""
    here.mkdir()
    code = f"import sys, headwater; print([m for m in {HEAVY!r}.split() if m in sys.modules], headwater.__file__)"
    light = run(str(scripts / "python"), "-I", "-c", code, cwd=here)
    if not light.startswith("[] ") or str(ROOT) in light:
        fail(f"importing headwater: {light}")
    headwater = str(scripts / "headwater")
    told = json.loads(run(headwater, "doctor", "--json", cwd=here))
    if not told["ok"]:
        fail(f"doctor: {[check for check in told['checks'] if check['state'] == 'wrong']}")
    (here / "page.html").write_text(PAGE, encoding="utf-8")
    reading = json.loads(run(headwater, "read", "page.html", "--json", cwd=here))
    if not reading["attributions"]:
        fail("reading a page found nothing")
    run(headwater, "case", "new", "mine.headwater", cwd=here)
    run(headwater, "add", "mine.headwater", "page.html", cwd=here)
    run(headwater, "trace", "mine.headwater", "--jobs", "1", cwd=here)
    run(headwater, "export", "mine.headwater", "--format", "html", cwd=here)
    if not any(path.suffix == ".html" and path.name != "page.html" for path in here.iterdir()):
        fail("no report was written")
    say("  imports lightly; doctor, read, case, add, trace and export work")


def run(*command: str, cwd: Path | None = None) -> str:
    """A command that must succeed; what it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, cwd=cwd, env=kept, check=False, capture_output=True, text=True)
    if done.returncode:
        fail(f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def sha256(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def say(line: str) -> None:
    """A line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def fail(why: str) -> None:
    """Stop."""
    sys.exit(f"releasing.check: {why}")


if __name__ == "__main__":
    main()
