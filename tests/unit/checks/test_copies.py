"""Sentences of last year's report, and sentences that stand there more than once (R16)."""

from __future__ import annotations

from govreport_desktop.checks import Problem, check
from govreport_desktop.report import FieldAddress, Report, TextAddress
from tests.unit.checks.filled import found, put, sound_report, with_last_year

ONE = "全年主动公开各类政府信息，及时回应社会关切，公众反映良好。"


def repeated(report: Report) -> list[Problem]:
    return [p for p in check(report) if p.key.startswith("R16.repeated")]


def test_a_sentence_that_stands_there_52_times_is_one_warning() -> None:
    report = put(sound_report(), {TextAddress("overview"): ONE * 52})
    (problem,) = repeated(report)
    assert problem.message.endswith("及时回应社会关切，公…”一句写了 52 次，请只留一处。")
    assert len(problem.spans) == 52
    assert problem.figures == (52,)


def test_two_parts_that_share_a_sentence_are_both_named_and_both_marked() -> None:
    report = put(sound_report(), {TextAddress(s): ONE for s in ("overview", "problems")})
    (problem,) = repeated(report)
    assert problem.message.endswith("与“一、总体情况”的一句相同，请删去一处。")
    assert [span.section for span in problem.spans] == ["problems", "overview"]
    put(report, {TextAddress("other"): ONE})
    (problem,) = repeated(report)
    assert problem.message.startswith("一、总体情况、五、存在的主要问题及改进情况、六、其他")


def test_headings_carried_over_are_no_copied_sentences() -> None:
    headings = [
        f"（{n}）{words}"
        for n, words in zip(
            "一二三四五",
            (
                "依法主动公开政府信息工作的开展情况",
                "办理政府信息公开申请工作的开展情况",
                "政府信息管理和公文属性认定的情况",
                "政府信息公开平台和专栏的建设情况",
                "监督保障和教育培训工作的开展情况",
            ),
            strict=True,
        )
    ]
    fresh = [f"本年度第{n}项工作按照新的要求重新作了部署安排，成效明显。" for n in "一二三四五"]
    text = "\n".join(f"{heading}\n{new}" for heading, new in zip(headings, fresh, strict=True))
    report = with_last_year(sound_report(), {TextAddress("overview"): "\n".join(headings)})
    put(report, {TextAddress("overview"): text})
    assert report.fields[FieldAddress("last_year").name]
    assert not found(report, "R16")
