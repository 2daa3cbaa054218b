// Made by Sources/Tables/refresh from Sources/Tables/last-versions.tsv, which says what the columns
// mean and where each fact comes from. Change that file, never this one.

enum LastVersions {
  /// A system's version, of which 603 is 6.3, and the last major version of a browser for it.
  typealias Row = (system: UInt32, last: UInt32)

  static let chromeOnWindows: [Row] = [
    (501, 49), (502, 49), (600, 49), (601, 109), (602, 109), (603, 109),
  ]

  static let chromeOnMacOS: [Row] = [
    (1004, 5), (1005, 21), (1006, 49), (1007, 49), (1008, 49), (1009, 67), (1010, 87), (1011, 103),
    (1012, 103), (1013, 116), (1014, 116),
  ]

  static let chromeOnAndroid: [Row] = [
    (400, 42), (401, 71), (402, 71), (403, 71), (404, 81), (500, 95), (501, 95), (600, 106),
    (700, 119), (701, 119), (800, 138), (801, 138), (900, 138),
  ]

  static let firefoxOnWindows: [Row] = [(501, 52), (502, 52), (600, 52)]

  static let safariOnWindows: [Row] = [
    (501, 5), (502, 5), (600, 5), (601, 5), (602, 5), (603, 5), (1000, 5),
  ]
}
