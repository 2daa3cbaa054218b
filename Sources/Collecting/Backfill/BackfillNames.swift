internal import AccessLog
internal import Counting
internal import Traffic

/// Gives names their tags, and seals them.
final class BackfillNames: PartialNames {
  private let key: SourceKey
  private let keyring: VisitorKeyring?
  private let sealer: NameSealer
  private let ownSites: Set<SiteName>

  /// - Parameters:
  ///   - keyring: The keys of the days' visitors; `nil` where they are not counted.
  ///   - ownSites: The sites whose names are kept whoever asks for them.
  init(key: SourceKey, keyring: VisitorKeyring?, sealer: NameSealer, ownSites: Set<SiteName>) {
    (self.key, self.keyring, self.sealer) = (key, keyring, sealer)
    self.ownSites = ownSites
  }

  func tag(_ site: SiteName) -> PageTag { key.tag(site: site) }
  func tag(_ referrer: ReferrerHost) -> PageTag { key.tag(name: referrer.text) }
  func tag(_ campaign: Campaign) -> PageTag { key.tag(campaign: campaign) }

  func seal(_ text: String, of name: PartialKey.Name, _ tag: PageTag) -> [UInt8] {
    sealer.publicKey.prefix(NameSecret.identifierLength)
      + sealer.seal(text, kind: name.rawValue, tag)
  }

  func isOwn(_ site: SiteName) -> Bool { ownSites.contains(site) }

  func mark(_ mark: UInt16, of tag: PageTag, on day: Day) -> UInt16 {
    keyring?.key(of: day)?.mark(mark, of: tag) ?? 0
  }

  /// What the names are opened with, beside the secret.
  func addSealer(to batch: inout PartialBatch) {
    batch.add(PartialKey(PartialKey.sealer, sealer.identifier)) { $0 += sealer.publicKey }
  }
}

/// The names of a backfill, once all of its parts are one file.
///
/// Names of sites, referrers and campaigns are in memory, as they are while logs are read. The path of a page is
/// opened when it may be stored, and not before.
struct BackfilledNames: OpenedNames {
  private let file: PartFile
  private var openers: [UInt64: NameOpener] = [:]
  private var sites: [UInt64: SiteName] = [:]
  private var referrers: [UInt64: ReferrerHost] = [:]
  private var campaigns: [UInt64: Campaign] = [:]
  /// The sites whose names are kept whoever asks for them.
  private(set) var ownSites: Set<SiteName> = []
  /// Where every so many pages begin, in the order of their tags.
  private var pages: [(tag: UInt64, offset: Int)] = []
  /// Where the counts begin.
  private(set) var counts: PartFile.Cursor

  private static let step = 64

  /// - Throws: ``PartError``; `damaged` where a name was not sealed for this secret.
  init(_ file: PartFile, _ secret: NameSecret) throws(PartError) {
    self.file = file
    counts = file.start
    var cursor = file.start
    var page = 0
    while true {
      let offset = cursor.offset
      guard try cursor.advance() else { break }
      let (key, tag) = (cursor.key, PageTag(rawValue: cursor.key.first))
      if key.day != nil { break }
      switch key.section {
      case PartialKey.sealer: openers[key.first] = secret.opener(of: cursor.bytes)
      case PartialKey.source: break
      case PartialKey.Name.site.rawValue:
        var value = cursor.bytes[...]
        let isOwn = value.popFirst() == 1
        let site = SiteName(trusted: try open(value, of: .site, tag))
        sites[key.first] = site
        if isOwn { ownSites.insert(site) }
      case PartialKey.Name.referrer.rawValue:
        referrers[key.first] = ReferrerHost(
          redacted: try open(cursor.bytes[...], of: .referrer, tag))
      case PartialKey.Name.campaign.rawValue:
        campaigns[key.first] = Campaign(
          sealedText: try open(cursor.bytes[...], of: .campaign, tag))
      case PartialKey.Name.page.rawValue:
        if page % BackfilledNames.step == 0 { pages.append((key.first, offset)) }
        page += 1
      default: throw .damaged(path: file.path)
      }
      counts = cursor
    }
  }

  private func open(
    _ sealed: ArraySlice<UInt8>, of name: PartialKey.Name, _ tag: PageTag
  ) throws(PartError) -> String {
    let opener = openers[NameSecret.identifier(of: sealed)]
    let rest = sealed.dropFirst(NameSecret.identifierLength)
    guard let text = opener?.open(rest, kind: name.rawValue, tag) else {
      throw .damaged(path: file.path)
    }
    return text
  }

  func site(_ tag: UInt64) -> SiteName? { sites[tag] }
  func referrer(_ tag: UInt64) -> ReferrerHost? { referrers[tag] }
  func campaign(_ tag: UInt64) -> Campaign? { campaigns[tag] }

  func page(_ tag: UInt64) throws(DamagedPart) -> (page: SealedPage, path: PagePath) {
    do throws(PartError) {
      let page = try sealedPage(tag)
      return (
        page,
        page.isListed ? try path(of: page, PageTag(rawValue: tag)) : PagePath(redacted: "")
      )
    } catch { throw DamagedPart() }
  }

  /// The path of a page that may be stored; empty where it is not known.
  func path(of tag: PageTag) throws(PartError) -> PagePath {
    try path(of: try sealedPage(tag.rawValue), tag)
  }

  private func path(of page: SealedPage, _ tag: PageTag) throws(PartError) -> PagePath {
    PagePath(redacted: page.sealed.isEmpty ? "" : try open(page.sealed, of: .page, tag))
  }

  private func sealedPage(_ tag: UInt64) throws(PartError) -> SealedPage {
    var (low, high) = (0, pages.count)
    while low < high {
      let middle = (low + high) / 2
      if pages[middle].tag <= tag { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { throw .damaged(path: file.path) }
    var cursor = file.cursor(at: pages[low - 1].offset)
    for _ in 0..<BackfilledNames.step {
      guard try cursor.advance(), cursor.key.first <= tag else { break }
      if cursor.key.first == tag, let page = SealedPage(cursor.bytes[...]) { return page }
    }
    throw .damaged(path: file.path)
  }
}
