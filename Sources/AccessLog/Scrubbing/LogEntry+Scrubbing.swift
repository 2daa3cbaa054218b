internal import LogFormats
internal import TimeZones
internal import Traffic

// What leaves an entry for a scrubbed log: numbers and members of closed sets.

extension LogEntry {
  /// The network of the client's address, cut as a setting says; `nil` where there is no address.
  @inline(__always)
  func network(
    _ clients: ClientReading, version4Bits: Int, version6Bits: Int
  ) -> KeptNetwork? {
    unsafe declassify(.client) { bytes, _ in
      // SAFETY: the parser reads at most the padding behind the field.
      unsafe clients.network(bytes).map {
        KeptNetwork($0, version4Bits: version4Bits, version6Bits: version6Bits)
      }
    }
  }

  /// What the time says beside its hour; `nil` where it is none.
  @inline(__always)
  func time(keepingMinutes keepsTime: Bool) -> LoggedTime? {
    unsafe declassify(.time) { bytes, _ in unsafe LoggedTime(bytes, keepsTime: keepsTime) }
  }

  /// The same of a time in any notation.
  ///
  /// - Parameter day: Seconds since 1970 of the date, where that stands apart.
  func time(
    _ notation: FieldNotation, _ clock: LogClock, zone: ZoneClock, keepingMinutes keepsTime: Bool
  ) -> LoggedTime? {
    let date = unsafe declassify(.date) { bytes, _ in
      var reader = unsafe TimeReader(bytes)
      return reader.date()
    }
    return unsafe declassify(.time) { bytes, _ in
      guard let moment = unsafe clock.moment(of: bytes, day: date) else { return nil }
      return LoggedTime(
        moment, offset: moment.offset ?? zone.offset(atLocal: moment.local),
        look: unsafe TimeLook(bytes, notation), keepsTime: keepsTime)
    }
  }

  /// Method and protocol of the request, and whether it asks for a page by just its path.
  func requestForm(of page: PagePath? = nil, _ reading: LineReading) -> RequestForm {
    let isVerbatim = reading.hasWholeRequest
    return declassifyRequest(reading) { line, isEscaped in
      RequestForm(Array(line), isEscaped: isEscaped, page: isVerbatim ? page : nil)
    }
  }

  /// The protocol where it stands apart.
  var version: RequestProtocol {
    unsafe declassify(.version) { bytes, _ in
      RequestProtocol(rawValue: " " + String(decoding: unsafe Array(bytes), as: UTF8.self)) ?? .none
    }
  }

  /// Whether the referrer was reached by https.
  func referrerScheme(_ reading: LineReading) -> WebScheme {
    unsafe declassify(.referrer) { bytes, isEscaped in
      WebScheme(
        FieldText.unescaped(
          unsafe Array(bytes)[...], isEscaped: isEscaped, reading.referrerEncoding))
    }
  }

  /// The port behind the virtual host.
  var sitePort: SitePort {
    unsafe declassify(.host) { bytes, _ in SitePort(unsafe Array(bytes)) }
  }
}
