"""Which Swift file each data file becomes."""

import re
import string

from . import swift
from .facts import COUNTRIES, BadFact, grouped, read

#: What the words of user agents may look like: marks, then letters and digits in lower case.
WORD = re.compile(r"[*#?!]*[a-z0-9]+([ -][a-z0-9]+)*")
PREFIX = re.compile(r"[a-z0-9][a-z0-9+-]*\$?")


def camel(word):
    """`other search` as Swift spells it."""
    head, *tail = word.split("-")
    return head + "".join(part.capitalize() for part in tail)


def check(facts, column, pattern, what):
    for fact in facts:
        if not pattern.fullmatch(fact[column]):
            raise BadFact(f'{fact.place}: "{fact[column]}" is not {what}.')
    return facts


def words(name, *head):
    """Facts about words of user agents, in the order in which they count."""
    facts = read(name, [*head, "word", "source"], [*head, "word"])
    return check(facts, "word", WORD, "marks, then words in lower case with one space between")


def lexicon(name, variable, kinds, facts):
    """The rows of one table of `Lexicon`: `kinds` are the columns before the words, and their types."""
    types = ", ".join(f"{column}: {kind}" for column, kind in kinds)
    lines = swift.header(name, ["Traffic"] if name != "clues" else [])
    lines += ["", "extension Lexicon {", f"  static let {variable}: [({types}, words: String)] = ["]
    for key, group in grouped(facts, *(column for column, _ in kinds)):
        head = [part if part.isdigit() else "." + part for part in key]
        lines += swift.row(head, [fact["word"] for fact in group])
    return lines + ["  ]", "}"]


def bots():
    facts = words("bots", "family")
    return {
        "UserAgents/Tables/BotWords.swift": lexicon(
            "bots", "botRows", [("family", "BotFamily")], facts
        )
    }


def browsers():
    kinds = [("browser", "Browser"), ("rank", "UInt8")]
    facts = words("browsers", "browser", "rank")
    return {"UserAgents/Tables/BrowserWords.swift": lexicon("browsers", "browserRows", kinds, facts)}


def systems():
    kinds = [("system", "OperatingSystem"), ("rank", "UInt8")]
    facts = words("systems", "system", "rank")
    return {"UserAgents/Tables/SystemWords.swift": lexicon("systems", "systemRows", kinds, facts)}


def clues():
    facts = words("clues", "clue")
    return {
        "UserAgents/Tables/ClueWords.swift": lexicon("clues", "clueRows", [("clue", "Clue")], facts)
    }


def models():
    facts = read("models", ["device", "end", "text", "source"], ["end", "text"])
    check(facts, "text", PREFIX, "letters, digits, + and - in lower case, perhaps with a final $")
    lines = [*swift.header("models", ["Traffic"]), "", "extension ModelLexicon {"]
    lines += ["  static let rows: [(device: DeviceClass, prefixes: String)] = ["]
    for (device,), group in grouped([fact for fact in facts if fact["end"] == "begins"], "device"):
        lines += swift.row(["." + device], [fact["text"] for fact in group], "")
    lines += ["  ]", "", "  /// The ends of words: `eZee'Tab`, `SmartPad`, `GTMEDIA-TVBOX`."]
    lines += ["  static let suffixRows: [(device: DeviceClass, suffixes: String)] = ["]
    for (device,), group in grouped([fact for fact in facts if fact["end"] == "ends"], "device"):
        lines += swift.row(["." + device], [fact["text"] for fact in group], "")
    return {"UserAgents/Tables/ModelPrefixes.swift": [*lines, "  ]", "}"]}


def host_names(facts, column):
    for fact in facts:
        if fact[column] != fact[column].lower() or fact[column].startswith("www."):
            raise BadFact(
                f"{fact.place}: \"{fact[column]}\" has to be in lower case, without \"www.\"."
            )
    return facts


