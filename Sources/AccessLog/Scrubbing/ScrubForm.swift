internal import LogFormats

/// How a scrubbed line of a format is written: values, and the bytes before each.
///
/// The bytes are the format's own, or the keys of its objects; none is of a line.
struct ScrubForm: Sendable {
  struct Part: Sendable {
    /// What stands before the value.
    var before: FormatBytes
    /// What the value means; nothing is written where a format has bytes only.
    var meaning: FieldMeaning
    /// How many `-` say nothing: as many as a value has bytes, where that is always the same.
    var nothing = 1
  }

  private(set) var parts: [Part] = []
  /// Whether a blank, or another sign of a user agent of ours, would end it.
  private(set) var hasAgentAsWord = false
  /// Whether the slash that a target begins with ends the value before it.
  private(set) var targetEndsHost = false
  /// Whether a value that is written may hold what ends it, so that lines have to be read again.
  private(set) var needsCheck = false
  /// What stands behind the last value.
  var rest: FormatBytes { FormatBytes(end) }
  private var end: [UInt8] = []

  init(_ plan: FormatPlan) {
    switch plan.shape {
    case .steps(let steps): addSteps(steps, of: plan)
    case .json(let keys): addObject(keys, path: [])
    case .pairs(let keys): addPairs(keys)
    }
  }

  private mutating func add(_ meaning: FieldMeaning, width: Int = 0) {
    parts.append(Part(before: FormatBytes(end), meaning: meaning, nothing: max(1, width)))
    end = []
  }

  private mutating func addSteps(_ steps: [PlanStep], of plan: FormatPlan) {
    let quote = UInt8(ascii: "\"")
    var next = steps.startIndex
    // What the value before ended at, where this one begins with it.
    var kept: [UInt8] = []
    while next < steps.endIndex {
      let step = steps[next]
      next += 1
      if step.optionalPrefix != 0 {
        let last = min(next + Int(step.skips), steps.endIndex)
        // What a server leaves out when it has nothing to say is left out, if nothing of it counts.
        if kept.isEmpty, steps[(next - 1)..<last].allSatisfy({ $0.meaning == .ignored }) {
          next = last
          continue
        }
        end.append(step.optionalPrefix)
      } else if step.meaning == .target {
        targetEndsHost = !kept.isEmpty
      } else {
        end += kept
      }
      kept = step.keepsEnding ? step.ending : []
      if let field = step.field {
        let signs = ValueSigns(step, of: plan.fields[field])
        if signs.isAgentAsWord { hasAgentAsWord = true }
        if signs.mayHoldEnding { needsCheck = true }
      }
      let isQuoted =
        step.extent == .maybeQuoted
        && [.userAgent, .request, .referrer, .target].contains(step.meaning)
      if step.field != nil {
        if isQuoted { end.append(quote) }
        add(step.meaning, width: Int(step.length))
        if isQuoted { end.append(quote) }
      }
      if !step.keepsEnding { end += step.ending }
    }
  }

  /// Keys of one object, in the order in which they were first named.
  private mutating func addObject(_ keys: [FormatKey], path: [String]) {
    // What has the empty key stands before the object (Caddy's console).
    if path.isEmpty, let first = keys.first(where: { $0.path == [""] }) {
      add(first.field.meaning)
      end += Array("\tINFO\thttp.log.access\thandled request\t".utf8)
    }
    end.append(UInt8(ascii: "{"))
    var done: Set<String> = []
    for key in keys
    where key.path.starts(with: path) && key.path.count > path.count && key.path != [""] {
      let name = key.path[path.count]
      guard done.insert(name).inserted else { continue }
      if done.count > 1 { end.append(UInt8(ascii: ",")) }
      end += QuotedJSON.quoted(name) + [UInt8(ascii: ":")]
      if key.path.count == path.count + 1 {
        let isText = !ScrubForm.isNumber(key.field)
        if isText { end.append(UInt8(ascii: "\"")) }
        add(key.field.meaning)
        if isText { end.append(UInt8(ascii: "\"")) }
      } else {
        addObject(keys, path: path + [name])
      }
    }
    end.append(UInt8(ascii: "}"))
  }

  private mutating func addPairs(_ keys: [FormatKey]) {
    // What has the empty key is the first word of a line.
    let first = keys.filter { $0.path == [""] }
    for (index, key) in (first + keys.filter { $0.path != [""] }).enumerated() {
      if index > 0 { end.append(UInt8(ascii: " ")) }
      if key.path == [""] {
        add(key.field.meaning)
        continue
      }
      end += Array((key.path.last ?? "").utf8) + [UInt8(ascii: "="), UInt8(ascii: "\"")]
      add(key.field.meaning)
      end.append(UInt8(ascii: "\""))
    }
    // One pair alone is no line of such a log.
    if keys.count == 1 { end += Array(" -=-".utf8) }
  }

  /// Whether a value is written as a JSON number.
  private static func isNumber(_ field: FormatField) -> Bool {
    switch field.meaning {
    case .status, .bytes: true
    default: false
    }
  }
}

/// Bytes that are a format's own: nobody else can make them of the bytes of a line.
struct FormatBytes: Sendable {
  let bytes: [UInt8]

  fileprivate init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// Text of a format's own as JSON writes it (RFC 8259, section 7).
enum QuotedJSON {
  static func quoted(_ text: String) -> [UInt8] {
    var result: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
      case 0..<0x20: result += Array("\\u00".utf8) + [0x30 + byte >> 4, HexDigit.digit(byte & 15)]
      default: result.append(byte)
      }
    }
    return result + [UInt8(ascii: "\"")]
  }
}

extension HexDigit {
  static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
