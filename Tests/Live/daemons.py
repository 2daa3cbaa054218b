"""rsyslog and syslog-ng as Debian packs them, unpacked into a folder and started as plain processes.

The two packages exclude each other, and would start as services. So none is installed.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
EXAMPLES = REPOSITORY / "Sources/Packaging/examples"
UNPACKED = REPOSITORY / ".build/syslog-daemons"


def unpacked(package):
    """The folder with a package and what it needs that is not installed; nothing if it cannot be had."""
    root = UNPACKED / package
    if root.exists():
        return root
    made = root.with_name(f"{package}.{os.getpid()}")
    made.mkdir(parents=True)
    found = subprocess.run(
        ["apt-get", "install", "--simulate", "--no-install-recommends", package],
        capture_output=True, text=True)
    names = {package, *re.findall(r"^Inst (\S+)", found.stdout, re.MULTILINE)}
    got = subprocess.run(
        ["apt-get", "download", "-o", "APT::Sandbox::User=root", *names], cwd=made, capture_output=True, text=True)
    if got.returncode != 0:
        print(f"\n!! NOT RUN: Debian's package {package} cannot be had (apt-get update may help):\n"
              f"{got.stderr}\n", file=sys.stderr)
        return None
    for file in made.glob("*.deb"):
        subprocess.run(["dpkg-deb", "--extract", file, made], check=True)
        file.unlink()
    made.rename(root)
    return root


class Daemon:
    """A syslog daemon that receives access lines as its example says, below a folder."""

    def __init__(self, folder, port, on_disk, changes):
        self.folder, self.port = folder, port
        self.logs = folder / "received"
        self.root = unpacked(self.package)
        text = (EXAMPLES / self.example).read_text()
        for old, new in changes:
            if old not in text:
                sys.exit(f"{self.example} has no {old}")
            text = text.replace(old, new)
        if not on_disk:
            text = re.sub(r"^(\s*)#(?=\S)", r"\1", re.sub(self.to_disk, "", text, flags=re.S), flags=re.M)
        for old, new in {"/var/log/sporlos": self.logs, "/run/sporlos": folder / "stream", "5140": port}.items():
            text = text.replace(old, str(new))
        (folder / "sporlos.conf").write_text(text)
        (folder / "main.conf").write_text(self.configuration())
        libraries = {file.parent for file in self.root.glob("usr/lib/**/lib*.so.*")}
        self.environment = {**os.environ, "LD_LIBRARY_PATH": ":".join(map(str, libraries))}

    def start(self):
        with open(self.folder / "daemon.log", "a") as log:
            self.process = subprocess.Popen(
                self.command(), env=self.environment, stdout=log, stderr=log, cwd=self.folder)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except ConnectionRefusedError:
                time.sleep(0.05)
        sys.exit(f"{self.package} does not start: {(self.folder / 'daemon.log').read_text()}")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)

    def rotate(self):
        """Has logrotate rotate the received logs, as the example says."""
        text = (EXAMPLES / "logrotate-syslog").read_text()
        for old, new in {
            "/var/log/sporlos": self.logs,
            "[ ! -x /usr/lib/rsyslog/rsyslog-rotate ] || /usr/lib/rsyslog/rsyslog-rotate": self.reopen(0),
            "[ ! -x /usr/sbin/syslog-ng-ctl ] || /usr/sbin/syslog-ng-ctl reopen": self.reopen(1),
        }.items():
            assert old in text
            text = text.replace(old, str(new))
        configuration = self.folder / "logrotate.conf"
        configuration.write_text(text)
        configuration.chmod(0o600)
        subprocess.run(["logrotate", "-f", "-s", self.folder / "logrotate.state", configuration],
                       check=True, env=self.environment, stdout=subprocess.DEVNULL)


class Rsyslog(Daemon):
    package, example = "rsyslog", "rsyslog-sporlos.conf"
    to_disk = r'action\(type="omfile".*?"\)'

    def stream(self):
        """What sporlos follows if no line is on a disk."""
        pipe = self.folder / "stream.pipe"
        if not pipe.exists():
            os.mkfifo(pipe, 0o640)
        return pipe

    def configuration(self):
        """Debian's own, without this machine's log, and with what Ubuntu's does to equal lines."""
        text = (self.root / "etc/rsyslog.conf").read_text()
        text = re.sub(r'^module\(load="im(uxsock|klog)"\).*$', "", text, flags=re.M)
        text = text.replace("/etc/rsyslog.d/*.conf", f"{self.folder}/sporlos.conf")
        text = text.replace("/var/spool/rsyslog", str(self.folder)).replace("/var/log/", f"{self.folder}/own-")
        return "$RepeatedMsgReduction on\n" + text

    def command(self):
        modules = next(self.root.glob("usr/lib/*/rsyslog"))
        return [self.root / "usr/sbin/rsyslogd", "-n", "-iNONE", "-f", self.folder / "main.conf", "-M", modules]

    def reopen(self, place):
        return f"kill -HUP {self.process.pid}" if place == 0 else ""


class SyslogNG(Daemon):
    package, example = "syslog-ng-core", "syslog-ng-sporlos.conf"
    to_disk = r"log \{[^\n]*d_sporlos_file[^\n]*"

    def stream(self):
        return f"syslog:unix:{self.folder}/stream/log"

    def configuration(self):
        """Debian's own, without this machine's log and consoles."""
        (self.folder / "stream").mkdir(exist_ok=True)
        text = (self.root / "etc/syslog-ng/syslog-ng.conf").read_text()
        text = re.sub(r"^.*(scl\.conf|system\(\)|d_console|d_xconsole).*$", "", text, flags=re.M)
        text = text.replace("/etc/syslog-ng/conf.d/*.conf", f"{self.folder}/sporlos.conf")
        return text.replace("/var/log/", f"{self.folder}/own-")

    def command(self):
        place = self.folder / "syslog-ng"
        return [self.root / "usr/sbin/syslog-ng", "-F", "-e", "-f", self.folder / "main.conf", "--no-caps",
                "--module-path", next(self.root.glob("usr/lib/syslog-ng/*/libaffile.so")).parent,
                "-p", f"{place}.pid", "-c", f"{place}.ctl", "-R", f"{place}.persist"]

    def reopen(self, place):
        return f"{self.root}/usr/sbin/syslog-ng-ctl reopen -c {self.folder}/syslog-ng.ctl" if place == 1 else ""
