"""A matrix in and out, as CSV or JSON, as text. Reading and writing files is left to the caller."""

from __future__ import annotations

from headwater.weigh.matrix import Matrix
from headwater.weigh.matrix_csv import matrix_from_csv, matrix_to_csv
from headwater.weigh.matrix_json import matrix_from_dict, matrix_from_json, matrix_to_dict, matrix_to_json

__all__ = [
    "matrix_from_csv",
    "matrix_from_dict",
    "matrix_from_json",
    "matrix_from_text",
    "matrix_to_csv",
    "matrix_to_dict",
    "matrix_to_json",
]


def matrix_from_text(text: str, name: str = "matrix") -> Matrix:
    """Read either form, told apart by the first character. Raises WeighError or BadMatrix."""
    opening = text.removeprefix("\ufeff").lstrip()[:1]
    if opening in ("{", "["):
        return matrix_from_json(text.removeprefix("\ufeff"), name)
    return matrix_from_csv(text, name)
