/// The yardstick: the least that a careful C program does to forward messages without losing one.
///
///     forwarder QUEUE EXCHANGE KEY               forwards what it receives, until it is ended by a signal
///     forwarder QUEUE EXCHANGE KEY envelope      publishes messages like those of the route instead: same properties,
///                                                headers and size, which alone cost the broker a good deal
///
/// Consumes with prefetch, publishes (mandatory, persistent, confirmed) and acknowledges what is confirmed. Publishing
/// and consuming have a connection each, as RabbitMQ advises, both on this one thread. Two batches are in flight. Each
/// delivery is published once and in order on fresh channels, so that the n-th publish is that of delivery tag n.
#include "client.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

static const char program[] = "forwarder";
enum { BATCH = 250, IN_FLIGHT_MAX = 2 * BATCH, PREFETCH = 4 * BATCH };

typedef struct {
    client_t input;
    client_t output;
    const char *exchange;
    const char *key;
    int has_envelope;
    confirms_t confirms;
    uint64_t acknowledged;
} forwarder_t;

/// Holds small segments back (1) or lets them go (0): a publish is three writes, a batch of them few segments.
static void cork(forwarder_t *forwarder, int on) {
    setsockopt(forwarder->output.socket, IPPROTO_TCP, TCP_CORK, &on, sizeof on);
}

static void start(forwarder_t *forwarder, const char *queue) {
    forwarder->output = client_open(program);
    amqp_confirm_select(forwarder->output.state, CHANNEL);
    client_check(&forwarder->output, "the broker does not confirm");
    forwarder->input = client_open(program);
    amqp_connection_state_t input = forwarder->input.state;
    amqp_basic_qos(input, CHANNEL, 0, PREFETCH, 0);
    client_check(&forwarder->input, "the prefetch cannot be set");
    amqp_basic_consume(input, CHANNEL, amqp_cstring_bytes(queue), amqp_empty_bytes, 0, 0, 0, amqp_empty_table);
    client_check(&forwarder->input, "the queue cannot be consumed");
}

/// The headers of a message of the route, with values of the usual length.
static const char *const headers[][2] = {
    {"cloudEvents:specversion", "1.0"},
    {"cloudEvents:id", "00000000000000000000000000000000"},
    {"cloudEvents:type", "payment.credit-transfer.v1"},
    {"cloudEvents:source", "bankbus/route/mt103"},
    {"cloudEvents:time", "2026-03-01T08:15:00.123456789Z"},
    {"cloudEvents:subject", "FR00BENCH00000001"},
    {"cloudEvents:dataschema", "urn:bankbus:schema:payment.credit-transfer.v1"},
    {"bankbus-causation-id", "bench-0000000001"},
    {"bankbus-idempotency-key", "00000000000000000000000000000000"},
    {"bankbus-fingerprint", "0000000000000000000000000000000000000000000000000000000000000000"},
    {"bankbus-sequence", NULL},
};
enum { HEADERS = sizeof headers / sizeof headers[0], CANONICAL_BYTES = 506 };

/// Adds what the route's messages have besides message id and content type.
static void add_envelope(amqp_basic_properties_t *properties, uint64_t sequence) {
    static amqp_table_entry_t entries[HEADERS];
    for (int index = 0; index < HEADERS; index++) {
        const char *value = headers[index][1];
        entries[index].key = amqp_cstring_bytes(headers[index][0]);
        entries[index].value.kind = value ? AMQP_FIELD_KIND_UTF8 : AMQP_FIELD_KIND_I64;
        if (value) entries[index].value.value.bytes = amqp_cstring_bytes(value);
        else entries[index].value.value.i64 = (int64_t)sequence;
    }
    properties->_flags |= AMQP_BASIC_HEADERS_FLAG | AMQP_BASIC_CORRELATION_ID_FLAG | AMQP_BASIC_TYPE_FLAG |
                          AMQP_BASIC_APP_ID_FLAG | AMQP_BASIC_TIMESTAMP_FLAG;
    properties->headers = (amqp_table_t){.num_entries = HEADERS, .entries = entries};
    properties->correlation_id = properties->message_id;
    properties->type = amqp_cstring_bytes(headers[2][1]);
    properties->app_id = amqp_cstring_bytes(headers[3][1]);
    properties->timestamp = 1772352900;
}

