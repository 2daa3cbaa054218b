import Foundation
import Testing

/// `Sources/Tables/refresh` in a folder of its own, with a copy of the facts.
private struct Workshop: ~Copyable {
  let folder: URL
  private var tables: URL { folder.appendingPathComponent("Sources/Tables") }

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("sporlos-tables-\(UUID().uuidString)")
    for (target, url) in try SourceTree.targets() {
      for file in try Workshop.made(in: url) {
        let place = folder.appendingPathComponent("Sources/\(target)/\(file)")
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      }
    }
    try FileManager.default.copyItem(at: SourceTree.facts, to: tables)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The Swift files of a target that are made of facts, by what they say of themselves.
  static func made(in target: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: target.path).filter { path in
      guard path.hasSuffix(".swift") else { return false }
      let text = try String(contentsOf: target.appendingPathComponent(path), encoding: .utf8)
      return text.hasPrefix("// Made by Sources/Tables/refresh ")
    }
  }

  func change(_ file: String, _ old: String, to new: String) throws {
    let place = tables.appendingPathComponent(file)
    let text = try String(contentsOf: place, encoding: .utf8)
    let range = try #require(text.range(of: old), "\(file) has no \(old)")
    try text.replacingCharacters(in: range, with: new).write(
      to: place, atomically: true, encoding: .utf8)
  }

  /// Runs the script: its exit code, and what it said on standard error.
  func refresh(_ arguments: String...) throws -> (code: Int32, said: String) {
    let said = folder.appendingPathComponent("said")
    try Data().write(to: said)
    let process = Process()
    process.executableURL = tables.appendingPathComponent("refresh")
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: said)
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOf: said, encoding: .utf8))
  }
}

@Suite("Tables are what their facts make") struct TablesTests {
  @Test("The facts make the very files that are compiled")
  func same() throws {
    let workshop = try Workshop()
    #expect(try workshop.refresh().code == 0)
    var files = 0
    for (target, url) in try SourceTree.targets() {
      for file in try Workshop.made(in: url) {
        files += 1
        let made = workshop.folder.appendingPathComponent("Sources/\(target)/\(file)")
        #expect(
          try Data(contentsOf: made) == Data(contentsOf: url.appendingPathComponent(file)),
          "\(target)/\(file)")
      }
    }
    #expect(files == 18)
    #expect(try workshop.refresh("--check") == (0, ""))
  }

  @Test("A fact that was changed without the Swift file is found")
  func stale() throws {
    let workshop = try Workshop()
    #expect(try workshop.refresh().code == 0)
    try workshop.change("countries.tsv", "NO\tNorway", to: "NO\tNoreg")
    #expect(
      try workshop.refresh("--check") == (
        1,
        "\"Sources/Traffic/CountryCode+Names.swift\" is not what its data make; "
          + "run Sources/Tables/refresh.\n"
      ))
  }

  @Test(
    "A fact that cannot be right is refused with its place",
    arguments: [
      (
        "countries.tsv", "AD\tAndorra\tAndorra\tcldr", "AD\tAndorra\tcldr",
        "countries.tsv:4: a line has 4 columns with a tab between: code, name, norwegian, source."
      ),
      (
        "countries.tsv", "AD\tAndorra\tAndorra\tcldr", "AD\tAndorra\tAndorra\tatlas",
        "countries.tsv:4: no source \"atlas\" in sources.tsv; add it there."
      ),
      (
        "countries.tsv", "AD\tAndorra", "AE\tAndorra",
        "countries.tsv:5: \"AE\" stands at countries.tsv:4 already; delete one of them."
      ),
      (
        "countries.tsv", "AD\tAndorra", "ad\tAndorra",
        "countries.tsv:4: \"ad\" is not two capital letters."
      ),
      (
        "bots.tsv", "googlebot\tgooglebot\t", "googlebot\tGoogle-Bot/\t",
        "bots.tsv:16: \"Google-Bot/\" is not marks, then words in lower case with one space between."
      ),
      (
        "referrers.tsv", "host\tgoogle.*\t", "host\twww.google.*\t",
        "referrers.tsv:17: \"www.google.*\" has to be in lower case, without \"www.\"."
      ),
      (
        "referrers.tsv", "host\tt.co\tsocialNetwork\tx.com", "host\tt.co\tsocialNetwork\ty.example",
        "referrers.tsv:174: \"y.example\" is no host of this file."
      ),
      (
        "probes.tsv", "segment\twp-login.php\t", "file\twp-login.php\t",
        "probes.tsv:15: \"file\" is none of "
          + "dot-name, greeting, needle, path, query-needle, root, segment."
      ),
      (
        "chrome-builds.tsv", "45\t2454\t", "45\t2542\t",
        "chrome-builds.tsv: each version's build is above the one before."
      ),
      (
        "last-versions.tsv", "chrome\twindows\t5.1\t", "chrome\twindows\tXP\t",
        "last-versions.tsv:9: \"XP\" is not a version of two numbers."
      ),
      (
        "emulated-devices.tsv", "SM-T837A\t58\t", "SM-T837A\tnone\t",
        "emulated-devices.tsv:12: \"none\" is not a number."
      ),
    ])
  func refused(file: String, old: String, new: String, sentence: String) throws {
    let workshop = try Workshop()
    try workshop.change(file, old, to: new)
    #expect(try workshop.refresh("--check") == (1, sentence + "\n"))
  }

  @Test("A table that is none is said to be none")
  func unknown() throws {
    let (code, said) = try Workshop().refresh("compare", "planets")
    #expect(code == 2)
    #expect(
      said.hasSuffix(
        "error: there is no table \"planets\"; choose from "
          + "bots, browsers, systems, clues, models, referrers, countries, chrome-builds, endings, "
          + "probes.\n"
      ))
  }
}
