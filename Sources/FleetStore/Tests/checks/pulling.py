"""Databases that are pulled out of a store have what the store has."""

from . import people, views
from .pulled import Pulled, begun
from .scene import PROJECT, expect
from .showing import fleet

REPORTS = ["overview", "pages", "entries", "landings", "not-found", "hours", "days", "referrers", "referrer-kinds",
           "campaigns", "countries", "devices", "browsers", "versions", "systems", "traffic", "times", "statuses", "sites",
           "kinds"]


def report(scene, db, *arguments):
    return scene.sporlos("report", *arguments, "--private", "--format", "json", "--db", db).output


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
    # Without hosts and campaigns: one that enough ask for now would get its name, and its counts of other days.
    servers[2].collect([people.line(days[0] + 600 * number, "/", number) for number in range(30)])
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


def folded(scene):
    """Pages that are folded after a month are folded in the pulled database, too."""
    server = begun(scene, (25, 24, 4))
    pulled = Pulled(scene)
    pulled.pull()
    many = len(server.query("SELECT 1 FROM page WHERE tag IS NOT NULL AND path IS NULL"))
    later = people.date(people.midnight(-12))
    server.run("prune", "--today", later)
    expect(len(server.query("SELECT 1 FROM page WHERE tag IS NOT NULL AND path IS NULL")) < many, "no page was folded")
    server.push()
    pulled.pull("--today", later)
    pulled.has_all(views.of_database(server.db), "after folding")
    pulled.is_clean()


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
    ("A pulled page gets its name later; names that are taken back are not in the file", names),
    ("Pulled pages without a name are folded after a month", folded),
    ("Pulled days that are gathered already are not doubled when they change", coarse),
]
