"""Which words in front of a reporting verb, or behind it, name the speaker: where a name begins, and where it ends."""

from __future__ import annotations

import re

from knowledge.attributions.clauses import (
    JOINING,
    LEADING,
    PRONOUNS,
    VOICES,
    Word,
    has_finite,
    is_finite,
    looks_like_voice,
)
from knowledge.attributions.cues import cue_of_form
from knowledge.speakers.names import OF_A_PEOPLE
from knowledge.speakers.people import people_with_first_names
from knowledge.weekdays import A_WEEKDAY, LONG_WEEKDAY
from knowledge.word_lists import any_of, words_in

_BREAKS = words_in("clause_breaks")
_RELATIVE = words_in("relatives")
_CONNECTIVES = words_in("connectives")
_FRONT_WORDS = words_in("front_words")
_SUBJECT_OPENERS = words_in("subject_openers")
_TIMES_AFTER_A_NAME = words_in("times_after_a_name")
_APPOSITIONS = words_in("appositions")
_SET_AGAINST = re.compile(any_of("set_against"), re.IGNORECASE)


def source_before(words: list[Word], upto: int) -> tuple[int, int] | None:
    """The words that name the speaker in front of a verb that starts at place `upto`; None when none can be told.

    Returns places in `words`, from the first up to, not including, the last.
    """
    end = upto
    while end > 0 and words[end - 1].text in (",", "—", "–", "-"):
        end -= 1
    if end == 0:
        return None
    if does := what_a_voice_does(words, end):
        return does[0], end
    if end < upto:
        comma = next((i for i in range(end - 1, max(end - 10, 0), -1) if words[i].text == ","), None)
        if comma and words[comma + 1].lower == "not":
            # "Rebels, not the army, denied": the army is named, and has not.
            return source_before(words, comma)
        if comma and _SET_AGAINST.fullmatch(" ".join(word.text for word in words[comma + 1 : end])):
            # "Police, however, counted": the aside is no part of the name.
            return source_before(words, comma)
        return _with_apposition(words, end)
    end = _without_time(words, end)
    if words[end - 1].lower in _ALWAYS_SUBJECTS and words[end - 1].text != "IT":
        # "She writes in a post she put": whatever stands before her is another clause.
        return end - 1, end
    begin = end
    while begin > 0 and not _stops(words, begin - 1, end):
        begin -= 1
    begin = _past_a_verb(words, begin, end)
    if _is_a_deed(words, begin, end):
        return _voice_at_the_end(words, begin, end)
    if begin > 2 and words[begin - 2].lower in ("who", "which") and _only_does(words, begin - 1, end):
        # "A man who fled Kalden said": the town has not.
        begin -= 1
    if begin > 1 and words[begin - 1].lower in ("who", "which") and _relative_clause(words, begin, end):
        # "The Observatory which relies on sources in Syria said": the name stands before "which".
        named = source_before(words, begin - 1)
        if named:
            return named[0], end
        # "... fighting which broke out in the town al-Manar reported": what fought does not speak.
        nearest = nearest_voice(words, begin, end)
        return nearest if nearest[0] > begin and not has_finite(words[slice(*nearest)]) else None
    if begin > 2 and words[begin - 2].lower in ("who", "which") and not _ends_with_a_voice(words, begin, end):
        # "The Observatory which has sources in Syria said", where the comma is lost.
        named = source_before(words, begin - 2)
        if named:
            return named[0], end
    begin = _past_leading(words, begin, end)
    if begin >= end or not (looks_like_voice(words[begin:end]) or _speaks_last(words, begin, end)):
        return None
    return begin, end


def _speaks_last(words: list[Word], begin: int, end: int) -> bool:
    """Whether people of any calling stand alone between a comma and "said", with nothing behind that.

    "The fish died, anglers said", "…, two passers-by said on Monday": nothing but a speaker has its place there.
    """
    who = [word.text for word in words[begin:end]]
    if begin == 0 or words[begin - 1].text not in (",", "”", '"') or len(who) > _LONGEST_CALLING:
        return False
    if end >= len(words) or words[end].lower not in ("said", "say", "says"):
        # "…, arrests announced": nobody has announced anything there.
        return False
    behind = words[end + 1 : end + 2]
    over = not behind or behind[0].is_mark or behind[0].lower in ("on", "late", "later", "early", "yesterday", "today")
    return over and _PEOPLE.fullmatch(" ".join(who)) is not None


