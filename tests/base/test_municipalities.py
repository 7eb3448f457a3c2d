"""The list of municipalities: whole, and its numbers as they are made."""

from kalmar_cli.base.municipalities import all_municipalities, find_municipality


def test_there_are_290() -> None:
    """Each with a code and a name of its own."""
    known = all_municipalities()
    assert len(known) == len({of.code for of in known}) == len({of.name for of in known}) == 290
    assert [of.code for of in known] == sorted(of.code for of in known)
    assert all(len(of.code) == 4 and of.code.isdecimal() for of in known)


def test_organisation_numbers_have_their_check_digit() -> None:
    """The last digit makes the sum of the others, every second one doubled, a whole ten (Luhn)."""
    numbers = [of.organisation for of in all_municipalities() if of.organisation]
    assert numbers
    for number in numbers:
        digits = [int(digit) for digit in number.replace("-", "")]
        doubled = [digit * 2 if place % 2 == 0 else digit for place, digit in enumerate(digits)]
        assert sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0, number


def test_names_are_found_however_they_are_cased() -> None:
    """And nothing is found for what is none."""
    found = find_municipality("KALMAR")
    assert found
    assert (found.code, found.organisation) == ("0880", "212000-0746")
    assert find_municipality("Exempelby") is None
