extension ByteWriter {
  /// Writes a table of counts, sorted, so that nothing tells what came first.
  mutating func write<Cell: CountCell>(_ table: CounterTable<Cell>) {
    var cells: [Cell] = []
    table.forEach { cells.append($0) }
    cells.sort { $0.key < $1.key }
    write(cells) { writer, cell in
      writer.write(cell.key)
      cell.write(to: &writer)
    }
  }
}

extension ByteReader {
  mutating func take<Cell: CountCell>(
    into table: inout CounterTable<Cell>, _ isNamed: (Cell.Key) -> Bool
  ) throws(DamagedBytes) {
    for _ in 0..<(try number(UInt32.self)) {
      let key = try number(Cell.Key.self)
      guard isNamed(key) else { throw DamagedBytes() }
      var cell = try Cell(taking: &self)
      cell.key = key
      guard cell.hits > 0, table.insert(cell) else { throw DamagedBytes() }
    }
  }
}

extension TrafficCell {
  func write(to writer: inout ByteWriter) {
    writer.write(hits)
    writer.write(pageViews)
    writer.write(visits)
    writer.write(bytes)
  }

  init(taking reader: inout ByteReader) throws(DamagedBytes) {
    self.init()
    hits = try reader.number()
    pageViews = try reader.number()
    visits = try reader.number()
    bytes = try reader.number()
    guard pageViews <= hits, visits <= hits, bytes >= 0 else { throw DamagedBytes() }
  }
}

extension PairCell {
  func write(to writer: inout ByteWriter) { writer.write(hits) }

  init(taking reader: inout ByteReader) throws(DamagedBytes) {
    self.init()
    hits = try reader.number()
  }
}
