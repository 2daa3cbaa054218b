extension FormatField {
  /// The same value, which goes on with another one's.
  func joined(_ between: String, _ other: FormatField) -> FormatField {
    var joined = self
    joined.name += between + other.name
    return joined
  }
}
