import Traffic

/// Status codes in words: the registered reason phrases (IANA, HTTP Status Code Registry), and
/// those a server logs without sending.
enum StatusText {
  static func number(_ status: StatusCode) -> String {
    String(status.rawValue)
  }

  static func meaning(_ status: StatusCode) -> String {
    if let known = names[status.rawValue] { return known }
    return switch status.rawValue / 100 {
    case 1: "Informational"
    case 2: "Success"
    case 3: "Redirection"
    case 4: "Client error"
    case 5: "Server error"
    default: "Unknown"
    }
  }

  private static let names: [UInt16: String] = [
    0: "None logged", 100: "Continue", 101: "Switching Protocols", 103: "Early Hints", 200: "OK",
    201: "Created", 202: "Accepted", 203: "Non-Authoritative Information", 204: "No Content",
    205: "Reset Content", 206: "Partial Content", 207: "Multi-Status", 300: "Multiple Choices",
    301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified",
    307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request",
    401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 406: "Not Acceptable", 407: "Proxy Authentication Required",
    408: "Request Timeout", 409: "Conflict", 410: "Gone", 411: "Length Required",
    412: "Precondition Failed", 413: "Content Too Large", 414: "URI Too Long",
    415: "Unsupported Media Type", 416: "Range Not Satisfiable", 417: "Expectation Failed",
    421: "Misdirected Request", 422: "Unprocessable Content", 423: "Locked",
    425: "Too Early", 426: "Upgrade Required", 428: "Precondition Required",
    429: "Too Many Requests", 431: "Request Header Fields Too Large",
    444: "Closed without answer (nginx)", 451: "Unavailable For Legal Reasons",
    499: "Client closed the connection (nginx)", 500: "Internal Server Error",
    501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable",
    504: "Gateway Timeout", 505: "HTTP Version Not Supported", 507: "Insufficient Storage",
  ]
}
