"""What the views of a store must show: computed from SQLite databases, in a way of its own."""

import re
import sqlite3
from collections import Counter

NAMES = ["page_hours", "client_hours", "status_hours", "kind_hours", "traffic_hours", "browser_days", "country_days",
         "referrer_days", "campaign_days", "response_time_days", "landing_days", "not_found_days", "page_days", "site_days"]
RARE = "(rare pages)"
MEASURES = {"hits", "page_views", "bytes", "visitors", "visits"}
SHOWN_PAGE = "coalesce(page.path, '(rare pages)') AS page"


class Wrong(Exception):
    """What a check found."""


def text(value):
    """A value as both databases write it."""
    return repr(value) if isinstance(value, float) else None if value is None else str(value)


def opened(path):
    """A database to read; a backup's name may have characters of a URI."""
    database = sqlite3.connect(path, timeout=30)
    database.execute("PRAGMA query_only = 1")
    return database


def of_database(path):
    """The rows of each view of one database."""
    database = opened(path)
    try:
        return {name: Counter(tuple(map(text, row)) for row in database.execute(f"SELECT * FROM {name}")) for name in NAMES}
    finally:
        database.close()


def by_tag(database, name):
    """The columns and the rows of a view with the tag in place of the page's name; 0 are rare pages."""
    sql, = database.execute("SELECT sql FROM sqlite_master WHERE name = ?", [name]).fetchone()
    query = re.sub(r"^CREATE VIEW \w+ AS", "", sql)
    if "page.path" in query:
        if SHOWN_PAGE not in query:
            raise Wrong(f"the view {name} is not as this test knows it")
        query = query.replace(SHOWN_PAGE, "coalesce(page.tag, 0) AS page")
    rows = database.execute(query)
    return [column[0] for column in rows.description], rows.fetchall()


def of_fleet(paths):
    """The sums of several databases, the visitors of the one that has most, and each page by the name that any has."""
    databases = [opened(path) for path in paths]
    try:
        names = {}
        for database in databases:
            for tag, path in database.execute("SELECT tag, path FROM page WHERE path IS NOT NULL"):
                names[tag] = path
        shown = {}
        for name in NAMES:
            sums = {}
            for database in databases:
                columns, rows = by_tag(database, name)
                is_key = [column not in MEASURES for column in columns]
                for row in rows:
                    key = tuple(value for value, kept in zip(row, is_key) if kept)
                    values = [(column, value) for column, value in zip(columns, row) if column in MEASURES]
                    found = sums.setdefault(key, dict.fromkeys((column for column, _ in values), 0))
                    for column, value in values:
                        found[column] = max(found[column], value) if column == "visitors" else found[column] + value
            page = columns.index("page") if "page" in columns else None
            shown[name] = Counter(
                tuple(text(names.get(value, RARE) if index == page else value) for index, value in enumerate(key))
                + tuple(map(text, values.values())) for key, values in sums.items())
        return shown
    finally:
        for database in databases:
            database.close()


def of_store(store, name):
    """The rows of each view of a store's database."""
    return {view: Counter(map(tuple, store.query(f"SELECT * FROM {name}.{view}"))) for view in NAMES}


def gathered(views):
    """The rows of one key as one: a pulled database may have gathered more rare pages than the one it came from."""
    whole = {}
    for name, rows in views.items():
        counts = {"page_hours": 3, "client_hours": 2, "kind_hours": 2, "browser_days": 2, "country_days": 2, "page_days": 2,
                  "site_days": 2}.get(name, 1)
        sums = {}
        for row, times in rows.items():
            key = row[:-counts]
            # Nobody knows how many visitors of two rare pages are the same.
            is_rare = RARE in key
            values = [0 if is_rare and name == "page_days" and index == 0 else int(value) * times
                      for index, value in enumerate(row[-counts:])]
            sums[key] = [left + right for left, right in zip(sums.get(key, [0] * counts), values)]
        whole[name] = Counter({(*key, *map(str, values)): 1 for key, values in sums.items()})
    return whole


def same(found, wanted, words):
    """Raises where two sets of views differ, with some rows of the difference."""
    for name in NAMES:
        more, less = found[name] - wanted[name], wanted[name] - found[name]
        if more or less:
            raise Wrong(f"{words}: {name} has {sum(more.values())} rows too many, such as {list(more)[:2]}, and lacks "
                        f"{sum(less.values())}, such as {list(less)[:2]}")
