internal import Traffic

// What leaves an entry for a scrubbed log: numbers and members of closed sets.

extension LogEntry {
  /// The network of the client's address, cut as a setting says; `nil` where there is no address.
  @inline(__always)
  func network(version4Bits: Int, version6Bits: Int) -> KeptNetwork? {
    unsafe declassify(.address) { bytes, _ in
      // SAFETY: the parser reads at most the slack behind the field.
      unsafe ClientNetwork(bytes).map {
        KeptNetwork($0, version4Bits: version4Bits, version6Bits: version6Bits)
      }
    }
  }

  /// What the time says beside its hour; `nil` where it is none.
  @inline(__always)
  func time(keepingMinutes keepsTime: Bool) -> LoggedTime? {
    unsafe declassify(.time) { bytes, _ in unsafe LoggedTime(bytes, keepsTime: keepsTime) }
  }

  /// Method and protocol of the request, and whether it asks for a page by just its path.
  func requestForm(of page: PagePath? = nil) -> RequestForm {
    unsafe declassify(.request) { bytes, isEscaped in
      RequestForm(unsafe Array(bytes), isEscaped: isEscaped, page: page)
    }
  }

  /// Whether the referrer was reached by https.
  var referrerScheme: WebScheme {
    unsafe declassify(.referrer) { bytes, _ in WebScheme(unsafe Array(bytes)) }
  }

  /// The port behind the virtual host.
  var sitePort: SitePort {
    unsafe declassify(.site) { bytes, _ in SitePort(unsafe Array(bytes)) }
  }

  /// How long the response took; `nil` where none was logged.
  @inline(__always)
  var responseDuration: ResponseDuration? {
    unsafe declassify(.timeTaken) { bytes, _ in unsafe ResponseDuration(bytes) }
  }
}
