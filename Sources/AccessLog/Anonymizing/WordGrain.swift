/// How little a run of letters and digits looks like words: what tells a random token from a name.
///
/// Each pair of neighbours has a surprise in half bits, of which five are what words have on average.
/// What lies above adds up, so that a long run is judged by all of it. Words of European languages
/// stay below 36 (Tests: `WordGrainTests`), and random letters gain four or five a letter.
enum WordGrain {
  /// What a run consists of, found in one pass.
  struct Classes {
    var digits = 0
    var hasLower = false
    var hasUpper = false
    /// Places where a letter and a digit meet.
    var changes = 0
    /// Bytes that are neither letters nor digits.
    var others = 0

    init(_ run: ArraySlice<UInt8>) {
      var last: UInt8?
      for byte in run {
        switch byte {
        case 0x30...0x39: digits += 1
        case 0x41...0x5a: hasUpper = true
        case 0x61...0x7a: hasLower = true
        default: others += 1
        }
        if let last, ASCII.isAlphanumeric(last), ASCII.isAlphanumeric(byte),
          ASCII.isDigit(last) != ASCII.isDigit(byte)
        {
          changes += 1
        }
        last = byte
      }
    }

    var isMixed: Bool { hasLower && hasUpper }
    var hasLetters: Bool { hasLower || hasUpper }
  }

  /// The surprise of a run above that of words. Hyphens and other bytes begin a new word.
  ///
  /// - Complexity: O(*n*).
  static func surprise(of run: ArraySlice<UInt8>, isMixed: Bool) -> Int {
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

extension WordGrain {
  /// Whether a run of letters and digits is a random token.
  ///
  /// - Parameter isWhole: Whether it stands by itself. What does is more often one, while names of
  ///   files have parts that a build made.
  static func isToken(_ run: ArraySlice<UInt8>, isWhole: Bool) -> Bool {
    guard run.count >= (isWhole ? 8 : 10) else { return false }
    let classes = Classes(run)
    let count = run.count
    if classes.digits >= 2, classes.changes >= 2, !classes.isMixed,
      run.allSatisfy({ HexDigit.value($0) != nil })
    {
      return true
    }
    guard classes.hasLetters else { return false }
    let surprise = surprise(of: run, isMixed: classes.isMixed)
    if classes.changes > 1 || (classes.isMixed && isWhole && classes.digits > 0) {
      let threshold =
        if classes.isMixed { isWhole ? 20 : 28 } else { isWhole && count >= 10 ? 26 : 34 }
      return surprise * 2 > max(threshold * 2, count * 3)
    }
    // Words, perhaps with a number behind. Short ones say little, and rather a token is kept than
    // many of them lost.
    if classes.isMixed, isWhole, surprise * 5 > max(130, count * 13) { return true }
    let threshold = count < 16 ? 40 : 36
    return count >= (classes.digits > 0 ? 10 : 12) && surprise > max(threshold, count * 2)
  }

  /// Whether runs with hyphens or underscores between them are one random token: base64url, or a key
  /// in groups of the same length such as `7KQ2-9XFD-M3TR`.
  static func isToken(groups: ArraySlice<UInt8>) -> Bool {
    let classes = Classes(groups)
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
    let width = groups.prefix(while: ASCII.isAlphanumeric).count
    guard (4...8).contains(width), count == (width + 1) * (classes.others + 1) - 1,
      groups.enumerated().allSatisfy({ ASCII.isAlphanumeric($1) == ($0 % (width + 1) != width) })
    else { return false }
    if classes.digits >= 3, classes.changes >= 2,
      groups.allSatisfy({ HexDigit.value($0) != nil || !ASCII.isAlphanumeric($0) })
    {
      return true
    }
    let surprise = surprise(of: groups, isMixed: false)
    return classes.digits > 0
      ? surprise * 5 > max(130, count * 6) : surprise > max(36, count * 2)
  }
}
