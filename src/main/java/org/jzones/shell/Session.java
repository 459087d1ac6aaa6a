package org.jzones.shell;

import java.util.List;
import java.util.Optional;
import org.jzones.check.ConfigRules;
import org.jzones.model.ConfigView;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Property;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;

/**
 * One zonecfg session on one zone: runs commands in the scope at hand (zonecfg(1M), spec 2). A command that fails leaves
 * everything as it found it.
 */
public final class Session {
    private final Surroundings surroundings;
    private final Questions questions;
    private final WorkingCopy copy;
    private final GlobalScope global;

    private Optional<ResourceScope> scope = Optional.empty();

    /** A session on a zone of a host. */
    public Session(ZoneDocument document, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.questions = new Questions(surroundings);
        this.copy = new WorkingCopy(document, questions);
        this.global = new GlobalScope(copy, questions);
    }

    private Session(ZoneConfig config, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.questions = new Questions(surroundings);
        this.copy = new WorkingCopy(config, questions);
        this.global = new GlobalScope(copy, questions);
    }

    /**
     * A session on a configuration that is only just being made, of no host: no file is read or written. It takes no
     * create, commit, revert and delete, and no new zonename.
     */
    public static Session on(ZoneConfig config, Surroundings surroundings) {
        return new Session(config, surroundings);
    }

    /** What comes after a command. */
    public enum Next {
        GO_ON,
        LEAVE,
        /** Leave even if what is pending cannot be saved. */
        LEAVE_ANYWAY
    }

    /** {@code zonecfg:ZONE> }, or with the resource at hand {@code zonecfg:ZONE:RESOURCE> }. */
    public String prompt() {
        String resource = scope().map(type -> ":" + type.word()).orElse("");
        return "zonecfg:" + zone() + resource + "> ";
    }

    /** The zone as it is called on disk. */
    public ZoneName zone() {
        return copy.zone();
    }

    /** True if the zone is neither configured nor created in this session. */
    public boolean isUnknown() {
        return copy.isUnknown();
    }

    /** True after a question that nobody was there to answer: nothing more is done or saved. */
    public boolean isAbandoned() {
        return questions.wereUnanswered();
    }

    /** The resource at hand. */
    public Optional<ResourceType> scope() {
        return scope.map(s -> s.resource().type());
    }

    /** The configuration as it is now, saved or not. */
    public Optional<ZoneConfig> working() {
        return copy.peek();
    }

    /** Drops the resource at hand, if any, unfinished as it is. */
    public void leaveScope() {
        scope = Optional.empty();
    }

    /** True if there is something to save. */
    public boolean isChanged() {
        return copy.isChanged();
    }

    /** True for a zone that was created here and is not saved yet. */
    public boolean isCreating() {
        return copy.isCreated();
    }

    /** Runs one command. @throws Failure if it cannot be done; then nothing has changed */
    public Next execute(Statement statement) {
        if (isGlobalOnly(statement.command())) {
            requireGlobal(statement.command());
        }
        switch (statement.command()) {
            case CREATE -> copy.create(((Statement.Create) statement).source(), statement.force());
            case ADD -> add((Statement.Add) statement);
            case SELECT -> scope = Optional.of(global.select((Statement.Select) statement));
            case SET -> set((Statement.SetProperty) statement);
            case CLEAR -> clear(((Statement.Clear) statement).property());
            case REMOVE -> remove((Statement.Remove) statement);
            case INFO -> info((Statement.Info) statement);
            case END -> end();
            case CANCEL -> cancel();
            case VERIFY -> verify();
            case COMMIT -> copy.commit(statement.force());
            case REVERT -> copy.revert(statement.force());
            case DELETE -> copy.delete(statement.force()).ifPresent(surroundings::warn);
            case EXPORT -> export(((Statement.Export) statement).file());
            case EXIT -> {
                return exit(statement.force());
            }
            case HELP ->
                surroundings.show(HelpText.of(((Statement.Help) statement).topic(), scope(), surroundings.columns()));
        }
        return Next.GO_ON;
    }

    private static boolean isGlobalOnly(CommandWord command) {
        return switch (command) {
            case CREATE, SELECT, VERIFY, COMMIT, REVERT, DELETE, EXPORT -> true;
            case ADD, SET, CLEAR, REMOVE, INFO, END, CANCEL, EXIT, HELP -> false;
        };
    }

    /** Saves what is pending, at the end of the input. @throws Failure if that cannot be */
    public void finish() {
        scope().ifPresent(type -> {
            throw Failure.of(Message.RESOURCE_UNFINISHED, type.word());
        });
        if (isChanged()) {
            copy.commit(false);
        }
    }

