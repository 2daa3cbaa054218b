/// All kinds of personal values that the tests know, made from formats that authorities, standards and
/// makers publish; all values are random, and no person's.
enum PersonalKinds {
  static let all =
    mail + named + birth + phone + national + document + money + number + place + network
    + shortToken + longToken + untold

  /// Kinds that are a pattern and no more: names and patterns.
  static func rows(
    _ group: PersonalKind.Group, _ prefix: String, _ rows: [(String, String)]
  ) -> [PersonalKind] {
    rows.map { PersonalKind(group, prefix + $0.0, $0.1) }
  }
}
