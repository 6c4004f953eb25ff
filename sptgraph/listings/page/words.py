"""What the page itself says, beside what the list says."""

from collections.abc import Mapping
from typing import Final

from sptgraph.language import Bilingual

WORDS: Final[Mapping[str, Bilingual]] = {
    "controls": Bilingual("搜索与筛选", "Search and filter"),
    "search": Bilingual("搜索", "Search"),
    "hint": Bilingual("词语，空格隔开", "words, parted by spaces"),
    "all": Bilingual("全部", "all"),
    "reset": Bilingual("清除", "Clear"),
    "open": Bilingual("全部展开", "Open all"),
    "close": Bilingual("全部收起", "Close all"),
    "print": Bilingual("打印", "Print"),
    "more": Bilingual("详情", "More"),
    "contents": Bilingual("目录", "Contents"),
    "pictures": Bilingual("图", "Pictures"),
    "count": Bilingual("共 {all} 条", "{all} lines"),
    "some": Bilingual("{some} / {all} 条", "{some} of {all} lines"),
    "nothing": Bilingual("没有符合条件的内容。", "Nothing fits."),
    "narrowed": Bilingual("筛选：", "Only: "),
    "sort": Bilingual("排序", "sort"),
}
