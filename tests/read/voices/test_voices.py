from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import headwater
from headwater.model import Document
from headwater.read.frame import Draft, cut_text
from headwater.read.voices import resolve
from tests.clock import seconds_of
from tests.read.voices.help import LEXICON, names_of, voices_of


def test_name_with_long_apposition():
    text = (
        "“The ferry was out of fuel,” said Marit Soleng, the deputy harbourmaster at Vessenport, who had been on duty for "
        "nine hours. It sank at noon."
    )
    source = "Marit Soleng, the deputy harbourmaster at Vessenport, who had been on duty for nine hours"
    (voice,) = voices_of(text, [(source, "“The ferry was out of fuel,”")])
    assert (voice.name, voice.kind, voice.named) == ("Marit Soleng", "person", True)
    assert voice.role == "the deputy harbourmaster at Vessenport"


def test_surname_title_and_role_go_back_to_the_full_name():
    text = (
        "Governor Lalitha Menwick opened the bridge. Menwick said it was safe. Mrs Menwick added that it was cheap. "
        "The governor insisted that it would last."
    )
    rows = [("Menwick", "it was safe"), ("Mrs Menwick", "it was cheap"), ("The governor", "it would last")]
    assert names_of(text, rows) == ["Lalitha Menwick"] * 3


def test_role_before_the_name():
    text = "The county's transport lead, Jory Tamblin, denied it. “Nonsense,” the transport lead said."
    voices = voices_of(text, [("Jory Tamblin", "it"), ("the transport lead", "“Nonsense,”")])
    assert [v.name for v in voices] == ["Jory Tamblin"] * 2
    assert "transport lead" in (voices[0].role or "")


def test_lawyer_found_by_whose_lawyer_he_is():
    text = (
        "Okrent attorney Ilmari Roth said on Monday that his client was asleep. The bank disagreed. "
        "Okrent's lawyer said there was proof. “There is,” the attorney said."
    )
    rows = [
        ("Okrent attorney Ilmari Roth", "his client was asleep"),
        ("Okrent's lawyer", "there was proof"),
        ("the attorney", "“There is,”"),
    ]
    assert names_of(text, rows) == ["Ilmari Roth"] * 3


def test_unnamed_official_keeps_the_description_and_is_found_again():
    text = (
        "A senior official in the interior ministry said the order came by text. The minister was abroad. "
        "The official said nobody had read it."
    )
    rows = [
        ("A senior official in the interior ministry", "the order came by text"),
        ("The official", "nobody had read it"),
    ]
    first, second = voices_of(text, rows)
    assert first == second
    assert (first.name, first.kind, first.named) == ("a senior official in the interior ministry", "unnamed", False)


def test_second_official_is_somebody_else_and_the_first_goes_back():
    text = (
        "A senior official in the interior ministry said the order came by text. A second official said there was no "
        "text. The first said he would not discuss it."
    )
    rows = [
        ("A senior official in the interior ministry", "the order came by text"),
        ("A second official", "there was no text"),
        ("The first", "he would not discuss it"),
    ]
    first, second, third = voices_of(text, rows)
    assert first.id == third.id != second.id


@pytest.mark.parametrize(
    ("text", "source", "content", "kind"),
    [
        ("Officials said the dam held.", "Officials", "the dam held", "group"),
        ("Neighbours said they heard a bang.", "Neighbours", "they heard a bang", "group"),
        ("Two officials said the dam held.", "Two officials", "the dam held", "unnamed"),
        ("The driver said the brakes failed.", "The driver", "the brakes failed", "unnamed"),
        ("Police said the road was shut.", "Police", "the road was shut", "government"),
        ("The interior ministry said it knew.", "The interior ministry", "it knew", "government"),
        ("Moscow said it would reply.", "Moscow", "it would reply", "government"),
        ("Lima said it would reply.", "Lima", "it would reply", "government"),
        ("The White House said it would reply.", "The White House", "it would reply", "government"),
        ("The Vessen Ledger said it would print.", "The Vessen Ledger", "it would print", "publication"),
        ("Reuters said the talks failed.", "Reuters", "the talks failed", "publication"),
        ("The report says the pump failed.", "The report", "the pump failed", "document"),
        ("Dashcam footage shows the bus braking.", "Dashcam footage", "the bus braking", "document"),
        ("A memo leaked on Sunday says it failed.", "A memo leaked on Sunday", "it failed", "document"),
        ("The company said it was full.", "The company", "it was full", "organization"),
        ("The relief agency Handspan said it was full.", "The relief agency Handspan", "it was full", "organization"),
        ("The Guild of Harbour Pilots said so.", "The Guild of Harbour Pilots", "so", "organization"),
    ],
)
def test_kinds(text: str, source: str, content: str, kind: str):
    (voice,) = voices_of(text, [(source, content)])
    assert voice.kind == kind


