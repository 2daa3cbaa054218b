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
  /// Lines counted of it by this process.
  var lines: Int64 = 0
  var linesBefore: Int64 = 0
  var linesPerSecond = 0.0
  var isComplained = false

  init(_ name: String, _ origin: LineStream.Origin) throws(CommandFailure) {
    self.name = name
    do throws(InputError) {
      stream = try LineStream(origin)
    } catch {
      throw CommandFailure(error.sentence(path: name))
    }
  }

  /// What `--follow` takes for a stream: `-`, `syslog:unix:PATH` or `syslog:udp:ADDRESS:PORT`; `nil`
  /// for the path of a file.
  static func origin(_ text: String) throws(CommandFailure) -> LineStream.Origin? {
    if text == "-" { return .standardInput }
    guard text.hasPrefix("syslog:") else { return nil }
    if text.hasPrefix("syslog:unix:") {
      let path = String(text.dropFirst("syslog:unix:".count))
      guard !path.isEmpty else { throw notASocket(text) }
      return .unixSocket(path: path)
    }
    guard text.hasPrefix("syslog:udp:") else { throw notASocket(text) }
    let place = text.dropFirst("syslog:udp:".count)
    guard let colon = place.lastIndex(of: ":"),
      let port = UInt16(place[place.index(after: colon)...]), port > 0
    else { throw notASocket(text) }
    var address = String(place[..<colon])
    if address.hasPrefix("["), address.hasSuffix("]") {
      address = String(address.dropFirst().dropLast())
    }
    guard isLoopback(address) else {
      throw CommandFailure(
        sentence: "log lines are personal data, and are taken from this machine only: "
          + "name 127.0.0.1 or [::1], not \(QuotedText.quoted(address))", isUsage: true)
    }
    return .loopback(address: address, port: port)
  }

  private static func notASocket(_ text: String) -> CommandFailure {
    CommandFailure(
      sentence: "--follow takes syslog:unix:/run/sporlos/log or syslog:udp:127.0.0.1:5140, "
        + "not \(QuotedText.quoted(text))", isUsage: true)
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
