import Traffic

/// Text that Markdown shows as it is.
enum MarkdownText {
  /// Words of a sentence: each sign that Markdown, HTML or a table would act on has a `\` before it (CommonMark,
  /// section 2.4).
  ///
  /// - Complexity: O(*n*) in the text's length.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in QuotedText.harmless(text).unicodeScalars {
      if acting.contains(scalar) { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }

  private static let acting = Set("\\`*_[]<>|#&~@!".unicodeScalars)

  /// A name that others chose, as code: between more backticks than it has in a row (CommonMark, section 6.1), so
  /// that nothing in it is a link, a mention or HTML.
  ///
  /// A `|` has a `\` before it, as a table wants it even there. Where one stands before it anyway, which no table
  /// can show, it is `\u{7C}`.
  ///
  /// - Complexity: O(*n*) in the name's length.
  static func code(_ name: String) -> String {
    guard !name.isEmpty else { return "" }
    var shown = ""
    var (run, longest) = (0, 0)
    var last: Unicode.Scalar = " "
    for scalar in QuotedText.harmless(name).unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
      if scalar == "|" {
        shown += last == "\\" ? "u{7C}" : "\\|"
      } else {
        shown.unicodeScalars.append(scalar)
      }
      last = scalar
    }
    let fence = String(repeating: "`", count: longest + 1)
    // One space at each end is not of the code.
    let edges = [shown.unicodeScalars.first, shown.unicodeScalars.last]
    let space = edges.contains("`") || edges.contains(" ") ? " " : ""
    return fence + space + shown + space + fence
  }
}
