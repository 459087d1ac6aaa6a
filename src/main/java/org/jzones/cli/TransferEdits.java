package org.jzones.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jzones.file.FileTrouble;
import org.jzones.file.RegularFile;
import org.jzones.model.ConfigView;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;
import org.jzones.shell.HelpText;
import org.jzones.shell.Lexer;
import org.jzones.shell.Parser;
import org.jzones.shell.Session;
import org.jzones.shell.Statement;
import org.jzones.shell.Surroundings;

/** The edits of a configuration that moves: commands of zonecfg, tried out here before anything has changed. */
final class TransferEdits {
    private TransferEdits() {}

    /** The text itself, or with {@code @} in front what is in that file. */
    static String read(String option, Io io) {
        if (!option.startsWith("@")) {
            return option;
        }
        try (UserFile file = UserFile.open(option.substring(1), io)) {
            return new String(RegularFile.bounded(file.stream(), file.name()).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw FileTrouble.reading(option.substring(1), e);
        }
    }

    /** Tries the edits on the configuration. @throws Failure for the first that does not work */
    static void check(ZoneConfig config, String edits) {
        Session session = Session.on(config, new Nobody());
        CommandSource source = CommandSource.ofWords(List.of(edits));
        Optional<String> line = source.next();
        while (line.isPresent()) {
            for (String command : Lexer.commands(line.get())) {
                Statement statement = Parser.parse(command);
                if (!isEdit(statement)) {
                    throw Failure.of(Message.REMOTE_EDIT_NOT_ALLOWED, command);
                }
                session.execute(statement);
            }
            line = source.next();
        }
        session.scope().ifPresent(resource -> {
            throw Failure.of(Message.RESOURCE_UNFINISHED, resource.word());
        });
    }

    private static boolean isEdit(Statement statement) {
        return switch (statement.command()) {
            case ADD, SELECT, CLEAR, REMOVE, END, CANCEL -> true;
            case SET -> !isFixed(((Statement.SetProperty) statement).property());
            default -> false;
        };
    }

    /** What the move itself decides. */
    private static boolean isFixed(String property) {
        return property.equals("zonepath") || property.equals("zonename");
    }

    /** Nobody who could answer. */
    private static final class Nobody implements Surroundings {
        @Override
        public void show(List<String> lines) {}

        @Override
        public void showJson(ConfigView view) {}

        @Override
        public void showJson(List<Problem> problems) {}

        @Override
        public void warn(Problem problem) {}

        @Override
        public Optional<Boolean> ask(Problem question) {
            return Optional.empty();
        }

        @Override
        public int columns() {
            return HelpText.WIDTH;
        }

        @Override
        public void save(String file, List<String> lines) {}
    }
}
