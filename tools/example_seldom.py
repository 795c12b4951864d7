"""What elections and surveys of the example district brought: filed once, in the quarter in which it was known."""

from __future__ import annotations

from example_figures import Figure

_VILLAGES = "2021年村委会换届结果"
_COMMITTEES = "2021年居委会换届结果"
_CONGRESS = "2021年区人大换届结果"
_CONFERENCE = "2021年区政协换届结果"

FILED: dict[tuple[int, int], dict[str, Figure]] = {
    (2021, 4): {
        "W-DEC-01": Figure(134, 460, note=_VILLAGES),
        "W-DEC-02": Figure(5, 46, note=_VILLAGES),
        "W-DEC-04": Figure(94, 300, note="2021年区党代会换届结果"),
        "W-DEC-06": Figure(4, 46, note="2021年村党组织换届结果"),
        "W-DEC-07": Figure(215, 410, note=_COMMITTEES),
        "W-DEC-08": Figure(26, 67, note=_COMMITTEES),
        "W-DEC-09": Figure(78, 265, note=_CONGRESS),
        "W-DEC-10": Figure(8, 33, note=_CONGRESS),
        "W-DEC-11": Figure(66, 238, note=_CONFERENCE),
        "W-DEC-12": Figure(9, 41, note=_CONFERENCE),
        "W-DEC-19": Figure(56, 258, note="2021年村党组织换届结果"),
    },
    (2023, 1): {
        "C-SAF-04": Figure(112, 409, note="2022年10月路面观察"),
        "C-SAF-05": Figure(188, 409, note="2022年10月路面观察"),
    },
    (2024, 1): {
        "C-EDU-09": Figure(value="84.1", note="2023年12月区级自评问卷，1216份"),
        "W-H-18": Figure(value="77.98", note="按死因监测和人口数推算"),
    },
    (2024, 2): {"W-ENV-03": Figure(41, 67, note="2023年公共厕所普查")},
    (2025, 1): {
        "C-SAF-04": Figure(139, 420, note="2024年10月路面观察"),
        "C-SAF-05": Figure(227, 420, note="2024年10月路面观察"),
    },
}
"""(year, quarter) of the return → indicator → the figure, of the last year that had ended by then."""
