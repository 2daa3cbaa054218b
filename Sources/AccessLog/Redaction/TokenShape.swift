/// Strings that only one person can have been given: identifiers, keys, signatures.
enum TokenShape {
  /// The length of a UUID that begins here (RFC 9562, section 4), also with underscores or other signs.
  static func uuid(at rest: ArraySlice<UInt8>) -> Int? {
    guard rest.count >= 36 else { return nil }
    let hyphen = rest[rest.startIndex + 8]
    guard "-_:. +".utf8.contains(hyphen) else { return nil }
    for (index, byte) in rest.prefix(36).enumerated() {
      let isHyphen = index == 8 || index == 13 || index == 18 || index == 23
      guard isHyphen ? byte == hyphen : HexDigit.value(byte) != nil else { return nil }
    }
    return 36
  }

  /// Whether a segment is a JSON Web Token (RFC 7519): three base64url parts, the first a header.
  static func isWebToken(_ segment: ArraySlice<UInt8>) -> Bool {
    segment.starts(with: "eyJ".utf8)
      && segment.count >= 20 && segment.contains(UInt8(ascii: "."))
  }

  /// The length of a token that begins here: long hexadecimal or base64 that does not look like words.
  ///
  /// - Parameters:
  ///   - isAlone: Whether a delimiter or nothing stands before it. What then ends at one, too, stands
  ///     by itself, and may be shorter.
  ///   - isLast: Whether a hyphen or underscore stands before it: then it has to look less like words
  ///     for that.
  ///   - bytes: What stands in the text at most.
  static func token(
    at rest: ArraySlice<UInt8>, isAlone: Bool = false, isLast: Bool = false,
    among bytes: ByteSet = .any
  ) -> Int? {
    // base64url has hyphens and underscores, as slugs have; so ask the run with them first.
    if bytes.hasDigits, bytes.isMixed, let length = base64(at: rest) { return length }
    let run = rest.prefix(while: ASCII.isAlphanumeric)
    guard run.count >= shortest else { return nil }
    if !bytes.hasDigits, !bytes.isMixed {
      return LetterPairScore.isToken(word: run) ? run.count : nil
    }
    let classes = RunClasses(run)
    if isToken(classes, count: run.count) { return run.count }
    let isWhole =
      endsValue(rest[run.endIndex...], isShort: run.count < 12)
      && (isAlone || isLast && (classes.isMixed ? classes.digits > 0 : classes.changes >= 3))
    return LetterPairScore.isToken(run, of: classes, isWhole: isWhole) ? run.count : nil
  }

  /// The fewest bytes of a token.
  private static let shortest = 8

  /// Whether a text is random base64 as a whole.
  static func isBase64(_ text: ArraySlice<UInt8>) -> Bool {
    if base64(at: text) == text.count { return true }
    let body = text.prefix { $0 != UInt8(ascii: "=") }
    return text.count >= 16 && (1...2).contains(text.count - body.count)
      && body.allSatisfy { ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "+") }
      && RunClasses(body).hasAll
  }

  private static func base64(at rest: ArraySlice<UInt8>) -> Int? {
    let wide = rest.prefix {
      switch $0 {
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "+"): true
      default: ASCII.isAlphanumeric($0)
      }
    }
    guard wide.count >= 20 else { return nil }
    let classes = RunClasses(wide)
    return classes.hasAll && isRandom(classes, count: wide.count) ? wide.count : nil
  }

  /// Whether a run of letters and digits is a token by what it consists of.
  private static func isToken(_ classes: RunClasses, count: Int) -> Bool {
    if count >= 16, classes.isHex, classes.digits > 0, classes.hasLetters { return true }
    if count >= 16, isRandom(classes, count: count) { return true }
    // A short hash with a long number in it goes as a whole: half of it would help nobody.
    if classes.isHex, classes.hasLetters, classes.longestNumber >= 5 { return true }
    // ULIDs and others with letters of one case: their digits stand anywhere among them, while
    // those of words stand at an end.
    if count >= 12, classes.changes >= (count >= 20 ? 3 : 5) { return true }
    return count >= 10 && classes.hasAll && classes.breaks >= 4
  }

  /// The length of a token in groups that begins here, behind a delimiter, and ends at one.
  ///
  /// - Parameter bytes: What stands in the text at most.
  static func groups(at rest: ArraySlice<UInt8>, among bytes: ByteSet) -> Int? {
    let sign = rest.drop(while: ASCII.isAlphanumeric).first ?? 0
    let isOther =
      sign == UInt8(ascii: " ") || sign == UInt8(ascii: ":") || sign == UInt8(ascii: ".")
    let groups = rest.prefix {
      ASCII.isAlphanumeric($0)
        || (isOther ? $0 == sign : $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_"))
    }
    // Words have spaces between them: only with digits, and three groups, are they a token; with full
    // stops between three, four and three letters as well.
    if isOther, !isDotted(groups, rest),
      !bytes.hasDigits || groups.count(where: { $0 == sign }) < 2
        || !groups.contains(where: ASCII.isDigit)
    {
      return nil
    }
    guard groups.count >= 8, endsValue(rest[groups.endIndex...], isShort: true) else { return nil }
    return LetterPairScore.isToken(groups: groups, isMixed: bytes.isMixed && !isOther)
      ? groups.count : nil
  }

  /// Whether a text is three, four and three letters with full stops between, and none of a document's name.
  private static func isDotted(_ groups: ArraySlice<UInt8>, _ rest: ArraySlice<UInt8>) -> Bool {
    groups.count == 12 && groups.count == rest.count
      && groups[groups.startIndex + 3] == UInt8(ascii: ".") && !isDocument(groups)
  }

  /// Whether a value ends before this: at a delimiter, or at the ending of a document, which is somebody's
  /// more often than a script or a style sheet is.
  ///
  /// - Parameter isShort: Whether the ending of a document counts. Long tokens need it less, and long
  ///   names of documents are many.
  private static func endsValue(_ rest: ArraySlice<UInt8>, isShort: Bool) -> Bool {
    guard let byte = rest.first else { return true }
    if isDelimiter(byte) { return true }
    return isShort && byte == UInt8(ascii: ".") && rest.count <= 5
      && documents.contains(String(decoding: rest.dropFirst().map { $0 | 0x20 }, as: UTF8.self))
  }

  /// Whether a name has the ending of a document or a page.
  static func isDocument(_ name: ArraySlice<UInt8>) -> Bool {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return documents.contains(
      String(decoding: name[(dot + 1)...].map { $0 | 0x20 }, as: UTF8.self))
  }

  private static let documents: Set<String> = [
    "pdf", "html", "htm", "txt", "csv", "doc", "docx", "xls", "xlsx", "odt", "ods", "json", "xml",
    "zip", "ics", "vcf", "eml", "php", "asp", "aspx", "jsp", "jpg", "jpeg", "png", "heic", "mp4",
    "bin",
  ]

  /// Whether a value ends at a byte: what stands between parameters, and in lists.
  static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "&"), UInt8(ascii: ","),
      UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "~"),
      UInt8(ascii: "|"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "'"),
      UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "*"):
      true
    default: false
    }
  }

  /// Whether at least one in three neighbours differ in class. Words, also in camel case and with
  /// numbers behind them, seldom change; random base64 changes at two of five places.
  private static func isRandom(_ classes: RunClasses, count: Int) -> Bool {
    classes.breaks * 3 >= count
  }
}
