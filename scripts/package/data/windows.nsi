; makensis -DVERSION=0.1.0 -DSOURCE=dist\govreport -DTARGET=dist\govreport-setup.exe windows.nsi
; For one user, without an administrator. Uninstalling leaves reports, settings and the log.
Unicode true
SetCompressor /SOLID lzma
!include "MUI2.nsh"

!define NAME "政府信息公开年报编制"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\govreport-desktop"
!define PROGRAM "$INSTDIR\govreport-window.exe"

Name "${NAME}"
OutFile "${TARGET}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\govreport"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
ShowInstDetails nevershow

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

!macro Associate ENDING TYPE WORDS
  WriteRegStr HKCU "Software\Classes\${ENDING}" "" "${TYPE}"
  WriteRegStr HKCU "Software\Classes\${TYPE}" "" "${WORDS}"
  WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" "${PROGRAM},0"
  WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" '"${PROGRAM}" open "%1"'
!macroend

!macro Dissociate ENDING TYPE
  DeleteRegKey HKCU "Software\Classes\${TYPE}"
  ReadRegStr $0 HKCU "Software\Classes\${ENDING}" ""
  StrCmp $0 "${TYPE}" 0 +2
  DeleteRegKey HKCU "Software\Classes\${ENDING}"
!macroend

Section
  ; An older version's libraries must not lie between the new ones.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "${PROGRAM}" "open"
  !insertmacro Associate ".govreport" "govreport.report" "政府信息公开工作年度报告"
  !insertmacro Associate ".govtask" "govreport.task" "年报汇总任务"
  !insertmacro Associate ".govreturn" "govreport.return" "年报退回意见"
  !insertmacro Associate ".govrules" "govreport.rules" "年报检查单"
  System::Call 'shell32::SHChangeNotify(i 0x8000000, i 0, p 0, p 0)'
  WriteRegStr HKCU "${KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "${PROGRAM},0"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  !insertmacro Dissociate ".govreport" "govreport.report"
  !insertmacro Dissociate ".govtask" "govreport.task"
  !insertmacro Dissociate ".govreturn" "govreport.return"
  !insertmacro Dissociate ".govrules" "govreport.rules"
  System::Call 'shell32::SHChangeNotify(i 0x8000000, i 0, p 0, p 0)'
  Delete "$SMPROGRAMS\${NAME}.lnk"
  ; Named one by one: whoever chose a folder of their own may keep reports in it.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\govreport.exe"
  Delete "$INSTDIR\govreport-window.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
