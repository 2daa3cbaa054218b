internal import Collecting
internal import Traffic
internal import TrafficStore

/// Where a follower's events go: sentences to standard error, states to the manager of services.
struct FollowerLog {
  let service = ServiceManager()

  func note(_ event: FollowEvent) {
    if let sentence = event.sentence {
      Terminal.standardError.write("sporlos: \(sentence)\n")
    }
    switch event {
    case .catchesUp: service.ready("catching up")
    case .follows(let logs): service.ready("following \(logs) logs")
    case .committed(let lines, let logs): service.status("\(grouped(lines)) lines of \(logs) logs")
    case .isAlive: service.alive()
    case .reloads: service.reloading()
    case .stops: service.stopping()
    case .mayLackCounts(let path): DatabaseNote.sayCountsLack(path)
    default: break
    }
  }
}
