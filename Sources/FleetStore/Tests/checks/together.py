"""What is known only of all servers together: visitors, names of pages, and months that are closed."""

import os
import shutil
import subprocess
import threading
import time
from pathlib import Path

from . import people, views
from .scene import expect, kill, sentence
from .secrecy import FAKETIME


def fleet(scene, count):
    """The servers of one fleet, before they count."""
    servers = [scene.server(f"server-{number}") for number in range(count)]
    invitation = scene.folder / "invitation"
    scene.sporlos("fleet", "invite", invitation, "--db", servers[0].db, "--state", servers[0].keys, "--time-zone",
                  servers[0].zone)
    for server in servers[1:]:
        scene.sporlos("fleet", "join", invitation, "--db", server.db, "--state", server.keys)
    return servers


def share_and_push(server, code=0):
    """Sends counts and the visitors of days that are over."""
    share = server.scene.folder / f"{server.name}.share"
    server.scene.sporlos("fleet", "share", share, "--db", server.db, "--state", server.keys)
    return server.scene.fleet("push", server.scene.url, "--db", share, "--state", server.state, code=code)


def sketches(scene):
    """The files of the store that have sketches."""
    folder = scene.store.folder / "data" / "data" / scene.database / "sketch"
    return [Path(within, name) for within, _, names in os.walk(folder) for name in names if name == "bytes.bin"]


def traces(scene, words):
    """The files of the server, its logs and its log of queries among them, in which any of some words is."""
    scene.store.query("SYSTEM FLUSH LOGS")
    found = []
    # Files and folders go meanwhile: parts that are merged, and databases of other checks.
    for folder, _, names in os.walk(scene.store.folder):
        for name in names:
            try:
                content = Path(folder, name).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                continue
            if any(word in content for word in words):
                found.append(Path(folder, name))
    return found


def visitors(rows):
    """How many visitors sites, or pages, had on their days: pages have names on one server, and none on four."""
    return sorted((row[0], row[-3], row[-2]) for row in rows.elements() if int(row[-2]) > 0)


def sealed(scene):
    """The same people on several servers, few enough to be counted exactly."""
    yesterday = people.midnight(1) + 3 * people.HOUR
    servers, whole = fleet(scene, 4), scene.server("whole")
    lines = []
    for number, path in enumerate(["/both", "/all", "/twice"]):
        lines += [people.line(yesterday + 60 * number + person, path, person) for person in range(30)]
    whole.collect(lines)
    for number, server in enumerate(servers):
        # Everybody comes to two servers, and each line is on one or two of them.
        server.collect([line for index, line in enumerate(lines) if index % 30 % 4 in (number, (number + 1) % 4)])
        share_and_push(server)
    before = scene.query("SELECT max(visitors) FROM site_days")
    expect(int(before[0][0]) < 30, f"one server has all visitors: {before}")
    scene.fleet("seal", scene.url)
    found, wanted = views.of_store(scene.store, scene.database), views.of_database(whole.db)
    for view in ["site_days", "page_days"]:
        expect(visitors(found[view]) == visitors(wanted[view]),
               f"{view} has {visitors(found[view])[:3]}, not {visitors(wanted[view])[:3]}")
    # Again, and once the keys are gone.
    scene.fleet("seal", scene.url)
    expect(int(scene.query("SELECT count() FROM sketch")[0][0]) > 0, "sketches of an open day are gone")
    files = sketches(scene)
    expect(files, "no file has sketches, so that none can go")
    # Numbers of visitors, as they are in parts.
    kept = [bytes.fromhex(text)[-16:] for text, in scene.query("SELECT hex(bytes) FROM sketch")]
    expect(traces(scene, kept), "the bytes of sketches are in no file, so that none can go")
    scene.fleet("seal", scene.url, "--today", people.date(people.midnight(-4)))
    expect(scene.query("SELECT count() FROM sketch") == [["0"]], "sketches are there still")
    end = time.monotonic() + 30
    while left := [file for file in files if file.exists()]:
        expect(time.monotonic() < end, f"files of sketches are there after 30 s: {left[0]}")
        time.sleep(0.2)
    expect(not sketches(scene), f"sketches are in {sketches(scene)[:1]}")
    expect(not traces(scene, kept), f"the bytes of a sketch are in {traces(scene, kept)[:1]}")
    who = [people.address(7).encode(), people.AGENTS[7][:40].encode()]
    expect(not traces(scene, who), f"an address or a user agent is in {traces(scene, who)[:1]}")
    scene.fleet("seal", scene.url, "--today", people.date(people.midnight(-4)))
    again = views.of_store(scene.store, scene.database)
    for view in ["site_days", "page_days"]:
        expect(visitors(again[view]) == visitors(wanted[view]), f"{view} has changed")


