public import LogFormats

/// What is read of a log's lines, value by value.
public struct FormatExplanation: Sendable {
  /// How it is known which format it is.
  public enum Origin: Sendable {
    /// Somebody has said so.
    case named
    /// The lines are of a format that has a name.
    case catalogue
    /// The values have told what they are.
    case values
  }

  /// One value of a line.
  public struct Value: Sendable {
    public var name: ValueName
    public var meaning: FieldMeaning
    public var notation: FieldNotation
    /// At most three, the most frequent first.
    public var examples: [FieldExample]
  }

  /// The name as `--format` takes it, of a preset.
  public var name: String
  public var title: String?
  /// The manual that says what a line is.
  public var source: String?
  public var origin: Origin
  /// What stands around each line and is taken off, such as syslog's header.
  public var wrapper: String?
  /// What a line is: values in order, an object of JSON, or pairs.
  public var shape: Shape
  /// All values in the order of a line; of objects those that are read.
  public var values: [Value]
  /// What stands behind the last value, and is not read.
  public var rest: [FieldExample]
  /// Whether all addresses of clients are of private networks, as those of a proxy are.
  public var hasOnlyPrivateClients: Bool
  /// Lines of this format.
  public var lines: Int64
  /// The number of the first of them, from 1; 0 where there is none.
  public var firstLine: Int64
  /// Those of them without an address that could be a client's.
  public var linesWithoutClient: Int64
  /// What the lines do not tell, with the values it is about.
  public var doubts: [Doubt]
  /// Whether the host of a target is the site.
  public var targetNamesHost: Bool
  /// Whether times have no zone.
  public var lacksZone: Bool

  public enum Shape: Sendable { case line, json, pairs }

  /// A doubt of recognition and the value that it is about.
  public struct Doubt: Sendable {
    public var note: GuessNote
    public var value: ValueName?
  }

  /// Whether a value with a meaning is read.
  public func has(_ meaning: FieldMeaning) -> Bool { values.contains { $0.meaning == meaning } }

  init(_ record: FormatRecord, settings: LogSettings) {
    let format = record.format
    let plan = format.plan
    let preset = FormatCatalogue.preset(named: format.name)
    name = format.name
    title = preset?.title
    source = preset?.source
    wrapper = format.wrapperName
    origin = format.isNamed ? .named : preset == nil ? .values : .catalogue
    switch plan.shape {
    case .steps: shape = .line
    case .json: shape = .json
    case .pairs: shape = .pairs
    }
    let examples = record.examples(settings)
    let isObject = shape != .line
    values = plan.fields.indices.compactMap { index in
      let field = plan.fields[index]
      // Keys that are not read are left out: nobody knows where in a line they stand.
      guard !isObject || field.meaning != .ignored else { return nil }
      // Other keys for the same that no line has.
      let hasOther = plan.fields.indices.contains {
        $0 != index && plan.fields[$0].meaning == field.meaning && !examples[$0].isEmpty
      }
      guard !isObject || !examples[index].isEmpty || !hasOther else { return nil }
      return Value(
        name: ValueName(field, at: index, of: format), meaning: field.meaning,
        notation: field.notation, examples: examples[index])
    }
    rest = record.rest.examples
    hasOnlyPrivateClients =
      !record.hasPublicClient && plan.has(.client) && record.linesWithoutClient < record.lines
    lines = record.lines
    firstLine = record.firstLine
    linesWithoutClient = record.linesWithoutClient
    targetNamesHost = plan.targetNamesHost
    lacksZone = plan.needsZone || format.notes.contains(.timeWithoutZone)
    var seen: Set<GuessNote> = []
    doubts = format.notes.filter { seen.insert($0).inserted }.map { note in
      let name: String? =
        switch note {
        case .privateAddressesWithPublicColumn(let name), .hostLeftOut(let name),
          .durationLeftOut(let name), .unknownNumber(let name):
          name
        default: nil
        }
      return Doubt(note: note, value: name.map { ValueName(noted: $0, of: format) })
    }
  }
}
