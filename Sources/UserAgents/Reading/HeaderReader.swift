internal import Traffic

/// Reads a header once, byte by byte: words, phrases of them, versions after them, and the marks
/// between them.
struct HeaderReader {
  var clues = Clues()

  /// Open parentheses. A header that closes more than it opens stays at 0.
  var depth = 0
  /// The offset of the parenthesis that opened the comment.
  var commentStart = 0
  /// Phrases that the words so far may be the beginning of; 0 is none.
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

  /// Reads the header.
  ///
  /// - Complexity: O(*n*), without allocation.
  mutating func read(_ bytes: Span<UInt8>, lexicon: Span<Lexicon.Entry>, mask: Int) {
    var index = 0
    let end = bytes.count
    while index < end {
      let byte = bytes[index]
      if wordByte(byte) == 0 {
        passMark(byte, at: index, in: bytes)
        index += 1
        continue
      }
      let start = index
      negatedWord = false
      var word = WordHash()
      var stem = WordHash()
      var stemEnd = -1
      repeat {
        let letter = wordByte(bytes[index])
        if letter == 0 { break }
        if stemEnd < 0, isDigit(letter) {
          stem = word
          stemEnd = index
        }
        word.add(letter)
        index += 1
      } while index < end
      clues.wordCount += 1
      var known = false
      if let facts = Lexicon.find(word.value, in: lexicon, mask: mask) {
        known = facts.saysSomething
        note(facts, from: start, to: index, versionAt: index, in: bytes)
        follow(
          word.value, continues: facts.marks.contains(.continues), lexicon, mask, start, index,
          bytes)
      } else {
        // What the word before was like is passed.
        defer { afterLike = false }
        if stemEnd > start, let facts = Lexicon.find(stem.value, in: lexicon, mask: mask),
          facts.marks.contains(.stem)
        {
          known = true
          note(facts, from: start, to: stemEnd, versionAt: stemEnd, in: bytes)
        } else if stemEnd > start + 5, !isInModel,
          let clue = maker(in: bytes, from: start, to: stemEnd, lexicon, mask)
        {
          known = true
          clues[clue] = true
        }
        follow(word.value, continues: false, lexicon, mask, start, index, bytes)
      }
      if !known, clues.strongClass == .unknown, !isInModel {
        clues.strongClass = WordShape.strongClass(of: bytes, from: start, to: index)
      }
    }
  }

  /// The maker that a telephone's model begins with where up to four letters stand between it and the
  /// number: `NokiaE71`, `SonyEricssonP1i`. Shorter names than five letters are too many words' beginning.
  private func maker(
    in bytes: Span<UInt8>, from start: Int, to stemEnd: Int, _ lexicon: Span<Lexicon.Entry>,
    _ mask: Int
  ) -> Clue? {
    var word = WordHash()
    for index in start..<stemEnd - 1 {
      word.add(wordByte(bytes[index]))
      guard index >= start + 4, index >= stemEnd - 5,
        let facts = Lexicon.find(word.value, in: lexicon, mask: mask),
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
    _ word: UInt64, continues: Bool, _ lexicon: Span<Lexicon.Entry>, _ mask: Int, _ start: Int,
    _ end: Int, _ bytes: Span<UInt8>
  ) {
    // The phrase that began later comes first, so that the longer one has the last word.
    let later = heads.1 == 0 ? 0 : step(heads.1, word, lexicon, mask, start, end, bytes)
    let earlier = heads.0 == 0 ? 0 : step(heads.0, word, lexicon, mask, start, end, bytes)
    var next = earlier == 0 ? (later, 0) : (earlier, later)
    if continues, !negatedWord {
      if next.0 == 0 { next.0 = word } else { next.1 = word }
    }
    heads = next
  }

  /// Adds the word to one phrase; its hash where it may go on, else 0.
  @inline(__always)
  private mutating func step(
    _ head: UInt64, _ word: UInt64, _ lexicon: Span<Lexicon.Entry>, _ mask: Int, _ start: Int,
    _ end: Int, _ bytes: Span<UInt8>
  ) -> UInt64 {
    let phrase = WordHash.phrase(head, word)
    guard let facts = Lexicon.find(phrase, in: lexicon, mask: mask) else { return 0 }
    note(facts, from: start, to: end, versionAt: end, in: bytes, isPhrase: true)
    return facts.marks.contains(.continues) ? phrase : 0
  }
}
