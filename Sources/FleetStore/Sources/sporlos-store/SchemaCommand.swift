import ArgumentParser
import FleetStore

/// `sporlos-store schema`.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print or make the tables and views of a store.",
    discussion: """
      Examples:
        sporlos-store schema http://127.0.0.1:8123/sporlos
        sporlos-store schema http://127.0.0.1:8123/sporlos --apply
        sporlos-store schema http://ch1:8123/sporlos --cluster stats --apply

      Prints the statements, each with a semicolon at its end. With --apply it sends them to the store \
      instead. The database must exist: make it with CREATE DATABASE. Existing tables stay as they are, \
      and views are replaced. Run it again after an upgrade of sporlos-store.

      With --cluster, each shard has replicated tables, and all shards are read together. This needs \
      ZooKeeper, and the macros {shard} and {replica} on each server.

      Tested with the server ClickHouse 18.16. Of newer releases, only the statements were tried, in 26.9.

      Exit codes: 0 it is done, 1 the store refused, 2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The store; its path is the database.", valueName: "url"))
  var url: String

  @Option(
    help: ArgumentHelp(
      "The cluster's name in the store's remote_servers (default: one server).", valueName: "name"))
  var cluster: String?

  @Flag(help: "Send the statements to the store.")
  var apply = false

  func validate() throws {
    if let cluster, !StoreAddress.isName(cluster) {
      throw ValidationError(
        "\"\(cluster)\" is not the name of a cluster: use letters, digits and _")
    }
  }

  func run() throws {
    let address = try StoreAddress(url)
    let schema = StoreSchema(cluster: cluster, database: address.database)
    guard apply else {
      for statement in schema.statements { print(statement + ";\n") }
      return
    }
    let connection = try StoreConnection(address)
    for statement in schema.statements { try connection.ask(statement) }
  }
}
