extension PieceList {
  /// Makes one value of two that belong together: an address and its port, a path and its query,
  /// seconds and their fraction.
  mutating func mergeHAProxy(_ field: FormatField, _ variable: String) -> Bool {
    switch variable {
    case "cp":
      merge([UInt8(ascii: ":")]) { $0.meaning == .client ? $0.withPort(field) : nil }
    case "HQ":
      merge([]) { before in
        before.name.hasSuffix("HP") || before.name.hasSuffix("HPO")
          ? before.joined("", field) : nil
      }
    case "ms":
      merge([UInt8(ascii: ".")]) { $0.notation == .epoch(.seconds) ? $0.joined(".", field) : nil }
        || merge([]) { before in
          guard before.notation == .epoch(.seconds) else { return nil }
          var joined = before.joined("", field)
          joined.notation = .epoch(.milliseconds)
          return joined
        }
    default: false
    }
  }
}
