#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// When a follower sends: at one minute of each hour, which differs between servers and does not depend on traffic.
public struct PushTimes: Hashable, Sendable {
  /// 10 to 54: an hour's last lines are counted a few minutes after its end.
  public let minute: Int

  /// The times of a database on this machine.
  public init(database: String) {
    var name = [CChar](repeating: 0, count: 256)
    // SAFETY: the buffer lives for the call, and its size is what the function is told.
    unsafe gethostname(&name, 255)
    let machine = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    self.init(machine: String(decoding: machine, as: UTF8.self), database: database)
  }

  /// Names and path are as good as anything: the minute has to differ between servers, and to stay.
  ///
  /// By FNV-1a of 64 bits (Fowler, Noll and Vo).
  init(machine: String, database: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in Array(machine.utf8) + [0] + Array(database.utf8) {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    minute = 10 + Int(hash % 45)
  }

  /// The seconds from a moment to the next time, 1 to 3600.
  ///
  /// - Parameter now: Seconds since 1970 in UTC.
  public func seconds(from now: Int64) -> Int64 {
    let past = now - Int64(minute) * 60
    return 3600 - (past % 3600 + 3600) % 3600
  }

  /// Sleeps until the next time.
  public func wait() { sleep(UInt32(seconds(from: Int64(time(nil))))) }
}
