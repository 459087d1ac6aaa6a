package org.jzones.shell;

import java.util.List;
import java.util.Optional;
import org.jzones.check.Closest;
import org.jzones.check.ConfigRules;
import org.jzones.check.GlobalZoneRules;
import org.jzones.check.ValueRules;
import org.jzones.model.ConfigView;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Property;
import org.jzones.model.RctlAlias;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;
import org.jzones.shell.Value.Assignment;
import org.jzones.shell.Value.Text;

/** The zone's own properties and its resources from outside: what commands do in the global scope (spec 2.3). */
final class GlobalScope {
    private final WorkingCopy copy;
    private final Questions questions;

    GlobalScope(WorkingCopy copy, Questions questions) {
        this.copy = copy;
        this.questions = questions;
    }

    /** {@code set PROPERTY=VALUE}. */
    void set(String word, Value value) {
        Optional<GlobalProperty> property = GlobalProperty.of(word);
        Optional<RctlAlias> alias = RctlAlias.of(word);
        if (property.isPresent()) {
            set(property.get(), value.simple(word));
        } else if (alias.isPresent()) {
            set(alias.get(), value.simple(word));
        } else {
            throw unknownProperty(word);
        }
    }

    private void set(GlobalProperty property, String value) {
        requireChangeable(property);
        boolean resets = value.isEmpty()
                && !property.isRequired()
                && property.byDefault().isEmpty();
        if (!resets) {
            ValueRules.problem(property.type(), property.word(), value).ifPresent(GlobalScope::fail);
        }
        if (property == GlobalProperty.ZONENAME && !value.equals(copy.zone().value())) {
            copy.requireRenameable(new ZoneName(value));
        }
        copy.change(copy.config().with(property, value));
    }

    private void set(RctlAlias alias, String value) {
        ValueRules.problem(alias.type(), alias.word(), value).ifPresent(GlobalScope::fail);
        requireUsable(alias);
        copy.change(Resources.withAlias(copy.config(), alias, ValueRules.canonical(alias.type(), value)));
    }

    /** {@code clear PROPERTY}. */
    void clear(String word) {
        Optional<GlobalProperty> property = GlobalProperty.of(word);
        Optional<RctlAlias> alias = RctlAlias.of(word);
        if (property.isPresent()) {
            requireChangeable(property.get());
            if (property.get().isRequired()) {
                throw Failure.of(Message.CLEAR_REQUIRED, word);
            }
            copy.change(copy.config().with(property.get(), property.get().byDefault()));
        } else if (alias.isPresent()) {
            requireUsable(alias.get());
            copy.change(Resources.withoutAlias(copy.config(), alias.get()));
        } else {
            throw unknownProperty(word);
        }
    }

    /** {@code add RESOURCE}: the new resource, to be filled in. */
    ResourceScope add(Statement.Add add) {
        ResourceType type = resourceType(add.word());
        if (add.value().isPresent()) {
            throw Parser.unexpected(valueText(add.value().get()), CommandWord.ADD);
        }
        requireChangeable(type);
        if (type.isSingle() && Resources.isThere(copy.config(), type)) {
            throw Failure.of(Message.RESOURCE_SINGLE, type.word());
        }
        Optional<Resource> part = Resources.part(copy.config(), type);
        return new ResourceScope(part.orElse(Resource.of(type)), part);
    }

    /** {@code select RESOURCE}: the one that matches. */
    ResourceScope select(Statement.Select select) {
        ResourceType type = resourceType(select.resource());
        copy.config();
        requireChangeable(type);
        List<Resource> matching = matching(type, select.filters());
        if (matching.isEmpty()) {
            throw Failure.of(Message.SELECT_NONE, type.word(), filterText(select.filters()));
        }
        if (matching.size() > 1) {
            boolean alike = ConfigRules.tellingApart(matching).isEmpty();
            throw Failure.of(
                    alike ? Message.SELECT_ALIKE : Message.SELECT_SEVERAL,
                    matching.size(),
                    type.word(),
                    filterText(select.filters()),
                    written(type, select.filters()),
                    telling(type, select.filters(), matching));
        }
        return new ResourceScope(matching.get(0), Optional.of(matching.get(0)));
    }

    /** {@code remove RESOURCE}. */
    void remove(Statement.Remove remove) {
        ResourceType type = resourceType(remove.word());
        if (remove.value().isPresent()) {
            String text = valueText(remove.value().get());
            throw text.startsWith("-") ? Parser.unexpected(text, CommandWord.REMOVE) : unknownFilter(text, type);
        }
        requireChangeable(type);
        List<Resource> matching = matching(type, remove.filters());
        if (matching.isEmpty() && !remove.force()) {
            throw Failure.of(Message.SELECT_NONE, type.word(), filterText(remove.filters()));
        }
        if (matching.size() > 1 && !remove.force() && !isConfirmed(type, remove.filters(), matching)) {
            return;
        }
        ZoneConfig changed = copy.config();
        for (Resource resource : matching) {
            changed = Resources.remove(changed, resource);
        }
        copy.change(changed);
    }