def named(scene):
    """Four servers together have the names that one server has, after one more request each; and no other ones."""
    yesterday = people.midnight(1) + 3 * people.HOUR
    servers, whole = fleet(scene, 4), scene.server("whole")
    # Of 16 people, four come to each server; of the three of /few, one to each of three.
    lines = [people.line(yesterday + person, "/many", person) for person in range(16)]
    lines += [people.line(yesterday + 100 + person, "/few", person) for person in range(3)]
    whole.collect(lines)
    home = people.asked_by_many(yesterday + 300, "/home")
    whole.collect(home)
    for number, server in enumerate(servers):
        # The site has its name on each.
        server.collect(lines[number::4] + home)
        share_and_push(server)
    scene.fleet("seal", scene.url)
    expect(scene.names() == {"/home"}, f"the servers have the names {scene.names()}")
    names = scene.folder / "pages.names"
    scene.fleet("names", scene.url, "-o", names)
    expect(len(names.read_text().splitlines()) == 3, f"the list is {names.read_text()!r}")
    for server in servers:
        scene.sporlos("fleet", "names", names, "--db", server.db, "--state", server.keys)
        server.collect([people.line(yesterday + 200, "/many", 1), people.line(yesterday + 201, "/few", 1)])
        share_and_push(server)
    wanted = {path for path, in whole.query("SELECT path FROM page WHERE path IS NOT NULL")}
    expect(wanted == {"/home", "/many"}, f"one server has the names {wanted}")
    expect(scene.names() == wanted, f"the fleet has the names {scene.names()}")
    shown = {row[1] for row in views.of_store(scene.store, scene.database)["page_hours"]}
    expect(shown == {"/home", "/many", "(rare pages)"}, f"views show {shown}")
    # The list goes on to have it, for servers that get to know the page later.
    text = names.read_text()
    scene.fleet("names", scene.url, "-o", names)
    expect(names.read_text() == text, "the list has changed")


