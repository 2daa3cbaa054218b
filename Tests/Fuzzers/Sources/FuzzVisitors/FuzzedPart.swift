import Traffic

@testable import Counting

/// Names of all tags, so that nothing ends for want of one.
private struct AnyNames: OpenedNames {
  func site(_ tag: UInt64) -> SiteName? { SiteName("site-\(tag)") }
  func referrer(_ tag: UInt64) -> ReferrerHost? { ReferrerHost(redacted: "host-\(tag).example") }
  func campaign(_ tag: UInt64) -> Campaign? {
    Campaign(source: "campaign-\(tag)", medium: "", name: "")
  }
  func page(_ tag: UInt64) throws(DamagedPart) -> (page: SealedPage, path: PagePath) {
    (
      SealedPage(site: tag & 1, isListed: tag & 2 == 2, hasVisitors: tag & 4 == 4),
      PagePath(redacted: "/\(tag)")
    )
  }
}

/// The records of a part, one behind the other: a section's table, hour and day in a few bytes, two small numbers, and
/// a value.
///
/// Any two values of one key are added up the same in both orders, and what is refused is refused in both; a log's
/// record reads back as it was written; and what a portion takes becomes a batch, or is refused.
func readPart(_ bytes: [UInt8]) {
  var rest = bytes[...]
  var portion = PartialPortion()
  defer { portion.free() }
  var totals = PartialTotals()
  var last: (key: PartialKey, value: [UInt8])?
  while rest.count > 5 {
    let (table, hour) = (UInt64(rest.removeFirst() & 0x4f), UInt64(rest.removeFirst()))
    let (first, second) = (UInt64(rest.removeFirst() & 7), UInt64(rest.removeFirst()))
    let length = min(Int(rest.removeFirst()), rest.count)
    let value = Array(rest.prefix(length))
    rest = rest.dropFirst(length)
    let day = Day(rawValue: 20_000 + Int32(hour >> 6))
    let key = PartialKey(
      PartialKey.counts(of: day, table: table, hour: hour & 0x3f), first, second)
    addBothWays(value, last?.value ?? value, key)
    readSource(value)
    if let last, key < last.key { continue }
    last = (key, value)
    try? totals.add(key, value)
    try? portion.add(key, value[...])
  }
  _ = totals.personalNames(AnyNames())
  _ = try? portion.batch(names: AnyNames()) { _ in 0 }
}

private func addBothWays(_ one: [UInt8], _ other: [UInt8], _ key: PartialKey) {
  var (left, right) = (one, other)
  let isRight = PartialMerge.add(other[...], to: &left, of: key)
  precondition(PartialMerge.add(one[...], to: &right, of: key) == isRight, "both or none")
  precondition(!isRight || left == right, "the order changes nothing")
}

private func readSource(_ value: [UInt8]) {
  guard let source = PartialSource.source(of: value[...]) else { return }
  let record = PartialSource.record(of: source)
  guard let again = PartialSource.source(of: record.value[...]) else {
    fatalError("what was written is read")
  }
  precondition(again == source && PartialSource.mayBeSame(again, source))
}
