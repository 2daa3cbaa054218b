internal import Traffic

extension PersonalShape {
  /// What a text has that looks like it.
  var what: String {
    switch self {
    case .address: "what looks like a network address"
    case .email: "what looks like an e-mail address"
    case .token: "what looks like a token or an identifier"
    case .number: "what looks like a telephone, card or other personal number"
    case .location: "what looks like a person's location"
    case .birthDate: "what looks like a date of birth"
    case .name: "what looks like a person's name next to digits"
    case .userAgent: "what looks like a user agent"
    case .time: "what looks like a time finer than an hour"
    }
  }
}
