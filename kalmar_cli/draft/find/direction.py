"""Whether an amount is a cost or a saving, by the words beside it and the heading above."""

import re

_SAVES = re.compile(
    r"bespar|\bspar(?:a|ar|as|ing\w*)?\b|effektiviser|minska|minskning|sänk|lägre kostnad|drar? (?:ned|in)"
    r"|avveckl|frigör|rationaliser|neddrag|läggs? ned|lägg(?:er|a)? ned|säg(?:er|s|a)? upp|avskaffa|slopa"
    r"|stoppa|färre|halver|bantas?\b|stryk|avbryt|avstå|skjut(?:s|er|a|as)? upp|senarelägg|indrag"
    r"|överskott|upphör",
    re.I,
)
_COSTS = re.compile(
    r"avsätt|avsatt|satsa|satsning|tillskjut|tillskott|tillsätt|utök|öka|förstärk|stärk|höj|stöd\b|kosta"
    r"|(?<!lägre )(?<!minskad )(?<!minskade )(?<!sänkt )(?<!sänkta )\b\w*kostn|rikta|anslå|anslag"
    r"|investera|tillför|ytterligare|ramökning|budgeten med|resurs|finansier|till detta|öronmärk"
    r"|\bfår\b|\bges\b|\bger?\b|\bläggs? på|\bgår till|använd|anställ|anlita|inför|inrätta"
    r"|bygg(?!-|nads|lov)|öppna|köp|rusta|asfalt|\bbelys|rens[ae]|renover|iordning|starta|bemanna|återinför"
    r"|utveckla|flyttas? till|planter|skapa|räknas upp|\bmer\b|fler\b|projekter|byt(?:s|er|a)\b"
    r"|muddra|\blås(?:as|es)?\b|till en kostnad|engångs",
    re.I,
)
_RATE = r"(?:avgift(?!sfri)|tax[ao]|taxor|skatt|hyr[ao]|intäkt)\w*"
_LESS = r"(?:sänk|slopa|ta(?:s|r)? bort|avskaffa|minska|lägre|gratis|avgiftsfri)\w*"
_MORE = r"(?:höj|öka|högre)\w*"
# Less income is a cost, more income is none.
_INCOME_LESS = re.compile(
    rf"{_RATE}[^.;]{{0,40}}?\b{_LESS}|\b{_LESS}\s(?:[^.;,]{{0,30}}\s)?(?:\w*){_RATE}|intäktsbortfall", re.I
)
_INCOME_MORE = re.compile(
    rf"{_RATE}[^.;]{{0,40}}?\b{_MORE}|\b{_MORE}\s(?:[^.;,]{{0,30}}\s)?(?:\w*){_RATE}|merintäkt",
    re.I,
)
# "sänka matkostnaderna", "driftkostnaden minskar": a lower cost is a saving.
_COST_LESS = re.compile(
    r"\b(?:sänk|minska|lägre|reducer|halver)\w*\s(?:\w+\s){0,2}\w*kostn\w*"
    r"|kostn\w*\s(?:\w+\s){0,2}(?:sänk|minska|reducer|halver)\w*",
    re.I,
)
_COST_MORE = re.compile(
    r"\b(?:öka|höj|högre)\w*\s(?:\w+\s){0,2}\w*kostn\w*|kostn\w*\s(?:\w+\s){0,2}(?:ökar|höjs|stiger)", re.I
)
# Right behind the amount: "4 mnkr i tillskott", "2 mkr mindre till".
_BEHIND_SAVES = re.compile(
    r"^\s*(?:kronor\s+)?(?:i\s+|per år i\s+)?(?:mindre|lägre|besparing|minskning|minskad)", re.I
)
_BEHIND_COSTS = re.compile(
    r"^\s*(?:kronor\s+)?(?:i\s+|per år i\s+)?(?:mer\b|ökad|tillskott|ökning|extra|satsning)", re.I
)
_BEHIND_TO = re.compile(r"^\s*(?:kronor\s+)?(?:per år\s+|årligen\s+)?(?:till|på|åt)\s+(?!\d)", re.I)
# Right before the amount: "kostnad ca 2 mkr", "besparing 650 tkr".
_TO_AMOUNT = r"(?:\s*[:(]|\s+(?:på|om|av|med|är|blir|till|beräknas till|uppskattas till|motsvarande))?"
_ABOUT = r"\s*(?:ca\.?|cirka|omkring|drygt|knappt|minst|högst|upp till)?\s*$"
_BEFORE_SAVES = re.compile(
    rf"(?:besparing\w*|sparar|(?<!minskade )(?<!minskad )(?<!lägre )(?<!uteblivna )\b(?:mer)?"
    rf"(?:intäkt|inkomst)(?:er)?|(?:vilket|detta|det|som)\s+ger|(?:minska|lägre|sänkt)\w* kostnad\w*"
    rf"|minskning\w*){_TO_AMOUNT}{_ABOUT}",
    re.I,
)
_BEFORE_COSTS = re.compile(
    rf"(?<!minskad )(?<!minskade )(?<!lägre )(?<!sänkt )(?<!sänkta )\b(?:\w*(?:kostnad|utgift)(?:en)?"
    rf"|kostar|satsning\w*|tillskott\w*|ökning){_TO_AMOUNT}{_ABOUT}",
    re.I,
)
# Letters around an amount that are about it.
_NEAR, _FAR, _RIGHT_BEFORE, _CLOSE = 60, 200, 60, 90
_SAVING_HEADING = re.compile(
    r"\b(?:\w*besparing|neddragning|avgående|effektivisering|\w*minskning|finansiering|inbesparing"
    r"|minskade kostnader|lägre kostnader|nedprioritering|så (?:betalar|finansierar|sparar)"
    r"|prioriterar? (?:vi )?(?:ned|ner|bort)|\bsparar\b|\bminskar\b|drar? (?:vi )?(?:ned|ner|in))",
    re.I,
)
_COST_HEADING = re.compile(
    r"\b(?:\w*satsning|tillskott|tillkommande|tillägg|utökning|förstärkning|\w*ökning|ökade kostnader"
    r"|prioritering"
    r"|\bsatsar\b)",
    re.I,
)
_LONGEST_HEADING = 60


