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

  /// The same of letters of one case.
  ///
  /// - Complexity: O(*n*).
  static func surprise(ofWord word: ArraySlice<UInt8>) -> Int {
    let pairs = pairs
    var sum = 0
    guard var left = word.first else { return 0 }
    for right in word.dropFirst() {
      sum += Int(pairs[Int(left | 0x20) * 26 + Int(right | 0x20) - 0x61 * 27]) - 5
      left = right
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
    if classes.digits == 0, !classes.isMixed { return isToken(word: run) }
    let surprise = surprise(of: run, isMixed: classes.isMixed)
    if classes.changes > 1 || (classes.isMixed && isWhole && classes.digits > 0) {
      let threshold =
        if classes.isMixed { isWhole ? 20 : 28 } else { isWhole && count >= 10 ? 26 : 34 }
      return surprise * 2 > max(threshold * 2, count * 3)
    }
    // Words, perhaps with a number behind. Short ones say little, and rather a token is kept than
    // many of them lost.
    if classes.isMixed, isWhole, surprise * 5 > max(130, count * 13) { return true }
    return count >= (classes.digits > 0 ? 10 : shortestWord) && surprise > limit(ofWord: count)
  }

  /// Whether letters of one case are a random token.
  static func isToken(word: ArraySlice<UInt8>) -> Bool {
    word.count >= shortestWord && surprise(ofWord: word) > limit(ofWord: word.count)
  }

  private static let shortestWord = 12

  private static func limit(ofWord count: Int) -> Int { max(count < 16 ? 40 : 36, count * 2) }

  /// Whether runs with hyphens or underscores between them are one random token: base64url, or a key
  /// in groups of the same length such as `7KQ2-9XFD-M3TR`.
  ///
  /// - Parameter isMixed: Whether there may be letters of both cases.
  static func isToken(groups: ArraySlice<UInt8>, isMixed: Bool) -> Bool {
    // Of one case, only groups of the same length are tokens, which those of a slug seldom are.
    if !isMixed, !areEven(groups) { return false }
    let classes = RunClasses(groups)
    guard classes.others > 0, classes.hasLetters else { return false }
    let count = groups.count
    if classes.isMixed {
      guard count >= 10 else { return false }
      let surprise = surprise(of: groups, isMixed: true)
      return surprise * 2 > max(classes.digits > 0 ? 40 : 56, count * 3)
    }
    guard (classes.others + 1) * 4 <= count - classes.others, classes.others >= 2 else {
      return false
    }
    guard areEven(groups) else { return false }
    if classes.digits >= 3, classes.changes >= 2, classes.isHex { return true }
    let surprise = surprise(of: groups, isMixed: false)
    return classes.digits > 0
      ? surprise * 5 > max(130, count * 6) : surprise > max(36, count * 2)
  }

  /// Whether groups have the same length, of four to eight.
  private static func areEven(_ groups: ArraySlice<UInt8>) -> Bool {
    let width = groups.prefix(while: ASCII.isAlphanumeric).count
    guard (4...8).contains(width), (groups.count + 1) % (width + 1) == 0 else { return false }
    var place = 0
    for byte in groups {
      if ASCII.isAlphanumeric(byte) != (place < width) { return false }
      place = place == width ? 0 : place + 1
    }
    return true
  }
}
