internal import LogFormats

/// Reads a line that is a JSON object or pairs of keys and values, and tells where that stops.
struct ObjectWalk {
  private(set) var values: [Range<Int>?]
  private(set) var stop: PlanWalk.Stop?

  private let line: [UInt8]
  private let keys: [FormatKey]
  private let fields: [Int]
  private var at = 0

  private static let maxDepth = 64

  /// - Parameter keys: Those that matter, each of a field of the plan.
  init(json keys: [FormatKey], of plan: FormatPlan, line: [UInt8]) {
    self.init(keys, plan, line)
    readObjectLine()
  }

  init(pairs keys: [FormatKey], of plan: FormatPlan, line: [UInt8]) {
    self.init(keys, plan, line)
    readPairs()
  }

  private init(_ keys: [FormatKey], _ plan: FormatPlan, _ line: [UInt8]) {
    self.line = line
    self.keys = keys
    values = [Range<Int>?](repeating: nil, count: plan.fields.count)
    fields = keys.map { key in plan.fields.firstIndex(of: key.field) ?? 0 }
  }

  private mutating func fail(_ expected: PlanWalk.Expected) -> Bool {
    if stop == nil { stop = .init(offset: min(at, line.count), expected: expected) }
    return false
  }

  // MARK: JSON

  private mutating func readObjectLine() {
    skipBlanks()
    skipValuesInFront()
    guard at < line.count, line[at] == UInt8(ascii: "{") else {
      _ = fail(.object)
      return
    }
    guard readObject([]) else { return }
    skipBlanks()
    if at < line.count { _ = fail(.end) }
  }

  /// Values with tabs between them before the object, the first of which has the empty key.
  private mutating func skipValuesInFront() {
    guard at < line.count, line[at] != UInt8(ascii: "{"), keys.contains(where: { $0.path == [""] }),
      let tab = line[at...].firstIndex(of: 0x09),
      let object = line[tab...].firstIndex(of: UInt8(ascii: "{")), line[object - 1] == 0x09
    else { return }
    note(at..<tab, at: [""])
    at = object
  }

  private mutating func readObject(_ path: [String]) -> Bool {
    at += 1
    skipBlanks()
    if take("}") { return true }
    while true {
      guard let name = readString() else { return false }
      skipBlanks()
      guard take(":") else { return fail(.bytes([UInt8(ascii: ":")], behind: nil)) }
      let text = String(decoding: line[name].prefix(256), as: UTF8.self)
      guard readValue(path + [text]) else { return false }
      skipBlanks()
      if take("}") { return true }
      guard take(",") else { return fail(.bytes(Array(",".utf8), behind: nil)) }
      skipBlanks()
    }
  }

  private mutating func readValue(_ path: [String]) -> Bool {
    skipBlanks()
    guard at < line.count, path.count < ObjectWalk.maxDepth else { return fail(.object) }
    let start = at
    switch line[at] {
    case UInt8(ascii: "{"): return readObject(path)
    case UInt8(ascii: "["): return readArray(path)
    case UInt8(ascii: "\""):
      guard let text = readString() else { return false }
      note(text, at: path)
      return true
    default:
      while at < line.count, !",}]{[\" \t".utf8.contains(line[at]) { at += 1 }
      guard at > start else { return fail(.object) }
      if !line[start..<at].elementsEqual("null".utf8) { note(start..<at, at: path) }
      return true
    }
  }

  private mutating func readArray(_ path: [String]) -> Bool {
    at += 1
    skipBlanks()
    if take("]") { return true }
    var isFirst = true
    while true {
      // Of an array the first value counts.
      guard readValue(isFirst ? path : path + [""]) else { return false }
      isFirst = false
      skipBlanks()
      if take("]") { return true }
      guard take(",") else { return fail(.bytes(Array("]".utf8), behind: nil)) }
    }
  }

  private mutating func readString() -> Range<Int>? {
    guard take("\"") else {
      _ = fail(.bytes(Array("\"".utf8), behind: nil))
      return nil
    }
    let start = at
    while at < line.count, line[at] != UInt8(ascii: "\"") {
      at += line[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard at < line.count else {
      _ = fail(.bytes(Array("\"".utf8), behind: nil))
      return nil
    }
    at += 1
    return start..<(at - 1)
  }

  private mutating func skipBlanks() {
    while at < line.count, line[at] == 0x20 || line[at] == 0x09 || line[at] == 0x0d { at += 1 }
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard at < line.count, line[at] == UInt8(ascii: sign) else { return false }
    at += 1
    return true
  }

  private mutating func note(_ value: Range<Int>, at path: [String]) {
    for (key, field) in zip(keys, fields) where key.path == path { values[field] = value }
  }

  // MARK: Pairs

  private mutating func readPairs() {
    var pairs = 0
    skipBlanks()
    let first = at
    while at < line.count {
      let start = at
      while at < line.count, line[at] != UInt8(ascii: "="), line[at] != 0x20 { at += 1 }
      guard at < line.count, line[at] != 0x20 else {
        if start == first { note(start..<at, at: [""]) }
        skipBlanks()
        continue
      }
      let name = String(decoding: line[start..<at].prefix(256), as: UTF8.self)
      at += 1
      if at < line.count, line[at] == UInt8(ascii: "\"") {
        guard let value = readString() else { return }
        note(value, at: [name])
      } else {
        let value = at
        while at < line.count, line[at] != 0x20 { at += 1 }
        note(value..<at, at: [name])
      }
      pairs += 1
      skipBlanks()
    }
    at = first
    if pairs < 2 { _ = fail(.object) }
  }
}
