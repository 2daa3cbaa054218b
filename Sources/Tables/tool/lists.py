"""The lists that others keep, fetched as packages and read; nothing of them is run or installed."""

import ast
import gzip
import json
import re
import subprocess
import tarfile
import zipfile


class NoList(Exception):
    """A list that could not be fetched."""


def run(command, folder, package):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        last = (done.stderr.strip().split("\n") or [""])[-1]
        raise NoList(f"\"{package}\" could not be fetched with \"{' '.join(command[:3])}\": {last}")


def unpacked(folder, package, pattern, fetch, unpack):
    """The folder with a package's files, fetched unless it is there."""
    target = folder / package
    if not target.exists():
        run(fetch, folder, package)
        found = sorted(folder.glob(pattern))
        if not found:
            raise NoList(f'"{package}" was fetched, but no file {pattern} is there.')
        unpack(found[-1], target)
    return target


def debian(folder, package):
    def unpack(file, target):
        run(["dpkg-deb", "-x", str(file), str(target)], folder, package)

    return unpacked(folder, package, f"{package}_*.deb", ["apt-get", "download", package], unpack)


def debian_source(folder, package):
    """A source package of Debian's next release, by a list of sources of its own."""
    state = folder / "apt"
    (state / "lists/partial").mkdir(parents=True, exist_ok=True)
    key = "/usr/share/keyrings/debian-archive-keyring.gpg"
    list_file = state / "sources.list"
    list_file.write_text(f"deb-src [signed-by={key}] http://deb.debian.org/debian sid main\n")
    options = [
        *("-o", f"Dir::Etc::sourcelist={list_file}", "-o", "Dir::Etc::sourceparts=/dev/null"),
        *("-o", f"Dir::State::lists={state / 'lists'}", "-o", f"Dir::Cache={state}"),
    ]

    def unpack(file, target):
        target.mkdir()
        tarfile.open(file).extractall(target, filter="data")

    if not (folder / package).exists():
        run(["apt-get", *options, "update"], folder, package)
    fetch = ["apt-get", *options, "source", "--download-only", "--tar-only", package]
    return unpacked(folder, package, f"{package}_*.orig.tar.*z", fetch, unpack)


def pypi(folder, package):
    def unpack(file, target):
        target.mkdir()
        if file.suffix == ".whl":
            zipfile.ZipFile(file).extractall(target)
        else:
            tarfile.open(file).extractall(target, filter="data")

    pattern = "[-_]".join(package.split("-")) + "-[0-9]*"
    command = ["python3", "-m", "pip", "download", "--quiet", "--no-deps", "--dest", ".", package]
    return unpacked(folder, package, pattern, command, unpack)


def plain(expression):
    """The name that a regular expression begins with: `^Buck\\/[0-9]` as `Buck`; None where it has none."""
    text = expression.replace("\\b", "").lstrip("^").replace("[\\x20]", " ").replace("(\\s|\\+)", " ")
    text = re.sub(r"\\([/. -])|\\s", lambda match: match[1] or " ", text)
    name = re.split(r"[\\\[({|*+?$^]", text)[0].rstrip("/").strip(" /-_.")
    return name if len(re.findall("[A-Za-z]", name)) >= 4 else None


class Program:
    """What a list says of a program: its name, headers that it sent if there are any, and its kind."""

    def __init__(self, name, headers=(), kind=None):
        self.name, self.headers, self.kind = name, list(headers), kind

    def examples(self):
        return self.headers or [f"{self.name}/1.0"]


def crawler_user_agents(folder):
    path = pypi(folder, "crawler-user-agents") / "crawleruseragents/crawler-user-agents.json"
    for entry in json.loads(path.read_text(encoding="utf-8")):
        if name := plain(entry["pattern"]):
            yield Program(name, entry.get("instances", []), ",".join(entry.get("tags", [])))


def ai_crawler_index(folder):
    path = pypi(folder, "ai-crawler-index") / "ai_crawler_index/data.json"
    for entry in json.loads(path.read_text(encoding="utf-8"))["crawlers"]:
        yield Program(entry["name"], kind=entry["category"])


def device_detector(folder):
    """The headers in the tests of device-detector's rules for programs, with the names and categories of those."""
    path = pypi(folder, "device-detector") / "device_detector/tests/fixtures/upstream/bots.yml"
    programs, header, name = {}, None, None
    for line in path.read_text(encoding="utf-8").split("\n"):
        key, _, value = line.strip(" -").partition(": ")
        if key == "user_agent":
            header, name = scalar(value), None
        elif key == "name" and name is None:
            name = scalar(value)
        elif key == "category" and header and name:
            program = programs.setdefault(name, Program(name, kind=scalar(value)))
            program.headers.append(header)
            header = None
    yield from programs.values()


def counter_robots(folder):
    path = pypi(folder, "counter-robots") / "counter_robots/data/robot.txt"
    for line in path.read_text(encoding="utf-8").split("\n"):
        if name := plain(line.strip()):
            yield Program(name)


