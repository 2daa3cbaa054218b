"""Whatever happens on the way, everything counts once."""

import threading

from . import people
from .proxy import Proxy
from .scene import expect, kill, sentence

MISHAPS = ["drop", "lose", "cut", "fail", "half"]
ROUNDS = 10


def months(scene, lines=600):
    """The days of several months, each of which is a request of its own."""
    return people.traffic(scene.chance, [people.midnight(ago) for ago in [150, 120, 90, 60, 45, 30, 3, 2]], lines=lines)


def twice(scene):
    server = scene.server()
    server.collect(months(scene))
    expect("sent 0 " not in server.push().output, "the first push sends nothing")
    rows = scene.query("SELECT count() FROM fact")
    for options in [[], ["--today", "2099-01-01"]]:
        said = server.push(*options).output
        expect(said.startswith("sent 0 hours and days (0 rows) and 0 names"), f"the second push says {said}")
    expect(scene.query("SELECT count() FROM fact") == rows, "the second push sends rows")
    expect(server.push("--quiet").output == "", "--quiet is not quiet")
    scene.has_all(server, "pushed three times")
    scene.fleet("schema", scene.url, "--apply")
    expect(server.push().output.startswith("sent 0 hours and days (0 rows) and 0 names"), "a schema makes it another store")
    scene.has_all(server, "with the schema once more")


def mishaps(scene):
    """One request of each push fails, each in its turn, and everything is well after the last push."""
    server = scene.server()
    lines = months(scene)
    chance, step = scene.chance, max(1, len(lines) // ROUNDS)
    chance.shuffle(lines)
    seen = set()
    for start in range(0, len(lines), step):
        server.collect(lines[start:start + step])
        at, mishap = chance.randrange(12), MISHAPS[start // step % len(MISHAPS)]

        def plan(request):
            if request.number == at:
                seen.add((mishap, request.is_insert))
                return mishap
            return "pass"

        with Proxy(scene.store.http_port, plan) as proxy:
            ended = server.push(url=proxy.url + scene.database, code=None)
        if ended.code != 0:
            expect(ended.code == 1, f"{mishap} of request {at} ends with {ended.code}")
            sentence(ended, "the store")
    expect(len(seen) >= 4, f"only these came about: {seen}")
    server.push()
    scene.has_all(server, f"after {sorted(seen)}")


def repeated(scene):
    """libcurl sends a request again where a connection that it had kept was closed before an answer."""
    server = scene.server()
    server.collect(months(scene))
    scene.query("SYSTEM STOP MERGES")

    def plan(request):
        def again(forward):
            forward()
            return "pass"
        return again if request.is_insert else "pass"

    try:
        with Proxy(scene.store.http_port, plan) as proxy:
            server.push(url=proxy.url + scene.database)
        rows = scene.query("SELECT count(), uniqExact(tbl, site, at, tag, k1, k2, k3, name1, name2, name3) FROM fact")[0]
        expect(int(rows[0]) == 2 * int(rows[1]), f"{rows[0]} rows are not twice {rows[1]}")
        scene.has_all(server, "each request twice")
    finally:
        scene.query("SYSTEM START MERGES")


def kills(scene):
    """The sender is killed before, while and after the store takes a request."""
    server = scene.server()
    lines = months(scene)
    chance, step = scene.chance, max(1, len(lines) // ROUNDS)
    chance.shuffle(lines)
    killed = 0
    for start in range(0, len(lines), step):
        server.collect(lines[start:start + step])
        at, moment = chance.randrange(12), ["before", "while", "after"][start // step % 3]
        due, gone = threading.Event(), threading.Event()

        def plan(request):
            if request.number != at:
                return "pass"

            def end(forward):
                if moment == "after":
                    forward()
                due.set()
                if moment == "while":
                    forward()
                gone.wait(30)
                return "drop"
            return end

        with Proxy(scene.store.http_port, plan) as proxy:
            process = server.start_push(url=proxy.url + scene.database)
            while process.poll() is None and not due.wait(0.01):
                pass
            if due.is_set():
                killed += kill(process)
            else:
                process.communicate()
            gone.set()
    expect(killed >= 4, f"only {killed} were killed")
    server.push()
    scene.has_all(server, f"after {killed} kills")


def seen_halfway(scene):
    """While units are replaced, nobody sees less or more than whole ones."""
    server = scene.server()
    day = people.midnight(3)
    lines = [people.line(day + 3600 * (number % 20), "/", number % 50) for number in range(1000)]
    server.collect(lines)
    server.push()
    totals = set()

    def plan(request):
        totals.add(scene.query("SELECT sum(hits) FROM kind_hours")[0][0])
        return "pass"

    for _ in range(3):
        server.collect(people.asked_by_many(day, "/") * 2)
        with Proxy(scene.store.http_port, plan) as proxy:
            server.push(url=proxy.url + scene.database)
    totals.add(scene.query("SELECT sum(hits) FROM kind_hours")[0][0])
    expect(totals == {"1000", "1024", "1048", "1072"}, f"somebody saw {sorted(totals)} hits")


def late_lines(scene):
    server = scene.server()
    days = [people.midnight(ago) for ago in [6, 4]]
    server.collect(people.traffic(scene.chance, days))
    server.push()
    scene.has_all(server, "at first")
    for _ in range(3):
        server.collect(people.traffic(scene.chance, days[:1], lines=20))
        said = server.push().output
        expect(not said.startswith("sent 0 "), "late lines are not sent")
        scene.has_all(server, "after late lines")
    # Lines of one hour have that hour sent again, and its day.
    server.collect([people.line(days[1] + 9 * 3600, "/", 3)])
    said = server.push().output
    expect(said.startswith("sent 2 hours and days"), f"for one line, the push says {said}")
    scene.has_all(server, "after one late line")


CHECKS = [
    ("Pushing twice sends nothing the second time", twice),
    ("Requests, bodies and answers that are lost or cut: everything counts once", mishaps),
    ("A request that reaches the store twice counts once", repeated),
    ("A sender that is killed before, while and after a request: everything counts once", kills),
    ("Who reads meanwhile sees whole hours, before or after", seen_halfway),
    ("Late lines have their hours sent again, and no others", late_lines),
]
