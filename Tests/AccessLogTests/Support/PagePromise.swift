import Traffic

@testable import AccessLog

/// What a page's path promises, whatever was asked for.
enum PagePromise {
  /// The promise that a page breaks.
  static func broken(by page: String) -> String? {
    guard page.hasPrefix("/") else {
      return ["(invalid request)"].contains(page) ? nil : "a path begins with a slash"
    }
    if page.utf8.count > 255 { return "at most 255 bytes" }
    if page.contains("@") { return "no @" }
    if page.split(whereSeparator: { !$0.isNumber || !$0.isASCII }).contains(where: { $0.count >= 5 }
    ) {
      return "no five digits in a row"
    }
    if page.unicodeScalars.contains(where: {
      [.control, .format, .lineSeparator, .paragraphSeparator].contains(
        $0.properties.generalCategory)
    }) {
      return "no character that acts"
    }
    if page.contains(where: { "?#;".contains($0) }) { return "no query, fragment or parameter" }
    if PathRedaction(rules: []).page(of: Array(page.utf8)[...]).text.utf8.elementsEqual(page.utf8)
      == false
    {
      return "redacting twice changes nothing"
    }
    return nil
  }
}
