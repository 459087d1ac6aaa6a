package org.jzones.software.sadm;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Look;
import org.jzones.file.Progress;
import org.jzones.file.RegularFile;
import org.jzones.model.Failure;
import org.jzones.model.FileFacts;
import org.jzones.model.FileNames;
import org.jzones.model.HostPackage;
import org.jzones.model.HostSoftware;
import org.jzones.model.Inventory;
import org.jzones.model.Message;

/** The software database of a host, var/sadm (spec 4): its packages, and which of them matter to a zone. */
public final class SadmDatabase {
    private static final int LONGEST_LINE = 4 << 20;

    private final Layout layout;
    private final Consumer<Supplier<String>> debug;

    /** @param debug takes what only someone looking for a fault wants to know */
    public SadmDatabase(Layout layout, Consumer<Supplier<String>> debug) {
        this.layout = layout;
        this.debug = debug;
    }

    /** The database that a zone has of its own; links in it are followed as the zone would. */
    public static SadmDatabase ofZone(Path zoneRoot) {
        return new SadmDatabase(new Layout(zoneRoot), line -> {});
    }

    /**
     * All installed packages, by name.
     *
     * @throws Failure if there is no var/sadm/pkg or a pkginfo cannot be read
     */
    public List<HostPackage> packages() {
        return packages(instances());
    }

    private List<HostPackage> packages(List<String> instances) {
        Path directory = layout.packagesDir();
        List<HostPackage> packages = new ArrayList<>();
        PkgInfo.Repeated repeated = new PkgInfo.Repeated();
        for (String instance : instances) {
            Path pkginfo = pkginfo(directory.resolve(instance));
            try {
                Optional<byte[]> bytes = RegularFile.readIfRegular(pkginfo, layout);
                if (bytes.isPresent()) {
                    packages.add(PkgInfo.parse(instance, bytes.get(), repeated));
                }
            } catch (IOException e) {
                throw FileTrouble.reading(layout.shown(pkginfo), e);
            }
        }
        return packages;
    }

    /** A link means what it means on the host itself, not on the machine we run on. */
    private Path pkginfo(Path instance) {
        Path directory =
                Files.isSymbolicLink(instance) ? layout.packageDir(String.valueOf(instance.getFileName())) : instance;
        return directory.resolve("pkginfo");
    }

    /** The names in var/sadm/pkg, sorted: packages, and what else may lie there. */
    private List<String> instances() {
        Path directory = layout.packagesDir();
        String @Nullable [] listed = directory.toFile().list();
        List<String> names = listed == null ? listWithCause(directory) : new ArrayList<>(Arrays.asList(listed));
        for (String name : names) {
            if (!FileNames.isReadable(name)) {
                return withoutUnreadable(names, directory);
            }
        }
        names.sort(null);
        return names;
    }

    private List<String> withoutUnreadable(List<String> names, Path directory) {
        requireNoPackage(directory);
        return names.stream().filter(FileNames::isReadable).sorted().toList();
    }

