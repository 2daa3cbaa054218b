"""Whether the servers of stores.py do what tests rely on: `stores.py --self-test`."""

import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

from processes import PATIENCE
from stores import Cluster, QueryError, StartError, Store, missing

# What Automake and others take for a test that was not run.
NOT_RUN = 77
ROWS, SITES = 1000, 7
COLUMNS = "site String, hour Int32, tag UInt64, source FixedString(16), n UInt32, ver UInt64"
KEY = "site, hour, tag, source, ver"
TABLE = f"""CREATE TABLE counts ON CLUSTER sporlos ({COLUMNS})
    ENGINE = ReplicatedReplacingMergeTree('/tables/{{shard}}/counts', '{{replica}}', ver) ORDER BY ({KEY})"""
ABOVE = f"""CREATE TABLE all_counts ON CLUSTER sporlos ({COLUMNS})
    ENGINE = Distributed(sporlos, default, counts, cityHash64(site))"""
# A test that says which server it started, and waits.
WAITING = """
import sys, time
sys.path.insert(0, sys.argv[1])
from stores import Store
with Store() as store:
    print(store.process.pid, store.folder, flush=True)
    time.sleep(600)
"""
failures = []


def check(is_right, words):
    if not is_right:
        failures.append(words)
    print(f"{'ok   ' if is_right else 'WRONG'} {words}", flush=True)


def rows(batch):
    """Rows of RowBinary: a string has its length in front, numbers are little-endian."""
    for number in range(ROWS):
        site = f"site{number % SITES}.example.org".encode()
        tag = batch * ROWS + number
        yield bytes([len(site)]) + site + struct.pack("<iQ16sIQ", 480_000, tag, b"\xff" * 16, 1, 1)


def insert(store, table, batch):
    store.insert(table, b"".join(rows(batch)), settings={"insert_distributed_sync": 1})


def count(store, table):
    return int(store.query(f"SELECT sum(n) FROM {table}")[0][0])


def fails(action, *errors):
    try:
        action()
    except errors:
        return True
    return False


def seconds(action):
    start = time.monotonic()
    action()
    return f"{time.monotonic() - start:.1f} s"


def is_gone(pid):
    """Whether a process has ended, or ends soon."""
    end = time.monotonic() + PATIENCE
    while Path(f"/proc/{pid}").exists():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def statements(store):
    check(store.query("SELECT 'a\\tb\\\\', NULL, 1") == [["a\tb\\", None, "1"]], "rows come as they were written")
    check(store.query("SELECT 1 AS one", "JSONEachRow") == b'{"one":1}\n', "other formats come as bytes")
    check(fails(lambda: store.query("SELECT nothing"), QueryError), "a wrong statement raises an error")
    check(fails(lambda: store.query("SELECT throwIf(number = 90000) FROM system.numbers LIMIT 100000"), QueryError),
          "so does one that fails after the first rows")


def one_server():
    with Store() as store:
        statements(store)
        store.query(f"CREATE TABLE counts ({COLUMNS}) ENGINE = ReplacingMergeTree(ver) ORDER BY ({KEY})")
        insert(store, "counts", 0)
        check(count(store, "counts") == ROWS, f"{ROWS} packed rows are inserted")
        check(any(query.startswith("INSERT INTO counts") for query in store.queries("counts")),
              "the query log has the INSERT")
        check(store.queries("no such [w]ords") == [], "the query log has nothing else")
        print(f"      stopped and started: {seconds(store.restart)}")
        check(count(store, "counts") == ROWS, "rows are there after a restart")
        store.kill()
        check(fails(lambda: store.query("SELECT 1"), OSError), "a killed server does not answer")
        print(f"      started: {seconds(store.start)}")
        check(count(store, "counts") == ROWS, "rows are there after a kill")
        store.stop()
        (store.folder / "config.xml").write_text("<yandex></yandex>")
        check(fails(store.start, StartError), "a server that cannot start raises an error")
        check(store.log_tail() != "", "there is a log to show")
        folder = store.folder
    check(not folder.exists(), "the folder is gone afterwards")


