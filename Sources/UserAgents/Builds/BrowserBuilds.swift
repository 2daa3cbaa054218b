// Made by Sources/Tables/refresh from Sources/Tables/browser-builds.tsv, which says what the columns
// mean and where each fact comes from. Change that file, never this one.

/// What Chromium's versions were built of, and telephones that tools pretend to be.
enum BrowserBuilds {
  /// The first major version in ``branches``.
  static let first = 5

  /// The build that each major version was branched at.
  static let branches: [UInt16] = [
    375, 472, 517, 552, 597, 648, 696, 742, 782, 835, 874, 912, 963, 1025, 1084, 1132, 1180, 1229,
    1271, 1312, 1364, 1410, 1453, 1500, 1547, 1599, 1650, 1700, 1750, 1847, 1916, 1985, 2062, 2125,
    2171, 2214, 2272, 2311, 2357, 2403, 2454, 2490, 2526, 2564, 2623, 2661, 2704, 2743, 2785, 2840,
    2883, 2924, 2987, 3029, 3071, 3112, 3163, 3202, 3239, 3282, 3325, 3359, 3396, 3440, 3497, 3538,
    3578, 3626, 3683, 3729, 3770, 3809, 3865, 3904, 3945, 3987, 4044, 4085, 4103, 4147, 4183, 4240,
    4280, 4324, 4389, 4430, 4472, 4515, 4577, 4606, 4638, 4664, 4692, 4758, 4844, 4896, 4951, 5005,
    5060, 5112, 5195, 5249, 5304, 5359, 5414, 5481, 5563, 5615, 5672, 5735, 5790, 5845, 5938, 5993,
    6045, 6099, 6167, 6261, 6312, 6367, 6422, 6478, 6533, 6613, 6668, 6723, 6778, 6834, 6943, 6998,
    7049, 7103, 7151, 7204, 7258, 7339, 7390, 7444, 7499, 7559, 7632, 7680, 7727, 7778,
  ]

  /// Builds of telephones, with the last major version of Chrome for their Android.
  static let presets: [(text: StaticString, last: UInt16)] = [
    ("Nexus 5 Build/MRA58N", 106),
    ("Nexus 5X Build/OPR4.170623.006", 138),
    ("Nexus 6P Build/OPP3.170518.006", 138),
    ("Nexus 6 Build/N6F26U", 119),
    ("Pixel 2 Build/OPD3.170816.012", 138),
    ("Pixel 2 XL Build/OPD1.170816.004", 138),
    ("SM-G900P Build/LRX21T", 95),
    ("SM-N900T Build/JSS15J", 71),
    ("Nexus 4 Build/KOT49H", 81),
    ("Nexus 10 Build/MOB31T", 106),
    ("Nexus 7 Build/MOB30X", 106),
  ]
}
