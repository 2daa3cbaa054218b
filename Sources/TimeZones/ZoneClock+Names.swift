internal import FileSystem
internal import Glibc

/// Why a time zone cannot be used: a fact, without a sentence.
public struct TimeZoneError: Error, Hashable, Sendable {
  public enum Code: Hashable, Sendable {
    /// It is neither an offset nor a name of the tz database.
    case unknown
    /// The machine has no tz database, so that no name is known: Debian's package is `tzdata`.
    case noDatabase
    /// The file of that name is damaged, or no time zone.
    case damaged
    /// The machine's own zone has no name: its file is a copy of none that is in the tz database.
    case nameless
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

extension ZoneClock {
  /// Where the machine's own zone is.
  private static let localFile = "/etc/localtime"

  /// The zone of a name.
  ///
  /// - Parameter name: `UTC`, `Z`, an offset such as `+01:00`, `+0100` or `-3`, a name of the
  ///   machine's tz database such as `Europe/Oslo`, or `local` for the machine's own zone.
  /// - Throws: ``TimeZoneError`` when there is no such zone.
  public init(_ name: String) throws(TimeZoneError) {
    if name == "local" {
      // SAFETY: getenv returns a string that ends in NUL; it is copied at once, and this program
      // never changes its environment.
      let variable = unsafe getenv("TZ").map { unsafe String(cString: $0) }
      try self.init(local: variable)
    } else {
      try self.init(name, in: .system)
    }
  }

  /// The zone of a name that a database has: one of ``name``.
  ///
  /// - Throws: ``TimeZoneError`` when this machine does not know it.
  public init(stored name: String) throws(TimeZoneError) {
    do {
      try self.init(name, in: .system)
    } catch {
      guard ZoneClock.isName(Array(name.utf8)), let rule = TimeZoneRule(Array(name.utf8)[...])
      else { throw error }
      self.init(named: name, rule)
    }
  }

  init(_ name: String, in database: TimeZoneDatabase) throws(TimeZoneError) {
    if ZoneClock.isUTC(name) {
      self = .utc
    } else if let offset = ZoneClock.offset(Array(name.utf8)) {
      self.init(named: offset == 0 ? "UTC" : ZoneClock.text(offset), fixed: offset)
    } else {
      self.init(named: name, try database.zone(named: name))
    }
  }

  private init(named name: String, _ file: TimeZoneFile) {
    // Those of these folders are the same clocks.
    let folder = ["right/", "posix/"].first(where: name.hasPrefix)
    self.init(
      named: String(name.dropFirst(folder?.count ?? 0)), first: file.first, changes: file.changes,
      rule: file.rule)
    // UTC has several names: `Etc/UTC`, `Zulu`.
    if file.first == 0, file.changes.isEmpty, file.rule?.standard ?? 0 == 0, !repeatsChanges {
      self = .utc
    }
  }

  private init(named name: String, _ rule: TimeZoneRule) {
    self.init(named: name, first: rule.standard, changes: [], rule: rule)
    if rule.standard == 0, !rule.changesClocks { self = .utc }
  }

  /// The most bytes of a name: those of the tz database have 32, a rule with dates up to 50.
  public static let longestName = 64

  /// Whether a text can be the name of a zone, on whatever machine.
  public static func isName(_ text: [UInt8]) -> Bool {
    text.count <= longestName
      && (TimeZoneDatabase.isName(String(decoding: text, as: UTF8.self))
        || offset(text) != nil || TimeZoneRule(text[...]) != nil)
  }

  /// `+05:45`: an offset as a name.
  private static func text(_ offset: Int32) -> String {
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + "\(number)" }
    let minutes = abs(offset) / 60
    return (offset < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
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
    local variable: String?, file: String = ZoneClock.localFile,
    in database: TimeZoneDatabase = .system
  ) throws(TimeZoneError) {
    var name = variable ?? file
    if name.hasPrefix(":") { name.removeFirst() }
    if name.hasPrefix(database.folder + "/") { name.removeFirst(database.folder.utf8.count + 1) }
    if name.isEmpty || ZoneClock.isUTC(name) {
      self = .utc
    } else if name == file {
      guard let bytes = TimeZoneDatabase.read(file) else {
        self = .utc
        return
      }
      guard let zone = TimeZoneFile(bytes) else {
        throw TimeZoneError(.damaged, name: file, isLocal: true)
      }
      guard let name = database.name(of: file, bytes) else {
        throw TimeZoneError(.nameless, name: file, isLocal: true)
      }
      self.init(named: name, zone)
    } else {
      do {
        self.init(named: name, try database.zone(named: name))
      } catch {
        guard ZoneClock.isName(Array(name.utf8)), let rule = TimeZoneRule(Array(name.utf8)[...])
        else { throw TimeZoneError(error.code, name: variable ?? name, isLocal: true) }
        self.init(named: name, rule)
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
