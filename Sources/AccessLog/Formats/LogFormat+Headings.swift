internal import LogFormats

extension LogFormat {
  /// The format of lines below a `#Fields` line.
  ///
  /// - Parameter client: What it calls the value that is the client's address, if somebody said so. Lines
  ///   without that value have no client.
  func following(_ heading: [UInt8], client: String?) -> LogFormat {
    let line = String(decoding: heading, as: UTF8.self)
    guard var definition = try? W3CFields.definition(of: line) else { return .unreadable }
    definition.name = name
    guard
      let plan = (try? FormatPlan(definition, client: client))
        ?? (try? FormatPlan(definition.withoutClient))
    else { return .unreadable }
    return LogFormat(plan: plan, notes: notes)
  }

  /// A format that no line is of: below a line that names no columns, nothing can be read.
  private static let unreadable: LogFormat = {
    // Keys that no object has.
    let keys = [FieldMeaning.time, .target].map {
      FormatKey(["\($0)#"], FormatField($0, name: "-"))
    }
    let definition = FormatDefinition(name: "w3c", shape: .json(keys))
    guard let plan = try? FormatPlan(definition) else {
      preconditionFailure("it has what is needed")
    }
    return LogFormat(plan: plan)
  }()
}

extension FormatDefinition {
  fileprivate var withoutClient: FormatDefinition {
    guard case .separated(let separator, let fields) = shape else { return self }
    var definition = self
    definition.shape = .separated(
      separator,
      fields.map { $0.meaning == .client ? FormatField(.ignored, name: $0.name) : $0 })
    return definition
  }
}
