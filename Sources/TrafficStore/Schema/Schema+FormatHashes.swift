extension Schema {
  /// The hash of what a log's lines are read by: a name may stand for another format in another release,
  /// and formats that users write down share their names. NULL where an earlier release counted the log.
  static let formatHashes = "ALTER TABLE source ADD COLUMN format_hash INTEGER;"
}
