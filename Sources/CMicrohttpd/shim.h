// What Martlet needs of libmicrohttpd, and of GnuTLS, which it speaks TLS with.
#ifndef MARTLET_CMICROHTTPD_H
#define MARTLET_CMICROHTTPD_H

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <microhttpd.h>

#endif
