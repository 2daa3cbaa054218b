internal import FileSystem
internal import Glibc
package import Traffic

/// Which alerts stand, so that each is said once, and that it is over once.
///
/// A line for each: its kind, the number of its site, and the hour in which it was raised by the clock of the wall.
/// `no-traffic 0 2026-11-20T13:00Z` is of all sites. It holds nothing of what was counted.
package struct AlertState: Hashable, Sendable {
  /// What may be unusual.
  package enum Kind: String, CaseIterable, Sendable {
    case noTraffic = "no-traffic"
    case spike
    case errors
  }

  /// An alert that was raised and is not over.
  package struct Standing: Hashable, Sendable {
    package var kind: Kind
    /// The number of its site; 0 for all.
    package var site: Int64
    package var since: Hour

    package init(kind: Kind, site: Int64, since: Hour) {
      (self.kind, self.site, self.since) = (kind, site, since)
    }

    fileprivate var line: String { "\(kind.rawValue) \(site) \(since)\n" }
  }

  /// In no order.
  package private(set) var standing: [Standing] = []

  package init() {}

  /// What bytes say; `nil` where they are not as this program writes them.
  package init?(bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 3, let kind = Kind(rawValue: String(words[0])),
        let site = Int64(words[1]), site >= 0, let since = Hour(String(words[2])),
        since.offset != nil, self[kind, site] == nil
      else { return nil }
      standing.append(Standing(kind: kind, site: site, since: since))
    }
  }

  /// As a file has it.
  package var bytes: [UInt8] { standing.map(\.line).sorted().flatMap { Array($0.utf8) } }

  /// Since when an alert stands; `nil` where it does not.
  package subscript(kind: Kind, site: Int64) -> Hour? {
    get { standing.first { $0.kind == kind && $0.site == site }?.since }
    set {
      standing.removeAll { $0.kind == kind && $0.site == site }
      if let newValue { standing.append(Standing(kind: kind, site: site, since: newValue)) }
    }
  }
}

extension StateFolder {
  private var alertPath: String { StateFile.alerts.path(in: path) }

  /// The alerts that stand; none where nothing is known of any, or the file makes no sense: then they are said again.
  package func alerts() -> AlertState {
    WholeFile.read(alertPath).flatMap(AlertState.init(bytes:)) ?? AlertState()
  }

  /// Writes down which alerts stand.
  package func write(_ alerts: AlertState) throws(StateError) {
    if alerts.standing.isEmpty {
      // SAFETY: the name lives for the call.
      guard alertPath.withFileName({ unsafe unlink($0) }) == 0 || errno == ENOENT else {
        throw StateError(.write, path: path)
      }
      return
    }
    try prepare()
    guard WholeFile.write(alerts.bytes, to: alertPath) else { throw StateError(.write, path: path) }
  }
}
