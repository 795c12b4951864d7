"""What each key of a catalogue is for, in Chinese: ``lianggang schema`` and docs/catalogue.md are made of it.

Apart from the models so that those can be read at a glance and no everyday command carries these texts. A test holds
the two together: every key of every model has its help, and every example is accepted or refused as it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .card_rules import Hysteresis, Rule, RuleSet
from .catalogue import Area, Catalogue, District, FormHead, MemberUnit, Office, Outline, Relation, Returns
from .catalogue_terms import AttainmentTerms, ClassLabels, LetterDays
from .indicator import Baseline, Break, Indicator, Target

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .scalars import Part


class Help(NamedTuple):
    """One key."""

    meaning: str
    right: str
    """A value as it may stand behind the key."""
    wrong: str = ""
    """A value that is refused; empty where any text will do."""
    why: str = ""
    """What is wrong with it, in a few words."""


class PartHelp(NamedTuple):
    """One mapping of the file."""

    title: str
    keys: Mapping[str, Help]
    """By the key of the file, in the model's order."""


_CATALOGUE = {
    "version": Help("格式的版本，只有 1。", "1", "2", "只有 1"),
    "title": Help("目录的标题，印在各表上方。", "示例区“两纲两规划”监测指标目录"),
    "district": Help("本区（市、州）。", "{name: 示例区, sample: true}", "示例区", "下面要分项写"),
    "office": Help(
        "委员会及其办公室的名称；程序里不写死。",
        "{committee: 示例区妇女儿童工作委员会, name: 示例区妇儿工委办公室}",
        "{name: 示例区妇儿工委办公室}",
        "缺 committee",
    ),
    "outlines": Help(
        "两纲和两规划：简称在前，冒号后写各项。指标和目标用简称指明属于哪一个。",
        "{妇纲: {name: 中国妇女发展纲要（2021—2030年）, starts: 2021, ends: 2030}}",
        "[妇纲, 儿纲]",
        "要写成“简称: 各项”",
    ),
    "member_units": Help(
        "成员单位：全称在前；没有简称的写 {}。",
        "{区教育局: {aliases: [教育局]}, 区民政局: {}}",
        "{区教育局: }",
        "后面没有内容，应写 {}",
    ),
    "areas": Help(
        "街道、乡镇；市、州写下属各区县，可以一层套一层。没有分区域数据的不写。",
        "[城东街道, {东城区: [甲街道, 乙街道]}]",
        "城东街道",
        "要写成列表",
    ),
    "returns": Help("填报的期限。", "{due_day: 10, lock_day: 20}", "10", "下面要分项写"),
    "letters": Help("函件的期限。", "{plan: 20, on_day_off: next_working_day}", "15", "下面要分项写"),
    "attainment": Help(
        "达标情况：多近算接近达标，几期变差算倒退，各类怎样称呼。", "{near: 10, worsening: 2}", "10", "下面要分项写"
    ),
    "form": Help(
        "填报表的表头：表名、表号等。",
        "{number: 示妇儿工委统01表, valid_until: 2026-12-31}",
        "示妇儿工委统01表",
        "下面要分项写",
    ),
    "card_rules": Help(
        "判定规则：内置规则的名称、目录旁的文件名，或写在这里的一套规则（见下）。",
        "default",
        "[default]",
        "只写一个名称",
    ),
    "warning_regulation": Help(
        "本地预警办法的名称，函件和报告里作为亮牌的依据，书名号可写可不写；不写的，函件引用本目录。",
        "示例区妇女儿童发展指标监测预警办法",
        "[预警办法]",
        "只写一个名称",
    ),
    "relations": Help(
        "数与数之间应成立的关系，核对填报时用。",
        '[{id: V01, code: L09, left: C-H-03.numerator, op: ">=", right: C-H-02.numerator}]',
        "[V01]",
        "每条要分项写",
    ),
    "indicators": Help(
        "指标：编码在前（加引号），另起一行缩进写各项。",
        '{"C-EDU-02": {name: 普惠性幼儿园覆盖率, outline: 儿纲, field: 教育, lead_unit: 区教育局,'
        ' unit_of_measure: "%", direction: up, frequency: quarterly}}',
        "{}",
        "至少一个指标",
    ),
}

