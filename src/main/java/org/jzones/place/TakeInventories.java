package org.jzones.place;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.jzones.file.Progress;
import org.jzones.file.Steps;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.Message;
import org.jzones.op.HostRoot;

/** {@code zoneadm inventory -o DIR HOST...}: the inventories of many hosts, each in a file called like the host's root. */
public final class TakeInventories {
    private static final String SUFFIX = ".inventory";

    private final Function<String, HostRoot> roots;

    /** @param roots opens a host root, or fails */
    public TakeInventories(Function<String, HostRoot> roots) {
        this.roots = roots;
    }

    /**
     * What has become of one host.
     *
     * @param failure why it has no new inventory, if so
     */
    public record Taken(String host, Optional<Failure> failure) {}

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
            Path file = into.resolve(name + SUFFIX);
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

    private Taken take(String host, Path file, Steps steps) {
        try {
            new TakeInventory(roots.apply(host)).apply(file, Progress.SILENT, steps);
            return new Taken(host, Optional.empty());
        } catch (Failure e) {
            return new Taken(host, Optional.of(e));
        }
    }
}
