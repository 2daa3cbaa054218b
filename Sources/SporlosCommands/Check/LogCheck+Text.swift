internal import AccessLog
internal import Collecting
internal import LogFormats
internal import Traffic

extension LogCheck {
  /// All of it in words, for a terminal of 80 columns; `nil` where an error says it all.
  var text: String? {
    if case .failed = outcome { return nil }
    var page = WrappedText()
    page.line(path == "-" ? "standard input" : QuotedText.harmless(path))
    switch outcome {
    case .failed: break
    case .unknown(let look, let shape): LogCheck.add(look, shape, to: &page)
    case .read(let reading):
      for (index, format) in reading.formats.enumerated() {
        if index > 0 { page.line() }
        LogCheck.add(format, of: reading, isFirst: index == 0, to: &page)
      }
      if !reading.isMostlyRejected { LogCheck.addProblem(reading, to: &page) }
      if reading.hasUnfinishedLine {
        page.line()
        page.paragraph("The last line has no line end yet, so it waits.", indent: 2)
      }
      if let failure = reading.failure {
        page.line()
        page.paragraph(failure, indent: 2)
      }
      LogCheck.addSuggestions(reading, to: &page)
    }
    return page.text
  }

  private static func add(_ look: LogLook, _ shape: ValueShape?, to page: inout WrappedText) {
    page.paragraph(look == .empty ? "empty" : "not recognised", heading: "  Format", indent: 12)
    page.paragraph(look.sentence, indent: 12)
    // Whole, so that it can be copied.
    if let example = look.example { page.line("      " + example) }
    if let shape, look.hasShape {
      page.line()
      page.paragraph("Its first line, with letters as a and digits as 9:", indent: 2)
      page.line("    " + shape.text)
    }
    if look == .console {
      add([.caddy], to: &page)
    } else if look.wantsBetterFormat {
      add([.nginx, .apache], to: &page)
    }
  }

  private static func add(
    _ format: FormatExplanation, of reading: Reading, isFirst: Bool, to page: inout WrappedText
  ) {
    page.paragraph(
      format.heading, heading: isFirst ? "  Format" : "  And", indent: 12)
    page.paragraph(format.reason(reading.given), indent: 12)
    if let source = format.source { page.line("            " + source) }
    if isFirst {
      page.paragraph(
        "\(grouped(reading.tally.hits)) of \(grouped(reading.accessLines)) read (\(reading.share))",
        heading: "  Lines", indent: 12)
      if let wrapper = format.wrapper {
        page.paragraph(
          "each is inside a line of \(wrapper), which is taken off before reading", indent: 12)
      }
      if reading.tally.notAccess > 0 {
        let count = reading.tally.notAccess
        page.paragraph(
          "\(grouped(count)) more skipped: \(count == 1 ? "a comment or a line" : "comments, or lines") "
            + "of another program", indent: 12)
      }
      if reading.isMostlyRejected {
        addProblem(reading, to: &page)
        addOther(reading, to: &page)
      }
    }
    if reading.formats.count > 1 {
      page.paragraph(
        format.lines == 1
          ? "1 line is of this format: line \(grouped(format.firstLine))"
          : "\(grouped(format.lines)) lines are of this format, the first is line "
            + grouped(format.firstLine), indent: 12)
    }
    page.line()
    addValues(format, to: &page)
    if format.values.contains(where: { $0.examples.contains(where: \.isShape) }) {
      page.line()
      page.paragraph(
        "Values that are not read, and names seen from fewer than 5 networks, are shown by their shape only: "
          + "a for letters, 9 for digits, xx for both.",
        indent: 2)
    }
    guard reading.tally.hits > 0 else { return }
    let advice = FormatAdvice(format, given: reading.given)
    if !advice.missing.isEmpty {
      page.line()
      page.line("  Not in these lines")
      for (name, meaning) in advice.missing {
        page.paragraph(meaning, heading: "    " + name, indent: 20)
      }
    }
    for doubt in advice.doubts {
      page.line()
      page.paragraph(doubt, indent: 2)
    }
  }

