"""`Benchmarks/fleet size`: what an hour and a day of many servers take in one server of the store."""

import gzip
import random
import threading
import time
import urllib.parse
from pathlib import Path

import rows
import schema
from programs import DATABASE, stores

DAY = 20_757  # 31 October 2026
# An hour is its number since 1970, and its offset from UTC in quarters of an hour, 64 being none.
HOUR = (DAY * 24 + 12) * 128 + 64
SITES = 1000
# The rows of an hour of a small server, as measured with real programs: pages, clients, statuses, kinds, traffic.
SMALL = {1: 70, 2: 40, 3: 8, 4: 8, 5: 12}
TAGS = 300


def unit(number, source):
    """An hour of one server, and its hits."""
    site = b"site-%d.example.org" % (number % SITES)
    identifier, whole, total = source.getrandbits(63), [], 0
    pages = source.sample(range(TAGS), SMALL[1])
    for table, count in SMALL.items():
        for row in range(count):
            hits = min(int(source.paretovariate(1)), 5000)
            total += hits if table == 4 else 0
            tag = (number % SITES * TAGS + pages[row]) * 0x9E3779B97F4A7C15 % 2 ** 64 if table == 1 else 0
            numbers = {1: (source.randrange(1, 4), 0, 0), 2: (row % 4, row // 4, source.randrange(12)), 3: (200 + row, 0, 0),
                       4: (row, 0, 0), 5: (row, row * 100, 0)}[table]
            counts = (hits, hits // 2, hits * source.randrange(20_000)) if table in (1, 4) else (hits, hits // 2, 0)
            whole.append(rows.packed([DAY, table, site, HOUR, tag, *numbers, b"", b"", b"", identifier, *counts, 1]))
    whole.append(rows.packed([DAY, rows.UNIT, b"", HOUR, 0, 0, 0, 0, b"", b"", b"", identifier, len(whole), 0, 0, 1]))
    return b"".join(whole), total


class Memory(threading.Thread):
    """The largest memory of a server while something is done."""

    def __init__(self, store):
        super().__init__(daemon=True)
        self.status, self.largest, self.ending = Path(f"/proc/{store.process.pid}/status"), 0, threading.Event()
        self.start()

    def run(self):
        while True:
            for line in self.status.read_text().splitlines():
                if line.startswith("VmRSS:"):
                    self.largest = max(self.largest, int(line.split()[1]) * 1024)
            if self.ending.wait(0.02):
                return

    def end(self):
        self.ending.set()
        self.join()
        return self.largest


def timed(title, store, work, table):
    memory, start = Memory(store), time.monotonic()
    answer = work()
    table.append((title, f"{time.monotonic() - start:.2f}", f"{memory.end() / 1e6:.0f} MB"))
    return answer


def parts(store):
    count, found, size, plain = map(int, store.query(
        f"SELECT count(), sum(rows), sum(bytes_on_disk), sum(data_uncompressed_bytes) FROM system.parts "
        f"WHERE database = '{DATABASE}' AND table = 'fact' AND active")[0])
    return count, found, size, plain


def size(options):
    store_module, table = stores(), []
    with store_module.Store() as store:
        store.query(f"CREATE DATABASE {DATABASE}")
        schema.apply_alone(store)
        source = random.Random(1)
        units = [unit(number, source) for number in range(options.sources)]
        bodies = [gzip.compress(body, 6) for body, _ in units]
        wanted = sum(hits for _, hits in units)
        sent = sum(map(len, bodies))
        settings = {"max_insert_block_size": 100_000_000, "min_insert_block_size_rows": 100_000_000,
                    "min_insert_block_size_bytes": 0}
        most = 0

        def insert():
            nonlocal most
            for number, body in enumerate(bodies):
                # As push does: one request for each server.
                send(store, body, settings)
                if number % 200 == 0:
                    most = max(most, parts(store)[0])
        lasted = time.monotonic()
        timed(f"insert {options.sources:,} hours, each in a request", store, insert, table)
        lasted = time.monotonic() - lasted
        before = parts(store)
        found = [reads(store, table, "as inserted")]
        timed("merge all parts", store, lambda: store.query(f"OPTIMIZE TABLE {DATABASE}.fact FINAL"), table)
        after = parts(store)
        found.append(reads(store, table, "merged"))
        print("| | seconds | most memory of the server |\n|---|---:|---:|")
        for title, seconds, memory in table:
            print(f"| {title} | {seconds} | {memory} |")
        print(f"{before[1]:,} rows; {options.sources / lasted:.0f} inserts/s, {before[1] / lasted:,.0f} rows/s; at most {most} "
              f"parts at once, {before[0]} afterwards, {after[0]} merged")
        print(f"bytes a row: {sent / before[1]:.1f} packed on the way, {before[2] / before[1]:.1f} on disk as inserted, "
              f"{after[2] / after[1]:.1f} merged, {after[3] / after[1]:.0f} not compressed")
    if set(found) != {wanted}:
        print(f"WRONG {wanted} hits were sent, and the view has {found}")
        return 1
    return 0


def send(store, body, settings):
    query = f"INSERT INTO {DATABASE}.fact({', '.join(rows.COLUMNS)}) FORMAT RowBinary"
    status, text = store.request(
        "POST", "?" + urllib.parse.urlencode({"query": query, **settings}), body, {"Content-Encoding": "gzip"})[:2]
    if status != 200:
        raise RuntimeError(text.decode(errors="replace"))


def reads(store, table, state):
    total = timed(f"`kind_hours` of all, {state}", store, lambda: store.query(
        f"SELECT sum(hits) FROM {DATABASE}.kind_hours"), table)
    timed(f"`page_hours` of one site's day, {state}", store, lambda: store.query(
        f"SELECT page, sum(hits) FROM {DATABASE}.page_hours WHERE site = 'site-7.example.org' GROUP BY page"), table)
    timed(f"the same, with enable_optimize_predicate_expression, {state}", store, lambda: store.query(
        f"SELECT page, sum(hits) FROM {DATABASE}.page_hours WHERE site = 'site-7.example.org' GROUP BY page",
        settings={"enable_optimize_predicate_expression": 1}), table)
    timed(f"rows of one site's day, {state}", store, lambda: store.query(
        f"SELECT * FROM {DATABASE}.fact WHERE tbl = 1 AND site = 'site-7.example.org' AND at = {HOUR}"), table)
    return int(total[0][0])
