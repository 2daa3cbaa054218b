/// Wrappers around each other, the outermost first.
struct WrapperChain: Hashable, Sendable {
  /// In the order in which they come off.
  var wrappers: [Wrapper]

  init(_ wrappers: [Wrapper] = []) { self.wrappers = wrappers }

  var isEmpty: Bool { wrappers.isEmpty }

  /// `docker compose + timestamps`; `nil` where there is no wrapper.
  var name: String? {
    wrappers.isEmpty ? nil : wrappers.map(\.name).joined(separator: " + ")
  }
}