def test_invented_country_is_a_government_by_what_is_said_of_it():
    text = "Kelvara said on Monday that it would recall its ambassador and close its border."
    (voice,) = voices_of(text, [("Kelvara", "it would recall its ambassador and close its border")])
    assert voice.kind == "government"


def test_publication_and_article_last_mentioned():
    text = (
        "The Tavren Gazette reported on Monday that the bridge was sound. Engineers laughed. "
        "The newspaper said it stood by its story. The report said nothing of rust."
    )
    rows = [
        ("The Tavren Gazette", "the bridge was sound"),
        ("The newspaper", "it stood by its story"),
    ]
    assert [v.name for v in voices_of(text, rows)] == ["Tavren Gazette"] * 2


def test_joint_voice_and_its_members():
    text = (
        "Anneke Drostan and Rolf Ketter said the merger would cost no jobs. Ketter said it might cost his. "
        "They said it was over."
    )
    rows = [
        ("Anneke Drostan and Rolf Ketter", "the merger would cost no jobs"),
        ("Ketter", "it might cost his"),
        ("They", "it was over"),
    ]
    both, one, they = voices_of(text, rows)
    assert both.name == "Anneke Drostan and Rolf Ketter"
    assert one.name == "Rolf Ketter"
    assert they.id == both.id


def test_a_spokesman_for_two_is_one_person():
    text = "A spokesman for the army and the navy said it was over."
    (voice,) = voices_of(text, [("A spokesman for the army and the navy", "it was over")])
    assert (voice.name, voice.kind) == ("a spokesman for the army and the navy", "unnamed")


def test_name_behind_description():
    text = "A spokeswoman for the port, Ada Quint, said it was shut. Quint left."
    (voice,) = voices_of(text, [("A spokeswoman for the port, Ada Quint,", "it was shut")])
    assert (voice.name, voice.role) == ("Ada Quint", "A spokeswoman for the port")


def test_founder_and_head_is_one_person():
    text = "Petra Amble, founder and head of the Salt Trust, said it was late."
    (voice,) = voices_of(text, [("Petra Amble, founder and head of the Salt Trust,", "it was late")])
    assert (voice.name, voice.kind) == ("Petra Amble", "person")


def test_possessive_statement_is_its_maker():
    text = "Petronella Vash's denial of any contact was short."
    (voice,) = voices_of(text, [("Petronella Vash's denial", "any contact")])
    assert voice.name == "Petronella Vash"


def test_his_lawyer_is_named_after_him():
    text = "Tomas Okrent was held on Monday. His lawyer said he slept."
    (voice,) = voices_of(text, [("His lawyer", "he slept")])
    assert "Okrent" in voice.name
    assert "lawyer" in voice.name
    assert voice.kind == "unnamed"


def test_author_and_speaker_in_the_first_person():
    text = "I wrote in March that it would fail. “I warned them that it would fall,” said Abel Norongo."
    rows = [
        ("I", "it would fail"),
        ("Abel Norongo", "“I warned them that it would fall,”"),
        ("I", "it would fall", {"parent": 1}),
    ]
    author, speaker, inner = voices_of(text, rows, authors=("Sefa Lind",))
    assert (author.kind, author.name) == ("author", "Sefa Lind")
    assert speaker.name == inner.name == "Abel Norongo"


def test_we_of_a_speaker_and_of_a_body():
    text = "“We think it is over,” said Abel Norongo. “We know it is not,” the Salt Trust said."
    rows = [
        ("Abel Norongo", "“We think it is over,”"),
        ("We", "it is over", {"parent": 0}),
        ("the Salt Trust", "“We know it is not,”"),
        ("We", "it is not", {"parent": 2}),
    ]
    _, group, trust, same = voices_of(text, rows)
    assert group.kind == "group"
    assert "Norongo" in group.name
    assert trust.id == same.id


def test_no_source_is_not_named():
    (voice,) = voices_of("It was alleged that the judge knew.", [(None, "the judge knew")])
    assert (voice.name, voice.kind, voice.named, voice.mentions) == ("not named", "unknown", False, ())


def test_who_and_which_go_back_to_what_stands_before():
    text = (
        "His successor, Rolf Ketter, who asserted that it was late, left. The Handspan Trust, which says it was early, "
        "stayed. A locksmith whom former colleagues describe as careful fled."
    )
    rows = [
        ("who", "it was late"),
        ("which", "it was early"),
        ("whom former colleagues", "as careful"),
    ]
    assert names_of(text, rows) == ["Rolf Ketter", "Handspan Trust", "former colleagues"]


def test_misspelling_joins_with_a_reason():
    text = "Dmitri Halvik arrived. Halvik said it was cold. Dmitri Halvick said it was dark. Halvick left."
    first, second = voices_of(text, [("Halvik", "it was cold"), ("Dmitri Halvick", "it was dark")])
    assert first.id == second.id
    assert any("misspelling" in reason for reason in first.joined)


