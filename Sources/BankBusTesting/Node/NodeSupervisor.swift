import Canonical
import Glibc

/// The small shell that starts the Erlang machine and its port mapper, ends one with the other, and collects both.
///
/// A node that is not detached is tied to its starter by a pipe, the lifeline: when the starter ends, however it ends,
/// the shell reads the end of the pipe and kills the node.
enum NodeSupervisor {
    private static let script = """
        exec 3<&0 </dev/null
        cd "$BANKBUS_NODE_DIRECTORY" || exit 1
        end() {
            kill -KILL $server $mapper $watcher
            wait
        }
        cut() {
            end
            cd /
            [ "$2" = temporary ] && rm -rf -- "$BANKBUS_NODE_DIRECTORY"
            exit 0
        }
        trap '' HUP INT
        trap 'kill -TERM $server' TERM
        trap 'cut "$1" "$2"' USR1
        epmd -address 127.0.0.1 -port "$ERL_EPMD_PORT" 3<&- &
        mapper=$!
        "$3" 3<&- &
        server=$!
        watcher=
        if [ "$1" = attached ]; then
            (read -r _ <&3; kill -USR1 $$ || kill -KILL -$$) &
            watcher=$!
        fi
        exec 3<&-
        while kill -0 $server; do
            wait $server
        done 2>/dev/null
        end 2>/dev/null
        """

    /// Starts the shell; `lifeline` is the reading end of the pipe, nil for a detached node.
    static func start(
        _ installation: NodeInstallation,
        configuration: NodeConfiguration,
        lifeline: Int32?
    ) throws(Fault) -> ChildProcess {
        let directory = configuration.directory
        let console = open(directory.consolePath, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard console >= 0 else { throw .system("write \(directory.consolePath)", errno) }
        defer { close(console) }
        let bond = lifeline == nil ? "detached" : "attached"
        let life = configuration.options.isTemporary && lifeline != nil ? "temporary" : "lasting"
        return try ChildProcess(
            .init(
                executable: "/bin/sh",
                arguments: ["-c", script, "bankbus-node", bond, life, installation.serverPath],
                environment: configuration.environment,
                input: lifeline,
                output: console,
                isSessionLeader: true
            )
        )
    }
}
