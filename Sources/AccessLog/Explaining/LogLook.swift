/// What a source looks like that is no log of requests.
public enum LogLook: String, CaseIterable, Sendable {
  case empty
  /// A first line without its end.
  case unfinished
  /// Text in UTF-16, with its less significant bytes first.
  case utf16
  /// The same with its more significant bytes first.
  case utf16BigEndian = "utf16_big_endian"
  /// Lines that end in a carriage return alone.
  case carriageReturns = "carriage_returns"
  /// A first line that is longer than a line may be.
  case longLine = "long_line"
  case binary
  case database
  case html
  /// Objects of JSON without a key for a request and a status that is known.
  case json
  /// One array of JSON, on one line or several.
  case jsonArray = "json_array"
  /// Objects of JSON that each take several lines.
  case jsonDocument = "json_document"
  /// Lines for eyes, as Caddy's console format has them: values, tabs, and an object of JSON.
  case console
  case nginxErrors = "nginx_errors"
  case apacheErrors = "apache_errors"
  case phpErrors = "php_errors"
  /// Lines of Rails, of which one has the request and another the status.
  case rails
  /// Requests with their status, but nothing that says when.
  case noTime = "no_time"
  /// A configuration of a server.
  case configuration
  /// Lines of a system's log without requests in them.
  case systemLog = "system_log"
  /// Values with commas between them.
  case table
  case tableOfTabs = "table_tabs"
  case tableOfSemicolons = "table_semicolons"
  /// Dates that do not tell the day from the month.
  case ambiguousDates = "ambiguous_dates"
  case text

  /// - Parameter head: The first bytes of the source.
  /// - Complexity: O(*n*) in the bytes.
  init(_ head: [UInt8]) {
    let lines = head.split(whereSeparator: { $0 == 0x0a }).prefix(64)
      .map { $0.last == 0x0d ? $0.dropLast() : $0 }.filter { !$0.isEmpty }
    guard let first = lines.first else {
      self = .empty
      return
    }
    func isMost(_ fits: (ArraySlice<UInt8>) -> Bool) -> Bool {
      lines.count(where: fits) * 2 > lines.count
    }
    if head.starts(with: "SQLite format 3".utf8) {
      self = .database
    } else if let look = LogLook.wideText(head) {
      self = look
    } else if LogLook.isBinary(head) {
      self = .binary
    } else if LogLook.isPage(first) {
      self = .html
    } else if LogLook.hasCarriageReturns(head) {
      self = .carriageReturns
    } else if LogLook.isArray(lines) {
      self = .jsonArray
    } else if isMost({
      $0.first != UInt8(ascii: "{") && $0.holds("\t{\"") && $0.last == UInt8(ascii: "}")
    }) {
      self = .console
    } else if LogFormat.lacksTime(Array(lines)) {
      self = .noTime
    } else if isMost({ FlatObject(json: $0) != nil }) {
      self = .json
    } else if LogLook.isDocument(lines) {
      self = .jsonDocument
    } else if isMost({ LogLook.has("9999/99/99 99:99:99 [a", $0) }) {
      self = .nginxErrors
    } else if isMost({ LogLook.has("[aaa aaa 99 99:99:99", $0) }) {
      self = .apacheErrors
    } else if isMost({ LogLook.has("[99-aaa-9999 99:99:99", $0) }) {
      self = .phpErrors
    } else if lines.contains(where: { $0.holds("Started ") && $0.holds("\" for ") })
      && lines.contains(where: { $0.holds("Completed ") && $0.holds(" in ") })
    {
      self = .rails
    } else if isMost({ LogLook.isDirective($0) }) {
      self = .configuration
    } else if isMost({
      LogLook.has("aaa ?9 99:99:99 ", $0) || LogLook.has("9999-99-99T99:99:99", $0)
    }) {
      self = .systemLog
    } else if let table = LogLook.table(lines) {
      self = table
    } else if isMost({ LogLook.hasAmbiguousDate($0) }) {
      self = .ambiguousDates
    } else if first.count > LineProblem.longestLine {
      self = .longLine
    } else {
      self = .text
    }
  }

