import LogFormats
import Testing

/// A dictionary as a disk, with globs as a shell matches them.
struct ConfigurationDisk {
  var files: [String: String]

  func read(_ path: String, kind: ServerConfiguration.Kind? = nil) -> ServerConfiguration {
    ServerConfiguration.read(
      path, kind: kind, files: { files[$0].map { Array($0.utf8) } }, matches: matches)
  }

  /// Files and folders whose paths match.
  func matches(_ pattern: String) -> [String] {
    var paths: Set<String> = []
    for file in files.keys {
      let parts = file.split(separator: "/")
      for count in 1...parts.count {
        paths.insert("/" + parts.prefix(count).joined(separator: "/"))
      }
    }
    // Not in order, as a disk has them.
    return paths.filter { Self.fits(Array($0), Array(pattern)) }.sorted().reversed()
  }

  private static func fits(_ name: [Character], _ pattern: [Character]) -> Bool {
    // Which prefixes of the name the pattern fits so far.
    var ends: Set<Int> = [0]
    var at = 0
    while at < pattern.count {
      var next: Set<Int> = []
      switch pattern[at] {
      case "*":
        for end in ends {
          var to = end
          next.insert(to)
          while to < name.count, name[to] != "/" {
            to += 1
            next.insert(to)
          }
        }
      case "[":
        let close = pattern[at...].firstIndex(of: "]") ?? pattern.count - 1
        for end in ends where end < name.count && pattern[at..<close].contains(name[end]) {
          next.insert(end + 1)
        }
        at = close
      case let character:
        let isEscaped = character == "\\" && at + 1 < pattern.count
        if isEscaped { at += 1 }
        for end in ends where end < name.count {
          let fits = !isEscaped && character == "?" ? name[end] != "/" : name[end] == pattern[at]
          if fits { next.insert(end + 1) }
        }
      }
      ends = next
      at += 1
    }
    return ends.contains(name.count)
  }
}

/// What is read, in lines that a table of cases can hold.
///
///     /var/log/nginx/a.log main [example.org www.example.org] nginx.conf:7
struct ReadConfiguration: Equatable {
  var logs: [String]
  var problems: [String]

  init(_ read: ServerConfiguration) {
    logs = read.logs.map { log in
      var words = [log.path.isEmpty ? "-" : log.path]
      if log.destination != .file { words.append("(\(log.destination))") }
      words.append(log.formatName ?? "'\(log.format.text)'")
      if !log.sites.isEmpty { words.append("[\(log.sites.joined(separator: " "))]") }
      if let condition = log.condition { words.append("{\(condition)}") }
      if log.isCompressed { words.append("gzip") }
      return words.joined(separator: " ") + Self.place(log.file, log.line)
    }
    logs += read.unlogged.map {
      "off [\($0.sites.joined(separator: " "))]" + Self.place($0.file, $0.line)
    }
    problems = read.problems.map { "\($0.code) \($0.excerpt)" + Self.place($0.file, $0.line) }
  }

  private static func place(_ file: String, _ line: Int) -> String {
    " \(file.split(separator: "/").last ?? ""):\(line)"
  }
}

/// A configuration, and what has to be read from it.
struct ConfigurationCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var main: String
  var files: [String: String]
  var logs: [String]
  var problems: [String]

  /// One file.
  init(
    _ description: String, _ main: String, _ text: String, _ logs: [String],
    problems: [String] = []
  ) {
    self.init(description, main, files: [main: text], logs, problems: problems)
  }

  init(
    _ description: String, _ main: String, files: [String: String], _ logs: [String],
    problems: [String] = []
  ) {
    testDescription = description
    self.main = main
    self.files = files
    self.logs = logs
    self.problems = problems
  }

  func read() -> ReadConfiguration {
    ReadConfiguration(ConfigurationDisk(files: files).read(main))
  }
}
