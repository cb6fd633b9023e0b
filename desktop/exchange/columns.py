"""What the columns of a table hold: guessed from their names and what stands in them, open to the user's change."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from desktop.domain.names import fold
from desktop.exchange.drafts import Format


class Column(StrEnum):
    """What a column says about a person."""

    IGNORE = ""
    KEY = "key"
    """Names the row within the file: what edges refer to."""
    NAME = "name"
    GIVEN = "given"
    MIDDLE = "middle"
    FAMILY = "family"
    SUFFIX = "suffix"
    LATIN = "latin"
    ROLE = "role"
    ORGANISATION = "organisation"
    DEPARTMENT = "department"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    GROUP = "group"
    TAGS = "tags"
    NOTE = "note"
    SINCE = "since"
    MANAGER = "manager"
    NICKNAME = "nickname"
    BIRTHDAY = "birthday"
    ADDRESS = "address"


Mapping_ = tuple[Column, ...]
"""One `Column` for each column of a table, from the left."""

# Folded names of columns; a number in them stands as `#`. The classic and the web export of Outlook, both generations
# of Google, Gephi, Kumu and what people write themselves; English, then German, French, Spanish, Portuguese, Italian,
# Dutch, Polish.
_NAMES: Mapping[Column, str] = {
    Column.KEY: "id|uid|networkcanvasuuid|uuid|@id",
    Column.NAME: "name|full name|fullname|display name|contact|contact name|person|label|participant|file as|who"
    "|vollstandiger name|anzeigename|nom complet|nombre completo|nome completo|nome e cognome|volledige naam|naam"
    "|imie i nazwisko|osoba|фио|имя и фамилия|姓名|名前|氏名",
    Column.GIVEN: "first name|firstname|given name|given|forename|vorname|prenom|nombre|primeiro nome|nome|voornaam"
    "|imie|имя|名",
    Column.MIDDLE: "middle name|additional name|weitere vornamen|deuxieme prenom|segundo nombre",
    Column.FAMILY: "last name|lastname|family name|surname|nachname|familienname|nom|nom de famille|apellido|apellidos"
    "|sobrenome|apelido|cognome|achternaam|nazwisko|фамилия|姓",
    Column.SUFFIX: "suffix|name suffix|namenszusatz",
    Column.LATIN: "name latin|latin name|romanised name|romanized name",
    Column.ROLE: "role|job title|jobtitle|position|organization title|organization # - title|occupation|function|job"
    "|rolle|funktion|beruf|fonction|poste|titre|cargo|puesto|funcao|ruolo|posizione|functie|stanowisko|должность"
    "|职位|役職",
    Column.ORGANISATION: "organisation|organization|company|employer|organization name|organization # - name"
    "|account name|firma|unternehmen|organisationseinheit"
    "|societe|entreprise|empresa|organizacion|organizacao|azienda|societa"
    "|bedrijf|organisatie|компания|организация|公司|会社",
    Column.DEPARTMENT: "department|organization department|organization # - department|abteilung|service|departement"
    "|departamento|reparto|afdeling",
    Column.EMAIL: "e-mail|email|mail|e-mail address|email address|e-mail # address|e-mail # - value|work email"
    "|e-mail-adresse|e-mail #: adresse|emailadresse|adresse e-mail|adresse de messagerie|correo|correo electronico"
    "|direccion de correo electronico|endereco de e-mail|indirizzo e-mail|indirizzo email|e-mailadres|адрес эл. почты"
    "|почта|邮箱|メール",
    Column.PHONE: "phone|telephone|tel|mobile|mobile phone|cell|business phone|business phone #|home phone|home phone #"
    "|primary phone|other phone|phone # - value|phone number|telefon|mobiltelefon|telefon geschaftlich|telefon privat"
    "|telefon (mobil)|mobil|telefone|telemovel|telefono|movil|telefoon|телефон|电话|電話",
    Column.URL: "url|web page|website|website # - value|homepage|linkedin|linkedin url|profile|profile url"
    "|personal web page|webseite|site web|sitio web|sito web|pagina web",
    Column.GROUP: "group|groups|team|gruppe|gruppen|groupe|grupo|gruppo|groep|grupa|группа",
    Column.TAGS: "tags|tag|labels|categories|category|group membership|kategorien|schlagworter|categories|categorias"
    "|categorie|etiquetas|etichette|теги",
    Column.NOTE: "note|notes|comment|comments|description|remarks|notizen|notiz|bemerkung|bemerkungen|remarques|notas"
    "|comentarios|note|opmerkingen|notatki|uwagi|заметки|примечания|备注",
    Column.SINCE: "known since|connected on|met on|since|first met|kennengelernt|bekannt seit|connu depuis|desde",
    Column.MANAGER: "manager's name|manager|reports to|line manager|supervisor|boss|name des/der vorgesetzten"
    "|vorgesetzter|vorgesetzte|responsable|superior|jefe",
    Column.NICKNAME: "nickname|short name|spitzname|surnom|apodo",
    Column.BIRTHDAY: "birthday|geburtstag|anniversaire|cumpleanos",
    Column.ADDRESS: "address|address # - formatted|business street|business city|business state|business postal code"
    "|business country|business country/region|home street|home city|home state|home postal code|home country"
    "|home country/region|adresse|direccion|endereco|indirizzo",
}  # fmt: skip
_BY_NAME = {name: column for column, names in _NAMES.items() for name in names.split("|")}
# Together only in what these programs write.
_GOOGLE = ({"name", "given name", "family name", "group membership"}, {"first name", "last name", "labels"})
_OUTLOOK = {"first name", "last name", "e-mail address", "business phone", "job title"}

_ENDS = (
    ("networkcanvassourceuuid", "networkcanvastargetuuid"), ("from", "to"), ("source", "target"), ("von", "nach"),
    ("person a", "person b"),
)  # fmt: skip
_NUMBER = re.compile(r"\b\d{1,2}\b")
_URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s()./-]{6,24}")
_LOOKED_AT = 200
_MOST_COLUMNS = 400


def plain(name: str) -> str:
    """A column's name as names are compared."""
    folded = " ".join(fold(name[:80]).replace("_", " ").strip(" *:").split())
    return _NUMBER.sub("#", folded) if folded[:1].isalpha() else folded


