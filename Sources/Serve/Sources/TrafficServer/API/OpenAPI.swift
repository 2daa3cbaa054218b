internal import CServeFiles

/// The description of the API, as OpenAPI 3.1 has it.
enum OpenAPI {
  static let document: String = {
    // SAFETY: the file is a constant of so many bytes.
    let bytes = unsafe UnsafeBufferPointer(start: sporlos_openapi, count: sporlos_openapi_size)
    return unsafe String(decoding: bytes, as: UTF8.self)
  }()
}
