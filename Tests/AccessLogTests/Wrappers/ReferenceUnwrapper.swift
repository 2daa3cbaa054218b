@testable import AccessLog

/// Takes wrappers off one by one, plainly: prefixes by expressions, objects by a small parser.
struct ReferenceUnwrapper {
  let chain: WrapperChain

  func lines(_ bytes: [UInt8]) -> [UInt8] {
    var text = bytes
    var isOfFile = true
    for wrapper in chain.wrappers {
      let joins = isOfFile && wrapper.comesInParts
      text = taken(wrapper, off: text, joins: joins)
      if joins || wrapper.isJSON { isOfFile = false }
    }
    return text
  }

  private func taken(_ wrapper: Wrapper, off text: [UInt8], joins: Bool) -> [UInt8] {
    var lines: [[UInt8]] = []
    var begun: [Bool: (place: Int, text: [UInt8])] = [:]
    for (place, line) in ReferenceUnwrapper.places(of: text) {
      guard let inner = ReferenceUnwrapper.inner(of: line, wrapper) else {
        lines.append(line)
        continue
      }
      if let first = begun[inner.isError]?.place, place - first > 65_536 {
        begun[inner.isError] = nil
      }
      guard joins else {
        lines.append(inner.text)
        continue
      }
      let whole = (begun[inner.isError]?.text ?? []) + inner.text
      lines.append(inner.isPart ? [] : whole)
      begun[inner.isError] = inner.isPart ? (begun[inner.isError]?.place ?? place, whole) : nil
    }
    return Array(lines.joined(separator: [0x0a]))
  }

  /// The places where a block may end, for a wrapper that may be in parts and is the file's own.
  static func wholePlaces(_ text: [UInt8], _ wrapper: Wrapper) -> [Int] {
    var begun: [Bool: Int] = [:]
    var places: [Int] = []
    for (place, line) in self.places(of: text) {
      begun = begun.filter { place - $0.value <= 65_536 }
      if begun.isEmpty, place > 0 { places.append(place) }
      guard let inner = inner(of: line, wrapper) else { continue }
      begun[inner.isError] = inner.isPart ? begun[inner.isError] ?? place : nil
    }
    return places
  }

  static func places(of text: [UInt8]) -> [(Int, [UInt8])] {
    var place = 0
    return text.split(separator: 0x0a, omittingEmptySubsequences: false).map { line in
      defer { place += line.count + 1 }
      return (place, Array(line))
    }
  }

  struct Inner {
    var text: [UInt8]
    var isError = false
    var isPart = false
  }

  static func inner(of line: [UInt8], _ wrapper: Wrapper) -> Inner? {
    if wrapper.isJSON { return ReferenceObject.inner(of: line, wrapper) }
    guard let prefix = ReferencePrefix.match(line, wrapper) else { return nil }
    var inner = Inner(text: Array(line.dropFirst(prefix.count)))
    if wrapper == .cri {
      let words = prefix.split(separator: 0x20)
      inner.isError = Array(words[1]) == Array("stderr".utf8)
      inner.isPart = words[2].first == UInt8(ascii: "P")
    }
    return inner
  }
}

/// The prefixes as expressions over bytes, each of which is a character of Latin-1.
enum ReferencePrefix {
  private static let time =
    "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?"
    + "(?:Z|[+-][0-9]{2}:?[0-9]{2})"
  private static let short =
    "[A-Z][a-z]{2} [0-9 ][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?"
  private static let priority = "(?:[0-9]{1,9} )?<[0-9]{1,3}>"
  private static let tag = "[^ ]{0,254}: "
  private static let word = "[^ ]{1,255} "
  private static let level = "[a-z][a-z0-7]*\\.[a-z]* "
  private static let data = #"(?:\[(?:[^\]"]|"(?:[^"\\]|\\[\s\S])*")*\])+"#
  private static let colour = "\u{1b}\\[[0-9;]*m"
  private static let name = "[A-Za-z0-9._@-]+"

  private static let expressions: [Wrapper: String] = [
    .syslog3164: "(?:\(priority))?\(short) (?:\(tag)|\(word)(?:\(tag)|\(level)\(tag)))",
    .syslogISO:
      "(?:\(priority)\(time) \(tag)|(?:\(priority))?\(time) \(word)(?:\(tag)|\(level)\(tag)))",
    .syslog5424:
      "\(priority)1 (?=-|\(time))(?:\(word)){5}(?:-|\(data))(?:$| {1,2}(?:\u{ef}\u{bb}\u{bf})?)",
    .compose:
      "(?:(?=\(colour)[0-9._@-]*[A-Za-z])\(colour)\(name) +\\|(?:\(colour)(?: |$)| (?:\(colour))?|$)"
      + "|(?=[0-9._@-]*[A-Za-z])\(name) {2,}\\|(?: |$))",
    .dockerTimestamps: "(?=[^ ]*\\.)\(time)(?: |$)",
    .cri: "\(time) std(?:out|err) [FP](?::[^ ]*)?(?: |$)",
    .kubectl: "\\[pod/[A-Za-z0-9._@/-]+\\](?: |$)",
    .herokuDrain: "\(time) \(name)\\[\(name)\\]:(?: |$)",
  ]

  static func match(_ line: [UInt8], _ wrapper: Wrapper) -> [UInt8]? {
    let text = String(String.UnicodeScalarView(line.map { Unicode.Scalar($0) }))
    guard let expression = expressions[wrapper],
      let regex = try? Regex(expression).matchingSemantics(.unicodeScalar),
      let match = try? regex.prefixMatch(in: text)
    else { return nil }
    return match.0.unicodeScalars.map { UInt8($0.value) }
  }
}
