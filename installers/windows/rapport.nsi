; The installer for Windows: for the user who starts it, without an administrator; `installers/windows/setup.py` compiles
; it. Silent with /S; /D=FOLDER (last, unquoted) chooses the folder.
; Codes: 0 done, 2 not possible and nothing changed, 3 not finished and can be done again, 5 Rapport is running.
;
; Defined outside: VERSION, NUMBERS (it as four numbers), KILOBYTES (of the program), FILES (script that lays the program
; out), LIST (text that names each of its files, then its folders, the innermost first), ICONS (folder), LICENCE, OUT (files).
;
; The list is laid beside the program before anything else and goes last. It is how a copy is known, and all that is
; ever removed: what others put into the folder stays, and from every state in between installing and removing go on.

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
!define LAID "rapport-installed-files.txt"
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
LangString OTHERS ${LANG_ENGLISH} "This folder holds files of another program. Choose another one; nothing was changed."
LangString OTHERS ${LANG_GERMAN} "In diesem Ordner liegen Dateien eines anderen Programms. Wählen Sie einen anderen; es wurde nichts geändert."
LangString OTHERS ${LANG_FRENCH} "Ce dossier contient des fichiers d’un autre programme. Choisissez-en un autre ; rien n’a été modifié."
LangString STUCK ${LANG_ENGLISH} "Some files of Rapport could not be removed or written. Your plans are untouched. Close what may use them, and try again."
LangString STUCK ${LANG_GERMAN} "Einige Dateien von Rapport konnten nicht entfernt oder geschrieben werden. Ihre Pläne sind unberührt. Schließen Sie, was sie benutzt, und versuchen Sie es erneut."
LangString STUCK ${LANG_FRENCH} "Certains fichiers de Rapport n’ont pu être supprimés ou écrits. Vos plans sont intacts. Fermez ce qui les utilise, puis réessayez."
LangString PLAN_KIND ${LANG_ENGLISH} "Rapport plan"
LangString PLAN_KIND ${LANG_GERMAN} "Rapport-Plan"
LangString PLAN_KIND ${LANG_FRENCH} "Plan Rapport"
LangString NOTES_KIND ${LANG_ENGLISH} "Rapport coach’s notes"
LangString NOTES_KIND ${LANG_GERMAN} "Rapport-Notizen eines Coachs"
LangString NOTES_KIND ${LANG_FRENCH} "Notes de coach Rapport"

!macro REFUSE WORDS CODE
  MessageBox MB_OK|MB_ICONEXCLAMATION "${WORDS}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

Var Folder
Var Stuck

; A running program cannot be written to; asked before anything is touched.
!macro NOT_WHILE_RUNNING PROGRAM
  ${If} ${FileExists} "$Folder\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$Folder\${PROGRAM}" a
    ${If} ${Errors}
      !insertmacro REFUSE "$(RUNNING)" 5
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; The next line of the list open as $0 into $1, without its end; the error flag where there is none.
!macro NEXT_LINE
  ClearErrors
  FileReadUTF16LE $0 $1
  StrCpy $1 $1 -2
!macroend

!macro IN_BOTH UN
  ; Ends the whole where a program in $Folder runs.
  Function ${UN}NotWhileRunning
    !insertmacro NOT_WHILE_RUNNING "${NAME}.exe"
    !insertmacro NOT_WHILE_RUNNING "rapport-cli.exe"
  FunctionEnd

  ; Removes the copy in $Folder, if there is one: the files of its list, and folders that are empty then.
  ; Ends the whole where a file stays; then the list stays, too.
  Function ${UN}RemoveCopy
    ${IfNot} ${FileExists} "$Folder\${LAID}"
      Return
    ${EndIf}
    StrCpy $Stuck 0
    FileOpen $0 "$Folder\${LAID}" r
    ${Do}
      !insertmacro NEXT_LINE
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      StrCpy $2 $1 1 -1
      ${If} $2 == "\"
        StrCpy $1 $1 -1
        RMDir "$Folder\$1"
      ${Else}
        Delete "$Folder\$1"
        ${If} ${FileExists} "$Folder\$1"
          IntOp $Stuck $Stuck + 1
        ${EndIf}
      ${EndIf}
    ${Loop}
    FileClose $0
    ${If} $Stuck > 0
      !insertmacro REFUSE "$(STUCK)" 3
    ${EndIf}
    Delete "$Folder\Uninstall.exe"
    Delete "$Folder\${LAID}"
    RMDir "$Folder"
  FunctionEnd
!macroend
!insertmacro IN_BOTH ""
!insertmacro IN_BOTH "un."

