package org.jzones.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.check.Closest;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.shell.Statement.Source;
import org.jzones.shell.Value.Assignment;
import org.jzones.shell.Value.Fields;
import org.jzones.shell.Value.Items;
import org.jzones.shell.Value.Text;

/** Parses one command into a {@link Statement}: the grammar of the language (spec 2.2, 2.3). */
public final class Parser {
    private final Lexer in;
    private final CommandWord command;

    private Parser(Lexer in, CommandWord command) {
        this.in = in;
        this.command = command;
    }

    /**
     * Parses a command as {@link Lexer#commands} gives it.
     *
     * @throws Failure naming the offending word and the command's usage
     */
    public static Statement parse(String text) {
        if (text.codePoints().anyMatch(Parser::isForbidden)) {
            throw Failure.of(Message.SYNTAX_CONTROL);
        }
        Lexer in = new Lexer(text);
        String word = in.until("=");
        CommandWord command =
                CommandWord.of(word).orElseThrow(() -> Failure.of(Message.COMMAND_UNKNOWN, word, suggestion(word)));
        Parser parser = new Parser(in, command);
        Statement statement = parser.statement();
        parser.end(statement);
        return statement;
    }

    private static String suggestion(String word) {
        String elsewhere = elsewhere(word);
        if (!elsewhere.isEmpty()) {
            return elsewhere;
        }
        if (Vocabulary.PROPERTIES.contains(word)) {
            return "did you mean 'set " + word + "=VALUE'? ";
        }
        return Vocabulary.RESOURCES.contains(word)
                ? "did you mean 'add " + word + "'? "
                : Closest.question(word, CommandWord.words());
    }

    /** What people are used to say in other programs. */
    private static String elsewhere(String word) {
        return switch (word) {
            case "quit", "bye", "q", ":q", "logout", "leave", "close" -> "to leave: exit; ";
            case "save", "write", "w", ":w" -> "to save: commit; ";
            case "show", "list", "ls", "print" -> "to look: info; ";
            default -> "";
        };
    }

    /** Control characters, and code points that a zone document could not carry. */
    private static boolean isForbidden(int codePoint) {
        return (Character.isISOControl(codePoint) && codePoint != '\t')
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
                || codePoint == 0xFFFE
                || codePoint == 0xFFFF;
    }

    private Statement statement() {
        if (isHelpOption()) {
            return new Statement.Help(Optional.of(command.word()));
        }
        return switch (command) {
            case CREATE -> create();
            case ADD -> new Statement.Add(operand("a resource or property"), optionalValue());
            case SELECT -> new Statement.Select(operand("a resource"), filters());
            case SET -> set();
            case CLEAR -> new Statement.Clear(operand("a property"));
            case REMOVE -> remove();
            case INFO -> info();
            case END, CANCEL, VERIFY -> new Statement.Bare(command, false);
            case COMMIT, REVERT, DELETE, EXIT -> new Statement.Bare(command, force());
            case EXPORT -> export();
            case HELP -> new Statement.Help(more() ? Optional.of(operand("a topic")) : Optional.empty());
        };
    }

    private boolean isHelpOption() {
        in.skipBlanks();
        return List.of("-?", "--help").contains(in.rest()) && !takeWord().isEmpty();
    }

    private Statement create() {
        Optional<Source> source = Optional.empty();
        boolean force = false;
        while (more()) {
            String option = takeWord();
            if (option.equals("-F")) {
                force = true;
                continue;
            }
            if (source.isPresent() && List.of("-a", "-b", "-t").contains(option)) {
                throw Failure.of(Message.SYNTAX_UNEXPECTED, option, command.synopsis());
            }
            source = Optional.of(
                    switch (option) {
                        case "-b" -> new Source.Blank();
                        case "-t" -> new Source.Template(word("a template or zone after -t"));
                        case "-a" -> new Source.Detached(word("a zonepath after -a"));
                        default -> throw unexpected(option);
                    });
        }
        return new Statement.Create(source.orElse(new Source.Default()), force);
    }

    private Statement set() {
        String property = operand("a property");
        in.skipBlanks();
        if (!in.take('=')) {
            throw Failure.of(Message.SYNTAX_EXPECTED, "'=' after " + property, found(), command.synopsis());
        }
        return new Statement.SetProperty(property, value());
    }

    private Statement remove() {
        boolean force = force();
        String word = operand("a resource or property");
        if (!more()) {
            return new Statement.Remove(word, List.of(), Optional.empty(), force);
        }
        List<Assignment> filters = new ArrayList<>();
        while (more()) {
            Optional<Value> value = in.isAt('(') || in.isAt('[') ? Optional.of(value()) : Optional.empty();
            if (value.isPresent()) {
                return new Statement.Remove(word, List.of(), value, force);
            }
            String name = in.until("=");
            in.skipBlanks();
            if (!in.take('=')) {
                return new Statement.Remove(word, filters, Optional.of(new Text(name)), force);
            }
            filters.add(new Assignment(name, simple()));
        }
        return new Statement.Remove(word, filters, Optional.empty(), force);
    }

