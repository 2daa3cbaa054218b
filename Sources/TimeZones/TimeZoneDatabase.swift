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
  /// - Throws: ``TimeZoneError`` when there is no such zone.
  func zone(named name: String) throws(TimeZoneError) -> TimeZoneFile {
    // The folder `right` has the same zones with leap seconds, but only until the next of those may
    // come, some months after it was made.
    let place = name.hasPrefix("right/") ? String(name.dropFirst(6)) : name
    guard name.utf8.count <= ZoneClock.longestName, TimeZoneDatabase.isName(place),
      let bytes = TimeZoneDatabase.read("\(folder)/\(place)")
    else {
      // SAFETY: the path is a string that ends in NUL, for as long as the call takes.
      let isThere = folder.withFileName { unsafe access($0, F_OK) } == 0
      throw TimeZoneError(isThere ? .unknown : .noDatabase, name: name)
    }
    guard let file = TimeZoneFile(bytes) else { throw TimeZoneError(.damaged, name: name) }
    return file
  }

  /// The name of the zone that a file outside the folder is of: the one it links to, or one of the list
  /// `zone.tab` with the same bytes; `nil` where there is none.
  func name(of file: String, _ bytes: [UInt8]) -> String? {
    if let target = Folder.target(ofLink: file) {
      // Relative or not, it leads into the folder: `../usr/share/zoneinfo/Europe/Oslo`.
      let parts = String(decoding: target, as: UTF8.self).split(separator: "/")
      if let start = parts.lastIndex(of: "zoneinfo") {
        let name = parts[(start + 1)...].joined(separator: "/")
        if TimeZoneDatabase.read("\(folder)/\(name)") == bytes { return name }
      }
    }
    return listed.first { TimeZoneDatabase.read("\(folder)/\($0)") == bytes }.map(String.init)
  }

  /// The names of the list `zone.tab`, which has one for each country and clock.
  private var listed: [Substring] {
    guard let list = TimeZoneDatabase.read("\(folder)/zone.tab") else { return [] }
    return String(decoding: list, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .compactMap { $0.split(separator: "\t").dropFirst(2).first }
  }

  /// Whether a name stays within the folder. Names have no points, so none leads out of it.
  static func isName(_ name: String) -> Bool {
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
    guard !wanted.isEmpty else { return nil }
    let names = listed
    let found =
      names.first { letters($0) == wanted }
      ?? names.first { $0.split(separator: "/").last.map(letters) == wanted }
    return found.map(String.init)
  }
}
