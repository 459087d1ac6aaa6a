package org.jzones.host.oci;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jzones.host.Processes;
import org.jzones.host.Processes.Outcome;
import org.jzones.host.ShellProgram;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.OneLine;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;

/** A zone's network: a namespace of its own, with an interface for each net of the zone, made by ip(8) (spec 5.6). */
final class Network {
    private static final Path NAMESPACES = Path.of("/run/netns");
    /** What may stand in a line of a batch for ip, which has quotes and comments of its own. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:@/-]*");

    private final Processes processes;
    private final Path program;
    private final Bundle bundle;
    private final ContainerId id;
    private final String bootId;

    /** @param bootId that of the machine */
    Network(Processes processes, Path program, Bundle bundle, ContainerId id, String bootId) {
        this.processes = processes;
        this.program = program;
        this.bundle = bundle;
        this.id = id;
        this.bootId = bootId;
    }

    /** Where the namespace is found. */
    static Path namespace(ContainerId id) {
        return NAMESPACES.resolve(id.namespace());
    }

    /** Makes it, with all that the configuration asks for. @throws Failure with the reason of ip */
    void up(ZoneConfig config) {
        boolean exclusive = config.get(GlobalProperty.IP_TYPE).equals("exclusive");
        List<String> outside = new ArrayList<>();
        List<String> inside = new ArrayList<>(List.of("link set lo up"));
        List<String> taken = new ArrayList<>();
        int n = 0;
        for (Resource net : config.stored(ResourceType.NET)) {
            String nic = word(net.text("physical").orElse(""));
            String name = "net" + n;
            if (exclusive) {
                taken.add(name + " " + nic);
                String line = "link set " + nic + " netns " + id.namespace() + " name " + name;
                outside.addAll(List.of(nic, line, line));
            } else {
                outside.addAll(List.of(nic, onBridge(nic, n), onInterface(nic, n)));
            }
            net.text("address")
                    .filter(address -> !address.isEmpty())
                    .ifPresent(address -> inside.add("addr add " + word(address) + " dev " + name));
            inside.add("link set " + name + " up");
            net.text("defrouter")
                    .filter(router -> !router.isEmpty())
                    .ifPresent(router -> inside.add("route add default via " + word(router) + " dev " + name));
            n++;
        }
        bundle.write(bundle.network(), String.join("\n", taken));
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                ShellProgram.of(Network.class, "network"),
                "network",
                program.toString(),
                id.namespace(),
                String.join("\n", inside)));
        command.addAll(outside);
        check(processes.run(command));
    }

    private String onBridge(String bridge, int n) {
        String outer = id.hostInterface(n);
        return String.join(
                "\n",
                "link add " + outer + " type veth peer name net" + n + hardwareAddress(n) + " netns " + id.namespace(),
                "link set " + outer + " master " + bridge,
                "link set " + outer + " up");
    }

    private String onInterface(String nic, int n) {
        String outer = id.hostInterface(n);
        return String.join(
                "\n",
                "link add link " + nic + " name " + outer + hardwareAddress(n) + " type macvlan mode bridge",
                "link set " + outer + " netns " + id.namespace() + " name net" + n);
    }

    private String hardwareAddress(int n) {
        return " address " + id.hardwareAddress(n, bootId);
    }

    private static String word(String text) {
        if (!WORD.matcher(text).matches()) {
            throw Failure.of(Message.NETWORK_WORD, text);
        }
        return text;
    }

    private Outcome batch(List<String> options, List<String> lines) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(options);
        command.addAll(List.of("-force", "-batch", "-"));
        return processes.run(command, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void check(Outcome outcome) {
        if (outcome.status() != 0) {
            String reason = outcome.err().lines().findFirst().orElse("it ended with status " + outcome.status());
            throw Failure.of(Message.NETWORK_FAILED, OneLine.of(reason));
        }
    }

    /**
     * Removes whatever is there of it: what was taken goes back under its old name, links of ours on this side go before the
     * namespace, or else the kernel keeps their names for a while.
     */
    void down() {
        boolean there = Files.exists(namespace(id), LinkOption.NOFOLLOW_LINKS);
        List<String> back = new ArrayList<>();
        for (String line : bundle.lines(bundle.network())) {
            String[] words = line.split(" ");
            if (there
                    && words.length == 2
                    && WORD.matcher(line.replace(' ', '-')).matches()) {
                back.add("link set " + words[0] + " down");
                // to where we are, which need not be where the first process of the machine is
                long here = ProcessHandle.current().pid();
                back.add("link set " + words[0] + " netns " + here + " name " + words[1]);
            }
        }
        if (!back.isEmpty()) {
            // each may be back already, after a death halfway
            batch(List.of("-n", id.namespace()), back);
        }
        List<String> lines = new ArrayList<>();
        for (String name : ours()) {
            lines.add("link del " + name);
        }
        if (there) {
            lines.add("netns del " + id.namespace());
        }
        if (!lines.isEmpty()) {
            check(batch(List.of(), lines));
        }
    }

    private List<String> ours() {
        return Interfaces.all().stream()
                .filter(name -> name.startsWith(id.hostInterfaces()))
                .toList();
    }
}
