internal import Counting

/// Goes over the records of several files in the order of their keys, those of one key added up.
///
/// Whatever the order and the grouping of the files, the records are the same.
///
/// - Complexity: O(*n* log *k*) for *n* records of *k* files; memory for one record of each.
struct PartMerge {
  private var cursors: [PartFile.Cursor] = []
  /// The files' places, the one with the smallest key first: a binary heap.
  private var heap: [Int] = []

  init(_ files: [PartFile]) throws(PartError) {
    cursors = files.map(\.start)
    for index in cursors.indices where try cursors[index].advance() {
      heap.append(index)
      rise(heap.count - 1)
    }
  }

  /// The next key with its value; `nil` behind the last one.
  ///
  /// - Parameter path: What to call the files if they do not fit together.
  mutating func next(path: String) throws(PartError) -> (key: PartialKey, value: [UInt8])? {
    guard let first = heap.first else { return nil }
    let key = cursors[first].key
    var value = cursors[first].bytes
    try advanceFirst()
    while let other = heap.first, cursors[other].key == key {
      guard PartialMerge.add(cursors[other].bytes[...], to: &value, of: key) else {
        throw .damaged(path: path)
      }
      try advanceFirst()
    }
    return (key, value)
  }

  /// Writes all records of some files.
  static func copy(
    _ files: [PartFile], to writer: inout PartWriter, path: String
  ) throws(PartError) {
    var merge = try PartMerge(files)
    while let (key, value) = try merge.next(path: path) { try writer.add(key, value[...]) }
  }

  private mutating func advanceFirst() throws(PartError) {
    if try !cursors[heap[0]].advance() {
      heap[0] = heap[heap.count - 1]
      heap.removeLast()
    }
    sink()
  }

  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    cursors[heap[one]].key < cursors[heap[other]].key
  }

  private mutating func rise(_ place: Int) {
    var place = place
    while place > 0, isBefore(place, (place - 1) / 2) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func sink() {
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < heap.count && isBefore(child, least) {
        least = child
      }
      if least == place { return }
      heap.swapAt(place, least)
      place = least
    }
  }
}
