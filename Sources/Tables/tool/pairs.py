"""Counts which letter follows which in the words of European languages, for letter-pairs.tsv."""

import math
import re
import string
import unicodedata

from .facts import FOLDER
from .lists import debian

#: Debian's word lists: package, file, encoding.
LISTS = [
    ("wamerican", "american-english", "utf-8"),
    ("wnorwegian", "bokmaal", "utf-8"),
    ("wnorwegian", "nynorsk", "utf-8"),
    ("wdanish", "danish", "utf-8"),
    ("wswedish", "swedish", "utf-8"),
    ("wdutch", "dutch", "utf-8"),
    ("wngerman", "ngerman", "utf-8"),
    ("wfrench", "french", "utf-8"),
    ("wspanish", "spanish", "utf-8"),
    ("witalian", "italian", "utf-8"),
    ("wportuguese", "portuguese", "utf-8"),
    ("wcatalan", "catalan", "utf-8"),
    ("wpolish", "polish", "utf-8"),
]

#: So many words of each are enough, evenly over the list.
MOST = 200_000

#: So often a language has to have a letter before another one, to be asked about it.
FEWEST = 1_000

#: As slugs are written: letters that Unicode does not take apart.
SLUG = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "ł": "l", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"})


def plain(word):
    """A word as a slug has it; None where something else than letters is in it."""
    word = unicodedata.normalize("NFD", word.strip().lower().translate(SLUG))
    word = "".join(letter for letter in word if not unicodedata.combining(letter))
    return word if re.fullmatch("[a-z]+", word) else None


def frequencies(lines):
    counts = {first: dict.fromkeys(string.ascii_lowercase, 0.5) for first in string.ascii_lowercase}
    for line in lines[:: max(1, len(lines) // MOST)]:
        word = plain(line) or ""
        for first, second in zip(word, word[1:]):
            counts[first][second] += 1
    # A language that hardly has a letter says nothing of what follows it.
    return {
        first: {second: count / sum(row.values()) for second, count in row.items()}
        for first, row in counts.items()
        if sum(row.values()) >= FEWEST
    }


def count(folder):
    """Writes letter-pairs.tsv: of each pair, what the language says in which it is the most usual."""
    languages = []
    for package, name, encoding in LISTS:
        path = debian(folder, package) / "usr/share/dict" / name
        text = path.read_bytes()
        try:
            text = text.decode(encoding)
        except UnicodeDecodeError:
            text = text.decode("latin-1")
        languages.append(frequencies(text.split("\n")))
    path = FOLDER / "letter-pairs.tsv"
    head = path.read_text(encoding="utf-8").split("first\t")[0]
    lines = ["first\tsurprise\tsource"]
    for first in string.ascii_lowercase:
        rows = [language[first] for language in languages if first in language]
        halves = [
            round(-2 * math.log2(max(row[second] for row in rows)))
            for second in string.ascii_lowercase
        ]
        surprise = "".join(string.ascii_lowercase[min(18, max(0, half))] for half in halves)
        lines.append(f"{first}\t{surprise}\tword-lists")
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"wrote {path.name}")
