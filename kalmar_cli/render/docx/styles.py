"""How the document looks: A4, its styles, its footer. Changed in the styles, everything follows."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from kalmar_cli.base import language

# The signs of the tables' font that fit beside each other between the margins, also in a wide font.
WIDTH = 80
PAGE, MARGIN = (Mm(210), Mm(297)), Mm(20)
TEXT_WIDTH = PAGE[0] - 2 * MARGIN
SIGN = TEXT_WIDTH // WIDTH
TABLE, WORDS, FIGURES = "Kalmar Table", "Table Words", "Table Figures"
FOOTNOTE, FOOTNOTE_MARK = "footnote text", "footnote reference"
_FONT = "Arial"
_INK = RGBColor(0x1F, 0x2A, 0x37)
_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}

_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="KalmarTable">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:space="0" w:color="1F2A37"/>
      <w:bottom w:val="single" w:sz="8" w:space="0" w:color="1F2A37"/>
      <w:insideH w:val="single" w:sz="2" w:space="0" w:color="C9CED6"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="20" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>
      <w:bottom w:w="20" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>
</w:style>
"""


def set_up(document: Any, title: str) -> None:
    """Page, styles, language and footer of an empty document."""
    section = document.sections[0]
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    styles = document.styles
    _font(styles["Normal"], 10)
    _language(styles["Normal"])
    for name, size, before, after in (
        ("Title", 20, 0, 4),
        ("Subtitle", 11, 0, 12),
        ("Heading 1", 13, 14, 4),
        ("Body Text", 10, 0, 6),
    ):
        _font(styles[name], size)
        _space(styles[name], before, after)
    styles["Subtitle"].font.italic = False
    border = styles["Title"].element.find(f".//{qn('w:pBdr')}")
    if border is not None:
        border.getparent().remove(border)
    for name, align in ((WORDS, WD_ALIGN_PARAGRAPH.LEFT), (FIGURES, WD_ALIGN_PARAGRAPH.RIGHT)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _font(style, 9)
        _space(style, 0, 0)
        style.paragraph_format.alignment = align
    text = styles.add_style(FOOTNOTE, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = styles["Normal"]
    _font(text, 8)
    _space(text, 0, 2)
    mark = styles.add_style(FOOTNOTE_MARK, WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    styles.element.append(parse_xml(_TABLE_STYLE))
    _footer(section, title)
    _font(styles["Footer"], 8)


def _font(style: Any, size: int) -> None:
    """One font in all scripts, in ink and not in the template's blue."""
    style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _space(style: Any, before: int, after: int) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.1


def _language(style: Any) -> None:
    """The language that words are spelt in, so that a word processor does not underline them all."""
    of = OxmlElement("w:lang")
    of.set(qn("w:val"), _LANGUAGES[language.current()])
    style.element.get_or_add_rPr().append(of)


def _footer(section: Any, title: str) -> None:
    """The title and the number of the page."""
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{title} · ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