def referrers():
    facts = host_names(
        read("referrers", ["kind", "name", "group", "shown", "source"], ["kind", "name"]), "name"
    )
    covered = {fact["name"] for fact in facts if fact["kind"] == "host"}
    for fact in host_names(facts, "shown"):
        shown = fact["shown"]
        starred = shown.rsplit(".", 1)[0] + ".*"
        if shown not in ("-", "each") and not covered & {shown, "." + shown, starred}:
            raise BadFact(f'{fact.place}: "{shown}" is no host of this file.')

    def named(kind, group=None):
        return [fact for fact in facts if fact["kind"] == kind and group in (None, fact["group"])]

    lines = [*swift.header("referrers"), "", "extension ReferrerTable {"]
    for group in ["searchEngine", "socialNetwork", "mail", "aiAssistant"]:
        hosts = [fact["name"] for fact in named("host", group)]
        lines += swift.array(f"static let {group}Hosts: [String] =", hosts) + [""]
    lines += ["  /// The source that a name of the tables is a part of, where it has another name."]
    pairs = [
        (fact["name"], swift.literal(fact["shown"]))
        for fact in named("host") + named("package")
        if fact["shown"] not in ("-", "each")
    ]
    lines += swift.dictionary("static let sources: [String: String] =", pairs) + [""]
    lines += ["  /// Domains below which hosts are different people's, each a source of its own."]
    hosts = [fact["name"] for fact in named("host") if fact["shown"] == "each"]
    lines += swift.array("static let manySources: Set<String> =", hosts) + [""]
    lines += ["  /// First labels by which a site gives itself to telephones and the like."]
    labels = [fact["name"] for fact in named("variant")]
    lines += swift.array("static let variantLabels: Set<String> =", labels) + [""]
    lines += ["  /// First labels that say enough on any domain of somebody's own."]
    labels = sorted(named("label") + named("domain"), key=lambda fact: fact["name"])
    pairs = [(fact["name"], "." + fact["group"]) for fact in labels]
    lines += swift.dictionary("static let firstLabels: [String: ReferrerGroup] =", pairs) + [""]
    lines += [
        "  /// First labels that say enough even of a domain without subdomains: `mastodon.example`."
    ]
    software = [fact["name"] for fact in named("domain")]
    lines += swift.array("static let softwareOnAnyDomain: Set<String> =", software) + [""]
    lines += ["  /// Android applications by their package (Google Play's addresses), in lower case."]
    pairs = [(fact["name"], "." + fact["group"]) for fact in named("package")]
    lines += swift.dictionary("static let packages: [String: ReferrerGroup] =", pairs)
    return {"Traffic/ReferrerTable+Names.swift": [*lines, "}"]}


def spam():
    facts = host_names(read("spam", ["host", "source"], ["host"]), "host")
    lines = [*swift.header("spam"), "", "extension ReferrerTable {"]
    lines += ["  /// Hosts that are advertised by requests which name them; each with all below it."]
    lines += swift.array("static let spamHosts: [String] =", [fact["host"] for fact in facts])
    return {"Traffic/ReferrerTable+Spam.swift": [*lines, "}"]}


def campaigns():
    facts = read("campaigns", ["parameter", "part", "source"], ["parameter"])
    check(facts, "parameter", re.compile(r"[a-z]+(_[a-z]+)*"), "a parameter's name in lower case")
    lines = [*swift.header("campaigns"), "", "extension CampaignParameter {"]
    lines += ["  /// All parameters; of two that say the same, the first one counts."]
    lines += ["  static let names: [(name: String, part: CampaignPart)] = ["]
    lines += [f'    ({swift.literal(fact["parameter"])}, .{fact["part"]}),' for fact in facts]
    return {"Traffic/CampaignParameter+Names.swift": [*lines, "  ]", "}"]}


def countries():
    facts = read("countries", COUNTRIES, ["code"])
    check(facts, "code", re.compile("[A-Z]{2}"), "two capital letters")
    lines = [*swift.header("countries"), "", "extension CountryCode {"]
    lines += ["  /// English short names of the officially assigned codes, and of Kosovo's."]
    pairs = sorted((fact["code"], swift.literal(fact["name"])) for fact in facts)
    lines += swift.dictionary("static let names: [String: String] =", pairs)
    lines += ["", "  /// Norwegian (bokmål) short names, by the English ones, where they differ."]
    pairs = sorted(
        (fact["name"], swift.literal(fact["norwegian"]))
        for fact in facts
        if fact["norwegian"] != fact["name"]
    )
    lines += swift.dictionary("static let norwegianNames: [String: String] =", pairs)
    return {"Traffic/CountryCode+Names.swift": [*lines, "}"]}


#: The tables of what scanners ask for: kind, Swift name and form, and what they hold.
PROBES = [
    (
        "segment",
        "segments",
        "Set<String>",
        "Segments at any depth, since scanners try `/blog/`, `/old/` and so on first.",
    ),
    ("path", "paths", "Set<String>", "Paths that are a probe as a whole, without the last slash."),
    ("root", "roots", "Set<String>", "Paths that are a probe with all below them."),
    (
        "dot-name",
        "dotNames",
        "Needles",
        "What names of hidden files and folders begin with; others are innocent.",
    ),
    ("needle", "needles", "Needles", "Strings that are an attack in a path as in a query."),
    ("query-needle", "queryNeedles", "Needles", "Strings that are an attack in a query only."),
    ("greeting", "greetings", "Needles", "How other protocols greet, and scanners' own."),
]


