internal import LogFormats

/// How far the value of one step reaches in a line.
struct StepExtent {
  let step: PlanStep
  let line: [UInt8]

  private static let quote = UInt8(ascii: "\"")

  /// Whether the bytes of the ending stand at a place.
  func hasEnding(at place: Int) -> Bool {
    line[min(place, line.count)...].starts(with: step.ending)
  }

  /// The value and where its ending should stand; `nil` where the line ends before.
  ///
  /// - Parameter from: Where to look for the end of text that may hold its own ending.
  func end(from start: Int, searchFrom from: Int) -> (value: Range<Int>, end: Int)? {
    guard start <= line.count else { return nil }
    func plain(_ end: Int?) -> (Range<Int>, Int)? { end.map { (start..<$0, $0) } }
    switch step.extent {
    case .word, .beforeUser: return plain(word(from: start))
    case .beforeTime: return plain(beforeTime(from: start))
    case .quoted: return plain(closingQuote(from: start))
    case .rest: return plain(line.count)
    case .fixed:
      let end = start + Int(step.length)
      return end <= line.count ? plain(end) : nil
    case .list: return plain(list(from: start))
    case .last: return plain(line[start...].firstIndex(of: 0x20) ?? line.count)
    case .text: return plain(text(from: max(start, from)))
    case .doubled: return plain(doubledQuote(from: start) { hasEnding(at: $0) })
    case .maybeQuoted:
      guard start < line.count, line[start] == StepExtent.quote else {
        return plain(word(from: start))
      }
      return doubledQuote(from: start + 1) { _ in true }.map { ((start + 1)..<$0, $0 + 1) }
    }
  }

  private func word(from start: Int) -> Int? {
    guard let first = step.ending.first else { return line.count }
    return line[start...].firstIndex(of: first)
  }

  private func text(from start: Int) -> Int? {
    guard start <= line.count else { return nil }
    return line[start...].indices.first { hasEnding(at: $0) }
  }

  /// The first ending that a time with `] "` behind it follows, or else the first of all.
  private func beforeTime(from start: Int) -> Int? {
    let places = line[start...].indices.lazy.filter { hasEnding(at: $0) }
    let timed = places.first { place in
      let time = place + step.ending.count
      return time + 29 <= line.count && line[(time + 26)...].starts(with: "] \"".utf8)
    }
    return timed ?? places.first
  }

  private func closingQuote(from start: Int) -> Int? {
    var index = start
    while index < line.count, line[index] != StepExtent.quote {
      index += line[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index < line.count ? index : nil
  }

  /// The first quote that is not written twice.
  private func doubledQuote(from start: Int, where isEnd: (Int) -> Bool) -> Int? {
    var index = start
    while index < line.count {
      defer { index += 1 }
      if line[index] == UInt8(ascii: "\\") {
        if step.hasBackslashes { index += 1 }
        continue
      }
      guard line[index] == StepExtent.quote else { continue }
      let isDoubled = index + 1 < line.count && line[index + 1] == StepExtent.quote
      if !isDoubled, isEnd(index) { return index }
      if isDoubled { index += 1 }
    }
    return nil
  }

  /// The first terminator that stands behind no `,` or ` :` between two items.
  private func list(from start: Int) -> Int? {
    guard let terminator = step.ending.first else { return line.count }
    return line[start...].indices.first { place in
      guard line[place] == terminator else { return false }
      guard terminator == 0x20, place > start else { return true }
      let before = line[place - 1]
      let isBehindColon =
        before == UInt8(ascii: ":") && place - start > 1 && line[place - 2] == 0x20
      return
        !(before == UInt8(ascii: ",") || isBehindColon
        || line[(place + 1)...].starts(with: ": ".utf8))
    }
  }
}
