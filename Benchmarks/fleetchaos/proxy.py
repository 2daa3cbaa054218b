"""Stands between senders and a server of the store: loses answers, sends twice, and plants faults in what was right."""

import gzip
import http.client
import http.server
import random
import threading
import time
import urllib.parse

import rows
from programs import url


class Mischief:
    """What proxies do to the inserts of facts. All proxies of a run share it."""

    def __init__(self, fault, seed):
        self.fault, self.random = fault, random.Random(f"{seed} mischief")
        self.is_on = True
        self.lost = self.doubled = 0
        self.unanswered = set()
        # For deltas: the counts of each row that were answered with 200.
        self.known, self.lock = {}, threading.Lock()

    def chance(self, share):
        with self.lock:
            return self.is_on and self.random.random() < share

    def loses(self, body):
        """Whether an answer is lost; libcurl tries again by itself where it was the first, so the second is lost as well."""
        key = hash(body)
        if key in self.unanswered:
            self.unanswered.discard(key)
            return True
        if not self.chance(Proxy.LOSES):
            return False
        self.unanswered.add(key)
        self.lost += 1
        return True

    def parts(self, body):
        """What is sent in place of an insert: one body, or more."""
        if self.fault == "marker":
            return self.marker_first(body)
        if self.fault == "deltas":
            return [self.differences(body)]
        return [body]

    def marker_first(self, body):
        whole = list(rows.unpacked(gzip.decompress(body)))
        for wanted in (True, False):
            some = [rows.packed(row) for row in whole if (row[1] == rows.UNIT) is wanted]
            if some:
                yield gzip.compress(b"".join(some), 1)
            time.sleep(0.3 if self.is_on else 0)

    def differences(self, body):
        changed = []
        for row in rows.unpacked(gzip.decompress(body)):
            if row[1] != rows.UNIT:
                before = self.known.get(self.key(row), [0, 0, 0])
                row[rows.COUNTS] = [(new - old) % 2 ** 64 for new, old in zip(row[rows.COUNTS], before)]
            changed.append(rows.packed(row))
        return gzip.compress(b"".join(changed), 1)

    def note(self, body):
        """The sender knows that this was stored."""
        if self.fault != "deltas":
            return
        for row in rows.unpacked(gzip.decompress(body)):
            self.known[self.key(row)] = row[rows.COUNTS]

    @staticmethod
    def key(row):
        return tuple(row[:rows.COUNTS.start])


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        server = self.server
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        kept = {name: self.headers[name] for name in ("Content-Encoding", "Accept-Encoding") if name in self.headers}
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query)).get("query", "")
        mischief = server.mischief
        try:
            if not query.startswith("INSERT INTO fact"):
                return self.answer(server.store.request("POST", self.path[1:], body, kept))
            for part in mischief.parts(body):
                answer = server.store.request("POST", self.path[1:], part, kept)
                if answer[0] == 200 and mischief.chance(0.3 if mischief.fault == "copies" else Proxy.DOUBLES):
                    self.send_again(part, kept)
            if answer[0] == 200 and mischief.loses(body):
                self.close_connection = True
                return None
            if answer[0] == 200:
                mischief.note(body)
            return self.answer(answer)
        except (OSError, http.client.HTTPException):
            # As if the server itself were gone.
            self.close_connection = True
            return None

    def send_again(self, body, headers):
        """The same rows to another shard, where nothing ever merges them with the first."""
        mischief = self.server.mischief
        if mischief.fault in ("deltas", "marker"):
            return
        other = mischief.random.choice(self.server.others)
        try:
            status, _, _ = other.request("POST", self.path[1:], body, headers)
            mischief.doubled += status == 200
        except (OSError, http.client.HTTPException):
            pass

    def answer(self, answer):
        status, body, headers = answer
        self.send_response(status)
        for name in ("Content-Encoding", "Content-Type"):
            if name in headers:
                self.send_header(name, headers[name])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Proxy(http.server.ThreadingHTTPServer):
    daemon_threads = True
    # The shares of inserts whose answer is lost, and that are sent twice.
    LOSES, DOUBLES = 0.12, 0.1

    def __init__(self, store, others, mischief):
        super().__init__(("127.0.0.1", 0), Handler)
        self.store, self.others, self.mischief = store, others, mischief
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return url(self.server_port)

    def handle_error(self, request, client_address):
        """A sender that was killed."""