def saves(sentence: str, start: int, end: int) -> bool | None:
    """Whether an amount at these places is a saving (True), a cost (False), or not told (None)."""
    before, behind = sentence[max(0, start - _FAR) : start], sentence[end : end + _NEAR]
    if _BEHIND_SAVES.match(behind):
        return True
    if _BEHIND_COSTS.match(behind):
        return False
    right_before = before[-_RIGHT_BEFORE:]
    if _BEFORE_SAVES.search(right_before):
        return True
    if _BEFORE_COSTS.search(right_before):
        return False
    close = before[-_CLOSE:]
    cheaper, dearer = bool(_COST_LESS.search(close)), bool(_COST_MORE.search(close))
    if cheaper != dearer:
        return cheaper
    around = f"{before}{sentence[start:end]}{behind}"
    less, more = bool(_INCOME_LESS.search(around)), bool(_INCOME_MORE.search(around))
    if less != more:
        return more
    for text, nearest in ((before, max), (behind, min)):
        saving = [match.start() for match in _SAVES.finditer(text)]
        costing = [match.start() for match in _COSTS.finditer(text)]
        if saving and (not costing or nearest(saving) == nearest(saving + costing)):
            return True
        if costing:
            return False
    return None


def is_given(sentence: str, end: int) -> bool:
    """Whether an amount that ends there goes "to" or "for" something: a cost, if nothing else is said."""
    return bool(_BEHIND_TO.match(sentence[end : end + _NEAR]))


def heading_saves(heading: str) -> bool | None:
    """Whether a heading or what leads in to a list speaks of savings (True) or costs (False) alone."""
    if len(heading) > _LONGEST_HEADING:
        return None
    saving, costing = bool(_SAVING_HEADING.search(heading)), bool(_COST_HEADING.search(heading))
    return saving if saving != costing else None
