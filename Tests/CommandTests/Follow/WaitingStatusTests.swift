import Foundation
import TestSupport
import Testing

/// What `sporlos status` says of counts that are not in the database yet.
@Suite(
  "The status says that counts wait, for what, and until when at the latest",
  .enabled(if: FileManager.default.fileExists(atPath: "/dev/shm"), "there is no /dev/shm"))
struct WaitingStatusTests {
  private let folder: ScratchFolder
  private let follower: Follower
  private let clock: URL
  private let memory: MemoryFolder
  private let pipe: FileHandle

  init() throws {
    folder = try ScratchFolder()
    follower = Follower(folder)
    clock = folder.file("clock")
    memory = try MemoryFolder()
    try folder.write("", to: "access.log")
    try follower.shell("mkfifo pipe")
    // For reading, too, so that it does not wait for the follower.
    pipe = try FileHandle(forUpdating: folder.file("pipe"))
    try set("10:20:00")
  }

  private func set(_ time: String) throws {
    try folder.replace("clock", with: "@2026-10-01 \(time)\n")
  }

  private func line(_ visitor: Int, at time: String = "10:20:01") -> String {
    "198.51.\(visitor).7 - - [01/Oct/2026:\(time) +0000] \"GET /people/kari HTTP/1.1\" 200 5 \"-\" "
      + "\"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\"\n"
  }

  private func status(
    _ arguments: String..., at time: String = "10:21:30", sees: Bool = true
  ) throws -> String {
    let outcome = try SporlosProgram.run(
      ["status", "--db", Follower.database] + arguments, clock: "2026-10-01 \(time)",
      runtimeFolder: sees ? memory.path : nil, in: folder.url)
    #expect(outcome.errors == "")
    return outcome.output
  }

  /// What the status says of a log's counts.
  private struct Counts: Decodable, Equatable {
    var waits: Bool?
    var reason: String?
    var latest: String?
  }

  private struct Source: Decodable {
    var path: String
    var position: Int
    var waits: Bool?
    var reason: String?
    var latest: String?
  }

  private struct Document: Decodable {
    var hits: Int
    var lines: Int
    var sources: [Source]
  }

  private func document(at time: String = "10:21:30", sees: Bool = true) throws -> Document {
    try JSONDecoder().decode(
      Document.self, from: Data(status("--json", at: time, sees: sees).utf8))
  }

  private func counts(
    of name: String, at time: String = "10:21:30", sees: Bool = true
  ) throws -> Counts {
    let found = try document(at: time, sees: sees).sources.first { $0.path == name }
    let source = try #require(found, "\(name)")
    return Counts(waits: source.waits, reason: source.reason, latest: source.latest)
  }

  /// Whether the follower has taken a line of the log and of the pipe.
  private func waitForLines() throws {
    try follower.wait { try counts(of: "access.log").waits == true }
    try follower.wait { memory.waiting != nil }
  }

  private var hits: Int { (try? TrafficRows(folder.file(Follower.database)).hits()) ?? 0 }

