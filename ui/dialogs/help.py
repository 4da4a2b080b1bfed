"""Ctrl+F1: how to work with the window; and what the program is."""

from __future__ import annotations

from PySide6.QtWidgets import QTextBrowser, QWidget

import govreport_desktop
from ui.actions import SPECS
from ui.dialog import Dialog
from ui.forms import plain_label
from ui.look.faces import sized
from ui.look.tokens import Size, Space
from ui.plain import Label

_GUIDE = """
<h3>填表</h3>
<p>选中白格直接输入，原来的内容会被替换；按 F2 或双击在原内容上修改。Enter 向下、Tab 向右，
加 Shift 反向，都会跳过由程序计算的 Σ 格。Esc 放弃这次输入，Delete 清除。</p>
<p>数字可以带逗号、全角、“件”“万元”，也可以写算式，如 =12+5-3。读不懂的内容会留在格里并标出，
改好为止。空白不等于 0：没有发生的事项请填 0，可用“本表空白填 0”。</p>
<p>拿不准该计在哪里时按 F1，或把鼠标停在行、列标题上：怎样计入、常见错误、依据。</p>
<h3>复制和粘贴</h3>
<p>可与 Excel、WPS、LibreOffice 和网页互相复制。带着行列标题一起复制也可以，程序按标题对位，
总计不粘贴。放不下的内容整块不粘贴，并说明原因。</p>
<h3>审核</h3>
<p>表下的一行比较“一＋二”与“三（七）＋四”，展开后逐列列出。
下方问题列表按 Enter 或双击转到所在单元格；警告如属实，可以写审核说明。</p>
<h3>上年度报告</h3>
<p>新建时选上年度文件，或用“工具—读入上年度报告”，Word、PDF、网页、工作簿都可以。上年结转按列带入，
已填的不改。F7 在每格里以小字显示上年数，Ctrl+Shift+Y 打开与上年比较。上年更正后可以再读入一次。</p>
<h3>导出</h3>
<p>Ctrl+E 一次导出多种文件。导出前列出还空着的格；有错误时先问，并可在页面上印“草稿”。
空白印成什么、是否署名，预览和打印与导出一致。</p>
<h3>保存</h3>
<p>每次输入都立即写进文件，不需要保存。Ctrl+S 记下可以恢复的版本，Ctrl+Shift+S 另存为别的文件。
文件写不进去时（磁盘满、被移走、被同步程序换掉），程序会问怎么办，不会关掉没有存好的内容。</p>
<h3>快捷键</h3>
"""


class HelpDialog(Dialog):
    """The guide and every key."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("操作说明", parent)
        text = QTextBrowser()
        text.setAccessibleName("操作说明")
        text.setObjectName("list")
        text.document().setDocumentMargin(Space.ROOM)
        # A line's end would be a blank in the middle of a Chinese sentence.
        text.setHtml(_GUIDE.replace("\n", "") + keys_table())
        self.body.addWidget(text)
        self.resize(640, 560)


class AboutDialog(Dialog):
    """Name, version, licences of what comes along."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("关于", parent)
        name = Label("政府信息公开工作年度报告")
        name.setFont(sized(self.font(), Size.TITLE, bold=True))
        text = Label(
            f"版本 {govreport_desktop.__version__}\n\n"
            "格式依据：国办公开办函〔2021〕30号、〔2019〕60号。\n"
            "全部在本机运行，不连接网络。\n\n"
            "界面使用 Qt（LGPLv3），内嵌字体为思源黑体、思源宋体（OFL 1.1）。"
        )
        text.setWordWrap(True)
        text.setMinimumWidth(380)
        self.body.addWidget(name)
        self.body.addWidget(text)


def keys_table() -> str:
    """Every command that has a key, as an HTML table."""
    rows = "".join(
        f"<tr><td>{plain_label(spec.text).rstrip('…')}</td>"
        f"<td>&nbsp;&nbsp;{spec.keys.split()[0]}</td></tr>"
        for spec in SPECS
        if spec.keys
    )
    return f"<table>{rows}</table>"
