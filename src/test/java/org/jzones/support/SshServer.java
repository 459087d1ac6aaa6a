package org.jzones.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jzones.support.TestHost.Result;

/**
 * A real sshd, on the loopback interface or on another machine, with keys of its own, and an ssh for it that fails where it is
 * told to.
 */
public final class SshServer implements AutoCloseable {
    private static final String WRAPPER = """
            #!/bin/sh
            d='DIR'
            n=$(($(cat "$d/count" 2>/dev/null || echo 0) + 1))
            echo "$n" >"$d/count"
            how= seconds=
            if [ -f "$d/fault" ]; then
                what=$(cat "$d/what")
                case "$*" in $what)
                    if [ -s "$d/spared" ]; then
                        sed -i 1d "$d/spared"
                    else
                        read -r how seconds <"$d/fault"; rm "$d/fault"
                    fi ;;
                esac
            fi
            mover() {
                p=$PPID
                while [ "$p" -gt 1 ]; do
                    if tr '\\0' ' ' <"/proc/$p/cmdline" | grep -q 'org.jzones.Main zonemove'; then echo "$p"; return; fi
                    p=$(awk '/^PPid/ { print $2 }' "/proc/$p/status")
                done
            }
            host=$1
            shift
            rsync=
            [ "$1" != rsync ] || rsync=yes
            command=$*
            [ -n "$rsync" ] || [ ! -f "$d/prefix" ] || command=$(cat "$d/prefix")$command
            if [ -f "$d/roots" ]; then
                roots=$(cat "$d/roots")
                command=$(printf '%s\\n' "$command" | sed "s#$roots/root#$roots/$host#g")
                host=127.0.0.1
            fi
            quoted() { printf "'%s'" "$(printf '%s\\n' "$1" | sed "s/'/'\\\\\\\\''/g")"; }
            go() {
                ssh -F none -p PORT -i "$d/user" -o StrictHostKeyChecking=yes -o UserKnownHostsFile="$d/known" \\
                    -o LogLevel=ERROR -o IdentitiesOnly=yes -o ControlMaster=auto -o ControlPath="$d/mux-%h" \\
                    -o ControlPersist=20 "$host" "$1"
            }
            # what rsync says there is half of a conversation
            quietly() { if [ -n "$rsync" ]; then go "$command"; else go "$command" >/dev/null; fi; }
            # as it comes, for both sides wait for what the other one says
            some() { dd bs=4096 count=60 2>/dev/null; }
            killing='exec 3<&0; setsid sh -c "$2" <&3 & p=$!
            (sleep "$1"; kill -s KILL -- "-$p") >/dev/null 2>&1 </dev/null & wait "$p"'
            late='(sleep "$1"; sh -c "$2") >/dev/null 2>&1 </dev/null &'
            case $how in
            cut-before) exit 255 ;;
            cut-after) quietly; exit 255 ;;
            kill-before) kill -9 "$(mover)"; exit 255 ;;
            kill-during) kill -9 "$(mover)"; sleep 3; exit 255 ;;
            kill-after) quietly; kill -9 "$(mover)"; exit 255 ;;
            cut-inside) some | go "$command"; exit 255 ;;
            kill-inside) some | go "$command"; kill -9 "$(mover)"; exit 255 ;;
            dies-there) go 'kill -9 $$' ;;
            kill-there) go "sh -c $(quoted "$killing") sh $seconds $(quoted "$command")" ;;
            late) go "sh -c $(quoted "$late") sh $seconds $(quoted "$command")"; exit 255 ;;
            interrupt) kill -s INT -- "-$(ps -o pgid= -p "$(mover)" | tr -d ' ')"; sleep 1; exit 255 ;;
            twice) echo cut-before >"$d/fault"; echo '*' >"$d/what"; quietly; exit 255 ;;
            hook) sh "$d/hook" >&2; go "$command" ;;
            *) go "$command" ;;
            esac
            """;

    private final Path directory;
    private final int port;
    private final Process sshd;

    private SshServer(Path directory, int port, Process sshd) {
        this.directory = directory;
        this.port = port;
        this.sshd = sshd;
    }

    /** Starts one; empty, with the reason on standard error, where that is not possible. */
    public static Optional<SshServer> start(Path directory) throws IOException, InterruptedException {
        return start(directory, "127.0.0.1", List.of(), List.of());
    }

