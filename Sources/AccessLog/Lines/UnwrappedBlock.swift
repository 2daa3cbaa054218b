/// Room for what is in the wrappers of a block's lines: a buffer that a worker owns and fills again and
/// again, once it has lines in wrappers.
@safe
final class UnwrappedBlock {
  private let unwrapper: Unwrapper
  private let storage: UnsafeMutableRawBufferPointer

  /// - Returns: `nil` where there are no wrappers.
  init?(_ wrappers: WrapperChain) {
    guard !wrappers.isEmpty else { return nil }
    unwrapper = Unwrapper(wrappers)
    unsafe storage = .allocate(byteCount: LogBlock.capacity + LogLines.padding, alignment: 64)
    unsafe storage.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit { unsafe storage.deallocate() }

  /// Lends what is in the wrappers of a block's lines, with ``LogLines/padding`` readable bytes behind.
  ///
  /// - Parameter block: At most as long as any block, with padding behind it.
  func withLines<Result>(
    of block: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let count = unsafe unwrapper.unwrap(block, into: storage)
    // SAFETY: so many bytes were written, and the storage is alive while `self` is.
    return unsafe body(
      UnsafeBufferPointer(
        start: UnsafePointer(storage.baseAddress?.assumingMemoryBound(to: UInt8.self)),
        count: count))
  }
}
