"""The bill of materials of an installation, as CycloneDX 1.6 JSON: ``python -m releasing.sbom OUT.json``.

The same installation gives the same bytes: the serial number is made from the contents, the time is ``SOURCE_DATE_EPOCH``
(of the last commit, when run by ``make release-check``) or left out.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import headwater
from releasing.closure import Package, own, packages

ROOT = f"pkg:pypi/headwater@{headwater.__version__}"
WEIGHTS = Path(headwater.__file__).parent / "weights"


def sbom() -> dict[str, Any]:
    """The whole bill."""
    known = packages()
    components = [_component(one) for one in known.values()] + [
        _model(path) for path in sorted(WEIGHTS.glob("*.onnx*"))
    ]
    bill: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {**_when(), "component": _root()},
        "components": components,
        "dependencies": _dependencies(known),
    }
    name = hashlib.sha256(json.dumps(bill, sort_keys=True).encode()).hexdigest()
    return {**bill, "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"}


def _when() -> dict[str, str]:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdecimal():
        return {}
    return {"timestamp": datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}


def _root() -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": ROOT,
        "name": "headwater",
        "version": headwater.__version__,
        "purl": ROOT,
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }


def _purl(one: Package) -> str:
    return f"pkg:pypi/{one.name}@{one.version}"


def _component(one: Package) -> dict[str, Any]:
    stated = {"licenses": [{"license": {"name": one.licence}}]} if one.licence else {}
    links = [{"type": "website", "url": one.home}] if one.home.startswith("http") else []
    more: dict[str, Any] = {"externalReferences": links} if links else {}
    return {
        "type": "library", "bom-ref": _purl(one), "name": one.name, "version": one.version, "purl": _purl(one), **stated, **more,
    }  # fmt: skip


def _model(path: Path) -> dict[str, Any]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {
        "type": "machine-learning-model",
        "bom-ref": f"headwater/weights/{path.name}",
        "name": path.name,
        "version": headwater.__version__,
        "hashes": [{"alg": "SHA-256", "content": digest}],
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }


def _dependencies(known: dict[str, Package]) -> list[dict[str, Any]]:
    """Who needs whom."""
    from packaging.utils import canonicalize_name

    named = sorted(canonicalize_name(one.name) for one in own())
    models = [f"headwater/weights/{path.name}" for path in sorted(WEIGHTS.glob("*.onnx*"))]
    rows = [{"ref": ROOT, "dependsOn": [*(_purl(known[n]) for n in named if n in known), *models]}]
    return rows + [
        {"ref": _purl(one), "dependsOn": sorted({_purl(known[n]) for n in one.needs if n in known})}
        for one in known.values()
    ]


def main() -> None:
    """Write it where the command line says, or to stdout."""
    text = json.dumps(sbom(), ensure_ascii=False, indent=1) + "\n"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
        sys.stdout.write(f"wrote {sys.argv[1]}\n")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
