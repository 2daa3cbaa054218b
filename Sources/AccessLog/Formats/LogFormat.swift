public import LogFormats

/// How the lines of a log are read: a format that somebody named, or one recognised from its first lines.
public struct LogFormat: Sendable {
  let plan: FormatPlan
  /// What stands around each line in the log.
  var wrappers = WrapperChain()
  /// Whether somebody has said that it is this one, so that no other is looked for.
  public private(set) var isNamed = false
  /// What the lines it was recognised by do not tell.
  public private(set) var notes: [GuessNote] = []

  /// What stands around each line in the log, such as syslog's header; `nil` for nothing.
  public var wrapperName: String? { wrappers.name }

  /// The name that `--format` takes and reports show; `recognised` where it has none.
  public var name: String { plan.name }

  /// Whether lines in the log itself say what its columns are (W3C's `#Fields`): those come first.
  var hasHeadings: Bool { plan.hasHeadings }

  /// A number that tells formats apart, the same in every run.
  public var fingerprint: UInt64 { plan.fingerprint }

  /// The format with this name, as somebody has named it.
  public init?(named name: String) {
    self.init(known: name)
    isNamed = true
  }

  /// The format with this name, as a log was read by before.
  public init?(known name: String) {
    guard let plan = FormatCatalogue.preset(named: name).map(FormatPlan.plan(of:)) else {
      return nil
    }
    self.plan = plan
  }

  /// A format as somebody has written it down.
  ///
  /// - Parameter client: The value that is the client's address, by the name it has there.
  /// - Throws: ``FormatProblem``.
  public init(_ definition: FormatDefinition, client: String? = nil) throws(FormatProblem) {
    var definition = definition
    let plan = try FormatPlan(definition, client: client)
    if let known = plan.knownAlike {
      self.plan = known
    } else {
      // No preset has this name, so that none is taken for it later.
      if !LogFormat.customNames.contains(definition.name) {
        definition.name = LogFormat.custom + definition.name
      }
      self.plan = try FormatPlan(definition, client: client)
    }
    isNamed = true
  }

  /// The name of a format that was found by looking at its values.
  static let recognisedName = "recognised"

  private static let custom = "custom-"

  /// Names of formats that are no presets, as databases have them.
  private static let customNames: Set<String> = Set(
    [
      "nginx", "haproxy", "squid", "envoy", "w3c", "json", "preset", "gunicorn", "uwsgi",
      "apigateway", "caddy", "cherokee", "morgan", "csv", "tsv",
    ].map { custom + $0 }
      + ApacheFormat.Dialect.allCases.map { custom + $0.rawValue } + [LogFormat.recognisedName])

  /// Whether a name is one that a log's format may have in a database.
  public static func isName(_ name: String) -> Bool {
    customNames.contains(name) || names.contains(name)
  }

  /// Notes that the log's earlier lines were read in another way.
  public mutating func noteOther() { notes.append(.otherThanBefore) }

  init(plan: FormatPlan, notes: [GuessNote] = []) {
    self.plan = plan
    self.notes = notes
  }

  /// The names of all formats.
  public static var names: [String] { FormatCatalogue.presets.map(\.name) }

  /// What the format calls the value that is taken for the client's address.
  public var clientField: String? { plan.field(.client)?.name }

  /// What its lines do not say.
  public var lacks: [FormatLack] { plan.lacks }

  /// Whether its times are written without a zone.
  public var needsZone: Bool { plan.needsZone }
}
