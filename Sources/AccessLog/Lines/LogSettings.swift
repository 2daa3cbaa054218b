/// What a site wants of its logs, beside counting them.
public struct LogSettings: Sendable {
  /// Templates for paths that carry personal data.
  public var rules: [PageRule]
  /// Where countries are looked up; none are, without it.
  public var countries: CountryFile?

  public init(rules: [PageRule] = [], countries: CountryFile? = nil) {
    self.rules = rules
    self.countries = countries
  }
}
