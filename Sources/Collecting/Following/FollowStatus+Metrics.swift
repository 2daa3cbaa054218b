extension FollowStatus {
  /// The status in Prometheus' text form, for a collector of text files
  /// (https://prometheus.io/docs/instrumenting/exposition_formats/).
  package var metrics: String {
    var text = ""
    func metric(_ name: String, _ type: String, _ help: String, _ samples: [(String, String)]) {
      text += "# HELP sporlos_\(name) \(help)\n# TYPE sporlos_\(name) \(type)\n"
      for (labels, value) in samples { text += "sporlos_\(name)\(labels) \(value)\n" }
    }
    metric("lines_total", "counter", "Lines read.", [("", "\(lines)")])
    metric("hits_total", "counter", "Lines counted.", [("", "\(hits)")])
    metric(
      "rejected_lines_total", "counter", "Lines that could not be counted.",
      rejected.sorted { $0.key < $1.key }.map { ("{reason=\"\($0.key)\"}", "\($0.value)") })
    metric("commits_total", "counter", "Transactions committed.", [("", "\(commits)")])
    metric("commit_seconds", "gauge", "Time the last commit took.", [("", "\(commitSeconds)")])
    metric(
      "last_commit_timestamp_seconds", "gauge", "When all that was read was last committed.",
      [("", "\(committed)")])
    metric("cut_logs_total", "counter", "Logs found cut by copytruncate.", [("", "\(cuts)")])
    metric(
      "lost_datagrams_total", "counter", "Datagrams the system had no room for.",
      [("", "\(lostDatagrams)")])
    metric(
      "log_position_bytes", "gauge", "Bytes of a log that are counted.",
      sources.map { (FollowStatus.labels(of: $0), "\($0.position)") })
    metric(
      "log_behind_bytes", "gauge", "Bytes of a log that wait to be counted.",
      sources.filter { $0.state != .packed && $0.state != .listening }
        .map { (FollowStatus.labels(of: $0), "\(max(0, $0.size - $0.position))") })
    metric(
      "log_lines_total", "counter", "Lines read of a log by this process.",
      sources.map { (FollowStatus.labels(of: $0), "\($0.lines)") })
    return text
  }

  private static func labels(of source: Source) -> String {
    let path = source.path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
    return "{log=\"\(path)\",inode=\"\(source.inode)\"}"
  }
}
