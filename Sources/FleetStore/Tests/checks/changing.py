"""What a database loses or renames, the views lose and rename."""

from . import people, views
from .scene import expect


def begun(scene, days=(40, 20, 3)):
    """A server with old days, recent ones, pages without names and pages with."""
    server = scene.server()
    days = [people.midnight(ago) for ago in days]
    server.collect(people.traffic(scene.chance, days, lines=900) + people.asked_by_many(days[-1] + 3600, "/news/of-kari"))
    server.push()
    scene.has_all(server, "at first")
    return server, days


def shown(scene, value):
    """The views of the store that show a value."""
    found = views.of_store(scene.store, scene.database)
    return [name for name, rows in found.items() if any(value in row for row in rows)]


def pruned(scene):
    server, _ = begun(scene, (200, 199, 100, 99, 40, 39, 3))
    for options in [["--keep-hours", "90d"], ["--keep-hours", "30d", "--keep-days", "60d"], ["--keep", "150d"],
                    ["--today", "2031-01-01"]]:
        before = views.of_database(server.db)
        server.run("prune", *options)
        expect(views.of_database(server.db) != before, f"prune {options} changes nothing")
        expect(not server.push().output.startswith("sent 0 "), f"nothing is sent after prune {options}")
        scene.has_all(server, f"after prune {' '.join(options)}")
    expect(scene.query("SELECT count() FROM kind_hours") == [["0"]], "counts are left after years")


def folded(scene):
    """Pages that have no name after 31 days are the rare pages."""
    server, _ = begun(scene, (25, 3))
    tags = "SELECT count(*) FROM page WHERE tag IS NOT NULL AND path IS NULL"
    many = server.query(tags)[0][0]
    server.run("prune", "--today", people.date(people.midnight(-12)))
    expect(server.query(tags)[0][0] < many, "no page was folded")
    server.push()
    scene.has_all(server, "after folding")


def forgotten(scene):
    server, days = begun(scene)
    names = ["/news/of-kari", "blog-1.example.net", "letter-1"]
    for name in names:
        expect(shown(scene, name), f"{name} is nowhere, so that it cannot be forgotten")
    scene.sporlos("forget", *names, "--db", server.db, "--state", server.keys)
    server.push()
    scene.has_all(server, "after forgetting")
    for name in names:
        expect(not shown(scene, name), f"{name} is shown by {shown(scene, name)}")
    expect(names[0] not in scene.names(), "the newest name of a page is one that was taken back")
    server.collect(people.asked_by_many(days[-1] + 7200, "/news/of-kari", referrer="https://blog-1.example.net/"))
    server.push()
    scene.has_all(server, "after it came again")
    for name in names:
        expect(not shown(scene, name), f"{name} came again, and is shown by {shown(scene, name)}")


def named_later(scene):
    """A page has rows before it has a name; then all of its history has it."""
    server, days = begun(scene)
    server.collect(people.asked_by_many(days[-1] + 10 * 3600, "/late-fame", count=2))
    server.push()
    scene.has_all(server, "without a name")
    expect(not shown(scene, "/late-fame"), "the page has a name already")
    server.collect(people.asked_by_many(days[-1] + 15 * 3600, "/late-fame", count=20))
    server.push()
    scene.has_all(server, "with a name")
    rows = scene.query("SELECT sum(hits), uniqExact(hour) FROM page_hours WHERE page = '/late-fame'")
    expect(rows == [["22", "2"]], f"the page has {rows}, and not all of its history")


def renamed(scene):
    server, _ = begun(scene)
    server.run("sites", "rename", people.SITES[1], "store.example.org", "--state", server.keys)
    server.push()
    scene.has_all(server, "after a site was renamed")
    expect(not shown(scene, people.SITES[1]) and shown(scene, "store.example.org"), "the site has its old name")
    server.collect(people.traffic(scene.chance, [people.midnight(3)], lines=50))
    server.push()
    scene.has_all(server, "after the old name came again")


def own_host(scene):
    server, _ = begun(scene)
    before = views.of_database(server.db)
    scene.sporlos("own-host", "blog-2.example.net", "--site", people.SITES[0], "--db", server.db, "--state", server.keys)
    expect(views.of_database(server.db) != before, "own-host changes nothing")
    server.push()
    scene.has_all(server, "after own-host")


def noted(scene):
    """A note is sent with its day, and taken back."""
    server, days = begun(scene)
    day = people.date(days[-1])
    notes = "SELECT name1, site FROM fact WHERE tbl = 100 AND (source, at, ver) IN " \
            "(SELECT source, at, max(ver) FROM fact WHERE tbl = 0 AND k1 = 1 GROUP BY source, at)"
    server.run("note", day, "It's new")
    server.run("note", day, "Ny side", "--site", people.SITES[1])
    server.push()
    expect(sorted(scene.query(notes)) == [["It's new", ""], ["Ny side", people.SITES[1]]], f"{scene.query(notes)}")
    server.run("note", "--remove", day, "It's new")
    server.push()
    expect(scene.query(notes) == [["Ny side", people.SITES[1]]], f"after taking one back: {scene.query(notes)}")
    scene.has_all(server, "after notes")


CHECKS = [
    ("What prune rolls up and deletes, the views have rolled up and deleted", pruned),
    ("Pages that are folded after a month without a name are folded in the views", folded),
    ("Forgotten pages, hosts and campaigns are in no view, also where they come again", forgotten),
    ("A page that gets its name later has it for all of its history", named_later),
    ("A renamed site has its new name, also where lines with the old one come again", renamed),
    ("What own-host changes, the views have changed", own_host),
    ("Notes are sent with their day, and taken back", noted),
]
