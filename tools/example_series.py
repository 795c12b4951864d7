"""The invented figures of the example district's other indicators, year by year: counts first, rates from them.

About 300,000 people; births fall from 3,120 to some 2,500 a year. What is odd carries its note, as in real returns.
"""

from __future__ import annotations

from random import Random

from example_figures import SAME, Figure, Yearly
from example_figures import part_of as _of

NOT_APPLICABLE = Figure(status="不适用", note="本统计年度无艾滋病病毒感染产妇所生儿童")

BIRTHS = {2020: 3120, 2021: 2954, 2022: 2761, 2023: 2593, 2024: 2648, 2025: 2502}
"""Live births by health year (October to September); 2024 was a year of the dragon."""

CHILDREN_UNDER_18 = {2020: 56498, 2021: 56120, 2022: 55347, 2023: 54265, 2024: 53018}
"""0—17岁儿童数 at the end of the year."""
CHILDREN_UNDER_15 = {2020: 47230, 2021: 46890, 2022: 46204, 2023: 45317, 2024: 44286}
CHILDREN_UNDER_7 = {2021: 23260, 2022: 22084, 2023: 20731, 2024: 19405}
PUPILS_TESTED = {2021: 31240, 2022: 31685, 2023: 31902, 2024: 31774}

YEARLY: dict[str, Yearly] = {
    "W-H-01": {
        2021: Figure(0, BIRTHS[2021], note="本统计年度无孕产妇死亡"),
        2022: Figure(1, BIRTHS[2022], note="1例，已完成区级评审"),
        2023: Figure(0, BIRTHS[2023], note="本统计年度无孕产妇死亡"),
        2024: Figure(1, BIRTHS[2024], note="1例，已完成区级评审"),
    },
    "W-H-02": {
        2020: _of(38.42, 68214),
        2021: _of(40.17, 68390, "受疫情影响，二季度暂停筛查"),
        2022: _of(43.26, 68105),
        2023: _of(46.11, 67842),
        2024: _of(48.53, 67510),
    },
    "W-H-04": {
        2021: NOT_APPLICABLE,
        2022: NOT_APPLICABLE,
        2023: Figure(0, 1, note="仅1名儿童，随访18个月未感染"),
        2024: NOT_APPLICABLE,
        2025: NOT_APPLICABLE,
    },
    "W-H-08": {
        2021: _of(97.63, 2917),
        2022: _of(98.12, 2726),
        2023: _of(98.55, 2561),
        2024: _of(98.81, 2613),
    },
    "W-ECO-02": {
        2020: _of(39.4, 61280),
        2021: _of(39.7, 61944),
        2022: _of(39.5, 61102),
        2023: _of(39.9, 61873),
        2024: _of(40.2, 62415),
    },
    "W-ECO-04": {
        2020: Figure(146, 214),
        2021: Figure(151, 216),
        2022: Figure(157, 221),
        2023: Figure(165, 228),
        2024: Figure(168, 230),
    },
    "W-DEC-03": {
        2020: Figure(18, 32),
        2021: Figure(19, 32),
        2022: Figure(20, 32),
        2023: Figure(20, 32, note=SAME),
        2024: Figure(21, 32),
    },
    "W-DEC-05": {
        2020: Figure(4712, 15904),
        2021: Figure(4886, 16187),
        2022: Figure(5053, 16398),
        2023: Figure(5219, 16602),
        2024: Figure(5371, 16790),
    },
    "W-ENV-02": {
        2020: Figure(13586, 16650),
        2021: Figure(13771, 16612),
        2022: Figure(13904, 16548),
        2023: Figure(13962, 16487),
        2024: Figure(
            12863,
            16420,
            status="口径变化",
            note="2024年起按摸排整改后的新口径统计，不能正常使用的不再计入，与往年不可比",
        ),
    },
    "C-H-02": {
        2021: Figure(12, BIRTHS[2021]),
        2022: Figure(10, BIRTHS[2022]),
        2023: Figure(9, BIRTHS[2023]),
        2024: Figure(9, BIRTHS[2024]),
    },
    "C-H-03": {
        2021: Figure(17, BIRTHS[2021]),
        2022: Figure(15, BIRTHS[2022]),
        2023: Figure(12, BIRTHS[2023]),
        2024: Figure(13, BIRTHS[2024]),
    },
    "C-H-06": {
        2020: Figure(102, 47230),
        2021: Figure(105, 46890),
        2022: Figure(110, 46204),
        2023: Figure(115, 45317),
        2024: Figure(120, 44286),
    },
    "C-H-13": {
        2021: _of(44.9, 4812, "线上教学时间较长，较上年略有上升"),
        2022: _of(44.6, 4905),
        2023: _of(44.2, 4877),
        2024: _of(43.7, 4930),
    },
    "C-H-14": {
        2021: _of(88.41, 23260),
        2022: _of(90.37, 22084),
        2023: _of(90.62, 20731),
        2024: _of(89.58, 19405, "两家社区卫生服务中心搬迁，三季度检查人数减少"),
    },
    "C-H-15": {
        2021: _of(45.9, 31240),
        2022: _of(48.7, 31685),
        2023: _of(50.8, 31902),
        2024: _of(52.6, 31774),
    },
    "C-SAF-01": {
        2020: Figure(7, 56498),
        2021: Figure(6, 56120),
        2022: Figure(6, 55347),
        2023: Figure(5, 54265),
        2024: Figure(5, 53018),
    },
    "C-EDU-04": {
        2021: _of(95.21, 3382),
        2022: _of(95.36, 3405),
        2023: _of(95.52, 3461),
        2024: _of(95.73, 3498),
    },
    "C-WEL-02": {
        2020: Figure(value="1150"),
        2021: Figure(value="1200"),
        2022: Figure(value="1265"),
        2023: Figure(value="1320"),
        2024: Figure(value="1380"),
    },
    "C-FAM-01": {
        2020: Figure(52, 66),
        2021: Figure(54, 66),
        2022: Figure(57, 67),
        2023: Figure(59, 67),
        2024: Figure(61, 67),
    },
}
"""Indicator → statistical year → the figure, wherever a whole year is reported."""

