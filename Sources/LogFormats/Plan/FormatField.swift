/// One value of a log line: what it means, how it is written, and what its server calls it.
public struct FormatField: Hashable, Sendable {
  public var meaning: FieldMeaning
  public var notation: FieldNotation
  public var encoding: FieldEncoding
  public var extent: FieldExtent
  /// What the server calls it, as written: `$remote_addr`, `%h`, `%{Referer}i`, `cs-uri-stem`,
  /// `request.headers.Referer`.
  public var name: String
  /// Which of several values of one meaning counts: the lowest. Those of the same rank add up where
  /// they are durations; else the first counts.
  public var rank: Int
  /// Whether the value is an address that may be a client's: `--client-address` can name it.
  public var mayBeClient: Bool
  /// Whether blanks may stand before the value, which is padded to a width (Squid's `%6tr`).
  public var isPadded: Bool
  /// Whether the server leaves the value out together with the bytes behind it when there is
  /// nothing to say: HAProxy's captured headers, `{…} `. The value begins with this byte.
  public var optionalPrefix: UInt8?
  /// How many values, with what stands between them, are there or left out together: this one and
  /// those behind it.
  public var optionalFields = 1
  /// For a header or variable whose name says what it may be asked for by.
  public init(
    _ meaning: FieldMeaning, _ notation: FieldNotation = .plain,
    encoding: FieldEncoding = .none, extent: FieldExtent = .word, name: String, rank: Int = 0,
    mayBeClient: Bool = false, isPadded: Bool = false, optionalPrefix: UInt8? = nil
  ) {
    self.meaning = meaning
    self.notation = notation
    self.encoding = encoding
    self.extent = extent
    self.name = name
    self.rank = rank
    self.mayBeClient = mayBeClient
    self.isPadded = isPadded
    self.optionalPrefix = optionalPrefix
  }
}

/// A piece of a format of lines: bytes that stand in each line, or a value.
public enum FormatPiece: Hashable, Sendable {
  case literal([UInt8])
  case field(FormatField)

  public static func literal(_ text: String) -> FormatPiece { .literal(Array(text.utf8)) }
}

/// A key of a format of objects, with its value.
public struct FormatKey: Hashable, Sendable {
  /// The keys from the outermost object to the value, as `["request", "headers", "User-Agent"]`.
  public var path: [String]
  public var field: FormatField

  public init(_ path: [String], _ field: FormatField) {
    self.path = path
    self.field = field
  }
}