; Ends the whole where a file of the program would be written over one that is not ours.
Function NotOverOthers
  ${If} ${FileExists} "$INSTDIR\${LAID}"
    Return
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\Uninstall.exe"
    !insertmacro REFUSE "$(OTHERS)" 2
  ${EndIf}
  InitPluginsDir
  File "/oname=$PLUGINSDIR\${LAID}" "${LIST}"
  FileOpen $0 "$PLUGINSDIR\${LAID}" r
  ${Do}
    !insertmacro NEXT_LINE
    ${If} ${Errors}
      ${ExitDo}
    ${EndIf}
    StrCpy $2 $1 1 -1
    ${If} $2 != "\"
    ${AndIf} ${FileExists} "$INSTDIR\$1"
      FileClose $0
      !insertmacro REFUSE "$(OTHERS)" 2
    ${EndIf}
  ${Loop}
  FileClose $0
FunctionEnd

; A kind of file that is opened by a click. WORDS: what it is called.
!macro OPENS KIND SUFFIX MIME ICON WORDS
  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "${WORDS}"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\_internal\${ICON},0"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\${NAME}.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}" "Content Type" "${MIME}"
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${KIND}" ""
!macroend

; Only what we said: somebody else may have taken the ending meanwhile, or say something of it, too.
!macro OPENS_NO_MORE KIND SUFFIX MIME
  DeleteRegKey HKCU "${CLASSES}\${KIND}"
  DeleteRegValue HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "${KIND}"
  !insertmacro FORGET_IF "${CLASSES}\${SUFFIX}" "" "${KIND}"
  !insertmacro FORGET_IF "${CLASSES}\${SUFFIX}" "Content Type" "${MIME}"
  !insertmacro FORGET_EMPTY "${CLASSES}\${SUFFIX}\OpenWithProgids"
  !insertmacro FORGET_EMPTY "${CLASSES}\${SUFFIX}"
!macroend

!macro FORGET_IF KEY VALUE SAID
  ReadRegStr $0 HKCU "${KEY}" "${VALUE}"
  ${If} $0 == "${SAID}"
    DeleteRegValue HKCU "${KEY}" "${VALUE}"
  ${EndIf}
!macroend

!macro FORGET_EMPTY KEY
  ClearErrors
  EnumRegValue $0 HKCU "${KEY}" 0
  ${If} ${Errors}
    DeleteRegKey /ifempty HKCU "${KEY}"
  ${EndIf}
!macroend

Section
  ; The copy that is there, wherever it lies: it goes, and what is not of the program stays where it is.
  ReadRegStr $Folder HKCU "${UNINSTALL}" "InstallLocation"
  ${If} $Folder != ""
    Call NotWhileRunning
  ${EndIf}
  StrCpy $Folder "$INSTDIR"
  Call NotWhileRunning
  Call NotOverOthers
  Call RemoveCopy
  ReadRegStr $Folder HKCU "${UNINSTALL}" "InstallLocation"
  ${If} $Folder != ""
    Call RemoveCopy
  ${EndIf}

  ClearErrors
  SetOutPath "$INSTDIR"
  File "/oname=${LAID}" "${LIST}"
  !include "${FILES}"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  ${If} ${Errors}
    !insertmacro REFUSE "$(STUCK)" 3
  ${EndIf}

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${NAME}.exe"

  !insertmacro OPENS "Rapport.Plan" ".rapport" "application/x-rapport-plan" "plan.ico" "$(PLAN_KIND)"
  !insertmacro OPENS "Rapport.CoachNotes" ".coachnotes" "application/x-rapport-coachnotes" "notes.ico" "$(NOTES_KIND)"
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
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  ${RefreshShellIcons}
SectionEnd

; Plans lie where their owners put them and are never touched; neither is the data folder, which holds their backups.
Section Uninstall
  StrCpy $Folder "$INSTDIR"
  Call un.NotWhileRunning
  Call un.RemoveCopy
  ; What Windows knows of the program may be of another copy by now.
  ReadRegStr $0 HKCU "${UNINSTALL}" "InstallLocation"
  ${If} $0 == "$INSTDIR"
    Delete "$SMPROGRAMS\${NAME}.lnk"
    !insertmacro OPENS_NO_MORE "Rapport.Plan" ".rapport" "application/x-rapport-plan"
    !insertmacro OPENS_NO_MORE "Rapport.CoachNotes" ".coachnotes" "application/x-rapport-coachnotes"
    DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\${NAME}.exe"
    DeleteRegKey HKCU "${UNINSTALL}"
    ${un.RefreshShellIcons}
  ${EndIf}
SectionEnd
