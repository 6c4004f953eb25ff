"""The kinds of value a query takes and gives, each with its name in Chinese and English."""

from typing import Final

from sptgraph.language import Bilingual

PARAMETER_KINDS: Final = {
    "task": Bilingual("任务号", "task number"),
    "department": Bilingual("部门", "department"),
    "sector": Bilingual("行业领域", "sector"),
    "facet": Bilingual("监管方面", "facet"),
    "date": Bilingual("日期", "date"),
    "role": Bilingual("责任角色", "role"),
    "duration": Bilingual("周期", "period"),
    "member-class": Bilingual("成员单位类别", "member class"),
    "integer": Bilingual("整数", "whole number"),
    "text": Bilingual("文字", "text"),
}
"""What a parameter may be. Departments, sectors, facets and roles enter the query as IRIs, a task as the
IRI of its provision, the others as literals."""

COLUMN_KINDS: Final = {
    "plan": Bilingual("方案", "plan"),
    "text": Bilingual("文字", "text"),
    "integer": Bilingual("整数", "whole number"),
    "number": Bilingual("数", "number"),
    "date": Bilingual("日期", "date"),
    "boolean": Bilingual("是否", "yes or no"),
    "department": Bilingual("部门", "department"),
    "sector": Bilingual("行业领域", "sector"),
    "facet": Bilingual("监管方面", "facet"),
    "role": Bilingual("责任角色", "role"),
    "basis": Bilingual("依据", "basis"),
    "key": Bilingual("本体中的键", "key in the ontology"),
    "iri": Bilingual("标识", "IRI"),
    "deadline-kind": Bilingual("期限类型", "kind of deadline"),
    "milestone": Bilingual("节点", "milestone"),
    "degree": Bilingual("程度", "degree"),
    "comparator": Bilingual("比较", "comparator"),
    "quantifier": Bilingual("范围", "quantifier"),
    "distribution": Bilingual("分工方式", "distribution"),
    "member-class": Bilingual("成员单位类别", "member class"),
    "level": Bilingual("层级", "level"),
    "fact-kind": Bilingual("内容类别", "kind of statement"),
    "gap-reason": Bilingual("空缺原因", "reason of a gap"),
    "group-reason": Bilingual("不展开的原因", "reason not to expand"),
    "lead-ground": Bilingual("牵头依据", "ground of a lead"),
    "date-ground": Bilingual("期限依据", "ground of a date"),
    "attestation": Bilingual("存在依据", "how a body is known"),
    "norm-role": Bilingual("规范角色", "role under a norm"),
    "law-change": Bilingual("法规变化", "change of law"),
    "status": Bilingual("进展状态", "status"),
    "list": Bilingual("清单", "list"),
}
"""What a column may be. A plan is its IRI; departments, sectors, facets, roles and other individuals of the
ontology are keys; a list is text joined by 、 in the query (names never hold that mark) and comes out as a
list. The kinds from deadline-kind on are keys of closed lists."""

LIST_MARK: Final = "、"
