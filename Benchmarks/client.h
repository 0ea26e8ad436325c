/// What the programs of the benchmark share: a connection to the broker, and the confirms of a channel.
///
/// Every failure ends the program with one line on standard error and status 1: a measurement that met one is void.
#ifndef BANKBUS_BENCHMARK_CLIENT_H
#define BANKBUS_BENCHMARK_CLIENT_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

#if __has_include(<rabbitmq-c/amqp.h>)
#include <rabbitmq-c/amqp.h>
#include <rabbitmq-c/framing.h>
#include <rabbitmq-c/tcp_socket.h>
#else
#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_tcp_socket.h>
#endif

/// The one channel that each connection uses.
enum { CHANNEL = 1 };

static void fail(const char *program, const char *reason) {
    fprintf(stderr, "%s: %s\n", program, reason);
    exit(1);
}

static inline double now_seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static inline uint64_t parse_count(const char *program, const char *text) {
    char *end;
    unsigned long long count = strtoull(text, &end, 10);
    if (*end || count == 0 || count > 100000000) fail(program, "a count must be a number from 1 to 100000000");
    return count;
}

// MARK: - Connection

typedef struct {
    const char *program;
    amqp_connection_state_t state;
    int socket;
} client_t;

static inline void client_check(client_t *client, const char *reason) {
    if (amqp_get_rpc_reply(client->state).reply_type != AMQP_RESPONSE_NORMAL) fail(client->program, reason);
}

static inline const char *client_setting(const char *program, const char *name) {
    const char *value = getenv(name);
    if (!value || !*value) fail(program, "BENCH_PORT, BENCH_USER and BENCH_PASSWORD_FILE must be set");
    return value;
}

/// Connects to the broker on 127.0.0.1 that the environment names, with one open channel.
static inline client_t client_open(const char *program) {
    int port = atoi(client_setting(program, "BENCH_PORT"));
    const char *user = client_setting(program, "BENCH_USER");
    char password[256] = "";
    FILE *file = fopen(client_setting(program, "BENCH_PASSWORD_FILE"), "r");
    if (!file || !fgets(password, sizeof password, file)) fail(program, "the password file cannot be read");
    fclose(file);
    password[strcspn(password, "\r\n")] = 0;

    client_t client = {.program = program, .state = amqp_new_connection()};
    amqp_socket_t *socket = amqp_tcp_socket_new(client.state);
    if (!socket || amqp_socket_open(socket, "127.0.0.1", port)) fail(program, "the broker does not answer");
    amqp_rpc_reply_t reply =
        amqp_login(client.state, "/", 0, AMQP_DEFAULT_FRAME_SIZE, 0, AMQP_SASL_METHOD_PLAIN, user, password);
    if (reply.reply_type != AMQP_RESPONSE_NORMAL) fail(program, "the broker refuses the login");
    amqp_channel_open(client.state, CHANNEL);
    client_check(&client, "no channel can be opened");
    client.socket = amqp_get_sockfd(client.state);
    return client;
}

/// The number of messages that are ready in a queue.
static inline uint64_t client_depth(client_t *client, const char *queue) {
    amqp_queue_declare_ok_t *answer = amqp_queue_declare(
        client->state, CHANNEL, amqp_cstring_bytes(queue), 1, 1, 0, 0, amqp_empty_table);
    if (!answer) fail(client->program, "a queue is missing");
    uint64_t depth = answer->message_count;
    amqp_maybe_release_buffers(client->state);
    return depth;
}

static inline void client_purge(client_t *client, const char *queue) {
    amqp_queue_purge(client->state, CHANNEL, amqp_cstring_bytes(queue));
    client_check(client, "a queue cannot be emptied");
}

// MARK: - Confirms

/// The most publishes that may be unconfirmed on a channel; a power of two.
enum { UNCONFIRMED_MAX = 4096 };

/// Which publishes of a channel are confirmed: all up to `floor`, and those marked above it.
typedef struct {
    uint64_t sent;
    uint64_t floor;
    unsigned char is_confirmed[UNCONFIRMED_MAX];
} confirms_t;

static inline void confirms_take(confirms_t *confirms, uint64_t tag, int multiple) {
    if (multiple) {
        while (confirms->floor < tag) confirms->is_confirmed[++confirms->floor % UNCONFIRMED_MAX] = 0;
    } else {
        confirms->is_confirmed[tag % UNCONFIRMED_MAX] = 1;
    }
    while (confirms->is_confirmed[(confirms->floor + 1) % UNCONFIRMED_MAX]) {
        confirms->is_confirmed[++confirms->floor % UNCONFIRMED_MAX] = 0;
    }
}

/// Takes the confirms that are there, waiting at most `milliseconds` for the first. A return or a nack is a failure.
static inline void client_take_confirms(client_t *client, confirms_t *confirms, int milliseconds) {
    struct timeval timeout = {.tv_sec = milliseconds / 1000, .tv_usec = milliseconds % 1000 * 1000};
    amqp_frame_t frame;
    for (;;) {
        int status = amqp_simple_wait_frame_noblock(client->state, &frame, &timeout);
        if (status == AMQP_STATUS_TIMEOUT) break;
        if (status != AMQP_STATUS_OK) fail(client->program, amqp_error_string2(status));
        if (frame.frame_type != AMQP_FRAME_METHOD || frame.payload.method.id != AMQP_BASIC_ACK_METHOD) {
            fail(client->program, "a message was returned or refused, or the channel was closed");
        }
        amqp_basic_ack_t *ack = (amqp_basic_ack_t *)frame.payload.method.decoded;
        confirms_take(confirms, ack->delivery_tag, ack->multiple);
        timeout = (struct timeval){0, 0};
    }
    amqp_maybe_release_buffers(client->state);
}

static inline void client_publish(
    client_t *client, confirms_t *confirms, const char *exchange, const char *key,
    const amqp_basic_properties_t *properties, amqp_bytes_t body) {
    int status = amqp_basic_publish(
        client->state, CHANNEL, amqp_cstring_bytes(exchange), amqp_cstring_bytes(key), 1, 0, properties, body);
    if (status != AMQP_STATUS_OK) fail(client->program, amqp_error_string2(status));
    confirms->sent++;
}

#endif