  /// The values in order, with what they are taken for and examples.
  private static func addValues(_ format: FormatExplanation, to page: inout WrappedText) {
    let names = format.values.map { $0.name.text }
    let widest = min(names.map(\.count).max() ?? 0, 22)
    let name = max(widest, format.valuesHeading.count) + 2
    let meaning = (format.values.map { $0.meaning.words.count }.max() ?? 0) + 2
    let second = max(meaning, "Taken for".count + 2)
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    page.line(
      "  " + padded(format.valuesHeading, name) + padded("Taken for", second)
        + "Examples, anonymised")
    for value in format.values {
      let examples = value.examples.map(\.text).joined(separator: "; ")
      var heading = "  " + padded(value.name.text, name)
      if value.name.text.count + 2 > name {
        page.line("  " + value.name.text)
        heading = "  " + padded("", name)
      }
      page.paragraph(
        examples.isEmpty ? "(none)" : examples,
        heading: heading + padded(value.meaning.words, second), indent: 2 + name + second)
    }
    if !format.rest.isEmpty {
      page.paragraph(
        format.rest.map(\.text).joined(separator: "; "),
        heading: "  " + padded("(more)", name) + padded("not read", second),
        indent: 2 + name + second)
    }
  }

  private static func addProblem(_ reading: Reading, to page: inout WrappedText) {
    guard reading.rejected > 0 else { return }
    page.line()
    let count = reading.rejected
    let reasons = reading.tally.rejected
    let listed =
      reasons.count == 1
      ? "\(reasons[0].reason.name) (first: line \(reasons[0].firstLine))"
      : CollectSummary.listed(reasons)
    page.paragraph(
      "\(grouped(count)) \(count == 1 ? "line is" : "lines are") not read: \(listed).", indent: 2)
    guard let problem = reading.problem else { return }
    guard problem.expected != .shorterLine else {
      page.paragraph("Line \(problem.line): \(problem.sentence)", indent: 2)
      return
    }
    page.paragraph(
      "Line \(problem.line), with letters as a, digits as 9 and long runs shortened:", indent: 2)
    page.line("    " + problem.shape.text)
    page.line("    " + String(repeating: " ", count: problem.column) + "^")
    page.paragraph(problem.sentence, indent: 4)
  }

  /// What the lines would be read as if nobody had named a format.
  private static func addOther(_ reading: Reading, to page: inout WrappedText) {
    guard let sentence = reading.otherSentence else { return }
    page.line()
    page.paragraph(sentence, indent: 2)
  }

  private static func addSuggestions(_ reading: Reading, to page: inout WrappedText) {
    guard reading.tally.hits > 0, let format = reading.formats.first,
      FormatAdvice(format, given: reading.given).wantsBetterFormat
    else { return }
    add(BetterFormat.suggestions(for: format.name), to: &page)
  }

  private static func add(_ formats: [BetterFormat], to page: inout WrappedText) {
    guard !formats.isEmpty else { return }
    page.line()
    let servers = formats.map(\.server).joined(separator: " or ")
    page.paragraph(
      "To log all that is counted, with host and response time and without user names, set in \(servers):",
      indent: 2)
    for format in formats {
      page.line("    # \(format.server)")
      for line in format.lines { page.line("    " + line) }
    }
  }
}

extension FormatExplanation {
  /// The name with what writes such logs.
  fileprivate var heading: String {
    guard let title else {
      if name == "recognised" { return "none with a name" }
      return "your format string (\(name.hasPrefix("custom-") ? String(name.dropFirst(7)) : name))"
    }
    return title.hasPrefix(name) ? title : "\(name): \(title)"
  }

  /// How the format is known.
  func reason(_ given: LogCheck.Given) -> String {
    switch origin {
    case .named:
      given.formatFile.map { "as \(QuotedText.quoted($0)) says" } ?? "as --format says"
    case .catalogue:
      "recognised: the lines have these \(shape == .line ? "values in this order" : "keys")"
    case .values:
      "recognised by the \(shape == .line ? "values" : "keys and values") of its lines"
    }
  }

  fileprivate var valuesHeading: String { shape == .line ? "Value" : "Key" }
}