def test_brothers_stay_apart():
    text = "Idris Carrow and Ffion Carrow met. Ms Carrow said it was hers. Mr Carrow said it was his."
    one, two = voices_of(text, [("Ms Carrow", "it was hers"), ("Mr Carrow", "it was his")])
    assert one.id != two.id
    text = "Sor Ilmar Keth said it was late. Sor Ansa Keth said it was early."
    one, two = voices_of(text, [("Sor Ilmar Keth", "it was late"), ("Sor Ansa Keth", "it was early")])
    assert one.id != two.id


def test_initials_go_back_to_the_whole_name():
    text = "The Nine Rivers Commission warned in May that carp would vanish. The NRC now says they have."
    rows = [("The Nine Rivers Commission", "carp would vanish"), ("The NRC", "they have")]
    one, two = voices_of(text, rows)
    assert one.id == two.id


def test_pronoun_after_a_quotation_is_the_speaker():
    text = (
        "Jory Tamblin met Corinne Abadelle on Monday. “It is late,” Corinne Abadelle said.\n"
        "She added that buses were few."
    )
    rows = [("Corinne Abadelle", "“It is late,”"), ("She", "buses were few")]
    assert names_of(text, rows) == ["Corinne Abadelle"] * 2


def test_one_of_them():
    text = "Two members of her guard said the road was shut. One of them said a tree was down."
    rows = [("Two members of her guard", "the road was shut"), ("One of them", "a tree was down")]
    assert names_of(text, rows)[1] == "one of two members of her guard"


def test_apposition_alone_is_the_name_before_it():
    text = "But Sen. Petra Amble, D-Va., one of the nine lawmakers against, said it was late. A cook left."
    assert names_of(text, [("one of the nine lawmakers against", "it was late")]) == ["Petra Amble"]


def test_cut_off_source_is_completed():
    text = "The film alleges that it was rust. Mr. Okrent says it was salt."
    assert names_of(text, [("The", "it was rust"), ("Mr.", "it was salt")]) == ["the film", "Okrent"]


def test_ids_count_in_order_of_first_mention():
    text = "Ada Quint met Rolf Ketter. Ketter said it was late. Quint said it was early."
    voices = voices_of(text, [("Ketter", "it was late"), ("Quint", "it was early")])
    assert [v.id for v in voices] == ["v2", "v1"]


GENDER = {"he": "she", "his": "her", "him": "her", "Mr": "Mrs", "He": "She", "His": "Her", "spokesman": "spokeswoman"}
TEXTS = [
    (
        "Mr Brask met Ada Quint on Monday. He said it was over. His lawyer said it was not. Quint left. "
        "The spokesman for the port said he knew.",
        [("He", "it was over"), ("His lawyer", "it was not"), ("The spokesman for the port", "he knew")],
    ),
    (
        "When Rolf Ketter saw Jory Tamblin, he said that he was tired. Tamblin laughed. He said it was true.",
        [("he", "he was tired"), ("He", "it was true")],
    ),
]


@pytest.mark.parametrize(("text", "rows"), TEXTS)
def test_gender_changes_nothing(text: str, rows: list):
    def turn(words: str) -> str:
        return " ".join(GENDER.get(word, word) for word in words.split(" "))

    turned = [(turn(source), turn(content)) for source, content in rows]
    plain = [v.id for v in voices_of(text, rows)]
    assert [v.id for v in voices_of(turn(text), turned)] == plain


def test_long_documents_take_linear_time():
    sentence = "Rolf Ketter, the mayor of Velmis, met Ada Quint. He said it was late, and she said the paper knew. "

    def seconds(times: int) -> float:
        text = sentence * times
        drafts = [
            Draft((at + 49, at + 51), [], [(at + 57, at + 68)])
            for at in range(0, len(text) - len(sentence), len(sentence))
        ]
        frame = cut_text(text, LEXICON)
        return seconds_of(lambda: resolve(frame, drafts, Document("test", text), None))

    seconds(10)
    assert seconds(800) < 14 * seconds(100)


def test_a_source_without_a_word_is_nobody():
    voices, ids = resolve(cut_text("A ", LEXICON), [Draft((1, 2), [], [(0, 1)])], Document("test", "A "), None)
    assert [v.id for v in voices] == ids


