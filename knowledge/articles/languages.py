"""Which language a report is written in, as far as its commonest words show."""

from __future__ import annotations

import re
from collections import Counter

_SCRIPTS = (
    (re.compile(r"[\u0600-\u06ff]"), "ar"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
    (re.compile(r"[\u0900-\u097f]"), "hi"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
)
_STOPWORDS = {
    "en": "the of and to in that was for on said with is as by at are has",
    "de": "der die und das den von zu mit sich ist nicht ein",
    "fr": "le la les et des du une est dans que pour sur",
    "es": "el los las y del que una por con para se en",
    "it": "il di che gli della per una con non sono nel alla",
    "pt": "o os as do da que não uma com para em dos",
    "tr": "ve bir bu için ile da de olarak çok daha olan gibi",
    "nl": "het een van en de dat niet met zijn op voor aan",
    "pl": "w i na się nie że z do jest to przez od",
}


def guess_language(text: str) -> str:
    """The language the words look like, as an ISO code; "en" when nothing tells.

    >>> guess_language("Der Sprecher sagte, dass die Armee nicht in der Stadt ist und das Dorf hält.")
    'de'
    """
    sample = text[:6000]
    letters = sum(map(str.isalpha, sample)) or 1
    for script, code in _SCRIPTS:
        if len(script.findall(sample)) > letters * 0.3:
            return "fa" if code == "ar" and re.search(r"[پچژگ]", sample) else code
    cyrillic = len(re.findall(r"[\u0400-\u04ff]", sample))
    if cyrillic > letters * 0.3:
        return "uk" if re.search(r"[іїєґ]", sample) else "ru"
    words = Counter(re.findall(r"\w+", sample.lower()))
    counts = {code: sum(words[word] for word in listed.split()) for code, listed in _STOPWORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > counts["en"] * 1.3 and counts[best] > words.total() * 0.08 else "en"
