/// The formats the generator can write, as Apache's manual and Debian's configuration define them.
public enum LogFormat: String, CaseIterable, Sendable {
  /// `%h %l %u %t "%r" %>s %b`
  case common
  /// The common format and `"%{Referer}i" "%{User-Agent}i"`.
  case combined
  /// The combined format after `%v:%p`.
  case vhost
}
