/// Names in ASCII to compare a text with, all at once.
///
/// The text is bytes: a set of strings would hash it and normalise it first, which takes twenty times
/// as long and says the same of such names.
package struct NameTable: Sendable {
  /// By length and by first and last byte, so that nearly every text is compared with none.
  private let byPlace: [[[UInt8]]]

  package init(_ names: some Sequence<String>) {
    var byPlace = [[[UInt8]]](repeating: [], count: 256)
    for name in names {
      let name = Array(name.utf8)
      guard let place = NameTable.place(of: name[...]) else { continue }
      byPlace[place].append(name)
    }
    self.byPlace = byPlace
  }

  /// Whether a text is one of the names.
  ///
  /// - Complexity: O(1) for nearly every text that is none.
  package func contains(_ text: ArraySlice<UInt8>) -> Bool {
    guard let place = NameTable.place(of: text) else { return false }
    return byPlace[place].contains { $0[...] == text }
  }

  private static func place(of text: ArraySlice<UInt8>) -> Int? {
    guard let first = text.first, let last = text.last else { return nil }
    return Int(first &* 31 &+ last &* 7 &+ UInt8(truncatingIfNeeded: text.count))
  }
}
