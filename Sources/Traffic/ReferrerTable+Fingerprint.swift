extension ReferrerHost {
  /// A number that changes with the tables behind ``group``: who keeps groups keeps it beside them,
  /// and asks again when it is another.
  ///
  /// - Complexity: O(*n*) in the entries of the tables, once.
  package static let tableFingerprint: UInt64 = ReferrerTable.fingerprint
}

extension ReferrerTable {
  /// To be raised whenever ``ReferrerHost/group`` decides otherwise with the same tables.
  private static let rules: UInt64 = 2

  /// The sum of the entries' hashes, since dictionaries have no order.
  fileprivate static var fingerprint: UInt64 {
    var sum = rules
    for (table, entries) in [known, packages, firstLabels].enumerated() {
      for (name, group) in entries { sum &+= hash(name, UInt8(table), group.rawValue) }
    }
    for name in softwareOnAnyDomain { sum &+= hash(name, 3, 0) }
    return sum
  }

  /// FNV-1a (Fowler, Noll and Vo), the same on every machine and in every run.
  private static func hash(_ name: String, _ table: UInt8, _ group: UInt8) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for byte in name.utf8 { mix(byte) }
    mix(table)
    mix(group)
    return hash
  }
}
