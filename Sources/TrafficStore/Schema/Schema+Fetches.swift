extension Schema {
  /// Version 10: parts of files are no downloads of their own. How many batches had any, so that a state
  /// folder knows whether what it remembers of the last one was committed.
  static let fetches = """
    ALTER TABLE meta ADD COLUMN fetches INTEGER NOT NULL DEFAULT 0;
    """
}
