extension CountryCode {
  /// The English name in reports: the code itself where it has none, "unknown" where nothing is
  /// known.
  ///
  /// - Complexity: O(1).
  public var name: String {
    self == .unknown ? "unknown" : CountryCode.names[description] ?? description
  }
}
