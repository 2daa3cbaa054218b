import AccessLog
import Testing

@testable import SporlosCommands

@Suite("What is wrong with a country database is said in a sentence")
struct CountryDatabaseErrorTests {
  private static let sentences: [(CountryDatabaseError, String)] = [
    (
      CountryDatabaseError(.missing, path: ""),
      "there is no country database in /var/lib/GeoIP, /usr/share/GeoIP, /usr/local/share/GeoIP, /usr/local/var/GeoIP, /opt/homebrew/var/GeoIP: install one there, such as GeoLite2-Country.mmdb, or name one with --geo"
    ),
    (
      CountryDatabaseError(.missing, path: "x.mmdb", errno: 2),
      "there is no country database \"x.mmdb\": check the path given with --geo"
    ),
    (
      CountryDatabaseError(.cannotRead, path: "x.mmdb", errno: 13),
      "cannot read the country database \"x.mmdb\" (Permission denied): check the permissions of the file and its folder"
    ),
    (
      CountryDatabaseError(.notDatabase, path: "x.csv"),
      "\"x.csv\" is not a country database in MMDB format, or is truncated: download it again, or name another one with --geo"
    ),
    (
      CountryDatabaseError(.corrupt, path: "x.mmdb", type: "GeoLite2-Country"),
      "the country database \"x.mmdb\" is damaged: download it again"
    ),
    (
      CountryDatabaseError(.noCountries, path: "x.mmdb", type: "GeoLite2-ASN"),
      "\"x.mmdb\" has no countries (it is of type \"GeoLite2-ASN\"): name a database of countries or cities with --geo"
    ),
    (
      CountryDatabaseError(.noCountries, path: "x.mmdb"),
      "\"x.mmdb\" has no countries: name a database of countries or cities with --geo"
    ),
    (
      CountryDatabaseError(.noCountries, path: "x.mmdb", type: "a\u{1B}[2J\u{202E}"),
      "\"x.mmdb\" has no countries (it is of type \"a\\u{1B}[2J\\u{202E}\"): name a database of countries or cities with --geo"
    ),
  ]

  @Test("Each with the file, the cause and what to do", arguments: sentences)
  func sentence(_ error: CountryDatabaseError, _ expected: String) {
    #expect(error.sentence == expected)
  }
}