def later(days):
    """The environment of a program that takes it for some days later."""
    return {"LD_PRELOAD": str(FAKETIME[0]), "FAKETIME": f"+{days}d", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def at(scene, clock, *arguments):
    """Runs sporlos, with another clock where there is one; see `secrecy.at_the_hour` for env."""
    scene.sporlos(*arguments, before=["/usr/bin/env"], **clock)


def guess(scene, keys, name, lines, clock=None):
    clock = clock or {}
    """What a thief of keys makes of lines of guesses: the sketches of a new server that joins with these keys."""
    stolen, thief = scene.folder / f"{name}-stolen", scene.server(name)
    shutil.copytree(keys.keys, stolen)
    database, invitation = scene.folder / f"{name}-stolen.sqlite", scene.folder / f"{name}-invitation"
    shutil.copy(keys.db, database)
    at(scene, clock, "fleet", "invite", invitation, "--db", database, "--state", stolen)
    at(scene, clock, "fleet", "join", invitation, "--db", thief.db, "--state", thief.keys)
    log, share = scene.folder / f"{name}.log", scene.folder / f"{name}.share"
    # With the site named, it has its name whoever comes.
    log.write_text("".join(line.split(" ", 1)[1] for line in lines))
    at(scene, clock, "collect", log, "--db", thief.db, "--state", thief.keys, "--format", "combined", "--site",
       people.SITES[0], "--late", "--quiet")
    at(scene, clock, "fleet", "share", share, "--db", thief.db, "--state", thief.keys)
    opened = views.opened(share)
    try:
        return [sketch for table in ["open_site_day", "open_page_day"]
                for sketch, in opened.execute(f"SELECT sketch FROM {table}")]
    finally:
        opened.close()


def is_found(sketches, kept):
    """Whether the one visitor of a sketch, its last four bytes, is in any that was kept."""
    return any(sketch[-4:] in other for sketch in sketches for other in kept)


def forgotten(scene):
    """A thief who copied the whole store before sketches went, and gets all keys four days later."""
    yesterday = people.midnight(1) + 3 * people.HOUR
    servers = fleet(scene, 2)
    for number, server in enumerate(servers):
        server.collect([people.line(yesterday + person, "/page", person) for person in range(number * 10, number * 10 + 20)])
        share_and_push(server)
    kept = [bytes.fromhex(text) for text, in scene.query("SELECT hex(bytes) FROM sketch")]
    expect(len(kept) >= 2, "the store has no sketches")
    # While the day is open, a thief of keys can tell: so this test can fail.
    came, missing = people.line(yesterday, "/page", 7), people.line(yesterday, "/page", 99)
    expect(is_found(guess(scene, servers[0], "early", [came]), kept), "a visitor is not found with the day's key")
    expect(not is_found(guess(scene, servers[0], "other", [missing]), kept), "somebody is found who did not come")
    # Days go by: a line of then has the servers forget the days that are over.
    clock, then = later(4), yesterday + 4 * people.DAY
    for server in servers:
        log = scene.folder / f"{server.name}-then.log"
        log.write_text(people.line(then, "/page", 3))
        at(scene, clock, "collect", log, "--db", server.db, "--state", server.keys, "--format", "vhost-combined", "--quiet")
    for number, server in enumerate(servers):
        for name, moment in [("old", yesterday), ("new", then)]:
            found = guess(scene, server, f"late-{name}-{number}", [people.line(moment, "/page", 7)], clock)
            expect(name == "old" or found, "the thief's own key makes no sketches")
            expect(not is_found(found, kept), "a visitor is found with a later key")


def folded(rows, view):
    """A view's rows as they are of a closed month: pages without names have no visitors."""
    sums = {}
    counted = {"page_hours": 3, "client_hours": 2, "kind_hours": 2, "browser_days": 2, "country_days": 2, "page_days": 2,
               "site_days": 2}.get(view, 1)
    for row in rows.elements():
        key, counts = tuple(row[:-counted]), [int(count) for count in row[-counted:]]
        if view == "page_days" and key[1] == "(rare pages)":
            counts[0] = 0
        if any(counts):
            sums[key] = [one + two for one, two in zip(sums.get(key, [0] * counted), counts)]
    return sums


def shown(scene):
    return {view: folded(rows, view) for view, rows in views.of_store(scene.store, scene.database).items()}


def old_month():
    """The first day of the month that was over at least 32 days ago, and a day when it may be closed."""
    at = people.midnight(75)
    month = time.strftime("%Y-%m", time.gmtime(at))
    return month, [at + day * people.DAY for day in range(-8, 8)
                   if time.strftime("%Y-%m", time.gmtime(at + day * people.DAY)) == month]


def closed(scene):
    """A month of three sources is closed, and killed again and again while it is; a reader sees the same totals."""
    month, days = old_month()
    servers = [scene.server(f"server-{number}") for number in range(3)]
    for number, server in enumerate(servers):
        server.collect(people.traffic(scene.chance, days + [people.midnight(3)], lines=300, name=f"of-{number}"))
        server.push()
    wanted, totals, stop = shown(scene), set(), threading.Event()

    def read():
        while not stop.is_set():
            totals.add(tuple(scene.query("SELECT sum(hits), sum(page_views), sum(bytes) FROM page_hours")[0]))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        kills = 0
        for turn in range(12):
            process = subprocess.Popen(
                [scene.programs["fleet"], "close", scene.url, "--month", month], env=scene.environment(),
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            time.sleep(turn * 0.025)
            if process.poll() is None:
                kills += kill(process)
            # What the store was told it goes on to do.
            time.sleep(0.1)
            now = shown(scene)
            for view in wanted:
                differs = [(key, now[view].get(key), row) for key, row in wanted[view].items() if now[view].get(key) != row]
                expect(not differs and len(now[view]) == len(wanted[view]),
                       f"after close was killed in turn {turn}, {view} differs: {differs[:3]}")
        for _ in range(2):
            scene.fleet("close", scene.url, "--month", month)
            expect(shown(scene) == wanted, "views differ once the month is closed")
    finally:
        stop.set()
        reader.join()
    expect(kills > 2, f"close was killed only {kills} times")
    expect(len(totals) == 1, f"a reader saw the totals {totals}")
    number = month.replace("-", "")
    sources = scene.query(f"SELECT DISTINCT source FROM fact WHERE toYYYYMM(day) = {number}")
    expect(sources == [["1"]], f"the closed month has the sources {sources}")
    tags = scene.query(
        f"SELECT count() FROM fact WHERE toYYYYMM(day) = {number} AND tag != 0 AND tag NOT IN (SELECT tag FROM page)")
    expect(tags == [["0"]], "pages without names have rows of their own")
    # Late lines are said, and others go on.
    servers[0].collect(people.traffic(scene.chance, [days[0], people.midnight(3)], lines=40, name="of-0"))
    ended = servers[0].push()
    expect("months that are closed" in ended.errors, f"late lines are not said: {ended.errors!r}")
    servers[1].push("--all")
    closed_days = {time.strftime("%Y-%m-%d", time.gmtime(day)) for day in days}
    after = shown(scene)
    for view in ["site_days", "kind_hours"]:
        expect({key: row for key, row in after[view].items() if key[1][:10] in closed_days}
               == {key: row for key, row in wanted[view].items() if key[1][:10] in closed_days},
               f"{view} of the closed month has changed")
    sentence(scene.fleet("close", scene.url, "--month", people.date(people.midnight(3))[:7], code=1), "cannot be closed before")
    sentence(scene.fleet("close", scene.url, "--month", "2019-02", code=1), "no counts")


def dropped(scene):
    """A server's disk is lost: its logs are counted into a new database, and the old source is taken back."""
    lines = {ago: people.traffic(scene.chance, [people.midnight(ago)], lines=100) for ago in [9, 5]}
    old, new = scene.server("old"), scene.server("new")
    for ago in lines:
        old.collect(lines[ago])
    old.push()
    wanted = views.of_database(old.db)
    new.collect(lines[5])
    new.push()
    source = scene.fleet("status", scene.url).output.splitlines()
    number = next(row.split()[0] for row in source[1:] if row.split()[1] == people.date(people.midnight(9)))
    sentence(scene.fleet("drop", scene.url, "0" * 16, "--from", people.date(people.midnight(6)), code=1), "no source of that number")
    scene.fleet("drop", scene.url, number, "--from", people.date(people.midnight(6)))
    found = views.of_store(scene.store, scene.database)
    for view in ["kind_hours", "client_hours", "status_hours", "site_days"]:
        expect(found[view] == wanted[view], f"{view} has not what one server counted")
    sentence(old.push(code=1), "--all")


CHECKS = [
    ("Visitors of four servers count once after they are sealed, and sketches go", sealed),
    ("Four servers have the names of one after one more request each, and no others", named),
    ("A month is closed, killed at any moment and twice, and no reader sees other totals", closed),
    ("What a lost server sent is taken back from a day on", dropped),
]
if FAKETIME:
    CHECKS.append(("Keys of a later day tell nothing of who came, even with a copy of the store", forgotten))
