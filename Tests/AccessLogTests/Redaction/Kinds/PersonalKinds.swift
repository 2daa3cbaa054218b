/// All kinds of personal values that the tests know, made from formats that authorities, standards and
/// makers publish; all values are random, and no person's.
enum PersonalKinds {
  static let all = firstKinds + furtherKinds

  static let firstKinds =
    mail + named + birth + phone + national + document + money + number + place + network
    + shortToken + longToken + untold

  /// Those that were made up once there were shapes, and of which many were readable then: shapes were made for them
  /// afterwards.
  static let furtherKinds =
    furtherMail + furtherNamed + furtherBirth + furtherPhone + furtherNational + furtherNumber
    + furtherDocument + furtherMoney + furtherPlace + furtherNetwork + furtherShortToken
    + furtherLongToken + furtherWords + furtherUntold + furtherUnseen

  /// Further kinds, each with the part that gives somebody away if it is not all.
  static func further(
    _ group: PersonalKind.Group, _ rows: [(name: String, pattern: String, secret: String?)]
  ) -> [PersonalKind] {
    rows.map { PersonalKind(group, "further, \($0.name)", $0.pattern, secret: $0.secret) }
  }

  /// Kinds that are a pattern and no more: names and patterns.
  static func rows(
    _ group: PersonalKind.Group, _ prefix: String, _ rows: [(String, String)]
  ) -> [PersonalKind] {
    rows.map { PersonalKind(group, prefix + $0.0, $0.1) }
  }
}
