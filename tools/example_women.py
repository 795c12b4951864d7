"""The invented yearly figures of the example district's indicators for women, those without a story of their own."""

from __future__ import annotations

from example_figures import Yearly, counts, noted, shares, shares_of, values
from example_series import BIRTHS, CHILDREN_UNDER_18

_PUERPERAE = {2021: 2917, 2022: 2726, 2023: 2561, 2024: 2613}
_WOMEN = {2020: 149600, 2021: 149300, 2022: 148900, 2023: 148600, 2024: 148100}
_FUNDS_FOR_WOMEN = {2020: 134, 2021: 142, 2022: 151, 2023: 158, 2024: 170}
_FUNDS_FOR_CHILDREN = {2020: 135, 2021: 146, 2022: 156, 2023: 168, 2024: 182}
"""万元."""

YEARLY: dict[str, Yearly] = {
    # 健康
    "W-H-03": shares("W-H-03", 2020, 68214, -0.003, 29.74, 31.22, 34.05, 36.84, 39.13),
    "W-H-07": noted(
        counts(2020, (2413, 2869), (2387, 2770), (2298, 2540), (2206, 2290), (2184, 2150)),
        y2024="任务数按计划怀孕人数下调，完成率高于100%",
    ),
    "W-H-09": noted(
        shares("W-H-09", 2021, 24310, 0.01, 73.42, 71.86, 75.13, 75.91),
        y2022="受疫情影响，部分单位推迟到次年筛查",
    ),
    "W-H-11": counts(2021, (44, 47), (43, 46), (45, 47), (43, 45)),
    "W-H-12": shares_of(_PUERPERAE, 2021, 72.96, 74.18, 75.64, 76.31),
    "W-H-13": counts(2021, (1, BIRTHS[2021]), (0, BIRTHS[2022]), (1, BIRTHS[2023]), (0, BIRTHS[2024])),
    "W-H-14": counts(2021, (2, 158), (1, 151), (1, 143), (1, 139)),
    "W-H-15": counts(2020, (822, 1200), (859, 1200), (898, 1204), (926, 1202), (946, 1200)),
    "W-H-16": counts(2020, (77, 87), (79, 89), (83, 92), (84, 93), (86, 95)),
    "W-H-17": counts(2020, (78, 87), (80, 89), (84, 92), (85, 93), (86, 95)),
    # 教育
    "W-EDU-01": counts(2021, (1530, 1604), (1547, 1618), (1580, 1649), (1597, 1662)),
    "W-EDU-02": shares("W-EDU-02", 2021, 4286, 0.01, 92.14, 92.71, 93.17, 93.58),
    # 经济
    "W-ECO-01": values(2020, "43.1", "43.2", "43.0", "43.4", "43.5"),
    "W-ECO-03": shares("W-ECO-03", 2020, 2142, 0.025, 35.4, 35.7, 36.1, 36.3, 36.6),
    # 决策
    "W-DEC-13": counts(2020, (6, 8), (6, 8), (7, 8), (7, 8), (7, 8)),
    "W-DEC-14": counts(2020, (4, 32), (4, 32), (5, 32), (5, 32), (6, 32)),
    "W-DEC-15": counts(2020, (98, 290), (101, 292), (103, 293), (106, 295), (108, 296)),
    "W-DEC-16": counts(2020, (16, 65), (16, 66), (15, 64), (14, 62), (13, 60)),
    "W-DEC-17": shares("W-DEC-17", 2020, 3612, 0.01, 34.9, 35.4, 36.1, 36.6, 37.1),
    "W-DEC-18": shares("W-DEC-18", 2020, 48350, 0.008, 36.8, 37.0, 37.1, 37.3, 37.4),
    # 社会保障
    "W-SS-02": shares("W-SS-02", 2020, 107420, -0.004, 89.87, 90.58, 91.36, 91.97, 92.55),
    "W-SS-03": shares("W-SS-03", 2020, 219860, -0.003, 91.02, 92.08, 93.17, 93.96, 94.47),
    "W-SS-08": shares("W-SS-08", 2020, 5214, 0.015, 97.4, 98.2, 98.8, 99.2, 99.4),
    # 环境
    "W-ENV-01": shares("W-ENV-01", 2020, 58240, -0.012, 86.3, 87.0, 87.9, 88.7, 89.2),
    "W-ENV-04": counts(2020, (24, 42), (26, 43), (29, 44), (32, 45), (34, 46)),
    "W-ENV-05": counts(
        2020, (643000, 301900), (674700, 301200), (706400, 300600), (737300, 299700), (765600, 298900)
    ),
    # 经费保障
    "W-FIN-01": values(
        2020, *(f"{_FUNDS_FOR_WOMEN[year] + _FUNDS_FOR_CHILDREN[year]}.00" for year in range(2020, 2025))
    ),
    "W-FIN-02": counts(2020, *((_FUNDS_FOR_WOMEN[year], _WOMEN[year]) for year in range(2020, 2025))),
    "C-FIN-01": counts(2020, *((_FUNDS_FOR_CHILDREN[year], CHILDREN_UNDER_18[year]) for year in range(2020, 2025))),
}  # fmt: skip
"""Indicator → statistical year → the figure; filed when the catalogue says that it is due."""
