/// A page of a b-tree, cut into cells and what lies between them (SQLite, "Database File Format",
/// section 1.6).
struct TreePage {
  enum Kind: UInt8 {
    case indexInterior = 2
    case tableInterior = 5
    case indexLeaf = 10
    case tableLeaf = 13

    var isLeaf: Bool { rawValue >= 10 }
    var isTable: Bool { self == .tableInterior || self == .tableLeaf }
  }

  /// A row, or a part of the tree's inner order.
  struct Cell {
    /// The cell's bytes on the page.
    var range: Range<Int>
    var child: Int?
    var rowNumber: Int64?
    /// The part of the payload on this page, the whole payload's length, and where the rest is.
    var local: Range<Int>
    var payload: Int
    var overflow: Int?
  }

  let kind: Kind
  let cells: [Cell]
  let rightChild: Int?
  /// Between the list of cells and the cells.
  let gap: Range<Int>
  /// Room that was given back within the cells, without the four bytes that link it.
  let freeBlocks: [Range<Int>]
  /// What is neither cell nor free block.
  let fragments: [Range<Int>]

  /// Cuts a page; `nil` where it is none of a tree, or damaged.
  ///
  /// - Complexity: O(*n* log *n*) in the cells.
  init?(_ bytes: [UInt8], usable: Int, isFirst: Bool) {
    let start = isFirst ? 100 : 0
    guard bytes.count >= usable, let kind = Kind(rawValue: bytes[start]) else { return nil }
    self.kind = kind
    let header = start + (kind.isLeaf ? 8 : 12)
    let count = bytes.bigEndian(2, at: start + 3)
    let content = bytes.bigEndian(2, at: start + 5)
    let contentStart = content == 0 ? 65_536 : content
    guard header + 2 * count <= contentStart, contentStart <= usable else { return nil }
    rightChild = kind.isLeaf ? nil : bytes.bigEndian(4, at: start + 8)
    gap = (header + 2 * count)..<contentStart
    var cells: [Cell] = []
    cells.reserveCapacity(count)
    for index in 0..<count {
      let offset = bytes.bigEndian(2, at: header + 2 * index)
      guard offset >= contentStart,
        let cell = TreePage.cell(of: kind, in: bytes, at: offset, limit: usable, usable: usable)
      else { return nil }
      cells.append(cell)
    }
    self.cells = cells
    var freeBlocks: [Range<Int>] = []
    var taken = cells.map(\.range)
    var free = bytes.bigEndian(2, at: start + 1)
    while free != 0 {
      guard free >= contentStart, free + 4 <= usable else { return nil }
      let size = bytes.bigEndian(2, at: free + 2)
      guard size >= 4, free + size <= usable, freeBlocks.count < usable / 4 else { return nil }
      freeBlocks.append((free + 4)..<(free + size))
      taken.append(free..<(free + size))
      free = bytes.bigEndian(2, at: free)
    }
    self.freeBlocks = freeBlocks
    taken.sort { $0.lowerBound < $1.lowerBound }
    var fragments: [Range<Int>] = []
    var at = contentStart
    for range in taken {
      guard range.lowerBound >= at else { return nil }
      if range.lowerBound > at { fragments.append(at..<range.lowerBound) }
      at = range.upperBound
    }
    if at < usable { fragments.append(at..<usable) }
    self.fragments = fragments
  }

  /// A cell; `nil` where it does not end before the limit.
  static func cell(
    of kind: Kind, in bytes: [UInt8], at offset: Int, limit: Int, usable: Int
  ) -> Cell? {
    var at = offset
    var child: Int?
    if !kind.isLeaf {
      guard at + 4 <= limit else { return nil }
      child = bytes.bigEndian(4, at: at)
      at += 4
    }
    if kind == .tableInterior {
      guard let number = Varint.read(bytes, &at, limit) else { return nil }
      return Cell(
        range: offset..<max(at, offset + 4), child: child, rowNumber: number, local: at..<at,
        payload: 0)
    }
    guard let length = Varint.read(bytes, &at, limit), length >= 0, length < 1 << 31 else {
      return nil
    }
    var rowNumber: Int64?
    if kind == .tableLeaf {
      guard let number = Varint.read(bytes, &at, limit) else { return nil }
      rowNumber = number
    }
    let payload = Int(length)
    let local = TreePage.local(payload, isTable: kind == .tableLeaf, usable: usable)
    var end = at + local
    var overflow: Int?
    if local < payload {
      guard end + 4 <= limit else { return nil }
      overflow = bytes.bigEndian(4, at: end)
      end += 4
    }
    // A cell has the room of a free block, at least.
    end = max(end, offset + 4)
    guard end <= limit else { return nil }
    return Cell(
      range: offset..<end, child: child, rowNumber: rowNumber, local: at..<(at + local),
      payload: payload, overflow: overflow)
  }

  /// How much of a payload lies on the page of its cell.
  private static func local(_ payload: Int, isTable: Bool, usable: Int) -> Int {
    let most = isTable ? usable - 35 : (usable - 12) * 64 / 255 - 23
    if payload <= most { return payload }
    let least = (usable - 12) * 32 / 255 - 23
    let wanted = least + (payload - least) % (usable - 4)
    return wanted <= most ? wanted : least
  }
}

/// Numbers of one to nine bytes, seven bits a byte (SQLite, "Database File Format", section 1.6).
enum Varint {
  @inline(__always)
  static func read(_ bytes: [UInt8], _ at: inout Int, _ limit: Int) -> Int64? {
    var value: UInt64 = 0
    for index in 0..<9 {
      guard at < limit else { return nil }
      let byte = bytes[at]
      at += 1
      if index == 8 { return Int64(bitPattern: value << 8 | UInt64(byte)) }
      value = value << 7 | UInt64(byte & 0x7f)
      if byte < 0x80 { return Int64(bitPattern: value) }
    }
    return nil
  }
}