_LONGEST_CALLING = 3
#: "Anglers", "two hikers", "a passer-by", "local fishermen"; not "news", "others' doubts", "a week".
_PEOPLE = re.compile(
    rf"(?!(?:[a-z]+ )?(?:{any_of('no_people')})\b)(?:(?:an?|one|two|three|some|several|many|most|other) )?(?:[a-z-]+ )?"
    r"(?:[a-z-]*[a-z]{2}(?<![usi])s|[a-z]*(?:men|women|people|folk)|[a-z-]+(?:er|or|ist|ian|by|man|woman))"
)


#: Pronouns that only carry a verb, and are never part of a longer name.
_ALWAYS_SUBJECTS = ("he", "she", "they", "we", "i")
#: What a bare verb stands behind: "that would contradict Harbour Radio".
_MODALS = (
    "would",
    "could",
    "should",
    "might",
    "may",
    "must",
    "can",
    "cannot",
    "will",
    "did",
    "does",
    "didn't",
    "won't",
)


def _past_a_verb(words: list[Word], begin: int, end: int) -> int:
    """Where a name begins behind the verb of another's clause: "perhaps he thinks" and "would contradict" are none.

    Only of a name alone it is known that it is all that stands there; in "nobody can stop the planes activists said" a
    comma is lost.
    """
    for at in range(max(begin, end - _LONGEST_OBJECT - 1), end - 1):
        behind_a_subject = at > 0 and words[at - 1].lower in (*_ALWAYS_SUBJECTS, *_MODALS) and words[at].text.islower()
        if behind_a_subject and all(word.text[:1].isupper() for word in words[at + 1 : end]):
            return at + 1
    return begin


_LONGEST_OBJECT = 3


def _is_a_deed(words: list[Word], begin: int, end: int) -> bool:
    """Whether words up to a verb tell what somebody did meanwhile: "while filming a garden show and said"."""
    if end - begin < 3 or not re.fullmatch(r"[a-z]{2,}ing", words[begin].text) or begin == 0:
        return False
    object_of_it = words[begin + 1].lower in ("a", "an", "the", "his", "her", "its", "their")
    return object_of_it and words[begin - 1].lower in _BREAKS and nearest_voice(words, begin, end)[0] <= begin + 1


def _voice_at_the_end(words: list[Word], begin: int, end: int) -> tuple[int, int] | None:
    """The name or the noun phrase of its own that ends words which name nobody: "visiting the front Jonas Weil"."""
    name = _name_begins(words, begin, end)
    if begin < name < end and words[name - 1].lower not in JOINING:
        return name, end
    nearest = nearest_voice(words, begin, end)
    return nearest if nearest[0] > begin + 1 else None


def _ends_with_a_voice(words: list[Word], begin: int, end: int) -> bool:
    """Whether a voice of its own stands behind a clause: "a port the mayor", "offices Amber Radio"; not "in Kalden"."""
    if nearest_voice(words, begin, end)[0] > begin or VOICES.fullmatch(words[end - 1].text):
        return True
    if any(word.lower in cue_of_form() for word in words[begin:end]):
        # "The video which was posted shows two men who say": what shows them is not meant.
        return True
    name = _name_begins(words, begin, end)
    return name < end and (name == begin or words[name - 1].lower not in JOINING)


#: "Supports it", "runs the pit", "tracks storms in Velmar"; in "needs help aid workers" somebody else is named behind.
_WHAT_IT_DOES = re.compile(
    r"(?!(?:was|has|is|does|goes|says)\b)[a-z]{2,}(?<![sui])s "
    r"(?:it|them|(?:(?:the|its|their) )?[a-z-]+(?: (?!the\b|an?\b)[a-z-]+)?(?: (?:in|of|at) (?:the )?[A-Z][\w-]+)?)"
)


def what_a_voice_does(words: list[Word], end: int) -> tuple[int, int] | None:
    """A body up to place `end` that is told from others by what it does: "the aid group that supports it".

    Returns where it begins, and where what it does begins. Only words in the present tell bodies apart: in "clashes
    with a group which left the town residents said" the residents speak.
    """
    for at in range(end - 3, max(end - 9, 1), -1):
        if words[at].lower not in ("that", "which") or not VOICES.fullmatch(words[at - 1].text):
            continue
        does = words[at + 1 : end]
        told = _WHAT_IT_DOES.fullmatch(" ".join(word.text for word in does))
        own = 3 if does[1].lower in _ITS_OWN else 2
        if told is None or (len(does) > own and VOICES.fullmatch(does[-1].text)):
            return None
        begin = at - 1
        while begin > 0 and at - begin < 5 and words[begin].lower not in _DETERMINERS and words[begin].text.islower():
            begin -= 1
        tied = begin > 0 and words[begin - 1].lower in JOINING
        return (begin, at + 1) if words[begin].lower in _DETERMINERS and not tied else None
    return None


