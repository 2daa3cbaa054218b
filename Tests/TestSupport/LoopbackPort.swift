import Foundation
import Synchronization

/// Ports of the loopback interface, for the servers that tests start.
///
/// They lie below those that the kernel gives to clients (from 32,768, `net.ipv4.ip_local_port_range`):
/// among these, a client of another test may have the very one.
public enum LoopbackPort {
  private static let range = 10_000..<32_000
  private static let last = Atomic<Int>(Int.random(in: range))

  /// A port that nothing listens at, and that no other call has given.
  public static func unused() -> Int {
    for _ in range {
      let number = last.add(1, ordering: .relaxed).newValue
      let port = range.lowerBound + number % range.count
      if isFree(port, SOCK_STREAM), isFree(port, SOCK_DGRAM) { return port }
    }
    fatalError("no port of \(range) is free")
  }

  private static func isFree(_ port: Int, _ kind: __socket_type) -> Bool {
    let descriptor = socket(AF_INET, Int32(kind.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    return unsafe withUnsafePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    } == 0
  }
}
