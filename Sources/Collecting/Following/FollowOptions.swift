/// What a follower was asked to do, beside what every collector is asked.
package struct FollowOptions {
  package var collect: CollectOptions
  /// The shortest time between two commits; and the longest from the writing of a line to its count in the
  /// database, where ``isPrompt``.
  package var flush = Duration.seconds(10)
  /// Whether every line is committed within ``flush``, though the difference that this makes to the
  /// database may tell of a single request.
  package var isPrompt = false
  /// Whether logs that nobody has followed before are begun at their end.
  package var isFromEnd = false
  /// How often to say in the log how it goes; never unless set.
  package var health: Duration? = .seconds(3600)
  /// The file for metrics in Prometheus' text form.
  package var metrics: String?
  /// The group that may read it; the process's unless set.
  package var metricsGroup: UInt32?
  /// Other files that are read: of countries, of pages.
  package var files: [String] = []

  /// How often to say at least that all is well; never unless set.
  package var aliveInterval: Duration?

  package init(collect: CollectOptions) { self.collect = collect }

  /// How often all logs are looked at, even where nothing says that they changed: a quarter of the
  /// time a line may take, so that it is read and committed within that.
  var lookInterval: Duration { min(flush / 4, .seconds(5)) }
  /// The shortest time between two looks, however often logs change.
  var pause: Duration { min(flush / 10, .seconds(1)) }
  /// How long counts may wait for more of them; half as long where those of a log wait for the next ones, too.
  var flushDelay: Duration { isPrompt ? flush / 2 : flush / 4 }
}

extension Duration {
  /// A time as people write it: `500ms`, `10s`, `5m`, `1h`.
  package init?(written text: String) {
    let units: [(name: String, milliseconds: Int)] = [
      ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000),
    ]
    guard let unit = units.first(where: { text.hasSuffix($0.name) }),
      let number = Int(text.dropLast(unit.name.count)), (0...1_000_000).contains(number)
    else { return nil }
    self = .milliseconds(number * unit.milliseconds)
  }

  /// Seconds, with their fraction.
  package var seconds: Double { self / .seconds(1) }
}
