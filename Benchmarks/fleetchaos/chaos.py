"""`Benchmarks/fleet chaos`: servers, ZooKeeper and senders are killed while collectors go on."""

import random
import re
import shutil
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import compare
import schema
from programs import stores
from proxy import Mischief, Proxy
from reader import Reader
from sources import Source, tomorrow


class Run:
    def __init__(self, options, cluster, folder):
        self.options, self.cluster = options, cluster
        self.random = random.Random(f"{options.seed} chaos")
        self.mischief = Mischief(options.fault, options.seed)
        self.proxies = {
            node: Proxy(node, [other for other in cluster.nodes if other.shard != node.shard], self.mischief)
            for node in cluster.nodes}
        self.sources = [Source(folder, number, options.sources) for number in range(options.sources)]
        self.whole = Source(folder, 99, options.sources)
        for source in [*self.sources[1:], self.whole]:
            source.join(self.sources[0])
        self.shards = {source: source.number % len(cluster.shards) for source in self.sources}
        self.moves = 0
        self.kills, self.pushes, self.words = Counter(), Counter(), Counter()
        # Pushes that run.
        self.running, self.lock = {}, threading.Lock()
        self.ending, self.failures = threading.Event(), []

    def guarded(self, work, *arguments):
        """A thread whose fault ends the run."""
        def body():
            try:
                work(*arguments)
            except BaseException as fault:
                self.failures.append(fault)
                self.ending.set()
        thread = threading.Thread(target=body, daemon=True)
        thread.start()
        return thread

    def collect(self, source):
        pace = random.Random(f"{self.options.seed} {source.number} pace")
        for _ in range(self.options.steps):
            if self.ending.is_set():
                return
            source.collect(self.options.seed, self.options.lines)
            self.ending.wait(pace.uniform(0, 2 * self.options.pace))

    def address(self, source, is_calm=False):
        """Half of the time past the proxy, where only what is killed can fail; planted faults are in the proxy."""
        node = self.random.choice(self.cluster.shards[self.shards[source]])
        is_direct = not self.options.fault and not is_calm and self.random.random() < 0.5
        return node.http_port if is_direct else self.proxies[node].server_port

    def send(self, source):
        while not self.ending.is_set():
            push = source.push(self.address(source))
            with self.lock:
                self.running[source] = push
            out, err = push.communicate()
            with self.lock:
                del self.running[source]
            self.note(push.returncode, err)
            self.ending.wait(self.random.uniform(0.1, 1))

    def note(self, code, words):
        self.pushes[{0: "sent", 1: "failed", -9: "killed"}.get(code, f"ended with {code}")] += 1
        if code == 1:
            self.words[reason(words)] += 1

    def kill_some(self):
        """One kill after the other; what is down comes back while others go on."""
        cluster, down = self.cluster, []
        wanted = self.options.kills
        while not self.ending.is_set() and (self.kills.total() < wanted or any(
                source.step < self.options.steps for source in self.sources)):
            self.ending.wait(self.random.uniform(0.5, 2.5))
            self.start_some(down)
            kind = self.random.choices(["server", "sender", "ZooKeeper"], [10, 9, 2])[0]
            if kind == "sender":
                self.kill_sender()
            elif cluster.keeper.is_running:
                up = [node for node in cluster.nodes if node.is_running] if kind == "server" else [cluster.keeper]
                if up:
                    self.kill(self.random.choice(up), kind, down)
            if self.random.random() < 0.05:
                self.move()
        self.start_some(down, is_all=True)

    def kill(self, process, kind, down):
        process.kill()
        self.kills[kind] += 1
        down.append((time.monotonic() + self.random.uniform(0.1, 4), process))

    def start_some(self, down, is_all=False):
        # ZooKeeper first: a server that starts without it ends later.
        for entry in sorted(down, key=lambda entry: entry[1] is not self.cluster.keeper):
            moment, process = entry
            if (is_all or time.monotonic() > moment) and (
                    process is self.cluster.keeper or self.cluster.keeper.is_running):
                process.start()
                down.remove(entry)

    def kill_sender(self):
        with self.lock:
            running = [push for push in self.running.values() if push.poll() is None]
            if running:
                self.random.choice(running).kill()
                self.kills["sender"] += 1

    def move(self):
        """A server sends to another shard from now on."""
        source = self.random.choice(self.sources)
        self.shards[source] = (self.shards[source] + 1) % len(self.cluster.shards)
        self.moves += 1

    def chaos(self, reader):
        reader.start()
        threads = [self.guarded(work, source) for source in self.sources for work in (self.collect, self.send)]
        killer = self.guarded(self.kill_some)
        killer.join()
        self.ending.set()
        for thread in threads:
            thread.join()

    def settle(self):
        """Everything is up again, and sent."""
        for process in [self.cluster.keeper, *self.cluster.nodes]:
            if not process.is_running:
                process.start()
        self.mischief.is_on = False
        self.cluster.settle()
        for source in self.sources:
            push = source.push(self.address(source, is_calm=True), today=tomorrow(source))
            out, err = push.communicate()
            if push.returncode != 0:
                raise RuntimeError(f"the last push of server-{source.number} ended with {push.returncode}: {err.strip()}")
        self.cluster.settle()


