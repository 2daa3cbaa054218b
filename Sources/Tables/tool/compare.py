"""What others' lists have and the tables don't, and what of the tables no list has."""

import contextlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from . import endings, lists
from .facts import COUNTRIES, SOURCES, read

#: What the classifier says of a program that none of its families has.
SHAPE_ONLY = "other bot"
AI = {"AI training", "AI search", "AI user fetch"}
#: The categories of lists, and the traffic classes that agree with them; the others say too little.
CLASSES = {
    "ai-crawler-index": {
        "ai-training": {"AI training"},
        "ai-search": {"AI search"},
        "user-fetch": {"AI user fetch"},
    },
    "device-detector-bots": {
        "AI Agent": AI,
        "AI Assistant": AI,
        "AI Data Scraper": AI,
        "AI Search Crawler": AI,
        "Feed Fetcher": {"feed reader"},
        "Feed Parser": {"feed reader"},
        "Feed Reader": {"feed reader"},
        "Search bot": {"search engine"},
        "Security Checker": {"scanner"},
        "Site Monitor": {"monitor"},
        "Social Media Agent": {"preview"},
        "Validator": {"monitor"},
    },
}


def classify(headers):
    """What the classifier says of each header: device, browser, system, traffic class, family."""
    command = [
        "swift",
        "run",
        "--quiet",
        "-c",
        "release",
        "--package-path",
        str(SOURCES.parent / "Benchmarks/accuracy"),
    ]
    lines = "\n".join(header.replace("\n", " ") for header in headers) + "\n"
    done = subprocess.run(
        [*command, "accuracy", "--classify"], input=lines, stdout=subprocess.PIPE, text=True
    )
    if done.returncode != 0:
        sys.exit('The classifier could not be asked: see what "swift run" says above.')
    return [line.split("\t") for line in done.stdout.split("\n")[:-1]]


def show(title, lines, most):
    print(f"\n{title}: {len(lines)}")
    for line in lines[:most]:
        print(f"  {line}")
    if len(lines) > most:
        print(f"  ... and {len(lines) - most} more (--most N shows them)")


def spaced(text):
    return f" {' '.join(re.findall('[a-z0-9]+', text.lower()))} "


def gone(facts, column, texts):
    """The facts whose list is fetched here, and has them no longer."""
    return [
        f"{fact[column]}  ({fact['source']})"
        for fact in facts
        if fact["source"] in texts and spaced(fact[column]).rstrip() not in texts[fact["source"]]
    ]


def bots(folder, most):
    """By the number of lists that name a program, and of the headers that are known of it."""
    named, texts = {}, {}
    for source, programs in lists.PROGRAMS.items():
        found = list(programs(folder))
        texts[source] = spaced(
            " | ".join(text for program in found for text in [program.name, *program.headers])
        )
        for program in found:
            entry = named.setdefault(spaced(program.name).strip(), {})
            entry[source] = program
    texts["uap-core"] = spaced(lists.uap_rules(folder))
    cases = [
        (name, source, header)
        for name, entry in named.items()
        for source, program in entry.items()
        for header in program.examples()
    ]
    answers = {}
    for (name, source, header), answer in zip(cases, classify([header for *_, header in cases])):
        answers.setdefault(name, []).append((source, header, answer))
    missed, shaped, other = [], [], []
    for name, found in answers.items():
        rank = (-len(named[name]), -len(found), name)
        wrong = [header for _, header, (device, *_) in found if device != "bot"]
        if wrong:
            missed.append((rank, f"{name}  [{', '.join(named[name])}]  {min(wrong, key=len)}"))
        elif all(answer[4] == SHAPE_ONLY for *_, answer in found):
            shaped.append(
                (
                    rank,
                    f"{name}  [{', '.join(named[name])}]  {min((header for _, header, _ in found), key=len)}",
                )
            )
        for source, _, answer in found:
            kind = named[name][source].kind
            agreed = CLASSES.get(source, {}).get(kind)
            if agreed and answer[3] not in agreed:
                other.append((rank, f"{name}  {kind} there, {answer[3]} ({answer[4]}) here"))
    show(
        f"Programs in the lists, of {len(named)}, that count as people or as unknown",
        [line for _, line in sorted(missed)],
        most,
    )
    show(
        "Programs that are known by their shape only, by no family",
        [line for _, line in sorted(shaped)],
        most,
    )
    show("Programs of another class", [line for _, line in sorted(set(other))], most)
    show(
        "Words whose list has them no longer",
        gone(read("bots", ["family", "word", "source"], ["word"]), "word", texts),
        most,
    )


