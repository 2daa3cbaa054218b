internal import GRDB
internal import TrafficReport
public import TrafficStore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The database that is shown, and of it only what is published.
public struct PublishedDatabase: Sendable {
  let path: String
  private let archives = OpenArchives()
  let kept = KeptAnswers()
  /// The current time, in seconds from 1970.
  var now: @Sendable () -> Int64 = { Int64(time(nil)) }

  /// - Throws: ``StoreError`` when there is no database at the path that can be read.
  public init(path: String) throws(StoreError) {
    self.path = path
    try TrafficArchive(path: path).close()
  }

  /// The name in sentences to clients, whom the file's place does not concern.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  var version: DataVersion? { DataVersion(of: path) }

  /// Answers from one state of the database.
  ///
  /// - Parameter questions: May be asked again, when the database was written to meanwhile.
  /// - Throws: What the questions throw, and ``StoreError``, with the file's name instead of its path.
  func read<Answer>(_ questions: (PublishedState) throws -> Answer) throws -> Answer {
    do {
      let archive = try archives.take(of: self)
      let answer = try archive.archive.read { snapshot -> Result<Answer, any Error> in
        do {
          let state = try PublishedState(snapshot, name: name, seconds: now())
          return .success(try questions(state))
        } catch let error as DatabaseError {
          throw error
        } catch {
          return .failure(error)
        }
      }
      archives.put(archive)
      return try answer.get()
    } catch var error as StoreError {
      error.path = name
      throw error
    }
  }

  /// Answers one question.
  func report(_ question: ReportQuestion) throws -> AnsweredReport {
    try read { try $0.report(question) }
  }
}

extension PublishedDatabase {
  /// The current hour, which words such as `7d` are counted from.
  var hour: String { String(now() / 3600) }
}
