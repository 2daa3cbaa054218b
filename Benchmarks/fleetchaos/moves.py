"""`Benchmarks/fleet moves`: what happens to a fleet in its life, one line each."""

import contextlib
import datetime
import http.client
import random
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import compare
import logs
import rows
import schema
from programs import DATABASE, FLEET, RunError, run, stores, url
from proxy import Mischief, Proxy
from sources import Source, tomorrow

SERVERS, LINES = 4, 150
FORTY_DAYS = datetime.timedelta(days=40)
# An insert that takes long enough to be killed in the middle.
LARGE, TIMES = 150_000, 12
# Which replica is asked is left to chance.
PULLS = 30


class World:
    """A fleet, its store, and one process that reads everything."""

    def __init__(self, options, store, cluster, folder):
        self.options, self.store, self.cluster, self.folder = options, store, cluster, folder
        self.random = random.Random(f"{options.seed} moves")
        self.sources = [Source(folder, number, SERVERS + 1) for number in range(SERVERS)]
        self.whole = Source(folder, 99, SERVERS + 1)
        for source in [*self.sources[1:], self.whole]:
            source.join(self.sources[0])
        self.shards = {source: source.number % 2 for source in self.sources}
        self.wrong, self.words = 0, ""

    def collect(self, steps, sources=None):
        for source in sources or self.sources:
            for _ in range(steps):
                source.collect(self.options.seed, LINES)

    def push(self, source, *options, port=None):
        """The exit code of a push, and what it said."""
        node = self.random.choice([node for node in self.cluster.shards[self.shards[source]] if node.is_running])
        push = source.push(port or node.http_port, *options, today=tomorrow(source))
        out, err = push.communicate()
        return push.returncode, (out + err).strip()

    def push_all(self, *options, sources=None):
        for source in sources or self.sources:
            code, words = self.push(source, *options)
            if code != 0:
                yield f"push of server-{source.number} ended with {code}: {words}"

    def differences(self):
        self.cluster.settle()
        names = sorted(name for source in self.sources for name in source.folder.glob("*.log"))
        self.whole.read(names, max(source.today for source in self.sources))
        yield from compare.differences(self.cluster.nodes, compare.expected(self.sources, self.whole))

    def say(self, title, work):
        start = time.monotonic()
        problems = []
        try:
            problems = [problem for problem in work(self) if problem]
        except (self.store.QueryError, self.store.StartError, RunError, AssertionError, OSError, TimeoutError) as fault:
            problems.append(f"{type(fault).__name__}: {fault}")
        self.wrong += bool(problems)
        print(f"{'WRONG' if problems else 'ok   '} {title} ({time.monotonic() - start:.0f} s)", flush=True)
        if self.words:
            print(f"      {self.words}", flush=True)
            self.words = ""
        for problem in problems[:4]:
            print(f"      {problem[:600]}", flush=True)
        if len(problems) > 4:
            print(f"      … {len(problems) - 4} more", flush=True)


def first(world):
    world.collect(12)
    yield from world.push_all()
    yield from world.differences()


def late_lines(world):
    """Lines of days that were sent, and nothing else: other units stay as they are."""
    source = world.sources[0]
    late = source.folder / "late.log"
    late.write_text("".join(logs.line(world.random, 0, logs.moment(1, hour)) for hour in (3, 3, 9)))
    source.read([late], source.today)
    code, words = world.push(source)
    yield code and words
    # Two hours and a day.
    yield "sent 3 hours and days" not in words and f"not just what changed: {words}"
    yield from world.differences()


def nothing_changed(world):
    for source in world.sources:
        code, words = world.push(source)
        yield code and words
        yield "sent 0 hours and days" not in words and f"server-{source.number}: {words}"


def moved_source(world):
    source = world.sources[1]
    world.shards[source] = 0
    world.collect(2, [source])
    yield from world.push_all()
    yield from world.differences()


