/// Values that stand behind a word that says what they are: `user=kari`, `lat=59.91`.
enum NamedValue {
  /// The length of the value that begins here, and its placeholder, if a word before it says that it
  /// is somebody's.
  ///
  /// - Parameter before: What stands before the value, with the sign between.
  static func value(
    at rest: ArraySlice<UInt8>, behind before: ArraySlice<UInt8>
  ) -> (Int, String)? {
    // What may stand around the value and the sign: `"user": "kari"`, `user[name]=kari`, `user => kari`.
    if rest.first.map(ASCII.isAlphanumeric) == true,
      let placeholder = placeholder(inBrackets: before)
    {
      let value = value(at: rest, isName: placeholder == ":user")
      return (value.count, placeholder)
    }
    let named = before.dropEnding { " \"'([{".utf8.contains($0) }
    guard let sign = named.last, "=:>".utf8.contains(sign) else { return nil }
    let key = named.dropEnding { "=:>".utf8.contains($0) }
    let isArrow =
      sign != UInt8(ascii: ">") || key.last == UInt8(ascii: "-") || named.count > key.count + 1
    let isQuoted = key.last.map { "\"']".utf8.contains($0) } ?? false
    guard let placeholder = placeholder(for: key, isQuoted: isQuoted) else { return nil }
    // A colon stands between many words, as in `name:`.
    guard sign != UInt8(ascii: ":") || isQuoted || placeholder.isColon else { return nil }
    guard isArrow || isElement(key) else { return nil }
    let value = value(at: rest, isName: placeholder.text == ":user")
    // A placeholder that stands there already.
    if value.isEmpty || value.first == UInt8(ascii: ":") { return nil }
    if before.last == UInt8(ascii: ":"),
      placeholders.contains(where: { value.starts(with: $0.utf8) })
    {
      return nil
    }
    return (value.count, placeholder.text)
  }

  /// The placeholder for what stands behind its name in square brackets: `[login]kari`.
  private static func placeholder(inBrackets before: ArraySlice<UInt8>) -> String? {
    guard before.last == UInt8(ascii: "]"), let open = before.lastIndex(of: UInt8(ascii: "[")),
      open == before.startIndex || !ASCII.isAlphanumeric(before[open - 1])
    else { return nil }
    return words[word(before[(open + 1)...].dropLast())]
  }

  /// The length of five digits or more in two groups or three behind a word for a telephone and a hyphen:
  /// fewer than a number has by itself.
  static func telephone(at rest: ArraySlice<UInt8>, behind before: ArraySlice<UInt8>) -> Int? {
    guard let first = rest.first, ASCII.isDigit(first), let sign = before.last,
      "-_ .".utf8.contains(sign)
    else { return nil }
    let key = before.dropLast().suffix(10)
    guard
      words[word(key[(key.lastIndex { !ASCII.isLetter($0) }.map { $0 + 1 } ?? key.startIndex)...])]
        == ":phone"
    else { return nil }
    let number = rest.prefix { ASCII.isDigit($0) || "-_ .".utf8.contains($0) }
    let end = number.lastIndex(where: ASCII.isDigit).map { $0 + 1 } ?? rest.startIndex
    return number.count(where: ASCII.isDigit) >= 5 && !number[..<end].allSatisfy(ASCII.isDigit)
      && (end == rest.endIndex || !ASCII.isLetter(rest[end])) ? end - rest.startIndex : nil
  }

  /// Whether a key is the name of an element: `<user>`.
  private static func isElement(_ key: ArraySlice<UInt8>) -> Bool {
    key.dropEnding { ASCII.isLetter($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }.last
      == UInt8(ascii: "<")
  }

  /// A value up to what ends it; that of a name may have spaces, but for one before another key.
  private static func value(at rest: ArraySlice<UInt8>, isName: Bool) -> ArraySlice<UInt8> {
    let value = rest.prefix { !"&,;|=\"<}".utf8.contains($0) }
    let isKey = value.endIndex < rest.endIndex && rest[value.endIndex] == UInt8(ascii: "=")
    guard !isName || isKey, let space = value.lastIndex(of: UInt8(ascii: " ")) else { return value }
    return isName ? value[..<space] : value.prefix { $0 != UInt8(ascii: " ") }
  }

  private static let placeholders = ["id", "token", "phone", "card", "ip", "uuid", "email", "user"]

  private static func placeholder(
    for key: ArraySlice<UInt8>, isQuoted: Bool
  ) -> (text: String, isColon: Bool)? {
    var key = key.dropEnding { $0 == UInt8(ascii: " ") || isQuoted && "\"']".utf8.contains($0) }
    if key.last == UInt8(ascii: "[") { key = key.dropLast() }
    if key.last == UInt8(ascii: "-") { key = key.dropLast() }
    let text = Array(
      key.suffix(24).reversed()
        .prefix {
          ASCII.isLetter($0) || $0 >= 0x80 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
        .reversed())
    // No word is shorter.
    guard text.count >= 2 else { return nil }
    if let placeholder = words[word(text[...])] {
      let isColon = placeholder != ":user" || behindColon.contains(word(text[...]))
      return (placeholder, isColon)
    }
    // The last words of a longer key: `billing_first_name`, `current-user`.
    for index in text.indices
    where text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "_") {
      let word = word(text[(index + 1)...])
      if last.contains(word), let placeholder = words[word] { return (placeholder, false) }
    }
    return nil
  }

  /// The letters of a text as the words below are written: small, and without accents.
  private static func word(_ text: ArraySlice<UInt8>) -> String {
    var letters: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if ASCII.isLetter(byte) { letters.append(byte | 0x20) }
      if byte == 0xc3, index + 1 < text.endIndex, let letter = plain[text[index + 1] | 0x20] {
        letters.append(letter)
      }
      index += 1
    }
    return String(decoding: letters, as: UTF8.self)
  }

