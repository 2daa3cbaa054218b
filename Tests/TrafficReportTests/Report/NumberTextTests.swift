import Testing

@testable import TrafficReport

@Suite struct NumberTextTests {
  @Test(
    "Counts have their thousands apart",
    arguments: [
      (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1234, "-1,234"),
      (.max, "9,223,372,036,854,775,807"), (.min, "-9,223,372,036,854,775,808"),
    ] as [(Int64, String)])
  func counts(number: Int64, text: String) {
    #expect(NumberText(.english).count(number) == text)
  }

  @Test(
    "Sizes have one digit after the point, and the next unit where they round up to it",
    arguments: [
      (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (1049, "1.0 kB"), (1050, "1.1 kB"),
      (999_949, "999.9 kB"), (999_950, "1.0 MB"), (1_500_000_000, "1.5 GB"),
      (.max, "9.2 EB"),
    ] as [(Int64, String)])
  func sizes(number: Int64, text: String) {
    #expect(NumberText(.english).bytes(number) == text)
  }

  @Test(
    "A little is never shown as nothing",
    arguments: [
      (0, "0.0%", "0.0000"), (0.0001, "<0.1%", "0.0001"), (0.00049, "<0.1%", "0.0005"),
      (0.1234, "12.3%", "0.1234"), (0.99999, "100.0%", "1.0000"), (1, "100.0%", "1.0000"),
    ] as [(Double, String, String)])
  func shares(share: Double, text: String, fraction: String) {
    #expect(NumberText(.english).share(share) == text)
    #expect(NumberText.fraction(share) == fraction)
  }

  @Test(
    "Times have as many digits as they deserve",
    arguments: [
      (0, "0.0 ms", "0.000"), (0.1, "0.1 ms", "0.100"), (0.10905, "0.1 ms", "0.109"),
      (9.94, "9.9 ms", "9.940"), (9.96, "10 ms", "9.960"), (131.8, "132 ms", "131.800"),
      (999.4, "999 ms", "999.400"), (999.5, "1.0 s", "999.500"), (1254, "1.3 s", "1254.000"),
      (9949, "9.9 s", "9949.000"), (9950, "10 s", "9950.000"),
      (96_154.843, "96 s", "96154.843"),
    ] as [(Double, String, String)])
  func times(time: Double, text: String, exact: String) {
    #expect(NumberText(.english).milliseconds(time) == text)
    #expect(NumberText.exactMilliseconds(time) == exact)
  }

  @Test(
    "What comes to a hundred has one digit after the point, and a little is not nothing",
    arguments: [
      (157, 1234, "12.7"), (0, 1234, "0.0"), (1, 5000, "<0.1"), (2468, 1234, "200.0"),
      (1, 0, "100.0"),
      (617_000, 1234, "50,000.0"),
    ] as [(Int64, Int64, String)])
  func perHundred(part: Int64, whole: Int64, text: String) {
    #expect(NumberText(.english).perHundred(part, of: whole) == text)
  }

  @Test("In Norwegian, numbers have a comma and spaces, of ASCII where there are no others")
  func norwegian() {
    let (numbers, plain) = (NumberText(.norwegian), NumberText(.norwegian, on: .ascii))
    #expect(numbers.count(-1_234_567) == "-1\u{202F}234\u{202F}567")
    #expect(plain.count(1_234_567) == "1 234 567")
    #expect(numbers.share(0.1234) == "12,3\u{A0}%" && plain.share(0.0001) == "<0,1 %")
    #expect(numbers.bytes(1_500_000_000) == "1,5 GB" && numbers.milliseconds(1254) == "1,3 s")
    #expect(numbers.milliseconds(0.1) == "0,1 ms")
    #expect(NumberText.fraction(0.1234) == "0.1234")
  }

  @Test("On pages, no line is broken within a number, and less than nothing has the sign for it")
  func pages() {
    let (english, norwegian) = (
      NumberText(.english, on: .page), NumberText(.norwegian, on: .page)
    )
    #expect(english.count(1_234_567) == "1,234,567")
    #expect(english.count(.min).hasPrefix("−9,223"))
    #expect(english.bytes(999) == "999\u{A0}B" && english.bytes(999_950) == "1.0\u{A0}MB")
    #expect(norwegian.bytes(-1_234_567) == "−1,2\u{A0}MB")
    #expect(english.share(0.1234) == "12.3%" && norwegian.share(0.1234) == "12,3\u{A0}%")
    #expect(english.share(-0.5) == "−50.0%" && english.share(-0.0001) == "0.0%")
    #expect(english.milliseconds(131.8) == "132\u{A0}ms")
    #expect(norwegian.milliseconds(1254) == "1,3\u{A0}s")
    #expect(english.average(12.34) == "12.3" && norwegian.average(1234.5) == "1\u{202F}235")
  }

  @Test("Changes have a sign, and nothing before is no change")
  func changes() {
    let (english, norwegian) = (
      NumberText(.english, on: .page), NumberText(.norwegian, on: .page)
    )
    #expect(english.change(from: 100, to: 112) == "+12%")
    #expect(norwegian.change(from: 100, to: 97) == "−3\u{A0}%")
    #expect(english.change(from: 1000, to: 1001) == "0%")
    #expect(english.change(from: 0, to: 5) == nil)
    #expect(norwegian.change(from: 1, to: 5_000) == "+499\u{202F}900\u{A0}%")
  }

  @Test(
    "Widths are those of a terminal",
    arguments: [
      ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한글", 4), ("🙂", 2), ("", 0),
    ])
  func widths(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test(
    "A name is shortened in the middle",
    arguments: [
      ("/products/spades", 16, "/products/spades"), ("/products/spades", 10, "/prod…ades"),
      ("日本語日本語", 7, "日…本語"), ("日本語日本語", 8, "日本…語"), ("abc", 1, "…"),
    ])
  func shortened(text: String, width: Int, short: String) {
    #expect(DisplayWidth.shortened(text, to: width, ellipsis: "…") == short)
    #expect(DisplayWidth.of(short) <= width)
  }
}
