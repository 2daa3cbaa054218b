import Foundation
import GRDB
import TestSupport
import Testing

/// Something personal that the detectors were not made from: written down before them, all of it at once.
///
/// Half of them were looked at while the detectors were made. The other half, ``heldOut``, was not; what
/// is found of it is the better measure of what would be found of others.
struct UnseenLeak: CustomTestStringConvertible, Sendable {
  var place: Place
  var value: String
  var isHeldOut = false

  var testDescription: String { "\(place): \(value)" }

  /// Where a value is put.
  enum Place: Sendable {
    case path, referrer, site, campaign
    /// The first 16 bytes of a value in the place of a keyed hash; as UTF-16 there.
    case digest, wideDigest
    /// Eight bytes in the place of a page's keyed hash, or a number there.
    case tag, numericTag
    /// Bytes in the place of hashes of lines.
    case marks
    /// A day, by its number, in the place of a clock's.
    case clockDay
    /// A number for a browser's version.
    case version
    /// A number for the file's identity.
    case inode
    /// Four bytes in the header: the user's version, or the application's number.
    case userVersion, applicationID
    /// Bytes between rows and their list; as UTF-16 there.
    case gap, wideGap
    /// A name in the -wal file that was deleted since; bytes behind its last frame.
    case oldFrame, behindLog
    /// A file of a name, with text in it.
    case beside(String), inState(String)
    /// A copy of the database of another name.
    case copy(String)
    /// An attribute of the database, or of a file of its state.
    case attribute, stateAttribute
    /// Another name of the database, or of a file of its state, elsewhere.
    case hardLink, stateHardLink
    /// A log's name in `follow.json`.
    case logName
  }

  private static let written: [(Place, String)] = [
    (.path, "/kontakt/kari.nordmann.at.example.org"),
    (.path, "/u/kari(at)example.org"),
    (.path, "/m/kari&#64;example.org"),
    (.path, "/m/kari_at_example_dot_org"),
    (.path, "/ny/kari [at] example [dot] org"),
    (.path, "/brev/a2FyaUBleGFtcGxlLm9yZw"),
    (.path, "/profil/kari-nordmann-1984"),
    (.path, "/team/olanordmann84"),
    (.path, "/born/1984-05-17"),
    (.path, "/p/fodt-17.05.1984"),
    (.path, "/ring/9123x4567"),
    (.path, "/tel/47_912_34_567"),
    (.path, "/map/59.913,10.752"),
    (.path, "/kart/lat=59.91&lon=10.75"),
    (.path, "/k/4111:1111:1111:1111"),
    (.path, "/k/5555·5555·5555·4444"),
    (.path, "/konto/NO93-8601-1117-947"),
    (.path, "/iban/GB82.WEST.1234.5698.7654.32"),
    (.path, "/cf/RSSMRA85T10A562S"),
    (.path, "/pan/AAAPL1234C"),
    (.path, "/nino/QQ-12-34-56-C"),
    (.path, "/ssn/078_05_1120"),
    (.path, "/enhet/00-00-5e-00-53-af"),
    (.path, "/cisco/0000.5e00.53af"),
    (.path, "/ip/c0-00-02-4d"),
    (.path, "/x/user=kari"),
    (.path, "/ring/①②③④⑤⑥⑦⑧"),
    (.path, "/mote/kqz-wvtx-pjm"),
    (.path, "/cpf/111.444.777-35"),
    (.path, "/hetu/1310.52-308T"),
    (.referrer, "kari-nordmann-1984.example.net"),
    (.referrer, "host-c000024d.example.net"),
    (.site, "olanordmann84.example.org"),
    (.site, "192x0x2x77.example.org"),
    (.campaign, "kari.nordmann(at)example.org"),
    (.campaign, "1984-05-17"),
    (.campaign, "47.912.34.567"),
    (.campaign, "kari-nordmann-1984-05-17"),
    (.digest, "kari.nordmann@ex"),
    (.digest, "192.0.2.77 192.0"),
    (.wideDigest, "kari1984"),
    (.tag, "kari1984"),
    (.numericTag, "4791234567"),
    (.numericTag, "3221226061"),
    (.marks, "912 34 567 kari nord"),
    (.clockDay, "5250"),
    (.version, "9123"),
    (.inode, "4791234567"),
    (.userVersion, "3221226061"),
    (.applicationID, "3221226061"),
    (.gap, "a2FyaUBleGFtcGxlLm9yZw=="),
    (.wideGap, "+47 912 34 567"),
    (.gap, "kari(at)example.org"),
    (.oldFrame, "/u/kari(at)example.org"),
    (.behindLog, "kari-nordmann-1984"),
    (.beside("core.4711"), "192.0.2.77 - kari"),
    (.beside(".traffic.sqlite.swp"), "kari@example.org"),
    (.copy("traffic.sqlite.bak"), ""),
    (.copy("traffic.sqlite.orig"), ""),
    (.beside("core"), "kari"),
    (.inState("core.17"), "kari"),
    (.attribute, "kari@example.org"),
    (.stateAttribute, "912 34 567"),
    (.hardLink, ""),
    (.stateHardLink, ""),
    (.logName, "logs/kari(at)example.org"),
  ]

