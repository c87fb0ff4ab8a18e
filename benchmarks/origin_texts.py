"""Writes the articles of an invented world, as text with its reading, in the forms that real news has.

Nothing is passed on but what stands in the articles: a copy is known by its words, a citation by the name in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.origin_worlds import Origin, Page, Told, World
from headwater.model import Attribution, Certainty, Document, OwnStatement, Reading, Span, Voice
from headwater.model_trace import Claim, Family, Source

_FIRST = (
    "Ada Bruno Cora Denis Elsa Falk Greta Hugo Ines Jonas Karin Lasse Mira Nils Olga Pavel Rosa Sven Tilda Ulf".split()
)
_LAST = (
    "Abelard Brandow Castell Dorrin Eskola Fenwick Garrow Holtz Iversen Jansky Kestrel Lindow Marlow Norcross Ostrow Penhale "
    "Quill Rennick Salter Thorne Umber Vance Wexley Yarrow Zeller"
).split()
_TOWNS = "Harrow Vale|Port Selwyn|Kestrel Bay|Low Marsh|Dunmere|Carrick Ford|Elm Sound|Stonebridge".split("|")
_PAPERS = (
    "The Selwyn Herald|Dunmere Gazette|The Carrick Mail|Harrow Vale Echo|Marsh Weekly|Northern Ledger|Channel Nine|Radio Kestrel|"
    "The Elm Standard|Sound Dispatch|Daily Ferry|Bridge Observer|Coastline|The Harbour Star"
).split("|")
_AGENCIES = ("Inland Press Agency", "Selwyn News Service", "Coast Wire Service")
_ROLES = (
    "a baker",
    "a ferry pilot",
    "a teacher",
    "the mayor",
    "the harbour master",
    "a nurse",
    "the fire chief",
    "a farmer",
)
_BODIES = (
    "Selwyn Police", "the Interior Ministry", "Carrick County Council", "Halden Rail", "the Coast Guard", "St Anne's Hospital",
    "Morrow Energy", "the Water Board",
)  # fmt: skip
_RECORDS = (
    "a confidential inspection report of the Water Board", "a memorandum of Morrow Energy dated 3 March",
    "a recording from a camera on the north gate", "an internal email of Halden Rail", "the logbook of the ferry Calla",
)  # fmt: skip
_UNNAMED = (
    "a senior ministry official", "a lawyer in the case", "a police officer", "an employee of the railway", "a diplomat",
    "a council source", "a lock keeper", "a hospital doctor",
)  # fmt: skip
_VAGUE = ("a person with knowledge of the matter", "a senior official", "a person briefed on the case")
_SEVERAL = (
    "two officials with knowledge of the matter",
    "two people close to the inquiry",
    "two employees of the company",
)
_BARE = ("officials", "sources", "an official", "a source", "unnamed officials")
_GATE = "the gate at {t}|{t}'s gate|the {t} flood gate|the barrier at {t}|the lock gate in {t}|the gate of the {t} lock".split(
    "|"
)
_OPEN = "had been left open|stood open|was never shut|had not been closed|remained unlocked|was wide open|had been open".split(
    "|"
)
_LONG = (
    "all night|through the night|from dusk till dawn|until morning|the whole night before the flood|for nine hours overnight|"
    "between midnight and the flood|while the river rose"
).split("|")
_NOUNS = (
    "library market bath museum station office terminal theatre school bakery bridge tunnel quarry orchard chapel mill tram ferry "
    "warehouse garden kiosk playground fountain laundry clinic garage stadium pharmacy nursery canteen workshop farm cellar roof "
    "council family driver plumber pupil baker surveyor gardener sailor nurse clerk teacher visitor farmer neighbour trader shopkeeper "
    "pump hose ladder generator blanket sandbag boiler cable ticket parcel boat bicycle truck tractor crate barrel lamp stove"
).split()
_VERBS = (
    "carried moved counted repaired opened emptied visited crossed lost borrowed cleaned measured painted photographed sold bought "
    "lifted dried covered guarded inspected closed reached left passed followed hired searched heated welcomed filled rebuilt"
).split()
_ADJECTIVES = (
    "old narrow wet cold crowded empty municipal wooden new small large broken borrowed quiet eastern western lower upper public "
    "private former temporary flooded muddy local distant heavy spare green yellow brick busy"
).split()
_SHAPES = (
    "The {a} {n} {v} {k} {m}s before {d}.",
    "On {d} {k} {n}s {v} a {a} {m} near the {o}.",
    "Nobody at the {n} {v} the {a} {m} after {d}.",
    "By {d} a {n} from the {a} {o} {v} every {m}.",
    "{k} {a} {n}s and one {m} {v} the {o}, and a {p} {w} the {b} {q}.",
    "A {n} {v} the {a} {m}; the {o} {w} no {b} {p} until {d}.",
    "Past the {a} {n}, where {k} {m}s {v} the {o}, a {b} {p} {w} the {q}.",
    "It was {d} when the {n} {v} its {k} {a} {m}s.",
)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday".split("|")
_FAR = ("The {paper} carries pictures of the scene.", "Readers of the {paper} have sent in photographs of the flood.")
_SURE = Certainty("CT+", 0.99, 1.0)


@dataclass(frozen=True)
class Speaker:
    """A voice as a sentence names it."""

    name: str
    kind: str
    named: bool
    role: str | None = None


@dataclass(frozen=True)
class Sentence:
    """A sentence, and the claim in it: its words and the voices that it is put down to, outermost first."""

    text: str
    claim: str | None = None
    chain: tuple[Speaker, ...] = ()
    origin: int | None = None
    basis: str = "not stated"


class Writer:
    """Writes one world's articles."""

    def __init__(self, world: World, random: Random) -> None:
        self.world = world
        self.random = random
        self.town = random.choice(_TOWNS)
        papers = random.sample(_PAPERS, len(_PAPERS))
        self.names = {f"o{n}": p for n, p in enumerate(papers)} | {f"a{n}": a for n, a in enumerate(_AGENCIES)}
        self.people = random.sample([(f, s) for f in _FIRST for s in _LAST], 90)
        self.bodies = random.sample(_BODIES, len(_BODIES))
        self.records = random.sample(_RECORDS, len(_RECORDS))
        self.standing = [self._filler() for _ in range(3)]
        self.written: dict[int, list[Sentence]] = {}

    def articles(self, all_pages: list[Page]) -> dict[int, list[Sentence]]:
        """The sentences of every page, lost ones too, since others copy from them."""
        for page in sorted(all_pages, key=lambda p: (p.hour, p.number)):
            self.written[page.number] = self._article(page)
        return self.written

    def _article(self, page: Page) -> list[Sentence]:
        copied = [t.copied for t in page.told if t.copied]
        told = [self._tell(t, page) for t in page.told if not t.copied]
        if copied:
            body = self._copy(page, copied[0][0])
            extra = [Sentence(self._filler()) for _ in range(self.random.randint(0, 3))]
            body = [*extra[:1], *body, *extra[1:]]
        else:
            body = [Sentence(self._filler()) for _ in range(self.random.randint(4, 9))]
        for sentences in told:
            at = self.random.randint(0, min(2, len(body)))
            body[at:at] = sentences
        if any(t.form == "own far" and t.via for t in page.told):
            via = next(t.via for t in page.told if t.form == "own far" and t.via)
            body.append(Sentence(self.random.choice(_FAR).format(paper=self._called(via))))
        if page.mentions:
            body.append(Sentence(self.random.choice(_FAR).format(paper=self._called(page.mentions))))
        if page.background:
            body += [Sentence(s) for s in self.standing]
        if page.credit:
            body.append(Sentence(f"Additional reporting: {self.names[page.credit]}"))
        return body

    def _copy(self, page: Page, parent: int) -> list[Sentence]:
        """The parent's sentences, cut to the part that is kept; those with claims that are told again always stay."""
        wanted = {t.origin.number for t in page.told if t.copied}
        kept = []
        for sentence in self.written[parent]:
            if sentence.text.startswith("Additional reporting"):
                continue
            if sentence.claim is not None:
                if sentence.origin in wanted:
                    kept.append(sentence)
            elif self.random.random() < page.whole:
                kept.append(sentence)
        return kept

    def _tell(self, told: Told, page: Page) -> list[Sentence]:
        pick = self.random.choice
        claim = f"{pick(_GATE).format(t=self.town)} {pick(_OPEN)} {pick(_LONG)}"
        number = told.origin.number
        paper = Speaker(self._called(told.via), "publication", True) if told.via else None
        speaker = self._speaker(told.origin, page)
        upper = claim[0].upper() + claim[1:]
        if told.form == "cite voice" and paper and speaker:
            text = self.random.choice(
                ("The {p} reported that {s} had said {c}.", "{s} told the {p} that {c}.", "{u}, {s} told the {p}.")
            ).format(p=paper.name, s=_described(speaker), c=claim, u=upper)
            text = text[0].upper() + text[1:]
            return [Sentence(text, _found(text, claim, upper), (paper, speaker), number)]
        if told.form in {"cite", "cite voice"} and paper:
            text = self.random.choice(
                ("{u}, the {p} reported.", "According to the {p}, {c}.", "The {p} said {c}.")
            ).format(p=paper.name, c=claim, u=upper)
            return [Sentence(text, _found(text, claim, upper), (paper,), number)]
        if told.form == "own near" and paper:
            after = self.random.choice(("The {p} was first to report it.", "The news was broken by the {p}."))
            return [Sentence(f"{upper}.", upper, (), number), Sentence(after.format(p=paper.name))]
        if told.form == "seen":
            own = Speaker(self.names[page.outlet], "publication", True)
            text = f"A reporter of the {self._called(page.outlet)} saw that {claim}."
            return [Sentence(text, claim, (own,), number, "saw")]
        if told.form in {"own", "own far", "own near"} or speaker is None:
            return [Sentence(f"{upper}.", upper, (), number)]
        if told.form == "bare" and speaker.kind in {"unnamed", "group"}:
            speaker = Speaker(self.random.choice(_BARE), "group", False)
        return [self._said(claim, upper, speaker, told, page, number)]

    def _said(self, claim: str, upper: str, speaker: Speaker, told: Told, page: Page, number: int) -> Sentence:
        own = (
            f" told {self._called(page.outlet)}"
            if told.form == "own contact" and self.random.random() < 0.5
            else " said"
        )
        if speaker.kind == "document":
            text = f"{upper}, according to {speaker.name}."
        elif own == " said":
            text = self.random.choice(("{u}, {s} said.", "{s} said {c}.")).format(
                u=upper, c=claim, s=_described(speaker)
            )
        else:
            text = f"{upper}, {_described(speaker)}{own}."
        text = text[0].upper() + text[1:]
        return Sentence(text, _found(text, claim, upper), (speaker,), number)

    def _speaker(self, origin: Origin, page: Page) -> Speaker | None:
        n = origin.number
        if origin.kind == "person":
            first, last = self.people[n % len(self.people)]
            return Speaker(f"{first} {last}", "person", True, _ROLES[n % len(_ROLES)])
        if origin.kind == "body":
            return Speaker(self.bodies[n % len(self.bodies)], "organization", True)
        if origin.kind == "record":
            return Speaker(self.records[n % len(self.records)], "document", False)
        if origin.kind == "unnamed":
            # one leaker is described as closely as each paper sees fit, and never as somebody else
            if origin.known_person:
                return Speaker(self.random.choice(_VAGUE), "unnamed", False)
            return Speaker(self.random.choice((_UNNAMED[n % len(_UNNAMED)], *_VAGUE)), "unnamed", False)
        if origin.kind == "several":
            return Speaker(_SEVERAL[n % len(_SEVERAL)], "unnamed", False)
        return None

    def _called(self, outlet: str | None) -> str:
        return self.names[outlet or "o0"].removeprefix("The ")

    def _filler(self) -> str:
        r = self.random
        nouns = dict(zip("nmopq", r.sample(_NOUNS, 5), strict=True))
        verbs = dict(zip("vw", r.sample(_VERBS, 2), strict=True))
        adjectives = dict(zip("ab", r.sample(_ADJECTIVES, 2), strict=True))
        return r.choice(_SHAPES).format(d=r.choice(_DAYS), k=r.randint(2, 97), **nouns, **verbs, **adjectives)