/// Publishes the next delivery that is there; 0 if none is.
static int forward_next(forwarder_t *forwarder) {
    struct timeval at_once = {0, 0};
    amqp_envelope_t envelope;
    amqp_connection_state_t input = forwarder->input.state;
    amqp_rpc_reply_t reply = amqp_consume_message(input, &envelope, &at_once, 0);
    if (reply.reply_type != AMQP_RESPONSE_NORMAL) {
        if (reply.library_error == AMQP_STATUS_TIMEOUT) return 0;
        fail(program, "a delivery cannot be read");
    }
    amqp_basic_properties_t *source = &envelope.message.properties;
    amqp_basic_properties_t properties = {
        ._flags = AMQP_BASIC_DELIVERY_MODE_FLAG |
                  (source->_flags & (AMQP_BASIC_MESSAGE_ID_FLAG | AMQP_BASIC_CONTENT_TYPE_FLAG)),
        .delivery_mode = AMQP_DELIVERY_PERSISTENT,
        .message_id = source->message_id,
        .content_type = source->content_type,
    };
    static char canonical[CANONICAL_BYTES];
    amqp_bytes_t body = envelope.message.body;
    if (forwarder->has_envelope) {
        add_envelope(&properties, forwarder->confirms.sent + 1);
        body = (amqp_bytes_t){.len = sizeof canonical, .bytes = canonical};
    }
    client_publish(
        &forwarder->output, &forwarder->confirms, forwarder->exchange, forwarder->key, &properties, body);
    if (envelope.delivery_tag != forwarder->confirms.sent) fail(program, "a delivery tag is out of order");
    amqp_destroy_envelope(&envelope);
    amqp_maybe_release_buffers(input);
    return 1;
}

static int has_room(const forwarder_t *forwarder) {
    return forwarder->confirms.sent - forwarder->confirms.floor < IN_FLIGHT_MAX;
}

/// Publishes what has been delivered, as far as there is room; 0 if nothing was.
static int forward(forwarder_t *forwarder) {
    int count = 0;
    cork(forwarder, 1);
    while (count < BATCH && has_room(forwarder) && forward_next(forwarder)) count++;
    cork(forwarder, 0);
    return count;
}

/// Acknowledges what is confirmed, half a batch at a time, or all when nothing else is in flight.
static void acknowledge(forwarder_t *forwarder) {
    uint64_t floor = forwarder->confirms.floor;
    uint64_t open = floor - forwarder->acknowledged;
    if (open == 0 || (open < BATCH / 2 && floor != forwarder->confirms.sent)) return;
    int status = amqp_basic_ack(forwarder->input.state, CHANNEL, floor, 1);
    if (status != AMQP_STATUS_OK) fail(program, amqp_error_string2(status));
    forwarder->acknowledged = floor;
}

/// Sleeps until there is a confirm, or a delivery that there is room for.
static void wait_for_broker(forwarder_t *forwarder) {
    struct pollfd watched[2] = {
        {.fd = forwarder->output.socket, .events = POLLIN},
        {.fd = forwarder->input.socket, .events = POLLIN},
    };
    if (amqp_data_in_buffer(forwarder->output.state) || amqp_frames_enqueued(forwarder->output.state)) return;
    poll(watched, has_room(forwarder) ? 2 : 1, 1000);
}

int main(int argc, char **argv) {
    int has_envelope = argc == 5 && strcmp(argv[4], "envelope") == 0;
    if (argc != 4 && !has_envelope) fail(program, "usage: forwarder QUEUE EXCHANGE KEY [envelope]");
    static forwarder_t forwarder;
    forwarder.has_envelope = has_envelope;
    forwarder.exchange = argv[2];
    forwarder.key = argv[3];
    start(&forwarder, argv[1]);
    for (;;) {
        int count = forward(&forwarder);
        uint64_t floor = forwarder.confirms.floor;
        client_take_confirms(&forwarder.output, &forwarder.confirms, 0);
        acknowledge(&forwarder);
        if (count == 0 && forwarder.confirms.floor == floor) wait_for_broker(&forwarder);
    }
}
