/// Servers that write Apache's directives, where what they mean differs.
public enum ApacheDialect: String, CaseIterable, Sendable {
  case apache
  /// Tomcat from 10.1 on.
  case tomcat
  /// Tomcat up to 10.0, whose `%D` is in milliseconds.
  case tomcat9
  case jetty, lighttpd, varnish, fastly, litespeed, icecast
}