def families(title, column, name, none, folder, most):
    """uap-core's families that the classifier puts among the others."""
    cases = [case for case in lists.uap_tests(folder, name) if "family" in case]
    counts, examples = {}, {}
    for case, answer in zip(cases, classify([case["user_agent_string"] for case in cases])):
        if answer[0] != "bot" and answer[column] in none and case["family"] != "Other":
            counts[case["family"]] = counts.get(case["family"], 0) + 1
            examples.setdefault(case["family"], case["user_agent_string"])
    order = sorted(counts, key=lambda family: (-counts[family], family))
    show(title, [f"{counts[family]}  {family}  {examples[family]}" for family in order], most)


def words(table, head, folder, most):
    texts = {"uap-core": spaced(lists.uap_rules(folder).replace("\\", " "))}
    facts = read(table, [*head, "word", "source"], [*head, "word"])
    show(f"{table.capitalize()} whose list has them no longer", gone(facts, "word", texts), most)


def browsers(folder, most):
    headers = lists.people(folder)
    wrong = [
        f"{answer[4]}  {header}"
        for header, answer in zip(headers, classify(headers))
        if answer[0] == "bot" and answer[3] != "disguised"
    ]
    show(f"Browsers of people, of {len(headers)}, that count as programs", wrong, most)
    families(
        "Browsers of uap-core that have no family here",
        1,
        "test_ua",
        {"other", "mobile applications"},
        folder,
        most,
    )
    words("browsers", ["browser", "rank"], folder, most)


def systems(folder, most):
    families("Systems of uap-core that have no family here", 2, "test_os", {"other"}, folder, most)
    words("systems", ["system", "rank"], folder, most)


def models(folder, most):
    """Tablets by their names in Mobile Detect, behind the header of an Android telephone."""
    names = sorted(set(lists.tablets(folder)))
    form = (
        "Mozilla/5.0 (Linux; Android 10; {}) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/120.0.0.0 Mobile Safari/537.36"
    )
    answers = classify([form.format(name) for name in names])
    wrong = [f"{name}  {answer[0]}" for name, answer in zip(names, answers) if answer[0] != "tablet"]
    show(f"Tablets of Mobile Detect, of {len(names)}, that are none here", wrong, most)


def referrers(folder, most):
    facts = [
        fact
        for fact in read("referrers", ["kind", "name", "group", "shown", "source"], ["kind", "name"])
        if fact["kind"] == "host"
    ]
    known = {fact["name"]: fact["group"] for fact in facts}
    groups = {"search": "searchEngine", "social": "socialNetwork", "email": "mail"}

    def group(host):
        """The group of the longest known name, as ReferrerHost+Group.swift finds it."""
        labels = host.split(".")
        for skipped in range(len(labels) - 1):
            name = ".".join(labels[skipped:])
            starred = re.sub(r"\.(?:(?:com|co|org|net)\.)?[a-z]{2,3}$", ".*", name)
            for candidate in ([name, starred] if not skipped else []) + ["." + name]:
                if candidate in known:
                    return known[candidate]
        return None

    new, other, texts = {}, set(), {}
    for domain, kind, source in lists.referrers(folder):
        host = domain.lower().split("/")[0].removeprefix("www.").replace("{}", "com")
        texts.setdefault(source, set()).add(host)
        found = group(host)
        if found is None:
            new.setdefault((kind, host), set()).add(source)
        elif found != groups[kind]:
            other.add(f"{host}  {kind} there, {found} here")
    order = sorted(new, key=lambda key: (-len(new[key]), key))
    show(
        "Hosts that no name here covers",
        [f"{host}  {kind}  [{', '.join(sorted(new[kind, host]))}]" for kind, host in order],
        most,
    )
    show("Hosts of another group", sorted(other), most)
    lost = [
        f"{fact['name']}  ({fact['source']})"
        for fact in facts
        if fact["source"] in texts
        and not any(
            f".{host}".endswith("." + fact["name"].strip(".*").removesuffix(".*"))
            or f".{host}".startswith("." + fact["name"].strip(".*") + ".")
            for host in texts[fact["source"]]
        )
    ]
    show("Hosts whose list has them no longer", lost, most)


