"""LaTeX tables in the style of booktabs, for a thesis or a report."""

from unicodedata import normalize

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout.cells import one_line
from kalmar_cli.layout.sheet import GAP, RIGHT, Sheet
from kalmar_cli.render.document import Exhibit, exhibits, paragraphs
from kalmar_cli.reports.table import Report

# Rows that a page holds, and signs that a line of small text does.
_LONG, _PAGE = 40, 90
_WIDE, _PARAGRAPH = 45, r"p{.4\linewidth}"

# `"` is a command under babel's Swedish, `<` and `>` are other signs in the old fonts,
# and `[` or `*` first in a row would belong to the line break before it.
_SIGNS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "`": r"\textasciigrave{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "[": "{[}",
        "]": "{]}",
        "*": "{*}",
        '"': "''",
        "\u00a0": "~",
        "−": "$-$",
        "±": r"$\pm$",
        "·": r"$\cdot$",
        "×": r"$\times$",
        "→": r"$\to$",
        "≤": r"$\le$",
        "≥": r"$\ge$",
    }
)


def render(report: Report, style: NumberStyle) -> str:
    """The report as tables with captions, then sentences and notes as paragraphs."""
    found = exhibits(report, style)
    blocks = [_draw(exhibit) for exhibit in found]
    if found:
        blocks.insert(0, rf"% \usepackage{{{','.join(_packages([exhibit.sheet for exhibit in found]))}}}")
    else:
        blocks = [
            rf"\textbf{{{escape_latex(one_line(report.title))}.}} {escape_latex(one_line(report.context))}"
        ]
    blocks += [escape_latex(words) for words in paragraphs(report, style)]
    return "\n\n".join(blocks) + "\n"


def escape_latex(text: str) -> str:
    """A text that LaTeX sets as it is; letters composed, as its older engine needs."""
    return normalize("NFC", text).translate(_SIGNS)


def _packages(sheets: list[Sheet]) -> list[str]:
    """What the tables need in the preamble."""
    needs = {
        "booktabs": True,
        "longtable": any(_is_long(sheet) for sheet in sheets),
        "graphicx": any(_is_wide(sheet) for sheet in sheets),
    }
    return [package for package, needed in needs.items() if needed]


def _is_wide(sheet: Sheet) -> bool:
    """Whether a table must be made smaller to fit between the margins of a page."""
    return not _is_long(sheet) and sum(sheet.widths) + GAP * len(sheet.widths) > _PAGE


def _is_long(sheet: Sheet) -> bool:
    """Whether a table has more rows than a page holds."""
    return len(sheet.lines) > _LONG


def _draw(exhibit: Exhibit) -> str:
    sheet = exhibit.sheet
    caption = (
        rf"\caption{{{escape_latex(exhibit.title)}. {'. '.join(map(escape_latex, exhibit.details))}.}}"
    )
    notes = [rf"\par\footnotesize {escape_latex(note)}" for note in sheet.notes]
    columns = f"@{{}}{''.join(_columns(sheet))}@{{}}"
    if _is_long(sheet):
        head = [*_head(sheet), r"\endhead"]
        body = [rf"{caption} \\", *head, *_rows(sheet), r"\bottomrule"]
        return "\n".join([rf"\begin{{longtable}}{{{columns}}}", *body, r"\end{longtable}", *notes])
    body = [
        rf"\begin{{tabular}}{{{columns}}}",
        *_head(sheet),
        *_rows(sheet),
        r"\bottomrule",
        r"\end{tabular}",
    ]
    if _is_wide(sheet):
        body = [r"\resizebox{\linewidth}{!}{%", *body, "}"]
    return "\n".join([r"\begin{table}", r"\centering\small", caption, *body, *notes, r"\end{table}"])


def _columns(sheet: Sheet) -> list[str]:
    """The kind of each column; one with long texts is set as paragraphs."""
    return [
        "r" if heading.align == RIGHT else _PARAGRAPH if width > _WIDE else "l"
        for heading, width in zip(sheet.headings, sheet.widths, strict=True)
    ]


def _head(sheet: Sheet) -> list[str]:
    """The headings between their rules, in two lines where some stand above several columns."""
    lines = [r"\toprule"]
    if any(words for words, _start, _end in sheet.spans):
        groups, rules = [], []
        for words, start, end in sheet.group_texts(sheet.widths):
            text = r" \\ ".join(map(escape_latex, words))
            text = rf"\shortstack{{{text}}}" if len(words) > 1 else text
            groups.append(rf"\multicolumn{{{end - start}}}{{c}}{{{text}}}" if words else "")
            if words:
                rules.append(rf"\cmidrule(lr){{{start + 1}-{end}}}")
        lines += [" & ".join(groups) + r" \\", " ".join(rules)]
    return [*lines, " & ".join(escape_latex(h.title) for h in sheet.headings) + r" \\", r"\midrule"]


def _rows(sheet: Sheet) -> list[str]:
    rows = []
    for line in sheet.lines:
        cells = [escape_latex(cell) for cell in line.cells]
        if line.emphasis != "item":
            cells = [rf"\textbf{{{cell}}}" if cell else "" for cell in cells]
        rows.append(" & ".join(cells) + r" \\")
        if line.emphasis != "item" and line is not sheet.lines[-1]:
            rows.append(r"\addlinespace")
    return rows
