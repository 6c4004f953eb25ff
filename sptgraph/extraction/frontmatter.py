"""The front of a document: cover notice, title lines, preamble."""

import re
from collections.abc import Sequence

from sptgraph.extraction.folding import Folded, join
from sptgraph.extraction.furniture import is_closing_line, is_header_line, is_noise_line, is_signature
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.extraction.paragraphs import Paragraph

_WRAPPED = re.compile(r"印发.*通知|^关于.*的通知$")
_BRACKET_ONLY = re.compile(r"(?:[（〔][^（）〔〕]{2,40}[）〕])+")
_END_OF_LINE = re.compile(r"(?:通知|文件|号|：|。|日|印发)$")


def preamble_of(front: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Split what stands before the first section into the heads (notice, title) and the preamble."""
    _, last = title_lines(front)
    if last == 0:
        return list(front), []
    heads = list(front[:last])
    prose: list[Paragraph] = []
    for paragraph in front[last:]:
        (prose if "。" in paragraph.text.text and not paragraph.cell else heads).append(paragraph)
    return heads, prose


def title_lines(front: Sequence[Paragraph]) -> tuple[int, int]:
    """Return the half-open range of the paragraphs that hold the plan's title; (0, 0) if none does."""
    candidates = [i for i, p in enumerate(front) if _is_title_end(front, i)]
    own = [i for i in candidates if not _WRAPPED.search(_joined(front, _start(front, i), i + 1).text)]
    if not candidates:
        return 0, 0
    last = (own or candidates)[-1]
    first = _start(front, last)
    end = last + 1
    while end < len(front) and _BRACKET_ONLY.fullmatch(front[end].text.text):
        end += 1
    return first, end


def title_of(front: Sequence[Paragraph]) -> Folded | None:
    """Return the plan's title, without the wrapper 关于印发…的通知."""
    first, last = title_lines(front)
    if last == 0:
        return None
    whole = _joined(front, first, last)
    wrapped = re.search(r"印发《?(?P<title>.+?)》?的?通知", whole.text)
    if wrapped:
        return whole.part(wrapped.start("title"), wrapped.end("title"))
    annexed = re.match(r"附件\d?[：:]?", whole.text)
    return whole.part(annexed.end() if annexed else 0, len(whole.text))


def _joined(front: Sequence[Paragraph], first: int, last: int) -> Folded:
    return join([p.text for p in front[first:last]])


def _is_title_end(front: Sequence[Paragraph], index: int) -> bool:
    text = front[index].text.text
    if front[index].cell or len(text) > 90 or "。" in text or is_noise_line(text) or is_header_line(text):
        return False
    words = load_lexicon().words["plan-title-word"]
    plain = re.sub(r"[（〔][^（）〔〕]*[）〕]$", "", text.rstrip("》"))
    return plain.endswith(tuple(words)) and not re.match(r"附件\d?[：:].", text)


def _start(front: Sequence[Paragraph], last: int) -> int:
    """Walk up from a title's last line over the lines it was broken from."""
    first = last
    while first > 0 and last - first < 4:
        text = front[first].text.text
        above = front[first - 1].text.text
        if front[first - 1].cell or _complete(text) or _END_OF_LINE.search(above) or len(above) > 60:
            break
        if is_noise_line(above) or is_header_line(above) or is_closing_line(above) or is_signature(above):
            break
        if (
            _is_title_end(front, first - 1)
            and not text.startswith(("（", "〔", "的通知"))
            and not _kind_alone(text)
        ):
            break
        first -= 1
    return first


def _kind_alone(text: str) -> bool:
    """Whether a line says only what kind of paper this is: 实施方案（2024—2026年）."""
    plain = re.sub(r"[（〔][^（）〔〕]*[）〕]", "", text)
    return plain in load_lexicon().words["plan-title-word"]


def _complete(text: str) -> bool:
    """Whether a line can be a whole title: it names a place or an organ and a subject."""
    return (
        bool(re.match(r"[一-鿿]{2,12}?(?:省|市|县|区|旗|州|镇|乡|委员会|国务院|关于)", text))
        and len(text) >= 14
    )