def countries(folder, most):
    facts = read("countries", COUNTRIES, ["code"])
    for column, language, title in [("name", "en", "English"), ("norwegian", "no", "Norwegian")]:
        ours = {fact["code"]: fact[column] for fact in facts}
        theirs = lists.countries(folder, language)
        lines = [
            f"{code}  \"{ours.get(code, '')}\" here, \"{(theirs.get(code) or [''])[0]}\" there"
            for code in sorted(ours.keys() | theirs.keys())
            if ours.get(code) not in theirs.get(code, [])
        ]
        show(f"Countries of another {title} name", lines, most)


def probes(folder, most):
    facts = read("probes", ["kind", "text", "source"], ["kind", "text"])
    dots = [fact["text"] for fact in facts if fact["kind"] == "dot-name"]
    exact = {fact["text"] for fact in facts if fact["kind"] in ("segment", "path", "root", "needle")}
    new = []
    for path in lists.restricted_files(folder):
        segments = path.strip("/").split("/")
        if any(segment.startswith(dot) for segment in segments for dot in dots) or any(
            text.strip("/") in path for text in exact
        ):
            continue
        new.append(path)
    show("Restricted files that no name here covers", new, most)


def file_endings(folder, most):
    ours = {fact["ending"]: fact["kind"] for fact in read("endings", ["kind", "ending", "source"], ["ending"])}
    theirs = endings.registered(folder)
    lines = [
        f"{ending}  {ours.get(ending, 'page')} here, {theirs[ending]} there"
        for ending in sorted(theirs)
        if ours.get(ending) != theirs[ending]
    ]
    show("Extensions that lead to something else by their media type", lines, most)


def chrome_builds(folder, most):
    facts = read("chrome-builds", ["major", "build", "source"], ["major"])
    ours = {int(fact["major"]): int(fact["build"]) for fact in facts}
    theirs = sorted(set(lists.chrome_builds(folder)))
    show(
        "Builds of Chromium that are missing here, or others",
        [
            f"{major}  {ours.get(major, 'none')} here, {build} there  [{source}]"
            for major, build, source in theirs
            if ours.get(major) != build
        ],
        most,
    )
    named = {major for major, _, source in theirs if source == "chromium-debian"}
    lost = [
        fact["major"]
        for fact in facts
        if fact["source"] == "chromium-debian" and int(fact["major"]) not in named
    ]
    show("Versions whose list has them no longer", lost, most)


TABLES = {
    "bots": bots,
    "browsers": browsers,
    "systems": systems,
    "models": models,
    "referrers": referrers,
    "countries": countries,
    "chrome-builds": chrome_builds,
    "endings": file_endings,
    "probes": probes,
    "clues": lambda folder, most: words("clues", ["clue"], folder, most),
}


def compare(tables, folder, most):
    with contextlib.ExitStack() as stack:
        if folder is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        # apt-get downloads as a user of its own where it may.
        os.chmod(folder, 0o755)
        try:
            for table in tables:
                TABLES[table](folder, most)
        except lists.NoList as error:
            sys.exit(str(error))
