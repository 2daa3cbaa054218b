internal import AccessLog
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
      LogCheck.addProblem(reading, to: &page)
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
    if let shape, look != .binary, look != .empty {
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
      format.heading, heading: isFirst ? "  Format" : "  Then", indent: 12)
    page.paragraph(format.reason(reading.given), indent: 12)
    if let source = format.source { page.line("            " + source) }
    if isFirst {
      page.paragraph(
        "\(grouped(reading.tally.hits)) of \(grouped(reading.accessLines)) read (\(reading.share))",
        heading: "  Lines", indent: 12)
      if let wrapper = format.wrapper {
        page.paragraph("what stands around each line is taken off: \(wrapper)", indent: 12)
      }
      if reading.tally.notAccess > 0 {
        let count = reading.tally.notAccess
        page.paragraph(
          "\(grouped(count)) more \(count == 1 ? "is no access line" : "are no access lines"), and "
            + "skipped: comments, or other programs' lines", indent: 12)
      }
    }
    if reading.formats.count > 1 {
      page.paragraph("\(grouped(format.lines)) lines are of this format", indent: 12)
    }
    page.line()
    addValues(format, to: &page)
    if format.values.contains(where: { $0.examples.contains(where: \.isShape) }) {
      page.line()
      page.paragraph(
        "a stands for letters, 9 for digits and xx for both. Values that are not read, and names seen "
          + "from fewer than 5 networks, are shown in this way only.",
        indent: 2)
    }
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
    page.paragraph(
      "\(grouped(count)) \(count == 1 ? "line is" : "lines are") not read: "
        + CollectSummary.listed(reading.tally.rejected) + ".", indent: 2)
    guard let problem = reading.problem else { return }
    page.paragraph(
      "Line \(problem.line), with letters as a, digits as 9 and long runs shortened:", indent: 2)
    page.line("    " + problem.shape.text)
    if problem.expected != .shorterLine {
      page.line("    " + String(repeating: " ", count: problem.column) + "^")
    }
    page.paragraph(problem.sentence, indent: 4)
  }

  private static func addSuggestions(_ reading: Reading, to page: inout WrappedText) {
    guard let format = reading.formats.first,
      FormatAdvice(format, given: reading.given).wantsBetterFormat
    else { return }
    add(BetterFormat.suggestions(for: format.name), to: &page)
  }

  private static func add(_ formats: [BetterFormat], to page: inout WrappedText) {
    guard !formats.isEmpty else { return }
    page.line()
    let servers = formats.map(\.server).joined(separator: " or ")
    page.paragraph(
      "To log all that is counted, with the host and the response time but no user, in \(servers):",
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
      if name == "recognised" { return "none that has a name" }
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
      "recognised by its values: each was taken for what most of its lines show it to be"
    }
  }

  fileprivate var valuesHeading: String { shape == .line ? "Value" : "Key" }
}
