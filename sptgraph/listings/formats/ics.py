"""Lists as calendars (iCalendar, RFC 5545): an all-day entry for each date, a repeated one for each duty.

A date stands on its last day; a duty with a frequency, on the last day of each of its periods, from the one
in which the plan was issued until the plan ends. Those who answer for it stand in the summary and as
categories; nobody is invited, and no address is made up.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from sptgraph.errors import ListingError
from sptgraph.language import Language
from sptgraph.listings.timing.occasions import Occasion, can_hold, occasions
from sptgraph.model import Recurrence
from sptgraph.output import clean
from sptgraph.version import VERSION

if TYPE_CHECKING:
    from icalendar import Component

    from sptgraph.listings.listing import Listing

OPTIONS: Final = frozenset({"todo"})
"""``todo=True`` writes dates as to-dos (VTODO) with that day due, and how far they have come where it was
reported; duties that repeat stay entries, since few programs repeat to-dos."""

_STATUS: Final[Mapping[str, str]] = {
    "not-started": "NEEDS-ACTION",
    "behind": "IN-PROCESS",
    "in-progress": "IN-PROCESS",
    "done": "COMPLETED",
}
_LINE_ENDS: Final = re.compile("[\u2028\u2029]")


def holds(listing: "Listing") -> bool:
    """Say whether a list has anything that a calendar can hold."""
    return bool(occasions(listing))


def write(listing: "Listing", *, todo: bool = False) -> bytes:
    """Return the calendar in UTF-8, lines ended and folded as the standard says.

    Raises ListingError where the list is of a kind that holds no dates, or none fits its selection.
    """
    if not can_hold(listing):
        raise ListingError(
            f"“{listing.title}”里没有时限和频次，写不成日历（ics）；"
            "请用 tasks、departments、deadlines、year 等清单",
            f"“{listing.title}” holds no dates or frequencies to write as a calendar (ics); take tasks, "
            "departments, deadlines or year",
        )
    found = occasions(listing)
    if not found:
        raise ListingError(
            f"“{listing.title}”在所选范围里没有任何时限和频次，日历（ics）会是空的",
            f"“{listing.title}” has no date or frequency in this selection; "
            "its calendar (ics) would be empty",
        )
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//sptgraph//sptgraph {VERSION}//{listing.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", _clean(listing.title))
    calendar.add("x-wr-calname", _clean(listing.title))
    for occasion in found:
        calendar.add_component(_component(occasion, listing.language, todo=todo))
    return bytes(calendar.to_ical())


def _component(occasion: Occasion, language: Language, *, todo: bool) -> "Component":
    from icalendar import Event, Todo

    as_todo = todo and not isinstance(occasion.fact, Recurrence)
    component: Component = Todo() if as_todo else Event()
    component.add("uid", occasion.identifier)
    component.add("dtstamp", occasion.stamp().replace(tzinfo=UTC))
    component.add("summary", _clean(occasion.summary(language)).replace("\n", " "))
    component.add("description", _clean(occasion.description(language)))
    if names := [_clean(name) for name in occasion.bearers]:
        component.add("categories", names)
    if as_todo:
        if occasion.start and occasion.start < occasion.day:
            component.add("dtstart", occasion.start)
        component.add("due", occasion.day)
        report = occasion.status()
        component.add("status", _STATUS[report.status] if report else "NEEDS-ACTION")
        if report and report.status == "done":
            component.add("completed", datetime.combine(report.reported, time(), UTC))
        return component
    component.add("dtstart", occasion.day)
    if occasion.day < date.max:
        component.add("dtend", occasion.day + timedelta(days=1))
    component.add("transp", "TRANSPARENT")
    if occasion.period:
        rule = occasion.period.rule()
        component.add("rrule", {**rule, "UNTIL": occasion.until} if occasion.until else rule)
    return component


def _clean(text: str) -> str:
    return clean(_LINE_ENDS.sub(" ", text))
