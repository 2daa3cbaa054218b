/// Makes steps of a format's pieces.
struct StepLowering {
  private(set) var steps: [PlanStep] = []
  private(set) var allowsMore: Bool
  private var fields = 0
  /// The first step of values that are left out together, and how many of them are still to come.
  private var optional: (step: Int, left: Int)?

  /// Whether nothing but blanks has stood since a value that may hold any.
  private var followsText = false

  init(allowsMore: Bool) { self.allowsMore = allowsMore }

  private static let quote = UInt8(ascii: "\"")
  private static let blank = UInt8(ascii: " ")

  /// The steps of values with one separator between them.
  static func columns(_ fields: [FormatField], separator: UInt8) -> [PlanStep] {
    // In quotes there may be separators, where a format has quotes at all.
    let isQuoted = fields.contains { $0.encoding == .doubledQuote }
    return fields.enumerated().map { index, field in
      let isLast = index == fields.count - 1
      var extent: PlanExtent = isQuoted ? .maybeQuoted : isLast ? .rest : .word
      if !isQuoted, field.encoding == .backslash { extent = .maybeQuoted }
      return PlanStep(field.meaning, extent, ending: isLast ? [] : [separator], field: index)
    }
  }

  mutating func add(_ given: [FormatPiece]) throws(FormatProblem) {
    let pieces = trimmed(StepLowering.joined(given))
    var before: [UInt8] = []
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .literal(let bytes):
        // Behind a value, a literal is its ending.
        if index == 0 || pieces[index - 1].field == nil { addEndings(bytes) }
        before = bytes
      case .field(let field):
        let rest = pieces[(index + 1)...]
        try add(field, before: before, rest: rest)
        before = []
      }
    }
    shortcutUsers()
  }

  /// Pieces without empty literals, and neighbouring ones as one.
  private static func joined(_ pieces: [FormatPiece]) -> [FormatPiece] {
    var joined: [FormatPiece] = []
    // How many values are left of those that are there or not together.
    var optional = 0
    var isLast = false
    var isClosed = false
    for piece in pieces {
      switch piece {
      case .literal(let bytes):
        if bytes.isEmpty { continue }
        // What is left out together with values stays a literal of its own.
        if case .literal(let before)? = joined.last, !isClosed {
          joined[joined.count - 1] = .literal(before + bytes)
          continue
        }
        (isClosed, isLast) = (isLast, false)
      case .field(let field):
        if field.optionalPrefix != nil { optional = field.optionalFields }
        optional -= 1
        (isClosed, isLast) = (false, optional == 0)
      }
      joined.append(piece)
    }
    return joined
  }

  /// Without the blanks at a line's end, which somebody may have cut off.
  private mutating func trimmed(_ pieces: [FormatPiece]) -> [FormatPiece] {
    var pieces = pieces
    guard case .literal(var bytes)? = pieces.last else { return pieces }
    while let last = bytes.last, last == StepLowering.blank || last == 0x09 {
      bytes.removeLast()
      allowsMore = true
    }
    pieces.removeLast()
    if !bytes.isEmpty { pieces.append(.literal(bytes)) }
    return pieces
  }

  /// Empty steps for bytes that must stand there.
  private mutating func addEndings(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      steps.append(PlanStep(.ignored, .fixed, ending: Array(rest.prefix(8))))
      rest = rest.dropFirst(8)
    }
  }

  private mutating func add(
    _ field: FormatField, before: [UInt8], rest: ArraySlice<FormatPiece>
  ) throws(FormatProblem) {
    var ending: [UInt8] = []
    var keepsEnding = false
    switch rest.first {
    case .literal(let bytes): ending = bytes
    case .field(let next):
      guard next.meaning == .target || next.optionalPrefix != nil || next.name.hasPrefix("%U")
      else {
        throw FormatProblem(.nothingBetween, excerpt: field.name + next.name)
      }
      ending = [next.optionalPrefix ?? UInt8(ascii: "/")]
      keepsEnding = true
    case nil: break
    }
    let (extent, length) = self.extent(of: field, before: before, ending: ending)
    var step = PlanStep(field.meaning, extent, ending: Array(ending.prefix(8)), field: fields)
    step.length = length
    if !before.allSatisfy({ $0 == StepLowering.blank }) { followsText = false }
    if followsText { delimit(&step, field) }
    followsText = extent == .text || followsText
    step.isPadded = field.isPadded
    step.keepsEnding = keepsEnding
    step.hasBackslashes = extent == .maybeQuoted && field.encoding == .backslash
    // A target's slash is its own.
    step.optionalPrefix = field.meaning == .target ? 0 : field.optionalPrefix ?? 0
    if step.optionalPrefix != 0 { optional = (steps.count, field.optionalFields) }
    steps.append(step)
    fields += 1
    addEndings(Array(ending.dropFirst(8)))
    guard let (start, left) = optional else { return }
    optional = left > 1 ? (start, left - 1) : nil
    if left == 1 { steps[start].skips = UInt8(clamping: steps.count - 1 - start) }
  }

  /// Tells a value from a text before it: the last one is a word, and a header's is addresses.
  private func delimit(_ step: inout PlanStep, _ field: FormatField) {
    let isClient = field.meaning == .client || field.mayBeClient
    step.isOfAddresses = isClient && field.extent != .text
    // A list may have blanks in it.
    if step.extent == .rest, field.extent == .word || (field.extent == .list && !isClient) {
      step.extent = .last
    }
  }

  private func extent(
    of field: FormatField, before: [UInt8], ending: [UInt8]
  ) -> (PlanExtent, length: UInt8) {
    let isQuoted = before.last == StepLowering.quote && ending.first == StepLowering.quote
    if isQuoted {
      switch field.encoding {
      case .backslash, .json: return (.quoted, 0)
      case .doubledQuote: return (.doubled, 0)
      default: return (field.extent == .word ? .word : .text, 0)
      }
    }
    if ending.isEmpty, field.extent != .perhapsQuoted {
      return (allowsMore && field.extent != .text ? .last : .rest, 0)
    }
    // A time with words between its parts may be longer than what a step can skip.
    if let width = field.notation.width.flatMap(UInt8.init(exactly:)),
      ending.first != UInt8(ascii: "]")
    {
      return (.fixed, width)
    }
    // What begins an ending may stand in a value, too: `:` in an address, `.` in a number.
    if ending.count > 1, let first = ending.first, !" \t\"]})>|;,".utf8.contains(first) {
      return (.text, 0)
    }
    switch field.extent {
    case .word:
      return (field.notation.mayHaveBlanks && ending.first == StepLowering.blank ? .text : .word, 0)
    case .list: return (.list, 0)
    case .text: return (.text, 0)
    case .perhapsQuoted: return (.maybeQuoted, 0)
    }
  }

  /// Where identd's word, a user and a bracketed time follow each other, as in nearly every log,
  /// the loop knows a way that needs no search. Where another value needs one, the search finds the
  /// user's end, too.
  private mutating func shortcutUsers() {
    let searched = steps
    defer { if steps.contains(where: \.needsSearch) { steps = searched } }
    let space = [StepLowering.blank]
    for index in steps.indices.dropLast() where steps[index].ending == Array(" [".utf8) {
      let time = steps[index + 1]
      guard steps[index].meaning == .ignored, time.meaning == .time, time.extent == .word,
        time.ending.starts(with: Array("] \"".utf8)), steps[index].optionalPrefix == 0
      else { continue }
      steps[index].extent = .beforeTime
      guard index > 0, steps[index - 1].meaning == .ignored, steps[index - 1].ending == space,
        steps[index - 1].field != nil
      else { continue }
      steps[index - 1].extent = .beforeUser
    }
  }
}

extension FieldNotation {
  /// How many bytes a value has, where that is always the same.
  var width: Int? {
    switch self {
    case .commonLog: 26
    case .strftime(let pattern): TimePattern(pattern)?.width
    default: nil
    }
  }

  /// Whether blanks may stand in a value.
  var mayHaveBlanks: Bool {
    switch self {
    case .commonLog: true
    case .strftime(let pattern): pattern.contains(" ") || pattern.contains("%c")
    default: false
    }
  }
}
