"""Rendering in a process of its own: the same bytes, only the latest, and a death survived."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest
from pytestqt.qtbot import QtBot

from govreport_desktop.errors import WriteError
from govreport_desktop.form import CellAddress, load_form
from govreport_desktop.pdfium import PdfPages
from govreport_desktop.report import FieldAddress, Report, TextAddress
from govreport_desktop.report.shape import to_shape
from govreport_desktop.writers.pdf.document import render_pdf
from ui.preview import renderer as module
from ui.preview.renderer import Renderer


@pytest.fixture
def report() -> Report:
    report = Report(load_form("2021"), "示例局", 2024)
    report.apply(report.edit([(TextAddress("overview"), "收到{requests/received/total}件")]))
    return report


@pytest.fixture
def renderer(qapp: object) -> Iterator[Renderer]:
    renderer = Renderer()
    yield renderer
    renderer.close()


def test_the_process_gives_the_writers_own_bytes(
    renderer: Renderer, report: Report, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(renderer.rendered, timeout=20_000) as blocker:
        renderer.request(report, {"blank": "0"})
    assert blocker.args is not None
    result = blocker.args[0]
    here = render_pdf(report, blank="0")
    assert result.data == here.data
    assert result.pages == here.pages


def test_the_process_knows_last_years_report(
    renderer: Renderer, report: Report, qtbot: QtBot
) -> None:
    before = Report(report.form, report.office, 2023)
    received = CellAddress("requests", "received", "natural_person")
    before.apply(before.edit([(received, 40)]))
    report.apply(
        report.edit(
            [
                (received, 50),
                (FieldAddress("last_year"), json.dumps(to_shape(before), ensure_ascii=False)),
                (
                    TextAddress("overview"),
                    "收到{requests/received/total}件，同比{requests/received/total:growth}。",
                ),
            ]
        )
    )
    with qtbot.waitSignal(renderer.rendered, timeout=20_000) as blocker:
        renderer.request(report, {})
    assert blocker.args is not None
    text = PdfPages(blocker.args[0].data).text(0)
    assert "增长25%" in text
    assert "无上年数" not in text


def test_a_process_that_dies_is_started_again(
    renderer: Renderer, report: Report, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(renderer.rendered, timeout=20_000):
        renderer.request(report, {})
    pool = renderer._pool.executor
    assert isinstance(pool, ProcessPoolExecutor)
    (pid,) = list(pool._processes)
    os.kill(pid, signal.SIGTERM)
    with qtbot.waitSignal(renderer.rendered, timeout=20_000) as blocker:
        renderer.request(report, {})
    assert blocker.args is not None
    assert blocker.args[0].data.startswith(b"%PDF")


def test_of_many_requests_the_first_and_the_last_are_rendered(
    report: Report, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()
    asked: list[object] = []

    def slow(_: object, options: dict[str, object]) -> str:
        asked.append(options["number"])
        release.wait(10)
        return f"pdf {options['number']}"

    monkeypatch.setattr(module, "render_plain", slow)
    renderer = Renderer(executor=ThreadPoolExecutor(1))
    told: list[object] = []
    renderer.rendered.connect(told.append)
    for number in range(5):
        renderer.request(report, {"number": number})
    release.set()
    qtbot.waitUntil(lambda: told == ["pdf 4"])
    assert asked == [0, 4]
    renderer.close()


def test_an_error_is_a_sentence(
    report: Report, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise WriteError("没有可用的字体。")

    monkeypatch.setattr(module, "render_plain", fails)
    renderer = Renderer(executor=ThreadPoolExecutor(1))
    with qtbot.waitSignal(renderer.failed) as blocker:
        renderer.request(report, {})
    assert blocker.args == ["没有可用的字体。"]
    renderer.close()


class Dying(ThreadPoolExecutor):
    """A pool whose process never comes up, as where a guard program forbids it."""

    def submit(self, *_: object, **__: object) -> Future[object]:  # type: ignore[override]
        future: Future[object] = Future()
        future.set_exception(BrokenProcessPool())
        return future


def test_where_no_process_may_be_started_a_thread_does_it(
    report: Report, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "worker_process", Dying)
    renderer = Renderer()
    with qtbot.waitSignal(renderer.rendered, timeout=10_000) as blocker:
        renderer.request(report, {})
    assert blocker.args is not None
    assert blocker.args[0].data.startswith(b"%PDF")
    renderer.close()


def test_a_report_that_kills_the_process_does_not_reach_the_window(
    report: Report, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    renderer = Renderer(executor=ThreadPoolExecutor(1))
    with qtbot.waitSignal(renderer.rendered, timeout=10_000):
        renderer.request(report, {})
    renderer._pool.close()
    monkeypatch.setattr(module, "worker_process", Dying)
    with qtbot.waitSignal(renderer.failed, timeout=10_000) as blocker:
        renderer.request(report, {})
    assert blocker.args is not None
    assert "意外退出" in blocker.args[0]
    renderer.close()
