"""The persons whom a text names in full, and where it comes back to them by their surname or by what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property

from knowledge.attributions.clauses import is_finite, words_of
from knowledge.model import Span
from knowledge.number_words import NUMBER_WORDS
from knowledge.speakers.people import (
    Sex,
    first_names,
    people_introduced,
    people_with_first_names,
    without_rank,
)
from knowledge.speakers.voices import kind_of_words
from knowledge.word_lists import any_of, words_in

_YOUNGER = re.compile(r"(?: (?:Jr|Sr)\.?| I{2,3})$")
#: How an office or a rank is printed before the name of whoever comes back as "the senator".
_BEFORE_A_NAME = {
    "senator": "Sens?", "governor": "Gov", "representative": "Reps?", "congressman": "Rep", "congresswoman": "Rep",
    "lawmaker": "Rep|Sen", "general": "Gen", "colonel": "Col", "lieutenant": "Lt", "captain": "Capt", "major": "Maj",
    "admiral": "Adm", "professor": "Prof", "doctor": "Dr", "sergeant": "Sgt", "detective": "Det", "reverend": "Rev",
    "pastor": "Rev", "president": "Pres", "executive": "CEO",
}  # fmt: skip

#: A senator has a spokesman as well, but no customers.
_THOSE_OF_A_BODY = f"{any_of('those_of_a_body')}"
#: "The Weil campaign" is not Weil.
_NOT_THE_MAN = rf"(?:{any_of('not_the_man')})\b"


#: "Omar Aziz, a spokesman for the group" is none.
_NO_OFFICE = r"(?:(?!(?:of|for|at|in|with|from|to)\b)[\w-]+ )"
_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w-]*[a-z](?: [A-Z]\.)?(?: [A-ZÀ-Þ][\w-]*[a-z])*(?![\w-])")
_QUARTERS = (
    "North South East West Northern Southern Eastern Western Central New Old Greater Upper Lower Port Fort Mount Saint "
    "San Santa Los Las El Al Yesterday Today"
)


def _no_first_name(word: str) -> bool:
    lists = ("connectives", "leading", "front_words", "clause_breaks", "determiners", "pronouns", "subject_openers")
    return (
        word in _QUARTERS.split()
        or word.lower() in NUMBER_WORDS
        or any(word.lower() in words_in(name) for name in lists)
    )


@cache
def _somebody() -> re.Pattern[str]:
    nouns = "|".join(sorted(words_in("persons") | words_in("titles"), key=len, reverse=True))
    return re.compile(
        rf"(?<!, )(?<!is )(?<!was )(?<!as )\b(?:[Aa]n?|One|another|Another) (?:[\w-]+ ){{0,2}}?({nouns})\b(?! [A-Z])|"
        rf"(?:(?<=[.!?][ \n])|(?<=[.!?][”\"] )|(?<=\n)|^)The ({nouns})\b(?! [A-Z])"
    )


@cache
def _of_a_sex() -> dict[Sex, re.Pattern[str]]:
    """Titles and callings that only a man has, or only a woman, before a name: "Ms Duarte", "actress Mia Lund"."""
    titles: dict[Sex, str] = {"he": any_of("only_of_men"), "she": any_of("only_of_women")}
    name = r"\.? (?:[A-Z][\w’'-]+ ){0,2}?(?P<name>[A-Z][\w-]+)(?! [A-Z])"
    return {sex: re.compile(rf"\b(?:{title}){name}") for sex, title in titles.items()}


@cache
def _titles_of_one_sex() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The titles that only a man has, and those that only a woman has: anywhere, and up to somebody's last name."""
    titles = (rf"\b(?:{any_of(told)})\.? " for told in ("only_of_men", "only_of_women"))
    return tuple((re.compile(one), re.compile(rf"{one}(?:[A-Z][\w’'-]+ ){{0,2}}?\Z")) for one in titles)


_A_BODY_BEHIND = re.compile(rf", (?:the|an?) {_NO_OFFICE}{{0,3}}(?:{any_of('bodies')})(?:,| that\b| which\b)")
_THOSE_OF_A_BODY_BEHIND = re.compile(rf"(?:['’]s?)? (?:{_THOSE_OF_A_BODY})\b")
#: Nobody has so long names between a title and the last of them.
_FAR_BEFORE = 200
_EDGE = re.compile(r"\b")


