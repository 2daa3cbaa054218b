"""The views of a store show what the databases show."""

import subprocess

from . import people, views
from .scene import PROJECT, expect


# Some of them: a debug build takes a minute to recognise all.
LOGS = ["generated", "nginx-vhost", "nginx-timing", "apache-vhost-combined", "caddy-json"]


def countries(scene):
    """A country database, where Perl's module for writing one is there."""
    folder = scene.folder / "countries"
    folder.mkdir()
    try:
        subprocess.run(["perl", PROJECT / "Tests/AccessLogTests/Geography/make-mmdb.pl", folder], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return ["--geo", folder / "country-24.mmdb"]


def one_server(scene):
    server = scene.server()
    geo = countries(scene)
    server.count(*(PROJECT / f"sample-logs/{name}/access.log" for name in LOGS), "--campaigns", "all", *geo)
    day = people.midnight(5)
    sitemap = scene.folder / "sitemap.txt"
    sitemap.write_text("".join(f"https://{people.SITES[0]}{path}\n" for path in people.HOSTILE_PATHS))
    server.collect(people.hostile(day), "--sitemap", sitemap, *geo)
    server.run("note", "2026-10-01", "It's \\ \"new\" é")
    server.push()
    shown = scene.has_all(server, "one server")
    expect(all(shown.values()), f"nothing to compare: {[name for name, rows in shown.items() if not rows]}")
    if geo:
        expect(len({row[2] for row in shown["country_days"]}) > 2, "too few countries")
    else:
        print("      without countries: no MaxMind::DB::Writer")
    seen = {value for rows in shown.values() for row in rows for value in row if value}
    for character in "'\\\"é😀":
        expect(any(character in value for value in seen), f"no name has {character}")
    expect(len({row[1] for row in shown["page_hours"]} & set(people.HOSTILE_PATHS)) > 2, "hostile paths are not named")


def fleet(scene, *names):
    """Servers that share the keys of a fleet."""
    servers = [scene.server(name) for name in names]
    for server in servers[1:]:
        invitation = scene.folder / "invitation"
        scene.sporlos("fleet", "invite", invitation, "--db", servers[0].db, "--state", servers[0].keys,
                      "--time-zone", servers[0].zone)
        scene.sporlos("fleet", "join", invitation, "--db", server.db, "--state", server.keys)
        invitation.unlink()
    return servers


def four_servers(scene):
    servers = fleet(scene, "one", "two", "three", "four")
    days = [people.midnight(ago) for ago in [5, 4, 3]]
    lines = people.traffic(scene.chance, days, lines=2000)
    # Enough people for a name on the first server only; the others have its page as well.
    lines = [lines[index::4] for index in range(4)]
    lines[0] += people.asked_by_many(days[0] + 9000, "/only-the-first")
    for some in lines[1:]:
        some.append(people.line(days[0] + 9000, "/only-the-first", 3))
    for server, some in zip(servers, lines):
        server.collect(some)
        server.push()
    shown = scene.has_all(servers, "four servers")
    hits = sum(int(row[-2]) * times for row, times in shown["kind_hours"].items())
    expect(hits == sum(map(len, lines)), f"{hits} hits of {sum(map(len, lines))} lines")
    paths = ["SELECT count(*) FROM page WHERE path = '/only-the-first'"]
    expect([server.query(*paths)[0][0] for server in servers] == [1, 0, 0, 0], "the page is not named on the first alone")
    rare = views.of_database(servers[1].db)["page_hours"]
    expect(not any(row[1] == "/only-the-first" for row in rare), "nothing to name")
    counted = sum(int(row[4]) for row in shown["page_hours"] if row[1] == "/only-the-first")
    expect(counted == 15, f"{counted} of 15 requests have the name that one server knows")


def strangers(scene):
    days = [people.midnight(4)]
    for server in fleet(scene, "one", "two"):
        server.collect(people.traffic(scene.chance, days, lines=50) + people.asked_by_many(days[0], "/"))
        server.push()
    scene.fleet("check", scene.url)
    stranger = scene.server("stranger", "Asia/Kolkata")
    stranger.collect(people.asked_by_many(days[0], "/"))
    stranger.push()
    said = scene.fleet("check", scene.url, code=1).errors
    expect("fleet invite" in said, f"check says nothing of another key: {said}")
    expect("Europe/Oslo" in said and "Asia/Kolkata" in said, f"check says nothing of another time zone: {said}")


CHECKS = [
    ("The views are row for row those of the database, hostile names and countries included", one_server),
    ("Four servers of a fleet add up, and a page has the name that any of them knows", four_servers),
    ("check tells a server of the fleet from one with another key or time zone", strangers),
]
