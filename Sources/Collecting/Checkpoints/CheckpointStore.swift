package import AccessLog
package import Traffic
package import TrafficStore

/// What a source turned out to be among the logs that are known.
package enum CheckpointMatch: Equatable {
  /// The log with this handle, which may have lines to count behind the reader's place.
  case at(CheckpointStore.Handle)
  /// This log; all of it is counted.
  case counted(Checkpoint)
  /// Its first line is not finished, so that it cannot be recognised.
  case unfinished
}

/// Why it could not be found out which log a source is.
package enum PlaceError: Error {
  case input(InputError)
  case store(StoreError)
}

/// The checkpoints of the logs that this process is at work on: those it counts or follows, each looked up in
/// the database when it is opened, so that memory does not grow with all the logs ever counted.
package final class CheckpointStore {
  /// Stands for a log that is at work, until it is released.
  package struct Handle: Hashable, Comparable, Sendable {
    fileprivate let number: Int

    package static func < (one: Handle, other: Handle) -> Bool { one.number < other.number }
  }

  private struct Entry {
    var position: Checkpoint
    /// How its lines are read, once that is known.
    var format: LogFormat?
    /// Whether lines of it are counted that no commit has yet.
    var isUncommitted = false
    /// How far it is committed.
    var committed: Checkpoint

    init(_ position: Checkpoint, _ format: LogFormat? = nil) {
      (self.position, committed, self.format) = (position, position, format)
    }
  }

  private var entries: [Handle: Entry] = [:]
  private var handles: [UInt64: [Handle]] = [:]
  private var byRow: [Int64: Handle] = [:]
  /// How many handles were given out.
  private var made = 0
  private let database: TrafficDatabase?

  /// - Parameter database: Where counted logs are looked up; `nil` to know those of this run only.
  package init(database: TrafficDatabase?) {
    self.database = database
  }

  /// How far a log is counted, and what it is recognised by.
  package subscript(handle: Handle) -> Checkpoint {
    guard let entry = entries[handle] else { preconditionFailure("the log was let go of") }
    return entry.position
  }

  /// How the lines of a log that was matched here are read.
  package func format(of handle: Handle) -> LogFormat? { entries[handle]?.format }

  /// How far a log is committed.
  func committed(of handle: Handle) -> Checkpoint? { entries[handle]?.committed }

  /// How many logs are kept in memory.
  var count: Int { entries.count }

  /// Finds a freshly opened source among these logs, or adds it to them, and gets the reader ready
  /// for the lines that are not counted yet.
  ///
  /// - Parameters:
  ///   - format: The format it is of, unless that is to be recognised.
  ///   - likely: The format it is of if its first lines fit that as well as any other.
  ///   - client: What a recognised format calls the client's address, if somebody said so.
  package func match(
    _ reader: LogReader, format named: LogFormat?, likely: LogFormat? = nil,
    client: String? = nil
  ) throws(PlaceError) -> CheckpointMatch {
    guard reader.head != nil else { return .unfinished }
    let candidates = try candidates(for: reader)
    // The format is looked for where it is not known: that takes as long as all else for a short log.
    let isKnown =
      named != nil
      || client == nil && candidates.allSatisfy { LogFormat(counted: $0.position) != nil }
    let recognised = isKnown ? nil : reader.recognisedFormat(likely: likely, client: client)
    let handle: Handle
    switch try recognise(reader, among: candidates) {
    case .counted(let index):
      return .counted(candidates[index].position)
    case .known(let index):
      handle = keep(candidates[index])
    case .new:
      guard
        let format = named ?? recognised ?? reader.recognisedFormat(likely: likely, client: client)
      else {
        guard !reader.isUnfinishedLine else { return .unfinished }
        throw .input(reader.failure ?? InputError(.unknownFormat))
      }
      handle = add(reader.position(format: format.name))
      entries[handle]?.format = format
    }
    let format =
      named ?? entries[handle]?.format ?? recognised ?? LogFormat(counted: self[handle])
    guard var format else { throw .input(InputError(.unknownFormat)) }
    let before = self[handle].formatHash
    if let before, before != format.fingerprint { format.noteOther() }
    entries[handle]?.position.format = format.name
    entries[handle]?.position.formatHash = format.fingerprint
    entries[handle]?.format = reader.read(as: format)
    return .at(handle)
  }

  /// What a source is among the logs that begin like it.
  func recognise(
    _ reader: LogReader, among candidates: [Candidate]
  ) throws(PlaceError) -> LogReader.Recognition {
    do throws(InputError) {
      return try reader.recognise(among: candidates.map(\.position))
    } catch { throw .input(error) }
  }

  /// A log that a source may be: one that this process is at work on, or one of the database.
  struct Candidate {
    var position: Checkpoint
    fileprivate var handle: Handle?
  }

  /// The logs that have the same first line, and those of earlier releases that may have.
  func candidates(for reader: LogReader) throws(PlaceError) -> [Candidate] {
    do throws(StoreError) { return try lookUp(reader) } catch { throw .store(error) }
  }

  private func lookUp(_ reader: LogReader) throws(StoreError) -> [Candidate] {
    guard let head = reader.head else { return [] }
    let held = handles[head] ?? []
    // What is at work here was looked up before. It is compared when it is committed, so what
    // was seen then must stay.
    let isAtWork = held.contains { entries[$0]?.isUncommitted ?? false }
    var candidates: [Candidate] = []
    var found: Set<Handle> = []
    for position in try database?.sources(head: head, isAtWork: isAtWork) ?? [] {
      let handle = position.id.flatMap { byRow[$0] }
      if let handle {
        found.insert(handle)
        if !isAtWork { entries[handle] = Entry(position, entries[handle]?.format) }
      }
      candidates.append(
        Candidate(position: handle.map { self[$0] } ?? position, handle: handle))
    }
    for handle in held where !found.contains(handle) {
      candidates.append(Candidate(position: self[handle], handle: handle))
    }
    guard let database, try database.hasEarlierSources() else { return candidates }
    let earlier = try database.earlierSources(fingerprint: reader.fingerprint)
    return candidates
      + earlier.filter { $0.id.flatMap { byRow[$0] } == nil }.map {
        Candidate(position: $0, handle: nil)
      }
  }

  private func keep(_ candidate: Candidate) -> Handle {
    candidate.handle ?? add(candidate.position)
  }

  private func add(_ position: Checkpoint) -> Handle {
    let handle = Handle(number: made)
    made += 1
    entries[handle] = Entry(position)
    if let head = position.head { handles[head, default: []].append(handle) }
    if let id = position.id { byRow[id] = handle }
    return handle
  }

  /// Moves a log's position behind the lines that are counted now, and adds them up.
  package func advance(_ tally: LineTally, of reader: LogReader, at handle: Handle) {
    guard tally.allLines > 0 else { return }
    move(to: reader, at: handle)
    entries[handle]?.position.lines += tally.allLines
    entries[handle]?.position.hits += tally.hits
    if tally.excluded > 0 {
      entries[handle]?.position.rejected[.excluded, default: 0] += tally.excluded
    }
    for reject in tally.rejected {
      entries[handle]?.position.rejected[reject.reason, default: 0] += reject.count
    }
  }

  /// Moves a log's position to where its reader is.
  func move(to reader: LogReader, at handle: Handle) {
    guard var position = entries[handle]?.position else { return }
    let reached = reader.position(format: position.format)
    if position.head == nil, let head = reached.head {
      // Counted by an earlier release: from now on it is looked up like any other.
      handles[head, default: []].append(handle)
    }
    position.head = reached.head
    position.fingerprint = nil
    position.lineMarks = reached.lineMarks
    position.gridMarks = reached.gridMarks
    position.offset = reached.offset
    position.end = reached.end
    position.file = reached.file ?? position.file
    entries[handle]?.position = position
    entries[handle]?.isUncommitted = true
  }

  /// Notes what a commit has written, and whether more was counted since.
  func committed(_ position: Checkpoint, at handle: Handle, isUncommitted: Bool) {
    entries[handle]?.position.id = position.id
    entries[handle]?.position.lastDay = position.lastDay
    entries[handle]?.committed = position
    entries[handle]?.isUncommitted = isUncommitted
    if let id = position.id { byRow[id] = handle }
  }

  /// Lets go of a log, unless it has lines that are not committed.
  package func release(_ handle: Handle) {
    guard let entry = entries[handle], !entry.isUncommitted else { return }
    entries[handle] = nil
    if let id = entry.position.id { byRow[id] = nil }
    guard let head = entry.position.head else { return }
    handles[head]?.removeAll { $0 == handle }
    if handles[head]?.isEmpty ?? true {
      handles[head] = nil
      database?.forget(head: head)
    }
  }

  /// Lets go of all logs but some.
  func releaseAll(but kept: Set<Handle>) {
    for handle in Array(entries.keys) where !kept.contains(handle) { release(handle) }
  }

  /// Forgets everything, whether it is committed or not.
  func removeAll() {
    for head in handles.keys { database?.forget(head: head) }
    entries = [:]
    handles = [:]
    byRow = [:]
  }
}

extension LogFormat {
  /// The format that a log was counted with, where this release still knows it by that name; `nil` where it
  /// has to be recognised again.
  fileprivate init?(counted log: Checkpoint) {
    self.init(known: log.format)
    guard log.formatHash == nil || log.formatHash == fingerprint else { return nil }
  }
}
