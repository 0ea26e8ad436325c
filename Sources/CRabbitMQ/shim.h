// What Swift cannot import from librabbitmq, Linux and OpenSSL (variadics, unions, macros), and the one place that
// knows where the library's headers are: <amqp.h> up to 0.11, <rabbitmq-c/amqp.h> from 0.12 on.
#ifndef BANKBUS_CRABBITMQ_SHIM_H
#define BANKBUS_CRABBITMQ_SHIM_H

#if __has_include(<rabbitmq-c/amqp.h>)
#include <rabbitmq-c/amqp.h>
#include <rabbitmq-c/framing.h>
#include <rabbitmq-c/ssl_socket.h>
#include <rabbitmq-c/tcp_socket.h>
#else
#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>
#endif

// Without <poll.h> and <netinet/in.h>: a C structure that two modules define belongs to one of them, and files of the
// same target that import Glibc alone would no longer compile.
#include <errno.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

// MARK: - Threads and waking

/// Starts a detached thread with a stack of that many bytes; 0 or an errno.
static inline int rmq_thread_start(size_t stack_bytes, void *(*entry)(void *), void *context) {
    pthread_attr_t attributes;
    pthread_t thread;
    int status = pthread_attr_init(&attributes);
    if (status != 0) return status;
    status = pthread_attr_setstacksize(&attributes, stack_bytes);
    if (status == 0) status = pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    if (status == 0) status = pthread_create(&thread, &attributes, entry, context);
    pthread_attr_destroy(&attributes);
    return status;
}

/// A descriptor that one thread signals and another polls; -1 on failure.
static inline int rmq_wake_open(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

static inline void rmq_wake_signal(int wake) {
    uint64_t one = 1;
    ssize_t written;
    do written = write(wake, &one, sizeof one);
    while (written < 0 && errno == EINTR);
}

static inline void rmq_wake_close(int wake) { close(wake); }

/// Takes the signal, if there is one.
static inline void rmq_wake_take(int wake) {
    uint64_t count;
    ssize_t got = read(wake, &count, sizeof count);
    (void)got;
}

// MARK: - Sockets

/// Holds small segments back (1) or lets them go (0): a publish is three writes, a batch of them one segment.
static inline void rmq_cork(int socket, int on) { setsockopt(socket, SOL_TCP, TCP_CORK, &on, sizeof on); }

/// Makes every read and write on the socket fail at once, from whatever thread.
static inline void rmq_shutdown(int socket) { shutdown(socket, SHUT_RDWR); }

static inline int rmq_errno(void) { return errno; }
static inline void rmq_errno_clear(void) { errno = 0; }

static inline int rmq_socket_open(amqp_socket_t *socket, const char *host, int port, int64_t timeout_milliseconds) {
    struct timeval timeout = {
        .tv_sec = timeout_milliseconds / 1000, .tv_usec = (timeout_milliseconds % 1000) * 1000};
    return amqp_socket_open_noblock(socket, host, port, &timeout);
}

static inline void rmq_set_timeouts(amqp_connection_state_t state, int64_t milliseconds) {
    struct timeval timeout = {.tv_sec = milliseconds / 1000, .tv_usec = (milliseconds % 1000) * 1000};
    amqp_set_handshake_timeout(state, &timeout);
    amqp_set_rpc_timeout(state, &timeout);
}

// MARK: - TLS

/// Keeps the first reason why a certificate is refused: the library drops it together with its SSL handle.
static inline int rmq_tls_verified(int is_good, X509_STORE_CTX *store) {
    if (is_good) return is_good;
    SSL *ssl = (SSL *)X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
    SSL_CTX *context = ssl ? SSL_get_SSL_CTX(ssl) : NULL;
    int *reason = context ? (int *)SSL_CTX_get_ex_data(context, 0) : NULL;
    if (reason && *reason == X509_V_OK) *reason = X509_STORE_CTX_get_error(store);
    return is_good;
}

/// Verifies the peer and writes the reason of a refusal to `reason`, which must outlive the socket.
static inline void rmq_tls_verify(amqp_socket_t *socket, int *reason) {
    SSL_CTX *context = (SSL_CTX *)amqp_ssl_socket_get_context(socket);
    *reason = X509_V_OK;
    SSL_CTX_set_ex_data(context, 0, reason);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, rmq_tls_verified);
    amqp_ssl_socket_set_verify_peer(socket, 1);
    amqp_ssl_socket_set_verify_hostname(socket, 1);
    amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST);
}

/// Trusts the authorities that the operating system trusts; 1 on success.
static inline int rmq_tls_trust_system(amqp_socket_t *socket) {
    return SSL_CTX_set_default_verify_paths((SSL_CTX *)amqp_ssl_socket_get_context(socket));
}

