"""Footnotes, which the library cannot write: a part of the document of their own."""

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from kalmar_cli.render.docx.styles import FOOTNOTE, FOOTNOTE_MARK

# What stands between text and footnotes; a word processor asks for both.
_EMPTY = f"""
<w:footnotes {nsdecls("w")}>
  <w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
  <w:footnote w:type="continuationSeparator" w:id="0">
    <w:p><w:r><w:continuationSeparator/></w:r></w:p>
  </w:footnote>
</w:footnotes>
"""


class Footnotes:
    """The footnotes of a document; the first makes their part."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._notes: Any = None
        self._count = 0
        styles = document.styles
        self._text, self._mark = styles[FOOTNOTE].style_id, styles[FOOTNOTE_MARK].style_id

    def add(self, paragraph: Any, text: str) -> None:
        """A footnote whose mark stands at the end of a paragraph."""
        if self._notes is None:
            self._notes = self._part()
        self._count += 1
        number = str(self._count)
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), number)
        inside = OxmlElement("w:p")
        properties = OxmlElement("w:pPr")
        style = OxmlElement("w:pStyle")
        style.set(qn("w:val"), self._text)
        properties.append(style)
        inside.append(properties)
        inside.append(self._run(OxmlElement("w:footnoteRef")))
        words = OxmlElement("w:t")
        words.set(qn("xml:space"), "preserve")
        words.text = f" {text}"
        run = OxmlElement("w:r")
        run.append(words)
        inside.append(run)
        note.append(inside)
        self._notes.append(note)
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), number)
        paragraph._p.append(self._run(mark))

    def _run(self, mark: Any) -> Any:
        """A mark in its style."""
        run = OxmlElement("w:r")
        properties = OxmlElement("w:rPr")
        style = OxmlElement("w:rStyle")
        style.set(qn("w:val"), self._mark)
        properties.append(style)
        run.append(properties)
        run.append(mark)
        return run

    def _part(self) -> Any:
        """The part for footnotes, which the document and its settings point at."""
        main = self._document.part
        part = XmlPart(
            PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, parse_xml(_EMPTY), main.package
        )
        main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        return part.element