_DISTRICT = {
    "name": Help("本区的全称；填报表的“区域”写它即指全区。", "示例区"),
    "sample": Help("是否示例数据；是的，凡打印处都注明“示例”。", "true", "是", "只认 true、false"),
}

_OFFICE = {
    "committee": Help("委员会的全称，用于公文。", "示例区妇女儿童工作委员会"),
    "committee_short": Help("委员会的简称；不写的用全称。", "区妇儿工委"),
    "name": Help("办公室的名称，用于公文落款。", "示例区妇儿工委办公室"),
    "short_name": Help("办公室的简称；不写的用全称。", "区妇儿工委办"),
    "government": Help("可以代为落款的政府办公室。", "示例区人民政府办公室"),
    "code": Help("办公室的发文机关代字。", "示妇儿工委办"),
    "committee_code": Help("委员会的发文机关代字，用于委员会落款的；不写的用 code。", "示妇儿工委"),
    "government_code": Help("政府办公室的发文机关代字，用于它落款的；不写的用 code。", "示政办函"),
    "supervision_word": Help("督办函的发文字号里代字后面的字。", "督"),
    "letterhead": Help("函件的发文机关标志；不写的用落款单位的全称。", "示例区妇女儿童工作委员会办公室"),
    "contact": Help("联系人和电话，用于公文；写了下面两项的不用这一项。", "示例联系人，0000-00000000"),
    "contact_person": Help("联系人。", "示例联系人"),
    "telephone": Help("联系电话。", "0000-00000000"),
    "seal": Help("落款是否盖章，决定署名和日期的位置。", "true", "盖章", "写 true 或 false"),
    "signatory": Help(
        "由谁落款：office 办公室、committee 委员会、government 政府办公室。", "office", "办公室", "写英文"
    ),
}

_OUTLINE = {
    "name": Help("规划的全称。", "中国妇女发展纲要（2021—2030年）"),
    "document": Help("文号。", "国发〔2021〕16号"),
    "starts": Help("起始年份。", "2021", "2021年", "只写数字"),
    "ends": Help("结束年份，不早于起始年份。", "2030", "2020", "早于起始年份"),
    "fields": Help(
        "各领域，按原文的次序；报告照此排列。写了就要写全；不写则按指标出现的先后。",
        "[健康, 教育, 经济]",
        "健康",
        "要写成列表",
    ),
}

_MEMBER_UNIT = {
    "full_name": Help("全称，用于主送机关和落款；不写的用前面的名称。填报表里写了也认得。", "示例区教育局"),
    "aliases": Help(
        "简称和别名；填报表里写了也认得。一个简称只指一个单位。", "[教育局, 区教体局]", "教育局", "要写成列表"
    ),
    "liaison": Help("联络员。", "张示例"),
    "telephone": Help("联络员的电话。", "0000-00000001"),
    "contact": Help("联系人和电话写在一起；没有分开写时用。", "张示例，0000-00000001"),
    "duties": Help("职责类别；通报和考核只在写得相同的单位之间排名，不写的按是否牵头设有目标的指标分。", "政府部门"),
}

_AREA = {
    "name": Help("区域的名称，各不相同。", "城东街道"),
    "areas": Help("其下的区域，写法与外层相同。", "[甲镇, 乙镇]", "甲镇", "要写成列表"),
}

_RETURNS = {
    "due_day": Help("填报截止：季度结束后第几天，0—90。", "10", "91", "最大 90"),
    "lock_day": Help("封账：季度结束后第几天，0—90。", "20", "二十日", "只写数字"),
}

