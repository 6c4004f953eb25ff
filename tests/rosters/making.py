"""Rosters written to files."""

import csv
from collections.abc import Sequence
from pathlib import Path

Lines = Sequence[Sequence[str]]


def as_csv(path: Path, lines: Lines, encoding: str = "utf-8") -> Path:
    """Write lines as a csv."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(lines)
    return path


def as_workbook(path: Path, *sheets: Lines) -> Path:
    """Write each list of lines as a sheet of a workbook."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for lines in sheets:
        sheet = book.create_sheet()
        for line in lines:
            sheet.append(list(line))
    book.save(path)
    return path
