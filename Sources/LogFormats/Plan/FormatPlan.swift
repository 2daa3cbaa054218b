/// A log format, compiled: what the loop that reads lines walks over.
///
/// A plan is made of a ``FormatDefinition`` once, before any line is read. Of several values with one
/// meaning, one is chosen; all others are ignored.
public struct FormatPlan: Hashable, Sendable {
  /// The name that reports show.
  public let name: String
  public let shape: Shape
  /// Whether a line may go on behind the last value, after a space.
  public let allowsMore: Bool
  /// Whether the host of a target that is a whole URL is the site.
  public let targetNamesHost: Bool
  /// Whether lines of the log itself say what its columns are.
  public let hasHeadings: Bool
  /// All values of a line with the meaning they have here, in the order of the definition.
  public let fields: [FormatField]

  public enum Shape: Hashable, Sendable {
    /// One step a value, for a line that has its values in one order.
    case steps([PlanStep])
    /// The keys that matter, for a JSON object a line.
    case json([FormatKey])
    /// The same for `key=value` pairs.
    case pairs([FormatKey])
  }

  /// - Parameters:
  ///   - client: The value that is the client's address, by its name, as `--client-address` has it.
  /// - Throws: ``FormatProblem``.
  public init(_ definition: FormatDefinition, client: String? = nil) throws(FormatProblem) {
    name = definition.name
    targetNamesHost = definition.targetNamesHost
    hasHeadings = definition.hasHeadings
    switch definition.shape {
    case .line(let pieces):
      let chosen = try FieldChoice.chosen(pieces.compactMap(\.field), client: client)
      var next = 0
      let pieces = pieces.map { piece -> FormatPiece in
        guard case .field = piece else { return piece }
        defer { next += 1 }
        return .field(chosen[next])
      }
      var lowering = StepLowering(allowsMore: definition.allowsMore)
      try lowering.add(pieces)
      fields = chosen
      shape = .steps(lowering.steps)
      allowsMore = lowering.allowsMore
    case .separated(let separator, let columns):
      fields = try FieldChoice.chosen(columns, client: client)
      shape = .steps(StepLowering.columns(fields, separator: separator))
      allowsMore = definition.allowsMore
    case .json(let keys), .logfmt(let keys):
      let chosen = try FieldChoice.chosen(
        keys.map(\.field), client: client, keepsAlternatives: true)
      fields = chosen
      let wanted = zip(keys, chosen).map { FormatKey($0.path, $1) }
        .filter { $0.field.meaning != .ignored }
      if case .json = definition.shape { shape = .json(wanted) } else { shape = .pairs(wanted) }
      allowsMore = true
    }
    guard fields.count <= 250 else { throw FormatProblem(.tooLarge) }
  }

  /// The value with this name, written with or without a server's signs: `$http_x_forwarded_for`,
  /// `%{X-Forwarded-For}i` and `x-forwarded-for` are all one.
  public static func field(named name: String, in fields: [FormatField]) -> Int? {
    FieldChoice.index(of: name, in: fields)
  }

  /// The value with a meaning, if the format has one: of several keys the one that counts first.
  public func field(_ meaning: FieldMeaning) -> FormatField? {
    guard meaning != .ignored else { return nil }
    return fields.filter { $0.meaning == meaning }.min { $0.rank < $1.rank }
  }

  public func has(_ meaning: FieldMeaning) -> Bool { field(meaning) != nil }

  /// Whether lines must be searched for where their values end, since one may hold what ends it.
  public var needsSearch: Bool {
    guard case .steps(let steps) = shape else { return false }
    return steps.contains { $0.needsSearch }
  }

  /// Whether times are written without a zone, so that somebody has to say which one is meant.
  public var needsZone: Bool {
    switch field(.time)?.notation {
    case .commonLogLocal, .localTimeOfDay: true
    case .strftime(let pattern):
      TimePattern(pattern).map { !$0.parts.contains(.zone) && !$0.parts.contains(.epoch) } ?? true
    default: false
    }
  }

  /// Whether two plans read every line alike, whatever they and their values are called.
  public func reads(like other: FormatPlan) -> Bool {
    // Most have another number of values, which is quickly seen.
    valueCount == other.valueCount && reading == other.reading
  }

  private var valueCount: Int {
    switch shape {
    case .steps(let steps): steps.count
    case .json(let keys), .pairs(let keys): keys.count
    }
  }

  /// All that decides how lines are read.
  private var reading: String {
    let values = fields.filter { $0.meaning != .ignored }.map {
      "\($0.meaning) \($0.notation) \($0.encoding)"
    }
    let shape =
      switch shape {
      case .steps(let steps):
        "\(steps.map { "\($0.meaning) \($0.extent) \($0.ending) \($0.length) \($0.isPadded) \($0.keepsEnding) \($0.optionalPrefix) \($0.skips) \($0.hasBackslashes)\($0.isOfAddresses ? " addresses" : "")" })"
      case .json(let keys): "json \(keys.map { ($0.path, $0.field.meaning, $0.field.rank) })"
      case .pairs(let keys): "pairs \(keys.map { ($0.path, $0.field.meaning, $0.field.rank) })"
      }
    return "\(shape) \(values) \(allowsMore) \(targetNamesHost)"
  }

  /// A number that two plans share only if they read lines alike; the same in every run.
  ///
  /// FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) over a description.
  public var fingerprint: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in reading.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return hash
  }
}

extension FormatPiece {
  /// The value, if the piece is one.
  public var field: FormatField? {
    if case .field(let field) = self { field } else { nil }
  }
}