#: The kinds of requests and of endings, as `PageKind` has them.
PAGE_KINDS = ["asset", "api", "feed", "download", "background", "health"]


def endings():
    facts = read("endings", ["kind", "ending", "source"], ["ending"])
    check(facts, "ending", re.compile("[a-z0-9_+-]+"), "an extension in lower case, without its dot")
    check(facts, "kind", re.compile("|".join(PAGE_KINDS)), f"one of {', '.join(PAGE_KINDS)}")
    lines = [*swift.header("endings"), "", "/// File name extensions of what is no page, by kind."]
    lines += ["enum EndingTable {"]
    lines += ["  static let rows: [(kind: PageKind, endings: String)] = ["]
    for kind in PAGE_KINDS:
        if found := sorted(fact["ending"] for fact in facts if fact["kind"] == kind):
            lines += swift.row(["." + kind], found, "")
    return {"Traffic/EndingTable.swift": [*lines, "  ]", "}"]}


#: What a line of requests.tsv is about, and when a path is what it says.
REQUESTS = ["root", "path", "segment", "start", "parameter"]
WHEN = re.compile(r"always|(posted|\?[a-z_]+)(,(posted|\?[a-z_]+))*")


def requests():
    facts = read("requests", ["kind", "what", "text", "when", "source"], ["what", "text"])
    check(facts, "kind", re.compile("|".join(PAGE_KINDS)), f"one of {', '.join(PAGE_KINDS)}")
    check(facts, "what", re.compile("|".join(REQUESTS)), f"one of {', '.join(REQUESTS)}")
    check(facts, "when", WHEN, "always, or some of posted and ?name with commas between")
    lines = [*swift.header("requests"), "", "/// Requests that nobody makes to look at a page."]
    lines += ["enum RequestTable {"]
    lines += ["  typealias Row = (kind: PageKind, text: String, when: String)", ""]
    for what, comment in [
        ("root", "The first segments of a path, with all below them."),
        ("path", "Whole paths."),
        ("segment", "Segments, wherever they stand."),
        ("start", "What first segments begin with."),
        ("parameter", "Parameters of a query, perhaps with what their value begins with."),
    ]:
        lines += [f"  /// {comment}", f"  static let {what}s: [Row] = ["]
        for fact in facts:
            if fact["what"] == what:
                text, when = swift.literal(fact["text"]), swift.literal(fact["when"])
                lines += [f"    (.{fact['kind']}, {text}, {when}),"]
        lines += ["  ]", ""]
    return {"Traffic/RequestTable.swift": [*lines[:-1], "}"]}


def probes():
    facts = read("probes", ["kind", "text", "source"], ["kind", "text"])
    kinds = {kind for kind, *_ in PROBES}
    lines = [
        *swift.header("probes"),
        "",
        "/// What scanners ask for, in lower case and decoded.",
        "enum ProbeTable {",
    ]
    for fact in facts:
        if fact["kind"] not in kinds:
            raise BadFact(f"{fact.place}: \"{fact['kind']}\" is none of {', '.join(sorted(kinds))}.")
    for kind, name, form, comment in PROBES:
        texts = [fact["text"] for fact in facts if fact["kind"] == kind]
        lines += [f"  /// {comment}"]
        if form == "Needles":
            lines += swift.array(f"static let {name} =", texts, "Needles([", "])")
        else:
            lines += swift.array(f"static let {name}: {form} =", texts)
        lines += [""]
    return {"AccessLog/Redaction/ProbeTable.swift": [*lines[:-1], "}"]}


NUMBER = re.compile(r"[1-9]\d*")


def numbers(facts, column):
    return [int(fact[column]) for fact in check(facts, column, NUMBER, "a number")]


def chrome_builds():
    facts = read("chrome-builds", ["major", "build", "source"], ["major"])
    majors, builds = numbers(facts, "major"), numbers(facts, "build")
    if majors != list(range(1, len(facts) + 1)):
        raise BadFact("chrome-builds.tsv: a line for each major version from 1 on, in order, is what there has to be.")
    if builds != sorted(set(builds)):
        raise BadFact("chrome-builds.tsv: each version's build is above the one before.")
    others = numbers(read("backported-builds", ["build", "source"], ["build"]), "build")
    lines = [*swift.header("chrome-builds"), "", "enum ChromeBuilds {"]
    lines += ["  /// The build of each major version, from 0 on, of which there was none."]
    lines += swift.values("static let released: [UInt32] =", [0, *builds]) + [""]
    lines += ["  /// Builds that others made run on systems that Chrome had left (`backported-builds.tsv`)."]
    lines += swift.values("static let backported: [UInt32] =", sorted(others))
    return {"UserAgents/Releases/ChromeBuilds.swift": [*lines, "}"]}