def reason(words):
    """What a push says, without what differs each time."""
    for known in ["does not answer", "sent from elsewhere", "lost what was sent", "does not say which one", "locked"]:
        if known in words:
            return known
    if found := re.search(r"Code: (\d+)", words):
        return f"refused with code {found[1]}"
    return words.strip()[:160]


def chaos(options):
    store = stores()
    scratch = Path(tempfile.mkdtemp(prefix="sporlos-store-"))
    start = time.monotonic()
    try:
        with store.Cluster() as cluster:
            schema.make(cluster, options.fault)
            run = Run(options, cluster, scratch / "sources")
            reader = Reader(cluster, run.sources, store.QueryError, options.seed)
            print(f"4 servers, 2 shards, ZooKeeper and {options.sources} sources after {time.monotonic() - start:.0f} s, "
                  f"seed {options.seed}" + (f", planted fault: {options.fault}" if options.fault else ""), flush=True)
            start = time.monotonic()
            run.chaos(reader)
            lasted = time.monotonic() - start
            run.settle()
            reader.end()
            problems = [f"a thread failed: {fault!r}" for fault in run.failures]
            report(run, reader, lasted)
            problems += reader.problems()
            run.whole.read(sorted(name for source in run.sources for name in source.folder.glob("*.log")),
                           run.sources[0].today)
            wanted = compare.expected(run.sources, run.whole)
            problems += compare.differences(cluster.nodes, wanted)
            print(f"compared {len(wanted)} views of {len(cluster.nodes)} servers: {sum(map(Counter.total, wanted.values())):,} "
                  "rows each")
            for problem in problems:
                print(f"WRONG {problem}")
            # Before the folders are removed, which takes a minute on a slow disk.
            print("ok" if not problems else f"{len(problems)} wrong", flush=True)
    finally:
        if options.keep:
            print(f"kept in {scratch}")
        else:
            shutil.rmtree(scratch, ignore_errors=True)
    return 1 if problems else 0


def report(run, reader, lasted):
    def listed(counter):
        return ", ".join(f"{count} {kind}" for kind, count in sorted(counter.items())) or "none"
    node = run.cluster.nodes[0]
    facts, units = node.query("SELECT count(), sum(tbl = 0) FROM sporlos.all_fact")[0]
    print(f"chaos lasted {lasted:.0f} s: {run.kills.total()} kills ({listed(run.kills)}), {run.moves} moves to another shard")
    print(f"pushes: {listed(run.pushes)}; answers lost {run.mischief.lost}, inserts doubled {run.mischief.doubled}")
    print(f"why pushes failed: {listed(run.words)}")
    print(f"facts in the store {int(facts):,}, of them units {int(units):,}")
    print(f"reader: {reader.polls} polls, {reader.unanswered} not answered, {len(reader.seen)} hours; "
          f"{len(reader.parts)} parts of units")
    # A replica that is behind has an older attempt. Where one replica is asked for the newest attempt and another one for
    # its rows, there are none.
    for order in ("random", "in_order"):
        print(f"  replicas asked {order.replace('_', ' ')}: of {reader.asked[order]} times, {reader.missing[order]} hours were "
              f"missing that had been there, {reader.older[order]} were older", flush=True)
