// Made by Sources/Tables/refresh from Sources/Tables/emulated-devices.tsv, which says what the columns
// mean and where each fact comes from. Change that file, never this one.

/// Devices by their names behind Android's version, with the first Chrome that each can have.
enum EmulatedDevices {
  static let all: [(name: StaticString, first: UInt32)] = [
    ("Pixel 2 XL Build/OPD1.170816.004", 58),
    ("Nexus 5X Build/OPR4.170623.006", 58),
    ("Nexus 6P Build/OPP3.170518.006", 57),
    ("LGMS323 Build/KOT49I.MS32310c", 30),
    ("Pixel 2 Build/OPD3.170816.012", 58),
    ("Nexus 10 Build/MOB31T", 48),
    ("SM-G900P Build/LRX21T", 37),
    ("SM-N900T Build/JSS15J", 30),
    ("Nexus 4 Build/KOT49H", 30),
    ("Nexus 5 Build/MRA58N", 44),
    ("Nexus 6 Build/N6F26U", 54),
    ("Nexus 7 Build/MOB30X", 48),
    ("SM-G955U Build/R16NW", 58),
    ("SM-G965U Build/R16NW", 58),
    ("Galaxy Nexus", 18),
    ("Moto G (4)", 44),
    ("Nexus 10", 18),
    ("SM-T837A", 58),
    ("Nexus 4", 18),
    ("Nexus 5", 30),
    ("Nexus 6", 38),
    ("Nexus 7", 18),
    ("Nexus 9", 38),
    ("Pixel", 53),
  ]
}
