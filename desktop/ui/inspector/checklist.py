"""The five questions as this plan words them: a template that the owner may change, and the dialog for it."""

from dataclasses import dataclass

from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.assets import catalogue
from desktop.domain.answers import QUESTIONS
from desktop.domain.catalogue import Catalogue, catalogue_of
from desktop.domain.reviewing import FindOut
from desktop.plan import catalogue_edits, read
from desktop.plan.edits import new_uid
from desktop.plan.file import Plan
from desktop.ui.dialogs.parts import Dialog
from desktop.ui.fields import LineEdit, TextEdit, settle
from desktop.ui.session import Session
from desktop.ui.widgets import GRID, button, column, label, row
from desktop.words import _, question_words

_WORDS = "review_questions"
_OWN = "own-"
"""With this the id of a question of the plan's own begins."""

_PROMPTS = {"important": "J1", "frustrates": "J2", "successful": "J3", "unsuccessful": "J4", "trends": "J5"}


@dataclass(frozen=True)
class Asked:
    """One of the five: its words, and a longer prompt."""

    words: str
    prompt: str


def catalogue_in(plan: Plan) -> Catalogue:
    """The catalogue with the plan's own words."""
    return catalogue_of(catalogue(), read.info(plan).catalogue)


def checklist(plan: Plan) -> dict[str, Asked]:
    """The five questions by id, in the plan's own words where it has any."""
    own = {
        edit.item: edit.value
        for edit in read.info(plan).catalogue
        if (edit.section, edit.field) == (_WORDS, "words")
    }  # fmt: skip
    bank = catalogue_in(plan).questions
    return {
        question: Asked(own.get(question) or question_words()[question], bank[_PROMPTS[question]].text)
        for question in QUESTIONS
    }


def own_questions(plan: Plan) -> dict[str, str]:
    """What this plan asks in each review beyond the five, by id; noted, never weighed."""
    return {
        edit.item: edit.value
        for edit in read.info(plan).catalogue
        if (edit.section, edit.field) == (_WORDS, "words") and edit.item.startswith(_OWN)
    }


def step_words(step: FindOut, asked: dict[str, Asked], known: Catalogue) -> str:
    """R18: a step to find out, in one line, with two questions to ask."""
    said = asked[step.question].words
    ask = [_("“{question}”").format(question=known.questions[each].text) for each in step.ask]
    return _("{what} Perhaps ask: {questions}").format(what=said, questions=" ".join(ask)) if ask else said


class Questions(Dialog):
    """The wording of the five questions in this plan; each field is saved as it is left, an empty one goes back."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(
            parent,
            _("The five questions"),
            _("In your own words, for this plan. An empty field goes back to the words that came with Rapport."),
            width=560,
        )
        self._session = session
        self.words: dict[str, LineEdit] = {}
        self.prompts: dict[str, TextEdit] = {}
        page = QWidget()
        lines = column(gap=3 * GRID)
        for question, asked in checklist(session.plan).items():
            word = self.words[question] = LineEdit(_("Question"))
            word.show_text(asked.words)
            word.settled.connect(lambda text, q=question: self._put(_WORDS, q, "words", text))
            prompt = self.prompts[question] = TextEdit(_("Longer prompt"), lines=(1, 4))
            prompt.show_text(asked.prompt)
            prompt.settled.connect(lambda text, q=question: self._put("questions", _PROMPTS[q], "text", text))
            for field in (word, prompt):
                field.setReadOnly(not session.editable)
            lines.addLayout(column(label(question_words()[question], "heading"), word, prompt, gap=GRID))
        self.own: dict[str, LineEdit] = {}
        self._own_lines = column(gap=GRID)
        self.add = button(_("Add a question"), "link")
        self.add.setEnabled(session.editable)
        self.add.clicked.connect(self._add)
        said = label(
            _("Yours alone: asked in each review and noted, never weighed. An empty one goes."), "dim", wrap=True
        )
        lines.addLayout(column(label(_("Questions of your own"), "heading"), said, self._own_lines, gap=GRID))
        lines.addLayout(row(self.add, None))
        for key, words in own_questions(session.plan).items():
            self._show_own(key, words)
        page.setLayout(lines)
        page.setProperty("role", "ground")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        scroll.setMinimumHeight(360)
        self.body.addWidget(scroll)

    def _show_own(self, key: str, words: str) -> LineEdit:
        made = self.own[key] = LineEdit(_("A question of your own"))
        made.show_text(words)
        made.setReadOnly(not self._session.editable)
        made.settled.connect(lambda text: self._put(_WORDS, key, "words", text))
        self._own_lines.addWidget(made)
        return made

    def _add(self) -> None:
        made = self._show_own(f"{_OWN}{new_uid()}", "")
        made.show()
        made.setFocus()

    def done(self, result: int) -> None:
        settle(self)
        super().done(result)

    def _put(self, section: str, item: str, field: str, text: str) -> None:
        plan = self._session.plan
        self._session.do(lambda: catalogue_edits.set_words(plan, section, item, field, text or None))
        shown = checklist(plan)
        for question, asked in shown.items():
            self.words[question].show_text(asked.words)
            self.prompts[question].show_text(asked.prompt)
