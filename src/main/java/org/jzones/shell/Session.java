package org.jzones.shell;

import java.util.List;
import java.util.Optional;
import org.jzones.check.Closest;
import org.jzones.check.ConfigRules;
import org.jzones.check.ValueRules;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.InRootPath;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.RctlAlias;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;
import org.jzones.shell.Statement.Source;
import org.jzones.shell.Value.Assignment;
import org.jzones.shell.Value.Text;

/**
 * One zonecfg session on one zone: the working copy, the resource at hand, and what of it is not saved (zonecfg(1M), spec
 * 2). A command that fails leaves everything as it found it.
 */
public final class Session {
    private final ZoneDocument document;
    private final Surroundings surroundings;

    private Optional<ZoneConfig> working;
    private Optional<ResourceScope> scope = Optional.empty();
    private boolean created;
    private boolean abandoned;

    public Session(ZoneDocument document, Surroundings surroundings) {
        this.document = document;
        this.surroundings = surroundings;
        this.working = document.saved();
    }

    /** What comes after a command. */
    public enum Next {
        GO_ON,
        LEAVE
    }

    /** {@code zonecfg:ZONE> }, or with the resource at hand {@code zonecfg:ZONE:RESOURCE> }. */
    public String prompt() {
        String resource = scope.map(s -> ":" + s.resource().type().word()).orElse("");
        return "zonecfg:" + document.name() + resource + "> ";
    }

    /** The zone as it is called on disk. */
    public ZoneName zone() {
        return document.name();
    }

    /** True if the zone is neither configured nor created in this session. */
    public boolean isUnknown() {
        return working.isEmpty() && !document.isKnown();
    }

    /** True after a question that nobody was there to answer: nothing more is done or saved. */
    public boolean isAbandoned() {
        return abandoned;
    }

    /** The resource at hand. */
    public Optional<ResourceType> scope() {
        return scope.map(s -> s.resource().type());
    }

    /** The configuration as it is now, saved or not. */
    Optional<ZoneConfig> working() {
        return working;
    }

    /** Drops the resource at hand, if any, unfinished as it is. */
    public void leaveScope() {
        scope = Optional.empty();
    }

    public boolean isChanged() {
        return created || (working.isPresent() && !working.equals(document.saved()));
    }

    /** Runs one command. @throws Failure if it cannot be done; then nothing has changed */
    public Next execute(Statement statement) {
        if (statement instanceof Statement.Help help) {
            surroundings.show(HelpText.of(help.topic(), scope()));
        } else if (statement instanceof Statement.Info info) {
            surroundings.show(info(info));
        } else if (statement instanceof Statement.SetProperty set) {
            set(set);
        } else if (statement instanceof Statement.Clear clear) {
            clear(clear.property());
        } else if (statement instanceof Statement.Add add) {
            add(add);
        } else if (statement instanceof Statement.Remove remove) {
            remove(remove);
        } else if (statement instanceof Statement.End) {
            end();
        } else if (statement instanceof Statement.Cancel) {
            requireScope("cancel");
            leaveScope();
        } else if (statement instanceof Statement.Exit exit) {
            return exit(exit.force());
        } else {
            requireGlobal(statement);
            global(statement);
        }
        return Next.GO_ON;
    }

    /** Commands that stand in the global scope only. */
    private void global(Statement statement) {
        if (statement instanceof Statement.Create create) {
            create(create);
        } else if (statement instanceof Statement.Select select) {
            select(select);
        } else if (statement instanceof Statement.Verify) {
            Failure.ifAny(ConfigRules.problems(config()));
        } else if (statement instanceof Statement.Commit commit) {
            commit(commit.force());
        } else if (statement instanceof Statement.Revert revert) {
            revert(revert.force());
        } else if (statement instanceof Statement.Delete delete) {
            delete(delete.force());
        } else if (statement instanceof Statement.Export export) {
            export(export.file());
        } else {
            throw new IllegalStateException("not a command of the global scope: " + statement);
        }
    }

    /** Saves what is pending, at the end of the input. @throws Failure if that cannot be */
    public void finish() {
        scope.ifPresent(s -> {
            throw Failure.of(Message.RESOURCE_UNFINISHED, s.resource().type().word());
        });
        if (isChanged()) {
            commit(false);
        }
    }

    private ZoneConfig config() {
        return working.orElseThrow(document::whyUnusable);
    }

    private void change(ZoneConfig changed) {
        working = Optional.of(changed);
    }

