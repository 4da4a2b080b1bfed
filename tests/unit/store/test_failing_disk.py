"""A disk that fails: nothing is lost, nothing is half there, and nothing false is said of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SOURCE = Path(__file__).with_name("failing_disk.c")

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("gcc") is None,
    reason="calls are made to fail by a library put before the system's, which gcc builds",
)


@pytest.fixture(scope="module")
def failing_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library whose calls fail on demand."""
    library = tmp_path_factory.mktemp("library") / "failing_disk.so"
    subprocess.run(["gcc", "-shared", "-fPIC", SOURCE, "-o", library, "-ldl"], check=True)
    return library


@pytest.mark.parametrize(
    ("seed", "errors"),
    [(1, 100), *(pytest.param(seed, 300, marks=pytest.mark.slow) for seed in range(2, 6))],
)
def test_errors_of_the_disk_lose_nothing_and_are_called_what_they_are(
    tmp_path: Path, failing_disk: Path, seed: int, errors: int
) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.unit.store.failing", tmp_path, str(seed), str(errors)],
        cwd=ROOT,
        env=os.environ | {"LD_PRELOAD": str(failing_disk)},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    *broken, refused = run.stdout.split("\n")
    assert broken == []
    assert int(refused) > errors / 2, "hardly an error was met: the test has lost its meaning"