static inline const char *rmq_tls_reason_text(int reason) { return X509_verify_cert_error_string(reason); }

// MARK: - Replies to synchronous methods

enum {
    RMQ_REPLY_OK = 0,
    RMQ_REPLY_LIBRARY = 1,
    RMQ_REPLY_CHANNEL_CLOSED = 2,
    RMQ_REPLY_CONNECTION_CLOSED = 3
};

/// A reply without its union; `text` lives until the library's buffers are released.
typedef struct {
    int status;
    int code;
    amqp_bytes_t text;
} rmq_reply_t;

static inline rmq_reply_t rmq_reply(amqp_rpc_reply_t reply) {
    rmq_reply_t flat = {RMQ_REPLY_OK, 0, {0, NULL}};
    switch (reply.reply_type) {
    case AMQP_RESPONSE_NORMAL: break;
    case AMQP_RESPONSE_NONE:
        flat.status = RMQ_REPLY_LIBRARY;
        flat.code = AMQP_STATUS_CONNECTION_CLOSED;
        break;
    case AMQP_RESPONSE_LIBRARY_EXCEPTION:
        flat.status = RMQ_REPLY_LIBRARY;
        flat.code = reply.library_error;
        break;
    case AMQP_RESPONSE_SERVER_EXCEPTION:
        if (reply.reply.id == AMQP_CHANNEL_CLOSE_METHOD) {
            amqp_channel_close_t *close = (amqp_channel_close_t *)reply.reply.decoded;
            flat.status = RMQ_REPLY_CHANNEL_CLOSED;
            flat.code = close->reply_code;
            flat.text = close->reply_text;
        } else if (reply.reply.id == AMQP_CONNECTION_CLOSE_METHOD) {
            amqp_connection_close_t *close = (amqp_connection_close_t *)reply.reply.decoded;
            flat.status = RMQ_REPLY_CONNECTION_CLOSED;
            flat.code = close->reply_code;
            flat.text = close->reply_text;
        } else {
            flat.status = RMQ_REPLY_LIBRARY;
            flat.code = AMQP_STATUS_WRONG_METHOD;
        }
        break;
    }
    return flat;
}

static inline rmq_reply_t rmq_login_plain(
    amqp_connection_state_t state, const char *vhost, int frame_max, int heartbeat, const amqp_table_t *properties,
    const char *user, const char *password) {
    return rmq_reply(amqp_login_with_properties(
        state, vhost, 0, frame_max, heartbeat, properties, AMQP_SASL_METHOD_PLAIN, user, password));
}

/// The identity is ignored by the broker, which takes the name from the certificate; 0.11 takes an empty one for a lack
/// of memory.
static inline rmq_reply_t rmq_login_external(
    amqp_connection_state_t state, const char *vhost, int frame_max, int heartbeat, const amqp_table_t *properties) {
    return rmq_reply(amqp_login_with_properties(
        state, vhost, 0, frame_max, heartbeat, properties, AMQP_SASL_METHOD_EXTERNAL, "certificate"));
}

static inline rmq_reply_t rmq_last_reply(amqp_connection_state_t state) {
    return rmq_reply(amqp_get_rpc_reply(state));
}

static inline rmq_reply_t rmq_channel_close(amqp_connection_state_t state, amqp_channel_t channel) {
    return rmq_reply(amqp_channel_close(state, channel, AMQP_REPLY_SUCCESS));
}

static inline rmq_reply_t rmq_connection_close(amqp_connection_state_t state) {
    return rmq_reply(amqp_connection_close(state, AMQP_REPLY_SUCCESS));
}

/// Answers a channel.close of the broker, after which the channel's number may be opened again.
static inline int rmq_channel_close_ok(amqp_connection_state_t state, amqp_channel_t channel) {
    amqp_channel_close_ok_t method = {0};
    return amqp_send_method(state, channel, AMQP_CHANNEL_CLOSE_OK_METHOD, &method);
}

static inline int rmq_connection_close_ok(amqp_connection_state_t state) {
    amqp_connection_close_ok_t method = {0};
    return amqp_send_method(state, 0, AMQP_CONNECTION_CLOSE_OK_METHOD, &method);
}

static inline int rmq_heartbeat(amqp_connection_state_t state) {
    amqp_frame_t frame = {.frame_type = AMQP_FRAME_HEARTBEAT, .channel = 0};
    return amqp_send_frame(state, &frame);
}

// MARK: - Events

