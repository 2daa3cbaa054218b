/// Formats that a vendor's manual describes and nobody can change, written as their manual has them.
enum FixedLine {
  /// A format of lines: names between `<` and `>`, and the bytes between them.
  ///
  /// - Parameter fields: What the values with a meaning are; the others are ignored.
  static func line(
    _ name: String, _ template: String, allowsMore: Bool = true, targetNamesHost: Bool = false,
    _ fields: [String: FormatField]
  ) -> FormatDefinition {
    var pieces: [FormatPiece] = []
    var rest = template[...]
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      if open > rest.startIndex { pieces.append(.literal(String(rest[..<open]))) }
      let value = String(rest[rest.index(after: open)..<close])
      pieces.append(.field(fields[value] ?? FormatField(.ignored, name: value)))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.literal(String(rest))) }
    return FormatDefinition(
      name: name, shape: .line(pieces), allowsMore: allowsMore, targetNamesHost: targetNamesHost
    ).withDurationsSettled()
  }

  /// A format of values with one byte between them, perhaps in quotes.
  static func separated(
    _ name: String, by separator: UInt8, _ names: String, allowsMore: Bool = true,
    targetNamesHost: Bool = false, _ fields: [String: FormatField]
  ) -> FormatDefinition {
    FormatDefinition(
      name: name,
      shape: .separated(
        separator,
        names.split(separator: " ").map {
          fields[String($0)] ?? FormatField(.ignored, name: String($0))
        }), allowsMore: allowsMore, targetNamesHost: targetNamesHost
    ).withDurationsSettled()
  }

  /// A format of objects: keys from the outermost to the value, with `>` between them.
  static func json(
    _ name: String, targetNamesHost: Bool = false, encoding: FieldEncoding = .json,
    _ fields: [FormatField]
  ) -> FormatDefinition {
    FormatDefinition(
      name: name,
      shape: .json(
        fields.map { field in
          var field = field
          if field.encoding == .none { field.encoding = encoding }
          return FormatKey(field.name.split(separator: ">").map(String.init), field)
        }), targetNamesHost: targetNamesHost
    ).withDurationsSettled()
  }
}
