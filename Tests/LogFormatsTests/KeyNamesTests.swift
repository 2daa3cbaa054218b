import LogFormats
import Testing

@Suite struct KeyNamesTests {
  @Test(
    "Names that people choose tell what a value is",
    arguments: [
      ("remote_addr", "<client/json~list>"), ("clientip", "<client/json~list>"),
      ("Client-IP", "<client/json~list>"), ("client.ip", "<client/json~list>"),
      ("http_x_forwarded_for", "<client/json~list#2>"), ("@timestamp", "<time:anyTime/json>"),
      ("time_local", "<time:anyTime/json>"), ("$time_iso8601", "<time:anyTime/json>"),
      ("http_user_agent", "<userAgent/json>"), ("userAgent", "<userAgent/json>"),
      ("agent", "<userAgent/json>"), ("ua", "<userAgent/json>"),
      ("user_agent.original", "<userAgent/json>"), ("referer", "<referrer/json>"),
      ("refer_domain", "<referrer:withoutScheme/json#1>"),
      ("RefererHost", "<referrer:withoutScheme/json#1>"),
      ("http_referrer", "<referrer/json>"), ("domain_http_host", "<host/json>"),
      ("vhost", "<host/json>"), ("host", "<host/json#1>"), ("server_name", "<host/json#2>"),
      ("size", "<bytes/json>"), ("bytes", "<bytes/json>"), ("body_bytes_sent", "<bytes/json>"),
      ("uri", "<target/json>"), ("url", "<target/json>"), ("request_uri", "<target/json>"),
      ("path", "<target/json#1>"), ("url.path", "<target/json#1>"), ("verb", "<method/json>"),
      ("http.request.method", "<method/json>"), ("request", "<request/json>"),
      ("http_status", "<status/json>"), ("http.response.status_code", "<status/json>"),
      ("status", "<status/json>"), ("request.headers.User-Agent", "<userAgent/json#1>"),
      ("req.url", "<target/json#1>"), ("res.statusCode", "<status/json#1>"),
      ("query_string", "<query/json>"), ("uri_param", "<query/json>"),
      ("rsp_size", "<bytes/json>"), ("server_protocol", "<version/json>"),
      // Durations: by the unit in their name, nginx's variable, or the unit in the value.
      ("duration_ms", "<duration:ms/json>"), ("request_time", "<duration:s/json>"),
      ("elapsed_us", "<duration:us/json>"), ("event.duration", "<duration:ns/json>"),
      ("responsetime", "<duration:durationWithUnit/json#1>"),
      ("duration", "<duration:durationWithUnit/json#1>"),
      ("latency", "<duration:durationWithUnit/json#1>"),
    ])
  func known(name: String, expected: String) throws {
    let field = try #require(KeyNames.field(named: name))
    #expect(described(field) == expected)
    #expect(field.name == name)
  }

  @Test(
    "What tells nothing stays out, also what a server behind this one said, and the log's machine",
    arguments: [
      "", "level", "msg", "remote_user", "request_id", "upstream_addr", "upstream_status",
      "upstream_response_time", "hostname", "host.name", "server_addr", "server_port",
      "response.headers.User-Agent", "cookie", "trace_id", "remote_port", "user.email",
      "resp_headers.Referer",
    ])
  func unknown(name: String) {
    #expect(KeyNames.field(named: name) == nil)
  }
}
