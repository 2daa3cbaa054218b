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
  private static let words: [String: String] = [
    "user": ":user", "username": ":user", "userid": ":user", "uname": ":user", "uid": ":user",
    "login": ":user", "logon": ":user", "name": ":user", "fname": ":user", "lname": ":user",
    "firstname": ":user", "lastname": ":user", "surname": ":user", "fullname": ":user",
    "givenname": ":user", "familyname": ":user", "nick": ":user", "nickname": ":user",
    "account": ":user", "accountid": ":user", "member": ":user", "memberid": ":user",
    "customer": ":user", "customerid": ":user", "client": ":user", "clientid": ":user",
    "patient": ":user", "patientid": ":user", "student": ":user", "studentid": ":user",
    "employee": ":user", "person": ":user", "contact": ":user", "recipient": ":user",
    "email": ":email", "mail": ":email", "mailto": ":email", "emailaddress": ":email",
    "phone": ":phone", "tel": ":phone", "telephone": ":phone", "mobile": ":phone",
    "password": ":token", "passwd": ":token", "pwd": ":token", "token": ":token",
    "session": ":token", "sessionid": ":token", "sid": ":token", "jsessionid": ":token",
    "phpsessid": ":token", "auth": ":token", "otp": ":token", "geohash": ":id", "ssn": ":id",
    "passport": ":id",
    // Norwegian, Swedish, Danish, German, French, Spanish, Dutch, Polish.
    "bruker": ":user", "brukernavn": ":user", "brugernavn": ":user", "navn": ":user",
    "fornavn": ":user", "etternavn": ":user", "epost": ":email", "telefon": ":phone",
    "mobil": ":phone", "passord": ":token", "namn": ":user", "efternamn": ":user",
    "benutzer": ":user", "benutzername": ":user", "vorname": ":user", "nachname": ":user",
    "passwort": ":token", "nom": ":user", "prenom": ":user", "utilisateur": ":user",
    "courriel": ":email", "nombre": ":user", "apellido": ":user", "apellidos": ":user",
    "usuario": ":user", "correo": ":email", "telefono": ":phone", "gebruiker": ":user",
    "naam": ":user", "voornaam": ":user", "achternaam": ":user", "nazwisko": ":user",
    "uzytkownik": ":user",
  ]
}