def copied_machine(world):
    """Both send in turn: whoever was not last is refused, until somebody says which one it is."""
    source = world.sources[2]
    copy = Source(world.folder / "copy", source.number, SERVERS + 1)
    shutil.rmtree(copy.folder)
    shutil.copytree(source.folder, copy.folder)
    copy.step = source.step
    world.shards[copy] = world.shards[source]
    code, words = world.push(copy)
    yield code and f"the copy could not be told from a restart, and yet was refused: {words}"
    code, words = world.push(source)
    yield (code != 1 or "sent from elsewhere" not in words) and f"the original was not refused: {code} {words}"
    yield from world.push_all("--all", sources=[source])
    code, words = world.push(copy)
    yield (code != 1 or "sent from elsewhere" not in words) and f"the copy was not refused: {code} {words}"
    yield from world.differences()


def keeper_down(world):
    """A push without ZooKeeper fails, and the next one repairs it."""
    world.collect(1)
    world.cluster.keeper.kill()
    for source in world.sources:
        code, words = world.push(source)
        yield (code != 1 or "refuses" not in words) and f"push without ZooKeeper ended with {code}: {words}"
    world.cluster.keeper.start()
    world.cluster.settle()
    yield from world.push_all()
    yield from world.differences()


def replica_down(world):
    """A push to the other replica; the killed one has it afterwards."""
    world.collect(1)
    for replicas in world.cluster.shards:
        replicas[0].kill()
    yield from world.push_all()
    for replicas in world.cluster.shards:
        replicas[0].start()
    yield from world.differences()


def added_shard(world):
    """Two more servers in everybody's list; then the schema is applied again."""
    cluster, store = world.cluster, world.store
    replicas = [store.Store(cluster.scratch.folder, 3, replica) for replica in (1, 2)]
    cluster.shards.append(replicas)
    cluster.nodes += replicas
    for node in cluster.nodes:
        node.keeper = cluster.keeper
        node.configure(store.configuration.place(node, cluster.shards))
    for node in replicas:
        node.start()
    # The others read their configuration again, within seconds.
    end = time.monotonic() + 30
    while any(node.query("SELECT uniq(shard_num) FROM system.clusters WHERE cluster = 'sporlos'") != [["3"]]
              for node in cluster.nodes):
        if time.monotonic() > end:
            yield "the servers do not know of the third shard"
            return
        time.sleep(0.2)
    cluster.everywhere(f"CREATE DATABASE IF NOT EXISTS {DATABASE} ON CLUSTER sporlos")
    schema.apply(cluster.nodes[0])
    new = Source(world.folder, SERVERS, SERVERS + 1)
    new.join(world.sources[0])
    world.sources.append(new)
    world.shards[new] = world.shards[world.sources[0]] = 2
    world.collect(world.sources[1].step, [new])
    world.collect(1)
    yield from world.push_all()
    yield from world.differences()


def lost_shard(world, shard):
    """Both replicas lose their disk. What ZooKeeper has of them goes as well; then the schema is applied again: it would
    say that the replicas are there already.
    """
    cluster = world.cluster
    for node in cluster.shards[shard]:
        node.kill()
        shutil.rmtree(node.folder / "data")
    for node in cluster.shards[shard]:
        node.start()
    zookeeper(cluster.keeper, "deleteall", f"/clickhouse/tables/{shard + 1}")
    cluster.everywhere(f"CREATE DATABASE IF NOT EXISTS {DATABASE} ON CLUSTER sporlos")
    schema.apply(next(node for node in cluster.nodes if node.shard != shard + 1))
    cluster.settle()
    refused = 0
    for source in world.sources:
        code, words = world.push(source)
        if code:
            refused += 1
            yield ("with --all" not in words) and f"a push after the loss does not say what to do: {words}"
    world.words = f"{refused} of {len(world.sources)} servers had to push --all"
    yield from world.push_all("--all")
    yield from world.differences()


