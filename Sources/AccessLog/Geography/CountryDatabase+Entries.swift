internal import CMaxMindDB
internal import Traffic

extension CountryDatabase {
  /// Where an entry may name its country, the more telling first.
  ///
  /// MaxMind and DB-IP: `country.iso_code`, and where the network is registered if nobody knows
  /// where it is used. IPinfo: `country_code`, or `country` as a text of two letters.
  private static let places: [(key: StaticString, inner: StaticString?)] = [
    ("country", "iso_code"), ("country_code", nil), ("country", nil),
    ("registered_country", "iso_code"),
  ]

  /// The country that an entry names; ``CountryCode/unknown`` where it names none.
  func country(ofEntry entry: UInt32) -> CountryCode {
    unsafe withHandle { handle in
      for place in CountryDatabase.places {
        // SAFETY: static strings end with a zero; the library checks that entries lie in the file.
        let found = unsafe mmdb_two_bytes(
          handle, entry, CountryDatabase.text(place.key), place.inner.map(CountryDatabase.text))
        noteDamage(in: found)
        guard let letters = UInt16(exactly: found) else { continue }
        let code = CountryCode(UInt8(letters >> 8), UInt8(truncatingIfNeeded: letters))
        if let code, code != .unknown { return code }
      }
      return .unknown
    }
  }

  private static func text(_ literal: StaticString) -> UnsafePointer<CChar> {
    // SAFETY: only literals of ASCII get here, which lie in the program itself.
    unsafe UnsafeRawPointer(literal.utf8Start).assumingMemoryBound(to: CChar.self)
  }

  enum Finding { case found, none, damaged }

  /// Whether one of the tree's first entries names a country, from the lowest address up.
  ///
  /// Types have too many names to know them all, so it is the data that tell.
  func firstCountry() -> Finding {
    // Enough to get by entries that know a continent or a flag only, in a fraction of a millisecond.
    var entriesLeft = 1000
    var waiting: [UInt32] = [0]
    return unsafe withHandle { handle in
      let nodeCount = unsafe handle.pointee.metadata.node_count
      // A damaged tree may have rings.
      var nodesLeft = min(nodeCount, 20_000)
      while let number = waiting.popLast(), nodesLeft > 0, entriesLeft > 0 {
        nodesLeft -= 1
        // SAFETY: the library checks the node's number and fills in the structure.
        var node = unsafe MMDB_search_node_s()
        guard unsafe MMDB_read_node(handle, number, &node) == MMDB_SUCCESS else { return .damaged }
        let records = unsafe [
          (node.right_record_type, node.right_record, node.right_record_entry.offset),
          (node.left_record_type, node.left_record, node.left_record_entry.offset),
        ]
        for (type, _, entry) in records.reversed() where type == MMDB_RECORD_TYPE_DATA {
          entriesLeft -= 1
          if country(ofEntry: entry) != .unknown { return .found }
        }
        for (type, record, _) in records {
          if type == MMDB_RECORD_TYPE_INVALID { return .damaged }
          guard type == MMDB_RECORD_TYPE_SEARCH_NODE, record < nodeCount else { continue }
          waiting.append(UInt32(truncatingIfNeeded: record))
        }
      }
      return .none
    }
  }
}
