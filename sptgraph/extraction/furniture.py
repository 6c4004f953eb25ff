"""Lines that belong to the page, the web site or the post office, and not to the plan."""

import re
from functools import cache

from sptgraph.extraction.lexicon import load_lexicon

_DATE_LINE = re.compile(
    r"(?:20\d\d|二[〇零一二三四五六七八九]{3})年.{1,3}月.{1,3}日(?:印发)?|.{2,30}20\d\d年\d{1,2}月\d{1,2}日印发"
)
_CLOSING = re.compile(
    r"抄送[：:].*|主送[：:].*|[（〔](?:此件|信息公开|公开方式|联系人|联系电话).*|(?:联系人|联系电话|信息公开形式|信息公开选项|公开属性)[：:].*|"
    r"本(?:方案|意见|通知|办法|计划)自.{2,30}(?:施行|实施|起实施|生效).{0,40}"
)
_SIGNATURE = re.compile(
    r"[一-鿿（）]{2,30}(?:委员会|办公室|人民政府|领导小组|国务院|局|厅|部|委)(?:（代章）|办公室)?"
)
_HEADER = re.compile(
    r"[•·◆\s]*(?:20\d\d[—./]\d{1,2}[—./]\d{1,2}.{0,12}|【?字体.*|(?:发布|生成|成文|公开|更新)(?:日期|时间|机构|单位).*|"
    r"(?:来源|信息来源|文章来源|稿源|浏览|阅读|点击|访问|索引|文号|文件编号|统一编号|主题|组配|有效性|发文|名称|公开).{0,3}：.*)"
)


@cache
def _noise() -> re.Pattern[str]:
    words = load_lexicon().words["site-noise-end"]
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


def is_noise_line(text: str) -> bool:
    """Whether a short line is furniture of a web site: share bars, links, licences."""
    return len(text) <= 60 and "。" not in text[:-1] and bool(_noise().match(text))


@cache
def _head_noise() -> re.Pattern[str]:
    words = load_lexicon().words["site-noise-start"]
    return re.compile(
        "[•·\\s]*(?:"
        + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True) if len(w) > 1)
        + ")"
    )


def is_header_line(text: str) -> bool:
    """Whether a line before the plan is the page's own: its path, dates, publisher, letter sizes.

    >>> is_header_line("发布日期：2024—02—26"), is_header_line("云溪县安全生产委员会文件")
    (True, False)
    """
    return bool(_HEADER.match(text)) or (len(text) <= 80 and bool(_head_noise().match(text)))


def is_closing_line(text: str) -> bool:
    """Whether an unnumbered line closes a document: date or copy line.

    >>> is_closing_line("2024年4月8日印发"), is_closing_line("抄送：市安委办。")
    (True, True)
    """
    return bool(_DATE_LINE.fullmatch(text) or _CLOSING.fullmatch(text))


def is_signature(text: str) -> bool:
    """Whether a line is an organ's name alone, as in a signature.

    >>> is_signature("云溪县安全生产委员会"), is_signature("县应急局要加强检查")
    (True, False)
    """
    return bool(_SIGNATURE.fullmatch(text))
