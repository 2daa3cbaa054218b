import Testing

@testable import AccessLog

@Suite struct UnwrapperTests {
  static let line = #"203.0.113.7 - - [20/Nov/2026:10:15:03 +0100] "GET /a HTTP/1.1" 200 12"#
  static let time = "2026-11-20T10:15:03.863876173+01:00"

  @Test(
    "A prefix comes off in every form in which it is written",
    arguments: [
      (Wrapper.syslog3164, "Nov 20 10:15:03 web1 nginx[811]: "),
      (.syslog3164, "Nov  2 10:15:03 web1 nginx: "),
      (.syslog3164, "<190>Nov  2 10:15:03 web1 nginx: "),
      (.syslog3164, "<190>Nov 20 10:15:03 nginx: "), (.syslog3164, "Nov 20 10:15:03 nginx: "),
      (.syslog3164, "Nov 20 10:15:03 2001:db8::1 /usr/sbin/httpd[12]: "),
      (.syslog3164, "Nov 20 10:15:03.123456 web1 nginx[811]: "),
      (.syslog3164, "Nov 20 10:15:03 web1 local7.info nginx: "),
      (.syslog3164, "98 <190>Nov 20 10:15:03 web1 nginx: "),
      (.syslogISO, "2026-11-20T10:15:03.123456+01:00 web1 nginx[811]: "),
      (.syslogISO, "2026-11-20T10:15:03Z web1 nginx: "),
      (.syslogISO, "2026-11-20T10:15:03+0100 web1 nginx[811]: "),
      (.syslogISO, "<134>2026-11-20T10:15:03.123456+01:00 web1 haproxy[1]: "),
      (.syslogISO, "<134>2026-11-20T10:15:03-02:30 haproxy[1]: "),
      (.syslog5424, "<190>1 2026-11-20T10:15:03.123456+01:00 web1 nginx 811 - - "),
      (.syslog5424, "<190>1 2026-11-20T10:15:03Z web1 nginx - - -  "),
      (.syslog5424, "<190>1 - - - - - - \u{feff}"),
      (.syslog5424, #"<0>1 2026-11-20T10:15:03Z w n 1 ID47 [a@1 b="]" c="\"]\\"][d@2] "#),
      (.syslog5424, "212 <190>1 2026-11-20T10:15:03Z web1 nginx - - - "),
      (.compose, "web-1  | "), (.compose, "my_web.server-12    | "),
      (.compose, "web.1.x8k2@node-1  | "),
      (.compose, "\u{1b}[33mnginx_1  | \u{1b}[0m"), (.compose, "\u{1b}[36mnginx_1  |\u{1b}[0m "),
      (.compose, "\u{1b}[1;36mweb | \u{1b}[0m"),
      (.dockerTimestamps, "2026-11-20T09:15:03.863876173Z "),
      (.dockerTimestamps, "2026-11-20T10:15:03.8+01:00 "),
      (.cri, "2026-11-20T10:15:03.863876173+01:00 stdout F "),
      (.cri, "2026-11-20T10:15:03Z stderr F "), (.cri, "2026-11-20T10:15:03.8Z stdout F:tag "),
      (.kubectl, "[pod/web-5d8f7c9b4-x2x7k/nginx] "), (.kubectl, "[pod/web-1] "),
      (.herokuDrain, "2026-11-20T09:15:03.902066+00:00 app[web.1]: "),
    ] as [(Wrapper, String)])
  func prefixes(wrapper: Wrapper, prefix: String) {
    let other = "no such prefix"
    let text =
      "\(prefix)\(Self.line)\n\(other)\n\(prefix)\n\n\(prefix)\(prefix)x\n\(prefix)\(Self.line)"
    // Of a line that is all prefix nothing is left, and one wrapper comes off but once.
    #expect(
      Unwrapping.lines(text, [wrapper])
        == "\(Self.line)\n\(other)\n\n\n\(prefix)x\n\(Self.line)")
  }

