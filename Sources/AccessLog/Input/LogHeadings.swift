internal import Glibc

/// The `#Fields` lines of a W3C log, each of which names the columns of the lines below it.
///
/// Blocks are cut so that one such line at most is in force in each; which one that is goes with the block.
struct LogHeadings {
  /// The line in force, without its end; `nil` where none has been seen.
  var current: [UInt8]?
  /// Whether ``current`` is what stands before the next line to hand out.
  var isKnown = true
  /// The names of a format that somebody named: they count where no line of the log has any.
  var named: (heading: [UInt8], separator: UInt8)?
  /// How the lines below ``current`` were written, where they showed it.
  private var style = ColumnStyle.told
  /// What there is of a line that may be one and has not ended; `nil` within any other line.
  private var unfinished: [UInt8]? = []

  private static let mark = Array("#Fields:".utf8)
  /// Bytes of such a line, beyond which it is none.
  static let longest = 1 << 16

  /// Notes what names the columns of some lines, which end before the next line that names others.
  ///
  /// - Parameter lines: Whole lines.
  /// - Returns: How many bytes of them are of one kind, and the line in force; `nil` where there is none.
  /// - Complexity: O(*n*) in the bytes, of which few are looked at one by one.
  mutating func alike(in lines: UnsafeRawBufferPointer) -> (count: Int, heading: LogHeading?) {
    // SAFETY: the lines live for the call.
    let (count, isNew) = unsafe oneKind(in: lines)
    guard let current else { return (count, unsafe named(in: lines[..<count])) }
    // Lines that show nothing are written as those before them.
    if let shown = unsafe ColumnStyle.shown(by: lines[..<count], heading: current) {
      style = shown
    } else if isNew {
      style = .told
    }
    return (count, LogHeading(text: current, style: style, isNew: isNew))
  }

  /// The names of the format, where the lines are written in another way than it says.
  private func named(in lines: Slice<UnsafeRawBufferPointer>) -> LogHeading? {
    // SAFETY: the lines live for the call, which copies what it looks at.
    guard let named, var style = unsafe ColumnStyle.shown(by: lines, heading: named.heading),
      style.isQuoted || style.namesHost || style.separator ?? named.separator != named.separator
    else { return nil }
    style.separator = style.separator ?? named.separator
    return LogHeading(text: named.heading, style: style, isNew: false)
  }

  private mutating func oneKind(
    in lines: UnsafeRawBufferPointer
  ) -> (count: Int, isNew: Bool) {
    var (at, isNew) = (0, false)
    unfinished = []
    while let start = unsafe LogHeadings.first(in: lines, from: at) {
      let end = unsafe LogHeadings.end(of: start, in: lines) ?? lines.count
      let text = unsafe LogHeadings.text(lines[start..<end])
      if text != current {
        // Only a mark may stand before a line that is the first one.
        guard unsafe start == LogHeadings.place(in: lines.prefix(16)) else {
          return (start, isNew)
        }
        current = text
        isNew = true
      }
      at = end
    }
    return (lines.count, isNew)
  }

  /// Notes the last such line among bytes that are not handed out, wherever they begin and end.
  mutating func skip(_ bytes: UnsafeRawBufferPointer) {
    var at = 0
    if let before = unfinished {
      let end = unsafe LogHeadings.end(of: 0, in: bytes)
      let line = unsafe before + bytes[..<(end ?? bytes.count)]
      guard let end else {
        unfinished = LogHeadings.mayBegin(line) ? line : nil
        return
      }
      if line.count < LogHeadings.longest, LogHeadings.place(in: line) != nil {
        current = unsafe line.withUnsafeBytes { unsafe LogHeadings.text($0[...]) }
      }
      // The newline may stand before the next one.
      at = end - 1
    }
    while let start = unsafe LogHeadings.next(in: bytes, from: at),
      let end = unsafe LogHeadings.end(of: start, in: bytes)
    {
      current = unsafe LogHeadings.text(bytes[start..<end])
      at = end - 1
    }
    guard let newline = unsafe bytes.lastIndex(of: 0x0a) else {
      unfinished = nil
      return
    }
    let rest = unsafe Array(bytes[(newline + 1)...].prefix(LogHeadings.longest))
    unfinished = LogHeadings.mayBegin(rest) ? rest : nil
  }

  /// The last such line before a place in a plain file.
  ///
  /// - Parameter read: Fills a buffer with what stands at an offset.
  /// - Complexity: O(*n*) in the bytes behind that line.
  static func last(
    before place: Int64, read: (Int64, UnsafeMutableRawBufferPointer) -> Bool
  ) -> [UInt8]? {
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: LogBlock.capacity + longest, alignment: 64)
    defer { unsafe buffer.deallocate() }
    var end = place
    while end > 0 {
      let start = max(0, end - Int64(LogBlock.capacity))
      // A line that begins here may go on behind.
      let count = Int(min(place, end + Int64(longest)) - start)
      let bytes = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
      guard unsafe read(start, bytes) else { return nil }
      var found: [UInt8]?
      var at = 0
      let lines = UnsafeRawBufferPointer(bytes)
      while let next = unsafe start == 0 && at == 0
        ? first(in: lines, from: 0) : next(in: lines, from: at)
      {
        guard let lineEnd = unsafe self.end(of: next, in: lines) else { break }
        found = unsafe text(lines[next..<lineEnd])
        at = lineEnd - 1
      }
      if let found { return found }
      end = start
    }
    return nil
  }

  /// Where the first such line from a line's beginning on begins.
  private static func first(in lines: UnsafeRawBufferPointer, from start: Int) -> Int? {
    if start == 0, let place = unsafe place(in: lines.prefix(16)) { return place }
    return unsafe next(in: lines, from: max(0, start - 1))
  }

  /// Where the first such line behind a newline begins.
  private static func next(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var at = start
    while at < bytes.count {
      // SAFETY: the range is within the bytes.
      guard let found = unsafe memchr(base + at, Int32(mark[0]), bytes.count - at) else {
        return nil
      }
      let place = unsafe UnsafeRawPointer(found) - base
      let isAtLineStart = unsafe place > start && bytes[place - 1] == 0x0a
      if isAtLineStart, unsafe bytes[place...].starts(with: mark) { return place }
      at = place + 1
    }
    return nil
  }

  /// Where it begins in a log's first bytes: at once, or behind a byte order mark.
  private static func place<Bytes: Collection<UInt8>>(in bytes: Bytes) -> Int? {
    let place = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    return bytes.dropFirst(place).starts(with: mark) ? place : nil
  }

  /// Whether what there is of a line may become one.
  private static func mayBegin(_ line: [UInt8]) -> Bool {
    let text = line.starts(with: [0xef, 0xbb, 0xbf]) ? Array(line.dropFirst(3)) : line
    return line.count < longest && (mark.starts(with: text) || text.starts(with: mark))
  }

  /// The place behind the newline of a line; `nil` where it has none.
  private static func end(of start: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress else { return nil }
    // SAFETY: the range is within the bytes.
    let newline = unsafe memchr(base + start, 0x0a, bytes.count - start)
    return unsafe newline.map { unsafe UnsafeRawPointer($0) - base + 1 }
  }

  /// A line's text, without its end and without the mark that may stand before it.
  private static func text(_ line: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
    var text = unsafe Array(line)
    while let last = text.last, last == 0x0a || last == 0x0d { text.removeLast() }
    return text.starts(with: [0xef, 0xbb, 0xbf]) ? Array(text.dropFirst(3)) : text
  }
}
