#!/usr/bin/env python3
"""Real ClickHouse servers and a ZooKeeper on loopback, for tests: a server, or a cluster whose parts can be killed.

    with Cluster() as cluster:
        cluster.nodes[0].query("SELECT 1")
        cluster.nodes[1].kill()

    stores.py --self-test    tries all of it; ends with 1 where anything is wrong, and with 77 (after NOT RUN) where
                             clickhouse-server or ZooKeeper is not installed

Needs clickhouse-server (tried with 18.16), zookeeper and a Java runtime: Debian's packages. Nothing listens but on
127.0.0.1, and all files are in a folder that is gone afterwards. A test that is killed takes its servers with it, but
leaves the folder.
"""

import gzip
import http.client
import os
import re
import shutil
import socket
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

import configuration
from processes import HOST, PATIENCE, Process, StartError, free_port

__all__ = ["Cluster", "Keeper", "QueryError", "StartError", "Store", "missing"]

ZOOKEEPER = Path("/usr/share/java/zookeeper.jar")
# Prints ZooKeeper's log on stderr.
LOGGING = Path("/usr/share/java/slf4j-simple.jar")
# ClickHouse's code for all that goes wrong with ZooKeeper.
KEEPER_FAILED = 999
ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "0": "\0"}


def program(name):
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/bin")


def missing(with_keeper=True):
    """What is not installed of what a test needs, by the names of Debian's packages."""
    needed = {"clickhouse-server": program("clickhouse-server")}
    if with_keeper:
        needed |= {"zookeeper": ZOOKEEPER.exists(), "a Java runtime": program("java")}
    return [name for name, is_there in needed.items() if not is_there]


class QueryError(Exception):
    """What a server refused: the HTTP status, ClickHouse's code (0: not given) and its words."""

    def __init__(self, status, text):
        super().__init__(f"{status}: {text.strip()}")
        found = re.match(r"Code: (\d+)", text)
        self.status, self.code = status, int(found[1]) if found else 0


def values(line):
    """The values of a line of TabSeparated, as text; NULL is None."""
    for value in line.split("\t"):
        yield None if value == "\\N" else re.sub(r"\\(.)", lambda found: ESCAPES.get(found[1], found[1]), value)


class Scratch:
    """A folder that is the caller's, or one that is made and removed here."""

    def __init__(self, folder):
        self.is_own = folder is None
        self.folder = Path(tempfile.mkdtemp(prefix="sporlos-store-") if self.is_own else folder)

    def remove(self):
        if self.is_own:
            shutil.rmtree(self.folder, ignore_errors=True)


class Store(Process):
    """One clickhouse-server. `Cluster` says its shard, its replica and its ZooKeeper."""

    def __init__(self, folder=None, shard=1, replica=1):
        self.scratch = Scratch(folder)
        super().__init__(self.scratch.folder / f"store-{shard}-{replica}")
        self.shard, self.replica, self.keeper = shard, replica, None
        self.http_port, self.tcp_port, self.interserver_port = free_port(), free_port(), free_port()
        self.url = f"http://{HOST}:{self.http_port}/"
        self.configure()

    def configure(self, place=""):
        self.place = place
        (self.folder / "config.xml").write_text(configuration.server(self))
        (self.folder / "users.xml").write_text(configuration.USERS)

    def command(self):
        return [program("clickhouse-server"), f"--config-file={self.folder}/config.xml"]

    def launch(self):
        """Waits first until ZooKeeper has forgotten a killed server. One that finds its old session tries again after ten
        seconds; until then it has no new rows, and 18.16 doesn't even say that it is read-only.
        """
        if self.keeper and self.killed:
            lost = max(self.killed, self.keeper.came_up if self.keeper.killed else 0)
            forgotten = lost + (configuration.SESSION + 2 * configuration.TICK) / 1000
            time.sleep(max(0, forgotten - time.monotonic()))
        super().launch()

    def is_up(self):
        try:
            return self.request("GET", "ping", timeout=2)[1] == b"Ok.\n"
        except (OSError, http.client.HTTPException):
            return False

    def request(self, method, path, body=None, headers=None, timeout=PATIENCE):
        """The status, body and headers of one answer; a connection for each, so that none is left to a killed server."""
        connection = http.client.HTTPConnection(HOST, self.http_port, timeout=timeout)
        try:
            connection.request(method, f"/{path}", body, {"Connection": "close", **(headers or {})})
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers
        finally:
            connection.close()

    def raw(self, sql, data=None, settings=None, is_packed=False):
        """The bytes that a statement gives; `data` is what an INSERT takes. The server sends nothing before the end of the
        statement, so that the status tells whether it worked.
        """
        parameters = {"wait_end_of_query": 1, **(settings or {})}
        body, headers = sql.encode(), {}
        if data is not None:
            parameters["query"], body = sql, data
        if is_packed:
            body, headers = gzip.compress(body, 1), {"Content-Encoding": "gzip"}
        status, text, _ = self.request("POST", "?" + urllib.parse.urlencode(parameters), body, headers)
        if status != 200:
            raise QueryError(status, text.decode(errors="replace"))
        return text

    def query(self, sql, format="TabSeparated", data=None, settings=None):
        """The rows of a statement: lists of text, or the bytes as they are where another format is asked for."""
        returns_rows = re.match(r"\s*(SELECT|WITH|SHOW|DESC|EXISTS)\b", sql, re.I)
        text = self.raw(f"{sql} FORMAT {format}" if returns_rows else sql, data, settings)
        if format != "TabSeparated":
            return text
        return [list(values(line)) for line in text.decode(errors="surrogateescape").split("\n")[:-1]]

    def insert(self, table, data, format="RowBinary", settings=None):
        """Inserts rows, packed with gzip."""
        self.raw(f"INSERT INTO {table} FORMAT {format}", data, settings, is_packed=True)

    def queries(self, pattern):
        """The statements that the server was given and that a regular expression finds."""
        self.query("SYSTEM FLUSH LOGS")
        quoted = pattern.replace("\\", "\\\\").replace("'", "\\'")
        return [query for query, in self.query(
            f"SELECT query FROM system.query_log WHERE type = 1 AND match(query, '{quoted}') ORDER BY event_time")]

    def __exit__(self, *_):
        super().__exit__()
        self.scratch.remove()


