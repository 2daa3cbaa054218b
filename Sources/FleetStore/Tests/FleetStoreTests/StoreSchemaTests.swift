import CountCatalogue
import Testing

@testable import FleetStore

@Suite("The statements that make a store")
struct StoreSchemaTests {
  @Test(
    "Each is one statement, whoever sends it",
    arguments: [nil, "stats"] as [String?])
  func single(cluster: String?) {
    let statements = StoreSchema(cluster: cluster, database: "web").statements
    #expect(statements.count > 30)
    for statement in statements {
      #expect(!statement.contains(";"), "\(statement)")
      #expect(!statement.isEmpty)
    }
  }

  @Test("Each table of counts has a view with the name and columns of a database's")
  func views() throws {
    let statements = StoreSchema(cluster: nil, database: "web").statements
    for table in CountTable.all {
      let made = statements.filter { $0.hasPrefix("CREATE VIEW web.\(table.view)_new AS\n") }
      #expect(made.count == 1, "\(table.view)")
      let view = try #require(made.first)
      for measure in table.measures { #expect(view.contains(" AS \(measure.column)"), "\(view)") }
      #expect(view.contains(table.grain == .hour ? " AS hour" : " AS day"))
      // A view is replaced at once, and a table never.
      let (name, new, old) = ("web.\(table.view)", "web.\(table.view)_new", "web.\(table.view)_old")
      #expect(statements.contains("RENAME TABLE \(name) TO \(old), \(new) TO \(name)"))
      #expect(!statements.contains("DROP TABLE IF EXISTS \(name)"))
    }
    #expect(!statements.contains { $0.contains("DROP") && $0.contains("fact") })
  }

  @Test("One server has plain tables, all in the database that was named")
  func oneServer() {
    let statements = StoreSchema(cluster: nil, database: "web").statements
    let text = statements.joined(separator: "\n")
    for word in ["ON CLUSTER", "Replicated", "Distributed", "GLOBAL", "all_fact"] {
      #expect(!text.contains(word), "\(word)")
    }
    for table in ["fact", "page", "sketch", "sender"] {
      #expect(text.contains("CREATE TABLE IF NOT EXISTS web.\(table) ("), "\(table)")
    }
  }

  @Test("On a cluster, tables are replicated by shard, and views read all shards")
  func cluster() {
    let statements = StoreSchema(cluster: "stats", database: "web").statements
    for statement in statements where !statement.hasPrefix("INSERT") {
      #expect(statement.contains(" ON CLUSTER stats"), "\(statement)")
    }
    let text = statements.joined(separator: "\n")
    for table in ["fact", "page", "sketch", "sender"] {
      #expect(text.contains("'/clickhouse/tables/{shard}/web/\(table)', '{replica}'"), "\(table)")
      #expect(text.contains("ENGINE = Distributed(stats, web, \(table))"), "\(table)")
    }
    for statement in statements where statement.hasPrefix("CREATE VIEW") {
      #expect(statement.contains("FROM web.all_fact"), "\(statement)")
      #expect(!statement.contains("FROM web.fact"), "\(statement)")
      // A source may have units on more than one shard.
      #expect(statement.contains(" GLOBAL IN ("), "\(statement)")
    }
  }

  @Test("Both sides of a join have aliases, without which ClickHouse of today takes none")
  func aliases() {
    for cluster in [nil, "stats"] {
      let views = StoreSchema(cluster: cluster, database: "web").statements.filter {
        $0.contains(" JOIN ") && $0.contains("_new")
      }
      #expect(views.count == CountTable.all.filter { $0.has(.page) }.count)
      for view in views {
        #expect(view.contains("\n) AS counted "), "\(view)")
        #expect(view.contains(") AS names USING tag"), "\(view)")
      }
    }
  }

  @Test("Each store is told from others by a number of its own")
  func identifier() {
    let identifiers = (0..<20).map { _ in StoreSchema(cluster: nil, database: "web").identifier }
    #expect(Set(identifiers).count == 20)
    for identifier in identifiers {
      #expect(identifier.wholeMatch(of: /[0-9a-f]{32}/) != nil, "\(identifier)")
    }
  }
}
