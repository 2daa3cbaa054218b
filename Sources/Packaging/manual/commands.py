"""Pages of commands, made of what a program says of itself."""

import json
import re
import subprocess

from .roff import argument, code, lines, literal, page, prose, see_also, words

# Where no help says otherwise, as of commands that only have others.
CODES = "0 for success, 1 when the work failed, 2 for invalid usage."
# Files that sporlos reads or writes where it has these options.
FILES = {
    "db": (
        "traffic.sqlite-wal, traffic.sqlite-shm",
        "What SQLite keeps next to a database called traffic.sqlite while a process writes to it.",
    ),
    "state": ("traffic.sqlite-state", "The folder for the keys of such a database, unless `--state` names another."),
    "geo": ("/var/lib/GeoIP, /usr/share/GeoIP", "Usual places of a database of countries."),
    "sendmail": ("/usr/sbin/sendmail", "The program that sends mail."),
}
# And those of sporlos-store.
STORE_FILES = {
    "db": FILES["db"],
    "follow": (
        "/etc/default/sporlos-store",
        "What the package's service, `sporlos-store.service`, takes the store's address and more options from, as "
        "`STORE_URL` and `STORE_OPTIONS`.",
    ),
}
NETRC = ("~/.netrc", "The password for the store: a line such as `machine ch.example.org login writer password PASSWORD`.")
# What whoever reads of a command may want to know.
GENERAL = [("sporlos", 7), ("sporlos-privacy", 7), ("sporlos-schema", 5)]


class Help:
    """The help of one command."""

    def __init__(self, command, parents):
        self.path = [*parents, command["commandName"]]
        self.name = "-".join(self.path)
        self.abstract = command.get("abstract", "")
        self.arguments = [argument for argument in command.get("arguments", []) if argument["shouldDisplay"]]
        self.default = command.get("defaultSubcommand")
        self.commands = [
            Help(below, self.path)
            for below in command.get("subcommands", [])
            if below["shouldDisplay"] and below["commandName"] != "help"
        ]
        self.paragraphs, self.examples, self.codes = [], [], None
        for block in re.split(r"\n\s*\n", command.get("discussion") or ""):
            if block.startswith("Examples:\n"):
                self.examples += [line.removeprefix("  ") for line in block.split("\n")[1:]]
            elif block.startswith("Exit codes: "):
                self.codes = " ".join(block.removeprefix("Exit codes: ").split())
            elif block.strip():
                self.paragraphs.append(block)

    def all(self):
        """The command, and all below it."""
        yield self
        for command in self.commands:
            yield from command.all()

    @property
    def options(self):
        """What can be given: one's own, and of the command that is meant where none is named."""
        default = [command for command in self.commands if command.path[-1] == self.default]
        own = [argument for argument in self.arguments if not default or names(argument) != ["-h", "--help"]]
        return own + [argument for command in default for argument in command.arguments]


def asked(program):
    """The help of a program and of all its commands."""
    dump = subprocess.run([program, "--experimental-dump-help"], check=True, stdout=subprocess.PIPE).stdout
    return Help(json.loads(dump)["command"], [])


def names(option):
    """How an option is written: -q, --quiet."""
    hyphens = {"short": "-", "long": "--", "longWithSingleDash": "-"}
    written = [hyphens[name["kind"]] + name["name"] for name in option.get("names", [])]
    return sorted(written, key=lambda name: (name.startswith("--"), name))


def flag(name):
    return f"Fl {code(name[1:])}"


def value(option):
    return f"Ar {argument(code(option['valueName']))}"


def use(option):
    """An option as the synopsis has it."""
    if option["kind"] == "positional":
        text = value(option)
    else:
        preferred = [name for name in names(option) if name.startswith("--")] or names(option)
        text = flag(preferred[0]) + ("" if option["kind"] == "flag" else " " + value(option))
    if option["isRepeating"]:
        text += " ..."
    return f".Op {text}" if option["isOptional"] else f".{text}"


def synopsis(command):
    yield ".Sh SYNOPSIS"
    if command.commands:
        yield f".Nm {' '.join(command.path)}"
        yield ".Ar command"
        yield ".Op Ar argument ..."
        if not command.default:
            return
    yield f".Nm {' '.join(command.path)}"
    given = [option for option in command.options if names(option) not in (["-h", "--help"], ["--version"])]
    optional = [option for option in given if option["isOptional"] and option["kind"] != "positional"]
    if len(optional) > 12:
        yield ".Op Ar options"
    else:
        yield from map(use, optional)
    yield from (use(option) for option in given if not option["isOptional"] and option["kind"] != "positional")
    yield from (use(option) for option in given if option["kind"] == "positional")


