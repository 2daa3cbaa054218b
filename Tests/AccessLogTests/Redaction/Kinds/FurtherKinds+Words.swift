extension PersonalKinds {
  // Values whose signs are words, symbols or other than usual, and names of values in several languages.
  static let furtherWords =
    further(
      .mail,
      [
        ("mail, words and spaces", "{first}.{last}%20at%20example%20org", "{first}{last}"),
        ("mail, words and plus", "{first}.{last}+at+example+org", "{first}{last}"),
        ("mail, one name, words and spaces", "{first}{last}%20at%20gmail%20com", "{first}{last}"),
        ("mail, spaces, two labels", "{first}{last}%20at%20mail%20example%20com", "{first}{last}"),
        ("mail, words and hyphens", "{first}.{last}-at-example-org", "{first}{last}"),
        ("mail, two hyphens and at", "{first}{last}--at--{domain}", "{first}{last}"),
        ("mail, two underscores and at", "{first}{last}__at__{domain}", "{first}{last}"),
        ("mail, two spaces and at", "{first}{last}%20%20at%20%20{domain}", "{first}{last}"),
        ("mail, one name, FF", "{first}{last}%FF{domain}", "{first}{last}"),
        ("mail, one name, word joiner", "{first}{last}%E2%81%A0{domain}", "{first}{last}"),
        (
          "mail, three parts, word joiner", "{first}%E2%81%A0{last}%E2%81%A0{domain}",
          "{first}{last}"
        ),
        ("mail, one name, flower", "{first}{last}%E2%9D%80{domain}", "{first}{last}"),
        ("mail, one name, envelope", "{first}{last}%F0%9F%93%A7{domain}", "{first}{last}"),
        ("mail, one name, euro", "{first}{last}%E2%82%AC{domain}", "{first}{last}"),
        ("mail, one name, bullet", "{first}{last}%E2%80%A2{domain}", "{first}{last}"),
      ])
    + further(
      .birth,
      [
        ("born segment, month first", "/born/{mon}-{d}-{year}", "{mon}{d}{year}"),
        ("born segment, joined", "/naissance/{d}juin{year}", "{d}juin{year}"),
        ("born segment, ordinal", "/birthday/{d}th-of-{mon}-{year}", "{d}{mon}{year}"),
        ("born segment, Spanish", "/nacimiento/{d}-de-junio-de-{year}", "{d}junio{year}"),
        ("born segment, French", "/naissance/{d}-f%C3%A9vrier-{year}", "{d}{year}"),
        ("born segment, short year", "/dob/{d}-{m}-{yy}", "{d}{m}{yy}"),
        ("born segment, a document", "/born/{year}-{month}-{day}.pdf", "{year}{month}{day}"),
        ("born segment, year in the middle", "/born/{d}-{year}-{mon}", "{d}{year}{mon}"),
        ("name and short date", "{first}-{m}-{d}-{yy}", "{m}{d}{yy}"),
        ("name and joined date", "{first}{year}-{month}-{day}", "{year}{month}{day}"),
        ("name and joined date, short year", "{first}{d}-{m}-{yy}", "{d}{m}{yy}"),
        ("name and joined date, dots", "{first}{day}.{month}.{year}", "{day}{month}{year}"),
        ("name and date around a month", "{first}-{d}{mnd}{year}", "{d}{mnd}{year}"),
        ("name and month", "{first}-{mnd}-{old}", "{mnd}{old}"),
        ("born, joined", "born-{d}{mon}{year}", "{d}{mon}{year}"),
      ])
    + further(
      .phone,
      [
        ("phone, pairs, three signs", "9{#}.{2}{#}-{2}{#}_{#2}", nil),
        ("phone, pairs, colon and underscore", "9{#}:{2}{#}_{2}{#}-{#2}", nil),
        ("phone, ext", "9{#3}ext{2}{#3}", nil),
        ("phone, ext with hyphens", "9{#3}-ext-{2}{#3}", nil),
        ("phone, and between", "9{#3}and{nonyear}", nil),
        ("phone, og between", "9{#3}og{nonyear}", nil),
      ])
    + further(
      .document,
      [
        ("German document, hyphen", "P{#2}X-{#2}X{#2}", nil),
        ("German document, spaces", "P{#2}%20X{#2}%20X{#2}", nil),
        ("German document, hyphens", "C{#2}-X{#2}-T{#2}", nil),
        ("Indian PAN, underscores", "{a3}p{a}_{1}{#}{1}{#}_{a}", nil),
        ("Indian PAN, hyphens", "{A3}P{A}-{1}{#}{1}{#}-{A}", nil),
        ("Indian PAN, spaces in small letters", "{a3}c{a}%20{2}{#3}%20{a}", nil),
      ])
    + further(
      .place,
      [
        (
          "minutes behind letters", "N{lat}-{min}-{sec}_E{lon}-{min}-{sec}", "{lat}{min}{sec}{lon}"
        ),
        ("minutes behind letters, colons", "N{lat}:{min}_E{lon}:{min}", "{lat}{min}{lon}"),
        (
          "minutes behind letters, small", "n{lat}-{min}-{sec}-e{lon}-{min}-{sec}",
          "{lat}{min}{sec}{lon}"
        ),
        (
          "geocaching, no signs", "N{lat}%20{min}.{#3}%20E0{lon}%20{min}.{#3}", "{lat}"
        ),
        ("map and two segments of two decimals", "/kart/{lat}.{#2}/{lon}.{#2}", "{lat}{lon}"),
        ("map and a pair of two decimals", "/maps/{lat}.{#2},{lon}.{#2}", "{lat}{lon}"),
        ("receiver's minutes", "N{lat}{min}.{#2}", nil),
        ("lat without a sign", "lat{lat}.{#2}lon{lon}.{#2}", "{lat}{lon}"),
      ])
    + further(
      .named,
      [
        ("pass=", "pass={first}{last}", "{first}{last}"),
        ("jwt=", "jwt={first}{last}", "{first}{last}"),
        ("bearer=", "bearer={first}{last}", "{first}{last}"),
        ("access_key=", "access_key={first}{last}", "{first}{last}"),
        ("losenord=", "l%C3%B6senord={first}{last}", "{first}{last}"),
        ("motdepasse=", "mot_de_passe={first}{last}", "{first}{last}"),
        ("contrasena=", "contrase%C3%B1a={first}{last}", "{first}{last}"),
        ("kennwort=", "kennwort={first}{last}", "{first}{last}"),
        ("anvandare=", "anv%C3%A4ndare={first}{last}", "{first}{last}"),
        ("elev=", "elev={first}{last}", "{first}{last}"),
        ("eleve=", "%C3%A9l%C3%A8ve={first}{last}", "{first}{last}"),
        ("alias=", "alias={first}{last}", "{first}{last}"),
        ("profile=", "profile={first}{last}", "{first}{last}"),
        ("ansatt=", "ansatt={first}{last}", "{first}{last}"),
        ("kontakt=", "kontakt={first}{last}", "{first}{last}"),
        ("laerer=", "l%C3%A6rer={first}{last}", "{first}{last}"),
        ("schuler=", "sch%C3%BCler={first}{last}", "{first}{last}"),
        ("empfanger=", "empf%C3%A4nger={first}{last}", "{first}{last}"),
        ("medarbejder=", "medarbejder={first}{last}", "{first}{last}"),
        ("empleado=", "empleado={first}{last}", "{first}{last}"),
        ("name in brackets", "%5Blogin%5D{first}{last}", "{first}{last}"),
      ])
    + further(
      .shortToken,
      [
        ("groups of three, four, three with dots", "{a3}.{a4}.{a3}", nil),
        ("base36 of four, three, four", "{s4}-{s3}-{s4}", nil),
      ])

  // Kinds of the same sorts that were written down when the patterns were done.
  static let furtherUnseen =
    further(
      .untold,
      [
        ("mail, spaces, Norwegian ending", "{first}%20at%20example%20no", "{first}"),
        ("mail, chez in spaces", "{first}%20chez%20example%20fr", "{first}"),
        ("mail, one name, dash", "{first}%E2%80%93{domain}", "{first}"),
        ("mail, one name, two letters of Greek", "{first}%CE%B1%CF%84{domain}", "{first}"),
        ("mail, one name, =at=", "{first}=at={domain}", "{first}"),
        ("mail, one name, flower and dot", "{first}%E2%9D%80example%E2%9D%80org", "{first}"),
        ("name and short date, dots", "{first}-{d}.{m}.{yy}", "{d}{m}{yy}"),
        ("name and month of a short year", "{first}-{mon}-{yy}", "{mon}{yy}"),
        ("mail, one name, spaced flower", "{first}%20%E2%9D%80%20{domain}", "{first}"),
        ("name and a week", "{first}-uke-{#2}-{old}", "{old}"),
        ("born segment, words", "/born/the-year-{year}", "{year}"),
        ("born segment, Roman month", "/born/{d}-VI-{year}", "{d}{year}"),
        ("born segment, Finnish", "/syntynyt/{d}-kesakuuta-{year}", "{d}{year}"),
        ("phone, pairs with words", "{2}{#}og{2}{#}og{2}{#}og{#2}", nil),
        ("phone, ext and signs", "9{#3}%20(ext%20{2}{#3})", nil),
        ("phone, short groups and ext", "9{#2}ext{#3}", nil),
        ("German document, slashes", "P{#2}X%2F{#2}X{#2}", nil),
        ("Indian PAN, other letters", "{a3}z{a}_{2}{#3}_{a}", nil),
        ("minutes, north alone", "N{lat}-{min}-{sec}", "{lat}{min}{sec}"),
        ("minutes, words", "north{lat}-{min}-east{lon}-{min}", "{lat}{min}{lon}"),
        ("map, comma and one decimal", "/maps/{lat}.{#},{lon}.{#}", "{lat}{lon}"),
        ("breddegrad joined", "breddegrad{lat}.{#2}lengdegrad{lon}.{#2}", "{lat}{lon}"),
        ("kode=", "kode={first}{last}", "{first}{last}"),
        ("wachtwoord=", "wachtwoord={first}{last}", "{first}{last}"),
        ("heslo=", "heslo={first}{last}", "{first}{last}"),
        ("oppilas=", "oppilas={first}{last}", "{first}{last}"),
        ("name in round brackets", "(login){first}{last}", "{first}{last}"),
        ("login without a sign", "login-{first}{last}", "{first}{last}"),
        ("groups of four, three, four with dots", "{s4}.{s3}.{s4}", nil),
        ("groups of four, two, four", "{s4}-{s2}-{s4}", nil),
        ("behind a prefix, a document", "/r/doc_{s8}.pdf", nil),
        ("behind a prefix, no document", "doc_{s8}.q", nil),
      ])
}