    /**
     * The same at another address.
     *
     * @param there words in front of a program that run it where sshd is to run
     * @param here those that run it where ssh is to
     */
    public static Optional<SshServer> start(Path directory, String address, List<String> there, List<String> here)
            throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/sbin/sshd"))) {
            return missing("there is no sshd here");
        }
        if (Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            Files.createDirectories(Path.of("/run/sshd")); // sshd insists on it, if it is root
        }
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        for (String key : List.of("host", "user")) {
            Program.of(
                            "ssh-keygen",
                            "-q",
                            "-t",
                            "ed25519",
                            "-N",
                            "",
                            "-f",
                            directory.resolve(key).toString())
                    .run();
        }
        Files.copy(directory.resolve("user.pub"), directory.resolve("authorized"));
        Files.writeString(
                directory.resolve("known"),
                "[" + address + "]:" + port + " " + Files.readString(directory.resolve("host.pub")));
        Files.writeString(
                directory.resolve("config"),
                String.join(
                        "\n",
                        "Port " + port,
                        "ListenAddress " + address,
                        "HostKey " + directory.resolve("host"),
                        "AuthorizedKeysFile " + directory.resolve("authorized"),
                        "StrictModes no",
                        "UsePAM no",
                        "PasswordAuthentication no",
                        "MaxStartups 100",
                        "PidFile none",
                        // what the user's shell does at its start is none of ours
                        "SetEnv HOME=" + directory,
                        ""));
        Path ssh = directory.resolve("ssh");
        Files.writeString(ssh, WRAPPER.replace("DIR", directory.toString()).replace("PORT", Integer.toString(port)));
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Process sshd = new ProcessBuilder(joined(
                        there,
                        "/usr/sbin/sshd",
                        "-D",
                        "-e",
                        "-f",
                        directory.resolve("config").toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        SshServer server = new SshServer(directory, port, sshd);
        if (!server.isUp()) {
            String log = Files.readString(directory.resolve("log"));
            server.close();
            return missing("sshd does not run here: " + log);
        }
        Result login = Program.of(joined(here, server.ssh(), address, "true")).run();
        if (login.status() != 0) {
            server.close();
            return missing("nobody can log in here: " + login.err()); // an account without a shell, perhaps
        }
        return Optional.of(server);
    }

    private static List<String> joined(List<String> words, String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toList();
    }

    private boolean isUp() throws IOException, InterruptedException {
        for (int i = 0; i < 100 && sshd.isAlive(); i++) {
            if (Files.readString(directory.resolve("log")).contains("Server listening on ")) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    private static Optional<SshServer> missing(String why) {
        System.err.println("SKIPPED all moves between machines: " + why);
        return Optional.empty();
    }

    /** The ssh for this server. */
    public String ssh() {
        return directory.resolve("ssh").toString();
    }

    /** The options of zonemove that lead here with the system's own ssh. */
    public List<String> options() {
        return Stream.of(
                        "Port=" + port,
                        "IdentityFile=" + directory.resolve("user"),
                        "UserKnownHostsFile=" + directory.resolve("known"),
                        "IdentitiesOnly=yes",
                        "StrictHostKeyChecking=yes",
                        "LogLevel=ERROR")
                .flatMap(option -> Stream.of("-o", option))
                .toList();
    }

    /** How often somebody has logged in. */
    public int logins() throws IOException {
        return (int) Files.readString(directory.resolve("log"))
                .lines()
                .filter(line -> line.startsWith("Accepted publickey"))
                .count();
    }

    /** From now on nothing fails, and the runs of ssh are counted anew. */
    public void calm() throws IOException {
        for (String file : List.of("fault", "what", "spared", "count", "prefix", "hook", "roots")) {
            Files.deleteIfExists(directory.resolve(file));
        }
    }

    /**
     * Lets the next run of ssh fail whose host and command fit the pattern, once.
     *
     * @param pattern as a shell's case has them, quoted where it needs to be
     * @param how cut-before, cut-after: the connection is; kill-before, kill-after: the mover is;
     *     cut-inside, kill-inside: the same when some of what it sends has gone there;
     *     kill-during: it is, and ssh takes three seconds to notice; dies-there: what runs
     *     there does, at once; kill-there, late: it is killed, or run, after so many seconds; interrupt: as Ctrl-C does;
     *     twice: cut-after, and the run after it too
     */
    public void fault(String pattern, String how) throws IOException {
        calm();
        Files.writeString(directory.resolve("what"), pattern + "\n");
        Files.writeString(directory.resolve("fault"), how + "\n");
    }

    /** The same, but the first run that fits is spared. */
    public void secondFault(String pattern, String how) throws IOException {
        fault(pattern, how);
        Files.writeString(directory.resolve("spared"), "once\n");
    }

    /** Whether the fault has come. */
    public boolean hasFailed() {
        return !Files.exists(directory.resolve("fault"));
    }

    /** Runs this shell text in front of the next run of ssh that fits the pattern. */
    public void hook(String pattern, String shell) throws IOException {
        fault(pattern, "hook");
        Files.writeString(directory.resolve("hook"), shell);
    }

    /** Puts this shell text in front of every command there, but those of rsync. */
    public void prefix(String shell) throws IOException {
        Files.writeString(directory.resolve("prefix"), shell);
    }

    /**
     * Makes every name that of a machine of its own: where a command names {@code root} in this directory, the directory of
     * the machine's name is meant. Not for rsync, whose paths are not in the command.
     */
    public void roots(Path directoryOfRoots) throws IOException {
        Files.writeString(directory.resolve("roots"), directoryOfRoots + "\n");
    }

    /** Another host key than the one sshd has. */
    public void forgetHostKey(boolean forgotten) throws IOException {
        Files.deleteIfExists(directory.resolve("mux-127.0.0.1")); // who is connected is not asked for keys again
        Path known = directory.resolve("known");
        Path aside = directory.resolve("known.aside");
        Files.move(forgotten ? known : aside, forgotten ? aside : known);
    }

    /** How often ssh has been run. */
    public int runs() throws IOException {
        Path count = directory.resolve("count");
        return Files.exists(count) ? Integer.parseInt(Files.readString(count).strip()) : 0;
    }

    @Override
    public void close() throws InterruptedException {
        sshd.destroy();
        if (!sshd.waitFor(5, TimeUnit.SECONDS)) {
            sshd.destroyForcibly();
        }
    }
}
