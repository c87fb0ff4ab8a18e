"""Documents grouped by the incident they report; later figures supersede earlier ones."""

from __future__ import annotations

from headwater.trace.casualties import toll_of
from headwater.trace.events import incidents, linked, report_from

MARRAM = "PORT MARRAM — {n} people were killed and {m} injured when gas exploded at the Oster bakery on Capstan Street in Port Marram, fire chief Ines Corrow said. The baker Petra Wynn, 44, had smelled gas."
RUSKELL = "RUSKELL — A man was shot and wounded outside the Gilded Heron tavern in Ruskell late on Friday, constable Dorian Hask said. The victim, 29-year-old Col Harrow, is in stable condition."
FILLER = "TALVERN — Council number {k} in Talvern town {k} debated drains{k} and lamps{k} for hours on Tuesday without a vote."


def reports():
    texts = [
        ("Blast at bakery in Port Marram", MARRAM.format(n="Three", m="nine"), "2031-05-02"),
        ("Port Marram bakery blast: toll rises", MARRAM.format(n="Five", m="eleven"), "2031-05-03"),
        ("Man wounded outside Gilded Heron in Ruskell", RUSKELL, "2031-05-02"),
        ("Ruskell tavern shooting leaves man hurt", RUSKELL, "2031-05-02"),
    ]
    texts += [(f"Drains{k}", FILLER.format(k=k), "2031-05-02") for k in range(12)]
    return [report_from(f"d{i:02}", title, text, day, ()) for i, (title, text, day) in enumerate(texts)]


def test_documents_of_one_incident_meet_and_the_latest_figures_stand():
    found = incidents(reports())
    marram = next(i for i in found if "d00" in i.documents)
    assert marram.documents == ("d00", "d01")
    assert (marram.killed, marram.injured) == (5, 11)
    assert marram.superseded == (("d00", 3, 9),)
    assert next(i for i in found if "d02" in i.documents).documents == ("d02", "d03")


def test_every_document_is_in_one_incident():
    found = incidents(reports())
    assert sorted(d for i in found for d in i.documents) == [r.document for r in reports()]
    assert incidents([]) == ()


def test_average_linkage_does_not_chain():
    assert linked(3, {(0, 1): 0.9, (1, 2): 0.9}, 0.5) == [[0, 1], [2]]
    assert linked(3, {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.7}, 0.5) == [[0, 1, 2]]


def test_tolls():
    assert (
        toll_of("", "Two people were killed and three others injured.").killed,
        toll_of("", "Two dead, three wounded.").injured,
    ) == (2, 3)
    assert toll_of("", "A man was fatally shot in Ruskell.").killed == 1
    assert toll_of("", "The boy is in critical condition.") == toll_of("", "The girl is in critical condition.")
    assert toll_of("", "The council met.").killed is None
