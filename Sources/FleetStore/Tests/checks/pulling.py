"""Databases that are pulled out of a store."""

import subprocess
import threading
import time

from . import people, views
from .proxy import Proxy
from .scene import PROJECT, expect, kill, sentence
from .showing import fleet

REPORTS = ["overview", "pages", "entries", "landings", "not-found", "hours", "days", "referrers", "referrer-kinds",
           "campaigns", "countries", "devices", "browsers", "versions", "systems", "traffic", "times", "statuses", "sites",
           "kinds"]


class Pulled:
    """A database that is pulled; `days` of the last pull are what it says."""

    def __init__(self, scene, name="pulled", site=None):
        self.scene, self.site, self.days = scene, site, None
        self.db = scene.folder / f"{name}.sqlite"

    def arguments(self, url=None):
        return ["pull", url or self.scene.url, "--db", self.db, *(["--site", self.site] if self.site else [])]

    def pull(self, *options, url=None, code=0):
        ended = self.scene.fleet(*self.arguments(url), *options, code=code)
        if ended.code == 0:
            self.days = int(ended.output.split()[1])
        return ended

    def start(self, url=None):
        return subprocess.Popen([self.scene.programs["fleet"], *map(str, self.arguments(url))], env=self.scene.environment(),
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def has_all(self, wanted, words):
        views.same(views.of_database(self.db), wanted, f"pulled, {words}")

    def is_clean(self):
        ended = self.scene.sporlos("audit", "--db", self.db, code=None)
        expect(ended.code == 0, f"an audit finds: {ended.output.strip()[-600:]} {ended.errors}")

    def content(self):
        """All bytes of the database and of the files beside it."""
        return b"".join(path.read_bytes() for path in self.scene.folder.glob(self.db.name + "*") if path.is_file())


def report(scene, db, *arguments):
    return scene.sporlos("report", *arguments, "--private", "--format", "json", "--db", db).output


def begun(scene, days=(9, 5, 4)):
    server = scene.server()
    server.count(*sorted(PROJECT.glob("sample-logs/nginx-timing/*.log*")))
    server.collect(people.traffic(scene.chance, [people.midnight(ago) for ago in days], lines=600))
    server.push()
    return server


def one_source(scene):
    server = scene.server()
    server.count(*sorted(PROJECT.glob("sample-logs/*/*.log*")), "--campaigns", "all")
    day = people.midnight(5)
    sitemap = scene.folder / "sitemap.txt"
    sitemap.write_text("".join(f"https://{people.SITES[0]}{path}\n" for path in people.HOSTILE_PATHS))
    server.collect(people.hostile(day) + people.traffic(scene.chance, [day, people.midnight(4)]), "--sitemap", sitemap)
    server.run("note", "2026-10-01", "It's \\ \"new\" é")
    server.push()
    wanted = views.of_database(server.db)
    pulled = Pulled(scene)
    pulled.pull()
    pulled.has_all(wanted, "all sites")
    wrong = [name for name in REPORTS if report(scene, server.db, name) != report(scene, pulled.db, name)]
    wrong += [site for site in people.SITES
              if report(scene, server.db, "pages", "--site", site) != report(scene, pulled.db, "pages", "--site", site)]
    if report(scene, server.db, "page", "/") != report(scene, pulled.db, "page", "/"):
        wrong.append("page /")
    expect(not wrong, f"these reports differ: {wrong}")
    for database in [server.db, pulled.db]:
        expect('"rows": [' in report(scene, database, "pages"), "the report has no rows")
    pulled.is_clean()
    pulled.pull()
    expect(pulled.days == 0, f"the second pull reads {pulled.days} days")
    for site in ["(unnamed)", *people.SITES]:
        alone = Pulled(scene, "alone-" + site.strip("()"), site)
        alone.pull()
        expect(alone.days > 0 and views.of_site(wanted, site)["kind_hours"], f"nothing of {site}")
        alone.has_all(views.of_site(wanted, site), f"only {site}")
        alone.is_clean()


def four_sources(scene):
    servers = fleet(scene, "one", "two", "three", "four")
    days = [people.midnight(ago) for ago in [6, 5]]
    lines = people.traffic(scene.chance, days, lines=1600)
    for index, server in enumerate(servers):
        server.collect(lines[index::4] + people.asked_by_many(days[0], "/only-the-first", 12 if index == 0 else 1))
        server.push()
    pulled = Pulled(scene)
    pulled.pull()
    pulled.has_all(views.of_fleet([server.db for server in servers]), "four servers")
    pulled.is_clean()
    servers[2].collect(people.traffic(scene.chance, days[:1], lines=30))
    servers[2].push()
    pulled.pull()
    expect(pulled.days <= 2, f"late lines of a day of one server have {pulled.days} days read")
    pulled.has_all(views.of_fleet([server.db for server in servers]), "four servers, late lines")


def late_lines(scene):
    server = begun(scene)
    pulled = Pulled(scene)
    pulled.pull()
    for hour in [3, 3, 20]:
        server.collect([people.line(people.midnight(5) + hour * people.HOUR, "/", number) for number in range(5)])
        server.push()
        pulled.pull()
        expect(pulled.days == 1, f"late lines of one day have {pulled.days} days read")
        pulled.has_all(views.of_database(server.db), "late lines")


def refused(scene):
    server = begun(scene)
    pulled = Pulled(scene)
    pulled.pull()
    log = scene.folder / "more.log"
    log.write_text(people.line(people.midnight(3), "/"))
    ended = scene.sporlos("collect", log, "--db", pulled.db, "--late", code=None)
    expect(ended.code in (1, 2) and ended.errors.startswith("sporlos: "), f"collect ends with {ended.code}: {ended.errors}")
    pulled.has_all(views.of_database(server.db), "after collect was refused")
    own = scene.server("own")
    own.collect(people.traffic(scene.chance, [people.midnight(3)], lines=20))
    before, wanted = views.of_database(own.db), Pulled(scene, "own")
    sentence(wanted.pull(code=1), "has counts that are not this store's")
    expect(views.of_database(own.db) == before, "a refused pull changed the database")
    # Of another store.
    scene.make()
    server.push()
    sentence(pulled.pull(code=1), "not this store's")


def killed(scene):
    """While it pulls, at requests and at random moments; old counts stay or new ones come."""
    server = begun(scene, (9, 8, 7, 6, 5, 4))
    pulled = Pulled(scene)
    start = time.monotonic()
    Pulled(scene, "measured").pull()
    took, kills = time.monotonic() - start, 0
    for _ in range(6):
        server.collect(people.traffic(scene.chance, [people.midnight(ago) for ago in [9, 8, 7, 6, 5, 4]], lines=40))
        server.push()
        process = pulled.start()
        time.sleep(scene.chance.uniform(0, took * 1.2))
        kills += process.poll() is None and kill(process)
        process.communicate()
    for at in range(6):
        due, gone = threading.Event(), threading.Event()

        def plan(request):
            if request.number != at:
                return "pass"

            def end(forward):
                due.set()
                gone.wait(30)
                return "drop"
            return end

        with Proxy(scene.store.http_port, plan) as proxy:
            process = pulled.start(proxy.url + scene.database)
            while process.poll() is None and not due.wait(0.01):
                pass
            kills += process.poll() is None and kill(process)
            process.communicate()
            gone.set()
    expect(kills >= 6, f"only {kills} were killed")
    pulled.pull()
    pulled.has_all(views.of_database(server.db), f"after {kills} kills")
    pulled.is_clean()


def mishaps(scene):
    """Answers that are lost or cut: it says so, and the next pull has all."""
    server = begun(scene)
    pulled = Pulled(scene)
    seen = 0
    for at in range(8):
        server.collect(people.traffic(scene.chance, [people.midnight(5)], lines=20))
        server.push()
        mishap = ["half", "fail", "lose"][at % 3]
        with Proxy(scene.store.http_port, lambda request: mishap if request.number == at else "pass") as proxy:
            ended = pulled.pull(url=proxy.url + scene.database, code=None)
        if ended.code:
            seen += 1
            expect(ended.code == 1, f"{mishap} of answer {at} ends with {ended.code}")
            sentence(ended, "the store")
        else:
            # libcurl asks again where a connection that it had kept was closed.
            pulled.has_all(views.of_database(server.db), f"{mishap} of answer {at}")
    expect(seen >= 4, f"only {seen} answers were lost")
    pulled.pull()
    pulled.has_all(views.of_database(server.db), "after lost answers")


def names(scene):
    """A page is pulled without a name, gets one, and loses it."""
    server, day = begun(scene), people.midnight(4)
    pulled = Pulled(scene)
    server.collect(people.asked_by_many(day + 9 * people.HOUR, "/fame", count=2))
    server.push()
    pulled.pull()
    pulled.has_all(views.of_database(server.db), "without a name")
    server.collect(people.asked_by_many(day + 9 * people.HOUR, "/fame", count=20))
    server.push()
    pulled.pull()
    shown = views.of_database(pulled.db)
    expect(any(row[1] == "/fame" for row in shown["page_hours"]), "the page has no name")
    pulled.has_all(views.of_database(server.db), "with a name")
    gone = ["/fame", "blog-1.example.net", "letter-1"]
    for name in gone:
        expect(name.encode() in pulled.content(), f"{name} is not there, so that it cannot go")
    scene.sporlos("forget", *gone, "--db", server.db, "--state", server.keys)
    server.push()
    pulled.pull()
    pulled.has_all(views.of_database(server.db), "after names were taken back")
    pulled.is_clean()
    for name in gone:
        expect(name.encode() not in pulled.content(), f"the bytes of {name} are in the database still")


def coarse(scene):
    """The pulled database has old hours as days, and old days as months; the source has not, and changes them."""
    days = [people.midnight(ago) for ago in (130, 129, 128, 127, 80, 79, 45, 44, 5)]
    server = scene.server()
    server.collect(people.traffic(scene.chance, days, lines=900))
    server.run("prune", "--keep-hours", "13mo")
    server.push()
    pulled = Pulled(scene)
    pulled.pull()
    fine = views.of_database(pulled.db)
    scene.sporlos("prune", "--db", pulled.db, "--keep-hours", "30d", "--keep-days", "60d")
    expect(views.of_database(pulled.db) != fine, "prune changes nothing")
    for ago in [129, 80, 45, 127, 5]:
        server.collect(people.traffic(scene.chance, [people.midnight(ago)], lines=20))
        server.push()
        pulled.pull()
        views.same(views.timeless(views.of_database(pulled.db)), views.timeless(views.of_database(server.db)),
                   f"the sums over all time, after lines of {ago} days ago")
    months = {row[1] for row in views.of_database(pulled.db)["kind_hours"]}
    expect(any("T" in hour and hour.endswith("00") for hour in months), f"no hours are gathered: {sorted(months)[:9]}")
    # And where the source gathers them as well.
    server.run("prune", "--keep-hours", "30d", "--keep-days", "60d")
    server.push()
    pulled.pull()
    pulled.has_all(views.of_database(server.db), "after both have gathered")
    server.run("prune", "--keep", "100d")
    server.push()
    pulled.pull()
    pulled.has_all(views.of_database(server.db), "after the source has deleted months")
    pulled.is_clean()


CHECKS = [
    ("Pulled from one source: all views, and all reports byte for byte", one_source),
    ("Pulled from four sources: all views are the sums", four_sources),
    ("Late lines have one day pulled, and no more", late_lines),
    ("Counting into a pulled database is refused, and pulling into one with other counts", refused),
    ("A pull that is killed, and begun again", killed),
    ("A pull whose answers are lost or cut, and begun again", mishaps),
    ("A pulled page gets its name later; names that are taken back are not in the file", names),
    ("Pulled days that are gathered already are not doubled when they change", coarse),
]
