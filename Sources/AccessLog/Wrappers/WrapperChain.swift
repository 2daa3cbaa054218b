/// Wrappers around each other, the outermost first.
struct WrapperChain: Hashable, Sendable {
  /// In the order in which they come off.
  var wrappers: [Wrapper]

  init(_ wrappers: [Wrapper] = []) { self.wrappers = wrappers }

  /// Whether the time that the last one has stays in front of each line, which has none of its own.
  var keepsTime = false

  var isEmpty: Bool { wrappers.isEmpty }

  /// `docker compose + timestamps`; `nil` where there is no wrapper.
  var name: String? {
    wrappers.isEmpty ? nil : wrappers.map(\.name).joined(separator: " + ")
  }
}