def ended_tests():
    """However a test ends, its server does not outlive it."""
    for number in [signal.SIGINT, signal.SIGTERM, signal.SIGKILL]:
        test = subprocess.Popen(
            [sys.executable, "-c", WAITING, Path(__file__).parent], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True)
        pid, folder = test.stdout.readline().split()
        test.send_signal(number)
        test.communicate()
        check(is_gone(pid), f"a test's server ends when the test ends by {number.name}")
        if number == signal.SIGINT:
            check(not Path(folder).exists(), "its folder is gone after Ctrl-C")
        else:
            subprocess.run(["rm", "-rf", Path(folder).parent], check=True)


def same_everywhere(cluster, batches, words):
    wanted = batches * ROWS
    running = [store for store in cluster.nodes if store.is_running]
    found = [count(store, "all_counts") for store in running]
    check(found == [wanted] * len(running), f"{words}: each of {len(running)} servers finds {wanted} rows")
    if len(running) == len(cluster.nodes):
        shares = [{count(store, "counts") for store in replicas} for replicas in cluster.shards]
        check(all(len(share) == 1 for share in shares) and sum(map(sum, shares)) == wanted and {0} not in shares,
              f"{words}: the replicas of a shard have the same rows, and each shard has some")


def reaches_all(cluster, words):
    start = time.monotonic()
    cluster.everywhere("CREATE TABLE more ON CLUSTER sporlos (n UInt8) ENGINE = Memory")
    print(f"      ON CLUSTER: {time.monotonic() - start:.1f} s")
    found = sum(store.query("EXISTS TABLE more") == [["1"]] for store in cluster.nodes)
    cluster.everywhere("DROP TABLE more ON CLUSTER sporlos")
    check(found == len(cluster.nodes), f"{words}: ON CLUSTER reaches all servers")


def servers_lost(cluster, batches):
    for number, store in enumerate(cluster.nodes):
        name, other = store.folder.name, cluster.nodes[number - 1]
        store.kill()
        check(fails(lambda: store.query("SELECT 1"), OSError), f"{name} does not answer when it is killed")
        same_everywhere(cluster, batches, f"without {name}")
        insert(other, "all_counts", batches)
        batches += 1
        cluster.settle()
        same_everywhere(cluster, batches, f"inserted without {name}")
        print(f"      back: {seconds(store.start)}, with all rows: {seconds(cluster.settle)}")
        same_everywhere(cluster, batches, f"with {name} again")
    reaches_all(cluster, "all were killed once")
    return batches


def keeper_lost(cluster, batches):
    cluster.keeper.kill()
    check(not cluster.keeper.is_up(), "ZooKeeper does not answer when it is killed")
    check(fails(lambda: insert(cluster.nodes[0], "counts", batches), QueryError), "nothing is inserted without ZooKeeper")
    same_everywhere(cluster, batches, "without ZooKeeper")
    cluster.keeper.start()
    print(f"      takes rows again: {seconds(cluster.settle)}")
    insert(cluster.nodes[0], "all_counts", batches)
    cluster.settle()
    same_everywhere(cluster, batches + 1, "with ZooKeeper again")
    reaches_all(cluster, "with ZooKeeper again")
    return batches + 1


def cluster_of_four():
    start = time.monotonic()
    with Cluster() as cluster:
        print(f"      4 servers and ZooKeeper: {time.monotonic() - start:.1f} s")
        cluster.everywhere(TABLE)
        cluster.everywhere(ABOVE)
        print(f"      empty tables: {seconds(cluster.settle)}")
        reaches_all(cluster, "started")
        insert(cluster.nodes[0], "all_counts", 0)
        cluster.settle()
        same_everywhere(cluster, 1, "inserted")
        batches = servers_lost(cluster, 1)
        batches = keeper_lost(cluster, batches)
        cluster.kill()
        cluster.start()
        cluster.settle()
        same_everywhere(cluster, batches, "all killed at once")
        reaches_all(cluster, "all killed at once")
        print(f"      a server stopped and started: {seconds(cluster.nodes[0].restart)}")
        insert(cluster.nodes[0], "counts", batches)
        cluster.settle()
        same_everywhere(cluster, batches + 1, "inserted after a restart, without waiting")
        processes = [*cluster.nodes, cluster.keeper]
    check(not any(process.is_running for process in processes), "nothing runs afterwards")


def run():
    if lacking := missing():
        print(f"NOT RUN: {' and '.join(lacking)} not installed", flush=True)
        return NOT_RUN
    start = time.monotonic()
    one_server()
    ended_tests()
    cluster_of_four()
    print(f"{len(failures)} wrong, {time.monotonic() - start:.0f} s", flush=True)
    return 1 if failures else 0