  static let all = written.enumerated().map { index, leak in
    UnseenLeak(place: leak.0, value: leak.1, isHeldOut: index.isMultiple(of: 2))
  }
  static let tuning = all.filter { !$0.isHeldOut }
  static let heldOut = all.filter(\.isHeldOut)
}

extension UnseenLeak {
  func plant(_ scene: AuditScene) throws {
    switch place {
    case .path: try scene.name(value)
    case .referrer: try scene.execute("UPDATE referrer SET host = ? WHERE id = 2", [value])
    case .site: try scene.execute("UPDATE site SET name = ? WHERE id = 1", [value])
    case .campaign: try scene.execute("UPDATE campaign SET name = ? WHERE id = 1", [value])
    case .digest:
      try scene.execute("UPDATE source SET fingerprint = ? WHERE id = 1", [Data(value.utf8)])
    case .wideDigest:
      try scene.execute("UPDATE source SET fingerprint = ? WHERE id = 1", [wide])
    case .tag:
      let number = value.utf8.reduce(0) { $0 << 8 | Int64($1) }
      try scene.execute("UPDATE page SET tag = ? WHERE id = 2", [number])
    case .numericTag:
      try scene.execute("UPDATE page SET tag = ? WHERE id = 2", [Int64(value)!])
    case .marks:
      try scene.execute("UPDATE source SET line_marks = ? WHERE id = 1", [Data(value.utf8)])
    case .clockDay:
      try scene.execute("INSERT INTO clock_reading(day) VALUES (?)", [Int64(value)!])
    case .version:
      try scene.execute("UPDATE OR IGNORE version_day SET major = ? WHERE major > 100", [value])
    case .inode: try scene.execute("UPDATE database_file SET inode = ?", [Int64(value)!])
    case .userVersion: try scene.edit { $0.replaceSubrange(60..<64, with: fourBytes) }
    case .applicationID: try scene.edit { $0.replaceSubrange(68..<72, with: fourBytes) }
    case .gap: try fillGap(of: scene, with: Data(value.utf8))
    case .wideGap: try fillGap(of: scene, with: wide)
    case .oldFrame, .behindLog: try plantInLog(of: scene)
    case .beside(let name): try scene.write(value, to: scene.folder.file(name))
    case .inState(let name):
      try scene.write(value, to: scene.state.appendingPathComponent(name))
    case .copy(let name):
      try FileManager.default.copyItem(at: scene.database, to: scene.folder.file(name))
    case .attribute: try setAttribute(of: scene.database)
    case .stateAttribute:
      try setAttribute(of: scene.state.appendingPathComponent("source.key"))
    case .hardLink: try link(scene.database, in: scene)
    case .stateHardLink: try link(scene.state.appendingPathComponent("source.key"), in: scene)
    case .logName:
      try scene.write(
        #"""
        {"commitSeconds":0,"commits":1,"committed":1792000123,"cuts":0,"flush":10,"hits":5,"lines":5,"looked":0,"lostDatagrams":0,"patterns":["\#(value)"],"process":30043,"rejected":{},"sources":[],"started":1792000120}
        """#, to: scene.state.appendingPathComponent("follow.json"))
    }
  }

  private var wide: Data { value.data(using: .utf16LittleEndian) ?? Data() }

  private var fourBytes: Data {
    let number = UInt32(value) ?? 0
    return Data([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) })
  }

  private func fillGap(of scene: AuditScene, with bytes: Data) throws {
    try scene.edit { data in
      let place = try scene.gap(of: bytes.count + 20, in: data) + 10
      data.replaceSubrange(place..<(place + bytes.count), with: bytes)
    }
  }

  private func plantInLog(of scene: AuditScene) throws {
    PlantedLeak.keep(try scene.reader())
    if case .behindLog = place {
      try scene.execute("UPDATE meta SET one = 1")
      let handle = try FileHandle(forWritingTo: scene.folder.file("traffic.sqlite-wal"))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(value.utf8))
      try handle.close()
    } else {
      try scene.execute("INSERT INTO page(site, tag, path) VALUES (1, 77, ?)", [value])
      try scene.execute("DELETE FROM page WHERE tag = 77")
    }
  }

  private func setAttribute(of file: URL) throws {
    let outcome = try SporlosProgram.shell(
      "python3 -c 'import os, sys; os.setxattr(sys.argv[1], \"user.note\", sys.argv[2].encode())' "
        + "'\(file.path)' '\(value)'", in: file.deletingLastPathComponent())
    guard outcome.exitCode == 0 else { throw CocoaError(.featureUnsupported) }
  }

  private func link(_ file: URL, in scene: AuditScene) throws {
    let folder = scene.folder.file("elsewhere")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.linkItem(at: file, to: folder.appendingPathComponent("kept"))
  }
}
