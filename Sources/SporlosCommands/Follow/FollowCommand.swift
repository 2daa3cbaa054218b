internal import AccessLog
internal import ArgumentParser
internal import Collecting
internal import Counting

struct FollowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow",
    abstract: "Count lines as servers write them, until a signal stops it.",
    discussion: """
      Examples:
        sporlos follow '/var/log/nginx/access*.log' --db traffic.sqlite
        sporlos follow --format-file /etc/nginx/nginx.conf --db traffic.sqlite
        sporlos follow syslog:unix:/run/sporlos/log --db traffic.sqlite --flush 1s
        sporlos status --db traffic.sqlite
        sporlos unit '/var/log/nginx/*.log' --db /var/lib/sporlos/traffic.sqlite

      Reads logs as `sporlos collect` does, and keeps reading through growth, rotation, truncation and \
      new files, until SIGTERM. SIGHUP reopens all files. If it is killed, nothing that is in files is \
      lost: the next one continues from the last commit. One follower reads all logs of a database; you \
      can still collect others into it meanwhile.

      Counts of a log wait until they hold \(HourVisitors.few) visitors of each of its sites, with as \
      many again after them, or until the hour is over: seconds on a busy site, up to an hour on a quiet \
      one, because a commit of one request would reveal it. That still happens if a line comes after its \
      hour was committed; it may if memory for counts is full, or if a log was rotated and the follower \
      is stopped before the hour is over. Other waiting lines are read again after a restart. --flush \
      commits every line within a set time instead.

      Logs can be patterns in quotes, pipes, - for a server's piped log, syslog:unix:PATH or \
      syslog:udp:127.0.0.1:PORT. Counts from pipes and sockets that wait are saved in /run every 10 s, \
      for the next follower: a kill loses the last 10 s of lines, a restart of the machine all that \
      waits. If /run is on a disk, they do not wait, and a commit may show a single request.

      Exit codes: 0 a signal stopped it and all that need not wait is committed, 1 it could not \
      continue, 2 invalid usage.
      """)

  @OptionGroup var collecting: CollectingOptions
  @OptionGroup(title: "Following") var following: FollowingOptions

  func run() throws { try FollowCommand.run(collecting, following) }

  /// Follows logs until a signal ends it.
  static func run(_ collecting: CollectingOptions, _ following: FollowingOptions) throws {
    var options = try following.options(of: collecting)
    try collecting.configure(&options.collect, isFollowing: true, isQuiet: collecting.quiet)
    options.collect.logs.settings.countries = try collecting.addresses.countries()
    let log = FollowerLog()
    options.aliveInterval = log.service.watchdog
    do throws(CollectError) {
      try LogFollower(options, say: log.note).run()
    } catch {
      // A signal ended it before it had begun, and so before there was anything to end.
      if case .state(let error) = error, error.code == .stopped { return }
      throw CommandFailure(error)
    }
  }
}
