"""Reads all servers while they are killed, and notes what it saw: each insert has to be there as a whole, or not at all."""

import http.client
import random
import threading
import time
from collections import Counter

import logs
from programs import DATABASE
from rows import HOURLY

# One query, and so one moment of one replica of each shard. Copies count once.
WHOLE = """
    SELECT kind, at, ver, sum(tbl != 0) AS rows, sum(tbl = 0) AS markers, max(if(tbl = 0, m1, 0)) AS promised
    FROM (
        SELECT DISTINCT if(tbl = 0, k1, if(tbl <= {last}, 0, 1)) AS kind, tbl, site, at, tag, k1, k2, k3, name1, name2, name3,
            m1, m2, m3, ver
        FROM {database}.{table} WHERE source = {source})
    GROUP BY kind, at, ver HAVING rows != promised OR markers != 1 LIMIT 5"""


class Reader(threading.Thread):
    def __init__(self, cluster, sources, error, seed):
        super().__init__(daemon=True)
        self.cluster, self.sources, self.error = cluster, sources, error
        self.random = random.Random(f"{seed} reader")
        self.ending = threading.Event()
        self.polls = self.unanswered = 0
        # What it saw of each hour of a source's own site, and what was wrong at once.
        self.seen, self.newest, self.parts = {}, {}, []
        # How often an hour was missing, or older than it had been, by the order in which servers ask replicas.
        self.asked, self.missing, self.older = Counter(), Counter(), Counter()
        self.fault = None

    def run(self):
        while not self.ending.is_set():
            node, source = self.random.choice(self.cluster.nodes), self.random.choice(self.sources)
            try:
                self.read(node, source)
                self.polls += 1
            except (OSError, http.client.HTTPException, self.error):
                # Killed, or another one that it asks.
                self.unanswered += 1
            except Exception as fault:
                self.fault = fault
                return
            time.sleep(0.05)

    def read(self, node, source):
        for table in ("fact", "all_fact"):
            sql = WHOLE.format(last=HOURLY[-1], database=DATABASE, table=table, source=source.identifier)
            for row in node.query(sql):
                self.parts.append(f"{node.folder.name} {table} of server-{source.number}: " + ", ".join(
                    f"{name} {value}" for name, value in zip(["kind", "at", "attempt", "rows", "markers", "promised"], row)))
        site = logs.own_site(source.number)
        order = self.random.choice(["random", "in_order"])
        found = {hour: int(hits) for hour, hits in node.query(
            f"SELECT hour, sum(hits) FROM {DATABASE}.kind_hours WHERE site = '{site}' GROUP BY hour",
            settings={"load_balancing": order})}
        self.asked[order] += 1
        for hour, hits in found.items():
            self.seen.setdefault((source.number, site, hour), set()).add(hits)
        for (number, hour), hits in self.newest.items():
            if number == source.number:
                self.missing[order] += hour not in found
                self.older[order] += found.get(hour, hits) < hits
        for hour, hits in found.items():
            self.newest[source.number, hour] = max(hits, self.newest.get((source.number, hour), 0))

    def end(self):
        self.ending.set()
        self.join()
        if self.fault:
            raise self.fault

    def problems(self):
        """Parts that were seen, and hours that were never so in the source's own database."""
        for part in self.parts[:5]:
            yield f"part of a unit was seen: {part}"
        if len(self.parts) > 5:
            yield f"… {len(self.parts) - 5} more parts"
        wrong = []
        for (number, site, hour), sums in sorted(self.seen.items()):
            for hits in sorted(sums - self.sources[number].states.get((site, hour), set())):
                wrong.append(f"{site} {hour} was seen with {hits} hits, which server-{number} never had")
        yield from wrong[:5]
        if len(wrong) > 5:
            yield f"… {len(wrong) - 5} more such hours"
