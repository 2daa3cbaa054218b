"""Counts which letters follow which in the words of European languages.

Only half of the words are counted, those whose CRC-32 is even: rates of error are measured on the others.
"""

import math
import re
import string
import unicodedata
import zlib

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


def counted(text):
    """The words of a list that are counted."""
    lines = text.split("\n")
    words = {plain(line) for line in lines[:: max(1, len(lines) // MOST)]} - {None}
    return [word for word in words if zlib.crc32(word.encode()) % 2 == 0]


def frequencies(words):
    counts = {first: dict.fromkeys(string.ascii_lowercase, 0.5) for first in string.ascii_lowercase}
    for word in words:
        for first, second in zip(word, word[1:]):
            counts[first][second] += 1
    # A language that hardly has a letter says nothing of what follows it.
    return {
        first: {second: count / sum(row.values()) for second, count in row.items()}
        for first, row in counts.items()
        if sum(row.values()) >= FEWEST
    }


#: So often a language has to have a pair, to be asked about what follows it.
FEWEST_PAIRS = 30

#: What is seldom behind two letters is as usual as behind the second one: so many times that counts.
WEIGHT_OF_PAIRS = 8


def triples(words, pairs):
    """How often each letter follows two others, by what is known of the second one where that is little."""
    counts = {}
    for word in words:
        for place in range(len(word) - 2):
            row = counts.setdefault(word[place : place + 2], dict.fromkeys(string.ascii_lowercase, 0))
            row[word[place + 2]] += 1
    return {
        pair: {
            third: (count + WEIGHT_OF_PAIRS * pairs[pair[1]][third])
            / (sum(row.values()) + WEIGHT_OF_PAIRS)
            for third, count in row.items()
        }
        for pair, row in counts.items()
        if sum(row.values()) >= FEWEST_PAIRS and pair[1] in pairs
    }


def surprise(rows, most):
    """Half bits, a letter each, of the row in which a letter is the most usual."""
    halves = [
        round(-2 * math.log2(max(row[letter] for row in rows)))
        for letter in string.ascii_lowercase
    ]
    return "".join(string.ascii_lowercase[min(most, max(0, half))] for half in halves)


def write(name, column, rows):
    path = FOLDER / f"{name}.tsv"
    head = path.read_text(encoding="utf-8").split(f"{column}\t")[0]
    lines = [f"{column}\tsurprise\tsource", *(f"{key}\t{text}\tword-lists" for key, text in rows)]
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"wrote {path.name}")


def count(folder):
    """Writes both tables: of each pair and triple, what the language says in which it is the most usual."""
    languages = []
    for package, name, encoding in LISTS:
        path = debian(folder, package) / "usr/share/dict" / name
        text = path.read_bytes()
        try:
            text = text.decode(encoding)
        except UnicodeDecodeError:
            text = text.decode("latin-1")
        words = counted(text)
        pairs = frequencies(words)
        languages.append((pairs, triples(words, pairs)))
    letters = string.ascii_lowercase
    pairs = {
        first: [pairs[first] for pairs, _ in languages if first in pairs] for first in letters
    }
    write("letter-pairs", "first", [(first, surprise(pairs[first], 18)) for first in letters])
    rows = []
    for pair in (first + second for first in letters for second in letters):
        known = [triples[pair] for _, triples in languages if pair in triples]
        # Where no language has a pair, the second letter tells by itself.
        rows.append((pair, surprise(known or pairs[pair[1]], 24)))
    write("letter-triples", "pair", rows)
