import TrafficStore

extension DatabaseScan {
  /// Reads a tree from its root, page after page.
  func walk(_ index: Int) {
    let shape = shapes[index]
    var pages = [shape.root]
    var bytes: [UInt8] = []
    var seen: Int64 = 0
    while let page = pages.popLast() {
      guard image.has(page), owners[page] == 0 else {
        findings.add(.damaged, place(page, 0))
        continue
      }
      owners[page] = UInt16(index + 1)
      image.read(page, into: &bytes)
      bytesRead += Int64(bytes.count)
      guard let tree = TreePage(bytes, usable: image.usable, isFirst: page == 1),
        tree.kind.isTable == (shape.form == .table)
      else {
        findings.add(.damaged, place(page, 0))
        search(bytes[...], at: place(page, 0))
        continue
      }
      if let right = tree.rightChild { pages.append(right) }
      for cell in tree.cells.reversed() {
        if let child = cell.child { pages.append(child) }
        guard tree.kind != .tableInterior else { continue }
        seen += 1
        readRow(of: cell, in: bytes, page: page, shape)
      }
      readUnused(of: tree, in: bytes, shape) { self.place(page, $0) }
    }
    if shape.isTable { rows[shape.schemaRow] = seen }
  }

  private func readRow(of cell: TreePage.Cell, in bytes: [UInt8], page: Int, _ shape: StoredShape) {
    guard let overflow = cell.overflow else {
      guard record.read(bytes, cell.local) else {
        findings.add(.damaged, place(page, cell.range.lowerBound))
        search(bytes[cell.range], at: place(page, cell.range.lowerBound))
        return
      }
      check(bytes, from: cell.range.lowerBound, rowNumber: cell.rowNumber, shape) {
        self.place(page, $0)
      }
      return
    }
    guard let whole = payload(of: cell, in: bytes, from: overflow),
      record.read(whole, 0..<whole.count)
    else {
      findings.add(.damaged, place(page, cell.range.lowerBound))
      search(bytes[cell.range], at: place(page, cell.range.lowerBound))
      return
    }
    // Places of what is on further pages are those of the row.
    check(whole, from: 0, rowNumber: cell.rowNumber, shape) { _ in
      self.place(page, cell.range.lowerBound)
    }
  }

  /// The most of a row that is read at once; no row of this program's own is longer than a page.
  private static let longestRow = 16 << 20

  /// The payload of a row that goes on on other pages; `nil` where they do not follow each other.
  private func payload(of cell: TreePage.Cell, in bytes: [UInt8], from first: Int) -> [UInt8]? {
    guard cell.payload <= DatabaseScan.longestRow else { return nil }
    var whole = Array(bytes[cell.local])
    var next = first
    var page: [UInt8] = []
    while whole.count < cell.payload {
      guard image.has(next), owners[next] == 0 else { return nil }
      owners[next] = DatabaseScan.ofList
      image.read(next, into: &page)
      bytesRead += Int64(page.count)
      guard page.count == image.pageSize else { return nil }
      let part = min(cell.payload - whole.count, image.usable - 4)
      whole.append(contentsOf: page[4..<(4 + part)])
      let number = next
      expectZero(page, (4 + part)..<page.count) {
        self.place(number, $0, part: "behind the end of a row")
      }
      next = page.bigEndian(4, at: 0)
    }
    return whole
  }

  /// Holds a row against what its columns may hold.
  func check(
    _ bytes: [UInt8], from start: Int, rowNumber: Int64?, _ shape: StoredShape,
    isCopy: Bool = false, isPending: Bool = false, at place: (Int) -> Finding.Place
  ) {
    if record.values.count > shape.columns.count, shape.isKnown {
      findings.add(.value, named(place(start), shape, nil, rowNumber))
    }
    if let rowNumber, let column = shape.columns.first(where: \.isRowNumber) {
      for fault in rules.faults(of: rowNumber, in: column.content) {
        findings.add(fault, named(place(start), shape, column, rowNumber))
      }
    }
    for (index, value) in record.values.enumerated() {
      let column = index < shape.columns.count ? shape.columns[index] : nil
      let content = column?.content ?? .unknown
      switch value {
      case .null: break
      case .integer(let number):
        for fault in rules.faults(of: number, in: content) {
          findings.add(fault, named(place(start), shape, column, rowNumber))
        }
      case .real(let number):
        if case .real(let members) = content, members.contains(number) { break }
        findings.add(.value, named(place(start), shape, column, rowNumber))
      case .blob(let range):
        let here = named(place(range.lowerBound), shape, column, rowNumber)
        if content == .digest, range.count == 16 {
          expectHash(bytes[range], here)
          // Only a log can tell whether these are the bytes of an address.
          show(bytes[range], here, .kept)
          break
        }
        // Four bytes of a hash are those of some address now and then: nothing can be told of them.
        if content == .marks, RowRules.mayBeMarks(range) {
          expectHash(bytes[range], here)
          break
        }
        if case .packed(let packed) = content, packed.mayBe(Array(bytes[range])) { break }
        findings.add(.blob, here)
        search(bytes[range], at: here)
      case .text(let range):
        checkText(
          Array(bytes[range]), in: content, isCopy: isCopy, isPending: isPending,
          at: named(place(range.lowerBound), shape, column, rowNumber))
      }
    }
  }

  /// Bytes that have to be keyed hashes.
  private func expectHash(_ bytes: ArraySlice<UInt8>, _ place: Finding.Place) {
    guard !HashShape.mayBeHash(bytes) else { return }
    findings.add(.notRandom, place)
    for shape in rules.detector.shapes(inBytes: bytes).sorted() {
      findings.add(.personal(shape), place)
    }
  }

  private func checkText(
    _ stored: [UInt8], in content: StoredContent, isCopy: Bool, isPending: Bool,
    at place: Finding.Place
  ) {
    let text = image.encoding == .utf8 ? stored : utf8(stored)
    let faults = rules.faults(of: text, in: content)
    for fault in faults { findings.add(fault, place) }
    switch content {
    case .path, .referrer, .site, .campaign, .annotation:
      show(text[...], place, faults.isEmpty ? .kept : .unknown)
      var hasher = Hasher()
      unsafe text.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
      if !isCopy {
        liveTexts.append(hasher.finalize())
      } else if !isPending, copiedTexts.count < DatabaseScan.maxCopiedTexts {
        copiedTexts.append((hasher.finalize(), place))
      }
    case .name, .format, .country, .schema, .account(.password), .account(.token):
      if !faults.isEmpty { show(text[...], place, .unknown) }
    case .account: show(text[...], place, faults.isEmpty ? .kept : .unknown)
    default: show(text[...], place, .unknown)
    }
  }

  /// A text of a database whose texts are UTF-16, as UTF-8.
  private func utf8(_ bytes: [UInt8]) -> [UInt8] {
    let isLittle = image.encoding == .utf16LittleEndian
    let units = stride(from: 0, to: bytes.count - 1, by: 2).map { index -> UInt16 in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// A place with the names of its table and column, if they are this program's own.
  private func named(
    _ place: Finding.Place, _ shape: StoredShape, _ column: StoredShape.Column?, _ row: Int64?
  ) -> Finding.Place {
    var place = place
    place.row = row
    if shape.isKnown {
      place.table = shape.table
      place.column = column?.name
    } else {
      place.part = "what row \(shape.schemaRow) of sqlite_schema made"
    }
    if !shape.isTable { place.row = nil }
    return place
  }
}
