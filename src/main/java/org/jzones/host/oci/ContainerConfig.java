package org.jzones.host.oci;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jzones.model.ByteSize;
import org.jzones.model.Capabilities;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Numbers;
import org.jzones.model.RctlAlias;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.Resources;
import org.jzones.model.ZoneConfig;

/**
 * The configuration of the container that a zone runs in, config.json (spec 5.5): a function of the zone's configuration and
 * of what there is on the machine, and of nothing else.
 */
final class ContainerConfig {
    private static final String OCI_VERSION = "1.0.2";
    private static final int HUNDREDTH_OF_PERIOD = 1000;
    private static final int PERIOD = 100_000;
    private static final int LEAST_SHARES = 2;
    /** 0660, which JSON has no octal for. */
    private static final int DEVICE_MODE = 432;

    /** What crun takes the list of calls from rather than making it from the one in the document. */
    private static final String MADE_FILTER = "run.oci.seccomp_bpf_data";

    private static final List<String> MASKED = List.of(
            "/proc/acpi",
            "/proc/kcore",
            "/proc/keys",
            "/proc/latency_stats",
            "/proc/timer_list",
            "/proc/timer_stats",
            "/proc/sched_debug",
            "/proc/scsi",
            "/sys/firmware",
            "/sys/fs/selinux",
            "/sys/dev/block");
    private static final List<String> READ_ONLY =
            List.of("/proc/asound", "/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

    private final ZoneConfig config;
    private final ZoneAttributes attributes;
    private final ContainerFacts facts;
    private final JsonGenerator json;

    private ContainerConfig(ZoneConfig config, ContainerFacts facts, JsonGenerator json) {
        this.config = config;
        this.attributes = new ZoneAttributes(config);
        this.facts = facts;
        this.json = json;
    }

    /** The document, which ends with a line end. */
    static String document(ZoneConfig config, ContainerFacts facts, String bootArguments) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
            new ContainerConfig(config, facts, json).write(bootArguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is only memory to write to
        }
        return text + "\n";
    }

    private void write(String bootArguments) throws IOException {
        json.writeStartObject();
        json.writeStringField("ociVersion", OCI_VERSION);
        json.writeStringField("hostname", attributes.hostname());
        json.writeObjectFieldStart("root");
        json.writeStringField("path", facts.root().toString());
        json.writeBooleanField("readonly", false);
        json.writeEndObject();
        process(bootArguments);
        json.writeArrayFieldStart("mounts");
        for (Mount mount : mounts()) {
            write(mount);
        }
        json.writeEndArray();
        if (facts.filter().isPresent()) {
            json.writeObjectFieldStart("annotations");
            json.writeStringField(MADE_FILTER, facts.filter().get());
            json.writeEndObject();
        }
        linux();
        json.writeEndObject();
    }