def crawler_detect(folder):
    """A Python file, read as a literal: `data = [...]`."""
    path = pypi(folder, "crawlerdetect") / "crawlerdetect/providers/crawlers.py"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if name := plain(node.value):
                yield Program(name)


def crs_scanners(folder):
    path = (
        debian(folder, "modsecurity-crs") / "usr/share/modsecurity-crs/rules/scanners-user-agents.data"
    )
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield Program(line.strip("/ "), kind="scanner")


PROGRAMS = {
    "crawler-user-agents": crawler_user_agents,
    "ai-crawler-index": ai_crawler_index,
    "device-detector-bots": device_detector,
    "counter-robots": counter_robots,
    "crawlerdetect": crawler_detect,
    "crs": crs_scanners,
}


def people(folder):
    """Headers of people's browsers, as they were seen on websites."""
    path = pypi(folder, "fake-useragent") / "fake_useragent/data/browsers.jsonl"
    return sorted(
        {json.loads(line)["useragent"] for line in path.read_text(encoding="utf-8").splitlines()}
    )


def scalar(text):
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('\\"', '"')
    return text


def uap_tests(folder, name):
    """The cases of one of uap-core's tests: a header, and what it is."""
    path = debian(folder, "uap-core") / f"usr/share/uap-core/tests/{name}.yaml"
    case = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        key, colon, value = line.strip(" -").partition(":")
        if key == "user_agent_string":
            if case:
                yield case
            case = {}
        if colon:
            case[key] = scalar(value)
    if case:
        yield case


def uap_rules(folder):
    """All text of uap-core's rules, in lower case."""
    root = debian(folder, "uap-core") / "usr/share/uap-core"
    return "\n".join(
        path.read_text(encoding="utf-8").lower()
        for path in [root / "regexes.yaml", *sorted(root.glob("test*/*.yaml"))]
    )


def tablets(folder):
    """The names in Mobile Detect's rules for tablets."""
    path = pypi(folder, "pymobiledetect") / "mobiledetect/Mobile_Detect.json"
    for rule in json.loads(path.read_text(encoding="utf-8"))["uaMatch"]["tablets"].values():
        depth, start = 0, 0
        for place, letter in enumerate(rule + "|"):
            depth += {"(": 1, ")": -1}.get(letter, 0)
            if letter == "|" and depth == 0:
                if name := plain(rule[start:place]):
                    yield name
                start = place + 1


def referrers(folder):
    """Pairs of a host and a kind: search, social, email."""
    path = pypi(folder, "referer-parser")
    [file] = path.glob("referer-parser-*/referer_parser/data/referers.json")
    data = json.loads(file.read_text(encoding="utf-8"))
    for kind in ["search", "social", "email"]:
        for entry in data[kind].values():
            yield from ((domain, kind, "referer-parser") for domain in entry["domains"])
    path = pypi(folder, "serpextract") / "serpextract/search_engines.json"
    for engines in json.loads(path.read_text(encoding="utf-8")).values():
        for engine in engines:
            yield from ((host, "search", "serpextract") for host in engine["urls"])


def countries(folder, language):
    """The names by code in a language of CLDR, the usual one first: ISO's codes, CLDR's names, its short ones too."""
    path = debian(folder, "iso-codes") / "usr/share/iso-codes/json/iso_3166-1.json"
    codes = [entry["alpha_2"] for entry in json.loads(path.read_text(encoding="utf-8"))["3166-1"]]
    [path] = debian(folder, "unicode-cldr-core").rglob(f"main/{language}.xml")
    names = {code: [] for code in [*codes, "XK"]}
    form = r'<territory type="([A-Z]{2})"[^>]*>([^<]*)</territory>'
    for code, name in re.findall(form, path.read_text(encoding="utf-8")):
        if code in names:
            names[code].append(name.replace("&amp;", "&"))
    return names


def restricted_files(folder):
    path = debian(folder, "modsecurity-crs") / "usr/share/modsecurity-crs/rules/restricted-files.data"
    return [
        line
        for line in path.read_text(encoding="utf-8").lower().split("\n")
        if line and line[0] != "#"
    ]


def chrome_builds(folder):
    """Pairs of a major version of Chromium and its build, and who says so."""
    path = debian(folder, "chromium-sandbox") / "usr/share/doc/chromium-sandbox/changelog.Debian.gz"
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if version := re.match(r"chromium \((\d+)\.0\.(\d+)\.", line):
                yield int(version[1]), int(version[2]), "chromium-debian"
    path = pypi(folder, "ua-generator") / "ua_generator/data/browsers/chrome.py"
    for version in re.finditer(r"major=(\d+), minor=0, build=(\d+)", path.read_text(encoding="utf-8")):
        yield int(version[1]), int(version[2]), "ua-generator"
