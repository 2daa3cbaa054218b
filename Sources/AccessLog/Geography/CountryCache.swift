internal import Traffic

/// What one worker has found in a database of countries, so that it seldom has to search.
///
/// Networks and entries are remembered in tables of fixed size where a newer one takes an older
/// one's place: a flood of addresses costs time and no memory. They live in memory only, and hold
/// nothing finer than a ``ClientNetwork``.
struct CountryCache: ~Copyable {
  private var database: CountryDatabase
  private var networks = CountryTable(bits: 16)
  private var entries = CountryTable(bits: 12)

  init(_ database: CountryDatabase) { self.database = database }

  /// Goes over to another database, and forgets what was found in the one before.
  ///
  /// - Complexity: O(1) if it is the same; else O(*n*) in the tables' size, some microseconds.
  mutating func use(_ database: CountryDatabase) {
    guard database !== self.database else { return }
    self.database = database
    forget()
  }

  /// Forgets all networks, as at the end of a day.
  mutating func forget() {
    networks.removeAll()
    entries.removeAll()
  }

  /// The country of a network.
  ///
  /// - Complexity: O(1) if it was found before and not forgotten; else that of a search.
  @inline(__always)
  mutating func country(of network: ClientNetwork) -> CountryCode {
    if let country = networks.country(for: network.packed) { return country }
    return find(network)
  }

  @inline(never)
  private mutating func find(_ network: ClientNetwork) -> CountryCode {
    var country = CountryCode.unknown
    if let entry = database.entry(of: network) {
      let key = CountryTable.key(UInt64(entry))
      if let known = entries.country(for: key) {
        country = known
      } else {
        country = database.country(ofEntry: entry)
        entries.set(country, for: key)
      }
    }
    networks.set(country, for: network.packed)
    return country
  }
}

/// A table from numbers of 48 bits to countries, of fixed size, 8 bytes a slot.
///
/// Keys are as ``ClientNetwork/packed``: not 0, and 0 from bit 4 to 15, where the slot has the
/// country in ten bits.
@safe
struct CountryTable: ~Copyable {
  private let slots: UnsafeMutableBufferPointer<UInt64>
  private let shift: UInt64

  private static let keyBits: UInt64 = ~0xfff0

  /// An empty table with room for two to the power of `bits` countries.
  init(bits: Int) {
    unsafe slots = .allocate(capacity: 1 << bits)
    unsafe slots.initialize(repeating: 0)
    shift = UInt64(64 - (bits - 1))
  }

  deinit {
    // SAFETY: allocated above, freed once.
    unsafe slots.deallocate()
  }

  /// A key for a number that is none yet, of up to 48 bits.
  static func key(_ number: UInt64) -> UInt64 { number << 16 | 1 }

  /// The first of the two slots a key may be in: the upper bits of a multiplication that all of the
  /// key's bits reach (Knuth, "The Art of Computer Programming", volume 3, section 6.4).
  @inline(__always)
  private func index(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> shift) << 1
  }

  @inline(__always)
  func country(for key: UInt64) -> CountryCode? {
    let index = index(of: key)
    // SAFETY: the shift leaves as many bits as the table has pairs of slots.
    let base = unsafe slots.baseAddress.unsafelyUnwrapped + index
    var slot = unsafe base[0]
    if slot & CountryTable.keyBits != key {
      unsafe slot = base[1]
      guard slot & CountryTable.keyBits == key else { return nil }
    }
    let letters = UInt16(truncatingIfNeeded: slot >> 4) & 0x3ff
    // Capital letters are 0x41 to 0x5A; two of them differ in the lower five bits only.
    return CountryCode(trusted: letters == 0 ? 0 : 0x4040 | (letters & 0x3e0) << 3 | letters & 0x1f)
  }

  /// Keeps the country of a key that has none yet, instead of the older one of its two slots.
  mutating func set(_ country: CountryCode, for key: UInt64) {
    let letters = UInt64(country.rawValue >> 3 & 0x3e0 | country.rawValue & 0x1f)
    let index = index(of: key)
    unsafe slots[index + 1] = slots[index]
    unsafe slots[index] = key | letters << 4
  }

  mutating func removeAll() { unsafe slots.update(repeating: 0) }
}