GROSS_ENROLMENT = {2021: 90.12, 2022: 91.05, 2023: 92.31, 2024: 93.47}
"""学前三年毛入园率 in percent; its numerator is the children in kindergarten in September."""

HALF_YEARLY: dict[str, tuple[Figure, ...]] = {
    "W-SS-01": tuple(
        _of(percent, whole)
        for percent, whole in (
            (97.01, 147820), (96.88, 147655), (96.71, 147490), (96.49, 147212), (96.30, 147004),
            (96.02, 146718), (95.83, 146502), (95.54, 146187), (95.37, 145930),
        )
    ),
    "C-WEL-03": tuple(
        Figure(value=value, note=note)
        for value, note in (
            ("0", "8个乡镇（街道）中5个已配备"), ("0", "8个乡镇（街道）中6个已配备"),
            ("0", "8个乡镇（街道）中7个已配备"),
            ("1", "8个乡镇（街道）均已配备"), *[("1", "仍全部配备")] * 5,
        )
    ),
}  # fmt: skip
"""Indicator → figures of 2021Q2, 2021Q4, 2022Q2 …"""

CHILDCARE_PLACES = (
    555, 568, 592, 640, 668, 695, 742, 801, 828, 856, 905, 968, 994, 1032, 1091, 1168, 1196, 1241, 1290,
)  # fmt: skip
"""托位数 at the end of each quarter from 2021Q1 on."""
RESIDENTS = (301200, 300600, 299700, 298900, 297600)
"""常住人口 by year from 2021 on."""

FOOD_TESTS = (
    (593, 614), (597, 617), (602, 621), (604, 623), (607, 626), None, (612, 632), (610, 631), (609, 630), (608, 629),
    (610, 629), (613, 631), (617, 633), (620, 635), (624, 637), (626, 638), (627, 638), (629, 640), (631, 641),
)  # fmt: skip
"""合格批次 and 抽检批次 of the last four quarters, from 2021Q1 on; none in 2022Q2."""

YEAR_TO_DATE: dict[str, tuple[tuple[int, ...], ...]] = {
    "W-LAW-01": ((21, 45, 68, 97), (24, 50, 79, 108), (26, 57, 88, 121), (29, 61, 94, 130), (31, 68, 101)),
    "C-LAW-01": ((2, 6, 9, 14), (4, 9, 15, 22), (5, 12, 20, 29), (8, 17, 26, 37), (9, 20, 31)),
}
"""Counts that accumulate within the year, by year from 2021 on."""

