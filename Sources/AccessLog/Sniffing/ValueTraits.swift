/// What a value of a log line looks like; several may be so at once.
struct ValueTraits: OptionSet {
  let rawValue: UInt32

  /// Empty, `-` or `-1`: the server had nothing to say.
  static let empty = ValueTraits(rawValue: 1 << 0)
  static let integer = ValueTraits(rawValue: 1 << 1)
  /// Digits with a point in them.
  static let decimal = ValueTraits(rawValue: 1 << 2)
  /// A number with a unit of time behind it: `22ms`.
  static let unit = ValueTraits(rawValue: 1 << 3)
  /// A status code that servers send.
  static let status = ValueTraits(rawValue: 1 << 4)
  static let method = ValueTraits(rawValue: 1 << 5)
  static let version = ValueTraits(rawValue: 1 << 6)
  /// Method, target and perhaps protocol.
  static let request = ValueTraits(rawValue: 1 << 7)
  /// A path from the root.
  static let path = ValueTraits(rawValue: 1 << 8)
  /// A URL with a scheme and a host.
  static let url = ValueTraits(rawValue: 1 << 9)
  /// What a browser or a well-known program says of itself.
  static let agent = ValueTraits(rawValue: 1 << 10)
  /// A name and a version, as some programs say of themselves.
  static let product = ValueTraits(rawValue: 1 << 11)
  /// One address, or a list.
  static let address = ValueTraits(rawValue: 1 << 12)
  /// An address with a port that servers listen on.
  static let service = ValueTraits(rawValue: 1 << 13)
  /// A list of several addresses.
  static let list = ValueTraits(rawValue: 1 << 14)
  /// An address, or the first of a list, that is public.
  static let isPublic = ValueTraits(rawValue: 1 << 15)
  /// A name with a top-level domain that exists.
  static let domain = ValueTraits(rawValue: 1 << 16)
  /// Such a name that is hardly anything else, as a user's name.
  static let plainDomain = ValueTraits(rawValue: 1 << 17)
  static let time = ValueTraits(rawValue: 1 << 18)
  static let date = ValueTraits(rawValue: 1 << 19)
  static let timeOfDay = ValueTraits(rawValue: 1 << 20)
  /// `host/path` or `host:port/path` without a scheme.
  static let hostPath = ValueTraits(rawValue: 1 << 21)
  /// Digits with exactly three behind the point, as nginx writes seconds.
  static let milliseconds = ValueTraits(rawValue: 1 << 22)
  static let zero = ValueTraits(rawValue: 1 << 23)
  /// A host name of any kind: letters, digits, hyphens and points, with a letter.
  static let hostName = ValueTraits(rawValue: 1 << 24)

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Whether the server had nothing to say.
  static func isEmpty(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= 2 else { return false }
    // HAProxy and Amazon's load balancers write -1 for a number that there is not.
    return text.isEmpty || text.elementsEqual("-".utf8) || text.elementsEqual("-1".utf8)
  }

  static let all = ValueTraits(rawValue: .max)
  private static let addresses: ValueTraits = [.address, .service, .list, .isPublic]
  private static let domains: ValueTraits = [.domain, .plainDomain]
  private static let times: ValueTraits = [.time, .date, .timeOfDay]
  private static let numbers: ValueTraits = [
    .integer, .decimal, .unit, .status, .milliseconds, .zero,
  ]

  /// - Parameter asked: The traits that matter; others may be missing.
  init(of text: ArraySlice<UInt8>, asked: ValueTraits = .all) {
    func asks(_ some: ValueTraits) -> Bool { !asked.isDisjoint(with: some) }
    self = []
    if ValueTraits.isEmpty(text) {
      insert(.empty)
      return
    }
    if asks(Self.numbers) { insertNumbers(text) }
    if asks(.method), RequestShape.isMethod(text) { insert(.method) }
    if asks(.version), RequestShape.isVersion(text) { insert(.version) }
    if asks([.request, .agent]), RequestShape.isRequest(text) { insert(.request) }
    if asks(.url), RequestShape.isURL(text) { insert(.url) }
    if asks(.path), text.first == UInt8(ascii: "/"), !text.contains(0x20) { insert(.path) }
    if asks(.agent), !contains(.request), SniffedAgent.isAgent(text) { insert(.agent) }
    if asks(.product), SniffedAgent.isProduct(text) { insert(.product) }
    if asks(Self.addresses.union(Self.domains)) { insertAddresses(text) }
    if asks(.hostName), DomainShape.isHostName(text) { insert(.hostName) }
    if asks(.hostPath), let slash = text.firstIndex(of: UInt8(ascii: "/")),
      slash > text.startIndex,
      DomainShape(text[..<slash]) != nil || SniffedAddress(text[..<slash]) != nil,
      !text.contains(0x20)
    {
      insert(.hostPath)
    }
    guard asks(Self.times) else { return }
    if SniffedTime.read(text) != nil { insert(.time) }
    if text.count == 10, SniffedTime.isDate(text) { insert(.date) }
    if SniffedTime.isTimeOfDay(text) { insert(.timeOfDay) }
  }

  private mutating func insertAddresses(_ text: ArraySlice<UInt8>) {
    if let addresses = SniffedAddress.list(text), let first = addresses.first {
      insert(.address)
      if addresses.count > 1 { insert(.list) }
      if addresses.allSatisfy(\.isService) { insert(.service) }
      if !first.isPrivate { insert(.isPublic) }
    } else if let host = DomainShape(text) {
      insert(.domain)
      if host.isPlain { insert(.plainDomain) }
    }
  }

  private static let units = ["s", "ms", "us", "ns", "µs", "μs"]

  private mutating func insertNumbers(_ text: ArraySlice<UInt8>) {
    let digits = text.prefix(while: ASCII.isDigit)
    guard !digits.isEmpty else { return }
    let rest = text.dropFirst(digits.count)
    if rest.isEmpty, digits.count <= 18 {
      insert(.integer)
      if digits.allSatisfy({ $0 == 0x30 }) { insert(.zero) }
      if digits.count == 3 {
        let code = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        if RequestShape.statusCodes.contains(code) { insert(.status) }
      }
    }
    var fraction: ArraySlice<UInt8> = []
    var unit = rest
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix(while: ASCII.isDigit)
      unit = rest.dropFirst(1 + fraction.count)
      if unit.isEmpty, !fraction.isEmpty {
        insert(.decimal)
        if fraction.count == 3 { insert(.milliseconds) }
      }
    }
    if !unit.isEmpty, Self.units.contains(where: { unit.elementsEqual($0.utf8) }) { insert(.unit) }
  }
}
