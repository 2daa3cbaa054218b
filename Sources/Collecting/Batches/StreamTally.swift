internal import AccessLog

/// What a follower has read of its pipes and sockets, up to some moment.
struct StreamTally {
  /// What became of all lines.
  private(set) var total = LineTally()
  /// By how their user named them.
  private var streams: [String: Read] = [:]

  /// What was read of one of them.
  struct Read {
    var lines: Int64 = 0
    /// Bytes.
    var offset: Int64 = 0
  }

  subscript(name: String) -> Read { streams[name] ?? Read() }

  mutating func add(_ tally: LineTally, of name: String, offset: Int64) {
    total.append(tally)
    streams[name, default: Read()].lines += tally.allLines
    streams[name, default: Read()].offset = offset
  }
}

extension LineTally {
  /// What became of the lines that came after those of an earlier tally of the same source.
  func since(_ earlier: LineTally) -> LineTally {
    var rest = LineTally()
    rest.lines = lines - earlier.lines
    rest.hits = hits - earlier.hits
    for reject in rejected {
      let known = earlier.rejected.first { $0.reason == reject.reason }?.count ?? 0
      if reject.count > known {
        rest.add(Reject(reason: reject.reason, count: reject.count - known, firstLine: 1))
      }
    }
    return rest
  }
}
