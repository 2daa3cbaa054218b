import Foundation
import TestSupport
import Testing
import Traffic

@testable import AccessLog

@Suite("A database file may be replaced while it is used")
struct CountryFileTests {
  let folder: ScratchFolder
  let path: String
  let address = parse("192.0.2.1")!

  init() throws {
    folder = try ScratchFolder()
    path = folder.file("country.mmdb").path
    try put("country-24")
  }

  /// Puts another database in the file's place, as updaters do.
  private func put(_ name: String) throws {
    let new = folder.file("new")
    try Data(TestDatabases.bytes(name)).write(to: new)
    guard unsafe rename(new.path, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// Calls in which the clock goes on by more than the interval.
  private func refresh(_ file: CountryFile, call: Int) throws {
    try file.refreshIfChanged(now: Int.max / 2 + call * CountryFile.interval)
  }

  @Test("A new file is used from the next look on; whoever has the old one may keep it")
  func replaced() throws {
    let file = try CountryFile(path: path)
    let old = file.database
    try refresh(file, call: 1)
    #expect(file.database === old)
    try put("later")
    try refresh(file, call: 2)
    #expect(file.database !== old)
    #expect(file.database.country(of: address).description == "SE")
    #expect(old.country(of: address).description == "NO")
  }

  @Test("The file is looked at every few seconds only")
  func seldom() throws {
    let file = try CountryFile(path: path)
    let old = file.database
    try refresh(file, call: 1)
    try put("later")
    try file.refreshIfChanged(now: Int.max / 2 + CountryFile.interval + 1)
    #expect(file.database === old)
    try file.refreshIfChanged()
    #expect(file.database !== old)
  }

  @Test("A file that is away is waited for")
  func away() throws {
    let file = try CountryFile(path: path)
    let old = file.database
    try FileManager.default.removeItem(atPath: path)
    try refresh(file, call: 1)
    #expect(file.database === old)
    #expect(old.country(of: address).description == "NO")
    try put("later")
    try refresh(file, call: 2)
    #expect(file.database.country(of: address).description == "SE")
  }

  @Test("A new file that is no use is reported once, and the old one stays")
  func bad() throws {
    let file = try CountryFile(path: path)
    let old = file.database
    try put("asn")
    #expect(throws: CountryDatabaseError(.noCountries, path: path, type: "GeoLite2-ASN")) {
      try refresh(file, call: 1)
    }
    try refresh(file, call: 2)
    #expect(file.database === old)
    try put("later")
    try refresh(file, call: 3)
    #expect(file.database.country(of: address).description == "SE")
  }

  @Test("A file that is cut off or written over in its place does no harm")
  func writtenOver() throws {
    let file = try CountryFile(path: path)
    let old = file.database
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.truncate(atOffset: 0)
    #expect(old.country(of: address).description == "NO")
    #expect(throws: CountryDatabaseError(.notDatabase, path: path)) { try refresh(file, call: 1) }
    try handle.write(contentsOf: TestDatabases.bytes("later"))
    try handle.close()
    #expect(old.country(of: address).description == "NO")
    try refresh(file, call: 2)
    #expect(file.database.country(of: address).description == "SE")
  }

  @Test("The best name is found, of several months the last")
  func finding() throws {
    let (first, second) = (try ScratchFolder(), try ScratchFolder())
    let folders = [first.url.path, "/nowhere", second.url.path]
    func expect(_ folder: ScratchFolder, _ name: String, line: SourceLocation = #_sourceLocation) {
      let found = CountryFile.find(in: folders)
      #expect(found == folder.file(name).path, sourceLocation: line)
    }
    #expect(CountryFile.find(in: folders) == nil)
    try first.write("", to: "GeoLite2-ASN.mmdb")
    try first.write("", to: "dbip-country-lite-2026-09.csv")
    #expect(CountryFile.find(in: folders) == nil)
    try first.write("", to: "GeoLite2-City.mmdb")
    expect(first, "GeoLite2-City.mmdb")
    try second.write("", to: "ipinfo_country_lite.mmdb")
    expect(second, "ipinfo_country_lite.mmdb")
    try second.write("", to: "dbip-country-lite-2026-09.mmdb")
    try second.write("", to: "dbip-country-lite-2026-10.mmdb")
    expect(second, "dbip-country-lite-2026-10.mmdb")
    try second.write("", to: "GeoLite2-Country.mmdb")
    expect(second, "GeoLite2-Country.mmdb")
    try first.write("", to: "GeoLite2-Country.mmdb")
    expect(first, "GeoLite2-Country.mmdb")
  }
}
