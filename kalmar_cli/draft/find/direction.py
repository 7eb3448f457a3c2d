"""Whether an amount is a cost or a saving, by the words beside it and the heading above."""

import re

_SAVES = re.compile(
    r"bespar|\bspar(?:a|ar|as|ing\w*)?\b|effektiviser|minska|minskning|sänk|lägre kostnad"
    r"|\bdra(?:s|r)? (?:ned|ner|in)\b"
    r"|\bskär(?:a|s)? (?:bort|ned|ner)|\bkapa[rs]?\b|hyvla|krymp|\bprioritera[rs]? (?:bort|ned|ner)"
    r"|avveckl|frigör|rationaliser|neddrag|lägg(?:er|a|s)? ne[dr]\b|säg(?:er|s|a)? upp|avskaffa|slopa"
    r"|stoppa|färre|mindre än|får in\b|försälj|\bsälj\w*|utdelning|inbring|vakant|inte återbesätt"
    r"|återbesätts inte|ta(?:s|r)? bort|halver|bantas?\b|stryk|avbryt|avstå|skjut(?:s|er|a|as)? upp"
    r"|senarelägg|indrag|överskott|upphör"
    r"|begräns(?!\w*\still)|pausa|skrota|omförhandl|dela[rs]? ut|hyr(?:a|s|er)? ut",
    re.I,
)
_COSTS = re.compile(
    r"avsätt|avsatt|reserver|förbättra|\blaga[rs]?\b|återställ|återuppta|återupprätta|bevara|behåll"
    r"|gratis|kostnadsfri"
    r"|satsa|satsning|tillskjut|tillskott|tillsätt|utök|öka|förstärk|stärk|höj|stöd\b|kosta"
    r"|(?<!lägre )(?<!minskad )(?<!minskade )(?<!sänkt )(?<!sänkta )\b\w*kostn|rikta|anslå|anslag"
    r"|investera|tillför|ytterligare|ramökning|budgeten med|resurs|finansier|till detta|öronmärk"
    r"|\bfår\b|\bges\b|\bger?\b|\bläggs? på|\bgår till|använd|anställ|anlita|inför|inrätta"
    r"|bygg(?!-|nads|lov)|öppna|köp|rusta|asfalt|\bbelys|rens[ae]|renover|iordning|starta|bemanna"
    r"|återinför"
    r"|utveckla|flyttas? till|planter|skapa|räknas upp|\bmer\b|fler\b|projekter|byt(?:s|er|a)\b"
    r"|muddra|\blås(?:as|es)?\b|till en kostnad|engångs|tilldel|teckna|dubbla|permanent|etabler|bekost"
    r"|förläng|subvention|tidigarelägg|erbjud|\bsätt(?:a|s|er)? upp"
    r"|\blägg(?:a|er|s)?\s(?=\d|en\s|ytterligare|mer\b)",
    re.I,
)
_RATE = r"(?:avgift(?!sfri)|tax[ao]|taxor|skatt|hyr[ao]|arrende|utdelning|intäkt|\w*avgäld)\w*"
_LESS = r"(?:sänk|slopa|ta(?:s|r)? bort|avskaffa|minska|lägre|gratis|avgiftsfri)\w*"
_MORE = r"(?:höj|öka|högre)\w*"
# Less income is a cost, more income is none.
_INCOME_LESS = re.compile(
    rf"{_RATE}[^.;]{{0,40}}?\b{_LESS}|\b{_LESS}\s(?:[^.;,]{{0,30}}\s)?(?:\w*){_RATE}"
    rf"|intäktsbortfall",
    re.I,
)
_INCOME_MORE = re.compile(
    rf"{_RATE}[^.;]{{0,40}}?\b{_MORE}|\b{_MORE}\s(?:[^.;,]{{0,30}}\s)?(?:\w*){_RATE}|merintäkt"
    r"|\b(?:an)?sök\w*\s(?:om\s)?\w*statsbidrag|\bta(?:r|s)? ut (?:en )?\w*avgift",
    re.I,
)
# "sänka matkostnaderna", "driftkostnaden minskar", "minska anslaget": a lower cost is a saving.
_COST = r"(?:kostn|utgift|anslag|budget|(?<!stats)bidrag|arvode|ram(?:en|arna)?\b)\w*"
_COST_LESS = re.compile(
    rf"(?<!inte )\b(?:sänk|minska|lägre|reducer|halver|kapa|banta"
    rf"|pressa|hyvla|krymp"
    rf"|(?:dra|skär)\w* (?:ned|ner|in|bort))\w*\s(?:\w+\s){{0,2}}\w*{_COST}"
    rf"|{_COST}\s(?:\w+\s){{0,2}}(?:sänk|minska|reducer|halver)\w*",
    re.I,
)
_COST_MORE = re.compile(
    rf"\b(?:öka|höj|högre)\w*\s(?:\w+\s){{0,2}}\w*{_COST}"
    rf"|{_COST}\s(?:\w+\s){{0,2}}(?:ökar|höjs|stiger)",
    re.I,
)
# Right behind the amount: "4 mnkr i tillskott", "2 mkr mindre till".
_BEHIND_SAVES = re.compile(
    r"^\s*(?:kronor\s+)?(?:i\s+|per år i\s+)?(?:besparing"
    r"|(?:mindre|lägre|minskning|minskad)(?!\w*\s\w*(?:intäkt|inkomst)))",
    re.I,
)
_BEHIND_COSTS = re.compile(
    r"^\s*(?:kronor\s+)?(?:i\s+|per år i\s+)?(?:mer\b|ökad|tillskott|ökning|extra|satsning"
    r"|(?:minskade|lägre|uteblivna) (?:intäkt|inkomst))",
    re.I,
)
_BEHIND_TO = re.compile(r"^\s*(?:kronor\s+)?(?:per år\s+|årligen\s+)?(?:till|på|åt)\s+(?!\d)", re.I)
# Right before the amount: "kostnad ca 2 mkr", "besparing 650 tkr".
_TO_AMOUNT = r"(?:\s*[:(]|\s+(?:på|om|av|med|är|blir|till|beräknas till|uppskattas till|motsvarande))?"
_ABOUT = r"\s*(?:ca\.?|cirka|omkring|drygt|knappt|minst|högst|upp till)?\s*$"
_BEFORE_SAVES = re.compile(
    r"(?:besparing\w*|sparar"
    r"|(?<!minskade )(?<!minskad )(?<!lägre )(?<!uteblivna )\b(?:mer)?(?:intäkt|inkomst)(?:er)?"
    r"|(?:vilket|detta|det|som|,|(?:försälj|utdelning)\w*\s(?:\w+\s){0,4})\s*(?:ger|ge)"
    rf"|(?:minska|lägre|sänkt)\w* kostnad\w*|minskning\w*){_TO_AMOUNT}{_ABOUT}",
    re.I,
)
_BEFORE_COSTS = re.compile(
    rf"(?<!minskad )(?<!minskade )(?<!lägre )(?<!sänkt )(?<!sänkta )\b(?:\w*(?:kostnad|utgift)(?:en)?"
    rf"|kostar|satsning\w*|tillskott\w*|ökning){_TO_AMOUNT}{_ABOUT}",
    re.I,
)
# A saving that is not made is a cost, and money that is not spent is saved.
_SAVING = (
    r"\w*(?:besparing|nedskärning|nedläggning|neddragning|indragning|sparkrav"
    r"|effektiviseringskrav|sparbeting)"
)
_THE_SAVING = rf"(?:{_SAVING}(?:en|ar|arna|et|s)|(?:\w{{3,}}s|föreslagna|planerade)\s{_SAVING})\b"
_NOT_DONE = (
    r"(?:inte genomför\w*|genomförs inte|dra(?:s|r)? tillbaka|dra(?:s|r)? in|utgår|stryk(?:s|a|er)"
    r"|riv(?:a|s|er)? upp"
    r"|försvinner|upphör|bortfaller|(?:stoppa|slopa|avslå|avvisa|återta|återkalla|upphäv|skrota)(?:s|r)?"
    r"|tas bort)\b"
)
_REFUSES = (
    r"\b(?:avslå|avvisa|stoppa|slopa|stryk|upphäv|återta|återkalla|skrota|ta bort|tar bort|nej till"
    r"|inte genomför|avstå från|avstår från|motsätt(?:a|er) (?:sig|oss)"
    r"|riv\w* upp|dra(?:r)? tillbaka)\w*\s(?:\w+\s){0,3}"
)
_SPENDING = (
    r"\w*(?:satsning|tillskott|anslag|utbyggnad|investering|inköp|byggnation|nybygge"
    r"|utökning|reform|projekt)"
)
_OF_RATE = rf"\w*\s(?:av\s)?[^.;]{{0,30}}{_RATE}"
_DEARER = rf"(?:höjning{_OF_RATE}|(?:avgifts|taxe|skatte|hyres)(?:höjning|ökning)\w*)"
_CHEAPER = rf"(?:sänkning{_OF_RATE}|(?:avgifts|taxe|skatte|hyres)sänkning\w*)"
_TURNED = rf"[^.;]{{0,120}}?\b{_NOT_DONE}"
_TURNS_TO_COST = re.compile(
    rf"(?:{_REFUSES}|\b(?:minska|halvera|mildra|lindra)r?\s(?:\w+\s)?)(?:{_SAVING}|{_DEARER})"
    rf"|{_DEARER}{_TURNED}"
    rf"|{_THE_SAVING}(?:(?:(?!\bgenom\b)[^.;]){{0,120}}?\b{_NOT_DONE}"
    r"|\s(?:\w+\s){0,4}(?:minska|sänk|halvera)(?:s|r)\b)",
    re.I,
)
_TURNS_TO_SAVING = re.compile(
    rf"{_REFUSES}(?:{_CHEAPER}|{_SPENDING}|gratis|avgiftsfri)|\bavstår? från att (?!spar|skär|minsk|läg)"
    rf"|{_CHEAPER}{_TURNED}|{_SAVING}\w*\s(?:\w+\s){{0,4}}(?:höjs|höja|ökar|ökas|öka|skärps)\b",
    re.I,
)
_BEHIND_NOT_DONE = re.compile(rf"^[^.;]{{0,50}}?\b{_NOT_DONE}", re.I)
# "för att minska köerna" says why, not what.
_PURPOSE_BEFORE, _PURPOSE_BEHIND = (
    re.compile(r"\bför att [^.,;]*(?=,)", re.I),
    re.compile(r"\bför att [^.;]*", re.I),
)
# Letters around an amount that are about it.
_NEAR, _FAR, _RIGHT_BEFORE, _CLOSE = 60, 200, 60, 90
_SAVING_HEADING = re.compile(
    r"\b(?:\w*besparing|spar(?:förslag|paket|krav|åtgärd)|nedskärning|neddragning|avdrag|avgår\b"
    r"|mindre av\b"
    r"|minska\w* anslag|sänkta (?:kostnad|utgift)|tar (?:vi )?bort|finansiera[rs]\b|så får vi råd"
    r"|avgående|effektivisering|\w*minskning|finansiering|inbesparing"
    r"|minskade kostnader|lägre kostnader|nedprioritering|så (?:här )?(?:betalar|finansierar|sparar)"
    r"|prioriterar? (?:vi )?(?:ned|ner|bort)|\bspara[rs]?\b|\bminska[rs]?\b|skär(?:a|s)? (?:ned|ner|bort)"
    r"|drar? (?:vi )?(?:ned|ner|in))",
    re.I,
)
_COST_HEADING = re.compile(
    r"\b(?:\w*satsning|reform(?:er)?\b|mer av\b|ökade anslag|nya (?:kostnad|utgift)|tillkommer"
    r"|lägger (?:vi )?mer|tillskott|tillkommande|tillägg|utökning|förstärkning|\w*ökning|ökade kostnader"
    r"|\bsatsa[rs]?\b)",
    re.I,
)
_INCOME = r"\w*(?:intäkter|inkomster)(?:na)?\b"
_INCOME_HEADING = re.compile(
    rf"\b(?:öka|ny|högre|höj|fler|större|tillkommande|extra)\w*\s{_INCOME}|^\W*(?:våra\s)?{_INCOME}\W*$"
    r"|\bmerintäkt|(?:intäkts|avgifts|skatte|taxe)(?:ökning|höjning|förstärkning)"
    r"|\b(?:höj|öka)\w*\s\w*(?:avgift|skatt|tax[ao]|hyr[ao]r?\b)|\bså (?:tjänar|får) vi in\b",
    re.I,
)
_LESS_INCOME_HEADING = re.compile(
    rf"\b(?:minska|lägre|sänk|färre|slopa|utebliv)\w*\s{_INCOME}|intäkts(?:bortfall|minskning)"
    r"|(?:avgifts|skatte|taxe)(?:sänkning|minskning)|\b(?:sänk|slopa|lägre)\w*\s\w*(?:avgift|skatt"
    r"|tax[ao])",
    re.I,
)
# "Stoppade satsningar", "Nej till nedskärningar": the other way round.
_TURNED_HEADING = re.compile(
    r"\b(?:stoppa|slopa|avsl[åao]|avvisa|återta|struk|stryk|upphäv|nej till|riv\w* upp)\w*",
    re.I,
)
_LONGEST_HEADING = 60


