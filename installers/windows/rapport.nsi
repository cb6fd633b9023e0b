; The installer for Windows: for the user who starts it, without an administrator; `installers/windows/setup.py` compiles
; it. Silent with /S; /D=FOLDER (last, unquoted) chooses the folder. Codes: 0 done, 2 not possible, 5 Rapport is running,
; 6 files of an earlier version could not be removed.
;
; Defined outside, paths as this system writes them: VERSION, NUMBERS (four, with dots), FILES (the program's folder and
; an asterisk), APP_ICON, LICENCE (files), OUT (file).

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
!define NOTES "Rapport.Notes"
!define MARKER "rapport-was-installed-here.txt"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define CLASSES "Software\Classes"

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "${NAME} Setup"
VIAddVersionKey LegalCopyright "MIT licence"

!define MUI_ICON "${APP_ICON}"
!define MUI_UNICON "${APP_ICON}"
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
LangString OTHERS ${LANG_ENGLISH} "This folder holds another program. Choose an empty or a new one; nothing was changed."
LangString OTHERS ${LANG_GERMAN} "In diesem Ordner liegt ein anderes Programm. Wählen Sie einen leeren oder neuen; es wurde nichts geändert."
LangString OTHERS ${LANG_FRENCH} "Ce dossier contient un autre programme. Choisissez un dossier vide ou nouveau ; rien n’a été modifié."
LangString STUCK ${LANG_ENGLISH} "Some files of Rapport are held by another program and could not be removed. Start Windows anew and try again; your plans are untouched."
LangString STUCK ${LANG_GERMAN} "Einige Dateien von Rapport hält ein anderes Programm fest; sie konnten nicht entfernt werden. Starten Sie Windows neu und versuchen Sie es erneut; Ihre Pläne sind unberührt."
LangString STUCK ${LANG_FRENCH} "Certains fichiers de Rapport sont retenus par un autre programme et n’ont pas pu être supprimés. Redémarrez Windows et réessayez ; vos plans sont intacts."
LangString PLAN_KIND ${LANG_ENGLISH} "Rapport plan"
LangString PLAN_KIND ${LANG_GERMAN} "Rapport-Plan"
LangString PLAN_KIND ${LANG_FRENCH} "Plan Rapport"
LangString NOTES_KIND ${LANG_ENGLISH} "Rapport: a coach's own notes"
LangString NOTES_KIND ${LANG_GERMAN} "Rapport: eigene Notizen"
LangString NOTES_KIND ${LANG_FRENCH} "Rapport : notes personnelles"

!macro REFUSE WORDS CODE
  MessageBox MB_OK|MB_ICONEXCLAMATION "${WORDS}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; A running program cannot be written to; asked before anything is touched.
!macro NOT_WHILE_RUNNING FILE
  ${If} ${FileExists} "${FILE}"
    ClearErrors
    FileOpen $0 "${FILE}" a
    ${If} ${Errors}
      !insertmacro REFUSE "$(RUNNING)" 5
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

!macro NONE_RUNNING FOLDER
  !insertmacro NOT_WHILE_RUNNING "${FOLDER}\${NAME}.exe"
  !insertmacro NOT_WHILE_RUNNING "${FOLDER}\rapport-cli.exe"
!macroend

; Removed is what we laid there, and only where our marker says that we did. What cannot be removed keeps its marker, so
; that the next attempt goes on from there. Other people's files stay, and with them the folder.
!macro REMOVE_PROGRAM FOLDER
  ${If} ${FileExists} "${FOLDER}\${MARKER}"
    RMDir /r "${FOLDER}\_internal"
    Delete "${FOLDER}\${NAME}.exe"
    Delete "${FOLDER}\rapport-cli.exe"
    ${If} ${FileExists} "${FOLDER}\_internal\*.*"
    ${OrIf} ${FileExists} "${FOLDER}\${NAME}.exe"
    ${OrIf} ${FileExists} "${FOLDER}\rapport-cli.exe"
      !insertmacro REFUSE "$(STUCK)" 6
    ${EndIf}
    Delete "${FOLDER}\Uninstall.exe"
    Delete "${FOLDER}\${MARKER}"
    RMDir "${FOLDER}"
  ${EndIf}
!macroend

; A kind of file: its ending, its name for the system, its name for people, its type.
!macro REGISTER SUFFIX KIND WORDS TYPE
  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "${WORDS}"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\_internal\plan.ico,0"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\${NAME}.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}" "Content Type" "${TYPE}"
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${KIND}" ""
!macroend

; Somebody else may have taken the ending meanwhile: theirs stays.
!macro UNREGISTER SUFFIX KIND TYPE
  DeleteRegKey HKCU "${CLASSES}\${KIND}"
  DeleteRegValue HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids"
  ReadRegStr $0 HKCU "${CLASSES}\${SUFFIX}" "Content Type"
  ${If} $0 == "${TYPE}"
    DeleteRegValue HKCU "${CLASSES}\${SUFFIX}" "Content Type"
  ${EndIf}
  ReadRegStr $0 HKCU "${CLASSES}\${SUFFIX}" ""
  ${If} $0 == "${KIND}"
    DeleteRegValue HKCU "${CLASSES}\${SUFFIX}" ""
    StrCpy $0 ""
  ${EndIf}
  ; `/ifempty` looks for other keys in it alone, not for values.
  EnumRegValue $1 HKCU "${CLASSES}\${SUFFIX}" 0
  ${If} $0$1 == ""
    DeleteRegKey /ifempty HKCU "${CLASSES}\${SUFFIX}"
  ${EndIf}
!macroend

Section
  ; An earlier version, there or in another folder.
  ReadRegStr $R0 HKCU "${UNINSTALL}" "InstallLocation"
  ${If} $R0 == ""
    StrCpy $R0 "$INSTDIR"
  ${EndIf}
  !insertmacro NONE_RUNNING "$INSTDIR"
  !insertmacro NONE_RUNNING "$R0"
  ${IfNot} ${FileExists} "$INSTDIR\${MARKER}"
    ${If} ${FileExists} "$INSTDIR\_internal\*.*"
    ${OrIf} ${FileExists} "$INSTDIR\${NAME}.exe"
    ${OrIf} ${FileExists} "$INSTDIR\rapport-cli.exe"
    ${OrIf} ${FileExists} "$INSTDIR\Uninstall.exe"
      !insertmacro REFUSE "$(OTHERS)" 2
    ${EndIf}
  ${EndIf}

  ; What an older version had and this one has not goes.
  !insertmacro REMOVE_PROGRAM "$R0"
  !insertmacro REMOVE_PROGRAM "$INSTDIR"
  SetOutPath "$INSTDIR"
  FileOpen $0 "$INSTDIR\${MARKER}" w
  FileWrite $0 "${NAME} ${VERSION}$\r$\n"
  FileClose $0
  File /r "${FILES}"
  WriteUninstaller "$INSTDIR\Uninstall.exe"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${NAME}.exe"

  !insertmacro REGISTER ".rapport" "${PLAN}" "$(PLAN_KIND)" "application/x-rapport-plan"
  !insertmacro REGISTER ".coachnotes" "${NOTES}" "$(NOTES_KIND)" "application/x-rapport-notes"
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
  !insertmacro NONE_RUNNING "$INSTDIR"
  !insertmacro REMOVE_PROGRAM "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  !insertmacro UNREGISTER ".rapport" "${PLAN}" "application/x-rapport-plan"
  !insertmacro UNREGISTER ".coachnotes" "${NOTES}" "application/x-rapport-notes"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\${NAME}.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  ${un.RefreshShellIcons}
SectionEnd
