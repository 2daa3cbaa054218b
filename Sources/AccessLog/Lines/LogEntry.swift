internal import CScan
internal import Traffic

/// One line of a log, cut into fields that are borrowed from the block it stands in.
///
/// Personal data is here and nowhere else, so an entry cannot be copied, kept or printed: its
/// bytes are private, and what leaves it are numbers and members of `Traffic`'s types, through the
/// functions of this file and its extensions.
@safe
struct LogEntry: ~Copyable, ~Escapable {
  /// The fields' places, by `Field.rawValue`. A field the format lacks is empty.
  private let places: UnsafePointer<scan_place>
  private let base: UnsafePointer<UInt8>

  /// - Parameters:
  ///   - start: Where the line begins.
  ///   - places: Places within that line; they outlive the entry.
  ///   - owner: Whatever keeps the line's bytes alive.
  @inline(__always)
  @_lifetime(borrow owner)
  init<Owner: ~Copyable & ~Escapable>(
    start: UnsafePointer<UInt8>, places: UnsafePointer<scan_place>, owner: borrowing Owner
  ) {
    unsafe self.places = places
    unsafe base = start
  }

  /// The one exit: lends a field's bytes to a function that reduces them to what may be known.
  ///
  /// The function gets nothing to write to (`@Sendable`), so what it returns is all that leaves.
  @inline(__always)
  func declassify<Fact: Declassified>(
    _ field: Field,
    _ reduce: @Sendable (UnsafeBufferPointer<UInt8>, _ isEscaped: Bool) -> Fact
  ) -> Fact {
    // SAFETY: there is a place for each field.
    unsafe reduce(bytes(of: field), places[field.rawValue].isEscaped)
  }

  /// The hour of the request in UTC; `nil` where the time is missing or none.
  @inline(__always)
  func hour(using clock: inout LogClock) -> Int32? {
    unsafe clock.hour(of: bytes(of: .time))
  }

  /// The network of the client's address, all of it that is ever read, for the functions that make
  /// a country and a visitor's token of it; `nil` for no address.
  @inline(__always)
  var network: ClientNetwork? {
    unsafe ClientNetwork(bytes(of: .address))
  }

  @inline(__always)
  private func bytes(of field: Field) -> UnsafeBufferPointer<UInt8> {
    // SAFETY: there is a place for each field; all lie within the line, which outlives this entry.
    let place = unsafe places[field.rawValue]
    return unsafe UnsafeBufferPointer(
      start: base + place.offset, count: place.count)
  }
}