LOANS = (
    ("214.50", "562.00", "892.00", "1249.50"),
    ("231.00", "588.50", "945.00", "1318.00"),
    ("248.00", "628.00", "991.00", "1385.50"),
    ("262.50", "662.00", "1038.50", "1452.00"),
    ("258.00", "632.50", "978.50"),
)
"""妇女创业担保贷款发放额 within the year, 万元."""

MARRIAGES = ((498, 1002, 1437, 1958), (461, 915, 1322, 1794), (505, 1043, 1496, 2011), (432, 861, 1218, 1629),
             (421, 876, 1305))  # fmt: skip
"""结婚登记人数 within the year."""
PREMARITAL_CHECKS = ((60.2, 61.5, 62.4, 62.9), (61.8, 62.6, 63.5, 64.2), (63.0, 64.4, 65.1, 65.6),
                     (64.7, 65.9, 66.5, 66.8), (66.1, 67.0, 67.4))  # fmt: skip
"""婚前医学检查率 within the year, percent."""


def hearing_screening(seed: str) -> dict[tuple[int, int], Figure]:
    """新生儿听力筛查 within the health year, which begins in Q4 of the year before: 2021Q1 to 2025Q3."""
    chance = Random(f"{seed}:hearing")
    figures = {}
    for health_year, births in BIRTHS.items():
        if health_year == 2020:
            continue
        so_far = screened = 0
        for place, share in enumerate((0.27, 0.245, 0.235, 0.25)):
            quarter = (health_year - 1, 4) if place == 0 else (health_year, place)
            born = births - so_far if place == 3 else round(births * share) + chance.randint(-15, 15)
            so_far += born
            screened += round(born * chance.gauss(95.6 + 0.3 * (health_year - 2020), 0.35) / 100)
            figures[quarter] = Figure(screened, so_far)
    return figures


_VACCINATION_OFFSET = (0.4, 0.1, 0.6, -0.2, -1.1, 0.3, -2.6, -0.6)
"""Percentage points by which a street lies off the district's share; 青山镇 is in the hills."""
_VACCINATION_NOTES = {
    (2022, 4): "受疫情影响，部分接种推迟至次季",
    (2023, 1): "补种上季推迟的剂次，接种率回升",
}
_STREET_NOTES = {((2025, 2), 6): "两个山区村的接种日顺延到7月"}
"""(quarter, place of the street) → what explains a figure off the others."""
_VACCINATION_SIZE = (0.20, 0.165, 0.15, 0.135, 0.16, 0.09, 0.055, 0.045)


def vaccinations_by_street(seed: str) -> dict[tuple[int, int], tuple[Figure, ...]]:
    """The same doses by street, in the streets' order; they add up to the district's."""
    chance = Random(f"{seed}:vaccinations by street")
    figures = {}
    for quarter, whole in vaccinations(seed).items():
        given, due = whole.numerator or 0, whole.denominator or 0
        dues = [int(due * size) for size in _VACCINATION_SIZE]
        dues[0] += due - sum(dues)
        parts = [
            round(count * (given / due + (offset + chance.gauss(0, 0.3)) / 100))
            for count, offset in zip(dues, _VACCINATION_OFFSET, strict=True)
        ]
        # What is over or short is spread by size, so that no single street jumps.
        extra = [int((given - sum(parts)) * count / due) for count in dues]
        extra[0] += given - sum(parts) - sum(extra)
        parts = [part + more for part, more in zip(parts, extra, strict=True)]
        figures[quarter] = tuple(
            Figure(part, count, note=_STREET_NOTES.get((quarter, place), whole.note))
            for place, (part, count) in enumerate(zip(parts, dues, strict=True))
        )
    return figures


def vaccinations(seed: str) -> dict[tuple[int, int], Figure]:
    """免疫规划疫苗 doses given and due in each quarter, 2021Q1 to 2025Q3."""
    chance = Random(f"{seed}:vaccinations")
    figures = {}
    for place in range(19):
        due = round(15200 - 165 * place + 420 * (place % 4 == 2) + chance.gauss(0, 120))
        year, quarter = 2021 + place // 4, place % 4 + 1
        low = (year, quarter) == (2022, 4)
        percent = 94.36 if low else chance.gauss(97.35, 0.3)
        figures[year, quarter] = _of(percent, due, _VACCINATION_NOTES.get((year, quarter), ""))
    return figures
