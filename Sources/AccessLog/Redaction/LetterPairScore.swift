/// How little a run of letters and digits looks like words: what tells a random token from a name.
///
/// Each pair of neighbours has a surprise in half bits, of which five are what words have on average.
/// What lies above adds up, so that a long run is judged by all of it. Words of European languages
/// stay below 36 (Tests: `LetterPairScoreTests`), and random letters gain four or five a letter.
enum LetterPairScore {
  /// The surprise of a run above that of words. Hyphens and other bytes begin a new word.
  ///
  /// - Complexity: O(*n*).
  static func surprise(of run: ArraySlice<UInt8>, isMixed: Bool) -> Int {
    let pairs = pairs
    var sum = 0
    var index = run.startIndex + 1
    while index < run.endIndex {
      let (left, right) = (run[index - 1], run[index])
      defer { index += 1 }
      guard ASCII.isAlphanumeric(left), ASCII.isAlphanumeric(right) else { continue }
      let isBehindLetter = index - run.startIndex > 1 && ASCII.isLetter(run[index - 2])
      switch (ASCII.isDigit(left), ASCII.isDigit(right)) {
      case (true, true): break
      case (false, true):
        let next = index + 1 < run.endIndex ? run[index + 1] : 0
        // Numbers stand behind words, and `2` and `4` between them: `html2text`.
        if ASCII.isLetter(next) {
          sum += isPreposition(right) ? -4 : 6
        } else {
          sum += numberEnds(in: run, at: index) ? 3 : 6
        }
      case (true, false): sum += isBehindLetter && isPreposition(left) ? 2 : 8
      case (false, false):
        if isLower(left), !isLower(right) {
          sum += 3
        } else {
          let pair = Int(pairs[Int(left | 0x20) * 26 + Int(right | 0x20) - 0x61 * 27]) - 5
          // The letters of an abbreviation in camel case say little.
          let isAbbreviation =
            isMixed && !isLower(left)
            && (!isLower(right) || isBehindLetter && !isLower(run[index - 2]))
          sum += isAbbreviation ? (pair >> 1) + 1 : pair
        }
      }
    }
    return sum
  }

  /// The surprise of a word above that of words, by two letters at a time and then by three: what tells
  /// even eight letters.
  ///
  /// - Complexity: O(*n*).
  static func surprise(ofWord word: ArraySlice<UInt8>) -> Int {
    guard word.count >= 3 else { return 0 }
    let triples = triples
    var left = Int(word[word.startIndex] | 0x20) - 0x61
    var middle = Int(word[word.startIndex + 1] | 0x20) - 0x61
    var sum = Int(pairs[left * 26 + middle]) - 4
    for byte in word.dropFirst(2) {
      let right = Int(byte | 0x20) - 0x61
      // What somebody typed for want of a word, such as `aaaa`, is nobody's.
      if left != middle || middle != right {
        sum += Int(triples[(left * 26 + middle) * 26 + right]) - 4
      }
      (left, middle) = (middle, right)
    }
    return sum
  }

  private static func isLower(_ byte: UInt8) -> Bool { byte & 0x20 != 0 }

  private static func isPreposition(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "2") || byte == UInt8(ascii: "4")
  }

  /// Whether no letter stands behind the digits that begin here. They are few: five are a number.
  private static func numberEnds(in run: ArraySlice<UInt8>, at index: Int) -> Bool {
    let end = run[index...].prefix(5).firstIndex { !ASCII.isDigit($0) }
    guard let end else { return true }
    return !ASCII.isLetter(run[end])
  }

  /// The surprise of each pair, from `aa` to `zz`.
  private static let pairs: [UInt8] = pairRows.flatMap { row in row.utf8.map { $0 - 0x61 } }

  /// The surprise of each letter behind two others, from `aaa` to `zzz`.
  private static let triples: [UInt8] = tripleRows.flatMap { row in row.utf8.map { $0 - 0x61 } }
}

extension LetterPairScore {
  /// Whether a run of letters and digits is a random token.
  ///
  /// - Parameter isWhole: Whether it stands by itself. What does is more often one, while names of
  ///   files have parts that a build made.
  static func isToken(
    _ run: ArraySlice<UInt8>, of classes: RunClasses, isWhole: Bool
  ) -> Bool {
    guard run.count >= (isWhole ? 8 : 10) else { return false }
    let count = run.count
    if classes.digits >= 2, classes.changes >= 2, !classes.isMixed, classes.isHex { return true }
    guard classes.hasLetters else { return false }
    if classes.digits == 0, !classes.isMixed || isCapitalized(run) { return isToken(word: run) }
    let surprise = surprise(of: run, isMixed: classes.isMixed)
    if isWhole { return surprise > limit(of: run, classes) }
    if classes.changes > 1 {
      return surprise * 2 > max(classes.isMixed ? 56 : 68, count * 3)
    }
    // Words, perhaps with a number behind. Short ones say little, and rather a token is kept than
    // many of them lost.
    return count >= (classes.digits > 0 ? 10 : shortestWord) && surprise > limit(ofWord: count)
  }

  /// Whether a run of letters has one capital, in front, as words have and random tokens hardly ever:
  /// `Nyhetsbrev`.
  private static func isCapitalized(_ run: ArraySlice<UInt8>) -> Bool {
    guard let first = run.first, !isLower(first) else { return false }
    return run.dropFirst().allSatisfy(isLower)
  }