_LETTER_DAYS = {
    "receipt": Help("签收回执：收函后几个工作日。", "3", "0", "最小 1"),
    "objection": Help("异议：收函后几个工作日。", "5", "31", "最大 30"),
    "reminder": Help("催报函：几个工作日内补报。", "3", "三", "只写数字"),
    "notice": Help("提示函：几天内答复，按日历天。", "15", "15天", "只写数字"),
    "plan": Help("督办函：几天内报整改方案，按日历天。", "20", "0", "最小 1"),
    "second_plan": Help("二次督办函：几天内报整改方案，按日历天。", "5", "181", "最大 180"),
    "second_result": Help("二次督办函：几天内报整改结果，按日历天。", "20", "0", "最小 1"),
    "on_day_off": Help(
        "期限落在休息日的：keep 照写，next_working_day 顺延到下一个工作日。", "next_working_day", "顺延", "写英文"
    ),
}

_ATTAINMENT = {
    "near": Help("接近达标：差距不超过基期到目标全程的百分之几，0—50。", "10", "10%", "只写数字"),
    "worsening": Help("倒退：连续几期变差，1—20；还没达标又不如基期的，总是标出。", "2", "0", "最小 1"),
    "labels": Help(
        "各类和标记的名称；不写的用程序的名称。", "{hard: 可能难以达标}", "[可能难以达标]", "要写成“键: 名称”"
    ),
}

_LABELS = {
    "met": Help("不写为“已达标”。", "已实现"),
    "met_early": Help("不写为“提前达标”：目标年度以前已达到。", "提前实现"),
    "expected": Help("不写为“预期可达标”。", "预期可实现"),
    "hard": Help("不写为“达标困难”。", "可能难以达标"),
    "missed": Help("不写为“未达标”：期限已到。", "未实现"),
    "no_data": Help("不写为“无数据”，包括暂不能判断的。", "无法判断"),
    "near": Help("不写为“接近达标”。", "基本达标"),
    "worse": Help("不写为“倒退”。", "恶化"),
    "lost": Help("不写为“得而复失”：此前曾达到，现在没有。", "达标后反弹"),
}

_FORM_HEAD = {
    "title": Help("表名；不写则用区名加“两纲两规划”监测统计表。", "示例区“两纲两规划”监测统计表"),
    "number": Help("表号。", "示妇儿工委统01表"),
    "authority": Help("制表机关；不写则用 office 的 name。", "示例区妇儿工委办公室"),
    "approval": Help("批准（备案）文号。", "示统备〔2025〕0号"),
    "valid_until": Help("有效期至哪一天。", "2026-12-31", "2026年底", "写成 年-月-日"),
}

_RELATION = {
    "id": Help("编号，各不相同；印在核对意见里。", "V01"),
    "code": Help("不成立时报哪个编号。", "L09", "L01", "不在可选之列"),
    "left": Help(
        "左边：指标编码、编码.numerator（分子）、编码.denominator（分母），或几项相加。",
        "C-H-03.numerator",
        "C-H-99",
        "目录里没有的编码",
    ),
    "op": Help("比较符，要加引号。", '">="', '"=="', "等于写 ="),
    "right": Help("右边，写法同左边。", "W-X-02 + W-X-03", "C-H-99", "目录里没有的编码"),
    "both": Help("成对必填的两项：要么都填，要么都不填。", "[W-H-05, W-H-06]", "[W-H-05]", "恰好两项"),
    "not_both": Help("互斥的两项：至多填一项。", "[W-H-05, W-H-06]", "W-H-05", "要写成列表"),
    "severity": Help(
        "不成立时的级别：error 错误、query 核实、note 提示；不写的，L11 为核实，其余为错误。", "query", "错误", "写英文"
    ),
    "say": Help("不成立时对填报单位说的话；不写则由程序说明。", "5岁以下儿童死亡数应不小于婴儿死亡数"),
    "missing": Help(
        "有一项没有数时：skip_any 缺一项就不比、skip_all 全缺才不比、zero 缺的按零。",
        "skip_all",
        "skip",
        "不在可选之列",
    ),
    "tolerance": Help("允许相差多少，按指标的计量单位。", "0.01", "1%", "只写数"),
    "valid_from": Help("从哪一季起核对。", "2021Q1", "2021-03", "写年份或季度"),
    "valid_to": Help("到哪一季为止，不早于 valid_from。", "2025Q4", "2025-12", "写年份或季度"),
}

