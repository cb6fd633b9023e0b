"""Who is already there: the keys by which a person of a file is found among the people of a plan."""

from collections.abc import Iterable, Iterator

from desktop.exchange.merging import additions
from desktop.exchange.persons import Person, Said
from desktop.exchange.reasons import Reason

_ENOUGH = 20
"""So many people with the same key are looked at."""
_SEVERAL = "\n"


class People:
    """Everybody who is there, found by their keys. The cost of a search does not grow with the number of namesakes."""

    def __init__(self) -> None:
        self._index: dict[str, Person | list[Person]] = {}
        self._awaited: dict[str, str] = {}
        self._same_throughout: dict[Said, Person] = {}

    def add(self, person: Person) -> None:
        """Let `person` be found by their keys; again after these have grown."""
        if person.id is not None and not person.described:
            self._same_throughout.setdefault(person.everything, person)
        for key in _keys(person):
            found = self._index.setdefault(key, person)
            if isinstance(found, list):
                if not any(other is person for other in found[:_ENOUGH]):
                    found.append(person)
            elif found is not person:
                self._index[key] = [found, person]

    def describe(self, new: Person, there: Person) -> None:
        """Take note that a row of this import, `new`, is about `there`: from now on a bare name is not enough."""
        there.described = True
        self._same_throughout.setdefault(new.everything, there)

    def await_person(self, person: Person) -> None:
        """Take note of somebody in an import: organisation and page tell apart those who have a name in common."""
        if not person.organisation:
            for name in person.names:
                self._note(_key("bare", name), str(hash(person.everything)))
        if person.organisation or person.profiles:
            for name in person.names:
                self._note(_key("organisations", name), person.organisation)
                if person.profiles:
                    self._note(_key("pages", name, person.organisation), min(person.profiles))

    def find(self, new: Person) -> tuple[Person | None, Reason]:
        """The person whom `new` describes and what shows it; without one, why somebody like them is another person.

        The keys, the surest first: all of it in the same words; the uid of the card; the profile page; the e-mail
        address, unless the names have nothing in common (a shared mailbox); the name with the same telephone number;
        the name with the same organisation; the name alone when one side has no organisation, nothing speaks against it
        and nobody else has that name, here or in the import; the name of somebody of the plan of whom all of it is said
        already. Where only names speak for it, two profile pages or two uids are two people, and so are two rows of one
        import.
        """
        if found := self._same_throughout.get(new.everything):
            return found, Reason.ALREADY_THERE
        if found := self._first(_key("uid", uid) for uid in new.uids):
            return found, Reason.SAME_UID
        if found := self._first(_key("profile", page) for page in new.profiles):
            return found, Reason.SAME_PROFILE
        if found := self._first(_key("email", email, name) for email in new.emails for name in new.names):
            return found, Reason.SAME_EMAIL
        sharing = [other for email in new.emails for other in self._some(_key("email", email))]
        if found := next((other for other in sharing if may_be_one_name(new, other)), None):
            return found, Reason.SAME_EMAIL
        found = self._first(_key("phone", phone, name) for phone in new.phones for name in new.names)
        if found and not differ(new.profiles, found.profiles):
            return found, Reason.SAME_NAME_AND_PHONE
        reason = Reason.NONE
        for name in new.names:
            found, reason = self._by_name(new, name)
            if found:
                return found, reason
        return None, Reason.SHARED_EMAIL if sharing else reason

    def _by_name(self, new: Person, name: str) -> tuple[Person | None, Reason]:
        """The person of this name, when organisations and profile pages let it be one and no other."""
        # A key outlives a change: somebody whom an earlier row gave a page or an organisation is not meant here.
        without_page = [
            other
            for other in self._some(_key("without-page", name, new.organisation))
            if not other.profiles and other.organisation == new.organisation
        ]
        with_page = self._some(_key("with-page", name, new.organisation))
        if new.profiles:
            alike = without_page if self._awaited.get(_key("pages", name, new.organisation)) != _SEVERAL else []
        else:
            alike = without_page or (with_page if len(with_page) == 1 else [])
        alike = [other for other in alike if not differ(new.uids, other.uids)]
        if not new.organisation:
            sure = not self._awaits_namesakes(name)
            alike = [other for other in alike if sure and not (other.described or _contradict(new, other))]
        if alike:
            return alike[0], Reason.SAME_NAME_AND_ORGANISATION if new.organisation else Reason.SAME_NAME
        everybody = self._some(_key("name", name))
        unsure = [other for other in everybody if not (other.organisation and new.organisation)]
        if len(everybody) == len(unsure) == 1 and not self._awaits_namesakes(name):
            other = unsure[0]
            if not other.described and not _are_two(new, other):
                return other, Reason.SAME_NAME
        # Whoever it is, somebody of this name has all of it already: the second time of an import, for one.
        for other in unsure + without_page + with_page:
            if other.id is not None and not _are_two(new, other) and not additions(other, new):
                return other, Reason.ALREADY_THERE
        return None, Reason.NAMESAKE if unsure or without_page or with_page else Reason.NONE

    def _note(self, key: str, value: str) -> None:
        if self._awaited.setdefault(key, value) != value:
            self._awaited[key] = _SEVERAL

    def _awaits_namesakes(self, name: str) -> bool:
        organisation = self._awaited.get(_key("organisations", name), "")
        pages = self._awaited.get(_key("pages", name, organisation))
        return _SEVERAL in (organisation, pages, self._awaited.get(_key("bare", name)))

    def _some(self, key: str) -> list[Person]:
        """The first people with this key; many share it only where it says little."""
        found = self._index.get(key, [])
        return found[:_ENOUGH] if isinstance(found, list) else [found]

    def _first(self, keys: Iterable[str]) -> Person | None:
        return next((people[0] for key in keys if (people := self._some(key))), None)


def _key(kind: str, *parts: str) -> str:
    return "\n".join((kind, *parts))


def _keys(person: Person) -> Iterator[str]:
    yield from (_key("uid", uid) for uid in person.uids)
    yield from (_key("profile", page) for page in person.profiles)
    yield from (_key("email", email) for email in person.emails)
    for name in person.names:
        yield _key("name", name)
        yield _key("with-page" if person.profiles else "without-page", name, person.organisation)
        yield from (_key("email", email, name) for email in person.emails)
        yield from (_key("phone", phone, name) for phone in person.phones)


def differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both sides have such keys and none in common."""
    return bool(one) and bool(other) and not set(one) & set(other)


def _contradict(one: Person, other: Person) -> bool:
    """Whether what both sides tell of ways to reach them agrees nowhere."""
    return differ(one.emails, other.emails) or differ(one.phones, other.phones)


def _are_two(one: Person, other: Person) -> bool:
    """Whether something speaks against two people of one name being the same."""
    return _contradict(one, other) or differ(one.profiles, other.profiles) or differ(one.uids, other.uids)


def may_be_one_name(one: Person, other: Person) -> bool:
    """Whether two names can be one person's: a part in common, different scripts, or no real name (an address)."""
    pairs = [(a, b) for a in one.names for b in other.names]
    return any(_akin(a, b) for a, b in pairs) or not pairs


def _akin(one: str, other: str) -> bool:
    if "@" in one or "@" in other or one.isascii() != other.isascii():
        return True
    if one.replace(" ", "") in other.replace(" ", "") or other.replace(" ", "") in one.replace(" ", ""):
        return True
    return bool(_parts(one) & _parts(other))


def _parts(name: str) -> set[str]:
    parts = name.replace("-", " ").split()
    return {part for part in parts if len(part) > 1} or set(parts)
