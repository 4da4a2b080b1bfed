"""Which year's report is in hand on which day."""

from __future__ import annotations

from datetime import date

import pytest

from govreport_desktop.report.years import year_in_hand


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2024, 11, 1), 2024),
        (date(2024, 12, 31), 2024),
        (date(2025, 1, 8), 2024),
        (date(2025, 3, 31), 2024),
        (date(2025, 4, 1), None),
        (date(2025, 10, 31), None),
    ],
)
def test_the_season_runs_from_november_to_the_last_day_of_handing_in(
    today: date, year: int | None
) -> None:
    assert year_in_hand(today) == year
