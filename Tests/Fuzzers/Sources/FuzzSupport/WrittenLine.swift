import Foundation
import LogFormats

/// A line that a format's own server could write.
struct WrittenLine {
  private(set) var bytes: [UInt8]

  init(_ definition: FormatDefinition) {
    switch definition.shape {
    case .line(let pieces):
      bytes = pieces.flatMap { piece in
        switch piece {
        case .literal(let bytes): bytes
        case .field(let field):
          (field.optionalPrefix.map { [$0] } ?? []) + Array(WrittenLine.text(of: field).utf8)
        }
      }
    case .separated(let separator, let fields):
      bytes = Array(
        fields.map(WrittenLine.text).joined(
          separator: String(Character(Unicode.Scalar(separator)))
        ).utf8)
    case .json(let keys):
      bytes = Array(WrittenLine.object(keys.map { ($0.path[...], $0.field) }).utf8)
    case .logfmt(let keys):
      let pairs = keys.map { key in
        let value = WrittenLine.value(of: key.field)
        return key.path == [""] ? value : "\(key.path.last ?? "")=\"\(value)\""
      }
      bytes = Array(pairs.joined(separator: " ").utf8)
    }
  }

  private static func object(_ keys: [(path: ArraySlice<String>, field: FormatField)]) -> String {
    var parts: [String] = []
    var done: Set<String> = []
    for key in keys {
      guard let name = key.path.first, done.insert(name).inserted else { continue }
      let value =
        key.path.count == 1
        ? quoted(WrittenLine.value(of: key.field))
        : object(
          keys.filter { $0.path.first == name && $0.path.count > 1 }
            .map { ($0.path.dropFirst(), $0.field) })
      parts.append("\(quoted(name)):\(value)")
    }
    return "{\(parts.joined(separator: ","))}"
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// A value with its quotes, where they are a part of it.
  private static func text(of field: FormatField) -> String {
    var value = value(of: field)
    switch field.encoding {
    case .plusForSpace: value.replace(" ", with: "+")
    case .percent: value.replace(" ", with: "%20")
    case .percentTwice: value.replace(" ", with: "%2520")
    default: break
    }
    let isQuoted =
      (field.extent == .perhapsQuoted || field.encoding == .doubledQuote) && value.contains(" ")
    return isQuoted ? quoted(value) : value
  }

  private static func value(of field: FormatField) -> String {
    switch field.meaning {
    case .ignored: "-"
    case .host: "www.example.org"
    case .client: field.notation == .addressWithPort ? "203.0.113.7:51234" : "203.0.113.7"
    case .time, .date, .end: time(field.notation)
    case .request: "GET /a/b?c=d HTTP/1.1"
    case .method: "GET"
    case .target: "/a/b?c=d"
    case .query: "c=d"
    case .version: "HTTP/1.1"
    case .status: "200"
    case .bytes: "512"
    case .referrer: "https://example.net/a"
    case .userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    case .duration, .duration2, .duration3:
      field.notation == .durationWithUnit ? "22ms" : "12"
    }
  }

  private static func time(_ notation: FieldNotation) -> String {
    switch notation {
    case .commonLog: "01/Oct/2026:13:55:36 +0200"
    case .commonLogLocal: "01/Oct/2026:13:55:36.123"
    case .epoch(.seconds): "1790862936.123"
    case .epoch(.milliseconds): "1790862936123"
    case .epoch(.microseconds): "1790862936123456"
    case .epoch(.nanoseconds): "1790862936123456789"
    case .isoDate: "2026-10-01"
    case .timeOfDay: "13:55:36"
    case .strftime(let pattern):
      (TimePattern(pattern)?.parts ?? []).map(text).joined()
    default: "2026-10-01T13:55:36Z"
    }
  }

  private static func text(_ part: TimePattern.Part) -> String {
    switch part {
    case .literal(let byte): String(Character(Unicode.Scalar(byte)))
    case .year: "2026"
    case .shortYear: "26"
    case .month: "10"
    case .monthName: "Oct"
    case .day: "01"
    case .paddedDay: " 1"
    case .hour: "13"
    case .hour12: "01"
    case .minute: "55"
    case .second: "36"
    case .zone: "+0200"
    case .amPm: "PM"
    case .epoch: "1790862936"
    case .word: "Thu"
    case .digits(let count): String(repeating: "1", count: count)
    }
  }
}