def saves(sentence: str, start: int, end: int) -> bool | None:
    """Whether an amount at these places is a saving (True), a cost (False), or not told (None)."""
    before, behind = sentence[max(0, start - _FAR) : start], sentence[end : end + _NEAR]
    around = f"{before}{sentence[start:end]}{behind}"
    if _TURNS_TO_COST.search(around):
        return False
    if _TURNS_TO_SAVING.search(around) or _BEHIND_NOT_DONE.search(behind):
        return True
    if _BEHIND_SAVES.match(behind):
        return True
    if _BEHIND_COSTS.match(behind):
        return False
    right_before = before[-_RIGHT_BEFORE:]
    if _BEFORE_SAVES.search(right_before):
        return True
    if _BEFORE_COSTS.search(right_before):
        return False
    before, behind = (
        _PURPOSE_BEFORE.sub(lambda match: " " * len(match[0]), before),
        _PURPOSE_BEHIND.sub("", behind),
    )
    close = before[-_CLOSE:]
    cheaper, dearer = bool(_COST_LESS.search(close)), bool(_COST_MORE.search(close))
    if cheaper != dearer:
        return cheaper
    less, more = bool(_INCOME_LESS.search(around)), bool(_INCOME_MORE.search(around))
    if less != more:
        return more
    for text, nearest in ((before, max), (behind, min)):
        saving, not_saving = _said(_SAVES, text)
        costing, not_costing = _said(_COSTS, text)
        saving, costing = [*saving, *not_costing], [*costing, *not_saving]
        if saving and (not costing or nearest(saving) == nearest(saving + costing)):
            return True
        if costing:
            return False
    return None


def _said(words: re.Pattern[str], text: str) -> tuple[list[int], list[int]]:
    """Where a text says some words, and where it says them with "inte" before."""
    places: tuple[list[int], list[int]] = ([], [])
    for match in words.finditer(text):
        places[text.endswith(("inte ", "ej "), 0, match.start())].append(match.start())
    return places


def is_given(sentence: str, end: int) -> bool:
    """Whether an amount that ends there goes "to" or "for" something: a cost, if nothing else is said."""
    return bool(_BEHIND_TO.match(sentence[end : end + _NEAR]))


def heading_saves(heading: str) -> bool | None:
    """Whether a heading or what leads in to a list speaks of savings (True) or costs (False) alone."""
    if len(heading) > _LONGEST_HEADING:
        return None
    more, less = bool(_INCOME_HEADING.search(heading)), bool(_LESS_INCOME_HEADING.search(heading))
    if more or less:
        return more if more != less else None
    saving, costing = bool(_SAVING_HEADING.search(heading)), bool(_COST_HEADING.search(heading))
    if saving == costing:
        return None
    return saving != bool(_TURNED_HEADING.search(heading))
