import Foundation
import Testing

/// The first law: which module may import which.
enum ImportLaw {
  /// The system's C library, whatever a platform calls it.
  static let libc = "the C library"
  private static let libraries: Set<String> = ["Glibc", "Musl", "Darwin"]

  /// By target: all that its files may import, beside Swift's own standard library.
  static let allowed: [String: Set<String>] = [
    // Green: what is safe to publish.
    "Traffic": [],
    "FileSystem": ["Traffic", libc],
    "TimeZones": ["Traffic", "FileSystem", libc],
    "Threads": ["Synchronization", libc],
    "CountCatalogue": ["Traffic"],
    "UserAgents": ["Traffic"],
    // Pure: it sees format strings, never a line.
    "LogFormats": [],
    // Red: the only room that sees a line of a log.
    "AccessLog": [
      "Traffic", "FileSystem", "UserAgents", "LogFormats", "Hits", "CScan", "CIsal", "CZstd",
      "CBzip2",
      "CLzma", "CSodium", "CMaxMindDB", "CSocket", "Synchronization", "Threads",
      "TimeZones", libc,
    ],
    // Amber: one hit, as small integers.
    "Hits": ["Traffic"],
    "Counting": ["Traffic", "CountCatalogue", "Hits", "CScan"],
    // Green again.
    "TrafficStore": [
      "Traffic", "FileSystem", "CountCatalogue", "CSQLite", "GRDB", "GRDBSQLite",
      "FoundationEssentials",
      "Foundation",
      "Synchronization",
      libc,
    ],
    "Publication": ["Traffic", "TimeZones", "TrafficStore", libc],
    "TrafficReport": ["Traffic", "TimeZones", "TrafficStore"],
    "TrafficPages": ["Traffic", "TrafficReport"],
    "TrafficAudit": [
      "Traffic", "FileSystem", "TimeZones", "TrafficStore", "Counting", "Collecting", libc,
    ],
    // The engine ties reading, counting and storing together; it knows no command line.
    "Collecting": [
      "Traffic", "FileSystem", "AccessLog", "Hits", "Counting", "TrafficStore", "Publication",
      "CProcess",
      "Foundation",
      "Synchronization", "Threads", "TimeZones", libc,
    ],
    "SporlosCommands": [
      "Traffic", "FileSystem", "UserAgents", "LogFormats", "AccessLog", "Counting", "TrafficStore",
      "Collecting",
      "TrafficReport", "TrafficPages", "TrafficAudit", "CProcess", "ArgumentParser", "Foundation",
      "Synchronization", "Threads", "TimeZones", "TOMLKit", libc,
    ],
    "sporlos": ["SporlosCommands"],
  ]

  /// Targets without Swift: a module map or a header each.
  static let withoutSwift: Set<String> = [
    "CScan", "CProcess", "CSocket", "CIsal", "CZstd", "CBzip2", "CLzma", "CSQLite", "CSodium",
    "CMaxMindDB",
  ]

  /// The modules that a Swift file imports.
  static func imports(in source: String) -> [String] {
    let expression = try! NSRegularExpression(
      pattern:
        #"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"#
        + #"import\s+(?:(?:typealias|struct|class|enum|protocol|let|var|func)\s+)?([\w.]+)"#,
      options: [.anchorsMatchLines])
    let whole = NSRange(location: 0, length: (source as NSString).length)
    return expression.matches(in: source, range: whole).map {
      String((source as NSString).substring(with: $0.range(at: 1)).prefix { $0 != "." })
    }
  }

  /// What a file of a target imports that the law does not allow.
  static func broken(by source: String, in target: String) -> [String] {
    guard let allowed = allowed[target] else { return ["no target \(target)"] }
    return imports(in: source).filter {
      !allowed.contains(libraries.contains($0) ? libc : $0)
    }
  }
}

@Suite struct ImportTests {
  @Test("Every import is one that its target may have")
  func sources() throws {
    var files = 0
    for (target, url) in try SourceTree.targets() {
      for file in try SourceTree.swiftFiles(in: url) {
        files += 1
        let broken = ImportLaw.broken(by: try String(contentsOf: file, encoding: .utf8), in: target)
        #expect(broken.isEmpty, "\(target)/\(file.lastPathComponent) imports \(broken)")
      }
    }
    #expect(files > 80, "all sources are looked at")
  }

