internal import CScan
public import Hits

/// How many different visitors there were, without a list of them.
///
/// A few are counted exactly, by their tokens of 32 bits. More than ``maxExact`` are estimated from
/// the leading zeros of their tokens (HyperLogLog: Flajolet, Fusy, Gandouet and Meunier, 2007), which
/// takes 1 or 16 kilobytes for any number. Adding a visitor again changes nothing, and two sketches of
/// the same set can be merged; both are what makes a restart harmless.
///
/// Of how many people they are at least is known up to a few; see ``people``.
///
/// Freed by hand, so that a table of sketches moves without reference counts on the path of a line.
@safe
public struct VisitorSketch {
  /// What tells people apart, and behind it the tokens, or the registers once there are too many.
  private var storage: UnsafeMutableRawPointer?
  /// How many tokens there are; 0 once there are registers.
  private(set) var count: UInt32 = 0
  /// How many tokens there is room for; 0 once there are registers.
  private var capacity: UInt16 = 0
  /// Whether there are so many people that no more are told apart.
  private(set) var hasPeople = false
  /// Two to this power is the number of registers: the error is 1.04 / √(2^precision).
  public let precision: UInt8

  /// The most visitors that are counted exactly.
  public static let maxExact = 64
  /// The most visitors that are counted where a few are enough.
  public static let few = 8
  /// The most people that are told apart.
  public static let mostPeople = PeopleMarks.most
  /// A page's precision: an error of 3.3 %, and 1 KiB.
  public static let ofPage: UInt8 = 10
  /// A site's precision: an error of 0.8 %, and 16 KiB.
  public static let ofSite: UInt8 = 14

  public init(precision: UInt8) { self.precision = precision }

  /// Gives the memory back; the sketch is empty then.
  public mutating func free() {
    unsafe storage?.deallocate()
    unsafe storage = nil
    count = 0
    capacity = 0
    hasPeople = false
  }

  public var isEmpty: Bool { unsafe storage == nil }
  /// Whether it estimates.
  var isEstimate: Bool { unsafe storage != nil && capacity == 0 }
  /// The number of registers it has once it estimates.
  var registerCount: Int { 1 << Int(precision) }

  /// The highest rank a register can have: that of a token whose bits behind the register's number are
  /// all 0.
  var maxRank: UInt8 { 33 - precision }

  /// How many people the visitors are at least, up to ``mostPeople``: as many as differ in network and
  /// in kind of client.
  public var people: Int64 {
    hasPeople ? Int64(PeopleMarks.most) : isEmpty ? 0 : Int64(marks.people)
  }

  /// What tells people apart; only where it is not empty.
  var marks: PeopleMarks {
    // SAFETY: the storage begins with the marks, whose bits are zeros or were written here.
    get { unsafe storage.unsafelyUnwrapped.load(as: PeopleMarks.self) }
    set {
      hasPeople = newValue.people == PeopleMarks.most
      unsafe storage.unsafelyUnwrapped.storeBytes(
        of: hasPeople ? .full : newValue, as: PeopleMarks.self)
    }
  }

  /// Tokens or registers: what stands behind the marks.
  private var body: UnsafeMutableRawPointer? {
    // SAFETY: there is always room for the marks.
    unsafe storage.map { unsafe $0 + MemoryLayout<PeopleMarks>.size }
  }

  /// Moves the marks to new memory, with zeros for some bytes behind them.
  private mutating func takeRoom(for count: Int, keeping kept: Int) {
    let marks = MemoryLayout<PeopleMarks>.size
    // SAFETY: the new memory has room for both, and what is kept of the old is in it; nothing else points
    // to the old.
    let room = UnsafeMutableRawPointer.allocate(byteCount: marks + count, alignment: 16)
    unsafe room.initializeMemory(as: UInt8.self, repeating: 0, count: marks + count)
    if let storage = unsafe storage {
      unsafe room.copyMemory(from: storage, byteCount: marks + kept)
      unsafe storage.deallocate()
    }
    unsafe storage = room
  }

  /// The tokens; none once it estimates.
  var tokens: UnsafeMutableBufferPointer<UInt32> {
    // SAFETY: `count` tokens were written behind the marks.
    unsafe UnsafeMutableBufferPointer(
      start: body?.assumingMemoryBound(to: UInt32.self), count: Int(count))
  }

  /// The registers; only where ``isEstimate``.
  var registers: UnsafeMutableBufferPointer<UInt8> {
    // SAFETY: once it estimates, the storage holds that many registers.
    unsafe UnsafeMutableBufferPointer(
      start: body?.assumingMemoryBound(to: UInt8.self), count: registerCount)
  }