    private void requireWritable() {
        document.requireWritable();
    }

    private ResourceScope requireScope(String command) {
        return scope.orElseThrow(() -> Failure.of(Message.SCOPE_RESOURCE_ONLY, command));
    }

    private void requireGlobal(Statement statement) {
        scope.ifPresent(s -> {
            String command = statement.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
            throw Failure.of(
                    Message.SCOPE_GLOBAL_ONLY, command, s.resource().type().word());
        });
    }

    private void create(Statement.Create create) {
        requireWritable();
        if (document.isKnown() && document.state() != ZoneState.CONFIGURED) {
            throw Failure.of(
                    Message.CREATE_INSTALLED, document.name(), document.state().word());
        }
        boolean exists = document.isKnown() || working.isPresent();
        ZoneConfig config = template(create.source()).named(document.name());
        if (exists && !create.force() && !confirmed(Message.ASK_OVERWRITE, Message.CREATE_EXISTS)) {
            return;
        }
        change(config);
        created = true;
    }

    private ZoneConfig template(Source source) {
        if (source instanceof Source.Detached detached) {
            return document.detached(detached.path());
        }
        if (source instanceof Source.Template template) {
            return document.template(template.name());
        }
        return document.template(source instanceof Source.Blank ? "SUNWblank" : "SUNWdefault");
    }

    /** Asks; with nobody there, ends the run with the problem. */
    private boolean confirmed(Message question, Message problem) {
        Optional<Boolean> answer = surroundings.ask(Problem.of(question, document.name()));
        if (answer.isEmpty()) {
            abandoned = true;
            throw Failure.of(problem, document.name());
        }
        return answer.get();
    }

    private void set(Statement.SetProperty set) {
        config();
        requireWritable();
        if (scope.isPresent()) {
            scope = Optional.of(scope.get().set(set.property(), set.value()));
            return;
        }
        Optional<GlobalProperty> property = GlobalProperty.of(set.property());
        Optional<RctlAlias> alias = RctlAlias.of(set.property());
        if (property.isPresent()) {
            set(property.get(), simple(set.property(), set.value()));
        } else if (alias.isPresent()) {
            set(alias.get(), simple(set.property(), set.value()));
        } else {
            throw unknownProperty(set.property());
        }
    }

    private void set(GlobalProperty property, String value) {
        requireChangeable(property);
        boolean resets = value.isEmpty()
                && !property.isRequired()
                && property.byDefault().isEmpty();
        if (!resets) {
            ValueRules.problem(property.type(), property.word(), value).ifPresent(Session::fail);
        }
        if (property == GlobalProperty.ZONENAME && !value.equals(document.name().value())) {
            document.requireRenameable(new ZoneName(value));
        }
        change(config().with(property, value));
    }

    private void set(RctlAlias alias, String value) {
        ValueRules.problem(alias.type(), alias.word(), value).ifPresent(Session::fail);
        requireAliasUsable(alias);
        change(Resources.withAlias(config(), alias, ValueRules.canonical(alias.type(), value)));
    }

    private void requireAliasUsable(RctlAlias alias) {
        boolean told = Resources.alias(config(), alias).isPresent();
        if (!told && config().rctl(alias.rctl()).isPresent()) {
            throw Failure.of(Message.RCTL_IN_THE_WAY, alias.word(), alias.rctl());
        }
    }

    private void requireChangeable(GlobalProperty property) {
        if (property.isFixedByInstall() && document.isInstalled()) {
            throw Failure.of(
                    Message.FIXED_BY_INSTALL, property.word(), document.state().word());
        }
    }

    private static void fail(Problem problem) {
        throw new Failure(List.of(problem));
    }

    static String simple(String property, Value value) {
        if (value instanceof Text text) {
            return text.text();
        }
        throw Failure.of(Message.VALUE_NOT_SIMPLE, property);
    }

    private Failure unknownProperty(String word) {
        boolean ofResource = ResourceType.words().stream()
                .anyMatch(type -> type.property(word).isPresent());
        return ofResource
                ? Failure.of(Message.PROPERTY_OF_RESOURCE, word, resourcesWith(word))
                : Failure.of(Message.PROPERTY_UNKNOWN, word, Closest.question(word, Vocabulary.PROPERTIES));
    }

    private static String resourcesWith(String property) {
        return String.join(
                ", ",
                ResourceType.words().stream()
                        .filter(type -> type.property(property).isPresent())
                        .map(ResourceType::word)
                        .toList());
    }

