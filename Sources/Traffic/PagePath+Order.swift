// Paths are told apart byte by byte, as SQLite and servers tell them. `String` would take `é` and
// `e` with an accent behind it for one, so that which of the two is kept would depend on chance.

extension PagePath: Hashable, Comparable {
  public static func == (left: PagePath, right: PagePath) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { unsafe hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  public static func < (left: PagePath, right: PagePath) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}