  /// Asks for the memory that a visitor will be added to, so that it is there then.
  @inline(__always)
  func prefetch(_ token: UInt32) {
    guard let body = unsafe body else { return }
    // SAFETY: the index has `precision` bits, and there is a register for each; tokens begin where
    // registers do. Nothing is read.
    unsafe scan_prefetch(body + (capacity == 0 ? Int(token >> (32 - UInt32(precision))) : 0))
  }

  /// Adds a visitor.
  ///
  /// - Parameters:
  ///   - token: Any number but 0, as good as random.
  ///   - traits: What tells the visitor from another person.
  ///   - isFew: Whether it is enough to know that there are ``few``.
  /// - Returns: Whether memory was taken for registers.
  /// - Complexity: O(1); the exact tokens are compared one by one.
  @inline(__always)
  public mutating func add(
    _ token: UInt32, _ traits: VisitorTraits = VisitorTraits(), isFew: Bool = false
  ) -> Bool {
    if isEstimate {
      raise(by: token)
      if !hasPeople { note(traits) }
      return false
    }
    // SAFETY: the capacity is a multiple of four, and what is no token is 0.
    let lanes = unsafe body?.assumingMemoryBound(to: SIMD4<UInt32>.self)
    var found = SIMD4<UInt32>(repeating: 0)
    for lane in 0..<((Int(count) + 3) / 4) {
      let equal = unsafe lanes.unsafelyUnwrapped[lane] .== token
      found.replace(with: 1, where: equal)
    }
    // A visitor who was here before tells nothing new of people either.
    if found != .zero { return false }
    return append(token, traits, isFew: isFew)
  }

  @inline(never)
  private mutating func append(_ token: UInt32, _ traits: VisitorTraits, isFew: Bool) -> Bool {
    defer { if !hasPeople { note(traits) } }
    if isFew, count >= VisitorSketch.few { return false }
    if count == capacity {
      guard Int(count) < VisitorSketch.maxExact else {
        estimate()
        raise(by: token)
        return true
      }
      grow()
    }
    // SAFETY: there is room for one more.
    unsafe tokens.baseAddress.unsafelyUnwrapped[Int(count)] = token
    count += 1
    return false
  }

  /// Notes what tells a visitor from another person.
  @inline(never)
  private mutating func note(_ traits: VisitorTraits) {
    marks.insert(traits)
  }

  /// Makes room for twice as many tokens.
  private mutating func grow() {
    let grown = capacity == 0 ? 4 : Int(capacity) * 2
    takeRoom(for: grown * 4, keeping: Int(count) * 4)
    capacity = UInt16(grown)
  }

  /// Goes over from tokens to registers.
  private mutating func estimate() {
    let old = unsafe Array(tokens)
    takeRoom(for: registerCount, keeping: 0)
    capacity = 0
    count = 0
    for token in old { raise(by: token) }
  }

  /// Goes over to registers that were kept.
  mutating func estimate(with kept: ArraySlice<UInt8>) {
    estimate()
    for (index, rank) in kept.enumerated() { unsafe registers[index] = rank }
  }

  /// Notes a token in the registers.
  @inline(__always)
  private mutating func raise(by token: UInt32) {
    let index = Int(token >> (32 - UInt32(precision)))
    // The bit behind the last one bounds the zeros.
    let rest = token << UInt32(precision) | 1 << (UInt32(precision) - 1)
    let rank = UInt8(truncatingIfNeeded: rest.leadingZeroBitCount + 1)
    // SAFETY: the index has `precision` bits, and there is a register for each.
    let registers = unsafe body.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
    if unsafe registers[index] < rank { unsafe registers[index] = rank }
  }

  /// Adds the visitors of another sketch of the same site or page and day.
  ///
  /// - Parameter keyed: What a mark of the other sketch that tells people apart becomes in this one.
  /// - Complexity: O(*n*) in tokens or registers.
  public mutating func merge(_ other: VisitorSketch, keyed: (UInt16) -> UInt16 = { $0 }) {
    precondition(precision == other.precision)
    guard !other.isEmpty else { return }
    if other.isEstimate {
      if !isEstimate { estimate() }
      let (mine, theirs) = unsafe (registers, other.registers)
      // SAFETY: equal precision, so equal counts.
      for index in 0..<registerCount {
        unsafe mine[index] = max(mine[index], theirs[index])
      }
    } else {
      for index in 0..<Int(other.count) { _ = unsafe add(other.tokens[index]) }
    }
    guard !hasPeople else { return }
    if other.hasPeople { marks = .full } else { marks.formUnion(other.marks, keyed: keyed) }
  }
}
