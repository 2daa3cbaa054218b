internal import AccessLog
internal import Glibc
internal import Traffic

/// A pipe or a socket that is followed.
final class FollowedStream {
  /// How its user named it.
  let name: String
  let stream: LineStream
  /// The format of its lines, once that is known.
  var format: LogFormat?
  var rate = LineRate()
  var isComplained = false

  init(_ name: String, _ origin: LineStream.Origin) throws(CollectError) {
    self.name = name
    do throws(InputError) {
      stream = try LineStream(origin)
    } catch {
      throw .input(error, path: name)
    }
  }

  /// What `--follow` takes for a stream: `-`, `syslog:unix:PATH` or `syslog:udp:ADDRESS:PORT`; `nil`
  /// for the path of a file.
  static func origin(_ text: String) throws(CollectError) -> LineStream.Origin? {
    if text == "-" { return .standardInput }
    guard text.hasPrefix("syslog:") else { return nil }
    if text.hasPrefix("syslog:unix:") {
      let path = String(text.dropFirst("syslog:unix:".count))
      guard !path.isEmpty else { throw .notASocket(text) }
      return .unixSocket(path: path)
    }
    guard text.hasPrefix("syslog:udp:") else { throw .notASocket(text) }
    let place = text.dropFirst("syslog:udp:".count)
    guard let colon = place.lastIndex(of: ":"),
      let port = UInt16(place[place.index(after: colon)...]), port > 0
    else { throw .notASocket(text) }
    var address = String(place[..<colon])
    if address.hasPrefix("["), address.hasSuffix("]") {
      address = String(address.dropFirst().dropLast())
    }
    guard isLoopback(address) else {
      throw .notLoopback(address)
    }
    return .loopback(address: address, port: port)
  }

  private static func isLoopback(_ address: String) -> Bool {
    var four = in_addr()
    // SAFETY: the structure is as large as an address of its family.
    if unsafe inet_pton(AF_INET, address, &four) == 1 {
      return UInt32(bigEndian: four.s_addr) >> 24 == 127
    }
    return address == "::1"
  }
}
