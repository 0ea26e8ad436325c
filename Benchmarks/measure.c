/// Runs a program that empties one queue into another and tells what that took.
///
///     measure QUEUE COUNT SECONDS BROKER-PROCESS COMMAND ...
///
/// Empties QUEUE, starts COMMAND, waits until COUNT messages are in QUEUE (at most SECONDS), ends COMMAND by SIGTERM and
/// prints: seconds from the start to the last message; seconds from the first messages seen to the last; messages per
/// second between these two; CPU of COMMAND and of the broker in microseconds per message; peak memory of COMMAND in KiB.
#include "client.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const char program[] = "measure";

/// CPU seconds that a process has used so far.
static double cpu_seconds(pid_t process) {
    char path[64], line[2048];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)process);
    FILE *file = fopen(path, "r");
    if (!file || !fgets(line, sizeof line, file)) fail(program, "the broker's process is gone");
    fclose(file);
    // The name of the process may contain anything; the fields after it are numbers: utime and stime are 12 and 13.
    char *rest = strrchr(line, ')');
    unsigned long user = 0, system = 0;
    if (!rest || sscanf(rest + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2) {
        fail(program, "/proc has a form that is not known");
    }
    return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

static pid_t start(char **command) {
    pid_t child = fork();
    if (child == 0) {
        // A measurement that fails leaves nothing running.
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        execvp(command[0], command);
        perror(command[0]);
        _exit(127);
    }
    if (child < 0) fail(program, "no process can be started");
    return child;
}

/// Ends the program and takes what it used; it may end by itself in good order or by the signal.
static struct rusage stop(pid_t child) {
    struct rusage usage;
    int status = 0;
    kill(child, SIGTERM);
    if (wait4(child, &status, 0, &usage) != child) fail(program, "the program is lost");
    int is_good = (WIFEXITED(status) && WEXITSTATUS(status) == 0) || (WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
    if (!is_good) fail(program, "the program did not end well");
    return usage;
}

typedef struct {
    double first;
    double last;
    uint64_t first_depth;
} arrival_t;

/// Waits until the queue holds `count` messages.
static arrival_t await_arrival(client_t *client, const char *queue, uint64_t count, double deadline, pid_t child) {
    arrival_t arrival = {0};
    const struct timespec pause = {.tv_nsec = 20 * 1000 * 1000};
    for (;;) {
        uint64_t depth = client_depth(client, queue);
        double now = now_seconds();
        if (depth > 0 && arrival.first == 0) {
            arrival.first = now;
            arrival.first_depth = depth;
        }
        arrival.last = now;
        if (depth >= count) return arrival;
        if (waitpid(child, NULL, WNOHANG) != 0) fail(program, "the program ended too early");
        if (now > deadline) {
            kill(child, SIGKILL);
            fprintf(stderr, "%s: %llu of %llu messages have arrived\n", program, (unsigned long long)depth,
                    (unsigned long long)count);
            fail(program, "the time is over");
        }
        nanosleep(&pause, NULL);
    }
}

int main(int argc, char **argv) {
    if (argc < 6) fail(program, "usage: measure QUEUE COUNT SECONDS BROKER-PROCESS COMMAND ...");
    uint64_t count = parse_count(program, argv[2]);
    double timeout = (double)parse_count(program, argv[3]);
    pid_t broker = (pid_t)parse_count(program, argv[4]);
    client_t client = client_open(program);
    client_purge(&client, argv[1]);

    double broker_cpu = cpu_seconds(broker);
    double started = now_seconds();
    pid_t child = start(argv + 5);
    arrival_t arrival = await_arrival(&client, argv[1], count, started + timeout, child);
    broker_cpu = cpu_seconds(broker) - broker_cpu;
    // The last acknowledgements are still under way.
    nanosleep(&(struct timespec){.tv_nsec = 300 * 1000 * 1000}, NULL);
    struct rusage usage = stop(child);
    client_purge(&client, argv[1]);

    double flow = arrival.last - arrival.first;
    double cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                 (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    if (flow <= 0) fail(program, "there were too few messages to measure");
    printf("%.3f %.3f %.0f %.2f %.2f %ld\n", arrival.last - started, flow,
           (double)(count - arrival.first_depth) / flow, cpu * 1e6 / (double)count, broker_cpu * 1e6 / (double)count,
           usage.ru_maxrss);
    amqp_connection_close(client.state, AMQP_REPLY_SUCCESS);
    return 0;
}
