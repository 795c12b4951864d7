"""The order of elements that the schema of Word documents asks for (ECMA-376, WordprocessingML, transitional).

Word calls a file damaged whose elements stand in another order, or stand where there is no place for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_ORDERS = {
    "p": "pPr *",
    "r": "rPr *",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr tbl|p",
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
        " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
        " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
        " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
        " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em"
        " lang eastAsianLayout specVanish oMath"
    ),
    "pBdr": "top left bottom right between bar",
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd"
        " tblBorders shd tblLayout tblCellMar tblLook"
    ),
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "trPr": "cnfStyle|divId|gridBefore|gridAfter|wBefore|wAfter|cantSplit|trHeight|tblHeader|tblCellSpacing|jc|hidden",
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
    ),
    "sectPr": (
        "headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType"
        " cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
    ),
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
        " personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    "styles": "docDefaults latentStyles style",
    "font": (
        "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic"
    ),
    "settings": (
        "writeProtection view zoom removePersonalInformation mirrorMargins bordersDoNotSurroundHeader"
        " bordersDoNotSurroundFooter defaultTabStop evenAndOddHeaders drawingGridHorizontalSpacing"
        " drawingGridVerticalSpacing characterSpacingControl footnotePr endnotePr compat docVars rsids themeFontLang"
        " clrSchemeMapping decimalSymbol listSeparator"
    ),
}  # fmt: skip
"""By element: what may stand in it, in this order; ``a|b``: in any order; ``*``: anything else."""
_SINGLE = {"pPr", "rPr", "pBdr", "tblPr", "tcPr", "tblBorders", "tblCellMar", "font"}
"""Elements in which nothing may stand twice."""
_RANKS = {
    tag: {name: place for place, names in enumerate(order.split()) for name in names.split("|")}
    for tag, order in _ORDERS.items()
}


def order_faults(name: str, tree: ET.Element) -> Iterator[str]:
    """Elements of a part that stand in the wrong place."""
    for parent in tree.iter():
        tag = parent.tag.removeprefix(W)
        ranks = _RANKS.get(tag)
        if ranks is None:
            continue
        found = [child.tag.removeprefix(W) for child in parent]
        places = [ranks.get(one, ranks.get("*")) for one in found]
        if None in places or sorted(places, key=lambda place: place or 0) != places:
            yield f"order {found} of {tag} in {name}"
        elif len(set(found)) < len(found) and tag in _SINGLE:
            yield f"twice one of {found} in {name}"
        elif tag == "tc" and found[-1:] != ["p"]:
            yield f"a cell of {name} does not end with a paragraph"
