package org.jzones.place;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.jzones.capture.CapturedHost;
import org.jzones.file.Progress;
import org.jzones.file.Steps;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.op.HostRoot;

/** {@code zoneadm inventory -o DIR HOST...}: the inventories of many hosts, each in a file called like the host's root. */
public final class TakeInventories {
    private static final String SUFFIX = ".inventory";

    /** How the names of captures usually end. */
    private static final Pattern ENDING = Pattern.compile("(.)\\.(tar|tar\\.gz|tgz|tar\\.Z)$");

    private final Function<Path, HostRoot> roots;
    private final Function<Path, CapturedHost> captures;

    /**
     * @param roots opens a host root, or fails
     * @param captures opens a captured host, or fails
     */
    public TakeInventories(Function<Path, HostRoot> roots, Function<Path, CapturedHost> captures) {
        this.roots = roots;
        this.captures = captures;
    }

    /**
     * What has become of one host.
     *
     * @param notes what there is to know of it, if it was captured
     * @param failure why it has no new inventory, if so
     */
    public record Taken(String host, List<Problem> notes, Optional<Failure> failure) {}

    /** The file of each host. @throws Failure if there is no such directory, or not one name for each host */
    public Map<String, Path> plan(String directory, List<String> hosts) {
        Path into = FileNames.path(directory);
        if (!Files.isDirectory(into)) {
            throw Failure.of(Message.INVENTORY_NO_DIRECTORY, directory);
        }
        Map<String, Path> files = new LinkedHashMap<>();
        Map<Path, String> hostsOf = new LinkedHashMap<>();
        for (String host : hosts) {
            Path root = FileNames.path(host).toAbsolutePath().normalize();
            @Nullable Path name = root.getFileName();
            if (name == null) {
                throw Failure.of(Message.INVENTORY_NO_NAME, host);
            }
            String called = Files.isDirectory(root) ? name.toString() : withoutEnding(name.toString());
            Path file = into.resolve(called + SUFFIX);
            @Nullable String other = hostsOf.putIfAbsent(file, host);
            if (other != null) {
                throw Failure.of(Message.INVENTORY_SAME_NAME, other, host, file);
            }
            files.put(host, file);
        }
        return files;
    }

    /** Writes all of them, several at a time; in the order of the hosts. One that fails does not keep back the others. */
    public List<Taken> apply(Map<String, Path> files, Progress progress, Steps steps) {
        progress.expect("hosts", files.size());
        return List.copyOf(files.entrySet()).parallelStream()
                .map(entry -> {
                    Taken taken = take(entry.getKey(), entry.getValue(), steps);
                    synchronized (progress) {
                        progress.advance(1);
                    }
                    return taken;
                })
                .toList();
    }

    private static String withoutEnding(String name) {
        return ENDING.matcher(name).replaceFirst("$1");
    }

    private Taken take(String host, Path file, Steps steps) {
        try {
            return new Taken(host, take(FileNames.path(host), file, Progress.SILENT, steps), Optional.empty());
        } catch (Failure e) {
            return new Taken(host, List.of(), Optional.of(e));
        }
    }

    /** Writes the inventory of one host; returns what there is to know of it. */
    public List<Problem> take(Path host, Path file, Progress progress, Steps steps) {
        if (Files.isDirectory(host) || !CapturedHost.is(host)) {
            new TakeInventory(roots.apply(host)).apply(file, progress, steps);
            return List.of();
        }
        try (CapturedHost captured = captures.apply(host)) {
            new TakeInventory(roots.apply(captured.root())).apply(file, progress, steps);
            return captured.notes(Instant.now());
        }
    }
}
