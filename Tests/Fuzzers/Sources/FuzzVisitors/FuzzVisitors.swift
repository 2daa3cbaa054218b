import Traffic

@testable import Counting

/// The file of an open day, or the visitors of one place from a share, as any bytes: what is read has
/// the visitors that a plain reading of the form finds, says so when it is written and read again, and
/// can be counted together with others; or the records of a part of a backfill. The last byte chooses which; a
/// day's sum is made right, or nearly all would end there.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzVisitors(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let kind = bytes.popLast() else { return 0 }
  if kind % 8 == 7 {
    readPart(bytes)
  } else if kind % 2 == 0 {
    readPlace(bytes)
  } else {
    readDay(bytes, isRepaired: kind % 4 == 1)
  }
  return 0
}

private func readPlace(_ bytes: [UInt8]) {
  var rest = bytes[...]
  var plainRest = bytes[...]
  let plain = PlainSketch(taking: &plainRest)
  guard var sketch = VisitorSketch(taking: &rest) else {
    precondition(plain == nil, "the plain reading is one, too")
    return
  }
  defer { sketch.free() }
  precondition(plain != nil && rest.count == plainRest.count, "as much is taken")
  precondition(PlainSketch(sketch.bytes) == plain, "the same visitors are written")
  let count = sketch.estimatedCount
  precondition(plain!.isRight(count) && count >= 0)
  let (four, six, clients) = (plain!.marks[0].count, plain!.marks[1].count, plain!.marks[2].count)
  precondition(sketch.people == Int64(min(max(four, six), clients)))
  var again = VisitorSketch(precision: sketch.precision)
  defer { again.free() }
  for _ in 0..<2 {
    again.merge(sketch)
    precondition(again.bytes == sketch.bytes && again.estimatedCount == count)
  }
}

private func readDay(_ bytes: [UInt8], isRepaired: Bool) {
  var bytes = bytes
  if isRepaired {
    let sum = OpenDay.checksum(of: bytes[...])
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }
  }
  guard let day = OpenDay(bytes: bytes) else { return }
  let written = day.bytes
  guard let again = OpenDay(bytes: written) else { fatalError("what was written is read") }
  precondition(again.key == day.key && again.count == day.count && again.bytes == written)
  // Three bytes more for each place of an earlier release, which had no marks; and no fetches, of which
  // there are a number and two lists.
  precondition(
    day.visitors.count == day.count && written.count <= bytes.count + 3 * day.count + 16)
  // Whatever the file says, a batch is added to it.
  for (tag, _) in day.visitors.prefix(4) {
    for precision in [VisitorSketch.ofPage, VisitorSketch.ofSite] {
      var batch = VisitorSketch(precision: precision)
      _ = batch.add(1)
      precondition(day.add(batch, of: tag).visitors >= 1)
      batch.free()
    }
  }
}

/// The visitors of one place, read the plain way.
private struct PlainSketch: Equatable {
  var precision: UInt8
  /// Networks of IPv4, of IPv6, and kinds of client.
  var marks: [Set<UInt16>] = [[], [], []]
  var tokens: Set<UInt32> = []
  var registers: [UInt8]?

  init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    self.init(taking: &rest)
    guard rest.isEmpty else { return nil }
  }

  init?(taking rest: inout ArraySlice<UInt8>) {
    let bytes = Array(rest)
    guard let form = bytes.first, [10, 14].contains(form & 0x7f) else { return nil }
    precision = form & 0x7f
    var start = 1
    for part in marks.indices where form & 0x80 != 0 {
      guard bytes.count > start, bytes[start] <= 8, bytes.count > start + 2 * Int(bytes[start])
      else { return nil }
      for place in stride(from: start + 1, to: start + 1 + 2 * Int(bytes[start]), by: 2) {
        let mark = UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8
        guard mark != 0, part == 2 || mark % 2 == part else { return nil }
        marks[part].insert(mark)
      }
      start += 1 + 2 * Int(bytes[start])
    }
    // Of enough people, nobody is kept.
    if min(max(marks[0].count, marks[1].count), marks[2].count) == 8 {
      marks = [Set((1...8).map { 2 * $0 }), [], Set(1...8)]
    }
    guard bytes.count > start else { return nil }
    var length = start + 1
    let body = length
    if bytes[start] == 0xff {
      length += 1 << Int(precision)
      guard bytes.count >= length else { return nil }
      let registers = Array(bytes[body..<length])
      guard registers.allSatisfy({ $0 <= 33 - precision }) else { return nil }
      self.registers = registers
    } else {
      let count = Int(bytes[start])
      length += 4 * count
      // Nobody's marks are there for no visitor.
      guard count <= 64, bytes.count >= length, form & 0x80 == 0 || count > 0 else { return nil }
      for place in stride(from: body, to: length, by: 4) {
        tokens.insert((0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << (8 * UInt32($1)) })
      }
      guard !tokens.contains(0) else { return nil }
    }
    rest = rest.dropFirst(length)
  }

  func isRight(_ count: Int64) -> Bool { registers != nil || count == Int64(tokens.count) }
}
