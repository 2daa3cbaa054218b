internal import Glibc
internal import Traffic

extension VisitorFolder {
  /// Seconds after which a file that is being written is one that nobody writes any more.
  static let patience = 60

  /// Destroys what a run left that was killed while it wrote: a key before it had its name, counts
  /// before they took the place of older ones.
  func removeLeftovers() {
    for name in FileFacts.names(in: path) where VisitorFolder.isTemporary(name) {
      let file = path + "/" + name
      guard let facts = FileFacts(file), facts.kind == .file,
        facts.changed + VisitorFolder.patience < time(nil)
      else { continue }
      _ = SecretFile.destroy(file)
    }
  }

  /// Whether a name is one that a key or counts have while they are written.
  static func isTemporary(_ name: String) -> Bool {
    guard let dot = name.firstIndex(of: "."), Day(String(name[..<dot])) != nil else { return false }
    return name[dot...].hasPrefix(".key.") || name.hasSuffix(".visitors.new")
  }
}