def _described(speaker: Speaker) -> str:
    return f"{speaker.name}, {speaker.role}," if speaker.role else speaker.name


def _found(text: str, claim: str, upper: str) -> str:
    return claim if claim in text else upper


def source_of(page: Page, sentences: list[Sentence], writer: Writer) -> tuple[Source, list[Claim]]:
    """One article with a reading as a reader without faults would give it, and its claims."""
    text, starts = "", []
    for sentence in sentences:
        starts.append(len(text))
        text += sentence.text + "\n\n"
    name = writer.names[page.outlet]
    document = Document(f"page {page.number}", text, publisher=name if page.named else None, published=page.stamp)
    builder = _Builder(document, f"d{page.number}")
    for start, sentence in zip(starts, sentences, strict=True):
        builder.add(start, sentence)
    agency = writer.names[page.credit] if page.credit else name if page.outlet.startswith("a") else None
    address = f"https://{page.outlet}.example/{page.number}"
    reading = builder.reading()
    voices = tuple((v.id, _case_id(v, f"d{page.number}")) for v in reading.voices)
    publisher = name if page.named else None
    source = Source(f"d{page.number}", reading, address, page.stamp, None, publisher, agency, (), voices)
    return source, builder.claims


def _case_id(voice: Voice, document: str) -> str:
    return f"{voice.kind} {voice.name}" if voice.named else f"{document} {voice.name}"


