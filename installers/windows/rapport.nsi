; The installer for Windows: for the user who starts it, without an administrator; `installers/windows/setup.py` compiles
; it. Silent with /S; /D=FOLDER (last, unquoted) chooses the folder. Codes: 0 done, 2 not possible, 5 Rapport is running.
;
; Defined outside: VERSION, PROGRAM (folder with the program), ICONS (folder), LICENCE (file), OUT (file).

Unicode true
!ifdef TARGET
  Target ${TARGET}
!endif
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
SetCompressor /SOLID lzma
CRCCheck force

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh

!define NAME "Rapport"
!define PLAN "Rapport.Plan"
!define MARKER "rapport-was-installed-here.txt"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define CLASSES "Software\Classes"

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "${NAME} Setup"
VIAddVersionKey LegalCopyright "MIT licence"

!define MUI_ICON "${ICONS}/app.ico"
!define MUI_UNICON "${ICONS}/app.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${NAME}.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Start ${NAME}"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "French"

LangString RUNNING ${LANG_ENGLISH} "Rapport is running. Close its windows and try again; nothing was changed."
LangString RUNNING ${LANG_GERMAN} "Rapport läuft noch. Schließen Sie seine Fenster und versuchen Sie es erneut; es wurde nichts geändert."
LangString RUNNING ${LANG_FRENCH} "Rapport est ouvert. Fermez ses fenêtres et réessayez ; rien n’a été modifié."
LangString OTHERS ${LANG_ENGLISH} "This folder holds other files. Choose an empty or a new one; nothing was changed."
LangString OTHERS ${LANG_GERMAN} "In diesem Ordner liegen andere Dateien. Wählen Sie einen leeren oder neuen; es wurde nichts geändert."
LangString OTHERS ${LANG_FRENCH} "Ce dossier contient d’autres fichiers. Choisissez un dossier vide ou nouveau ; rien n’a été modifié."
LangString PLAN_KIND ${LANG_ENGLISH} "Rapport plan"
LangString PLAN_KIND ${LANG_GERMAN} "Rapport-Plan"
LangString PLAN_KIND ${LANG_FRENCH} "Plan Rapport"

!macro REFUSE WORDS CODE
  MessageBox MB_OK|MB_ICONEXCLAMATION "${WORDS}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; A running program cannot be written to; asked before anything is touched.
!macro NOT_WHILE_RUNNING
  ${If} ${FileExists} "$INSTDIR\${NAME}.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\${NAME}.exe" a
    ${If} ${Errors}
      !insertmacro REFUSE "$(RUNNING)" 5
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; The folder is removed whole only where our marker says that we made it.
!macro REMOVE_PROGRAM
  ${If} ${FileExists} "$INSTDIR\${MARKER}"
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\${NAME}.exe"
    Delete "$INSTDIR\rapport-cli.exe"
    Delete "$INSTDIR\Uninstall.exe"
    Delete "$INSTDIR\${MARKER}"
    RMDir "$INSTDIR"
  ${EndIf}
!macroend

Section
  !insertmacro NOT_WHILE_RUNNING
  ${IfNot} ${FileExists} "$INSTDIR\${MARKER}"
    ${DirState} "$INSTDIR" $0
    ${If} $0 == 1
      !insertmacro REFUSE "$(OTHERS)" 2
    ${EndIf}
  ${EndIf}

  ; Upgrade in place: what an older version had and this one has not goes.
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  FileOpen $0 "$INSTDIR\${MARKER}" w
  FileWrite $0 "${NAME} ${VERSION}$\r$\n"
  FileClose $0
  File /r "${PROGRAM}/*"
  WriteUninstaller "$INSTDIR\Uninstall.exe"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${NAME}.exe"

  WriteRegStr HKCU "${CLASSES}\${PLAN}" "" "$(PLAN_KIND)"
  WriteRegStr HKCU "${CLASSES}\${PLAN}\DefaultIcon" "" "$INSTDIR\_internal\plan.ico,0"
  WriteRegStr HKCU "${CLASSES}\${PLAN}\shell\open\command" "" '"$INSTDIR\${NAME}.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.rapport" "" "${PLAN}"
  WriteRegStr HKCU "${CLASSES}\.rapport" "Content Type" "application/x-rapport-plan"
  WriteRegStr HKCU "${CLASSES}\.rapport\OpenWithProgids" "${PLAN}" ""
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\${NAME}.exe" "" "$INSTDIR\${NAME}.exe"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${NAME}.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Rapport authors"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
  ${RefreshShellIcons}
SectionEnd

; Plans lie where their owners put them and are never touched; neither is the data folder, which holds their backups.
Section Uninstall
  !insertmacro NOT_WHILE_RUNNING
  !insertmacro REMOVE_PROGRAM
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${CLASSES}\${PLAN}"
  DeleteRegValue HKCU "${CLASSES}\.rapport\OpenWithProgids" "${PLAN}"
  ; Somebody else may have taken the ending meanwhile.
  ReadRegStr $0 HKCU "${CLASSES}\.rapport" ""
  ${If} $0 == "${PLAN}"
    DeleteRegKey HKCU "${CLASSES}\.rapport"
  ${EndIf}
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\${NAME}.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  ${un.RefreshShellIcons}
SectionEnd
