internal import AccessLog

extension LogLook {
  /// What a source looks like that could not be read, and what to do, with a command if there is one.
  var advice: String { [sentence, example].compactMap { $0 }.joined(separator: " ") }

  /// What a source looks like, and what to do.
  var sentence: String {
    switch self {
    case .empty: "It has no lines to read."
    case .unfinished:
      "Its only line has no line end yet, so the server may still be writing it. If the line is complete, "
        + "end it with a newline."
    case .carriageReturns:
      "Its lines end in a carriage return (CR) alone. Convert it first, as in"
    case .utf16: LogLook.wideText("UTF-16LE")
    case .utf16BigEndian: LogLook.wideText("UTF-16BE")
    case .binary:
      "It is binary, not text. Logs compressed with gzip, zstd, bzip2 or xz are read as they are: "
        + "decompress any other into a pipe, as in"
    case .database:
      "It is an SQLite database, not a log. If it holds counts of sporlos, use sporlos report."
    case .html:
      "It is a web page or XML, not a log: perhaps an error page that was saved instead of one."
    case .longLine:
      "Its first line is longer than 64 KiB, so it is not a line of an access log."
    case .json:
      "Its lines are JSON, but no keys were recognised as a time, a request (or path) and a status. Name "
        + "them with --format, as in"
    case .jsonArray:
      "It is one JSON array. One object per line is needed: convert it, as in"
    case .jsonDocument:
      "It is JSON in objects of several lines. One object per line is needed: convert it, as in"
    case .console:
      "It looks like the log of Caddy itself, which has no requests to count. Name a site's access log: "
        + "the file in that site's log block in the Caddyfile, best with format json."
    case .nginxErrors:
      "It looks like nginx's error log, which has no requests to count. Name the file that access_log in "
        + "nginx's configuration names, usually /var/log/nginx/access.log"
    case .apacheErrors:
      "It looks like Apache's error log, which has no requests to count. Name the file that CustomLog in "
        + "Apache's configuration names, usually /var/log/apache2/access.log or /var/log/httpd/access_log"
    case .phpErrors:
      "It looks like PHP's error log, which has no requests to count. Name the web server's access log."
    case .rails:
      "It looks like the log of Rails, where a request and its status are on different lines. Name the "
        + "web server's access log, or let the gem lograge write one line for each request, with the time:"
    case .noTime:
      "Its lines have a request and a status, but no date and time that were recognised, so they cannot "
        + "be counted. Add them to what the server or the logger writes: :date[iso] in morgan, time in "
        + "custom_options of lograge, $time_iso8601 in nginx, %t in Apache."
    case .configuration:
      "It looks like a configuration, not a log. Name the log that the server writes; if this is the "
        + "server's configuration, sporlos formats --format-file FILE lists its logs."
    case .systemLog:
      "It looks like a system log, and no web requests were recognised in it. Name the web server's "
        + "access log, or give the format with --format."
    case .table: LogLook.table("commas")
    case .tableOfTabs: LogLook.table("tabs")
    case .tableOfSemicolons: LogLook.table("semicolons")
    case .ambiguousDates:
      "A date such as 03/04/2026 may be in March or in April. Say which with --format; %d is the day and "
        + "%m the month in"
    case .text:
      "Most of its lines have no time, request and status that were recognised. Take one of sporlos "
        + "formats, or copy the format from the server's configuration (nginx's log_format, Apache's "
        + "LogFormat) into --format, as in"
    }
  }

  /// A command or an option that helps, to be shown on a line of its own.
  var example: String? {
    switch self {
    case .carriageReturns: #"tr '\r' '\n' < FILE | sporlos check -"#
    case .utf16: "iconv -f UTF-16LE -t UTF-8 FILE | sporlos check -"
    case .utf16BigEndian: "iconv -f UTF-16BE -t UTF-8 FILE | sporlos check -"
    case .binary: "PROGRAM FILE | sporlos check -"
    case .json: "--format 'json:time=ts client=request.ip target=path status=code'"
    case .jsonArray: "jq -c '.[]' FILE | sporlos check -"
    case .jsonDocument: "jq -c . FILE | sporlos check -"
    case .table: "--format 'csv:time,client_ip,method,path,status'"
    case .tableOfTabs: #"--format "$(printf 'tsv:time\tclient_ip\tmethod\tpath\tstatus')""#
    case .tableOfSemicolons:
      "--format '$time_iso8601;$remote_addr;$request_method;$request_uri;$status'"
    case .rails: "config.lograge.custom_options = ->(_) { { time: Time.now.utc.iso8601 } }"
    case .ambiguousDates: #"--format 'LogFormat "%h %{%d/%m/%Y %H:%M:%S}t \"%r\" %>s %b"'"#
    case .text: #"--format '$remote_addr [$time_local] "$request" $status'"#
    default: nil
    }
  }

  private static func wideText(_ encoding: String) -> String {
    "It is text in \(encoding), as some Windows programs write it. Convert it to UTF-8 first, as in"
  }

  private static func table(_ separators: String) -> String {
    "Its lines are columns with \(separators) between them, but none were recognised as a time, a request "
      + "and a status. Name all columns in their order with --format, as in"
  }

  /// Whether another format of the server would help.
  var wantsBetterFormat: Bool {
    [.text, .table, .tableOfTabs, .tableOfSemicolons, .json, .ambiguousDates].contains(self)
  }

  /// Whether the shape of the first line says anything.
  var hasShape: Bool {
    let others: Set<LogLook> = [
      .binary, .empty, .utf16, .utf16BigEndian, .database, .longLine, .html, .jsonArray,
      .jsonDocument,
    ]
    return !others.contains(self)
  }
}
