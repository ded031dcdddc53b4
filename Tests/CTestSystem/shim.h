// What only tests need: namespaces, raw sockets, packet rings, and libnftnl as the oracle of our own encoding.
#ifndef MARTLET_CTESTSYSTEM_H
#define MARTLET_CTESTSYSTEM_H

// No _GNU_SOURCE here: Swift's own Glibc module is compiled without it, and the compiler stops where the same struct
// (fd_set) looks different in two modules. What only GNU declares is declared below.

// Before any kernel header: <linux/in.h> then leaves out what libc has said already.
#include <netinet/in.h>

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/memfd.h>
#include <linux/netlink.h>
#include <linux/sched.h>

#include <libmnl/libmnl.h>
#include <libnftnl/table.h>
#include <libnftnl/chain.h>
#include <libnftnl/expr.h>
#include <libnftnl/rule.h>
#include <libnftnl/set.h>
#include <libnftnl/common.h>

int gettid(void);
int memfd_create(const char *name, unsigned int flags);
int pipe2(int descriptors[2], int flags);
int unshare(int flags);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);

// ioctl is variadic, so Swift cannot call it.
static inline int martlet_ioctl(int descriptor, unsigned long request, void *argument)
{
    return ioctl(descriptor, request, argument);
}

// The environment is a global variable, which Swift 6 does not let us read.
static inline char **martlet_environment(void)
{
    extern char **environ;
    return environ;
}

// The status word of a packet ring's block is handed over between kernel and reader by these two.
static inline uint32_t martlet_load_acquire(const void *word)
{
    return __atomic_load_n((const uint32_t *)word, __ATOMIC_ACQUIRE);
}

static inline void martlet_store_release(void *word, uint32_t value)
{
    __atomic_store_n((uint32_t *)word, value, __ATOMIC_RELEASE);
}

#endif
