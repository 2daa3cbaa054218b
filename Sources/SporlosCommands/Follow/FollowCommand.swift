internal import AccessLog
internal import ArgumentParser
internal import Collecting
internal import Counting

struct FollowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow",
    abstract: "Count lines as servers write them, until a signal ends it.",
    discussion: """
      Reads logs as `sporlos collect` does, and goes on through growth, rotation, truncation and new \
      files, until SIGTERM; SIGHUP reopens all files. Killed at any moment, it loses nothing that is in \
      files: the next one goes on where the last counts were committed. One process follows all logs of \
      a database; others may collect into it meanwhile.

      Counts of a log wait until they hold \(HourVisitors.few) visitors of each of its sites, and as many again \
      behind them, or until the hour is over: seconds on a busy site, up to an hour on a quiet one. So a commit \
      tells no single request, but for a line that comes after its hour was committed. What waits is read \
      again after a restart. --flush commits every line within a time instead.

      Logs may be patterns in quotes, pipes, - for a server's piped log, syslog:unix:PATH or \
      syslog:udp:127.0.0.1:PORT. What waits of pipes and sockets is kept in a file in /run, written every 10 s, \
      for the next follower: a kill loses the lines of the last 10 s, a restart of the machine all that waits. \
      Where /run is a disk, nothing of them waits, and a commit may tell a single request.

      Examples:
        sporlos follow '/var/log/nginx/access*.log' --db traffic.sqlite
        sporlos follow --format-file /etc/nginx/nginx.conf --db traffic.sqlite
        sporlos follow syslog:unix:/run/sporlos/log --db traffic.sqlite --flush 1s
        sporlos status --db traffic.sqlite
        sporlos unit '/var/log/nginx/access*.log' --db /var/lib/sporlos/traffic.sqlite

      Exit codes: 0 a signal ended it and what need not wait is committed, 1 it could not go on, 2 invalid usage.
      """)

  @OptionGroup var collecting: CollectingOptions
  @OptionGroup(title: "Following") var following: FollowingOptions

  func run() throws { try FollowCommand.run(collecting, following) }

  /// Follows logs until a signal ends it.
  static func run(_ collecting: CollectingOptions, _ following: FollowingOptions) throws {
    var options = try following.options(of: collecting)
    try collecting.configure(&options.collect, isFollowing: true, isQuiet: collecting.quiet)
    options.collect.logs.settings.countries = try collecting.countries()
    let log = FollowerLog()
    options.aliveInterval = log.service.watchdog
    do throws(CollectError) {
      try LogFollower(options, say: log.note).run()
    } catch { throw CommandFailure(error) }
  }
}
