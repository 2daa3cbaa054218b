internal import CProcess
internal import Glibc
internal import TimeZones
internal import Traffic

/// A moment by the time since the machine was started, which goes on while it sleeps, and which nobody
/// can set: what a key's age is told by where a clock is wrong.
package struct BootTime: Equatable {
  /// Which start of the machine; zeros where the system does not say.
  package var boot: [UInt8]
  /// Seconds since then.
  package var seconds: Int64

  /// Bytes of an identifier of a start.
  static let bootLength = 16

  /// The moment; `nil` where a system has no such clock.
  package static var now: BootTime? {
    let seconds = process_boot_clock()
    return seconds < 0 ? nil : BootTime(boot: thisBoot, seconds: seconds)
  }

  /// Seconds from a moment until this one. From one in an earlier run of the machine, and from one that
  /// nobody knows, as many as this run has at least: those since its start.
  package func age(of made: BootTime?) -> Int64 {
    guard let made else { return seconds }
    if made.isUnknown || isUnknown {
      return made.seconds <= seconds ? seconds - made.seconds : seconds
    }
    return made.boot == boot ? max(0, seconds - made.seconds) : seconds
  }

  /// A service whose unit hides what is no process (`ProcSubset=pid`) is not told.
  private var isUnknown: Bool { boot.allSatisfy { $0 == 0 } }

  private static let thisBoot: [UInt8] = {
    let text = read("/proc/sys/kernel/random/boot_id")
    let digits = text.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count == 2 * bootLength else { return Array(repeating: 0, count: bootLength) }
    return (0..<bootLength).map { UInt8(digits[2 * $0] << 4 | digits[2 * $0 + 1]) }
  }()

  /// The beginning of a file whose size the system does not tell.
  private static func read(_ path: String) -> [UInt8] {
    let descriptor = path.withFileName { unsafe open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var room = [UInt8](repeating: 0, count: 64)
    let count = unsafe room.withUnsafeMutableBytes {
      // SAFETY: no more than the room has is read into it.
      unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
    }
    return Array(room.prefix(max(0, count)))
  }
}

extension BootTime {
  /// Bytes of a moment in a file.
  static let length = bootLength + 8

  /// The identifier, and the seconds, the least significant byte first.
  var bytes: [UInt8] {
    boot + (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (8 * $0)) }
  }

  init?(bytes: [UInt8]) {
    guard bytes.count == BootTime.length else { return nil }
    boot = Array(bytes[..<BootTime.bootLength])
    seconds = bytes[BootTime.bootLength...].reversed().reduce(0) { $0 << 8 | Int64($1) }
  }
}

/// The clocks that tell whether a day is over.
struct Clocks {
  /// Seconds since 1970 by the clock on the wall, which may be wrong.
  var wall: Int
  /// `nil` where there is no clock that cannot be.
  var boot: BootTime?

  /// What the clocks of a time zone say now.
  static func now(in zone: ZoneClock) -> Clocks { Clocks(wall: zone.wallNow, boot: .now) }

  /// Whether a day's key is to be destroyed: some hours after the day's end by the one clock, or by the
  /// other one, counted from when the key was made, whichever comes first.
  ///
  /// - Parameters:
  ///   - made: When its key was made; `nil` where nobody knows.
  ///   - grace: Seconds after the day's end.
  func isOver(_ day: Int32, made: BootTime?, grace: Int) -> Bool {
    if (Int(day) + 1) * 86_400 + grace <= wall { return true }
    return boot.map { $0.age(of: made) >= 86_400 + Int64(grace) } ?? false
  }
}
