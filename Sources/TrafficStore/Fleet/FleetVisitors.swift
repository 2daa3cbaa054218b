public import Traffic

/// A site or a page on one day.
public struct VisitorPlace: Hashable, Sendable {
  public var day: Day
  public var owner: Owner

  public enum Owner: Hashable, Sendable {
    case site(SiteName)
    case page(PageTag)
  }

  public init(day: Day, owner: Owner) {
    self.day = day
    self.owner = owner
  }
}

/// The visitors that one server has of a site or a page on a day that is still open.
public struct SharedVisitors: Sendable {
  public var place: VisitorPlace
  /// Which key they are told apart under: those of two servers can be put together only where it is
  /// the same.
  public var key: UInt64
  /// Bytes that a database keeps and knows nothing of.
  public var sketch: [UInt8]

  public init(place: VisitorPlace, key: UInt64, sketch: [UInt8]) {
    self.place = place
    self.key = key
    self.sketch = sketch
  }
}

/// Puts the visitors of several servers together: what is in their sketches, a database need not know.
public protocol VisitorUnion: AnyObject {
  func add(_ visitors: SharedVisitors)
  /// How many different visitors each site and page had on its day, on all servers, and how many people they are
  /// at least.
  var counts: [UnitedVisitors] { get }
}

/// The different visitors of a site or a page on a day, on all servers.
public struct UnitedVisitors: Sendable {
  public var place: VisitorPlace
  public var visitors: Int64
  /// Up to ``Traffic/PagePolicy/mostPeople``.
  public var people: Int64

  public init(place: VisitorPlace, visitors: Int64, people: Int64) {
    (self.place, self.visitors, self.people) = (place, visitors, people)
  }
}
