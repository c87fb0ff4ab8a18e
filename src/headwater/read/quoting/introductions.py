"""Lines that hand the next paragraph over to somebody, and to whom: "As the Ledger reported:", "The Echo, page four:".

What makes an introduction is its place rather than its verb: it ends in a colon, names a paper, a writing or a speaker, and what
stands behind it is set off as a whole, by quotation marks around all of it or by the space before it. Where nothing sets the next
paragraph off, the line has to say by a word, or by the name of a paper, that something printed follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read.frame import Frame, Range
from headwater.read.quoting.quotations import Quotation, find_blocks
from headwater.read.voices.gazetteer import gazetteer, singular

_LONGEST = 60
"""Words; a longer paragraph that ends in a colon introduces something else."""
_LONGEST_BARE = 12
"""Words of a line that names a writing and says nothing of it: "The minutes of 4 March:"."""
_LEAST_INDENT = 2
_MOST_INDENTED = 8
"""Paragraphs; where as many are indented in a row, that is how the page is set."""
_OPENS, _CLOSES = '“"«', '”"»'

_HANDS_OVER = re.compile(
    r"\b(?:the following|as follows|put it|puts it|puts? the matter|this|account|version|report|reported|passage|extract|excerpt|paragraph|bulletin|dispatch|worth (?:reading|quoting|repeating)|readers (?:of|were)|wrote|writes|printed|published|broadcast|aired|filed|had to say|has to say|carried|"
    r"carries|ran|runs|words|headline|front page|had it|has it)\b",
    re.I,
)
_TAKEN_FROM = re.compile(
    r"(?:From|In) (?:[^\s,;:]+ ){0,7}[^\s,;:]+(?:, [^,;:]{3,30})?:|(?:I|We|Let me) (?:quote|cite)\b[^:]{3,80}:"
)
"""A line that only says where what follows was printed: "From Thursday's Isthmus Times:"."""
_TELLS_IT = re.compile(
    r"\b(?:tells?|told|puts?|remembers?|remembered|recalls?|recalled|reports?|reported|gives?|gave|has|had|offers?|offered) (?:it (?:differently|otherwise|thus|like this|this way|in its own way|another way)|"
    r"(?:a|the|another|this|its own|quite a) (?:different |fuller |longer |rather different )?(?:story|tale|account|version)(?: of it| of events)?)\.$"
)
_AS_PUT = re.compile(r"(?:As|According to|In the words of) [^.:;“”\"]{4,200},")
"""A line that hands over with a comma: "As its correspondent put it in a dispatch,"."""
_ENDS_ON = re.compile(r"\b(?:was|is|from|came|comes|goes to|belongs to|by)(?: the)? $")
"""Words before the name that a line ends on and hands over to: "The first to doubt it was the Lantern."."""
_MARKS = re.compile(r"[“”\"«»]")
_LIST_MARK = re.compile(r"[-*•·–]\s|\d{1,2}[.)]\s")


def introduced(frame: Frame, quotations: Sequence[Quotation], cues: Sequence[int]) -> list[Range]:
    """Paragraphs handed over by the line before them; ``cues`` are the places where the tagger saw an attribution's cue."""
    blocks: list[Range] = []
    runs = dict(find_blocks(frame, list(quotations)))
    for number in range(len(frame.paragraphs) - 1):
        following = number + 2 if is_insertion(frame, number + 1) else number + 1
        if len(frame.cut[number].words) <= _LONGEST and _hands_over(frame, number, following, cues, runs):
            blocks.append(_passage(frame, following, quotations))
    return blocks


def is_introduction(frame: Frame, number: int) -> bool:
    """Whether paragraph ``number`` can hand over what follows it: by its colon, by the space behind it, or by saying so."""
    if number + 1 >= len(frame.paragraphs):
        return False
    apart = _set_in(frame, number + 1) and _names_writing(frame, number)
    return apart or frame.text[frame.paragraphs[number][1] - 1] == ":" or _tells_it(frame, number)


def _hands_over(frame: Frame, number: int, following: int, cues: Sequence[int], runs: dict[int, int]) -> bool:
    if following >= len(frame.paragraphs) or not _is_prose(frame, following):
        return False
    start, end = frame.paragraphs[number]
    apart = _set_in(frame, following)
    if _tells_it(frame, number) or (apart and frame.text[end - 1] == "." and _names_writing(frame, number)):
        return who_prints(frame, number) is not None
    if frame.text[end - 1] != ":":
        return False
    if any(start <= cue < end for cue in cues):
        return True
    if apart or _all_quoted(frame, following, runs):
        return who_prints(frame, number) is not None
    says_so = _HANDS_OVER.search(frame.text, start, end) or _TAKEN_FROM.fullmatch(frame.text, start, end)
    return (says_so is not None and who_prints(frame, number) is not None) or _names_writing(frame, number)


def _all_quoted(frame: Frame, number: int, runs: dict[int, int]) -> bool:
    low, high = frame.paragraphs[number]
    return frame.text[low] in _OPENS and (frame.text[high - 1] in _CLOSES or low in runs)


