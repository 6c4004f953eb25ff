"""What a document says about itself: title, issuer, number, dates, place, level, period, superior plans."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from sptgraph.extraction.dates import Calendar
from sptgraph.extraction.folding import Folded
from sptgraph.extraction.frontmatter import title_of
from sptgraph.extraction.furniture import is_header_line
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.extraction.numerals import chinese_number
from sptgraph.extraction.paragraphs import Paragraph
from sptgraph.extraction.places import printed, spelled
from sptgraph.model import Document, DocumentData, Level, Span

_NUMBER = re.compile(r"[一-鿿]{1,14}〔20\d\d〕\d{1,4}号|[一-鿿]{2,14}（20\d\d）\d{1,4}号")
_FULL_DATE = re.compile(
    r"(20\d\d|二[〇零一二三四五六七八九]{3})[年—./](\d{1,2}|[一二三四五六七八九十]{1,3})[月—./](\d{1,2}|[一二三四五六七八九十]{1,3})日?"
)
_PERIOD = re.compile(r"(20\d\d)年?(?:—+|至|到)(20\d\d)年?")
_PLACE = re.compile(r"(?:[一-鿿]{2,8}?(?:自治区|自治州|自治县|省|市|州|盟|地区|县|区|旗|镇|乡|街道))")
_NO_PLACE = re.compile(
    r"(?:社区|小区|园区|校区|景区|城区|矿区|库区|功能区|示范区|(?:示范|发展|大|中小|老)城市|县区|区县|市县|城镇|村镇|超市|集市|乡镇|城乡|辖区|全[省市县区]|我[省市县区]|各[省市县区])$"
)
_MUNICIPALITIES = ("北京市", "上海市", "天津市", "重庆市")
_NATIONAL = re.compile(
    r"国务院|中华人民共和国|国家[一-鿿]{2,12}(?:局|委|办|委员会)|全国|(?:应急管理|公安|教育|工业和信息化|交通运输|住房和?城乡建设|生态环境|自然资源|水利|农业农村|商务|文化和旅游|财政|民政|司法|人力资源和?社会保障|科学技术|科技)部|总局"
)
_ISSUED_BY = re.compile(r"(?P<issuer>[一-鿿、（）]{4,60}?)(?:关于)?印发(?:《|[一-鿿])")
_HEAD_FILE = re.compile(r"(?P<issuer>[一-鿿（）]{4,40})文件$")
_PAGE_SOURCE = re.compile(r"(?:来源|发布机构|发文机关|发布单位|制定机关)：(?P<issuer>[一-鿿（）]{3,30})")
_FORMULATED = re.compile(
    r"[，。](?P<issuer>[一-鿿]{2,16}?(?:部|委|局|厅|办|会|总局))(?:结合[一-鿿]{2,10}，?)?(?:研究)?制定(?:了)?本(?:方案|意见|计划)"
)
_CITED = re.compile(r"《(?P<title>[^《》\n]*(?:《[^《》\n]*》|〈[^〈〉\n]*〉)?[^《》\n]*)》")
_CITING = re.compile(r"(?:根据|依照|参照|遵循|按照|依据|落实|贯彻|执行|要求|对照|遵照|精神)")


def read_metadata(
    document: Document,
    front: Sequence[Paragraph],
    opening: Folded,
    closing: Sequence[Paragraph],
    title: Folded | None = None,
) -> DocumentData:
    """Read the document's data from its front, its preamble and its closing lines.

    ``title`` is the title where it is known; otherwise it is looked for in the front.
    """
    title, preamble = title or title_of(front), opening.text
    heads = [p for p in front if not p.cell]
    title_text = title.text if title else ""
    issuer = _issuer(document, heads, preamble, closing)
    jurisdiction = _jurisdiction(title_text, issuer, preamble)
    return DocumentData(
        title=_as_printed(document, title),
        issuer=issuer,
        number=_number(document, heads),
        issued=_issued(document, heads, closing),
        jurisdiction=jurisdiction,
        level=_level(jurisdiction, document.text),
        period=_period(title_text, heads, preamble),
        superior_plans=_superior(document, opening, title_text),
    )


def calendar_of(data: DocumentData) -> Calendar:
    """Return what the plan's date expressions are read against."""
    return Calendar(data.period, data.issued)


def _as_printed(document: Document, text: Folded | None) -> str | None:
    return printed(document, Span(*text.address(0, len(text.text)))) if text and text.text else None


def _number(document: Document, heads: Sequence[Paragraph]) -> str | None:
    for paragraph in heads:
        found = _NUMBER.search(paragraph.text.text)
        if found and not re.search(r"《|根据|按照", paragraph.text.text[: found.start()]):
            return _as_printed(document, paragraph.text.part(found.start(), found.end()))
    return None


def read_date(text: str) -> date | None:
    """Read the first full date of a folded text.

    >>> read_date("二〇二四年三月十八日")
    datetime.date(2024, 3, 18)
    """
    for found in _FULL_DATE.finditer(text):
        year, month, day = (chinese_number(part) for part in found.groups())
        try:
            return date(year or 0, month or 0, day or 0)
        except ValueError:
            continue
    return None


def _issued(document: Document, heads: Sequence[Paragraph], closing: Sequence[Paragraph]) -> date | None:
    """The date of issue, else the signature's, else the page's."""
    signed = [
        p.text.text
        for p in heads
        if len(p.text.text) <= 45 and _dated(p.text.text) and not is_header_line(p.text.text)
    ]
    closed = [p.text.text for p in closing if len(p.text.text) <= 45 and _dated(p.text.text)]
    paged = [p.text.text for p in heads if len(p.text.text) <= 90]
    hinted = [value for key, value in document.hints if key == "issued"]
    for line in [*signed, *closed, *paged, *hinted]:
        if found := read_date(line.replace("-", "—")):
            return found
    return None


