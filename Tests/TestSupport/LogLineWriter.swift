/// Lines of a combined log that differ from each other: one a second from 2026-10-01, with
/// documentation addresses (RFC 5737) and names (RFC 2606) only.
public enum LogLineWriter {
  /// The lines with these numbers, each with its newline.
  public static func lines(_ numbers: Range<Int>, server: Int = 0) -> String {
    numbers.map { line($0, server: server) + "\n" }.joined()
  }

  /// One line, without its newline.
  public static func line(_ number: Int, server: Int = 0) -> String {
    let second = number % 60
    let minute = number / 60 % 60
    let hour = number / 3600 % 24
    let day = 1 + number / 86_400 % 30
    let time =
      "\(two(day))/Oct/2026:\(two(hour)):\(two(minute)):\(two(second)) +0000"
    let page = pages[number * 7 % pages.count]
    let status = number % 11 == 0 ? 404 : 200
    return "192.0.2.\(number % 250 + 1) - - [\(time)] \"GET \(page) HTTP/1.1\" \(status) "
      + "\(1000 + number % 977 + server) \"https://www.bing.com\" \"Mozilla/5.0 (X11; Linux x86_64; "
      + "rv:14\(server).0) Gecko/20100101 Firefox/14\(server).0\""
  }

  private static let pages =
    ["/", "/about", "/news/", "/style.css", "/shop/list", "/contact"]
    + (0..<40).map { "/articles/number-\($0)" }

  private static func two(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }
}
