public import Traffic

/// What a question to a database came to: tables of counts, ready to be shown in any form.
///
/// A report holds exact numbers and plain names; each rendering makes them harmless for where
/// they go.
public struct Report: Hashable, Sendable {
  /// What it is called in JSON.
  public var name: String
  /// Its heading in text.
  public var title: String
  /// The name of the site that was asked for; `nil` for all of them.
  public var site: String?
  /// The hours it covers, both ends included; `nil` where it is not about hours.
  public var period: ClosedRange<Hour>?
  /// The hours that it is compared with; `nil` where it is with none.
  public var earlier: ClosedRange<Hour>?
  /// What its rows are added up from, where that is published: whole days, weeks or months.
  public var grains: [Step]
  /// The name of the time zone whose hours and days these are.
  public var timeZone: String
  public var tables: [Table]
  /// The least that its rows count that have names of their own; `nil` where all have.
  public var threshold: Int64?
  /// Whole sentences on what the numbers mean and leave out.
  public var notes: [String]
  /// What somebody wrote on its days, in their order; of a series in time only.
  public var annotations: [Annotation] = []
  /// The last days that rows are known of, where the period has none; `nil` where it has some.
  public internal(set) var lastKnown: ClosedRange<Day>?
  /// Notes that name an option of the command line, and how they read where there is none.
  private var withoutOptions: [String: String] = [:]
  /// The language of its words.
  public internal(set) var language = Language.english
  /// What programs know the notes by, one for each, where they have such names.
  public private(set) var noteCodes: [String] = []

  public init(
    name: String, title: String, site: String? = nil, period: ClosedRange<Hour>? = nil,
    timeZone: String = "UTC", tables: [Table], threshold: Int64? = nil, notes: [String] = []
  ) {
    self.name = name
    self.title = title
    self.site = site
    self.period = period
    self.timeZone = timeZone
    self.tables = tables
    self.threshold = threshold
    self.notes = notes
    grains = []
  }

  /// The answer to a question that a report answers.
  public init(
    kind: ReportKind, site: String? = nil, period: ClosedRange<Hour>? = nil,
    timeZone: String = "UTC", tables: [Table], threshold: Int64? = nil, notes: [String] = []
  ) {
    self.init(
      name: kind.rawValue, title: kind.title, site: site, period: period,
      timeZone: timeZone, tables: tables, threshold: threshold, notes: notes)
  }

  /// The answer, with what is to be said of it.
  init(
    kind: ReportKind, site: String? = nil, period: ClosedRange<Hour>? = nil,
    timeZone: String = "UTC", tables: [Table], threshold: Int64? = nil, notes: [Note],
    in language: Language
  ) {
    self.init(
      kind: kind, site: site, period: period, timeZone: timeZone, tables: tables,
      threshold: threshold)
    for note in notes { add(note, in: language) }
  }

  /// Adds something that is to be said.
  mutating func add(_ note: Note, in language: Language) {
    let sentence = note.sentence(in: language)
    notes.append(sentence)
    noteCodes.append(note.code)
    withoutOptions[sentence] = note.withoutOptions?.sentence(in: language)
    if case .noWholeWindow(let last) = note { lastKnown = last }
  }

  /// Rows of the same columns.
  public struct Table: Hashable, Sendable {
    /// The name in CSV and JSON.
    public var name: String
    public var columns: [Column]
    public var rows: [[Cell]]
    /// What the rows add up to, those left out included; a cell for each column.
    public var totals: [Cell]?
    /// How many further rows there are.
    public var rowsLeftOut: Int
    public var shape: Shape
    /// What the rows of each value of the first column add up to, those left out included: text
    /// shows the rows beneath these, by the name in the second column.
    public var groups: [[Cell]]
    /// What the period that it is compared with had, for each of the rows and for the totals: a cell for each column,
    /// ``Cell/none`` where that is not known. `nil` where nothing is compared.
    public var earlier: Earlier?

