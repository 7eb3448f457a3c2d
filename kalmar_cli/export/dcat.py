"""A package as a catalogue of one data set: DCAT-AP-SE in JSON-LD, for data portals."""

import json
import re
from typing import Any

from kalmar_cli.base.municipalities import find_municipality
from kalmar_cli.export.publication import Publication
from kalmar_cli.export.tally import Tally

FILE = "dcat.jsonld"
_EU = "http://publications.europa.eu/resource/authority"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalogue(tally: Tally, of: Publication) -> str:
    """A package that lies at `of.url` as a catalogue: JSON-LD text."""
    base = of.url.rstrip("/") + "/"
    titles = _texts(
        tally.title("Budgetar för", "{count} kommuner"), tally.title("Budgets of", "{count} municipalities")
    )
    publisher = {"@id": f"{base}#publisher", "@type": "foaf:Agent", "foaf:name": of.publisher}
    known = find_municipality(re.sub(r"s? kommun$", "", of.publisher))
    if known and known.organisation:
        publisher["dcterms:identifier"] = known.organisation
    dataset: dict[str, Any] = {
        "@id": f"{base}#dataset",
        "@type": "dcat:Dataset",
        "dcterms:title": titles,
        "dcterms:description": _texts(
            "Kommunala budgetar som tabeller: resultaträkningar, budgetposter och förslag, i mkr.",
            "Municipal budgets as tables: income statements, lines and proposals, in mkr.",
        ),
        "dcterms:publisher": {"@id": publisher["@id"]},
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": of.publisher,
            "vcard:hasEmail": {"@id": f"mailto:{of.contact}"},
        },
        "dcat:theme": [{"@id": f"{_EU}/data-theme/{theme}"} for theme in ("ECON", "GOVE")],
        "dcat:keyword": [
            {"@value": word, "@language": "sv"} for word in ("budget", "kommun", "resultaträkning")
        ],
        "dcterms:language": {"@id": f"{_EU}/language/SWE"},
        "dcterms:spatial": [_place(name) for name in tally.municipalities],
        "dcterms:temporal": {
            "@type": "dcterms:PeriodOfTime",
            "dcat:startDate": _day(f"{tally.years[0]}-01-01"),
            "dcat:endDate": _day(f"{tally.last_year}-12-31"),
        },
        "dcterms:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
        "dcat:distribution": [_distribution(f"{name}.csv", base, of) for name in tally.tables],
    }
    if of.created:
        dataset["dcterms:issued"] = _day(of.created.isoformat())
    whole = {
        "@context": _CONTEXT,
        "@graph": [
            {
                "@id": f"{base}#catalog",
                "@type": "dcat:Catalog",
                "dcterms:title": titles,
                "dcterms:description": _texts(
                    "En katalog med en datamängd.", "A catalogue of one data set."
                ),
                "dcterms:publisher": {"@id": publisher["@id"]},
                "dcterms:language": {"@id": f"{_EU}/language/SWE"},
                "dcat:dataset": {"@id": dataset["@id"]},
            },
            publisher,
            dataset,
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _distribution(name: str, base: str, of: Publication) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@id": base + name,
        "@type": "dcat:Distribution",
        "dcterms:title": _texts(name, name),
        "dcat:accessURL": {"@id": base + name},
        "dcat:downloadURL": {"@id": base + name},
        "dcterms:format": {"@id": f"{_EU}/file-type/CSV"},
        "dcat:mediaType": {"@id": "https://www.iana.org/assignments/media-types/text/csv"},
    }
    if of.license.address:
        found["dcterms:license"] = {"@id": of.license.address}
    return found


def _place(name: str) -> dict[str, Any]:
    """A municipality as a place: by Statistics Sweden's code where it has one, else by its name."""
    known = find_municipality(name)
    place: dict[str, Any] = {
        "@type": "dcterms:Location",
        "http://www.w3.org/2004/02/skos/core#prefLabel": name,
    }
    if known:
        place["dcterms:identifier"] = known.code
    return place


def _texts(swedish: str, english: str) -> list[dict[str, str]]:
    return [{"@value": swedish, "@language": "sv"}, {"@value": english, "@language": "en"}]


def _day(text: str) -> dict[str, str]:
    return {"@value": text, "@type": "xsd:date"}