    private Statement info() {
        boolean json = takeOption("--json");
        takeOption("-a");
        json |= takeOption("--json");
        Optional<String> word = more() ? Optional.of(operand("a resource or property")) : Optional.empty();
        return new Statement.Info(word, filters(), json);
    }

    private Statement export() {
        if (!more()) {
            return new Statement.Export(Optional.empty());
        }
        String option = takeWord();
        if (!option.equals("-f")) {
            throw unexpected(option);
        }
        return new Statement.Export(Optional.of(word("a file name after -f")));
    }

    private boolean force() {
        return takeOption("-F");
    }

    /** Takes the option if it is next. */
    private boolean takeOption(String option) {
        in.skipBlanks();
        return in.rest().equals(option) && !takeWord().isEmpty();
    }

    private Optional<Value> optionalValue() {
        return more() ? Optional.of(value()) : Optional.empty();
    }

    private List<Assignment> filters() {
        List<Assignment> filters = new ArrayList<>();
        while (more()) {
            filters.add(assignment("a filter PROPERTY=VALUE"));
        }
        return filters;
    }

    private Assignment assignment(String expected) {
        if (in.isAt('#')) {
            throw Failure.of(Message.SYNTAX_COMMENT, command.synopsis());
        }
        String name = operand(expected);
        in.skipBlanks();
        if (!in.take('=')) {
            throw Failure.of(Message.SYNTAX_EXPECTED, expected, "'" + name + "'", command.synopsis());
        }
        return new Assignment(name, simple());
    }

    private String simple() {
        if (value() instanceof Text text) {
            return text.text();
        }
        throw Failure.of(Message.SYNTAX_EXPECTED, "a simple value", "a list or complex one", command.synopsis());
    }

    private Value value() {
        if (!more()) {
            throw Failure.of(Message.SYNTAX_EXPECTED, "a value (\"\" for an empty one)", found(), command.synopsis());
        }
        if (in.isAt('(')) {
            return fields();
        }
        return in.isAt('[') ? items() : new Text(in.until(""));
    }

    private Value fields() {
        in.take('(');
        List<Assignment> assignments = new ArrayList<>();
        do {
            String name = in.untilOnly("=,)");
            if (!in.take('=')) {
                throw Failure.of(
                        Message.SYNTAX_EXPECTED,
                        "name=value between parentheses",
                        "'" + name + "'",
                        command.synopsis());
            }
            assignments.add(new Assignment(name, in.untilOnly(",)")));
        } while (in.take(','));
        close(')');
        return new Fields(assignments);
    }

    private Value items() {
        in.take('[');
        List<Value> values = new ArrayList<>();
        in.skipBlanks();
        if (in.take(']')) {
            return new Items(values);
        }
        do {
            in.skipBlanks();
            values.add(in.isAt('(') ? fields() : new Text(in.untilOnly(",]")));
            in.skipBlanks();
        } while (in.take(','));
        close(']');
        return new Items(values);
    }

    private void close(char bracket) {
        if (!in.take(bracket)) {
            throw Failure.of(Message.SYNTAX_EXPECTED, "'" + bracket + "'", found(), command.synopsis());
        }
    }

    private String word(String expected) {
        if (!more()) {
            throw Failure.of(Message.SYNTAX_EXPECTED, expected, found(), command.synopsis());
        }
        return takeWord();
    }

    /** A word that is no option. */
    private String operand(String expected) {
        String word = word(expected);
        if (isOption(word)) {
            throw unexpected(word);
        }
        return word;
    }

    private static boolean isOption(String word) {
        return word.startsWith("-") && word.length() > 1;
    }

    private String takeWord() {
        in.skipBlanks();
        String word = in.until("=");
        if (word.isEmpty() && in.isAt('=')) {
            throw unexpected("=");
        }
        return word;
    }

    private boolean more() {
        in.skipBlanks();
        return !in.isAtEnd();
    }

    private void end(Statement statement) {
        if (!more()) {
            return;
        }
        if (in.isAt('#')) {
            throw Failure.of(Message.SYNTAX_COMMENT, command.synopsis());
        }
        if (statement instanceof Statement.SetProperty set && set.value() instanceof Text text) {
            throw Failure.of(Message.SYNTAX_BLANK, in.rest(), set.property(), text.text());
        }
        throw unexpected(in.rest());
    }

    private String found() {
        return in.isAtEnd() ? "nothing" : "'" + in.rest() + "'";
    }

    private Failure unexpected(String word) {
        return unexpected(word, command);
    }

    /** A word too many, or an option that the command does not have. */
    static Failure unexpected(String word, CommandWord command) {
        Message message = isOption(word) ? Message.OPTION_UNKNOWN : Message.SYNTAX_UNEXPECTED;
        return Failure.of(message, word, command.synopsis());
    }
}
