"""Names of offices: what signs a report, or stands in front of its title."""

from __future__ import annotations

import re

from govreport_desktop.patterns import HAN

_ORGAN = re.compile(
    rf"[{HAN}()、·]{{1,40}}(?:局|委|委员会|办公室|办公厅|政府|厅|院|中心|管理处|办事处|所|站|总队|"
    r"支队|大队|会|部|署|街道|镇|乡|管委会|公司|学校|银行)"
)
_STAMP = re.compile(r"\((?:盖章|公章|章|印章)\)$")


def organ(words: str) -> str:
    """The office that ``words`` (without blanks, narrow brackets) are, else ""; no （盖章）."""
    bare = _STAMP.sub("", words)
    return bare if _ORGAN.fullmatch(bare) else ""
