#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Groups of users, as the system knows them.
public enum SystemGroup {
  /// The number of a group; `nil` where there is none of that name.
  public static func number(of name: String) -> UInt32? {
    // SAFETY: the entry is the system's own, and read before anything else asks for one.
    unsafe getgrnam(name).map { unsafe $0.pointee.gr_gid }
  }
}
