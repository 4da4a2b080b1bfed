"""What a person can decide, as drafts for `CollectTask.decide`; window and command line use these.

Each says what it concerns by the contents it was decided of, so that a file that changes
afterwards is asked about again.
"""

from __future__ import annotations

from collections.abc import Sequence

from govreport_desktop.checks.sheet.model import Sheet
from govreport_desktop.collect.decision import Draft, Subject
from govreport_desktop.collect.overview import Overview
from govreport_desktop.collect.roles import Filed, Role, lying_there
from govreport_desktop.collect.status import VERDICTS, OfficeRow, OfficeState
from govreport_desktop.errors import GovReportError


def choose(view: Overview, path: str, office: str = "", why: str = "") -> Draft:
    """That the file at ``path`` is the one that counts for its office, or for ``office``.

    Raises GovReportError where it was not read, or its office is not known.
    """
    one = _file(view, path)
    whose = office or one.office
    if one.head is None or not one.head.is_report:
        raise GovReportError(f"“{path}”没有读出报告来，不能计入。")
    if whose not in {row.office.id for row in view.rows}:
        raise GovReportError(f"“{path}”还不知道是名单里哪个单位的，请先指明单位。")
    if one.head.form != view.sums.form.id:
        raise GovReportError(f"“{path}”用的是另一种格式，数不能直接计入，请退回重报。")
    others = [each.hash for each in view.files if each.office == whose]
    what = {"hash": one.hash, "role": str(Role.COUNTS), "office": whose, "over": others}
    return Draft(Subject.FILE, path, what, why)


def set_role(view: Overview, path: str, role: Role, why: str = "") -> Draft:
    """That a file is what ``role`` says; see `choose` for one that counts."""
    one = _file(view, path)
    if role is Role.COUNTS:
        return choose(view, path, why=why)
    what = {"hash": one.hash, "role": str(role), "office": one.office}
    return Draft(Subject.FILE, path, what, why)


def name_means(view: Overview, path: str, office: str, why: str = "") -> Draft:
    """That the words which name the office of ``path`` mean ``office`` ("": none of ours).

    Where no words do, or they are or may be another office's name, the answer is for that file
    alone. It is remembered in years to come. Raises GovReportError for a file that holds no
    report, or several.
    """
    one = _file(view, path)
    if office and one.head is not None and one.head.named:
        raise GovReportError(f"“{path}”里有几个单位的报告，不能算作一个单位的，请各自重新报送。")
    known = one.office or set(one.candidates) - {office}
    if one.words and not known and one.role is not Role.NO_REPORT:
        return Draft(Subject.NAME, one.words, {"office": office}, why)
    if not office:
        return set_role(view, path, Role.OFF_ROSTER, why)
    if one.role is Role.UNREADABLE:
        what = {"hash": one.hash, "role": str(one.role), "office": office}
        return Draft(Subject.FILE, path, what, why)
    return choose(view, path, office, why)


def accept(view: Overview, why: str = "按程序建议") -> tuple[Draft, ...]:
    """That of several files of an office the proposed one counts, wherever one is proposed."""
    return tuple(choose(view, one.path, why=why) for one in view.files if one.proposed)


def verdict(row: OfficeRow, word: OfficeState, why: str = "") -> Draft:
    """What a person says of an office's report. Raises GovReportError where there is none."""
    if row.counted is None:
        raise GovReportError(f"{row.office.name}还没有可以审核的报告。")
    if word not in VERDICTS:
        raise GovReportError(f"审核结论只有{'、'.join(VERDICTS)}。")
    what = {"verdict": str(word), "hash": row.counted.hash, **lying_there(row.files)}
    return Draft(Subject.VERDICT, row.office.id, what, why)


def pass_proposed(view: Overview, why: str = "按程序建议") -> tuple[Draft, ...]:
    """That every report which the program holds to be in order passes; none with an error,
    a warning or a doubt does that way."""
    return tuple(verdict(row, OfficeState.PASSED, why) for row in to_pass(view))


def to_pass(view: Overview) -> list[OfficeRow]:
    """The offices that `pass_proposed` is about."""
    doubted = {one.office.id for one in view.sums.doubts}
    return [
        row
        for row in view.rows
        if row.state is OfficeState.PASSED
        and not row.decided
        and row.counted is not None
        and not row.errors
        and row.office.id not in doubted
    ]


def checked(one: Filed, why: str = "") -> Draft:
    """That what the reader left open was looked up in the original: the numbers hold."""
    return Draft(Subject.CHECKED, one.hash, {"path": one.path}, why)


def nothing(row: OfficeRow, why: str) -> Draft:
    """That an office without a report has nothing to report, and counts as 0."""
    if not why.strip():
        raise GovReportError("没有报告按零计，要写明理由。")
    return Draft(Subject.NOTHING, row.office.id, {"zero": True}, why.strip())


def take_back(kind: Subject, subject: str, why: str = "") -> Draft:
    """That what was decided about a subject no longer holds; the log keeps both."""
    return Draft(kind, subject, None, why)


def answer(key: str, text: str, figures: Sequence[str] = ()) -> Draft:
    """What was found out about a question, for the figures it was asked with."""
    return Draft(Subject.ANSWER, key, {"answer": text, "figures": list(figures)}, text)


def by_sheet(sheet: Sheet | None) -> Draft:
    """That all offices' reports are checked by ``sheet``, or by none."""
    if sheet is None:
        return Draft(Subject.TASK, "sheet", {"name": "不用", "value": ""})
    return Draft(Subject.TASK, "sheet", {"name": sheet.named, "value": sheet.text})


def _file(view: Overview, path: str) -> Filed:
    try:
        return view.file(path)
    except KeyError as error:
        raise GovReportError(f"任务里没有“{path}”这个文件，请从列出的文件里抄路径。") from error
