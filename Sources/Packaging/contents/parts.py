"""What a program that was built has in it, and what it needs of the system."""

import json
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path


def output(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


@dataclass(frozen=True)
class SwiftPackage:
    """A package whose code is in the program; the folder is its checkout."""

    name: str
    version: str
    url: str
    folder: Path

    @property
    def licence(self):
        text = self.licence_text
        if "Apache License" in text:
            return "Apache-2.0 WITH Swift-exception" if "Runtime Library Exception" in text else "Apache-2.0"
        if "Permission is hereby granted, free of charge" in text:
            return "MIT"
        raise ValueError(f"{self.name} has a licence that nobody has looked at")

    @property
    def licence_text(self):
        return next(iter(sorted(self.folder.glob("LICENSE*")))).read_text()

    @property
    def notice(self):
        """What the Apache licence asks to be passed on; empty where there is nothing."""
        file = self.folder / "NOTICE.txt"
        return file.read_text().strip() if file.exists() else ""

    @property
    def holder(self):
        texts = [self.notice, self.licence_text]
        # Some say it only where each file begins.
        texts += [file.read_text()[:1000] for file in sorted(self.folder.glob("Sources/**/*.swift"))[:5]]
        for text in texts:
            found = re.search(r"^\W*Copyright (?:\(c\) )?(\d.*)", text, re.M | re.I)
            if found:
                return found[1].strip()
        raise ValueError(f"{self.name} does not say whose it is")


def swift_packages(package, scratch, product):
    """The packages of which the product of a build has objects, by name.

    What is resolved but not linked is left out: the linker's list of files says which modules there are.
    """
    asked = ("swift", "package", "--package-path", str(package), "--scratch-path", str(scratch))
    found = json.loads(output(*asked, "show-dependencies", "--format", "json"))
    programs = [Path(scratch) / kind / product for kind in ("release", "debug")]
    newest = max((program for program in programs if program.exists()), key=lambda program: program.stat().st_mtime)
    objects = newest.with_name(f"{product}.product").joinpath("Objects.LinkFileList").read_text()
    modules = set(re.findall(r"/([^/]+)\.build/", objects))
    packages = {}

    def add(dependency):
        folder = Path(dependency["path"])
        # The program's own package is one that the server depends on.
        if dependency["version"] != "unspecified":
            places = [folder / "Sources", folder]
            if any((place / module).is_dir() for place in places for module in modules):
                packages[dependency["identity"]] = SwiftPackage(
                    dependency["identity"], dependency["version"], dependency["url"], folder)
        for below in dependency["dependencies"]:
            add(below)

    add(found)
    return [packages[name] for name in sorted(packages)]


@dataclass(frozen=True)
class SystemLibrary:
    """A library of the system, by the package of Debian's that it is from."""

    file: str
    package: str
    version: str
    is_linked: bool

    @property
    def licence_file(self):
        return Path("/usr/share/doc") / self.package / "copyright"


def system_libraries(program, archives=()):
    """The libraries that a program needs where it runs, and the archives whose code is in it already."""
    needed = re.findall(r"\(NEEDED\).*\[(.*)\]", output("readelf", "-dW", str(program)))
    cached = dict(re.findall(r"^\s+(\S+) \(.*?\) => (\S+)$", output("/sbin/ldconfig", "-p"), re.M))
    files = [(name, cached[name], False) for name in needed if name in cached]
    files += [(Path(path).name, path, True) for path in archives]
    for name, path, is_linked in sorted(files):
        package = owner(path)
        version = output("dpkg-query", "--show", "--showformat=${Version}", package)
        yield SystemLibrary(name, package.split(":")[0], version, is_linked)


def owner(path):
    """The package of Debian's that a file is from, by either of its names where /lib is a link."""
    real = os.path.realpath(path)
    for name in (path, real, real.removeprefix("/usr"), "/usr" + path):
        found = subprocess.run(["dpkg", "-S", name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if found.returncode == 0:
            return found.stdout.split("\n")[0].rsplit(": ", 1)[0].split(",")[0]
    raise ValueError(f"{path} is of no package")


def swift_version():
    return re.search(r"Swift version (\S+)", output("swift", "--version"))[1]
