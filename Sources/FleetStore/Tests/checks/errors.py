"""What goes wrong ends with a sentence, and says nothing of what was counted."""

from . import people
from .proxy import Proxy
from .scene import Server, expect, sentence
from processes import free_port

SECRETS = ["/of-kari", "page-", "blog-", "letter-", people.SITES[0], people.SITES[1], "198.51."]

# No file can grow beyond some kilobytes, as on a full disk.
FULL = ["/bin/sh", "-c", """trap '' XFSZ; ulimit -f 8; exec "$0" "$@" """]


def begun(scene):
    server = scene.server()
    server.collect(people.traffic(scene.chance, [people.midnight(4)], lines=200)
                   + people.asked_by_many(people.midnight(3), "/of-kari"))
    return server


def no_trace(ended):
    for secret in SECRETS:
        expect(secret not in ended.errors + ended.output, f"it says {secret}: {ended.errors}")


def refuses(scene, *arguments, code=1, parts=(), **more):
    ended = scene.fleet(*arguments, code=code, **more)
    sentence(ended, *parts)
    no_trace(ended)
    return ended


def each(scene, server, url):
    """All commands that need a store."""
    return [["push", url, "--db", server.db, "--state", server.state],
            ["pull", url, "--db", scene.folder / "pulled.sqlite"], ["check", url], ["status", url]]


def no_store(scene):
    server = begun(scene)
    nobody = f"http://127.0.0.1:{free_port()}/sporlos"
    for arguments in [*each(scene, server, nobody), ["schema", nobody, "--apply"]]:
        refuses(scene, *arguments, parts=["does not answer"])
    for arguments in [*each(scene, server, scene.store.url + "no_such_database")]:
        refuses(scene, *arguments, parts=["no_such_database"])
    refuses(scene, "schema", scene.store.url + "no_such_database", "--apply", parts=["no_such_database"])
    # A server that is no ClickHouse.
    with Proxy(scene.store.http_port, lambda request: "fail") as proxy:
        for arguments in each(scene, server, proxy.url + scene.database):
            refuses(scene, *arguments, parts=["refuses (500)"])
    expect(not server.state.exists() or not list(server.state.iterdir()), "something is noted of a store that is not there")
    server.push()
    scene.has_all(server, "at last")


def addresses(scene):
    server = begun(scene)
    for url, part in [
            ("http://writer:s3cret@127.0.0.1:8123/sporlos", "netrc"), ("https://:s3cret@127.0.0.1/sporlos", "netrc"),
            ("ftp://127.0.0.1/sporlos", "https://"), ("127.0.0.1:8123/sporlos", "https://"), ("http:///sporlos", "host"),
            ("http://127.0.0.1/spor-los", "letters"), ("http://127.0.0.1/a b", "characters"),
            ("http://127.0.0.1/sporlos?user=x&password=s3cret", "letters"), ("http://127.0.0.1/a'; DROP", "characters"),
            ("http://127.0.0.1/a/b", "letters")]:
        for arguments in each(scene, server, url):
            ended = refuses(scene, *arguments, code=2, parts=[part])
            expect("s3cret" not in ended.errors, "it repeats a password")
    for options in [["--today", "tomorrow"], ["--quorum", "-1"], ["--follow", "--today", "2026-01-01"]]:
        ended = server.push(*options, code=2)
        expect(ended.errors, f"nothing is said of {options}")


def databases(scene):
    missing = scene.folder / "none.sqlite"
    refuses(scene, "push", scene.url, "--db", missing)
    expect(not missing.exists(), "a database was made to send it")
    other = scene.folder / "other.sqlite"
    other.write_text("This is no database. " * 99)
    refuses(scene, "push", scene.url, "--db", other)
    refuses(scene, "pull", scene.url, "--db", other)
    expect(other.read_text().startswith("This is no"), "a file that is no database was changed")
    empty = Server(scene, "empty", "UTC")
    empty.collect([])
    empty.push()
    refuses(scene, "pull", scene.url, "--db", scene.folder / "no" / "folder.sqlite")
    refuses(scene, "pull", scene.url, "--db", scene.folder / "p.sqlite", "--state", scene.folder / "no" / "folder")


def zones(scene):
    server = begun(scene)
    server.push()
    pulled = scene.folder / "pulled.sqlite"
    scene.fleet("pull", scene.url, "--db", pulled)
    other = scene.server("other", "Asia/Kolkata")
    other.collect([people.line(people.midnight(4), "/")])
    other.push()
    refuses(scene, "pull", scene.url, "--db", pulled, parts=["Asia/Kolkata", "Europe/Oslo"])
    ended = scene.fleet("check", scene.url, code=1)
    expect("Asia/Kolkata" in ended.errors and "Europe/Oslo" in ended.errors, f"check says {ended.errors}")
    no_trace(ended)


def versions(scene):
    server = begun(scene)
    server.push()
    scene.query("INSERT INTO sender (source, ver, nonce, zone, note) VALUES (0, 2, '', '', '9999')")
    for arguments in each(scene, server, scene.url):
        refuses(scene, *arguments, parts=["version 2", "release"])
    scene.make()
    scene.query("DROP TABLE fact")
    for arguments in each(scene, server, scene.url):
        refuses(scene, *arguments, parts=["schema"])


def changed_tables(scene):
    """The store refuses rows; what it says of them stays out of the log."""
    server = begun(scene)
    for table, column in [("fact", "m3"), ("page", "path")]:
        scene.make()
        scene.query(f"ALTER TABLE {table} DROP COLUMN {column}")
        refuses(scene, "push", scene.url, "--db", server.db, "--state", server.state, parts=["refuses"])
    scene.make()
    server.push()
    scene.has_all(server, "with all tables again")


def state_folder(scene):
    server = begun(scene)
    for place, make in [(scene.folder / "file", lambda path: path.write_text("")), (scene.folder / "no" / "folder", None)]:
        if make:
            make(place)
        refuses(scene, "push", scene.url, "--db", server.db, "--state", place, parts=[place.name])
    server.state.mkdir()
    refuses(scene, "push", scene.url, "--db", server.db, "--state", server.state, parts=["sent"], before=FULL)
    pulled = scene.folder / "pulled.sqlite"
    server.push()
    scene.has_all(server, "after a full disk")
    refuses(scene, "pull", scene.url, "--db", pulled, before=FULL)
    scene.fleet("pull", scene.url, "--db", pulled)
    for path in server.state.iterdir():
        path.write_text("This is no database. " * 99)
    refuses(scene, "push", scene.url, "--db", server.db, "--state", server.state)
    mode = (scene.folder / "pulled.sqlite-pull").stat().st_mode & 0o777
    expect(mode == 0o600, f"others can read what is noted of pulling: {mode:o}")


CHECKS = [
    ("No store, no such database and no ClickHouse are sentences", no_store),
    ("Addresses with passwords, or that are none, are refused and not repeated", addresses),
    ("Databases that are missing, damaged or empty are sentences or nothing to do", databases),
    ("Sources of two time zones are not pulled, and check says so", zones),
    ("A store of another version, or without its tables, is not used", versions),
    ("What the store says of refused rows does not tell what was counted", changed_tables),
    ("A state folder that cannot be written, or is full or damaged, is a sentence", state_folder),
]
