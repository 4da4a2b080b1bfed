"""退回 in one step: for every office a page, its workbook with the cells marked, and a file that
its own program opens; written first, then decided, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Protocol

from govreport_desktop.collect import returns
from govreport_desktop.collect.decision import Decision, Draft, Subject
from govreport_desktop.collect.letter import SUFFIX, Letter, letter_bytes
from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.reading import Body
from govreport_desktop.collect.returns import Sender
from govreport_desktop.collect.roles import Filed
from govreport_desktop.collect.second import Second, second
from govreport_desktop.collect.side_by_side import in_words, side_by_side
from govreport_desktop.collect.status import OfficeRow
from govreport_desktop.collect.task import CollectTask
from govreport_desktop.errors import GovReportError
from govreport_desktop.form import load_form
from govreport_desktop.form.model import Form, Section
from govreport_desktop.jobs.documents import make_folder
from govreport_desktop.jobs.listing import listing_docx, listing_pdf
from govreport_desktop.jobs.placing import Place, put_all
from govreport_desktop.jobs.progress import QUIET, Progress
from govreport_desktop.paths import file_stem
from govreport_desktop.report.fields import expanded_texts
from govreport_desktop.report.remarks import Remark
from govreport_desktop.writers.listing import Columns, Group, Listing
from govreport_desktop.writers.xlsx.marks import Mark

_TITLES = ("序号", "位置", "现填", "应为", "问题和原因", "依据")
_WIDTHS = (8, 26, 8, 8, 63, 8)
_MOST_NAMED = 3
_QUOTED = 30  # characters
# What is the same of many points is written below the table once, and meant by its number.
_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Returning:
    """What goes to one office: the letter, and the report it is about (None where unreadable);
    ``files`` are all there are of it."""

    letter: Letter
    body: Body | None
    files: tuple[Filed, ...]


# ------------------------------------------------------------ what is sent
def body_of(task: CollectTask, row: OfficeRow) -> Body | None:
    """All that was read of the file of an office that counts; None where none does."""
    return task.body(row.counted.hash) if row.counted is not None else None


def proposed_points(task: CollectTask, view: Overview, row: OfficeRow) -> tuple[Remark, ...]:
    """What the program proposes to send back to an office: what is wrong with its report, and
    what the last letter asked for that is not done."""
    body = body_of(task, row)
    found = returns.points(row, body, view.breaks, view.findings)
    if body is not None:
        found = _quoted(task, view, row, body, found)
    return returns.with_the_last(found, _not_done(task, view, row))


def _quoted(
    task: CollectTask, view: Overview, row: OfficeRow, body: Body, found: Sequence[Remark]
) -> tuple[Remark, ...]:
    """``found``, those on prose like another's with its first sentences and their part."""
    prose = {one.key: one for one in view.findings if one.is_alarm_for(row.office)}
    texts: Mapping[str, str] = {}
    quoted = []
    for one in found:
        pairs = side_by_side(task, view, prose[one.key]) if one.key in prose else ()
        if not pairs:
            quoted.append(one)
            continue
        texts = texts or expanded_texts(body.report())
        mine = pairs[0].mine
        section = next((key for key, text in texts.items() if mine in text), "")
        words = f"{one.words}{in_words(pairs)}"
        quoted.append(one._replace(words=words, section=section, excerpt=mine if section else ""))
    return tuple(quoted)


def _not_done(task: CollectTask, view: Overview, row: OfficeRow) -> Sequence[Remark]:
    """The points of the last letter that the file which counts has not settled; all of them
    where it is the very file the letter was about."""
    letters = letters_of(task, row)
    if not letters or row.counted is None:
        return ()
    if letters[-1].hash == row.counted.hash:
        return letters[-1].remarks
    found = second_version(task, view, row)
    return [one for one, _ in (*found.left, *found.unsure)] if found is not None else ()


def prepared(
    task: CollectTask,
    view: Overview,
    row: OfficeRow,
    sender: Sender,
    said: Sequence[Remark] | None = None,
) -> Returning:
    """The letter to one office with ``said``, or with what is proposed. Raises GovReportError."""
    found = proposed_points(task, view, row) if said is None else said
    return Returning(returns.letter(row, view.year, sender, found), body_of(task, row), row.files)


