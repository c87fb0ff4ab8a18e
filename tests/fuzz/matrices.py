"""Fuzzing of typed matrices: whatever the text, it is weighed or refused with the place that is wrong.

Run as ``python -m tests.fuzz.matrices --minutes N``, or with the other targets as ``make fuzz``.
"""

from __future__ import annotations

import sys

from headwater.errors import WeighError
from headwater.weigh.bayes import standings
from headwater.weigh.matrix_io import matrix_from_text, matrix_to_csv, matrix_to_json
from tests.fuzz import blind

SHEET = """hypothesis,prior,E1: Trucks at the pier,"Port closed, at noon",E3: A drill was announced
@origins,,"Gazette=B2, harbour officials, !Ministry=C3",2-3 B2,
@may be one,,Gazette+harbour officials,,
@date,,2031-05-02,2031-05-03,2031-05-01
@credibility,,high,L,
H1: A drill,0.5,C,II,CC
H2: A blockade,0.4,very likely,60-80%,I
none of these,0.1,N,?,NA
"""


def seeds() -> list[bytes]:
    """One matrix in both forms."""
    return [SHEET.encode(), matrix_to_json(matrix_from_text(SHEET)).encode()]


def check(data: bytes) -> None:
    """Raise whatever gets through that is no WeighError."""
    try:
        matrix = matrix_from_text(data.decode("utf-8", "replace"))
        weighed = standings(matrix).high.posterior
        matrix_to_csv(matrix)
        again = standings(matrix_from_text(matrix_to_json(matrix))).high.posterior
        assert all(abs(a - b) < 1e-9 for a, b in zip(weighed, again, strict=True)), (
            "weighs otherwise when it comes back"
        )
    except WeighError as error:
        assert str(error).strip()


if __name__ == "__main__":
    sys.exit(blind.main("matrix.txt", seeds(), check))
