/// Which log varnishncsa writes: its options, in a systemd unit or a file of shell assignments
/// (<https://varnish-cache.org/docs/trunk/reference/varnishncsa.html>).
struct VarnishReader {
  typealias Place = ConfigurationSources.Place

  static let format = #"%h %l %u %t "%r" %s %b "%{Referer}i" "%{User-agent}i""#

  static func read(_ main: String, _ sources: ConfigurationSources) -> SaidLogs {
    var said = SaidLogs()
    sources.enter(main, from: Place(file: main, line: 0)) { bytes in
      let variables = ShellAssignments(
        bytes, given: ["LOGFILE": "/var/log/varnish/varnishncsa.log"]
      ).values
      var options: (words: [String], place: Place)?
      for line in ContinuedLines(bytes) {
        let place = Place(file: main, line: line.number)
        if let words = words(line.text, variables) {
          options = words.isEmpty ? nil : (words, place)
        }
      }
      guard let options, let log = log(options.words, options.place, sources) else { return }
      said.add(log, sources)
    }
    return said
  }

  /// The options of a line that has them; none where a unit takes back what it said before.
  private static func words(_ line: String, _ variables: [String: String]) -> [String]? {
    if line.hasPrefix("ExecStart=") {
      // systemd: `%%` is a percent sign.
      let words = HAProxyWords(String(line.dropFirst("ExecStart=".count))).words
      guard let program = words.first else { return [] }
      guard ConfigurationPath.name(program) == "varnishncsa" else { return nil }
      return words.dropFirst().map(percent)
    }
    if line.hasPrefix("DAEMON_OPTS=") || line.hasPrefix("VARNISHNCSA_OPTS=") {
      let name = String(line.prefix { $0 != "=" })
      return HAProxyWords(variables[name] ?? "").words
    }
    return nil
  }

  private static func percent(_ text: String) -> String {
    let pieces = text.split(separator: "%", omittingEmptySubsequences: false)
    var result = String(pieces[0])
    var rest = pieces.dropFirst()
    while let piece = rest.popFirst() {
      result += "%" + piece
      if piece.isEmpty, let next = rest.popFirst() { result += next }
    }
    return result
  }

  private static func log(
    _ words: [String], _ place: Place, _ sources: ConfigurationSources
  ) -> ConfiguredLog? {
    var text = format
    var path: String?
    var condition: String?
    var rest = words[...]
    while let word = rest.popFirst() {
      let (option, value) = option(word, &rest)
      switch option {
      case "-F", "--format": text = value
      case "-w": path = value
      case "-q": condition = "-q \(value)"
      case "-f":
        guard let bytes = sources.files(value) else {
          sources.note(.unreadable, place, value)
          return nil
        }
        text = ContinuedLines(bytes).first { _ in true }?.text ?? ""
      default: break
      }
    }
    let isFile = path.map { !ConfigurationPath.isStandardStream($0) && $0 != "-" } ?? false
    return ConfiguredLog(
      path: path ?? "", destination: isFile ? .file : .standardOutput,
      format: ConfiguredFormat(.varnish, text), formatName: text == format ? "default" : nil,
      condition: condition, file: place.file, line: place.line)
  }

  /// An option with its value, which stands behind it or is a word of its own.
  private static func option(_ word: String, _ rest: inout ArraySlice<String>) -> (String, String) {
    guard word.hasPrefix("-"), word.utf8.count > 1 else { return ("", word) }
    if word.hasPrefix("--") {
      guard let equals = word.firstIndex(of: "=") else { return (word, rest.popFirst() ?? "") }
      return (String(word[..<equals]), String(word[equals...].dropFirst()))
    }
    // Letters without a value may stand together, the last may have one.
    let letters = word.dropFirst()
    guard let last = letters.firstIndex(where: { "FwqfnNPpRtL".contains($0) }) else {
      return (word, "")
    }
    let value = letters[last...].dropFirst()
    return ("-\(letters[last])", value.isEmpty ? rest.popFirst() ?? "" : String(value))
  }
}