  /// Letters without their accents, by the second byte of the small one (Unicode, Latin-1 Supplement).
  private static let plain: [UInt8: UInt8] = {
    var plain: [UInt8: UInt8] = [:]
    for (letter, bytes) in [
      ("a", 0xa0...0xa5), ("c", 0xa7...0xa7), ("e", 0xa8...0xab), ("i", 0xac...0xaf),
      ("n", 0xb1...0xb1), ("o", 0xb2...0xb6), ("o", 0xb8...0xb8), ("u", 0xb9...0xbc),
    ] as [(Unicode.Scalar, ClosedRange<UInt8>)] {
      for byte in bytes { plain[byte] = UInt8(ascii: letter) }
    }
    return plain
  }()

  /// Words that somebody's name follows behind a colon, too.
  private static let behindColon: Set<String> = [
    "user", "username", "login", "name", "uid", "bruker", "brukernavn", "navn",
  ]

  /// Words that say whose a value is behind any other word.
  private static let last: Set<String> = [
    "user", "username", "login", "email", "mail", "phone", "mobile", "firstname", "lastname",
    "fullname", "surname", "password", "token", "secret", "passenger", "guest",
  ]

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
      gebruiker naam voornaam achternaam nazwisko uzytkownik usr owner author sender attendee guest
      participant subscriber passenger traveller traveler applicant candidate invitee tenant buyer
      kunde medlem pasient mitglied kayttaja nome cognome jmeno prijmeni imie nimi isim soyad
      bruker-id brukerid elev elevnavn laerer lrer foresatt alias profile profil ansatt kontakt
      kontaktperson deltaker sker mottager kallenavn anvandare anvandarnamn anstalld elevnamn larare
      kontonamn deltagare mottagare smeknamn medarbejder deltager modtager kaldenavn nutzer
      nutzername mitarbeiter schuler schueler kontoname teilnehmer bewerber empfanger empfaenger
      spitzname compte employe salarie eleve etudiant identifiant pseudo abonne destinataire
      candidat cuenta empleado alumno estudiante contacto perfil apodo destinatario participante
      displayname screenname realname billingname shippingname customername contactname guestname
      cardholder cardholdername handle cn sn gn dn upn principal loginhint mottaker
      """
    ),
    (
      ":email",
      """
      email mail mailto emailaddress epost epostadresse epostadress mejl mailadresse emailadresse
      courriel adressemail adressemel correo correoelectronico
      """
    ),
    (
      ":phone",
      """
      phone tel telephone mobile telefon mobil telefono tlf fax whatsapp telefonnummer
      mobilnummer handynummer portable movil cellphone
      """
    ),
    (
      ":token",
      """
      password passwd pwd pass passphrase jwt bearer authtoken authorization credential credentials
      accesskey apitoken authkey magiclink losenord kodeord adgangskode kennwort motdepasse mdp
      contrasena clave token session sessionid sid jsessionid phpsessid auth otp passord passwort
      apikey accesstoken refreshtoken idtoken secret clientsecret pin cvv cvc csrf csrftoken nonce
      gclid fbclid msclkid wbraid gbraid
      """
    ),
    (
      ":id",
      """
      geohash ssn passport pnr booking bookingref ticket plate regnr postcode zipcode address street
      adresse iban imei vin mac fnr cpr birthyear yob
      """
    ),
  ]
}

extension ArraySlice<UInt8> {
  /// The bytes without those at the end that are of a kind.
  fileprivate func dropEnding(while isOfKind: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    self[..<(lastIndex { !isOfKind($0) }.map { $0 + 1 } ?? startIndex)]
  }
}
