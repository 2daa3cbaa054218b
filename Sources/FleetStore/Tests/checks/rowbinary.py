"""Reads the rows that a sender sends, with nothing of its code."""

import re
import struct

NUMBERS = {"UInt8": "<B", "UInt16": "<H", "UInt32": "<I", "UInt64": "<Q", "Date": "<H"}


def rows(query, body, types):
    """The rows of an INSERT in RowBinary as dictionaries; `types` has the type of each column of its table."""
    table, columns = re.fullmatch(r"INSERT INTO (\w+)\(([\w, ]+)\) FORMAT RowBinary", query).groups()
    columns = columns.split(", ")
    place, read = 0, []
    while place < len(body):
        row = {"table": table}
        for column in columns:
            kind = types[table][column]
            if kind == "String":
                length = shift = 0
                while True:
                    byte = body[place]
                    place += 1
                    length |= (byte & 127) << shift
                    shift += 7
                    if byte < 128:
                        break
                if place + length > len(body):
                    raise ValueError("a text goes beyond the body")
                row[column] = body[place:place + length].decode()
                place += length
            else:
                row[column], = struct.unpack_from(NUMBERS[kind], body, place)
                place += struct.calcsize(NUMBERS[kind])
        read.append(row)
    return read


def end_of_hour(at):
    """When the hour with this number ends, in seconds since 1970; `None` for one without an offset, which is a day."""
    hours, offset = divmod(at, 128)
    return None if offset == 0 else hours * 3600 - (64 - offset) * 900 + 3600
