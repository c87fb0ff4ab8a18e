"""Closed classes of English words, by which phrases are cut without a parser."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Make a set of the words of a text."""
    return frozenset(text.split())


ARTICLES = frozenset({"a", "an", "the"})
DETERMINERS = ARTICLES | word_set(
    "this that these those his her its their our my your some many most several few all both each every another "
    "any no other such more various certain numerous multiple one two three four five six seven eight nine ten "
    "eleven twelve dozen dozens hundreds thousands scores half"
)
POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})
NUMBERS = word_set(
    "two three four five six seven eight nine ten eleven twelve dozen dozens several hundreds thousands scores few"
)
ORDINALS = frozenset(["first", "second", "third", "fourth", "fifth", "sixth", "another", "other"])
PREPOSITIONS = word_set(
    "of for in at from with on to by near inside outside within under over behind across among between against "
    "about after before during through throughout around along beyond beside beneath above below into onto upon "
    "toward towards without via per as including representing regarding concerning like than amid despite since "
    "until off out up down"
)
RELATIVES = frozenset({"who", "whom", "whose", "which", "that", "where"})
CONJUNCTIONS = word_set(
    "and or but nor so yet because although though while whereas if unless when whenever until since as after "
    "before once that whether than"
)
SUBORDINATORS = word_set(
    "because although though while whereas if unless when whenever until since after before once that whether as"
)
AUXILIARIES = word_set(
    "is are was were be been being am 's 're 'm has have had having do does did will would shall should can could "
    "may might must ought 'd 'll 've cannot wo ca"
)
PERSONAL = word_set(
    "i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself "
    "it its itself they them their theirs themselves"
)
SINGULAR_PERSON = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
MALE = frozenset(["he", "him", "his", "himself"])
FEMALE = frozenset(["she", "her", "hers", "herself"])
THING = frozenset({"it", "its", "itself"})
PLURAL = frozenset(["they", "them", "their", "theirs", "themselves"])
FIRST_SINGULAR = frozenset(["i", "me", "my", "mine", "myself"])
FIRST_PLURAL = frozenset(["we", "us", "our", "ours", "ourselves"])
SECOND = frozenset(["you", "your", "yours", "yourself", "yourselves"])
ADVERBS = word_set(
    "also then now later still again once never always often just even not only already soon yesterday today ever "
    "further meanwhile recently reportedly instead too there here however therefore"
)
SPEECH = word_set(
    "said says say saying told tells tell telling added adds adding asked asks replied wrote writes claimed "
    "claims argued argues insisted insists explained explains announced noted notes stated states reported "
    "reports testified tweeted warned warns recalled declared acknowledged admitted confirmed denied suggested "
    "continued concluded responded"
)
CLOSED = DETERMINERS | PREPOSITIONS | RELATIVES | CONJUNCTIONS | AUXILIARIES | PERSONAL | ADVERBS | SPEECH
PUNCTUATION = frozenset(",;:.!?()[]\"'“”‘’«»—–…-") | frozenset({"--", "...", "``", "''"})
CLITIC = frozenset({"'s", "’s", "'S", "’S"})
