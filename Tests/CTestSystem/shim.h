// What only tests need: namespaces, raw sockets, packet rings, and libnftnl as the oracle of our own encoding.
#ifndef MARTLET_CTESTSYSTEM_H
#define MARTLET_CTESTSYSTEM_H

// No _GNU_SOURCE here: Swift's own Glibc module is compiled without it, and the compiler stops where the same struct
// (fd_set) looks different in two modules. What only GNU declares is declared below.

// Before any kernel header: <linux/in.h> then leaves out what libc has said already.
#include <netinet/in.h>

#include <arpa/inet.h>
#include <dirent.h>
#include <endian.h>
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
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
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
#include <libnftnl/object.h>
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

// The two words of each of a thread's sets of capabilities, as capget(2) wants them: libc has no call for it.
struct martlet_capability_header {
    uint32_t version;
    int process;
};

struct martlet_capability_sets {
    struct {
        uint32_t effective, permitted, inheritable;
    } low, high;
};

static inline int martlet_capget(struct martlet_capability_header *header, struct martlet_capability_sets *sets)
{
    return (int)syscall(SYS_capget, header, sets);
}

static inline int martlet_capset(struct martlet_capability_header *header, const struct martlet_capability_sets *sets)
{
    return (int)syscall(SYS_capset, header, sets);
}

// The user that the calling thread alone acts as: libc's seteuid is about all threads.
static inline int martlet_act_as(uid_t user)
{
    return (int)syscall(SYS_setresuid, -1, user, -1);
}

// The environment is a global variable, which Swift 6 does not let us read.
static inline char **martlet_environment(void)
{
    extern char **environ;
    return environ;
}

// The processors the calling thread may run on, of the first 64: one bit each.
static inline uint64_t martlet_processors(void)
{
    uint64_t words[16] = {0};
    long bytes = syscall(SYS_sched_getaffinity, 0, sizeof words, words);
    return bytes > 0 ? words[0] : 0;
}

static inline int martlet_set_processors(uint64_t processors)
{
    return (int)syscall(SYS_sched_setaffinity, 0, sizeof processors, &processors);
}

// CRC-32C, the checksum of SCTP.
static inline uint32_t martlet_crc32c(const void *bytes, size_t count)
{
    uint32_t crc = 0xFFFFFFFF;
    for (size_t index = 0; index < count; index++) {
        crc ^= ((const uint8_t *)bytes)[index];
        for (int bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ (0x82F63B78 & -(crc & 1));
    }
    return ~crc;
}

// The end of every test frame, in network order. The sequence and its complement add up to the same whatever it is, so
// the checksums of IP's transports stay true when a frame is stamped anew.
struct martlet_tag {
    uint32_t magic;
    uint32_t flow;
    uint32_t sequence;
    uint32_t complement;
};

#define MARTLET_TAG_MAGIC 0x4D54414Cu

// A frame as the flood holds it: sctp is where the SCTP header begins, 0 for every other frame.
struct martlet_frame {
    uint8_t *bytes;
    uint32_t count;
    uint32_t sctp;
};

static inline void martlet_stamp(struct martlet_frame frame, uint32_t sequence)
{
    uint32_t words[2] = {htonl(sequence), htonl(~sequence)};
    memcpy(frame.bytes + frame.count - sizeof words, words, sizeof words);
    if (frame.sctp == 0)
        return;
    uint8_t *checksum = frame.bytes + frame.sctp + 8;
    memset(checksum, 0, 4);
    uint32_t crc = htole32(martlet_crc32c(frame.bytes + frame.sctp, frame.count - frame.sctp));
    memcpy(checksum, &crc, 4);
}

#define MARTLET_BATCH_MAX 64

// Stamps the frames one after the other and sends them in one call; how many the kernel took, or -1.
// In C because tests are built without optimisation, and this is what the rate of a flood hangs on.
static inline int martlet_send(int socket, const struct martlet_frame *frames, uint32_t count, uint32_t sequence)
{
    struct iovec parts[MARTLET_BATCH_MAX];
    // struct mmsghdr, which only GNU declares.
    struct { struct msghdr header; unsigned int sent; } messages[MARTLET_BATCH_MAX];
    memset(messages, 0, count * sizeof messages[0]);
    for (uint32_t index = 0; index < count; index++) {
        martlet_stamp(frames[index], sequence + index);
        parts[index].iov_base = frames[index].bytes;
        parts[index].iov_len = frames[index].count;
        messages[index].header.msg_iov = &parts[index];
        messages[index].header.msg_iovlen = 1;
    }
    return (int)syscall(SYS_sendmmsg, socket, messages, count, 0);
}

// A test frame that came out of a packet ring; flow is UINT32_MAX for a frame that is none of ours.
struct martlet_arrival {
    uint32_t flow;
    uint32_t sequence;
    uint64_t nanoseconds;
};

static inline struct martlet_arrival martlet_arrival_of(const uint8_t *frame, uint32_t count)
{
    struct martlet_arrival arrival = {UINT32_MAX, 0, 0};
    struct martlet_tag tag;
    if (count < sizeof tag)
        return arrival;
    memcpy(&tag, frame + count - sizeof tag, sizeof tag);
    if (ntohl(tag.magic) != MARTLET_TAG_MAGIC || tag.sequence != ~tag.complement)
        return arrival;
    arrival.flow = ntohl(tag.flow);
    arrival.sequence = ntohl(tag.sequence);
    return arrival;
}

// Reads a block of a TPACKET_V3 ring that the kernel has handed over, and hands it back; -1 while it has not.
static inline int martlet_read_block(void *memory, struct martlet_arrival *arrivals, uint32_t max)
{
    struct tpacket_hdr_v1 *block = &((struct tpacket_block_desc *)memory)->hdr.bh1;
    if (!(__atomic_load_n(&block->block_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER))
        return -1;
    uint32_t count = block->num_pkts < max ? block->num_pkts : max;
    const uint8_t *place = (const uint8_t *)memory + block->offset_to_first_pkt;
    for (uint32_t index = 0; index < count; index++) {
        const struct tpacket3_hdr *packet = (const struct tpacket3_hdr *)place;
        arrivals[index] = martlet_arrival_of(place + packet->tp_mac, packet->tp_snaplen);
        arrivals[index].nanoseconds = packet->tp_sec * 1000000000ull + packet->tp_nsec;
        place += packet->tp_next_offset;
    }
    __atomic_store_n(&block->block_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
    return (int)count;
}

#endif
