"""Closed word lists for comparing claims: small words, negation, hedges, irregular forms, opposites, number words.

The lists say nothing about persons, parties or countries. They are read once; nobody but ``wording`` and its neighbours uses them.
"""

from __future__ import annotations


def _pairs(text: str) -> dict[str, str]:
    """``base: form form; base: form`` as form → base."""
    table: dict[str, str] = {}
    for group in text.replace("\n", " ").split(";"):
        base, _, forms = group.partition(":")
        for form in forms.split():
            table[form] = base.strip()
    return table


SMALL = frozenset(
    "a an the this that these those of in on at by for with from to as into onto upon about over under after before during until till while "
    "and or but nor so yet if when where which who whom whose what why how than then there here also just only very too more most much many least "
    "some any each every all both either such own same other another he she it they we you i me him her us them his hers its their theirs our "
    "ours your yours my mine himself herself itself themselves be is are was were been being am have has had having do does did done doing will "
    "would shall should can could may might must ought 's 're 've 'll 'd 'm s t ll re ve d m up out off down again further once now still "
    "because through between against per via amid among around across along however although though since mr mrs ms miss dr sir".split()
)
NEGATIONS = frozenset(
    "not n't no never nobody none nothing neither nor nowhere without cannot hardly scarcely barely dont doesnt didnt isnt arent wasnt "
    "werent hasnt havent hadnt wont cant couldnt wouldnt shouldnt".split()
)
TELLING = frozenset(("behind", "over", "under"))
"""Small words that say something when they are negated: "not behind it"."""
FAILS = frozenset("fail refus declin deny reject disput rebut refut lack avoid prevent".split())
"""Stems of verbs that negate what follows them."""

SOFT_NEGATIVES = frozenset(
    "stop halt end ban block overturn revers veto absence unable without instead rather only little few less low low-er least oppos against quit cease cancel dismis drop unless remov zero un cannot miss exclud exempt free".split()
)
"""Stems that may say by themselves what another sentence says with "not"."""

ABBREVIATIONS = {
    "u.s.": "us-", "u.s": "us-", "usa": "us-", "u.s.a.": "us-", "u.k.": "uk", "u.n.": "un", "e.u.": "eu", "pct": "percent", "govt": "government",
    "gov't": "government", "dept": "department", "min": "minute", "mins": "minutes", "hrs": "hours", "yrs": "years", "km": "kilometres", "kms": "kilometres",
    "kg": "kilograms", "bn": "billion", "mn": "million", "tn": "trillion", "approx": "about", "%": "percent", "intl": "international", "int'l": "international",
    "natl": "national", "assn": "association", "univ": "university", "co": "company", "corp": "corporation", "cos": "companies", "inc": "incorporated",
    "ltd": "limited", "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "col": "colonel", "lt": "lieutenant", "sgt": "sergeant",
    "capt": "captain", "prof": "professor", "atty": "attorney", "st": "saint", "ft": "feet", "mt": "mount", "jan": "january", "feb": "february",
    "mar": "march", "apr": "april", "jun": "june", "jul": "july", "aug": "august", "sep": "september", "sept": "september", "oct": "october",
    "nov": "november", "dec": "december", "mon": "monday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday", "thu": "thursday", "thur": "thursday",
    "thurs": "thursday", "fri": "friday", "sat": "saturday", "sun": "sunday",
    # parts of states as papers shorten them, where no word is spelt alike
    "ala": "alabama", "ariz": "arizona", "calif": "california", "colo": "colorado", "conn": "connecticut", "fla": "florida", "kan": "kansas",
    "minn": "minnesota", "neb": "nebraska", "nev": "nevada", "okla": "oklahoma", "tenn": "tennessee", "vt": "vermont", "wis": "wisconsin", "wyo": "wyoming",
    "ont": "ontario", "que": "quebec", "sask": "saskatchewan", "alta": "alberta", "qld": "queensland", "tas": "tasmania",
}  # fmt: skip