    private ResourceScope requireScope(CommandWord command) {
        return scope.orElseThrow(() -> Failure.of(Message.SCOPE_RESOURCE_ONLY, command.word()));
    }

    private void requireGlobal(CommandWord command) {
        scope().ifPresent(type -> {
            throw Failure.of(Message.SCOPE_GLOBAL_ONLY, command.word(), type.word());
        });
    }

    private void set(Statement.SetProperty set) {
        String zonename = copy.changeable().zonename();
        Value value = Token.expanded(scope(), set.property(), set.value(), zonename);
        if (scope.isPresent()) {
            scope = Optional.of(scope.get().set(set.property(), value));
        } else {
            global.set(set.property(), value);
        }
    }

    private void clear(String property) {
        copy.changeable();
        if (scope.isPresent()) {
            scope = Optional.of(scope.get().clear(property));
        } else {
            global.clear(property);
        }
    }

    private void add(Statement.Add add) {
        copy.changeable();
        if (scope.isPresent()) {
            scope = Optional.of(scope.get().add(add.word(), add.value()));
        } else {
            scope = Optional.of(global.add(add));
        }
    }

    private void remove(Statement.Remove remove) {
        copy.changeable();
        if (scope.isPresent()) {
            scope = Optional.of(scope.get().remove(remove.word(), remove.value()));
        } else {
            global.remove(remove);
        }
    }

    private void end() {
        ResourceScope open = requireScope(CommandWord.END);
        copy.change(open.end(copy.changeable(), copy.isCreated()));
        if (open.resource().type() == ResourceType.ATTR) {
            ConfigRules.sharedName(copy.config(), open.resource()).ifPresent(surroundings::warn);
        }
        leaveScope();
    }

    private void cancel() {
        requireScope(CommandWord.CANCEL);
        leaveScope();
    }

    private void verify() {
        ConfigRules.warnings(copy.config()).forEach(surroundings::warn);
        copy.verify();
    }

    private void info(Statement.Info info) {
        if (!info.json()) {
            surroundings.show(lines(info));
            return;
        }
        ConfigView view;
        try {
            view = view(info);
        } catch (Failure e) {
            surroundings.showJson(e.problems());
            throw e;
        }
        surroundings.showJson(view);
    }

    private List<String> lines(Statement.Info info) {
        Optional<Property> own = ownProperty(info.word());
        if (scope.isPresent() && own.isPresent()) {
            return Printer.info(scope.get().resource(), own.get());
        }
        ConfigView view = view(info);
        return view.resources().isEmpty() && !info.filters().isEmpty()
                ? List.of("No such " + info.word().orElse("") + " resource.")
                : Printer.info(view);
    }

    private ConfigView view(Statement.Info info) {
        ZoneConfig config = copy.config();
        Optional<Property> own = ownProperty(info.word());
        if (scope.isPresent() && (own.isPresent() || info.word().isEmpty())) {
            Resource resource = scope.get().resource();
            Resource shown = own.map(resource::only).orElse(resource);
            return new ConfigView(config, Optional.of(resource.type().word()), List.of(shown));
        }
        info.word()
                .filter(word -> !Vocabulary.INFO.contains(word))
                .ifPresent(word -> scope.ifPresent(s -> s.property(word)));
        return global.view(info.word(), info.filters());
    }

    private Optional<Property> ownProperty(Optional<String> word) {
        return word.flatMap(name -> scope().flatMap(type -> type.property(name)));
    }

    private void export(Optional<String> file) {
        List<String> lines = Printer.export(copy.config());
        List<String> kept = copy.config().keptNames();
        if (!kept.isEmpty()) {
            surroundings.warn(Problem.of(Message.EXPORT_LEAVES_OUT, String.join(", ", kept)));
        }
        if (file.isPresent()) {
            surroundings.save(file.get(), lines);
        } else {
            surroundings.show(lines);
        }
    }

    private Next exit(boolean force) {
        if (scope.isPresent()) {
            String resource = scope.get().resource().type().word();
            Problem unfinished = Problem.of(Message.RESOURCE_UNFINISHED, resource);
            if (!force && !questions.isConfirmed(Problem.of(Message.ASK_LEAVE_RESOURCE, resource), unfinished)) {
                return Next.GO_ON;
            }
            leaveScope();
        }
        return force ? Next.LEAVE_ANYWAY : Next.LEAVE;
    }
}