    private void process(String bootArguments) throws IOException {
        json.writeObjectFieldStart("process");
        json.writeBooleanField("terminal", true);
        json.writeObjectFieldStart("user");
        Account user = facts.user();
        json.writeNumberField("uid", user.uid());
        json.writeNumberField("gid", user.gid());
        if (!user.groups().isEmpty()) {
            json.writeArrayFieldStart("additionalGids");
            for (long group : user.groups()) {
                json.writeNumber(group);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        strings("args", attributes.command(bootArguments));
        strings("env", attributes.environment());
        json.writeStringField("cwd", attributes.directory());
        json.writeBooleanField("noNewPrivileges", false);
        json.writeObjectFieldStart("capabilities");
        List<String> capabilities = capabilities();
        // others than root have none, and can get no more than these
        List<String> sets = user.isRoot() ? List.of("bounding", "effective", "permitted") : List.of("bounding");
        for (String set : sets) {
            strings(set, capabilities);
        }
        json.writeEndObject();
        Optional<String> locked = memory("locked");
        if (locked.isPresent()) {
            json.writeArrayFieldStart("rlimits");
            json.writeStartObject();
            json.writeStringField("type", "RLIMIT_MEMLOCK");
            number("hard", locked.get());
            number("soft", locked.get());
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private List<String> capabilities() {
        return capabilities(config);
    }

    private static List<String> capabilities(ZoneConfig config) {
        return Capabilities.of(config.get(GlobalProperty.LIMITPRIV)).names();
    }

    /** All that the list of calls in the document of a zone depends on. */
    static String callsOf(ZoneConfig config, String architecture) {
        return Seccomp.dependsOn(capabilities(config), architecture);
    }

    /** A mount of the zone; one without a type is a directory that is found elsewhere, too. */
    private record Mount(String destination, String type, String source, List<String> options) {
        static Mount of(String destination, String type, String... options) {
            return new Mount(destination, type, type, List.of(options));
        }

        static Mount bind(String destination, Path source, List<String> options) {
            List<String> all = new ArrayList<>(List.of("rbind", "rprivate"));
            all.addAll(options);
            return new Mount(destination, "bind", source.toString(), all);
        }
    }

    private List<Mount> mounts() {
        List<Mount> mounts = new ArrayList<>(List.of(
                Mount.of("/proc", "proc", "nosuid", "noexec", "nodev"),
                Mount.of("/dev", "tmpfs", "nosuid", "noexec", "mode=755", "size=64m"),
                Mount.of(
                        "/dev/pts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"),
                Mount.of("/dev/shm", "tmpfs", "nosuid", "noexec", "nodev", "mode=1777", "size=64m"),
                Mount.of("/dev/mqueue", "mqueue", "nosuid", "noexec", "nodev"),
                Mount.of("/run", "tmpfs", "nosuid", "nodev", "mode=755"),
                Mount.of("/sys", "sysfs", "nosuid", "noexec", "nodev", "ro")));
        int first = mounts.size();
        for (String dir : config.inheritedDirs()) {
            // with nosuid, setuid programs would do nothing for users
            mounts.add(Mount.bind(dir, source(dir), List.of("ro", "nodev")));
        }
        for (Resource fs : config.stored(ResourceType.FS)) {
            mounts.add(fileSystem(fs));
        }
        // what lies in another one has to come after it
        mounts.subList(first, mounts.size()).sort((a, b) -> a.destination().compareTo(b.destination()));
        return mounts;
    }

    private Path source(String inHost) {
        return Optional.ofNullable(facts.sources().get(inHost)).orElseGet(() -> Path.of(inHost));
    }

    private Mount fileSystem(Resource fs) {
        String dir = fs.text("dir").orElse("");
        List<String> options = fs.items().stream().map(item -> item.field(0)).toList();
        return switch (fs.text("type").orElse("")) {
            case "lofs" -> Mount.bind(dir, source(fs.text("special").orElse("")), ofHostDirectory(options));
            case "tmpfs" -> {
                List<String> all = new ArrayList<>(List.of("nosuid", "nodev"));
                all.addAll(options);
                yield new Mount(dir, "tmpfs", "tmpfs", all);
            }
            default ->
                Mount.bind(
                        dir,
                        Optional.ofNullable(facts.mounts().get(dir)).orElse(Path.of(dir)),
                        options.stream().filter(Mounting::isOfEveryFileSystem).toList());
        };
    }

    /** What the zone can write to is no way to bring programs with rights, or devices, into the host. */
    private static List<String> ofHostDirectory(List<String> options) {
        List<String> all = new ArrayList<>(options);
        for (String[] pair : new String[][] {{"nosuid", "suid"}, {"nodev", "dev"}}) {
            if (!options.contains("ro") && !options.contains(pair[0]) && !options.contains(pair[1])) {
                all.add(pair[0]);
            }
        }
        return all;
    }

    private void write(Mount mount) throws IOException {
        json.writeStartObject();
        json.writeStringField("destination", mount.destination());
        json.writeStringField("type", mount.type());
        json.writeStringField("source", mount.source());
        strings("options", mount.options());
        json.writeEndObject();
    }

    private void linux() throws IOException {
        json.writeObjectFieldStart("linux");
        json.writeStringField("cgroupsPath", facts.id().cgroup());
        json.writeArrayFieldStart("namespaces");
        for (String type : List.of("pid", "ipc", "uts", "mount", "cgroup")) {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeEndObject();
        }
        json.writeStartObject();
        json.writeStringField("type", "network");
        json.writeStringField("path", Network.namespace(facts.id()).toString());
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectFieldStart("sysctl");
        json.writeStringField("net.ipv4.ping_group_range", "0 65535");
        json.writeStringField("net.ipv4.ip_unprivileged_port_start", "0");
        json.writeEndObject();
        devices();
        resources();
        strings("maskedPaths", MASKED);
        strings("readonlyPaths", READ_ONLY);
        json.writeFieldName("seccomp");
        Seccomp.write(json, capabilities(), facts.architecture());
        json.writeEndObject();
    }

    private void devices() throws IOException {
        if (facts.devices().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("devices");
        for (Device device : facts.devices()) {
            json.writeStartObject();
            json.writeStringField("path", device.path());
            numbers(device);
            json.writeNumberField("fileMode", DEVICE_MODE);
            json.writeNumberField("uid", 0);
            json.writeNumberField("gid", 0);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void numbers(Device device) throws IOException {
        json.writeStringField("type", String.valueOf(device.type()));
        json.writeNumberField("major", device.major());
        json.writeNumberField("minor", device.minor());
    }

    private void resources() throws IOException {
        json.writeObjectFieldStart("resources");
        json.writeArrayFieldStart("devices");
        json.writeStartObject();
        json.writeBooleanField("allow", false);
        json.writeStringField("access", "rwm");
        json.writeEndObject();
        for (Device device : facts.devices()) {
            json.writeStartObject();
            json.writeBooleanField("allow", true);
            numbers(device);
            json.writeStringField("access", "rwm");
            json.writeEndObject();
        }
        json.writeEndArray();
        Optional<BigInteger> most = Stream.of(RctlAlias.MAX_LWPS, RctlAlias.MAX_PROCESSES)
                .flatMap(alias -> Resources.alias(config, alias).stream())
                .map(BigInteger::new)
                .min(BigInteger::compareTo);
        if (most.isPresent()) {
            json.writeObjectFieldStart("pids");
            json.writeNumberField("limit", most.get());
            json.writeEndObject();
        }
        memory();
        cpu();
        json.writeEndObject();
    }

    private void memory() throws IOException {
        Optional<String> physical = memory("physical");
        if (physical.isPresent()) {
            json.writeObjectFieldStart("memory");
            number("limit", physical.get());
            Optional<String> swap = memory("swap");
            if (swap.isPresent()) {
                json.writeNumberField("swap", new BigInteger(physical.get()).add(new BigInteger(swap.get())));
            }
            json.writeEndObject();
        }
    }

    /** A part of capped-memory, in bytes. */
    private Optional<String> memory(String part) {
        return Resources.of(config, ResourceType.CAPPED_MEMORY).stream()
                .flatMap(memory -> memory.text(part).stream())
                .flatMap(text -> ByteSize.parse(text).stream())
                .findFirst();
    }

    private void cpu() throws IOException {
        Optional<String> shares = Resources.alias(config, RctlAlias.CPU_SHARES);
        // stored in hundredths of a processor
        Optional<String> cap = Resources.of(config, ResourceType.CAPPED_CPU).stream()
                .flatMap(cpu -> cpu.text("ncpus").stream())
                .flatMap(ncpus -> Numbers.hundredths(ncpus).stream())
                .findFirst();
        if (shares.isEmpty() && cap.isEmpty() && facts.cpus().isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("cpu");
        if (shares.isPresent()) {
            json.writeNumberField("shares", new BigInteger(shares.get()).max(BigInteger.valueOf(LEAST_SHARES)));
        }
        if (cap.isPresent()) {
            json.writeNumberField("quota", new BigInteger(cap.get()).multiply(BigInteger.valueOf(HUNDREDTH_OF_PERIOD)));
            json.writeNumberField("period", PERIOD);
        }
        if (!facts.cpus().isEmpty()) {
            json.writeStringField("cpus", facts.cpus());
        }
        json.writeEndObject();
    }

    private void number(String name, String digits) throws IOException {
        json.writeNumberField(name, new BigInteger(digits));
    }

    private void strings(String name, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