class _Builder:
    def __init__(self, document: Document, id: str) -> None:
        self.document = document
        self.id = id
        self.sentences: list[Span] = []
        self.voices: dict[str, Voice] = {}
        self.attributions: list[Attribution] = []
        self.own: list[OwnStatement] = []
        self.claims: list[Claim] = []

    def add(self, start: int, sentence: Sentence) -> None:
        self.sentences.append(self.document.span(start, start + len(sentence.text)))
        if sentence.claim is None:
            return
        at = start + sentence.text.index(sentence.claim)
        span = self.document.span(at, at + len(sentence.claim))
        voices = [self._voice(s) for s in sentence.chain]
        attribution = None
        if voices:
            attribution = f"a{len(self.attributions)}"
            chain = tuple(v.id for v in voices)
            self.attributions.append(
                Attribution(
                    attribution,
                    None,
                    chain[-1],
                    chain,
                    None,
                    (),
                    (span,),
                    "indirect",
                    "asserts",
                    "not stated",
                    _SURE,
                    0.9,
                )
            )
        else:
            self.own.append(OwnStatement(span, _SURE))
        case = tuple(_case_id(v, self.id) for v in voices)
        claim = Claim(
            f"{self.id} {span.start}", self.id, attribution, span.start, span.end, ((span.start, span.end),), span.text,
            case[-1] if case else None, case, _SURE, "asserts", "+", basis=sentence.basis,
        )  # fmt: skip
        self.claims.append(claim)

    def _voice(self, speaker: Speaker) -> Voice:
        if speaker.name not in self.voices:
            id = f"v{len(self.voices)}"
            self.voices[speaker.name] = Voice(id, speaker.name, speaker.kind, speaker.named, speaker.role)  # type: ignore[arg-type]
        return self.voices[speaker.name]

    def reading(self) -> Reading:
        return Reading(
            self.document, tuple(self.sentences), tuple(self.voices.values()), tuple(self.attributions), tuple(self.own)
        )


def family_of(claims: list[Claim]) -> Family:
    """All claims of a world are one family: telling claims apart is measured elsewhere."""
    return Family("family", claims[0].id, tuple(c.id for c in claims), "question")
