"""Whether an amount is a cost or a saving, by the words of its sentence and by the heading above."""

import pytest

from kalmar_cli.draft.find.amounts import find_amounts
from kalmar_cli.draft.find.direction import heading_saves, saves

COSTS = """
att den föreslagna avgiftshöjningen i kulturskolan om 600 tkr avslås
att taxehöjningen för båtplatser, 300 tkr, stoppas
att avslå höjningen av hemtjänsttaxan på 1,2 mkr
att majoritetens nedskärning i förskolan på 5 mkr rivs upp
att sparkravet på skolnämnden om 4 mkr återkallas
att återställa föreningsbidragen, 1,3 mkr
att avslå nedläggningen av Byskolan, 2,4 mkr
att nedläggningen av biblioteksfilialen, 1,1 mkr, stoppas
att inte genomföra neddragningen i hemtjänsten om 3 mkr
att avstå från besparingen på fältarna, 1 mkr
att minska besparingen på gymnasiet med 2 mkr
att halvera effektiviseringskravet, 1,5 mkr
att bevara simhallen, 2 mkr
att sänka tomträttsavgälden med 0,4 mkr
att anställa två lärare för att öka resultaten och minska frånvaron, 1,3 mkr
att ge socialnämnden 2 mkr för att minska köerna
Låt pensionärer åka buss gratis (1,4 mkr)
"""
SAVINGS = """
att en tjänst som bygglovshandläggare dras in, 650 tkr
att nämndens effektiviseringskrav höjs med 3 mkr
att slopa satsningen på destinationsbolaget, 2 mkr
att avslå investeringen i ny arena på 40 mkr
att avslå förslaget om gratis parkering, 1,2 mkr
att avstå från att bygga gästhamn, 6 mkr
att ansöka om statsbidrag på 3 mkr
skära bort 2 miljoner i administrationen
kapa konsultkostnaderna med 2 mkr
att skattesänkningen på 12 mkr stoppas
att majoritetens satsning på en ny logotyp, 0,8 mkr, avslås
"""


def _said(sentence: str) -> bool | None:
    amount = next(find_amounts(sentence))
    return saves(sentence, amount.start, amount.end)


@pytest.mark.parametrize("sentence", COSTS.strip().split("\n"))
def test_a_cost_by_its_words(sentence: str) -> None:
    """What is spent, and a saving or a higher fee that is refused."""
    assert _said(sentence) is False


@pytest.mark.parametrize("sentence", SAVINGS.strip().split("\n"))
def test_a_saving_by_its_words(sentence: str) -> None:
    """What is cut, and a cost or a lower tax that is refused."""
    assert _said(sentence) is True


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Våra satsningar", False),
        ("Våra besparingar", True),
        ("Ökade intäkter", True),
        ("Intäkter", True),
        ("Höjda avgifter", True),
        ("Minskade intäkter", False),
        ("Sänkta avgifter", False),
        ("Slopade besparingar", False),
        ("Nej till satsningar", True),
        ("Nedskärningar", True),
        ("Så ska det finansieras", True),
        ("Vi vill ha mindre av", True),
        ("Vi vill ha mer av", False),
        ("Nya utgifter", False),
        ("Kultur och fritid", None),
    ],
)
def test_a_heading_tells(heading: str, said: bool | None) -> None:
    """A heading says the direction of what stands under it, or nothing."""
    assert heading_saves(heading) is said
