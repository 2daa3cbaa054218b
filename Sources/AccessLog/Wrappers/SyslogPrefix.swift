/// What the syslog protocols put in front of a message.
enum SyslogPrefix {
  /// `Oct  1 10:15:03 web1 nginx[811]: `, the host left out perhaps, a priority in front perhaps.
  @inline(__always)
  static func length3164(in line: LineBytes) -> Int? {
    let start = endOfPriority(in: line) ?? 0
    guard let time = line.endOfShortTime(from: start), line[time] == 0x20 else { return nil }
    return endOfTag(in: line, from: time + 1, mayLackHost: true)
  }

  /// The same with a time of RFC 3339. Only behind a priority the host may be missing: else any
  /// program's log would do that writes a time and a word with a colon.
  @inline(__always)
  static func lengthISO(in line: LineBytes) -> Int? {
    let priority = endOfPriority(in: line)
    guard let time = line.endOfTime(from: priority ?? 0), line[time] == 0x20 else { return nil }
    return endOfTag(in: line, from: time + 1, mayLackHost: priority != nil)
  }

  /// `<190>1 ` with time, host, program, process, kind of message and structured data (RFC 5424).
  ///
  /// nginx begins its messages with a space of their own; it is no part of the line.
  @inline(__always)
  static func length5424(in line: LineBytes) -> Int? {
    guard let priority = endOfPriority(in: line) else { return nil }
    return length5424(in: line, from: priority)
  }

  /// The time of a line that has one of these headers, where it has a year and a zone.
  static func time(in line: LineBytes) -> LineBytes? {
    let priority = endOfPriority(in: line)
    let isNewer = priority.map { line.has("1 ", at: $0) } ?? false
    let start = (priority ?? 0) + (isNewer ? 2 : 0)
    return line.endOfTime(from: start).map { line.dropping(start).prefix($0 - start) }
  }

  /// Bytes before the message of a datagram, which always has a priority; 0 where there is no such
  /// header, so that the whole datagram is the message. No byte behind the datagram is read.
  static func lengthInDatagram(_ line: LineBytes) -> Int {
    guard line[0] == UInt8(ascii: "<"), let start = endOfPriority(in: line) else { return 0 }
    if let length = length5424(in: line, from: start) { return length }
    guard let time = line.endOfShortTime(from: start) ?? line.endOfTime(from: start),
      line[time] == 0x20
    else { return start }
    return endOfTag(in: line, from: time + 1, mayLackHost: true) ?? 0
  }

  /// Behind `<190>`, which the length of the whole message may stand before (RFC 6587, section 3.4.1).
  @inline(__always)
  private static func endOfPriority(in line: LineBytes) -> Int? {
    var at = 0
    if line.hasDigit(at: 0) {
      at = line.endOfDigits(from: 0)
      guard at <= 9, line[at] == 0x20 else { return nil }
      at += 1
    }
    guard line[at] == UInt8(ascii: "<") else { return nil }
    let end = line.endOfDigits(from: at + 1)
    guard (1...3).contains(end - at - 1), line[end] == UInt8(ascii: ">") else { return nil }
    return end + 1
  }

  private static func length5424(in line: LineBytes, from start: Int) -> Int? {
    guard line[start] == UInt8(ascii: "1"), line[start + 1] == 0x20 else { return nil }
    var at = start + 2
    guard line[at] == UInt8(ascii: "-") || line.endOfTime(from: at) != nil else { return nil }
    for _ in 0..<5 {
      guard let end = endOfWord(in: line, from: at) else { return nil }
      at = end
    }
    if line[at] == UInt8(ascii: "-") {
      at += 1
    } else {
      guard let end = endOfStructuredData(in: line, from: at) else { return nil }
      at = end
    }
    if at == line.count { return at }
    guard line[at] == 0x20 else { return nil }
    at += line[at + 1] == 0x20 ? 2 : 1
    return line.has("\u{feff}", at: at) ? at + 3 : at
  }

  /// Behind a host and a tag that ends with a colon. BusyBox writes facility and level between them:
  /// `web1 daemon.info nginx: `.
  @inline(__always)
  private static func endOfTag(in line: LineBytes, from start: Int, mayLackHost: Bool) -> Int? {
    guard let host = endOfWord(in: line, from: start) else { return nil }
    if mayLackHost, line[host - 2] == UInt8(ascii: ":") { return host }
    guard let tag = endOfWord(in: line, from: host) else { return nil }
    if line[tag - 2] == UInt8(ascii: ":") { return tag }
    guard isLevel(in: line, host..<(tag - 1)), let last = endOfWord(in: line, from: tag),
      line[last - 2] == UInt8(ascii: ":")
    else { return nil }
    return last
  }

  /// `local0.info`
  private static func isLevel(in line: LineBytes, _ range: Range<Int>) -> Bool {
    var dots = 0
    for index in range {
      switch line[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): break
      case UInt8(ascii: "0")...UInt8(ascii: "7") where dots == 0 && index > range.lowerBound: break
      case UInt8(ascii: ".") where index > range.lowerBound: dots += 1
      default: return false
      }
    }
    return dots == 1
  }

  /// Behind some bytes and the space after them; no word of a header is longer (RFC 5424, section 6).
  @inline(__always)
  private static func endOfWord(in line: LineBytes, from start: Int) -> Int? {
    var end = start
    let limit = min(line.count, start + 256)
    while end < limit, line[end] != 0x20 { end += 1 }
    return end < limit && end > start ? end + 1 : nil
  }

  /// `[id name="value" …]`, several without a space between, with `\` before `"`, `\` and `]`.
  private static func endOfStructuredData(in line: LineBytes, from start: Int) -> Int? {
    var at = start
    guard line[at] == UInt8(ascii: "[") else { return nil }
    while line[at] == UInt8(ascii: "[") {
      var isQuoted = false
      repeat {
        at += 1
        guard at < line.count else { return nil }
        switch line[at] {
        case UInt8(ascii: "\\") where isQuoted: at += 1
        case UInt8(ascii: "\""): isQuoted.toggle()
        default: break
        }
      } while isQuoted || line[at] != UInt8(ascii: "]")
      at += 1
    }
    return at
  }
}
