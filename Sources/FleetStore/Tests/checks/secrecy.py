"""What goes over the network: hours that are over, and nothing that tells who came."""

import time
from pathlib import Path

from . import people
from .proxy import Proxy
from .rowbinary import end_of_hour, rows
from .scene import PROJECT, expect

SAMPLES = ["apache-common", "apache-combined", "apache-vhost-combined", "apache-combined-vhost", "nginx-combined"]
# Debian's libfaketime; with its wrapper, two programs cannot run at once.
FAKETIME = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
COLUMNS = {
    "fact": "day tbl site at tag k1 k2 k3 name1 name2 name3 source ver m1 m2 m3".split(),
    "page": "tag source ver site path".split(),
    "sender": "source ver nonce zone note".split(),
}


def types(scene):
    return {table: {row[0]: row[1] for row in scene.query(f"DESCRIBE TABLE {table}")} for table in COLUMNS}


def sent(scene, server, *options, **others):
    """All requests of a push, and the rows in them with the moment at which each came."""
    with Proxy(scene.store.http_port) as proxy:
        server.push(*options, url=proxy.url + scene.database, **others)
    known = types(scene)
    return proxy.requests, [
        {**row, "came": request.came} for request in proxy.requests if request.is_insert
        for row in rows(request.query, request.content, known)]


def only_what_is_over(scene):
    server = scene.server(zone="Asia/Kolkata")
    # The hours of India end at :30. None ends while this runs.
    left = 3600 - (time.time() + 1800) % 3600
    if left < 30:
        time.sleep(left + 1)
    now = int(time.time())
    moments = [now - 40 * 3600, now - 7200, now - 3600, now - 1800, now - 5, now]
    server.collect([people.line(at, "/now", person) for at in moments for person in range(10)])
    _, found = sent(scene, server)
    check_hours(found, None)
    hours = {row["at"] for row in found if row["table"] == "fact" and row["tbl"] == 4}
    expect(hours, "no hour was sent")
    current = [hour for hour, in server.query("SELECT DISTINCT hour FROM kind_hour") if end_of_hour(hour) > time.time()]
    expect(current and not hours & set(current), "the hour of now was sent, or was not counted")
    days = {row["at"] for row in found if row["table"] == "fact" and row["tbl"] == 14}
    expect(days and max(days) < (now + 19_800) // people.DAY, f"today was sent: {days}")


def check_hours(found, clock):
    for row in found:
        if row["table"] != "fact" or row["tbl"] not in range(0, 6) or row["tbl"] == 0 and row["k1"] == 1:
            continue
        end = end_of_hour(row["at"])
        expect(end is None or end <= (clock or row["came"]), f"an hour was sent {end - (clock or row['came']):.0f} s before its end")


def at_the_hour(scene):
    """With a clock that says so: a second before the end of an hour, and at its end."""
    server = scene.server(zone="Asia/Kolkata")
    day = people.midnight(2)
    # 15:30 to 16:30 in India.
    begin = day + 10 * 3600 + 1800
    server.collect([people.line(begin + minute * 60, "/", minute) for minute in range(60)])
    for clock, wanted in [(begin + 1800, 0), (begin + 3599, 0), (begin + 3600, 60)]:
        faked = time.strftime("@%Y-%m-%d %H:%M:%S", time.gmtime(clock))
        # The library changes the environment, and Swift would find its command line at random: so env comes first, and the
        # program begins with an environment that is not changed any more.
        _, found = sent(scene, server, before=["/usr/bin/env"], LD_PRELOAD=str(FAKETIME[0]), FAKETIME=faked,
                        FAKETIME_DONT_FAKE_MONOTONIC="1")
        check_hours(found, clock + 2)
        hits = sum(row["m1"] for row in found if row["table"] == "fact" and row["tbl"] == 4)
        expect(hits == wanted, f"{clock - begin} s after its begin, {hits} hits of the hour were sent, not {wanted}")


def no_trace(scene):
    server = scene.server()
    server.count(*[PROJECT / "sample-logs" / sample / "access.log" for sample in SAMPLES])
    secret = "canary-page-of-one"
    day = people.midnight(4)
    server.collect(people.asked_by_many(day, "/shown-to-all") + [
        people.line(day, f"/{secret}", 7, referrer=f"https://{secret}.example.net/{secret}"),
        people.line(day, "/?utm_source=canary-source-of-one", 8)])
    server.run("note", "2026-10-01", "A note for all")
    requests, found = sent(scene, server)
    known = types(scene)
    for table, columns in COLUMNS.items():
        used = {column for row in found if row["table"] == table for column in row} - {"table", "came"}
        expect(used == set(columns) <= set(known[table]), f"{table} has the columns {used}")
    facts = [row for row in found if row["table"] == "fact"]
    expect(len(facts) > 2000 and {row["tbl"] for row in facts} == {*range(15), 100} - {7, 10}, "not all tables were sent")
    for row in facts:
        at, days = row["at"], row["tbl"] > 5 or row["tbl"] == 0 and row["k1"] == 1
        expect(at == row["day"] if days else abs(at // 128 // 24 - row["day"]) <= 1, f"{at} is no hour or day of its day")
    for row in facts + [row for row in found if row["table"] == "page"]:
        expect(row.get("tag") or row["table"] == "fact", "a page without a tag")
    # The paths, hosts and agents of all sample logs that must be nowhere, and some of this log's own.
    needles = {line for path in ["", *SAMPLES]
               for line in (PROJECT / "sample-logs" / path / "canaries.txt").read_text().splitlines() if line}
    needles |= {secret, "canary-source-of-one", "198.51.", "Mozilla/", "AppleWebKit", "rv:142.0"}
    expect(len(needles) > 200, f"only {len(needles)} things to look for")
    everything = b"\n".join(part for request in requests for part in [
        request.target.encode(), repr(sorted(request.headers.items())).encode(), request.content])
    for needle in needles:
        place = everything.find(needle.encode())
        expect(place < 0, f"requests have \"{needle}\": {everything[max(0, place - 40):place + 60]}")
    for needle in ["/shown-to-all", "A note for all", people.SITES[0]]:
        expect(needle.encode() in everything, f"no request has {needle}, so that nothing would be found")
    unnamed = {tag for tag, in server.query("SELECT tag FROM page WHERE path IS NULL AND tag IS NOT NULL")}
    named = {row["tag"] for row in found if row["table"] == "page"}
    expect(unnamed and not {tag % 2**64 for tag in unnamed} & named, "a page without a name has a path in the store")
    state = b"".join(path.read_bytes() for path in server.state.iterdir())
    for needle in [*needles, "/shown-to-all", "www.example.org"]:
        expect(needle.encode() not in state, f"what is noted of sending has {needle}")
    for path in [server.state, *server.state.iterdir()]:
        expect(path.stat().st_mode & 0o077 == 0, f"{path.name} can be read by others")


CHECKS = [
    ("Only hours and days that are over are sent", only_what_is_over),
    ("Requests have the columns of the schema, and no address, agent or path of a page without a name", no_trace),
]
if FAKETIME:
    CHECKS.insert(1, ("With the last second of an hour, it is over", at_the_hour))
