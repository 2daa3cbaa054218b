extension LogEntry {
  /// The network of the client's address; `nil` where the field is empty or holds no address, such
  /// as a host name.
  @inline(__always)
  var network: ClientNetwork? {
    unsafe withBytes(of: .address) { bytes, _ in
      unsafe ClientNetwork(bytes)
    }
  }
}