def _set_in(frame: Frame, number: int) -> bool:
    """Whether a paragraph is indented behind one that is not, on a page that does not indent most of them."""
    if _indent(frame, number) < _indent(frame, number - 1) + _LEAST_INDENT:
        return False
    ahead = range(number, min(number + _MOST_INDENTED, len(frame.paragraphs)))
    return not all(_indent(frame, n) == _indent(frame, number) for n in ahead) or len(ahead) < _MOST_INDENTED


def _indent(frame: Frame, number: int) -> int:
    at = frame.paragraphs[number][0]
    return at - frame.text.rfind("\n", 0, at) - 1


def _tells_it(frame: Frame, number: int) -> bool:
    """Whether a paragraph hands the quotation behind it over without a colon: "The Times of Lagash tells it differently."."""
    if number + 1 >= len(frame.paragraphs) or frame.text[frame.paragraphs[number + 1][0]] not in _OPENS:
        return False
    line = frame.paragraphs[number]
    if frame.text[line[1] - 1] not in ".,":
        return False
    if _TELLS_IT.search(frame.text, *line) or _AS_PUT.fullmatch(frame.text, *line):
        return True
    low, high = last_sentence(frame, number)
    if _MARKS.search(frame.text, low, high):
        return False
    subject = _subject(frame, low, high)
    by_paper = subject is not None and _is_paper(frame.text[slice(*subject)])
    if by_paper and subject is not None and _HANDS_OVER.search(frame.text, subject[1], high):
        return True
    names = _names(frame, number)
    return bool(names) and names[-1][1] == high - 1 and _ENDS_ON.search(frame.text, low, names[-1][0]) is not None


def _is_prose(frame: Frame, number: int) -> bool:
    """Whether a paragraph can be a passage of somebody's: sentences, not an item of a list, not another heading."""
    start, end = frame.paragraphs[number]
    return not _LIST_MARK.match(frame.text, start) and frame.text[end - 1] in ".!?”\"’'»"


_INSERTED = re.compile(
    r"(?:[A-Z]{3,}(?: [A-Z]+)*\b|Advertisement|Story continues|Article continues|Continue reading|Scroll|Related|Read (?:more|also)|See also|Watch|Sign up|Share|Subscribe)",
    re.S,
)


def is_insertion(frame: Frame, number: int) -> bool:
    """Whether a paragraph is the site's own ("READ MORE: …"), put between an introduction and the quotation behind it."""
    if number + 1 >= len(frame.paragraphs):
        return False
    start, end = frame.paragraphs[number]
    if end - start > 120 or frame.text[end - 1] in '.!?:”"' or not _INSERTED.match(frame.text, start):
        return False
    return frame.text[frame.paragraphs[number + 1][0]] in '“"‘«'


def _passage(frame: Frame, number: int, quotations: Sequence[Quotation]) -> Range:
    """The paragraph, or the quotation that opens it where it has one; with the paragraphs behind it that are indented alike."""
    start = frame.paragraphs[number][0]
    for quotation in quotations:
        if quotation.start == start and quotation.closed:
            return start, quotation.end
    indent, last = _indent(frame, number), number
    while (
        indent > _indent(frame, number - 1) and last + 1 < len(frame.paragraphs) and _indent(frame, last + 1) == indent
    ):
        last += 1
    return start, frame.paragraphs[last][1]


# -- to whom ------------------------------------------------------------------------------------------------------------------

_DESCRIBED = re.compile(
    r"(?:(?:But|And|Yet|Still|So|Then),? )?(?=(?:The|Its|This|That|Our|Their|His|Her|A|An|One|[A-Z][\w-]+(?: [A-Z][\w-]+){0,2}['’]s?) )"
)
_LONGEST_DESCRIPTION = 7
_PIECE = re.compile(
    r"(?:passage|extract|excerpt|paragraph|article|story|report|piece|editorial|column|page|dispatch|bulletin|account|version)s?$"
)
_OUT_OF = re.compile(r"\b(?:of|in|from|by)(?: the)? $")
_PLACED = frozenset("at near outside across around for with by over under after before behind in on from of".split())
_CITED = re.compile(r"\b(?:quoting|citing|quotes|cites|according to) (?:[\w’'-]+ ){0,3}$")
_APPOSED = re.compile(r"(?: [a-z][\w-]*){0,2},(?: the)? ")
""" "A student | newspaper, the Wick,": the name stands behind the description."""
_NO_SPEAKER = frozenset("everybody everyone nobody somebody someone anybody anyone who what it that which".split())
_AIRED = frozenset({"radio", "tv", "channel"})
_NOT_WRITINGS = frozenset("board model evidence trial plan bill order charge results".split())


