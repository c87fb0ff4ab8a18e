"""Words of probability against what readers heard in them: ``python -m benchmarks.probability_words DATA_DIR``.

The middle of each range in the word table against the survey's median, in percentage points.
"""

from __future__ import annotations

import gzip
import json
import statistics
import sys
from pathlib import Path

from headwater.read.certainty.words import range_of


def main(argv: list[str]) -> int:
    path = Path(argv[0] if argv else ".") / "probability_words" / "perceptions_46.jsonl.gz"
    if not path.is_file():
        print(f"usage: python -m benchmarks.probability_words DATA_DIR; {path} is missing")
        return 2
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        answers = [json.loads(line) for line in lines]
    errors = []
    print(f"{'phrase':20}{'table':>10}{'middle':>8}{'survey':>8}{'error':>7}")
    for phrase in answers[0]:
        median = statistics.median(float(answer[phrase]) for answer in answers)
        grade = range_of(phrase)
        if grade is None or grade.low is None or grade.high is None:
            print(f"{phrase:20}{'missing':>10}")
            errors.append(100.0)
            continue
        middle = 50 * (grade.low + grade.high)
        errors.append(abs(middle - median))
        table = f"{100 * grade.low:.0f}-{100 * grade.high:.0f}"
        print(f"{phrase:20}{table:>10}{middle:8.1f}{median:8.1f}{errors[-1]:7.1f}")
    print(f"median error {statistics.median(errors):.1f} points over {len(errors)} phrases, largest {max(errors):.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
