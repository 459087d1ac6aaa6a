package org.jzones.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jzones.model.GlobalProperty;
import org.jzones.model.LinuxEnvironment;
import org.jzones.model.RctlAlias;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.ZoneConfig;

/** What of a configuration has an effect on a zone of Linux (spec 5.5): the one list. */
final class LinuxEffects {
    private static final List<GlobalProperty> PROPERTIES = List.of(
            GlobalProperty.POOL, GlobalProperty.SCHEDULING_CLASS, GlobalProperty.HOSTID, GlobalProperty.FS_ALLOWED);
    private static final List<ResourceType> TYPES =
            List.of(ResourceType.DATASET, ResourceType.ADMIN, ResourceType.SECURITY_FLAGS);
    private static final List<String> OF_NETS = List.of("allowed-address", "global-nic", "mac-addr", "vlan-id");

    private static final Set<String> ATTRS = Set.of("init", "hostname", "cwd", "user", "stop-signal", "needs");
    private static final List<RctlAlias> ALIASES =
            List.of(RctlAlias.CPU_SHARES, RctlAlias.MAX_LWPS, RctlAlias.MAX_PROCESSES);

    private LinuxEffects() {}

    /** What is set and has none, as people know it, in the order of info. */
    static List<String> none(ZoneConfig config) {
        List<String> none = new ArrayList<>();
        for (GlobalProperty property : PROPERTIES) {
            if (config.isSet(property)) {
                none.add(property.word());
            }
        }
        Set<String> held = held(config);
        for (Resource resource : config.resources()) {
            switch (resource.type()) {
                case NET -> ofNet(resource, none);
                case ATTR -> {
                    String name = resource.text("name").orElse("");
                    if (!ATTRS.contains(name) && !LinuxEnvironment.isVariable(name)) {
                        none.add(resource.label());
                    }
                }
                case RCTL -> {
                    String name = resource.text("name").orElse("");
                    if (!held.contains(name)) {
                        none.add(alias(name).orElse(resource.label()));
                    }
                }
                case DEDICATED_CPU -> {
                    if (resource.text("importance").isPresent()) {
                        none.add("dedicated-cpu importance");
                    }
                }
                default -> {
                    if (TYPES.contains(resource.type())) {
                        none.add(resource.label());
                    }
                }
            }
        }
        return none;
    }

    private static Optional<String> alias(String rctl) {
        return Stream.of(RctlAlias.values())
                .filter(alias -> alias.rctl().equals(rctl))
                .map(RctlAlias::word)
                .findFirst();
    }

    private static void ofNet(Resource net, List<String> none) {
        for (String property : OF_NETS) {
            if (net.text(property).filter(text -> !text.isEmpty()).isPresent()) {
                none.add(net.label() + " " + property);
            }
        }
        if (!net.items().isEmpty()) {
            none.add(net.label() + " property");
        }
    }

    /** The resource controls that control groups hold the zone to: those with one value that the language has a word for. */
    private static Set<String> held(ZoneConfig config) {
        List<String> held = new ArrayList<>();
        for (RctlAlias alias : ALIASES) {
            Resources.alias(config, alias).ifPresent(limit -> held.add(alias.rctl()));
        }
        for (ResourceType type : List.of(ResourceType.CAPPED_CPU, ResourceType.CAPPED_MEMORY)) {
            Resources.of(config, type).forEach(resource -> held.addAll(Resources.rctlsBehind(resource)));
        }
        return Set.copyOf(held);
    }
}
