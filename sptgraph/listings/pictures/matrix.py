"""The matrix of bodies and actions (任务分工矩阵): who leads, answers for or supports what."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.bodies import Body, Identity
from sptgraph.listings.material import Material
from sptgraph.listings.pictures.drawing import (
    BAND,
    GRID,
    HEIGHT,
    LINE,
    MARGIN,
    QUIET,
    TOP,
    WIDTH,
    Area,
    Sheet,
)
from sptgraph.listings.pictures.gathering import Bodies, Chosen, chosen
from sptgraph.listings.pictures.picture import Picture
from sptgraph.listings.pictures.rolemarks import ROLES, legend, mark
from sptgraph.listings.pictures.text import wrap

_NAMES: Final = 172.0
_MOST_COLUMNS: Final = 14
_WIDEST: Final = 54.0
_HEAD: Final = 128.0
_SIZE: Final = 10.0
_TITLE: Final = Bilingual("任务分工矩阵图", " matrix of bodies and actions")
_PART: Final = Bilingual("（{}／{}）", " ({} of {})")
_OUTSIDE: Final = Bilingual("行动之外", "outside actions")
_SAYS: Final = Bilingual(
    "行是{bodies}个单位，列是{actions}个行动或章节；牵头{lead}处，责任{responsible}处，配合{support}处。",
    "{bodies} bodies by {actions} actions or sections: {lead} cells with a lead, {responsible} with a duty, "
    "{support} with support.",
)


_Roles = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Matrix:
    """How many lines each body bears in each role, by action; bodies with most to lead first."""

    bodies: tuple[Body, ...]
    actions: tuple[str, ...]
    cells: Mapping[tuple[Identity, str, str], int]

    def roles(self, body: Body, action: str) -> _Roles:
        """Return the roles of a body under an action, and for how many lines each."""
        counts = ((role, self.cells.get((body.identity, action, role), 0)) for role in ROLES)
        return tuple((role, count) for role, count in counts if count)


def matrix(material: Material) -> Iterator[Picture]:
    """Paint plan by plan who bears what, as many pictures as they need to be read."""
    for each in chosen(material):
        found = _matrix(material, each)
        if not found.cells:
            continue
        rows = list(_pages(found.bodies))
        columns = [found.actions[at : at + size] for at, size in _even(len(found.actions), _MOST_COLUMNS)]
        pages = list(product(rows, columns))
        counts = Counter(role for _, _, role in found.cells)
        said = _SAYS.text(material.language).format(
            bodies=len(found.bodies),
            actions=len(found.actions),
            **{role: counts[role] for role in ROLES},
        )
        for number, (bodies, actions) in enumerate(pages, 1):
            part = _PART.text(material.language).format(number, len(pages)) if len(pages) > 1 else ""
            name = f"matrix{each.name}" + (f"-{number}" if part else "")
            title = each.title(_TITLE.text(material.language)) + part
            sheet = Sheet(name)
            height = _paint(sheet, _Matrix(bodies, actions, found.cells), material.language)
            yield sheet.picture(height, title, said)


def _matrix(material: Material, each: Chosen) -> _Matrix:
    bodies = Bodies(material, each.plan, each.lines)
    cells: Counter[tuple[Identity, str, str]] = Counter()
    actions: dict[str, None] = {}
    for line in each.lines:
        action = line.action or _OUTSIDE.text(material.language)
        borne = {(bodies.who(bearer), action, bearer.role) for bearer in line.provision.body.assignments}
        borne = {cell for cell in borne if cell[0] in bodies.by_identity}
        actions |= dict.fromkeys(action for _, action, _ in borne)
        cells.update(borne)
    order = {identity: at for at, identity in enumerate(bodies.by_identity)}
    weight: Counter[tuple[Identity, str]] = Counter()
    for (identity, _, role), count in cells.items():
        weight[identity, role] += count
    ranked = sorted(
        bodies.by_identity.values(),
        key=lambda body: (*(-weight[body.identity, role] for role in ROLES), order[body.identity]),
    )
    return _Matrix(tuple(ranked), tuple(actions), cells)


def _even(count: int, most: int) -> Iterator[tuple[int, int]]:
    """Return where parts of ``count`` things begin and how long they are, all about alike."""
    parts = -(-count // most)
    for number in range(parts):
        start = count * number // parts
        yield start, count * (number + 1) // parts - start


def _pages(bodies: Sequence[Body]) -> Iterator[tuple[Body, ...]]:
    """Part the rows into pages."""
    page: list[Body] = []
    for body in bodies:
        if page and sum(map(_height, (*page, body))) > HEIGHT - _HEAD - 60:
            yield tuple(page)
            page = []
        page.append(body)
    yield tuple(page)


def _height(body: Body) -> float:
    return max(21.0, len(wrap(body.name, _SIZE, _NAMES - 10, 5)) * _SIZE * LINE + 6)


def _paint(sheet: Sheet, found: _Matrix, language: Language) -> float:
    top = TOP
    left = MARGIN + _NAMES
    wide = min(_WIDEST, (WIDTH - MARGIN - left) / len(found.actions))
    right = left + wide * len(found.actions)
    _headings(sheet, found.actions, left, top, wide)
    y = top + _HEAD
    for number, body in enumerate(found.bodies):
        lines = wrap(body.name, _SIZE, _NAMES - 10, 5)
        height = _height(body)
        if number % 2 == 0:
            sheet.rect(MARGIN, y, right - MARGIN, height, fill=BAND)
        with sheet.group(body=body.name):
            sheet.lines(MARGIN + 5, y + (height - len(lines) * _SIZE * LINE) / 2, lines, _SIZE)
            for column, action in enumerate(found.actions):
                roles = found.roles(body, action)
                if roles:
                    _cell(sheet, body, action, roles, Area(left + column * wide, y, wide, height))
        y += height
    for column in range(len(found.actions) + 1):
        sheet.line(left + column * wide, top, left + column * wide, y, stroke=GRID)
    for edge in (top, top + _HEAD, y):
        sheet.line(MARGIN, edge, right, edge, stroke=GRID)
    sheet.line(MARGIN, top, MARGIN, y, stroke=GRID)
    return sheet.legend(y + 10, legend(language)) + 4


def _headings(sheet: Sheet, actions: Sequence[str], left: float, top: float, wide: float) -> None:
    """Write the actions upwards over their columns, in as many lines as a column is wide."""
    for column, action in enumerate(actions):
        lines = wrap(action, _SIZE, _HEAD - 10, max(1, int(wide / (_SIZE * 1.2))))
        first = left + (column + 0.5) * wide - (len(lines) - 1) * _SIZE * 0.6
        with sheet.group(action, action=action):
            for number, line in enumerate(lines):
                sheet.text(first + number * _SIZE * 1.2, top + _HEAD - 5, line, _SIZE, turned=True)


def _cell(sheet: Sheet, body: Body, action: str, roles: _Roles, area: Area) -> None:
    step = min(16.0, area.width / len(roles))
    x = area.x + area.width / 2 - (len(roles) - 1) * step / 2
    y = area.y + area.height / 2
    for number, (role, count) in enumerate(roles):
        with sheet.group(role=role, body=body.name, action=action, count=count):
            mark(sheet, role, x + number * step, y)
            if count > 1 and step > 11:
                sheet.text(x + number * step + 5, y - 5, str(count), 7, fill=QUIET)
