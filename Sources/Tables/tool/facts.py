"""The data files: a line a fact, its source in the last column."""

import pathlib
from dataclasses import dataclass

FOLDER = pathlib.Path(__file__).resolve().parent.parent
SOURCES = FOLDER.parent
#: The columns of countries.tsv, which several tools read.
COUNTRIES = ["code", "name", "norwegian", "source"]


class BadFact(Exception):
    """A line of a data file that cannot be right."""


@dataclass(frozen=True)
class Fact:
    """One line: its columns by name, and where it stands."""

    values: dict
    place: str

    def __getitem__(self, column):
        return self.values[column]


def read(name, columns, unique):
    """The facts of a file in its order; `unique` names the columns that no two lines may share."""
    path = FOLDER / f"{name}.tsv"
    known = None if name == "sources" else {fact["key"] for fact in sources()}
    facts, seen = [], {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        place = f"{path.name}:{number}"
        if not line or line.startswith("# ") or line == "#":
            continue
        fields = line.split("\t")
        if not facts and not seen and fields == columns:
            seen[None] = place
            continue
        if len(fields) != len(columns) or not all(fields):
            raise BadFact(
                f"{place}: a line has {len(columns)} columns with a tab between: {', '.join(columns)}."
            )
        fact = Fact(dict(zip(columns, fields)), place)
        if known is not None and fact["source"] not in known:
            raise BadFact(f"{place}: no source \"{fact['source']}\" in sources.tsv; add it there.")
        key = tuple(fact[column] for column in unique)
        if key in seen:
            raise BadFact(
                f"{place}: \"{' '.join(key)}\" stands at {seen[key]} already; delete one of them."
            )
        seen[key] = place
        facts.append(fact)
    if None not in seen:
        raise BadFact(
            f"{path.name}: the first line that is no comment has to name the columns: {', '.join(columns)}."
        )
    return facts


def sources():
    """What the last columns name."""
    return read("sources", ["key", "licence", "source"], ["key"])


def grouped(facts, *columns):
    """Neighbours that share some columns, as pairs of the shared values and their facts."""
    groups = []
    for fact in facts:
        key = tuple(fact[column] for column in columns)
        if groups and groups[-1][0] == key:
            groups[-1][1].append(fact)
        else:
            groups.append((key, [fact]))
    return groups
