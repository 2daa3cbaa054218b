"""A proxy between a sender and the store, which notes what goes through and does what networks do."""

import gzip
import http.client
import socket
import threading
import time
import urllib.parse

HOST = "127.0.0.1"


class Request:
    """What one request asked for, and when it came."""

    def __init__(self, number, target, headers, body):
        self.number, self.target, self.headers, self.body, self.came = number, target, headers, body, time.time()
        parameters = urllib.parse.parse_qs(urllib.parse.urlsplit(target).query)
        self.query = parameters.get("query", [""])[0]

    @property
    def is_insert(self):
        return self.query.startswith("INSERT")

    @property
    def content(self):
        """The body as it was before it was packed."""
        return gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body


class Proxy:
    """Give it `plan`: a function of a request that says what happens to it. `pass`: it is handed on. `drop`: it is not, and
    the connection ends. `lose`: it is handed on, and the answer is lost. `cut`: half of its body is handed on. `fail`: it is
    handed on, and the answer is 500. `half`: half of the answer is handed back. A function is called in place of all that,
    with `forward` to call where the request is to reach the store.
    """

    def __init__(self, port, plan=lambda request: "pass"):
        self.port, self.plan, self.requests = port, plan, []
        self.listener = socket.create_server((HOST, 0))
        self.url = f"http://{HOST}:{self.listener.getsockname()[1]}/"
        self.lock = threading.Lock()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=[connection], daemon=True).start()

    def serve(self, connection):
        with connection:
            try:
                while request := self.read(connection):
                    if not self.answer(connection, request):
                        return
            except (OSError, ValueError, http.client.HTTPException):
                return

    def read(self, connection):
        head = b""
        while b"\r\n\r\n" not in head:
            more = connection.recv(65_536)
            if not more:
                return None
            head += more
        head, body = head.split(b"\r\n\r\n", 1)
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, value in (line.split(":", 1) for line in lines)}
        while len(body) < int(headers.get("content-length", 0)):
            more = connection.recv(65_536)
            if not more:
                return None
            body += more
        with self.lock:
            request = Request(len(self.requests), first.split(" ")[1], headers, body)
            self.requests.append(request)
        return request

    def forward(self, request):
        """The store's status, headers and body."""
        store = http.client.HTTPConnection(HOST, self.port, timeout=60)
        try:
            kept = {name: value for name, value in request.headers.items() if name not in ("host", "connection")}
            store.request("POST", request.target, request.body, {**kept, "Connection": "close"})
            answer = store.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            store.close()

    def forward_half(self, request):
        """Sends the store half of a body, and hangs up."""
        with socket.create_connection((HOST, self.port)) as store:
            lines = [f"POST {request.target} HTTP/1.1", f"Host: {HOST}"]
            lines += [f"{name}: {value}" for name, value in request.headers.items() if name not in ("host", "connection")]
            store.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + request.body[:len(request.body) // 2])

    def answer(self, connection, request):
        """Whether the connection goes on."""
        action = self.plan(request)
        if callable(action):
            action = action(lambda: self.forward(request))
        if action == "drop":
            return False
        if action == "cut":
            self.forward_half(request)
            return False
        status, headers, body = self.forward(request)
        if action == "lose":
            return False
        if action == "fail":
            status, headers, body = 500, {}, b"Code: 999, e.displayText() = DB::Exception: lost\n"
        lines = [f"HTTP/1.1 {status} Answer", f"Content-Length: {len(body)}"]
        if headers.get("Content-Encoding"):
            lines.append(f"Content-Encoding: {headers['Content-Encoding']}")
        data = "\r\n".join([*lines, "", ""]).encode() + body
        connection.sendall(data[:-max(1, len(body) // 2)] if action == "half" else data)
        return action != "half"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()
