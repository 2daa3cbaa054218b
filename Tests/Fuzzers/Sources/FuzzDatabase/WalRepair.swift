/// Makes a -wal file's sums right, whatever is in it (SQLite, "WAL-Mode File Format", section 1).
enum WalRepair {
  static func repair(_ bytes: inout [UInt8]) {
    guard bytes.count >= 32 else { return }
    let pageSize = (0..<4).reduce(0) { $0 << 8 | Int(bytes[8 + $1]) }
    guard pageSize >= 512, pageSize <= 65_536 else { return }
    let isBigEndian = bytes[3] & 1 == 1
    var sum: (UInt32, UInt32) = (0, 0)
    func word(at place: Int) -> UInt32 {
      var word: UInt32 = 0
      for byte in 0..<4 {
        word = word << 8 | UInt32(bytes[place + (isBigEndian ? byte : 3 - byte)])
      }
      return word
    }
    func add(_ range: Range<Int>) {
      for place in stride(from: range.lowerBound, to: range.upperBound - 7, by: 8) {
        let words = [word(at: place), word(at: place + 4)]
        sum.0 &+= words[0] &+ sum.1
        sum.1 &+= words[1] &+ sum.0
      }
    }
    func store(at place: Int) {
      for (index, word) in [sum.0, sum.1].enumerated() {
        for byte in 0..<4 {
          bytes[place + 4 * index + byte] = UInt8(truncatingIfNeeded: word >> (24 - 8 * byte))
        }
      }
    }
    add(0..<24)
    store(at: 24)
    var frame = 32
    while frame + 24 + pageSize <= bytes.count {
      for byte in 0..<8 { bytes[frame + 8 + byte] = bytes[16 + byte] }
      add(frame..<(frame + 8))
      add((frame + 24)..<(frame + 24 + pageSize))
      store(at: frame + 16)
      frame += 24 + pageSize
    }
  }
}
