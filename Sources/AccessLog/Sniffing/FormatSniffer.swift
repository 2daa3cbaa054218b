internal import LogFormats

/// Finds out what the lines of a log of unknown format hold: cuts them into values, looks what those
/// are, and takes the reading that most lines fit.
///
/// What stands before the lines of a log, as syslog's header, has to be taken off first.
enum FormatSniffer {
  /// No sample needs more lines or longer ones.
  static let maxLines = 512
  static let longestLine = 16_384

  /// The format that most lines are of; `nil` where they are of none that has a request and a status.
  ///
  /// - Parameter known: Formats with a name. One of them is taken where it tells at least as much as
  ///   what was found without it, and its fields hold what it says in nearly all lines that fit.
  /// - Complexity: O(*n*) in the bytes of the lines, of which at most 512 are looked at, and O(*m*)
  ///   in the formats that are known.
  static func guess(
    _ lines: [ArraySlice<UInt8>], known: [FormatDefinition] = []
  ) -> FormatGuess? {
    guesses(lines, most: 1, known: known).first
  }

  /// The formats of a log that changed its format: the first fits most lines, the next most of those
  /// that did not fit the ones before. Each ``FormatGuess/fit`` is the share of all lines.
  static func guesses(
    _ lines: [ArraySlice<UInt8>], most: Int = 2, known: [FormatDefinition] = []
  ) -> [FormatGuess] {
    var rest = sample(of: lines)
    let all = rest.count
    var guesses: [FormatGuess] = []
    while guesses.count < most, !rest.isEmpty, rest.count * 20 >= all {
      guard var guess = best(rest, known) else { break }
      let fitting = FormatFit(guess)
      let left = rest.filter { !fitting.fits($0) }
      guard left.count < rest.count else { break }
      guess.fit = Double(rest.count - left.count) / Double(all)
      guesses.append(guess)
      rest = left
    }
    return guesses
  }

  /// Lines that are neither empty nor comments; the last ones of a long list are as good as the first.
  private static func sample(of lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    var sample: [ArraySlice<UInt8>] = []
    for line in lines where sample.count < maxLines {
      let line = line.last == 0x0d ? line.dropLast() : line
      guard !line.isEmpty, line.count <= longestLine else { continue }
      sample.append(line)
    }
    return sample
  }

  /// The best reading of all.
  private static func best(
    _ lines: [ArraySlice<UInt8>], _ known: [FormatDefinition]
  ) -> FormatGuess? {
    var best: (guess: FormatGuess, score: Double)?
    func consider(_ guess: FormatGuess?) {
      guard var guess else { return }
      let fitting = FormatFit(guess)
      guess.fit = Double(lines.count { fitting.fits($0) }) / Double(lines.count)
      // Of two readings that tell as much, the one that needs fewer values.
      let values = Double(guess.definition.fields.count)
      let score = guess.fit * guess.definition.worth * (1 - values / 10_000)
      if score > best?.score ?? 0 { best = (guess, score) }
    }
    for guess in ObjectSniffer.guesses(lines) + TableSniffer.guesses(lines) { consider(guess) }
    if best == nil || (best?.guess.fit ?? 0) < 0.5 {
      for guess in freeLines(lines) { consider(guess) }
    }
    for definition in known { considerNamed(definition, lines, &best) }
    // Pairs without a time may be lines whose time stands before them, in quotes; where it has none, or
    // a wrapper has it, it is found all the same.
    if let found = best?.guess, found.definition.name == LogFormat.recognisedName,
      found.notes.contains(.noTime), lines.first?.first == UInt8(ascii: "\"")
    {
      for guess in freeLines(lines) where !guess.notes.contains(.noTime) { consider(guess) }
    }
    return best?.guess
  }

  /// Takes a format with a name where it tells at least as much as what was found so far; of several
  /// as good ones the first.
  private static func considerNamed(
    _ known: FormatDefinition, _ lines: [ArraySlice<UInt8>],
    _ best: inout (guess: FormatGuess, score: Double)?
  ) {
    let isNamed = best?.guess.definition.name != LogFormat.recognisedName
    // Most formats tell less than the best one, whatever their fields hold: those need not be tried.
    guard known.worth > best?.score ?? 0 || (!isNamed && known.worth == best?.score) else { return }
    var exact = known
    // A format of many values is told by them, whatever a newer release writes behind the last.
    if known.fields.count < KnownFormat.telling { exact.allowsMore = false }
    if let (found, worth) = KnownFormat.guess(exact, lines) {
      var guess = found
      guess.definition.allowsMore = known.allowsMore
      let score = guess.fit * worth
      if score > best?.score ?? 0 || (!isNamed && score == best?.score) { best = (guess, score) }
    }
    // What stands behind the last value may mean something: only where it differs much.
    let minFit = (best?.guess.fit ?? 0) + 0.1
    guard known.allowsMore, minFit < 1, let (guess, worth) = KnownFormat.guess(known, lines),
      guess.fit > minFit, guess.fit * worth > best?.score ?? 0
    else { return }
    best = (guess, guess.fit * worth)
  }

  /// Lines without keys for their values, cut by each separator.
  private static func freeLines(_ lines: [ArraySlice<UInt8>]) -> [FormatGuess] {
    var guesses: [FormatGuess] = []
    for separator in ValueSeparator.allCases {
      guard separator == .blank || lines.contains(where: { $0.contains(separator.byte) }) else {
        continue
      }
      // The most frequent shapes, each as if there were no others.
      for group in groups(lines, separator).prefix(3) {
        guard let template = TemplateBuilder.template(of: group, separator: separator),
          let choice = MeaningChoice(of: template)
        else { continue }
        let definition = template.definition(choice)
        for definition in [definition, definition.withOptionalBraces].compactMap(\.self) {
          guesses.append(FormatGuess(definition: definition, fit: 0, notes: choice.notes))
        }
      }
    }
    return guesses
  }

  /// Lines by the kinds of their values, the largest group first.
  private static func groups(
    _ lines: [ArraySlice<UInt8>], _ separator: ValueSeparator
  ) -> [[ArraySlice<UInt8>]] {
    var groups: [[UInt8]: [ArraySlice<UInt8>]] = [:]
    var order: [[UInt8]] = []
    for line in lines {
      let tokens = LineTokens.tokens(of: line, separator: separator)
      guard tokens.count > 3, tokens.count <= SniffedTemplate.maxColumns else { continue }
      let key = TemplateBuilder.key(of: tokens, in: line)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(line)
    }
    let sorted = order.enumerated().sorted {
      let (left, right) = (groups[$0.element]?.count ?? 0, groups[$1.element]?.count ?? 0)
      return (-left, $0.offset) < (-right, $1.offset)
    }
    return sorted.compactMap { groups[$0.element] }
  }
}

extension FormatDefinition {
  /// How much a log of this format tells.
  var worth: Double {
    let hasHost = fields.contains { $0.meaning == .host }
    return FormatDefinition.worth(of: fields) + (targetNamesHost && !hasHost ? 1 : 0)
  }

  static func worth(of fields: [FormatField]) -> Double {
    var worth = 0.0
    let meanings = Set(fields.map(\.meaning))
    // A request tells as much as its parts.
    let isWhole = meanings.contains(.request)
    for meaning in meanings {
      switch meaning {
      case .method where isWhole, .target where isWhole: break
      case .request: worth += 4.5
      case .time: worth += 4
      case .client, .target, .status: worth += 3
      case .method, .userAgent, .bytes: worth += 1.5
      case .referrer, .host: worth += 1
      case .duration: worth += 0.5
      default: break
      }
    }
    return worth
  }
}
