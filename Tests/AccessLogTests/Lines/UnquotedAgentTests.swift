import CScan
import LogFormats
import Testing

@testable import AccessLog

/// Lines with user agents that no quotes enclose.
@Suite("User agents without quotes") struct UnquotedAgentTests {
  static let agent =
    "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko"
  private static let start = "203.0.113.7 [20/Nov/2026:10:15:03 +0100] \"GET /a HTTP/1.1\" 200 "

  @Test(
    "They are read up to what stands behind them",
    arguments: [
      ("$http_user_agent $host", "\(agent) www.example.org", "www.example.org", FieldMeaning.host),
      ("$http_user_agent $http_referer", "\(agent) -", "-", .referrer),
      (
        "$http_user_agent $http_referer", "\(agent) https://ref.example.net/a",
        "https://ref.example.net/a", .referrer
      ),
      ("$http_user_agent $request_time", "\(agent) 0.25", "0.25", .duration),
      (
        #"$http_user_agent $host "$upstream_addr""#, #"\#(agent) www.example.org "-""#,
        "www.example.org", .host
      ),
      ("$http_user_agent $http_x_forwarded_for", "\(agent) -", "", .ignored),
      ("$http_user_agent $http_x_forwarded_for", "\(agent) unknown", "", .ignored),
      ("$http_user_agent $http_x_forwarded_for", "\(agent) 198.51.100.7, 10.0.0.1", "", .ignored),
      ("$http_user_agent $http_x_forwarded_for", "\(agent) 2001:db8::7, 10.0.0.1", "", .ignored),
      ("$http_user_agent $upstream_cache_status", "\(agent) HIT", "", .ignored),
      (
        "$http_user_agent $upstream_addr $request_time", "\(agent) 10.0.0.1:80, 10.0.0.2:80 0.25",
        "0.25", .duration
      ),
    ])
  func values(
    string: String, rest: String, other: String, meaning: FieldMeaning
  ) throws {
    let definition = try FormatString.definition(
      of: "$remote_addr [$time_local] \"$request\" $status " + string)
    let plan = try FormatPlan(definition)
    let line = Array((Self.start + rest).utf8)
    let places = try #require(LineWalkTests.places(of: line, FieldSplitter(plan)))
    func value(_ meaning: FieldMeaning) -> String {
      let place = places[Int(meaning.rawValue)]
      return String(decoding: line[place.offset..<(place.offset + place.count)], as: UTF8.self)
    }
    #expect(value(.userAgent) == Self.agent)
    if !other.isEmpty { #expect(value(meaning) == other) }
    // The walk that explains lines finds the same.
    let walk = LineWalk(line, of: plan)
    #expect(walk.stop == nil)
    let agent = try #require(plan.fields.firstIndex { $0.meaning == .userAgent })
    #expect(walk.values[agent].map { String(decoding: line[$0], as: UTF8.self) } == Self.agent)
  }

  @Test("Lines with more words than the format has are none of it")
  func more() throws {
    let definition = try FormatString.definition(
      of: "$remote_addr [$time_local] \"$request\" $status $http_user_agent $bytes_sent $host")
    let plan = try FormatPlan(definition)
    let line = Array((Self.start + "\(Self.agent) 12 a b").utf8)
    #expect(LineWalkTests.places(of: line, FieldSplitter(plan)) == nil)
    #expect(LineWalk(line, of: plan).stop != nil)
  }
}
