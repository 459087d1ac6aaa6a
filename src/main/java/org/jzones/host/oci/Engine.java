package org.jzones.host.oci;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jzones.host.Processes;
import org.jzones.host.Processes.Outcome;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.OneLine;

/** The program that makes containers, crun or runc, and one container of it (spec 5.1). */
public final class Engine {
    private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*\"([a-z]+)\"");
    private static final Pattern ERROR = Pattern.compile("\"msg\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Processes processes;
    private final Path program;
    private final Bundle bundle;
    private final String id;

    Engine(Processes processes, Path program, Bundle bundle, String id) {
        this.processes = processes;
        this.program = program;
        this.bundle = bundle;
        this.id = id;
    }

    Path program() {
        return program;
    }

    String name() {
        return String.valueOf(program.getFileName());
    }

    public String id() {
        return id;
    }

    /** What stands before every subcommand. */
    List<String> options() {
        return options(bundle.engineLog());
    }

    private List<String> options(Path log) {
        return List.of("--root", bundle.engineRoot().toString(), "--log", log.toString(), "--log-format", "json");
    }

    /** The whole command. */
    public List<String> command(String... words) {
        return command(bundle.engineLog(), words);
    }

    /**
     * The command that runs something more in the container.
     *
     * @param process the file that says what
     * @param log where the engine says why it could not
     */
    List<String> exec(Path process, Path log) {
        return command(log, "exec", "--process", process.toString(), id);
    }

    /** The same of what may go wrong without being the reason of anything. */
    private List<String> quietly(String... words) {
        return command(bundle.questionsLog(), words);
    }

    private List<String> command(Path log, String... words) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(options(log));
        command.addAll(List.of(words));
        return command;
    }

    /** {@code created}, {@code running}, {@code paused} or {@code stopped}; empty if there is no such container. */
    Optional<String> state() {
        Outcome outcome = processes.run(quietly("state", id));
        Matcher status = STATUS.matcher(outcome.out());
        return outcome.status() == 0 && status.find() ? Optional.of(status.group(1)) : Optional.empty();
    }

    /** Lets the first program begin. @throws Failure with the engine's reason */
    void start() {
        Outcome outcome = processes.run(command("start", id));
        if (outcome.status() != 0) {
            throw failure("start", outcome);
        }
    }

    /** Sends the first program a signal; false if there is none to get it. */
    boolean kill(String signal) {
        return processes.run(quietly("kill", id, signal)).status() == 0;
    }

    /** Removes the container, whatever it does; false if there was none. */
    boolean delete() {
        return processes.run(quietly("delete", "--force", id)).status() == 0;
    }

    private Failure failure(String what, Outcome outcome) {
        return Failure.of(
                Message.ENGINE_FAILED,
                name(),
                what,
                lastError().orElseGet(() -> OneLine.of(outcome.err().strip())));
    }

    /** What stands in a JSON string, as a line. */
    static String sentence(String json) {
        return OneLine.of(json.replace("\\n", " ").replaceAll("\\\\(.)", "$1").strip());
    }

    /** The engine's last complaint in its log. */
    Optional<String> lastError() {
        return lastError(bundle.engineLog());
    }

    /** The last complaint in a log of the engine's. */
    Optional<String> lastError(Path log) {
        String found = "";
        for (String line : bundle.lines(log)) {
            Matcher error = ERROR.matcher(line);
            if (line.contains("\"level\":\"error\"") && error.find()) {
                found = sentence(error.group(1));
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }
}
