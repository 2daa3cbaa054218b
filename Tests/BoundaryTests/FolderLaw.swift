import Foundation

/// The second half of the first law: which folder of a module may name what of which.
///
/// Names are what it goes by. A member of another folder's extension has none of its own here, so the
/// law does not see it.
enum FolderLaw {
  /// By module: its folders from the ground up. Each may name what is declared in itself and in those
  /// before it. `.` has the files that stand in no folder; a folder within a folder belongs to that.
  static let order: [String: [String]] = [
    "AccessLog": [
      // Pure: bytes in, what may be known out.
      "Bytes", "Secrets", "Redaction", "Clients", "Geography", "Times",
      // Lines: what stands around them, how they are written, what they say, where they come from.
      "Wrappers", "Formats", "Lines", "Sniffing", "Input",
      // Other readers of entries than counting.
      "Scrubbing", "Explaining", "Auditing", "Tracing",
    ],
    "Collecting": [
      "Inputs", "Checkpoints", "State", "Backfill", "Options", "Forgetting", "Pruning", "Copies",
      "Batches",
      "Preview", "Undoing",
      ".",
      "Scrubbing",
      "Following",
    ],
    "Counting": ["Bytes", "Cells", "Visitors", ".", "Waiting", "Partial"],
    "LogFormats": [
      "Plan", "Compiling", "Variables", "Dialects", "Catalogue", "Strings", "Configuration",
    ],
    "Publication": ["Rules", "."],
    "SporlosCommands": [
      // What every command says, and the process that says it.
      "Output", "Process", "Sentences",
      // What several commands take and read.
      "Completion", "Options", "FormatFile", "Settings", "Logs",
      // A folder a command; some lead to another one, or do a part of its work.
      "Audit", "Prune", "Fleet", "Report", "Alert", "Check", "Follow", "Collect", "Backfill",
      "Backup", "Forget", "Formats", "Note", "OwnHost", "Publish", "Scrub", "Serve", "Sites",
      "Undo",
      // What makes settings for the commands, and tries them on each.
      "Init", "Config",
      ".",
    ],
    "TrafficAudit": ["File", "Findings", "Detectors", "Scan", "State", "."],
    "TrafficReport": ["Period", "Report", "Rendering", "Building"],
    "TrafficPages": ["Markup", "Words", "Charts", "Parts", "Forms", "Dashboard"],
    "TrafficStore": [
      ".", "Breakdowns", "Logs", "Schema", "Retention", "Database", "Pruning", "Relabelling",
      "Undoing", "Archive",
      "Publication", "Inspection", "Fleet",
    ],
    "UserAgents": [
      "Words", "Releases", "Lexicon", "Models", "Reading", "Deciding", "Canonical", "Tables", ".",
    ],
  ]

  /// What breaks the order still. Undo some of it, and take it out here; add none.
  static let exceptions: Set<Breach> = []

  /// Names that a folder has of a later one.
  struct Breach: Hashable, CustomStringConvertible {
    var module: String
    var folder: String
    var later: String
    var names: Set<String>

    init(_ module: String, _ folder: String, names: Set<String>, of later: String) {
      (self.module, self.folder, self.later, self.names) = (module, folder, later, names)
    }

    var description: String {
      "\(module): \(folder) names \(names.sorted().joined(separator: ", ")) of \(later)"
    }
  }

  /// A file of a module; the folder is one of the module's order.
  struct File {
    var folder: String
    var source: String
  }

  /// Where files name what is declared in a later folder.
  static func breaches(of files: [File], in module: String, order: [String]) -> Set<Breach> {
    let sources = files.map { (folder: $0.folder, code: SwiftCode($0.source)) }
    var owners: [String: String] = [:]
    for (folder, code) in sources {
      for name in code.declared { owners[name] = folder }
    }
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    var found: [[String]: Set<String>] = [:]
    for (folder, code) in sources {
      for name in code.named {
        guard let owner = owners[name], let place = places[folder], let later = places[owner],
          later > place
        else { continue }
        found[[folder, owner], default: []].insert(name)
      }
    }
    return Set(
      found.map { Breach(module, $0[0], names: $1, of: $0[1]) })
  }

