"""What programs may rely on, in one place. A name that goes or changes here is a new major version."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import headwater

PUBLIC = {
    "AddressRefused", "AnchorError", "Attribution", "BadEncoding", "BadFormat", "Case", "CaseError", "Certainty", "Correction",
    "Document", "Drift", "HeadwaterError", "InputError", "Markup", "ModelError", "NoText", "NotEnglish", "NotReadable",
    "OwnStatement", "Quantity", "Reading", "Residue", "Span", "Time", "TooLarge", "Voice", "__version__", "read", "read_all",
    "read_text",
}  # fmt: skip

CASE = {
    "add", "attributions", "claims", "close", "create", "documents", "export", "name", "path", "readings", "table", "take_in",
    "verdicts", "voices", "TABLES",
}  # fmt: skip


def test_nothing_has_come_or_gone() -> None:
    assert set(headwater.__all__) == PUBLIC
    assert all(hasattr(headwater, name) for name in PUBLIC)
    assert {n for n in vars(headwater.Case) if not n.startswith("_")} | {"path"} == CASE


def test_every_public_thing_says_what_it_is() -> None:
    for name in PUBLIC - {"__version__"}:
        assert inspect.getdoc(getattr(headwater, name)), name
    for name in CASE - {"path", "TABLES"}:
        assert inspect.getdoc(getattr(headwater.Case, name)), name


def test_type_information_is_shipped() -> None:
    assert (Path(headwater.__file__).parent / "py.typed").exists()


def test_importing_brings_no_heavy_thing() -> None:
    heavy = "pandas polars pyarrow spacy sqlalchemy onnxruntime trafilatura jinja2".split()
    code = f"import sys, headwater; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
