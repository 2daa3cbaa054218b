"""What the views of a store must show: computed from SQLite databases, in a way of its own."""

import re
import sqlite3
from collections import Counter

COLUMNS = {
    "page_hours": "site page hour device hits page_views bytes",
    "client_hours": "site hour device browser system hits page_views",
    "status_hours": "site hour status hits",
    "kind_hours": "site hour kind hits bytes",
    "traffic_hours": "site hour traffic bot hits",
    "browser_days": "site day browser version hits page_views",
    "country_days": "site day country hits page_views",
    "referrer_days": "site day referrer kind page_views",
    "campaign_days": "site day source medium campaign page_views",
    "response_time_days": "site page day up_to_ms hits",
    "landing_days": "site page day referrer kind page_views",
    "not_found_days": "site page day referrer kind hits",
    "page_days": "site page day visitors visits",
    "site_days": "site day visitors visits",
}
LISTED = {name: ", ".join(columns.split()) for name, columns in COLUMNS.items()}
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
        return {name: Counter(tuple(map(text, row)) for row in database.execute(f"SELECT {LISTED[name]} FROM {name}")) for name in COLUMNS}
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
        for name in COLUMNS:
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
    return {view: Counter(map(tuple, store.query(f"SELECT {LISTED[view]} FROM {name}.{view}"))) for view in COLUMNS}


def of_site(views, site):
    """What views have of one site."""
    return {name: Counter({row: times for row, times in rows.items() if row[0] == site}) for name, rows in views.items()}


def timeless(views):
    """The sums over all time, without visitors: what stays where hours become days, and days months."""
    whole = {}
    for name, rows in views.items():
        columns = COLUMNS[name].split()
        kept = [index for index, column in enumerate(columns) if column not in MEASURES | {"hour", "day"}]
        added = [index for index, column in enumerate(columns) if column in MEASURES - {"visitors"}]
        sums = Counter()
        for row, times in rows.items():
            for index in added:
                sums[tuple(row[index] for index in kept), columns[index]] += int(row[index]) * times
        whole[name] = Counter({(*key, str(count)): 1 for key, count in sums.items() if count})
    return whole


def same(found, wanted, words):
    """Raises where two sets of views differ, with some rows of the difference."""
    for name in COLUMNS:
        more, less = found[name] - wanted[name], wanted[name] - found[name]
        if more or less:
            raise Wrong(f"{words}: {name} has {sum(more.values())} rows too many, such as {list(more)[:2]}, and lacks "
                        f"{sum(less.values())}, such as {list(less)[:2]}")
