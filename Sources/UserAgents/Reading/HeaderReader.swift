internal import Traffic

/// Reads a header once, byte by byte: words, phrases of them, versions after them, and the marks
/// between them.
struct HeaderReader {
  var clues = Clues()

  /// Open parentheses. A header that closes more than it opens stays at 0.
  var depth = 0
  /// The offset of the parenthesis that opened the comment.
  var commentStart = 0
  /// Phrases that the words so far may be the beginning of; 0 is none, and the second is none where the
  /// first is.
  var heads: (UInt64, UInt64) = (0, 0)
  /// The word before was `like`: what follows is what the client is not.
  var afterLike = false
  /// The word that was read last was negated by a `like`.
  var negatedWord = false
  /// The number of the word that named a program last.
  var lastBotWord = -10
  /// The comment that names Android is still open.
  var inModelComment = false
  /// `(KHTML, like Gecko` is still open.
  var inEngineComment = false

  /// Reads the header: a word or none, then a mark, and so on.
  ///
  /// The words are read here and not in a function, since a call would cost each a fourth more.
  ///
  /// - Complexity: O(*n*), without allocation.
  mutating func read(_ bytes: Span<UInt8>, lexicon: Span<Lexicon.Entry>) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if isDigit(byte), let end = passNumber(from: index, in: bytes) {
        index = end
      } else if wordByte(byte) != 0 {
        let word = Word(from: index, in: bytes)
        clues.wordCount &+= 1
        negatedWord = false
        if let facts = Lexicon.find(word.hash, in: lexicon) {
          note(facts, from: word.start, to: word.end, versionAt: word.end, in: bytes)
          follow(word, continues: facts.marks.contains(.continues), lexicon, bytes)
          if !facts.saysSomething { noteShape(of: word, in: bytes) }
        } else {
          let isKnown = !isDigit(bytes[word.start]) && readStem(of: word, in: bytes, lexicon)
          follow(word, continues: false, lexicon, bytes)
          // What the word before was like is passed.
          afterLike = false
          if !isKnown { noteShape(of: word, in: bytes) }
        }
        index = word.end
      }
      // Behind a word stands a mark, and where no word begins.
      guard index < bytes.count else { return }
      passMark(bytes[index], at: index, in: bytes)
      index &+= 1
    }
  }

  /// Passes a number that no phrase begins with, as half the words of most headers are: where it ends, nil
  /// where it has to be read.
  @inline(__always)
  private mutating func passNumber(from start: Int, in bytes: Span<UInt8>) -> Int? {
    guard heads.0 == 0 else { return nil }
    var number = 0
    var end = start
    repeat {
      number = number &* 10 &+ Int(bytes[end] &- UInt8(ascii: "0"))
      end &+= 1
    } while end < bytes.count && isDigit(bytes[end])
    guard number != Lexicon.firstNumber, end == bytes.count || wordByte(bytes[end]) == 0 else {
      return nil
    }
    clues.wordCount &+= 1
    negatedWord = false
    afterLike = false
    return end
  }

  /// Takes notice of what the letters of an unknown word say.
  @inline(__always)
  private mutating func noteShape(of word: Word, in bytes: Span<UInt8>) {
    if depth == 0, clues.systemRank == 0, let system = systemAtEnd(of: word, in: bytes) {
      clues.system = system
    }
    // The shortest that tells a class is `bot`.
    guard word.end &- word.start >= 3, clues.strongClass == .unknown, !isInModel else { return }
    clues.strongClass = WordShape.strongClass(of: bytes, from: word.start, to: word.end)
  }

  /// The system that an application has in its name: `ExampleAndroid/1.0`, `ExampleiOS/1.0`. Only as it is
  /// written there, behind a small letter: `curios` is none of them.
  private func systemAtEnd(of word: Word, in bytes: Span<UInt8>) -> OperatingSystem? {
    let end = word.end
    if bytes[end - 1] == UInt8(ascii: "S"), end - word.start > 3 {
      return bytes[end - 2] == UInt8(ascii: "O") && bytes[end - 3] == UInt8(ascii: "i") ? .iOS : nil
    }
    guard bytes[end - 1] == UInt8(ascii: "d"), end - word.start > 7,
      bytes[end - 7] == UInt8(ascii: "A"),
      WordHash.hash(of: bytes, from: end - 7, to: end) == Self.android
    else { return nil }
    return .android
  }

  private static let android = WordHash.hash(of: "android")

  /// Takes notice of a word by the letters before its first digit, of which there are some; whether they
  /// are known.
  @inline(never)
  private mutating func readStem(
    of word: Word, in bytes: Span<UInt8>, _ lexicon: Span<Lexicon.Entry>
  ) -> Bool {
    let stemEnd = word.stemEnd(in: bytes)
    guard stemEnd < word.end else { return false }
    let stem = WordHash.hash(of: bytes, from: word.start, to: stemEnd)
    if let facts = Lexicon.find(stem, in: lexicon), facts.marks.contains(.stem) {
      note(facts, from: word.start, to: stemEnd, versionAt: stemEnd, in: bytes)
      return true
    }
    guard stemEnd > word.start + 5, !isInModel,
      let clue = maker(in: bytes, from: word.start, to: stemEnd, lexicon)
    else { return false }
    clues[clue] = true
    return true
  }

  /// The maker that a telephone's model begins with where up to four letters stand between it and the
  /// number: `NokiaE71`, `SonyEricssonP1i`. Shorter names than five letters are too many words' beginning.
  private func maker(
    in bytes: Span<UInt8>, from start: Int, to stemEnd: Int, _ lexicon: Span<Lexicon.Entry>
  ) -> Clue? {
    for end in max(start + 5, stemEnd - 4)..<stemEnd {
      let name = WordHash.hash(of: bytes, from: start, to: end)
      guard let facts = Lexicon.find(name, in: lexicon),
        facts.marks.contains(.stem),
        facts.clue == .featurePhone || facts.clue == .phoneMaker
      else { continue }
      return facts.clue
    }
    return nil
  }

  /// Whether the reader stands where an Android header names its device.
  var isInModel: Bool { inModelComment && !clues[.compatible] }

  /// Tries the word as the next of the phrases that are under way.
  @inline(__always)
  private mutating func follow(
    _ word: Word, continues: Bool, _ lexicon: Span<Lexicon.Entry>, _ bytes: Span<UInt8>
  ) {
    // Most words begin no phrase and stand in none.
    if heads.0 != 0 {
      // The phrase that began later comes first, so that the longer one has the last word.
      let later = heads.1 == 0 ? 0 : step(heads.1, word, lexicon, bytes)
      let earlier = step(heads.0, word, lexicon, bytes)
      heads = earlier == 0 ? (later, 0) : (earlier, later)
    }
    if continues, !negatedWord {
      if heads.0 == 0 { heads.0 = word.hash } else { heads.1 = word.hash }
    }
  }

  /// Adds the word to one phrase; its hash where it may go on, else 0.
  @inline(never)
  private mutating func step(
    _ head: UInt64, _ word: Word, _ lexicon: Span<Lexicon.Entry>, _ bytes: Span<UInt8>
  ) -> UInt64 {
    let phrase = WordHash.phrase(head, word.hash)
    guard let facts = Lexicon.find(phrase, in: lexicon) else { return 0 }
    note(
      facts, from: word.start, to: word.end, versionAt: word.end, in: bytes, isPhrase: true)
    return facts.marks.contains(.continues) ? phrase : 0
  }
}
