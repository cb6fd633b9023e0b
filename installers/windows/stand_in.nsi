; Stands in for the program where the installer is tried without one: a tiny program for Windows that writes the command
; line it was started with beside itself, or with /wait runs until somebody takes away the file that it laid there; with
; /hold=FILE it keeps that file in use meanwhile.

Unicode true
!ifdef TARGET
  Target ${TARGET}
!endif
RequestExecutionLevel user
SilentInstall silent
Name "stand-in"
OutFile "${OUT}"
!include FileFunc.nsh
!include LogicLib.nsh

Section
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/hold=" $2
  ${IfNot} ${Errors}
    FileOpen $3 "$2" a
    StrCpy $0 "/wait"
  ${EndIf}
  ${If} $0 == "/wait"
    FileOpen $1 "$EXEDIR\waits.txt" w
    FileClose $1
    ${While} ${FileExists} "$EXEDIR\waits.txt"
      Sleep 100
    ${EndWhile}
  ${Else}
    FileOpen $1 "$EXEDIR\opened.txt" w
    FileWriteUTF16LE $1 "$0"
    FileClose $1
  ${EndIf}
SectionEnd
