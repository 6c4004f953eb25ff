"""What a workbook says of itself beside its cells: the plans that it was made from."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final
from zipfile import is_zipfile

_PART: Final = "docProps/custom.xml"
_PLAN: Final = "sptgraph-plan-"


def plans_named(path: Path, max_bytes: int) -> Sequence[str]:
    """Return the IRIs of the plans in a workbook's own properties; none where it has no such properties.

    Raises `ReadError` where the file is no sound zip.
    """
    from sptgraph.reading.archive import Archive
    from sptgraph.reading.assembly import Origin
    from sptgraph.reading.docx.package import parse
    from sptgraph.reading.limits import Limits
    from sptgraph.reading.loading import load

    if not is_zipfile(path):
        return ()
    limits = Limits(max_bytes)
    data, name = load(path, None, limits)
    origin = Origin(data, name, limits)
    with Archive(origin) as archive:
        if _PART not in archive.names:
            return ()
        root = parse(archive.read(_PART), origin)
    properties = (each for each in root.iterfind("{*}property") if each.get("name", "").startswith(_PLAN))
    return tuple("".join(map(str, each.itertext())).strip() for each in properties)
