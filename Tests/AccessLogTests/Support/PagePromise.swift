import Traffic

@testable import AccessLog

/// What a page's path promises, whatever was asked for.
enum PagePromise {
  /// The promise that a page breaks.
  static func broken(by page: String) -> String? {
    // As bytes: to `String`, a slash with an accent behind it is another character.
    let bytes = Array(page.utf8)
    guard bytes.first == UInt8(ascii: "/") else {
      return page == "(invalid request)" ? nil : "a path begins with a slash"
    }
    if bytes.count > 255 { return "at most 255 bytes" }
    if bytes.contains(UInt8(ascii: "@")) { return "no @" }
    let numbers = bytes.split { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    if numbers.contains(where: { $0.count >= 5 }) { return "no five digits in a row" }
    if page.unicodeScalars.contains(where: {
      [.control, .format, .lineSeparator, .paragraphSeparator, .decimalNumber]
        .contains($0.properties.generalCategory) && !("0"..."9").contains($0)
    }) {
      return "no character that acts, and no digits but ASCII's"
    }
    if bytes.contains(where: { "?#;".utf8.contains($0) }) {
      return "no query, fragment or parameter"
    }
    if !PathRedaction(rules: []).page(of: bytes[...]).text.utf8.elementsEqual(bytes) {
      return "redacting twice changes nothing"
    }
    return nil
  }
}
