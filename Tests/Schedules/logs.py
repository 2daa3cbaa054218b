"""Logs as servers write them, and what their lines must come to.

This is the oracle: it knows every line that was ever written, and counts each of them once. It
shares nothing with sporlos.
"""

import datetime
from collections import Counter
from pathlib import Path

# All of them are in the sitemap, so that each has its name from its first hit.
PAGES = ["/", "/about", "/news", "/shop/list", "/contact", "/style.css", "/api/items", "/feed.xml"]

AGENTS = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
]

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class LineWriter:
    """Makes lines of a combined log; each differs from all others unless it is repeated."""

    def __init__(self, chance, now):
        self.chance, self.now, self.number = chance, now, 0

    def line(self, is_first=False):
        """A line with its newline, and its fact: (page, hour, status), or None where it counts no
        hit."""
        chance = self.chance
        self.number += 1
        if not is_first and chance.random() < 0.02:
            return chance.choice([b"\n", b"\n", f"not of this format {self.number}\n".encode()]), None
        when = self.now - datetime.timedelta(seconds=chance.randrange(40 * 3600))
        zone = chance.choice([0, 0, 0, 2])
        local = when + datetime.timedelta(hours=zone)
        stamp = f"{local.day:02}/{MONTHS[local.month - 1]}/{local.year}:{local:%H:%M:%S} +{zone:02}00"
        page = chance.choice(PAGES)
        status = chance.choice([200, 200, 200, 304, 301, 404, 500])
        query = ""
        if chance.random() < 0.3:
            query = "?q=" + "x" * chance.randrange(1, 120)
        if chance.random() < 0.02:
            query = "?q=" + "y" * chance.randrange(1000, 5000)
        agent = chance.choice(AGENTS) if chance.random() < 0.8 else "-"
        text = (
            f"192.0.2.{chance.randrange(1, 255)} - - [{stamp}] \"GET {page}{query} HTTP/1.1\" {status} "
            f"{self.number} \"-\" \"{agent}\"\n"
        )
        return text.encode(), (page, when.strftime("%Y-%m-%dT%H:00Z"), status)

    def lines(self, count, is_first=False):
        """So many lines, a few of them twice, as a client that asks again within a second leaves."""
        found = []
        while len(found) < count:
            line = self.line(is_first and not found)
            found += [line] * (2 if self.chance.random() < 0.05 else 1)
        return found[:count]


class Log:
    """One log that a server wrote, whatever became of its files."""

    def __init__(self, number):
        self.number = number
        self.content = bytearray()
        # Of each line that has been begun, in order.
        self.facts = []
        # Up to where runs that came to their end have counted it.
        self.counted = 0
        # Begins like another one: a stream of it may be refused, so it is never deleted.
        self.is_twin = False

    def __str__(self):
        return f"log {self.number}"

    @property
    def whole_length(self):
        """The bytes of its whole lines."""
        return self.content.rfind(b"\n") + 1

    @property
    def line_count(self):
        return self.content.count(b"\n")


class Totals:
    """What a database must say of logs, or does say."""

    def __init__(self):
        self.pages, self.statuses = Counter(), Counter()
        self.lines = self.hits = self.rejected = 0

    @classmethod
    def of(cls, logs):
        totals = cls()
        for log in logs:
            lines = bytes(log.content[: log.whole_length]).split(b"\n")[:-1]
            for line, fact in zip(lines, log.facts):
                totals.lines += 1
                if fact:
                    page, hour, status = fact
                    totals.hits += 1
                    totals.pages[page, hour] += 1
                    totals.statuses[status, hour] += 1
                elif line:
                    totals.rejected += 1
        return totals

    @classmethod
    def read(cls, database):
        totals = cls()
        query = database.execute
        for page, hour, hits in query("SELECT page, hour, sum(hits) FROM page_hours GROUP BY 1, 2"):
            totals.pages[page, hour] = hits
        for status, hour, hits in query(
            "SELECT status, hour, sum(hits) FROM status_hours GROUP BY 1, 2"
        ):
            totals.statuses[int(status), hour] = hits
        totals.lines, totals.hits, totals.rejected = query(
            "SELECT ifnull(sum(lines), 0), ifnull(sum(hits), 0), ifnull(sum(rejected), 0) FROM sources"
        ).fetchone()
        return totals

    def difference(self, found):
        """In a sentence, what `found` has otherwise; nothing where both are the same."""
        if vars(self) == vars(found):
            return None
        parts = [
            f"{getattr(self, name)} {name} in sources expected, got {getattr(found, name)}"
            for name in ("lines", "hits", "rejected")
            if getattr(self, name) != getattr(found, name)
        ]
        for name, title in (("pages", "page x hour"), ("statuses", "status x hour")):
            expected, got = getattr(self, name), getattr(found, name)
            if expected != got:
                more, less = (got - expected).total(), (expected - got).total()
                parts.append(
                    f"{expected.total()} hits in {title} expected, got {got.total()} "
                    f"({more} too many, {less} missing)"
                )
        return "; ".join(parts)


class Held:
    """A file with the beginning of a log in it, or all of it."""

    def __init__(self, log, length=None, form="plain", rest=None):
        # Without a length, it is the file that a server writes to, and has all there is.
        self.log, self.length, self.form = log, length, form
        # What is missing of a compressed file that is still being written.
        self.rest = rest
        # Was damaged, and stays so.
        self.is_damaged = False

    @property
    def is_sound(self):
        return self.rest is None and not self.is_damaged

    @property
    def covered(self):
        """The bytes of the log that it has, up to its last whole line."""
        length = len(self.log.content) if self.length is None else self.length
        return self.log.content.rfind(b"\n", 0, length) + 1

    @property
    def has_all(self):
        return self.is_sound and self.covered == self.log.whole_length


class Server:
    """A server that writes a log, in a folder that may be followed."""

    def __init__(self, name, appends):
        self.name = name
        # Whether it opens its log with O_APPEND; otherwise it goes on at its own offset after a cut.
        self.appends = appends
        self.offset = 0
        # The number of zeros that the next write leaves before itself.
        self.hole = 0
        self.log = None
        # Where its open file is now, which a rotation has renamed; none if it is yet to be made.
        self.path = None
        self.has_reopened = True
        # The rest of a line that is half written, and lines by which a twin is to depart.
        self.half = b""
        self.departure = 0
        self.rotations = 0

    @property
    def place(self):
        return Path("logs") / f"{self.name}.log"
