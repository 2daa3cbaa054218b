import TestSupport
import Testing
import Traffic

@testable import AccessLog

@Suite("A database tells countries")
struct CountryDatabaseTests {
  private func countries(_ name: String, of addresses: [String]) throws -> [String] {
    let database = try TestDatabases.open(name)
    return try addresses.map { try database.country(of: #require(parse($0))).description }
  }

  @Test(
    "MaxMind's format with every size of record",
    arguments: ["country-24", "country-28", "country-32", "country-v4"])
  func version4(_ name: String) throws {
    let expected = [
      ("192.0.2.9", "NO"), ("198.51.100.1", "DE"), ("10.0.0.1", "ZZ"), ("127.0.0.1", "ZZ"),
      ("::ffff:192.0.2.9", "NO"), ("64:ff9b::c000:209", "NO"), ("2002:c000:209::", "NO"),
      ("2001::3fff:fdf6", "NO"), ("240.9.8.7", "JP"),
    ]
    #expect(try countries(name, of: expected.map(\.0)) == expected.map(\.1))
  }

  @Test("IPv6", arguments: ["country-24", "country-28", "country-32"])
  func version6(_ name: String) throws {
    let expected = [
      ("2001:db8::1", "IS"), ("2001:db8:7fff::1", "IS"), ("2001:db8:8000::1", "DK"),
      ("2001:db8:c000:ffff::1", "FI"), ("2001:db8:c001::1", "ZZ"), ("::1", "ZZ"), ("::", "ZZ"),
      ("ff02::1", "ZZ"),
    ]
    #expect(try countries(name, of: expected.map(\.0)) == expected.map(\.1))
  }

  @Test("A database of IPv4 knows no country of an IPv6 address, and is not damaged for that")
  func version6InVersion4() throws {
    let database = try TestDatabases.open("country-v4")
    #expect(try database.country(of: #require(parse("2001:db8::1"))) == .unknown)
    #expect(!database.isDamaged)
  }

  @Test("A part of a /24 in another country counts for the country at the network's first address")
  func finerThanNetwork() throws {
    #expect(try countries("country-24", of: ["198.51.100.200"]) == ["DE"])
  }

  @Test("Where the country is not known, that of the registration counts")
  func registered() throws {
    #expect(try countries("country-24", of: ["203.0.113.1", "246.0.0.1"]) == ["SE", "XK"])
  }

  @Test("What is no code of two letters is unknown, and small letters are the same as capitals")
  func oddCodes() throws {
    let addresses = ["241.0.0.1", "242.0.0.1", "244.0.0.1", "245.0.0.1", "243.0.0.1"]
    #expect(try countries("country-24", of: addresses) == ["ZZ", "ZZ", "ZZ", "ZZ", "GB"])
  }

  @Test("Databases of cities, and IPinfo's formats")
  func otherFormats() throws {
    #expect(try countries("city", of: ["192.0.2.1", "192.0.3.1"]) == ["NO", "ZZ"])
    #expect(try countries("lite", of: ["192.0.2.1", "2001:db8::1"]) == ["NO", "IS"])
    #expect(try countries("plain", of: ["192.0.2.1", "2001:db8::1"]) == ["NO", "IS"])
  }

  @Test("Entries without a country before the first that has one do no harm")
  func lateCountry() throws {
    #expect(try countries("registered-first", of: ["10.0.7.1", "192.0.2.1"]) == ["ZZ", "NO"])
  }

  @Test("A database says what it is and when it was made")
  func facts() throws {
    let database = try TestDatabases.open("country-24")
    #expect(database.type == "GeoLite2-Country")
    #expect(database.builtAt > 1_700_000_000)
  }
}
