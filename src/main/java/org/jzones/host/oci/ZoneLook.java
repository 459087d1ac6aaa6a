package org.jzones.host.oci;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jzones.check.BrandRules;
import org.jzones.file.Layout;
import org.jzones.host.Machine;
import org.jzones.host.Processes;
import org.jzones.host.Zone;
import org.jzones.model.Capabilities;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.InRootPath;
import org.jzones.model.LinuxEnvironment;
import org.jzones.model.LinuxFacts;
import org.jzones.model.LinuxFacts.Init;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;
import org.jzones.store.HostFiles;

/** Looks up what the rules for zones of Linux want to know of this machine and of the zone's files (spec 5.5). */
final class ZoneLook {
    private final HostFiles files;
    private final Layout host;
    private final Machine machine;
    private final Installation installation;
    private final Processes processes;

    ZoneLook(HostFiles files, Machine machine, Installation installation, Processes processes) {
        this.files = files;
        this.host = files.layout();
        this.machine = machine;
        this.installation = installation;
        this.processes = processes;
    }

    /** What there is to know for the zone, whose files may not be there yet, and that is to boot with such arguments. */
    LinuxFacts facts(Zone zone, String bootArguments) {
        ZoneConfig config = zone.config().orElseThrow();
        ZoneAttributes attributes = new ZoneAttributes(config);
        String program = attributes.command(bootArguments).get(0);
        boolean isRoot = machine.callerUid() == 0;
        // only root can look into a zonepath
        Optional<Path> root = zone.zonepath()
                .map(path -> path.resolve("root"))
                .filter(path -> isRoot && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
        return new LinuxFacts(
                isRoot,
                missingPrograms(),
                interfaces(zone.name(), config),
                config.stored(ResourceType.NET).isEmpty() ? Map.of() : takenAddresses(zone.name()),
                Runtime.getRuntime().availableProcessors(),
                program,
                root.map(path -> init(program, config, attributes, path)).orElse(Init.FINE),
                Signals.number(attributes.stopSignal()).isPresent(),
                root.isEmpty() || isKnown(attributes.user(), root.get()),
                isRoot ? capabilities() : Optional.empty(),
                unmatched(config),
                missingSpecials(config),
                root.map(path -> targets(config, path)).orElse(List.of()));
    }

    private List<Problem> missingPrograms() {
        List<Problem> missing = new ArrayList<>();
        if (EngineChoice.candidates(installation).isEmpty()) {
            missing.add(EngineChoice.none(installation));
        }
        for (List<String> other : List.of(List.of("conmon", "conmon"), List.of("ip", "iproute2"))) {
            if (installation.program(other.get(0)).isEmpty()) {
                missing.add(Problem.of(Message.PROGRAM_NOT_INSTALLED, other.get(0), other.get(1)));
            }
        }
        return missing;
    }

    /**
     * Those of the machine, and those it gets back when the zone has come to its end. Which of them are bridges matters to
     * a zone only that would have one for itself.
     */
    private Map<String, Boolean> interfaces(ZoneName zone, ZoneConfig config) {
        Optional<Path> ip = installation.program("ip");
        boolean matters = config.get(GlobalProperty.IP_TYPE).equals("exclusive");
        Set<String> bridges = matters && ip.isPresent() ? Interfaces.bridges(processes, ip.get()) : Set.of();
        Map<String, Boolean> interfaces = new TreeMap<>();
        Interfaces.all().forEach(name -> interfaces.put(name, bridges.contains(name)));
        Bundle bundle = new Bundle(host, zone);
        if (matters && machine.callerUid() == 0 && bundle.exists() && bundle.isOf(machine.bootId())) {
            bundle.lines(bundle.network()).forEach(line -> interfaces.put(line.replaceFirst(".* ", ""), false));
        }
        return interfaces;
    }

    /** What the machine has is not asked of /sys either, which may be of another network namespace. */
    private Map<String, String> takenAddresses(ZoneName asking) {
        Set<ZoneName> up = new TreeSet<>(files.runStates().read().zones().keySet());
        up.remove(asking);
        Map<String, String> taken = addresses(up);
        Interfaces.addresses().forEach(address -> taken.put(address, "this machine"));
        return taken;
    }

    /** Addresses of zones of Linux that are not up, as they are written, each with whose it is. */
    Map<String, String> addressesOfZonesDown(ZoneName asking) {
        Set<ZoneName> down = new TreeSet<>();
        files.index().read().entries().forEach(entry -> down.add(entry.name()));
        down.removeAll(files.runStates().read().zones().keySet());
        down.remove(asking);
        return addresses(down);
    }

    private Map<String, String> addresses(Set<ZoneName> zones) {
        Map<String, String> addresses = new LinkedHashMap<>();
        for (ZoneName zone : zones) {
            configIfFit(zone).stream()
                    .flatMap(config -> config.stored(ResourceType.NET).stream())
                    .flatMap(net -> net.text("address").stream())
                    .forEach(address -> addresses.putIfAbsent(address, "zone '" + zone + "'"));
        }
        return addresses;
    }

    private Optional<ZoneConfig> configIfFit(ZoneName zone) {
        try {
            return files.configs().read(zone).filter(config -> BrandRules.isLinux(config.get(GlobalProperty.BRAND)));
        } catch (Failure e) {
            return Optional.empty(); // list and info of that zone will tell
        }
    }

    private Init init(String program, ZoneConfig config, ZoneAttributes attributes, Path root) {
        return new ZoneView(host, root, config)
                .program(program, LinuxEnvironment.searchPath(config), attributes.directory());
    }

    private boolean isKnown(Optional<String> user, Path root) {
        return user.isEmpty() || new Accounts(host, root).findAny(user.get()).isPresent();
    }

    private Optional<Set<String>> capabilities() {
        return machine.capabilities().map(Capabilities::ofBits);
    }

    private List<String> unmatched(ZoneConfig config) {
        return config.stored(ResourceType.DEVICE).stream()
                .flatMap(device -> device.text("match").stream())
                .filter(match -> Devices.matching(host, match).isEmpty())
                .toList();
    }

    private List<String> missingSpecials(ZoneConfig config) {
        return config.stored(ResourceType.FS).stream()
                .filter(Mounting::isMounted)
                .map((Resource fs) -> fs.text("special").orElse(""))
                .filter(InRootPath::isWellFormed)
                .filter(special -> !Layout.exists(host.resolve(special)))
                .toList();
    }

    private List<Problem> targets(ZoneConfig config, Path root) {
        return MountTargets.of(files.trees(), root, config).problems();
    }
}