enum {
    RMQ_EVENT_NONE = 0,
    RMQ_EVENT_DELIVER,
    RMQ_EVENT_RETURN,
    RMQ_EVENT_HEADER,
    RMQ_EVENT_BODY,
    RMQ_EVENT_ACK,
    RMQ_EVENT_NACK,
    RMQ_EVENT_CANCEL,
    RMQ_EVENT_CHANNEL_CLOSE,
    RMQ_EVENT_CONNECTION_CLOSE,
    RMQ_EVENT_BLOCKED,
    RMQ_EVENT_UNBLOCKED,
    RMQ_EVENT_OTHER
};

/// A frame without its unions; the bytes live until the library's buffers are released.
typedef struct {
    int kind;
    amqp_channel_t channel;
    int code;                     // reply code of a return or close
    int flag;                     // redelivered, or multiple
    uint64_t number;              // delivery tag, or size of the body to come
    amqp_bytes_t exchange;
    amqp_bytes_t routing_key;
    amqp_bytes_t text;            // reply text, reason, consumer tag, or a piece of the body
    const amqp_basic_properties_t *properties;
} rmq_event_t;

static inline void rmq_read_method(const amqp_frame_t *frame, rmq_event_t *event) {
    void *decoded = frame->payload.method.decoded;
    switch (frame->payload.method.id) {
    case AMQP_BASIC_DELIVER_METHOD: {
        amqp_basic_deliver_t *method = (amqp_basic_deliver_t *)decoded;
        event->kind = RMQ_EVENT_DELIVER;
        event->number = method->delivery_tag;
        event->flag = method->redelivered;
        event->exchange = method->exchange;
        event->routing_key = method->routing_key;
        event->text = method->consumer_tag;
        break;
    }
    case AMQP_BASIC_RETURN_METHOD: {
        amqp_basic_return_t *method = (amqp_basic_return_t *)decoded;
        event->kind = RMQ_EVENT_RETURN;
        event->code = method->reply_code;
        event->text = method->reply_text;
        event->exchange = method->exchange;
        event->routing_key = method->routing_key;
        break;
    }
    case AMQP_BASIC_ACK_METHOD: {
        amqp_basic_ack_t *method = (amqp_basic_ack_t *)decoded;
        event->kind = RMQ_EVENT_ACK;
        event->number = method->delivery_tag;
        event->flag = method->multiple;
        break;
    }
    case AMQP_BASIC_NACK_METHOD: {
        amqp_basic_nack_t *method = (amqp_basic_nack_t *)decoded;
        event->kind = RMQ_EVENT_NACK;
        event->number = method->delivery_tag;
        event->flag = method->multiple;
        break;
    }
    case AMQP_BASIC_CANCEL_METHOD:
        event->kind = RMQ_EVENT_CANCEL;
        event->text = ((amqp_basic_cancel_t *)decoded)->consumer_tag;
        break;
    case AMQP_CHANNEL_CLOSE_METHOD: {
        amqp_channel_close_t *method = (amqp_channel_close_t *)decoded;
        event->kind = RMQ_EVENT_CHANNEL_CLOSE;
        event->code = method->reply_code;
        event->text = method->reply_text;
        break;
    }
    case AMQP_CONNECTION_CLOSE_METHOD: {
        amqp_connection_close_t *method = (amqp_connection_close_t *)decoded;
        event->kind = RMQ_EVENT_CONNECTION_CLOSE;
        event->code = method->reply_code;
        event->text = method->reply_text;
        break;
    }
    case AMQP_CONNECTION_BLOCKED_METHOD:
        event->kind = RMQ_EVENT_BLOCKED;
        event->text = ((amqp_connection_blocked_t *)decoded)->reason;
        break;
    case AMQP_CONNECTION_UNBLOCKED_METHOD: event->kind = RMQ_EVENT_UNBLOCKED; break;
    default: event->kind = RMQ_EVENT_OTHER; break;
    }
}

/// Takes the next frame that is there without waiting; also sends a heartbeat that is due and notices a missed one.
static inline int rmq_next_event(amqp_connection_state_t state, rmq_event_t *event) {
    static const struct timeval at_once = {0, 0};
    amqp_frame_t frame;
    memset(event, 0, sizeof *event);
    int status = amqp_simple_wait_frame_noblock(state, &frame, &at_once);
    if (status != AMQP_STATUS_OK) return status;
    event->channel = frame.channel;
    switch (frame.frame_type) {
    case AMQP_FRAME_METHOD: rmq_read_method(&frame, event); break;
    case AMQP_FRAME_HEADER:
        event->kind = RMQ_EVENT_HEADER;
        event->number = frame.payload.properties.body_size;
        event->properties = (const amqp_basic_properties_t *)frame.payload.properties.decoded;
        break;
    case AMQP_FRAME_BODY:
        event->kind = RMQ_EVENT_BODY;
        event->text = frame.payload.body_fragment;
        break;
    default: event->kind = RMQ_EVENT_OTHER; break;
    }
    return AMQP_STATUS_OK;
}

