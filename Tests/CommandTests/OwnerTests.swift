import Foundation
import TestSupport
import Testing

/// A service counts under a user of its own, and root's nightly job beside it into the same database.
@Suite(
  "What root counts into somebody else's database is theirs",
  .enabled(if: geteuid() == 0, "only root may give files away"))
struct OwnerTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Lines of this day, which is open whenever this runs.
  private func lines(_ numbers: Range<Int>) -> String {
    return LogLineWriter.lines(numbers).replacing("01/Oct/2026", with: VisitorTests.day(0))
  }

  /// The owner of every file and folder that is left.
  private func owners() throws -> [String: Int] {
    var owners: [String: Int] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let facts = try FileManager.default.attributesOfItem(atPath: folder.path(name))
      owners[name] = facts[.ownerAccountID] as? Int
    }
    return owners
  }

  @Test("Files and folders made by root belong to whom the database belongs to")
  func owner() throws {
    try folder.write(lines(0..<100), to: "access.log")
    try folder.write("", to: "traffic.sqlite")
    #expect(unsafe chown(folder.path("traffic.sqlite"), 12_345, 12_345) == 0)
    let collected = try SporlosProgram.shell(
      "sporlos collect access.log --db traffic.sqlite --geo none", in: folder.url)
    #expect(collected.exitCode == 0, "\(collected.errors)")
    var owners = try self.owners()
    #expect(owners.removeValue(forKey: "access.log") == 0)
    // The folder of all databases is nobody's in particular.
    #expect(owners.removeValue(forKey: "run") == 0)
    #expect(owners["traffic.sqlite-state/source.key"] != nil)
    #expect(owners["traffic.sqlite-state/lock"] != nil)
    #expect(owners.keys.contains { $0.hasPrefix("run/") && $0.hasSuffix(".key") })
    #expect(owners.keys.contains { $0.hasPrefix("run/") && $0.hasSuffix(".visitors") })
    #expect(owners.values.allSatisfy { $0 == 12_345 }, "\(owners)")
  }

  @Test("Their counts are still theirs when root has replaced them")
  func replaced() throws {
    try folder.write(lines(0..<100), to: "access.log")
    try folder.write("", to: "traffic.sqlite")
    #expect(unsafe chown(folder.path("traffic.sqlite"), 12_345, 12_345) == 0)
    for numbers in [100..<200, 200..<300] {
      let collected = try SporlosProgram.shell(
        "sporlos collect access.log --db traffic.sqlite --geo none", in: folder.url)
      #expect(collected.exitCode == 0, "\(collected.errors)")
      try folder.append(lines(numbers), to: "access.log")
    }
    let counts = try owners().filter { $0.key.hasSuffix(".visitors") }
    #expect(!counts.isEmpty)
    #expect(counts.values.allSatisfy { $0 == 12_345 }, "\(counts)")
  }
}