  @Test("Every target has its line in the law, and the law none for what is gone")
  func targets() throws {
    let present = Set(try SourceTree.targets().map(\.name))
    #expect(present == Set(ImportLaw.allowed.keys).union(ImportLaw.withoutSwift))
    for (target, url) in try SourceTree.targets() where ImportLaw.withoutSwift.contains(target) {
      #expect(try SourceTree.swiftFiles(in: url).isEmpty, "\(target) has Swift")
    }
    #expect(try SourceTree.swiftFiles(in: SourceTree.facts).isEmpty, "facts have Swift")
    #expect(try SourceTree.swiftFiles(in: SourceTree.packaging).isEmpty, "packaging has Swift")
  }

  @Test("The audit's detectors know the vocabulary only, and so nothing of what redacts")
  func detectors() throws {
    let folder = try #require(try SourceTree.targets().first { $0.name == "TrafficAudit" })
      .url.appendingPathComponent("Detectors")
    let files = try SourceTree.swiftFiles(in: folder)
    #expect(files.count > 10)
    for file in files {
      let imports = ImportLaw.imports(in: try String(contentsOf: file, encoding: .utf8))
      #expect(Set(imports).isSubset(of: ["Traffic"]), "\(file.lastPathComponent)")
    }
  }

  @Test("The server names nothing that reads logs or counts, and the collector's package no server")
  func server() throws {
    let green: Set = [
      "Traffic", "TimeZones", "TrafficReport", "TrafficStore", "TrafficPages", "TrafficServer",
      "CAllocator", "CServeFiles", "CSodium", "GRDB", "Hummingbird", "HummingbirdCore", "HTTPTypes",
      "NIOCore",
      "NIOPosix", "NIOHTTP1", "NIOHTTPTypes", "NIOHTTPTypesHTTP1", "Logging", "ArgumentParser",
      "Synchronization", "Glibc", "Musl",
      "Darwin",
    ]
    let files = try SourceTree.swiftFiles(in: SourceTree.server.appendingPathComponent("Sources"))
    #expect(files.count > 20)
    for file in files {
      let imports = ImportLaw.imports(in: try String(contentsOf: file, encoding: .utf8))
      #expect(Set(imports).isSubset(of: green), "\(file.lastPathComponent)")
    }
    let package = SourceTree.root.appendingPathComponent("Package.swift")
    let text = try String(contentsOf: package, encoding: .utf8)
    for word in ["Sources/Serve", "hummingbird", "swift-nio", "swift-log"] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test(
    "What speaks to a store names nothing that reads logs, and the collector's package no library of the network"
  )
  func fleetStore() throws {
    let green: Set = [
      "Traffic", "TimeZones", "CountCatalogue", "Counting", "TrafficStore", "Publication",
      "FleetStore",
      "CCurl", "CZlib", "CSodium", "GRDB", "ArgumentParser", "Glibc", "Musl", "Darwin",
    ]
    let folder = SourceTree.fleetStore.appendingPathComponent("Sources")
    let files = try SourceTree.swiftFiles(in: folder)
    #expect(files.count > 15)
    for file in files {
      let imports = ImportLaw.imports(in: try String(contentsOf: file, encoding: .utf8))
      #expect(Set(imports).isSubset(of: green), "\(file.lastPathComponent)")
    }
    let package = SourceTree.root.appendingPathComponent("Package.swift")
    let text = try String(contentsOf: package, encoding: .utf8)
    for word in ["Sources/FleetStore", "curl"] { #expect(!text.contains(word), "\(word)") }
  }

  @Test("Foundation and the network stay out of the rooms that read and count")
  func foundation() {
    for target in ["Traffic", "UserAgents", "LogFormats", "AccessLog", "Counting", "Hits"] {
      for module in ["Foundation", "FoundationEssentials", "FoundationNetworking", "NIOCore"] {
        #expect(ImportLaw.broken(by: "import \(module)\n", in: target) == [module])
      }
    }
  }

  @Test(
    "The law finds a breach however it is written",
    arguments: [
      ("import AccessLog", "AccessLog"), ("  import AccessLog", "AccessLog"),
      ("@testable import AccessLog", "AccessLog"), ("internal import Hits", "Hits"),
      ("@preconcurrency public import Hits", "Hits"), ("@_spi(Raw) import Hits", "Hits"),
      ("import struct Hits.Hit", "Hits"), ("import Hits.Hit", "Hits"),
      ("// a comment\n#if os(Linux)\n  import Glibc\n#endif\n", "Glibc"), ("import\tHits", "Hits"),
      ("let a = 1\nimport Unheard", "Unheard"),
    ])
  func breach(source: String, module: String) {
    #expect(ImportLaw.broken(by: source, in: "Traffic") == [module])
  }

  @Test(
    "Words that are no imports are none",
    arguments: [
      "/// Nothing may import AccessLog here", "// import Hits", "let important = 1",
      "let text = \"import Hits\"",
    ])
  func innocent(source: String) {
    #expect(ImportLaw.imports(in: source).isEmpty)
  }

  @Test("A target that nobody has allowed anything is a breach")
  func unknownTarget() {
    #expect(!ImportLaw.broken(by: "", in: "Network").isEmpty)
  }
}

@Suite struct DeclassifiedTests {
  /// All that may leave a log entry.
  static let facts: Set<String> = [
    "Client", "FieldTag", "Int32", "Int64", "KeptNetwork", "LoggedDuration", "LoggedMoment",
    "LoggedTime", "Optional", "PagePath", "ReferrerHost", "RequestForm", "RequestProtocol",
    "RequestTag", "RequestedPage", "RequestedQuery", "ResponseTime", "SiteName", "SitePort",
    "UInt16", "WebScheme",
  ]

  @Test("What may leave a log entry is on the list, and conforms in one file")
  func conformances() throws {
    let room = SourceTree.root.appendingPathComponent("Sources/AccessLog")
    var found: [String] = []
    for file in try SourceTree.swiftFiles(in: room) {
      let source = try String(contentsOf: file, encoding: .utf8)
      let types = DeclassifiedTests.conformances(in: source)
      #expect(types.isEmpty || file.lastPathComponent == "Declassified.swift", "\(types)")
      found += types
    }
    #expect(found.sorted() == DeclassifiedTests.facts.sorted())
  }

  @Test("A conformance is found however it is written")
  func finds() {
    let samples = [
      "extension String: Declassified {}", "struct String: Hashable, Declassified {",
      "final class String : Declassified {", "enum String: Declassified, Sendable {",
      "extension String: @retroactive Declassified {",
    ]
    for sample in samples {
      #expect(DeclassifiedTests.conformances(in: sample) == ["String"], "\(sample)")
    }
    #expect(DeclassifiedTests.conformances(in: "func f<Fact: Declassified>() {}").isEmpty)
  }

  static func conformances(in source: String) -> [String] {
    let expression = try! NSRegularExpression(
      pattern: #"(?:extension|struct|class|enum|actor)\s+([\w.]+)[^{\n]*?:[^{\n]*\bDeclassified\b"#)
    let whole = NSRange(location: 0, length: (source as NSString).length)
    return expression.matches(in: source, range: whole).map {
      (source as NSString).substring(with: $0.range(at: 1))
    }
  }
}

@Suite struct ScrubbingTests {
  @Test("What leaves a line for a scrubbed log leaves it in one file")
  func doors() throws {
    let folder = SourceTree.root.appendingPathComponent("Sources/AccessLog/Scrubbing")
    let files = try SourceTree.swiftFiles(in: folder)
    #expect(files.count >= 8)
    let facts = SourceTree.root.appendingPathComponent(
      "Sources/AccessLog/Lines/ScrubbedFacts.swift")
    for file in files + [facts] where file.lastPathComponent != "LogEntry+Scrubbing.swift" {
      let source = try String(contentsOf: file, encoding: .utf8)
      for word in ["declassify(", "extension LogEntry", "withUnsafeTemporaryAllocation", "memcpy"] {
        #expect(!source.contains(word), "\(file.lastPathComponent) has \(word)")
      }
    }
  }
}

@Suite struct ExplainingTests {
  /// What makes text of bytes.
  static let ways = [
    "String(decoding:", "String(bytes:", "String(cString:", "UnicodeScalar(", "Unicode.Scalar(",
  ]

  @Test("What is shown of a line is made of its bytes in two files")
  func doors() throws {
    let folder = SourceTree.root.appendingPathComponent("Sources/AccessLog/Explaining")
    let files = try SourceTree.swiftFiles(in: folder)
    #expect(files.count >= 10)
    // Bytes of a format, names of keys that are compared, and beginnings that are looked for.
    let others = ["LineProblem.swift": 2, "ObjectWalk.swift": 2, "LogLook.swift": 1]
    for file in files {
      let name = file.lastPathComponent
      let source = try String(contentsOf: file, encoding: .utf8)
      let found = Self.ways.reduce(0) { $0 + source.components(separatedBy: $1).count - 1 }
      if name == "ValueShape.swift" { continue }
      #expect(found == others[name] ?? 0, "\(name) makes text in \(found) places")
    }
  }

  @Test("Text that is shown can be made by its own files only")
  func initialisers() throws {
    let folder = SourceTree.root.appendingPathComponent("Sources/AccessLog/Explaining")
    for name in ["ValueShape.swift", "FieldExample.swift"] {
      let source = try String(
        contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      #expect(source.contains("private init(safe text: String"))
      #expect(!source.contains("public init"))
    }
  }
}

@Suite struct AnswerTests {
  /// What writes to standard output without a word when that fails.
  static let ways = [
    #"(?<![\w.])(?:print|debugPrint|dump|puts|putchar|printf|vprintf|fputs|fwrite)\("#,
    #"Terminal\s*\.\s*standardOutput\s*\.\s*write\("#, #"FileHandle\s*\.\s*standardOutput"#,
    #"STDOUT_FILENO"#,
  ]

  static func found(in source: String) -> [String] {
    let code = source.split(separator: "\n").filter { line in
      !line.drop { $0 == " " }.hasPrefix("//")
    }.joined(separator: "\n")
    return ways.filter { code.range(of: $0, options: .regularExpression) != nil }
  }

  @Test("Commands write to standard output in one place, which fails where it cannot")
  func onePlace() throws {
    // The place itself, and what it is made of.
    let places: Set = ["Answer.swift", "Terminal.swift"]
    var files = 0
    for target in ["SporlosCommands", "sporlos"] {
      let folder = SourceTree.root.appendingPathComponent("Sources/\(target)")
      for file in try SourceTree.swiftFiles(in: folder)
      where !places.contains(file.lastPathComponent) {
        files += 1
        let found = Self.found(in: try String(contentsOf: file, encoding: .utf8))
        #expect(found.isEmpty, "\(file.lastPathComponent): \(found)")
      }
    }
    #expect(files > 80, "all sources are looked at")
  }

  @Test(
    "Another way is found however it is written",
    arguments: [
      "print(text)", "  print(json ? a : b)", "Swift.print(text)\nprint(text)",
      "Terminal.standardOutput.write(text)", "FileHandle.standardOutput.write(data)",
      "write(STDOUT_FILENO, a, b)", "dump(report)",
    ])
  func breach(source: String) { #expect(Self.found(in: source).count == 1) }
}

/// The package's sources, beside the tests.
enum SourceTree {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of facts that Swift files are made of: no target.
  static let facts = root.appendingPathComponent("Sources/Tables")
  /// What makes packages of what was built: no target.
  static let packaging = root.appendingPathComponent("Sources/Packaging")
  /// The server: a package of its own, with modules of its own.
  static let server = root.appendingPathComponent("Sources/Serve")
  /// The way to a store of many servers: a package of its own, too.
  static let fleetStore = root.appendingPathComponent("Sources/FleetStore")

  static func targets() throws -> [(name: String, url: URL)] {
    try FileManager.default.contentsOfDirectory(
      at: root.appendingPathComponent("Sources"), includingPropertiesForKeys: nil
    ).filter {
      $0.hasDirectoryPath
        && ![facts, packaging, server, fleetStore].map(\.lastPathComponent).contains(
          $0.lastPathComponent)
    }
    .map { ($0.lastPathComponent, $0) }
  }

  static func swiftFiles(in folder: URL) throws -> [URL] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return paths.filter { $0.hasSuffix(".swift") }.map { folder.appendingPathComponent($0) }
  }
}
