internal import CScan

/// A log format, compiled to one step a field: how far it reaches and what stands behind it.
///
/// Formats are data, so a server's own format string can become a plan of the same kind; the one
/// loop that walks a plan over a line is ``FieldCutter``'s.
struct FormatPlan: Sendable {
  /// The name that `--format` takes and reports show.
  let name: String
  let steps: [Step]
  /// Whether a line may go on behind the last step, after a space.
  let allowsMore: Bool

  /// One field and the bytes that end it.
  struct Step: Sendable {
    let field: Field
    let extent: Extent
    /// The same as the loop in C has it, with the bytes that end the field.
    let scanned: scan_step

    /// - Parameter ending: The bytes that follow the field, 1 to 8 of them; none for a field that
    ///   takes the rest of the line.
    init(_ field: Field, _ extent: Extent = .word, ending: StaticString) {
      precondition(ending.utf8CodeUnitCount <= 8, "a literal is one word")
      self.field = field
      self.extent = ending.utf8CodeUnitCount == 0 ? .rest : extent
      var word: UInt64 = 0
      var mask: UInt64 = 0
      ending.withUTF8Buffer { bytes in
        for index in bytes.indices {
          let byte = unsafe bytes[index]
          word |= UInt64(byte) << UInt64(8 * index)
          mask |= 0xff << UInt64(8 * index)
        }
      }
      scanned = scan_step(
        literal: word.littleEndian, mask: mask.littleEndian,
        count: UInt8(ending.utf8CodeUnitCount), terminator: UInt8(truncatingIfNeeded: word),
        extent: self.extent.rawValue, field: UInt8(field.rawValue))
    }

    /// The bytes behind the field.
    var literal: [UInt8] {
      (0..<scanned.count).map {
        UInt8(truncatingIfNeeded: scanned.literal.littleEndian >> UInt64(8 * $0))
      }
    }
  }

  /// How the end of a field is found.
  enum Extent: UInt8, Sendable {
    /// At the first terminator; what follows must be the literal.
    case word
    /// The same of what identd said; a remote user and a time follow.
    case beforeUser
    /// Before the bracket of the time that follows: Apache and nginx write a remote user's spaces
    /// and brackets as they are.
    case beforeTime
    /// At the first quote that no backslash escapes (Apache: mod_log_config, "Format Notes").
    case quoted
    /// At the end of the line.
    case rest
  }
}
