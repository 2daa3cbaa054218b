import Traffic

@testable import AccessLog

/// Whatever is asked for, its page keeps the promises of a page.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPaths(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let path = unsafe [UInt8(ascii: "/")] + UnsafeBufferPointer(start: start, count: count)
  let page = PathRedaction(rules: []).page(of: path[...]).text
  if let promise = PagePromise.broken(by: page) { fatalError("\(promise): \(page)") }
  return 0
}
