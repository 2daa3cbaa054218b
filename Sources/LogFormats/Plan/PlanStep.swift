/// One step of a plan: how far a value reaches, and which bytes stand behind it.
public struct PlanStep: Hashable, Sendable {
  /// What the value means.
  public var meaning: FieldMeaning
  public var extent: PlanExtent
  /// The bytes behind the value, eight at most; more are the endings of empty steps behind it.
  public var ending: [UInt8]
  /// How many bytes the value has, for ``PlanExtent/fixed``.
  public var length: UInt8 = 0
  /// Whether blanks may stand before the value.
  public var isPadded = false
  /// Whether the ending belongs to the next value.
  public var keepsEnding = false
  /// The byte that the value begins with, if it is not left out together with its ending.
  public var optionalPrefix: UInt8 = 0
  /// How many of the steps behind it are left out together with it.
  public var skips: UInt8 = 0
  /// Whether a backslash takes the next byte with it, for ``PlanExtent/maybeQuoted``.
  public var hasBackslashes = false
  /// Whether the value is addresses, or nothing, so that it can be told from a text before it.
  public var isOfAddresses = false
  /// Which of the plan's values it is; `nil` for a step of bytes only.
  public var field: Int?

  public init(_ meaning: FieldMeaning, _ extent: PlanExtent, ending: [UInt8], field: Int? = nil) {
    self.meaning = meaning
    self.extent = extent
    self.ending = ending
    self.field = field
  }

  /// Whether the loop must be able to go back for it.
  var needsSearch: Bool {
    switch extent {
    case .text, .doubled, .maybeQuoted: true
    default: isPadded || keepsEnding || optionalPrefix != 0
    }
  }
}

/// How the end of a value is found. Raw values are those of the loop in C.
public enum PlanExtent: UInt8, Hashable, Sendable {
  /// At the first byte of the ending; what follows must be the ending.
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
  /// Behind a number of bytes.
  case fixed
  /// Like a word, but the items of a list go on behind `,` and `:` and a blank.
  case list
  /// At the first blank, or the end of the line.
  case last
  /// Wherever the ending stands, if the rest of the line fits then.
  case text
  /// At the first quote that is not written twice.
  case doubled
  /// A word, or anything in quotes if it begins with one.
  case maybeQuoted
}
