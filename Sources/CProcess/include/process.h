#pragma once
// What Swift cannot call itself: functions with a variable number of arguments.

#if defined(__linux__)
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

/// Forbids core dumps of this process, and other processes of its user to look into its memory.
static inline int process_make_undumpable(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

/// Gives a descriptor that can be read when one of SIGTERM, SIGINT and SIGHUP has come, none of which
/// does anything else from now on; -1 where there is none.
static inline int process_open_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  if (sigprocmask(SIG_BLOCK, &set, NULL) != 0) return -1;
  return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

/// Closes such a descriptor, and lets the signals do again what they do.
static inline void process_close_signals(int descriptor) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  close(descriptor);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
}

/// The next signal that has come, 0 where none has.
static inline int process_next_signal(int descriptor) {
  struct signalfd_siginfo info;
  return read(descriptor, &info, sizeof info) == sizeof info ? (int)info.ssi_signo : 0;
}
#else
static inline int process_make_undumpable(void) { return 0; }
static inline int process_open_signals(void) { return -1; }
static inline void process_close_signals(int descriptor) { (void)descriptor; }
static inline int process_next_signal(int descriptor) { return (void)descriptor, 0; }
#endif
