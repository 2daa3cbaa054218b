extension Schema {
  /// The first version that keeps a hash of each log's format.
  static let versionOfFormatHashes = 6

  /// The hash of what a log's lines are read by: a name may stand for another format in another release,
  /// and formats that users write down share their names. NULL where an earlier release counted the log.
  static let formatHashes = "ALTER TABLE source ADD COLUMN format_hash INTEGER;"
}
