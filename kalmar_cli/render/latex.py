"""LaTeX tables in the style of booktabs, for a thesis or a report: no figure beside the page."""

from unicodedata import normalize

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.layout.cells import one_line
from kalmar_cli.layout.paper import PaperSheet, paper_sheets
from kalmar_cli.layout.sheet import GAP, RIGHT, Sheet
from kalmar_cli.render.document import details, paragraphs
from kalmar_cli.reports.table import Report

# Rows that a page holds; signs of eight points, two between columns, that fit between its usual margins.
_LONG, _WIDTH = 40, 72
_TYPE = r"\footnotesize\setlength{\tabcolsep}{4pt}\setlength{\LTcapwidth}{\linewidth}"
_PACKAGES = r"% \usepackage{array,booktabs,longtable}"

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
    found = paper_sheets(report, style, _WIDTH)
    title = rf"{escape_latex(one_line(report.title))}."
    if found:
        blocks = [_PACKAGES]
        blocks += [_draw(of, f"{title} {_sentences(details(report, of.sheet))}") for of in found]
    else:
        blocks = [rf"\textbf{{{title}}} {escape_latex(one_line(report.context))}"]
    blocks += [escape_latex(words) for words in paragraphs(report, style)]
    return "\n\n".join(blocks) + "\n"


def escape_latex(text: str) -> str:
    """A text that LaTeX sets as it is; letters composed, as its older engine needs."""
    # Two hyphens would become a dash.
    return normalize("NFC", text).translate(_SIGNS).replace("--", "-{}-")


def _sentences(words: tuple[str, ...]) -> str:
    return " ".join(f"{escape_latex(of)}." for of in words)


def _draw(of: PaperSheet, caption: str) -> str:
    """A table that stands where it is written; a short one is not broken over pages."""
    widths = of.sheet.fitted(_WIDTH)
    columns = "".join(_column(of.sheet, i, width) for i, width in enumerate(widths))
    end = r"\\*" if len(of.sheet.lines) + len(of.groups) <= _LONG else r"\\"
    head = _head(of.sheet, widths)
    table = [
        rf"\begin{{longtable}}{{@{{}}{columns}@{{}}}}",
        rf"\caption{{{caption}}} \\",
        *head,
        r"\endfirsthead",
        *head,
        r"\endhead",
        *_rows(of, sum(widths) + GAP * (len(widths) - 1), end),
        r"\end{longtable}",
    ]
    notes = [rf"\par {escape_latex(note)}" for note in of.sheet.notes]
    return "\n".join(["{" + _TYPE, *table, *notes, r"\par}"])


def _column(sheet: Sheet, at: int, width: int) -> str:
    """The kind of a column that is so many signs wide; one whose words wrap is set as paragraphs."""
    if sheet.headings[at].align == RIGHT:
        return "r"
    if width == sheet.widths[at]:
        return "l"
    return rf">{{\raggedright\arraybackslash}}p{{{_part(width)}}}"


def _part(width: int) -> str:
    """So many signs as a part of a line."""
    return rf".{min(width, _WIDTH - 1) * 100 // _WIDTH:02}\linewidth"


def _head(sheet: Sheet, widths: list[int]) -> list[str]:
    """The headings between their rules, in two lines where some stand above several columns."""
    lines = [r"\toprule"]
    if any(words for words, _start, _end in sheet.spans):
        groups, rules = [], []
        for words, start, end in sheet.group_texts(widths):
            text = r" \\ ".join(map(escape_latex, words))
            text = rf"\shortstack{{{text}}}" if len(words) > 1 else text
            groups.append(rf"\multicolumn{{{end - start}}}{{c}}{{{text}}}" if words else "")
            if words:
                rules.append(rf"\cmidrule(lr){{{start + 1}-{end}}}")
        lines += [" & ".join(groups) + r" \\", " ".join(rules)]
    return [*lines, " & ".join(escape_latex(h.title) for h in sheet.headings) + r" \\", r"\midrule"]


def _rows(of: PaperSheet, width: int, end: str) -> list[str]:
    """The rows, each group below its words, sums set off; `end` is what ends one."""
    rows = []
    for group in of.groups:
        if group.words:
            kind = "l" if len(group.words) < width else f"p{{{_part(width)}}}"
            words = rf"\raggedright\textbf{{{escape_latex(group.words)}}}"
            rows.append(rf"\multicolumn{{{len(of.sheet.headings)}}}{{@{{}}{kind}@{{}}}}{{{words}}} \\*")
        for line in group.lines:
            cells = [escape_latex(cell) for cell in line.cells]
            if line.emphasis != "item":
                cells = [rf"\textbf{{{cell}}}" if cell else "" for cell in cells]
            rows.append(f"{' & '.join(cells)} {end}")
            if line.emphasis != "item" and line is not of.sheet.lines[-1]:
                rows.append(r"\addlinespace")
    return [*rows, r"\bottomrule"]