  @Test(
    "What only looks like a prefix stays",
    arguments: [
      (Wrapper.syslog3164, "Nov 20 10:15:03 203.0.113.7 GET /a"), (.syslog3164, "<190>GET /a: b"),
      (.syslog3164, "Nov 20 10:15 web1 nginx: x"), (.syslog3164, "<1900>Nov 20 10:15:03 w n: x"),
      (.syslogISO, "2026-11-20T10:15:03Z nginx: x"), (.syslogISO, "2026-11-20 10:15:03 w n: x"),
      (.syslogISO, "2026-11-20T10:15:03 w n: x"),
      (.syslog5424, "<190>2 2026-11-20T10:15:03Z w n - - - x"),
      (.syslog5424, "1 2026-11-20T10:15:03Z w n - - - x"),
      (.syslog5424, "<190>1 2026-11-20T10:15:03Z w n - - [a x"),
      (.syslog5424, "<190>1 2026-11-20T10:15:03Z w n -"),
      (.compose, "203.0.113.7  | x"), (.compose, "web-1 | x"), (.compose, "a b  | x"),
      (.compose, "web-1  |x"), (.compose, "  | x"), (.compose, "\u{1b}[33mweb"),
      (.dockerTimestamps, "2026-11-20T09:15:03Z x"), (.dockerTimestamps, "2026-11-20T09:15:03.1 x"),
      (.dockerTimestamps, "2026-11-20T09:15:03.1234567890Z x"),
      (.dockerTimestamps, "[2026-11-20T09:15:03.123Z] x"),
      (.cri, "2026-11-20T10:15:03Z stdlog F x"), (.cri, "2026-11-20T10:15:03Z stdout X x"),
      (.cri, "2026-11-20T10:15:03Z stdout Full x"), (.kubectl, "[pod/web-1/nginx]x"),
      (.kubectl, "[job/web-1/nginx] x"), (.herokuDrain, "2026-11-20T09:15:03Z app: x"),
      (.herokuDrain, "2026-11-20T09:15:03Z app[web.1] x"),
      (.dockerJSON, #"{"log":"x\n","stream":"stdout""#), (.dockerJSON, #"{"log":"x\n"}"#),
      (.dockerJSON, #"{"log":"x\n","stream":"stdout"} {}"#),
      (.dockerJSON, #"{"log":"access","time":"2026-11-20T10:15:03Z","status":200}"#),
      (.dockerJSON, #"{"log":"x\n","stream":"stdout",}"#),
      (.dockerJSON, #"{"log":7,"stream":"stdout"}"#),
      (.dockerJSON, #"{"log":"x\"#), (.dockerJSON, #"{"log":{"#), (.dockerJSON, "{}"),
      (.journaldJSON, #"{"MESSAGE":"x"}"#), (.journaldJSON, #"{"__CURSOR":"x","MESSAGE":"#),
    ] as [(Wrapper, String)])
  func lookAlikes(wrapper: Wrapper, text: String) {
    #expect(Unwrapping.lines(text + "\n" + text, [wrapper]) == text + "\n" + text)
  }

  @Test(
    "A text of an object is written out without its escapes",
    arguments: [
      (
        #"{"log":"a \"b\" \\ \/ c\n","stream":"stdout","time":"2026-11-20T09:15:03.8Z"}"#,
        #"a "b" \ / c"#
      ),
      (
        #"{ "time" : "x" , "attrs" : {"tag":"{\"log\":1}","n":[1,2]} , "stream":"stderr","log":"a\n" }"#,
        "a"
      ),
      (
        #"{"log":"\u00e5\u20ac\ud83d\ude00 \ud83d \ude00x \uZZZZ \q\n","stream":"stdout"}"#,
        #"å€😀 \#u{fffd} \#u{fffd}x \uZZZZ \q"#
      ),
      (#"{"log":"\ude00\ude00\n","stream":"stdout"}"#, "\u{fffd}\u{fffd}"),
      (#"{"log":"a\nb\r\n","stream":"stdout"}"#, "a b\r"),
      (#"{"log":"a\u000ab\u000A","stream":"stdout"}"#, "a b"),
      (#"{"log":"a\\n\n","stream":"stdout"}"#, #"a\n"#), (#"{"log":"\n","stream":"stdout"}"#, ""),
      (#"{"log":"\t\u003c\u0026\u0001\b\f\n","time":"x"}"#, "\t<&\u{1}\u{8}\u{c}"),
      ("{\"log\":\"a\\n\",\"stream\":\"stdout\"}\r", "a"),
      (#"{"log":"a\n","stream":"stdout","log":"b\n","kubernetes":{"pod":"x"}}"#, "a"),
    ])
  func dockerObjects(text: String, inner: String) {
    #expect(Unwrapping.lines(text + "\n" + text, [.dockerJSON]) == inner + "\n" + inner)
  }

  @Test(
    "journald's messages are texts, numbers of bytes, or nothing",
    arguments: [
      (#"{"__CURSOR":"s=0","PRIORITY":"6","MESSAGE":"a \"b\" \n å"}"#, "a \"b\"   å"),
      (#"{"MESSAGE":"a\n","_BOOT_ID":"0","__CURSOR":"s=0"}"#, "a"),
      (#"{"__CURSOR":"s=0","MESSAGE":[71, 69,84,10,195,165,9999,256]}"#, "GET å"),
      (#"{"__CURSOR":"s=0","MESSAGE":[]}"#, ""), (#"{"__CURSOR":"s=0","MESSAGE":null}"#, ""),
      (#"{"__CURSOR":"s=0","MESSAGE":["a","b"]}"#, ""), (#"{"__CURSOR":"s=0"}"#, ""),
      (#"{"__CURSOR":"s=0","X":{"MESSAGE":"a"},"MESSAGE":"b","Y":[1,"]"]}"#, "b"),
    ])
  func journalEntries(text: String, inner: String) {
    #expect(Unwrapping.lines(text + "\n" + text, [.journaldJSON]) == inner + "\n" + inner)
  }

  @Test(
    "A message is the text of a key that holds whole lines, unless the object says what was asked for",
    arguments: [
      (#"{"@timestamp":"2026-11-20","message":"GET \"/a\"","host":{"name":"w"}}"#, #"GET "/a""#),
      (#"{"log":{"offset":7,"file":{"path":"/a"}},"message":"b"}"#, "b"),
      (#"{"date":1795166103.5,"log":"a"}"#, "a"), (#"{"line":"a","labels":{"line":"b"}}"#, "a"),
      (#"{"insertId":"x","textPayload":"a","severity":"INFO"}"#, "a"),
      (#"{"@timestamp":"x","@message":"a"}"#, "a"),
      (#"{"level":"info","msg":"handled request","common_log":"a"}"#, "a"),
      (#"{"request":{"uri":"/a"},"common_log":"b"}"#, nil), (#"{"msg":"a"}"#, nil),
      (#"{"message":"b","request":"GET /a"}"#, nil), (#"{"message":7}"#, nil), ("{}", nil),
    ])
  func messages(text: String, inner: String?) {
    let inner = inner ?? text
    #expect(Unwrapping.lines(text + "\n" + text, [.messageJSON]) == inner + "\n" + inner)
  }

  @Test("Wrappers in each other come off in their order")
  func nested() {
    let line = Self.line
    let json =
      #"{"log":"<190>Nov  2 10:15:03 web1 nginx: \#(line.replacing("\"", with: "\\\""))\n","stream":"stdout"}"#
    let outer = json.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let cases: [([Wrapper], String)] = [
      ([.cri, .syslog3164], "\(Self.time) stdout F Nov  2 10:15:03 web1 nginx: \(line)"),
      ([.compose, .dockerTimestamps], "web-1  | \(Self.time) \(line)"),
      ([.kubectl, .dockerTimestamps], "[pod/web-1/nginx] \(Self.time) \(line)"),
      ([.dockerJSON, .syslog3164], json),
      ([.compose, .dockerJSON, .syslog3164], "web-1  | \(json)"),
      ([.cri, .dockerJSON, .syslog3164], "\(Self.time) stdout F \(json)"),
      ([.journaldJSON, .dockerJSON, .syslog3164], #"{"__CURSOR":"s","MESSAGE":"\#(outer)"}"#),
      (
        [.journaldJSON, .cri, .syslogISO, .compose],
        #"{"__CURSOR":"s","MESSAGE":"\#(Self.time) stdout P \#(Self.time) w n: a  | x"}"#
      ),
    ]
    for (wrappers, text) in cases {
      let inner = wrappers.last == .compose ? "x" : line
      #expect(
        Unwrapping.lines("\(text)\nother\n\(text)\n", wrappers) == "\(inner)\nother\n\(inner)\n")
    }
    #expect(WrapperChain([.compose, .dockerTimestamps]).name == "docker compose + timestamps")
    #expect(WrapperChain().name == nil && WrapperChain().isEmpty)
    #expect(Unwrapping.lines("a\nb", []) == "a\nb")
  }
}
