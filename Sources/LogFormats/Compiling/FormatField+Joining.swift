extension FormatField {
  /// The same value, which goes on with another one's.
  func joined(_ between: String, _ other: FormatField) -> FormatField {
    var joined = self
    joined.name += between + other.name
    return joined
  }

  /// A host or an address with the port that stands behind its colon.
  func withPort(_ port: FormatField) -> FormatField {
    var joined = joined(":", port)
    if meaning == .client { joined.notation = .addressWithPort }
    return joined
  }

  /// A path with the query that stands behind it, so a whole target.
  func withQuery(_ between: String, _ query: FormatField) -> FormatField {
    var joined = joined(between, query)
    joined.rank = 0
    joined.extent = .text
    return joined
  }
}
