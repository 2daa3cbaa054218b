internal import Glibc

/// Writes a file in one step, so that nobody ever reads half of it; `false` where it cannot be.
///
/// - Parameter isLasting: Whether the file must be there after a power cut.
func replaceFile(
  at path: String, with bytes: [UInt8], mode: mode_t, isLasting: Bool = false
) -> Bool {
  let temporary = path + ".new"
  let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW
  let descriptor = unsafe open(temporary, flags, mode)
  guard descriptor >= 0 else { return false }
  // The mode is the one that was asked for, whatever the process leaves out of new files.
  fchmod(descriptor, mode)
  var isWritten = unsafe write(descriptor, bytes, bytes.count) == bytes.count
  if isLasting, fsync(descriptor) != 0 { isWritten = false }
  close(descriptor)
  guard isWritten, unsafe rename(temporary, path) == 0 else {
    _ = unsafe unlink(temporary)
    return false
  }
  return true
}