_BASELINE = {
    "period": Help("年份或季度；只写年份指全年。", "2020", "2020-12", "写年份或季度"),
    "value": Help("基期值，照原文的位数写，按指标的计量单位。", "71.30", "71.3%", "不带单位"),
    "source": Help("出处。", "2020年教育事业统计年报"),
}

_BREAK = {
    "period": Help("从哪一年或哪一季起口径不同。", "2020Q4", "2020年底", "写年份或季度"),
    "why": Help("变了什么。", "改用常住人口"),
}

_TARGET = {
    "by": Help("期限；只写年份指当年第四季度。须晚于基期。", "2025Q4", "2025年底", "写年份或季度"),
    "at_least": Help("不低于。用于 up；是否型写 at_least: 1。", "85", "85%", "不带单位"),
    "at_most": Help("不高于。用于 down。", "14.5", "≤14.5", "不带符号"),
    "above": Help("高于（不含）。用于 up。", "95", "95以上", "只写数"),
    "below": Help("低于（不含）。用于 down。", "5", "<5", "不带符号"),
    "between": Help("区间：下限、上限。用于 range。", "[45, 55]", "[55, 45]", "下限在前"),
    "about": Help("在这个数左右，与 within 同写。用于 range。", "45", "45左右", "只写数"),
    "within": Help("左右各允许偏离多少，大于 0，与 about 同写。", "2", "0", "须大于 0"),
    "change": Help("较基期变化的幅度，占基期值的百分比：减少五分之一写 -20%。须有基期。", "-20%", "-20", "要带百分号"),
    "rise": Help("逐步提高，不定数值。用于 up。", "true", "是", "只认 true、false"),
    "fall": Help("逐步降低，不定数值。用于 down。", "true", "是", "只认 true、false"),
    "keep": Help("与 at_least 或 at_most 同写：这是要保持的水平，不是要达到的。", "true", "是", "只认 true、false"),
    "not_below": Help(
        "不低于另一指标：写它的编码。两个指标的计量单位须相同。", "W-DEC-01", "C-X-99", "目录里没有的编码"
    ),
    "every_area": Help(
        "与 at_least 或 at_most 同写：每个区域都须达到，按最差的区域判断。", "true", "全部", "只认 true、false"
    ),
    "for": Help("须连续几年达到，1—5。", "2", "6", "最大 5"),
    "level": Help(
        "定这个目标的层级。一个指标的几个目标，层级、期限、生效时间不能都相同。", "国家", "县级", "不在可选之列"
    ),
    "source": Help("出处：文件名和条目，不写网址。", "中国儿童发展纲要（2021—2030年）儿童与教育主要目标"),
    "verified": Help(
        "是否已有人对照原文核过。没有核过的，凡打印处都注明“待核原文”。", "true", "已核", "只认 true、false"
    ),
    "valid_from": Help("后来调整的目标从哪一季起用；原来的目标留着，不删。", "2026Q1", "2026年起", "写年份或季度"),
    "baseline": Help(
        "目标自己的基期；不写则用指标的。上一轮规划的目标要写。",
        "{period: 2010, value: 50.0}",
        "50.0",
        "下面要分项写",
    ),
    "outline": Help("定这个目标的规划；不写则同指标。", "妇纲", "市妇规", "outlines 里没有的简称"),
}

