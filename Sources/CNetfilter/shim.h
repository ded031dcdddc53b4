// What Martlet needs of libmnl and of the kernel's netlink headers.
#ifndef MARTLET_CNETFILTER_H
#define MARTLET_CNETFILTER_H

// Before any kernel header: <linux/in.h> then leaves out what libc has said already.
#include <netinet/in.h>

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/netlink.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/netfilter/nfnetlink_log.h>
#include <linux/rtnetlink.h>

#include <libmnl/libmnl.h>

// For the benchmarks. <sched.h> has unshare() under _GNU_SOURCE only, and with that <sys/select.h> would say another
// fd_set than the Glibc module does.
#include <malloc.h>
int unshare(int flags);

#endif
