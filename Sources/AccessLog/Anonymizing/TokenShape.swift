/// Strings that only one person can have been given: identifiers, keys, signatures.
enum TokenShape {
  /// The length of a UUID that begins here (RFC 9562, section 4), also with underscores.
  static func uuid(at rest: ArraySlice<UInt8>) -> Int? {
    guard rest.count >= 36 else { return nil }
    let hyphen = rest[rest.startIndex + 8]
    guard hyphen == UInt8(ascii: "-") || hyphen == UInt8(ascii: "_") else { return nil }
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

  /// The length of a token that begins here: long hexadecimal or base64 without the grain of words.
  ///
  /// - Parameter isAlone: Whether a delimiter or nothing stands before it. What then ends at one, too,
  ///   stands by itself, and may be shorter.
  static func token(at rest: ArraySlice<UInt8>, isAlone: Bool = false) -> Int? {
    // base64url has hyphens and underscores, as slugs have; so ask the run with them first.
    let wide = rest.prefix { ASCII.isAlphanumeric($0) || "-_=+".utf8.contains($0) }
    if wide.count >= 20, hasAllClasses(wide), isRandom(wide, grain: 3) {
      return wide.count
    }
    let run = rest.prefix(while: ASCII.isAlphanumeric)
    if run.count >= 16, run.allSatisfy({ HexDigit.value($0) != nil }),
      run.contains(where: ASCII.isDigit), run.contains(where: ASCII.isLetter)
    {
      return run.count
    }
    if run.count >= 16, isRandom(run, grain: 3) { return run.count }
    // A short hash with a long number in it goes as a whole: half of it would help nobody.
    if run.count >= 8, run.allSatisfy({ HexDigit.value($0) != nil }), hasLongNumber(run) {
      return run.count
    }
    // ULIDs and others with letters of one case: their digits stand anywhere among them, while
    // those of words stand at an end.
    let digitChanges = zip(run, run.dropFirst()).count { ASCII.isDigit($0) != ASCII.isDigit($1) }
    if digitChanges >= (run.count >= 20 ? 3 : 5), run.count >= 12 { return run.count }
    if run.count >= 10, hasAllClasses(run), changes(in: run) >= 4 { return run.count }
    let isWhole = isAlone && (run.endIndex == rest.endIndex || isDelimiter(rest[run.endIndex]))
    return WordGrain.isToken(run, isWhole: isWhole) ? run.count : nil
  }

  /// The length of a token in groups that begins here, behind a delimiter, and ends at one.
  static func groups(at rest: ArraySlice<UInt8>) -> Int? {
    let groups = rest.prefix { ASCII.isAlphanumeric($0) || "-_".utf8.contains($0) }
    guard groups.count >= 10, groups.endIndex == rest.endIndex || isDelimiter(rest[groups.endIndex])
    else { return nil }
    return WordGrain.isToken(groups: groups) ? groups.count : nil
  }

  /// Whether a value ends at a byte: what stands between parameters, and in lists.
  static func isDelimiter(_ byte: UInt8) -> Bool { "=+&, ".utf8.contains(byte) }

  /// Whether at least one in `grain` neighbours differ in class. Words, also in camel case and with
  /// numbers behind them, seldom change; random base64 changes at two of five places.
  private static func isRandom(_ run: ArraySlice<UInt8>, grain: Int) -> Bool {
    changes(in: run) * grain >= run.count
  }

  private static func hasLongNumber(_ run: ArraySlice<UInt8>) -> Bool {
    run.contains { !ASCII.isDigit($0) }
      && run.split { !ASCII.isDigit($0) }.contains { $0.count >= 5 }
  }

  private static func hasAllClasses(_ run: ArraySlice<UInt8>) -> Bool {
    run.contains(where: ASCII.isDigit)
      && run.contains { (0x41...0x5a).contains($0) } && run.contains { (0x61...0x7a).contains($0) }
  }

  /// Places where letters, digits and cases meet, but for a capital that begins a word.
  private static func changes(in run: ArraySlice<UInt8>) -> Int {
    var changes = 0
    for (left, right) in zip(run, run.dropFirst()) {
      let isWordStart = (0x41...0x5a).contains(left) && (0x61...0x7a).contains(right)
      if !isWordStart, kind(left) != kind(right), kind(left) != 0, kind(right) != 0 {
        changes += 1
      }
    }
    return changes
  }

  private static func kind(_ byte: UInt8) -> Int {
    switch byte {
    case 0x30...0x39: 1
    case 0x41...0x5a: 2
    case 0x61...0x7a: 3
    default: 0
    }
  }
}
