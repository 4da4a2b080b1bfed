<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- What qtbase_zh_CN of Qt 6.12 lacks, or calls otherwise than this window. After a change: pyside6-lrelease qt_missing_zh_CN.ts -->
<TS version="2.1" language="zh_CN">
<context><name>QFileDialog</name><message><source>&amp;Look in:</source><translation>查找范围(&amp;L)：</translation></message></context>
<context><name>QFileDialog</name><message><source>Files of &amp;type:</source><translation>文件类型(&amp;T)：</translation></message></context>
<context><name>QAbstractFileIconProvider</name><message><source>Drive</source><translation>驱动器</translation></message></context>
<context><name>QAbstractFileIconProvider</name><message><source>Folder</source><comment>All other platforms</comment><translation>文件夹</translation></message></context>
<context><name>QPageSetupWidget</name><message><source>Page &amp;order:</source><translation>页面顺序(&amp;O)：</translation></message></context>
<context><name>QPageSetupWidget</name><message><source>Pages &amp;per sheet:</source><translation>每张页数(&amp;P)：</translation></message></context>
<context><name>QPrintSettingsOutput</name><message><source>Page &amp;Set:</source><translation>奇偶页(&amp;S)：</translation></message></context>
<context><name>QLineEdit</name><message><source>&amp;Undo</source><translation>撤销(&amp;U)</translation></message></context>
<context><name>QWidgetTextControl</name><message><source>&amp;Undo</source><translation>撤销(&amp;U)</translation></message></context>
<context><name>QMessageBox</name><message><source>Show Details...</source><translation>显示详情…</translation></message></context>
<context><name>QMessageBox</name><message><source>Hide Details...</source><translation>隐藏详情…</translation></message></context>
</TS>