class Keeper(Process):
    """One ZooKeeper."""

    def __init__(self, folder=None):
        self.scratch = Scratch(folder)
        super().__init__(self.scratch.folder / "keeper")
        self.port = free_port()
        (self.folder / "zoo.cfg").write_text(configuration.keeper(self))

    def command(self):
        return [program("java"), "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
                "-cp", f"{ZOOKEEPER}:{LOGGING}", "org.apache.zookeeper.server.ZooKeeperServerMain",
                self.folder / "zoo.cfg"]

    def stop(self):
        """It has no other way to end."""
        self.kill()

    def is_up(self):
        """Whether it serves; "ruok" has its answer sooner."""
        try:
            with socket.create_connection((HOST, self.port), timeout=2) as connection:
                connection.sendall(b"srvr")
                return connection.makefile("rb").readline().startswith(b"Zookeeper version")
        except OSError:
            return False

    def __exit__(self, *_):
        self.kill()
        self.scratch.remove()


class Cluster:
    """Servers that know each other as the cluster `sporlos`, and a ZooKeeper.

    `shards[0][1]` is the first shard's second replica, and `nodes` are all of them.

    Killing takes no time; a killed server is back after three seconds, and tables take rows again ten seconds after
    ZooKeeper is back. `stop` and `restart` of a server may take ten seconds, since it waits for the connections of the
    others. Don't start servers while ZooKeeper is down: 18.16 then ends at the next ON CLUSTER.
    """

    def __init__(self, shards=2, replicas=2, folder=None):
        self.scratch = Scratch(folder)
        self.keeper = Keeper(self.scratch.folder)
        self.shards = [
            [Store(self.scratch.folder, shard, replica) for replica in range(1, replicas + 1)]
            for shard in range(1, shards + 1)]
        self.nodes = [store for replicas in self.shards for store in replicas]
        for store in self.nodes:
            store.keeper = self.keeper
            store.configure(configuration.place(store, self.shards))

    def start(self):
        self.keeper.start()
        for store in self.nodes:
            store.launch()
        for store in self.nodes:
            store.wait_up()

    def kill(self):
        for process in [*self.nodes, self.keeper]:
            process.kill()

    def everywhere(self, sql, patience=PATIENCE):
        """Has one server run a statement with ON CLUSTER; for some seconds after ZooKeeper came back, a server still uses
        its old session.
        """
        end = time.monotonic() + patience
        store = next(store for store in self.nodes if store.is_running)
        while True:
            try:
                return store.query(sql)
            except QueryError as error:
                if error.code != KEEPER_FAILED or time.monotonic() > end:
                    raise
            time.sleep(0.1)

    def settle(self, patience=PATIENCE):
        """Waits until every table of every server that runs takes writes and has what its replicas have."""
        end = time.monotonic() + patience
        while behind := [table for store in self.nodes if store.is_running for table in self.behind(store)]:
            if time.monotonic() > end:
                raise StartError(f"behind after {patience} s: {', '.join(behind)}")
            time.sleep(0.1)

    def behind(self, store):
        tables = store.query(
            "SELECT concat(database, '.', table), is_readonly OR is_session_expired FROM system.replicas")
        return [f"{store.folder.name} {table}" for table, is_readonly in tables
                if is_readonly == "1" or not self.has_all(store, table)]

    def has_all(self, store, table):
        """Whether a table has done what its replicas did. The counters of `system.replicas` say so a moment too early."""
        try:
            store.query(f"SYSTEM SYNC REPLICA {table}", settings={"receive_timeout": 2})
            return True
        except QueryError:
            return False

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.kill()
        self.scratch.remove()


if __name__ == "__main__":
    if sys.argv[1:] != ["--self-test"]:
        sys.exit(__doc__)
    from selftest import run
    sys.exit(run())
