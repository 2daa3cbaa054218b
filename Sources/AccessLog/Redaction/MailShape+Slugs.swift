extension MailShape {
  /// Whether a segment is an address made into a slug: `kari-nordmann-at-example-com`,
  /// `kari.nordmann at example com`, or without `at` at a provider. Slugs with more words before that are
  /// sentences.
  static func isSlug(_ segment: ArraySlice<UInt8>) -> Bool {
    guard segment.count <= longestDomain else { return false }
    let value = segment[
      (segment.lastIndex(of: UInt8(ascii: "=")).map { $0 + 1 } ?? segment.startIndex)...]
    guard let end = value.lastIndex(where: { signs.contains($0) }) else { return false }
    // Perhaps with a file's ending behind.
    let last = value[(end + 1)...].prefix { $0 != UInt8(ascii: ".") }
    guard (2...3).contains(last.count), slugEndings.contains(lower(last)) else { return false }
    let sign = value[end]
    let words = value[..<last.endIndex].split(separator: sign)
    guard (4...8).contains(words.count),
      words.allSatisfy({ $0.allSatisfy { ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: ".") } })
    else { return false }
    if let at = words.firstIndex(where: { lower($0) == "at" }) {
      return (1...3).contains(at) && (2...3).contains(words.count - 1 - at)
    }
    return words.count == 4 && providers.contains("\(lower(words[2])).\(lower(words[3]))")
  }

  /// What stands between the words.
  private static let signs = Array("-_ +".utf8)

  private static func lower(_ word: ArraySlice<UInt8>) -> String {
    String(decoding: word.map { $0 | 0x20 }, as: UTF8.self)
  }

  /// Endings that are no words.
  private static let slugEndings: Set<String> = [
    "com", "org", "net", "edu", "gov", "de", "fr", "uk", "pl", "nl", "se", "dk", "fi", "ch", "cz",
  ]
}
