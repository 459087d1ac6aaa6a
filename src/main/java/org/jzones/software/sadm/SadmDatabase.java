package org.jzones.software.sadm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.Failure;
import org.jzones.model.HostPackage;
import org.jzones.model.HostSoftware;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.software.Delivery;
import org.jzones.software.SoftwareDatabase;
import org.jzones.software.Survey;
import org.jzones.software.ZoneSoftware;

/** The software database of a host, var/sadm (spec 4): its packages, and which of them matter to a zone. */
public final class SadmDatabase implements SoftwareDatabase {
    private final Layout layout;
    private final Consumer<Supplier<String>> debug;
    private final PackageFiles packages;
    private final ContentsFile contents;
    private final Trees trees;
    private final BiConsumer<Path, byte[]> writer;

    /**
     * @param debug takes what only someone looking for a fault wants to know
     * @param trees makes and removes what is in zones
     * @param writer replaces a file of a zone as one step
     */
    public SadmDatabase(Layout layout, Consumer<Supplier<String>> debug, Trees trees, BiConsumer<Path, byte[]> writer) {
        this.layout = layout;
        this.debug = debug;
        this.packages = new PackageFiles(layout);
        this.contents = new ContentsFile(layout, debug);
        this.trees = trees;
        this.writer = writer;
    }

    @Override
    public ZoneSoftware of(Path zoneRoot) {
        return new SadmZone(packages, zoneRoot, trees, writer);
    }

    @Override
    public ZoneSoftware ofNew(Path zoneRoot) {
        return new SadmZone(packages, zoneRoot, trees, trees::write);
    }

    @Override
    public String kind() {
        return "sadm";
    }

    @Override
    public Optional<Problem> absence() {
        return packages.absence();
    }

    /** @throws Failure also if there is no var/sadm/pkg */
    @Override
    public List<HostPackage> packages() {
        return packages.read(packages.instances());
    }

    /** As their depend files tell (depend(4)). */
    @Override
    public Map<String, List<String>> needs(List<HostPackage> packages) {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        for (HostPackage pkg : packages) {
            needs.put(pkg.name(), DependFile.read(layout, pkg.name()));
        }
        return needs;
    }

    /** Without any inherit-pkg-dirs, contents is not read. */
    @Override
    public Survey survey(List<String> inheritedDirs) {
        return new ContentsSurvey(inheritedDirs);
    }

    /** Contents is read by another thread meanwhile. */
    private final class ContentsSurvey implements Survey {
        private List<String> instances = List.of();
        private Optional<ContentsScan> scan = Optional.empty();
        /** Where contents is to be looked for with its changes, which is done at leisure. */
        private List<String> changedDirs = List.of();

        private Optional<Failure> trouble = Optional.empty();

        private ContentsSurvey(List<String> inheritedDirs) {
            try {
                instances = packages.instances();
                if (!inheritedDirs.isEmpty() && contents.hasChanges()) {
                    changedDirs = List.copyOf(inheritedDirs);
                } else if (!inheritedDirs.isEmpty()) {
                    ContentsScan begun =
                            new ContentsScan(openContents(instances), inheritedDirs, instances, ContentsScan.PART);
                    scan = Optional.of(begun);
                    begun.start();
                }
            } catch (Failure e) {
                trouble = Optional.of(e);
            } catch (IOException e) {
                trouble = Optional.of(unreadable(e));
            }
        }

        @Override
        public HostSoftware software() {
            if (trouble.isPresent()) {
                throw trouble.get();
            }
            List<HostPackage> all = packages.read(instances); // while contents is being read
            Set<String> delivering = delivering();
            List<HostPackage> relevant = new ArrayList<>();
            List<HostPackage> others = new ArrayList<>();
            for (HostPackage pkg : all) {
                (pkg.mattersIf(delivering.contains(pkg.name())) ? relevant : others).add(pkg);
            }
            return new HostSoftware(relevant, others, Map.of());
        }

        private Set<String> delivering() {
            try {
                if (scan.isPresent()) {
                    boolean[] found = scan.get().finish();
                    return SadmDatabase.this.delivering(found, scan.get().skipped(), instances);
                }
                return changedDirs.isEmpty() ? Set.of() : deliveringWithChanges(changedDirs, instances);
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        @Override
        public void close() {
            if (scan.isPresent()) {
                try {
                    scan.get().close();
                } catch (IOException e) {
                    throw unreadable(e);
                }
            }
        }

        private Failure unreadable(IOException e) {
            return FileTrouble.reading(layout.shown(layout.contents()), e);
        }
    }

    private Set<String> deliveringWithChanges(List<String> directories, List<String> names) throws IOException {
        ContentsScanner scanner = new ContentsScanner(directories, names);
        try (InputStream in = contents.stream()) {
            return delivering(scanner.scan(in), scanner.skipped(), names);
        }
    }

    private Set<String> delivering(boolean[] found, long skipped, List<String> names) {
        if (skipped > 0) {
            debug.accept(() -> layout.shown(layout.contents()) + ": " + skipped
                    + " lines below the inherit-pkg-dirs fit no format and were skipped");
        }
        Set<String> delivering = new HashSet<>();
        for (int i = 0; i < found.length; i++) {
            if (found[i]) {
                delivering.add(names.get(i));
            }
        }
        return delivering;
    }

    @Override
    public void deliveries(Progress progress, Consumer<Delivery> taker) {
        contents.entries(progress, taker, line -> {});
    }

    @Override
    public Set<String> delivered(Set<String> directories) {
        Set<String> installed = new HashSet<>(packages.instances());
        Set<String> delivered = new HashSet<>(directories);
        if (!hasDeliveries()) {
            return Set.of();
        }
        try (InputStream in = contents.stream()) {
            delivered.removeAll(new DirectorySearch(
                            directories, entry -> entry.packages().stream().anyMatch(installed::contains))
                    .missingIn(in));
            return delivered;
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(layout.contents()), e);
        }
    }

    @Override
    public void requireDeliveries() {
        if (!hasDeliveries()) {
            throw Failure.of(Message.SADM_CONTENTS_MISSING, layout.shown(layout.contents()));
        }
    }

    @Override
    public Optional<Path> pristine(String pkg, String path) {
        return Optional.of(layout.pristine(pkg, path))
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public boolean hasDeliveries() {
        return contents.exists();
    }

    @Override
    public List<Problem> notes() {
        return hasDeliveries() && contents.hasChanges()
                ? List.of(Problem.of(Message.SADM_LOG_USED, layout.shown(layout.packageLog())))
                : List.of();
    }

    /** As {@link ContentsFile#open}, once it is known that the packages could be read. */
    private FileChannel openContents(List<String> instances) throws IOException {
        try {
            return contents.open();
        } catch (Failure | IOException e) {
            packages.read(instances); // what is wrong with them is told first
            throw e;
        }
    }
}