_INDICATOR = {
    "name": Help("名称，各不相同：填报表可以只写名称。", "普惠性幼儿园覆盖率"),
    "outline": Help("属于哪个规划：outlines 里的简称。", "儿纲", "儿童纲要", "outlines 里没有的简称"),
    "field": Help("领域，用于归类和合计。", "教育"),
    "lead_unit": Help("牵头单位，写全称，须在 member_units 里。", "区教育局", "教育局", "简称，应写全称"),
    "partner_units": Help("配合单位，写全称。", "[区发改局, 区财政局]", "区财政局", "要写成列表"),
    "unit_of_measure": Help("计量单位；% 要加引号。填报表写了单位的，须与此一致。", '"%"'),
    "decimals": Help("打印几位小数，0—6；只影响打印，判定不取整。", "1", "7", "最大 6"),
    "direction": Help(
        "哪一头好：up 越高越好、down 越低越好、range 保持在区间内、yes_no 是否完成（1 为是）、none 只监测不考核。",
        "up",
        "高",
        "写英文",
    ),
    "frequency": Help(
        "多久有一个数：quarterly 每季、half_yearly 每半年、annual 每年、school_year 每学年、"
        "health_year 每年（上年10月至本年9月）、election 每次换届、irregular 不定期。后两种从不催报。",
        "quarterly",
        "每季",
        "写英文",
    ),
    "due": Help(
        "哪几季的填报里要有它；不写时：每季的为四季，半年的为 Q2、Q4，health_year 为 Q3，其余为 Q4。",
        "[Q4]",
        "Q4",
        "要写成列表",
    ),
    "figure": Help(
        "一个数管多长时间：level 时点数（比率、存量）、period 本期数、year_to_date 年内累计、"
        "health_year_to_date 上年10月起累计、rolling_year 最近四个季度合计。",
        "year_to_date",
        "累计",
        "写英文",
    ),
    "definition": Help("口径：算什么、不算什么，与哪个数不可比。", "35—64岁妇女中接受过宫颈癌筛查的人数所占比重"),
    "numerator": Help(
        "分子的名称，与 denominator 同写。写了，填报表就可以填分子、分母，程序核对比率。", "普惠性幼儿园在园幼儿数"
    ),
    "denominator": Help("分母的名称，与 numerator 同写。", "在园幼儿总数"),
    "factor": Help(
        "分子÷分母乘以多少，大于 0；不写时按计量单位：% 为 100，‰ 为 1000，1/万 为 10000，1/10万 为 100000，其余为 1。",
        "100",
        "0",
        "须大于 0",
    ),
    "may_exceed_100": Help("百分比是否可以高于 100 或低于 0：毛入学率、增长率。", "true", "可以", "只认 true、false"),
    "hard": Help(
        "不可能超出的范围：下限、上限。超出为 L01；百分比不写则为 [0, 100]。", "[0, 2000]", "[2000, 0]", "下限在前"
    ),
    "plausible": Help("少见的界限：下限、上限，在 hard 之内。超出要说明。", "[40, 100]", "40—100", "要写成列表"),
    "swing": Help(
        "允许的正常变动，按计量单位写（%的写百分点），大于0：变动更大而未说明的，列为核实（T05）；不写的，按历次变动估计。",
        "5",
        "5%",
        "只写数，单位就是计量单位",
    ),
    "near": Help("接近达标：差距不超过多少，按计量单位；不写则按 attainment 的 near。", "0.3", "0.3%", "只写数字"),
    "small_numbers": Help(
        "例数很少的指标（如孕产妇死亡）：按几年合计的例数判。须有分子、分母，或是计数。",
        "true",
        "很少",
        "只认 true、false",
    ),
    "key": Help("重难点指标。", "true", "重点", "只认 true、false"),
    "baseline": Help(
        "基期；没有的不写，也就不能按路程判。",
        "{period: 2020Q4, value: 71.30, source: 年报}",
        "71.30",
        "下面要分项写",
    ),
    "targets": Help(
        "目标，可有几个：不同层级、不同期限、先后版本。",
        "[{by: 2025Q4, at_least: 85, level: 国家, source: 学前教育发展提升行动计划}]",
        "[{by: 2025Q4, level: 国家, source: 学前教育发展提升行动计划}]",
        "没有写要求",
    ),
    "nodes": Help(
        "路上的节点：季度和应到的数。没有写的季度按基期到目标的直线。",
        "{2025Q2: 80, 2025Q3: 82.5}",
        "{2025年二季度: 80}",
        "键要写成季度",
    ),
    "breaks": Help(
        "口径变化：此前的数不与此后的比。", "[{period: 2020Q4, why: 口径变化}]", "[{period: 2020Q4}]", "缺 why"
    ),
}

