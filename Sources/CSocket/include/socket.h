#pragma once
// Sockets that take datagrams of this machine only: addresses and control messages, which Swift
// cannot make or read itself.

#include <stddef.h>
#include <stdint.h>

/// Listens at a path in the file system, where every process that may enter the folder may write.
/// A socket that a dead process left there is replaced; anything else is left alone. Gives a
/// descriptor, or the negative of an error number.
int socket_bind_unix(const char *path);

/// Listens at an address of the loopback interface, IPv4 or IPv6. Gives a descriptor, or the
/// negative of an error number; EADDRNOTAVAIL for an address of any other interface.
int socket_bind_udp(const char *address, uint16_t port);

/// Waits for a datagram, and gives the bytes of it that fit, or the negative of an error number.
long socket_receive(int descriptor, void *buffer, size_t size);

/// How many datagrams the system has dropped since the socket was made, since there was no room;
/// 0 where it does not say. Of sockets at a path it never does: their writers are told.
uint32_t socket_drops(int descriptor);
