extension CountryCode {
  /// The English name in reports: the code itself where it has none, "unknown" where nothing is
  /// known.
  ///
  /// - Complexity: O(1).
  public var name: String {
    self == .unknown ? "unknown" : CountryCode.names[description] ?? description
  }

  /// The Norwegian (bokmål) name of a country by its English one; as it is where both are alike.
  ///
  /// - Complexity: O(1).
  public static func norwegian(_ name: String) -> String { norwegianNames[name] ?? name }
}
