"""The invented yearly figures of the example district's indicators for children, those without a story of their own."""

from __future__ import annotations

from example_figures import Yearly, counts, noted, shares, shares_of, values
from example_series import BIRTHS, CHILDREN_UNDER_7, CHILDREN_UNDER_15, CHILDREN_UNDER_18, PUPILS_TESTED


def _deaths(*events: int) -> Yearly:
    """Of the live births of the health years from 2021 on."""
    return counts(2021, *((count, BIRTHS[2021 + step]) for step, count in enumerate(events)))


YEARLY: dict[str, Yearly] = {
    # 健康
    "C-H-01": _deaths(7, 6, 5, 5),
    "C-H-04": noted(
        counts(2021, (8575, 9240), (8096, 8790), (7691, 8270), (7435, 7960)),
        y2022="受疫情影响，部分体检推迟",
    ),
    "C-H-05": counts(
        2020, *((doctors, CHILDREN_UNDER_15[2020 + step]) for step, doctors in enumerate((28, 29, 31, 32, 34)))
    ),
    "C-H-10": shares("C-H-10", 2021, 2406, -0.03, 62.0, 63.1, 63.9, 64.6),
    "C-H-11": shares("C-H-11", 2021, 14870, -0.04, 6.71, 6.55, 6.38, 6.30),
    "C-H-12": shares("C-H-12", 2021, 15110, -0.04, 1.58, 1.49, 1.52, 1.44),
    "C-H-17": counts(2020, (5, 9), (5, 9), (6, 9), (6, 9), (7, 9)),
    "C-H-18": shares_of(CHILDREN_UNDER_7, 2021, 93.52, 93.24, 93.88, 94.17),
    "C-H-20": noted(
        shares("C-H-20", 2021, 3164, 0.01, 69.9, 69.2, 68.6, 68.3), y2021="线上教学时间较长，较上年略有上升"
    ),
    "C-H-21": shares("C-H-21", 2021, 2871, 0.01, 78.9, 77.8, 76.6, 75.3),
    "C-H-22": shares("C-H-22", 2021, 1240, -0.03, 12.1, 11.9, 11.8, 11.6),
    "C-H-23": values(2021, "53.3", "52.7", "52.1", "51.5"),
    "C-H-24": shares_of(PUPILS_TESTED, 2021, 12.9, 14.0, 15.1, 16.3),
    "C-H-25": counts(2021, (13, 16), (13, 15), (14, 16), (12, 13)),
    "C-H-26": counts(2021, (43, 54), (43, 52), (41, 49), (42, 48)),
    "C-H-27": _deaths(3, 2, 2, 3),
    "C-H-28": _deaths(3, 3, 2, 3),
    "C-H-29": counts(2020, (637, 1000), (649, 1000), (665, 1000), (678, 1000), (691, 1000)),
    # 安全
    "C-SAF-03": counts(
        2020, *((drowned, CHILDREN_UNDER_18[2020 + step]) for step, drowned in enumerate((2, 1, 2, 1, 1)))
    ),
    "C-SAF-06": counts(2020, (148, 162), (152, 166), (158, 171), (163, 175), (168, 179)),
    "C-SAF-07": counts(2020, (53, 90), (59, 91), (65, 92), (71, 93), (76, 94)),
    # 教育
    "C-EDU-05": shares("C-EDU-05", 2021, 8912, 0.012, 91.24, 91.43, 91.62, 91.71),
    "C-EDU-06": counts(2021, (246, 259), (244, 255), (243, 252), (243, 251)),
    "C-EDU-08": counts(2021, (60, 86), (63, 86), (65, 85), (66, 83)),
    # 福利、家庭、环境
    "C-WEL-04": counts(2020, (103, 112), (106, 112), (109, 113), (110, 113), (112, 113)),
    "C-WEL-05": counts(2020, (99, 112), (102, 112), (104, 113), (106, 113), (107, 113)),
    "C-FAM-02": counts(2020, (28, 46), (30, 46), (32, 46), (34, 46), (35, 46)),
    "C-ENV-01": values(2020, "2", "3", "5", "7", "9"),
    "C-ENV-02": counts(2020, (10, 24), (12, 24), (13, 25), (15, 26), (17, 26)),
}
"""Indicator → statistical year → the figure; filed when the catalogue says that it is due."""

TEACHERS = {2021: 618, 2022: 622, 2023: 616, 2024: 607}
"""专任教师数 of the kindergartens; the children of C-EDU-07 are those of September."""
