"""Pulls that are refused, killed, cut, or overtaken."""

import threading
import time

from . import people, views
from .proxy import Proxy
from .pulled import Pulled, begun
from .scene import expect, kill, sentence


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


def pushed_meanwhile(scene):
    """Between two requests of a pull, the server sends other counts of the same hours."""
    server = begun(scene)
    before = views.of_database(server.db)
    server.collect(people.traffic(scene.chance, [people.midnight(ago) for ago in (9, 5, 4)], lines=90))
    pushes = []

    def plan(request):
        def push(forward):
            pushes.append(server.push())
            return "pass"
        return push if b"AS am1" in request.body and not pushes else "pass"

    pulled = Pulled(scene)
    with Proxy(scene.store.http_port, plan) as proxy:
        pulled.pull(url=proxy.url + scene.database)
    expect(pushes, "nothing was sent meanwhile")
    # The names are asked for last, and may be newer than the counts.
    found = views.of_database(pulled.db)
    wrong = [name for name, columns in views.COLUMNS.items() if "page" not in columns.split() and found[name] != before[name]]
    expect(not wrong, f"these are not as they were before: {wrong}")
    pulled.pull()
    pulled.has_all(views.of_database(server.db), "after the push")


CHECKS = [
    ("Counting into a pulled database is refused, and pulling into one with other counts", refused),
    ("A pull that is killed, and begun again", killed),
    ("A pull whose answers are lost or cut, and begun again", mishaps),
    ("A pull while counts are sent has all of before, and the next one all of after", pushed_meanwhile),
]
