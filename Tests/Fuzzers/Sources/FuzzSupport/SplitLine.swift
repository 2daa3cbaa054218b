import CScan
import LogFormats
import Traffic

@testable import AccessLog

/// What the loop says of one line.
struct SplitLine: Equatable {
  enum Kind: Equatable {
    case empty
    case rejected(RejectReason)
    case cut
  }

  var kind: Kind
  /// Where its text begins, and the next line.
  var start: Int
  var next: Int
  /// By the raw values of meanings, from the first that has one.
  var places: [Range<Int>]
  var escapes: [Bool]

  /// The lines of a block as the processor's own instructions cut them and as plain ones do: both say the
  /// same, and whatever they say stays within the line.
  ///
  /// The places of one are those of the line before, as in a block; those of the other begin empty.
  static func compare(_ log: LogBytes, by plan: FormatPlan) {
    let splitters = (FieldSplitter(plan), FieldSplitter(plan, usesPlainInstructions: true))
    let meanings = Set(plan.fields.map(\.meaning)).subtracting([.ignored])
    unsafe log.with { block in
      guard var at = block.baseAddress else { return }
      let end = unsafe at + block.count
      let first = unsafe at
      var used = [scan_place](repeating: scan_place(), count: Int(SCAN_FIELDS))
      while unsafe at < end {
        var fresh = [scan_place](repeating: scan_place(), count: Int(SCAN_FIELDS))
        var plain = unsafe at
        let line = unsafe SplitLine(splitters.0, &at, end, from: first, &used, meanings)
        let other = unsafe SplitLine(splitters.1, &plain, end, from: first, &fresh, meanings)
        if line != other { fatalError("\(plan.name): \(line) is not \(other)") }
        let count = min(line.next, block.count) - line.start
        for place in line.places where place.upperBound > count {
          fatalError("\(plan.name): \(place) is not in a line of \(count) bytes")
        }
      }
    }
  }

  private init(
    _ splitter: FieldSplitter, _ at: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>,
    from first: UnsafePointer<UInt8>, _ places: inout [scan_place], _ meanings: Set<FieldMeaning>
  ) {
    let (start, line) = unsafe splitter.cut(&at, before: end, into: &places)
    self.start = unsafe start - first
    next = unsafe at - first
    switch line {
    case .empty: kind = .empty
    case .rejected(let reason): kind = .rejected(reason)
    case .cut: kind = .cut
    }
    guard kind == .cut else {
      (self.places, escapes) = ([], [])
      return
    }
    let cut = meanings.sorted { $0.rawValue < $1.rawValue }.map { places[Int($0.rawValue)] }
    for place in cut where place.count < 0 { fatalError("a value that ends before it begins") }
    self.places = cut.map { $0.offset..<($0.offset + $0.count) }
    escapes = cut.map(\.isEscaped)
  }
}
