import Foundation

extension PersonalKinds {
  /// An address in one of the ways it is written: `secret` is what the sign stands between.
  private static func address(
    _ name: String, _ pattern: String, writing: @escaping @Sendable (String) -> String = { $0 }
  ) -> PersonalKind {
    PersonalKind(.mail, name, pattern, secret: "{first}{last}", writing: writing)
  }

  /// Signs and words that stand for the at sign between a full name and a domain.
  private static let signs = [
    "@", "%40", "%2540", "%252540", "%25252540", "%2525252540", "%252525252540", "&#64;", "&#x40;",
    "&#X0040;", "&#0064;", "&commat;", "&amp;#64;", "%26%2364%3B", "%26%23x40%3B", "%26commat%3B",
    "%26amp%3B%2364%3B", "%2526%252364%253B", "\u{ff20}", "%EF%BC%A0", "%EF%B9%AB",
    "%25EF%25BC%25A0",
    "%C1%80", "%E0%81%80", "%F0%80%81%80", "%25C1%2580", "%C0%80", "%FF", "%FE%FF", "%80",
    "\u{200b}", "%E2%80%8B", "%E2%81%A0", "%EF%BB%BF", "%C2%AD", "%E2%80%8D", "%CD%8F", "%E2%A0%80",
    "%E3%85%A4", "%E2%80%8B@", "@%E2%80%8B", "%00", "%01", "%7F", "%C2%A0", ".at.", "(at)", "[at]",
    "{at}", "<at>", "_at_", "-at-", " at ", "%20at%20", "+at+", "~at~", "*at*", ".AT.", "(AT)",
    "[At]", "%28at%29", "%5Bat%5D", "%20(at)%20", "%20%5Bat%5D%20", "(@)", "[@]", "%20@%20", "=40",
    "=", "!", "%u0040", "\\u0040", "%5Cu0040", "_", "-", "%2F", "%252F", "%25u0040", "%2a", "|",
    "%7C",
    "~", "^", ":", "%3A", ",", "%60", "%27", "%22",
  ]

  static let mail: [PersonalKind] =
    signs.map { sign in
      address("mail, \(sign) for the at sign", "{first}.{last}\(sign.braced){domain}")
    }
    + [
      address("mail with a tag", "{first}{last}+news@{domain}"),
      address("mail without the dot", "{first}{last}@{domain}"),
      address("mail with a scheme", "mailto:{first}.{last}@{domain}"),
      address("mail in angle brackets", "%3C{first}.{last}%40{domain}%3E"),
      address("mail with a quoted name", "%22{first}.{last}%22%40{domain}"),
      address("mail with a slash in its name", "{first}%2F{last}@{domain}"),
      address("mail with a slash encoded twice", "{first}%252F{last}%2540{domain}"),
      address("mail with an invalid byte", "{first}%FF{last}%40{domain}"),
      address("mail with an invisible space", "{first}%E2%80%8B{last}%40{domain}"),
      address("mail of a return path", "bounce-{first}{last}={domain}"),
      address("mail with the dots spelt out", "{first} dot {last} at example dot org"),
      address("mail in brackets", "{first}{last}[at]example[dot]org"),
      address("mail with full stops at full width", "{first}.{last}@example%EF%BC%8Eorg"),
      address("mail at full width", "{first}.{last}@{domain}") { text in
        String(String.UnicodeScalarView(text.unicodeScalars.map(PersonalWriting.fullWidth)))
      },
      address("mail with all of it encoded", "{first}.{last}@{domain}") { text in
        text.utf8.map { "%" + String($0, radix: 16) }.joined()
      },
      address("mail with all of it encoded twice", "{first}.{last}@{domain}") { text in
        text.utf8.map { "%25" + String($0, radix: 16) }.joined()
      },
      address("mail in numeric references", "{first}.{last}@{domain}") { text in
        text.utf8.map { "%26%23\($0)%3B" }.joined()
      },
      address("mail at a provider, _ for the at sign", "{first}{last}_{provider}"),
      address("mail at a provider, - for the at sign", "{first}{last}-{provider}"),
      address("mail at a provider, -at-", "{first}{last}-at-{provider}"),
      address("mail at a provider behind words", "unsubscribe-{first}.{last}_{provider}"),
      address("mail in a second segment", "/r/{first}.{last}@{domain}/{domain}"),
      address("mail behind a name", "mail={first}.{last}@{domain}"),
      address("two mails", "{first}.{last}@{domain},x@{domain}"),
    ]

