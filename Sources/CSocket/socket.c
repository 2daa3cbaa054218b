#define _GNU_SOURCE
#include "socket.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#ifdef SO_MEMINFO
#include <linux/sock_diag.h>
#endif

static int failed(int descriptor) {
  int trouble = errno;
  if (descriptor >= 0) close(descriptor);
  return -trouble;
}

// As much room as the system gives, for moments in which nobody reads.
static void make_room(int descriptor) {
  int size = 16 << 20;
#ifdef SO_RCVBUFFORCE
  if (setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) == 0) return;
#endif
  (void)setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

int socket_bind_unix(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) return -ENAMETOOLONG;
  strcpy(address.sun_path, path);
  int descriptor = socket(AF_UNIX, SOCK_DGRAM, 0);
  if (descriptor < 0) return failed(-1);
  struct stat info;
  if (lstat(path, &info) == 0 && S_ISSOCK(info.st_mode)) {
    if (connect(descriptor, (struct sockaddr *)&address, sizeof address) == 0) {
      close(descriptor);
      return -EADDRINUSE;
    }
    if (errno == ECONNREFUSED) (void)unlink(path);
  }
  if (bind(descriptor, (struct sockaddr *)&address, sizeof address) != 0) return failed(descriptor);
  (void)chmod(path, 0666);
  make_room(descriptor);
  return descriptor;
}

int socket_bind_udp(const char *text, uint16_t port) {
  struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons(port)};
  struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
  struct sockaddr *address;
  socklen_t length;
  if (inet_pton(AF_INET, text, &four.sin_addr) == 1) {
    if (ntohl(four.sin_addr.s_addr) >> 24 != 127) return -EADDRNOTAVAIL;
    address = (struct sockaddr *)&four;
    length = sizeof four;
  } else if (inet_pton(AF_INET6, text, &six.sin6_addr) == 1) {
    if (!IN6_IS_ADDR_LOOPBACK(&six.sin6_addr)) return -EADDRNOTAVAIL;
    address = (struct sockaddr *)&six;
    length = sizeof six;
  } else {
    return -EINVAL;
  }
  int descriptor = socket(address->sa_family, SOCK_DGRAM, 0);
  if (descriptor < 0) return failed(-1);
  if (bind(descriptor, address, length) != 0) return failed(descriptor);
  make_room(descriptor);
  return descriptor;
}

long socket_receive(int descriptor, void *buffer, size_t size) {
  ssize_t count = recv(descriptor, buffer, size, 0);
  return count < 0 ? -errno : count;
}

uint32_t socket_drops(int descriptor) {
#ifdef SO_MEMINFO
  // What the control message of SO_RXQ_OVFL says, which comes with the next datagram only.
  uint32_t memory[SK_MEMINFO_VARS] = {0};
  socklen_t length = sizeof memory;
  if (getsockopt(descriptor, SOL_SOCKET, SO_MEMINFO, memory, &length) != 0) return 0;
  return memory[SK_MEMINFO_DROPS];
#else
  (void)descriptor;
  return 0;
#endif
}