_RULE = {
    "id": Help("编号，随牌打印；一套里可以重复。", "behind"),
    "card": Help("给什么牌：green、yellow、red，或 none（判了，但不着色）。", "yellow", "黄牌", "写英文"),
    "when": Help(
        "条件，全部成立才算；空的列表总是成立。",
        '["improve = 1", "z < -0.20"]',
        "[z 小于 0]",
        "写成“度量 比较符 数值”",
    ),
    "label": Help("给人看的几个字。", "进度偏慢"),
    "compared_as": Help("回测比较时算哪种颜色；不影响亮的牌。", "green", "none", "只有三种颜色"),
    "for": Help("条件须连续几次判定都成立，1—8。", "2", "0", "最小 1"),
}

_HYSTERESIS = {
    "measure": Help("哪个度量的界线可以移动。", "z", "zz", "没有这个度量"),
    "by": Help("移动多少，大于 0。", "0.10", "0", "须大于 0"),
    "red": Help("红的界线：条件里出现的数。", "[-0.60, -0.40]", "-0.60", "要写成列表"),
    "yellow": Help("黄的界线：条件里出现的数。", "[-0.20, 0]", "-0.20", "要写成列表"),
}

_RULE_SET = {
    "name": Help("规则的名称。", "本区"),
    "title": Help("一句话说明。", "走完的路程与应走的路程之比"),
    "source": Help("出处：会议、文件、方法。", "2025年第一次联席会议"),
    "valid_from": Help("从哪一季起用；只作说明。", "2025Q1", "2025年", "写年份或季度"),
    "requires": Help("须算得出的度量：有一项算不出就不判。", "[z, improve, met]", "z", "要写成列表"),
    "requires_without_number": Help("目标没有数值时，代替 requires。", "[recent]", "recent", "要写成列表"),
    "hysteresis": Help(
        "滞回：保住一张牌比换牌容易。", "{measure: z, by: 0.10, red: [-0.60], yellow: [-0.20]}", "0.10", "下面要分项写"
    ),
    "rules": Help(
        "从上往下读，第一条全部条件成立的给出牌；最后须有一条没有条件的。",
        '[{id: far-behind, card: red, when: ["z < -0.60"]}, {id: on-course, card: green}]',
        "[]",
        "至少一条",
    ),
}

PART_HELP: dict[type[Part], PartHelp] = {
    Catalogue: PartHelp("文件最外层", _CATALOGUE),
    District: PartHelp("本区", _DISTRICT),
    Office: PartHelp("委员会与办公室", _OFFICE),
    Outline: PartHelp("一个规划", _OUTLINE),
    MemberUnit: PartHelp("一个成员单位", _MEMBER_UNIT),
    Area: PartHelp("一个区域", _AREA),
    Returns: PartHelp("填报的期限", _RETURNS),
    LetterDays: PartHelp("函件的期限", _LETTER_DAYS),
    AttainmentTerms: PartHelp("达标情况", _ATTAINMENT),
    ClassLabels: PartHelp("各类和标记的名称", _LABELS),
    FormHead: PartHelp("填报表的表头", _FORM_HEAD),
    Relation: PartHelp("一条关系", _RELATION),
    Indicator: PartHelp("一个指标", _INDICATOR),
    Baseline: PartHelp("基期", _BASELINE),
    Target: PartHelp("一个目标", _TARGET),
    Break: PartHelp("一处口径变化", _BREAK),
    RuleSet: PartHelp("一套判定规则", _RULE_SET),
    Rule: PartHelp("一条规则", _RULE),
    Hysteresis: PartHelp("滞回", _HYSTERESIS),
}
"""Every model of the catalogue."""
