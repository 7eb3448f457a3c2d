"""Whether an amount is a cost or a saving, by the words beside it and the heading above."""

import re

_SAVES = re.compile(
    r"bespar|\bspar(?:a|ar|as|ing)|effektiviser|minska|minskning|sänk|lägre kostnad|drar? (?:ned|in)"
    r"|avveckl|frigör|rationaliser|neddrag|läggs? ned|lägg(?:er|a)? ned|säg(?:er|s|a)? upp|avskaffa|slopa"
    r"|stoppa|färre|halver|bantas?\b|stryk|avbryt|avstå|indrag|överskott|upphör",
    re.I,
)
_COSTS = re.compile(
    r"avsätt|avsatt|satsa|satsning|tillskjut|tillskott|tillsätt|utök|öka|förstärk|stärk|höj|stöd\b|kosta"
    r"|(?<!lägre )(?<!minskad )(?<!minskade )(?<!sänkt )kostn|rikta|anslå|anslag"
    r"|investera|tillför|ytterligare|ramökning|budgeten med|resurs|finansier|till detta|öronmärk"
    r"|\bfår\b|\bges\b|\bger?\b|\bläggs? på|\bgår till|använd|anställ|anlita|bygg|inför|inrätta|öppna"
    r"|köp|rusta|asfalt|belys|rens[ae]|renover|iordning|starta|bemanna|återinför|utveckla|flyttas? till"
    r"|planter|skapa|räknas upp|fler\b|projekter|byt(?:s|er|a)\b|muddra|\blås(?:as|es)?\b"
    r"|till en kostnad|engångs",
    re.I,
)
_RATE = r"(?:avgift|tax[ao]|taxor|skatt|hyr[ao]|intäkt)\w*"
_LESS = r"(?:sänk|slopa|ta(?:s|r)? bort|avskaffa|minska|lägre|gratis|avgiftsfri)\w*"
_MORE = r"(?:höj|öka|högre|nya?\b|inför)\w*"
# Less income is a cost, more income is none.
_INCOME_LESS = re.compile(
    rf"{_RATE}[^.;]{{0,40}}?\b{_LESS}|\b{_LESS}\s(?:[^.;,]{{0,30}}\s)?(?:\w*){_RATE}|intäktsbortfall", re.I
)
_INCOME_MORE = re.compile(
    rf"{_RATE}[^.;]{{0,40}}?\b{_MORE}|\b{_MORE}\s(?:[^.;,]{{0,30}}\s)?(?:\w*){_RATE}|merintäkt",
    re.I,
)
# Right behind the amount: "4 mnkr i tillskott", "2 mkr mindre till".
_BEHIND_SAVES = re.compile(
    r"^\s*(?:kronor\s+)?(?:i\s+|per år i\s+)?(?:mindre|lägre|besparing|minskning|minskad)", re.I
)
_BEHIND_COSTS = re.compile(
    r"^\s*(?:kronor\s+)?(?:i\s+|per år i\s+)?(?:mer\b|ökad|tillskott|ökning|extra|satsning)", re.I
)
_FAR, _NEAR = 2_000, 60  # signs; no sentence is longer, and what stands farther off is not about the amount
_SAVING_HEADING = re.compile(
    r"\b(?:\w*besparing|neddragning|effektivisering|\w*minskning|finansiering|inbesparing"
    r"|minskade kostnader|lägre kostnader|nedprioritering|så (?:betalar|finansierar|sparar))",
    re.I,
)
_COST_HEADING = re.compile(
    r"\b(?:\w*satsning|tillskott|utökning|förstärkning|\w*ökning|ökade kostnader|prioritering|investering)",
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


def heading_saves(heading: str) -> bool | None:
    """Whether a heading or what leads in to a list speaks of savings (True) or costs (False) alone."""
    if len(heading) > _LONGEST_HEADING:
        return None
    saving, costing = bool(_SAVING_HEADING.search(heading)), bool(_COST_HEADING.search(heading))
    return saving if saving != costing else None
