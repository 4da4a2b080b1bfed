"""Last year's prose: which of its years move on."""

from __future__ import annotations

import pytest

from govreport_desktop.report.renew import renewed


@pytest.mark.parametrize(
    ("last", "this"),
    [
        ("2023年，我局认真贯彻。", "2024年，我局认真贯彻。"),
        ("2023年1月1日至2023年12月31日", "2024年1月1日至2024年12月31日"),
        ("截至2023年12月底，较2022年增长20%", "截至2024年12月底，较2023年增长20%"),
        ("2024年，我局将加强培训", "2025年，我局将加强培训"),
        ("2023年度报告", "2024年度报告"),
        ("自2023年5月1日起施行", "自2023年5月1日起施行"),
        ("印发《2023年工作要点》", "印发《2023年工作要点》"),
        ("依据国办公开办函〔2021〕30号，2019年以来", "依据国办公开办函〔2021〕30号，2019年以来"),
        ("2022年印发的办法", "2022年印发的办法"),
        ("公开12023年的", "公开12023年的"),
    ],
)
def test_the_years_of_the_report_move_on_and_facts_stay(last: str, this: str) -> None:
    text, count = renewed(last, 2023, 2024)
    assert text == this
    assert bool(count) == (last != this)
