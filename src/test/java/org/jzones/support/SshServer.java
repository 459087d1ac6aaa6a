package org.jzones.support;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real sshd on the loopback interface with keys of its own, and an ssh for it that fails where it is told to: the n-th
 * time it is run counted from the last {@link #fault}.
 */
public final class SshServer implements AutoCloseable {
    private static final String WRAPPER = """
            #!/bin/sh
            d='DIR'
            n=$(($(cat "$d/count" 2>/dev/null || echo 0) + 1))
            echo "$n" >"$d/count"
            at= fault= prefix=
            [ -f "$d/fault" ] && read -r at fault <"$d/fault"
            [ "$n" = "$at" ] || fault=
            mover() {
                p=$PPID
                while [ "$p" -gt 1 ]; do
                    if tr '\\0' ' ' <"/proc/$p/cmdline" | grep -q 'org.jzones.Main zonemove'; then echo "$p"; return; fi
                    p=$(awk '/^PPid/ { print $2 }' "/proc/$p/status")
                done
            }
            go() {
                ssh -F none -p PORT -i "$d/user" -o StrictHostKeyChecking=yes -o UserKnownHostsFile="$d/known" \\
                    -o LogLevel=ERROR -o IdentitiesOnly=yes "$@"
            }
            # what rsync says there is half of a conversation
            quietly() { if [ "$2" = rsync ]; then go "$@"; else go "$@" >/dev/null; fi; }
            if [ -f "$d/prefix" ] && [ "$2" != rsync ]; then
                host=$1
                command=$(cat "$d/prefix")$2
                set -- "$host" "$command"
            fi
            case $fault in
            cut-before) exit 255 ;;
            cut-after) quietly "$@"; exit 255 ;;
            kill-before) kill -9 "$(mover)"; exit 255 ;;
            kill-after) quietly "$@"; kill -9 "$(mover)"; exit 255 ;;
            interrupt) kill -INT "$(mover)"; sleep 1; exit 255 ;;
            twice) echo "$((at + 1)) cut-before" >"$d/fault"; quietly "$@"; exit 255 ;;
            hook) sh "$d/hook" >&2; go "$@" ;;
            *) go "$@" ;;
            esac
            """;

    private final Path directory;
    private final Process sshd;

    private SshServer(Path directory, Process sshd) {
        this.directory = directory;
        this.sshd = sshd;
    }

    /** Starts one; empty, with the reason on standard error, where that is not possible. */
    public static Optional<SshServer> start(Path directory) throws IOException, InterruptedException {
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
            run(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    directory.resolve(key).toString());
        }
        Files.copy(directory.resolve("user.pub"), directory.resolve("authorized"));
        Files.writeString(
                directory.resolve("known"),
                "[127.0.0.1]:" + port + " " + Files.readString(directory.resolve("host.pub")));
        Files.writeString(
                directory.resolve("config"),
                String.join(
                        "\n",
                        "Port " + port,
                        "ListenAddress 127.0.0.1",
                        "HostKey " + directory.resolve("host"),
                        "AuthorizedKeysFile " + directory.resolve("authorized"),
                        "StrictModes no",
                        "UsePAM no",
                        "PasswordAuthentication no",
                        "MaxStartups 100",
                        "PidFile none",
                        ""));
        Path ssh = directory.resolve("ssh");
        Files.writeString(ssh, WRAPPER.replace("DIR", directory.toString()).replace("PORT", Integer.toString(port)));
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Process sshd = new ProcessBuilder(
                        "/usr/sbin/sshd",
                        "-D",
                        "-e",
                        "-f",
                        directory.resolve("config").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        SshServer server = new SshServer(directory, sshd);
        for (int i = 0; i < 100 && sshd.isAlive(); i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return Optional.of(server);
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        String log = Files.readString(directory.resolve("log"));
        server.close();
        return missing("sshd does not run here: " + log);
    }

    private static Optional<SshServer> missing(String why) {
        System.err.println("SKIPPED all moves between machines: " + why);
        return Optional.empty();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    /** The ssh for this server. */
    public String ssh() {
        return directory.resolve("ssh").toString();
    }

    /** From now on nothing fails, and the runs of ssh are counted anew. */
    public void calm() throws IOException {
        for (String file : List.of("fault", "count", "prefix", "hook")) {
            Files.deleteIfExists(directory.resolve(file));
        }
    }

    /** Lets the n-th run of ssh from now on fail in this way. */
    public void fault(int run, String how) throws IOException {
        calm();
        Files.writeString(directory.resolve("fault"), run + " " + how + "\n");
    }

    /** Runs this shell text in front of the n-th run of ssh from now on. */
    public void hook(int run, String shell) throws IOException {
        fault(run, "hook");
        Files.writeString(directory.resolve("hook"), shell);
    }

    /** Puts this shell text in front of every command there, but those of rsync. */
    public void prefix(String shell) throws IOException {
        Files.writeString(directory.resolve("prefix"), shell);
    }

    /** Another host key than the one sshd has. */
    public void forgetHostKey(boolean forgotten) throws IOException {
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
