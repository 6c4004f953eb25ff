"""Characters that look right and are not: spaces in disguise, invisible marks, Kangxi radicals.

Files printed or pasted from a PDF hold radicals (U+2F00 and on) where a character was meant: ⽅ for 方.
They look the same on paper and match nothing in a search. Only those ranges are touched: full-width
digits, brackets and the like stay as they are printed.
"""

import re
import unicodedata
from functools import cache

_FOLDED = "\u2e80-\u2fdf\uf900-\ufaff"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_ODD = re.compile(f"[{_FOLDED}{_SPACES}{_INVISIBLE}{_CONTROL}\ufffe\uffff]")

# Radicals that the Unicode standard leaves without a compatibility mapping.
_RADICALS = dict(
    zip(
        "⺁⺅⺆⺇⺉⺋⺌⺍⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "厂亻冂几刂㔾小小尢尣巳幺彑忄㣺扌攵旡月歺母民氵氺灬爫爫丬犭王疋罒示礻竹糸纟网罒罓网网羊羊羊耂肀聿月臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食飠食饣首马骨鬼鱼鸟卤麦黄黾齐齐齿齿竜龙龟亀",
        strict=True,
    )
)


@cache
def _plain(character: str) -> str:
    if character in _RADICALS:
        return _RADICALS[character]
    if re.match(f"[{_SPACES}]", character):
        return " "
    if re.match(f"[{_FOLDED}]", character):
        return unicodedata.normalize("NFKC", character)
    return ""


def clean(text: str) -> str:
    r"""Return ``text`` with look-alikes and odd spaces made plain, invisible marks dropped, ends stripped.

    >>> clean("　　县应急\u200b管理局\xa0⽅⻋")
    '县应急管理局 方车'
    """
    return _ODD.sub(lambda match: _plain(match.group()), text).strip()
