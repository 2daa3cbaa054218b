#define _GNU_SOURCE
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

int64_t process_wall_clock(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t process_monotonic_clock(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

#if defined(__linux__)
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/xattr.h>

long process_attribute_names(const char *path, char *room, long size) {
  return listxattr(path, room, (size_t)size);
}

long process_attribute_value(const char *path, const char *name, char *room, long size) {
  return getxattr(path, name, room, (size_t)size);
}

// TMPFS_MAGIC and RAMFS_MAGIC of linux/magic.h.
int process_is_in_memory(const char *path) {
  struct statfs facts;
  if (statfs(path, &facts) != 0) return -1;
  return (uint32_t)facts.f_type == 0x01021994 || (uint32_t)facts.f_type == 0x858458f6;
}

// Asked of the kernel itself: what stands in for the library's function may make it tell any time.
int64_t process_boot_clock(void) {
  struct {
    long seconds;
    long nanoseconds;
  } now;
  return syscall(SYS_clock_gettime, CLOCK_BOOTTIME, &now) == 0 ? now.seconds : -1;
}

int process_make_undumpable(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

static sigset_t service_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  return set;
}

int process_hold_signals(void) {
  sigset_t set = service_signals();
  if (pthread_sigmask(SIG_BLOCK, &set, NULL) != 0) return -1;
  return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

void process_release_signals(int descriptor) {
  sigset_t set = service_signals();
  close(descriptor);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

int process_next_signal(int descriptor) {
  struct signalfd_siginfo info;
  return read(descriptor, &info, sizeof info) == sizeof info ? (int)info.ssi_signo : 0;
}

int process_notify(const char *path, const char *text) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  size_t length = strlen(path);
  if (length < 2 || length >= sizeof address.sun_path) return EINVAL;
  memcpy(address.sun_path, path, length);
  if (path[0] == '@') address.sun_path[0] = 0;
  int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return errno;
  ssize_t sent = sendto(descriptor, text, strlen(text), MSG_NOSIGNAL, (struct sockaddr *)&address,
                        (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length));
  int trouble = sent < 0 ? errno : 0;
  close(descriptor);
  return trouble;
}
#else
long process_attribute_names(const char *path, char *room, long size) { return -1; }
long process_attribute_value(const char *path, const char *name, char *room, long size) {
  return -1;
}
int process_is_in_memory(const char *path) { return -1; }
int64_t process_boot_clock(void) { return -1; }
int process_make_undumpable(void) { return 0; }
int process_hold_signals(void) { return -1; }
void process_release_signals(int descriptor) {}
int process_next_signal(int descriptor) { return 0; }
int process_notify(const char *path, const char *text) { return ENOSYS; }
#endif

void process_return_buffers(void) {
#ifdef M_MMAP_THRESHOLD
  mallopt(M_MMAP_THRESHOLD, 128 << 10);
#endif
}

int64_t process_birth_time(const char *path) {
#ifdef STATX_BTIME
  struct statx facts;
  if (statx(AT_FDCWD, path, 0, STATX_BTIME, &facts) == 0 && (facts.stx_mask & STATX_BTIME)) {
    return (int64_t)facts.stx_btime.tv_sec * 1000000000 + facts.stx_btime.tv_nsec;
  }
#else
  (void)path;
#endif
  return 0;
}
