"""A name too long for a file keeps its year and what it is."""

from __future__ import annotations

import pytest

from govreport_desktop.form import load_form
from govreport_desktop.paths import file_stem

LONG = (
    "清源县水利局（清源县防汛抗旱指挥部办公室、清源县河长制办公室）" * 3 + "及所属事业单位联合编制"
)


def test_the_middle_of_a_long_name_is_left_out() -> None:
    names = [file_stem(load_form("2021").title_of(LONG, year)) for year in (2025, 2026)]
    assert names[0] != names[1]
    for name, year in zip(names, (2025, 2026), strict=True):
        assert name.startswith("清源县水利局（清源县防汛抗旱指挥部办公室")
        assert name.endswith(f"{year}年政府信息公开工作年度报告")
        assert name.count("…") == 1
        assert len(name.encode()) <= 210


@pytest.mark.parametrize("name", ["示例局2026年政府信息公开工作年度报告", "局" * 70])
def test_a_name_that_fits_stays(name: str) -> None:
    assert file_stem(name) == name
