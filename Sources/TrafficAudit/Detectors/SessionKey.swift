/// Values that stand behind the name of what they are: `user=kari`, `PHPSESSID=…`.
enum SessionKey {
  private static let names: Set<String> = [
    "user", "username", "userid", "uid", "login", "brukernavn", "anvandare", "benutzer",
    "utilisateur",
    "usuario", "session", "sessionid", "sid", "phpsessid", "jsessionid", "aspsessionid", "cfid",
    "cftoken",
    "token", "password", "passwd", "pwd", "passord", "apikey", "email", "mail", "epost",
    "firstname",
    "lastname", "fornavn", "etternavn", "ssn", "fnr", "dob", "pass", "passphrase", "jwt", "bearer",
    "secret", "otp", "pin", "alias", "kontakt", "ansatt", "elev", "kunde", "medlem", "användare",
    "lösenord", "losenord", "kodeord", "adgangskode", "passwort", "kennwort", "mdp", "contraseña",
    "contrasena", "mitarbeiter", "employe", "employé", "empleado", "telefon", "tlf", "mobil",
  ]

  /// Whether a name with an equals sign and a value stand in a text; a placeholder is none.
  ///
  /// - Complexity: O(*n*).
  static func stands(in text: [UInt8]) -> Bool {
    for index in text.indices where text[index] == UInt8(ascii: "=") {
      let name = text[..<index].reversed().prefix(16).prefix(while: TextByte.isLetter).reversed()
      let value = text[(index + 1)...]
      if value.count >= 2, TextByte.isWord(value[index + 1]), TextByte.isWord(value[index + 2]),
        names.contains(String(decoding: name.map(TextByte.lower), as: UTF8.self))
      {
        return true
      }
    }
    return false
  }
}
