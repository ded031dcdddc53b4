// What Martlet needs of libcurl. Its functions with "..." cannot be called from Swift: each type of value has one here.
#ifndef MARTLET_CCURL_H
#define MARTLET_CCURL_H

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stddef.h>
#include <sys/socket.h>

// The checks are made of macros and need options that are constants where they stand.
#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>

static inline CURLcode martlet_curl_set_number(CURL *handle, CURLoption option, long value)
{
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode martlet_curl_set_text(CURL *handle, CURLoption option, const char *value)
{
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode martlet_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value)
{
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode martlet_curl_set_context(CURL *handle, CURLoption option, void *value)
{
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode martlet_curl_set_taker(CURL *handle, CURLoption option, curl_write_callback value)
{
    return curl_easy_setopt(handle, option, value);
}

// libcurl keeps a copy.
static inline CURLcode martlet_curl_set_blob(CURL *handle, CURLoption option, const void *bytes, size_t count)
{
    struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
    return curl_easy_setopt(handle, option, &blob);
}

// libcurl keeps a copy.
static inline CURLcode martlet_curl_set_body(CURL *handle, const void *bytes, size_t count)
{
    CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
    return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, count > 0 ? bytes : "");
}

static inline long martlet_curl_number(CURL *handle, CURLINFO info)
{
    long value = 0;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

// Whether there is a connection that the request is, or was, sent on.
static inline int martlet_curl_is_connected(CURL *handle)
{
    curl_off_t microseconds = 0;
    return curl_easy_getinfo(handle, CURLINFO_PRETRANSFER_TIME_T, &microseconds) == CURLE_OK && microseconds > 0;
}

// A peer that is gone without a word is noticed after 30 s: by what it does not acknowledge, or by probes when nothing
// is sent. libcurl 7.88 has options for two of these five. A failure leaves the connection as it is: it works without.
static inline int martlet_curl_mind_peer(void *context, curl_socket_t socket, curlsocktype purpose)
{
    (void)context;
    (void)purpose;
    const int on = 1, idle_seconds = 15, interval_seconds = 5, count = 3;
    const unsigned int unanswered_milliseconds = 30000;
    setsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    setsockopt(socket, IPPROTO_TCP, TCP_KEEPIDLE, &idle_seconds, sizeof idle_seconds);
    setsockopt(socket, IPPROTO_TCP, TCP_KEEPINTVL, &interval_seconds, sizeof interval_seconds);
    setsockopt(socket, IPPROTO_TCP, TCP_KEEPCNT, &count, sizeof count);
    setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &unanswered_milliseconds, sizeof unanswered_milliseconds);
    return CURL_SOCKOPT_OK;
}

static inline CURLcode martlet_curl_set_minding(CURL *handle)
{
    return curl_easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, martlet_curl_mind_peer);
}

#endif