  /// The Swift files of a module, each with the folder that it is in.
  static func files(of module: URL) throws -> [File] {
    try SourceTree.swiftFiles(in: module).map { file in
      let path = file.deletingLastPathComponent().path.dropFirst(module.path.count)
      return File(
        folder: path.split(separator: "/").first.map(String.init) ?? ".",
        source: try String(contentsOf: file, encoding: .utf8))
    }
  }
}

/// What a Swift file declares for others to name, and what it names itself.
struct SwiftCode {
  /// Types and functions at the file's own level that other files can see.
  let declared: Set<String>
  /// All that may be a type or such a function, but for what the file declares for itself alone.
  let named: Set<String>

  private static let declaration = try! NSRegularExpression(
    pattern: #"^((?:(?:@\w+(?:\([^)]*\))?|[a-z]\w*(?:\(set\))?)\s+)*?)"#
      + #"(?:struct|class|enum|protocol|actor|typealias|func)\s+(\w+)"#,
    options: [.anchorsMatchLines])
  /// Any word of which no member is meant: of a type only its name follows a dot.
  private static let word = try! NSRegularExpression(pattern: #"(?<![\w.])\w+|(?<=\.)[A-Z]\w*"#)

  init(_ source: String) {
    let code = SwiftText.code(of: source)
    let text = code as NSString
    let whole = NSRange(location: 0, length: text.length)
    var declared: Set<String> = []
    var own: Set<String> = []
    for match in SwiftCode.declaration.matches(in: code, range: whole) {
      let name = text.substring(with: match.range(at: 2))
      if text.substring(with: match.range(at: 1)).contains("private") {
        own.insert(name)
      } else {
        declared.insert(name)
      }
    }
    self.declared = declared
    named = Set(
      SwiftCode.word.matches(in: code, range: whole).map { text.substring(with: $0.range) }
    ).subtracting(own)
  }
}

/// The text of a Swift file without its comments and strings.
enum SwiftText {
  /// The code alone; what is interpolated into a string is code.
  static func code(of source: String) -> String {
    var rest = Array(source.utf8)[...]
    var code: [UInt8] = []
    while let byte = rest.first {
      if rest.starts(with: "//".utf8) {
        rest = rest.drop { $0 != 0x0a }
      } else if rest.starts(with: "/*".utf8) {
        skipComment(&rest)
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "#"), skipString(&rest, &code) {
        continue
      } else {
        code.append(byte)
        rest.removeFirst()
      }
    }
    return String(decoding: code, as: UTF8.self)
  }

  /// Goes behind a comment, which may have others in it.
  private static func skipComment(_ rest: inout ArraySlice<UInt8>) {
    var depth = 0
    repeat {
      if rest.starts(with: "/*".utf8) {
        depth += 1
        rest = rest.dropFirst(2)
      } else if rest.starts(with: "*/".utf8) {
        depth -= 1
        rest = rest.dropFirst(2)
      } else {
        rest = rest.dropFirst()
      }
    } while depth > 0 && !rest.isEmpty
  }

  /// Goes behind a string, if one begins here, and keeps what is interpolated into it.
  private static func skipString(
    _ rest: inout ArraySlice<UInt8>, _ code: inout [UInt8]
  ) -> Bool {
    let signs = rest.prefix { $0 == UInt8(ascii: "#") }
    let start = rest.dropFirst(signs.count)
    guard start.first == UInt8(ascii: "\"") else { return false }
    let quotes = Array((start.starts(with: "\"\"\"".utf8) ? "\"\"\"" : "\"").utf8)
    let end = quotes + signs
    let escape = [UInt8(ascii: "\\")] + signs
    rest = start.dropFirst(quotes.count)
    code.append(0x20)
    while !rest.isEmpty, !rest.starts(with: end) {
      guard rest.starts(with: escape) else {
        rest.removeFirst()
        continue
      }
      rest = rest.dropFirst(escape.count)
      if rest.first == UInt8(ascii: "(") {
        keepInterpolation(&rest, &code)
      } else {
        rest = rest.dropFirst()
      }
    }
    rest = rest.dropFirst(end.count)
    code.append(0x20)
    return true
  }

  /// Keeps the code in parentheses that begins here, without strings in it.
  private static func keepInterpolation(_ rest: inout ArraySlice<UInt8>, _ code: inout [UInt8]) {
    var depth = 0
    repeat {
      guard let byte = rest.first else { return }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "#"), skipString(&rest, &code) {
        continue
      }
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      code.append(byte)
      rest.removeFirst()
    } while depth > 0
  }
}
