internal import CScan
internal import LogFormats
internal import Traffic

/// One line of a log, cut into fields that are borrowed from the block it stands in.
///
/// Personal data is here and nowhere else, so an entry cannot be copied, kept or printed: its
/// bytes are private, and what leaves it are numbers and members of `Traffic`'s types, through the
/// functions of this file and its extensions.
@safe
struct LogEntry: ~Copyable, ~Escapable {
  /// The fields' places, by `FieldMeaning.rawValue`. A field the format lacks is empty.
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
    _ field: FieldMeaning,
    _ reduce: @Sendable (UnsafeBufferPointer<UInt8>, _ isEscaped: Bool) -> Fact
  ) -> Fact {
    // SAFETY: there is a place for each field.
    unsafe reduce(bytes(of: field), places[Int(field.rawValue)].isEscaped)
  }

  /// The hour of the request by the site's clock, as an ``Hour`` has it; `nil` where the time is missing or none.
  @inline(__always)
  func hour(using clock: inout LogClock) -> Int32? {
    unsafe clock.hour(of: bytes(of: .time), date: bytes(of: .date))
  }

  /// The network of the client's address, all of it that is ever read, for the functions that make
  /// a country and a visitor's token of it; `nil` for no address.
  @inline(__always)
  func network(_ clients: ClientReading) -> ClientNetwork? {
    unsafe clients.network(bytes(of: .client))
  }

  /// The line's request as its server wrote it, lent like a field: of a format whose requests are in
  /// parts, the parts put together, with no query but the target's own or the one that stands apart.
  ///
  /// - Complexity: O(*n*), with allocations: for values that were not seen before.
  func declassifyRequest<Fact: Declassified>(
    _ reading: LineReading, _ reduce: @Sendable (ArraySlice<UInt8>, _ isEscaped: Bool) -> Fact
  ) -> Fact {
    // SAFETY: there is a place for each field.
    let isEscaped = unsafe places[Int(FieldMeaning.request.rawValue)].isEscaped
    guard !reading.hasWholeRequest else {
      let line = unsafe Array(bytes(of: .request))[...]
      // The other functions know the escapes of Apache and nginx themselves.
      if reading.requestEncoding == .backslash || reading.requestEncoding == .none {
        return reduce(line, isEscaped && reading.requestEncoding == .backslash)
      }
      let text = FieldText.unescaped(line, isEscaped: isEscaped, reading.requestEncoding)
      return reduce(text[...], false)
    }
    return reduce(request(reading)[...], false)
  }

  private func request(_ reading: LineReading) -> [UInt8] {
    let target = FieldText.unescaped(
      unsafe Array(bytes(of: .target))[...],
      isEscaped: unsafe places[Int(FieldMeaning.target.rawValue)].isEscaped,
      reading.requestEncoding)
    var line = unsafe Array(bytes(of: .method))
    guard !target.isEmpty, target != [UInt8(ascii: "-")] else { return [UInt8(ascii: "-")] }
    // A server that logs no method is asked for files: a GET is what that is.
    if line.isEmpty || line == [UInt8(ascii: "-")] { line = Array("GET".utf8) }
    line.append(UInt8(ascii: " "))
    // `/example.org/a` is the end of a URL whose host is example.org.
    if reading.targetForm == .hostAndPath, target.first == UInt8(ascii: "/") {
      line += Array("http:/".utf8)
    }
    line += target
    if unsafe LogEntry.isQuery(bytes(of: .query)) {
      let query = FieldText.unescaped(
        unsafe Array(bytes(of: .query))[...],
        isEscaped: unsafe places[Int(FieldMeaning.query.rawValue)].isEscaped, reading.queryEncoding)
      if query.first != UInt8(ascii: "?") { line.append(UInt8(ascii: "?")) }
      line += query
    }
    return line
  }

  /// Whether a line lacks a value.
  @inline(__always)
  func isMissing(_ field: FieldMeaning) -> Bool {
    // SAFETY: there is a place for each field.
    unsafe places[Int(field.rawValue)].count == 0
  }

  /// Whether a value is missing or is a `-`.
  func isUnsaid(_ field: FieldMeaning) -> Bool {
    let bytes = unsafe bytes(of: field)
    // SAFETY: there is a first byte where there is one.
    return unsafe bytes.count == 0 || bytes.count == 1 && bytes[0] == UInt8(ascii: "-")
  }

  /// Whether a query that stands apart says anything.
  @inline(__always)
  static func isQuery(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    // SAFETY: there is a first byte.
    unsafe bytes.count > 1 || bytes.count == 1 && bytes[0] != UInt8(ascii: "-")
  }

  @inline(__always)
  private func bytes(of field: FieldMeaning) -> UnsafeBufferPointer<UInt8> {
    // SAFETY: there is a place for each field; all lie within the line, which outlives this entry.
    let place = unsafe places[Int(field.rawValue)]
    return unsafe UnsafeBufferPointer(
      start: base + place.offset, count: place.count)
  }
}