    private boolean isConfirmed(ResourceType type, List<Assignment> filters, List<Resource> matching) {
        boolean alike = ConfigRules.tellingApart(matching).isEmpty();
        return questions.isConfirmed(
                Problem.of(Message.ASK_REMOVE, matching.size(), type.word()),
                Problem.of(
                        alike ? Message.REMOVE_ALIKE : Message.REMOVE_SEVERAL,
                        matching.size(),
                        type.word(),
                        written(type, filters),
                        telling(type, filters, matching)));
    }

    /** The resource and filters as they are typed. */
    private static String written(ResourceType type, List<Assignment> filters) {
        StringBuilder text = new StringBuilder(type.word());
        filters.forEach(f -> text.append(' ').append(f.name()).append('=').append(Lexer.quoted(f.value())));
        return text.toString();
    }

    /** The same with what would tell those that match apart. */
    private static String telling(ResourceType type, List<Assignment> filters, List<Resource> matching) {
        List<String> telling = ConfigRules.tellingApart(matching);
        List<Assignment> others =
                filters.stream().filter(f -> !telling.contains(f.name())).toList();
        StringBuilder text = new StringBuilder(written(type, others));
        telling.forEach(name -> text.append(' ').append(name).append("=VALUE"));
        return text.toString();
    }

    /** What {@code info} is asked for: everything, a property of the zone, or resources. */
    ConfigView view(Optional<String> asked, List<Assignment> filters) {
        if (asked.isEmpty()) {
            return new ConfigView(copy.config(), asked, List.of());
        }
        String word = asked.get();
        if (Vocabulary.PROPERTIES.contains(word)) {
            if (!filters.isEmpty()) {
                throw Parser.unexpected(filters.get(0).name(), CommandWord.INFO);
            }
            return new ConfigView(copy.config(), asked, List.of());
        }
        ResourceType type = ResourceType.of(word)
                .orElseThrow(() -> Failure.of(Message.INFO_UNKNOWN, word, Closest.question(word, Vocabulary.INFO)));
        return new ConfigView(copy.config(), asked, matching(type, filters));
    }

    private List<Resource> matching(ResourceType type, List<Assignment> filters) {
        for (Assignment filter : filters) {
            boolean known =
                    type.property(filter.name()).filter(p -> !p.isList()).isPresent();
            if (!known) {
                throw unknownFilter(filter.name(), type);
            }
        }
        return Resources.of(copy.config(), type).stream()
                .filter(r -> filters.stream().allMatch(f -> ConfigRules.matches(r, f.name(), canonical(type, f))))
                .toList();
    }

    private static Failure unknownFilter(String word, ResourceType type) {
        List<String> known = type.properties().stream()
                .filter(p -> !p.isList())
                .map(Property::name)
                .toList();
        return Failure.of(
                Message.FILTER_UNKNOWN, word, type.word(), String.join(", ", known), Closest.question(word, known));
    }

    private static String canonical(ResourceType type, Assignment filter) {
        return ValueRules.canonical(type.property(filter.name()).orElseThrow().type(), filter.value());
    }

    private static String filterText(List<Assignment> filters) {
        return String.join(
                " ",
                filters.stream().map(f -> " with " + f.name() + "=" + f.value()).toList());
    }

    private static ResourceType resourceType(String word) {
        return ResourceType.of(word)
                .orElseThrow(() -> Vocabulary.PROPERTIES.contains(word)
                        ? Failure.of(Message.RESOURCE_IS_PROPERTY, word)
                        : Failure.of(Message.RESOURCE_UNKNOWN, word, Closest.question(word, Vocabulary.RESOURCES)));
    }

    private void requireUsable(RctlAlias alias) {
        boolean told = Resources.alias(copy.config(), alias).isPresent();
        if (!told && copy.config().rctl(alias.rctl()).isPresent()) {
            throw Failure.of(Message.RCTL_IN_THE_WAY, alias.word(), alias.rctl());
        }
    }

    private void requireChangeable(GlobalProperty property) {
        if (copy.zone().isGlobal()) {
            GlobalZoneRules.problem(property).ifPresent(GlobalScope::fail);
        }
        if (property.isFixedByInstall()) {
            requireNotInstalled(property.word());
        }
    }

    private void requireChangeable(ResourceType type) {
        if (copy.zone().isGlobal()) {
            GlobalZoneRules.problem(type).ifPresent(GlobalScope::fail);
        }
        if (type == ResourceType.INHERIT_PKG_DIR) {
            requireNotInstalled(type.word());
        }
    }

    private void requireNotInstalled(String word) {
        copy.installed().ifPresent(state -> {
            throw Failure.of(Message.FIXED_BY_INSTALL, word, state.word());
        });
    }

    private static Failure unknownProperty(String word) {
        if (ResourceType.of(word).isPresent()) {
            return Failure.of(Message.PROPERTY_IS_RESOURCE, word);
        }
        List<String> owners = ResourceType.words().stream()
                .filter(type -> type.property(word).isPresent())
                .map(ResourceType::word)
                .toList();
        return owners.isEmpty()
                ? Failure.of(Message.PROPERTY_UNKNOWN, word, Closest.question(word, Vocabulary.PROPERTIES))
                : Failure.of(Message.PROPERTY_OF_RESOURCE, word, String.join(", ", owners));
    }

    private static String valueText(Value value) {
        return value instanceof Text text ? text.text() : "a value";
    }

    private static void fail(Problem problem) {
        throw new Failure(List.of(problem));
    }
}