IRREGULAR = _pairs(
    """say: said says saying; tell: told tells telling; kill: killed kills killing killings; die: died dies dying dead deaths death deadly fatal fatally fatality fatalities;
    wound: wounded wounds wounding; rise: rose risen rises rising; fall: fell fallen falls falling; buy: bought buys buying; sell: sold sells selling; win: won wins winning;
    lose: lost loses losing loss losses; find: found finds finding; see: saw seen sees seeing; take: took taken takes taking; give: gave given gives giving; go: went gone goes going;
    come: came comes coming; make: made makes making; get: got gets getting gotten; hold: held holds holding; leave: left leaves leaving; keep: kept keeps keeping;
    begin: began begun begins beginning; break: broke broken breaks breaking; bring: brought brings bringing; build: built builds building buildings; catch: caught catches catching;
    choose: chose chosen chooses choosing choice; cut: cuts cutting; deal: dealt deals dealing; draw: drew drawn draws drawing; drive: drove driven drives driving; eat: ate eaten;
    feel: felt feels feeling; fight: fought fights fighting; fly: flew flown flies flying flight flights; grow: grew grown grows growing growth; hit: hits hitting; hurt: hurts hurting;
    know: knew known knows knowing; lay: laid lays laying; lead: led leads leading; lend: lent; lie: lay lied lying lies; mean: meant means; meet: met meets meeting meetings;
    pay: paid pays paying payment; put: puts putting; read: reads reading; run: ran runs running; seek: sought seeks seeking; send: sent sends sending; set: sets setting;
    shoot: shot shoots shooting shootings; show: showed shown shows showing; shut: shuts shutting; sink: sank sunk sinks sinking; speak: spoke spoken speaks speaking; spend: spent spends;
    stand: stood stands standing; steal: stole stolen; strike: struck strikes striking; swear: swore sworn; teach: taught; tear: tore torn; think: thought thinks thinking;
    throw: threw thrown; understand: understood; wear: wore worn; withdraw: withdrew withdrawn withdraws; write: wrote written writes writing; man: men; frogman: frogmen; woman: women; child: children kids kid;
    person: people persons; police: policeman policemen policewoman officers officer; foot: feet; injure: injured injures injuring injury injuries; arrest: arrested arrests arresting;
    attack: attacked attacks attacking; explode: exploded explodes exploding explosion explosions; agree: agreed agrees agreement; decide: decided decision decisions;
    announce: announced announces announcement; resign: resigned resigns resignation; deny: denied denies denying denial; accuse: accused accuses accusation accusations;
    decline: declined declines declining; increase: increased increases increasing; decrease: decreased decreases; analyse: analyze analyzed analysed analysis; centre: center centers centres;
    defence: defense; theatre: theater; programme: program programs programmes; cheque: check checks; licence: license licenses licences; metre: meter meters metres; kilometre: kilometer kilometers kilometres;
    percent: per-cent percentage; election: elections elected elect; invest: investment investments investor; investigate: investigation investigated investigating investigations;
    government: governments; us-: us-; organize: organise organised organized; buy: purchase purchased acquires acquired acquire acquisition; launch: launched launches;
    vote: voted votes voting; report: reported reports reporting; charge: charged charges charging; sue: sued sues suing lawsuit; approve: approved approves approval; shell: shelled shelling"""
)

SYNONYMS = _pairs(
    """blast: explode; die: slay; diver: frogman; ship: vessel; wound: injure hurt; begin: start commenc; end: finish conclud; soldier: troop; car: vehicle automobil; firm: company busines corporation; share: stock;
    big: large huge; plan: propos; rise: increase climb gain soar jump surg; fall: decrease drop plung slip tumbl slid; show: reveal demonstrat indicat; help: aid assist; home: hous; job: post;
    blame: accuse; study: research; quarter: quarterly; city: town; lawmaker: legislator; kid: child; film: movie; doctor: physician; attorney: lawyer; ask: request; try: attempt seek; get: obtain receiv;
    probe: investigate inquiry"""
)

HEDGES = {
    "may": 1, "might": 1, "could": 1, "possibly": 1, "perhaps": 1, "maybe": 1, "possible": 1, "possibility": 1, "conceivably": 1, "potentially": 1,
    "probably": 2, "likely": 2, "presumably": 2, "apparently": 2, "seemingly": 2, "appears": 2, "appear": 2, "appeared": 2, "seems": 2, "seem": 2, "seemed": 2, "reportedly": 2,
    "allegedly": 2, "alleged": 2, "purportedly": 2, "supposedly": 2, "suspected": 2, "suspect": 2, "suspects": 2, "believed": 2, "thought": 2, "feared": 2, "unlikely": 2, "unconfirmed": 1, "presumed": 2,
    "suggests": 2, "suggest": 2, "suggested": 2, "expected": 2, "unclear": 1, "doubtful": 1, "rumoured": 1, "rumored": 1, "probable": 2, "should": 2,
}  # fmt: skip
"""Words that hedge: 1 leaves it open (PS), 2 makes it probable (PR)."""