  static let named: [PersonalKind] =
    [
      "user", "login", "name", "username", "email", "account", "member", "customer", "firstname",
      "lastname", "fullname", "uid", "User", "LOGIN", "nickname", "patient",
    ].map { PersonalKind(.named, "\($0)=", "\($0)={first}{last}", secret: "{first}{last}") }
    + [
      PersonalKind(.named, "user= among others", "a=1&user={first}&b=2", secret: "{first}"),
      PersonalKind(
        .named, "login= among others", "lang=no,login={first}{last}", secret: "{first}{last}"),
      PersonalKind(.named, "user: ", "user:{first}{last}", secret: "{first}{last}"),
      PersonalKind(.named, "user= encoded", "user%3D{first}{last}", secret: "{first}{last}"),
      PersonalKind(.named, "~user", "/~{first}{last}/", secret: "{first}{last}"),
      PersonalKind(
        .named, "~user, encoded", "/%7E{first}{last}/index.html", secret: "{first}{last}"),
      PersonalKind(.named, "@user", "/@{first}{last}", secret: "{first}{last}"),
      PersonalKind(.named, "@user with a number", "/%40{first}{#2}/posts", secret: "{first}"),
    ]

  static let birth: [PersonalKind] =
    [
      ("behind a name", "{first}-{year}-{month}-{day}"),
      ("behind a full name", "{first}-{last}-{year}-{month}-{day}"),
      ("behind a name, underscores", "{first}_{year}_{month}_{day}"),
      ("behind a name, day first", "{first}-{day}-{month}-{year}"),
      ("behind a name, dots", "{first}-{day}.{month}.{year}"),
      ("behind a name, year first and dots", "{first}.{last}.{year}.{month}.{day}"),
      ("behind a name, without hyphens", "{first}{year}{month}{day}"),
      ("behind a name, six digits", "{first}{day}{month}80"),
      ("born in a segment", "/born/{year}-{month}-{day}"),
      ("dob in a segment", "/dob/{year}-{month}-{day}"),
      ("birthday in a segment", "/birthday/{day}.{month}.{year}"),
      ("f\u{f8}dt in a segment", "/f%C3%B8dt/{year}-{month}-{day}"),
      ("geboren in a segment", "/geboren/{day}.{month}.{year}"),
      ("three segments behind born", "/born/{year}/{month}/{day}"),
      ("three segments behind birthdate", "/birthdate/{day}/{month}/{year}"),
      ("born-", "born-{year}-{month}-{day}"), ("dob=", "dob={year}-{month}-{day}"),
      ("dob= with dots", "dob={day}.{month}.{year}"),
      ("birthdate=", "birthdate={year}_{month}_{day}"),
      ("date-of-birth=", "date-of-birth={year}-{month}-{day}"),
      ("geburtsdatum-", "geburtsdatum-{day}-{month}-{year}"),
      ("f\u{f8}dselsdato-", "fodselsdato-{day}.{month}.{year}"),
    ].map { PersonalKind(.birth, "date of birth, \($0.0)", $0.1, secret: $0.1.dates) }
}

extension String {
  /// The text with braces that a pattern leaves alone: `{at}` is one of the signs.
  fileprivate var braced: String { self == "{at}" ? "%7Bat%7D" : self }

  /// The parts of a pattern that are a date, in their order.
  fileprivate var dates: String {
    let words = split(whereSeparator: { "{}".contains($0) })
    let parts = words.filter { $0 == "year" || $0 == "month" || $0 == "day" }
    return parts.map { "{\($0)}" }.joined() + (hasSuffix("80") ? "80" : "")
  }
}
