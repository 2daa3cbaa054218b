public import LogFormats

/// The first line of a log that is not of its format: what it looks like, and where reading stopped.
public struct LineProblem: Sendable {
  /// The line's number in its log, from 1.
  public var line: Int64
  public var shape: ValueShape
  /// The column of the place in the shape, from 0.
  public var column: Int
  public var expected: Expectation
  /// Whether the line ends at the place.
  public var isAtEnd: Bool

  /// What should stand at the place.
  public enum Expectation: Hashable, Sendable {
    /// A line of at most 64 KiB.
    case shorterLine
    /// These bytes, as text that the format has, behind a value; and the value that follows them.
    case text(String, behind: Value?, before: Value?)
    /// A value as its meaning says.
    case value(Value)
    /// Nothing more, behind the last value.
    case end(behind: Value?)
    /// An object of JSON, or pairs of keys and values.
    case object(isJSON: Bool)
    /// What JSON has at this place, as `,` or a quote.
    case json(String)
    /// A key that the line lacks.
    case key(Value)
  }

  /// A value of the format.
  public struct Value: Hashable, Sendable {
    public var name: ValueName
    public var meaning: FieldMeaning
    public var notation: FieldNotation
  }

  /// Columns of a shape.
  static let width = 74
  /// Bytes of the longest line that is read.
  static let longestLine = 64 * 1024

  /// Explains a line; `nil` where it is of the format.
  ///
  /// - Parameter line: The line without its end.
  init?(_ line: [UInt8], number: Int64, of format: LogFormat, check: ValueCheck) {
    guard line.count <= LineProblem.longestLine else {
      self.init(line: number, shape: ValueShape(line, most: LineProblem.width), at: .shorterLine)
      return
    }
    let walk = LineWalk(line, of: format.plan)
    // A value that is wrong says more than what it led to.
    var stop = walk.stop
    if let wrong = check.firstWrong(walk.values, in: line) {
      stop = .init(offset: wrong.offset, expected: .value(wrong.field))
    } else if stop == nil, let missing = check.missing(walk.values) {
      stop = .init(offset: line.count, expected: .key(missing))
    }
    guard let stop else { return nil }
    let (shape, column) = ValueShape.around(stop.offset, of: line[...], most: LineProblem.width)
    self.init(
      line: number, shape: shape, at: LineProblem.expectation(stop.expected, of: format),
      column: column, isAtEnd: stop.offset >= line.count)
  }

  private init(
    line: Int64, shape: ValueShape, at expected: Expectation, column: Int = 0, isAtEnd: Bool = false
  ) {
    self.line = line
    self.shape = shape
    self.column = column
    self.expected = expected
    self.isAtEnd = isAtEnd
  }

  private static func expectation(
    _ expected: PlanWalk.Expected, of format: LogFormat
  ) -> Expectation {
    let fields = format.plan.fields
    func value(_ index: Int?) -> Value? {
      guard let index, fields.indices.contains(index) else { return nil }
      return Value(
        name: ValueName(fields[index], at: index, of: format), meaning: fields[index].meaning,
        notation: fields[index].notation)
    }
    switch expected {
    case .bytes(let bytes, let behind):
      guard case .steps = format.plan.shape else {
        return .json(String(decoding: bytes, as: UTF8.self))
      }
      let next = behind.map { $0 + 1 } ?? 0
      return .text(literal(bytes, of: format), behind: value(behind), before: value(next))
    case .value(let index): return value(index).map { .value($0) } ?? .end(behind: nil)
    case .end: return .end(behind: value(fields.indices.last))
    case .object:
      if case .json = format.plan.shape { return .object(isJSON: true) }
      return .object(isJSON: false)
    case .key(let index): return value(index).map { .key($0) } ?? .object(isJSON: true)
    }
  }

  /// Bytes of a format. Those of a format that was recognised are of the log, so only their shape is
  /// shown.
  private static func literal(_ bytes: [UInt8], of format: LogFormat) -> String {
    format.name == LogFormat.recognisedName
      ? ValueShape(bytes).text : String(decoding: bytes, as: UTF8.self)
  }
}

/// Walks along a line of a format of any shape.
struct LineWalk {
  let values: [Range<Int>?]
  let stop: PlanWalk.Stop?
  /// Bytes behind the last value that nobody reads.
  var rest: Range<Int>?

  init(_ line: [UInt8], of plan: FormatPlan) {
    switch plan.shape {
    case .steps(let steps):
      let walk = PlanWalk(steps, of: plan, line: line)
      (values, stop, rest) = (walk.values, walk.stop, walk.rest)
    case .json(let keys):
      let walk = ObjectWalk(json: keys, of: plan, line: line)
      (values, stop) = (walk.values, walk.stop)
    case .pairs(let keys):
      let walk = ObjectWalk(pairs: keys, of: plan, line: line)
      (values, stop) = (walk.values, walk.stop)
    }
  }
}