def who_prints(frame: Frame, number: int, sources: Sequence[Range] = ()) -> Range | None:
    """Whom an introduction hands over to: the speaker the tagger saw in it, its subject, a paper in it, or its first name.

    ``sources`` are the tagger's, in order. The last sentence counts first: what stands before it may tell of anybody.
    """
    low, high = last_sentence(frame, number)
    heard = [s for s in sources if low <= s[0] and frame.text[slice(*s)].lower() not in _NO_SPEAKER]
    heard = [s for s in heard if not _CITED.search(frame.text, low, s[0])]
    names = _names(frame, number)
    if heard:
        named = _APPOSED.match(frame.text, heard[-1][1])
        return next((name for name in names if named and named.end() == name[0]), heard[-1])
    inside = [name for name in names if low <= name[0]]
    subject = _printed_in(frame, inside, _subject(frame, low, high))
    papers = [name for name in inside if _is_paper(frame.text[slice(*name)])]
    free = [name for name in inside if not _placed(frame, low, name)]
    outside = [name for name in names if name[0] < low]
    says_so = _HANDS_OVER.search(frame.text, low, high) or frame.text.startswith("From ", low)
    printed = inside if says_so else []
    of_it = outside if subject and frame.text.startswith(("Its ", "The "), subject[0]) else []
    for choice in (
        [subject] if subject in names else [],
        papers,
        free,
        of_it,
        [subject],
        printed,
        sources[-1:],
        outside,
    ):
        if choice and choice[0] is not None:
            return choice[0]
    return None


def _printed_in(frame: Frame, names: Sequence[Range], subject: Range | None) -> Range | None:
    """The name behind a piece of writing ("a passage of the article in Politika Nord"), else the subject itself."""
    if subject is None or not _PIECE.search(frame.text, *subject):
        return subject
    behind = [n for n in names if subject[1] < n[0] and _OUT_OF.search(frame.text, subject[1], n[0])]
    return behind[0] if behind else subject


def last_sentence(frame: Frame, number: int) -> Range:
    """The last sentence of a paragraph, which hands over; what stands before it has its own say."""
    low, high = frame.paragraphs[number]
    return max(low, frame.sentences[frame.sentence_at(high - 1)][0]), high


def _names_writing(frame: Frame, number: int) -> bool:
    """Whether a line names a paper, or is hardly more than the name of a writing: "The minutes of 4 March:"."""
    low, high = last_sentence(frame, number)
    if _MARKS.search(frame.text, low, high):
        return False
    if any(low <= name[0] and _is_paper(frame.text[slice(*name)]) for name in _names(frame, number)):
        return True
    return len(frame.words_in(low, high)) <= _LONGEST_BARE and _subject(frame, low, high) is not None


def _subject(frame: Frame, low: int, high: int) -> Range | None:
    """What a sentence opens on: a name, or a paper or writing that is only described ("The agency's first bulletin")."""
    number = frame.paragraph_at(low)
    for name in _names(frame, number):
        before = frame.text[low : name[0]].split()
        if name[0] >= low and len(before) <= 1 and all(word in ("The", "But", "And", "Yet", "Then") for word in before):
            return name
    opens = _DESCRIBED.match(frame.text, low, high)
    if opens is None:
        return None
    lists = gazetteer()
    for word in frame.words_in(opens.end(), high)[1:_LONGEST_DESCRIPTION]:
        noun = frame.words.text[word]
        writing = noun in lists.publication or (noun in lists.document and noun not in _NOT_WRITINGS)
        if writing and frame.text[frame.words.end[word]] in " ,:":
            return opens.end(), frame.words.end[word]
        if noun in ",;:—":
            break
    return None


def _placed(frame: Frame, low: int, name: Range) -> bool:
    """Whether a name only says where or when: "in Tarn", "after Pell's visit"."""
    before = frame.text[low : name[0]].lower().split()
    return bool(before) and before[-1] in _PLACED


def _is_paper(words: str) -> bool:
    """Whether a name is made like those of papers and stations: "the Orra Tribune", "Radio Tarn", "Channel Six"."""
    parts = re.findall(r"[\w-]+", words.lower())
    parts = parts[1:] if parts[:1] == ["the"] else parts
    nouns = gazetteer().publication
    return len(parts) > 1 and (
        parts[0] in _AIRED or parts[-1] in nouns or singular(parts[-1]) in nouns or "times" in parts
    )


_NAME_LEAD = re.compile(r"(?:Radio|TV|Channel|News|Daily|Sunday|Weekly|Evening|Morning) $")
_NAME_TAIL = re.compile(r"(?: [A-Z][\w-]+){1,4}")


def _names(frame: Frame, number: int) -> list[Range]:
    """The names of a paragraph, each with the capitals about it that the mask leaves alone ("Radio Tarn")."""
    paragraph = frame.cut[number]
    found: list[Range] = []
    for form, first, last in zip(paragraph.units.form, paragraph.units.first, paragraph.units.last, strict=True):
        if form is not None:
            continue
        start, end = paragraph.words.start[first], paragraph.words.end[last]
        if found and start < found[-1][1]:
            continue
        lead = _NAME_LEAD.search(frame.text, frame.paragraphs[number][0], start)
        rest = _NAME_TAIL.match(frame.text, end)
        found.append((lead.start() if lead else start, rest.end() if rest else end))
    return found
