/// How a value is written.
public enum FieldNotation: Hashable, Sendable {
  /// As it is.
  case plain
  /// An address with `:` and a port behind it, also where an IPv6 address stands without brackets
  /// (HAProxy's `%ci:%cp`).
  case addressWithPort
  /// `20/Nov/2026:10:15:03 +0100`, 26 bytes (Apache's `%t` without brackets, nginx's `$time_local`).
  case commonLog
  /// `20/Nov/2026:10:15:03` and perhaps a fraction, without a zone (HAProxy's `%tr`).
  case commonLogLocal
  /// `2026-11-20T10:15:03`, with `T` or a space, perhaps a fraction, perhaps a zone (RFC 3339).
  case iso8601
  /// Seconds, milliseconds … since 1970; seconds may have a fraction.
  case epoch(TimeUnit)
  /// A time whose notation is told by its look: any of those above.
  case anyTime
  /// A `strftime` pattern, as in Apache's `%{…}t`.
  case strftime(String)
  /// `2026-11-20` (W3C's `date`).
  case isoDate
  /// `10:15:03` (W3C's `time`).
  case timeOfDay
  /// The same in the server's own zone (`time-local` of IIS Advanced Logging).
  case localTimeOfDay
  /// A number of seconds, milliseconds …, with or without a point; below zero for none.
  case duration(TimeUnit)
  /// A whole number of microseconds, or seconds with a point (Apache's `%D` or nginx's `$request_time`).
  case secondsOrMicroseconds
  /// A whole number of milliseconds, or seconds with a point (W3C's `time-taken`, by IIS or the draft).
  case secondsOrMilliseconds
  /// A duration with its unit, as `22ms`, `1.5s`, `1m2.5s` or `250µs`.
  case durationWithUnit
  /// A URL without its scheme: a target such as `/example.org/a` (Akamai's `cs-uri`), a referrer such
  /// as `example.org` (`refer_domain` of delivery networks).
  case withoutScheme
}

/// The unit of a time or a duration.
public enum TimeUnit: UInt8, CaseIterable, Hashable, Sendable {
  case seconds, milliseconds, microseconds, nanoseconds
}

/// How a server writes bytes that would break its format, or that it cannot write.
public enum FieldEncoding: Hashable, Sendable {
  /// Nothing is escaped.
  case none
  /// `\"`, `\\`, `\n`, `\xHH`: Apache, and nginx with `escape=default`.
  case backslash
  /// RFC 8259, section 7: JSON, and nginx with `escape=json`.
  case json
  /// Percent-encoded once (Akamai, CloudFront).
  case percent
  /// Percent-encoded twice (CloudFront of old).
  case percentTwice
  /// A `+` for each space (IIS).
  case plusForSpace
  /// A quote is written twice (RFC 4180; W3C).
  case doubledQuote
  /// `#` and two hexadecimal digits: `#22` for a quote, `#C3#A5` for å (HAProxy, section 8.6 of its
  /// configuration manual).
  case numberSign
}

/// Which bytes may stand in a value that no quotes enclose.
public enum FieldExtent: Hashable, Sendable {
  /// None of the bytes that end it: a word, a number.
  case word
  /// A list whose items are separated by `, ` or ` : `, as in `X-Forwarded-For` and nginx's `$upstream_*`.
  case list
  /// Anything, so that what ends it may stand in it, too.
  case text
  /// In quotes, or a word without any where there is nothing to say: `"https://…"` or `-`
  /// (Traefik 1).
  case perhapsQuoted
}
