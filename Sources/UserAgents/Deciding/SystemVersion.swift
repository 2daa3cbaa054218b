/// The version of the system that a browser's header begins with: 603 is `Windows NT 6.3`, 1015 is
/// `Intel Mac OS X 10_15_7`.
struct SystemVersion {
  private let number: UInt32
  /// Where what stands behind the version begins.
  let end: HeaderCursor

  /// The version behind a text, which has to stand behind `Mozilla/5.0 (`; nil where it doesn't.
  init?(behind text: StaticString, in bytes: Span<UInt8>) {
    var cursor = HeaderCursor(at: 13)
    guard cursor.pass(text, in: bytes), let major = cursor.passNumber(in: bytes), major < 1_000
    else { return nil }
    let isPoint = cursor.pass(".", in: bytes) || cursor.pass("_", in: bytes)
    let minor = isPoint ? cursor.passNumber(in: bytes) ?? 0 : 0
    // `8.0.0`, `10_15_7`
    if cursor.pass(".", in: bytes) || cursor.pass("_", in: bytes) {
      _ = cursor.passNumber(in: bytes)
    }
    number = major * 100 + min(minor, 99)
    end = cursor
  }

  /// Whether a browser's version is none after the last for this system, which only old systems have.
  func canRun(_ version: UInt32, _ rows: [LastVersions.Row]) -> Bool {
    for row in rows where row.system == number { return version <= row.last }
    return true
  }
}
