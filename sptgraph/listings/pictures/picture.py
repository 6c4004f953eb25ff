"""A picture as lists carry it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A vector drawing; ``svg`` is a whole document in SVG 1.1 that needs nothing from outside.

    ``name`` is a short name for programs and files (gantt), ``title`` stands over it, ``description`` says in
    words what it shows, for those who cannot see it.
    """

    name: str
    title: str
    svg: str
    description: str