  @Test("Lines of a log and of a pipe wait for visitors or the hour's end, and then for a follower")
  func visitors() throws {
    let nothing = Counts(waits: false)
    let waiting = Counts(waits: true, reason: "visitors", latest: "2026-10-01T11:00Z")
    try follower.start("access.log", "pipe", isPrompt: false, clock: clock, memory: memory.path)
    try follower.wait { folder.hasFile("traffic.sqlite-state/follow.json") }
    try follower.wait { try document().sources.count == 2 }
    #expect(try counts(of: "access.log") == nothing && counts(of: "pipe") == nothing)
    #expect(try !status().contains("\nwaiting"))
    try folder.append(line(1), to: "access.log")
    pipe.write(Data(line(2).utf8))
    try waitForLines()
    #expect(try counts(of: "access.log") == waiting && counts(of: "pipe") == waiting)
    // Who may not see the folder of open days is told what may be so.
    let unseen = Counts(waits: nil, reason: "visitors", latest: "2026-10-01T11:00Z")
    #expect(try counts(of: "pipe", sees: false) == unseen)
    let text = try status()
    #expect(
      text.contains(
        "waiting   for 5 visitors of each site of a log and 5 more after them, or for the end of the hour, "
          + "11:00Z at the latest: a commit before that could show a single request\n"
          + "          in memory: lines of pipes and sockets, which wait together\n"), "\(text)")
    #expect(text.components(separatedBy: "wait until 11:00Z\n").count == 3, "\(text)")
    #expect(try status(sees: false).contains("may wait until 11:00Z\n"))
    // More visitors of those that are too few change not a word of it.
    let before = try status("--json")
    for visitor in 3...4 { pipe.write(Data(line(visitor).utf8)) }
    let former = memory.waiting
    try follower.wait { memory.waiting != former }
    #expect(try status("--json") == before)
    // Counts that wait outlive the follower, and it is said for whom.
    #expect(follower.stop() == 0, "\(follower.errors)")
    let stopped = Counts(waits: true, reason: "stopped")
    #expect(try counts(of: "access.log") == stopped && counts(of: "pipe") == stopped)
    #expect(try status().contains("waiting   for the next follower\n"))
    try set("11:00:05")
    try follower.start("access.log", "pipe", isPrompt: false, clock: clock, memory: memory.path)
    try follower.expect(hits: 4)
    try follower.wait { memory.waiting == nil }
    try set("11:01:05")
    try follower.wait { try document(at: "11:02:00").sources.first?.position ?? 0 > 0 }
    #expect(try counts(of: "access.log", at: "11:02:00") == nothing)
    #expect(try counts(of: "pipe", at: "11:02:00") == nothing)
    try follower.stop(hits: 4)
  }

  @Test("Where visitors are not distinguished, a log waits for the hour's end, and a pipe does not")
  func withoutAddresses() throws {
    try follower.start(
      "access.log", "pipe", "--drop-addresses", isPrompt: false, clock: clock, memory: memory.path)
    try follower.wait { folder.hasFile("traffic.sqlite-state/follow.json") }
    try folder.append(line(1), to: "access.log")
    pipe.write(Data(line(2).utf8))
    try follower.expect(hits: 1)
    try follower.wait { try counts(of: "access.log").waits == true }
    #expect(
      try counts(of: "access.log")
        == Counts(waits: true, reason: "hour", latest: "2026-10-01T11:00Z"))
    #expect(try counts(of: "pipe") == Counts(waits: false))
    #expect(try status().contains("without addresses, visitors are not distinguished"))
    try follower.stop(hits: 1)
  }

  @Test("With --flush, nothing waits but for the next commit")
  func prompt() throws {
    try follower.start("access.log", "pipe", clock: clock, memory: memory.path)
    try folder.append(line(1), to: "access.log")
    pipe.write(Data(line(2).utf8))
    try follower.expect(hits: 2)
    try follower.wait { try document().lines == 2 }
    #expect(try counts(of: "access.log") == Counts(waits: false))
    #expect(try counts(of: "pipe") == Counts(waits: false))
    follower.send(SIGSTOP)
    try folder.append(line(3), to: "access.log")
    // The follower is not old enough for its silence to be a fault.
    #expect(try counts(of: "access.log", at: "10:21:00") == Counts(waits: true, reason: "commit"))
    #expect(try counts(of: "access.log", at: "10:31:00") == Counts(waits: true, reason: "database"))
    #expect(
      try status(at: "10:31:00").contains(
        "waiting   for the database, which has taken nothing for 11 min: see what the follower says\n"
      ))
    follower.send(SIGCONT)
    try follower.stop(hits: 3)
  }

  @Test("While lines of a pipe wait, the file that the status is from tells nothing of them")
  func atRest() throws {
    /// All but the minute.
    func told() throws -> String {
      let bytes = try Data(contentsOf: folder.file("traffic.sqlite-state/follow.json"))
      var facts = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
      for key in ["committed", "looked"] { facts[key] = nil }
      let sorted = try JSONSerialization.data(withJSONObject: facts, options: .sortedKeys)
      return String(decoding: sorted, as: UTF8.self)
    }
    func wait(toBeTold time: Int) throws {
      try follower.wait {
        let bytes = try Data(contentsOf: folder.file("traffic.sqlite-state/follow.json"))
        let facts = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
        return facts?["committed"] as? Int ?? 0 >= time
      }
    }
    // 2026-10-01 10:00.
    let hour = 1_790_848_800
    try follower.start("pipe", isPrompt: false, clock: clock, memory: memory.path)
    try follower.wait { folder.hasFile("traffic.sqlite-state/follow.json") }
    try follower.wait { try document().sources.count == 1 }
    try set("10:21:01")
    try wait(toBeTold: hour + 21 * 60)
    let before = try told()
    pipe.write(Data((line(1) + "no line of a log\n" + line(2)).utf8))
    try follower.wait { memory.waiting != nil }
    try set("10:23:01")
    try wait(toBeTold: hour + 23 * 60)
    #expect(try told() == before)
    #expect(hits == 0)
    try set("11:00:05")
    try follower.expect(hits: 2)
    try set("11:02:01")
    try wait(toBeTold: hour + 62 * 60)
    let after = try document(at: "11:02:30")
    #expect(after.hits == 2 && after.lines == 3 && after.sources.first?.position ?? 0 > 100)
    try follower.stop(hits: 2)
  }
}
