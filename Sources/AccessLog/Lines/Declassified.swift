internal import Traffic

/// What may leave a log entry: members of `Traffic`'s types, numbers that servers write about
/// their own answers, and keyed hashes.
///
/// This file has every conformance there is; `BoundaryTests` compares it with a list.
protocol Declassified {}

extension PagePath: Declassified {}
extension SiteName: Declassified {}
extension Client: Declassified {}
extension ResponseTime: Declassified {}
extension ReferrerHost: Declassified {}

/// A time, before it becomes an hour or a duration.
extension LoggedMoment: Declassified {}
/// A duration, before it becomes a class.
extension LoggedDuration: Declassified {}

/// A status; a number of one.
extension UInt16: Declassified {}
/// An hour.
extension Int32: Declassified {}
/// Response bytes.
extension Int64: Declassified {}

/// The keyed hash of a field, to know it again within this process.
struct FieldTag: Declassified {
  var hash: UInt64
}

/// Keyed hashes of what decides a request's page and of its query, 0 for none; whether it is a GET.
struct RequestTag: Declassified {
  var hash: UInt64
  var query: UInt64
  var isGet: Bool
}

// What a request line says, once it is redacted; see Redaction/RequestLine.swift.
extension RequestedPage: Declassified {}
extension RequestedQuery: Declassified {}

// For a scrubbed log; see Lines/ScrubbedFacts.swift.
extension KeptNetwork: Declassified {}
extension LoggedTime: Declassified {}
extension RequestForm: Declassified {}
extension WebScheme: Declassified {}
extension SitePort: Declassified {}
extension RequestProtocol: Declassified {}

extension Optional: Declassified where Wrapped: Declassified {}
