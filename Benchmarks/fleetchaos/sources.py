"""The servers of a fleet: each collects its logs into a database of its own, and sends it."""

import datetime
import sqlite3
import subprocess

import logs
from programs import FLEET, SPORLOS, run, url


class Source:
    def __init__(self, folder, number, servers):
        self.number, self.folder = number, folder / f"server-{number}"
        self.folder.mkdir(parents=True)
        self.database, self.step = self.folder / "traffic.sqlite", 0
        self.options = ["--geo", "none", "--config", "none", "--format", logs.FORMAT, "--campaigns", "all", "-q"]
        for site in logs.sites(servers):
            self.options += ["--own-host", site]
        sitemap = self.folder.parent / "sitemap.txt"
        sitemap.write_text("".join(f"{page}\n" for page in logs.PAGES))
        self.options += ["--sitemap", str(sitemap)]
        # What hours and days came to after each step: (kind, at) -> what a whole state may be.
        self.states = {}

    def join(self, other):
        """The page's keys are the fleet's: the same page has the same tag on all servers."""
        line = run(SPORLOS, "fleet", "invite", "-", "--db", other.database, "--time-zone", "UTC", "--config", "none")
        run(SPORLOS, "fleet", "join", "-", "--db", self.database, "--config", "none", given=line)

    @property
    def today(self):
        return logs.day_of(self.step)

    def collect(self, seed, lines):
        """Reads the next chunk, and notes what came out."""
        name = self.folder / f"chunk-{self.step:03}.log"
        name.write_text("".join(logs.chunk(seed, self.number, self.step, lines)))
        self.read([name], self.today)
        self.step += 1
        self.remember()

    def read(self, names, today):
        run(SPORLOS, "collect", *names, "--db", self.database, *self.options, "--late", "--today", today)

    def prune(self, *options, today):
        run(SPORLOS, "prune", "--db", self.database, *options, "--today", today, "--config", "none")

    def remember(self):
        for key, state in self.units().items():
            self.states.setdefault(key, set()).add(state)

    def units(self):
        """The hits of each hour of each site, as the database has them."""
        return {(site, hour): hits for site, hour, hits in
                self.rows("SELECT site, hour, sum(hits) FROM kind_hours GROUP BY site, hour")}

    def rows(self, sql):
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=60)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    @property
    def identifier(self):
        """The number by which the store knows it."""
        (value,), = self.rows("SELECT identifier FROM meta")
        return int.from_bytes(value[:8], "big")

    def push(self, port, *options, today=None):
        """A running push."""
        day = today or self.today
        return subprocess.Popen(
            [str(FLEET), "push", url(port), "--db", str(self.database), "--today", str(day), *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def tomorrow(source):
    return source.today + datetime.timedelta(days=1)
