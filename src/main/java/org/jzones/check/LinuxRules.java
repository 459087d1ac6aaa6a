package org.jzones.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jzones.model.Capabilities;
import org.jzones.model.CommandWords;
import org.jzones.model.GlobalProperty;
import org.jzones.model.LinuxDefaults;
import org.jzones.model.LinuxEnvironment;
import org.jzones.model.LinuxFacts;
import org.jzones.model.LinuxFacts.Init;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;

/** Whether a zone of brand lx can run on this machine (zoneadm verify, ready and boot, spec 5.5). */
public final class LinuxRules {

    private LinuxRules() {}

    /**
     * Everything that keeps the zone from running here; that it takes root comes first. What is missing for any zone, such
     * as a directory to inherit, is told by {@link HostRules}.
     */
    public static List<Problem> problems(ZoneConfig config, LinuxFacts facts) {
        List<Problem> problems = new ArrayList<>();
        if (!facts.isRoot()) {
            problems.add(Problem.of(Message.RUN_NEEDS_ROOT));
        }
        problems.addAll(facts.missingPrograms());
        problems.addAll(LinuxNets.problems(config, facts));
        init(config, facts).ifPresent(problems::add);
        problems.addAll(attrs(config, facts));
        problems.addAll(LinuxLimits.problems(config, facts.processors()));
        problems.addAll(capabilities(config, facts));
        facts.unmatched().forEach(match -> problems.add(Problem.of(Message.DEVICE_NONE, match)));
        facts.missingSpecials().forEach(special -> problems.add(Problem.of(Message.FS_SPECIAL_MISSING, special)));
        problems.addAll(facts.mountTargets());
        return problems;
    }

    /**
     * What the configuration says and does not have an effect when the zone runs, and what other zones say as well.
     *
     * @param addressesOfZonesDown those of zones that are not up, each with whose it is
     */
    public static List<Problem> warnings(ZoneConfig config, Map<String, String> addressesOfZonesDown) {
        List<Problem> warnings = new ArrayList<>();
        LinuxEffects.none(config).forEach(what -> warnings.add(Problem.of(Message.NO_EFFECT, what)));
        warnings.addAll(LinuxNets.shared(config, addressesOfZonesDown));
        return warnings;
    }

    private static Optional<Problem> init(ZoneConfig config, LinuxFacts facts) {
        Optional<String> init = config.attr("init");
        if (init.isPresent()) {
            Optional<List<String>> words = CommandWords.of(init.get());
            if (words.isEmpty()) {
                return Optional.of(Problem.of(Message.INIT_QUOTE, init.get()));
            }
            if (words.get().isEmpty() || words.get().get(0).isEmpty()) {
                return Optional.of(Problem.of(Message.INIT_EMPTY));
            }
        }
        if (facts.init() == Init.FINE) {
            return Optional.empty();
        }
        if (facts.init() == Init.NOT_EXECUTABLE) {
            return Optional.of(Problem.of(Message.INIT_NOT_EXECUTABLE, facts.program()));
        }
        boolean isUsual = init.isEmpty() && facts.program().equals(LinuxDefaults.INIT);
        return Optional.of(Problem.of(isUsual ? Message.INIT_NONE : Message.INIT_MISSING, facts.program()));
    }

    private static List<Problem> attrs(ZoneConfig config, LinuxFacts facts) {
        List<Problem> problems = new ArrayList<>();
        for (Resource attr : config.stored(ResourceType.ATTR)) {
            String name = attr.text("name").orElse("");
            String value = attr.text("value").orElse("");
            if (LinuxEnvironment.isVariable(name) && value.indexOf('=') < 1) {
                problems.add(Problem.of(Message.ATTR_ENV_BAD, name, value));
            }
        }
        config.attr("cwd")
                .filter(directory -> !directory.startsWith("/"))
                .ifPresent(directory -> problems.add(Problem.of(Message.PATH_NOT_ABSOLUTE, "attr cwd", directory)));
        problems.addAll(LinuxSoftware.attrProblems(config));
        if (!facts.isStopSignalKnown()) {
            problems.add(Problem.of(
                    Message.ATTR_SIGNAL_BAD, config.attr("stop-signal").orElse("")));
        }
        if (!facts.isUserKnown()) {
            problems.add(
                    Problem.of(Message.ATTR_USER_UNKNOWN, config.attr("user").orElse("")));
        }
        return problems;
    }

    private static List<Problem> capabilities(ZoneConfig config, LinuxFacts facts) {
        List<Problem> problems = new ArrayList<>();
        Capabilities wanted = Capabilities.of(config.get(GlobalProperty.LIMITPRIV));
        if (!wanted.unknown().isEmpty()) {
            problems.add(Problem.of(Message.CAPABILITY_UNKNOWN, String.join(", ", wanted.unknown())));
        }
        List<String> lacking = new ArrayList<>(wanted.names());
        lacking.removeIf(name -> facts.rootCapabilities().isEmpty()
                || facts.rootCapabilities().get().contains(name));
        if (!lacking.isEmpty()) {
            problems.add(Problem.of(Message.CAPABILITY_LACKING, String.join(", ", lacking)));
        }
        return problems;
    }
}
