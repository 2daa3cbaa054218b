/// Values that stand behind a word that says what they are: `user=kari`, `lat=59.91`.
enum NamedValue {
  /// The length of the value that begins here, and its placeholder, if a word before it says that it
  /// is somebody's.
  ///
  /// - Parameter before: What stands before the value, with the sign between.
  static func value(
    at rest: ArraySlice<UInt8>, behind before: ArraySlice<UInt8>
  ) -> (Int, String)? {
    guard let sign = before.last, sign == UInt8(ascii: "=") || sign == UInt8(ascii: ":"),
      let placeholder = placeholder(for: before.dropLast(), isColon: sign == UInt8(ascii: ":"))
    else { return nil }
    let value = rest.prefix { !"&,;| =".utf8.contains($0) }
    // A placeholder that stands there already.
    if value.isEmpty || value.first == UInt8(ascii: ":") { return nil }
    if sign == UInt8(ascii: ":"), placeholders.contains(where: { value.starts(with: $0.utf8) }) {
      return nil
    }
    return (value.count, placeholder)
  }

  private static let placeholders = ["id", "token", "phone", "card", "ip", "uuid", "email", "user"]

  private static func placeholder(for before: ArraySlice<UInt8>, isColon: Bool) -> String? {
    let key = before.suffix(24).reversed()
      .prefix { ASCII.isLetter($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
      .filter(ASCII.isLetter).map { $0 | 0x20 }.reversed()
    // No word is shorter.
    guard key.count >= 2 else { return nil }
    let word = String(decoding: Array(key), as: UTF8.self)
    guard let placeholder = words[word] else { return nil }
    // A colon stands between many words, as in `name:`.
    return isColon && placeholder == ":user" && word != "user" && word != "login"
      ? nil : placeholder
  }

  /// Names of parameters and of fields in forms, without hyphens and underscores.
  /// English, Norwegian, Swedish, Danish, German, French, Spanish, Dutch and Polish.
  private static let words: [String: String] = {
    var words: [String: String] = [:]
    for (placeholder, names) in names {
      for name in names.split(whereSeparator: \.isWhitespace) { words[String(name)] = placeholder }
    }
    return words
  }()

  private static let names: [(placeholder: String, names: String)] = [
    (
      ":user",
      """
      user username userid uname uid login logon name fname lname firstname lastname surname
      fullname givenname familyname nick nickname account accountid member memberid customer
      customerid client clientid patient patientid student studentid employee person contact
      recipient bruker brukernavn brugernavn navn fornavn etternavn namn efternamn benutzer
      benutzername vorname nachname nom prenom utilisateur nombre apellido apellidos usuario
      gebruiker naam voornaam achternaam nazwisko uzytkownik
      """
    ),
    (
      ":email",
      """
      email mail mailto emailaddress epost courriel correo
      """
    ),
    (
      ":phone",
      """
      phone tel telephone mobile telefon mobil telefono
      """
    ),
    (
      ":token",
      """
      password passwd pwd token session sessionid sid jsessionid phpsessid auth otp passord passwort
      """
    ),
    (
      ":id",
      """
      geohash ssn passport
      """
    ),
  ]
}