    /// The numbers of another period.
    public struct Earlier: Hashable, Sendable {
      public var rows: [[Cell]]
      public var totals: [Cell]?
      /// For each of the groups.
      public var groups: [[Cell]]

      public init(rows: [[Cell]], totals: [Cell]? = nil, groups: [[Cell]] = []) {
        self.rows = rows
        self.totals = totals
        self.groups = groups
      }
    }

    public init(
      name: String, columns: [Column], rows: [[Cell]], totals: [Cell]? = nil,
      rowsLeftOut: Int = 0, shape: Shape = .rows, groups: [[Cell]] = []
    ) {
      self.name = name
      self.columns = columns
      self.rows = rows
      self.totals = totals
      self.rowsLeftOut = rowsLeftOut
      self.shape = shape
      self.groups = groups
    }
  }

  /// How a table is best shown as text; CSV and JSON have rows in any case.
  public enum Shape: Hashable, Sendable {
    /// A line for each row.
    case rows
    /// A line for each column of the only row.
    case facts
    /// One line with a mark for each row, for a series in time.
    case sparkline
    /// One line with the name and the share of each row.
    case line
    /// A line for each weekday with a mark for each hour.
    ///
    /// - Parameter hours: What hours of the week each row is of, 0 for the first one of Monday.
    case week(hours: [ClosedRange<Int>])
  }

  /// A column of a table.
  public struct Column: Hashable, Sendable {
    /// The name in CSV and JSON: lower case, words joined by `_`.
    public var name: String
    /// The heading in text.
    public var title: String
    public var kind: Kind
    /// Whether text shows a bar for each number of this column.
    public var hasBar: Bool

    public init(_ name: String, _ title: String, _ kind: Kind, hasBar: Bool = false) {
      self.name = name
      self.title = title
      self.kind = kind
      self.hasBar = hasBar
    }

    /// What a column holds.
    public enum Kind: String, Hashable, Sendable {
      case text
      /// A number of things.
      case count
      /// A number of bytes.
      case bytes
      /// A part of the whole, from 0 to 1.
      case share
      /// By which part something is more than before, or less; no column of a report, but of a form of it.
      case change
      /// A time that something took.
      case milliseconds
      /// An hour or a day, as ISO 8601 writes it.
      case time
    }
  }

  /// One value.
  public enum Cell: Hashable, Sendable {
    case text(String)
    case number(Int64)
    case share(Double)
    case milliseconds(Double)
    /// No value, such as the name in a row of totals.
    case none

    /// The number of a count or a size; 0 for anything else.
    var number: Int64 {
      if case .number(let number) = self { return number }
      return 0
    }

    /// The part of the whole; 0 for anything else.
    var share: Double {
      if case .share(let share) = self { return share }
      return 0
    }

    /// The part a number is of a whole; of nothing, none.
    static func share(of part: Int64, in whole: Int64) -> Cell {
      .share(whole > 0 ? Double(part) / Double(whole) : 0)
    }
  }
}

extension Report {
  /// The report without columns of changes in which nothing is known: a note says why. Programs get them all the same.
  ///
  /// - Complexity: O(*n*) in the rows.
  public var forPeople: Report {
    var report = self
    for index in tables.indices where tables[index].earlier?.isUnknown ?? false {
      report.tables[index].earlier = nil
    }
    return report
  }
}

extension Report {
  /// The report as people have it in a browser, where there is no command line to give options on.
  ///
  /// - Complexity: O(*n*) in the rows.
  public var forPages: Report {
    var report = forPeople
    report.notes = notes.map { withoutOptions[$0] ?? $0 }
    return report
  }
}

extension Report.Table.Earlier {
  fileprivate var isUnknown: Bool {
    (rows + groups + (totals.map { [$0] } ?? [])).allSatisfy { row in
      row.allSatisfy { $0 == .none }
    }
  }
}

extension Report.Table {
  /// Whether a count is not known in some row.
  var holdsBack: Bool {
    columns.indices.contains { column in
      [.count, .bytes].contains(columns[column].kind) && rows.contains { $0[column] == .none }
    }
  }
}
