/// Fills the queue of the route with MT103 messages, each with a reference of its own.
///
///     load QUEUE COUNT     empties the queue, publishes COUNT messages to bus.ingress, awaits every confirm
#include "client.h"

#include <inttypes.h>

static const char program[] = "load";
/// Publishes that may be unconfirmed at a time.
enum { WINDOW = 2000 };

static int write_mt103(char *text, size_t size, uint64_t number) {
    return snprintf(
        text, size,
        "{1:F01BBUSDEF0AXXX0001000001}{2:I103BBUSFRP0XXXXN}{3:{108:BENCH%010" PRIu64 "}}{4:\r\n"
        ":20:BENCH%010" PRIu64 "\r\n"
        ":23B:CRED\r\n"
        ":32A:260301EUR%" PRIu64 ",%02" PRIu64 "\r\n"
        ":50K:/DE00BENCH%08" PRIu64 "\r\n"
        "ORDERING CUSTOMER %04" PRIu64 "\r\n"
        "1 EXAMPLE STREET\r\n"
        ":59:/FR00BENCH%08" PRIu64 "\r\n"
        "BENEFICIARY CUSTOMER %04" PRIu64 "\r\n"
        "2 EXAMPLE SQUARE\r\n"
        ":70:INVOICE %010" PRIu64 "\r\n"
        ":71A:SHA\r\n"
        "-}",
        number, number, 1 + number % 9000, number % 100, number % 100000, number % 10000, number % 70000,
        number % 10000, number);
}

static void publish(client_t *client, confirms_t *confirms, uint64_t number) {
    char body[1024], id[64];
    int length = write_mt103(body, sizeof body, number);
    if (length < 0 || (size_t)length >= sizeof body) fail(program, "a message is too long");
    snprintf(id, sizeof id, "bench-%010" PRIu64, number);
    amqp_basic_properties_t properties = {
        ._flags = AMQP_BASIC_DELIVERY_MODE_FLAG | AMQP_BASIC_MESSAGE_ID_FLAG | AMQP_BASIC_CONTENT_TYPE_FLAG,
        .delivery_mode = AMQP_DELIVERY_PERSISTENT,
        .message_id = amqp_cstring_bytes(id),
        .content_type = amqp_cstring_bytes("text/plain"),
    };
    amqp_bytes_t bytes = {.len = (size_t)length, .bytes = body};
    client_publish(client, confirms, "bus.ingress", "swift.mt103", &properties, bytes);
}

int main(int argc, char **argv) {
    if (argc != 3) fail(program, "usage: load QUEUE COUNT");
    uint64_t count = parse_count(program, argv[2]);
    client_t client = client_open(program);
    client_purge(&client, argv[1]);
    amqp_confirm_select(client.state, CHANNEL);
    client_check(&client, "the broker does not confirm");

    static confirms_t confirms;
    for (uint64_t number = 1; number <= count; number++) {
        publish(&client, &confirms, number);
        if (number % 100 == 0) client_take_confirms(&client, &confirms, 0);
        while (confirms.sent - confirms.floor >= WINDOW) client_take_confirms(&client, &confirms, 1000);
    }
    double deadline = now_seconds() + 60;
    while (confirms.floor < count) {
        if (now_seconds() > deadline) fail(program, "confirms are missing");
        client_take_confirms(&client, &confirms, 1000);
    }
    uint64_t depth = client_depth(&client, argv[1]);
    if (depth != count) fail(program, "the queue does not hold what was published");
    amqp_connection_close(client.state, AMQP_REPLY_SUCCESS);
    return 0;
}
