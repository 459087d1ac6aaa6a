package org.jzones.host.oci;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jzones.host.Processes;
import org.jzones.host.ShellProgram;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** The process that watches a container, keeps its console and tells when it has ended: conmon (spec 5.4). */
final class Monitor {
    private static final Pattern DATA = Pattern.compile("\"data\"\\s*:\\s*(-?[0-9]{1,18})");
    private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final int POLL_MILLIS = 2;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int LOG_BYTES = 1 << 20;

    private final Processes processes;
    private final Path program;
    private final Bundle bundle;

    Monitor(Processes processes, Path program, Bundle bundle) {
        this.processes = processes;
        this.program = program;
        this.bundle = bundle;
    }

    /**
     * Has the container made and watches it from now on; returns the number of its first program, which waits to begin.
     *
     * @param create what runs the engine, the engine included, as {@link Engine#command} does
     * @param log where the console's output goes
     * @param ended what is run when the container has come to its end
     * @param environment all that conmon, and so what it runs, has of an environment
     * @throws Failure with the engine's reason
     */
    long create(Engine engine, List<String> create, Path log, List<String> ended, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                ShellProgram.of(Monitor.class, "sync"),
                "sync",
                bundle.sync().toString(),
                program.toString(),
                "--api-version",
                "1",
                "-c",
                engine.id(),
                "-u",
                engine.id(),
                "-n",
                bundle.zone().value(),
                "-r",
                create.get(0)));
        for (String word : create.subList(1, create.size())) {
            command.addAll(List.of("--runtime-arg", word));
        }
        command.addAll(List.of(
                "-b",
                bundle.directory().toString(),
                "-p",
                bundle.pid().toString(),
                "-P",
                bundle.conmonPid().toString(),
                "-l",
                "k8s-file:" + log,
                "--log-size-max",
                Integer.toString(LOG_BYTES),
                "--exit-dir",
                bundle.exits().toString(),
                "-t",
                "--full-attach",
                "--exit-command",
                ended.get(0)));
        for (String word : ended.subList(1, ended.size())) {
            command.addAll(List.of("--exit-command-arg", word));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(bundle.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(bundle.conmonLog().toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("_OCI_SYNCPIPE", "3");
        // the socket that it leaves behind if the engine fails; the name of the bundle may be too long for one
        builder.environment().put("TMPDIR", "/proc/self/cwd");
        processes.run(builder, new byte[0]);
        return made(engine);
    }

    /** Waits for the one line that tells how it went. */
    private long made(Engine engine) {
        String line = "";
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (line.isEmpty() && System.nanoTime() < deadline) {
            line = bundle.text(bundle.sync()).orElse("");
            if (line.isEmpty() && bundle.conmon().isEmpty() && hasComplained()) {
                break;
            }
            Pause.millis(POLL_MILLIS);
        }
        Matcher data = DATA.matcher(line);
        long pid = data.find() ? Long.parseLong(data.group(1)) : -1;
        if (pid > 0) {
            return pid;
        }
        Matcher message = MESSAGE.matcher(line);
        String reason = engine.lastError()
                .orElseGet(() -> message.find()
                        ? Engine.sentence(message.group(1))
                        : bundle.text(bundle.conmonLog()).orElse("conmon says nothing"));
        throw Failure.of(Message.ENGINE_FAILED, engine.name(), "create", reason);
    }

    private boolean hasComplained() {
        return bundle.text(bundle.conmonLog()).filter(text -> !text.isEmpty()).isPresent();
    }
}