/// Asks for one message of a queue; `event` becomes its delivery, or RMQ_EVENT_NONE where the queue is empty.
static inline rmq_reply_t rmq_get(
    amqp_connection_state_t state, amqp_channel_t channel, amqp_bytes_t queue, rmq_event_t *event) {
    memset(event, 0, sizeof *event);
    amqp_rpc_reply_t reply = amqp_basic_get(state, channel, queue, 0);
    if (reply.reply_type == AMQP_RESPONSE_NORMAL && reply.reply.id == AMQP_BASIC_GET_OK_METHOD) {
        amqp_basic_get_ok_t *method = (amqp_basic_get_ok_t *)reply.reply.decoded;
        event->kind = RMQ_EVENT_DELIVER;
        event->channel = channel;
        event->number = method->delivery_tag;
        event->flag = method->redelivered;
        event->exchange = method->exchange;
        event->routing_key = method->routing_key;
    }
    return rmq_reply(reply);
}

// MARK: - Field values: a union in C

static inline int rmq_field_boolean(const amqp_field_value_t *field) { return field->value.boolean != 0; }
static inline amqp_bytes_t rmq_field_bytes(const amqp_field_value_t *field) { return field->value.bytes; }
static inline amqp_table_t rmq_field_table(const amqp_field_value_t *field) { return field->value.table; }
static inline amqp_array_t rmq_field_array(const amqp_field_value_t *field) { return field->value.array; }
static inline amqp_decimal_t rmq_field_decimal(const amqp_field_value_t *field) { return field->value.decimal; }

/// The value of a signed integer field of whatever width.
static inline int64_t rmq_field_signed(const amqp_field_value_t *field) {
    switch (field->kind) {
    case AMQP_FIELD_KIND_I8: return field->value.i8;
    case AMQP_FIELD_KIND_I16: return field->value.i16;
    case AMQP_FIELD_KIND_I32: return field->value.i32;
    default: return field->value.i64;
    }
}

/// The value of an unsigned integer field of whatever width, or of a timestamp.
static inline uint64_t rmq_field_unsigned(const amqp_field_value_t *field) {
    switch (field->kind) {
    case AMQP_FIELD_KIND_U8: return field->value.u8;
    case AMQP_FIELD_KIND_U16: return field->value.u16;
    case AMQP_FIELD_KIND_U32: return field->value.u32;
    default: return field->value.u64;
    }
}

static inline double rmq_field_double(const amqp_field_value_t *field) {
    return field->kind == AMQP_FIELD_KIND_F32 ? (double)field->value.f32 : field->value.f64;
}

static inline void rmq_field_set_boolean(amqp_field_value_t *field, int value) {
    field->kind = AMQP_FIELD_KIND_BOOLEAN;
    field->value.boolean = value;
}

static inline void rmq_field_set_bytes(amqp_field_value_t *field, uint8_t kind, amqp_bytes_t value) {
    field->kind = kind;
    field->value.bytes = value;
}

static inline void rmq_field_set_integer(amqp_field_value_t *field, int64_t value) {
    field->kind = AMQP_FIELD_KIND_I64;
    field->value.i64 = value;
}

static inline void rmq_field_set_timestamp(amqp_field_value_t *field, uint64_t value) {
    field->kind = AMQP_FIELD_KIND_TIMESTAMP;
    field->value.u64 = value;
}

static inline void rmq_field_set_decimal(amqp_field_value_t *field, uint8_t decimals, uint32_t value) {
    field->kind = AMQP_FIELD_KIND_DECIMAL;
    field->value.decimal.decimals = decimals;
    field->value.decimal.value = value;
}

static inline void rmq_field_set_double(amqp_field_value_t *field, double value) {
    field->kind = AMQP_FIELD_KIND_F64;
    field->value.f64 = value;
}

static inline void rmq_field_set_table(amqp_field_value_t *field, amqp_table_t value) {
    field->kind = AMQP_FIELD_KIND_TABLE;
    field->value.table = value;
}

static inline void rmq_field_set_array(amqp_field_value_t *field, amqp_array_t value) {
    field->kind = AMQP_FIELD_KIND_ARRAY;
    field->value.array = value;
}

static inline void rmq_field_set_void(amqp_field_value_t *field) { field->kind = AMQP_FIELD_KIND_VOID; }

#endif
