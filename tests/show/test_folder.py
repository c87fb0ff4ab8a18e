import os
import stat

import pytest

from headwater.errors import BadFormat
from headwater.show import folder
from headwater.show.folder import Pages, file_name, write_whole
from tests.factory import build, lock_reading


def files(path):
    return sorted(str(p.relative_to(path)) for p in path.rglob("*") if p.is_file())


def write(out, *outcomes):
    with Pages(out) as pages:
        for outcome in outcomes:
            pages.add(outcome)


def test_one_document_is_one_page(tmp_path):
    write(tmp_path / "out.html", lock_reading())
    write(tmp_path / "folder", lock_reading())
    assert files(tmp_path) == ["folder/index.html", "out.html"]


def test_several_are_pages_with_an_index(tmp_path):
    write(tmp_path / "out", lock_reading(), BadFormat("x.pdf", "broken"), build("Rain.", title="Été & <b>"))
    name = "001-two-officials-blame-marram-lock-failure-on-skipp.html"
    assert files(tmp_path) == [f"out/{name}", "out/002-ete-b.html", "out/index.html"]
    index = (tmp_path / "out/index.html").read_text("utf-8")
    assert f'href="{name}"' in index
    assert "broken" in index


def test_an_index_named_by_the_user_has_its_pages_beside_it(tmp_path):
    write(tmp_path / "my out.html", build("Rain.", title="a"), build("Rain.", title="b"))
    assert files(tmp_path) == ["my out.html", "my out/001-a.html", "my out/002-b.html"]
    assert 'href="my%20out/002-b.html"' in (tmp_path / "my out.html").read_text("utf-8")


def test_nothing_read_writes_nothing(tmp_path):
    write(tmp_path / "out.html", BadFormat("x.pdf", "broken"))
    assert files(tmp_path) == []


def test_a_page_is_whole_or_not_there(tmp_path, monkeypatch):
    target = tmp_path / "page.html"
    write_whole(target, "old")

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(folder.Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_whole(target, "new")
    assert target.read_text() == "old"
    assert files(tmp_path) == ["page.html"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_pages_have_the_permissions_of_other_new_files(tmp_path):
    write_whole(tmp_path / "page.html", "x")
    (tmp_path / "plain").write_text("x")
    assert stat.S_IMODE((tmp_path / "page.html").stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


def test_file_names_are_plain_and_never_empty():
    assert file_name(build("x", title="../../etc/passwd\x00"), 7) == "007-etc-passwd.html"
    assert file_name(build("x", title="水"), 12) == "012-page.html"
