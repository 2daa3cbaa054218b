internal import CountCatalogue
internal import Traffic

/// The statements that make the store in ClickHouse: tables, and views that look as those of a database.
///
/// They are understood by ClickHouse 18.16 and by those of today.
///
/// One table has all counts. So all rows of a unit are inserted as one part, which ClickHouse makes visible,
/// replicates and removes as a whole: nobody ever sees half an hour. `ver` is the number of the attempt; of each
/// unit, the newest one counts.
public struct StoreSchema {
  /// Raised with each change; `check` compares it.
  public static let version = 1

  /// The cluster's name; `nil` for one server.
  public var cluster: String?
  public var database: String
  /// 32 hexadecimal digits that tell the store from others; taken where it has none yet.
  let identifier: String

  public init(cluster: String?, database: String) {
    (self.cluster, self.database) = (cluster, database)
    identifier = Hexadecimal.random()
  }

  static let factColumns = [
    "day", "tbl", "site", "at", "tag", "k1", "k2", "k3", "name1", "name2", "name3", "source",
    "m1", "m2", "m3", "ver",
  ]
  /// What a table of counts is: the one of all sources, and the one in which a month is added up.
  static func facts(_ engine: String) -> String {
    """
    (
      day Date, tbl UInt8, site String, at UInt32, tag UInt64, k1 UInt32, k2 UInt32, k3 UInt32,
      name1 String, name2 String, name3 String, source UInt64, ver UInt64,
      m1 UInt64, m2 UInt64, m3 UInt64
    ) ENGINE = \(engine) PARTITION BY toYYYYMM(day)
    ORDER BY (tbl, site, at, tag, k1, k2, k3, name1, name2, name3, source, ver)
    """
  }
  static let pageColumns = ["tag", "source", "ver", "site", "path"]
  static let sketchColumns = ["day", "site", "tag", "source", "ver", "key", "bytes"]
  static let senderColumns = ["source", "ver", "nonce", "zone", "note"]

  public var statements: [String] {
    tables + everywhere + [register] + views
  }

  private var onCluster: String { cluster.map { " ON CLUSTER \($0)" } ?? "" }

  private func engine(_ table: String, _ version: String = "") -> String {
    guard cluster != nil else {
      return "ReplacingMergeTree(\(version))"
    }
    let parameters =
      ["'/clickhouse/tables/{shard}/\(database)/\(table)'", "'{replica}'"]
      + (version.isEmpty ? [] : [version])
    return "ReplicatedReplacingMergeTree(\(parameters.joined(separator: ", ")))"
  }

  private var tables: [String] {
    [
      """
      CREATE TABLE IF NOT EXISTS \(database).fact\(onCluster) \(StoreSchema.facts(engine("fact")))
      """,
      """
      CREATE TABLE IF NOT EXISTS \(database).page\(onCluster) (
        tag UInt64, source UInt64, ver UInt64, site String, path String
      ) ENGINE = \(engine("page", "ver")) ORDER BY (tag, source)
      """,
      """
      CREATE TABLE IF NOT EXISTS \(database).sketch\(onCluster) (
        day Date, site String, tag UInt64, source UInt64, ver UInt64, key UInt64, bytes String
      ) ENGINE = \(engine("sketch")) PARTITION BY day ORDER BY (site, tag, source, ver, key)
      """,
      """
      CREATE TABLE IF NOT EXISTS \(database).sender\(onCluster) (
        source UInt64, ver UInt64, nonce String, zone String, note String
      ) ENGINE = \(engine("sender", "ver")) ORDER BY (source, ver)
      """,
    ]
  }

  /// The same tables, of all shards.
  private var everywhere: [String] {
    guard let cluster else { return [] }
    return ["fact", "page", "sketch", "sender"].map {
      """
      CREATE TABLE IF NOT EXISTS \(database).all_\($0)\(onCluster) AS \(database).\($0)
      ENGINE = Distributed(\(cluster), \(database), \($0))
      """
    }
  }

  /// Says which store it is, and of which version; the first one to say so is believed.
  private var register: String {
    """
    INSERT INTO \(database).sender(source, ver, nonce, zone, note)
    SELECT 0, \(StoreSchema.version), '\(identifier)', '', toString(now())
    FROM system.one WHERE (SELECT count() FROM \(database).\(cluster == nil ? "" : "all_")sender WHERE source = 0 \
    AND ver = \(StoreSchema.version)) = 0
    """
  }

  private var views: [String] {
    let sources = StoreTables(prefix: "\(database).", isCluster: cluster != nil)
    return StoredTable.numbers.flatMap { entry in
      let (view, query) = (
        "\(database).\(entry.table.view)",
        StoreView(entry.table, number: entry.number, of: sources).query
      )
      // Put in its place at once: who reads meanwhile finds one or the other. What is left of a run that was stopped goes
      // first.
      return [
        "DROP TABLE IF EXISTS \(view)_new\(onCluster)",
        "DROP TABLE IF EXISTS \(view)_old\(onCluster)",
        "CREATE VIEW IF NOT EXISTS \(view)\(onCluster) AS\n\(query)",
        "CREATE VIEW \(view)_new\(onCluster) AS\n\(query)",
        "RENAME TABLE \(view) TO \(view)_old, \(view)_new TO \(view)\(onCluster)",
        "DROP TABLE IF EXISTS \(view)_old\(onCluster)",
      ]
    }
  }
}

/// The store's tables as those who read name them.
struct StoreTables {
  var prefix = ""
  var isCluster: Bool

  func name(_ table: String) -> String { prefix + (isCluster ? "all_" : "") + table }
  var fact: String { name("fact") }
  var page: String { name("page") }
  var sender: String { name("sender") }
  var sketch: String { name("sketch") }
  /// A source may have units on more than one shard: what is asked within a question is asked of all of them.
  var among: String { isCluster ? "GLOBAL IN" : "IN" }
  var join: String { isCluster ? "GLOBAL ANY LEFT JOIN" : "ANY LEFT JOIN" }

  /// The newest attempt of each unit of a kind.
  func units(of kind: UnitKind) -> String {
    """
    SELECT source, at, max(ver) FROM \(fact) WHERE tbl = \(StoredTable.unit) AND k1 = \(kind.rawValue) \
    GROUP BY source, at
    """
  }

  /// The names that pages have: one that any source gives, and has not taken back.
  var names: String {
    """
    SELECT tag, max(path) AS path FROM (SELECT tag, source, argMax(path, ver) AS path FROM \(page) \
    GROUP BY tag, source) AS named GROUP BY tag
    """
  }
}
