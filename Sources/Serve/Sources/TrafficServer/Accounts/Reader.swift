/// Whoever asks, by what they may see.
struct Reader: Hashable, Sendable {
  /// The sites that they may see; `nil` for all, and all of them together.
  var sites: Set<String>?
  /// Who signed in; `nil` for anybody.
  var name: String?
  /// What forms of theirs have to say, so that no other page can send them.
  var formToken: String?
  /// The origins whose pages may have theirs in a frame.
  var frames: [String] = []

  static let anybody = Reader()

  var seesAll: Bool { sites == nil }

  func maySee(_ site: String) -> Bool { sites?.contains(site.lowercased()) ?? true }

  /// Stands for what they may see, and for nothing else: whoever has the same gets the same pages.
  var key: String {
    sites.map { $0.sorted().map { "\($0.utf8.count):\($0)" }.joined() } ?? "all"
  }
}
