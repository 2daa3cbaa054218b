"""nginx and Apache on loopback, and logrotate for their logs."""

import signal
import subprocess
import sys
import time


class Server:
    """A web server with two logs of the same lines: one that rotates, and one that never does."""

    def __init__(self, folder, port):
        self.folder, self.port = folder, port
        self.pid = folder / "server.pid"
        self.logs = folder / "logs"
        self.logs.mkdir()
        (folder / "server.conf").write_text(self.configuration())
        self.process = subprocess.Popen(self.command(), stderr=subprocess.DEVNULL)
        while not self.pid.exists() or not self.pid.read_text().strip():
            if self.process.poll() is not None:
                sys.exit(f"{type(self).__name__} does not start: {self.process.returncode}")
            time.sleep(0.05)

    def logged(self):
        with open(self.logs / "truth.log", "rb") as log:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: log.read(1 << 20), b""))

    def kept(self):
        """Lines in the logs that rotated, as far as they are not packed."""
        return sum(log.read_bytes().count(b"\n") for log in self.logs.glob("access.log*"))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)


class Nginx(Server):
    signals = {"usr1": "USR1", "reload": "HUP"}

    def command(self):
        return ["nginx", "-p", self.folder, "-c", self.folder / "server.conf"]

    def configuration(self):
        return f"""
daemon off; user root; worker_processes 2; pid {self.pid}; error_log {self.folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log {self.logs}/access.log combined;
  access_log {self.logs}/truth.log combined;
  server {{ listen 127.0.0.1:{self.port}; location / {{ return 200 "ok"; }} }}
}}
"""


class Apache(Server):
    # A graceful restart: old processes write to the old log until their last request is done.
    signals = {"usr1": "USR1", "reload": "USR1"}

    def command(self):
        return ["apache2", "-DFOREGROUND", "-f", self.folder / "server.conf"]

    def configuration(self):
        (self.folder / "index.html").write_text("ok")
        modules = ["mpm_event", "authz_core", "alias"]
        loaded = "\n".join(
            f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in modules
        )
        combined = r'"%h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\""'
        return f"""
{loaded}
ServerRoot {self.folder}
ServerName localhost
PidFile {self.pid}
Listen 127.0.0.1:{self.port}
User www-data
Group www-data
ErrorLog {self.folder}/error.log
DocumentRoot {self.folder}
AliasMatch ^/ {self.folder}/index.html
<Directory {self.folder}>
  Require all granted
</Directory>
LogFormat {combined} combined
CustomLog {self.logs}/access.log combined
CustomLog {self.logs}/truth.log combined
"""


ROTATIONS = {
    "create": "create 0640\nnocompress",
    "delaycompress": "create 0640\ncompress\ndelaycompress",
    "compress": "create 0640\ncompress",
    "copytruncate": "copytruncate\nnocompress",
}


def rotate(server, name, how):
    """Has logrotate rotate the log once."""
    telling = ""
    if how != "copytruncate":
        telling = f"postrotate\nkill -{server.signals[name]} $(cat {server.pid})\nendscript"
    configuration = server.folder / "logrotate.conf"
    configuration.write_text(
        f"{server.logs}/access.log {{\nsu root root\nrotate 100000\nmissingok\n"
        f"{ROTATIONS[how]}\n{telling}\n}}\n"
    )
    configuration.chmod(0o600)
    subprocess.run(
        ["logrotate", "-f", "-s", server.folder / "logrotate.state", configuration], check=True
    )
