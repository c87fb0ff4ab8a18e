"""Which blocks of a page are the article, which are page furniture inside it, and which lie outside it.

Evidence is of three kinds: what a general extractor took for the main text, what the boxes around a block are called,
and what the block itself says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from headwater.model import ResidueKind
from headwater.read.intake.blocks import Block, Box, letters
from headwater.read.intake.residue import furniture, is_biography, is_credit
from headwater.read.intake.signs import OFF_PAGE, Sign, signs_of

_SURE_LETTERS = 25
_DOMINANT = 0.3
_HOLDS_ARTICLE = 0.6
_PROSE_WORDS = 8
_LONG_WORDS = 18
_LINKED = 0.5
_HEAD_BLOCKS = 30
_LONGEST_GAP = 40
_AFTER = 12
_AROUND = 3
_BYLINE_BLOCKS = 6
_WEAK = 3
_FAMILY = 0.15

_BYLINE = re.compile(
    r"(?:(?:written|words|story|reported|posted)?\s*by:?|von|from)\s*(?:[A-Z]|@)|.{0,40}\bstaff (?:writer|"
    r"report|reporter)s?$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:(?:first |last )?(?:published|updated|posted|created|modified)\b.{0,80}"
    r"|.{0,30}\b(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|"
    r"oct|nov|dec)[a-z]*\.? (?:\d{1,2}(?:st|nd|rd|th)?,? )?\d{4}\b.{0,60}|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}.{0"
    r",30}"
    r"|(?:reading time:? )?\d+ min(?:ute)?s? read.{0,10})",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"(?:\W{0,3}(?:editor[’']?s?[’']? note|correction|corrections|clarification|update|"
    r"updated|retraction)(?: \([^)]{1,40}\)|,? [^:.]{0,40})?:|note:|this (?:article|story|"
    r"post|report) (?:has been|was) (?:updated|corrected|amended|edited)|"
    r"(?:an|a previous|an earlier) (?:earlier |previous )?version of this|additional reporting|"
    r"with (?:reporting|files|assistance) (?:from|by)|.{3,80} contributed (?:to this|"
    r"reporting))",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Choice:
    """The blocks of the article in order. ``residue`` is parallel: None for the article's own text, else the kind of furniture.

    ``role`` is parallel too: "byline" and "note" override the block's own kind.
    """

    blocks: list[Block] = field(default_factory=list)
    residue: list[ResidueKind | None] = field(default_factory=list)
    role: list[str | None] = field(default_factory=list)


def choose(blocks: Sequence[Block], boxes: Sequence[Box], evidence: str | None, title: str | None) -> Choice:
    """Sort the blocks of a page. ``evidence`` is the main text another extractor found, or None."""
    page = _Page(blocks, boxes, evidence, title)
    page.weigh_boxes()
    page.keep_evident()
    page.keep_alike()
    page.keep_structure()
    page.keep_head()
    return page.result()


class _Page:
    def __init__(self, blocks: Sequence[Block], boxes: Sequence[Box], evidence: str | None, title: str | None) -> None:
        self.blocks = blocks
        self.boxes = boxes
        self.title = letters(title or "")
        self.evident = _evident(blocks, evidence) if evidence else _by_density(blocks, boxes)
        self._widen_weak_evidence()
        self.furniture = [furniture(block.text) for block in blocks]
        self.sign: list[int] = []
        self.keep = [False] * len(blocks)
        self.role: list[str | None] = [None] * len(blocks)
        self.article = 0
        self.mistrusted = Sign.NONE
        self.inside: list[bool] = []

    def _widen_weak_evidence(self) -> None:
        """Where most of a page's prose was overlooked (slide shows, lists), take in large families of like blocks."""
        families: Counter[tuple[tuple[str, str], ...]] = Counter()
        found = 0
        for block, evident in zip(self.blocks, self.evident, strict=True):
            found += len(block.letters) if evident else 0
            if not evident and _could_be_prose(block):
                families[self._shape(block)] += len(block.letters)
        if sum(families.values()) < _WEAK * found:
            return
        large = {shape for shape, size in families.items() if size > max(_FAMILY * sum(families.values()), found)}
        for i, block in enumerate(self.blocks):
            if _could_be_prose(block) and self._shape(block) in large:
                self.evident[i] = True

    def weigh_boxes(self) -> None:
        """Find the box that holds the article, and what the boxes say of their content where the evidence agrees."""
        weight = self._weights()
        total = max(1, weight[0])
        alike: Counter[tuple[str, str]] = Counter()
        for box, own in zip(self.boxes, weight, strict=True):
            alike[box.tag, box.marks] += own
        self.sign = [Sign.NONE]
        for number, box in enumerate(self.boxes[1:], start=1):
            own_sign = signs_of(box.tag, box.marks)
            if alike[box.tag, box.marks] > _DOMINANT * total:
                own_sign &= ~OFF_PAGE
            self.sign.append(self.sign[box.parent] | own_sign)
            if weight[number] >= _HOLDS_ARTICLE * total and self.article == box.parent:
                self.article = number
        self._mistrust_signs(total)
        around = self.article
        for _ in range(_AROUND):
            outer = self.boxes[around].parent
            around = outer if outer and self.boxes[outer].tag not in ("main", "body") else around
        self.inside = [around == 0]
        for number, box in enumerate(self.boxes[1:], start=1):
            self.inside.append(number == around or self.inside[box.parent])

    def _weights(self) -> list[int]:
        """Letters of evident text in each box, those of its inner boxes included."""
        weight = [0] * len(self.boxes)
        for block, evident in zip(self.blocks, self.evident, strict=True):
            weight[block.box] += len(block.letters) if evident else 0
        for number in range(len(self.boxes) - 1, 0, -1):
            weight[self.boxes[number].parent] += weight[number]
        return weight

    def _mistrust_signs(self, total: int) -> None:
        """A sign that much of the evident text carries means something else on this page."""
        carried: Counter[int] = Counter()
        for block, evident in zip(self.blocks, self.evident, strict=True):
            if evident:
                signs = self.sign[block.box] & OFF_PAGE
                while signs:
                    lowest = signs & -signs
                    carried[lowest] += len(block.letters)
                    signs &= signs - 1
        for sign, letters_under in carried.items():
            if letters_under > _DOMINANT * total:
                self.mistrusted |= sign

    def keep_evident(self) -> None:
        """Keep what the extractor took, unless its box or its own words say that it is furniture."""
        for i, block in enumerate(self.blocks):
            self.keep[i] = (
                self.evident[i]
                and not self._off(i)
                and not (block.linked > 0.9 and len(block.letters) < 20 and not self._listed(i))
            )

    def keep_alike(self) -> None:
        """Keep prose the extractor missed where it stands in boxes like those of what it found."""
        shapes = {
            self._shape(block) for block, keep in zip(self.blocks, self.keep, strict=True) if keep and _is_prose(block)
        }
        for i, block in enumerate(self.blocks):
            if not self.keep[i] and _is_prose(block) and self.inside[block.box] and self._shape(block) in shapes:
                self.keep[i] = not self._off(i)

    def keep_structure(self) -> None:
        """Keep captions, quotations, posts, notes, list items and headings that stand between kept blocks."""
        kept = [i for i, keep in enumerate(self.keep) if keep]
        if not kept:
            return
        seen: set[str] = set()
        for i in range(kept[0], min(kept[-1] + _AFTER, len(self.blocks))):
            block = self.blocks[i]
            if not self.keep[i] and (self._off(i) or not self.inside[block.box]):
                continue
            if not self.keep[i] and i < kept[-1]:
                self.keep[i] = self._structural(block, seen)
            if block.kind != "heading" and NOTE.match(block.text):
                self.keep[i] = True
                self.role[i] = "note"
        for i in range(len(self.blocks) - 2, -1, -1):
            block = self.blocks[i]
            if block.kind == "heading" and not self.keep[i] and self.inside[block.box] and not self._off(i):
                self.keep[i] = (
                    kept[0] <= i
                    and self.keep[i + 1]
                    and self.blocks[i + 1].kind != "heading"
                    and block.linked < _LINKED
                )

    def _structural(self, block: Block, seen: set[str]) -> bool:
        if block.kind == "caption":
            fresh = block.letters not in seen
            seen.add(block.letters)
            return fresh and block.text.count(" ") >= 3 and block.linked < _LINKED
        if block.kind in ("quote", "post"):
            return block.linked < _LINKED or block.kind == "post"
        if block.kind == "item":
            return block.text.count(" ") >= 3 and block.linked < _LINKED
        return False

    def keep_head(self) -> None:
        """Keep the title and the standfirst above the text, and nothing above the title; note byline and date."""
        first = self._first_prose()
        if first is None:
            return
        top = self._title_before(first)
        if top is None:
            self._keep_bare_byline(first)
            return
        self.keep[: top + 1] = [False] * top + [True]
        for i in range(top + 1, min(first + _BYLINE_BLOCKS, len(self.blocks))):
            block = self.blocks[i]
            if self._is_byline(block) and (i < first or not self.evident[i]):
                self.role[i], self.keep[i] = "byline", True
            elif (
                i < first
                and not self.keep[i]
                and not self._off(i)
                and block.kind in ("paragraph", "heading", "caption")
            ):
                standfirst = block.text.count(" ") >= _PROSE_WORDS - 2 and block.linked < 0.2
                self.keep[i] = standfirst and not is_credit(block.text)

    def _first_prose(self) -> int | None:
        """Where the text begins: the first kept paragraph of some length, or the first kept at all."""
        prose = [i for i, keep in enumerate(self.keep) if keep and _is_prose(self.blocks[i])]
        long = (i for i in prose if self.evident[i] and self.blocks[i].text.count(" ") >= _LONG_WORDS)
        return next(long, prose[0] if prose else None)

    def _keep_bare_byline(self, first: int) -> None:
        for i in range(max(0, first - _BYLINE_BLOCKS), first):
            if self.blocks[i].text.lower().startswith("by ") and self._is_byline(self.blocks[i]):
                self.role[i], self.keep[i] = "byline", True

    def _title_before(self, first: int) -> int | None:
        """The block that gives the title: the last before the text that says it, or says little more, or the last of the first rank."""
        best: tuple[int, int] | None = None
        for i in range(first, max(-1, first - 2 * _HEAD_BLOCKS), -1):
            rank = self._rank_as_title(i, first)
            if rank and (best is None or rank > best[0]):
                best = rank, i
        return best[1] if best else None

    def _rank_as_title(self, i: int, first: int) -> int:
        block = self.blocks[i]
        if block.kind == "heading" and len(self.title) > 8 and len(block.letters) > 8:
            if block.letters == self.title:
                return 4
            if block.letters in self.title:
                return 3
            if self.title in block.letters:
                return 1 if self._off(i) else 2
        return 1 if block.level == 1 and first - i < _HEAD_BLOCKS and not self._off(i) else 0

    def _is_byline(self, block: Block) -> bool:
        if (
            len(block.text) > 160
            or len(block.letters) < 3
            or block.kind not in ("paragraph", "item", "caption", "cell")
        ):
            return False
        if _BYLINE.match(block.text) and not block.text.endswith((".", "?", "!", "”", '"')):
            return True
        if _DATE.fullmatch(block.text):
            return True
        sign = self.sign[block.box]
        own = signs_of(self.boxes[block.box].tag, self.boxes[block.box].marks)
        return (
            bool(own & (Sign.BYLINE | Sign.DATE))
            and not sign & OFF_PAGE
            and block.text.count(" ") < 8
            and block.text[-1] not in ".?!"
        )

    def _off(self, i: int) -> bool:
        if self.furniture[i] is not None:
            return True
        sign = self.sign[self.blocks[i].box] & OFF_PAGE
        return bool(sign & ~self.mistrusted if self.evident[i] else sign)

    def _listed(self, i: int) -> bool:
        return self.blocks[i].kind in ("item", "cell")

    def _shape(self, block: Block) -> tuple[tuple[str, str], ...]:
        shape = []
        number = block.box
        for _ in range(3):
            box = self.boxes[number]
            shape.append((box.tag, "" if any(c.isdigit() for c in box.marks) else box.marks))
            if number == 0:
                break
            number = box.parent
        return tuple(shape)

    def result(self) -> Choice:
        """The article's blocks from the first kept to the last, with what stands between them as residue."""
        kept = [i for i, keep in enumerate(self.keep) if keep]
        choice = Choice()
        if not kept:
            return choice
        before = kept[0] - 1
        for i in kept:
            gap = range(before + 1, i)
            if len(gap) <= _LONGEST_GAP:
                for j in gap:
                    self._add(choice, j, self._kind_of(j))
            byline = self.role[i] == "byline"
            credit = self.blocks[i].kind in ("caption", "paragraph") and is_credit(self.blocks[i].text)
            self._add(choice, i, "boilerplate" if byline or credit else None)
            before = i
        self._add_biography(choice, before)
        return choice

    def _add_biography(self, choice: Choice, last: int) -> None:
        for i in range(last + 1, min(last + _AFTER, len(self.blocks))):
            if is_biography(self.blocks[i].text) or (
                self.sign[self.blocks[i].box] & Sign.BIOGRAPHY and _is_prose(self.blocks[i])
            ):
                self._add(choice, i, "biography")

    def _add(self, choice: Choice, i: int, kind: ResidueKind | None) -> None:
        choice.blocks.append(self.blocks[i])
        choice.residue.append(kind)
        choice.role.append(self.role[i])

    def _kind_of(self, i: int) -> ResidueKind:
        kind = self.furniture[i]
        if kind:
            return kind
        sign = self.sign[self.blocks[i].box]
        if sign & Sign.SHARE:
            return "share"
        if sign & (Sign.PLUG | Sign.ADVERT):
            return "plug"
        if sign & (Sign.NAVIGATION | Sign.RELATED):
            return "navigation"
        return "biography" if sign & Sign.BIOGRAPHY else "boilerplate"


