"""The columns of our CSV, and how text stands in one so that no spreadsheet computes it."""

# The first line below the header says in 值 which form the file is of, and this in 标识.
FORM_ID = "form"
HEADER = ("机关名称", "年度", "部分", "行", "列", "值", "单位", "标识")
# A spreadsheet that opens a CSV computes whatever begins like this.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """``text`` so that no spreadsheet computes it."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
