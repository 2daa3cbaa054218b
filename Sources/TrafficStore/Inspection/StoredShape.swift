/// How rows of a table or an index lie in the file, and what may stand in them.
public struct StoredShape: Hashable, Sendable {
  /// How a b-tree keeps its rows (SQLite, "Database File Format", section 2).
  public enum Form: Sendable {
    /// By row number, with the row beside it.
    case table
    /// By the row itself: an index, or a table without row numbers.
    case index
  }

  /// A column, in the order in which columns are stored.
  public struct Column: Hashable, Sendable {
    public var name: String
    public var content: StoredContent
    /// Whether the value is the row's number and nothing is stored in its place.
    public var isRowNumber = false
    /// Whether it may be without a value.
    public var isNullable = true

    public init(
      name: String, content: StoredContent, isRowNumber: Bool = false, isNullable: Bool = true
    ) {
      (self.name, self.content) = (name, content)
      (self.isRowNumber, self.isNullable) = (isRowNumber, isNullable)
    }
  }

  /// The table's name, which for an index is the table it belongs to.
  public var table: String
  /// The row of the table or index in `sqlite_schema`; 0 for that one itself.
  public var schemaRow: Int64
  public var form: Form
  /// The number of its first page.
  public var root: Int
  /// Whether this program made it; nothing is known of what stands in others.
  public var isKnown: Bool
  /// Whether it is a table, and not an index on one.
  public var isTable: Bool
  public var columns: [Column]

  public init(
    table: String, schemaRow: Int64, form: Form, root: Int, isKnown: Bool, isTable: Bool,
    columns: [Column]
  ) {
    (self.table, self.schemaRow, self.form, self.root) = (table, schemaRow, form, root)
    (self.isKnown, self.isTable, self.columns) = (isKnown, isTable, columns)
  }
}

/// What a column holds.
public enum StoredContent: Hashable, Sendable {
  /// A number between two others.
  case number(ClosedRange<Int64>)
  /// A number of a closed set.
  case member(Set<Int64>)
  /// An ``Hour``, and days since 1970.
  case hour, day
  /// Hour, page and device in one number.
  case pageHour
  /// A keyed hash of 64 bits, or a number that is as good as one.
  case tag
  /// A keyed hash of 16 bytes.
  case digest
  /// Hashes of four bytes, one after the other.
  case marks
  /// What was published, one number after the other.
  case packed(PackedContent)
  /// A text of a closed set.
  case name(Set<String>)
  /// A real number of a closed set.
  case real(Set<Double>)
  /// Two capital letters.
  case country
  /// Text that redaction has seen.
  case path, referrer, site, campaign
  /// Text that the operator typed.
  case annotation
  /// The name of a format.
  case format
  /// The name of a time zone.
  case timeZone
  /// Text of the schema.
  case schema(Set<String>)
  /// What only the server's file has.
  case account(AccountValue)
  /// Anything, of a column that is not known.
  case unknown
}

/// What was published, in the bytes of one value.
public enum PackedContent: Sendable {
  /// Sums of a time (``PackedParts``).
  case parts
  /// Days and windows of a month (``PackedDays``).
  case days
  /// Cells of a month (``PackedCells``).
  case cells

  /// Whether bytes can be such.
  public func mayBe(_ bytes: [UInt8]) -> Bool {
    switch self {
    case .parts: PackedParts.areParts(bytes)
    case .days: PackedDays.areDays(bytes)
    case .cells: PackedCells.areCells(bytes)
    }
  }
}
