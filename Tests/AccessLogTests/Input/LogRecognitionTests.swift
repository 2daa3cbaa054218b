import Foundation
import TestSupport
import Testing
import Traffic

@testable import AccessLog

/// A log is known by what is in it, whatever it is called and however it is packed.
@Suite struct LogRecognitionTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Reads all of a log, as a first run does.
  private func position(_ bytes: [UInt8], as name: String = "log") throws -> Checkpoint {
    try Data(bytes).write(to: folder.file(name))
    return try ReadSource(folder.file(name)).reader.position(format: "combined")
  }

  /// What a source is among known logs, and what is handed out of it then.
  private func recognise(
    _ url: URL, among known: [Checkpoint]
  ) throws -> (LogReader.Recognition, [UInt8]) {
    let reader = try LogReader(path: url.path, key: ReadSource.key)
    let recognition = try reader.recognise(among: known)
    if case .counted = recognition { return (recognition, []) }
    return (recognition, ReadSource(reader).lines)
  }

  @Test(
    "A log of any length that has grown goes on where it was counted to",
    arguments: [
      (1, 2), (1, 500), (10, 11), (30, 31), (30, 3000), (300, 301), (3000, 3001), (3000, 9000),
    ])
  func grown(before: Int, after: Int) throws {
    let old = LogLineWriter.bytes(0..<before)
    let new = LogLineWriter.bytes(0..<after)
    let known = try position(old)
    for packing in TestPacking.allCases {
      let handle = try FileHandle(forWritingTo: folder.file("log"))
      let url: URL
      if packing == .plain {
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(new))
        url = folder.file("log")
      } else {
        url = try packing.write(new, to: "copy", in: folder)
      }
      try handle.close()
      let (recognition, rest) = try recognise(url, among: [known])
      #expect(recognition == .known(0), "\(packing)")
      #expect(rest == Array(new[old.count...]), "\(packing)")
    }
  }

  @Test("A copy is known for the log it is of", arguments: TestPacking.allCases)
  func copies(packing: TestPacking) throws {
    let bytes = LogLineWriter.bytes(0..<2000)
    let known = try position(bytes)
    let copy = try packing.write(bytes, to: "copy", in: folder)
    let (recognition, rest) = try recognise(copy, among: [known])
    #expect(recognition == .known(0) && rest.isEmpty)
    // A shorter copy has been counted with the longer one.
    for lines in [40, 500, 1999] {
      let shorter = try packing.write(LogLineWriter.bytes(0..<lines), to: "shorter", in: folder)
      #expect(try recognise(shorter, among: [known]).0 == .counted(0), "\(lines) lines")
    }
  }

  @Test("Another log is new, whatever else is known", arguments: TestPacking.allCases)
  func others(packing: TestPacking) throws {
    let known = [
      try position(LogLineWriter.bytes(0..<2000), as: "a"),
      try position(LogLineWriter.bytes(0..<5), as: "b"),
    ]
    let bytes = LogLineWriter.bytes(0..<300, server: 2)
    let (recognition, lines) = try recognise(
      try packing.write(bytes, to: "c", in: folder), among: known)
    #expect(recognition == .new && lines == bytes)
    #expect(try recognise(folder.file("c"), among: []).0 == .new)
  }

  @Test(
    "A log that departs from a known one is new, however late", arguments: [60, 300, 1500, 2900])
  func departs(from line: Int) throws {
    let known = try position(LogLineWriter.bytes(0..<3000))
    let other = LogLineWriter.bytes(0..<line) + LogLineWriter.bytes(line..<3000, server: 1)
    for packing in TestPacking.allCases {
      let url = try packing.write(other, to: "other", in: folder)
      let (recognition, lines) = try recognise(url, among: [known])
      #expect(recognition == .new && lines == other, "\(packing), departs at line \(line)")
    }
  }

  @Test(
    "Of two logs with the same beginning, each is known for itself",
    arguments: [(200, 700), (170, 5), (150, 3), (60, 1)])
  func twins(shared: Int, own: Int) throws {
    let first = LogLineWriter.bytes(0..<1000)
    let second =
      LogLineWriter.bytes(0..<shared)
      + LogLineWriter.bytes(shared..<(shared + own), server: 1)
    let known = [try position(first, as: "a"), try position(second, as: "b")]
    // Ending before, among and behind the marks of the other.
    for count in [0, 10, 100, 3000] {
      let more = LogLineWriter.bytes(5000..<(5000 + count))
      for (index, bytes) in [first, second].enumerated() {
        for packing in [TestPacking.plain, .gzip] {
          let url = try packing.write(bytes + more, to: "grown", in: folder)
          let (recognition, rest) = try recognise(url, among: known)
          #expect(recognition == .known(index), "\(packing) of log \(index) and \(count) lines")
          #expect(rest == more, "\(packing) of log \(index) and \(count) lines")
        }
      }
    }
  }

  @Test(
    "Logs of few lines are told apart as exactly as their lines are",
    arguments: TestPacking.allCases)
  func short(packing: TestPacking) throws {
    var random = SeededGenerator.fresh()
    for _ in 0..<60 {
      // A tree of logs: each begins like another one, and goes on with lines of its own.
      var logs: [[Int]] = [[]]
      for _ in 0..<8 {
        let base = logs.randomElement(using: &random)!.prefix(
          Int.random(in: 0...40, using: &random))
        let own = (0..<Int.random(in: 0...30, using: &random)).map { _ in
          Int.random(in: 0..<3, using: &random) + 10 * base.count
        }
        logs.append(base + own)
      }
      let known = Array(Set(logs.filter { !$0.isEmpty })).shuffled(using: &random)
      guard var source = known.last else { continue }
      if Bool.random(using: &random) {
        source = Array(source.prefix(Int.random(in: 1...40, using: &random)))
      }
      if Bool.random(using: &random) { source += [9999, 9998] }
      let positions = try known.dropLast().map { try position(bytes(of: $0)) }
      let url = try packing.write(bytes(of: source), to: "source", in: folder)
      let reader = try LogReader(path: url.path, key: ReadSource.key)
      let recognition = try reader.recognise(
        among: positions.filter { $0.head == reader.head })
      let others = known.dropLast().enumerated().filter { positions[$0.offset].head == reader.head }
        .map(\.element)
      let rest: [UInt8]
      if others.contains(where: { $0.starts(with: source) }) {
        // What a known log holds counts once, whether it is as long or longer.
        if case .new = recognition { Issue.record("\(source) is new among \(others)") }
        if case .counted = recognition { continue }
        rest = []
      } else if let longest = others.filter({ source.starts(with: $0) }).max(by: {
        $0.count < $1.count
      }) {
        #expect(recognition == .known(others.firstIndex(of: longest)!), "\(source) among \(others)")
        rest = bytes(of: Array(source[longest.count...]))
      } else {
        #expect(recognition == .new, "\(source) among \(others)")
        rest = bytes(of: source)
      }
      #expect(ReadSource(reader).lines == rest, "\(source) among \(others)")
    }
  }

  /// A line for each number.
  private func bytes(of numbers: [Int]) -> [UInt8] {
    numbers.flatMap { LogLineWriter.bytes($0..<($0 + 1)) }
  }

  @Test(
    "A header of comments that all logs have does not make them one",
    arguments: ["#Fields: a b\n", "\n"])
  func header(of text: String) throws {
    let header = Array(String(repeating: text, count: 3).utf8)
    let known = try position(header + LogLineWriter.bytes(0..<5))
    try Data(header).write(to: folder.file("header"))
    let reader = try LogReader(path: folder.file("header").path, key: ReadSource.key)
    #expect(reader.head == nil, "nothing can be known of it yet")
    try Data(header + LogLineWriter.bytes(7..<9)).write(to: folder.file("other"))
    let other = try LogReader(path: folder.file("other").path, key: ReadSource.key)
    #expect(other.head != nil && other.head != known.head)
  }

  @Test("Logs that are equal are two where they have two names")
  func names() throws {
    let url = folder.file("log")
    try Data(LogLineWriter.bytes(0..<50)).write(to: url)
    let heads = try [nil, SourceName("web1"), SourceName("web2")].map {
      try LogReader(path: url.path, key: ReadSource.key, name: $0).head
    }
    #expect(Set(heads).count == 3)
  }

  @Test(
    "What an earlier release counted of a log is known, however long it was",
    arguments: [(1, 1), (1, 40), (10, 10), (10, 11), (300, 300), (300, 5000), (5000, 5001)])
  func earlier(before: Int, after: Int) throws {
    let old = LogLineWriter.bytes(0..<before)
    var known = try position(old)
    let reader = try LogReader(path: folder.file("log").path, key: ReadSource.key)
    known.fingerprint = reader.fingerprint
    (known.head, known.lineMarks) = (nil, [])
    let new = LogLineWriter.bytes(0..<after)
    try Data(new).write(to: folder.file("grown"))
    let (recognition, rest) = try recognise(folder.file("grown"), among: [known])
    #expect(recognition == .known(0) && rest == Array(new[old.count...]))
    try Data(LogLineWriter.bytes(0..<after, server: 3)).write(to: folder.file("other"))
    #expect(try recognise(folder.file("other"), among: [known]).0 == .new)
  }

  @Test("A log that was quiet for long is known as a whole, and any beginning of it for a copy")
  func quiet() throws {
    var known = try position(LogLineWriter.bytes(0..<2000))
    (known.lineMarks, known.gridMarks, known.file) = ([], [], nil)
    for (lines, rest) in [(2000, 0), (2010, 10)] {
      let bytes = LogLineWriter.bytes(0..<lines)
      try Data(bytes).write(to: folder.file("copy"))
      let (recognition, read) = try recognise(folder.file("copy"), among: [known])
      #expect(recognition == .known(0))
      #expect(read == LogLineWriter.bytes((lines - rest)..<lines))
    }
    try Data(LogLineWriter.bytes(0..<3)).write(to: folder.file("copy"))
    #expect(try recognise(folder.file("copy"), among: [known]).0 == .counted(0))
  }

  @Test("The same file written anew is a new log", arguments: [(20, 20), (20, 5), (500, 400)])
  func rewritten(before: Int, after: Int) throws {
    let known = try position(LogLineWriter.bytes(0..<before))
    let handle = try FileHandle(forWritingTo: folder.file("log"))
    try handle.truncate(atOffset: 0)
    let bytes = LogLineWriter.bytes(7000..<(7000 + after), server: 3)
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
    let (recognition, lines) = try recognise(folder.file("log"), among: [known])
    #expect(recognition == .new && lines == bytes)
  }

  @Test("A last line that was not finished counts once it is", arguments: [3, 50, 2000])
  func unfinished(lines: Int) throws {
    let bytes = LogLineWriter.bytes(0..<lines)
    let cut = bytes.count - 20
    let known = try position(Array(bytes[..<cut]))
    let handle = try FileHandle(forWritingTo: folder.file("log"))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(bytes[cut...]))
    try handle.close()
    let (recognition, rest) = try recognise(folder.file("log"), among: [known])
    #expect(recognition == .known(0))
    #expect(rest == LogLineWriter.bytes((lines - 1)..<lines))
  }

  @Test("Another key knows no log")
  func keys() throws {
    let bytes = LogLineWriter.bytes(0..<500)
    let known = try position(bytes)
    let reader = try LogReader(path: folder.file("log").path, key: SourceKey())
    #expect(try reader.recognise(among: [known]) == .new)
    #expect(known.head != reader.head && known.file != reader.file)
  }
}
