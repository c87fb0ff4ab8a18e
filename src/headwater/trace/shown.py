"""Which grounds are shown to be one origin: taken from each other, the same voice, the same record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from headwater.model_trace import Claim, Edge
from headwater.trace.grounds import Ground
from headwater.trace.outlets import Groups, Outlets
from headwater.trace.parties import content_words, fold
from headwater.trace.scene import Scene
from headwater.trace.ties import Tie

_SPEAKS_FOR = frozenset("spokesman spokeswoman spokesperson spokespersons spokespeople".split())


def shown_ties(scene: Scene, edges: Sequence[Edge], groups: Groups, grounds: Mapping[str, Ground]) -> Iterator[Tie]:
    """Ties that count at both ends of the range, in a fixed order."""
    parents: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.certain:
            parents[edge.downstream].append(edge)
    outlets = Outlets(scene, groups, grounds)
    for key, claims in groups.items():
        yield from _relayed(key, claims, parents, grounds)
        yield from outlets.ties(claims)
    yield from _by_edges(edges, groups, grounds)
    yield from _one_voice(groups, grounds)
    yield from _one_record(groups, grounds)


def _relayed(
    key: str, claims: Sequence[Claim], parents: Mapping[str, Sequence[Edge]], grounds: Mapping[str, Ground]
) -> Iterator[Tie]:
    """What was taken from elsewhere: by the first document that has this ground, or, of a known voice, every time."""
    voice = grounds[claims[0].id].kind == "voice"
    kinds = {"copies", "quotes"} if voice else {"copies", "quotes", "cites"}
    relevant = claims if voice else [c for c in claims if c.document == claims[0].document]
    steps = [
        next(
            (
                e
                for e in parents.get(c.id, ())
                if e.directed
                and e.kind in kinds
                and grounds[e.upstream].key != key
                and not _names_the_speaker(e, c, grounds)
                and not (voice and grounds[e.upstream].kind == "voice")
            ),
            None,
        )
        for c in relevant
    ]
    taken = [s for s in steps if s]
    if taken and (not voice or len(taken) == len(steps)):
        ground = grounds[taken[0].upstream]
        yield Tie(ground.key, key, taken[0].reason, relay=True)


def _names_the_speaker(edge: Edge, claim: Claim, grounds: Mapping[str, Ground]) -> bool:
    """Whether an article names the speaker of words that an earlier one prints as its own: a block quotation that lost its marks.

    The words are the speaker's in both, so he is the origin and not the paper that happened to print them first.
    """
    return edge.kind == "copies" and claim.direct and grounds[edge.upstream].kind == "own" and grounds[claim.id].person


def _by_edges(edges: Sequence[Edge], groups: Groups, grounds: Mapping[str, Ground]) -> Iterator[Tie]:
    claims = {c.id: c for some in groups.values() for c in some}
    for edge in edges:
        one, two = grounds[edge.upstream], grounds[edge.downstream]
        if not edge.certain or one.key == two.key or not {one.key, two.key} <= groups.keys():
            continue
        later = claims.get(edge.downstream)
        undirected_copy = edge.kind in {"copies", "quotes"} and not edge.directed
        undirected_copy = undirected_copy or (later is not None and _names_the_speaker(edge, later, grounds))
        if one.kind == two.kind == "voice" and edge.kind == "copies":
            # two named people don't become one by standing in the same sentence; "her ministry" there is the Interior Ministry
            if not one.person and not two.person and (common := sorted(one.words & two.words)):
                yield Tie(one.key, two.key, f"{one.label}, {two.label}: {edge.reason}, and name a {common[0]} for it")
            continue
        if edge.kind == "quotes" and _speak_in_one_document(groups[one.key], groups[two.key]):
            continue  # two who say it in turn
        if edge.kind == "same basis" or undirected_copy or (edge.kind == "quotes" and one.kind == two.kind == "voice"):
            yield Tie(one.key, two.key, f"{one.label}, {two.label}: {edge.reason}")


def _speak_in_one_document(ones: Sequence[Claim], twos: Sequence[Claim]) -> bool:
    return not {c.document for c in ones}.isdisjoint(c.document for c in twos)


def _one_voice(groups: Groups, grounds: Mapping[str, Ground]) -> Iterator[Tie]:
    """Known voices that are one: in each other's chain, by name, or one speaking for the other."""
    voices = {g.key: g for claims in groups.values() if (g := grounds[claims[0].id]).kind == "voice"}
    by_anchor: dict[str, str] = {g.key.removeprefix("voice "): g.key for g in voices.values()}
    by_name: dict[str, Ground] = {}
    for key, claims in groups.items():
        ground = grounds[claims[0].id]
        if ground.kind != "voice":
            continue
        for anchor in sorted({a for c in claims for a in grounds[c.id].anchors[:-1]}):
            if anchor in by_anchor and by_anchor[anchor] != key:
                yield Tie(by_anchor[anchor], key, f"{ground.label} is reported by {voices[by_anchor[anchor]].label}")
        if ground.person and len(ground.words) == 1:
            full = [
                g
                for g in voices.values()
                if g.person and len(g.words) > 1 and g.name.split()[-1:] == ground.name.split()
            ]
            if full and len({g.words for g in full}) == 1:
                yield Tie(
                    full[0].key, key, f"{ground.label}: taken for {full[0].label}, the only one of that name here"
                )
        name = " ".join(sorted(ground.words))
        same = by_name.setdefault(name, ground)
        if same.key != key and name:
            both = same.label if same.label == ground.label else f"{same.label} and {ground.label}"
            yield Tie(same.key, key, f"{both}: one name, taken for one voice")
    yield from _spokespeople(voices)
    yield from _shorter_names(list(voices.values()))


def _shorter_names(voices: Sequence[Ground]) -> Iterator[Tie]:
    """ "The energy ministry" is Corvessa's energy ministry, where no other energy ministry is given for it."""
    bodies = [g for g in voices if not g.person]
    for ground in bodies:
        short = fold(ground.name).split()
        if not short or not ground.name.islower():
            continue
        whole = [g for g in bodies if (long := fold(g.name).split()) != short and long[-len(short) :] == short]
        if len({fold(g.name) for g in whole}) == 1:
            yield Tie(
                whole[0].key, ground.key, f"{ground.label}: taken for {whole[0].label}, the only one so called here"
            )


def _spokespeople(voices: Mapping[str, Ground]) -> Iterator[Tie]:
    for ground in voices.values():
        role = content_words(ground.role)
        if not role & _SPEAKS_FOR:
            continue
        for body in voices.values():
            if body.key != ground.key and body.words and body.words <= role:
                yield Tie(body.key, ground.key, f"{ground.label} speaks for {body.label}")
                break


def _one_record(groups: Groups, grounds: Mapping[str, Ground]) -> Iterator[Tie]:
    """Records that two documents describe in the same words: "an inspection report of the Harbour Board"."""
    first: dict[tuple[str, ...], Ground] = {}
    for claims in groups.values():
        ground = grounds[claims[0].id]
        if ground.kind != "record" or ground.told:
            continue
        other = first.setdefault(tuple(sorted(ground.words)), ground)
        if other.key != ground.key:
            yield Tie(other.key, ground.key, f"{other.label} and {ground.label} are described alike")
