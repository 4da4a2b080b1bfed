"""What a new report starts from in the season: last year's, of the same office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from govreport_desktop.report.years import year_in_hand
from ui.settings import Settings


def today() -> date:
    """The day it is; asked here alone, so that it can be another one."""
    return date.today()


def last_years_folder(settings: Settings, office: str, year: int | None) -> Path | None:
    """Where the recent report of the year before, of that office, lies; None without one."""
    wanted = [f for f in settings.recent() if f.office == office and not f.is_task and not f.gone]
    if year is None:
        return None
    return next((file.path.parent for file in wanted if file.year == year - 1), None)


def last_years_report(settings: Settings) -> Path | None:
    """The recent report of the year before the one to begin; None out of the season.

    That of the office that is remembered, else of the one worked on last. Where the report in
    hand is begun already the next one follows it.
    """
    year = year_in_hand(today())
    recent = [file for file in settings.recent() if not file.is_task]
    office = settings.text("office/office") or next((f.office for f in recent if f.office), "")
    if year is None or not office:
        return None
    wanted = settings.first_year_without(office, year) - 1
    own = [file for file in recent if file.office == office and not file.gone]
    return next((file.path for file in own if file.year == wanted), None)
