"""Every test in a home of its own: nothing of this machine's user is read or written."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from govreport_desktop.jobs import pool

# No deadline: how long one example takes says more about the machine than about the code.
settings.register_profile(
    "here",
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
# In the gate the same commit must get the same verdict twice.
settings.register_profile("gate", settings.get_profile("here"), derandomize=True)
# make soak looks much longer.
settings.register_profile(
    "soak",
    settings.get_profile("here"),
    max_examples=3000,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("EXAMPLES") or ("gate" if os.environ.get("CI") else "here"))

# No test opens a window on somebody's screen unless told to.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Documents say when they were made: all of a run at the same time, so that they can be compared.
os.environ["SOURCE_DATE_EPOCH"] = "1767225600"


def pytest_collection_finish() -> None:
    """What thousands of tests have loaded is no garbage: looking through it took a tenth."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and documents of the user lie in a folder of this test alone.

    Caches are shared by all tests of a run: what is in them can be made again at any time.
    """
    home = tmp_path_factory.mktemp("home")
    cache = tmp_path_factory.getbasetemp() / "cache"
    places = {
        "HOME": home,
        "USERPROFILE": home,
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_CACHE_HOME": cache,
        "APPDATA": home / "AppData" / "Roaming",
        "LOCALAPPDATA": cache,
    }
    for name, folder in places.items():
        monkeypatch.setenv(name, str(folder))


@pytest.fixture(autouse=True)
def _read_by_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handful of files needs no processes: each takes longer to start than they to be read.

    That others read in processes of their own is tested in `unit/jobs/test_folder_processes`.
    """
    monkeypatch.setattr(pool, "FEW", 10_000)


@pytest.fixture(scope="session")
def shared_samples() -> Path:
    """The published documents beside the checkout; they may not be part of it."""
    folder = Path(__file__).parents[1].parent / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("the published samples are not beside this checkout")
    return folder
