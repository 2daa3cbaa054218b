extension MailShape {
  /// Whether a segment is an address made into a slug: `kari-nordmann-at-example-com`, or without `at` at
  /// a provider. Slugs with more words before that are sentences.
  static func isSlug(_ segment: ArraySlice<UInt8>) -> Bool {
    guard segment.count <= longestDomain else { return false }
    let value = segment[
      (segment.lastIndex(of: UInt8(ascii: "=")).map { $0 + 1 } ?? segment.startIndex)...]
    let text = value.prefix { $0 != UInt8(ascii: ".") }
    guard let end = text.lastIndex(where: { !ASCII.isAlphanumeric($0) }),
      (3...4).contains(text.endIndex - end), "-_".utf8.contains(text[end])
    else { return false }
    let sign = text[end]
    let words = text.split(separator: sign, omittingEmptySubsequences: false)
    guard (4...8).contains(words.count), let last = words.last,
      words.allSatisfy({ !$0.isEmpty && $0.allSatisfy(ASCII.isAlphanumeric) })
    else { return false }
    let lower = words.map { String(decoding: $0.map { $0 | 0x20 }, as: UTF8.self) }
    guard (2...3).contains(last.count), slugEndings.contains(lower[lower.count - 1]) else {
      return false
    }
    if let at = lower.firstIndex(of: "at") {
      return (1...3).contains(at) && (2...3).contains(lower.count - 1 - at)
    }
    return lower.count == 4
      && providers.contains("\(lower[lower.count - 2]).\(lower[lower.count - 1])")
  }

  /// Endings that are no words.
  private static let slugEndings: Set<String> = [
    "com", "org", "net", "edu", "gov", "de", "fr", "uk", "pl", "nl", "se", "dk", "fi", "ch", "cz",
  ]
}
