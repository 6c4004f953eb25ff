"""The fonts that pictures ask for."""

from typing import Final

FAMILIES: Final = (
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Hiragino Sans GB",
    "Heiti SC",
    "SimHei",
    "SimSun",
)
"""Families with Chinese characters, the best to read on a screen first; one of them is on most machines."""

HOSTS: Final = (
    "Noto Serif CJK SC",
    "Droid Sans Fallback",
    "AR PL UMing CN",
    "AR PL UKai CN",
    "Arial Unicode MS",
    "STHeiti",
    "Arial",
    "Helvetica",
    "DejaVu Sans",
    "Liberation Sans",
    "Noto Sans",
    "Ubuntu",
    "FreeSans",
)
"""Families in whose place the machine's other fonts help out where a character is missing."""

FONT_FAMILY: Final = ", ".join(f"'{family}'" for family in FAMILIES) + ", sans-serif"
"""The value of ``font-family`` in every picture."""
