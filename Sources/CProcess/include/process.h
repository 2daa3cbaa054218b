#pragma once
// What Swift cannot call itself: functions with a variable number of arguments, sets of signals,
// addresses of sockets.

#include <stdint.h>

/// Nanoseconds from 1970, as file systems count them.
int64_t process_wall_clock(void);

/// When a file was made, in nanoseconds from 1970; 0 where the file system does not say.
int64_t process_birth_time(const char *path);

/// Has large buffers go back to the system when they are freed, however often they were needed. Kept for
/// the next time, they would lie between what stays, and memory would grow.
void process_return_buffers(void);

/// Microseconds by the clock that service managers go by, which never is set.
int64_t process_monotonic_clock(void);

/// Seconds since the machine was started, asleep or not, by the clock that never is set; -1 where there is
/// none.
int64_t process_boot_clock(void);

/// The names of a file's extended attributes, each with a zero at its end (listxattr(2)): their length, or -1
/// where they cannot be read or the system has none.
long process_attribute_names(const char *path, char *room, long size);

/// The value of one of them (getxattr(2)), in the same way.
long process_attribute_value(const char *path, const char *name, char *room, long size);

/// Whether a folder lies in memory: 1 on tmpfs or ramfs (statfs(2)), 0 elsewhere, -1 where nobody knows.
int process_is_in_memory(const char *path);

/// Forbids core dumps of this process, and other processes of its user to look into its memory.
int process_make_undumpable(void);

/// Has the signals that end or refresh a service (SIGTERM, SIGINT, SIGHUP) wait at a descriptor, for
/// this thread and all that it begins; -1 where there is no such thing.
int process_hold_signals(void);

/// Closes such a descriptor, and lets the signals do again what they do.
void process_release_signals(int descriptor);

/// The next signal that waits at the descriptor; 0 for none.
int process_next_signal(int descriptor);

/// Tells a service manager about this process (sd_notify(3)): a datagram to the socket it named,
/// whose path begins with / or, in the abstract name space, with @. Gives 0, or an error number.
int process_notify(const char *path, const char *text);

/// The commit that this program was built of, as digits; empty where whoever built it did not say.
///
/// Whoever packages the program links an object that defines `const char sporlos_commit[]`. So a build keeps all
/// that it has when only the commit is another, and one that says nothing is the same whatever the commit.
const char *process_commit(void);
