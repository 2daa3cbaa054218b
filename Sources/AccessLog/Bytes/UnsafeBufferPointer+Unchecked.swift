extension UnsafeBufferPointer {
  /// The element at an index that the caller has checked.
  @inline(__always)
  subscript(unchecked index: Int) -> Element {
    // SAFETY: the caller has compared the index with `count`.
    unsafe baseAddress.unsafelyUnwrapped[index]
  }
}
