internal import AccessLog

extension LogLook {
  /// What a source looks like that could not be read, and what to do.
  var sentence: String {
    switch self {
    case .empty: "There is nothing in it: no line to read."
    case .unfinished:
      "Its only line has no line end yet, so it may still be being written. If it is whole, end it with "
        + "a newline."
    case .binary:
      "It is binary, not text. Compressed logs are read if they are of gzip, zstd, bzip2 or xz: "
        + "decompress any other into a pipe, as in PROGRAM FILE | sporlos check -"
    case .database:
      "It is an SQLite database, not a log. For a database of counts, use sporlos report."
    case .html:
      "It is a web page or XML, not a log: perhaps an error page that was saved in place of one."
    case .json:
      "Its lines are JSON, but no keys in them are known for a time, a request or a path, and a status. "
        + "Write them under usual names, such as time, request and status, or give the format with "
        + "--format, as in --format '{\"when\":\"$time_iso8601\",\"what\":\"$request\",\"code\":\"$status\"}'"
    case .jsonDocument:
      "It is one JSON document over several lines. One object a line is needed, as "
        + "jq -c '.[]' FILE writes them."
    case .console:
      "It looks like Caddy's console format without requests in it. Name the log of a site, which its "
        + "log block in the Caddyfile writes, best with format json."
    case .nginxErrors:
      "It looks like nginx's error log, which has no requests to count. Name the file that access_log in "
        + "nginx's configuration names, mostly /var/log/nginx/access.log"
    case .apacheErrors:
      "It looks like Apache's error log, which has no requests to count. Name the file that CustomLog in "
        + "Apache's configuration names, mostly /var/log/apache2/access.log or /var/log/httpd/access_log"
    case .phpErrors:
      "It looks like PHP's error log, which has no requests to count. Name the web server's access log."
    case .configuration:
      "It looks like a configuration, not a log. Name the log that it writes."
    case .systemLog:
      "It looks like a system's log, and its lines are no web requests that are known. Name the web "
        + "server's access log, or give the format with --format."
    case .table:
      "Its lines are values with one sign between them, but no column is known for a time, a request and "
        + "a status. Give the columns with --format, as in --format 'csv:time,client_ip,method,path,status'"
    case .text:
      "Most of its lines have no time, request and status that are known. Give the format as the server's "
        + "configuration has it with --format, as in "
        + "--format '$remote_addr [$time_local] \"$request\" $status'; sporlos formats lists those with a name."
    }
  }

  /// Whether another format of the server would help.
  var wantsBetterFormat: Bool { self == .text || self == .table || self == .json }
}