def zookeeper(keeper, *words):
    """Runs ZooKeeper's own client; a server's old session may still be in the way."""
    jars = ":".join(f"/usr/share/java/{name}.jar" for name in ("zookeeper", "commons-cli", "slf4j-simple"))
    end = time.monotonic() + 30
    while True:
        try:
            return run("java", "-cp", jars, "org.apache.zookeeper.ZooKeeperMain", "-server", f"127.0.0.1:{keeper.port}", *words)
        except RunError:
            if time.monotonic() > end:
                raise
        time.sleep(1)


def lost_answer(world):
    """Units are stored, but their sender does not know; then the database keeps days in place of these hours."""
    source = world.sources[0]
    world.collect(4, [source])
    mischief = Mischief(None, 1)
    mischief.loses = lambda body: True
    node = world.cluster.shards[world.shards[source]][0]
    code, words = world.push(source, port=Proxy(node, [], mischief).server_port)
    yield code != 1 and f"the answer was not lost: {code} {words}"
    names = sorted(name for one in world.sources for name in one.folder.glob("*.log"))
    world.whole.read(names, source.today)
    for one in [*world.sources, world.whole]:
        one.prune("--keep-hours", "30d", today=source.today + FORTY_DAYS)
    yield from world.push_all()
    world.cluster.settle()
    (there,), = node.query(
        f"SELECT count() FROM (SELECT at, argMax(m1, ver) AS rows FROM {DATABASE}.all_fact WHERE tbl = {rows.UNIT} AND k1 = 0 "
        f"AND source = {source.identifier} GROUP BY at HAVING rows > 0)")
    (known,), = source.rows("SELECT count(DISTINCT hour) FROM kind_hours")
    yield int(there) != known and f"the store has {there} hours of server-0, whose database has {known}"
    yield from world.push_all("--all", sources=[source])


def vanished_rows(world):
    """What the database has folded and put together by then has to be so in the store."""
    yield from world.differences()


def behind(world):
    """One replica does not fetch. Whatever a pull that asks both does, it has to be right when it is run again."""
    cluster, source = world.cluster, world.sources[3]
    newer, older = cluster.shards[world.shards[source]][:2]
    older.query(f"SYSTEM STOP FETCHES {DATABASE}.fact")
    late = source.folder / "behind.log"
    late.write_text("".join(logs.line(world.random, 3, logs.moment(day, 5)) for day in range(3) for _ in range(8)))
    source.read([late], source.today)
    code, words = world.push(source, port=newer.http_port)
    yield code and words
    site, asked = logs.own_site(3), next(node for node in cluster.nodes if node.shard != newer.shard)
    hours = "SELECT hour, sum(hits) FROM kind_hours WHERE site = '{}' GROUP BY hour ORDER BY hour".format(site)
    wanted, less = source.rows(hours), Counter()
    known = {hour for hour, _ in wanted}
    for _ in range(20):
        for order in ("random", "in_order"):
            found = {hour for hour, in asked.query(f"SELECT hour FROM {DATABASE}.kind_hours WHERE site = '{site}'",
                                                   settings={"load_balancing": order})}
            less[order] += bool(known - found)
    world.words = (f"views without some hours: {less['random']} of 20 reads; {less['in_order']} of 20 with load_balancing = "
                   "in_order")
    for number in range(PULLS):
        database = world.folder / f"pulled-{number}.sqlite"
        pulled(asked, site, database, source.today)
    older.query(f"SYSTEM START FETCHES {DATABASE}.fact")
    cluster.settle()
    for number in range(PULLS):
        database = world.folder / f"pulled-{number}.sqlite"
        pulled(asked, site, database, source.today)
        yield rows_of(database, hours) != wanted and f"pull {number} of {site} lacks rows for good; the store has them"
    yield from world.differences()


def pulled(node, site, database, today):
    """A pull of a site, which may fail."""
    subprocess.run([FLEET, "pull", url(node.http_port), "--site", site, "--db", database, "--today", str(today), "--quiet"],
                   check=False, capture_output=True)


def rows_of(database, sql):
    with contextlib.closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchall()