  /// Text of which every second byte is zero, as that of Western languages is in UTF-16.
  private static func wideText(_ head: [UInt8]) -> LogLook? {
    if head.starts(with: [0xff, 0xfe]) { return .utf16 }
    if head.starts(with: [0xfe, 0xff]) { return .utf16BigEndian }
    let some = head.prefix(1024)
    guard some.count >= 16 else { return nil }
    let pairs = some.count / 2
    let first = stride(from: 0, to: pairs * 2, by: 2).count { some[$0] == 0 }
    let second = stride(from: 1, to: pairs * 2, by: 2).count { some[$0] == 0 }
    if second * 10 >= pairs * 9, first == 0 { return .utf16 }
    return first * 10 >= pairs * 9 && second == 0 ? .utf16BigEndian : nil
  }

  private static func hasCarriageReturns(_ head: [UInt8]) -> Bool {
    let returns = head.count { $0 == 0x0d }
    return returns > 0 && !head.contains(0x0a) && returns > head.count / 4096
  }

  private static func isArray(_ lines: [ArraySlice<UInt8>]) -> Bool {
    let signs = lines.joined().lazy.filter { $0 != 0x20 && $0 != 0x09 }.prefix(2)
    return signs.elementsEqual("[{".utf8)
  }

  /// A date such as `03/04/2026`, wherever it stands in a line.
  private static func hasAmbiguousDate(_ line: ArraySlice<UInt8>) -> Bool {
    line.indices.contains { place in
      let isStart = place == line.startIndex || !ASCII.isDigit(line[place - 1])
      return isStart && has("99/99/9999", line[place...])
    }
  }

  private static func isBinary(_ head: [UInt8]) -> Bool {
    let some = head.prefix(4096)
    let controls = some.count { ($0 < 0x20 && !(0x07...0x0d).contains($0) && $0 != 0x1b) }
    return controls * 20 > some.count
  }

  private static func isPage(_ line: ArraySlice<UInt8>) -> Bool {
    let start = String(decoding: line.drop { $0 == 0x20 || $0 == 0x09 }.prefix(16), as: UTF8.self)
      .lowercased()
    return ["<!doctype", "<html", "<head", "<?xml", "<body"].contains(where: start.hasPrefix)
  }

  private static func isDocument(_ lines: [ArraySlice<UInt8>]) -> Bool {
    lines.first?.elementsEqual("{".utf8) == true
  }

  /// A line of a server's configuration: it ends in `;` or `{`, or is a tag.
  private static func isDirective(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 == 0x20 || $0 == 0x09 }
    guard let first = text.first, let last = text.last else { return false }
    return last == UInt8(ascii: ";") || last == UInt8(ascii: "{") || first == UInt8(ascii: "}")
      || first == UInt8(ascii: "#") || (first == 0x3c && last == 0x3e)
  }

  private static func table(_ lines: [ArraySlice<UInt8>]) -> LogLook? {
    let looks: [(sign: UInt8, LogLook)] = [
      (UInt8(ascii: ","), .table), (0x09, .tableOfTabs), (UInt8(ascii: ";"), .tableOfSemicolons),
    ]
    return looks.first { look in
      let counts = lines.map { line in line.count { $0 == look.sign } }
      return counts[0] >= 3 && counts.allSatisfy { $0 == counts[0] }
    }?.1
  }

  /// Whether a line begins as a pattern of `a` for a letter, `9` for a digit, `?` for any byte.
  private static func has(_ pattern: String, _ line: ArraySlice<UInt8>) -> Bool {
    guard line.count >= pattern.utf8.count else { return false }
    return zip(pattern.utf8, line).allSatisfy { sign, byte in
      switch sign {
      case UInt8(ascii: "a"): ASCII.isLetter(byte)
      case UInt8(ascii: "9"): ASCII.isDigit(byte)
      case UInt8(ascii: "?"): true
      default: sign == byte
      }
    }
  }
}

extension LogReader {
  /// What the source looks like. Ask before the first block is taken.
  public var look: LogLook {
    guard !carry.isEmpty else { return .empty }
    let look = unsafe carry.withBytes { LogLook(unsafe Array($0)) }
    let others: Set<LogLook> = [
      .binary, .database, .html, .utf16, .utf16BigEndian, .carriageReturns, .jsonArray, .longLine,
    ]
    return isUnfinishedLine && !others.contains(look) ? .unfinished : look
  }

  /// The shape of the first line that has something in it; `nil` where there is none.
  public var firstShape: ValueShape? {
    let head = unsafe carry.withBytes(0..<min(carry.count, 4096)) { unsafe Array($0) }
    let line = head.split(separator: 0x0a).first { !$0.allSatisfy { $0 <= 0x20 } }
    return line.map { ValueShape($0.last == 0x0d ? $0.dropLast() : $0, most: LineProblem.width) }
  }
}
