package org.jzones.host;

import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Failure;

/** The modes of the terminal at standard input, by stty(1): as they are, raw, and as they were. */
public final class TerminalModes {
    private final Processes processes;

    public TerminalModes(Processes processes) {
        this.processes = processes;
    }

    /** The modes of now, in the words of stty; empty if there is no terminal, or no stty. */
    public Optional<String> saved() {
        return stty("-g").filter(modes -> !modes.isEmpty() && !modes.contains(" "));
    }

    /** Every key comes as it is typed, and nothing is shown but what is written. */
    public void raw() {
        stty("raw", "-echo");
    }

    /** Brings modes back that were saved. */
    public void restore(String modes) {
        stty(modes);
    }

    /** Rows and columns, with a blank in between; empty if nothing tells. */
    public Optional<String> size() {
        return stty("size").filter(size -> size.matches("[0-9]{1,5} [0-9]{1,5}"));
    }

    /**
     * Makes the terminal that another process reads from as large as that.
     *
     * @param size as {@link #size} has it
     */
    void resize(long pid, String size) {
        String[] words = size.split(" ");
        stty("-F", "/proc/" + pid + "/fd/0", "rows", words[0], "cols", words[1]);
    }

    private Optional<String> stty(String... words) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(Arrays.asList(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectInput(Redirect.INHERIT).redirectError(Redirect.DISCARD);
        try {
            return processes.whileRunning(builder, process -> {
                String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
                return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
            });
        } catch (Failure e) {
            return Optional.empty(); // a machine without it has terminals all the same
        }
    }
}
