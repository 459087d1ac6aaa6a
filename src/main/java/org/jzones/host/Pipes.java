package org.jzones.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jzones.file.FileTools;
import org.jzones.file.FileTrouble;

/** Programs whose output is taken while they run: by us line by line, by us from two side by side, or by another program. */
public final class Pipes {
    private static final int BUFFER = 1 << 17;

    private final Processes processes;

    public Pipes(Processes processes) {
        this.processes = processes;
    }

    /** Runs two programs at the same time, with nothing to read, until what they print has been read side by side. */
    public <T> T together(List<String> one, List<String> other, Reading<T> reading) {
        return processes.whileRunning(
                Processes.builder(one).redirectInput(Processes.nothing()),
                first -> processes.whileRunning(
                        Processes.builder(other).redirectInput(Processes.nothing()),
                        second -> reading.of(first.getInputStream(), second.getInputStream())));
    }

    /** What is made of the output of two programs. */
    public interface Reading<T> {
        T of(InputStream one, InputStream other) throws IOException;
    }

    /**
     * Runs the program to its end, with this text to read, and tells every line it prints; of a line that does not end, its
     * beginning. It ends when we do, even if we are killed.
     *
     * @param ends the characters that end a line
     */
    public int follow(List<String> command, String input, String ends, Consumer<String> lines) {
        List<String> words = new ArrayList<>(List.of(input));
        words.addAll(command);
        String tied = ShellProgram.of(Pipes.class, "tied");
        return processes.whileRunning(
                Processes.builder(Processes.script(tied, words.toArray(String[]::new))), process -> {
                    ByteArrayOutputStream line = new ByteArrayOutputStream();
                    InputStream in = process.getInputStream();
                    byte[] buffer = new byte[BUFFER];
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        for (int i = 0; i < n; i++) {
                            if (ends.indexOf(buffer[i]) >= 0) {
                                lines.accept(line.toString(StandardCharsets.UTF_8));
                                line.reset();
                            } else if (line.size() < BUFFER) {
                                line.write(buffer[i]);
                            }
                        }
                    }
                    return process.waitFor();
                });
    }

    /** Runs two programs, the second reading what the first prints; returns the statuses of both. */
    public List<Integer> pipe(List<String> from, List<String> to, LongConsumer bytes) {
        return processes.whileRunning(
                Processes.builder(to).redirectOutput(Redirect.DISCARD),
                reader -> processes.whileRunning(Processes.builder(from).redirectInput(Processes.nothing()), writer -> {
                    pump(writer, reader, bytes);
                    return List.of(writer.waitFor(), reader.waitFor());
                }));
    }

    /** The same, but shows nothing; the first line that the first of them complains with, if one does or fails. */
    Optional<String> trouble(List<String> from, List<String> to, LongConsumer bytes) {
        return processes.whileRunning(
                new ProcessBuilder(to).redirectOutput(Redirect.DISCARD),
                reader ->
                        processes.whileRunning(new ProcessBuilder(from).redirectInput(Processes.nothing()), writer -> {
                            Complaint reading = new Complaint(reader);
                            Complaint writing = new Complaint(writer);
                            pump(writer, reader, bytes);
                            // what writes is ended if what reads has ended before
                            Optional<String> ofWriter = writing.of(writer.waitFor());
                            return reading.of(reader.waitFor()).or(() -> ofWriter);
                        }));
    }

    /** Runs a program that reads what is fed to it; the first line that it complains with, if it does or fails. */
    Optional<String> fed(List<String> to, FileTools.Feed feed) {
        return processes.whileRunning(new ProcessBuilder(to).redirectOutput(Redirect.DISCARD), reader -> {
            Complaint reading = new Complaint(reader);
            Optional<String> unfed = Optional.empty();
            try (OutputStream out = reader.getOutputStream()) {
                feed.to(out);
            } catch (IOException e) {
                unfed = Optional.of(FileTrouble.cause(e)); // it has ended before, and may say why
            }
            Optional<String> complaint = reading.of(reader.waitFor());
            Optional<String> otherwise = unfed;
            return complaint.or(() -> otherwise);
        });
    }

    /** Runs a program with nothing to read, and reads what it prints; the first line that it complains with, if it does or fails. */
    Optional<String> read(List<String> from, Taking taking) {
        return processes.whileRunning(new ProcessBuilder(from).redirectInput(Processes.nothing()), writer -> {
            Complaint writing = new Complaint(writer);
            try (InputStream in = writer.getInputStream()) {
                taking.from(in);
                in.transferTo(OutputStream.nullOutputStream());
            }
            return writing.of(writer.waitFor());
        });
    }

    /** What reads the output of a program. */
    interface Taking {
        void from(InputStream in) throws IOException;
    }

    private static void pump(Process writer, Process reader, LongConsumer bytes) {
        byte[] buffer = new byte[BUFFER];
        // not through the buffers that Process puts around its pipes
        try (InputStream in = writer.getInputStream();
                OutputStream out = reader.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                bytes.accept(n);
            }
        } catch (IOException e) {
            writer.destroy(); // one end has gone: the statuses tell which
        }
    }
}