def sender_of(task: CollectTask, on: date, due: date | None = None, phone: str = "") -> Sender:
    """Who sends: the parent, with telephone and day as the last letter had them where none is
    given; a day that is over is none."""
    told = task.state.of(Subject.TASK).get("phone")
    letters = [one for one in task.state.of(Subject.RETURN).values() if one.what is not None]
    last = max(letters, key=lambda one: one.number, default=None)
    known = (last.what or {}) if last is not None else {}
    before = str(known.get("phone", "")), str(known.get("due", ""))
    # Whichever was said later: the setting of the task, or what the last letter states.
    later = told is not None and (last is None or told.number > last.number)
    kept = task.state.setting("phone") if later or not before[0] else before[0]
    if due is None and before[1] >= on.isoformat():
        due = date.fromisoformat(before[1])
    return Sender(task.parent, on, due, phone or kept)


class Deciding(Protocol):
    """What `send_back` needs of a task: the `CollectTask`, or one that stands in for it."""

    @property
    def scratch(self) -> bool:
        """Whether the task is in no file."""

    @property
    def read_only(self) -> bool:
        """Whether nothing may be decided."""

    def decide(self, *drafts: Draft) -> tuple[Decision, ...]:
        """See `CollectTask.decide`."""


def send_back(
    task: Deciding,
    ready: Sequence[Returning],
    folder: Path,
    progress: Progress = QUIET,
    why: str = "",
) -> tuple[Path, ...]:
    """Write all files of ``ready`` into ``folder`` and decide that they were sent, in one step.

    Raises GovReportError, with nothing decided and what was there before untouched.
    """
    if not ready:
        raise GovReportError("没有要退回的单位：请先把审核结论定为“退回”，或指明单位。")
    if task.scratch or task.read_only:
        raise GovReportError("这个任务不能写入，退回没有地方记，请先新建任务或关闭别处打开的窗口。")
    make_folder(folder)
    makers: list[tuple[Path, Callable[[], bytes]]] = []
    for one in ready:
        makers += [(folder / name, make) for name, make in files_of(one).items()]

    def write(place: Place) -> None:
        target, make = makers[place.number]
        progress.step(90 * place.number // len(makers), f"正在写{target.name}")
        place.scratch.write_bytes(make())

    put_all([path for path, _ in makers], write, progress)
    task.decide(*(returns.draft(one.letter, one.files, why) for one in ready))
    return tuple(path for path, _ in makers)


def files_of(one: Returning) -> Mapping[str, Callable[[], bytes]]:
    """The files that go to an office, by name, each made when it is asked for."""
    stem = file_stem(f"{one.letter.office}{one.letter.year}年度报告退回意见")
    made: dict[str, Callable[[], bytes]] = {
        f"{stem}.docx": lambda: listing_docx(letter_listing(one.letter)),
        f"{stem}.pdf": lambda: listing_pdf(letter_listing(one.letter)),
        f"{stem}{SUFFIX}": lambda: letter_bytes(one.letter),
    }
    if (body := one.body) is not None:
        made[f"{stem}.xlsx"] = lambda: marked_workbook(one.letter, body)
    return made


def marked_workbook(letter: Letter, body: Body) -> bytes:
    """The report as it was read, as our workbook, the cells of each point marked."""
    from govreport_desktop.writers.xlsx.workbook import render_xlsx

    marks = []
    for one in letter.remarks:
        should = f"应为：{one.should}。" if one.should else ""
        words = f"{one.number}. {words_of(one)}{should}"
        cells = tuple(cell.address for cell in one.cells)
        marks.append(Mark(words, cells, one.section, letter.sender))
    return render_xlsx(body.report(), marks=marks)


# ------------------------------------------------------------ the page
def letter_listing(letter: Letter) -> Listing:
    """The page to an office: which file is meant, until when, and its points in a table.

    It is set as one page as long as its points can be read on one.
    """
    form = load_form(letter.form) if letter.form else None
    bases = list(dict.fromkeys(one.basis for one in letter.remarks if one.basis))
    rows = tuple(
        (
            str(one.number),
            where(one, form, short=True),
            stood(one) or ("" if letter.asks_anew else "见问题"),
            one.should or "请核对",
            words_of(one),
            _numbered(bases.index(one.basis)) if one.basis else "",
        )
        for one in letter.remarks
    )
    stated = "；".join(f"{_numbered(number)}{basis}" for number, basis in enumerate(bases))
    table = Columns(_TITLES, _WIDTHS, rows, (f"依据：{stated}。",) if stated else ())
    office, said = _opening(letter)
    groups = (Group("", (office, f"{said}{_until(letter)}"), table), Group("", _beside(letter)))
    day = _day(date.fromisoformat(letter.sent_on))
    title = (f"{letter.year}年度报告退回意见",)
    return Listing(title, letter.sender, groups, (letter.sender, day), one_page=True)


def _numbered(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else f"({number + 1})"


def letter_text(letter: Letter) -> str:
    """The same to be copied into a message: numbered points, no table."""
    form = load_form(letter.form) if letter.form else None
    lines = [*_opening(letter), ""]
    for one in letter.remarks:
        place = where(one, form)
        parts = [words_of(one).rstrip("。")]
        told = "现填" in one.words and "应为" in one.words  # by the sentence itself
        parts += [f"现填 {stood(one)}"] if stood(one) and not told else []
        # What is asked for in place of a whole file is a sentence of its own.
        should = f"应为 {one.should}" if one.cells and one.should else one.should
        parts += [should] if should and not told else []
        parts += [f"依据：{one.basis}"] if one.basis else []
        lines.append(f"{one.number}. {f'【{place}】' if place else ''}{'；'.join(parts)}。")
    closing = (_until(letter), *_beside(letter), letter.sender, letter.sent_on)
    return "\n".join([*lines, "", *closing]) + "\n"


def where(one: Remark, form: Form | None, *, short: bool = False) -> str:
    """Part, row and column a point is about, in words; ``short`` names the part by its number."""
    if form is None:
        return ""
    cells = [form.cell(c.address) for c in one.cells if form.has(c.address)]
    section = one.section or (form.tables[cells[0].address.table].section if cells else "")
    part = next((_part(s, short=short) for s in form.sections if s.id == section), "")
    rows, columns = {c.row_name for c in cells}, {c.column_name for c in cells}
    if not cells:
        # Words that the sentence quotes by itself need not stand here as well.
        told = not one.excerpt or one.excerpt[:_QUOTED] in one.words
        quoted = f"“{one.excerpt[:_QUOTED]}{'……' if len(one.excerpt) > _QUOTED else ''}”"
        return part if told else f"{part}{quoted}"
    named = "；".join(c.words for c in cells)  # which begins with the number of the part
    if len(cells) <= _MOST_NAMED:
        return named if short else f"{part}：{named}"
    lead = cells[0].words.partition(cells[0].row_name)[0] if short else f"{part}："
    if len(columns) == 1:
        return f"{lead}{columns.pop()}一列"
    return f"{lead}{rows.pop()}一行" if len(rows) == 1 else f"{lead}{len(cells)} 格"


def _part(section: Section, *, short: bool) -> str:
    return f"第{section.number}部分" if short and section.number else section.title


def stood(one: Remark) -> str:
    """What stands there, where that fits a line."""
    found = [c.text or "空白" for c in one.cells]
    return "；".join(found) if 0 < len(found) <= _MOST_NAMED else ""


def words_of(one: Remark) -> str:
    """What is wrong and the likely cause."""
    return f"{one.words}{one.why}" if one.words.endswith("。") else f"{one.words}。{one.why}"


def _opening(letter: Letter) -> tuple[str, str]:
    file = PurePosixPath(letter.file).name  # as the office knows it; the folders are ours
    if letter.asks_anew:
        return f"{letter.office}：", f"你单位报送的“{file}”不能采用。"
    which = f"“{file}”（第 {letter.version} 稿）"
    return (
        f"{letter.office}：",
        f"你单位报送的{which}经审核，有以下 {len(letter.remarks)} 点需要改正或说明。",
    )


def _until(letter: Letter) -> str:
    due = f"请于{_day(date.fromisoformat(letter.due))}前" if letter.due else "请尽快"
    phone = f"联系电话：{letter.phone}。" if letter.phone else ""
    if letter.asks_anew:
        return f"{due}重新报送一份完整的年度报告。{phone}"
    return f"{due}改好重新报送；情况属实的，请写明审核说明。{phone}"


def _beside(letter: Letter) -> tuple[str, ...]:
    """What else goes with the letter, where a report was read."""
    if letter.asks_anew:
        return ()
    return (f"同发的表格标出了各格，{SUFFIX} 可用填报程序打开。",)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


# ------------------------------------------------------------ what came back
def second_version(task: CollectTask, view: Overview, row: OfficeRow) -> Second | None:
    """What an office's next version did about the last letter; None where none has come."""
    letters = letters_of(task, row)
    body = body_of(task, row)
    if not letters or body is None:
        return None
    before = task.heads.get(letters[-1].hash)
    return second(letters, row, before, body, view.breaks, view.findings)


def letters_of(task: CollectTask, row: OfficeRow) -> tuple[Letter, ...]:
    """Every letter that went to an office, oldest first."""
    return returns.sent(task.decisions, task.state, row.office.id)


def is_sent(task: CollectTask, row: OfficeRow) -> bool:
    """Whether what an office has handed in was sent back already."""
    what = task.state.what(Subject.RETURN, row.office.id)
    meant = row.counted.hash if row.counted else None
    return bool(what) and what.get("hash") in (meant, *(one.hash for one in row.files if not meant))
