"""The rows of an insert, as RowBinary has them: what the proxy takes apart, and what `size` makes up."""

import struct

# In the order in which push names them.
COLUMNS = ["day", "tbl", "site", "at", "tag", "k1", "k2", "k3", "name1", "name2", "name3",
           "source", "m1", "m2", "m3", "ver"]
UNIT = 0
# What of an hour is in these tables; of a day in those after them.
HOURLY = range(1, 6)
COUNTS, VERSION = slice(12, 15), 15


def length(size):
    """LEB128."""
    encoded = bytearray()
    while size >= 0x80:
        encoded.append(size & 0x7F | 0x80)
        size >>= 7
    encoded.append(size)
    return bytes(encoded)


def text(value):
    return length(len(value)) + value


def packed(row):
    day, table, site, at, tag, k1, k2, k3, name1, name2, name3, source, m1, m2, m3, version = row
    return b"".join((struct.pack("<HB", day, table), text(site), struct.pack("<IQIII", at, tag, k1, k2, k3), text(name1),
                     text(name2), text(name3), struct.pack("<QQQQQ", source, m1, m2, m3, version)))


def unpacked(data):
    """Each row, a list in the order of COLUMNS."""
    place = 0

    def numbers(layout):
        nonlocal place
        values = struct.unpack_from(layout, data, place)
        place += struct.calcsize(layout)
        return values

    def string():
        nonlocal place
        size = shift = 0
        while True:
            byte = data[place]
            place += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        place += size
        return data[place - size:place]

    while place < len(data):
        row = [*numbers("<HB"), string(), *numbers("<IQIII"), string(), string(), string(), *numbers("<QQQQQ")]
        yield row
