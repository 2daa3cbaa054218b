import LogFormats

/// A definition in one line, for tables of expected values: literals as they are, with `|` between two
/// of them, values as `<meaning>` with whatever differs from the plain, as `<time:epoch(s)>` or `<userAgent/backslash~text>`.
func described(_ definition: FormatDefinition) -> String {
  let more = definition.allowsMore ? "…" : ""
  switch definition.shape {
  case .line(let pieces):
    var text = ""
    var isLiteral = false
    for piece in pieces {
      switch piece {
      case .literal(let bytes):
        text += (isLiteral ? "|" : "") + String(decoding: bytes, as: UTF8.self)
        isLiteral = true
      case .field(let field):
        text += described(field)
        isLiteral = false
      }
    }
    return text + more
  case .json(let keys):
    return "json " + keys.map { described($0) }.joined(separator: " ") + more
  case .logfmt(let keys):
    return "logfmt " + keys.map { described($0) }.joined(separator: " ") + more
  case .separated(let separator, let fields):
    return "by \(separator) " + fields.map { described($0) }.joined(separator: " ") + more
  }
}

func described(_ key: FormatKey) -> String {
  key.path.joined(separator: ">") + "=" + described(key.field)
}

func described(_ field: FormatField) -> String {
  var text = "\(field.meaning)"
  switch field.notation {
  case .plain: break
  case .epoch(let unit): text += ":epoch(\(described(unit)))"
  case .duration(let unit): text += ":\(described(unit))"
  case .strftime(let pattern): text += ":strftime(\(pattern))"
  case let other: text += ":\(other)"
  }
  if field.encoding != .none { text += "/\(field.encoding)" }
  if field.extent != .word { text += "~\(field.extent)" }
  if field.rank != 0 { text += "#\(field.rank)" }
  if field.isPadded { text += "+" }
  if let prefix = field.optionalPrefix { text += "?\(Character(Unicode.Scalar(prefix)))" }
  return "<\(text)>"
}

private func described(_ unit: TimeUnit) -> String {
  switch unit {
  case .seconds: "s"
  case .milliseconds: "ms"
  case .microseconds: "us"
  case .nanoseconds: "ns"
  }
}

/// What is wrong with a format string, as `unknownDirective at 4: %ZZ`; `nil` where nothing is.
func problem(_ compile: () throws(FormatProblem) -> FormatDefinition) -> String? {
  do {
    _ = try compile()
    return nil
  } catch {
    return "\(error.code) at \(error.offset): \(error.excerpt)"
  }
}
