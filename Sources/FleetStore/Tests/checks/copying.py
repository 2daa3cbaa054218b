"""Copies of a machine, and what is lost: on the machine, or in the store."""

import shutil
import threading

from . import people
from .proxy import Proxy
from .scene import expect, kill, sentence


def begun(scene, name="one"):
    server = scene.server(name)
    server.collect(people.traffic(scene.chance, [people.midnight(ago) for ago in [70, 5, 4]]))
    server.push()
    return server


def more(scene, server, ago=4):
    server.collect(people.traffic(scene.chance, [people.midnight(ago)], lines=30, name=server.name))


def copied(scene):
    """Only one of two machines sends, and --all says which."""
    server = begun(scene)
    server.collect([people.line(people.midnight(5), "/only-the-copy")])
    server.push()
    other = server.copy("other")
    for one in [server, other]:
        more(scene, one)
    other.collect(people.asked_by_many(people.midnight(5), "/only-the-copy"))
    server.push()
    sentence(other.push(code=1), "--all", "another machine")
    scene.has_all(server, "after the copy was refused")
    other.push("--all")
    shown = scene.has_all(other, "after --all from the copy")
    expect(any("/only-the-copy" in row for row in shown["page_hours"]), "the copy names no page of its own")
    more(scene, server)
    sentence(server.push(code=1), "--all")
    scene.has_all(other, "after the first was refused")
    more(scene, other, 5)
    other.push()
    scene.has_all(other, "after the copy goes on")
    server.push("--all")
    scene.has_all(server, "after --all from the first")
    sentence(other.push(code=1), "--all")


def without_state(scene):
    server = begun(scene)
    other = server.copy("other", with_state=False)
    more(scene, other)
    sentence(other.push(code=1), "--all")
    scene.has_all(server, "after a copy without its state was refused")
    other.push("--all")
    scene.has_all(other, "after --all")


def state_lost(scene):
    server = begun(scene)
    before = scene.folder / "before"
    shutil.copytree(server.state, before)
    for lost in ["all", "the last push"]:
        more(scene, server)
        server.push()
        shutil.rmtree(server.state)
        if lost == "the last push":
            shutil.copytree(before, server.state)
        more(scene, server)
        server.run("prune", "--keep", "60d")
        sentence(server.push(code=1), "--all", "lost")
        server.push("--all")
        scene.has_all(server, f"without a note of {lost}")
        more(scene, server)
        server.push()
        scene.has_all(server, f"going on without a note of {lost}")
    expect(server.push().output.startswith("sent 0 hours and days (0 rows) and 0 names"), "a push has something to send still")


def names_lost(scene):
    """A name is taken back although nobody noted that it was sent."""
    server = scene.server()
    server.collect(people.asked_by_many(people.midnight(3), "/of-kari"))
    server.push()
    shutil.rmtree(server.state)
    scene.sporlos("forget", "/of-kari", "--db", server.db, "--state", server.keys)
    server.push("--all")
    scene.has_all(server, "a name was taken back, and the state lost")
    expect("/of-kari" not in scene.names(), "the newest name of a page is one that was taken back")


def state_restored(scene):
    """The state folder is that of a moment within a push, as a snapshot of the machine has it."""
    server = begun(scene)
    for _ in range(3):
        more(scene, server, 70)
        more(scene, server)
    early = scene.folder / "early"
    due, gone = threading.Event(), threading.Event()

    def plan(request):
        if "fact(" not in request.query or due.is_set():
            return "pass"

        def copy(forward):
            shutil.copytree(server.state, early)
            due.set()
            gone.set()
            return "pass"
        return copy

    with Proxy(scene.store.http_port, plan) as proxy:
        server.push(url=proxy.url + scene.database)
    expect(gone.is_set(), "nothing was sent")
    scene.has_all(server, "before the snapshot is restored")
    shutil.rmtree(server.state)
    shutil.copytree(early, server.state)
    more(scene, server, 70)
    more(scene, server)
    ended = server.push(code=None)
    if ended.code:
        sentence(ended, "--all")
        server.push("--all")
    scene.has_all(server, "after a snapshot within a push was restored")


def store_lost(scene):
    server = begun(scene)
    scene.make()
    more(scene, server)
    server.push()
    scene.has_all(server, "the store was made anew")
    for table in ["fact", "page"]:
        scene.query(f"TRUNCATE TABLE {table}")
        server.push("--all")
        scene.has_all(server, f"{table} was lost, after --all")
    expect(server.push().output.startswith("sent 0 "), "something is left to send")


def register_lost(scene):
    """Only what tells senders apart is lost; the store has counts of attempts with larger numbers."""
    server = begun(scene)
    for _ in range(3):
        more(scene, server)
        server.push()
    scene.query("TRUNCATE TABLE sender")
    sentence(server.push(code=1), "schema --apply")
    scene.fleet("schema", scene.url, "--apply")
    more(scene, server)
    ended = server.push(code=None)
    if ended.code:
        sentence(ended, "--all")
        server.push("--all")
    scene.has_all(server, "senders were lost")


def facts_lost(scene):
    """A push with nothing to send says that the store has less than was sent."""
    server = begun(scene)
    scene.query("TRUNCATE TABLE fact")
    ended = server.push(code=None)
    if ended.code:
        sentence(ended, "--all")
        server.push("--all")
    scene.has_all(server, f"the counts were lost, and the push said \"{ended.output.strip()}\"")


def two_at_once(scene):
    """Two pushes of one database at the same time; and a kill of one of them."""
    server = begun(scene)
    for number in range(4):
        more(scene, server, 5)
        more(scene, server, 70)
        pushes = [server.start_push() for _ in range(3)]
        if number == 2:
            kill(pushes[0])
        for process in pushes[number == 2:]:
            process.communicate()
            expect(process.returncode in (0, 1), f"a push ended with {process.returncode}")
    server.push()
    scene.has_all(server, "after pushes at the same time")


CHECKS = [
    ("Of a machine and its copy, only one sends, and --all says which", copied),
    ("A copied database without its state is refused until --all", without_state),
    ("A lost or old state is refused, and --all repairs it", state_lost),
    ("A name that was taken back while the state was lost is gone after --all", names_lost),
    ("A state of a moment within a push is refused, or everything counts once", state_restored),
    ("A store that is made anew, or has lost a table, has everything after --all", store_lost),
    ("A store that has lost its senders has everything after the next push, or after --all", register_lost),
    ("A push says that the store has lost what was sent, or sends it again", facts_lost),
    ("Pushes of one database at the same time: everything counts once", two_at_once),
]
