/// What a source looks like that is no log of requests.
public enum LogLook: String, CaseIterable, Sendable {
  case empty
  /// A first line without its end.
  case unfinished
  case binary
  case database
  case html
  /// Objects of JSON without a key for a request and a status that is known.
  case json
  /// One document of JSON over several lines.
  case jsonDocument = "json_document"
  /// Lines for eyes, as Caddy's console format has them: values, tabs, and an object of JSON.
  case console
  case nginxErrors = "nginx_errors"
  case apacheErrors = "apache_errors"
  case phpErrors = "php_errors"
  /// A configuration of a server.
  case configuration
  /// Lines of a system's log without requests in them.
  case systemLog = "system_log"
  /// Values with commas, semicolons or tabs between them.
  case table
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
    } else if LogLook.isBinary(head) {
      self = .binary
    } else if LogLook.isPage(first) {
      self = .html
    } else if isMost({
      $0.first != UInt8(ascii: "{") && $0.holds("\t{\"") && $0.last == UInt8(ascii: "}")
    }) {
      self = .console
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
    } else if isMost({ LogLook.isDirective($0) }) {
      self = .configuration
    } else if isMost({
      LogLook.has("aaa ?9 99:99:99 ", $0) || LogLook.has("9999-99-99T99:99:99", $0)
    }) {
      self = .systemLog
    } else if LogLook.isTable(lines) {
      self = .table
    } else {
      self = .text
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
    guard let first = lines.first, let last = first.last(where: { $0 != 0x20 }) else {
      return false
    }
    return first.first == UInt8(ascii: "[") && "[{".utf8.contains(last)
      || first.elementsEqual("{".utf8)
  }

  /// A line of a server's configuration: it ends in `;` or `{`, or is a tag.
  private static func isDirective(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 == 0x20 || $0 == 0x09 }
    guard let first = text.first, let last = text.last else { return false }
    return last == UInt8(ascii: ";") || last == UInt8(ascii: "{") || first == UInt8(ascii: "}")
      || first == UInt8(ascii: "#") || (first == 0x3c && last == 0x3e)
  }

  private static func isTable(_ lines: [ArraySlice<UInt8>]) -> Bool {
    [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09].contains { sign in
      let counts = lines.map { line in line.count { $0 == sign } }
      return counts[0] >= 3 && counts.allSatisfy { $0 == counts[0] }
    }
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
    let head = unsafe UnsafeRawBufferPointer(rebasing: carry[..<carryCount])
    guard carryCount > 0 else { return .empty }
    let look = LogLook(unsafe Array(head))
    let isOther = [.binary, .database, .html].contains(look)
    return isUnfinishedLine && !isOther ? .unfinished : look
  }

  /// The shape of the first line that has something in it; `nil` where there is none.
  public var firstShape: ValueShape? {
    let head = unsafe Array(carry[..<min(carryCount, 4096)])
    let line = head.split(separator: 0x0a).first { !$0.allSatisfy { $0 <= 0x20 } }
    return line.map { ValueShape($0.last == 0x0d ? $0.dropLast() : $0, most: LineProblem.width) }
  }
}
