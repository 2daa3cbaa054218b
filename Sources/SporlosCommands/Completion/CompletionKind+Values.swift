internal import ArgumentParser
internal import LogFormats
internal import Traffic

/// Values that a shell offers for options of several commands.
extension CompletionKind {
  /// Sites of the database that the command line names.
  static let sites = custom { words, _, _ in SiteCompletion.names(for: words) }

  /// Names of log formats.
  static let logFormats = list(FormatCatalogue.presets.map(\.name))

  /// Times that have a name; any other can be typed.
  static let times = list([
    "today", "yesterday", "this-week", "last-week", "this-month", "last-month",
  ])

  /// Kinds of referrers and of hits, each once. They are asked for, since fish takes a list apart at blanks.
  static let kinds = custom { _, _, _ in
    (ReferrerGroup.allCases.map(\.name) + HitKind.allCases.map(\.name))
      .reduce(into: []) { names, name in if !names.contains(name) { names.append(name) } }
  }
}