OPPOSITES = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "rise/fall increase/decrease rise/decrease increase/fall win/lose accept/reject approve/reject confirm/deny admit/deny support/oppose allow/ban permit/ban guilty/innocent alive/die "
        "open/clos open/shut begin/end gain/lose up/down above/below before/after success/fail succeed/fail true/fals legal/illegal buy/sell arrest/release hire/fire enter/leave arriv/leave pass/fail "
        "pass/block convict/acquit strengthen/weaken expand/shrink improv/worsen best/worst more/less more/fewer high/low higher/lower highest/lowest early/late first/last include/exclud lift/impos safe/dangerous "
        "agree/refus agree/disagree join/leave love/hate friend/enemy remember/forget north/south east/west left/right male/female present/absent possible/impossible likely/unlikely able/unable stop/continu attack/defend "
        "strong/weak good/bad positive/negative majority/minority public/private increas/reduc rise/reduc raise/lower raise/cut grow/shrink victory/defeat cause/prevent kill/sav approve/veto appoint/dismis "
        "encourag/discourag prais/critici prais/condemn welcom/condemn welcom/critici defend/critici hot/cold old/new full/empty rich/poor push/pull advance/retreat withdraw/deploy enough/insufficient"
    ).split()
)
"""Stems that say the opposite of each other in the same place of the same sentence."""

NUMBER_WORDS = (
    {
        word: value
        for value, word in enumerate(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
        )
    }
    | {w: 10 * (i + 2) for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
    | {"dozen": 12, "hundred": 100}
)

BODIES = frozenset(
    "police army navy troop soldier rebel militant insurgent terrorist separatist guerrilla militia gunman gunwoman government ministry minister president premier chancellor king queen parliament congress "
    "senate house cabinet opposition court judge jury prosecutor lawyer attorney defendant plaintiff union company bank regulator agency council mayor governor senator lawmaker commission committee "
    "board hospital doctor nurse patient firefighter coastguard guard fisherman farmer worker miner employer teacher student pupil school university church bishop pope priest imam refugee migrant "
    "protester demonstrator activist resident villager tourist passenger pilot driver captain crew sailor diver engineer operator owner contractor inspector spokesman spokeswoman official diplomat ambassador "
    "general admiral commander colonel mother father son daughter brother sister wife husband boy girl man woman child baby teenager victim suspect witness neighbour neighbor thief burglar robber hacker "
    "drone helicopter plane train ship boat truck bus car airline airport port navy airforce marine coast-guard sheriff detective chief secretary".split()
)
"""Stems of nouns that name who did something; another of them in the same place is another actor."""

ALIKE = tuple(
    frozenset(group.split())
    for group in (
        "police detective sheriff chief official authority", "troop soldier army military force marine", "rebel militant insurgent guerrilla militia gunman terrorist separatist", "rebel militant insurgent guerrilla militia gunwoman terrorist separatist", "government ministry cabinet official minister administration secretary",
        "parliament congress senate lawmaker senator", "parliament congress house lawmaker representative", "investigator detective police official inspector", "deputy police sheriff", "relative family father mother brother sister", "people person resident", "company firm owner operator employer", "lawyer attorney", "doctor hospital nurse", "student pupil", "man suspect driver victim husband father son brother boy teenager gunman person",
        "woman suspect driver victim wife mother daughter sister girl teenager gunwoman person", "child boy girl teenager baby son daughter pupil student victim person", "resident villager neighbour neighbor witness person", "ship boat", "spokesman spokeswoman official spokesperson agency", "refugee migrant", "protester demonstrator activist person",
        "court judge jury", "car truck", "passenger tourist person victim patient", "plane airline pilot", "captain pilot commander crew", "board commission committee council agency regulator", "thief burglar robber suspect man", "thief burglar robber suspect woman", "fisherman sailor crew", "official diplomat ambassador spokesman",
    )
)  # fmt: skip
"""Nouns that may name one and the same actor."""
