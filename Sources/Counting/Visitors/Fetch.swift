internal import Hits
public import Traffic

/// A visitor's fetching of a file in an hour of a day: page, hour and visitor in one number.
///
/// 25 bits of a visitor: of 1,000 visitors of a file in one hour, two are taken for one once in 67 times.
struct FetchKey {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }

  @inline(__always)
  init(_ hit: Hit) {
    // Hours before 1970 are none that visitors are counted in.
    let hour = UInt64(
      truncatingIfNeeded: hit.hour &- Hour(rawValue: hit.hour).day.firstHour.rawValue)
    rawValue =
      UInt64(hit.page) << 37 | (hour & 0xfff) << 25 | UInt64(hit.visitorOfPage & 0x1ff_ffff)
  }

  /// The page's number.
  var page: Int { Int(rawValue >> 37) }
  /// The hour, by its distance from the day's ``Day/firstHour``.
  var hour: Int32 { Int32(rawValue >> 25 & 0xfff) }
  /// The visitor among those of the page and the day.
  var visitor: UInt32 { UInt32(rawValue & 0x1ff_ffff) }

  /// The same of another page's number.
  func with(page: Int32) -> FetchKey {
    FetchKey(rawValue: UInt64(page) << 37 | rawValue & 0x1f_ffff_ffff)
  }
}

/// Whether a visitor fetched a file in parts, as a whole, or both.
struct FetchedForms: OptionSet, Sendable {
  let rawValue: UInt8
  init(rawValue: UInt8) { self.rawValue = rawValue }

  static let parts = FetchedForms(rawValue: 1)
  static let whole = FetchedForms(rawValue: 2)

  /// How many downloads there are beside those of the whole file: parts count as one where no request for
  /// all of it counts.
  var downloadsOfParts: Int64 { self == .parts ? 1 : 0 }
}

/// What one visitor of a day fetched of a file in an hour.
public struct Fetch: Sendable {
  public let hour: Hour
  /// The page's number in the batch.
  public let page: Int32
  public let visitor: UInt32
  let forms: FetchedForms

  /// How many downloads its parts are where nothing else is known.
  public var downloadsOfParts: Int64 { forms.downloadsOfParts }
}

extension [Fetch] {
  /// What the workers of a batch have of a day, each visitor, file and hour once.
  init(parts: [MergedCounters], wholes: [MergedCounters], of day: Day) {
    var forms: [UInt64: FetchedForms] = [:]
    for row in parts { forms[row.key, default: []].insert(.parts) }
    for row in wholes { forms[row.key, default: []].insert(.whole) }
    self = forms.sorted { $0.key < $1.key }.map { key, forms in
      let key = FetchKey(rawValue: key)
      return Fetch(
        hour: Hour(rawValue: day.firstHour.rawValue &+ key.hour), page: Int32(key.page),
        visitor: key.visitor, forms: forms)
    }
  }
}

extension Rollup {
  /// Notes the files that visitors fetched in parts: of each visitor, file and hour one hit is a download,
  /// the others stay parts of one. Bytes stay with the parts.
  ///
  /// In any order of the parts and batches the sums are the same: what is added is what the whole day has
  /// more by this batch.
  ///
  /// - Parameter added: How many downloads there are more by a fetch of a page, -1 to 1.
  public mutating func note(_ fetches: [Fetch], added: (Fetch, PageTag) -> Int64) {
    if fetches.isEmpty { return }
    hasFetches = true
    var downloads: [Int32: [Int32: Int64]] = [:]
    for fetch in fetches {
      let page = pages[Int(fetch.page)]
      let more = added(fetch, page.tag)
      guard more != 0 else { continue }
      downloads[fetch.hour.rawValue, default: [:]][page.site, default: 0] += more
    }
    for (hour, sites) in downloads.sorted(by: { $0.key < $1.key }) {
      for (site, more) in sites.sorted(by: { $0.key < $1.key }) where more != 0 {
        for (kind, hits) in [(HitKind.download, more), (.part, -more)] {
          fetchedHours.append(
            KindHour(hour: Hour(rawValue: hour), site: site, kind: kind, hits: hits, bytes: 0))
        }
      }
    }
  }
}