  /// What a run that stands by itself may have without being a token: less, the less it is built like
  /// words with numbers between and behind.
  private static func limit(of run: ArraySlice<UInt8>, _ classes: RunClasses) -> Int {
    let limit =
      if classes.isMixed {
        classes.digits > 0 ? 12 : 20
      } else {
        switch classes.changes {
        case ...1: 30
        // `pdf2docx`, `iphone15pro`.
        case 2: classes.digits == 1 && run.contains(where: isPreposition) ? 28 : 18
        // `top10of2025`.
        case 3 where run.first.map(ASCII.isLetter) == true: 26
        default: 12
        }
      }
    return run.count < 12 ? limit : max(limit, run.count * 3 / 2)
  }

  /// Whether letters of one case are a random token.
  static func isToken(word: ArraySlice<UInt8>) -> Bool {
    guard word.count >= 8 else { return false }
    let surprise = surprise(ofWord: word)
    let limit = max(34, word.count * 3)
    return surprise > limit && surprise - abbreviations(in: word) * 20 > limit
  }

  /// How many abbreviations stand in a word: names of programs and files are made of them.
  private static func abbreviations(in word: ArraySlice<UInt8>) -> Int {
    var count = 0
    var rest = word
    while rest.count >= 3 {
      let head = rest.prefix(3).reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
      if known.contains(head) {
        count += 1
        rest = rest.dropFirst(3)
      } else {
        rest = rest.dropFirst()
      }
    }
    return count
  }

  /// Abbreviations of formats, protocols and tools, by their three bytes.
  private static let known = Set(
    [
      "sql", "xml", "htm", "tml", "css", "php", "rpc", "ctl", "cfg", "pkg", "pdf", "svg", "xls",
      "gtk", "sdk", "vpn", "dns", "ssh", "tls", "ssl", "cpy", "jpg", "png", "http", "ftp", "smtp",
      "pgp", "gpg", "jwt", "xsl", "crc", "usb", "gdb", "git", "npm", "cms", "crm", "cdn", "tcp",
      "udp", "ntp", "nfs", "lib", "dev", "vps", "gpu", "cpu", "llm", "gcp", "aws", "mcp", "fmt",
      "sms", "csv", "tsv", "yml", "wsd", "asp", "jsp", "mvc", "orm", "qgl", "gql", "xht", "mpc",
    ].map { $0.utf8.prefix(3).reduce(0) { $0 << 8 | UInt32($1) } } as [UInt32])

  private static let shortestWord = 12

  private static func limit(ofWord count: Int) -> Int { max(count < 16 ? 40 : 36, count * 2) }

  /// Whether runs with hyphens or underscores between them are one random token: base64url, or a key
  /// in groups such as `7KQ2-9XFD-M3TR` and `abc-defg-hij`.
  ///
  /// - Parameter isMixed: Whether there may be letters of both cases.
  static func isToken(groups: ArraySlice<UInt8>, isMixed: Bool) -> Bool {
    // Of one case, only groups of the same length are tokens, which those of a slug seldom are.
    if !isMixed, !areEven(groups) { return false }
    let classes = RunClasses(groups)
    guard classes.others > 0, classes.hasLetters else { return false }
    let count = groups.count
    if classes.isMixed {
      let surprise = surprise(of: groups, isMixed: true)
      return surprise * 2 > max(classes.digits > 0 ? 30 : 68, count * 3)
    }
    guard areEven(groups) else { return false }
    if classes.digits == 0 {
      let surprise = groups.split { !ASCII.isLetter($0) }.reduce(0) {
        $0 + self.surprise(ofWord: $1)
      }
      return surprise > (classes.others == 1 ? 38 : count <= 12 ? 31 : max(40, count * 3))
    }
    if classes.others >= 2, classes.digits >= 3, classes.changes >= 2, classes.isHex { return true }
    let surprise = surprise(of: groups, isMixed: false)
    return surprise > (classes.changes >= 2 ? max(14, count) : max(26, count * 6 / 5))
  }

  /// Whether groups have the same length, of three to eight and at least nine bytes in all, or are three,
  /// four and three, or, with digits, four, three and four.
  private static func areEven(_ groups: ArraySlice<UInt8>) -> Bool {
    let width = groups.prefix(while: ASCII.isAlphanumeric).count
    guard groups.count >= 9, (3...8).contains(width) else { return false }
    if groups.count == 12, width == 3 {
      let start = groups.startIndex
      return (0..<12).allSatisfy {
        ASCII.isAlphanumeric(groups[start + $0]) != ($0 == 3 || $0 == 8)
      }
    }
    if groups.count == 13, width == 4 {
      let start = groups.startIndex
      return groups.contains(where: ASCII.isDigit)
        && (0..<13).allSatisfy {
          ASCII.isAlphanumeric(groups[start + $0]) != ($0 == 4 || $0 == 8)
        }
    }
    guard (groups.count + 1) % (width + 1) == 0 else { return false }
    var place = 0
    for byte in groups {
      if ASCII.isAlphanumeric(byte) != (place < width) { return false }
      place = place == width ? 0 : place + 1
    }
    return true
  }
}