def last_versions():
    columns = ["browser", "system", "version", "last"]
    facts = read("last-versions", [*columns, "source"], columns[:3])
    check(facts, "version", re.compile(r"\d+\.\d{1,2}"), "a version of two numbers")
    numbers(facts, "last")
    lines = [*swift.header("last-versions"), "", "enum LastVersions {"]
    lines += ["  /// A system's version, of which 603 is 6.3, and the last major version of a browser for it."]
    lines += ["  typealias Row = (system: UInt32, last: UInt32)", ""]
    for (browser, system), group in grouped(facts, "browser", "system"):
        name = f"{browser}On{system[0].upper()}{system[1:]}"
        rows = []
        for fact in group:
            major, minor = fact["version"].split(".")
            rows.append(f"({int(major) * 100 + int(minor)}, {fact['last']})")
        lines += swift.values(f"static let {name}: [Row] =", rows) + [""]
    return {"UserAgents/Releases/LastVersions.swift": [*lines[:-1], "}"]}


def emulated_devices():
    facts = read("emulated-devices", ["device", "first", "source"], ["device"])
    numbers(facts, "first")
    # The longest first, of which others may be the beginning.
    facts.sort(key=lambda fact: (-len(fact["device"]), fact["device"]))
    return {
        "UserAgents/Releases/EmulatedDevices.swift": [
            *swift.header("emulated-devices"),
            "",
            "/// Devices by their names behind Android's version, with the first Chrome that each can have.",
            "enum EmulatedDevices {",
            "  static let all: [(name: StaticString, first: UInt32)] = [",
            *(f"    ({swift.literal(fact['device'])}, {fact['first']})," for fact in facts),
            "  ]",
            "}",
        ]
    }


def letters(name, column, most, keys, declaration, what):
    facts = read(name, [column, "surprise", "source"], [column])
    check(facts, "surprise", re.compile(f"[a-{most}]{{26}}"), f"26 letters from a to {most}")
    if [fact[column] for fact in facts] != keys:
        raise BadFact(f"{name}.tsv: a line for each of {keys[0]} to {keys[-1]}, in order, is what there has to be.")
    lines = [
        *swift.header(name),
        "",
        "extension LetterPairScore {",
        f"  /// {what}: half bits, `a` being none.",
        *swift.array(f"static let {declaration}: [String] =", [fact["surprise"] for fact in facts]),
        "}",
    ]
    return lines


def letter_pairs():
    lines = letters(
        "letter-pairs",
        "first",
        "s",
        list(string.ascii_lowercase),
        "pairRows",
        "A row for each first letter, a letter for each second one",
    )
    return {"AccessLog/Redaction/LetterPairScore+Pairs.swift": lines}


def letter_triples():
    pairs = [first + second for first in string.ascii_lowercase for second in string.ascii_lowercase]
    lines = letters(
        "letter-triples",
        "pair",
        "y",
        pairs,
        "tripleRows",
        "A row for each two letters, a letter for each third one",
    )
    return {"AccessLog/Redaction/LetterPairScore+Triples.swift": lines}


def top_level_domains():
    facts = read("top-level-domains", ["domain", "source"], ["domain"])
    check(facts, "domain", re.compile(r"[a-z]+|xn--[a-z0-9-]+"), "a domain in lower case")
    return {
        "AccessLog/Redaction/TopLevelDomains.swift": [
            *swift.header("top-level-domains"),
            "",
            "/// The domains that names on the internet end in.",
            "enum TopLevelDomains {",
            "  static let all = Set(",
            '    """',
            *swift.filled([fact["domain"] for fact in facts], " " * 4, ""),
            r'    """.split(whereSeparator: \.isWhitespace).map(String.init))',
            "}",
        ]
    }


#: In the order in which they are made.
TABLES = {
    "bots": bots,
    "browsers": browsers,
    "systems": systems,
    "clues": clues,
    "models": models,
    "referrers": referrers,
    "spam": spam,
    "campaigns": campaigns,
    "countries": countries,
    "chrome-builds": chrome_builds,
    "last-versions": last_versions,
    "emulated-devices": emulated_devices,
    "endings": endings,
    "requests": requests,
    "probes": probes,
    "top-level-domains": top_level_domains,
    "letter-pairs": letter_pairs,
    "letter-triples": letter_triples,
}