_DETERMINERS = ("the", "a", "an")
_ITS_OWN = ("the", "its", "their")


def nearest_voice(words: list[Word], begin: int, end: int) -> tuple[int, int]:
    """The last noun phrase of these words, for texts that print no comma before the speaker.

    "after the bombing the Observatory said": only "the Observatory" speaks. Returns the words unchanged where no
    shorter phrase shows itself.
    """
    if (does := what_a_voice_does(words, end)) and does[0] >= begin:
        return does[0], end
    for place in range(end - 1, begin, -1):
        starts = words[place].lower in ("the", "a", "an", "one", "another", "he", "she", "they", "it")
        if starts and words[place - 1].lower not in JOINING and looks_like_voice(words[place:end]) and end - place < 9:
            return place, end
    place = _name_begins(words, begin, end)
    inner = place > begin and place < end and words[place - 1].lower not in JOINING and end - begin > 6
    return (place, end) if inner and looks_like_voice(words[place:end]) else (begin, end)


def _name_begins(words: list[Word], begin: int, end: int) -> int:
    """Where a name at the end of these words begins, with what it is called in front of it."""
    for also_called in (False, True):
        place = end
        while place > begin and (
            words[place - 1].text[:1].isupper()
            or words[place - 1].lower.startswith(("al-", "el-"))
            or (also_called and VOICES.fullmatch(words[place - 1].text))
        ):
            place -= 1
        if place < end and (kind := _words_of_its_kind(words[begin:place])):
            return place - kind
    return place


#: "Norlandian TV channel", in front of the name of one.
_KIND = re.compile(rf"(?:^| )(?P<kind>(?:{OF_A_PEOPLE} )?(?:{any_of('newsrooms')}|{any_of('watchers')}))$")


def _words_of_its_kind(before: list[Word]) -> int:
    """How many words right before a name say what is named: three of "ten children Norlandian TV channel"."""
    found = _KIND.search(" ".join(word.text for word in before))
    return found["kind"].count(" ") + 1 if found else 0


def antecedent_before(words: list[Word], upto: int) -> tuple[int, int] | None:
    """The words that "who" at place `upto` stands for: the nearest noun phrase, and none that runs on for long."""
    places = source_before(words, upto)
    first, last = nearest_voice(words, *places) if places else (0, upto)
    first = _past_what_is_no_name(words, first, last)
    first += last - first > 1 and words[first].lower in ("with", "from", "by")
    for place in range(last - 2, first, -1):
        # "Condemnation from the ministry, which said": no condemnation speaks; "officials from the ministry" do.
        if words[place].lower in ("from", "at", "with", "by", "against"):
            named = looks_like_voice(words[first:place]) and words[first].lower not in ("their", "his", "her", "its")
            voice = VOICES.search(" ".join(w.text for w in words[first:place]))
            first = first if voice or (named and not words[first].text.islower()) else place + 1
            break
    if places and last - first < 13 and words[first].lower not in _FRONT_WORDS:
        return first, last
    while last > 0 and words[last - 1].is_mark:
        last -= 1
    # "With help from Secretary Jonas Weil, who said": the name alone.
    first = last
    while first > 0 and words[first - 1].text[:1].isupper():
        first -= 1
    return (first, last) if last - first > 1 else None


def _past_what_is_no_name(words: list[Word], first: int, last: int) -> int:
    """Where a name begins behind a small word that is no noun: "unusual for Kalden", "reached out to the radio"."""
    for place in range(last - 2, first, -1):
        head = words[place - 1]
        if _DID.fullmatch(head.text) and place - 1 > first and all(w.text[:1].isupper() for w in words[place:last]):
            # "The mayor thanked Ada Finn, who".
            return place
        if words[place].lower in ("for", "to") and all(word.text.islower() for word in words[first:place]):
            bare = words[first].lower not in _SUBJECT_OPENERS and not head.lower.endswith("s")
            return place + 1 if bare and not VOICES.search(" ".join(w.text for w in words[first:place])) else first
    return first


_DID = re.compile(r"[a-z]{3,}ed")


def without_front(source: str) -> str:
    """The speaker's words without a place or an occasion in front, where the comma between is lost.

    >>> without_front("In the town of Amber activist Omar Aziz"), without_front("Speaking to Harbour Post Mira Sand")
    ('activist Omar Aziz', 'Mira Sand')
    """
    named = people_with_first_names(source)
    if not named or not _FRONT.match(source) or not source.endswith(named[-1][1]):
        return source
    at, name = named[-1]
    calling = source[:at].rstrip().rpartition(" ")[2]
    return source[at - len(calling) - 1 :] if calling.islower() and VOICES.fullmatch(calling) else name