def _places_of(words: str, text: str) -> Iterator[int]:
    """Where the words stand in a text."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


class Persons:
    """Everybody whom a text names in full: by first and last name, or with a rank before it.

    A name is looked for outside quotations only where somebody may be meant by "he": whom a speaker names is not
    whom the report goes on about.
    """

    def __init__(self, text: str, quotations: tuple[Span, ...] = ()) -> None:
        self._text = text
        self._quotations = quotations
        self._full: dict[str, str] = {}
        #: Two capitals of which the second comes back alone: somebody, most likely, but perhaps a town.
        self._perhaps: dict[str, str] = {}
        #: What was asked of a name before: one is asked of by each sentence that "he" stands in.
        self._sexes: dict[str, Sex] = {}
        self._bodies: dict[str, bool] = {}
        runs = [found.group() for found in _CAPITALS.finditer(text)]
        alone = {run for run in runs if " " not in run}
        for run in map(without_rank, runs):
            first, _, last = run.rpartition(" ")
            if not first or last not in alone or alone & set(first.split("-")[:-1]):
                continue
            if not _no_first_name(first.partition(" ")[0]) and kind_of_words(run) == "named_person":
                self._perhaps.setdefault(run, last)
        told = [name for _, name in people_with_first_names(text)]
        for name in (*told, *(without_rank(words) for words in people_introduced(text))):
            self.add(name)
        for name in [one for one in self._perhaps if any(one.endswith(f" {known}") for known in self._full)]:
            del self._perhaps[name]  # "Justice Antonin Weil" is Antonin Weil

    def add(self, name: str) -> None:
        """Remember somebody by the full name; "Mr. Weil" and "Weil" are not full names."""
        name = name.rstrip(".")
        words = _YOUNGER.sub("", name).split()
        if len(words) > 1 and words[0].rstrip(".") not in ("Mr", "Mrs", "Ms", "Dr") and "and" not in words:
            self._full.setdefault(name, words[-1])
            self._perhaps.pop(name, None)
            self.__dict__.pop("_shape", None)
            self._sexes.clear()

    def called(self, surname: str) -> str:
        """The full name of the only person with this surname; "" where the text has none, or two.

        >>> persons = Persons("Lena Ortiz and Lena M. Ortiz won. Omar Aziz, 42, and Hala Aziz left.")
        >>> persons.called("Ortiz"), persons.called("Aziz")
        ('Lena Ortiz', '')
        """
        full = [name for known in (self._full, self._perhaps) for name, last in known.items() if last == surname]
        # "Lena M. Ortiz" is Lena Ortiz; "Hala Aziz" is not Omar Aziz.
        return full[0] if len({name.split()[0] for name in full}) == 1 else ""

    def is_sure(self, name: str) -> bool:
        """Whether a full name is surely a person's: by the first name, by how the text puts it, or by speaking."""
        return name in self._full

    def acts(self, name: str) -> bool:
        """Whether the text tells of somebody by the full name, and not of what is named after him.

        >>> persons = Persons("Mira Washington spoke on the George Washington Bridge.")
        >>> persons.acts("Mira Washington"), persons.acts("George Washington")
        (True, False)
        """
        for found in re.finditer(rf"\b{re.escape(name)}(?P<comma>,| \()?", self._text):
            words = words_of(self._text, found.end(), min(found.end() + 40, len(self._text)))
            if found["comma"] or (words and is_finite(words, 0)):
                return True
        return False

    def between(self, start: int, end: int) -> list[str]:
        """The full names of everybody named in a stretch of the text outside quotations, each once, in order."""
        if self._shape is None:
            return []
        found: list[str] = []
        for match in self._shape.finditer(self._text, start, end):
            if any(q.start < match.start() < q.end for q in self._quotations):
                continue
            name = self.called(match.group().split()[-1]) or match.group()
            if name not in found:
                found.append(name)
        return found

    def is_body(self, name: str) -> bool:
        """Whether a single name is a body's, by what the text gives it: executives, customers, a share price.

        >>> Persons("Amberline executives met. Amberline said the strike was over.").is_body("Amberline")
        True
        """
        found = self._bodies.get(name)
        if found is None:
            found = self._bodies[name] = self._is_body(name)
        return found

    def _is_body(self, name: str) -> bool:
        if name not in self._text:
            return False
        # No pattern is made of a name: most are asked about in one article.
        ends = [at + len(name) for at in _places_of(name, self._text) if _EDGE.match(self._text, at)]
        if any(_A_BODY_BEHIND.match(self._text, end) for end in ends):
            # "Haulers Unite, the union that called the strike".
            return True
        if not re.fullmatch(r"[A-ZÀ-Þ][\w’'-]+", name):
            return False
        return any(_THOSE_OF_A_BODY_BEHIND.match(self._text, end) for end in ends)

    def fitting(self, sex: Sex, start: int, end: int) -> list[str]:
        """Of those named in a stretch of the text, whoever may be "he", or "she"."""
        return [name for name in self.between(start, end) if self.sex(name) in ("", sex)]

    def another_told(self, name: str, sex: Sex, start: int, end: int) -> bool:
        """Whether a stretch of the text names a man, or a woman, who is not the one with this name.

        >>> text = "Ms Duarte left with Rasko Lund."
        >>> [Persons(text).another_told("Rasko Lund", sex, 0, len(text)) for sex in ("she", "he")]
        [True, False]
        """
        surname = name.split()[-1] if name else ""
        others = [one for one in self.between(start, end) if self.sex(one) == sex and one.split()[-1] != surname]
        titled = (found["name"] for found in _of_a_sex()[sex].finditer(self._text, start, end))
        return bool(others) or any(one != surname for one in titled)

    def is_somebodys(self, name: str, sex: Sex, start: int, end: int) -> bool:
        """Whether a stretch of the text calls the one with this name his, or hers: "her lawyer, Omar Aziz".

        >>> text = "She left with her lawyer, Rasko Lund."
        >>> [Persons(text).is_somebodys("Rasko Lund", sex, 0, len(text)) for sex in ("she", "he")]
        [True, False]
        """
        surname = re.escape(name.split()[-1]) if name else ""
        whose = "[Hh]er" if sex == "she" else "[Hh]is"
        described = rf"\b{whose} (?:[a-z’'-]+ ){{0,4}}?(?!as\b)[a-z-]+,? (?:[A-Z][\w.’'-]* ){{0,3}}{surname}\b"
        return bool(surname) and re.search(described, self._text[start:end]) is not None

    def nameless_between(self, start: int, end: int) -> bool:
        """Whether a stretch of the text speaks of somebody without a name, who may be meant by "he" as well."""
        return any(
            not any(q.start < found.start() < q.end for q in self._quotations)
            for found in _somebody().finditer(self._text, start, end)
        )

    def nameless_at(self, start: int) -> str:
        """What somebody without a name is called with whom a sentence begins: "doctor" in "The doctor left."; or ""."""
        found = _somebody().match(self._text, start)
        return found[1] or found[2] if found else ""

    def sex(self, name: str) -> Sex:
        """Whether the first name, or "Mrs." in the text, tells a man from a woman; "" where neither does.

        >>> persons = Persons("Paula Reiss left. Dr. Kim Lund stayed; Ms. Lund is the coroner.")
        >>> persons.sex("Reiss"), persons.sex("Kim Lund"), persons.sex("Weil")
        ('she', 'she', '')
        """
        told = self._sexes.get(name)
        if told is None:
            told = self._sexes[name] = self._told_sex(name)
        return told

    def _told_sex(self, name: str) -> Sex:
        words = _YOUNGER.sub("", without_rank(name)).split()
        if not words:
            return ""
        full = name if len(words) > 1 else self.called(words[-1])
        first = without_rank(full).split()[:1]
        if first and first[0] in first_names():
            return first_names()[first[0]]
        last = words[-1]
        places = [at for at in _places_of(last, self._text) if _EDGE.match(self._text, at + len(last))]
        man, woman = (
            shape is not None and any(shape.search(self._text, max(0, at - _FAR_BEFORE), at) for at in places)
            for shape in self._titles
        )
        return "" if man == woman else "he" if man else "she"

    def doing(self, noun: str, before: int) -> set[str]:
        """The names of everybody whom the text, up to a place, has called by this noun: "spokesman", "senator".

        >>> sorted(Persons("Sen. Lena Ortiz, a lawyer, met the lawyer Omar Aziz.").doing("lawyer", 99))
        ['Lena Ortiz', 'Omar Aziz']
        """
        short = _BEFORE_A_NAME.get(noun)
        titles = "|".join(filter(None, (re.escape(noun), re.escape(noun.capitalize()), short)))
        before_it = re.compile(rf"\b(?:{titles})\b\.? (?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w.’'-]*){{0,2}})")
        earlier = self._text[:before]
        found = {re.sub(r"['’]s?$", "", match["name"].rstrip(".")) for match in before_it.finditer(earlier)}
        for name in self._full:
            shape = (
                rf"{re.escape(name)}, (?:\d+, )?(?:an?|the|his|her|its|their) (?:[\w’'-]+ ){{0,5}}?{re.escape(noun)}\b"
            )
            if f"{name}, " in earlier and re.search(shape, earlier):
                found.add(name)
        return {self.called(name.split()[-1]) or name for name in found}

    @cached_property
    def _titles(self) -> list[re.Pattern[str] | None]:
        """The titles of men alone, and those of women alone, up to a name, where the text has one of them."""
        return [before if shape.search(self._text) else None for shape, before in _titles_of_one_sex()]

    @cached_property
    def _shape(self) -> re.Pattern[str] | None:
        names = sorted(
            {*self._full, *self._full.values(), *self._perhaps, *self._perhaps.values()}, key=len, reverse=True
        )
        if not names:
            return None
        return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + rf")(?![\w-])(?! {_NOT_THE_MAN})")
