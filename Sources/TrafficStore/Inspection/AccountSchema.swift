/// The file in which `sporlos-serve` keeps who may read: its tables, as the server makes them and the audit expects them.
public enum AccountSchema {
  /// "spls": no other program's database (SQLite, "Database File Format", section 1.3.14).
  public static let applicationID: Int64 = 0x7370_6C73

  /// A table, with what makes it; rows lie by its first columns.
  public struct Table: Hashable, Sendable {
    public var name: String
    public var columns: [StoredShape.Column]
    public var statement: String

    fileprivate init(
      _ name: String, _ columns: [(String, StoredContent)], _ definition: String
    ) {
      self.name = name
      self.columns = columns.map { .init(name: $0.0, content: $0.1, isNullable: false) }
      statement = "CREATE TABLE \(name) (\(definition)) STRICT, WITHOUT ROWID"
    }
  }

  /// Seconds of a session's end are of this many, so that the file does not tell when somebody signed in.
  public static let endStep: Int64 = 3600
  /// The longest that a session may have until its end is rounded up, in seconds.
  public static let sessionSeconds: Int64 = 12 * 3600

  public static let tables = [
    Table(
      "user",
      [
        ("name", .account(.name)), ("password", .account(.password)),
        ("role", .name(["admin", "viewer"])),
      ], "name TEXT PRIMARY KEY, password TEXT NOT NULL, role TEXT NOT NULL"),
    Table(
      "user_site", [("user", .account(.name)), ("site", .site)],
      "user TEXT NOT NULL REFERENCES user ON DELETE CASCADE, site TEXT NOT NULL, PRIMARY KEY (user, site)"
    ),
    Table(
      "session",
      [("token", .account(.token)), ("user", .account(.name)), ("ends", .account(.end))],
      "token TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES user ON DELETE CASCADE, ends INTEGER NOT NULL"
    ),
    Table(
      "token",
      [("token", .account(.token)), ("user", .account(.name)), ("label", .account(.label))],
      "token TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES user ON DELETE CASCADE, label TEXT NOT NULL"
    ),
    Table(
      "link",
      [
        ("token", .account(.token)), ("site", .site), ("label", .account(.label)),
        ("origins", .account(.origins)),
      ],
      "token TEXT PRIMARY KEY, site TEXT NOT NULL, label TEXT NOT NULL, origins TEXT NOT NULL DEFAULT ''"
    ),
  ]

  /// The table that a statement of `sqlite_schema` makes; `nil` for any other statement. Spaces are no difference:
  /// a column that was added later stands behind others than it would have.
  public static func table(madeBy statement: String) -> Table? {
    tables.first { joined($0.statement) == joined(statement) }
  }

  private static func joined(_ text: String) -> String { text.filter { !$0.isWhitespace } }
}

/// What a value of the server's file is.
public enum AccountValue: Hashable, Sendable {
  /// What somebody signs in with.
  case name
  /// An Argon2id hash of a password.
  case password
  /// A BLAKE2b hash of a token, link or session.
  case token
  /// What somebody calls a token or link.
  case label
  /// Origins of pages, with spaces between.
  case origins
  /// When a session ends, in seconds since 1970.
  case end
}
