"""The words by which code asks a form for its parts and numbers, whatever ids the form uses.

A form says in its data which of its sections play a role, and which of its cells a fact is.
Code asks for roles and facts alone, so that a form with other ids, with more or with fewer
parts needs no code: what a form does not name is switched off. docs/forms.md lists both.
"""

from __future__ import annotations

from typing import Literal, get_args

SectionRole = Literal[
    "preamble",  # what stands before the first part: legal basis, period, contact
    "overview",  # the work of the year in prose
    "proactive",  # what was disclosed without being asked for
    "requests",  # applications and what became of them
    "disputes",  # reviews and lawsuits
    "problems",  # what is wanting and what is done about it
    "other",  # whatever else has to be reported, 信息处理费 above all
]
ROLES: tuple[SectionRole, ...] = get_args(SectionRole)

FactName = Literal[
    # Rules and normative documents, and what became of them in the year.
    "documents.rules",
    "documents.normative",
    "documents.issued",
    "documents.repealed",
    "documents.in_force",
    # Administrative decisions of the year, and fees.
    "decisions.licences",
    "decisions.penalties",
    "decisions.compulsion",
    "fees.amount",
    # Who applied.
    "applicants.natural_person",
    "applicants.business",
    "applicants.research",
    "applicants.public_interest",
    "applicants.legal_service",
    "applicants.organisations",
    "applicants.total",
    # What became of applications.
    "requests.received",
    "requests.carried_over",
    "requests.granted",
    "requests.partial",
    "requests.denied",
    "requests.denied.state_secret",
    "requests.denied.other_law",
    "requests.denied.safety_stability",
    "requests.denied.third_party",
    "requests.denied.internal",
    "requests.denied.process",
    "requests.denied.enforcement_file",
    "requests.denied.admin_query",
    "requests.unavailable",
    "requests.unavailable.not_held",
    "requests.unavailable.needs_creation",
    "requests.unavailable.unclear",
    "requests.declined",
    "requests.declined.petition",
    "requests.declined.repeat",
    "requests.declined.publication",
    "requests.declined.excessive",
    "requests.declined.confirmation",
    "requests.closed",
    "requests.closed.not_corrected",
    "requests.closed.fee_unpaid",
    "requests.closed.other",
    "requests.total",
    "requests.carried_forward",
    # Reviews and lawsuits, and how they ended.
    "disputes.review",
    "disputes.litigation",
    "disputes.litigation.direct",
    "disputes.litigation.after_review",
    "disputes.upheld",
    "disputes.corrected",
    "disputes.other",
    "disputes.pending",
    "disputes.total",
]
FACTS: tuple[FactName, ...] = get_args(FactName)
