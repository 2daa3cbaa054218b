import TrafficStore

extension DatabaseScan {
  /// Reads what lies between the rows of a page.
  ///
  /// With `secure_delete`, SQLite overwrites what it gives back within a page. What it does not
  /// overwrite is the room that is left when rows move to another page, as trees are balanced
  /// (`rebuildPage` and `copyNodeContent` in SQLite's btree.c): there lie places of rows, and copies of
  /// rows, which are read as such.
  func readUnused(
    of tree: TreePage, in bytes: [UInt8], _ shape: StoredShape?, isPending: Bool = false,
    at place: (Int) -> Finding.Place
  ) {
    for block in tree.freeBlocks {
      expectZero(bytes, block) { part(place($0), "free space") }
    }
    // Up to three bytes are what was left of a free block when a row took the rest of it.
    for fragment in tree.fragments where fragment.count > 3 {
      expectZero(bytes, fragment) { part(place($0), "free space") }
    }
    expectZero(bytes, image.usable..<bytes.count) { part(place($0), "the end of a page") }
    readGap(of: tree, in: bytes, shape, isPending: isPending, at: place)
  }

  private func part(_ place: Finding.Place, _ name: String) -> Finding.Place {
    var place = place
    place.part = name
    return place
  }

  private func readGap(
    of tree: TreePage, in bytes: [UInt8], _ shape: StoredShape?, isPending: Bool,
    at place: (Int) -> Finding.Place
  ) {
    guard var start = bytes[tree.gap].firstIndex(where: { $0 != 0 }) else { return }
    var at = start
    func flush(to end: Int) {
      let rest = bytes[start..<end]
      guard rest.contains(where: { $0 != 0 }) else { return }
      search(rest, at: part(place(start), "unused space"), .kept)
    }
    while at < tree.gap.upperBound {
      guard let shape, let copy = copy(at: at, of: tree, in: bytes, shape) else {
        at += 1
        continue
      }
      flush(to: at)
      copies += 1
      check(
        bytes, from: at, rowNumber: copy.cell.rowNumber, shape, isCopy: true,
        isPending: isPending || !copy.isFollowed
      ) {
        part(place($0), "a copy in unused space")
      }
      at = copy.cell.range.upperBound
      start = at
    }
    flush(to: tree.gap.upperBound)
  }

  /// A copy of a row that begins at a place in a gap, its values being in ``record``; `nil` where
  /// there is none.
  ///
  /// Rows are laid down from a page's end to its beginning, so what overwrites a part of a copy
  /// overwrites its end, and begins within it. A copy with such a beginning in it is none; and one
  /// with a fault has to be followed by a row, as rows are.
  private func copy(
    at: Int, of tree: TreePage, in bytes: [UInt8], _ shape: StoredShape
  ) -> (cell: TreePage.Cell, isFollowed: Bool)? {
    // Rows begin with their length, and none is empty.
    guard bytes[at] != 0, tree.kind != .tableInterior, shape.isKnown,
      let cell = TreePage.cell(
        of: tree.kind, in: bytes, at: at, limit: tree.gap.upperBound, usable: image.usable),
      cell.overflow == nil, cell.payload >= shape.columns.count,
      record.read(bytes, cell.local, atMost: shape.columns.count), record.isShort,
      rules.mayBeRow(record.values, cell.rowNumber, shape, in: bytes)
    else { return nil }
    let range = cell.range
    for inner in (at + 1)..<range.upperBound where bytes[inner] != 0 {
      if let end = endOfRow(at: inner, of: tree, in: bytes, shape), end > range.upperBound {
        return nil
      }
    }
    let isFollowed =
      range.upperBound == tree.gap.upperBound
      || endOfRow(at: range.upperBound, of: tree, in: bytes, shape) != nil
    guard isFollowed || rules.areSound(record.values, cell.rowNumber, shape, in: bytes) else {
      return nil
    }
    return (cell, isFollowed)
  }

  /// Where a row would end whose lengths and types stand at a place, whatever its values are: its end
  /// may have been overwritten.
  private func endOfRow(
    at: Int, of tree: TreePage, in bytes: [UInt8], _ shape: StoredShape
  ) -> Int? {
    guard bytes[at] != 0,
      let cell = TreePage.cell(
        of: tree.kind, in: bytes, at: at, limit: image.usable, usable: image.usable),
      cell.overflow == nil, cell.payload >= shape.columns.count,
      neighbour.read(bytes, cell.local, atMost: shape.columns.count),
      rules.haveTypes(neighbour.values, shape)
    else { return nil }
    return cell.range.upperBound
  }

  /// Reads the list of free pages: pages that name others, and those they name, which hold nothing.
  func readFreeList() {
    var trunk = image.firstTrunk
    var bytes: [UInt8] = []
    while trunk != 0 {
      guard trunk > 1, image.has(trunk), owners[trunk] == 0 else {
        findings.add(.damaged, place(trunk, 0))
        return
      }
      owners[trunk] = DatabaseScan.ofList
      image.read(trunk, into: &bytes)
      bytesRead += Int64(bytes.count)
      guard bytes.count == image.pageSize else { return }
      let count = min(bytes.bigEndian(4, at: 4), image.usable / 4 - 2)
      let leaves = (0..<count).map { bytes.bigEndian(4, at: 8 + 4 * $0) }
      let number = trunk
      // Behind the list lie numbers of pages that have been taken from it.
      let rest = (8 + 4 * count)..<image.usable / 4 * 4
      for word in stride(from: rest.lowerBound, to: rest.upperBound, by: 4)
      where bytes.bigEndian(4, at: word) > image.pageCount {
        expectZero(bytes, word..<image.pageSize) { self.place(number, $0, part: "a free page") }
        break
      }
      trunk = bytes.bigEndian(4, at: 0)
      for leaf in leaves { readFreePage(leaf, into: &bytes) }
    }
  }

  private func readFreePage(_ page: Int, into bytes: inout [UInt8]) {
    guard page > 1, image.has(page), owners[page] == 0 else {
      findings.add(.damaged, place(page, 0))
      return
    }
    owners[page] = DatabaseScan.ofList
    image.read(page, into: &bytes)
    bytesRead += Int64(bytes.count)
    expectZero(bytes, 0..<bytes.count) { self.place(page, $0, part: "a free page") }
  }

  /// Reads pages that neither a tree nor the list of free pages has.
  func readOtherPages() {
    var bytes: [UInt8] = []
    for page in owners.indices where image.has(page) && owners[page] == 0 {
      image.read(page, into: &bytes)
      bytesRead += Int64(bytes.count)
      expectZero(bytes, 0..<bytes.count) {
        self.place(page, $0, part: page == image.lockPage ? "the page of locks" : "a lost page")
      }
    }
  }
}
