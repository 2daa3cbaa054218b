/// Numbers for names, in the order in which they were first seen.
///
/// A bounded set: past the last number, one name or a few stand for every further one.
struct Interner<Name: Hashable> {
  private(set) var names: [Name] = []
  private var numbers: [Name: UInt32] = [:]
  /// The most names, and the one that stands for a further one; none where they are bounded elsewhere.
  private let overflow: (most: Int, name: @Sendable (Name) -> Name)?

  init(overflow: (most: Int, name: @Sendable (Name) -> Name)? = nil) { self.overflow = overflow }

  /// The number of a name.
  ///
  /// - Complexity: O(1); callers keep the answer by a keyed hash of what the name was made of.
  mutating func number(of name: Name) -> UInt32 {
    if let number = numbers[name] { return number }
    if let overflow, names.count >= overflow.most {
      let other = overflow.name(name)
      if other != name { return number(of: other) }
    }
    names.append(name)
    let number = UInt32(names.count - 1)
    numbers[name] = number
    return number
  }

  mutating func removeAll() {
    names.removeAll()
    numbers.removeAll()
  }
}