def known(name: str) -> Column:
    """What a column of this name holds; IGNORE when the name says nothing."""
    return _BY_NAME.get(plain(name), Column.IGNORE)


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row holds the names of columns: most people's tables name at least two that are known."""
    names = [cell for cell in cells[:_MOST_COLUMNS] if cell]
    hits = {known(name) for name in names} - {Column.IGNORE}
    return bool(hits & {Column.NAME, Column.GIVEN, Column.FAMILY, Column.EMAIL, Column.KEY}) and (
        len(hits) >= 2 or len(names) == 1
    )


def ends_of(header: Sequence[str]) -> tuple[int, int] | None:
    """Where the two ends of an edge stand, when these are the columns of a table of edges."""
    places: Mapping[str, int] = {plain(name): n for n, name in reversed(list(enumerate(header)))}
    for one, other in _ENDS:
        if one in places and other in places:
            return places[one], places[other]
    return None


def written_by(header: Iterable[str]) -> Format:
    """Which program writes a table with these columns."""
    names = {plain(name) for name in header}
    if any(names >= wanted for wanted in _GOOGLE):
        return Format.GOOGLE
    return Format.OUTLOOK if names >= _OUTLOOK else Format.TABLE


def guess(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping_:
    """What each column holds, by its name, else by what stands in it. `header` is empty when the table has none."""
    width = min(_MOST_COLUMNS, max([len(header), *map(len, rows[:_LOOKED_AT])], default=0))
    found = [known(header[n]) if n < len(header) else Column.IGNORE for n in range(width)]
    google = written_by(header) is Format.GOOGLE
    for n, column in enumerate(found):
        if column is Column.IGNORE and not (n < len(header) and google):
            found[n] = _by_content([row[n] for row in rows[:_LOOKED_AT] if n < len(row) and row[n]], found)
    if not header and (width == 1 or set(found) - {Column.IGNORE}):
        # Nothing names the columns, but what stands in one of them shows that these are people.
        texts = [n for n, column in enumerate(found) if column is Column.IGNORE]
        if texts:
            found[texts[0]] = Column.NAME
    return tidy(found, header)


def tidy(found: Sequence[Column], header: Sequence[str] = ()) -> Mapping_:
    """A mapping in which one column alone is the key, and no label takes the place of a name."""
    kept: list[Column] = []
    names = [plain(name) for name in header]
    # A label beside a name is a category (Gephi, Kumu); a whole name beside its parts is how it is filed.
    named = "name" in names or {Column.GIVEN, Column.FAMILY} <= set(found)
    for n, column in enumerate(found):
        weak = column is Column.NAME and n < len(names) and names[n] in ("label", "file as", "who", "contact")
        twice = column is Column.KEY and column in kept
        kept.append(Column.IGNORE if twice or (weak and named) else column)
    return tuple(kept)


def _by_content(cells: Sequence[str], taken: Sequence[Column]) -> Column:
    if not cells:
        return Column.IGNORE
    most = 0.7 * len(cells)
    if sum("@" in cell and " " not in cell.strip() for cell in cells) > most:
        return Column.EMAIL
    if sum(_URL.match(cell) is not None for cell in cells) > most:
        return Column.URL
    looks_dialled = sum(_PHONE.fullmatch(cell) is not None and sum(map(str.isdigit, cell)) >= 7 for cell in cells)
    if looks_dialled > most and Column.PHONE not in taken and not all(cell.isdigit() for cell in cells):
        return Column.PHONE
    return Column.IGNORE


def data_like(cells: Sequence[str]) -> bool:
    """Whether a row holds somebody rather than names of columns."""
    return any("@" in cell or _URL.match(cell) or _PHONE.fullmatch(cell) for cell in cells)


def fingerprint(header: Sequence[str]) -> str:
    """By what a choice of columns is remembered: nothing can be read out of it. '' for a table without a header."""
    if not header or data_like(header):
        return ""
    counted = Counter(plain(name) for name in header)
    return hashlib.sha256("\n".join(f"{name}\t{n}" for name, n in sorted(counted.items())).encode()).hexdigest()[:32]
