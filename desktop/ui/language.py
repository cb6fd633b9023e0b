"""The language of the screens: as chosen, else as the system has it; with it the words of Qt's own dialogs."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop.report.language import language
from desktop.ui.settings import LANGUAGE, Settings
from desktop.words import LANGUAGES, speak


def begin_to_speak(settings: Settings) -> None:
    """Words of all windows in the chosen language from now on; before the first window is made."""
    kept = settings.get(LANGUAGE)
    speak_in(kept if kept in LANGUAGES else of_the_system())


def speak_in(wanted: str) -> None:
    """The same for a language that is said."""
    speak(wanted)
    app = QCoreApplication.instance()
    if app is not None and wanted != LANGUAGES[0]:
        said = QTranslator(app)
        if said.load(f"qtbase_{wanted}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(said)


def of_the_system() -> str:
    """The first of the user's languages that screens can be in, English when there is none."""
    spoken = [each for each in QLocale.system().uiLanguages() if language(each) != LANGUAGES[0] or each[:2] == "en"]
    return language(spoken[0]) if spoken else LANGUAGES[0]