def _dated(line: str) -> bool:
    return (
        bool(re.search(r"(?:20\d\d|二[〇零一二三四五六七八九]{3})年[^年]{1,3}月[^月]{1,3}日(?:印发)?$", line))
        and "：" not in line
    )


def _issuer(
    document: Document, heads: Sequence[Paragraph], preamble: str, closing: Sequence[Paragraph]
) -> str | None:
    """The first candidate that carries its place; a short form (县安委会) only for want of a fuller one."""
    candidates = list(_issuers(document, heads, preamble, closing))
    full = [name for name in candidates if not re.search(r"等[一二三四五六七八九十\d]+部门$", name)]
    placed = [name for name in full if _place(name) or _NATIONAL.match(name)]
    return next(iter([*placed, *full, *candidates]), None)


def _issuers(
    document: Document, heads: Sequence[Paragraph], preamble: str, closing: Sequence[Paragraph]
) -> Iterator[str]:
    lines = [p.text.text for p in heads]
    for i, line in enumerate(lines):
        whole = line + (lines[i + 1] if i + 1 < len(lines) and len(line) < 40 else "")
        if (found := _ISSUED_BY.match(whole)) and _is_organ(re.sub("关于$", "", found["issuer"])):
            yield re.sub("关于$", "", found["issuer"])
    for line in lines:
        if (found := _HEAD_FILE.match(line)) and _is_organ(found["issuer"]):
            yield found["issuer"]
    for group in (heads, closing):
        if signed := _signatures(group):
            yield "、".join(signed)
    for line in lines:
        if found := re.match(r"(?P<issuer>国务院|[一-鿿]{2,20}?人民政府)(?:办公厅|办公室)?关于", line):
            yield found.group().removesuffix("关于")
    for line in lines:
        found = _PAGE_SOURCE.search(line)
        if found and not re.search(r"门户|网站|网$", found["issuer"]):
            yield found["issuer"]
    if found := _FORMULATED.search(preamble):
        yield found["issuer"]
    yield from (value for key, value in document.hints if key == "publisher")


def _is_organ(name: str) -> bool:
    return name.endswith(load_lexicon().words["organ-suffix"]) or bool(
        re.search(r"(?:局|厅|部|委|办|会|室|院|府)(?:等[一二三四五六七八九十\d]+部门)?$", name)
    )


def _signatures(lines: Sequence[Paragraph]) -> list[str]:
    """Return the organs that sign above a date."""
    texts = [p.text.text for p in lines]
    for i, line in enumerate(texts):
        if not _dated(line):
            continue
        signed: list[str] = []
        for above in reversed(texts[max(0, i - 12) : i]):
            name = re.sub(r"（(?:代章|印章|盖章|章)）$", "", above)
            if not re.fullmatch(r"[一-鿿（）、]{3,34}", name) or not _is_organ(name):
                break
            signed.insert(0, name)
        if signed:
            return signed
    return []


def _place(text: str) -> str | None:
    """Return the place a name begins with: 云溪县, 临江市南山区."""
    end = 0
    while found := _PLACE.match(text, end):
        part = found.group()
        if (
            _NO_PLACE.search(part)
            or (end and len(part) > 6)
            or re.search(r"安全|生产|方案|行动|工作|治理|推进|系统|监管", part)
        ):
            break
        end = found.end()
    return text[:end] or None


def _jurisdiction(title: str, issuer: str | None, preamble: str) -> str | None:
    for text in (title, issuer or ""):
        plain = re.sub(r"^(?:中共|关于|《)", "", text)
        if place := _place(plain):
            return place
        if _NATIONAL.match(plain):
            return "全国"
    if _NATIONAL.search(issuer or "") or _NATIONAL.search(preamble[-80:]):
        return "全国"
    return None


def _level(jurisdiction: str | None, text: str) -> Level | None:
    if jurisdiction is None:
        return None
    if jurisdiction == "全国":
        return "national"
    if jurisdiction in _MUNICIPALITIES or jurisdiction.endswith(("省", "自治区")):
        return "province"
    if jurisdiction.endswith(("镇", "乡", "街道")):
        return "town"
    if jurisdiction.endswith(("县", "区", "旗")) and not jurisdiction.endswith("地区"):
        return "county"
    if jurisdiction.endswith("市") and (re.search("[省州].*市$", jurisdiction) and "市" in jurisdiction[:-1]):
        return "county"
    below = len(re.findall(r"各(?:县|市、县|区|县区|区县)|县（[市区]|（市、区）", text))
    towns = len(re.findall(r"各(?:乡|镇|街道)", text))
    return "county" if towns > 2 * below else "city"


def _period(title: str, heads: Sequence[Paragraph], preamble: str) -> tuple[int, int] | None:
    for text in (title, *(p.text.text for p in heads), preamble):
        if (found := _PERIOD.search(text)) and int(found[1]) <= int(found[2]) <= int(found[1]) + 15:
            return int(found[1]), int(found[2])
    return None


def _superior(document: Document, preamble: Folded, title: str) -> tuple[str, ...]:
    """Return the titles, as printed, that the preamble says this plan carries out."""
    cited: dict[str, None] = {}
    for found in _CITED.finditer(preamble.text):
        name = found["title"]
        if name not in title and title not in name and _CITING.search(preamble.text, 0, found.start()):
            cited[spelled(document, preamble, *found.span("title"))] = None
    return tuple(cited)
