"""The pictures that go into files: one into a file, several into a folder."""

from typing import TYPE_CHECKING

from sptgraph.errors import ListingError
from sptgraph.listings.definition import definition
from sptgraph.listings.pictures.picture import Picture
from sptgraph.listings.pictures.shown import PICTURES

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing


def only_picture(listing: "Listing", ending: str) -> Picture:
    """Return the picture of a list that has one; raises ListingError where it has none or several."""
    found = all_pictures(listing, ending)
    if len(found) > 1:
        raise ListingError(
            f"这份清单有 {len(found)} 张图，一个 {ending} 文件放不下：请给文件夹名，一张图一个文件",
            f"this list has {len(found)} pictures, too many for one {ending} file: name a folder, "
            "it gets a file for each",
        )
    return found[0]


def all_pictures(listing: "Listing", ending: str) -> tuple[Picture, ...]:
    """Return the pictures of a list, each once; raises ListingError where it has none."""
    found = {picture.svg: picture for picture in listing.pictures}
    if found:
        return tuple(found.values())
    kinds = {part.kind for part in listing.parts or (listing,)}
    if kinds.isdisjoint(PICTURES):
        name = definition(listing.kind).title
        raise ListingError(
            f"{name.zh}没有图，存不成 {ending}；有图的清单：{'、'.join(PICTURES)}",
            f"the {name.en} has no pictures to save as {ending}; lists that have some: {', '.join(PICTURES)}",
        )
    raise ListingError(
        f"按所选范围没有可画的图，存不成 {ending}：请放宽范围，责任链图请用 --sector 指定行业领域",
        f"nothing in the selection can be drawn as {ending}: select more, and for a chain of responsibility "
        "name a sector with --sector",
    )
