"""The catalogues of words: what screens and papers say, in German and French; `dev.py words` brings them up to date.

A message is a literal in `_`, `ngettext` or `pgettext` of any module, or a sentence of the catalogue of
questions. New ones come into `resources/i18n/*/LC_MESSAGES/rapport.po` untranslated, those that are gone go; the
`.mo` beside it is what the program reads. Standard library only.
"""

from __future__ import annotations

import ast
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
PLURALS = {"de": "nplurals=2; plural=(n != 1);", "fr": "nplurals=2; plural=(n > 1);"}


class Message(NamedTuple):
    """`context` and `plural` are empty for most."""

    context: str
    text: str
    plural: str


def messages() -> list[Message]:
    """All that screens and papers say, in the order of the modules."""
    found: dict[Message, None] = {}
    for path in sorted((ROOT / "desktop").rglob("*.py")):
        found.update(dict.fromkeys(_in_code(ast.parse(path.read_text("utf-8")))))
    catalogue = json.loads((ROOT / "resources" / "catalogue.json").read_text("utf-8"))
    said = [item["text"] for item in catalogue["questions"]] + [item["label"] for item in catalogue["engagement_types"]]
    said += [item[key] for item in catalogue["workshop_template"] for key in ("activity", "who", "materials", "output")]
    found.update(dict.fromkeys(Message("", text, "") for text in said if text.strip("- ")))
    return list(found)


def _in_code(tree: ast.AST) -> Iterator[Message]:
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
            continue
        said = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if call.func.id == "_" and said:
            yield Message("", said[0], "")
        elif call.func.id == "ngettext" and len(said) > 1:
            yield Message("", said[0], said[1])
        elif call.func.id == "pgettext" and len(said) > 1:
            yield Message(said[0], said[1], "")


def read(path: Path) -> dict[Message, list[str]]:
    """The translations in a catalogue as `write` leaves it: one form, or two where there is a plural."""
    found: dict[Message, list[str]] = {}
    fields: dict[str, str] = {}
    last = ""
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith('"'):
            fields[last] += json.loads(line)
        elif line and not line.startswith("#"):
            last, _space, text = line.partition(" ")
            fields[last] = json.loads(text)
        elif not line and fields.get("msgid"):
            message = Message(fields.get("msgctxt", ""), fields["msgid"], fields.get("msgid_plural", ""))
            forms = ("msgstr[0]", "msgstr[1]") if message.plural else ("msgstr",)
            found[message] = [fields.get(form, "") for form in forms]
        if not line:
            fields = {}
    return found


def written(language: str, translations: dict[Message, list[str]]) -> str:
    """The text of a catalogue."""
    lines = [
        "# What screens and papers say. Made by installers/dev.py words; the translations are written by hand.",
        'msgid ""',
    ]
    lines += ['msgstr ""', f'"Language: {language}\\n"', '"Content-Type: text/plain; charset=UTF-8\\n"']
    lines += [f'"Plural-Forms: {PLURALS[language]}\\n"', ""]
    for message, forms in translations.items():
        if message.context:
            lines.append(f"msgctxt {_quoted(message.context)}")
        lines.append(f"msgid {_quoted(message.text)}")
        if message.plural:
            lines.append(f"msgid_plural {_quoted(message.plural)}")
            lines += [f"msgstr[{n}] {_quoted(form)}" for n, form in enumerate(forms)]
        else:
            lines.append(f"msgstr {_quoted(forms[0])}")
        lines.append("")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def compiled(language: str, translations: dict[Message, list[str]]) -> bytes:
    """The same as the standard library's gettext reads it (.mo)."""
    entries = {
        "": f"Language: {language}\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: {PLURALS[language]}\n"
    }
    for message, forms in translations.items():
        if all(forms):
            key = f"{message.context}\x04{message.text}" if message.context else message.text
            entries[f"{key}\0{message.plural}" if message.plural else key] = "\0".join(forms)
    keys = sorted(entries, key=lambda key: key.encode())
    texts = [[key.encode() for key in keys], [entries[key].encode() for key in keys]]
    at = 28 + 16 * len(keys)
    tables, body = b"", b""
    for column in texts:
        for text in column:
            tables += struct.pack("<II", len(text), at + len(body))
            body += text + b"\0"
    sizes = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, at)
    return sizes + tables + body


def update() -> dict[Path, bytes]:
    """Every file of the catalogues as it should be now."""
    found: dict[Path, bytes] = {}
    for language in PLURALS:
        folder = FOLDER / language / "LC_MESSAGES"
        known = read(folder / "rapport.po") if (folder / "rapport.po").exists() else {}
        now = {message: known.get(message, ["", ""] if message.plural else [""]) for message in messages()}
        found[folder / "rapport.po"] = written(language, now).encode()
        found[folder / "rapport.mo"] = compiled(language, now)
    return found


def main() -> int:
    """Write what has changed; say what is not translated."""
    untranslated = 0
    for path, data in update().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
        if path.suffix == ".po":
            missing = [message.text for message, forms in read(path).items() if not all(forms)]
            untranslated += len(missing)
            for text in missing:
                print(f"{path.parent.parent.name}: not translated: {text}")
    return 1 if untranslated else 0


if __name__ == "__main__":
    raise SystemExit(main())
