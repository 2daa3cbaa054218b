/// What container engines and platforms put in front of each line.
enum ContainerPrefix {
  /// A line of a container runtime for Kubernetes, or a part of one.
  struct CRI {
    /// Bytes before the text.
    var length: Int
    var isError: Bool
    /// Whether the line goes on in the next of the same stream.
    var isPart: Bool
  }

  /// `2026-10-01T10:15:03.863876173Z stdout F `: time, stream, and F for a full line or P for a part.
  @inline(__always)
  static func cri(in line: LineBytes) -> CRI? {
    guard let time = line.endOfTime(from: 0), line[time] == 0x20 else { return nil }
    let isError = line.has("stderr", at: time + 1)
    guard isError || line.has("stdout", at: time + 1), line[time + 7] == 0x20 else { return nil }
    let isPart = line[time + 8] == UInt8(ascii: "P")
    guard isPart || line[time + 8] == UInt8(ascii: "F") else { return nil }
    var end = time + 9
    // More tags may follow: `F:tag`.
    if line[end] == UInt8(ascii: ":") {
      end = line.index(of: 0x20, from: end) ?? line.count
    }
    if end == line.count { return CRI(length: end, isError: isError, isPart: isPart) }
    guard line[end] == 0x20 else { return nil }
    return CRI(length: end + 1, isError: isError, isPart: isPart)
  }

  /// `2026-10-01T10:15:03.863876173Z `. There is always a fraction, which servers' own times of this
  /// form mostly lack.
  @inline(__always)
  static func lengthOfTimestamp(in line: LineBytes) -> Int? {
    guard let time = line.endOfTime(from: 0, needsFraction: true) else { return nil }
    if time == line.count { return time }
    return line[time] == 0x20 ? time + 1 : nil
  }

  /// `web-1  | `: a name, filled up with spaces to the longest one and one more, and a bar; in colours
  /// `ESC[36mweb-1  | ESC[0m`, in old versions `ESC[36mweb_1  |ESC[0m `.
  @inline(__always)
  static func lengthOfCompose(in line: LineBytes) -> Int? {
    let colour = endOfColour(in: line, from: 0)
    let name = colour ?? 0
    var at = name
    var hasLetter = false
    while isInName(line[at]) {
      hasLetter = hasLetter || (line[at] | 0x20) &- UInt8(ascii: "a") < 26
      at += 1
    }
    guard hasLetter, line[at] == 0x20 else { return nil }
    let end = at
    while line[at] == 0x20 { at += 1 }
    // A format of a server's own may have a bar between its values, with one space on each side.
    guard line[at] == UInt8(ascii: "|"), colour != nil || at - end > 1 else { return nil }
    at += 1
    let reset = colour == nil ? nil : endOfColour(in: line, from: at)
    if let reset { at = reset }
    if at == line.count { return at }
    guard line[at] == 0x20 else { return nil }
    // Without colours in front, one behind is the line's own.
    return colour == nil || reset != nil ? at + 1 : endOfColour(in: line, from: at + 1) ?? at + 1
  }

  /// `[pod/web-5d8f7c9b4-x2x7k/nginx] `
  @inline(__always)
  static func lengthOfKubectl(in line: LineBytes) -> Int? {
    guard line.has("[pod/", at: 0) else { return nil }
    var at = 5
    while isInName(line[at]) || line[at] == UInt8(ascii: "/") { at += 1 }
    guard at > 5, line[at] == UInt8(ascii: "]") else { return nil }
    if at + 1 == line.count { return at + 1 }
    return line[at + 1] == 0x20 ? at + 2 : nil
  }

  /// `2026-10-01T10:15:03.902066+00:00 app[web.1]: `
  @inline(__always)
  static func lengthOfHeroku(in line: LineBytes) -> Int? {
    guard let time = line.endOfTime(from: 0), line[time] == 0x20 else { return nil }
    var at = time + 1
    while isInName(line[at]) { at += 1 }
    guard at > time + 1, line[at] == UInt8(ascii: "[") else { return nil }
    let dyno = at + 1
    at = dyno
    while isInName(line[at]) { at += 1 }
    guard at > dyno, line.has("]:", at: at) else { return nil }
    if at + 2 == line.count { return at + 2 }
    return line[at + 2] == 0x20 ? at + 3 : nil
  }

  /// Letters, digits, `-`, `_`, `.` and, in a swarm, `@`.
  @inline(__always)
  private static func isInName(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- 0x2d < 13 && byte != 0x2f
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "@")
  }

  /// Behind `ESC[…m`.
  @inline(__always)
  private static func endOfColour(in line: LineBytes, from start: Int) -> Int? {
    guard line[start] == 0x1b, line[start + 1] == UInt8(ascii: "[") else { return nil }
    var at = start + 2
    while line.hasDigit(at: at) || line[at] == UInt8(ascii: ";") { at += 1 }
    return line[at] == UInt8(ascii: "m") ? at + 1 : nil
  }
}
