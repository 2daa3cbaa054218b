extension PersonalKinds {
  static let network =
    rows(
      .network, "",
      [
        ("IPv4", "192.0.2.{1}{#}"), ("IPv4 with a port", "198.51.100.{1}{#}:8080"),
        ("IPv4, hyphens", "203-0-113-{1}{#}"),
        ("IPv4, underscores", "203_0_113_{1}{#}"), ("IPv4, commas", "203,0,113,{1}{#}"),
        ("IPv4, [.]", "203[.]0[.]113[.]{1}{#}"),
        ("IPv4, (dot)", "203(dot)0(dot)113(dot){1}{#}"), ("IPv4, colons", "203:0:113:{1}{#}"),
        ("IPv4, middle dots", "203%C2%B70%C2%B7113%C2%B7{1}{#}"),
        ("IPv4, x between", "203x0x113x{1}{#}"),
        ("IPv4, ideographic stops", "203\u{3002}0\u{3002}113\u{3002}{1}{#}"),
        ("IPv4 as a number", "3221225{#3}"),
        ("IPv4 in hexadecimal", "0xc00002{h2}"),
        ("IPv4 in hexadecimal parts", "0xC0.0x00.0x02.0x{H2}"),
        ("IPv4 in octal", "0300.0000.0002.01{#}"), ("IPv4, zeros before", "192.000.002.0{1}{#}"),
        ("IPv4 behind a word", "host192-0-2-{1}{#}"),
        ("IPv4 with a mask", "192.0.2.{1}{#}%2F24"), ("IPv6", "2001:db8::{h4}:{h4}"),
        ("IPv6 in full", "2001:0db8:{h4}:{h4}:{h4}:{h4}:{h4}:{h4}"),
        ("IPv6 in brackets", "%5B2001:db8::{h4}%5D"),
        ("IPv6, encoded colons", "2001%3Adb8%3A%3A{h4}"), ("IPv6, hyphens", "2001-db8--{h4}-{h4}"),
        ("IPv6, underscores", "2001_db8__{h4}_{h4}"), ("IPv6 with a zone", "fe80::{h4}%25eth0"),
        ("IPv6 with IPv4", "::ffff:192.0.2.{1}{#}"),
        (
          "IPv6 in arpa",
          "{h1}.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"
        ),
        ("hardware address", "00:1b:63:{h2}:{h2}:e6"),
        ("hardware address, hyphens", "00-1B-63-{H2}-{H2}-E6"),
        ("hardware address, dots", "001b.63{h2}.{h2}e6"),
        ("hardware address, plain", "001b63{h2}{h2}e6"),
        ("hardware address, underscores", "00_1b_63_{h2}_{h2}_e6"),
        ("EUI-64", "00:1b:63:ff:fe:{h2}:{h2}:e6"),
      ]) + [
      PersonalKind(
        .network, "IPv4 in full-width digits", "192.0.2.{1}{#}",
        writing: PersonalWriting.digits(from: 0xff10))
    ]

  static let shortToken = rows(
    .shortToken, "",
    [
      ("base62 of 8", "{b8}"), ("base62 of 9", "{b9}"), ("base62 of 10", "{b10}"),
      ("base62 of 11", "{b11}"),
      ("base36 of 8", "{s8}"), ("base36 of 9", "{s9}"), ("base36 of 10", "{s10}"),
      ("base36 of 11", "{s11}"),
      ("base36 in capitals of 8", "{S8}"), ("base36 in capitals of 9", "{S9}"),
      ("base36 in capitals of 10", "{S10}"),
      ("small letters of 8", "{a8}"), ("small letters of 9", "{a9}"),
      ("small letters of 10", "{a10}"), ("small letters of 11", "{a11}"),
      ("capitals of 8", "{A8}"), ("capitals of 9", "{A9}"), ("capitals of 10", "{A10}"),
      ("letters of 8", "{l8}"), ("letters of 10", "{l10}"),
      ("base64url of 8", "{u8}"), ("base64url of 10", "{u10}"), ("base64url of 11", "{u11}"),
      ("base32 of 8", "{c8}"), ("Crockford's base32 of 10", "{k10}"),
      ("base58 of 8", "{B8}"), ("base58 of 11", "{B11}"), ("hexadecimal of 8", "{h8}"),
      ("hexadecimal of 9", "{h9}"), ("hexadecimal of 10", "{h10}"),
      ("hexadecimal in capitals of 8", "{H8}"), ("three groups of letters", "{a3}-{a4}-{a3}"),
      ("three groups of three", "{a3}-{a3}-{a3}"),
      ("two groups of four", "{S4}-{S4}"), ("two groups of four, small", "{s4}-{s4}"),
      ("two groups of five", "{S5}-{S5}"),
      ("three groups of base36", "{s3}-{s3}-{s3}"), ("three groups of four", "{S4}-{S4}-{S4}"),
      ("three groups of letters, underscores", "{a3}_{a4}_{a3}"),
      ("capitals in three groups", "{A3}-{A4}-{A3}"), ("code in t=", "t={b8}"),
      ("code in key=", "key={s9}"), ("base62 of 8 behind a word", "ref-{b8}"),
    ])

  static let longToken = rows(
    .longToken, "",
    [
      ("UUID", "{h8}-{h4}-4{h3}-a{h3}-{h12}"), ("UUID in capitals", "{H8}-{H4}-4{H3}-A{H3}-{H12}"),
      ("UUID, underscores", "{h8}_{h4}_4{h3}_a{h3}_{h12}"),
      ("UUID, plain", "{h32}"), ("UUID in braces", "%7B{h8}-{h4}-4{h3}-a{h3}-{h12}%7D"),
      ("UUID, dots", "{h8}.{h4}.4{h3}.a{h3}.{h12}"),
      ("ULID", "01{k24}"), ("KSUID", "2{b26}"), ("nanoid", "{u21}"), ("cuid", "c{s24}"),
      ("cuid2", "{s24}"), ("xid", "{s20}"), ("ObjectId", "6{h23}"),
      ("JWT", "eyJ{u17}.eyJ{u40}.{u43}"), ("JWT without a signature", "eyJ{u17}.eyJ{u40}."),
      ("MD5", "{h32}"), ("SHA-1", "{h40}"), ("SHA-256", "{h64}"),
      ("SHA-256 in base64url", "{u43}"), ("PHP session", "{s26}"), ("Java session", "{H32}"),
      ("ASP.NET session", "{s24}"), ("Rails token", "{u22}"), ("Firebase id", "{b28}"),
      ("short hexadecimal of 12", "{h12}"), ("short hexadecimal of 16", "{h16}"),
      ("base62 of 12", "{b12}"), ("base62 of 16", "{b16}"), ("base62 of 22", "{b22}"),
      ("base36 of 12", "{s12}"), ("base36 of 16", "{s16}"), ("letters of 16", "{l16}"),
      ("letters of 20", "{l20}"), ("small letters of 12", "{a12}"),
      ("small letters of 14", "{a14}"),
      ("small letters of 16", "{a16}"), ("small letters of 20", "{a20}"),
      ("capitals of 12", "{A12}"), ("capitals of 16", "{A16}"), ("base32 of 16", "{c16}"),
      ("base64url of 16", "{u16}"),
      ("Stripe key", "sk_test_{b24}"), ("AWS key", "AKIA{c16}"), ("GitHub token", "ghp_{b36}"),
      ("Slack token", "xoxb-{#11}-{b24}"), ("Google key", "AIza{u35}"),
      ("licence key of five groups", "{S5}-{S5}-{S5}-{S5}-{S5}"),
      ("licence key of four groups", "{S4}-{S4}-{S4}-{S4}"), ("YouTube id", "{u11}"),
      ("base64 with padding", "{b22}%3D%3D"),
      ("hexadecimal in groups", "{h4}-{h4}-{h4}-{h4}"), ("token in token=", "token={b16}"),
      ("Meet code", "{a3}-{a4}-{a3}"), ("onion address", "{z56}.onion"),
    ])

  static let untold = rows(
    .untold, "",
    [
      ("first name", "{first}"), ("full name", "{first}-{last}"),
      ("full name with a dot", "{first}.{last}"), ("name of a folder", "/people/{first}-{last}"),
      ("address of a house", "/karl-johans-gate-{1}{#}"),
      ("number of four digits", "/user/{1}{#3}"), ("number over segments", "/{#3}/{#2}/{#3}"),
      ("token of 6", "{b6}"), ("token of 7", "{s7}"),
      ("words of a pass phrase", "correct-horse-battery-staple"),
      ("three words of a place", "filled.count.soap"),
      ("mail without a sign", "{first}.{last}.example.org"),
      ("booking reference", "{A6}"), ("Swedish plate", "{A3}{#3}"), ("German plate", "M-{A2}{#4}"),
      ("booking reference with a number", "PNR-{A3}{#3}{A2}"), ("geohash of 7", "u{z6}"),
      ("Dutch plate", "{#2}-{A3}-{1}"), ("date by itself", "/archive/{year}-{month}-{day}"),
      ("nickname and number", "{first}{#2}"), ("ZIP code", "/zip/0{#3}"),
      ("month of birth", "/people/{year}"),
    ])
}
