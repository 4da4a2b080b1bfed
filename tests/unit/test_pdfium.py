"""PDFium draws the pages we write, says where words stand, and survives what is no PDF."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from govreport_desktop.errors import ReadError
from govreport_desktop.form import load_form
from govreport_desktop.pdfium import PdfPages
from govreport_desktop.report import Report
from govreport_desktop.writers.pdf.document import render_pdf

WIDTH, HEIGHT = 210, 297
STRIDE = 4 * WIDTH


@pytest.fixture(scope="module")
def data() -> bytes:
    return render_pdf(Report(load_form("2021"), "示例局", 2026)).data


def drawn(pages: PdfPages, page: int) -> bytearray:
    pixels = bytearray(STRIDE * HEIGHT)
    pages.draw(page, WIDTH, HEIGHT, pixels, STRIDE)
    return pixels


def test_a_page_has_its_size_its_ink_and_a_white_edge(data: bytes) -> None:
    pages = PdfPages(data)
    width, height = pages.sizes[0]
    assert (round(width), round(height)) == (595, 842)
    pixels = drawn(pages, 0)
    dark = [at // 4 % WIDTH for at in range(0, len(pixels), 4) if pixels[at] < 140]
    assert min(dark) >= 26, "the text area begins 28 mm from the left"
    assert pixels[:3] == b"\xff\xff\xff"


def test_words_are_found_where_they_are_printed(data: bytes) -> None:
    pages = PdfPages(data)
    assert "示例局" in pages.text(0)
    (match, *_) = pages.find("示例局", 0)
    (box,) = match.boxes
    width, height = pages.sizes[0]
    assert 0 < box.left < box.right < width
    assert 0 < box.top < box.bottom < height / 2, "the title stands in the upper half"
    assert pages.find("没有这样的字", 0) == ()
    assert pages.find("", 0) == ()


def test_threads_draw_the_same_pictures(data: bytes) -> None:
    pages = PdfPages(data)
    alone = [drawn(pages, page) for page in range(len(pages.sizes))]
    with ThreadPoolExecutor(4) as threads:
        turns = [page for _ in range(5) for page in range(len(alone))]
        pictures = list(threads.map(lambda page: drawn(PdfPages(data), page), turns))
    assert pictures == [alone[page] for page in turns]


def test_a_process_ends_well_with_documents_open(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    script = (
        "import sys, weakref, pdfplumber\n"
        "from pathlib import Path\n"
        "class Kept: pass\n"
        "kept = Kept(); weakref.finalize(kept, print, 'ended')\n"  # asks for its own end first
        "from govreport_desktop.pdfium import PdfPages\n"
        "pages = [PdfPages(Path(sys.argv[1]).read_bytes()) for _ in range(5)]\n"
        "print(len(pages[0].find('示例局', 0)))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, str(path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split()[-1] == "ended"


@pytest.mark.parametrize("cut", [0, 1, 9, 1000])
def test_what_is_no_pdf_is_refused(data: bytes, cut: int) -> None:
    with pytest.raises(ReadError, match="这份 PDF 打不开"):
        PdfPages(data[:cut] if cut < 1000 else b"\0" * cut)


def test_no_pixel_is_written_beside_the_picture(data: bytes) -> None:
    pages = PdfPages(data)
    for width, height, stride, room in [
        (WIDTH, HEIGHT, STRIDE, STRIDE * HEIGHT - 1),
        (WIDTH, HEIGHT, STRIDE - 1, STRIDE * HEIGHT),
        (0, HEIGHT, STRIDE, STRIDE * HEIGHT),
    ]:
        with pytest.raises(ReadError, match="图像的尺寸不对"):
            pages.draw(0, width, height, bytearray(room), stride)
    with pytest.raises(ReadError, match="第 100 页打不开"):
        pages.draw(99, WIDTH, HEIGHT, bytearray(STRIDE * HEIGHT), STRIDE)
