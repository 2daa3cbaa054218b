"""Facts as Swift: strings and arrays that compile at once, formatted as `swift format` leaves them."""

WIDTH = 100


def header(data, imports=()):
    lines = [
        f"// Made by Sources/Tables/refresh from Sources/Tables/{data}.tsv, which says what the columns",
        "// mean and where each fact comes from. Change that file, never this one.",
    ]
    return lines + [f"internal import {module}" for module in imports]


def literal(text):
    """A string literal of one line."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def filled(words, indent, separator=","):
    """Words in lines as full as they may be; each but the last one ends with the separator."""
    lines, line = [], ""
    for place, word in enumerate(words):
        word += separator if place + 1 < len(words) else ""
        if line and len(indent) + len(line) + 1 + len(word) > WIDTH:
            lines.append(indent + line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return lines + ([indent + line] if line else [])


def row(head, words, separator=","):
    """`(head, "words"),`, in a block of lines where one line is too short."""
    joined = f"{separator} ".join(words)
    line = f"    ({', '.join(head)}, {literal(joined)}),"
    if len(line) <= WIDTH:
        return [line]
    block = filled(words, " " * 6, separator)
    return ["    (", f"      {', '.join(head)},", '      """', *block, '      """', "    ),"]


def array(declaration, words, opening="[", closing="]"):
    """`declaration = [...]`, one line where it fits."""
    literals = [literal(word) for word in words]
    line = f"  {declaration} {opening}{', '.join(literals)}{closing}"
    if len(line) <= WIDTH:
        return [line]
    # The last line takes a comma, as `swift format` wants it.
    block = filled([text + "," for text in literals], " " * 4, "")
    return [f"  {declaration} {opening}", *block, f"  {closing}"]


def values(declaration, items):
    """`declaration = [...]` of what is no string."""
    texts = [str(item) for item in items]
    line = f"  {declaration} [{', '.join(texts)}]"
    if len(line) <= WIDTH:
        return [line]
    return [f"  {declaration} [", *filled([text + "," for text in texts], " " * 4, ""), "  ]"]


def dictionary(declaration, pairs):
    """`declaration = [key: value, ...]`, a line an entry."""
    return [f"  {declaration} [", *(f"    {literal(key)}: {value}," for key, value in pairs), "  ]"]
