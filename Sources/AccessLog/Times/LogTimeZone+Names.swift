internal import Glibc

/// Why a time zone cannot be used: a fact, without a sentence.
public struct LogTimeZoneError: Error, Hashable, Sendable {
  public enum Code: Hashable, Sendable {
    /// It is neither an offset nor a name of the tz database.
    case unknown
    /// The machine has no tz database, so that no name is known: Debian's package is `tzdata`.
    case noDatabase
    /// The file of that name is damaged, or no time zone.
    case damaged
  }

  public var code: Code
  /// What was asked for; for `local`, what the machine says its zone is.
  public var name: String
  /// Whether the name is what the variable TZ or the file `/etc/localtime` says.
  public var isLocal: Bool

  public init(_ code: Code, name: String, isLocal: Bool = false) {
    self.code = code
    self.name = name
    self.isLocal = isLocal
  }
}

extension LogTimeZone {
  /// Where the machine's own zone is.
  private static let localFile = "/etc/localtime"

  /// The zone of a name.
  ///
  /// - Parameter name: `UTC`, `Z`, an offset such as `+01:00`, `+0100` or `-3`, a name of the
  ///   machine's tz database such as `Europe/Oslo`, or `local` for the machine's own zone.
  /// - Throws: ``LogTimeZoneError`` when there is no such zone.
  public init(_ name: String) throws(LogTimeZoneError) {
    if name == "local" {
      // SAFETY: getenv returns a string that ends in NUL; it is copied at once, and this program
      // never changes its environment.
      let variable = unsafe getenv("TZ").map { unsafe String(cString: $0) }
      try self.init(local: variable)
    } else {
      try self.init(name, in: .system)
    }
  }

  init(_ name: String, in database: TimeZoneDatabase) throws(LogTimeZoneError) {
    if LogTimeZone.isUTC(name) {
      self = .utc
    } else if let offset = LogTimeZone.offset(Array(name.utf8)) {
      self.init(fixed: offset)
    } else {
      self.init(try database.zone(named: name))
    }
  }

  private init(_ file: TimeZoneFile) {
    self.init(first: file.first, changes: file.changes, rule: file.rule)
  }

  private static func isUTC(_ name: String) -> Bool {
    ["utc", "gmt", "z"].contains(name.lowercased())
  }

  /// The name of the tz database that somebody may have meant: `Europe/Oslo` for `europe/oslo` or
  /// `oslo`; `nil` where none is so alike.
  public static func suggestion(for name: String) -> String? {
    TimeZoneDatabase.system.suggestion(for: name)
  }

  /// The machine's own zone, as its other programs find it (`tzset`, POSIX.1-2024): UTC where nothing
  /// is set.
  ///
  /// - Parameters:
  ///   - variable: What TZ says: a name, perhaps behind a colon, or a rule; `nil` where it is not set.
  ///   - file: The file of the machine's zone, where TZ is not set.
  init(
    local variable: String?, file: String = LogTimeZone.localFile,
    in database: TimeZoneDatabase = .system
  ) throws(LogTimeZoneError) {
    var name = variable ?? file
    if name.hasPrefix(":") { name.removeFirst() }
    if name.hasPrefix(database.folder + "/") { name.removeFirst(database.folder.utf8.count + 1) }
    if name.isEmpty || LogTimeZone.isUTC(name) {
      self = .utc
    } else if name == file {
      guard let bytes = TimeZoneDatabase.read(file) else {
        self = .utc
        return
      }
      guard let zone = TimeZoneFile(bytes) else {
        throw LogTimeZoneError(.damaged, name: file, isLocal: true)
      }
      self.init(zone)
    } else {
      do {
        self.init(try database.zone(named: name))
      } catch {
        guard let rule = TimeZoneRule(Array(name.utf8)[...]) else {
          throw LogTimeZoneError(error.code, name: variable ?? name, isLocal: true)
        }
        self.init(first: rule.standard, changes: [], rule: rule)
      }
    }
  }

  /// `+01:00`, `+0100`, `+01` or `+1`, as seconds; `nil` for anything else.
  private static func offset(_ name: [UInt8]) -> Int32? {
    guard let sign = name.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
    else { return nil }
    var parts = name.dropFirst().split(
      separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 1, parts[0].count == 4 { parts = [parts[0].prefix(2), parts[0].suffix(2)] }
    guard parts.count == 1 || parts[1].count == 2, (1...2).contains(parts[0].count),
      parts.joined().allSatisfy(ASCII.isDigit)
    else { return nil }
    let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int32($1 &- 0x30) } }
    let minutes = numbers.count == 2 ? numbers[1] : 0
    guard numbers[0] <= 15, minutes <= 59 else { return nil }
    return (numbers[0] * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }
}