def killed_inserts(world):
    """A server is killed while it takes a large insert: it has all of it afterwards, or nothing."""
    cluster = world.cluster
    cluster.everywhere(f"""CREATE TABLE {DATABASE}.large ON CLUSTER sporlos AS {DATABASE}.fact
        ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{{shard}}/{DATABASE}/large', '{{replica}}')
        PARTITION BY toYYYYMM(day) ORDER BY (tbl, site, at, tag, k1, k2, k3, name1, name2, name3, source, ver)""")
    cluster.settle()
    node, other = cluster.shards[0][:2]
    settings = {"max_insert_block_size": 100_000_000, "min_insert_block_size_rows": 100_000_000,
                "min_insert_block_size_bytes": 0}

    def send(attempt, answers):
        body = b"".join(rows.packed([20_000, 1, b"www.example.org", 5, tag, 0, 0, 0, b"", b"", b"", 7, 1, 1, 1, attempt])
                        for tag in range(LARGE))
        body += rows.packed([20_000, rows.UNIT, b"", 5, 0, 0, 0, 0, b"", b"", b"", 7, LARGE, 0, 0, attempt])
        try:
            node.insert(f"{DATABASE}.large({', '.join(rows.COLUMNS)})", body, settings=settings)
            answers[attempt] = True
        except (OSError, http.client.HTTPException, world.store.QueryError):
            answers[attempt] = False

    start = time.monotonic()
    answers = {}
    send(0, answers)
    lasted = time.monotonic() - start
    for attempt in range(1, TIMES + 1):
        thread = threading.Thread(target=send, args=(attempt, answers))
        thread.start()
        time.sleep(lasted * world.random.uniform(0.3, 1.05))
        node.kill()
        thread.join()
        node.start()
        cluster.settle()
    found = {}
    for one in (node, other):
        found[one] = {int(attempt): (int(facts), int(units)) for attempt, facts, units in one.query(
            f"SELECT ver, sum(tbl != 0), sum(tbl = 0) FROM {DATABASE}.large GROUP BY ver")}
    yield found[node] != found[other] and "the replicas differ"
    for attempt, state in found[node].items():
        yield state != (LARGE, 1) and f"attempt {attempt} has {state[0]} of {LARGE} rows, and {state[1]} of 1 markers"
    for attempt, answered in answers.items():
        yield answered and attempt not in found[node] and f"attempt {attempt} was answered, and is lost"
    stored, answered = len(found[node]) - 1, sum(answers.values()) - 1
    world.words = f"of {TIMES} inserts of {LARGE:,} rows, {stored} are there as a whole, {answered} of them answered"


def moves(options):
    store = stores()
    scratch = Path(tempfile.mkdtemp(prefix="sporlos-store-"))
    try:
        with store.Cluster() as cluster:
            schema.make(cluster)
            world = World(options, store, cluster, scratch)
            world.say("four servers on two shards", first)
            world.say("nothing changed, and nothing is sent", nothing_changed)
            world.say("late lines: the hours and days that they are of are sent again", late_lines)
            world.say("a server sends to another shard", moved_source)
            world.say("a copied machine is refused", copied_machine)
            world.say("a push without ZooKeeper fails, the next one repairs it", keeper_down)
            world.say("a push while a replica of each shard is down", replica_down)
            world.say("a server killed within an insert has all of it or nothing", killed_inserts)
            world.say("a replica that is behind, and a pull of one site", behind)
            world.say("a third shard", added_shard)
            world.say("a lost shard: push --all repairs it", lambda world: lost_shard(world, 1))
            world.say("a lost shard, the one that says which store it is", lambda world: lost_shard(world, 0))
            world.say("hours that were stored without an answer, and then vanished", lost_answer)
            world.say("rows that vanish from a database vanish from the store", vanished_rows)
    finally:
        if options.keep:
            print(f"kept in {scratch}")
        else:
            shutil.rmtree(scratch, ignore_errors=True)
    print("ok" if not world.wrong else f"{world.wrong} wrong")
    return 1 if world.wrong else 0
