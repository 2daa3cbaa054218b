internal import LogFormats

extension LogFormat {
  /// The format of lines below a `#Fields` line.
  ///
  /// - Parameters:
  ///   - style: How the lines are written, as far as they show it.
  ///   - client: What it calls the value that is the client's address, if somebody said so. Lines
  ///     without that value have no client.
  func following(_ heading: [UInt8], style: ColumnStyle, client: String?) -> LogFormat {
    let line = String(decoding: heading, as: UTF8.self)
    let named = try? W3CFields.definition(
      of: line, separator: style.separator, isQuoted: style.isQuoted, namesHost: style.namesHost)
    guard var definition = named else { return .unreadable }
    definition.name = name
    guard
      let plan = (try? FormatPlan(definition, client: client))
        ?? (try? FormatPlan(definition.withoutClient))
    else { return .unreadable }
    return LogFormat(plan: plan, notes: notes)
  }

  /// The names of the columns, as a line that names them would have them, and what stands between the
  /// values; `nil` where the format is none of such a line.
  var columns: (heading: [UInt8], separator: UInt8)? {
    guard hasHeadings, case .steps(let steps) = plan.shape,
      let separator = steps.first?.ending.first
    else { return nil }
    let names = plan.fields.map(\.name).joined(separator: " ")
    return (Array("#Fields: \(names)".utf8), separator)
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
