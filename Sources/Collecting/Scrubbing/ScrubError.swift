/// Why nothing, or no more, is scrubbed.
package enum ScrubError: Error, Hashable {
  /// This source is also what would be written to.
  case inputIsOutput(path: String)
  /// Opening the output would wait for the reader of a named pipe.
  case noReader(path: String)
  /// The output cannot be opened, for this reason of the system's.
  case cannotOpen(path: String, code: Int32)
  /// The output takes no more, for this reason of the system's; without a path it is standard output.
  case cannotWrite(path: String?, code: Int32)
}
