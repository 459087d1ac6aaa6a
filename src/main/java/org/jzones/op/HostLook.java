package org.jzones.op;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jzones.check.BrandRules;
import org.jzones.file.Layout;
import org.jzones.file.Look;
import org.jzones.model.Failure;
import org.jzones.model.FileFacts;
import org.jzones.model.GlobalProperty;
import org.jzones.model.HostFacts;
import org.jzones.model.InRootPath;
import org.jzones.model.Problem;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;
import org.jzones.software.SoftwareDatabase;

/**
 * Looks up what the rules want to know of a host (spec 3.6). A directory to inherit that is not on disk counts as there if
 * packages have brought it, for of a captured host there is nothing else.
 */
final class HostLook {
    private final HostRoot host;
    private final Layout layout;

    HostLook(HostRoot host) {
        this.host = host;
        this.layout = host.files().layout();
    }

    /** What there is to know for a zone with its zonepath on the host. */
    HostFacts facts(ZoneName zone, ZoneConfig config) {
        String zonepath = config.zonepath();
        List<FileFacts> ancestors = new ArrayList<>();
        Optional<InRootPath> above = new InRootPath(zonepath).parent();
        while (above.isPresent()) {
            ancestors.add(0, Look.at(layout, layout.zonepath(above.get().value())));
            above = above.get().parent();
        }
        ancestors.add(0, Look.at(layout, layout.root()));
        Map<String, String> others = new LinkedHashMap<>();
        host.files().index().read().entries().stream()
                .filter(e -> !e.name().equals(zone))
                .forEach(e -> others.put(e.name().value(), e.zonepath()));
        return new HostFacts(
                host.machine().callerUid(),
                ancestors,
                Look.at(layout, layout.zonepath(zonepath)),
                Look.at(layout, layout.zoneRoot(zonepath)),
                Look.at(layout, layout.zoneDev(zonepath)),
                Look.at(layout, layout.manifest(zonepath)),
                others,
                directories(config));
    }

    /** The same for a zone that has no zonepath here. */
    HostFacts factsWithoutZonepath(ZoneConfig config) {
        return HostFacts.withoutZonepath(directories(config));
    }

    private Map<String, FileFacts> directories(ZoneConfig config) {
        Map<String, FileFacts> directories = new LinkedHashMap<>();
        config.inheritedDirs().forEach(dir -> directories.put(dir, resolved(dir)));
        Set<String> absent = new HashSet<>();
        directories.forEach((dir, facts) -> {
            if (!facts.exists()) {
                absent.addAll(List.of(dir, facts.path()));
            }
        });
        if (!absent.isEmpty() && BrandRules.isCompared(config.get(GlobalProperty.BRAND))) {
            Set<String> delivered = delivered(config, absent);
            directories.replaceAll(
                    (dir, facts) -> !facts.exists() && (delivered.contains(dir) || delivered.contains(facts.path()))
                            ? new FileFacts(facts.path(), FileFacts.Kind.DIRECTORY, -1, 0)
                            : facts);
        }
        config.stored(ResourceType.FS).stream()
                .filter(fs -> fs.text("type").orElse("").equals("lofs"))
                .map((Resource fs) -> fs.text("special").orElse(""))
                .filter(InRootPath::isWellFormed)
                .forEach(special -> directories.put(special, resolved(special)));
        return directories;
    }

    /** On a host that is there as its software database only, what packages have brought counts as there. */
    private Set<String> delivered(ZoneConfig config, Set<String> absent) {
        SoftwareDatabase software = host.software(config);
        List<Problem> none = software.absence().stream().toList();
        if (BrandRules.isOfPackages(config.get(GlobalProperty.BRAND))) {
            Failure.ifAny(none); // of all that is missing it is the cause
        }
        return none.isEmpty() ? software.delivered(absent) : Set.of();
    }

    private FileFacts resolved(String inRoot) {
        Path path = layout.resolve(inRoot);
        return Look.at(layout, path);
    }
}
