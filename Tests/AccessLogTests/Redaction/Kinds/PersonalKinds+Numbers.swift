extension PersonalKinds {
  private static let separators = [
    " ", "%20", "-", ".", "_", ",", "~", "*", "|", ":", "'", "x", "o", "X", "+", "%2B", "\u{b7}",
    "%C2%B7", "%E2%80%A2", "%E2%80%93", "%E2%80%94", "%C2%A0", "%E2%80%AF", "%E2%80%99", "!", "=",
    "%22", "^", "%5C", "--", "%20-%20", ")(", "%E2%88%92", "%EF%BC%8D", "%E3%83%BB", "%E2%81%83",
    "%E2%80%8B", "%EF%B8%8F", "t", "%26", "\u{ff0e}",
  ]

  static let phone: [PersonalKind] =
    separators.map { PersonalKind(.phone, "phone of 8, \($0) between", "{2}{#3}\($0){#3}{1}") }
    + [
      (".", "{2}{#2}.{#2}.{#3}"), (":", "{2}{#2}:{#2}:{#3}"), ("x", "{2}{#2}x{#2}x{#3}"),
      ("\u{b7}", "{2}{#2}\u{b7}{#2}\u{b7}{#3}"), (",", "{2}{#2},{#2},{#3}"),
    ].map { PersonalKind(.phone, "phone in three groups, \($0.0) between", $0.1) }
    + rows(
      .phone, "phone ",
      [
        ("with a plus", "+47{2}{#7}"), ("with a plus encoded", "%2B47{2}{#7}"),
        ("with two zeros", "0047{2}{#7}"), ("of North America", "({2}{#2})%20{2}{#2}-{#4}"),
        ("of North America with dots", "{2}{#2}.{2}{#2}.{#4}"), ("of seven digits", "555-01{#2}"),
        ("of the United Kingdom", "07{#3}%20{#6}"), ("of France", "06.{#2}.{#2}.{#2}.{#2}"),
        ("of Germany", "0151-{#8}"), ("of Germany with a slash", "0151%2F{#8}"),
        ("of Sweden", "070-{#3}%20{#2}%20{#2}"), ("of Denmark", "{2}{#}%20{#2}%20{#2}%20{#2}"),
        ("of India", "+91-{2}{#4}-{#5}"), ("of Brazil", "(11)9{#4}-{#4}"),
        ("of China", "138-{#4}-{#4}"), ("of Spain", "6{#2}_{#3}_{#3}"),
        ("behind tel", "tel:{2}{#7}"),
        ("behind tel=", "tel={2}{#3}-{#4}"), ("behind a word", "phone-{2}{#3}-{#4}"),
        ("between letters", "k0151o{#4}"), ("between other letters", "m{2}{#3}q{#4}b"),
      ])
    + [

      ("segmented", 0x1fbf0)
    ].map { name, zero in
      PersonalKind(
        .phone, "phone in \(name) digits", "{2}{#3} {#4}",
        writing: {
          PersonalWriting.encoded(PersonalWriting.digits(from: zero)($0))
        })
    }
    + [
      ("keycaps", "\u{fe0f}\u{20e3}"), ("keycaps without a selector", "\u{20e3}"),
      ("zero-width spaces", "\u{200b}"), ("combining marks", "\u{332}"),
    ].map { name, mark in
      PersonalKind(
        .phone, "phone with \(name)", "{2}{#7}", writing: PersonalWriting.behindDigits(mark))
    }

  static let national = rows(
    .national, "",
    [
      ("Norwegian number", "{#6}{#5}"), ("Norwegian number, space", "{#6}%20{#5}"),
      ("Norwegian number, hyphen", "{#6}-{#5}"), ("Norwegian number, colon", "{#6}:{#5}"),
      ("Norwegian number, dots", "{#2}.{#2}.{#2}.{#5}"), ("Swedish number", "{#6}-{#4}"),
      ("Swedish number, century", "19{#6}-{#4}"), ("Swedish number, plus", "{#6}%2B{#4}"),
      ("Danish number", "{#6}-{#4}"), ("Danish number, space", "{#6}%20{#4}"),
      ("Finnish code", "{#6}-{#3}{A}"), ("Finnish code, A", "{#6}A{#3}{A}"),
      ("Icelandic number", "{#6}-{#4}"), ("Estonian code", "3{#10}"), ("Latvian code", "{#6}-{#5}"),
      ("Lithuanian code", "4{#10}"), ("US social security number", "{#3}-{#2}-{#4}"),
      ("US number, spaces", "{#3}%20{#2}%20{#4}"), ("US number, dots", "{#3}.{#2}.{#4}"),
      ("US number, colons", "{#3}:{#2}:{#4}"), ("US employer number", "{#2}-{#7}"),
      ("US taxpayer number", "9{#2}-7{#}-{#4}"), ("British insurance number", "QQ{#6}C"),
      ("British insurance number, spaces", "QQ%20{#2}%20{#2}%20{#2}%20C"),
      ("British insurance number, hyphens", "QQ-{#2}-{#2}-{#2}-C"),
      ("NHS number", "{#3}%20{#3}%20{#4}"), ("NHS number, hyphens", "{#3}-{#3}-{#4}"),
      ("British UTR", "{#5}%20{#5}"), ("Irish PPS number", "{#7}W"), ("Spanish DNI", "{#8}Z"),
      ("Spanish DNI, hyphen", "{#8}-Z"), ("Spanish DNI, dots", "{#2}.{#3}.{#3}-Z"),
      ("Spanish NIE", "X{#7}L"), ("Spanish NIE, hyphens", "X-{#7}-L"),
      ("Italian codice fiscale", "RSS{A3}{#2}{A}{#2}{A}{#3}{A}"),
      ("Italian codice fiscale, small", "rss{a3}{#2}{a}{#2}{a}{#3}{a}"),
      ("Italian codice fiscale, spaces", "RSS%20{A3}%20{#2}{A}{#2}%20{A}{#3}{A}"),
      ("French NIR", "1{#12}{#2}"),
      ("French NIR, spaces", "1%20{#2}%20{#2}%20{#2}%20{#3}%20{#3}%20{#2}"),
      ("French NIR, Corsica", "1%20{#2}%20{#2}%202A%20{#3}%20{#3}%20{#2}"),
      ("Dutch BSN", "{#9}"), ("Dutch BSN, dots", "{#4}.{#2}.{#3}"),
      ("Belgian number", "{#2}.{#2}.{#2}-{#3}.{#2}"),
      ("German tax number", "{#2}%20{#3}%20{#3}%20{#3}"),
      ("German insurance number", "{#2}{#6}{A}{#3}"),
      ("German insurance number, spaces", "{#2}%20{#6}%20{A}%20{#3}"),
      ("Austrian insurance number", "{#4}%20{#6}"),
      ("Swiss AHV number", "756.{#4}.{#4}.{#2}"), ("Swiss AHV number, plain", "756{#10}"),
      ("Polish PESEL", "{#11}"), ("Czech birth number", "{#6}%2F{#4}"),
      ("Czech birth number, hyphen", "{#6}-{#4}"),
      ("Portuguese NIF", "{#3}%20{#3}%20{#3}"), ("Greek AMKA", "{#11}"),
      ("Hungarian number", "1-{#6}-{#4}"),
      ("Romanian CNP", "1{#12}"), ("Bulgarian EGN", "{#10}"), ("Croatian OIB", "{#11}"),
      ("Turkish number", "{1}{#10}"), ("Israeli number", "{#8}-{#}"),
      ("Russian SNILS", "{#3}-{#3}-{#3}%20{#2}"),
      ("Russian INN", "{#12}"), ("Ukrainian number", "{#10}"),
      ("South African number", "{#6}%20{#4}%2008%20{#}"),
      ("Brazilian CPF", "{#3}.{#3}.{#3}-{#2}"), ("Brazilian CNPJ", "{#2}.{#3}.{#3}%2F{#4}-{#2}"),
      ("Argentine DNI", "{#2}.{#3}.{#3}"), ("Argentine CUIT", "20-{#8}-{#}"),
      ("Chilean RUT", "{#2}.{#3}.{#3}-K"),
      ("Colombian c\u{e9}dula", "1.{#3}.{#3}.{#3}"), ("Mexican CURP", "{A4}{#6}H{A5}{S}{#}"),
      ("Mexican RFC", "{A4}{#6}{S3}"), ("Mexican RFC, hyphens", "{A4}-{#6}-{S3}"),
      ("Canadian SIN", "{#3}-{#3}-{#3}"),
      ("Canadian SIN, spaces", "{#3}%20{#3}%20{#3}"), ("Australian TFN", "{#3}%20{#3}%20{#3}"),
      ("Australian Medicare number", "{#4}%20{#5}%20{#}"), ("New Zealand IRD", "{#2}-{#3}-{#3}"),
      ("Indian Aadhaar", "{#4}%20{#4}%20{#4}"), ("Indian Aadhaar, hyphens", "{#4}-{#4}-{#4}"),
      ("Indian Aadhaar, colons", "{#4}:{#4}:{#4}"), ("Indian PAN", "{A3}P{A}{#4}{A}"),
      ("Indian PAN, small", "{a3}p{a}{#4}{a}"), ("Indian PAN, spaces", "{A3}P{A}%20{#4}%20{A}"),
      ("Indian voter number", "{A3}{#7}"), ("Korean number", "{#6}-1{#6}"),
      ("Chinese number", "{#17}X"),
      ("Chinese number, small x", "{#17}x"), ("Japanese My Number", "{#4}%20{#4}%20{#4}"),
      ("Taiwanese number", "A1{#8}"), ("Hong Kong number", "A{#6}(3)"),
      ("Singaporean NRIC", "S{#7}D"),
      ("Malaysian number", "{#6}-{#2}-{#4}"), ("Thai number", "1-{#4}-{#5}-{#2}-{#}"),
      ("Indonesian number", "{#16}"), ("Pakistani number", "{#5}-{#7}-{#}"),
      ("Emirates number", "784-{#4}-{#7}-{#}"), ("Nigerian number", "{#11}"),
      ("Egyptian number", "2{#13}"),
    ])

  static let document = rows(
    .document, "",
    [
      ("German identity card", "{G}{g8}"), ("German identity card, check digit", "L{g8}{#}"),
      ("German passport", "C{g8}"), ("German passport as printed", "P{#2}X{#2}X{#2}"),
      ("German passport, small", "c{#2}{A}{#2}{A}{#2}"), ("French passport", "{#2}{A2}{#5}"),
      ("French identity card", "X{#}{A}{#}{A}{#}{A}{#}{A}"),
      ("Italian identity card", "CA{#5}{A2}"),
      ("Italian passport", "YA{#7}"), ("Spanish passport", "{A3}{#6}"),
      ("Dutch passport", "N{A}{S6}{#}"),
      ("Dutch passport as printed", "NX{#}R{#}K{#2}{#}"), ("Polish identity card", "{A3}{#6}"),
      ("Polish identity card, space", "{A3}%20{#6}"), ("Swedish passport", "{#8}"),
      ("Indian passport", "{A}{#7}"),
      ("US passport", "C{#8}"), ("British passport", "{#9}"), ("Belgian passport", "E{A}{#6}"),
      ("Swiss passport", "S{#}{A}{#5}"), ("Austrian passport", "P%20{#7}"),
      ("Canadian passport", "{A2}{#6}"),
      ("Chinese passport", "E{A}{#7}"), ("Japanese passport", "T{A}{#7}"),
      ("British driving licence", "MORGA{#6}SM{#}IJ"),
      ("US driving licence of Florida", "S{#3}-{#3}-{#2}-{#3}-{#}"),
      ("German driving licence", "B{#3}{S6}{#}{#}"),
      ("Visa machine-readable line", "VNUTO{A6}%3C%3C{A4}%3C%3C%3C%3C"),
      ("European health card", "80578{#15}"),
      ("vehicle identification", "WVW{A3}{#}{A}{#}{A}{#6}{#}"),
      ("vehicle identification, all", "1{k16}"),
      ("IMEI", "{#15}"), ("IMEI, hyphens", "{#2}-{#6}-{#6}-{#}"), ("ICCID", "8947{#15}"),
      ("UK plate", "{A2}{#2}%20{A3}"), ("UK plate, plain", "{A2}{#2}{A3}"),
      ("French plate", "{A2}-{#3}-{A2}"),
      ("Norwegian plate", "E{A}{#5}"), ("Norwegian plate, space", "E{A}%20{#5}"),

      ("parcel number of UPS", "1Z{S3}{S3}{#10}"),
      ("parcel number of the UPU", "R{A}{#9}NO"),
      ("parcel number, spaces", "R{A}%20{#4}%20{#4}%20{#}%20NO"),
      ("order number, three groups", "{#3}-{#7}-{#7}"),

      ("invoice number", "INV-{#4}-{#4}"), ("customer number", "C-{#3}-{#4}"),
    ])

  static let money: [PersonalKind] =
    [
      (" ", "%20"), ("-", "-"), ("_", "_"), (".", "."), (":", ":"), (",", ","), ("|", "%7C"),
      ("\u{b7}", "%C2%B7"), ("*", "*"), ("~", "~"), ("x", "x"), ("'", "'"),
      ("en dash", "%E2%80%93"),
      ("zero-width space", "%E2%80%8B"), ("/", "%2F"), ("--", "--"),
    ].map { name, sign in
      PersonalKind(.money, "card with \(name)", "4{#3}\(sign){#4}\(sign){#4}\(sign){#4}")
    }
    + rows(
      .money, "",
      [
        ("card", "4{#15}"), ("card, American Express", "37{#2}-{#6}-{#5}"),
        ("card, masked", "4{#5}******{#4}"),
        ("Norwegian IBAN", "NO{#2}{#11}"),
        ("Norwegian IBAN, spaces", "NO{#2}%20{#4}%20{#4}%20{#3}"),
        ("Norwegian IBAN, hyphens", "NO{#2}-{#4}-{#4}-{#3}"),
        ("German IBAN, spaces", "DE{#2}%20{#4}%20{#4}%20{#4}%20{#4}%20{#2}"),
        ("British IBAN", "GB{#2}WEST{#14}"),
        ("British IBAN, spaces", "GB{#2}%20WEST%20{#4}%20{#4}%20{#4}%20{#2}"),
        ("Maltese IBAN", "MT{#2}MALT{#5}{S18}"), ("Dutch IBAN, small", "nl{#2}ingb{#10}"),
        ("IBAN, colons", "NO{#2}:{#4}:{#4}:{#3}"),
        ("IBAN, underscores", "FR{#2}_{#4}_{#4}_{#4}_{#4}_{#4}_{#3}"),
        ("Norwegian account", "{#4}.{#2}.{#5}"), ("Norwegian account, colons", "{#4}:{#2}:{#5}"),
        ("British account", "{#2}-{#2}-{#2}-{#8}"), ("BIC with an account", "DNBANOKK-{#11}"),
        ("BIC with an account in groups", "DNBANOKKXXX:{#4}.{#2}.{#5}"),
        ("US routing and account", "{#9}-{#8}"),
        ("bitcoin address", "1{B33}"), ("bitcoin address, segwit", "bc1q{z38}"),
        ("ethereum address", "0x{h40}"),
        ("litecoin address", "L{B33}"), ("monero address", "4{B94}"), ("solana address", "{B44}"),
        ("xrp address", "r{B32}"), ("card in other digits", "%D9%A4{#3}:{#4}:{#4}:{#4}"),
      ])

  static let number =
    rows(
      .number, "",
      [
        ("five digits", "{1}{#4}"), ("seven digits", "{1}{#6}"), ("ten digits", "{1}{#9}"),
        ("thousands, commas", "{1},{#3},{#3}"), ("thousands, comma of five", "{1}{#},{#3}"),
        ("thousands, comma of six", "{1}{#2},{#3}"), ("thousands, apostrophes", "{1}'{#3}'{#3}"),
        ("thousands, curly apostrophes", "{1}%E2%80%99{#3}%E2%80%99{#3}"),
        ("thousands, full stops", "{1}{#}.{#3}.{#3}"),
        ("thousands, full stops of seven", "{1}.{#3}.{#3}"),
        ("thousands, spaces", "{1}%20{#3}%20{#3}"),
        ("thousands, narrow spaces", "{1}%E2%80%AF{#3}%E2%80%AF{#3}"),
        ("thousands, underscores", "{1}_{#3}_{#3}"),
        ("thousands, Indian", "{1}{#},{#2},{#3}"), ("letters between, k0151o7655", "k{#4}o{#4}"),
        ("letters between, three", "a{#3}b{#3}c{#3}"), ("hexadecimal with 0x", "0x{h6}"),
        ("hexadecimal with 0x of 8", "0x{H8}"), ("hexadecimal with 0x of 5", "0x{1}{h4}"),
        ("hexadecimal with 0x of 16", "0x{h16}"), ("hash sign, encoded", "%23{#6}"),
        ("user and number", "user{#6}"),
        ("id- and number", "id-{#5}"), ("numero", "no.{#6}"),
        ("number over hyphens", "{#2}-{#2}-{#2}-{#2}"),
        ("Roman numerals of an id", "/users/{1}{#8}/edit"), ("number behind a letter", "u{1}{#6}"),
        ("Unix time", "1{#9}"), ("Unix time in milliseconds", "1{#12}"),
        ("snowflake", "1{#17}"), ("number in binary", "0b1011011101011101"),
      ]) + [
      PersonalKind(
        .number, "number in Thai digits", "{1}{#6}",
        writing: PersonalWriting.digits(from: 0xe50))
    ]

  static let place = rows(
    .place, "place, ",
    [
      ("coordinates, six decimals", "{lat}.{#6},{lon}.{#6}"),
      ("coordinates, four decimals", "{lat}.{#4},{lon}.{#4}"),
      ("coordinates, three decimals", "{lat}.{#3},{lon}.{#3}"),
      ("coordinates, three and a space", "{lat}.{#3}%20{lon}.{#3}"),
      ("coordinates, comma and space", "{lat}.{#3},%20{lon}.{#3}"),
      ("coordinates, underscore", "{lat}.{#3}_{lon}.{#3}"),
      ("coordinates, south and west", "-{lat}.{#3},-{lon}.{#3}"),
      ("coordinates, semicolon encoded", "{lat}.{#3}%3B{lon}.{#3}"),
      ("coordinates, x", "{lat}.{#4}x{lon}.{#4}"), ("coordinates, colon", "{lat}.{#3}:{lon}.{#3}"),
      ("coordinates, hyphen", "{lat}.{#3}-{lon}.{#3}"),
      ("coordinates, pipe", "{lat}.{#3}%7C{lon}.{#3}"),
      ("coordinates, plus", "{lat}.{#3}+{lon}.{#3}"),
      ("coordinates, decimal commas", "{lat},{#4}_{lon},{#4}"),
      ("coordinates with @", "@{lat}.{#4},{lon}.{#4},15z"),
      ("coordinates, letters", "{lat}.{#3}N,{lon}.{#3}E"),
      ("coordinates, letters first", "N{lat}.{#3},E{lon}.{#3}"),
      ("coordinates, letters and a space", "{lat}.{#3}N%20{lon}.{#3}E"),
      ("lat= and lon=, two decimals", "lat={lat}.{#2}&lon={lon}.{#2}"),
      ("lat= and lng=", "lat={lat}.{#3}&lng={lon}.{#3}"),
      ("latitude= and longitude=", "latitude={lat}.{#2},longitude={lon}.{#2}"),
      ("lat: and lon:", "lat:{lat}.{#3},lon:{lon}.{#3}"),
      ("lat- and lon-", "lat-{lat}.{#3}-lon-{lon}.{#3}"),
      ("lat_ and lon_", "lat_{lat}.{#2}_lon_{lon}.{#2}"),
      ("geo:", "geo:{lat}.{#3},{lon}.{#3}"), ("ll=", "ll={lat}.{#2},{lon}.{#2}"),
      ("two segments", "/map/{lat}.{#4}/{lon}.{#4}"),
      ("two segments of three decimals", "/map/{lat}.{#3}/{lon}.{#3}"),
      ("named segments", "/lat/{lat}.{#2}/lon/{lon}.{#2}"),
      ("zoom and two segments", "/map/15/{lat}.{#4}/{lon}.{#4}"),
      ("degrees and minutes", "{lat}%C2%B0{min}'N%20{lon}%C2%B0{min}'E"),
      ("degrees, minutes, seconds", "{lat}%C2%B0{min}'{sec}%22N{lon}%C2%B0{min}'{sec}%22E"),
      ("degrees, primes", "{lat}%C2%B0{min}%E2%80%B2{sec}%E2%80%B3N"),
      ("degrees in letters", "{lat}d{min}m{sec}sN"),
      ("degrees, hyphens", "{lat}-{min}-{sec}N-0{lon}-{min}-{sec}E"),
      ("degrees, decimal", "{lat}.{#3}%C2%B0N"),
      ("plus code", "{p8}%2B{p2}"), ("plus code, plus as is", "{p8}+{p2}"),
      ("plus code, short", "{p4}%2B{p2}"),
      ("plus code, long", "{p8}%2B{p3}"), ("geohash of 8", "u{z7}"), ("geohash of 9", "u{z8}"),

      ("geohash=", "geohash=u{z6}"), ("UTM", "32V%20{#6}%20{#7}"), ("MGRS", "32VNM{#5}{#5}"),
      ("tile of zoom 17", "/17/{#5}/{#5}.png"),
    ])
}
