internal import FileSystem
internal import Glibc
internal import Traffic

/// The machine's tz database: a folder with a file for each zone.
struct TimeZoneDatabase {
  static let system = TimeZoneDatabase(folder: "/usr/share/zoneinfo")

  let folder: String

  /// The most bytes of a file; the largest have a few thousand.
  static let most = 1 << 17

  /// The zone of a name such as `Europe/Oslo`.
  ///
  /// - Throws: ``LogTimeZoneError`` when there is no such zone.
  func zone(named name: String) throws(LogTimeZoneError) -> TimeZoneFile {
    // The folder `right` has the same zones with leap seconds, but only until the next of those may
    // come, some months after it was made.
    let place = name.hasPrefix("right/") ? String(name.dropFirst(6)) : name
    guard TimeZoneDatabase.isName(place), let bytes = TimeZoneDatabase.read("\(folder)/\(place)")
    else {
      // SAFETY: the path is a string that ends in NUL, for as long as the call takes.
      let isThere = folder.withFileName { unsafe access($0, F_OK) } == 0
      throw LogTimeZoneError(isThere ? .unknown : .noDatabase, name: name)
    }
    guard let file = TimeZoneFile(bytes) else { throw LogTimeZoneError(.damaged, name: name) }
    return file
  }

  /// Whether a name stays within the folder. Names have no points, so none leads out of it.
  private static func isName(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty
        && part.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || "_+-".utf8.contains($0) }
    }
  }

  /// The bytes of a file, up to the most there may be; `nil` where it cannot be read, or is none.
  static func read(_ path: String) -> [UInt8]? { FileBytes.of(path, most: most) }

  /// The name that somebody may have meant: `Europe/Oslo` for `europe/oslo` or `Oslo`.
  ///
  /// - Returns: A name of the list `zone.tab`, which has one for each country and clock; `nil` where none is
  ///   so alike.
  func suggestion(for name: String) -> String? {
    func letters(_ text: Substring) -> [UInt8] {
      text.lowercased().utf8.filter { ASCII.isLetter($0) || $0 == UInt8(ascii: "/") }
    }
    let wanted = letters(name[...])
    guard !wanted.isEmpty, let list = TimeZoneDatabase.read("\(folder)/zone.tab") else {
      return nil
    }
    let names = String(decoding: list, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .compactMap { $0.split(separator: "\t").dropFirst(2).first }
    let found =
      names.first { letters($0) == wanted }
      ?? names.first { $0.split(separator: "/").last.map(letters) == wanted }
    return found.map(String.init)
  }
}
