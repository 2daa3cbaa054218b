import TrafficStore

extension DatabaseScan {
  /// Reads pages of the file that do not count, since the -wal file has newer ones, or since they lie
  /// behind the last one.
  func readOldPages() {
    var bytes: [UInt8] = []
    var pages = Array((image.log?.latest ?? [:]).keys.filter { $0 <= image.pagesInFile }).sorted()
    if image.pagesInFile > image.pageCount {
      pages += Array((image.pageCount + 1)...image.pagesInFile)
    }
    let path = image.file.path
    for page in Set(pages).sorted() {
      let offset = Int64(page - 1) * Int64(image.pageSize)
      image.file.read(image.pageSize, at: offset, into: &bytes)
      readCopy(of: page, bytes, isPending: false) {
        Finding.Place(path, page: page, offset: Int64($0), part: "an old copy of a page")
      }
    }
    let end = Int64(image.pagesInFile) * Int64(image.pageSize)
    if image.file.size > end {
      let rest = image.file.read(Int(image.file.size - end), at: end)
      expectZero(rest, 0..<rest.count) {
        Finding.Place(path, offset: end + Int64($0), part: "behind the last page")
      }
    }
  }

  /// Reads the pages of the -wal file that have not been read as those that count.
  func readLog() {
    guard let log = image.log, let file = image.logFile else { return }
    var bytes: [UInt8] = []
    for frame in log.frames
    where log.latest[frame.page] != frame.offset || frame.page > image.pageCount {
      file.read(image.pageSize, at: frame.offset, into: &bytes)
      readCopy(of: frame.page, bytes, isPending: frame.isPending) {
        Finding.Place(
          file.path, page: frame.page, offset: frame.offset + Int64($0),
          part: "an old copy of a page")
      }
    }
    var offset = log.tail.lowerBound
    while offset < log.tail.upperBound {
      let rest = file.read(
        Int(min(1 << 20, log.tail.upperBound - offset)), at: offset)
      guard !rest.isEmpty else { break }
      bytesRead += Int64(rest.count)
      search(rest[...], at: Finding.Place(file.path, offset: offset, part: "the end of the log"))
      // What is cut between two pieces is looked at again.
      offset += rest.count < 1 << 20 ? Int64(rest.count) : Int64(rest.count - 512)
    }
  }

  /// Reads a page that does not count: as one of the tree that has its number now, or of any other.
  private func readCopy(
    of page: Int, _ bytes: [UInt8], isPending: Bool, at place: (Int) -> Finding.Place
  ) {
    bytesRead += Int64(bytes.count)
    guard bytes.contains(where: { $0 != 0 }) else { return }
    if page == 1 { checkHeader(bytes, at: place) }
    guard bytes.count == image.pageSize,
      let tree = TreePage(bytes, usable: image.usable, isFirst: page == 1)
    else {
      search(bytes[...], at: place(0))
      return
    }
    let owner = page < owners.count ? Int(owners[page]) - 1 : -1
    let first = shapes.indices.contains(owner) ? [owner] : []
    let index = (first + shapes.indices).first { isPage(tree, in: bytes, of: shapes[$0]) }
    guard let index else {
      search(bytes[...], at: place(0))
      return
    }
    if tree.kind != .tableInterior {
      for cell in tree.cells {
        guard record.read(bytes, cell.local) else { continue }
        copies += 1
        check(
          bytes, from: cell.range.lowerBound, rowNumber: cell.rowNumber, shapes[index],
          isCopy: true, isPending: isPending, at: place)
      }
    }
    readUnused(of: tree, in: bytes, shapes[index], isPending: isPending, at: place)
  }

  private func isPage(_ tree: TreePage, in bytes: [UInt8], of shape: StoredShape) -> Bool {
    guard tree.kind.isTable == (shape.form == .table), shape.isKnown else { return false }
    if tree.kind == .tableInterior { return true }
    return tree.cells.allSatisfy { cell in
      cell.overflow == nil && record.read(bytes, cell.local)
        && rules.fits(record.values, cell.rowNumber, shape)
    }
  }
}