    private void clear(String word) {
        config();
        requireWritable();
        if (scope.isPresent()) {
            scope = Optional.of(scope.get().clear(word));
            return;
        }
        Optional<GlobalProperty> property = GlobalProperty.of(word);
        Optional<RctlAlias> alias = RctlAlias.of(word);
        if (property.isPresent()) {
            requireChangeable(property.get());
            if (property.get().isRequired()) {
                throw Failure.of(Message.CLEAR_REQUIRED, word);
            }
            change(config().with(property.get(), property.get().byDefault()));
        } else if (alias.isPresent()) {
            requireAliasUsable(alias.get());
            change(Resources.withoutAlias(config(), alias.get()));
        } else {
            throw unknownProperty(word);
        }
    }

    private void add(Statement.Add add) {
        config();
        requireWritable();
        if (scope.isPresent()) {
            Value value = add.value().orElseThrow(() -> Failure.of(Message.ADD_NEEDS_VALUE, add.word()));
            scope = Optional.of(scope.get().add(add.word(), value));
            return;
        }
        ResourceType type = resourceType(add.word());
        if (add.value().isPresent()) {
            throw Failure.of(
                    Message.SYNTAX_UNEXPECTED,
                    add.value().get() instanceof Text t ? t.text() : "a value",
                    CommandWord.ADD.synopsis());
        }
        requireChangeable(type);
        if (type.isSingle() && Resources.isThere(config(), type)) {
            throw Failure.of(Message.RESOURCE_SINGLE, type.word());
        }
        Optional<Resource> part = Resources.part(config(), type);
        scope = Optional.of(new ResourceScope(part.orElse(Resource.of(type)), part));
    }

    private void requireChangeable(ResourceType type) {
        if (type == ResourceType.INHERIT_PKG_DIR && document.isInstalled()) {
            throw Failure.of(
                    Message.FIXED_BY_INSTALL, type.word(), document.state().word());
        }
    }

    private ResourceType resourceType(String word) {
        return ResourceType.of(word)
                .orElseThrow(
                        () -> Failure.of(Message.RESOURCE_UNKNOWN, word, Closest.question(word, Vocabulary.RESOURCES)));
    }

    private void select(Statement.Select select) {
        ResourceType type = resourceType(select.resource());
        config();
        requireChangeable(type);
        List<Resource> matching = matching(type, select.filters());
        if (matching.size() != 1) {
            throw Failure.of(
                    matching.isEmpty() ? Message.SELECT_NONE : Message.SELECT_SEVERAL,
                    type.word(),
                    filterText(select.filters()),
                    matching.size());
        }
        scope = Optional.of(new ResourceScope(matching.get(0), Optional.of(matching.get(0))));
    }

    private List<Resource> matching(ResourceType type, List<Assignment> filters) {
        for (Assignment filter : filters) {
            boolean known = type.property(filter.name())
                    .filter(p -> p.kind() == org.jzones.model.Property.Kind.TEXT)
                    .isPresent();
            if (!known) {
                throw Failure.of(Message.FILTER_UNKNOWN, filter.name(), type.word());
            }
        }
        return Resources.of(config(), type).stream()
                .filter(r -> filters.stream().allMatch(f -> ConfigRules.matches(r, f.name(), canonical(type, f))))
                .toList();
    }

    private static String canonical(ResourceType type, Assignment filter) {
        return ValueRules.canonical(type.property(filter.name()).orElseThrow().type(), filter.value());
    }

    private static String filterText(List<Assignment> filters) {
        return String.join(
                " ",
                filters.stream().map(f -> " with " + f.name() + "=" + f.value()).toList());
    }

    private void remove(Statement.Remove remove) {
        config();
        requireWritable();
        if (scope.isPresent()) {
            Value value = remove.value().orElseThrow(() -> Failure.of(Message.REMOVE_NEEDS_VALUE, remove.word()));
            scope = Optional.of(scope.get().remove(remove.word(), value));
            return;
        }
        ResourceType type = resourceType(remove.word());
        if (remove.value().isPresent()) {
            throw Failure.of(Message.FILTER_UNKNOWN, valueText(remove.value().get()), type.word());
        }
        requireChangeable(type);
        List<Resource> matching = matching(type, remove.filters());
        if (matching.isEmpty() && !remove.force()) {
            throw Failure.of(Message.SELECT_NONE, type.word(), filterText(remove.filters()), 0);
        }
        if (matching.size() > 1 && !remove.force() && !confirmedRemoval(type, matching.size())) {
            return;
        }
        ZoneConfig changed = config();
        for (Resource resource : matching) {
            changed = Resources.remove(changed, resource);
        }
        change(changed);
    }

