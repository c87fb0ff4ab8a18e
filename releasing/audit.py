"""Known weaknesses of what is installed here: ``python -m releasing.audit``. Says so where they can't be looked up."""

from __future__ import annotations

import json
import subprocess
import sys

OFFLINE = 0
"""Status when nothing could be looked up: a machine without a network has not failed."""


def main() -> int:
    """Ask; print one line for each weakness; 1 if there is one."""
    command = [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)
        found = json.loads(done.stdout)["dependencies"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError):
        sys.stdout.write(
            "NOT AUDITED: the register of known weaknesses could not be reached, or pip-audit is missing.\n"
        )
        return OFFLINE
    weak = [
        (one["name"], one.get("version"), v["id"], v["fix_versions"]) for one in found for v in one.get("vulns", ())
    ]
    for name, version, known, fixed in weak:
        sys.stdout.write(f"{name} {version}: {known}; mended in {', '.join(fixed) or 'no version yet'}\n")
    sys.stdout.write(f"{len(found)} packages, {len(weak)} known weaknesses\n")
    return 1 if weak else 0


if __name__ == "__main__":
    sys.exit(main())
