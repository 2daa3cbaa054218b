internal import Traffic
internal import TrafficStore

/// The tables of a file of `sporlos-serve`, as its schema tells them: read without SQLite, which would take locks
/// that the server waits for.
struct AccountTables {
  private(set) var shapes: [StoredShape] = []
  /// Rows of the schema that are not the server's, with what they make.
  private(set) var strangers: [(row: Int64, type: String)] = []
  /// How many of the server's own tables are not there.
  private(set) var missing = 0

  /// - Complexity: O(*n*) in the pages of the schema.
  init(_ image: DatabaseImage) {
    var found: Set<String> = []
    for object in AccountTables.objects(in: image) {
      let table = AccountSchema.table(madeBy: object.statement)
      let isKnown = object.type == "table" && table?.name == object.name
      if isKnown, let table {
        found.insert(table.name)
      } else {
        strangers.append(
          (object.row, AccountTables.types.first { $0 == object.type } ?? "object"))
      }
      guard object.root > 1, image.has(object.root) else { continue }
      var bytes: [UInt8] = []
      image.read(object.root, into: &bytes)
      let isTable = bytes.first.flatMap(TreePage.Kind.init(rawValue:))?.isTable ?? false
      shapes.append(
        StoredShape(
          table: isKnown ? object.name : "", schemaRow: object.row,
          form: isTable ? .table : .index, root: object.root, isKnown: isKnown,
          isTable: object.type == "table", columns: isKnown ? table?.columns ?? [] : []))
    }
    missing = AccountSchema.tables.count { !found.contains($0.name) }
    shapes.append(AccountTables.schema)
  }

  private static let types = ["table", "index", "view", "trigger"]

  private struct Object {
    var row: Int64
    var type = ""
    var name = ""
    var root = 0
    var statement = ""
  }

  /// The rows of `sqlite_schema`, of which those that go on on other pages are read as far as they are on their own.
  private static func objects(in image: DatabaseImage) -> [Object] {
    var objects: [Object] = []
    var pages = [1]
    var seen: Set<Int> = []
    var (bytes, record): ([UInt8], StoredRecord) = ([], StoredRecord())
    while let page = pages.popLast() {
      guard image.has(page), seen.insert(page).inserted else { continue }
      image.read(page, into: &bytes)
      guard let tree = TreePage(bytes, usable: image.usable, isFirst: page == 1) else { continue }
      if let right = tree.rightChild { pages.append(right) }
      for cell in tree.cells {
        if let child = cell.child { pages.append(child) }
        guard tree.kind == .tableLeaf else { continue }
        var object = Object(row: cell.rowNumber ?? 0)
        if cell.overflow == nil, record.read(bytes, cell.local), record.values.count == 5 {
          object.type = text(record.values[0], bytes)
          object.name = text(record.values[1], bytes)
          if case .integer(let root) = record.values[3] { object.root = Int(clamping: root) }
          object.statement = text(record.values[4], bytes)
        }
        objects.append(object)
      }
    }
    return objects
  }

  private static func text(_ value: StoredRecord.Value, _ bytes: [UInt8]) -> String {
    guard case .text(let range) = value else { return "" }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// `sqlite_schema` itself; statements that are not the server's are searched for what they look like.
  private static let schema: StoredShape = {
    let names = StoredContent.schema(Set(["table"] + AccountSchema.tables.map(\.name)))
    return StoredShape(
      table: "sqlite_schema", schemaRow: 0, form: .table, root: 1, isKnown: true, isTable: true,
      columns: [
        .init(name: "type", content: names), .init(name: "name", content: names),
        .init(name: "tbl_name", content: names),
        .init(name: "rootpage", content: .number(0...Int64(UInt32.max))),
        .init(name: "sql", content: .schema(Set(AccountSchema.tables.map(\.statement)))),
      ])
  }()
}
