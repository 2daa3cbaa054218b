import Foundation
import Glibc
import TestSupport
import Testing
import Traffic

@testable import AccessLog

@Suite("A file that is no good is refused, or does no harm")
struct DamagedDatabaseTests {
  let folder: ScratchFolder

  /// How many times more to try than in a usual run, by `SPORLOS_FUZZ`.
  private static let times =
    ProcessInfo.processInfo.environment["SPORLOS_FUZZ"].flatMap { Int($0) } ?? 1

  init() throws { folder = try ScratchFolder() }

  private func error(of path: String) -> CountryDatabaseError? {
    do throws(CountryDatabaseError) {
      _ = try CountryDatabase(path: path)
      return nil
    } catch {
      return error
    }
  }

  private func write(_ bytes: [UInt8]) throws -> String {
    let file = folder.file("damaged.mmdb")
    // Foundation waits for the disk after each file, which is long for thousands of them.
    unsafe unlink(file.path)
    let descriptor = unsafe open(file.path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    defer { close(descriptor) }
    // SAFETY: the array is alive during the call.
    try #require(unsafe Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    return file.path
  }

  @Test("What is missing, a folder, a pipe or a device is told apart")
  func noFile() throws {
    let missing = folder.file("missing.mmdb").path
    #expect(error(of: missing) == CountryDatabaseError(.missing, path: missing, errno: ENOENT))
    #expect(error(of: folder.url.path)?.code == .notDatabase)
    #expect(error(of: "/dev/null")?.code == .notDatabase)
    let pipe = folder.file("pipe").path
    try #require(unsafe mkfifo(pipe, 0o600) == 0)
    #expect(error(of: pipe)?.code == .notDatabase)
  }

  @Test("A file that may not be read")
  func forbidden() throws {
    let path = try write(TestDatabases.bytes("country-24"))
    try #require(unsafe chmod(path, 0) == 0)
    // The administrator may read anything.
    guard geteuid() != 0 else { return }
    #expect(error(of: path) == CountryDatabaseError(.cannotRead, path: path, errno: EACCES))
  }

  @Test("Other files are no databases")
  func otherFiles() throws {
    #expect(error(of: try write([]))?.code == .notDatabase)
    #expect(
      error(of: try write(Array("network,country\n192.0.2.0/24,NO\n".utf8)))?.code == .notDatabase)
    #expect(error(of: try write([UInt8](repeating: 0, count: 100_000)))?.code == .notDatabase)
  }

  @Test("An MMDB without countries says what it is")
  func wrongType() throws {
    let path = try write(TestDatabases.bytes("asn"))
    #expect(
      error(of: path) == CountryDatabaseError(.noCountries, path: path, type: "GeoLite2-ASN"))
  }

  @Test("A tree that leads out of the file is damaged")
  func damagedTree() throws {
    var bytes = try TestDatabases.bytes("country-24")
    bytes.replaceSubrange(3..<6, with: [0xff, 0xff, 0xff])
    let path = try write(bytes)
    #expect(
      error(of: path) == CountryDatabaseError(.corrupt, path: path, type: "GeoLite2-Country"))
  }

  @Test("An entry that leads out of the file is unknown, and the damage is noted")
  func damagedEntry() throws {
    var bytes = try TestDatabases.bytes("country-24")
    // A text of two bytes becomes one of millions.
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: [0x42, 0x46, 0x49]) })
    bytes[start] = 0x5f
    let database = try CountryDatabase(path: write(bytes))
    #expect(!database.isDamaged)
    #expect(try database.country(of: #require(parse("2001:db8:c000::1"))) == .unknown)
    #expect(database.isDamaged)
    #expect(try database.country(of: #require(parse("192.0.2.1"))).description == "NO")
  }

  @Test("A file that was cut short is refused wherever the cut is")
  func truncated() throws {
    let bytes = try TestDatabases.bytes("country-24")
    for count in stride(from: 0, to: bytes.count, by: 7) {
      let error = error(of: try write(Array(bytes.prefix(count))))
      #expect(error != nil, "\(count) of \(bytes.count) bytes")
    }
  }

  @Test(
    "Flipped bytes never crash, whatever is searched",
    arguments: ["country-24", "country-28", "country-32", "lite", "country-v4"])
  func flipped(_ name: String) throws {
    let whole = try TestDatabases.bytes(name)
    var random = SeededGenerator.fresh()
    let networks = Self.networks(random)
    for _ in 0..<(Self.times * 500) {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
      }
      try search(bytes, networks)
    }
  }

  @Test("Numbers of the tree and the metadata may say anything")
  func metadata() throws {
    let whole = try TestDatabases.bytes("country-24")
    let start = whole.count - 400
    var random = SeededGenerator.fresh()
    let networks = Self.networks(random)
    for _ in 0..<(Self.times * 1000) {
      var bytes = whole
      let place = Int.random(in: start..<(bytes.count - 4), using: &random)
      let number = [0, 1, 0xff, 0x7fff_ffff, 0xffff_ffff, 0x8000_0000, 0x5555_5555].randomElement()!
      for index in 0..<Int.random(in: 1...4, using: &random) {
        bytes[place + index] = UInt8(truncatingIfNeeded: number >> (index * 8))
      }
      try search(bytes, networks)
    }
  }

  /// Networks that the databases know, and others.
  private static func networks(_ random: SeededGenerator) -> [ClientNetwork] {
    var writer = AddressWriter(random)
    let known = ["192.0.2.1", "198.51.100.1", "240.0.0.1", "2001:db8::1", "2001:db8:c000::1"]
    let others = (0..<20).flatMap { _ in [writer.version4(), writer.version6()] }
    return (known + others).compactMap { parse($0) }
  }

  private func search(_ bytes: [UInt8], _ networks: [ClientNetwork]) throws {
    let path = try write(bytes)
    guard let database = try? CountryDatabase(path: path) else { return }
    for network in networks { _ = database.country(of: network) }
  }
}