    private static String valueText(Value value) {
        return value instanceof Text text ? text.text() : "a value";
    }

    private boolean confirmedRemoval(ResourceType type, int count) {
        Optional<Boolean> answer = surroundings.ask(Problem.of(Message.ASK_REMOVE, count, type.word()));
        if (answer.isEmpty()) {
            abandoned = true;
            throw Failure.of(Message.REMOVE_SEVERAL, type.word(), count);
        }
        return answer.get();
    }

    private void end() {
        ResourceScope open = requireScope("end");
        requireWritable();
        change(open.end(config()));
        leaveScope();
    }

    private List<String> info(Statement.Info info) {
        ZoneConfig config = config();
        if (info.word().isEmpty()) {
            return scope.map(s -> Printer.info(s.resource())).orElseGet(() -> Printer.info(config));
        }
        String word = info.word().get();
        Optional<org.jzones.model.Property> own =
                scope.flatMap(s -> s.resource().type().property(word));
        if (own.isPresent()) {
            return Printer.info(scope.get().resource(), own.get());
        }
        Optional<GlobalProperty> property = GlobalProperty.of(word);
        Optional<RctlAlias> alias = RctlAlias.of(word);
        if ((property.isPresent() || alias.isPresent()) && !info.filters().isEmpty()) {
            throw Failure.of(Message.SYNTAX_UNEXPECTED, info.filters().get(0).name(), CommandWord.INFO.synopsis());
        }
        if (property.isPresent()) {
            return List.of(Printer.info(config, property.get()));
        }
        if (alias.isPresent()) {
            return List.of(Printer.info(config, alias.get()));
        }
        ResourceType type = ResourceType.of(word)
                .orElseThrow(() -> Failure.of(Message.INFO_UNKNOWN, word, Closest.question(word, Vocabulary.INFO)));
        List<Resource> matching = matching(type, info.filters());
        if (matching.isEmpty() && !info.filters().isEmpty()) {
            return List.of("No such " + type.word() + " resource.");
        }
        return matching.stream().flatMap(r -> Printer.info(r).stream()).toList();
    }

    private void commit(boolean force) {
        ZoneConfig config = config();
        requireWritable();
        Failure.ifAny(ConfigRules.problems(config));
        if (isChanged() || force || !document.isSettled()) {
            document.save(config, force);
            working = document.saved();
            created = false;
        }
    }

    private void revert(boolean force) {
        config();
        if (document.saved().isEmpty()) {
            throw Failure.of(Message.REVERT_UNSAVED, document.name());
        }
        if (!isChanged()) {
            throw Failure.of(Message.REVERT_NOTHING, document.name());
        }
        if (force || confirmed(Message.ASK_REVERT, Message.REVERT_NEEDS_FORCE)) {
            document.load();
            working = document.saved();
            created = false;
        }
    }

    private void delete(boolean force) {
        requireWritable();
        document.requireDeletable(force);
        if (!force && !confirmed(Message.ASK_DELETE, Message.DELETE_NEEDS_FORCE)) {
            return;
        }
        boolean leavesFiles = document.isInstalled();
        String zonepath = document.zonepath();
        document.delete();
        if (leavesFiles && InRootPath.isWellFormed(zonepath)) {
            surroundings.warn(Problem.of(Message.DELETE_LEAVES_FILES, zonepath));
        }
        working = Optional.empty();
        created = false;
    }

    private void export(Optional<String> file) {
        List<String> lines = Printer.export(config());
        if (file.isPresent()) {
            surroundings.save(file.get(), lines);
        } else {
            surroundings.show(lines);
        }
    }

    private Next exit(boolean force) {
        if (scope.isPresent()) {
            String resource = scope.get().resource().type().word();
            if (!force) {
                Optional<Boolean> answer = surroundings.ask(Problem.of(Message.ASK_LEAVE_RESOURCE, resource));
                if (answer.isEmpty()) {
                    abandoned = true;
                    throw Failure.of(Message.RESOURCE_UNFINISHED, resource);
                }
                if (!answer.get()) {
                    return Next.GO_ON;
                }
            }
            leaveScope();
        }
        return Next.LEAVE;
    }
}