def explained(option):
    """What an option is, with its values and the one it has unless given."""
    text = option.get("abstract", "")
    values = option.get("allValues") or option.get("allValueStrings") or []
    if not all(value in text for value in values):
        text += f" Values: {', '.join(values)}."
    default = option.get("defaultValue")
    if default and "default" not in text.lower():
        text += f" Default: {default}."
    yield from lines(prose(text))
    if option.get("discussion"):
        yield ".Pp"
        yield from lines(prose(option["discussion"]))


def option_list(command):
    positional = [option for option in command.options if option["kind"] == "positional"]
    sections = {}
    for option in command.options:
        if option["kind"] != "positional":
            sections.setdefault(option.get("sectionTitle") or "", []).append(option)
    yield ".Sh OPTIONS"
    # Those of no section come first, as they stand before the first one's heading.
    for title, options in [("", positional + sections.pop("", [])), *sections.items()]:
        if title:
            yield f".Ss {words(title)}"
        if not options:
            continue
        yield ".Bl -tag -width Ds"
        for option in options:
            if option["kind"] == "positional":
                yield f".It {value(option)}" + (" ..." if option["isRepeating"] else "")
            else:
                suffix = "" if option["kind"] == "flag" else " " + value(option)
                yield ".It " + " , ".join(flag(name) + suffix for name in names(option))
            yield from explained(option)
        yield ".El"


def statuses(codes):
    """What codes mean, of "0 all is well, 1 the work failed"; what cannot be taken apart stays a sentence."""
    parts = re.split(r",? (?=\d )", " " + codes.rstrip("."))
    if parts[0].strip() or len(parts) < 2:
        return None
    return [part.split(" ", 1) for part in parts[1:]]


def exit_status(command):
    yield ".Sh EXIT STATUS"
    codes = command.codes or CODES
    found = statuses(codes)
    if not found:
        yield from lines(prose(codes))
        return
    yield ".Bl -tag -width Ds"
    for number, meaning in found:
        meaning = meaning.removeprefix("for ").removeprefix("when ").removeprefix("while ")
        yield f".It {number}"
        yield from lines(prose(meaning[:1].upper() + meaning[1:] + "."))
    yield ".El"


def files(command):
    given = {name[2:] for option in command.options for name in names(option) if name.startswith("--")}
    known = {"sporlos": FILES, "sporlos-store": STORE_FILES}.get(command.path[0], {})
    found = [known[name] for name in known if name in given]
    if command.path[0] == "sporlos-store" and not command.commands:
        found.append(NETRC)
    if found:
        yield ".Sh FILES"
        yield ".Bl -tag -width Ds"
        for paths, text in found:
            yield ".It " + " , ".join(f"Pa {code(path)}" for path in paths.split(", "))
            yield from lines(prose(text))
        yield ".El"


def related(command, everything):
    """Pages of the commands around this one, and of those that its help names."""
    known = {other.name for other in everything}
    around = ["-".join(command.path[:-1]), *(below.name for below in command.commands)]
    helps = [option.get("abstract", "") for option in command.options]
    text = "\n".join([*command.paragraphs, *command.examples, *helps])
    called = re.findall(r"\bsporlos(?:-serve|-store)?(?: [a-z][a-z-]+)?(?: [a-z-]+)?", text)
    called = ["-".join(words.split()) for words in called]
    # The last word may be an argument, or part of the sentence.
    called += [name.rsplit("-", 1)[0] for name in called]
    found = [name for name in [*around, *called] if name in known and name != command.name]
    return [(name, 1) for name in found]


def command_page(command, everything, date):
    """The page of a command. `everything` has all commands that have one."""

    def body():
        yield from synopsis(command)
        yield ".Sh DESCRIPTION"
        paragraphs = command.paragraphs or [command.abstract]
        for index, paragraph in enumerate(paragraphs):
            if index:
                yield ".Pp"
            yield from lines(prose(paragraph))
        if command.commands:
            yield ".Sh COMMANDS"
            yield ".Bl -tag -width Ds"
            for below in command.commands:
                yield f".It Ic {code(below.path[-1])}"
                yield from lines(prose(below.abstract))
                yield "See"
                yield f".Xr {below.name} 1 ."
            yield ".El"
        yield from option_list(command)
        yield from files(command)
        yield from exit_status(command)
        if command.examples:
            yield ".Sh EXAMPLES"
            yield from literal(command.examples)
        yield from see_also(related(command, everything) + GENERAL)

    title = command.abstract.rstrip(".")
    if title[1:2].islower():
        title = title[0].lower() + title[1:]
    return page(command.name, 1, title, date, body())


def merged(first, *others):
    """All commands of some programs, of which the first one may start others by their names.

    The page of such another one has what the first one says of starting it.
    """
    commands = list(first.all())
    for other in others:
        starting = [command for command in commands if command.name == other.name]
        for command in starting:
            other.paragraphs += command.paragraphs
            other.examples += [line for line in command.examples if line not in other.examples]
        commands = [command for command in commands if command not in starting] + list(other.all())
    names = [command.name for command in commands]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two commands would have the page {', '.join(twice)}")
    return commands


