"""What files that can be read are usually called; what one is, its contents decide."""

from __future__ import annotations

ENDINGS = (
    *("govreport", "xlsx", "xlsm", "xls", "et", "ods", "fods", "docx", "doc", "wps", "odt"),
    *("fodt", "rtf", "pdf", "ofd", "html", "htm", "mht", "mhtml", "eml", "xml", "txt", "csv"),
    *("json", "zip"),
)
# As a dialog for choosing files wants them.
WILDCARDS = " ".join(f"*.{ending}" for ending in ENDINGS)
