/// What a person's data looks like where it should not be: the names of shapes, never what has them.
public enum PersonalShape: String, CaseIterable, Comparable, Sendable {
  /// An address of a network interface, in any notation.
  case address
  /// An e-mail address.
  case email
  /// A UUID, a JSON Web Token, long hexadecimal or base64 that does not look like words.
  case token
  /// A number that people are known by: five digits or more, a telephone, card or account number, or one that
  /// a state gave.
  case number
  /// A place on the Earth, to a few houses.
  case location
  /// The day on which somebody was born.
  case birthDate
  /// A person's name with digits beside it.
  case name
  /// The text of a browser or another program about itself.
  case userAgent
  /// A time finer than an hour.
  case time

  public static func < (left: PersonalShape, right: PersonalShape) -> Bool {
    left.rawValue < right.rawValue
  }
}
