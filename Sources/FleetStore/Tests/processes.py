"""A server in a scratch folder on loopback, which can be killed, and never outlives the test that started it."""

import random
import signal
import socket
import subprocess
import time

HOST = "127.0.0.1"
# How many seconds a busy machine may take for what an idle one does in three.
PATIENCE = 60
# Below the ports that outgoing connections get, so that none takes the port of a killed server before it is back.
PORTS = range(20_000, 32_000)
given_ports = set()


class StartError(Exception):
    """A server that did not start, with the end of its log."""


def free_port():
    """A port on loopback that nobody listens on, and that was not given before."""
    while True:
        port = random.choice(PORTS)
        if port in given_ports:
            continue
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
        given_ports.add(port)
        return port


class Process:
    """Says when it is up, and how it is called, in `command()`, `environment()` and `is_up()` of its kinds."""

    def __init__(self, folder):
        self.folder = folder
        self.logs = folder / "logs"
        self.logs.mkdir(parents=True)
        self.process = self.guard = None
        # When it last came up and was last killed, in seconds of the monotonic clock; 0: never.
        self.came_up = self.killed = 0

    def environment(self):
        return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def launch(self):
        """Starts it and does not wait. A session of its own keeps Ctrl-C for the test, which then kills it."""
        if self.is_running:
            raise StartError(f"{self.folder.name} is running already")
        with open(self.logs / "output.log", "ab") as output:
            self.process = subprocess.Popen(
                self.command(), cwd=self.folder, env=self.environment(), stdin=subprocess.DEVNULL,
                stdout=output, stderr=output, start_new_session=True)
        # Where the test itself is killed, the pipe to this shell closes, and the shell kills the server.
        self.guard = subprocess.Popen(
            ["/bin/sh", "-c", 'read -r line; kill -9 "$0"', str(self.process.pid)],
            stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)

    def wait_up(self):
        end = time.monotonic() + PATIENCE
        while not self.is_up():
            if not self.is_running:
                raise StartError(f"{self.folder.name} ended with {self.process.returncode}:\n{self.log_tail()}")
            if time.monotonic() > end:
                self.kill()
                raise StartError(f"{self.folder.name} is not up after {PATIENCE} s:\n{self.log_tail()}")
            time.sleep(0.02)
        self.came_up = time.monotonic()

    def start(self):
        """Starts it; returns when it answers."""
        self.launch()
        self.wait_up()

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def end(self, number):
        if self.process is None:
            return
        # Before the process is waited for: after that, its id may be another's.
        self.guard.kill()
        self.guard.communicate()
        if self.is_running:
            self.process.send_signal(number)
        try:
            self.process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def stop(self):
        """Ends it as an operator would, and waits."""
        self.end(signal.SIGTERM)

    def kill(self):
        """Ends it as a lost machine would, and waits."""
        self.end(signal.SIGKILL)
        self.killed = time.monotonic()

    def restart(self):
        """Stops it if it runs, and starts it again with the same folder and ports."""
        self.stop()
        self.start()

    def log_tail(self, lines=20):
        """The last lines of each of its logs."""
        return "\n".join(
            f"{log.name}:\n" + "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
            for log in sorted(self.logs.iterdir()) if log.stat().st_size)

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.kill()
