"""Pictures read as programs read them: their keys, and where their text and shapes stand."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from sptgraph.extraction.pipeline import extract
from sptgraph.facade import PlanStore
from sptgraph.language import Language
from sptgraph.listings.material import Material
from sptgraph.listings.pictures import Picture, pictures
from sptgraph.listings.pictures.text import measure
from sptgraph.listings.selection import Selection
from sptgraph.model import Plan
from sptgraph.reading import read
from sptgraph.rules import derive
from sptgraph.store import Store
from tests.sample import sample_plan

SVG = "{http://www.w3.org/2000/svg}"
PLANS = Path(__file__).parents[1] / "plans"


@cache
def plan_of(name: str) -> Plan:
    return sample_plan() if name == "sample" else extract(read(PLANS / f"{name}.txt"))


@cache
def store_of(name: str) -> Store:
    store = Store()
    derive(store, store.insert(plan_of(name)).iri)
    return store


@cache
def shipped() -> tuple[Store, tuple[Plan, ...]]:
    """Return the five shipped plans and the store that holds them."""
    store = PlanStore.examples()._store
    return store, tuple(store.plan(record.iri) for record in store.plans())


def material(name: str, language: Language = "zh", **narrowed: object) -> Material:
    selection = Selection(**narrowed)  # type: ignore[arg-type]
    return Material([plan_of(name)], store_of(name), selection=selection, language=language)


@cache
def drawn(kind: str, name: str, language: Language = "zh", sector: str | None = None) -> tuple[Picture, ...]:
    return pictures(kind, material(name, language, sector=sector))


def root_of(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def keyed(found: tuple[Picture, ...], key: str) -> Iterator[dict[str, str]]:
    """Yield the keys of the groups that carry ``key``, without the prefix that SVG asks for."""
    for picture in found:
        for group in root_of(picture.svg).iter(f"{SVG}g"):
            if f"data-{key}" in group.attrib:
                yield {str(name).removeprefix("data-"): str(said) for name, said in group.attrib.items()}


class Box(NamedTuple):
    """How far something reaches, in the coordinates of the picture."""

    left: float
    top: float
    right: float
    bottom: float


def texts(svg: str) -> Iterator[tuple[str, Box]]:
    """Yield each line of text and how far it reaches at most."""
    for text in root_of(svg).iter(f"{SVG}text"):
        size, said = float(text.get("font-size", "0")), text.text or ""
        wide = measure(said, size)
        x, y = float(text.get("x", "0")), float(text.get("y", "0"))
        x -= {"middle": wide / 2, "end": wide}.get(text.get("text-anchor", ""), 0)
        turned = text.get("transform")
        if turned:
            across, down = map(float, turned[len("translate(") : turned.index(")")].split())
            yield said, Box(across + y - size * 0.9, down - x - wide, across + y + size * 0.2, down - x)
        else:
            yield said, Box(x, y - size * 0.9, x + wide, y + size * 0.2)


def shapes(svg: str) -> Iterator[Box]:
    """Yield how far each rectangle, line, disc and shape reaches."""
    for each in root_of(svg).iter(f"{SVG}rect", f"{SVG}line", f"{SVG}circle", f"{SVG}polygon"):
        at = {name: float(each.get(name, "0")) for name in ("x", "y", "width", "height", "cx", "cy", "r")}
        if each.tag == f"{SVG}rect":
            yield Box(at["x"], at["y"], at["x"] + at["width"], at["y"] + at["height"])
        elif each.tag == f"{SVG}circle":
            yield Box(at["cx"] - at["r"], at["cy"] - at["r"], at["cx"] + at["r"], at["cy"] + at["r"])
        else:
            points = (each.get("points") or "{x1},{y1} {x2},{y2}".format(**each.attrib)).split()
            xs, ys = zip(*(map(float, point.split(",")) for point in points), strict=True)
            yield Box(min(xs), min(ys), max(xs), max(ys))


def view(svg: str) -> Box:
    left, top, width, height = map(float, root_of(svg).get("viewBox", "").split())
    return Box(left, top, left + width, top + height)
