"""Every check there is, in the order of the relations of docs/checks.md."""

from __future__ import annotations

from govreport_desktop.checks import (
    blanks,
    bound,
    citations,
    copies,
    counted,
    documents,
    fees,
    figures,
    form_year,
    growth,
    offices,
    open_points,
    parts,
    pending,
    placeholders,
    prose_figures,
    punctuation,
    relations,
    remarks,
    shares,
    sheet_rules,
    sums,
    years,
)
from govreport_desktop.checks.context import Rule

RULES: tuple[Rule, ...] = (
    relations.BALANCE,
    figures.RULE,
    relations.CARRY_OVER,
    relations.STOCK,
    pending.RULE,
    prose_figures.RULE,
    documents.RULE,
    fees.NOTICE,
    fees.AMOUNT,
    years.RULE,
    offices.RULE,
    placeholders.RULE,
    copies.COPIED,
    copies.REPEATED,
    parts.PROBLEMS,
    parts.ASPECTS,
    parts.LENGTH,
    parts.FEES,
    blanks.RULE,
    form_year.RULE,
    sums.RULE,
    shares.RULE,
    growth.RULE,
    counted.CLAIMS,
    counted.SKIPS,
    punctuation.HALF_WIDTH,
    punctuation.PAIRS,
    bound.RULE,
    citations.REGULATION,
    citations.NOTICE,
    open_points.RULE,
    remarks.RULE,
    sheet_rules.RELATIONS,
    sheet_rules.REQUIRED,
)

# What looks at numbers alone: together under a millisecond, so they run with every edit.
FIGURES: tuple[Rule, ...] = (
    relations.BALANCE,
    figures.RULE,
    relations.CARRY_OVER,
    relations.STOCK,
    pending.RULE,
    blanks.RULE,
    form_year.RULE,
    open_points.RULE,
    remarks.RULE,
    sheet_rules.RELATIONS,
)

# What reads prose: it runs in the background when typing pauses.
PROSE: tuple[Rule, ...] = tuple(rule for rule in RULES if rule not in FIGURES)