    /** Names that no manifest can hold, for which the quick listing may not even have the bytes, are of no package. */
    private void requireNoPackage(Path directory) {
        try (DirectoryStream<Path> instances = Files.newDirectoryStream(directory)) {
            for (Path instance : instances) {
                String name = String.valueOf(instance.getFileName());
                if (!FileNames.isReadable(name)
                        && RegularFile.readIfRegular(pkginfo(instance), layout).isPresent()) {
                    FileNames.require(layout.shown(instance));
                    throw Failure.of(Message.PACKAGE_NAME, layout.shown(instance));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw FileTrouble.reading(layout.shown(directory), FileTrouble.causeOf(e));
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(directory), e);
        }
    }

    /** Tells what is wrong where the quicker way of listing does not. */
    private List<String> listWithCause(Path directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> instances = Files.newDirectoryStream(directory)) {
            for (Path instance : instances) {
                names.add(String.valueOf(instance.getFileName()));
            }
        } catch (NoSuchFileException | java.nio.file.NotDirectoryException e) {
            throw Failure.of(Message.SADM_PKG_MISSING, layout.shown(directory));
        } catch (DirectoryIteratorException e) {
            throw FileTrouble.reading(layout.shown(directory), FileTrouble.causeOf(e));
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(directory), e);
        }
        return names;
    }

    /**
     * The packages and patches that matter to a zone with these inherit-pkg-dirs (spec 4.3). Without any, contents is not
     * read.
     *
     * @throws Failure as {@link #packages()}, and if contents is needed and cannot be read
     */
    public Inventory inventory(List<String> inheritedDirs) {
        try (Survey survey = survey(inheritedDirs)) {
            return survey.inventory();
        }
    }

    /** All packages as a zone with these inherit-pkg-dirs sees them. @throws Failure as {@link #inventory} */
    public HostSoftware software(List<String> inheritedDirs) {
        try (Survey survey = survey(inheritedDirs)) {
            return survey.software();
        }
    }

    /** What each of the packages needs, by its name (depend(4)). @throws Failure if that of one cannot be read */
    public Map<String, List<String>> needs(List<HostPackage> packages) {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        for (HostPackage pkg : packages) {
            needs.put(pkg.name(), DependFile.read(layout, pkg.name()));
        }
        return needs;
    }

    /** The installed package of this name. @throws Failure if its pkginfo cannot be read */
    public Optional<HostPackage> find(String name) {
        return packages(List.of(name)).stream().findFirst();
    }

    /** Begins to find out what {@link #inventory} tells, while the caller has other things to do first. */
    public Survey survey(List<String> inheritedDirs) {
        return new Survey(inheritedDirs);
    }

    /** An inventory that is empty whatever this host has. */
    public Survey emptySurvey() {
        return new Survey();
    }

    /** An inventory that is being taken: contents is read by another thread. What goes wrong is told by {@link #inventory}. */
    public final class Survey implements AutoCloseable {
        private List<String> instances = List.of();
        private Optional<ContentsScan> scan = Optional.empty();
        private Optional<Failure> trouble = Optional.empty();

        private Survey() {}

        private Survey(List<String> inheritedDirs) {
            try {
                instances = instances();
                if (!inheritedDirs.isEmpty()) {
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

        /** @throws Failure as {@link SadmDatabase#inventory} */
        public Inventory inventory() {
            return Inventory.of(software().relevant());
        }

        private HostSoftware software() {
            if (trouble.isPresent()) {
                throw trouble.get();
            }
            List<HostPackage> packages = packages(instances);
            Set<String> delivering = delivering();
            List<HostPackage> relevant = new ArrayList<>();
            List<HostPackage> others = new ArrayList<>();
            for (HostPackage pkg : packages) {
                (pkg.mattersIf(delivering.contains(pkg.name())) ? relevant : others).add(pkg);
            }
            return new HostSoftware(relevant, others, Map.of());
        }

        private Set<String> delivering() {
            try {
                return scan.isPresent() ? SadmDatabase.this.delivering(scan.get(), instances) : Set.of();
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

    private Set<String> delivering(ContentsScan scan, List<String> names) throws IOException {
        boolean[] found = scan.finish();
        if (scan.skipped() > 0) {
            debug.accept(() -> layout.shown(layout.contents()) + ": " + scan.skipped()
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

    /** Gives every entry of contents in the file's order; lines that fit no format are left out and counted. */
    public void entries(Progress progress, Consumer<ContentsEntry> taker) {
        entries(progress, taker, line -> {});
    }

    /** Gives every entry of contents in the file's order, and the lines that are comments or fit no format. */
    public void entries(Progress progress, Consumer<ContentsEntry> taker, Consumer<byte[]> others) {
        long skipped = 0;
        try (InputStream in = new BufferedInputStream(Channels.newInputStream(openContents()), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            progress.expect("bytes", Files.size(layout.contents()));
            int b = in.read();
            while (b >= 0) {
                line.reset();
                for (; b >= 0 && b != '\n'; b = in.read()) {
                    if (line.size() < LONGEST_LINE) {
                        line.write(b);
                    }
                }
                Optional<ContentsEntry> entry =
                        line.size() < LONGEST_LINE ? ContentsEntry.parse(line.toByteArray()) : Optional.empty();
                entry.ifPresentOrElse(taker, () -> others.accept(line.toByteArray()));
                progress.advance(line.size() + 1L);
                skipped += entry.isPresent() ? 0 : 1;
                b = b < 0 ? b : in.read();
            }
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(layout.contents()), e);
        }
        long count = skipped;
        debug.accept(() -> layout.shown(layout.contents()) + ": " + count + " lines are comments or fit no format");
    }

    /** True if there is a contents, which may yet turn out not to be readable. */
    public boolean hasContents() {
        return Look.at(layout, layout.contents()).exists();
    }

    /** The bytes of a package's pkginfo. */
    public byte[] pkginfo(String pkg) {
        Path path = layout.packageDir(pkg).resolve("pkginfo");
        try {
            return RegularFile.read(path, layout.shown(path));
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(path), e);
        }
    }

    /** As {@link #openContents()}, once it is known that the packages could be read. */
    private FileChannel openContents(List<String> instances) throws IOException {
        try {
            return openContents();
        } catch (Failure | IOException e) {
            packages(instances); // what is wrong with them is told first
            throw e;
        }
    }

    private FileChannel openContents() throws IOException {
        Path contents = layout.contents();
        FileFacts facts = Look.at(layout, contents);
        if (!facts.exists()) {
            throw Failure.of(Message.SADM_CONTENTS_MISSING, layout.shown(contents));
        }
        if (facts.kind() != FileFacts.Kind.FILE) {
            throw Failure.of(Message.FILE_NOT_REGULAR, layout.shown(contents));
        }
        return FileChannel.open(contents, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }
}
