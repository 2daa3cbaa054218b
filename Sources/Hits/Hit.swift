/// One request after anonymisation: numbers only, meaningless without the tables of its batch.
///
/// A hit lives in a worker's buffer for the time of a block. Nothing may store one: the green
/// modules do not import this one.
public struct Hit: BitwiseCopyable {
  /// Hours since 1970-01-01T00Z.
  public var hour: Int32
  /// The number of the page in its worker's page table.
  public var page: UInt32
  /// The number of the client in its worker's client table.
  public var client: UInt16
  /// The number of the site in its worker's site table.
  public var site: UInt16
  /// The response status, 0 where none was logged.
  public var status: UInt16
  /// The raw value of a `DeviceClass`.
  public var device: UInt8
  /// The raw value of a `HitKind`.
  public var kind: UInt8
  /// Response bytes.
  public var bytes: Int64
  /// The number of the referrer in its worker's table, or ``unasked``.
  public var referrer: UInt16 = Hit.absent
  /// The number of the campaign in its worker's table, or ``unasked``.
  public var campaign: UInt16 = Hit.absent
  /// The raw value of a `CountryCode`, or ``unasked``.
  public var country: UInt16 = Hit.absent
  /// The raw value of a `ResponseTime`.
  public var time: UInt8 = 0

  /// What is known beside all that.
  public var flags: Flags = []
  /// The visitor among those of the site and the day; 0 where visitors are not counted.
  public var visitorOfSite: UInt32 = 0
  /// The visitor among those of the page and the day; 0 where visitors are not counted.
  public var visitorOfPage: UInt32 = 0
  /// What tells the visitor from another person.
  public var traits = VisitorTraits()

  /// Facts that are so or not.
  public struct Flags: OptionSet, BitwiseCopyable, Sendable {
    public var rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A page view that came from outside: its referrer is not the site itself.
    @inlinable public static var visit: Flags { Flags(rawValue: 1) }
    /// The page's visitors matter for its name only, so that a few are enough.
    @inlinable public static var needsFewVisitors: Flags { Flags(rawValue: 2) }
  }

  /// Whether there is nothing at what was asked for (RFC 9110, sections 15.5.5 and 15.5.11).
  @inlinable public var isNotFound: Bool { status == 404 || status == 410 }

  /// What stands for a number that the log does not have, or that nobody wants to know.
  @inlinable public static var absent: UInt16 { .max }

  @inlinable
  public init(
    hour: Int32, page: UInt32, client: UInt16, site: UInt16, status: UInt16, device: UInt8,
    kind: UInt8, bytes: Int64
  ) {
    self.hour = hour
    self.page = page
    self.client = client
    self.site = site
    self.status = status
    self.device = device
    self.kind = kind
    self.bytes = bytes
  }
}