def without_a_time(source: str) -> str:
    """The speaker's words without the time behind them.

    >>> without_a_time("the harbour ministry on Saturday"), without_a_time("Amber Radio on Aug. 24")
    ('the harbour ministry', 'Amber Radio')
    >>> without_a_time("Mail on Sunday"), without_a_time("a study released last week")
    ('Mail on Sunday', 'a study released last week')
    """
    return _TIME_BEHIND.sub(lambda found: found["who"] or "", source)


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_TIME_BEHIND = re.compile(
    rf"(?:(?P<who>\b[a-z][\w-]*) on {A_WEEKDAY}|,? on {_MONTH} \d{{1,2}}| at the time|"
    r"(?<!ed)(?: late| early| earlier)? (?:last|this) (?:week|month|year))\Z"
)
#: "Against a raid in Velmar Amber TV": no voice begins so.
_TIED = re.compile(
    r"(?:in|on|at|out|of|from|to|with|by|into|near|over|amid|during|after|before|against|through|inside|outside|since|"
    r"until|that|which|where|when|while) \S"
)
_WITHIN_A_TIME = re.compile(
    r"(?:in|on|at|during) (?:the|that|this)(?: same)? (?:day|week|month|year|morning|afternoon|evening|night) "
    r"(?P<who>\S.*)"
)
_NAME_AT_THE_END = re.compile(r"(?P<tie>\S+) (?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)\Z")


def without_a_tie(source: str) -> str:
    """The name with which words end that begin as no name does, with what only ties them to their sentence.

    A place that they tie to it is none.

    >>> without_a_tie("in the day media"), without_a_tie("in from abroad Amber"), without_a_tie("by phone from Amber")
    ('media', 'Amber', '')
    """
    if not _TIED.match(source):
        return source
    if within := _WITHIN_A_TIME.match(source):
        return within["who"]
    named = _NAME_AT_THE_END.search(source)
    if named is None:
        return ""
    is_a_place = _TIED.match(f"{named['tie']} x") is not None
    return named["name"].partition(" ")[2] if is_a_place else named["name"]


_FRONT = re.compile(r"(?:In|On|At|From|For|After|During|[A-Z]\w+ing) (?!the (?:\w+ )?[A-Z]\w+$)")


def _without_time(words: list[Word], end: int) -> int:
    """Where the name ends when a day stands between it and the verb ("Pope Francis on Sunday said")."""
    if end > 2 and re.fullmatch(LONG_WEEKDAY, words[end - 1].lower):
        return end - 2 if words[end - 2].lower in ("on", "last", "this") else end - 1
    if (
        end > 2
        and words[end - 2].lower in ("this", "last")
        and words[end - 1].lower in ("week", "month", "year", "morning")
    ):
        return end - 2
    return end


def _only_does(words: list[Word], at: int, end: int) -> bool:
    """Whether a verb that tells of no speech stands here, and behind it one name alone."""
    return end - at == 2 and words[end - 1].text[:1].isupper() and words[at].lower not in cue_of_form()


def _relative_clause(words: list[Word], begin: int, end: int) -> bool:
    first = words[begin].lower
    small = words[begin].text.islower()
    # "Who armed Kurds said" were spies: they say it.
    somewhere = small and first.endswith("ed") and _only_does(words, begin, end) and words[end - 1].lower[-1] != "s"
    return has_finite(words[begin:end]) or somewhere or (first.endswith(("s", "ed")) and small and end - begin > 2)


def _stops(words: list[Word], at: int, end: int) -> bool:
    word = words[at]
    lower = word.lower
    if word.is_mark:
        return word.text not in ("’", "'", ".", "&", "/", "(", ")", "@", "#", "%", "$", "-")
    if lower in _RELATIVE:
        return at + 1 < end or lower not in ("who", "which")
    if lower in _BREAKS:
        return True
    if lower in ("and", "or"):
        left = words[max(0, at - 6) : at]
        right = words[at + 1 : end]
        return has_finite(left) or not right or not left or (len(right) == 1 and right[0].lower in PRONOUNS)
    return is_finite(words, at) and not (at + 1 < end and words[at + 1].lower == "by")


