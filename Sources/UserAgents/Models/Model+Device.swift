internal import Traffic

extension Model {
  /// The class of device that a model's name tells, nil where it tells none.
  ///
  /// - Complexity: O(*n*) in the model's bytes.
  func device(in bytes: Span<UInt8>, isMobile: Bool) -> DeviceClass? {
    let lexicon = ModelLexicon.shared
    let entries = lexicon.entries.span
    var best: DeviceClass?
    var bestLength = 0
    var index = start
    var isFirst = true
    while index < end {
      if wordByte(bytes[index]) == 0 {
        index += 1
        continue
      }
      let earlier = best
      let (device, length) = prefix(from: index, in: bytes, entries: entries)
      if length > bestLength {
        best = device
        bestLength = length
      }
      // A `Build/` right behind it is left out.
      let wordEnd = min(end, Word(from: index, in: bytes).end)
      let tail = EightBytes.last(of: bytes, from: index, to: wordEnd)
      if wordEnd - index < 7, bestLength < 8,
        let told = kind(named: tail, length: wordEnd - index)
      {
        // Also behind a maker's name that tells a telephone: `moto tab`, `POCO Pad`, `Redmi TV`.
        best = told
        bestLength = 8
      }
      if earlier == .mobile, best == .mobile, lexicon.device(suffixOf: tail) == .tablet {
        // `TECNO MegaPad`, `itel VistaTab`
        best = .tablet
        bestLength = 8
      }
      if bestLength < 4, isScreenInInches(bytes, from: index, to: wordEnd) {
        best = .tablet
        bestLength = 4
      }
      if bestLength < 3 {
        if let shape = ModelShape.device(
          bytes, from: index, to: wordEnd, isFirst: isFirst, isMobile: isMobile)
        {
          best = shape
          bestLength = 4
        } else if hasTab(bytes, from: index, to: wordEnd) {
          best = .tablet
          bestLength = 3
        } else if let told = lexicon.device(suffixOf: tail) {
          best = told
          bestLength = 3
        }
      }
      index = wordEnd
      isFirst = false
    }
    return best
  }

  /// What a word says that is a kind of device by itself.
  private func kind(named tail: UInt64, length: Int) -> DeviceClass? {
    switch length {
    case 2: tail == 0x7476 ? .tv : nil
    case 3: tail == 0x746162 || tail == 0x706164 ? .tablet : nil
    case 6: tail == 0x7461_626c_6574 ? .tablet : nil
    default: nil
    }
  }

  /// Whether a word is named like a tablet: `Calltab7inch`, `XZPAD412LTE`.
  private func hasTab(_ bytes: Span<UInt8>, from start: Int, to wordEnd: Int) -> Bool {
    var letters: UInt64 = 0
    for index in start..<wordEnd {
      let letter = wordByte(bytes[index])
      if isDigit(letter), letters & 0xff_ffff == 0x706164 { return true }
      letters = letters << 8 | UInt64(letter)
      if letters & 0xff_ffff == 0x746162 { return true }
    }
    return false
  }

  /// Whether a word is the size of a tablet's screen: `7.0`, `9.7`, `10.1`.
  private func isScreenInInches(_ bytes: Span<UInt8>, from start: Int, to wordEnd: Int) -> Bool {
    guard wordEnd + 1 < end, bytes[wordEnd] == UInt8(ascii: "."), isDigit(bytes[wordEnd + 1]) else {
      return false
    }
    // `7.1.2` is a version.
    if wordEnd + 2 < end, bytes[wordEnd + 2] == UInt8(ascii: ".") { return false }
    let tenths = bytes[wordEnd + 1]
    if wordEnd + 2 < end, isDigit(bytes[wordEnd + 2]), bytes[start] != UInt8(ascii: "7") {
      return false
    }
    if wordEnd - start == 1 {
      switch bytes[start] {
      case UInt8(ascii: "7"), UInt8(ascii: "8"): return tenths == 0x30 || tenths > 0x36
      case UInt8(ascii: "9"): return tenths == 0x36 || tenths == 0x37
      default: return false
      }
    }
    return wordEnd - start == 2 && bytes[start] == UInt8(ascii: "1")
      && bytes[start + 1] == UInt8(ascii: "0") && tenths > 0x30
  }

  /// The longest known prefix that starts here.
  private func prefix(
    from start: Int, in bytes: Span<UInt8>, entries: Span<ModelLexicon.Entry>
  ) -> (DeviceClass?, Int) {
    var hash = PrefixHash()
    var best: DeviceClass?
    var length = 0
    var index = start
    let last = min(end, start + ModelLexicon.longestPrefix)
    var isAfterMark = false
    while index < last {
      let letter = wordByte(bytes[index])
      index &+= 1
      if letter == 0, isAfterMark { continue }
      isAfterMark = letter == 0
      hash.add(isAfterMark ? UInt8(ascii: "-") : letter)
      // One letter tells nothing.
      if index &- start < 2 { continue }
      guard let entry = ModelLexicon.find(hash.value, in: entries) else {
        return (best, length)
      }
      if let device = entry.device {
        best = device
        length = index &- start
      }
    }
    if index == end {
      hash.add(UInt8(ascii: "$"))
      if let device = ModelLexicon.find(hash.value, in: entries)?.device {
        best = device
        length = index - start + 1
      }
    }
    return (best, length)
  }
}
