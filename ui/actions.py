"""Every command of the window in one table: its name, key, icon and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from ui.forms import plain_label
from ui.look.icons import icon
from ui.plain import on_button, tip


@dataclass(frozen=True, slots=True)
class Spec:
    """One command. ``needs`` says when it is enabled.

    ``always``, or with a ``report``, a ``writable`` one, a ``table`` in view or one whose
    ``cells`` can be filled in, ``prose`` that can be written, either of the two to read
    (``edit``) or to ``change``; ``undo`` and ``redo`` follow the stack. ``keys`` may hold
    several, the first of which is shown.
    """

    id: str
    text: str
    keys: str = ""
    icon: str = ""
    needs: str = "report"
    tip: str = ""
    checkable: bool = False


# Not Ctrl+. as in editors of code: input methods turn Chinese punctuation on and off with it.
FIX_KEY = "Alt+Enter"

SPECS = (
    Spec("new", "新建报告(&N)…", "Ctrl+N", "new", "always"),
    Spec("open", "打开(&O)…", "Ctrl+O", "open", "always"),
    Spec("import", "导入(&I)…", "Ctrl+Shift+I", "import", "always", "从表格、网页、文本等文件取数"),
    Spec("version", "保存版本(&S)", "Ctrl+S", "save", "writable", "内容随时自动保存，这里记下版本"),
    Spec("save_as", "另存为(&A)…", "Ctrl+Shift+S", tip="换一个文件继续填写，原来的文件不变"),
    Spec("save_copy", "保存副本(&Y)…", tip="另写一份，仍在这份里继续填写"),
    Spec("open_folder", "打开所在文件夹(&D)"),
    Spec("versions", "版本记录(&V)…", "Ctrl+Shift+V", "versions"),
    Spec(
        "export",
        "导出(&E)…",
        "Ctrl+E",
        "export",
        tip="PDF、OFD、Word、网页、Excel 等，可一次导出多种",
    ),
    Spec(
        "export_again", "按上次的方式导出(&G)", "Ctrl+Shift+X", tip="格式和文件夹同上次，不再询问"
    ),
    Spec("pdf", "导出 PDF(&P)…", "", "pdf"),
    Spec("leaving", "送审前检查(&K)…", "Ctrl+Shift+E", "leaving", tip="还有什么没有办完，逐项去改"),
    Spec("submitted", "标为已报送(&H)…", needs="writable", tip="记下哪天报送、报送给谁"),
    Spec("excel", "导出 Excel(&L)…", "", "excel"),
    Spec("blank_form", "导出空白表(&B)…", "", "", "always", "发给别的单位填写，或打印出来填写"),
    Spec("print", "打印(&T)…", "Ctrl+P", "print"),
    Spec("close", "关闭报告(&C)", "Ctrl+W"),
    Spec("quit", "退出(&X)", "Ctrl+Q", "", "always"),
    Spec("undo", "撤销(&U)", "Ctrl+Z", "undo", "undo"),
    Spec("redo", "重做(&R)", "Ctrl+Y Ctrl+Shift+Z", "redo", "redo"),
    Spec("cut", "剪切(&T)", "Ctrl+X", "", "change"),
    Spec("copy", "复制(&C)", "Ctrl+C", "", "edit"),
    Spec("paste", "粘贴(&P)", "Ctrl+V", "", "change"),
    Spec("clear", "清除(&D)", "Del", "", "cells"),
    Spec("select_all", "全选(&A)", "Ctrl+A", "", "edit"),
    Spec("fill_down", "向下填充(&W)", "Ctrl+D", "", "cells"),
    Spec("fill_right", "向右填充(&G)", "Ctrl+R", "", "cells"),
    Spec("zero_selection", "所选空白填 0(&S)", "Ctrl+Shift+9", "", "cells"),
    Spec("zero_table", "本表空白填 0(&B)", "Ctrl+Shift+0", "zero", "cells", "没有发生的事项填 0"),
    Spec("zero_report", "全部表格空白填 0(&L)", "Ctrl+Shift+8", "", "writable"),
    Spec("find", "查找和替换(&F)…", "Ctrl+F Ctrl+H", "find"),
    Spec("insert_field", "插入表内数字(&M)…", "Ctrl+M", "", "prose", "随表格自动更新的数字"),
    Spec("insert_sentence", "插入现成句子(&J)…", "Ctrl+J", "", "prose", "由表格和上年的数写好"),
    Spec("history", "本格修改记录(&H)…", "Ctrl+Shift+H", "", "table"),
    Spec("next_part", "下一部分(&N)", "Ctrl+PgDown"),
    Spec("previous_part", "上一部分(&B)", "Ctrl+PgUp"),
    Spec("next_pane", "下一区域(&A)", "F6"),
    Spec("next_problem", "下一个问题(&E)", "F8"),
    Spec("previous_problem", "上一个问题(&R)", "Shift+F8"),
    Spec("fix", "快速修复(&Q)", "Alt+Enter Alt+Return", tip="按提示改正眼前的问题，可以撤销"),
    Spec("problems", "问题列表(&P)", "Ctrl+Shift+M", "problems", checkable=True),
    Spec("preview", "版式预览(&V)", "F9", "preview", checkable=True),
    Spec(
        "inspector",
        "填报说明(&G)",
        "Ctrl+I",
        tip="在表的右边写着这一格算哪些、常见错误、依据和上年数；窗口窄时写在最下面一行",
        checkable=True,
    ),
    Spec("zoom_in", "放大(&I)", "Ctrl++ Ctrl+=", "", "report"),
    Spec("zoom_out", "缩小(&O)", "Ctrl+-", "", "report"),
    Spec("zoom_reset", "原始大小(&Z)", "Ctrl+0", "", "report"),
    Spec(
        "zoom_fit",
        "适合窗口(&T)",
        "Ctrl+9",
        tip="表格随窗口放大或缩小，整张看得见",
        checkable=True,
    ),
    Spec("told_again", "刚才的消息(&M)", tip="再看一遍程序刚才说的话"),
    Spec("explain", "这里填什么(&E)", "F1", "", "always", "怎样计入、常见错误和依据"),
    Spec("help", "操作说明(&H)", "Ctrl+F1", "help", "always"),
    Spec(
        "read_last_year",
        "读入上年度报告(&L)…",
        icon="last-year",
        needs="writable",
        tip="带入上年结转，并用来核对",
    ),
    Spec("compare", "与上年比较(&Y)…", "Ctrl+Shift+Y", "compare", tip="今年、上年、增减和同比"),
    Spec("show_last_year", "显示上年数(&W)", "F7", tip="在每格里以小字列出上年数", checkable=True),
    Spec(
        "collect",
        "打开或新建汇总任务(&K)…",
        "Ctrl+Shift+K",
        "collect",
        "always",
        "收各单位的报告，核对、退回、催报，汇总成本级报告",
    ),
    Spec("consolidate", "把一个文件夹加到一张表(&J)…", "", "", "always", "只出一张表，不建任务"),
    Spec("check_sheet", "检查单(&R)…", needs="always", tip="上级发来的审核要求：看、采用或去掉"),
    Spec("settings", "设置(&S)…", "Ctrl+,", "settings", "always"),
    Spec("about", "关于(&A)…", "", "", "always"),
)

# Menus and tool bar as ids in order; | is a separator, and the recent files go where
# "recent" stands.
CELL_MENU = (
    "cut copy paste clear | fill_down fill_right zero_selection | show_last_year history explain"
)
MENUS = (
    (
        "文件(&F)",
        "new open recent | version versions | save_as save_copy open_folder | import | "
        "leaving export export_again pdf excel blank_form | print submitted | close quit",
    ),
    (
        "编辑(&E)",
        "undo redo | cut copy paste clear select_all | fill_down fill_right zero_selection "
        "zero_table zero_report | find insert_field insert_sentence history",
    ),
    (
        "查看(&V)",
        "next_part previous_part next_pane | problems next_problem previous_problem fix | "
        "preview inspector | show_last_year compare | zoom_in zoom_out zoom_reset zoom_fit | "
        "told_again",
    ),
    ("工具(&T)", "read_last_year compare | collect consolidate | check_sheet settings"),
    ("帮助(&H)", "explain help about"),
)
TOOLBAR = "new open import | undo redo | zero_table find | version versions pdf"
# Beside its picture on the tool bar a command is called no more than it takes to know it.
TOOLBAR_SHORT = {
    "zero_table": "空白填 0",
    "pdf": "PDF",
    "find": "查找",
    "problems": "问题",
    "preview": "预览",
}
TOOLBAR_KEPT = "| leaving export print | problems preview"  # however narrow the window is
# Whose words are given up where there is no room for all: the best known pictures first.
TOOLBAR_WORDS = (
    "undo redo find new open versions pdf import print version zero_table export leaving preview "
    "problems"
)


class Command(QAction):
    """An action that calls what it does without ``checked``, which Qt hands out."""

    def __init__(self, text: str, window: QMainWindow) -> None:
        super().__init__(text, window)
        self._text = text
        self._handlers: list[Callable[[], object]] = []
        self.triggered.connect(self._on_triggered)

    def call(self, handler: Callable[[], object]) -> None:
        """Have the command do that, too: report and task have their own undo."""
        self._handlers.append(handler)

    def name_step(self, step: str) -> None:
        """Be called by the step it would take, as undo and redo are; "" where there is none."""
        verb = plain_label(self._text)
        name = f"{verb}“{step}”" if step else verb
        self.setText(on_button(name) + self._text.removeprefix(verb))
        self.setToolTip(tip(f"{name}（{self.shortcut().toString()}）"))

    def _on_triggered(self) -> None:
        for handler in self._handlers:
            handler()


class Actions:
    """The QActions of a window, by id."""

    def __init__(self, window: QMainWindow) -> None:
        self._actions: dict[str, Command] = {}
        for spec in SPECS:
            first = spec.keys.partition(" ")[0]
            # The catalogue of Qt calls that key 回车, and nothing else here does.
            said = f"\t{first}" if first.endswith("Enter") else ""
            action = Command(spec.text + said, window)
            if spec.icon:
                action.setIcon(icon(spec.icon))
            action.setShortcuts([QKeySequence(key) for key in spec.keys.split()])
            action.setCheckable(spec.checkable)
            name = plain_label(spec.text)
            key = f"（{spec.keys.split()[0]}）" if spec.keys else ""
            # The name first: on the tool bar there is only a picture of it.
            action.setToolTip("\n".join(filter(None, (f"{name}{key}", spec.tip))))
            action.setStatusTip(spec.tip)
            action.setIconText(TOOLBAR_SHORT.get(spec.id, name))
            self._actions[spec.id] = action
            window.addAction(action)

    def __getitem__(self, action_id: str) -> Command:
        return self._actions[action_id]

    def connect(self, handlers: dict[str, Callable[[], object]]) -> None:
        """Connect commands to what they do. ``handlers`` are called without arguments."""
        for action_id, handler in handlers.items():
            self._actions[action_id].call(handler)

    def enable(self, *, report: bool, writable: bool, table: bool, prose: bool) -> None:
        """Enable what makes sense now; undo and redo follow the stack instead."""
        states = {"always": True, "report": report, "writable": report and writable}
        states |= {"table": table, "cells": table and writable, "prose": prose and writable}
        states |= {"edit": table or prose, "change": (table or prose) and writable}
        for spec in SPECS:
            if spec.needs in states:
                self._actions[spec.id].setEnabled(states[spec.needs])
