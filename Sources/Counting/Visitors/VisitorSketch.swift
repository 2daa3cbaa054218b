internal import CScan

/// How many different visitors there were, without a list of them.
///
/// A few are counted exactly, by their tokens of 32 bits. More than ``maxExact`` are estimated from
/// the leading zeros of their tokens (HyperLogLog: Flajolet, Fusy, Gandouet and Meunier, 2007), which
/// takes 1 or 16 kilobytes for any number. Adding a visitor again changes nothing, and two sketches of
/// the same set can be merged; both are what makes a restart harmless.
///
/// Freed by hand, so that a table of sketches moves without reference counts on the path of a line.
@safe
public struct VisitorSketch {
  /// The tokens, or the registers once there are too many.
  private(set) var storage: UnsafeMutableRawPointer?
  /// How many tokens there are; 0 once there are registers.
  private(set) var count: UInt32 = 0
  /// How many tokens there is room for; 0 once there are registers.
  private var capacity: UInt16 = 0
  /// Two to this power is the number of registers: the error is 1.04 / √(2^precision).
  public let precision: UInt8

  /// The most visitors that are counted exactly.
  public static let maxExact = 64
  /// Enough visitors for a page to get its name.
  public static let few = 8
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
  }

  public var isEmpty: Bool { unsafe storage == nil }
  /// Whether it estimates.
  var isEstimate: Bool { unsafe storage != nil && capacity == 0 }
  /// The number of registers it has once it estimates.
  var registerCount: Int { 1 << Int(precision) }

  /// The highest rank a register can have: that of a token whose bits behind the register's number are
  /// all 0.
  var maxRank: UInt8 { 33 - precision }

  /// The tokens; none once it estimates.
  var tokens: UnsafeMutableBufferPointer<UInt32> {
    // SAFETY: `count` tokens were written behind the pointer.
    unsafe UnsafeMutableBufferPointer(
      start: storage?.assumingMemoryBound(to: UInt32.self), count: Int(count))
  }

  /// The registers; only where ``isEstimate``.
  var registers: UnsafeMutableBufferPointer<UInt8> {
    // SAFETY: once it estimates, the storage holds that many registers.
    unsafe UnsafeMutableBufferPointer(
      start: storage?.assumingMemoryBound(to: UInt8.self), count: registerCount)
  }

  /// Asks for the memory that a visitor will be added to, so that it is there then.
  @inline(__always)
  func prefetch(_ token: UInt32) {
    guard let storage = unsafe storage else { return }
    // SAFETY: the index has `precision` bits, and there is a register for each; tokens begin at the
    // storage's beginning. Nothing is read.
    unsafe scan_prefetch(storage + (capacity == 0 ? Int(token >> (32 - UInt32(precision))) : 0))
  }

  /// Adds a visitor.
  ///
  /// - Parameters:
  ///   - token: Any number but 0, as good as random.
  ///   - isFew: Whether it is enough to know that there are ``few``.
  /// - Returns: Whether memory was taken for registers.
  /// - Complexity: O(1); the exact tokens are compared one by one.
  @inline(__always)
  public mutating func add(_ token: UInt32, isFew: Bool = false) -> Bool {
    if capacity == 0, unsafe storage != nil {
      raise(by: token)
      return false
    }
    // SAFETY: the capacity is a multiple of four, and what is no token is 0.
    let lanes = unsafe storage?.assumingMemoryBound(to: SIMD4<UInt32>.self)
    var found = SIMD4<UInt32>(repeating: 0)
    for lane in 0..<((Int(count) + 3) / 4) {
      let equal = unsafe lanes.unsafelyUnwrapped[lane] .== token
      found.replace(with: 1, where: equal)
    }
    if found != .zero { return false }
    return append(token, isFew: isFew)
  }

  @inline(never)
  private mutating func append(_ token: UInt32, isFew: Bool) -> Bool {
    if isFew, count >= VisitorSketch.few { return false }
    if count == capacity {
      guard Int(count) < VisitorSketch.maxExact else {
        estimate()
        raise(by: token)
        return true
      }
      let grown = capacity == 0 ? 4 : Int(capacity) * 2
      let room = UnsafeMutableRawPointer.allocate(byteCount: grown * 4, alignment: 16)
      unsafe room.initializeMemory(as: UInt32.self, repeating: 0, count: grown)
      if let storage = unsafe storage {
        unsafe room.copyMemory(from: storage, byteCount: Int(count) * 4)
        unsafe storage.deallocate()
      }
      unsafe storage = room
      capacity = UInt16(grown)
    }
    // SAFETY: there is room for one more.
    unsafe storage.unsafelyUnwrapped.assumingMemoryBound(to: UInt32.self)[Int(count)] = token
    count += 1
    return false
  }

  /// Goes over from tokens to registers.
  private mutating func estimate() {
    let old = unsafe tokens
    let room = UnsafeMutableRawPointer.allocate(byteCount: registerCount, alignment: 16)
    unsafe room.initializeMemory(as: UInt8.self, repeating: 0, count: registerCount)
    unsafe storage = room
    capacity = 0
    count = 0
    for index in old.indices { raise(by: unsafe old[index]) }
    // SAFETY: the tokens are in the registers now, and nothing else points to them.
    unsafe old.baseAddress?.deallocate()
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
    let registers = unsafe storage.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
    if unsafe registers[index] < rank { unsafe registers[index] = rank }
  }

  /// Adds the visitors of another sketch of the same site or page and day.
  ///
  /// - Complexity: O(*n*) in tokens or registers.
  public mutating func merge(_ other: VisitorSketch) {
    precondition(precision == other.precision)
    guard other.isEstimate else {
      for index in 0..<Int(other.count) { _ = unsafe add(other.tokens[index]) }
      return
    }
    if !isEstimate { estimate() }
    let (mine, theirs) = unsafe (registers, other.registers)
    // SAFETY: equal precision, so equal counts.
    for index in 0..<registerCount {
      unsafe mine[index] = max(mine[index], theirs[index])
    }
  }
}
