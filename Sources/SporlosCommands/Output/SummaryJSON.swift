internal import AccessLog
internal import Foundation
internal import Traffic

/// The form in which every command prints its summary with `--json`.
enum SummaryJSON {
  /// A document as one line: keys sorted, in lower case with underscores.
  static func line(_ document: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    do {
      return harmless(String(decoding: try encoder.encode(document), as: UTF8.self))
    } catch {
      // Summaries have finite numbers and strings only, all of which can be encoded.
      fatalError("a summary cannot be encoded as JSON")
    }
  }

  /// The same document, with characters that act on a terminal as `\uXXXX`: paths may have any, and all
  /// of a document but its strings is of ASCII.
  private static func harmless(_ document: String) -> String {
    guard document.unicodeScalars.contains(where: QuotedText.acts) else { return document }
    var text = ""
    for scalar in document.unicodeScalars {
      guard QuotedText.acts(scalar) else {
        text.unicodeScalars.append(scalar)
        continue
      }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return text
  }
}

/// Lines rejected for one reason, as every summary has them.
struct RejectedLines: Encodable {
  var reason: String
  var lines: Int64
  var firstLine: Int64

  init(_ reject: LineTally.Reject) {
    reason = reject.reason.name
    (lines, firstLine) = (reject.count, reject.firstLine)
  }
}
