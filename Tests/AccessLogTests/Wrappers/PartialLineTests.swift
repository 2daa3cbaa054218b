import Testing

@testable import AccessLog

@Suite struct PartialLineTests {
  private func cri(_ text: String, _ tag: String = "F", _ stream: String = "stdout") -> String {
    "2026-11-20T10:15:03.8Z \(stream) \(tag) \(text)\n"
  }

  private func docker(_ text: String, _ stream: String = "stdout") -> String {
    "{\"log\":\"\(text)\",\"stream\":\"\(stream)\"}\n"
  }

  @Test("A whole line stands where its last part stood, and empty lines before it")
  func joined() {
    let log = cri("a", "P") + cri("b", "P") + cri("c") + cri("d")
    #expect(Unwrapping.lines(log, [.cri]) == "\n\nabc\nd\n")
    let objects = docker("a") + docker("") + docker(#"\"b\n"#) + docker(#"c\n"#)
    #expect(Unwrapping.lines(objects, [.dockerJSON]) == "\n\na\"b\nc\n")
    let compose = "web-1  | " + cri("<1>Nov  2 10:15:03 n", "P") + "web-1  | " + cri(": x")
    #expect(Unwrapping.lines(compose, [.compose, .cri, .syslog3164]) == "\nx\n")
  }

  @Test("Parts of the two streams are kept apart, and other lines between them do not matter")
  func streams() {
    let log =
      cri("a", "P") + cri("x", "P", "stderr") + "other\n" + cri("y", "F", "stderr") + cri("b")
    #expect(Unwrapping.lines(log, [.cri]) == "\n\nother\nxy\nab\n")
    let objects =
      docker("x", "stderr") + docker(#"a\n"#) + docker("b") + docker(#"y\n"#, "stderr")
      + docker(#"c\n"#)
    #expect(Unwrapping.lines(objects, [.dockerJSON]) == "\na\n\nxy\nbc\n")
  }

  @Test("A block ends where no line is in parts")
  func ends() {
    let chain = WrapperChain([.cri])
    let whole = cri("a") + cri("b", "P") + cri("c")
    #expect(Unwrapping.wholeLines(Array((whole + "2026").utf8), chain) == whole.utf8.count)
    #expect(
      Unwrapping.wholeLines(Array((whole + cri("d", "P") + cri("e", "F", "stderr")).utf8), chain)
        == whole.utf8.count)
    #expect(Unwrapping.wholeLines(Array(cri("a", "P").utf8), chain) == 0)
    #expect(Unwrapping.wholeLines(Array("2026".utf8), chain) == 0)
    #expect(Unwrapping.wholeLines([], chain) == 0)
    let object = docker(#"a\n"#)
    #expect(
      Unwrapping.wholeLines(Array((object + docker("b")).utf8), WrapperChain([.dockerJSON]))
        == object.utf8.count)
    // Of what stands in objects or parts, parts do not matter.
    let text = Array((cri("a", "P") + "x").utf8)
    #expect(Unwrapping.wholeLines(text, WrapperChain([.syslog3164])) == text.count - 1)
  }

  @Test("Parts that never end hold up nothing", arguments: [0, 300_000])
  func endless(before: Int) {
    let chain = WrapperChain([.cri])
    let part = cri(String(repeating: "x", count: 1000), "P")
    let error = cri("z", "P", "stderr")
    // Parts for long, then a last one that a block cut between them must not know otherwise.
    for log in [
      String(repeating: cri("a"), count: before / 30) + error + String(repeating: part, count: 400),
      String(repeating: part, count: 401),
      String(repeating: cri("a"), count: before / 30) + error
        + String(repeating: cri("a"), count: 10_000),
    ] {
      let bytes = Array(log.utf8)
      let end = Unwrapping.wholeLines(bytes, chain)
      #expect(bytes.count - end <= UnfinishedLines.reach + 2048)
      #expect(bytes[end - 1] == 0x0a)
      let all = bytes + Array((cri("b") + cri("c", "F", "stderr")).utf8)
      let whole = Unwrapping.lines(all, chain)
      let cut =
        Unwrapping.lines(Array(all[..<end]), chain) + Unwrapping.lines(Array(all[end...]), chain)
      #expect(cut.elementsEqual(whole))
      #expect(whole.split(separator: 0x0a).last == [0x63], "the error's first part is too far away")
    }
  }

  @Test("A part whose line goes on too late is given up", arguments: [("", true), ("x", false)])
  func late(more: String, isNear: Bool) {
    let first = cri("a", "P")
    let between = String(repeating: "y", count: UnfinishedLines.reach - first.utf8.count - 1) + more
    #expect(
      Unwrapping.lines(first + between + "\n" + cri("b"), [.cri])
        == "\n\(between)\n\(isNear ? "ab" : "b")\n")
    let end = Unwrapping.wholeLines(Array((first + between + "\n").utf8), WrapperChain([.cri]))
    #expect(end == (isNear ? 0 : UnfinishedLines.reach + 1))
  }
}