@settings(max_examples=120, deadline=None)
@given(st.text(alphabet="ABa b.,'’s“”\"()—\nof and the who he X Mr.", max_size=200), st.randoms(use_true_random=False))
def test_hostile_input_never_fails(text: str, random):
    frame = cut_text(text, LEXICON)
    if not frame.words.text:
        return
    drafts = []
    for _ in range(random.randint(0, 6)):
        a, b = sorted(random.sample(range(len(text) + 1), 2)) if len(text) > 1 else (0, 1)
        c, d = sorted(random.sample(range(len(text) + 1), 2)) if len(text) > 1 else (0, 1)
        parent = random.choice([None, *range(len(drafts))])
        drafts.append(
            Draft(
                random.choice([None, (a, b)]), [], [(c, d)], parent=parent, form=random.choice(["direct", "indirect"])
            )
        )
    voices, ids = resolve(frame, drafts, Document("test", text), None)
    assert len(ids) == len(drafts)
    assert {v.id for v in voices} == set(ids)


@pytest.mark.parametrize(
    "text",
    [
        "A's " * 3000,
        "who " * 3000,
        "whom " * 3000 + "people",
        "Ab Cd and " * 2000,
        "the man " * 3000,
        "“" * 4000,
        "X, " * 4000,
    ],
)
def test_repeated_input_is_quick(text: str):
    frame = cut_text(text, LEXICON)
    drafts = [Draft((0, len(text)), [], [(0, len(text))]), Draft((0, 40), [], [(40, 80)], parent=0, form="direct")]
    assert seconds_of(lambda: resolve(frame, drafts, Document("test", text), None), tries=1) < 5


def test_surname_that_is_an_ordinary_word_opens_a_sentence():
    text = "Lisa Gray lives near the mill. Gray said it was loud. The mill shut."
    (voice,) = voices_of(text, [("Gray", "it was loud")])
    assert (voice.name, voice.kind) == ("Lisa Gray", "person")


def test_dateline_is_nobody():
    text = "VELMIS — The port said it was shut."
    dateline, port = voices_of(text, [("VELMIS", "The port"), ("The port", "it was shut")])
    assert dateline.kind == "unknown"
    assert port.name == "the port"


def test_an_article_is_no_role_and_a_clause_is_none():
    text = (
        "The Ulver Council said on Monday that the gate was shut. "
        "Ada Quint, a lock keeper based at Tarn, said she had seen it open."
    )
    roles = {voice.name: voice.role for voice in headwater.read_text(text).voices}
    assert roles["Ulver Council"] is None
    assert roles["Ada Quint"] == "a lock keeper based at Tarn"


@pytest.mark.parametrize(
    ("text", "rows", "wanted"),
    [
        ("To call the defendant's attorney, Brack's charges matter. Ivo Brack said it was late.", [("Ivo Brack", "it was late")], [None]),
        ("A pattern set by Ivo Brack, his firms and his staff, fell. Ivo Brack said it was late.", [("Ivo Brack", "it was late")], [None]),
        ("While panels traded views of Judge Ivo Brack, the Ostrian Senate leader, Ada Quint, said it was late. Brack said it was early.",
         [("Ada Quint", "it was late"), ("Brack", "it was early")], ["the Ostrian Senate leader", "Judge"]),
        ("Ada Quint, the mayor, Ivo Brack, the clerk, and Lena Gott met. Quint said it was late. Brack said it was early.",
         [("Quint", "it was late"), ("Brack", "it was early")], ["the mayor", "the clerk"]),
        ("They met Ivo Brack, a likeness shared with everyone there. Brack said it was late.", [("Brack", "it was late")], [None]),
        ("One reader who lives near Tarn said it was late.", [("One reader who lives near Tarn", "it was late")], ["who lives near Tarn"]),
    ],
)  # fmt: skip
def test_a_role_is_told_of_its_bearer_alone(text, rows, wanted):
    assert [voice.role for voice in voices_of(text, rows)] == wanted


def test_many_crowds_are_the_people_in_them():
    text = "Panels of witnesses picked by Tarn said it was late."
    (voice,) = voices_of(text, [("Panels of witnesses picked by Tarn", "it was late")])
    assert voice.kind == "group"


def test_a_surname_with_a_small_particle_is_a_name():
    text = "The former reeve Ivo diBrack said it was late. diBrack added it was cold. DiBrack said it was dark."
    rows = [("The former reeve Ivo diBrack", "it was late"), ("diBrack", "it was cold"), ("DiBrack", "it was dark")]
    assert names_of(text, rows) == ["Ivo diBrack"] * 3


def test_the_president_is_not_the_vice_president():
    text = "President Ivo Brack met Vice President Lena Gott. The president said it was late. The vice president said it was early."
    rows = [("The president", "it was late"), ("The vice president", "it was early")]
    assert names_of(text, rows) == ["Ivo Brack", "Lena Gott"]


def test_what_an_office_is_for_is_no_part_of_the_name():
    text = "The Assistant Secretary for Diplomatic Security Ada Quint said it was late. Quint said it was early."
    rows = [("The Assistant Secretary for Diplomatic Security Ada Quint", "it was late"), ("Quint", "it was early")]
    assert names_of(text, rows) == ["Ada Quint", "Ada Quint"]