def _past_leading(words: list[Word], begin: int, end: int) -> int:
    while begin < end and (words[begin].is_mark or words[begin].lower in _CONNECTIVES):
        begin += 1
    if begin + 1 < end and words[begin].lower.endswith("ed") and words[begin + 1].lower == "by":
        begin += 2
    for place in range(end - 2, begin - 1, -1):
        # A page's date line runs into the text: "19 October 2016 Russia said".
        if re.fullmatch(r"(?:19|20)\d\d", words[place].text) and words[place + 1].text[:1].isupper():
            begin = place + 1
            break
    # Where commas are lost: "On Monday the army said".
    if begin < end and words[begin].lower in _FRONT_WORDS:
        for place in range(begin + 2, end):
            if words[place].lower in _SUBJECT_OPENERS:
                return place
        if end - begin > 2 and words[begin].lower in ("on", "yesterday", "today", "last"):
            return begin + 2
        last = words[end - 1]
        # "He spoke with paramedics who said": they do.
        is_named = last.text[:1].isupper() or last.text[:1].isdigit() or last.lower in ("who", "which")
        is_named = is_named or VOICES.fullmatch(last.text) is not None
        if end - begin < 3 or words[begin].lower in ("of", "to", "against", "into", "by", "from") or not is_named:
            # "With the head and the watch added": nobody has added anything.
            voice = None if is_named else _voice_at_the_end(words, begin, end)
            return voice[0] if voice else end
    return begin


def _with_apposition(words: list[Word], end: int) -> tuple[int, int] | None:
    """As in "Smith, the head of the mission, said": the name stands before the comma before."""
    comma = next((i for i in range(end - 1, max(end - 16, 0), -1) if words[i].text == ","), None)
    if comma and words[comma + 1].lower in ("who", "which", "whose") and comma + 1 < end:
        named = source_before(words, comma)
        return (named[0], end) if named else None
    begin = end
    while begin > 0 and (
        words[begin - 1].text == ","
        or words[begin - 1].lower in (*_RELATIVE, "as", "where", "and", "or")
        or not _stops(words, begin - 1, end)
    ):
        begin -= 1
        if end - begin > 40:
            return None
    if begin > 2 and comma and (told := _told_by_who(words, begin)):
        # "The woman, who lived in Kalden, Norland, said": neither town has.
        named = source_before(words, told)
        return (named[0], end) if named else None
    pieces: list[tuple[int, int]] = []
    first = begin
    for place in range(begin, end + 1):
        if place == end or words[place].text == ",":
            if place > first:
                pieces.append((first, place))
            first = place + 1
    while len(pieces) > 1 and words[pieces[0][0]].lower in LEADING:
        pieces.pop(0)
    while len(pieces) > 1 and not looks_like_voice(words[slice(*pieces[0])]):
        pieces.pop(0)
    if not pieces:
        return None
    begin = _past_a_verb(words, _past_leading(words, *pieces[0]), pieces[0][1])
    if begin >= pieces[0][1] or words[begin].lower in _RELATIVE or not looks_like_voice(words[begin : pieces[0][1]]):
        return None
    return begin, end


def _told_by_who(words: list[Word], begin: int) -> int:
    """The place of the comma before "who", where what stops at place `begin` is the verb of its clause; else 0."""
    for at in range(begin - 1, max(begin - 5, 1), -1):
        if words[at].is_mark:
            return 0
        if words[at].lower in ("who", "which"):
            return at - 1 if words[at - 1].text == "," and is_finite(words, begin - 1) else 0
    return 0


def source_after(words: list[Word], start: int) -> tuple[int, int] | None:
    """The words that name the speaker behind a verb ("..., said Smith, a spokesman."); None when none can be told."""
    end = start
    while end < len(words):
        word = words[end]
        if word.is_mark and word.text not in ("’", "'", ".", "&", "/", "-", "@", "#", "(", ")"):
            break
        if word.text == "." and end + 1 == len(words):
            break
        if end > start and (
            word.lower in _BREAKS
            or word.lower in _RELATIVE
            or word.lower in _TIMES_AFTER_A_NAME
            or is_finite(words, end)
        ):
            break
        if (
            end > start
            and word.lower == "in"
            and end + 2 < len(words)
            and words[end + 1].lower in ("a", "an", "his", "her", "their", "its", "the")
        ):
            break
        end += 1
    if end == start or not looks_like_voice(words[start:end]):
        return None
    if end < len(words) and words[end].text == "," and end + 1 < len(words):
        stop = end + 1
        while stop < len(words) and not (words[stop].is_mark and words[stop].text not in ("’", "'", "-", "&", "/")):
            stop += 1
        piece = words[end + 1 : stop]
        follows = words[stop].text if stop < len(words) else "."
        if (
            piece
            and len(piece) <= 14
            and not has_finite(piece)
            and follows in (".", ",", "!", "?")
            and (piece[0].lower in _APPOSITIONS or (piece[0].text.isdigit() and len(piece) == 1))
        ):
            return start, stop
    return start, end
