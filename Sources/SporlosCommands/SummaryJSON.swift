internal import Foundation

/// The form in which every command prints its summary with `--json`.
enum SummaryJSON {
  /// A document as one line: keys sorted, in lower case with underscores.
  static func line(_ document: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    do {
      return String(decoding: try encoder.encode(document), as: UTF8.self)
    } catch {
      // Summaries have finite numbers and strings only, all of which can be encoded.
      fatalError("a summary cannot be encoded as JSON")
    }
  }
}
