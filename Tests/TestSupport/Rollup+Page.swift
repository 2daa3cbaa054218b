public import Traffic

extension Rollup {
  /// A page of one of the batch's sites, with a tag that depends on names only, as real ones do.
  public func page(site: Int32, path: PagePath, isListed: Bool = true) -> Page {
    Page(
      site: site, tag: PageTag(site: sites[Int(site)], path: path), path: path, isListed: isListed,
      hasVisitors: true)
  }
}

extension PageTag {
  /// A tag without a key (FNV-1a, with a last mix).
  public init(site: SiteName, path: PagePath) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in Array(site.text.utf8) + [0] + Array(path.text.utf8) {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    self.init(rawValue: (hash ^ hash >> 32) &* 0x9e37_79b9_7f4a_7c15)
  }
}
