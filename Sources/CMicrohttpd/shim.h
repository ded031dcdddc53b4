// What Martlet needs of libmicrohttpd, and of GnuTLS, which it speaks TLS with. What C declares with "..." cannot be
// called from Swift, so it has a function here.
#ifndef MARTLET_CMICROHTTPD_H
#define MARTLET_CMICROHTTPD_H

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <microhttpd.h>

// What a daemon is started with. The texts are PEM, read before the start returns, and null without TLS.
struct martlet_http_settings {
    int listener;
    unsigned int threads;
    unsigned int connections_max;
    unsigned int idle_seconds;
    size_t connection_bytes_max;
    const char *certificate;
    const char *key;
    const char *authorities;
};

// What a daemon calls; each gets the context.
struct martlet_http_calls {
    MHD_AccessHandlerCallback handle;
    void *(*begin)(void *context, const char *target, struct MHD_Connection *connection);
    MHD_RequestCompletedCallback complete;
    MHD_NotifyConnectionCallback notify;
    void *context;
};

#define MARTLET_HTTP_COMMON(settings, calls)                                                    \
    MHD_OPTION_LISTEN_SOCKET, (settings).listener,                                              \
    MHD_OPTION_THREAD_POOL_SIZE, (settings).threads,                                            \
    MHD_OPTION_CONNECTION_LIMIT, (settings).connections_max,                                    \
    MHD_OPTION_CONNECTION_TIMEOUT, (settings).idle_seconds,                                     \
    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (settings).connection_bytes_max,                        \
    MHD_OPTION_STRICT_FOR_CLIENT, 1,                                                            \
    MHD_OPTION_URI_LOG_CALLBACK, (calls).begin, (calls).context,                                \
    MHD_OPTION_NOTIFY_COMPLETED, (calls).complete, (calls).context,                             \
    MHD_OPTION_NOTIFY_CONNECTION, (calls).notify, (calls).context

static inline struct MHD_Daemon *martlet_http_start(struct martlet_http_settings settings,
                                                    struct martlet_http_calls calls)
{
    unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
    if (settings.certificate == NULL)
        return MHD_start_daemon(flags, 0, NULL, NULL, calls.handle, calls.context,
                                MARTLET_HTTP_COMMON(settings, calls), MHD_OPTION_END);
    flags |= MHD_USE_TLS;
    // Without authorities the list ends one option earlier: an option of null would be an error.
    return MHD_start_daemon(flags, 0, NULL, NULL, calls.handle, calls.context,
                            MARTLET_HTTP_COMMON(settings, calls),
                            MHD_OPTION_HTTPS_PRIORITIES, "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2",
                            MHD_OPTION_HTTPS_MEM_CERT, settings.certificate,
                            MHD_OPTION_HTTPS_MEM_KEY, settings.key,
                            settings.authorities == NULL ? MHD_OPTION_END : MHD_OPTION_HTTPS_MEM_TRUST,
                            settings.authorities, MHD_OPTION_END);
}

static inline int martlet_http_socket(struct MHD_Connection *connection)
{
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
}

static inline void *martlet_http_socket_context(struct MHD_Connection *connection)
{
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

// Null where there is no TLS.
static inline gnutls_session_t martlet_http_session(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
    return info == NULL ? NULL : (gnutls_session_t)info->tls_session;
}

// Whether the certificate that the peer has shown is valid now, for a client, under the authorities of the session.
static inline int martlet_tls_peer_is_trusted(gnutls_session_t session)
{
    gnutls_typed_vdata_st purpose = {GNUTLS_DT_KEY_PURPOSE_OID, (unsigned char *)GNUTLS_KP_TLS_WWW_CLIENT, 0};
    unsigned int status = 0;
    return gnutls_certificate_verify_peers(session, &purpose, 1, &status) == 0 && status == 0;
}

// The number that means P-256 where a count of bits is asked for: a macro of GnuTLS with a cast in it.
static inline unsigned int martlet_tls_p256_bits(void)
{
    return GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1);
}

#endif
