"""Whether a store's views have what they should: row for row what one process has that read everything."""

from collections import Counter

from programs import DATABASE

VIEWS = ["page_hours", "client_hours", "status_hours", "kind_hours", "traffic_hours", "browser_days", "country_days",
         "referrer_days", "campaign_days", "response_time_days", "landing_days", "not_found_days", "page_days", "site_days"]
VISITORS = {
    "page_days": """
        SELECT site.name, page.tag, coalesce(page.path, '(rare pages)'), date(day * 86400, 'unixepoch'), visitors, visits
        FROM page_day JOIN page ON page.id = page_day.page JOIN site ON site.id = page.site""",
    "site_days": """
        SELECT site.name, 0, '', date(day * 86400, 'unixepoch'), visitors, visits
        FROM site_day JOIN site ON site.id = site_day.site"""}


def value(found):
    """One spelling for what both write."""
    if found is None:
        return ""
    return f"{found:g}" if isinstance(found, float) else str(found)


def largest(view, sources):
    """Visitors are the largest of the sources' numbers: who visited two of them is not known from counts."""
    totals = {}
    for source in sources:
        for *key, visitors, visits in source.rows(VISITORS[view]):
            before = totals.get(tuple(key), (0, 0))
            totals[tuple(key)] = (max(before[0], visitors), before[1] + visits)
    for (site, _, page, day), counts in totals.items():
        yield (site, page, day, *counts) if view == "page_days" else (site, day, *counts)


def expected(sources, whole):
    """What the views should have, and how many rows: of one process, but for visitors."""
    tables = {}
    for view in VIEWS:
        found = largest(view, sources) if view in VISITORS else whole.rows(f"SELECT * FROM {view}")
        tables[view] = Counter(tuple(map(value, row)) for row in found)
        if view in VISITORS:
            # Visits add up, so one process has to have as many.
            visits = Counter((*row[:-2], row[-1]) for row in tables[view].elements())
            columns = "site, page, day, visits" if view == "page_days" else "site, day, visits"
            alone = Counter(tuple(map(value, row)) for row in whole.rows(f"SELECT {columns} FROM {view}"))
            if visits != alone:
                raise AssertionError(f"the visits of {view} are not those of one process, before any store")
    return tables


def stored(node, view):
    rows = node.query(f"SELECT * FROM {DATABASE}.{view}")
    return Counter(tuple("" if column is None else spelled(column) for column in row) for row in rows)


def spelled(text):
    try:
        return f"{float(text):g}" if "." in text else text
    except ValueError:
        return text


def differences(nodes, wanted):
    """What differs, a line for each view of each node."""
    for node in nodes:
        for view, rows in wanted.items():
            found = stored(node, view)
            if found != rows:
                more, fewer = found - rows, rows - found
                example = next(iter(more or fewer))
                yield (f"{node.folder.name} {view}: {more.total()} rows too many and {fewer.total()} missing of "
                       f"{rows.total()}, such as {' '.join(example)}")
