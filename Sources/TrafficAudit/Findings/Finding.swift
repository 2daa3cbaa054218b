public import Traffic

/// Something that is at rest and should not be: what kind of thing, and where, never what it says.
public struct Finding: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// A person's data, by its shape.
    case personal(PersonalShape)
    /// A value of a given log that is personal: the name of its field.
    case ofLog(String)
    /// Text that redaction would not have left as it is.
    case unredacted
    /// A value that a column cannot hold: of another type, or outside what it counts.
    case value
    /// Text or a small number where a keyed hash belongs, which has neither.
    case notRandom
    /// Something else where only the hash of a password, token or session belongs.
    case plainSecret
    /// Bytes where only numbers and texts belong.
    case blob
    /// A table, index, view or trigger that this program did not make.
    case stranger
    /// Something this program made is gone or was changed.
    case changedSchema
    /// Bytes that were deleted and not overwritten, or that nothing accounts for.
    case residue
    /// States of the database one after the other, from whose difference single requests follow.
    case singleRequests
    /// A deleted text in a copy of its row.
    case deletedText
    /// Sums of two tables differ, so that a number is no count.
    case disagreement
    /// Rows that point nowhere.
    case dangling
    /// Rows older than they may be.
    case overdue
    /// Pages without a name that are older than a month.
    case overduePage
    /// A file or folder that others may read or write.
    case mode
    /// A file or folder of another owner than the database's.
    case owner
    /// The key or the counts of a day that is over.
    case overdueKey
    /// A key without counts, or counts without a key.
    case halfDay
    /// A file that a crash or somebody else left.
    case leftover
    /// A copy of the database, from which nothing is pruned.
    case copy
    /// Another name of the same file.
    case otherName
    /// An attribute of a file, which this program sets none of.
    case attribute
    /// A file that this program does not know.
    case unknownFile
    /// Bytes that this program does not write into a file of its own.
    case foreignBytes
    /// Something that cannot be read at all, so that nobody knows what is there.
    case unreadable
    /// The state of another database.
    case otherState
    /// Counts of a time that is yet to come.
    case future
    /// Something that cannot be read as what it should be.
    case damaged
    /// Rows of a file for others that the database has not published.
    case unpublished
  }

  /// Where something is.
  public struct Place: Hashable, Comparable, Sendable {
    /// The file or folder.
    public var file: String
    /// The table, by its name if that is one of this program's own; the column; the row's number.
    public var table: String?
    public var column: String?
    public var row: Int64?
    /// The page of the database, and the byte on it; or the byte of the file.
    public var page: Int?
    public var offset: Int64?
    /// What the place is, where it is none of a table: `a free page`.
    public var part: String?
    /// Whether it is in the file of `sporlos-serve`, which is made anew in another way.
    public var isOfServer = false

    public init(
      _ file: String, table: String? = nil, column: String? = nil, row: Int64? = nil,
      page: Int? = nil, offset: Int64? = nil, part: String? = nil
    ) {
      (self.file, self.table, self.column, self.row) = (file, table, column, row)
      (self.page, self.offset, self.part) = (page, offset, part)
    }

    public static func < (left: Place, right: Place) -> Bool {
      (left.file, left.page ?? 0, left.offset ?? 0) < (
        right.file, right.page ?? 0, right.offset ?? 0
      )
    }
  }

  public var kind: Kind
  /// The first places, a few of them.
  public var places: [Place]
  /// How many there are.
  public var count: Int
}

/// What was found, a few places of each kind in each table, so that memory stays bounded.
public struct FindingList: Sendable {
  private struct Group: Hashable {
    var kind: Finding.Kind
    var file: String
    var table: String?
    var column: String?
    var part: String?
  }

  private var groups: [Group: Finding] = [:]
  private var order: [Group] = []

  /// Places that are named of each group.
  static let maxPlaces = 5
  /// Groups that are told apart.
  private static let maxGroups = 1000

  public init() {}

  public var isEmpty: Bool { order.isEmpty }

  /// All findings, in the order they were made.
  public var all: [Finding] { order.compactMap { groups[$0] } }

  public mutating func add(_ kind: Finding.Kind, _ place: Finding.Place, count: Int = 1) {
    let group = Group(
      kind: kind, file: place.file, table: place.table, column: place.column, part: place.part)
    if groups[group] == nil {
      guard order.count < FindingList.maxGroups else { return }
      order.append(group)
      groups[group] = Finding(kind: kind, places: [], count: 0)
    }
    groups[group]?.count += count
    if groups[group]!.places.count < FindingList.maxPlaces { groups[group]?.places.append(place) }
  }

  public mutating func add(_ other: FindingList, isOfServer: Bool = false) {
    for finding in other.all {
      for (index, place) in finding.places.enumerated() {
        var place = place
        if isOfServer { place.isOfServer = true }
        add(finding.kind, place, count: index == 0 ? finding.count - finding.places.count + 1 : 1)
      }
    }
  }
}
