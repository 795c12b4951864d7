"""How the measures of published methods come about, each in a line that can be redone; reckons nothing.

Source: docs/methods.md, section 10 and appendix 2.
"""

from __future__ import annotations

_GROWTH = "CAGR(a→c, n) =（c ÷ a）^（1 ÷ n）− 1"
_LINE = "各点对年份的最小二乘直线"

FORMULAS: dict[str, str] = {
    "completion_gap": "100 ×（e − P），正数为落后",
    "pace_ratio": "P ÷ e",
    "annual_growth": f"CAGR(b→x, t − t0)，越低越好的变号；{_GROWTH}",
    "cagr_ratio": f"CAGR(b→x, t − t0) ÷ CAGR(b→τ, T − t0) 的绝对值，越低越好的变号；{_GROWTH}",
    "un_share": f"（v − b）÷（τ − b），v = x ×（1 + CAGR(b→x, t − t0)）^（T − t）；{_GROWTH}",
    "eurostat_ratio": (
        "同 cagr_ratio，但两个增长率都从 t 以前五年的数值算起（没有则五年内最早的，再没有则前一个）；"
        "起点已达到目标的，现仍达标记作 1，否则 −1"
    ),
    "trend_ratio": f"最近四年{_LINE}的斜率 ÷（（τ − b）÷（T − t0））",
    "escap_share": f"基期以来{_LINE}（权重为距基期年数 + 1）推到 T 得 v，（v − b）÷（τ − b）",
    "five_year_change": "（x − 五年前的数值）÷ 相隔年数，好转为正；没有则从其后最早的算起",
    "five_year_share": (
        "把 five_year_change 推到 T 得 v：短少的部分 ÷ 目标与 x 之差的绝对值；x 恰为目标的，v 仍达标为 0，否则 1"
    ),
}
"""By measure; t is the period of the latest figure x, the other letters as in ``show``."""