def _is_prose(block: Block) -> bool:
    return (
        block.text.count(" ") >= _PROSE_WORDS - 1
        and block.linked < _LINKED
        and block.kind not in ("heading", "caption")
    )


def _could_be_prose(block: Block) -> bool:
    """Like prose, but captions too: on slide shows they are the text."""
    return (
        block.text.count(" ") >= _PROSE_WORDS - 1
        and block.linked < 0.2
        and block.kind in ("paragraph", "caption", "item")
    )


def _evident(blocks: Sequence[Block], evidence: str) -> list[bool]:
    whole = letters(evidence)
    lines = {letters(line) for line in evidence.split("\n")}
    return [
        block.letters in (whole if len(block.letters) > _SURE_LETTERS else lines) and bool(block.letters)
        for block in blocks
    ]


def _by_density(blocks: Sequence[Block], boxes: Sequence[Box]) -> list[bool]:
    """Without other evidence: the prose under the box whose own paragraphs hold most of it."""
    weight: Counter[int] = Counter()
    for block in blocks:
        if _is_prose(block) and not furniture(block.text):
            outer = boxes[block.box].parent
            weight[outer] += len(block.letters)
            weight[boxes[outer].parent] += len(block.letters) // 2
    if not weight:
        return [True] * len(blocks)
    best = max(weight, key=lambda number: (weight[number], -number))
    under = [False] * len(boxes)
    for number, box in enumerate(boxes):
        under[number] = number == best or (number > 0 and under[box.parent])
    return [under[block.box] and (_is_prose(block) or block.kind == "heading") for block in blocks]
