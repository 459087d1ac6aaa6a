package org.jzones.shell;

import java.util.List;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ResourceType;
import org.jzones.shell.Session.Next;

/**
 * The commands of a script on a session (spec 2.2). One mistake is told once: after an error in a resource the rest of the
 * resource is passed over, and it is dropped.
 */
public final class Script {
    private final Session session;
    private final boolean isLine;

    private boolean passing;
    private boolean dropped;
    private boolean spoilt;
    private List<Problem> told = List.of();

    /** @param isLine true for commands of a command line, false for those of a file or of standard input */
    public Script(Session session, boolean isLine) {
        this.session = session;
        this.isLine = isLine;
    }

    /** True if nothing more is saved. */
    public boolean isSpoilt() {
        return spoilt;
    }

    /** Runs one command as {@link Lexer#commands} gives it. @throws Failure if it cannot be done and was not passed over */
    public Next run(String command) {
        Optional<Statement> statement = Optional.empty();
        try {
            statement = Optional.of(Parser.parse(command));
            return run(statement.get());
        } catch (Failure e) {
            if (passing) {
                return Next.GO_ON;
            }
            boolean inside = session.scope().isPresent();
            boolean ended = statement.isPresent() && statement.get().command() == CommandWord.END;
            spoilt |= spoils(command);
            dropped = inside && ended;
            passing = inside ? !ended : begins(command);
            if (dropped) {
                session.leaveScope();
            }
            if (isRepeated(e)) {
                return Next.GO_ON;
            }
            told = e.problems();
            throw e;
        }
    }

    private Next run(Statement statement) {
        CommandWord command = statement.command();
        boolean ends = command == CommandWord.END || command == CommandWord.CANCEL;
        boolean wasDropped = dropped;
        dropped = false;
        if (passing) {
            if (command == CommandWord.INFO || command == CommandWord.HELP) {
                return session.execute(statement);
            }
            if (!ends && isPartOfResource(statement)) {
                return Next.GO_ON;
            }
            passing = false;
            session.leaveScope();
            wasDropped = true;
        }
        if (wasDropped && ends) {
            return Next.GO_ON;
        }
        return spoilt && command == CommandWord.COMMIT ? Next.GO_ON : session.execute(statement);
    }

    /** Drops the resource at hand: the script goes no further. */
    public void stop() {
        session.leaveScope();
    }

    /** Drops a resource that is not finished at the end of the commands. @throws Failure if that was not told before */
    public void leaveResource() {
        Optional<ResourceType> open = session.scope();
        session.leaveScope();
        if (open.isPresent() && !passing) {
            spoilt |= session.isCreating();
            throw Failure.of(Message.RESOURCE_DROPPED, open.get().word());
        }
    }

    /** Saves what is pending, unless something is missing in it. @throws Failure if that cannot be, and was not told last */
    public void finish() {
        try {
            if (!spoilt) {
                session.finish();
            }
        } catch (Failure e) {
            if (!e.problems().equals(told)) {
                throw e;
            }
        }
    }

    /** True for the same want of a configuration to work on as told last. */
    private boolean isRepeated(Failure failure) {
        return session.working().isEmpty() && failure.problems().equals(told);
    }

    /** True for what belongs between {@code add} and {@code end}, unless its word is one of the global scope. */
    private boolean isPartOfResource(Statement statement) {
        return switch (statement.command()) {
            case ADD -> ResourceType.of(((Statement.Add) statement).word()).isEmpty();
            case REMOVE ->
                ResourceType.of(((Statement.Remove) statement).word()).isEmpty();
            case SET -> !isOfZone(((Statement.SetProperty) statement).property());
            case CLEAR -> !isOfZone(((Statement.Clear) statement).property());
            default -> false;
        };
    }

    private boolean isOfZone(String property) {
        boolean isOwn = session.scope().flatMap(type -> type.property(property)).isPresent();
        return !isOwn && Vocabulary.PROPERTIES.contains(property);
    }

    /**
     * True for a command without which nothing is to be saved: in a file one that sets the brand or adds a resource, on a
     * command line any of a resource of a zone that is only just being made.
     */
    private boolean spoils(String command) {
        boolean inside = session.scope().isPresent();
        if (isLine) {
            return session.isCreating() && (inside || begins(command));
        }
        String argument = word(command, 1);
        return switch (word(command, 0)) {
            case "add" -> !inside || ResourceType.of(argument).isPresent();
            case "set" -> !inside && argument.equals("brand");
            default -> false;
        };
    }

    /** True for a command that goes into a resource. */
    private static boolean begins(String command) {
        return List.of("add", "select").contains(word(command, 0));
    }

    /** A word of a command that may have no syntax. */
    private static String word(String command, int place) {
        String[] words = command.split("[ \t=]+", place + 2);
        return words.length > place ? words[place] : "";
    }
}
