package org.jzones.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jzones.file.FileTrouble;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** Where the commands of a script come from, line by line (spec 2.2): lines that end in a backslash go on in the next. */
final class CommandSource {
    private static final int LONGEST_LINE = 1 << 20;

    private final BufferedReader reader;
    private final String name;
    private final Kind kind;
    private int physicalLine;
    private int line;

    /** What an error means to the rest of the script. */
    enum Kind {
        WORDS,
        INPUT,
        FILE
    }

    private CommandSource(Reader reader, String name, Kind kind) {
        this.reader = new BufferedReader(reader);
        this.name = name;
        this.kind = kind;
    }

    static CommandSource ofWords(List<String> words) {
        return new CommandSource(new StringReader(String.join(" ", words)), "", Kind.WORDS);
    }

    static CommandSource ofInput(UserFile input) {
        return new CommandSource(decoded(input), input.name(), Kind.INPUT);
    }

    static CommandSource ofFile(UserFile file) {
        return new CommandSource(decoded(file), file.name(), Kind.FILE);
    }

    private static Reader decoded(UserFile file) {
        return new InputStreamReader(
                file.stream(),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    Kind kind() {
        return kind;
    }

    /** {@code On line N of FILE:}, a line of its own before a message; none for words of the command line. */
    List<String> position() {
        return kind == Kind.WORDS ? List.of() : List.of("On line " + Math.max(line, 1) + " of " + name + ":");
    }

    /** The next line, continued ones joined; empty at the end. */
    Optional<String> next() {
        Optional<String> first = physical();
        line = physicalLine;
        if (first.isEmpty() || !first.get().endsWith("\\")) {
            return first;
        }
        StringBuilder joined = new StringBuilder();
        Optional<String> part = first;
        while (part.isPresent() && part.get().endsWith("\\")) {
            joined.append(part.get(), 0, part.get().length() - 1);
            part = physical();
        }
        part.ifPresent(joined::append);
        return Optional.of(joined.toString());
    }

    private Optional<String> physical() {
        try {
            StringBuilder text = new StringBuilder();
            int c = reader.read();
            if (c < 0) {
                return Optional.empty();
            }
            physicalLine++;
            for (; c >= 0 && c != '\n'; c = reader.read()) {
                text.append((char) c);
                if (text.length() > LONGEST_LINE) {
                    throw Failure.of(Message.FILE_LINE_TOO_LONG, name.isEmpty() ? "the command" : name, LONGEST_LINE);
                }
            }
            if (text.length() > 0 && text.charAt(text.length() - 1) == '\r') {
                text.setLength(text.length() - 1);
            }
            return Optional.of(text.toString());
        } catch (IOException e) {
            throw FileTrouble.reading(name, e);
        }
    }
}
