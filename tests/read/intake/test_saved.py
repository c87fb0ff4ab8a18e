"""The moment at which a browser saved a page."""

from __future__ import annotations

import pytest

from headwater.read.intake.saved import saved_at


@pytest.mark.parametrize(
    ("comment", "moment"),
    [
        ("<!-- saved from url=https://a.example/x on Thu, 06 Mar 2031 08:30:51 GMT -->", "2031-03-06T08:30:51.000000Z"),
        ("<!-- Page saved with SingleFile\n url: https://a.example\n saved date: Thu Mar 06 2031 09:30:51 GMT+0100 (CET)\n-->",
         "2031-03-06T08:30:51.000000Z"),
        ("<!-- saved from url=(0024)https://a.example/x -->", None),
        ("<!-- saved from url=https://a.example on Thu, 66 Mar 2031 08:30:51 GMT -->", None),
        ("saved date: Thu Mar 99 2031 09:30:51 GMT+9999", None),
        ("", None),
    ],
)  # fmt: skip
def test_saved_at(comment, moment):
    assert saved_at(f"<!doctype html>\n{comment}\n<p>Words</p>".encode()) == moment
